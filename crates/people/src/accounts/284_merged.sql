-- Somebody's own account, into which this one went; 0 for none. Its old addresses lead there.
ALTER TABLE accounts ADD COLUMN merged_into BIGINT NOT NULL DEFAULT 0;
