-- What passkeys know an account by: random, and nothing else (a UUID).
ALTER TABLE accounts ADD COLUMN passkey_user {text};
CREATE TABLE passkeys (
  id {id},
  account BIGINT NOT NULL REFERENCES accounts (id),
  -- Its id, base64url.
  credential {text} NOT NULL UNIQUE,
  -- Public key, counter and flags, as the library keeps them (JSON).
  data {text} NOT NULL,
  name {text} NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX passkeys_account ON passkeys (account, created_at, id);
-- Ceremonies that a browser began and did not finish: for minutes.
CREATE TABLE passkey_ceremonies (
  id {id},
  token_hash {text} NOT NULL UNIQUE,
  -- Whose it is; NULL: somebody signs in.
  account BIGINT REFERENCES accounts (id),
  state {text} NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX passkey_ceremonies_expires_at ON passkey_ceremonies (expires_at);
