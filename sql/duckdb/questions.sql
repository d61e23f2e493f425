-- Questions to seimei's records in DuckDB, as views and functions; docs/sql.md explains them.
-- Made by tools/make-sql.py out of sql/tables.tsv, sql/parameters.tsv and sql/questions/.

-- Who acts on whom: codes of every actor with every recipient of an event, or of its actors with each other where it has
-- no recipient; nobody with himself.
CREATE OR REPLACE VIEW event_dyads AS
SELECT a.event AS event, a.code AS actor, r.code AS recipient
FROM event_parties AS a JOIN event_parties AS r ON r.event = a.event AND r.role = 'recipient'
WHERE a.role = 'actor' AND a.code <> r.code
UNION DISTINCT
SELECT a.event AS event, a.code AS actor, r.code AS recipient
FROM event_parties AS a JOIN event_parties AS r ON r.event = a.event AND r.role = 'actor'
WHERE a.role = 'actor' AND a.code <> r.code
  AND NOT EXISTS (SELECT 1 FROM event_parties AS x WHERE x.event = a.event AND x.role = 'recipient');

-- What events are counted by: a row for each value that an event has of a key, an empty value where it has none. The empty
-- key stands for no key.
CREATE OR REPLACE VIEW event_keys AS
SELECT e.id AS event, '' AS key, '' AS value FROM events AS e
UNION ALL SELECT e.id, 'day', coalesce(CAST(e.day AS VARCHAR), '') FROM events AS e
UNION ALL SELECT e.id, 'week', coalesce(CAST(CAST(date_trunc('week', e.day) AS DATE) AS VARCHAR), '') FROM events AS e
UNION ALL SELECT e.id, 'month', coalesce(substr(CAST(e.day AS VARCHAR), 1, 7), '') FROM events AS e
UNION ALL SELECT e.id, 'quarter', coalesce(substr(CAST(e.day AS VARCHAR), 1, 4) || '-Q' || CASE WHEN substr(CAST(e.day AS VARCHAR), 6, 2) < '04' THEN '1' WHEN substr(CAST(e.day AS VARCHAR), 6, 2) < '07' THEN '2' WHEN substr(CAST(e.day AS VARCHAR), 6, 2) < '10' THEN '3' ELSE '4' END, '') FROM events AS e
UNION ALL SELECT e.id, 'year', coalesce(substr(CAST(e.day AS VARCHAR), 1, 4), '') FROM events AS e
UNION ALL SELECT e.id, 'type', e.type FROM events AS e
UNION ALL SELECT e.id, 'mode', coalesce(e.mode, '') FROM events AS e
UNION ALL SELECT e.id, 'status', e.status FROM events AS e
UNION ALL SELECT e.id, 'place', coalesce(e.place_code, '') FROM events AS e
UNION ALL SELECT e.id, 'quad', CAST(e.quad_code AS VARCHAR) FROM events AS e
UNION ALL SELECT e.id, 'rule', e.rule FROM events AS e
UNION ALL SELECT e.id, 'context', coalesce(c.context, '') FROM events AS e LEFT JOIN event_contexts AS c ON c.event = e.id
UNION ALL SELECT DISTINCT e.id, 'actor', coalesce(p.code, '') FROM events AS e
  LEFT JOIN event_parties AS p ON p.event = e.id AND p.role = 'actor'
UNION ALL SELECT DISTINCT e.id, 'recipient', coalesce(p.code, '') FROM events AS e
  LEFT JOIN event_parties AS p ON p.event = e.id AND p.role = 'recipient'
UNION ALL SELECT DISTINCT e.id, 'sector', coalesce(p.sector, '') FROM events AS e
  LEFT JOIN event_parties AS p ON p.event = e.id AND p.role = 'actor'
