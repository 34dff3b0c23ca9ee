-- Free words of what a member knows, as typed, with commas between.
ALTER TABLE members ADD COLUMN skills {text} NOT NULL DEFAULT '';
-- 1: not to be listed among those who know something.
ALTER TABLE members ADD COLUMN unlisted BIGINT NOT NULL DEFAULT 0;
-- Rises when a member changes what they say here.
ALTER TABLE members ADD COLUMN says_rev BIGINT NOT NULL DEFAULT 1;
