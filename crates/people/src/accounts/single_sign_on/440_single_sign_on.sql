-- Providers elsewhere that say who somebody is (OpenID Connect). Without issuer, client and secret one is not asked yet.
CREATE TABLE providers (
  id {id},
  -- As it stands on the button.
  name {text} NOT NULL,
  issuer {text} UNIQUE,
  client {text} NOT NULL DEFAULT '',
  secret {text} NOT NULL DEFAULT '',
  -- Whether an address that it confirmed counts as confirmed here.
  trusted BIGINT NOT NULL DEFAULT 0,
  -- Whether people without an account may come in with it.
  newcomers BIGINT NOT NULL DEFAULT 0,
  -- Whether it may stand in a local network, and be asked without encryption.
  private BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL
);
-- Who somebody of ours is elsewhere. Kept by issuer: a provider that is taken away and added again knows its people.
CREATE TABLE identities (
  id {id},
  account BIGINT NOT NULL REFERENCES accounts (id),
  issuer {text} NOT NULL,
  -- What the issuer knows them by; it never changes and is nobody else's.
  subject {text} NOT NULL,
  -- What they are called there, for their own eyes: an address or a name.
  label {text} NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  UNIQUE (issuer, subject)
);
CREATE INDEX identities_account ON identities (account, created_at, id);
-- Browsers that were sent to a provider and are not back yet: for minutes.
CREATE TABLE trips (
  id {id},
  -- Hashes of what the provider gives back, and of the browser's cookie.
  state_hash {text} NOT NULL UNIQUE,
  browser_hash {text} NOT NULL,
  provider BIGINT NOT NULL,
  nonce {text} NOT NULL,
  verifier {text} NOT NULL,
  -- Where the way goes on afterwards.
  destination {text} NOT NULL,
  -- Who was signed in; 0 for nobody.
  account BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX trips_expires_at ON trips (expires_at);
-- People whom a provider named and nobody here knows yet: until they said who they are, for half an hour.
CREATE TABLE strangers (
  id {id},
  browser_hash {text} NOT NULL UNIQUE,
  provider BIGINT NOT NULL,
  issuer {text} NOT NULL,
  subject {text} NOT NULL,
  label {text} NOT NULL,
  name {text} NOT NULL,
  handle {text} NOT NULL,
  -- Only when the provider confirmed it; empty otherwise.
  email {text} NOT NULL,
  destination {text} NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX strangers_expires_at ON strangers (expires_at);
-- Who waits for an account and came by a provider.
ALTER TABLE sign_ups ADD COLUMN issuer {text} NOT NULL DEFAULT '';
ALTER TABLE sign_ups ADD COLUMN subject {text} NOT NULL DEFAULT '';
ALTER TABLE sign_ups ADD COLUMN label {text} NOT NULL DEFAULT '';
