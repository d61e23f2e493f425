-- Questions to seimei's records in PostgreSQL, as views and functions; docs/sql.md explains them.
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
UNION ALL SELECT e.id, 'day', coalesce(to_char(e.day, 'YYYY-MM-DD'), '') FROM events AS e
UNION ALL SELECT e.id, 'week', coalesce(to_char(date_trunc('week', e.day), 'YYYY-MM-DD'), '') FROM events AS e
UNION ALL SELECT e.id, 'month', coalesce(substr(to_char(e.day, 'YYYY-MM-DD'), 1, 7), '') FROM events AS e
UNION ALL SELECT e.id, 'quarter', coalesce(substr(to_char(e.day, 'YYYY-MM-DD'), 1, 4) || '-Q' || CASE WHEN substr(to_char(e.day, 'YYYY-MM-DD'), 6, 2) < '04' THEN '1' WHEN substr(to_char(e.day, 'YYYY-MM-DD'), 6, 2) < '07' THEN '2' WHEN substr(to_char(e.day, 'YYYY-MM-DD'), 6, 2) < '10' THEN '3' ELSE '4' END, '') FROM events AS e
UNION ALL SELECT e.id, 'year', coalesce(substr(to_char(e.day, 'YYYY-MM-DD'), 1, 4), '') FROM events AS e
UNION ALL SELECT e.id, 'type', e.type FROM events AS e
UNION ALL SELECT e.id, 'mode', coalesce(e.mode, '') FROM events AS e
UNION ALL SELECT e.id, 'status', e.status FROM events AS e
UNION ALL SELECT e.id, 'place', coalesce(e.place_code, '') FROM events AS e
UNION ALL SELECT e.id, 'quad', CAST(e.quad_code AS text) FROM events AS e
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
UNION ALL SELECT s.id, 'day', coalesce(to_char(s.day, 'YYYY-MM-DD'), '') FROM statements AS s
UNION ALL SELECT s.id, 'week', coalesce(to_char(date_trunc('week', s.day), 'YYYY-MM-DD'), '') FROM statements AS s
UNION ALL SELECT s.id, 'month', coalesce(substr(to_char(s.day, 'YYYY-MM-DD'), 1, 7), '') FROM statements AS s
UNION ALL SELECT s.id, 'quarter', coalesce(substr(to_char(s.day, 'YYYY-MM-DD'), 1, 4) || '-Q' || CASE WHEN substr(to_char(s.day, 'YYYY-MM-DD'), 6, 2) < '04' THEN '1' WHEN substr(to_char(s.day, 'YYYY-MM-DD'), 6, 2) < '07' THEN '2' WHEN substr(to_char(s.day, 'YYYY-MM-DD'), 6, 2) < '10' THEN '3' ELSE '4' END, '') FROM statements AS s
UNION ALL SELECT s.id, 'year', coalesce(substr(to_char(s.day, 'YYYY-MM-DD'), 1, 4), '') FROM statements AS s
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
CREATE OR REPLACE FUNCTION find_events(
  actor text DEFAULT '', recipient text DEFAULT '', pair text DEFAULT '', sector text DEFAULT '', type text DEFAULT '',
  mode text DEFAULT '', context text DEFAULT '', status text DEFAULT '', place text DEFAULT '',
  publisher text DEFAULT '', lang text DEFAULT '', since date DEFAULT NULL, until date DEFAULT NULL,
  about text DEFAULT '', score_from double precision DEFAULT NULL, score_to double precision DEFAULT NULL,
  no_repeats boolean DEFAULT false
) RETURNS TABLE (
  id text, doc text, number integer, date text, day date, type text, mode text, trigger text, trigger_begin integer,
  trigger_end integer, about text, about_begin integer, about_end integer, status text, statement text, place text,
  place_begin integer, place_end integer, place_code text, quantity double precision, quantity_unit text,
  quantity_per text, quantity_of text, quantity_text text, quantity_begin integer, quantity_end integer,
  quad_code integer, event_scale double precision, cameo text, sentence_index integer, sentence_begin integer,
  sentence_end integer, same_as text, confidence double precision, rule text, version text, actor text, recipient text,
  evidence text, published date, lang text, title text, url text, publisher text
) LANGUAGE sql STABLE AS $question$
SELECT e.*,
  (SELECT string_agg(p.label, '|' ORDER BY p.position) FROM event_parties AS p WHERE p.event = e.id AND p.role = 'actor') AS actor,
  (SELECT string_agg(p.label, '|' ORDER BY p.position) FROM event_parties AS p WHERE p.event = e.id AND p.role = 'recipient') AS recipient,
  substr(d.text, e.sentence_begin + 1, e.sentence_end - e.sentence_begin) AS evidence,
  d.published AS published, d.lang AS lang, d.title AS title, d.url AS url, d.publisher AS publisher
