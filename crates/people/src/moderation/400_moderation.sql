-- Something that moderators look at: what was flagged or held. One open case for a thing.
CREATE TABLE cases (
  id {id},
  community BIGINT NOT NULL REFERENCES communities (id),
  kind {text} NOT NULL,
  object BIGINT NOT NULL,
  -- Whose the thing is.
  author BIGINT NOT NULL REFERENCES accounts (id),
  -- Why it came here: flagged, held, spam.
  cause {text} NOT NULL,
  opened_at BIGINT NOT NULL,
  -- Its place in the queue: 0 on top, 1 else; and whether it waits for a decision.
  rank BIGINT NOT NULL DEFAULT 1,
  waiting BIGINT NOT NULL DEFAULT 1,
  flags BIGINT NOT NULL DEFAULT 0,
  -- 1 while the thing is out of sight because of this case.
  hidden BIGINT NOT NULL DEFAULT 0,
  claimed_by BIGINT NOT NULL DEFAULT 0,
  claimed_at BIGINT NOT NULL DEFAULT 0,
  decided_at BIGINT,
  decided_by BIGINT NOT NULL DEFAULT 0,
  -- What was decided: of the flags, of the thing, of its author.
  decision {text} NOT NULL DEFAULT '',
  content {text} NOT NULL DEFAULT '',
  person {text} NOT NULL DEFAULT '',
  ends_at BIGINT,
  reason {text} NOT NULL DEFAULT '',
  appeal {text} NOT NULL DEFAULT '',
  appealed_at BIGINT,
  answered_at BIGINT,
  answered_by BIGINT NOT NULL DEFAULT 0,
  answer {text} NOT NULL DEFAULT '',
  upheld BIGINT NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX cases_open ON cases (community, kind, object) WHERE decided_at IS NULL;
CREATE INDEX cases_queue ON cases (community, waiting, rank, opened_at, id);
CREATE INDEX cases_decided ON cases (community, waiting, decided_at, id);
CREATE INDEX cases_things ON cases (kind, object);
CREATE INDEX cases_author ON cases (author, community, id);
CREATE TABLE flags (
  id {id},
  case_id BIGINT NOT NULL REFERENCES cases (id),
  account BIGINT NOT NULL REFERENCES accounts (id),
  reason {text} NOT NULL,
  words {text} NOT NULL,
  -- 1 when it came from somebody who is known here.
  trusted BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  UNIQUE (case_id, account)
);
CREATE INDEX flags_account ON flags (account, created_at);
-- What a decision put out of sight, so that it can be brought back.
CREATE TABLE case_things (
  case_id BIGINT NOT NULL REFERENCES cases (id),
  kind {text} NOT NULL,
  object BIGINT NOT NULL,
  PRIMARY KEY (case_id, kind, object)
);
-- Warnings, silence and suspensions.
CREATE TABLE sanctions (
  id {id},
  account BIGINT NOT NULL REFERENCES accounts (id),
  -- 0: the whole site.
  community BIGINT NOT NULL,
  kind {text} NOT NULL,
  reason {text} NOT NULL,
  case_id BIGINT NOT NULL DEFAULT 0,
  given_by BIGINT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT,
  lifted_at BIGINT,
  lifted_by BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX sanctions_account ON sanctions (account, community, kind);
CREATE INDEX sanctions_community ON sanctions (community, starts_at, id);
CREATE INDEX sanctions_case ON sanctions (case_id);
