-- A community on its way: what somebody answered so far.
CREATE TABLE launches (
  id {id},
  account BIGINT NOT NULL REFERENCES accounts (id),
  -- The community that it became; 0 until then.
  community BIGINT NOT NULL DEFAULT 0,
  step {text} NOT NULL,
  -- Answers by the name of their field, as JSON.
  answers {text} NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);
CREATE INDEX launches_account ON launches (account, updated_at, id);
-- Whom the community is for: professional, customer, association, internal; empty when nobody said.
ALTER TABLE communities ADD COLUMN serves {text} NOT NULL DEFAULT '';
-- What was planned at the start and shows on the home page until the place for it is there: a room, a ritual.
CREATE TABLE plans (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  kind {text} NOT NULL,
  title {text} NOT NULL,
  about {text} NOT NULL,
  place {text} NOT NULL,
  -- `2026-12-10` and `16:00` as people there read clocks; empty for none.
  day {text} NOT NULL,
  hour {text} NOT NULL
);
CREATE INDEX plans_community ON plans (community, kind, id);
