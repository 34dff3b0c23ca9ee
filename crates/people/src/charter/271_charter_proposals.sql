-- What somebody would change in the charter, or a goal that they would set.
CREATE TABLE charter_proposals (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  author BIGINT NOT NULL REFERENCES accounts (id),
  -- The form's key: the same form twice is one proposal.
  once {text} NOT NULL,
  created_at BIGINT NOT NULL,
  kind {text} NOT NULL,
  state {text} NOT NULL,
  -- The version that it was written from; 0 for none.
  base BIGINT NOT NULL,
  -- Of a goal.
  title {text} NOT NULL DEFAULT '',
  why {text} NOT NULL,
  purpose {text} NOT NULL DEFAULT '',
  in_scope {text} NOT NULL DEFAULT '',
  out_of_scope {text} NOT NULL DEFAULT '',
  norms {text} NOT NULL DEFAULT '',
  rhythm {text} NOT NULL DEFAULT '',
  closed_at BIGINT,
  closed_by BIGINT,
  closed_why {text} NOT NULL DEFAULT '',
  -- The version, or the goal, that it became; 0 for none.
  result BIGINT NOT NULL DEFAULT 0,
  removed_at BIGINT,
  removed_by BIGINT,
  UNIQUE (author, once)
);
CREATE INDEX charter_proposals_state ON charter_proposals (community, state, created_at, id);
CREATE INDEX charter_proposals_when ON charter_proposals (community, created_at, id);
CREATE INDEX charter_proposals_removed ON charter_proposals (removed_at);
-- Who is fine with a proposal and who objects.
CREATE TABLE charter_stances (
  proposal BIGINT NOT NULL REFERENCES charter_proposals (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  stance {text} NOT NULL,
  why {text} NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (proposal, account)
);
CREATE INDEX charter_stances_when ON charter_stances (proposal, at, account);
CREATE TABLE charter_comments (
  id {id},
  proposal BIGINT NOT NULL REFERENCES charter_proposals (id),
  author BIGINT NOT NULL REFERENCES accounts (id),
  once {text} NOT NULL,
  created_at BIGINT NOT NULL,
  text {text} NOT NULL,
  removed_at BIGINT,
  removed_by BIGINT,
  UNIQUE (author, once)
);
CREATE INDEX charter_comments_when ON charter_comments (proposal, created_at, id);
CREATE INDEX charter_comments_removed ON charter_comments (removed_at);
