-- argon2id in the form of a PHC string; NULL: signs in by link only.
ALTER TABLE accounts ADD COLUMN password {text};
-- "Firefox, Linux".
ALTER TABLE sessions ADD COLUMN device {text} NOT NULL DEFAULT '';
-- To the day.
ALTER TABLE sessions ADD COLUMN used_at BIGINT NOT NULL DEFAULT 0;
CREATE TABLE reset_links (
  id {id},
  token_hash {text} NOT NULL UNIQUE,
  account BIGINT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX reset_links_account ON reset_links (account);
