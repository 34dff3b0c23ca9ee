CREATE TABLE communities (
  id {id},
  slug {text} NOT NULL UNIQUE,
  name {text} NOT NULL,
  tagline {text} NOT NULL DEFAULT '',
  kind {text} NOT NULL,
  language {text} NOT NULL,
  visibility {text} NOT NULL,
  joining {text} NOT NULL,
  created_at BIGINT NOT NULL,
  -- Counters that pages show.
  members BIGINT NOT NULL DEFAULT 0,
  questions BIGINT NOT NULL DEFAULT 0,
  discussions BIGINT NOT NULL DEFAULT 0,
  -- Rises when something changes that its pages show outside of a thread.
  rev BIGINT NOT NULL DEFAULT 1,
  removed_at BIGINT,
  removed_by BIGINT,
  removed_why {text}
);
CREATE INDEX communities_listed ON communities (visibility, members, id);
CREATE TABLE audiences (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  kind {text} NOT NULL,
  -- The area, for the audience of an opened area; 0 for the community's own.
  object BIGINT NOT NULL,
  UNIQUE (community, kind, object)
);
CREATE TABLE areas (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  slug {text} NOT NULL,
  name {text} NOT NULL,
  tone {text} NOT NULL,
  position BIGINT NOT NULL,
  -- Whether guests with a grant for it may come in.
  guests BIGINT NOT NULL DEFAULT 0,
  audience BIGINT NOT NULL REFERENCES audiences (id),
  UNIQUE (community, slug)
);
CREATE INDEX areas_position ON areas (community, position, id);
CREATE TABLE grants (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  role {text} NOT NULL,
  -- 0: the whole community.
  area BIGINT NOT NULL DEFAULT 0,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT,
  UNIQUE (account, community, role, area)
);
CREATE INDEX grants_community ON grants (community, role, account);
