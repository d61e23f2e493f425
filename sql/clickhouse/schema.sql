-- The tables of seimei's records in ClickHouse; docs/sql.md explains them.
-- Made by tools/make-sql.py out of sql/tables.tsv, sql/parameters.tsv and sql/questions/.

-- what the records were read from
CREATE TABLE IF NOT EXISTS documents (
  id String,                   -- sixteen hexadecimal digits, the same in every store; doc of the records
  name Nullable(String),       -- the id that the input gave
  lang Nullable(String),       -- ja, en
  published Nullable(Date32),  -- day of publication
  title Nullable(String),
  url Nullable(String),
  publisher Nullable(String),
  version Nullable(String),    -- of the program and its tables
  text String                  -- the text that begin and end count in: code points from 0, the end not included
) ENGINE = MergeTree ORDER BY (id);

-- who does what to whom, one row an event; parties and contexts have tables of their own
CREATE TABLE IF NOT EXISTS events (
  id String,                       -- DOC#e1
  doc String,                      -- id of the document
  number Int32,                    -- from 1 in the document
  date Nullable(String),           -- of the event as far as it is known: 2022-02-04, 2022-02, 2022
  day Nullable(Date32),            -- the date filled up with -01; without a date the day of publication
  type String,                     -- PLOVER type: ACCUSE, CONSULT, …
  mode Nullable(String),           -- PLOVER mode of the type
  trigger Nullable(String),        -- the predicate that tells the event
  trigger_begin Nullable(Int32),
  trigger_end Nullable(Int32),
  about Nullable(String),          -- what it is about
  about_begin Nullable(Int32),
  about_end Nullable(Int32),
  status String,                   -- actual, future, hypothetical, negated, historical
  statement Nullable(String),      -- id of the statement in whose content it stands
  place Nullable(String),          -- where it happens
  place_begin Nullable(Int32),
  place_end Nullable(Int32),
  place_code Nullable(String),     -- ISO 3166 alpha-3
  quantity Nullable(Float64),      -- a figure that goes with the event
  quantity_unit Nullable(String),  -- 人, km
  quantity_per Nullable(String),   -- of a rate
  quantity_of Nullable(String),    -- of what
  quantity_text Nullable(String),  -- its words
  quantity_begin Nullable(Int32),
  quantity_end Nullable(Int32),
  quad_code Int32,                 -- 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
  event_scale Float64,             -- PLOVER's score, -10 conflict to 10 cooperation
  cameo Nullable(String),          -- CAMEO code; text, for it may begin with 0
  sentence_index Int32,            -- number of the sentence, from 0
  sentence_begin Int32,
  sentence_end Int32,
  same_as Nullable(String),        -- id of an earlier record of the same event
  confidence Float64,              -- 0 to 1
  rule String,                     -- row of the tables that made the record
  version String                   -- of the program and its tables
) ENGINE = MergeTree ORDER BY (id);

-- PLOVER contexts of the events
CREATE TABLE IF NOT EXISTS event_contexts (
  event String,    -- id of the event
  position Int32,  -- from 0, as in the record
  context String   -- military, economic, …
) ENGINE = MergeTree ORDER BY (event, position);

-- who stands in which role of the events
CREATE TABLE IF NOT EXISTS event_parties (
  event String,                -- id of the event
  role String,                 -- actor, recipient, claimed_by
  position Int32,              -- from 0, as in the record
  label String,                -- CODE[/IDENTIFIER][:SECTOR]: CHN:GOV, IGO/NATO
  code String,                 -- the label without sector
  sector Nullable(String),     -- GOV, MIL, LEG, …
  name Nullable(String),       -- in full, where text or tables have one
  office Nullable(String),     -- of a person, in English
  text Nullable(String),       -- the mention that it was read from
  text_begin Nullable(Int32),
  text_end Nullable(Int32)
) ENGINE = MergeTree ORDER BY (event, role, position);

-- who says what, one row a statement; parties and the parts of the content have tables of their own
CREATE TABLE IF NOT EXISTS statements (
  id String,                  -- DOC#s1
  doc String,                 -- id of the document
  number Int32,               -- from 1 in the document
  date Nullable(String),      -- when it was said, as far as it is known
  day Nullable(Date32),       -- the date filled up with -01; without a date the day of publication
  cue Nullable(String),       -- what attributes: 述べた, said
  cue_begin Nullable(Int32),
  cue_end Nullable(Int32),
  content String,             -- what is said, its parts joined by …
  manner String,              -- direct, indirect, mixed
  medium Nullable(String),    -- press conference, social media, …
  sentence_index Int32,       -- number of the sentence, from 0
  sentence_begin Int32,
  sentence_end Int32,
  within Nullable(String),    -- id of the statement that this one is inside of
  rule String,                -- row of the tables that made the record
  version String              -- of the program and its tables
) ENGINE = MergeTree ORDER BY (id);

-- the parts of what is said
CREATE TABLE IF NOT EXISTS statement_contents (
  statement String,  -- id of the statement
  position Int32,    -- from 0, as in the record
  text String,       -- the words
  text_begin Int32,
  text_end Int32
) ENGINE = MergeTree ORDER BY (statement, position);

-- who stands in which role of the statements
CREATE TABLE IF NOT EXISTS statement_parties (
  statement String,            -- id of the statement
  role String,                 -- source, addressee
  position Int32,              -- from 0, as in the record
  label String,                -- CODE[/IDENTIFIER][:SECTOR]: CHN:GOV, IGO/NATO
  code String,                 -- the label without sector
  sector Nullable(String),     -- GOV, MIL, LEG, …
  name Nullable(String),       -- in full, where text or tables have one
  office Nullable(String),     -- of a person, in English
  text Nullable(String),       -- the mention that it was read from
  text_begin Nullable(Int32),
  text_end Nullable(Int32)
) ENGINE = MergeTree ORDER BY (statement, role, position);

-- events that are a position on an issue, as seimei positions --events puts them together
CREATE TABLE IF NOT EXISTS positions (
  event String,   -- id of the event
  stance String,  -- support, oppose, demand, concern
  issue String,   -- the phrase that the issue's events have most often
  key String      -- names and concepts of the issue, which tell it from others
) ENGINE = MergeTree ORDER BY (event);
