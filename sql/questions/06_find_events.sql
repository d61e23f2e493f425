-- function find_events(events)
-- returns events, actor text, recipient text, evidence text, published day, lang text, title text, url text, publisher text
-- seimei query: the events with labels of their parties, the sentence and where it stands.
SELECT e.*,
  (SELECT @joined(p.label, '|', p.position) FROM event_parties AS p WHERE p.event = e.id AND p.role = 'actor') AS actor,
  (SELECT @joined(p.label, '|', p.position) FROM event_parties AS p WHERE p.event = e.id AND p.role = 'recipient') AS recipient,
  @cut(d.text, e.sentence_begin, e.sentence_end) AS evidence,
  d.published AS published, d.lang AS lang, d.title AS title, d.url AS url, d.publisher AS publisher
FROM (@events()) AS e LEFT JOIN documents AS d ON d.id = e.doc
