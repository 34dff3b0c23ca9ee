-- Other words for a tag, as slugs: old names of it, tags that it took over, and what a champion added.
CREATE TABLE tag_synonyms (
  community BIGINT NOT NULL REFERENCES communities (id),
  slug {text} NOT NULL,
  tag BIGINT NOT NULL REFERENCES tags (id),
  PRIMARY KEY (community, slug)
);
CREATE INDEX tag_synonyms_tag ON tag_synonyms (tag, slug);
-- Rises when a champion edits it.
ALTER TABLE tags ADD COLUMN rev BIGINT NOT NULL DEFAULT 1;
-- The tag that takes over what is left of this one; 0 for tags that stand on their own.
ALTER TABLE tags ADD COLUMN merged_into BIGINT NOT NULL DEFAULT 0;
CREATE INDEX tags_merged ON tags (merged_into, id);