FROM (
  SELECT e.*
  FROM events AS e
  WHERE ($1 = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'actor' AND (p.code = ANY (string_to_array(upper($1), ',')) OR p.label = ANY (string_to_array(upper($1), ',')))))
    AND ($2 = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'recipient' AND (p.code = ANY (string_to_array(upper($2), ',')) OR p.label = ANY (string_to_array(upper($2), ',')))))
    AND ($3 = '' OR e.id IN (SELECT d.event FROM event_dyads AS d
      WHERE d.actor = ANY (string_to_array(upper($3), ',')) AND d.recipient = ANY (string_to_array(upper($3), ','))))
    AND ($4 = '' OR e.id IN (SELECT p.record FROM
      (SELECT x.event AS record, x.sector AS value FROM event_parties AS x WHERE x.role = 'actor') AS p
      WHERE p.value = ANY (string_to_array(upper($4), ','))))
    AND ($5 = '' OR e.type = ANY (string_to_array(upper($5), ',')))
    AND ($6 = '' OR e.mode = ANY (string_to_array(lower($6), ',')))
    AND ($7 = '' OR e.id IN (SELECT c.record FROM
      (SELECT x.event AS record, x.context AS value FROM event_contexts AS x) AS c WHERE c.value = ANY (string_to_array(lower($7), ','))))
    AND ($8 = '' OR e.status = ANY (string_to_array(lower($8), ',')))
    AND ($9 = '' OR e.place_code = ANY (string_to_array(upper($9), ',')))
    AND ($10 = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE d.value = ANY (string_to_array($10, ','))))
    AND ($11 = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE d.value = ANY (string_to_array(lower($11), ','))))
    AND ($12 IS NULL OR e.day >= $12)
    AND ($13 IS NULL OR e.day <= $13)
    AND ($14 = '' OR strpos(lower(e.about), lower($14)) > 0)
    AND ($15 IS NULL OR e.event_scale >= $15)
    AND ($16 IS NULL OR e.event_scale <= $16)
    AND (NOT $17 OR e.same_as IS NULL)
) AS e LEFT JOIN documents AS d ON d.id = e.doc
$question$;

-- seimei query --records statements.
CREATE OR REPLACE FUNCTION find_statements(
  actor text DEFAULT '', recipient text DEFAULT '', sector text DEFAULT '', publisher text DEFAULT '',
  lang text DEFAULT '', since date DEFAULT NULL, until date DEFAULT NULL, about text DEFAULT ''
) RETURNS TABLE (
  id text, doc text, number integer, date text, day date, cue text, cue_begin integer, cue_end integer, content text,
  manner text, medium text, sentence_index integer, sentence_begin integer, sentence_end integer, within text,
  rule text, version text, source text, addressee text, evidence text, published date, lang text, title text, url text,
  publisher text
) LANGUAGE sql STABLE AS $question$
SELECT s.*,
  (SELECT string_agg(p.label, '|' ORDER BY p.position) FROM statement_parties AS p WHERE p.statement = s.id AND p.role = 'source') AS source,
  (SELECT string_agg(p.label, '|' ORDER BY p.position) FROM statement_parties AS p WHERE p.statement = s.id AND p.role = 'addressee') AS addressee,
  substr(d.text, s.sentence_begin + 1, s.sentence_end - s.sentence_begin) AS evidence,
  d.published AS published, d.lang AS lang, d.title AS title, d.url AS url, d.publisher AS publisher
