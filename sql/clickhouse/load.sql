-- Fills the tables of ClickHouse anew, from documents.jsonl, records.jsonl, positions.jsonl in the folder it runs in.
-- Made by tools/make-sql.py out of sql/tables.tsv, sql/parameters.tsv and sql/questions/.

CREATE OR REPLACE TABLE documents_lines (line String) ENGINE = MergeTree ORDER BY tuple();
INSERT INTO documents_lines SELECT line FROM file('documents.jsonl', 'JSONAsString', 'line String');

CREATE OR REPLACE TABLE records_lines (line String) ENGINE = MergeTree ORDER BY tuple();
INSERT INTO records_lines SELECT line FROM file('records.jsonl', 'JSONAsString', 'line String');

CREATE OR REPLACE TABLE positions_lines (line String) ENGINE = MergeTree ORDER BY tuple();
INSERT INTO positions_lines SELECT line FROM file('positions.jsonl', 'JSONAsString', 'line String');

TRUNCATE TABLE documents;
INSERT INTO documents (
  id, name, lang, published, title, url, publisher, version, text
)
SELECT
  JSONExtract(line, 'id', 'Nullable(String)'),
  JSONExtract(line, 'name', 'Nullable(String)'),
  JSONExtract(line, 'lang', 'Nullable(String)'),
  JSONExtract(line, 'published', 'Nullable(Date32)'),
  JSONExtract(line, 'title', 'Nullable(String)'),
  JSONExtract(line, 'url', 'Nullable(String)'),
  JSONExtract(line, 'publisher', 'Nullable(String)'),
  JSONExtract(line, 'version', 'Nullable(String)'),
  JSONExtract(line, 'text', 'Nullable(String)')
FROM documents_lines r;

TRUNCATE TABLE events;
INSERT INTO events (
  id, doc, number, date, day, type, mode, trigger, trigger_begin, trigger_end, about, about_begin, about_end, status,
  statement, place, place_begin, place_end, place_code, quantity, quantity_unit, quantity_per, quantity_of,
  quantity_text, quantity_begin, quantity_end, quad_code, event_scale, cameo, sentence_index, sentence_begin,
  sentence_end, same_as, confidence, rule, version
)
SELECT
  JSONExtract(line, 'id', 'Nullable(String)'),
  JSONExtract(line, 'doc', 'Nullable(String)'),
  toInt32(extract(JSONExtract(line, 'id', 'Nullable(String)'), '[0-9]+$')),
  JSONExtract(line, 'date', 'Nullable(String)'),
  coalesce(toDate32OrNull(JSONExtract(line, 'date', 'Nullable(String)') || CASE length(JSONExtract(line, 'date', 'Nullable(String)')) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END), d.published),
  JSONExtract(line, 'event', 1, 'Nullable(String)'),
  JSONExtract(line, 'mode', 1, 'Nullable(String)'),
  JSONExtract(line, 'trigger', 'text', 'Nullable(String)'),
  JSONExtract(line, 'trigger', 'begin', 'Nullable(Int32)'),
  JSONExtract(line, 'trigger', 'end', 'Nullable(Int32)'),
  JSONExtract(line, 'about', 'text', 'Nullable(String)'),
  JSONExtract(line, 'about', 'begin', 'Nullable(Int32)'),
  JSONExtract(line, 'about', 'end', 'Nullable(Int32)'),
  JSONExtract(line, 'status', 'Nullable(String)'),
  JSONExtract(line, 'statement', 'Nullable(String)'),
  JSONExtract(line, 'place', 'text', 'Nullable(String)'),
  JSONExtract(line, 'place', 'begin', 'Nullable(Int32)'),
  JSONExtract(line, 'place', 'end', 'Nullable(Int32)'),
  JSONExtract(line, 'place', 'code', 'Nullable(String)'),
  JSONExtract(line, 'quantity', 'value', 'Nullable(Float64)'),
  JSONExtract(line, 'quantity', 'unit', 'Nullable(String)'),
  JSONExtract(line, 'quantity', 'per', 'Nullable(String)'),
  JSONExtract(line, 'quantity', 'of', 'Nullable(String)'),
  JSONExtract(line, 'quantity', 'text', 'Nullable(String)'),
  JSONExtract(line, 'quantity', 'begin', 'Nullable(Int32)'),
  JSONExtract(line, 'quantity', 'end', 'Nullable(Int32)'),
  JSONExtract(line, 'quad_code', 'Nullable(Int32)'),
  JSONExtract(line, 'event_scale', 'Nullable(Float64)'),
  JSONExtract(line, 'cameo', 'Nullable(String)'),
  JSONExtract(line, 'sentence', 'index', 'Nullable(Int32)'),
  JSONExtract(line, 'sentence', 'begin', 'Nullable(Int32)'),
  JSONExtract(line, 'sentence', 'end', 'Nullable(Int32)'),
  JSONExtract(line, 'same_as', 'Nullable(String)'),
  JSONExtract(line, 'confidence', 'Nullable(Float64)'),
  JSONExtract(line, 'rule', 'Nullable(String)'),
  JSONExtract(line, 'version', 'Nullable(String)')
