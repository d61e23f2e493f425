-- function count_events(by text = type, events)
-- returns key1 text, key2 text, key3 text, key4 text, events integer
-- seimei query --count-by: by has up to four keys of event_keys, with commas.
SELECT k.value AS key1, l.value AS key2, m.value AS key3, n.value AS key4, count(*) AS events
FROM (@events()) AS e
JOIN event_keys AS k ON k.event = e.id AND k.key = @item(:by, 1)
JOIN event_keys AS l ON l.event = e.id AND l.key = @item(:by, 2)
JOIN event_keys AS m ON m.event = e.id AND m.key = @item(:by, 3)
JOIN event_keys AS n ON n.event = e.id AND n.key = @item(:by, 4)
GROUP BY k.value, l.value, m.value, n.value