FROM (
  SELECT s.*
  FROM statements AS s
  WHERE ($1 = '' OR s.id IN (SELECT p.statement FROM statement_parties AS p
      WHERE p.role = 'source' AND (p.code = ANY (string_to_array(upper($1), ',')) OR p.label = ANY (string_to_array(upper($1), ',')))))
    AND ($2 = '' OR s.id IN (SELECT p.statement FROM statement_parties AS p
      WHERE p.role = 'addressee' AND (p.code = ANY (string_to_array(upper($2), ',')) OR p.label = ANY (string_to_array(upper($2), ',')))))
    AND ($3 = '' OR s.id IN (SELECT p.record FROM
      (SELECT x.statement AS record, x.sector AS value FROM statement_parties AS x WHERE x.role = 'source') AS p
      WHERE p.value = ANY (string_to_array(upper($3), ','))))
    AND ($4 = '' OR s.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE d.value = ANY (string_to_array($4, ','))))
    AND ($5 = '' OR s.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE d.value = ANY (string_to_array(lower($5), ','))))
    AND ($6 IS NULL OR s.day >= $6)
    AND ($7 IS NULL OR s.day <= $7)
    AND ($8 = '' OR strpos(lower(s.content), lower($8)) > 0)
) AS s LEFT JOIN documents AS d ON d.id = s.doc
$question$;

-- seimei query --count-by: by has up to four keys of event_keys, with commas.
CREATE OR REPLACE FUNCTION count_events(
  by text DEFAULT 'type', actor text DEFAULT '', recipient text DEFAULT '', pair text DEFAULT '',
  sector text DEFAULT '', type text DEFAULT '', mode text DEFAULT '', context text DEFAULT '', status text DEFAULT '',
  place text DEFAULT '', publisher text DEFAULT '', lang text DEFAULT '', since date DEFAULT NULL,
  until date DEFAULT NULL, about text DEFAULT '', score_from double precision DEFAULT NULL,
  score_to double precision DEFAULT NULL, no_repeats boolean DEFAULT false
) RETURNS TABLE (
  key1 text, key2 text, key3 text, key4 text, events bigint
) LANGUAGE sql STABLE AS $question$
SELECT k.value AS key1, l.value AS key2, m.value AS key3, n.value AS key4, count(*) AS events
FROM (
  SELECT e.*
  FROM events AS e
  WHERE ($2 = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'actor' AND (p.code = ANY (string_to_array(upper($2), ',')) OR p.label = ANY (string_to_array(upper($2), ',')))))
    AND ($3 = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'recipient' AND (p.code = ANY (string_to_array(upper($3), ',')) OR p.label = ANY (string_to_array(upper($3), ',')))))
    AND ($4 = '' OR e.id IN (SELECT d.event FROM event_dyads AS d
      WHERE d.actor = ANY (string_to_array(upper($4), ',')) AND d.recipient = ANY (string_to_array(upper($4), ','))))
    AND ($5 = '' OR e.id IN (SELECT p.record FROM
      (SELECT x.event AS record, x.sector AS value FROM event_parties AS x WHERE x.role = 'actor') AS p
      WHERE p.value = ANY (string_to_array(upper($5), ','))))
    AND ($6 = '' OR e.type = ANY (string_to_array(upper($6), ',')))
    AND ($7 = '' OR e.mode = ANY (string_to_array(lower($7), ',')))
    AND ($8 = '' OR e.id IN (SELECT c.record FROM
      (SELECT x.event AS record, x.context AS value FROM event_contexts AS x) AS c WHERE c.value = ANY (string_to_array(lower($8), ','))))
    AND ($9 = '' OR e.status = ANY (string_to_array(lower($9), ',')))
    AND ($10 = '' OR e.place_code = ANY (string_to_array(upper($10), ',')))
    AND ($11 = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE d.value = ANY (string_to_array($11, ','))))
    AND ($12 = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE d.value = ANY (string_to_array(lower($12), ','))))
    AND ($13 IS NULL OR e.day >= $13)
    AND ($14 IS NULL OR e.day <= $14)
    AND ($15 = '' OR strpos(lower(e.about), lower($15)) > 0)
    AND ($16 IS NULL OR e.event_scale >= $16)
    AND ($17 IS NULL OR e.event_scale <= $17)
    AND (NOT $18 OR e.same_as IS NULL)
) AS e
JOIN event_keys AS k ON k.event = e.id AND k.key = split_part($1, ',', 1)
JOIN event_keys AS l ON l.event = e.id AND l.key = split_part($1, ',', 2)
JOIN event_keys AS m ON m.event = e.id AND m.key = split_part($1, ',', 3)
JOIN event_keys AS n ON n.event = e.id AND n.key = split_part($1, ',', 4)
GROUP BY k.value, l.value, m.value, n.value
$question$;

