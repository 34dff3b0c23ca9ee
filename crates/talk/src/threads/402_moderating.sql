-- What was written lately in a community: for trying out a rule.
CREATE INDEX posts_lately ON posts (community, created_at, id);