UNION ALL SELECT d.event, 'dyad', d.actor || '>' || d.recipient FROM event_dyads AS d
UNION ALL SELECT e.id, 'publisher', coalesce(d.publisher, '') FROM events AS e LEFT JOIN documents AS d ON d.id = e.doc
UNION ALL SELECT e.id, 'lang', coalesce(d.lang, '') FROM events AS e LEFT JOIN documents AS d ON d.id = e.doc;

-- What statements are counted by, as event_keys.
CREATE OR REPLACE VIEW statement_keys AS
SELECT s.id AS statement, '' AS key, '' AS value FROM statements AS s
UNION ALL SELECT s.id, 'day', coalesce(CAST(s.day AS VARCHAR), '') FROM statements AS s
UNION ALL SELECT s.id, 'week', coalesce(CAST(CAST(date_trunc('week', s.day) AS DATE) AS VARCHAR), '') FROM statements AS s
UNION ALL SELECT s.id, 'month', coalesce(substr(CAST(s.day AS VARCHAR), 1, 7), '') FROM statements AS s
UNION ALL SELECT s.id, 'quarter', coalesce(substr(CAST(s.day AS VARCHAR), 1, 4) || '-Q' || CASE WHEN substr(CAST(s.day AS VARCHAR), 6, 2) < '04' THEN '1' WHEN substr(CAST(s.day AS VARCHAR), 6, 2) < '07' THEN '2' WHEN substr(CAST(s.day AS VARCHAR), 6, 2) < '10' THEN '3' ELSE '4' END, '') FROM statements AS s
UNION ALL SELECT s.id, 'year', coalesce(substr(CAST(s.day AS VARCHAR), 1, 4), '') FROM statements AS s
UNION ALL SELECT s.id, 'manner', s.manner FROM statements AS s
UNION ALL SELECT s.id, 'medium', coalesce(s.medium, '') FROM statements AS s
UNION ALL SELECT s.id, 'rule', s.rule FROM statements AS s
UNION ALL SELECT DISTINCT s.id, 'actor', coalesce(p.code, '') FROM statements AS s
  LEFT JOIN statement_parties AS p ON p.statement = s.id AND p.role = 'source'
UNION ALL SELECT DISTINCT s.id, 'recipient', coalesce(p.code, '') FROM statements AS s
  LEFT JOIN statement_parties AS p ON p.statement = s.id AND p.role = 'addressee'
UNION ALL SELECT DISTINCT s.id, 'sector', coalesce(p.sector, '') FROM statements AS s
  LEFT JOIN statement_parties AS p ON p.statement = s.id AND p.role = 'source'
UNION ALL SELECT s.id, 'publisher', coalesce(d.publisher, '') FROM statements AS s LEFT JOIN documents AS d ON d.id = s.doc
UNION ALL SELECT s.id, 'lang', coalesce(d.lang, '') FROM statements AS s LEFT JOIN documents AS d ON d.id = s.doc;

-- seimei query: the events with labels of their parties, the sentence and where it stands.
CREATE OR REPLACE MACRO find_events(
  "actor" := '', "recipient" := '', "pair" := '', "sector" := '', "type" := '', "mode" := '', "context" := '',
  "status" := '', "place" := '', "publisher" := '', "lang" := '', "since" := NULL, "until" := NULL, "about" := '',
  "score_from" := NULL, "score_to" := NULL, "no_repeats" := false
) AS TABLE
SELECT e.*,
  (SELECT string_agg(p.label, '|' ORDER BY p.position) FROM event_parties AS p WHERE p.event = e.id AND p.role = 'actor') AS actor,
  (SELECT string_agg(p.label, '|' ORDER BY p.position) FROM event_parties AS p WHERE p.event = e.id AND p.role = 'recipient') AS recipient,
  substr(d.text, e.sentence_begin + 1, e.sentence_end - e.sentence_begin) AS evidence,
  d.published AS published, d.lang AS lang, d.title AS title, d.url AS url, d.publisher AS publisher
