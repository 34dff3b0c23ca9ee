-- Rises when somebody is signed out everywhere: what holds an older one is cut.
ALTER TABLE accounts ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN epoch BIGINT NOT NULL DEFAULT 0;
-- The network address of the last use, as far as it was noted.
ALTER TABLE sessions ADD COLUMN address {text} NOT NULL DEFAULT '';
