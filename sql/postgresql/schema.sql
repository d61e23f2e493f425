-- The tables of seimei's records in PostgreSQL; docs/sql.md explains them.
-- Made by tools/make-sql.py out of sql/tables.tsv, sql/parameters.tsv and sql/questions/.

-- what the records were read from
CREATE TABLE IF NOT EXISTS documents (
  id text NOT NULL,    -- sixteen hexadecimal digits, the same in every store; doc of the records
  name text,           -- the id that the input gave
  lang text,           -- ja, en
  published date,      -- day of publication
  title text,
  url text,
  publisher text,
  version text,        -- of the program and its tables
  text text NOT NULL,  -- the text that begin and end count in: code points from 0, the end not included
  PRIMARY KEY (id)
);

-- who does what to whom, one row an event; parties and contexts have tables of their own
CREATE TABLE IF NOT EXISTS events (
  id text NOT NULL,                       -- DOC#e1
  doc text NOT NULL,                      -- id of the document
  number integer NOT NULL,                -- from 1 in the document
  date text,                              -- of the event as far as it is known: 2022-02-04, 2022-02, 2022
  day date,                               -- the date filled up with -01; without a date the day of publication
  type text NOT NULL,                     -- PLOVER type: ACCUSE, CONSULT, …
  mode text,                              -- PLOVER mode of the type
  trigger text,                           -- the predicate that tells the event
  trigger_begin integer,
  trigger_end integer,
  about text,                             -- what it is about
  about_begin integer,
  about_end integer,
  status text NOT NULL,                   -- actual, future, hypothetical, negated, historical
  statement text,                         -- id of the statement in whose content it stands
  place text,                             -- where it happens
  place_begin integer,
  place_end integer,
  place_code text,                        -- ISO 3166 alpha-3
  quantity double precision,              -- a figure that goes with the event
  quantity_unit text,                     -- 人, km
  quantity_per text,                      -- of a rate
  quantity_of text,                       -- of what
  quantity_text text,                     -- its words
  quantity_begin integer,
  quantity_end integer,
  quad_code integer NOT NULL,             -- 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  event_scale double precision NOT NULL,  -- PLOVER's score, -10 conflict to 10 cooperation
  cameo text,                             -- CAMEO code; text, for it may begin with 0
  sentence_index integer NOT NULL,        -- number of the sentence, from 0
  sentence_begin integer NOT NULL,
  sentence_end integer NOT NULL,
  same_as text,                           -- id of an earlier record of the same event
  confidence double precision NOT NULL,   -- 0 to 1
  rule text NOT NULL,                     -- row of the tables that made the record
  version text NOT NULL,                  -- of the program and its tables
  PRIMARY KEY (id)
);

-- PLOVER contexts of the events
CREATE TABLE IF NOT EXISTS event_contexts (
  event text NOT NULL,           -- id of the event
  position integer NOT NULL,     -- from 0, as in the record
  context text NOT NULL,         -- military, economic, …
  PRIMARY KEY (event, position)
);

-- who stands in which role of the events
CREATE TABLE IF NOT EXISTS event_parties (
  event text NOT NULL,                 -- id of the event
  role text NOT NULL,                  -- actor, recipient, claimed_by
  position integer NOT NULL,           -- from 0, as in the record
  label text NOT NULL,                 -- CODE[/IDENTIFIER][:SECTOR]: CHN:GOV, IGO/NATO
  code text NOT NULL,                  -- the label without sector
  sector text,                         -- GOV, MIL, LEG, …
  name text,                           -- in full, where text or tables have one
  office text,                         -- of a person, in English
  text text,                           -- the mention that it was read from
  text_begin integer,
  text_end integer,
  PRIMARY KEY (event, role, position)
);

-- who says what, one row a statement; parties and the parts of the content have tables of their own
CREATE TABLE IF NOT EXISTS statements (
  id text NOT NULL,                 -- DOC#s1
  doc text NOT NULL,                -- id of the document
  number integer NOT NULL,          -- from 1 in the document
  date text,                        -- when it was said, as far as it is known
  day date,                         -- the date filled up with -01; without a date the day of publication
  cue text,                         -- what attributes: 述べた, said
  cue_begin integer,
  cue_end integer,
  content text NOT NULL,            -- what is said, its parts joined by …
  manner text NOT NULL,             -- direct, indirect, mixed
  medium text,                      -- press conference, social media, …
  sentence_index integer NOT NULL,  -- number of the sentence, from 0
  sentence_begin integer NOT NULL,
  sentence_end integer NOT NULL,
  within text,                      -- id of the statement that this one is inside of
  rule text NOT NULL,               -- row of the tables that made the record
  version text NOT NULL,            -- of the program and its tables
  PRIMARY KEY (id)
);

-- the parts of what is said
CREATE TABLE IF NOT EXISTS statement_contents (
  statement text NOT NULL,           -- id of the statement
  position integer NOT NULL,         -- from 0, as in the record
  text text NOT NULL,                -- the words
  text_begin integer NOT NULL,
  text_end integer NOT NULL,
  PRIMARY KEY (statement, position)
);

-- who stands in which role of the statements
CREATE TABLE IF NOT EXISTS statement_parties (
  statement text NOT NULL,                 -- id of the statement
  role text NOT NULL,                      -- source, addressee
  position integer NOT NULL,               -- from 0, as in the record
  label text NOT NULL,                     -- CODE[/IDENTIFIER][:SECTOR]: CHN:GOV, IGO/NATO
  code text NOT NULL,                      -- the label without sector
  sector text,                             -- GOV, MIL, LEG, …
  name text,                               -- in full, where text or tables have one
  office text,                             -- of a person, in English
  text text,                               -- the mention that it was read from
  text_begin integer,
  text_end integer,
  PRIMARY KEY (statement, role, position)
);

-- events that are a position on an issue, as seimei positions --events puts them together
CREATE TABLE IF NOT EXISTS positions (
  event text NOT NULL,   -- id of the event
  stance text NOT NULL,  -- support, oppose, demand, concern
  issue text NOT NULL,   -- the phrase that the issue's events have most often
  key text NOT NULL,     -- names and concepts of the issue, which tell it from others
  PRIMARY KEY (event)
);

CREATE INDEX IF NOT EXISTS events_by_doc ON events (doc);
CREATE INDEX IF NOT EXISTS events_by_day ON events (day);
CREATE INDEX IF NOT EXISTS events_by_type_day ON events (type, day);
CREATE INDEX IF NOT EXISTS event_parties_by_code_role ON event_parties (code, role);
CREATE INDEX IF NOT EXISTS statements_by_doc ON statements (doc);
CREATE INDEX IF NOT EXISTS statements_by_day ON statements (day);
CREATE INDEX IF NOT EXISTS statement_parties_by_code_role ON statement_parties (code, role);
CREATE INDEX IF NOT EXISTS positions_by_key ON positions (key);