FROM (
  SELECT e.*
  FROM events AS e
  WHERE ("actor" = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'actor' AND (list_contains(string_split(upper("actor"), ','), p.code) OR list_contains(string_split(upper("actor"), ','), p.label))))
    AND ("recipient" = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'recipient' AND (list_contains(string_split(upper("recipient"), ','), p.code) OR list_contains(string_split(upper("recipient"), ','), p.label))))
    AND ("pair" = '' OR e.id IN (SELECT d.event FROM event_dyads AS d
      WHERE list_contains(string_split(upper("pair"), ','), d.actor) AND list_contains(string_split(upper("pair"), ','), d.recipient)))
    AND ("sector" = '' OR e.id IN (SELECT p.record FROM
      (SELECT x.event AS record, x.sector AS value FROM event_parties AS x WHERE x.role = 'actor') AS p
      WHERE list_contains(string_split(upper("sector"), ','), p.value)))
    AND ("type" = '' OR list_contains(string_split(upper("type"), ','), e.type))
    AND ("mode" = '' OR list_contains(string_split(lower("mode"), ','), e.mode))
    AND ("context" = '' OR e.id IN (SELECT c.record FROM
      (SELECT x.event AS record, x.context AS value FROM event_contexts AS x) AS c WHERE list_contains(string_split(lower("context"), ','), c.value)))
    AND ("status" = '' OR list_contains(string_split(lower("status"), ','), e.status))
    AND ("place" = '' OR list_contains(string_split(upper("place"), ','), e.place_code))
    AND ("publisher" = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE list_contains(string_split("publisher", ','), d.value)))
    AND ("lang" = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE list_contains(string_split(lower("lang"), ','), d.value)))
    AND (CAST("since" AS DATE) IS NULL OR e.day >= CAST("since" AS DATE))
    AND (CAST("until" AS DATE) IS NULL OR e.day <= CAST("until" AS DATE))
    AND ("about" = '' OR contains(lower(e.about), lower("about")))
    AND (CAST("score_from" AS DOUBLE) IS NULL OR e.event_scale >= CAST("score_from" AS DOUBLE))
    AND (CAST("score_to" AS DOUBLE) IS NULL OR e.event_scale <= CAST("score_to" AS DOUBLE))
    AND (NOT "no_repeats" OR e.same_as IS NULL)
) AS e LEFT JOIN documents AS d ON d.id = e.doc;

-- seimei query --records statements.
CREATE OR REPLACE MACRO find_statements(
  "actor" := '', "recipient" := '', "sector" := '', "publisher" := '', "lang" := '', "since" := NULL, "until" := NULL,
  "about" := ''
) AS TABLE
SELECT s.*,
  (SELECT string_agg(p.label, '|' ORDER BY p.position) FROM statement_parties AS p WHERE p.statement = s.id AND p.role = 'source') AS source,
  (SELECT string_agg(p.label, '|' ORDER BY p.position) FROM statement_parties AS p WHERE p.statement = s.id AND p.role = 'addressee') AS addressee,
  substr(d.text, s.sentence_begin + 1, s.sentence_end - s.sentence_begin) AS evidence,
  d.published AS published, d.lang AS lang, d.title AS title, d.url AS url, d.publisher AS publisher
FROM (
  SELECT s.*
  FROM statements AS s
  WHERE ("actor" = '' OR s.id IN (SELECT p.statement FROM statement_parties AS p
      WHERE p.role = 'source' AND (list_contains(string_split(upper("actor"), ','), p.code) OR list_contains(string_split(upper("actor"), ','), p.label))))
    AND ("recipient" = '' OR s.id IN (SELECT p.statement FROM statement_parties AS p
      WHERE p.role = 'addressee' AND (list_contains(string_split(upper("recipient"), ','), p.code) OR list_contains(string_split(upper("recipient"), ','), p.label))))
    AND ("sector" = '' OR s.id IN (SELECT p.record FROM
      (SELECT x.statement AS record, x.sector AS value FROM statement_parties AS x WHERE x.role = 'source') AS p
      WHERE list_contains(string_split(upper("sector"), ','), p.value)))
    AND ("publisher" = '' OR s.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE list_contains(string_split("publisher", ','), d.value)))
    AND ("lang" = '' OR s.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE list_contains(string_split(lower("lang"), ','), d.value)))
    AND (CAST("since" AS DATE) IS NULL OR s.day >= CAST("since" AS DATE))
    AND (CAST("until" AS DATE) IS NULL OR s.day <= CAST("until" AS DATE))
    AND ("about" = '' OR contains(lower(s.content), lower("about")))
) AS s LEFT JOIN documents AS d ON d.id = s.doc;

