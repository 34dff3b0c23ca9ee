CREATE TABLE members (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  joined_at BIGINT NOT NULL,
  active_at BIGINT NOT NULL,
  left_at BIGINT,
  -- Counters that pages show.
  questions BIGINT NOT NULL DEFAULT 0,
  answers BIGINT NOT NULL DEFAULT 0,
  accepted BIGINT NOT NULL DEFAULT 0,
  posts BIGINT NOT NULL DEFAULT 0,
  UNIQUE (account, community)
);
CREATE INDEX members_active ON members (community, active_at, id);
CREATE INDEX members_joined ON members (community, joined_at, id);
CREATE INDEX members_helpful ON members (community, accepted, answers, id);
