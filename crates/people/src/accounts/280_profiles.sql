-- An IANA time zone; empty when they did not say.
ALTER TABLE accounts ADD COLUMN zone {text} NOT NULL DEFAULT '';
-- Codes of languages, the best one first, joined by commas.
ALTER TABLE accounts ADD COLUMN languages {text} NOT NULL DEFAULT '';
ALTER TABLE accounts ADD COLUMN organisation {text} NOT NULL DEFAULT '';
-- Minutes a week for the questions of others; 0: not now, nothing: they did not say.
ALTER TABLE accounts ADD COLUMN minutes BIGINT;