-- seimei query --count-by: by has up to four keys of event_keys, with commas.
CREATE OR REPLACE MACRO count_events(
  "by" := 'type', "actor" := '', "recipient" := '', "pair" := '', "sector" := '', "type" := '', "mode" := '',
  "context" := '', "status" := '', "place" := '', "publisher" := '', "lang" := '', "since" := NULL, "until" := NULL,
  "about" := '', "score_from" := NULL, "score_to" := NULL, "no_repeats" := false
) AS TABLE
SELECT k.value AS key1, l.value AS key2, m.value AS key3, n.value AS key4, count(*) AS events
FROM (
  SELECT e.*
  FROM events AS e
  WHERE ("actor" = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'actor' AND (list_contains(string_split(upper("actor"), ','), p.code) OR list_contains(string_split(upper("actor"), ','), p.label))))
    AND ("recipient" = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'recipient' AND (list_contains(string_split(upper("recipient"), ','), p.code) OR list_contains(string_split(upper("recipient"), ','), p.label))))
    AND ("pair" = '' OR e.id IN (SELECT d.event FROM event_dyads AS d
      WHERE list_contains(string_split(upper("pair"), ','), d.actor) AND list_contains(string_split(upper("pair"), ','), d.recipient)))
    AND ("sector" = '' OR e.id IN (SELECT p.record FROM
      (SELECT x.event AS record, x.sector AS value FROM event_parties AS x WHERE x.role = 'actor') AS p
      WHERE list_contains(string_split(upper("sector"), ','), p.value)))
    AND ("type" = '' OR list_contains(string_split(upper("type"), ','), e.type))
    AND ("mode" = '' OR list_contains(string_split(lower("mode"), ','), e.mode))
    AND ("context" = '' OR e.id IN (SELECT c.record FROM
      (SELECT x.event AS record, x.context AS value FROM event_contexts AS x) AS c WHERE list_contains(string_split(lower("context"), ','), c.value)))
    AND ("status" = '' OR list_contains(string_split(lower("status"), ','), e.status))
    AND ("place" = '' OR list_contains(string_split(upper("place"), ','), e.place_code))
    AND ("publisher" = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE list_contains(string_split("publisher", ','), d.value)))
    AND ("lang" = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE list_contains(string_split(lower("lang"), ','), d.value)))
    AND (CAST("since" AS DATE) IS NULL OR e.day >= CAST("since" AS DATE))
    AND (CAST("until" AS DATE) IS NULL OR e.day <= CAST("until" AS DATE))
    AND ("about" = '' OR contains(lower(e.about), lower("about")))
    AND (CAST("score_from" AS DOUBLE) IS NULL OR e.event_scale >= CAST("score_from" AS DOUBLE))
    AND (CAST("score_to" AS DOUBLE) IS NULL OR e.event_scale <= CAST("score_to" AS DOUBLE))
    AND (NOT "no_repeats" OR e.same_as IS NULL)
) AS e
JOIN event_keys AS k ON k.event = e.id AND k.key = split_part("by", ',', 1)
JOIN event_keys AS l ON l.event = e.id AND l.key = split_part("by", ',', 2)
JOIN event_keys AS m ON m.event = e.id AND m.key = split_part("by", ',', 3)
JOIN event_keys AS n ON n.event = e.id AND n.key = split_part("by", ',', 4)
GROUP BY k.value, l.value, m.value, n.value;

