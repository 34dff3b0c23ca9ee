-- Words and links that are not wanted.
CREATE TABLE rules (
  id {id},
  -- 0: the whole site.
  community BIGINT NOT NULL,
  -- word or link; and the word, or the domain.
  kind {text} NOT NULL,
  pattern {text} NOT NULL,
  -- block, hold or flag.
  action {text} NOT NULL,
  -- The case that it came from; 0 for none.
  case_id BIGINT NOT NULL DEFAULT 0,
  added_by BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  UNIQUE (community, kind, pattern)
);
CREATE INDEX rules_case ON rules (case_id);
