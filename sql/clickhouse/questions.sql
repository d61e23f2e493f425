-- Questions to seimei's records in ClickHouse, as views and functions; docs/sql.md explains them.
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
UNION ALL SELECT e.id, 'day', coalesce(toString(e.day), '') FROM events AS e
UNION ALL SELECT e.id, 'week', coalesce(toString(toMonday(e.day)), '') FROM events AS e
UNION ALL SELECT e.id, 'month', coalesce(substr(toString(e.day), 1, 7), '') FROM events AS e
UNION ALL SELECT e.id, 'quarter', coalesce(substr(toString(e.day), 1, 4) || '-Q' || CASE WHEN substr(toString(e.day), 6, 2) < '04' THEN '1' WHEN substr(toString(e.day), 6, 2) < '07' THEN '2' WHEN substr(toString(e.day), 6, 2) < '10' THEN '3' ELSE '4' END, '') FROM events AS e
UNION ALL SELECT e.id, 'year', coalesce(substr(toString(e.day), 1, 4), '') FROM events AS e
UNION ALL SELECT e.id, 'type', e.type FROM events AS e
UNION ALL SELECT e.id, 'mode', coalesce(e.mode, '') FROM events AS e
UNION ALL SELECT e.id, 'status', e.status FROM events AS e
UNION ALL SELECT e.id, 'place', coalesce(e.place_code, '') FROM events AS e
UNION ALL SELECT e.id, 'quad', toString(e.quad_code) FROM events AS e
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
UNION ALL SELECT s.id, 'day', coalesce(toString(s.day), '') FROM statements AS s
UNION ALL SELECT s.id, 'week', coalesce(toString(toMonday(s.day)), '') FROM statements AS s
UNION ALL SELECT s.id, 'month', coalesce(substr(toString(s.day), 1, 7), '') FROM statements AS s
UNION ALL SELECT s.id, 'quarter', coalesce(substr(toString(s.day), 1, 4) || '-Q' || CASE WHEN substr(toString(s.day), 6, 2) < '04' THEN '1' WHEN substr(toString(s.day), 6, 2) < '07' THEN '2' WHEN substr(toString(s.day), 6, 2) < '10' THEN '3' ELSE '4' END, '') FROM statements AS s
UNION ALL SELECT s.id, 'year', coalesce(substr(toString(s.day), 1, 4), '') FROM statements AS s
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
CREATE OR REPLACE VIEW find_events AS
SELECT e.*,
  (SELECT arrayStringConcat(arrayMap(x -> x.2, arraySort(groupArray((p.position, p.label)))), '|') FROM event_parties AS p WHERE p.event = e.id AND p.role = 'actor') AS actor,
  (SELECT arrayStringConcat(arrayMap(x -> x.2, arraySort(groupArray((p.position, p.label)))), '|') FROM event_parties AS p WHERE p.event = e.id AND p.role = 'recipient') AS recipient,
  substringUTF8(d.text, e.sentence_begin + 1, e.sentence_end - e.sentence_begin) AS evidence,
  d.published AS published, d.lang AS lang, d.title AS title, d.url AS url, d.publisher AS publisher