FROM records_lines r
LEFT JOIN documents d ON d.id = JSONExtract(line, 'doc', 'Nullable(String)')
WHERE JSONExtract(line, 'type', 'Nullable(String)') = 'event';

TRUNCATE TABLE event_contexts;
INSERT INTO event_contexts (
  event, position, context
)
SELECT
  JSONExtract(line, 'id', 'Nullable(String)'),
  place - 1,
  JSONExtractString(item)
FROM records_lines r ARRAY JOIN JSONExtractArrayRaw(line, 'context') AS item, arrayEnumerate(JSONExtractArrayRaw(line, 'context')) AS place
WHERE JSONExtract(line, 'type', 'Nullable(String)') = 'event';

TRUNCATE TABLE event_parties;
INSERT INTO event_parties (
  event, role, position, label, code, sector, name, office, text, text_begin, text_end
)
SELECT
  JSONExtract(line, 'id', 'Nullable(String)'),
  'actor',
  place - 1,
  JSONExtract(item, 'label', 'Nullable(String)'),
  JSONExtract(item, 'code', 'Nullable(String)'),
  JSONExtract(item, 'sector', 'Nullable(String)'),
  JSONExtract(item, 'name', 'Nullable(String)'),
  JSONExtract(item, 'office', 'Nullable(String)'),
  JSONExtract(item, 'text', 'Nullable(String)'),
  JSONExtract(item, 'begin', 'Nullable(Int32)'),
  JSONExtract(item, 'end', 'Nullable(Int32)')
FROM records_lines r ARRAY JOIN JSONExtractArrayRaw(line, 'actor') AS item, arrayEnumerate(JSONExtractArrayRaw(line, 'actor')) AS place
WHERE JSONExtract(line, 'type', 'Nullable(String)') = 'event'
UNION ALL
SELECT
  JSONExtract(line, 'id', 'Nullable(String)'),
  'recipient',
  place - 1,
  JSONExtract(item, 'label', 'Nullable(String)'),
  JSONExtract(item, 'code', 'Nullable(String)'),
  JSONExtract(item, 'sector', 'Nullable(String)'),
  JSONExtract(item, 'name', 'Nullable(String)'),
  JSONExtract(item, 'office', 'Nullable(String)'),
  JSONExtract(item, 'text', 'Nullable(String)'),
  JSONExtract(item, 'begin', 'Nullable(Int32)'),
  JSONExtract(item, 'end', 'Nullable(Int32)')
FROM records_lines r ARRAY JOIN JSONExtractArrayRaw(line, 'recipient') AS item, arrayEnumerate(JSONExtractArrayRaw(line, 'recipient')) AS place
WHERE JSONExtract(line, 'type', 'Nullable(String)') = 'event'
UNION ALL
SELECT
  JSONExtract(line, 'id', 'Nullable(String)'),
  'claimed_by',
  place - 1,
  JSONExtract(item, 'label', 'Nullable(String)'),
  JSONExtract(item, 'code', 'Nullable(String)'),
  JSONExtract(item, 'sector', 'Nullable(String)'),
  JSONExtract(item, 'name', 'Nullable(String)'),
  JSONExtract(item, 'office', 'Nullable(String)'),
  JSONExtract(item, 'text', 'Nullable(String)'),
  JSONExtract(item, 'begin', 'Nullable(Int32)'),
  JSONExtract(item, 'end', 'Nullable(Int32)')
FROM records_lines r ARRAY JOIN JSONExtractArrayRaw(line, 'claimed_by') AS item, arrayEnumerate(JSONExtractArrayRaw(line, 'claimed_by')) AS place
WHERE JSONExtract(line, 'type', 'Nullable(String)') = 'event';

