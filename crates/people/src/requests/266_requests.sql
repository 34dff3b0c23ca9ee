-- Who asked to be let in, and what became of it.
CREATE TABLE join_requests (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  -- Questions with their answers, as JSON: the questions as they were then.
  answers {text} NOT NULL,
  created_at BIGINT NOT NULL,
  decided_at BIGINT,
  decided_by BIGINT,
  accepted BIGINT NOT NULL DEFAULT 0,
  reason {text} NOT NULL DEFAULT '',
  UNIQUE (account, community)
);
CREATE INDEX join_requests_waiting ON join_requests (community, created_at, id) WHERE decided_at IS NULL;
