-- How far each listener that puts things into inboxes has read the log.
CREATE TABLE inbox_listeners (
  name {text} PRIMARY KEY,
  seq BIGINT NOT NULL
);
