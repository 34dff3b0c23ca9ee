-- When the account will be deleted; NULL: nobody asked for it.
ALTER TABLE accounts ADD COLUMN leaves_at BIGINT;
-- Somebody's copy of everything about them.
CREATE TABLE data_copies (
  id {id},
  account BIGINT NOT NULL REFERENCES accounts (id),
  -- waiting, ready, stopped, failed, gone.
  state {text} NOT NULL,
  language {text} NOT NULL,
  asked_at BIGINT NOT NULL,
  -- Parts that are written, of so many.
  done BIGINT NOT NULL DEFAULT 0,
  total BIGINT NOT NULL DEFAULT 0,
  -- Whoever works on it has the number of the last attempt, until then.
  attempts BIGINT NOT NULL DEFAULT 0,
  held_until BIGINT NOT NULL DEFAULT 0,
  -- Of the file; empty without one.
  hash {text} NOT NULL DEFAULT '',
  bytes BIGINT NOT NULL DEFAULT 0,
  ready_at BIGINT
);
CREATE INDEX data_copies_account ON data_copies (account, asked_at, id);
CREATE INDEX data_copies_due ON data_copies (state, held_until, id);
CREATE INDEX data_copies_hash ON data_copies (hash) WHERE hash <> '';
-- Accounts that are to be deleted, and those that were.
CREATE TABLE departures (
  account BIGINT PRIMARY KEY REFERENCES accounts (id),
  -- The person themselves or an administrator; NULL: by the command line.
  asked_by BIGINT REFERENCES accounts (id),
  asked_at BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  -- What an administrator gave as reason.
  why {text} NOT NULL,
  -- 1: what they wrote goes, too.
  removes BIGINT NOT NULL,
  -- What stands in the place of their name.
  called {text} NOT NULL,
  -- The step that is being done, and how far it is.
  step {text} NOT NULL DEFAULT '',
  place BIGINT NOT NULL DEFAULT 0,
  held_until BIGINT NOT NULL DEFAULT 0,
  done_at BIGINT
);
CREATE INDEX departures_due ON departures (due_at, account) WHERE done_at IS NULL;
-- Handles of accounts that were deleted, as hashes: nobody else is called so.
CREATE TABLE spent_handles (
  hash {text} PRIMARY KEY
);
-- What somebody did, and what was sent to them.
CREATE INDEX activity_actor ON activity (actor, id);
CREATE INDEX mails_account ON mails (account, id);
