-- Whether questions may be asked without a name, and what stands above every box to write in.
ALTER TABLE communities ADD COLUMN unnamed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE communities ADD COLUMN reminder {text} NOT NULL DEFAULT '';
-- An account that stands for somebody in one thread, so that everything that shows an author shows nobody. Only this table
-- knows who it is.
CREATE TABLE veils (
  veil BIGINT PRIMARY KEY REFERENCES accounts (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  created_at BIGINT NOT NULL,
  -- A moderator looked who it is: when, who, and what for.
  lifted_at BIGINT,
  lifted_by BIGINT,
  lifted_why {text} NOT NULL DEFAULT ''
);
CREATE INDEX veils_by_account ON veils (account);
