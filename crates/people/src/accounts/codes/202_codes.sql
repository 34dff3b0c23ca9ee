-- An authenticator app: a secret that the account's owner and we know.
CREATE TABLE authenticators (
  account BIGINT PRIMARY KEY REFERENCES accounts (id),
  -- Base32. It must be read to check a code, so it cannot be kept as a hash.
  secret {text} NOT NULL,
  created_at BIGINT NOT NULL,
  -- NULL until a first code showed that the app has it.
  confirmed_at BIGINT,
  -- The number of the half minute of the last code that was taken; earlier ones are not taken again.
  last_step BIGINT NOT NULL DEFAULT 0
);
-- For who lost the app: each works once.
CREATE TABLE recovery_codes (
  id {id},
  account BIGINT NOT NULL REFERENCES accounts (id),
  -- The first letters, by which it is found.
  selector {text} NOT NULL,
  -- argon2id of the whole.
  hash {text} NOT NULL,
  used_at BIGINT,
  UNIQUE (account, selector)
);
-- Who showed a password or a link, and still owes a code.
CREATE TABLE waiting_sign_ins (
  id {id},
  token_hash {text} NOT NULL UNIQUE,
  account BIGINT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX waiting_sign_ins_account ON waiting_sign_ins (account);