TRUNCATE TABLE statements;
INSERT INTO statements (
  id, doc, number, date, day, cue, cue_begin, cue_end, content, manner, medium, sentence_index, sentence_begin,
  sentence_end, within, rule, version
)
SELECT
  JSONExtract(line, 'id', 'Nullable(String)'),
  JSONExtract(line, 'doc', 'Nullable(String)'),
  toInt32(extract(JSONExtract(line, 'id', 'Nullable(String)'), '[0-9]+$')),
  JSONExtract(line, 'date', 'Nullable(String)'),
  coalesce(toDate32OrNull(JSONExtract(line, 'date', 'Nullable(String)') || CASE length(JSONExtract(line, 'date', 'Nullable(String)')) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END), d.published),
  JSONExtract(line, 'cue', 'text', 'Nullable(String)'),
  JSONExtract(line, 'cue', 'begin', 'Nullable(Int32)'),
  JSONExtract(line, 'cue', 'end', 'Nullable(Int32)'),
  arrayStringConcat(arrayMap(x -> JSONExtractString(x, 'text'), JSONExtractArrayRaw(line, 'content')), '…'),
  JSONExtract(line, 'manner', 'Nullable(String)'),
  JSONExtract(line, 'medium', 'Nullable(String)'),
  JSONExtract(line, 'sentence', 'index', 'Nullable(Int32)'),
  JSONExtract(line, 'sentence', 'begin', 'Nullable(Int32)'),
  JSONExtract(line, 'sentence', 'end', 'Nullable(Int32)'),
  JSONExtract(line, 'within', 'Nullable(String)'),
  JSONExtract(line, 'rule', 'Nullable(String)'),
  JSONExtract(line, 'version', 'Nullable(String)')
FROM records_lines r
LEFT JOIN documents d ON d.id = JSONExtract(line, 'doc', 'Nullable(String)')
WHERE JSONExtract(line, 'type', 'Nullable(String)') = 'statement';

TRUNCATE TABLE statement_contents;
INSERT INTO statement_contents (
  statement, position, text, text_begin, text_end
)
SELECT
  JSONExtract(line, 'id', 'Nullable(String)'),
  place - 1,
  JSONExtract(item, 'text', 'Nullable(String)'),
  JSONExtract(item, 'begin', 'Nullable(Int32)'),
  JSONExtract(item, 'end', 'Nullable(Int32)')
FROM records_lines r ARRAY JOIN JSONExtractArrayRaw(line, 'content') AS item, arrayEnumerate(JSONExtractArrayRaw(line, 'content')) AS place
WHERE JSONExtract(line, 'type', 'Nullable(String)') = 'statement';

TRUNCATE TABLE statement_parties;
INSERT INTO statement_parties (
  statement, role, position, label, code, sector, name, office, text, text_begin, text_end
)
SELECT
  JSONExtract(line, 'id', 'Nullable(String)'),
  'source',
  place - 1,
  JSONExtract(item, 'label', 'Nullable(String)'),
  JSONExtract(item, 'code', 'Nullable(String)'),
  JSONExtract(item, 'sector', 'Nullable(String)'),
  JSONExtract(item, 'name', 'Nullable(String)'),
  JSONExtract(item, 'office', 'Nullable(String)'),
  JSONExtract(item, 'text', 'Nullable(String)'),
  JSONExtract(item, 'begin', 'Nullable(Int32)'),
  JSONExtract(item, 'end', 'Nullable(Int32)')
FROM records_lines r ARRAY JOIN JSONExtractArrayRaw(line, 'source') AS item, arrayEnumerate(JSONExtractArrayRaw(line, 'source')) AS place
WHERE JSONExtract(line, 'type', 'Nullable(String)') = 'statement'
UNION ALL
SELECT
  JSONExtract(line, 'id', 'Nullable(String)'),
  'addressee',
  place - 1,
  JSONExtract(item, 'label', 'Nullable(String)'),
  JSONExtract(item, 'code', 'Nullable(String)'),
  JSONExtract(item, 'sector', 'Nullable(String)'),
  JSONExtract(item, 'name', 'Nullable(String)'),
  JSONExtract(item, 'office', 'Nullable(String)'),
  JSONExtract(item, 'text', 'Nullable(String)'),
  JSONExtract(item, 'begin', 'Nullable(Int32)'),
  JSONExtract(item, 'end', 'Nullable(Int32)')
FROM records_lines r ARRAY JOIN JSONExtractArrayRaw(line, 'addressee') AS item, arrayEnumerate(JSONExtractArrayRaw(line, 'addressee')) AS place
WHERE JSONExtract(line, 'type', 'Nullable(String)') = 'statement';

TRUNCATE TABLE positions;
INSERT INTO positions (
  event, stance, issue, key
)
SELECT
  JSONExtract(line, 'event', 'Nullable(String)'),
  JSONExtract(line, 'stance', 'Nullable(String)'),
  JSONExtract(line, 'issue', 'Nullable(String)'),
  JSONExtract(line, 'key', 'Nullable(String)')
FROM positions_lines r;

DROP TABLE documents_lines;
DROP TABLE records_lines;
DROP TABLE positions_lines;
