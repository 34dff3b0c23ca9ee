-- Who gave accepted answers about what. Kept by a job that reads the activity log.
CREATE TABLE expertise (
  -- The tag, or minus the area.
  label BIGINT NOT NULL,
  account BIGINT NOT NULL REFERENCES accounts (id),
  -- What their answers are worth, as of one moment for everybody (expertise/model.rs), in parts of 100 000.
  score BIGINT NOT NULL,
  answers BIGINT NOT NULL,
  -- When the last of them was written.
  last_at BIGINT NOT NULL,
  PRIMARY KEY (label, account)
);
CREATE INDEX expertise_best ON expertise (label, score, account);
-- How far the log is read; one row.
CREATE TABLE expertise_cursor (
  one BIGINT PRIMARY KEY,
  seq BIGINT NOT NULL
);
-- When each label was counted: after a week once more, for what the log does not tell (votes, a thread that went elsewhere).
CREATE TABLE expertise_counts (
  label BIGINT PRIMARY KEY,
  counted_at BIGINT NOT NULL
);
CREATE INDEX expertise_counts_due ON expertise_counts (counted_at, label);