FROM (
  SELECT e.*
  FROM events AS e
  WHERE (coalesce({actor:Nullable(String)}, '') = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'actor' AND (has(splitByChar(',', upper(coalesce({actor:Nullable(String)}, ''))), p.code) OR has(splitByChar(',', upper(coalesce({actor:Nullable(String)}, ''))), p.label))))
    AND (coalesce({recipient:Nullable(String)}, '') = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'recipient' AND (has(splitByChar(',', upper(coalesce({recipient:Nullable(String)}, ''))), p.code) OR has(splitByChar(',', upper(coalesce({recipient:Nullable(String)}, ''))), p.label))))
    AND (coalesce({pair:Nullable(String)}, '') = '' OR e.id IN (SELECT d.event FROM event_dyads AS d
      WHERE has(splitByChar(',', upper(coalesce({pair:Nullable(String)}, ''))), d.actor) AND has(splitByChar(',', upper(coalesce({pair:Nullable(String)}, ''))), d.recipient)))
    AND (coalesce({sector:Nullable(String)}, '') = '' OR e.id IN (SELECT p.record FROM
      (SELECT x.event AS record, x.sector AS value FROM event_parties AS x WHERE x.role = 'actor') AS p
      WHERE has(splitByChar(',', upper(coalesce({sector:Nullable(String)}, ''))), p.value)))
    AND (coalesce({type:Nullable(String)}, '') = '' OR has(splitByChar(',', upper(coalesce({type:Nullable(String)}, ''))), e.type))
    AND (coalesce({mode:Nullable(String)}, '') = '' OR has(splitByChar(',', lower(coalesce({mode:Nullable(String)}, ''))), e.mode))
    AND (coalesce({context:Nullable(String)}, '') = '' OR e.id IN (SELECT c.record FROM
      (SELECT x.event AS record, x.context AS value FROM event_contexts AS x) AS c WHERE has(splitByChar(',', lower(coalesce({context:Nullable(String)}, ''))), c.value)))
    AND (coalesce({status:Nullable(String)}, '') = '' OR has(splitByChar(',', lower(coalesce({status:Nullable(String)}, ''))), e.status))
    AND (coalesce({place:Nullable(String)}, '') = '' OR has(splitByChar(',', upper(coalesce({place:Nullable(String)}, ''))), e.place_code))
    AND (coalesce({publisher:Nullable(String)}, '') = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE has(splitByChar(',', coalesce({publisher:Nullable(String)}, '')), d.value)))
    AND (coalesce({lang:Nullable(String)}, '') = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE has(splitByChar(',', lower(coalesce({lang:Nullable(String)}, ''))), d.value)))
    AND ({since:Nullable(Date32)} IS NULL OR e.day >= {since:Nullable(Date32)})
    AND ({until:Nullable(Date32)} IS NULL OR e.day <= {until:Nullable(Date32)})
    AND (coalesce({about:Nullable(String)}, '') = '' OR position(lower(e.about), lower(coalesce({about:Nullable(String)}, ''))) > 0)
    AND ({score_from:Nullable(Float64)} IS NULL OR e.event_scale >= {score_from:Nullable(Float64)})
    AND ({score_to:Nullable(Float64)} IS NULL OR e.event_scale <= {score_to:Nullable(Float64)})
    AND (NOT coalesce({no_repeats:Nullable(Bool)}, false) OR e.same_as IS NULL)
) AS e LEFT JOIN documents AS d ON d.id = e.doc;

-- seimei query --records statements.
CREATE OR REPLACE VIEW find_statements AS
SELECT s.*,
  (SELECT arrayStringConcat(arrayMap(x -> x.2, arraySort(groupArray((p.position, p.label)))), '|') FROM statement_parties AS p WHERE p.statement = s.id AND p.role = 'source') AS source,
  (SELECT arrayStringConcat(arrayMap(x -> x.2, arraySort(groupArray((p.position, p.label)))), '|') FROM statement_parties AS p WHERE p.statement = s.id AND p.role = 'addressee') AS addressee,
  substringUTF8(d.text, s.sentence_begin + 1, s.sentence_end - s.sentence_begin) AS evidence,
  d.published AS published, d.lang AS lang, d.title AS title, d.url AS url, d.publisher AS publisher
FROM (
  SELECT s.*
  FROM statements AS s
  WHERE (coalesce({actor:Nullable(String)}, '') = '' OR s.id IN (SELECT p.statement FROM statement_parties AS p
      WHERE p.role = 'source' AND (has(splitByChar(',', upper(coalesce({actor:Nullable(String)}, ''))), p.code) OR has(splitByChar(',', upper(coalesce({actor:Nullable(String)}, ''))), p.label))))
    AND (coalesce({recipient:Nullable(String)}, '') = '' OR s.id IN (SELECT p.statement FROM statement_parties AS p
      WHERE p.role = 'addressee' AND (has(splitByChar(',', upper(coalesce({recipient:Nullable(String)}, ''))), p.code) OR has(splitByChar(',', upper(coalesce({recipient:Nullable(String)}, ''))), p.label))))
    AND (coalesce({sector:Nullable(String)}, '') = '' OR s.id IN (SELECT p.record FROM
      (SELECT x.statement AS record, x.sector AS value FROM statement_parties AS x WHERE x.role = 'source') AS p
      WHERE has(splitByChar(',', upper(coalesce({sector:Nullable(String)}, ''))), p.value)))
    AND (coalesce({publisher:Nullable(String)}, '') = '' OR s.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE has(splitByChar(',', coalesce({publisher:Nullable(String)}, '')), d.value)))
    AND (coalesce({lang:Nullable(String)}, '') = '' OR s.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE has(splitByChar(',', lower(coalesce({lang:Nullable(String)}, ''))), d.value)))
    AND ({since:Nullable(Date32)} IS NULL OR s.day >= {since:Nullable(Date32)})
    AND ({until:Nullable(Date32)} IS NULL OR s.day <= {until:Nullable(Date32)})
    AND (coalesce({about:Nullable(String)}, '') = '' OR position(lower(s.content), lower(coalesce({about:Nullable(String)}, ''))) > 0)
) AS s LEFT JOIN documents AS d ON d.id = s.doc;

