-- view statement_keys
-- What statements are counted by, as event_keys.
SELECT s.id AS statement, '' AS key, '' AS value FROM statements AS s
UNION ALL SELECT s.id, 'day', coalesce(@period('day', s.day), '') FROM statements AS s
UNION ALL SELECT s.id, 'week', coalesce(@period('week', s.day), '') FROM statements AS s
UNION ALL SELECT s.id, 'month', coalesce(@period('month', s.day), '') FROM statements AS s
UNION ALL SELECT s.id, 'quarter', coalesce(@period('quarter', s.day), '') FROM statements AS s
UNION ALL SELECT s.id, 'year', coalesce(@period('year', s.day), '') FROM statements AS s
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
UNION ALL SELECT s.id, 'lang', coalesce(d.lang, '') FROM statements AS s LEFT JOIN documents AS d ON d.id = s.doc
