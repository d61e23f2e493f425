-- function timeline(by text = month, status text = actual, events)
-- returns period text, actor text, recipient text, events integer, verbal_cooperation integer, material_cooperation integer, verbal_conflict integer, material_conflict integer, mean_score number, sum_score number
-- seimei timeline: what passes from whom to whom, by day, week, month, quarter or year. Actor and
-- recipient without sectors, and pair, select dyads and not events: of an event of three those that they name.
SELECT coalesce(@period(:by, e.day), '') AS period, d.actor AS actor, d.recipient AS recipient, count(*) AS events,
  count(CASE WHEN e.quad_code = 1 THEN 1 END) AS verbal_cooperation,
  count(CASE WHEN e.quad_code = 2 THEN 1 END) AS material_cooperation,
  count(CASE WHEN e.quad_code = 3 THEN 1 END) AS verbal_conflict,
  count(CASE WHEN e.quad_code = 4 THEN 1 END) AS material_conflict,
  avg(e.event_scale) AS mean_score, sum(e.event_scale) AS sum_score
FROM (@events(actor = CASE WHEN @contains(:actor, ':') THEN :actor ELSE '' END,
  recipient = CASE WHEN @contains(:recipient, ':') THEN :recipient ELSE '' END)) AS e JOIN event_dyads AS d ON d.event = e.id
WHERE (:actor = '' OR @contains(:actor, ':') OR @has(upper(:actor), d.actor))
  AND (:recipient = '' OR @contains(:recipient, ':') OR @has(upper(:recipient), d.recipient))
  AND (:pair = '' OR (@has(upper(:pair), d.actor) AND @has(upper(:pair), d.recipient)))
GROUP BY coalesce(@period(:by, e.day), ''), d.actor, d.recipient