-- seimei query --records statements --count-by: by has up to four keys of statement_keys, with commas.
CREATE OR REPLACE MACRO count_statements(
  "by" := 'actor', "actor" := '', "recipient" := '', "sector" := '', "publisher" := '', "lang" := '', "since" := NULL,
  "until" := NULL, "about" := ''
) AS TABLE
SELECT k.value AS key1, l.value AS key2, m.value AS key3, n.value AS key4, count(*) AS statements
FROM (
  SELECT s.*
  FROM statements AS s
  WHERE ("actor" = '' OR s.id IN (SELECT p.statement FROM statement_parties AS p
      WHERE p.role = 'source' AND (list_contains(string_split(upper("actor"), ','), p.code) OR list_contains(string_split(upper("actor"), ','), p.label))))
    AND ("recipient" = '' OR s.id IN (SELECT p.statement FROM statement_parties AS p
      WHERE p.role = 'addressee' AND (list_contains(string_split(upper("recipient"), ','), p.code) OR list_contains(string_split(upper("recipient"), ','), p.label))))
    AND ("sector" = '' OR s.id IN (SELECT p.record FROM
      (SELECT x.statement AS record, x.sector AS value FROM statement_parties AS x WHERE x.role = 'source') AS p
      WHERE list_contains(string_split(upper("sector"), ','), p.value)))
    AND ("publisher" = '' OR s.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE list_contains(string_split("publisher", ','), d.value)))
    AND ("lang" = '' OR s.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE list_contains(string_split(lower("lang"), ','), d.value)))
    AND (CAST("since" AS DATE) IS NULL OR s.day >= CAST("since" AS DATE))
    AND (CAST("until" AS DATE) IS NULL OR s.day <= CAST("until" AS DATE))
    AND ("about" = '' OR contains(lower(s.content), lower("about")))
) AS s
JOIN statement_keys AS k ON k.statement = s.id AND k.key = split_part("by", ',', 1)
JOIN statement_keys AS l ON l.statement = s.id AND l.key = split_part("by", ',', 2)
JOIN statement_keys AS m ON m.statement = s.id AND m.key = split_part("by", ',', 3)
JOIN statement_keys AS n ON n.statement = s.id AND n.key = split_part("by", ',', 4)
GROUP BY k.value, l.value, m.value, n.value;

-- seimei timeline: what passes from whom to whom, by day, week, month, quarter or year. Actor and
-- recipient without sectors, and pair, select dyads and not events: of an event of three those that they name.
CREATE OR REPLACE MACRO timeline(
  "by" := 'month', "status" := 'actual', "actor" := '', "recipient" := '', "pair" := '', "sector" := '', "type" := '',
  "mode" := '', "context" := '', "place" := '', "publisher" := '', "lang" := '', "since" := NULL, "until" := NULL,
  "about" := '', "score_from" := NULL, "score_to" := NULL, "no_repeats" := false
) AS TABLE
SELECT coalesce(CASE "by" WHEN 'day' THEN CAST(e.day AS VARCHAR) WHEN 'week' THEN CAST(CAST(date_trunc('week', e.day) AS DATE) AS VARCHAR) WHEN 'month' THEN substr(CAST(e.day AS VARCHAR), 1, 7) WHEN 'quarter' THEN substr(CAST(e.day AS VARCHAR), 1, 4) || '-Q' || CASE WHEN substr(CAST(e.day AS VARCHAR), 6, 2) < '04' THEN '1' WHEN substr(CAST(e.day AS VARCHAR), 6, 2) < '07' THEN '2' WHEN substr(CAST(e.day AS VARCHAR), 6, 2) < '10' THEN '3' ELSE '4' END WHEN 'year' THEN substr(CAST(e.day AS VARCHAR), 1, 4) END, '') AS period, d.actor AS actor, d.recipient AS recipient, count(*) AS events,
  count(CASE WHEN e.quad_code = 1 THEN 1 END) AS verbal_cooperation,
  count(CASE WHEN e.quad_code = 2 THEN 1 END) AS material_cooperation,
  count(CASE WHEN e.quad_code = 3 THEN 1 END) AS verbal_conflict,
  count(CASE WHEN e.quad_code = 4 THEN 1 END) AS material_conflict,
  avg(e.event_scale) AS mean_score, sum(e.event_scale) AS sum_score
