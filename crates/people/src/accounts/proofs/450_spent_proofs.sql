-- Proofs that brought somebody in, and waits that were waited out: each is good once. Kept for two hours, longer than any is good.
CREATE TABLE spent_proofs (
  salt {text} PRIMARY KEY,
  -- The hash of who sent it: the second of two clicks is the same one.
  whom {text} NOT NULL,
  spent_at BIGINT NOT NULL
);
CREATE INDEX spent_proofs_age ON spent_proofs (spent_at);