-- seimei query --records statements --count-by: by has up to four keys of statement_keys, with commas.
CREATE OR REPLACE FUNCTION count_statements(
  by text DEFAULT 'actor', actor text DEFAULT '', recipient text DEFAULT '', sector text DEFAULT '',
  publisher text DEFAULT '', lang text DEFAULT '', since date DEFAULT NULL, until date DEFAULT NULL,
  about text DEFAULT ''
) RETURNS TABLE (
  key1 text, key2 text, key3 text, key4 text, statements bigint
) LANGUAGE sql STABLE AS $question$
SELECT k.value AS key1, l.value AS key2, m.value AS key3, n.value AS key4, count(*) AS statements
FROM (
  SELECT s.*
  FROM statements AS s
  WHERE ($2 = '' OR s.id IN (SELECT p.statement FROM statement_parties AS p
      WHERE p.role = 'source' AND (p.code = ANY (string_to_array(upper($2), ',')) OR p.label = ANY (string_to_array(upper($2), ',')))))
    AND ($3 = '' OR s.id IN (SELECT p.statement FROM statement_parties AS p
      WHERE p.role = 'addressee' AND (p.code = ANY (string_to_array(upper($3), ',')) OR p.label = ANY (string_to_array(upper($3), ',')))))
    AND ($4 = '' OR s.id IN (SELECT p.record FROM
      (SELECT x.statement AS record, x.sector AS value FROM statement_parties AS x WHERE x.role = 'source') AS p
      WHERE p.value = ANY (string_to_array(upper($4), ','))))
    AND ($5 = '' OR s.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE d.value = ANY (string_to_array($5, ','))))
    AND ($6 = '' OR s.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE d.value = ANY (string_to_array(lower($6), ','))))
    AND ($7 IS NULL OR s.day >= $7)
    AND ($8 IS NULL OR s.day <= $8)
    AND ($9 = '' OR strpos(lower(s.content), lower($9)) > 0)
) AS s
JOIN statement_keys AS k ON k.statement = s.id AND k.key = split_part($1, ',', 1)
JOIN statement_keys AS l ON l.statement = s.id AND l.key = split_part($1, ',', 2)
JOIN statement_keys AS m ON m.statement = s.id AND m.key = split_part($1, ',', 3)
JOIN statement_keys AS n ON n.statement = s.id AND n.key = split_part($1, ',', 4)
GROUP BY k.value, l.value, m.value, n.value
$question$;

-- seimei timeline: what passes from whom to whom, by day, week, month, quarter or year. Actor and
-- recipient without sectors, and pair, select dyads and not events: of an event of three those that they name.
CREATE OR REPLACE FUNCTION timeline(
  by text DEFAULT 'month', status text DEFAULT 'actual', actor text DEFAULT '', recipient text DEFAULT '',
  pair text DEFAULT '', sector text DEFAULT '', type text DEFAULT '', mode text DEFAULT '', context text DEFAULT '',
  place text DEFAULT '', publisher text DEFAULT '', lang text DEFAULT '', since date DEFAULT NULL,
  until date DEFAULT NULL, about text DEFAULT '', score_from double precision DEFAULT NULL,
  score_to double precision DEFAULT NULL, no_repeats boolean DEFAULT false
) RETURNS TABLE (
  period text, actor text, recipient text, events bigint, verbal_cooperation bigint, material_cooperation bigint,
  verbal_conflict bigint, material_conflict bigint, mean_score double precision, sum_score double precision
) LANGUAGE sql STABLE AS $question$
SELECT coalesce(CASE $1 WHEN 'day' THEN to_char(e.day, 'YYYY-MM-DD') WHEN 'week' THEN to_char(date_trunc('week', e.day), 'YYYY-MM-DD') WHEN 'month' THEN substr(to_char(e.day, 'YYYY-MM-DD'), 1, 7) WHEN 'quarter' THEN substr(to_char(e.day, 'YYYY-MM-DD'), 1, 4) || '-Q' || CASE WHEN substr(to_char(e.day, 'YYYY-MM-DD'), 6, 2) < '04' THEN '1' WHEN substr(to_char(e.day, 'YYYY-MM-DD'), 6, 2) < '07' THEN '2' WHEN substr(to_char(e.day, 'YYYY-MM-DD'), 6, 2) < '10' THEN '3' ELSE '4' END WHEN 'year' THEN substr(to_char(e.day, 'YYYY-MM-DD'), 1, 4) END, '') AS period, d.actor AS actor, d.recipient AS recipient, count(*) AS events,
  count(CASE WHEN e.quad_code = 1 THEN 1 END) AS verbal_cooperation,
  count(CASE WHEN e.quad_code = 2 THEN 1 END) AS material_cooperation,
  count(CASE WHEN e.quad_code = 3 THEN 1 END) AS verbal_conflict,
  count(CASE WHEN e.quad_code = 4 THEN 1 END) AS material_conflict,
  avg(e.event_scale) AS mean_score, sum(e.event_scale) AS sum_score
