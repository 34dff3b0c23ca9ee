-- Words that the directory finds somebody by: on the whole site (community 0) place:utrecht, speaks:nl, open; in a
-- community knows:12 and learns:12 (areas; quiet:12 for who is not to be listed), skill:joinery. Written with what they are made from.
CREATE TABLE facets (
  account BIGINT NOT NULL REFERENCES accounts (id),
  community BIGINT NOT NULL,
  facet {text} NOT NULL,
  PRIMARY KEY (account, community, facet)
);
CREATE INDEX facets_found ON facets (community, facet, account);
