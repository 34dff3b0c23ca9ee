CREATE TABLE invitations (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  -- In clear: whoever may invite sees the link again. It gives no more than they may give.
  code {text} NOT NULL UNIQUE,
  role {text} NOT NULL,
  -- For stewards and guests; else 0.
  area BIGINT NOT NULL DEFAULT 0,
  -- The place in the first circle that it is for: expert, learner, champion; empty for none.
  slot {text} NOT NULL DEFAULT '',
  -- Whom it is meant for, as the inviter calls them; empty for whoever gets it.
  name {text} NOT NULL DEFAULT '',
  invited_by BIGINT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  -- So many may come by it; 0 for any number.
  most BIGINT NOT NULL,
  uses BIGINT NOT NULL DEFAULT 0,
  ended_at BIGINT
);
CREATE INDEX invitations_community ON invitations (community, created_at, id);
CREATE TABLE invitation_uses (
  invitation BIGINT NOT NULL REFERENCES invitations (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  -- The hash of the form that was sent, empty for who was signed in: sent twice, it is one person.
  form {text} NOT NULL,
  used_at BIGINT NOT NULL,
  PRIMARY KEY (invitation, account)
);
CREATE UNIQUE INDEX invitation_uses_form ON invitation_uses (invitation, form) WHERE form <> '';
CREATE INDEX invitation_uses_account ON invitation_uses (account);
