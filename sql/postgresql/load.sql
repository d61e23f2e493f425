-- Fills the tables of PostgreSQL anew, from documents.jsonl, records.jsonl, positions.jsonl in the folder it runs in.
-- Made by tools/make-sql.py out of sql/tables.tsv, sql/parameters.tsv and sql/questions/.

BEGIN;

CREATE TEMP TABLE documents_lines (line jsonb) ON COMMIT DROP;
\copy documents_lines FROM 'documents.jsonl' WITH (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02')

CREATE TEMP TABLE records_lines (line jsonb) ON COMMIT DROP;
\copy records_lines FROM 'records.jsonl' WITH (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02')

CREATE TEMP TABLE positions_lines (line jsonb) ON COMMIT DROP;
\copy positions_lines FROM 'positions.jsonl' WITH (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02')

TRUNCATE documents;
INSERT INTO documents (
  id, name, lang, published, title, url, publisher, version, text
)
SELECT
  r.line ->> 'id',
  r.line ->> 'name',
  r.line ->> 'lang',
  CAST(r.line ->> 'published' AS date),
  r.line ->> 'title',
  r.line ->> 'url',
  r.line ->> 'publisher',
  r.line ->> 'version',
  r.line ->> 'text'
FROM documents_lines r;

TRUNCATE events;
INSERT INTO events (
  id, doc, number, date, day, type, mode, trigger, trigger_begin, trigger_end, about, about_begin, about_end, status,
  statement, place, place_begin, place_end, place_code, quantity, quantity_unit, quantity_per, quantity_of,
  quantity_text, quantity_begin, quantity_end, quad_code, event_scale, cameo, sentence_index, sentence_begin,
  sentence_end, same_as, confidence, rule, version
)
SELECT
  r.line ->> 'id',
  r.line ->> 'doc',
  CAST(substring(r.line ->> 'id' from '[0-9]+$') AS integer),
  r.line ->> 'date',
  coalesce(CAST(r.line ->> 'date' || CASE length(r.line ->> 'date') WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END AS date), d.published),
  r.line #>> '{event,0}',
  r.line #>> '{mode,0}',
  r.line #>> '{trigger,text}',
  CAST(r.line #>> '{trigger,begin}' AS integer),
  CAST(r.line #>> '{trigger,end}' AS integer),
  r.line #>> '{about,text}',
  CAST(r.line #>> '{about,begin}' AS integer),
  CAST(r.line #>> '{about,end}' AS integer),
  r.line ->> 'status',
  r.line ->> 'statement',
  r.line #>> '{place,text}',
  CAST(r.line #>> '{place,begin}' AS integer),
  CAST(r.line #>> '{place,end}' AS integer),
  r.line #>> '{place,code}',
  CAST(r.line #>> '{quantity,value}' AS double precision),
  r.line #>> '{quantity,unit}',
  r.line #>> '{quantity,per}',
  r.line #>> '{quantity,of}',
  r.line #>> '{quantity,text}',
  CAST(r.line #>> '{quantity,begin}' AS integer),
  CAST(r.line #>> '{quantity,end}' AS integer),
  CAST(r.line ->> 'quad_code' AS integer),
  CAST(r.line ->> 'event_scale' AS double precision),
  r.line ->> 'cameo',
  CAST(r.line #>> '{sentence,index}' AS integer),
  CAST(r.line #>> '{sentence,begin}' AS integer),
  CAST(r.line #>> '{sentence,end}' AS integer),
  r.line ->> 'same_as',
  CAST(r.line ->> 'confidence' AS double precision),
  r.line ->> 'rule',
  r.line ->> 'version'
FROM records_lines r
LEFT JOIN documents d ON d.id = r.line ->> 'doc'
WHERE r.line ->> 'type' = 'event';

TRUNCATE event_contexts;
INSERT INTO event_contexts (
  event, position, context
)
SELECT
  r.line ->> 'id',
  i.place - 1,
  i.item #>> '{}'
FROM records_lines r, jsonb_array_elements(r.line -> 'context') WITH ORDINALITY AS i(item, place)
WHERE r.line ->> 'type' = 'event';

TRUNCATE event_parties;
INSERT INTO event_parties (
  event, role, position, label, code, sector, name, office, text, text_begin, text_end
)
SELECT
  r.line ->> 'id',
  'actor',
  i.place - 1,
  i.item ->> 'label',
  i.item ->> 'code',
  i.item ->> 'sector',
  i.item ->> 'name',
  i.item ->> 'office',
  i.item ->> 'text',
  CAST(i.item ->> 'begin' AS integer),
  CAST(i.item ->> 'end' AS integer)
FROM records_lines r, jsonb_array_elements(r.line -> 'actor') WITH ORDINALITY AS i(item, place)
WHERE r.line ->> 'type' = 'event'
UNION ALL
SELECT
  r.line ->> 'id',
  'recipient',
  i.place - 1,
  i.item ->> 'label',
  i.item ->> 'code',
  i.item ->> 'sector',
  i.item ->> 'name',
  i.item ->> 'office',
  i.item ->> 'text',
  CAST(i.item ->> 'begin' AS integer),
  CAST(i.item ->> 'end' AS integer)
FROM records_lines r, jsonb_array_elements(r.line -> 'recipient') WITH ORDINALITY AS i(item, place)
WHERE r.line ->> 'type' = 'event'
UNION ALL
SELECT
  r.line ->> 'id',
  'claimed_by',
  i.place - 1,
  i.item ->> 'label',
  i.item ->> 'code',
  i.item ->> 'sector',
  i.item ->> 'name',
  i.item ->> 'office',
  i.item ->> 'text',
  CAST(i.item ->> 'begin' AS integer),
  CAST(i.item ->> 'end' AS integer)
FROM records_lines r, jsonb_array_elements(r.line -> 'claimed_by') WITH ORDINALITY AS i(item, place)
WHERE r.line ->> 'type' = 'event';

TRUNCATE statements;
INSERT INTO statements (
  id, doc, number, date, day, cue, cue_begin, cue_end, content, manner, medium, sentence_index, sentence_begin,
  sentence_end, within, rule, version
)
SELECT
  r.line ->> 'id',
  r.line ->> 'doc',
  CAST(substring(r.line ->> 'id' from '[0-9]+$') AS integer),
  r.line ->> 'date',
  coalesce(CAST(r.line ->> 'date' || CASE length(r.line ->> 'date') WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END AS date), d.published),
  r.line #>> '{cue,text}',
  CAST(r.line #>> '{cue,begin}' AS integer),
  CAST(r.line #>> '{cue,end}' AS integer),
  (SELECT string_agg(x.item ->> 'text', '…' ORDER BY x.place)
    FROM jsonb_array_elements(r.line -> 'content') WITH ORDINALITY AS x(item, place)),
  r.line ->> 'manner',
  r.line ->> 'medium',
  CAST(r.line #>> '{sentence,index}' AS integer),
  CAST(r.line #>> '{sentence,begin}' AS integer),
  CAST(r.line #>> '{sentence,end}' AS integer),
  r.line ->> 'within',
  r.line ->> 'rule',
  r.line ->> 'version'
FROM records_lines r
LEFT JOIN documents d ON d.id = r.line ->> 'doc'
WHERE r.line ->> 'type' = 'statement';

TRUNCATE statement_contents;
INSERT INTO statement_contents (
  statement, position, text, text_begin, text_end
)
SELECT
  r.line ->> 'id',
  i.place - 1,
  i.item ->> 'text',
  CAST(i.item ->> 'begin' AS integer),
  CAST(i.item ->> 'end' AS integer)
FROM records_lines r, jsonb_array_elements(r.line -> 'content') WITH ORDINALITY AS i(item, place)
WHERE r.line ->> 'type' = 'statement';

TRUNCATE statement_parties;
INSERT INTO statement_parties (
  statement, role, position, label, code, sector, name, office, text, text_begin, text_end
)
SELECT
  r.line ->> 'id',
  'source',
  i.place - 1,
  i.item ->> 'label',
  i.item ->> 'code',
  i.item ->> 'sector',
  i.item ->> 'name',
  i.item ->> 'office',
  i.item ->> 'text',
  CAST(i.item ->> 'begin' AS integer),
  CAST(i.item ->> 'end' AS integer)
FROM records_lines r, jsonb_array_elements(r.line -> 'source') WITH ORDINALITY AS i(item, place)
WHERE r.line ->> 'type' = 'statement'
UNION ALL
SELECT
  r.line ->> 'id',
  'addressee',
  i.place - 1,
  i.item ->> 'label',
  i.item ->> 'code',
  i.item ->> 'sector',
  i.item ->> 'name',
  i.item ->> 'office',
  i.item ->> 'text',
  CAST(i.item ->> 'begin' AS integer),
  CAST(i.item ->> 'end' AS integer)
FROM records_lines r, jsonb_array_elements(r.line -> 'addressee') WITH ORDINALITY AS i(item, place)
WHERE r.line ->> 'type' = 'statement';

TRUNCATE positions;
INSERT INTO positions (
  event, stance, issue, key
)
SELECT
  r.line ->> 'event',
  r.line ->> 'stance',
  r.line ->> 'issue',
  r.line ->> 'key'
FROM positions_lines r;

COMMIT;

ANALYZE documents;
ANALYZE events;
ANALYZE event_contexts;
ANALYZE event_parties;
ANALYZE statements;
ANALYZE statement_contents;
ANALYZE statement_parties;
ANALYZE positions;
