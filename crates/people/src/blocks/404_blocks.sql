-- Whom somebody would rather not hear: what they write is folded (ignore), and they reach them no more (block).
CREATE TABLE blocks (
  account BIGINT NOT NULL REFERENCES accounts (id),
  other BIGINT NOT NULL REFERENCES accounts (id),
  level {text} NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (account, other)
);
CREATE INDEX blocks_when ON blocks (account, created_at, other);
CREATE INDEX blocks_other ON blocks (other, account);
