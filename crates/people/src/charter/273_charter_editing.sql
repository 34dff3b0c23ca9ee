-- Its author may write an open proposal anew: rises with each text, so that nobody decides about another one than they read.
ALTER TABLE charter_proposals ADD COLUMN rev BIGINT NOT NULL DEFAULT 1;
ALTER TABLE charter_proposals ADD COLUMN edited_at BIGINT;
