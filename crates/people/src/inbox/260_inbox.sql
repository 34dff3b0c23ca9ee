-- One row for a person and a thing.
CREATE TABLE inbox (
  id {id},
  account BIGINT NOT NULL REFERENCES accounts (id),
  kind {text} NOT NULL,
  object BIGINT NOT NULL,
  at BIGINT NOT NULL,
  -- 1 until it was seen or answered.
  waiting BIGINT NOT NULL DEFAULT 1,
  UNIQUE (account, kind, object)
);
CREATE INDEX inbox_when ON inbox (account, at, id);
CREATE INDEX inbox_waiting ON inbox (account, waiting);
CREATE INDEX inbox_things ON inbox (kind, object, waiting);
