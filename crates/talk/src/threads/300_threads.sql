CREATE TABLE threads (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  audience BIGINT NOT NULL REFERENCES audiences (id),
  -- 0: in no area.
  area BIGINT NOT NULL DEFAULT 0,
  kind {text} NOT NULL,
  -- The list that it stands in: discussions, questions or ideas.
  section {text} NOT NULL,
  title {text} NOT NULL,
  slug {text} NOT NULL,
  author BIGINT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  active_at BIGINT NOT NULL,
  active_by BIGINT NOT NULL REFERENCES accounts (id),
  -- The accepted answer and when it was written; 0 without.
  accepted BIGINT NOT NULL DEFAULT 0,
  accepted_at BIGINT NOT NULL DEFAULT 0,
  -- Counters that pages show.
  replies BIGINT NOT NULL DEFAULT 0,
  comments BIGINT NOT NULL DEFAULT 0,
  people BIGINT NOT NULL DEFAULT 0,
  views BIGINT NOT NULL DEFAULT 0,
  score BIGINT NOT NULL DEFAULT 0,
  -- 1 while a question has no answer at all; 1 when it has an accepted one.
  waiting BIGINT NOT NULL DEFAULT 0,
  solved BIGINT NOT NULL DEFAULT 0,
  pinned BIGINT NOT NULL DEFAULT 0,
  closed_at BIGINT,
  closed_why {text} NOT NULL DEFAULT '',
  rev BIGINT NOT NULL DEFAULT 1,
  removed_at BIGINT,
  removed_by BIGINT,
  removed_why {text}
);
CREATE INDEX threads_latest ON threads (community, section, active_at, id);
CREATE INDEX threads_new ON threads (community, section, created_at, id);
CREATE INDEX threads_top ON threads (community, section, score, id);
CREATE INDEX threads_waiting ON threads (community, section, waiting, created_at, id);
CREATE INDEX threads_solved ON threads (community, section, solved, active_at, id);
CREATE INDEX threads_all_latest ON threads (community, active_at, id);
CREATE INDEX threads_all_new ON threads (community, created_at, id);
CREATE INDEX threads_pinned ON threads (community, section, pinned, created_at, id);
CREATE INDEX threads_author ON threads (author, community, created_at, id);
-- Lists by tag or area have their sort keys beside the label, or a rare tag would read the whole list.
CREATE TABLE thread_labels (
  -- The tag, or minus the area.
  label BIGINT NOT NULL,
  thread BIGINT NOT NULL REFERENCES threads (id),
  section {text} NOT NULL,
  created_at BIGINT NOT NULL,
  active_at BIGINT NOT NULL,
  score BIGINT NOT NULL,
  waiting BIGINT NOT NULL,
  solved BIGINT NOT NULL,
  PRIMARY KEY (thread, label)
);
CREATE INDEX thread_labels_latest ON thread_labels (label, section, active_at, thread);
CREATE INDEX thread_labels_new ON thread_labels (label, section, created_at, thread);
CREATE INDEX thread_labels_top ON thread_labels (label, section, score, thread);
CREATE INDEX thread_labels_waiting ON thread_labels (label, section, waiting, created_at, thread);
CREATE INDEX thread_labels_solved ON thread_labels (label, section, solved, active_at, thread);
CREATE TABLE posts (
  id {id},
  thread BIGINT NOT NULL REFERENCES threads (id),
  community BIGINT NOT NULL REFERENCES communities (id),
  -- For comments the post that they belong to, else 0.
  parent BIGINT NOT NULL DEFAULT 0,
  kind {text} NOT NULL,
  author BIGINT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  -- Ascending place among its kind: accepted first, then by score (answers); 0 where time alone decides.
  place BIGINT NOT NULL DEFAULT 0,
  edited_at BIGINT,
  edits BIGINT NOT NULL DEFAULT 0,
  source {text} NOT NULL,
  html {text} NOT NULL,
  html_version BIGINT NOT NULL,
  score BIGINT NOT NULL DEFAULT 0,
  -- The part of the score that was brought along: votes whose voters are not known here.
  imported_score BIGINT NOT NULL DEFAULT 0,
  -- Where it was brought from and under which licence; empty for what was written here.
  origin {text} NOT NULL DEFAULT '',
  origin_url {text} NOT NULL DEFAULT '',
  licence {text} NOT NULL DEFAULT '',
  rev BIGINT NOT NULL DEFAULT 1,
  removed_at BIGINT,
  removed_by BIGINT,
  removed_why {text}
);
CREATE INDEX posts_thread ON posts (thread, kind, place, created_at, id);
CREATE INDEX posts_comments ON posts (parent, created_at, id);
CREATE INDEX posts_author ON posts (author, community, kind, created_at, id);
CREATE TABLE revisions (
  id {id},
  post BIGINT NOT NULL REFERENCES posts (id),
  -- 1 is how it was first written.
  number BIGINT NOT NULL,
  author BIGINT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  title {text},
  tags {text},
  source {text},
  UNIQUE (post, number)
);
CREATE TABLE thread_people (
  thread BIGINT NOT NULL REFERENCES threads (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  posts BIGINT NOT NULL,
  PRIMARY KEY (thread, account)
);
CREATE INDEX thread_people_most ON thread_people (thread, posts, account);
CREATE TABLE thread_links (
  thread BIGINT NOT NULL REFERENCES threads (id),
  other BIGINT NOT NULL REFERENCES threads (id),
  kind {text} NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (thread, other, kind)
);
CREATE TABLE tags (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  slug {text} NOT NULL,
  name {text} NOT NULL,
  about {text} NOT NULL DEFAULT '',
  threads BIGINT NOT NULL DEFAULT 0,
  UNIQUE (community, slug)
);
CREATE INDEX tags_used ON tags (community, threads, id);
CREATE TABLE reactions (
  post BIGINT NOT NULL REFERENCES posts (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  emoji {text} NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (post, emoji, account)
);
CREATE TABLE reaction_counts (
  post BIGINT NOT NULL REFERENCES posts (id),
  emoji {text} NOT NULL,
  count BIGINT NOT NULL,
  PRIMARY KEY (post, emoji)
);
CREATE TABLE bookmarks (
  account BIGINT NOT NULL REFERENCES accounts (id),
  thread BIGINT NOT NULL REFERENCES threads (id),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account, thread)
);
