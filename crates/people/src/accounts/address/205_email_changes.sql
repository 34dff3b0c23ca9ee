-- Changes of e-mail addresses: the new one confirms, the old one may stop it, also for a while after.
CREATE TABLE email_changes (
  id {id},
  account BIGINT NOT NULL REFERENCES accounts (id),
  email {text} NOT NULL,
  -- NULL: there was none.
  email_before {text},
  confirm_hash {text} NOT NULL UNIQUE,
  stop_hash {text} NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  confirmed_at BIGINT,
  -- Stopped, or overtaken by another change.
  ended_at BIGINT
);
CREATE INDEX email_changes_account ON email_changes (account);