FROM (
  SELECT e.*
  FROM events AS e
  WHERE (CASE WHEN contains("actor", ':') THEN "actor" ELSE '' END = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'actor' AND (list_contains(string_split(upper(CASE WHEN contains("actor", ':') THEN "actor" ELSE '' END), ','), p.code) OR list_contains(string_split(upper(CASE WHEN contains("actor", ':') THEN "actor" ELSE '' END), ','), p.label))))
    AND (CASE WHEN contains("recipient", ':') THEN "recipient" ELSE '' END = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'recipient' AND (list_contains(string_split(upper(CASE WHEN contains("recipient", ':') THEN "recipient" ELSE '' END), ','), p.code) OR list_contains(string_split(upper(CASE WHEN contains("recipient", ':') THEN "recipient" ELSE '' END), ','), p.label))))
    AND ("pair" = '' OR e.id IN (SELECT d.event FROM event_dyads AS d
      WHERE list_contains(string_split(upper("pair"), ','), d.actor) AND list_contains(string_split(upper("pair"), ','), d.recipient)))
    AND ("sector" = '' OR e.id IN (SELECT p.record FROM
      (SELECT x.event AS record, x.sector AS value FROM event_parties AS x WHERE x.role = 'actor') AS p
      WHERE list_contains(string_split(upper("sector"), ','), p.value)))
    AND ("type" = '' OR list_contains(string_split(upper("type"), ','), e.type))
    AND ("mode" = '' OR list_contains(string_split(lower("mode"), ','), e.mode))
    AND ("context" = '' OR e.id IN (SELECT c.record FROM
      (SELECT x.event AS record, x.context AS value FROM event_contexts AS x) AS c WHERE list_contains(string_split(lower("context"), ','), c.value)))
    AND ("status" = '' OR list_contains(string_split(lower("status"), ','), e.status))
    AND ("place" = '' OR list_contains(string_split(upper("place"), ','), e.place_code))
    AND ("publisher" = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE list_contains(string_split("publisher", ','), d.value)))
    AND ("lang" = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE list_contains(string_split(lower("lang"), ','), d.value)))
    AND (CAST("since" AS DATE) IS NULL OR e.day >= CAST("since" AS DATE))
    AND (CAST("until" AS DATE) IS NULL OR e.day <= CAST("until" AS DATE))
    AND ("about" = '' OR contains(lower(e.about), lower("about")))
    AND (CAST("score_from" AS DOUBLE) IS NULL OR e.event_scale >= CAST("score_from" AS DOUBLE))
    AND (CAST("score_to" AS DOUBLE) IS NULL OR e.event_scale <= CAST("score_to" AS DOUBLE))
    AND (NOT "no_repeats" OR e.same_as IS NULL)
) AS e JOIN event_dyads AS d ON d.event = e.id
WHERE ("actor" = '' OR contains("actor", ':') OR list_contains(string_split(upper("actor"), ','), d.actor))
  AND ("recipient" = '' OR contains("recipient", ':') OR list_contains(string_split(upper("recipient"), ','), d.recipient))
  AND ("pair" = '' OR (list_contains(string_split(upper("pair"), ','), d.actor) AND list_contains(string_split(upper("pair"), ','), d.recipient)))
