-- What makes a thread an announcement.
CREATE TABLE announcements (
  thread BIGINT NOT NULL PRIMARY KEY REFERENCES threads (id),
  community BIGINT NOT NULL REFERENCES communities (id),
  -- 1 when everybody is asked to say that they have read and understood it.
  confirm BIGINT NOT NULL,
  -- Until then it stands on top of the home page of who has not read it.
  until_at BIGINT NOT NULL,
  -- The last account that was told of it, in order; and when everybody was.
  told_to BIGINT NOT NULL DEFAULT 0,
  told_at BIGINT,
  -- When who leads asked for the reminder; there is one. Then as above.
  reminder_at BIGINT,
  reminded_to BIGINT NOT NULL DEFAULT 0,
  reminded_at BIGINT
);
CREATE INDEX announcements_standing ON announcements (community, until_at, thread);
CREATE TABLE announcement_reads (
  thread BIGINT NOT NULL REFERENCES threads (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  read_at BIGINT NOT NULL,
  -- When they said that they have read and understood it.
  confirmed_at BIGINT,
  PRIMARY KEY (thread, account)
);
CREATE TABLE announcement_cursor (
  one BIGINT NOT NULL PRIMARY KEY,
  seq BIGINT NOT NULL
);
