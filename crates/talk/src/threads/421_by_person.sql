-- What somebody gave to others, found by who they are: for their own copy of it and for when they go.
CREATE INDEX votes_account ON votes (account, post);
CREATE INDEX reactions_account ON reactions (account, post);
CREATE INDEX metoos_account ON metoos (account, thread);
CREATE INDEX mentions_account ON mentions (account, post);
CREATE INDEX outcomes_account ON outcomes (account, post);
CREATE INDEX poll_voters_account ON poll_voters (account, poll);
CREATE INDEX poll_ballots_account ON poll_ballots (account, option_id);
CREATE INDEX revisions_author ON revisions (author, id);
CREATE INDEX deflections_account ON deflections (account, id);
