-- Whom something is told to, a part of a large community at a time.
CREATE INDEX members_account ON members (community, account);
