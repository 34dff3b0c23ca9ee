-- Links that sign in, sent by mail: once, for minutes, and only after a press of a button.
CREATE TABLE mail_links (
  id {id},
  token_hash {text} NOT NULL UNIQUE,
  account BIGINT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX mail_links_account ON mail_links (account);
-- Written where a link would have been, had there been an account: the answer takes as long.
CREATE TABLE link_decoys (
  id {id},
  made_at BIGINT NOT NULL
);
CREATE INDEX link_decoys_made_at ON link_decoys (made_at);
-- When somebody last showed that they read the mail of their address.
ALTER TABLE accounts ADD COLUMN email_proved_at BIGINT;