-- seimei query --count-by: by has up to four keys of event_keys, with commas.
CREATE OR REPLACE VIEW count_events AS
SELECT k.value AS key1, l.value AS key2, m.value AS key3, n.value AS key4, count(*) AS events
FROM (
  SELECT e.*
  FROM events AS e
  WHERE (coalesce({actor:Nullable(String)}, '') = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'actor' AND (has(splitByChar(',', upper(coalesce({actor:Nullable(String)}, ''))), p.code) OR has(splitByChar(',', upper(coalesce({actor:Nullable(String)}, ''))), p.label))))
    AND (coalesce({recipient:Nullable(String)}, '') = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'recipient' AND (has(splitByChar(',', upper(coalesce({recipient:Nullable(String)}, ''))), p.code) OR has(splitByChar(',', upper(coalesce({recipient:Nullable(String)}, ''))), p.label))))
    AND (coalesce({pair:Nullable(String)}, '') = '' OR e.id IN (SELECT d.event FROM event_dyads AS d
      WHERE has(splitByChar(',', upper(coalesce({pair:Nullable(String)}, ''))), d.actor) AND has(splitByChar(',', upper(coalesce({pair:Nullable(String)}, ''))), d.recipient)))
    AND (coalesce({sector:Nullable(String)}, '') = '' OR e.id IN (SELECT p.record FROM
      (SELECT x.event AS record, x.sector AS value FROM event_parties AS x WHERE x.role = 'actor') AS p
      WHERE has(splitByChar(',', upper(coalesce({sector:Nullable(String)}, ''))), p.value)))
    AND (coalesce({type:Nullable(String)}, '') = '' OR has(splitByChar(',', upper(coalesce({type:Nullable(String)}, ''))), e.type))
    AND (coalesce({mode:Nullable(String)}, '') = '' OR has(splitByChar(',', lower(coalesce({mode:Nullable(String)}, ''))), e.mode))
    AND (coalesce({context:Nullable(String)}, '') = '' OR e.id IN (SELECT c.record FROM
      (SELECT x.event AS record, x.context AS value FROM event_contexts AS x) AS c WHERE has(splitByChar(',', lower(coalesce({context:Nullable(String)}, ''))), c.value)))
    AND (coalesce({status:Nullable(String)}, '') = '' OR has(splitByChar(',', lower(coalesce({status:Nullable(String)}, ''))), e.status))
    AND (coalesce({place:Nullable(String)}, '') = '' OR has(splitByChar(',', upper(coalesce({place:Nullable(String)}, ''))), e.place_code))
    AND (coalesce({publisher:Nullable(String)}, '') = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE has(splitByChar(',', coalesce({publisher:Nullable(String)}, '')), d.value)))
    AND (coalesce({lang:Nullable(String)}, '') = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE has(splitByChar(',', lower(coalesce({lang:Nullable(String)}, ''))), d.value)))
    AND ({since:Nullable(Date32)} IS NULL OR e.day >= {since:Nullable(Date32)})
    AND ({until:Nullable(Date32)} IS NULL OR e.day <= {until:Nullable(Date32)})
    AND (coalesce({about:Nullable(String)}, '') = '' OR position(lower(e.about), lower(coalesce({about:Nullable(String)}, ''))) > 0)
    AND ({score_from:Nullable(Float64)} IS NULL OR e.event_scale >= {score_from:Nullable(Float64)})
    AND ({score_to:Nullable(Float64)} IS NULL OR e.event_scale <= {score_to:Nullable(Float64)})
    AND (NOT coalesce({no_repeats:Nullable(Bool)}, false) OR e.same_as IS NULL)
) AS e
JOIN event_keys AS k ON k.event = e.id AND k.key = splitByChar(',', coalesce({by:Nullable(String)}, 'type'))[1]
JOIN event_keys AS l ON l.event = e.id AND l.key = splitByChar(',', coalesce({by:Nullable(String)}, 'type'))[2]
JOIN event_keys AS m ON m.event = e.id AND m.key = splitByChar(',', coalesce({by:Nullable(String)}, 'type'))[3]
JOIN event_keys AS n ON n.event = e.id AND n.key = splitByChar(',', coalesce({by:Nullable(String)}, 'type'))[4]
GROUP BY k.value, l.value, m.value, n.value;

