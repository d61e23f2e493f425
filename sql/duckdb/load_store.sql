-- Fills the tables of DuckDB anew, from a store: INSTALL sqlite; LOAD sqlite; ATTACH 'news.db' AS store
-- (TYPE sqlite, READ_ONLY); The table positions is left as it is.
-- Made by tools/make-sql.py out of sql/tables.tsv, sql/parameters.tsv and sql/questions/.

BEGIN;

DELETE FROM documents;
INSERT INTO documents (
  id, name, lang, published, title, url, publisher, version, text
)
SELECT
  d.key,
  d.name,
  d.lang,
  CAST(d.published AS DATE),
  d.title,
  d.url,
  d.publisher,
  v.name,
  t.text
FROM store.documents d
  JOIN store.texts t ON t.document = d.id
  JOIN store.versions v ON v.id = d.version;

DELETE FROM events;
INSERT INTO events (
  id, doc, number, date, day, type, mode, trigger, trigger_begin, trigger_end, about, about_begin, about_end, status,
  statement, place, place_begin, place_end, place_code, quantity, quantity_unit, quantity_per, quantity_of,
  quantity_text, quantity_begin, quantity_end, quad_code, event_scale, cameo, sentence_index, sentence_begin,
  sentence_end, same_as, confidence, rule, version
)
SELECT
  d.key || '#e' || e.number,
  d.key,
  CAST(e.number AS INTEGER),
  e.date,
  CAST(nullif(e.day, '') AS DATE),
  e.type,
  e.mode,
  e.trigger,
  CAST(e.trigger_begin AS INTEGER),
  CAST(e.trigger_end AS INTEGER),
  e.about,
  CAST(e.about_begin AS INTEGER),
  CAST(e.about_end AS INTEGER),
  e.status,
  d.key || '#s' || st.number,
  e.place,
  CAST(e.place_begin AS INTEGER),
  CAST(e.place_end AS INTEGER),
  e.place_code,
  CAST(json_extract_string(e.quantity, '$.value') AS DOUBLE),
  json_extract_string(e.quantity, '$.unit'),
  json_extract_string(e.quantity, '$.per'),
  json_extract_string(e.quantity, '$.of'),
  json_extract_string(e.quantity, '$.text'),
  CAST(json_extract_string(e.quantity, '$.begin') AS INTEGER),
  CAST(json_extract_string(e.quantity, '$.end') AS INTEGER),
  CAST(e.quad_code AS INTEGER),
  CAST(e.event_scale AS DOUBLE),
  e.cameo,
  CAST(e.sentence AS INTEGER),
  CAST(n."begin" AS INTEGER),
  CAST(n."end" AS INTEGER),
  other.key || '#e' || same.number,
  CAST(e.confidence AS DOUBLE),
  e.rule,
  v.name
FROM store.events e
  JOIN store.documents d ON d.id = e.document
  JOIN store.versions v ON v.id = d.version
  LEFT JOIN store.sentences n ON n.document = e.document AND n.number = e.sentence
  LEFT JOIN store.statements st ON st.id = e.statement
  LEFT JOIN store.events same ON same.id = e.same_as
  LEFT JOIN store.documents other ON other.id = same.document;

DELETE FROM event_contexts;
INSERT INTO event_contexts (
  event, position, context
)
SELECT
  c.id,
  CAST(i.place - 1 AS INTEGER),
  i.item
FROM (SELECT d.key || '#e' || e.number AS id, string_split(e.contexts, '|') AS items
  FROM store.events e
  JOIN store.documents d ON d.id = e.document
  WHERE e.contexts <> '') c, UNNEST(c.items) WITH ORDINALITY AS i(item, place);

DELETE FROM event_parties;
INSERT INTO event_parties (
  event, role, position, label, code, sector, name, office, text, text_begin, text_end
)
SELECT
  d.key || '#e' || e.number,
  r.role,
  CAST(r.position AS INTEGER),
  a.label,
  a.code,
  nullif(a.sector, ''),
  nullif(a.name, ''),
  nullif(a.office, ''),
  nullif(substr(t.text, r."begin" + 1, r."end" - r."begin"), ''),
  CAST(r."begin" AS INTEGER),
  CAST(r."end" AS INTEGER)
FROM store.event_actors r
  JOIN store.events e ON e.id = r.event
  JOIN store.documents d ON d.id = e.document
  JOIN store.texts t ON t.document = d.id
  JOIN store.actors a ON a.id = r.actor;

DELETE FROM statements;
INSERT INTO statements (
  id, doc, number, date, day, cue, cue_begin, cue_end, content, manner, medium, sentence_index, sentence_begin,
  sentence_end, within, rule, version
)
SELECT
  d.key || '#s' || e.number,
  d.key,
  CAST(e.number AS INTEGER),
  e.date,
  CAST(nullif(e.day, '') AS DATE),
  e.cue,
  CAST(e.cue_begin AS INTEGER),
  CAST(e.cue_end AS INTEGER),
  e.content,
  e.manner,
  e.medium,
  CAST(e.sentence AS INTEGER),
  CAST(n."begin" AS INTEGER),
  CAST(n."end" AS INTEGER),
  d.key || '#s' || outside.number,
  e.rule,
  v.name
FROM store.statements e
  JOIN store.documents d ON d.id = e.document
  JOIN store.versions v ON v.id = d.version
  LEFT JOIN store.sentences n ON n.document = e.document AND n.number = e.sentence
  LEFT JOIN store.statements outside ON outside.id = e.within;

DELETE FROM statement_contents;
INSERT INTO statement_contents (
  statement, position, text, text_begin, text_end
)
SELECT
  c.id,
  CAST(i.place - 1 AS INTEGER),
  substr(t.text, i.item[1] + 1, i.item[2] - i.item[1]),
  CAST(i.item[1] AS INTEGER),
  CAST(i.item[2] AS INTEGER)
FROM (SELECT d.key || '#s' || e.number AS id, e.document, CAST(CAST(e.content_spans AS JSON) AS INTEGER[][]) AS items
  FROM store.statements e
  JOIN store.documents d ON d.id = e.document) c
  JOIN store.texts t ON t.document = c.document, UNNEST(c.items) WITH ORDINALITY AS i(item, place);

DELETE FROM statement_parties;
INSERT INTO statement_parties (
  statement, role, position, label, code, sector, name, office, text, text_begin, text_end
)
SELECT
  d.key || '#s' || e.number,
  r.role,
  CAST(r.position AS INTEGER),
  a.label,
  a.code,
  nullif(a.sector, ''),
  nullif(a.name, ''),
  nullif(a.office, ''),
  nullif(substr(t.text, r."begin" + 1, r."end" - r."begin"), ''),
  CAST(r."begin" AS INTEGER),
  CAST(r."end" AS INTEGER)
FROM store.statement_actors r
  JOIN store.statements e ON e.id = r.statement
  JOIN store.documents d ON d.id = e.document
  JOIN store.texts t ON t.document = d.id
  JOIN store.actors a ON a.id = r.actor;

COMMIT;
