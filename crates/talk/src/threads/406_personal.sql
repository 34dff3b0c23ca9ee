-- What somebody wrote and chose, in order: for the download of everything about them.
CREATE INDEX posts_of ON posts (author, id);
CREATE INDEX votes_of ON votes (account, post);
