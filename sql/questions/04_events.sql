-- part events
-- The events that the parameters select. DuckDB takes no parameter in a subquery that has a column of its name: value.
SELECT e.*
FROM events AS e
WHERE (:actor = '' OR e.id IN (SELECT p.event FROM event_parties AS p
    WHERE p.role = 'actor' AND (@has(upper(:actor), p.code) OR @has(upper(:actor), p.label))))
  AND (:recipient = '' OR e.id IN (SELECT p.event FROM event_parties AS p
    WHERE p.role = 'recipient' AND (@has(upper(:recipient), p.code) OR @has(upper(:recipient), p.label))))
  AND (:pair = '' OR e.id IN (SELECT d.event FROM event_dyads AS d
    WHERE @has(upper(:pair), d.actor) AND @has(upper(:pair), d.recipient)))
  AND (:sector = '' OR e.id IN (SELECT p.record FROM
    (SELECT x.event AS record, x.sector AS value FROM event_parties AS x WHERE x.role = 'actor') AS p
    WHERE @has(upper(:sector), p.value)))
  AND (:type = '' OR @has(upper(:type), e.type))
  AND (:mode = '' OR @has(lower(:mode), e.mode))
  AND (:context = '' OR e.id IN (SELECT c.record FROM
    (SELECT x.event AS record, x.context AS value FROM event_contexts AS x) AS c WHERE @has(lower(:context), c.value)))
  AND (:status = '' OR @has(lower(:status), e.status))
  AND (:place = '' OR @has(upper(:place), e.place_code))
  AND (:publisher = '' OR e.doc IN (SELECT d.id FROM
    (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE @has(:publisher, d.value)))
  AND (:lang = '' OR e.doc IN (SELECT d.id FROM
    (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE @has(lower(:lang), d.value)))
  AND (:since IS NULL OR e.day >= :since)
  AND (:until IS NULL OR e.day <= :until)
  AND (:about = '' OR @contains(lower(e.about), lower(:about)))
  AND (:score_from IS NULL OR e.event_scale >= :score_from)
  AND (:score_to IS NULL OR e.event_scale <= :score_to)
  AND (NOT :no_repeats OR e.same_as IS NULL)
