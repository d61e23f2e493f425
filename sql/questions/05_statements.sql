-- part statements
-- The statements that the parameters select.
SELECT s.*
FROM statements AS s
WHERE (:actor = '' OR s.id IN (SELECT p.statement FROM statement_parties AS p
    WHERE p.role = 'source' AND (@has(upper(:actor), p.code) OR @has(upper(:actor), p.label))))
  AND (:recipient = '' OR s.id IN (SELECT p.statement FROM statement_parties AS p
    WHERE p.role = 'addressee' AND (@has(upper(:recipient), p.code) OR @has(upper(:recipient), p.label))))
  AND (:sector = '' OR s.id IN (SELECT p.record FROM
    (SELECT x.statement AS record, x.sector AS value FROM statement_parties AS x WHERE x.role = 'source') AS p
    WHERE @has(upper(:sector), p.value)))
  AND (:publisher = '' OR s.doc IN (SELECT d.id FROM
    (SELECT x.id AS id, x.publisher AS value FROM documents AS x) AS d WHERE @has(:publisher, d.value)))
  AND (:lang = '' OR s.doc IN (SELECT d.id FROM
    (SELECT x.id AS id, x.lang AS value FROM documents AS x) AS d WHERE @has(lower(:lang), d.value)))
  AND (:since IS NULL OR s.day >= :since)
  AND (:until IS NULL OR s.day <= :until)
  AND (:about = '' OR @contains(lower(s.content), lower(:about)))
