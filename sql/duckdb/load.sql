-- Fills the tables of DuckDB anew, from documents.jsonl, records.jsonl, positions.jsonl in the folder it runs in.
-- Made by tools/make-sql.py out of sql/tables.tsv, sql/parameters.tsv and sql/questions/.

BEGIN;

CREATE OR REPLACE TEMP TABLE documents_lines AS
SELECT * FROM read_json('documents.jsonl', format = 'newline_delimited', maximum_object_size = 1073741824,
  columns = {
  'type': 'VARCHAR',
  'id': 'VARCHAR',
  'name': 'VARCHAR',
  'lang': 'VARCHAR',
  'published': 'VARCHAR',
  'title': 'VARCHAR',
  'url': 'VARCHAR',
  'publisher': 'VARCHAR',
  'version': 'VARCHAR',
  'text': 'VARCHAR'});

CREATE OR REPLACE TEMP TABLE records_lines AS
SELECT * FROM read_json('records.jsonl', format = 'newline_delimited', maximum_object_size = 1073741824,
  columns = {
  'type': 'VARCHAR',
  'id': 'VARCHAR',
  'doc': 'VARCHAR',
  'date': 'VARCHAR',
  'event': 'VARCHAR[]',
  'mode': 'VARCHAR[]',
  'trigger': 'STRUCT("text" VARCHAR, "begin" INTEGER, "end" INTEGER)',
  'about': 'STRUCT("text" VARCHAR, "begin" INTEGER, "end" INTEGER)',
  'status': 'VARCHAR',
  'statement': 'VARCHAR',
  'place': 'STRUCT("text" VARCHAR, "begin" INTEGER, "end" INTEGER, "code" VARCHAR)',
  'quantity': 'STRUCT("value" DOUBLE, "unit" VARCHAR, "per" VARCHAR, "of" VARCHAR, "text" VARCHAR, "begin" INTEGER, "end" INTEGER)',
  'quad_code': 'INTEGER',
  'event_scale': 'DOUBLE',
  'cameo': 'VARCHAR',
  'sentence': 'STRUCT("index" INTEGER, "begin" INTEGER, "end" INTEGER)',
  'same_as': 'VARCHAR',
  'confidence': 'DOUBLE',
  'rule': 'VARCHAR',
  'version': 'VARCHAR',
  'context': 'VARCHAR[]',
  'actor': 'STRUCT("label" VARCHAR, "code" VARCHAR, "sector" VARCHAR, "name" VARCHAR, "office" VARCHAR, "text" VARCHAR, "begin" INTEGER, "end" INTEGER)[]',
  'recipient': 'STRUCT("label" VARCHAR, "code" VARCHAR, "sector" VARCHAR, "name" VARCHAR, "office" VARCHAR, "text" VARCHAR, "begin" INTEGER, "end" INTEGER)[]',
  'claimed_by': 'STRUCT("label" VARCHAR, "code" VARCHAR, "sector" VARCHAR, "name" VARCHAR, "office" VARCHAR, "text" VARCHAR, "begin" INTEGER, "end" INTEGER)[]',
  'cue': 'STRUCT("text" VARCHAR, "begin" INTEGER, "end" INTEGER)',
  'manner': 'VARCHAR',
  'medium': 'VARCHAR',
  'within': 'VARCHAR',
  'content': 'STRUCT("text" VARCHAR, "begin" INTEGER, "end" INTEGER)[]',
  'source': 'STRUCT("label" VARCHAR, "code" VARCHAR, "sector" VARCHAR, "name" VARCHAR, "office" VARCHAR, "text" VARCHAR, "begin" INTEGER, "end" INTEGER)[]',
  'addressee': 'STRUCT("label" VARCHAR, "code" VARCHAR, "sector" VARCHAR, "name" VARCHAR, "office" VARCHAR, "text" VARCHAR, "begin" INTEGER, "end" INTEGER)[]'});

CREATE OR REPLACE TEMP TABLE positions_lines AS
SELECT * FROM read_json('positions.jsonl', format = 'newline_delimited', maximum_object_size = 1073741824,
  columns = {
  'type': 'VARCHAR',
  'event': 'VARCHAR',
  'stance': 'VARCHAR',
  'issue': 'VARCHAR',
  'key': 'VARCHAR'});

DELETE FROM documents;
INSERT INTO documents (
  id, name, lang, published, title, url, publisher, version, text
)
SELECT
  r."id",
  r."name",
  r."lang",
  CAST(r."published" AS DATE),
  r."title",
  r."url",
  r."publisher",
  r."version",
  r."text"
FROM documents_lines r;

