-- The link by which people are asked before anything is there; empty while nobody is asked.
ALTER TABLE launches ADD COLUMN listen {text} NOT NULL DEFAULT '';
CREATE INDEX launches_listen ON launches (listen) WHERE listen <> '';
CREATE TABLE launch_answers (
  id {id},
  launch BIGINT NOT NULL REFERENCES launches (id),
  -- As they call themselves; empty when they did not say.
  name {text} NOT NULL,
  -- Answers in the order of the questions, as JSON.
  answers {text} NOT NULL,
  -- Of the form that was sent: sent twice, it is one answer.
  form {text} NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (launch, form)
);
CREATE INDEX launch_answers_of ON launch_answers (launch, created_at, id);
