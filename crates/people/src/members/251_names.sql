-- The name folded as search folds words (small, without accents): members are found by its beginning.
ALTER TABLE accounts ADD COLUMN name_key {text} NOT NULL DEFAULT '';
CREATE INDEX accounts_name ON accounts (name_key, id);