DELETE FROM events;
INSERT INTO events (
  id, doc, number, date, day, type, mode, trigger, trigger_begin, trigger_end, about, about_begin, about_end, status,
  statement, place, place_begin, place_end, place_code, quantity, quantity_unit, quantity_per, quantity_of,
  quantity_text, quantity_begin, quantity_end, quad_code, event_scale, cameo, sentence_index, sentence_begin,
  sentence_end, same_as, confidence, rule, version
)
SELECT
  r."id",
  r."doc",
  CAST(regexp_extract(r."id", '[0-9]+$') AS INTEGER),
  r."date",
  coalesce(CAST(r."date" || CASE length(r."date") WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END AS DATE), d.published),
  r."event"[1],
  r."mode"[1],
  r."trigger"."text",
  r."trigger"."begin",
  r."trigger"."end",
  r."about"."text",
  r."about"."begin",
  r."about"."end",
  r."status",
  r."statement",
  r."place"."text",
  r."place"."begin",
  r."place"."end",
  r."place"."code",
  r."quantity"."value",
  r."quantity"."unit",
  r."quantity"."per",
  r."quantity"."of",
  r."quantity"."text",
  r."quantity"."begin",
  r."quantity"."end",
  r."quad_code",
  r."event_scale",
  r."cameo",
  r."sentence"."index",
  r."sentence"."begin",
  r."sentence"."end",
  r."same_as",
  r."confidence",
  r."rule",
  r."version"
FROM records_lines r
LEFT JOIN documents d ON d.id = r."doc"
WHERE r."type" = 'event';

DELETE FROM event_contexts;
INSERT INTO event_contexts (
  event, position, context
)
SELECT
  r."id",
  i.place - 1,
  i.item
FROM records_lines r, UNNEST(r."context") WITH ORDINALITY AS i(item, place)
WHERE r."type" = 'event';

DELETE FROM event_parties;
INSERT INTO event_parties (
  event, role, position, label, code, sector, name, office, text, text_begin, text_end
)
SELECT
  r."id",
  'actor',
  i.place - 1,
  i.item."label",
  i.item."code",
  i.item."sector",
  i.item."name",
  i.item."office",
  i.item."text",
  i.item."begin",
  i.item."end"
FROM records_lines r, UNNEST(r."actor") WITH ORDINALITY AS i(item, place)
WHERE r."type" = 'event'
UNION ALL
SELECT
  r."id",
  'recipient',
  i.place - 1,
  i.item."label",
  i.item."code",
  i.item."sector",
  i.item."name",
  i.item."office",
  i.item."text",
  i.item."begin",
  i.item."end"
FROM records_lines r, UNNEST(r."recipient") WITH ORDINALITY AS i(item, place)
WHERE r."type" = 'event'
UNION ALL
SELECT
  r."id",
  'claimed_by',
  i.place - 1,
  i.item."label",
  i.item."code",
  i.item."sector",
  i.item."name",
  i.item."office",
  i.item."text",
  i.item."begin",
  i.item."end"
FROM records_lines r, UNNEST(r."claimed_by") WITH ORDINALITY AS i(item, place)
WHERE r."type" = 'event';

DELETE FROM statements;
INSERT INTO statements (
  id, doc, number, date, day, cue, cue_begin, cue_end, content, manner, medium, sentence_index, sentence_begin,
  sentence_end, within, rule, version
)
SELECT
  r."id",
  r."doc",
  CAST(regexp_extract(r."id", '[0-9]+$') AS INTEGER),
  r."date",
  coalesce(CAST(r."date" || CASE length(r."date") WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END AS DATE), d.published),
  r."cue"."text",
  r."cue"."begin",
  r."cue"."end",
  array_to_string(list_transform(r."content", lambda x: x."text"), '…'),
  r."manner",
  r."medium",
  r."sentence"."index",
  r."sentence"."begin",
  r."sentence"."end",
  r."within",
  r."rule",
  r."version"
FROM records_lines r
LEFT JOIN documents d ON d.id = r."doc"
WHERE r."type" = 'statement';

DELETE FROM statement_contents;
INSERT INTO statement_contents (
  statement, position, text, text_begin, text_end
)
SELECT
  r."id",
  i.place - 1,
  i.item."text",
  i.item."begin",
  i.item."end"
FROM records_lines r, UNNEST(r."content") WITH ORDINALITY AS i(item, place)
WHERE r."type" = 'statement';

DELETE FROM statement_parties;
INSERT INTO statement_parties (
  statement, role, position, label, code, sector, name, office, text, text_begin, text_end
)
SELECT
  r."id",
  'source',
  i.place - 1,
  i.item."label",
  i.item."code",
  i.item."sector",
  i.item."name",
  i.item."office",
  i.item."text",
  i.item."begin",
  i.item."end"
FROM records_lines r, UNNEST(r."source") WITH ORDINALITY AS i(item, place)
WHERE r."type" = 'statement'
UNION ALL
SELECT
  r."id",
  'addressee',
  i.place - 1,
  i.item."label",
  i.item."code",
  i.item."sector",
  i.item."name",
  i.item."office",
  i.item."text",
  i.item."begin",
  i.item."end"
FROM records_lines r, UNNEST(r."addressee") WITH ORDINALITY AS i(item, place)
WHERE r."type" = 'statement';

DELETE FROM positions;
INSERT INTO positions (
  event, stance, issue, key
)
SELECT
  r."event",
  r."stance",
  r."issue",
  r."key"
FROM positions_lines r;

DROP TABLE documents_lines;
DROP TABLE records_lines;
DROP TABLE positions_lines;
COMMIT;
