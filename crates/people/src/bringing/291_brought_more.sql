-- Somebody who signs in to an account of theirs is asked, not brought.
CREATE TABLE brought_invitations (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  made_by BIGINT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  answered_at BIGINT,
  accepted BIGINT NOT NULL DEFAULT 0,
  UNIQUE (account, community)
);
ALTER TABLE brought_lists ADD COLUMN invited BIGINT NOT NULL DEFAULT 0;
-- Groups that a list names, one a line: told again when the list goes out.
ALTER TABLE members ADD COLUMN brought_groups {text} NOT NULL DEFAULT '';
