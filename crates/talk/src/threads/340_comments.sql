-- Only comments have a post that they belong to: nobody else's entry stands in their index.
DROP INDEX posts_comments;
CREATE INDEX posts_comments ON posts (parent, created_at, id) WHERE parent > 0;
