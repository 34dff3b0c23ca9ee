-- When the answer was accepted here; 0 for what was brought along.
ALTER TABLE threads ADD COLUMN solved_at BIGINT NOT NULL DEFAULT 0;
-- 1 after everybody concerned was asked whether it worked.
ALTER TABLE threads ADD COLUMN checked BIGINT NOT NULL DEFAULT 0;
-- How many have the same problem.
ALTER TABLE threads ADD COLUMN metoo BIGINT NOT NULL DEFAULT 0;
-- The thread that took this one in; 0 for none.
ALTER TABLE threads ADD COLUMN merged_into BIGINT NOT NULL DEFAULT 0;
-- 1 after title, labels or acceptance were changed here: a later import leaves them alone.
ALTER TABLE threads ADD COLUMN changed_here BIGINT NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN changed_here BIGINT NOT NULL DEFAULT 0;
CREATE INDEX threads_unchecked ON threads (checked, solved_at, id);
CREATE INDEX threads_removed ON threads (removed_at);
CREATE INDEX posts_removed ON posts (removed_at);
CREATE INDEX posts_gone ON posts (thread, removed_at);
CREATE INDEX posts_time ON posts (thread, created_at, id);
-- Answers to a "how would you" are ordered by score, too.
UPDATE posts SET place = -score WHERE kind = 'reply' AND thread IN (SELECT id FROM threads WHERE kind = 'howwouldyou');
CREATE TABLE votes (
  post BIGINT NOT NULL REFERENCES posts (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  -- 1 or -1.
  value BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (post, account)
);
CREATE TABLE metoos (
  thread BIGINT NOT NULL REFERENCES threads (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (thread, account)
);
CREATE TABLE mentions (
  post BIGINT NOT NULL REFERENCES posts (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (post, account)
);
-- A form that is sent twice does its work once.
CREATE TABLE once_keys (
  account BIGINT NOT NULL REFERENCES accounts (id),
  key {text} NOT NULL,
  object BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account, key)
);
CREATE INDEX once_keys_age ON once_keys (created_at);
-- "This answers me": a question that need not be asked.
CREATE TABLE deflections (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  thread BIGINT NOT NULL REFERENCES threads (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  asked {text} NOT NULL,
  created_at BIGINT NOT NULL,
  day BIGINT NOT NULL,
  UNIQUE (thread, account, day)
);
CREATE INDEX deflections_when ON deflections (community, created_at, id);
-- Communities that a thread once stood in.
CREATE TABLE thread_moves (
  thread BIGINT NOT NULL REFERENCES threads (id),
  community BIGINT NOT NULL REFERENCES communities (id),
  PRIMARY KEY (thread, community)
);
CREATE TABLE polls (
  id {id},
  thread BIGINT NOT NULL UNIQUE REFERENCES threads (id),
  several BIGINT NOT NULL,
  anonymous BIGINT NOT NULL,
  -- When results show: always, voted, closed.
  results {text} NOT NULL,
  closes_at BIGINT,
  voters BIGINT NOT NULL DEFAULT 0
);
CREATE TABLE poll_options (
  id {id},
  poll BIGINT NOT NULL REFERENCES polls (id),
  position BIGINT NOT NULL,
  text {text} NOT NULL,
  votes BIGINT NOT NULL DEFAULT 0,
  UNIQUE (poll, position)
);
CREATE TABLE poll_voters (
  poll BIGINT NOT NULL REFERENCES polls (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (poll, account)
);
-- Who chose what; nothing is kept of anonymous polls.
CREATE TABLE poll_ballots (
  option_id BIGINT NOT NULL REFERENCES poll_options (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (option_id, account)
);
-- "Did it work for you?"
CREATE TABLE outcomes (
  post BIGINT NOT NULL REFERENCES posts (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  worked BIGINT NOT NULL,
  note {text} NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (post, account)
);
CREATE INDEX thread_links_other ON thread_links (other, thread, kind);
