-- function count_statements(by text = actor, statements)
-- returns key1 text, key2 text, key3 text, key4 text, statements integer
-- seimei query --records statements --count-by: by has up to four keys of statement_keys, with commas.
SELECT k.value AS key1, l.value AS key2, m.value AS key3, n.value AS key4, count(*) AS statements
FROM (@statements()) AS s
JOIN statement_keys AS k ON k.statement = s.id AND k.key = @item(:by, 1)
JOIN statement_keys AS l ON l.statement = s.id AND l.key = @item(:by, 2)
JOIN statement_keys AS m ON m.statement = s.id AND m.key = @item(:by, 3)
JOIN statement_keys AS n ON n.statement = s.id AND n.key = @item(:by, 4)
GROUP BY k.value, l.value, m.value, n.value
