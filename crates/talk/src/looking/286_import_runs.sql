-- Imports that an administrator began on a page: how far each is, and what came of it.
CREATE TABLE import_runs (
  id {id},
  account BIGINT NOT NULL REFERENCES accounts (id),
  -- The form's key: the same form twice is one import.
  once {text} NOT NULL,
  -- The export's name in the folder where exports lie.
  export {text} NOT NULL,
  -- The community's address; the rest is for one that is made.
  slug {text} NOT NULL,
  name {text} NOT NULL,
  visibility {text} NOT NULL,
  language {text} NOT NULL,
  state {text} NOT NULL,
  doing {text} NOT NULL DEFAULT '',
  done BIGINT NOT NULL DEFAULT 0,
  whole BIGINT NOT NULL DEFAULT 0,
  -- JSON; empty before the end.
  report {text} NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (account, once)
);
CREATE INDEX import_runs_state ON import_runs (state, updated_at);
