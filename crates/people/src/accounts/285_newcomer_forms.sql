-- Forms by which somebody came with no more than a name: sent twice, it is one person. Kept for a day.
CREATE TABLE newcomer_forms (
  -- The hash of what the form carries.
  form {text} PRIMARY KEY,
  account BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX newcomer_forms_age ON newcomer_forms (created_at);
