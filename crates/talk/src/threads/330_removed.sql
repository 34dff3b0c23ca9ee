-- What is removed is rare: these hold nothing else, so that nobody reads "not removed" through them.
DROP INDEX threads_removed;
DROP INDEX posts_removed;
DROP INDEX posts_gone;
CREATE INDEX threads_removed ON threads (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX posts_removed ON posts (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX posts_gone ON posts (thread, removed_at) WHERE removed_at IS NOT NULL;
