CREATE TABLE files (
  id {id},
  account BIGINT NOT NULL REFERENCES accounts (id),
  community BIGINT NOT NULL REFERENCES communities (id),
  name {text} NOT NULL,
  media_type {text} NOT NULL,
  -- What it takes on disk, both sizes together.
  bytes BIGINT NOT NULL,
  -- Of the large size; 0 for what is no picture.
  width BIGINT NOT NULL DEFAULT 0,
  height BIGINT NOT NULL DEFAULT 0,
  hash {text} NOT NULL,
  -- Of the small size of a picture; that of the file where there is none.
  small_hash {text} NOT NULL,
  created_at BIGINT NOT NULL,
  -- Since when nothing uses it: it is a draft's, or was taken out of what it stood in. NULL while something does.
  loose_since BIGINT
);
CREATE INDEX files_account ON files (account, loose_since);
CREATE INDEX files_loose ON files (loose_since, id);
CREATE INDEX files_hash ON files (hash);
CREATE INDEX files_small_hash ON files (small_hash);
-- A file may stand in several things; who may read one of them may read it.
CREATE TABLE file_uses (
  file BIGINT NOT NULL REFERENCES files (id),
  kind {text} NOT NULL,
  object BIGINT NOT NULL,
  audience BIGINT NOT NULL REFERENCES audiences (id),
  -- 1 while the thing is hidden: moderators and who brought the file still see it.
  hidden BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  UNIQUE (kind, object, file)
);
CREATE INDEX file_uses_file ON file_uses (file, audience, hidden);
