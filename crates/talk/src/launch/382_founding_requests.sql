-- Who asked to start a community here, and what became of it.
CREATE TABLE founding_requests (
  id {id},
  account BIGINT NOT NULL REFERENCES accounts (id),
  -- What it is about, why now, and who else is in.
  about {text} NOT NULL,
  why {text} NOT NULL,
  who {text} NOT NULL,
  -- The language that they are answered in.
  language {text} NOT NULL,
  created_at BIGINT NOT NULL,
  decided_at BIGINT,
  decided_by BIGINT,
  accepted BIGINT NOT NULL DEFAULT 0,
  reason {text} NOT NULL DEFAULT '',
  UNIQUE (account)
);
CREATE INDEX founding_requests_waiting ON founding_requests (created_at, id) WHERE decided_at IS NULL;