FROM (
  SELECT e.*
  FROM events AS e
  WHERE (CASE WHEN strpos($3, ':') > 0 THEN $3 ELSE '' END = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'actor' AND (p.code = ANY (string_to_array(upper(CASE WHEN strpos($3, ':') > 0 THEN $3 ELSE '' END), ',')) OR p.label = ANY (string_to_array(upper(CASE WHEN strpos($3, ':') > 0 THEN $3 ELSE '' END), ',')))))
    AND (CASE WHEN strpos($4, ':') > 0 THEN $4 ELSE '' END = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'recipient' AND (p.code = ANY (string_to_array(upper(CASE WHEN strpos($4, ':') > 0 THEN $4 ELSE '' END), ',')) OR p.label = ANY (string_to_array(upper(CASE WHEN strpos($4, ':') > 0 THEN $4 ELSE '' END), ',')))))
    AND ($5 = '' OR e.id IN (SELECT d.event FROM event_dyads AS d
      WHERE d.actor = ANY (string_to_array(upper($5), ',')) AND d.recipient = ANY (string_to_array(upper($5), ','))))
    AND ($6 = '' OR e.id IN (SELECT p.record FROM
      (SELECT x.event AS record, x.sector AS value FROM event_parties AS x WHERE x.role = 'actor') AS p
      WHERE p.value = ANY (string_to_array(upper($6), ','))))
    AND ($7 = '' OR e.type = ANY (string_to_array(upper($7), ',')))
    AND ($8 = '' OR e.mode = ANY (string_to_array(lower($8), ',')))
    AND ($9 = '' OR e.id IN (SELECT c.record FROM
      (SELECT x.event AS record, x.context AS value FROM event_contexts AS x) AS c WHERE c.value = ANY (string_to_array(lower($9), ','))))
    AND ($2 = '' OR e.status = ANY (string_to_array(lower($2), ',')))
    AND ($10 = '' OR e.place_code = ANY (string_to_array(upper($10), ',')))
    AND ($11 = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE d.value = ANY (string_to_array($11, ','))))
    AND ($12 = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE d.value = ANY (string_to_array(lower($12), ','))))
    AND ($13 IS NULL OR e.day >= $13)
    AND ($14 IS NULL OR e.day <= $14)
    AND ($15 = '' OR strpos(lower(e.about), lower($15)) > 0)
    AND ($16 IS NULL OR e.event_scale >= $16)
    AND ($17 IS NULL OR e.event_scale <= $17)
    AND (NOT $18 OR e.same_as IS NULL)
) AS e JOIN event_dyads AS d ON d.event = e.id
WHERE ($3 = '' OR strpos($3, ':') > 0 OR d.actor = ANY (string_to_array(upper($3), ',')))
  AND ($4 = '' OR strpos($4, ':') > 0 OR d.recipient = ANY (string_to_array(upper($4), ',')))
  AND ($5 = '' OR (d.actor = ANY (string_to_array(upper($5), ',')) AND d.recipient = ANY (string_to_array(upper($5), ','))))
GROUP BY coalesce(CASE $1 WHEN 'day' THEN to_char(e.day, 'YYYY-MM-DD') WHEN 'week' THEN to_char(date_trunc('week', e.day), 'YYYY-MM-DD') WHEN 'month' THEN substr(to_char(e.day, 'YYYY-MM-DD'), 1, 7) WHEN 'quarter' THEN substr(to_char(e.day, 'YYYY-MM-DD'), 1, 4) || '-Q' || CASE WHEN substr(to_char(e.day, 'YYYY-MM-DD'), 6, 2) < '04' THEN '1' WHEN substr(to_char(e.day, 'YYYY-MM-DD'), 6, 2) < '07' THEN '2' WHEN substr(to_char(e.day, 'YYYY-MM-DD'), 6, 2) < '10' THEN '3' ELSE '4' END WHEN 'year' THEN substr(to_char(e.day, 'YYYY-MM-DD'), 1, 4) END, ''), d.actor, d.recipient
$question$;

