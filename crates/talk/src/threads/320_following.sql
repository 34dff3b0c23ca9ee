CREATE TABLE follows (
  account BIGINT NOT NULL REFERENCES accounts (id),
  thread BIGINT NOT NULL REFERENCES threads (id),
  level {text} NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account, thread)
);
CREATE INDEX follows_thread ON follows (thread, level);
-- How far somebody has read: the newest post that they saw.
CREATE TABLE reads (
  account BIGINT NOT NULL REFERENCES accounts (id),
  thread BIGINT NOT NULL REFERENCES threads (id),
  at BIGINT NOT NULL,
  post BIGINT NOT NULL,
  PRIMARY KEY (account, thread)
);
-- Who has been counted as a reader today; kept for two days.
CREATE TABLE thread_views (
  thread BIGINT NOT NULL REFERENCES threads (id),
  day BIGINT NOT NULL,
  reader {text} NOT NULL,
  PRIMARY KEY (thread, day, reader)
);
CREATE INDEX thread_views_day ON thread_views (day);
CREATE INDEX bookmarks_when ON bookmarks (account, created_at, thread);
CREATE INDEX bookmarks_thread ON bookmarks (thread, account);
