CREATE TABLE accounts (
  id {id},
  handle {text} NOT NULL,
  handle_key {text} NOT NULL UNIQUE,
  name {text} NOT NULL,
  email {text},
  email_key {text} UNIQUE,
  admin BIGINT NOT NULL DEFAULT 0,
  -- The account that things without an author belong to; it never signs in.
  system BIGINT NOT NULL DEFAULT 0,
  -- Whether its owner has signed in; imported people have not.
  claimed BIGINT NOT NULL DEFAULT 0,
  headline {text} NOT NULL DEFAULT '',
  place {text} NOT NULL DEFAULT '',
  website {text} NOT NULL DEFAULT '',
  about {text} NOT NULL DEFAULT '',
  about_html {text} NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  rev BIGINT NOT NULL DEFAULT 1,
  removed_at BIGINT,
  removed_by BIGINT,
  removed_why {text}
);
CREATE TABLE sessions (
  id {id},
  token_hash {text} NOT NULL UNIQUE,
  account BIGINT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_account ON sessions (account);
CREATE TABLE sign_in_links (
  id {id},
  token_hash {text} NOT NULL UNIQUE,
  account BIGINT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  uses_left BIGINT NOT NULL
);
CREATE INDEX sign_in_links_account ON sign_in_links (account);
