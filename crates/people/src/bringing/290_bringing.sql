-- Lists of people or chapters between looking at them and writing them.
CREATE TABLE brought_lists (
  id {id},
  kind {text} NOT NULL,
  -- Where the people go to; for chapters their parent.
  community BIGINT NOT NULL REFERENCES communities (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  -- JSON; empty once it was written.
  content {text} NOT NULL,
  -- As many rows have been written, and what came of them.
  position BIGINT NOT NULL DEFAULT 0,
  made BIGINT NOT NULL DEFAULT 0,
  joined BIGINT NOT NULL DEFAULT 0,
  filled BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  done_at BIGINT
);
CREATE INDEX brought_lists_old ON brought_lists (created_at);
-- By what a list calls somebody, so that the same list twice changes nothing.
CREATE TABLE brought_people (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  key {text} NOT NULL,
  account BIGINT NOT NULL REFERENCES accounts (id),
  UNIQUE (community, key)
);
CREATE INDEX brought_people_account ON brought_people (account, community);
-- Personal links to accounts that nobody has signed in to.
CREATE TABLE claim_links (
  id {id},
  token_hash {text} NOT NULL UNIQUE,
  account BIGINT NOT NULL REFERENCES accounts (id),
  community BIGINT NOT NULL REFERENCES communities (id),
  made_by BIGINT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX claim_links_account ON claim_links (account);
-- "This is me", said by somebody who is signed in. State 0: open, 1: granted, 2: refused.
CREATE TABLE claims (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  claimant BIGINT NOT NULL REFERENCES accounts (id),
  state BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  answered_at BIGINT,
  answered_by BIGINT,
  UNIQUE (account, claimant)
);
CREATE INDEX claims_open ON claims (community, state, id);
-- A chapter has a parent.
ALTER TABLE communities ADD COLUMN parent BIGINT;
ALTER TABLE communities ADD COLUMN place {text} NOT NULL DEFAULT '';
CREATE INDEX communities_parent ON communities (parent, name, id);
