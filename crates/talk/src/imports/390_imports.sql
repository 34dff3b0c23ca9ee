CREATE TABLE imported (
  community BIGINT NOT NULL REFERENCES communities (id),
  source {text} NOT NULL,
  kind {text} NOT NULL,
  source_id {text} NOT NULL,
  -- The row here.
  object BIGINT NOT NULL,
  -- When it was made there: the same id with another moment is another thing.
  created_at BIGINT NOT NULL,
  -- Of what was brought, to see what a later dump changed.
  fingerprint BIGINT NOT NULL,
  -- Votes that were brought along with it.
  votes BIGINT NOT NULL DEFAULT 0,
  -- 1 after a later dump no longer had it.
  hidden BIGINT NOT NULL DEFAULT 0,
  PRIMARY KEY (community, source, kind, source_id)
);
CREATE TABLE imported_badges (
  community BIGINT NOT NULL REFERENCES communities (id),
  source {text} NOT NULL,
  source_id {text} NOT NULL,
  account BIGINT NOT NULL REFERENCES accounts (id),
  name {text} NOT NULL,
  class BIGINT NOT NULL,
  awarded_at BIGINT NOT NULL,
  PRIMARY KEY (community, source, source_id)
);
