CREATE TABLE activity (
  id {id},
  seq {seq},
  at BIGINT NOT NULL,
  recorded_at BIGINT NOT NULL,
  origin {text} NOT NULL,
  community BIGINT,
  audience BIGINT,
  actor BIGINT,
  verb {text} NOT NULL,
  kind {text} NOT NULL,
  object BIGINT NOT NULL,
  payload {text} NOT NULL
);
CREATE UNIQUE INDEX activity_seq ON activity (seq);
CREATE INDEX activity_community ON activity (community, at, id);
