-- The tables of seimei's records in DuckDB; docs/sql.md explains them.
-- Made by tools/make-sql.py out of sql/tables.tsv, sql/parameters.tsv and sql/questions/.

-- what the records were read from
CREATE TABLE IF NOT EXISTS documents (
  id VARCHAR NOT NULL,   -- sixteen hexadecimal digits, the same in every store; doc of the records
  name VARCHAR,          -- the id that the input gave
  lang VARCHAR,          -- ja, en
  published DATE,        -- day of publication
  title VARCHAR,
  url VARCHAR,
  publisher VARCHAR,
  version VARCHAR,       -- of the program and its tables
  text VARCHAR NOT NULL  -- the text that begin and end count in: code points from 0, the end not included
);

-- who does what to whom, one row an event; parties and contexts have tables of their own
CREATE TABLE IF NOT EXISTS events (
  id VARCHAR NOT NULL,              -- DOC#e1
  doc VARCHAR NOT NULL,             -- id of the document
  number INTEGER NOT NULL,          -- from 1 in the document
  date VARCHAR,                     -- of the event as far as it is known: 2022-02-04, 2022-02, 2022
  day DATE,                         -- the date filled up with -01; without a date the day of publication
  type VARCHAR NOT NULL,            -- PLOVER type: ACCUSE, CONSULT, …
  mode VARCHAR,                     -- PLOVER mode of the type
  trigger VARCHAR,                  -- the predicate that tells the event
  trigger_begin INTEGER,
  trigger_end INTEGER,
  about VARCHAR,                    -- what it is about
  about_begin INTEGER,
  about_end INTEGER,
  status VARCHAR NOT NULL,          -- actual, future, hypothetical, negated, historical
  statement VARCHAR,                -- id of the statement in whose content it stands
  place VARCHAR,                    -- where it happens
  place_begin INTEGER,
  place_end INTEGER,
  place_code VARCHAR,               -- ISO 3166 alpha-3
  quantity DOUBLE,                  -- a figure that goes with the event
  quantity_unit VARCHAR,            -- 人, km
  quantity_per VARCHAR,             -- of a rate
  quantity_of VARCHAR,              -- of what
  quantity_text VARCHAR,            -- its words
  quantity_begin INTEGER,
  quantity_end INTEGER,
  quad_code INTEGER NOT NULL,       -- 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  event_scale DOUBLE NOT NULL,      -- PLOVER's score, -10 conflict to 10 cooperation
  cameo VARCHAR,                    -- CAMEO code; text, for it may begin with 0
  sentence_index INTEGER NOT NULL,  -- number of the sentence, from 0
  sentence_begin INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  same_as VARCHAR,                  -- id of an earlier record of the same event
  confidence DOUBLE NOT NULL,       -- 0 to 1
  rule VARCHAR NOT NULL,            -- row of the tables that made the record
  version VARCHAR NOT NULL          -- of the program and its tables
);

-- PLOVER contexts of the events
CREATE TABLE IF NOT EXISTS event_contexts (
  event VARCHAR NOT NULL,     -- id of the event
  position INTEGER NOT NULL,  -- from 0, as in the record
  context VARCHAR NOT NULL    -- military, economic, …
);

-- who stands in which role of the events
CREATE TABLE IF NOT EXISTS event_parties (
  event VARCHAR NOT NULL,     -- id of the event
  role VARCHAR NOT NULL,      -- actor, recipient, claimed_by
  position INTEGER NOT NULL,  -- from 0, as in the record
  label VARCHAR NOT NULL,     -- CODE[/IDENTIFIER][:SECTOR]: CHN:GOV, IGO/NATO
  code VARCHAR NOT NULL,      -- the label without sector
  sector VARCHAR,             -- GOV, MIL, LEG, …
  name VARCHAR,               -- in full, where text or tables have one
  office VARCHAR,             -- of a person, in English
  text VARCHAR,               -- the mention that it was read from
  text_begin INTEGER,
  text_end INTEGER
);

-- who says what, one row a statement; parties and the parts of the content have tables of their own
CREATE TABLE IF NOT EXISTS statements (
  id VARCHAR NOT NULL,              -- DOC#s1
  doc VARCHAR NOT NULL,             -- id of the document
  number INTEGER NOT NULL,          -- from 1 in the document
  date VARCHAR,                     -- when it was said, as far as it is known
  day DATE,                         -- the date filled up with -01; without a date the day of publication
  cue VARCHAR,                      -- what attributes: 述べた, said
  cue_begin INTEGER,
  cue_end INTEGER,
  content VARCHAR NOT NULL,         -- what is said, its parts joined by …
  manner VARCHAR NOT NULL,          -- direct, indirect, mixed
  medium VARCHAR,                   -- press conference, social media, …
  sentence_index INTEGER NOT NULL,  -- number of the sentence, from 0
  sentence_begin INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  within VARCHAR,                   -- id of the statement that this one is inside of
  rule VARCHAR NOT NULL,            -- row of the tables that made the record
  version VARCHAR NOT NULL          -- of the program and its tables
);

-- the parts of what is said
CREATE TABLE IF NOT EXISTS statement_contents (
  statement VARCHAR NOT NULL,   -- id of the statement
  position INTEGER NOT NULL,    -- from 0, as in the record
  text VARCHAR NOT NULL,        -- the words
  text_begin INTEGER NOT NULL,
  text_end INTEGER NOT NULL
);

-- who stands in which role of the statements
CREATE TABLE IF NOT EXISTS statement_parties (
  statement VARCHAR NOT NULL,  -- id of the statement
  role VARCHAR NOT NULL,       -- source, addressee
  position INTEGER NOT NULL,   -- from 0, as in the record
  label VARCHAR NOT NULL,      -- CODE[/IDENTIFIER][:SECTOR]: CHN:GOV, IGO/NATO
  code VARCHAR NOT NULL,       -- the label without sector
  sector VARCHAR,              -- GOV, MIL, LEG, …
  name VARCHAR,                -- in full, where text or tables have one
  office VARCHAR,              -- of a person, in English
  text VARCHAR,                -- the mention that it was read from
  text_begin INTEGER,
  text_end INTEGER
);

-- events that are a position on an issue, as seimei positions --events puts them together
CREATE TABLE IF NOT EXISTS positions (
  event VARCHAR NOT NULL,   -- id of the event
  stance VARCHAR NOT NULL,  -- support, oppose, demand, concern
  issue VARCHAR NOT NULL,   -- the phrase that the issue's events have most often
  key VARCHAR NOT NULL      -- names and concepts of the issue, which tell it from others
);
