-- Indexes of what is rare hold nothing else: nobody reads "not removed" through them, and a reply moves no entry of
-- lists that its thread is not in.
DROP INDEX threads_removed;
DROP INDEX posts_removed;
DROP INDEX posts_gone;
DROP INDEX threads_waiting;
DROP INDEX threads_solved;
DROP INDEX threads_pinned;
DROP INDEX thread_labels_waiting;
DROP INDEX thread_labels_solved;
CREATE INDEX threads_removed ON threads (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX posts_removed ON posts (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX posts_gone ON posts (thread, removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX threads_waiting ON threads (community, section, created_at, id) WHERE waiting = 1;
CREATE INDEX threads_solved ON threads (community, section, active_at, id) WHERE solved = 1;
CREATE INDEX threads_pinned ON threads (community, section, created_at, id) WHERE pinned = 1;
CREATE INDEX thread_labels_waiting ON thread_labels (label, section, created_at, thread) WHERE waiting = 1;
CREATE INDEX thread_labels_solved ON thread_labels (label, section, active_at, thread) WHERE solved = 1;
