CREATE TABLE settings (
  -- `site`, or the thing that it is set for.
  scope {text} NOT NULL,
  key {text} NOT NULL,
  -- JSON of the feature's typed struct.
  value {text} NOT NULL,
  PRIMARY KEY (scope, key)
);
