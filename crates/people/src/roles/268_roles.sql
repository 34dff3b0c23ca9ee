-- Who stands in for whoever holds a role, and takes over when they go; 0 for nobody.
ALTER TABLE grants ADD COLUMN deputy BIGINT NOT NULL DEFAULT 0;