GROUP BY coalesce(CASE "by" WHEN 'day' THEN CAST(e.day AS VARCHAR) WHEN 'week' THEN CAST(CAST(date_trunc('week', e.day) AS DATE) AS VARCHAR) WHEN 'month' THEN substr(CAST(e.day AS VARCHAR), 1, 7) WHEN 'quarter' THEN substr(CAST(e.day AS VARCHAR), 1, 4) || '-Q' || CASE WHEN substr(CAST(e.day AS VARCHAR), 6, 2) < '04' THEN '1' WHEN substr(CAST(e.day AS VARCHAR), 6, 2) < '07' THEN '2' WHEN substr(CAST(e.day AS VARCHAR), 6, 2) < '10' THEN '3' ELSE '4' END WHEN 'year' THEN substr(CAST(e.day AS VARCHAR), 1, 4) END, ''), d.actor, d.recipient;

-- seimei positions, on the issues that the table positions has: who supports, opposes, demands or is concerned about what.
CREATE OR REPLACE MACRO actor_positions(
  "by" := 'year', "status" := 'actual', "actor" := '', "recipient" := '', "pair" := '', "sector" := '', "type" := '',
  "mode" := '', "context" := '', "place" := '', "publisher" := '', "lang" := '', "since" := NULL, "until" := NULL,
  "about" := '', "score_from" := NULL, "score_to" := NULL, "no_repeats" := false
) AS TABLE
WITH taken AS (
  SELECT s.issue AS issue, s.key AS key, s.stance AS stance, e.id AS event, e.day AS day, e.about AS about,
    coalesce(CASE "by" WHEN 'day' THEN CAST(e.day AS VARCHAR) WHEN 'week' THEN CAST(CAST(date_trunc('week', e.day) AS DATE) AS VARCHAR) WHEN 'month' THEN substr(CAST(e.day AS VARCHAR), 1, 7) WHEN 'quarter' THEN substr(CAST(e.day AS VARCHAR), 1, 4) || '-Q' || CASE WHEN substr(CAST(e.day AS VARCHAR), 6, 2) < '04' THEN '1' WHEN substr(CAST(e.day AS VARCHAR), 6, 2) < '07' THEN '2' WHEN substr(CAST(e.day AS VARCHAR), 6, 2) < '10' THEN '3' ELSE '4' END WHEN 'year' THEN substr(CAST(e.day AS VARCHAR), 1, 4) END, '') AS period
  FROM (
  SELECT e.*
  FROM events AS e
  WHERE ("actor" = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'actor' AND (list_contains(string_split(upper("actor"), ','), p.code) OR list_contains(string_split(upper("actor"), ','), p.label))))
    AND ("recipient" = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'recipient' AND (list_contains(string_split(upper("recipient"), ','), p.code) OR list_contains(string_split(upper("recipient"), ','), p.label))))
    AND ("pair" = '' OR e.id IN (SELECT d.event FROM event_dyads AS d
      WHERE list_contains(string_split(upper("pair"), ','), d.actor) AND list_contains(string_split(upper("pair"), ','), d.recipient)))
    AND ("sector" = '' OR e.id IN (SELECT p.record FROM
      (SELECT x.event AS record, x.sector AS value FROM event_parties AS x WHERE x.role = 'actor') AS p
      WHERE list_contains(string_split(upper("sector"), ','), p.value)))
    AND ("type" = '' OR list_contains(string_split(upper("type"), ','), e.type))
    AND ("mode" = '' OR list_contains(string_split(lower("mode"), ','), e.mode))
    AND ("context" = '' OR e.id IN (SELECT c.record FROM
      (SELECT x.event AS record, x.context AS value FROM event_contexts AS x) AS c WHERE list_contains(string_split(lower("context"), ','), c.value)))
    AND ("status" = '' OR list_contains(string_split(lower("status"), ','), e.status))
    AND ("place" = '' OR list_contains(string_split(upper("place"), ','), e.place_code))
    AND ("publisher" = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE list_contains(string_split("publisher", ','), d.value)))
    AND ("lang" = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE list_contains(string_split(lower("lang"), ','), d.value)))
    AND (CAST("since" AS DATE) IS NULL OR e.day >= CAST("since" AS DATE))
    AND (CAST("until" AS DATE) IS NULL OR e.day <= CAST("until" AS DATE))
    AND ("about" = '' OR contains(lower(e.about), lower("about")))
    AND (CAST("score_from" AS DOUBLE) IS NULL OR e.event_scale >= CAST("score_from" AS DOUBLE))
    AND (CAST("score_to" AS DOUBLE) IS NULL OR e.event_scale <= CAST("score_to" AS DOUBLE))
    AND (NOT "no_repeats" OR e.same_as IS NULL)
) AS e JOIN positions AS s ON s.event = e.id
), counted AS (
  SELECT t.key AS key, p.actor AS actor, t.period AS period, min(t.issue) AS issue, min(t.day) AS first, max(t.day) AS last,
    count(CASE WHEN t.stance = 'support' THEN 1 END) AS support,
    count(CASE WHEN t.stance = 'oppose' THEN 1 END) AS oppose,
    count(CASE WHEN t.stance = 'demand' THEN 1 END) AS demand,
    count(CASE WHEN t.stance = 'concern' THEN 1 END) AS concern
  FROM taken AS t
  JOIN (SELECT DISTINCT a.event AS event, a.code AS actor FROM event_parties AS a WHERE a.role = 'actor') AS p
    ON p.event = t.event
  GROUP BY t.key, p.actor, t.period
), told AS (
  SELECT c.*,
    CASE WHEN c.support >= c.oppose AND c.support >= c.demand AND c.support >= c.concern THEN 'support'
      WHEN c.oppose >= c.demand AND c.oppose >= c.concern THEN 'oppose'
      WHEN c.demand >= c.concern THEN 'demand' ELSE 'concern' END AS main,
    CASE WHEN c.period = '' THEN '?' ELSE c.period END || ': ' || substr(
      CASE WHEN c.support > 0 THEN ', support ' || CAST(c.support AS VARCHAR) ELSE '' END ||
      CASE WHEN c.oppose > 0 THEN ', oppose ' || CAST(c.oppose AS VARCHAR) ELSE '' END ||
      CASE WHEN c.demand > 0 THEN ', demand ' || CAST(c.demand AS VARCHAR) ELSE '' END ||
      CASE WHEN c.concern > 0 THEN ', concern ' || CAST(c.concern AS VARCHAR) ELSE '' END, 3) AS words,
    row_number() OVER (PARTITION BY c.key, c.actor ORDER BY c.period) AS n,
    row_number() OVER (PARTITION BY c.key, c.actor ORDER BY c.period DESC) AS n_from_last
  FROM counted AS c
), shown AS (
  SELECT o.key AS key, o.actor AS actor, min(o.issue) AS issue, sum(o.support) AS support, sum(o.oppose) AS oppose,
    sum(o.demand) AS demand, sum(o.concern) AS concern, 
    CASE WHEN min(o.period) > '' THEN min(o.first) END AS first, max(o.last) AS last,
    min(CASE WHEN o.n = 1 THEN o.main END) AS main_first, min(CASE WHEN o.n_from_last = 1 THEN o.main END) AS main_last,
    string_agg(o.words, '; ' ORDER BY o.n) AS course
  FROM told AS o
  GROUP BY o.key, o.actor
), named AS (
  SELECT t.key AS key, count(DISTINCT t.about) AS phrases FROM taken AS t GROUP BY t.key
)
SELECT w.issue AS issue, w.actor AS actor, w.support AS support, w.oppose AS oppose, w.demand AS demand,
  w.concern AS concern, w.first AS first, w.last AS last,
  CASE WHEN w.main_first <> w.main_last THEN w.main_first || ' > ' || w.main_last END AS moved,
  i.phrases AS phrases, w.key AS key, w.course AS course
FROM shown AS w JOIN named AS i ON i.key = w.key;
