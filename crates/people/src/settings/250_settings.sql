-- What the community is about, in a few sentences of plain text.
ALTER TABLE communities ADD COLUMN domain {text} NOT NULL DEFAULT '';
-- Rises when its settings change, so that two champions do not overwrite each other unseen.
ALTER TABLE communities ADD COLUMN settings_rev BIGINT NOT NULL DEFAULT 1;
ALTER TABLE areas ADD COLUMN rev BIGINT NOT NULL DEFAULT 1;
