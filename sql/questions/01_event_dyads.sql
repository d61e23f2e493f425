-- view event_dyads
-- Who acts on whom: codes of every actor with every recipient of an event, or of its actors with each other where it has
-- no recipient; nobody with himself.
SELECT a.event AS event, a.code AS actor, r.code AS recipient
FROM event_parties AS a JOIN event_parties AS r ON r.event = a.event AND r.role = 'recipient'
WHERE a.role = 'actor' AND a.code <> r.code
UNION DISTINCT
SELECT a.event AS event, a.code AS actor, r.code AS recipient
FROM event_parties AS a JOIN event_parties AS r ON r.event = a.event AND r.role = 'actor'
WHERE a.role = 'actor' AND a.code <> r.code
  AND NOT EXISTS (SELECT 1 FROM event_parties AS x WHERE x.event = a.event AND x.role = 'recipient')
