CREATE TABLE drafts (
  id {id},
  account BIGINT NOT NULL REFERENCES accounts (id),
  community BIGINT NOT NULL REFERENCES communities (id),
  -- Where it is being written: `new`, `reply/12`, `comment/34`, `edit/34`.
  place {text} NOT NULL,
  source {text} NOT NULL,
  -- What else stands in the form, as a JSON object.
  fields {text} NOT NULL,
  rev BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  UNIQUE (account, community, place)
);
CREATE INDEX drafts_latest ON drafts (account, community, updated_at, id);
CREATE INDEX drafts_updated ON drafts (updated_at);
