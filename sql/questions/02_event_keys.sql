-- view event_keys
-- What events are counted by: a row for each value that an event has of a key, an empty value where it has none. The empty
-- key stands for no key.
SELECT e.id AS event, '' AS key, '' AS value FROM events AS e
UNION ALL SELECT e.id, 'day', coalesce(@period('day', e.day), '') FROM events AS e
UNION ALL SELECT e.id, 'week', coalesce(@period('week', e.day), '') FROM events AS e
UNION ALL SELECT e.id, 'month', coalesce(@period('month', e.day), '') FROM events AS e
UNION ALL SELECT e.id, 'quarter', coalesce(@period('quarter', e.day), '') FROM events AS e
UNION ALL SELECT e.id, 'year', coalesce(@period('year', e.day), '') FROM events AS e
UNION ALL SELECT e.id, 'type', e.type FROM events AS e
UNION ALL SELECT e.id, 'mode', coalesce(e.mode, '') FROM events AS e
UNION ALL SELECT e.id, 'status', e.status FROM events AS e
UNION ALL SELECT e.id, 'place', coalesce(e.place_code, '') FROM events AS e
UNION ALL SELECT e.id, 'quad', @text(e.quad_code) FROM events AS e
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
UNION ALL SELECT e.id, 'lang', coalesce(d.lang, '') FROM events AS e LEFT JOIN documents AS d ON d.id = e.doc