-- seimei query --records statements --count-by: by has up to four keys of statement_keys, with commas.
CREATE OR REPLACE VIEW count_statements AS
SELECT k.value AS key1, l.value AS key2, m.value AS key3, n.value AS key4, count(*) AS statements
FROM (
  SELECT s.*
  FROM statements AS s
  WHERE (coalesce({actor:Nullable(String)}, '') = '' OR s.id IN (SELECT p.statement FROM statement_parties AS p
      WHERE p.role = 'source' AND (has(splitByChar(',', upper(coalesce({actor:Nullable(String)}, ''))), p.code) OR has(splitByChar(',', upper(coalesce({actor:Nullable(String)}, ''))), p.label))))
    AND (coalesce({recipient:Nullable(String)}, '') = '' OR s.id IN (SELECT p.statement FROM statement_parties AS p
      WHERE p.role = 'addressee' AND (has(splitByChar(',', upper(coalesce({recipient:Nullable(String)}, ''))), p.code) OR has(splitByChar(',', upper(coalesce({recipient:Nullable(String)}, ''))), p.label))))
    AND (coalesce({sector:Nullable(String)}, '') = '' OR s.id IN (SELECT p.record FROM
      (SELECT x.statement AS record, x.sector AS value FROM statement_parties AS x WHERE x.role = 'source') AS p
      WHERE has(splitByChar(',', upper(coalesce({sector:Nullable(String)}, ''))), p.value)))
    AND (coalesce({publisher:Nullable(String)}, '') = '' OR s.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE has(splitByChar(',', coalesce({publisher:Nullable(String)}, '')), d.value)))
    AND (coalesce({lang:Nullable(String)}, '') = '' OR s.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE has(splitByChar(',', lower(coalesce({lang:Nullable(String)}, ''))), d.value)))
    AND ({since:Nullable(Date32)} IS NULL OR s.day >= {since:Nullable(Date32)})
    AND ({until:Nullable(Date32)} IS NULL OR s.day <= {until:Nullable(Date32)})
    AND (coalesce({about:Nullable(String)}, '') = '' OR position(lower(s.content), lower(coalesce({about:Nullable(String)}, ''))) > 0)
) AS s
JOIN statement_keys AS k ON k.statement = s.id AND k.key = splitByChar(',', coalesce({by:Nullable(String)}, 'actor'))[1]
JOIN statement_keys AS l ON l.statement = s.id AND l.key = splitByChar(',', coalesce({by:Nullable(String)}, 'actor'))[2]
JOIN statement_keys AS m ON m.statement = s.id AND m.key = splitByChar(',', coalesce({by:Nullable(String)}, 'actor'))[3]
JOIN statement_keys AS n ON n.statement = s.id AND n.key = splitByChar(',', coalesce({by:Nullable(String)}, 'actor'))[4]
GROUP BY k.value, l.value, m.value, n.value;

