CREATE TABLE groups (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  name {text} NOT NULL,
  slug {text} NOT NULL,
  goal {text} NOT NULL,
  founder BIGINT NOT NULL REFERENCES accounts (id),
  -- Of the form that founded it.
  once {text} NOT NULL,
  -- Who leads it; 0 while nobody does.
  lead BIGINT NOT NULL,
  -- 1 when what it says is read by its members only; it stays so.
  closed BIGINT NOT NULL,
  -- Who reads what it says.
  audience BIGINT NOT NULL REFERENCES audiences (id),
  created_at BIGINT NOT NULL,
  -- When it wants to be done.
  ends_at BIGINT,
  -- 1 after its lead was told that the day has come.
  reminded BIGINT NOT NULL DEFAULT 0,
  ended_at BIGINT,
  -- What came of it, as a text; and the thread that tells the community, 0 for none.
  result {text} NOT NULL DEFAULT '',
  told BIGINT NOT NULL DEFAULT 0,
  -- Counter that pages show.
  people BIGINT NOT NULL DEFAULT 0,
  rev BIGINT NOT NULL DEFAULT 1,
  UNIQUE (founder, once)
);
CREATE INDEX groups_open ON groups (community, created_at, id) WHERE ended_at IS NULL;
CREATE INDEX groups_ended ON groups (community, ended_at, id) WHERE ended_at IS NOT NULL;
CREATE INDEX groups_due ON groups (ends_at, id) WHERE ended_at IS NULL AND reminded = 0;
CREATE TABLE group_members (
  group_id BIGINT NOT NULL REFERENCES groups (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  -- in, asked or left.
  state {text} NOT NULL,
  -- Who asked them; 0 for nobody.
  asked_by BIGINT NOT NULL DEFAULT 0,
  at BIGINT NOT NULL,
  PRIMARY KEY (group_id, account)
);
CREATE INDEX group_members_account ON group_members (account, state, group_id);
CREATE INDEX group_members_time ON group_members (group_id, state, at, account);
