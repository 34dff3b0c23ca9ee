-- What a community wants to reach, who looks after it, and how far it is.
CREATE TABLE charter_goals (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  -- Who made it, and the form's key: the same form twice is one goal.
  author BIGINT NOT NULL REFERENCES accounts (id),
  once {text} NOT NULL,
  created_at BIGINT NOT NULL,
  state {text} NOT NULL,
  title {text} NOT NULL,
  detail {text} NOT NULL,
  -- 0: nobody yet.
  owner BIGINT NOT NULL DEFAULT 0,
  -- Percent.
  progress BIGINT NOT NULL DEFAULT 0,
  due_at BIGINT,
  closed_at BIGINT,
  rev BIGINT NOT NULL DEFAULT 1,
  UNIQUE (author, once)
);
CREATE INDEX charter_goals_state ON charter_goals (community, state, created_at, id);
