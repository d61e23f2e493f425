-- function find_statements(statements)
-- returns statements, source text, addressee text, evidence text, published day, lang text, title text, url text, publisher text
-- seimei query --records statements.
SELECT s.*,
  (SELECT @joined(p.label, '|', p.position) FROM statement_parties AS p WHERE p.statement = s.id AND p.role = 'source') AS source,
  (SELECT @joined(p.label, '|', p.position) FROM statement_parties AS p WHERE p.statement = s.id AND p.role = 'addressee') AS addressee,
  @cut(d.text, s.sentence_begin, s.sentence_end) AS evidence,
  d.published AS published, d.lang AS lang, d.title AS title, d.url AS url, d.publisher AS publisher
FROM (@statements()) AS s LEFT JOIN documents AS d ON d.id = s.doc