-- seimei positions, on the issues that the table positions has: who supports, opposes, demands or is concerned about what.
CREATE OR REPLACE FUNCTION actor_positions(
  by text DEFAULT 'year', status text DEFAULT 'actual', actor text DEFAULT '', recipient text DEFAULT '',
  pair text DEFAULT '', sector text DEFAULT '', type text DEFAULT '', mode text DEFAULT '', context text DEFAULT '',
  place text DEFAULT '', publisher text DEFAULT '', lang text DEFAULT '', since date DEFAULT NULL,
  until date DEFAULT NULL, about text DEFAULT '', score_from double precision DEFAULT NULL,
  score_to double precision DEFAULT NULL, no_repeats boolean DEFAULT false
) RETURNS TABLE (
  issue text, actor text, support bigint, oppose bigint, demand bigint, concern bigint, first date, last date,
  moved text, phrases bigint, key text, course text
) LANGUAGE sql STABLE AS $question$
WITH taken AS (
  SELECT s.issue AS issue, s.key AS key, s.stance AS stance, e.id AS event, e.day AS day, e.about AS about,
    coalesce(CASE $1 WHEN 'day' THEN to_char(e.day, 'YYYY-MM-DD') WHEN 'week' THEN to_char(date_trunc('week', e.day), 'YYYY-MM-DD') WHEN 'month' THEN substr(to_char(e.day, 'YYYY-MM-DD'), 1, 7) WHEN 'quarter' THEN substr(to_char(e.day, 'YYYY-MM-DD'), 1, 4) || '-Q' || CASE WHEN substr(to_char(e.day, 'YYYY-MM-DD'), 6, 2) < '04' THEN '1' WHEN substr(to_char(e.day, 'YYYY-MM-DD'), 6, 2) < '07' THEN '2' WHEN substr(to_char(e.day, 'YYYY-MM-DD'), 6, 2) < '10' THEN '3' ELSE '4' END WHEN 'year' THEN substr(to_char(e.day, 'YYYY-MM-DD'), 1, 4) END, '') AS period
  FROM (
  SELECT e.*
  FROM events AS e
  WHERE ($3 = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'actor' AND (p.code = ANY (string_to_array(upper($3), ',')) OR p.label = ANY (string_to_array(upper($3), ',')))))
    AND ($4 = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'recipient' AND (p.code = ANY (string_to_array(upper($4), ',')) OR p.label = ANY (string_to_array(upper($4), ',')))))
    AND ($5 = '' OR e.id IN (SELECT d.event FROM event_dyads AS d
      WHERE d.actor = ANY (string_to_array(upper($5), ',')) AND d.recipient = ANY (string_to_array(upper($5), ','))))
    AND ($6 = '' OR e.id IN (SELECT p.record FROM
      (SELECT x.event AS record, x.sector AS value FROM event_parties AS x WHERE x.role = 'actor') AS p
      WHERE p.value = ANY (string_to_array(upper($6), ','))))
    AND ($7 = '' OR e.type = ANY (string_to_array(upper($7), ',')))
    AND ($8 = '' OR e.mode = ANY (string_to_array(lower($8), ',')))
    AND ($9 = '' OR e.id IN (SELECT c.record FROM
      (SELECT x.event AS record, x.context AS value FROM event_contexts AS x) AS c WHERE c.value = ANY (string_to_array(lower($9), ','))))
    AND ($2 = '' OR e.status = ANY (string_to_array(lower($2), ',')))
    AND ($10 = '' OR e.place_code = ANY (string_to_array(upper($10), ',')))
    AND ($11 = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE d.value = ANY (string_to_array($11, ','))))
    AND ($12 = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE d.value = ANY (string_to_array(lower($12), ','))))
    AND ($13 IS NULL OR e.day >= $13)
    AND ($14 IS NULL OR e.day <= $14)
    AND ($15 = '' OR strpos(lower(e.about), lower($15)) > 0)
    AND ($16 IS NULL OR e.event_scale >= $16)
    AND ($17 IS NULL OR e.event_scale <= $17)
    AND (NOT $18 OR e.same_as IS NULL)
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
      CASE WHEN c.support > 0 THEN ', support ' || CAST(c.support AS text) ELSE '' END ||
      CASE WHEN c.oppose > 0 THEN ', oppose ' || CAST(c.oppose AS text) ELSE '' END ||
      CASE WHEN c.demand > 0 THEN ', demand ' || CAST(c.demand AS text) ELSE '' END ||
      CASE WHEN c.concern > 0 THEN ', concern ' || CAST(c.concern AS text) ELSE '' END, 3) AS words,
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
FROM shown AS w JOIN named AS i ON i.key = w.key
$question$;