-- seimei timeline: what passes from whom to whom, by day, week, month, quarter or year. Actor and
-- recipient without sectors, and pair, select dyads and not events: of an event of three those that they name.
CREATE OR REPLACE VIEW timeline AS
SELECT coalesce(CASE coalesce({by:Nullable(String)}, 'month') WHEN 'day' THEN toString(e.day) WHEN 'week' THEN toString(toMonday(e.day)) WHEN 'month' THEN substr(toString(e.day), 1, 7) WHEN 'quarter' THEN substr(toString(e.day), 1, 4) || '-Q' || CASE WHEN substr(toString(e.day), 6, 2) < '04' THEN '1' WHEN substr(toString(e.day), 6, 2) < '07' THEN '2' WHEN substr(toString(e.day), 6, 2) < '10' THEN '3' ELSE '4' END WHEN 'year' THEN substr(toString(e.day), 1, 4) END, '') AS period, d.actor AS actor, d.recipient AS recipient, count(*) AS events,
  count(CASE WHEN e.quad_code = 1 THEN 1 END) AS verbal_cooperation,
  count(CASE WHEN e.quad_code = 2 THEN 1 END) AS material_cooperation,
  count(CASE WHEN e.quad_code = 3 THEN 1 END) AS verbal_conflict,
  count(CASE WHEN e.quad_code = 4 THEN 1 END) AS material_conflict,
  avg(e.event_scale) AS mean_score, sum(e.event_scale) AS sum_score
FROM (
  SELECT e.*
  FROM events AS e
  WHERE (CASE WHEN position(coalesce({actor:Nullable(String)}, ''), ':') > 0 THEN coalesce({actor:Nullable(String)}, '') ELSE '' END = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'actor' AND (has(splitByChar(',', upper(CASE WHEN position(coalesce({actor:Nullable(String)}, ''), ':') > 0 THEN coalesce({actor:Nullable(String)}, '') ELSE '' END)), p.code) OR has(splitByChar(',', upper(CASE WHEN position(coalesce({actor:Nullable(String)}, ''), ':') > 0 THEN coalesce({actor:Nullable(String)}, '') ELSE '' END)), p.label))))
    AND (CASE WHEN position(coalesce({recipient:Nullable(String)}, ''), ':') > 0 THEN coalesce({recipient:Nullable(String)}, '') ELSE '' END = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'recipient' AND (has(splitByChar(',', upper(CASE WHEN position(coalesce({recipient:Nullable(String)}, ''), ':') > 0 THEN coalesce({recipient:Nullable(String)}, '') ELSE '' END)), p.code) OR has(splitByChar(',', upper(CASE WHEN position(coalesce({recipient:Nullable(String)}, ''), ':') > 0 THEN coalesce({recipient:Nullable(String)}, '') ELSE '' END)), p.label))))
    AND (coalesce({pair:Nullable(String)}, '') = '' OR e.id IN (SELECT d.event FROM event_dyads AS d
      WHERE has(splitByChar(',', upper(coalesce({pair:Nullable(String)}, ''))), d.actor) AND has(splitByChar(',', upper(coalesce({pair:Nullable(String)}, ''))), d.recipient)))
    AND (coalesce({sector:Nullable(String)}, '') = '' OR e.id IN (SELECT p.record FROM
      (SELECT x.event AS record, x.sector AS value FROM event_parties AS x WHERE x.role = 'actor') AS p
      WHERE has(splitByChar(',', upper(coalesce({sector:Nullable(String)}, ''))), p.value)))
    AND (coalesce({type:Nullable(String)}, '') = '' OR has(splitByChar(',', upper(coalesce({type:Nullable(String)}, ''))), e.type))
    AND (coalesce({mode:Nullable(String)}, '') = '' OR has(splitByChar(',', lower(coalesce({mode:Nullable(String)}, ''))), e.mode))
    AND (coalesce({context:Nullable(String)}, '') = '' OR e.id IN (SELECT c.record FROM
      (SELECT x.event AS record, x.context AS value FROM event_contexts AS x) AS c WHERE has(splitByChar(',', lower(coalesce({context:Nullable(String)}, ''))), c.value)))
    AND (coalesce({status:Nullable(String)}, 'actual') = '' OR has(splitByChar(',', lower(coalesce({status:Nullable(String)}, 'actual'))), e.status))
    AND (coalesce({place:Nullable(String)}, '') = '' OR has(splitByChar(',', upper(coalesce({place:Nullable(String)}, ''))), e.place_code))
    AND (coalesce({publisher:Nullable(String)}, '') = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE has(splitByChar(',', coalesce({publisher:Nullable(String)}, '')), d.value)))
    AND (coalesce({lang:Nullable(String)}, '') = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE has(splitByChar(',', lower(coalesce({lang:Nullable(String)}, ''))), d.value)))
    AND ({since:Nullable(Date32)} IS NULL OR e.day >= {since:Nullable(Date32)})
    AND ({until:Nullable(Date32)} IS NULL OR e.day <= {until:Nullable(Date32)})
    AND (coalesce({about:Nullable(String)}, '') = '' OR position(lower(e.about), lower(coalesce({about:Nullable(String)}, ''))) > 0)
    AND ({score_from:Nullable(Float64)} IS NULL OR e.event_scale >= {score_from:Nullable(Float64)})
    AND ({score_to:Nullable(Float64)} IS NULL OR e.event_scale <= {score_to:Nullable(Float64)})
    AND (NOT coalesce({no_repeats:Nullable(Bool)}, false) OR e.same_as IS NULL)
) AS e JOIN event_dyads AS d ON d.event = e.id
WHERE (coalesce({actor:Nullable(String)}, '') = '' OR position(coalesce({actor:Nullable(String)}, ''), ':') > 0 OR has(splitByChar(',', upper(coalesce({actor:Nullable(String)}, ''))), d.actor))
  AND (coalesce({recipient:Nullable(String)}, '') = '' OR position(coalesce({recipient:Nullable(String)}, ''), ':') > 0 OR has(splitByChar(',', upper(coalesce({recipient:Nullable(String)}, ''))), d.recipient))
  AND (coalesce({pair:Nullable(String)}, '') = '' OR (has(splitByChar(',', upper(coalesce({pair:Nullable(String)}, ''))), d.actor) AND has(splitByChar(',', upper(coalesce({pair:Nullable(String)}, ''))), d.recipient)))
