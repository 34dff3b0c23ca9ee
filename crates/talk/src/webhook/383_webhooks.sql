-- Where a community tells people what is new who use something else; one for each community.
CREATE TABLE webhooks (
  community BIGINT NOT NULL PRIMARY KEY REFERENCES communities (id),
  -- Whoever knows it can write there.
  url {text} NOT NULL,
  shape {text} NOT NULL,
  -- What is told: new threads, first dates, what happened in a week.
  threads BIGINT NOT NULL,
  dates BIGINT NOT NULL,
  weekly BIGINT NOT NULL,
  -- Since when there is one: what is older is told to nobody.
  since BIGINT NOT NULL,
  -- When a week was told last.
  told_at BIGINT NOT NULL
);
CREATE INDEX webhooks_weekly ON webhooks (weekly, told_at, community);
-- What is to be told: an outbox, as mail has.
CREATE TABLE webhook_posts (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  -- What it is told for. Nothing is told twice.
  reason {text} NOT NULL,
  title {text} NOT NULL,
  -- Below the title; may be empty.
  body {text} NOT NULL,
  -- The address behind the site's own.
  path {text} NOT NULL,
  state {text} NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  -- When it is tried next; while it is being sent, when another node may take it over. NULL: never.
  next_at BIGINT,
  failed_step {text} NOT NULL DEFAULT '',
  last_error {text} NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  sent_at BIGINT,
  UNIQUE (community, reason)
);
CREATE INDEX webhook_posts_due ON webhook_posts (state, next_at, id);
CREATE INDEX webhook_posts_newest ON webhook_posts (community, created_at, id);
CREATE INDEX webhook_posts_age ON webhook_posts (created_at, id);
-- How far the log was read.
CREATE TABLE webhook_cursor (
  one BIGINT PRIMARY KEY,
  seq BIGINT NOT NULL
);
