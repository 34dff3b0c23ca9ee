CREATE TABLE mails (
  id {id},
  account BIGINT REFERENCES accounts (id),
  -- An e-mail address, or `@handle` of somebody who has none: an administrator hands such a message on.
  recipient {text} NOT NULL,
  subject {text} NOT NULL,
  body {text} NOT NULL,
  -- What it is sent for. Nobody gets two messages for one reason.
  reason {text} NOT NULL,
  state {text} NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  -- When it is tried next; while it is being sent, when another node may take it over. NULL: never.
  next_at BIGINT,
  -- After this it is of no use to anybody.
  good_until BIGINT,
  failed_step {text} NOT NULL DEFAULT '',
  last_error {text} NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  sent_at BIGINT,
  UNIQUE (reason, recipient)
);
CREATE INDEX mails_due ON mails (state, next_at, id);
CREATE INDEX mails_newest ON mails (created_at, id);