GROUP BY coalesce(CASE coalesce({by:Nullable(String)}, 'month') WHEN 'day' THEN toString(e.day) WHEN 'week' THEN toString(toMonday(e.day)) WHEN 'month' THEN substr(toString(e.day), 1, 7) WHEN 'quarter' THEN substr(toString(e.day), 1, 4) || '-Q' || CASE WHEN substr(toString(e.day), 6, 2) < '04' THEN '1' WHEN substr(toString(e.day), 6, 2) < '07' THEN '2' WHEN substr(toString(e.day), 6, 2) < '10' THEN '3' ELSE '4' END WHEN 'year' THEN substr(toString(e.day), 1, 4) END, ''), d.actor, d.recipient;

-- seimei positions, on the issues that the table positions has: who supports, opposes, demands or is concerned about what.
CREATE OR REPLACE VIEW actor_positions AS
WITH taken AS (
  SELECT s.issue AS issue, s.key AS key, s.stance AS stance, e.id AS event, e.day AS day, e.about AS about,
    coalesce(CASE coalesce({by:Nullable(String)}, 'year') WHEN 'day' THEN toString(e.day) WHEN 'week' THEN toString(toMonday(e.day)) WHEN 'month' THEN substr(toString(e.day), 1, 7) WHEN 'quarter' THEN substr(toString(e.day), 1, 4) || '-Q' || CASE WHEN substr(toString(e.day), 6, 2) < '04' THEN '1' WHEN substr(toString(e.day), 6, 2) < '07' THEN '2' WHEN substr(toString(e.day), 6, 2) < '10' THEN '3' ELSE '4' END WHEN 'year' THEN substr(toString(e.day), 1, 4) END, '') AS period
  FROM (
  SELECT e.*
  FROM events AS e
  WHERE (coalesce({actor:Nullable(String)}, '') = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'actor' AND (has(splitByChar(',', upper(coalesce({actor:Nullable(String)}, ''))), p.code) OR has(splitByChar(',', upper(coalesce({actor:Nullable(String)}, ''))), p.label))))
    AND (coalesce({recipient:Nullable(String)}, '') = '' OR e.id IN (SELECT p.event FROM event_parties AS p
      WHERE p.role = 'recipient' AND (has(splitByChar(',', upper(coalesce({recipient:Nullable(String)}, ''))), p.code) OR has(splitByChar(',', upper(coalesce({recipient:Nullable(String)}, ''))), p.label))))
    AND (coalesce({pair:Nullable(String)}, '') = '' OR e.id IN (SELECT d.event FROM event_dyads AS d
      WHERE has(splitByChar(',', upper(coalesce({pair:Nullable(String)}, ''))), d.actor) AND has(splitByChar(',', upper(coalesce({pair:Nullable(String)}, ''))), d.recipient)))
    AND (coalesce({sector:Nullable(String)}, '') = '' OR e.id IN (SELECT p.record FROM
      (SELECT x.event AS record, x.sector AS value FROM event_parties AS x WHERE x.role = 'actor') AS p
      WHERE has(splitByChar(',', upper(coalesce({sector:Nullable(String)}, ''))), p.value)))
    AND (coalesce({type:Nullable(String)}, '') = '' OR has(splitByChar(',', upper(coalesce({type:Nullable(String)}, ''))), e.type))
    AND (coalesce({mode:Nullable(String)}, '') = '' OR has(splitByChar(',', lower(coalesce({mode:Nullable(String)}, ''))), e.mode))
    AND (coalesce({context:Nullable(String)}, '') = '' OR e.id IN (SELECT c.record FROM
      (SELECT x.event AS record, x.context AS value FROM event_contexts AS x) AS c WHERE has(splitByChar(',', lower(coalesce({context:Nullable(String)}, ''))), c.value)))
    AND (coalesce({status:Nullable(String)}, 'actual') = '' OR has(splitByChar(',', lower(coalesce({status:Nullable(String)}, 'actual'))), e.status))
    AND (coalesce({place:Nullable(String)}, '') = '' OR has(splitByChar(',', upper(coalesce({place:Nullable(String)}, ''))), e.place_code))
    AND (coalesce({publisher:Nullable(String)}, '') = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE has(splitByChar(',', coalesce({publisher:Nullable(String)}, '')), d.value)))
    AND (coalesce({lang:Nullable(String)}, '') = '' OR e.doc IN (SELECT d.id FROM
      (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE has(splitByChar(',', lower(coalesce({lang:Nullable(String)}, ''))), d.value)))
    AND ({since:Nullable(Date32)} IS NULL OR e.day >= {since:Nullable(Date32)})
    AND ({until:Nullable(Date32)} IS NULL OR e.day <= {until:Nullable(Date32)})
    AND (coalesce({about:Nullable(String)}, '') = '' OR position(lower(e.about), lower(coalesce({about:Nullable(String)}, ''))) > 0)
    AND ({score_from:Nullable(Float64)} IS NULL OR e.event_scale >= {score_from:Nullable(Float64)})
    AND ({score_to:Nullable(Float64)} IS NULL OR e.event_scale <= {score_to:Nullable(Float64)})
    AND (NOT coalesce({no_repeats:Nullable(Bool)}, false) OR e.same_as IS NULL)
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
      CASE WHEN c.support > 0 THEN ', support ' || toString(c.support) ELSE '' END ||
      CASE WHEN c.oppose > 0 THEN ', oppose ' || toString(c.oppose) ELSE '' END ||
      CASE WHEN c.demand > 0 THEN ', demand ' || toString(c.demand) ELSE '' END ||
      CASE WHEN c.concern > 0 THEN ', concern ' || toString(c.concern) ELSE '' END, 3) AS words,
    row_number() OVER (PARTITION BY c.key, c.actor ORDER BY c.period) AS n,
    row_number() OVER (PARTITION BY c.key, c.actor ORDER BY c.period DESC) AS n_from_last
  FROM counted AS c
), shown AS (
  SELECT o.key AS key, o.actor AS actor, min(o.issue) AS issue, sum(o.support) AS support, sum(o.oppose) AS oppose,
    sum(o.demand) AS demand, sum(o.concern) AS concern, 
    CASE WHEN min(o.period) > '' THEN min(o.first) END AS first, max(o.last) AS last,
    min(CASE WHEN o.n = 1 THEN o.main END) AS main_first, min(CASE WHEN o.n_from_last = 1 THEN o.main END) AS main_last,
    arrayStringConcat(arrayMap(x -> x.2, arraySort(groupArray((o.n, o.words)))), '; ') AS course
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
