-- Everything about somebody, gathered for them: one at a time.
CREATE TABLE downloads (
  account BIGINT PRIMARY KEY REFERENCES accounts (id),
  asked_at BIGINT NOT NULL,
  -- What is gathered so far, in rows; -1 when it failed.
  progress BIGINT NOT NULL DEFAULT 0,
  hash {text} NOT NULL DEFAULT '',
  bytes BIGINT NOT NULL DEFAULT 0,
  made_at BIGINT
);
CREATE INDEX downloads_waiting ON downloads (made_at, asked_at);
-- Who goes, and when: until then it can be taken back.
CREATE TABLE departures (
  account BIGINT PRIMARY KEY REFERENCES accounts (id),
  asked_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  -- 1: what they wrote goes, too; else it stays without their name.
  removes BIGINT NOT NULL,
  done_at BIGINT
);
CREATE INDEX departures_due ON departures (done_at, due_at);
