-- The working group that a thread belongs to; 0 for none.
ALTER TABLE threads ADD COLUMN group_id BIGINT NOT NULL DEFAULT 0;
-- 1 when only that group reads it (its audience is the group's): then it counts for nothing that others see.
ALTER TABLE threads ADD COLUMN apart BIGINT NOT NULL DEFAULT 0;
CREATE INDEX threads_group ON threads (group_id, active_at, id) WHERE group_id > 0;
