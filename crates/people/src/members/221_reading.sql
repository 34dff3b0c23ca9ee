-- What happened before this moment counts as read.
ALTER TABLE members ADD COLUMN read_before BIGINT NOT NULL DEFAULT 0;
