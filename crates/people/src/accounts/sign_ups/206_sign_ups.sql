-- People who want an account and have none yet: their address is to be confirmed, or an administrator to decide.
CREATE TABLE sign_ups (
  id {id},
  name {text} NOT NULL,
  -- Empty: made from the name.
  handle {text} NOT NULL,
  email {text} NOT NULL,
  email_key {text} NOT NULL,
  -- argon2id in the form of a PHC string.
  password {text} NOT NULL,
  -- What they say to whoever decides.
  why {text} NOT NULL DEFAULT '',
  -- The community that they came for (its table is made later).
  community BIGINT,
  -- Of the link that confirms the address; NULL where an administrator decides.
  token_hash {text} UNIQUE,
  created_at BIGINT NOT NULL,
  decided_at BIGINT,
  decided_by BIGINT REFERENCES accounts (id),
  -- "in" or "out".
  decision {text} NOT NULL DEFAULT '',
  reason {text} NOT NULL DEFAULT ''
);
CREATE INDEX sign_ups_waiting ON sign_ups (decided_at, created_at, id);
CREATE INDEX sign_ups_email_key ON sign_ups (email_key);
