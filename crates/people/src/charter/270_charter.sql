-- What a community agreed, version by version; a version that was written is never changed.
CREATE TABLE charter_versions (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  -- 1 is the first of the community.
  number BIGINT NOT NULL,
  author BIGINT NOT NULL REFERENCES accounts (id),
  -- The proposal that it was taken from; 0 for none.
  proposal BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  -- Whether it changed what was agreed, so that everybody reads it again.
  substance BIGINT NOT NULL,
  purpose {text} NOT NULL,
  in_scope {text} NOT NULL,
  out_of_scope {text} NOT NULL,
  norms {text} NOT NULL,
  rhythm {text} NOT NULL,
  UNIQUE (community, number)
);
-- How a community stands to its charter.
CREATE TABLE charters (
  community BIGINT PRIMARY KEY REFERENCES communities (id),
  -- The latest version, and the latest that changed what was agreed.
  number BIGINT NOT NULL,
  substantial BIGINT NOT NULL,
  review_at BIGINT NOT NULL,
  -- 1 when who leads was reminded of this date.
  reminded BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX charters_review ON charters (reminded, review_at);
-- The latest version that somebody said to have read.
CREATE TABLE charter_readers (
  community BIGINT NOT NULL REFERENCES communities (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  number BIGINT NOT NULL,
  read_at BIGINT NOT NULL,
  PRIMARY KEY (community, account)
);
CREATE INDEX charter_readers_number ON charter_readers (community, number);
