-- function actor_positions(by text = year, status text = actual, events)
-- returns issue text, actor text, support integer, oppose integer, demand integer, concern integer, first day, last day, moved text, phrases integer, key text, course text
-- seimei positions, on the issues that the table positions has: who supports, opposes, demands or is concerned about what.
WITH taken AS (
  SELECT s.issue AS issue, s.key AS key, s.stance AS stance, e.id AS event, e.day AS day, e.about AS about,
    coalesce(@period(:by, e.day), '') AS period
  FROM (@events()) AS e JOIN positions AS s ON s.event = e.id
), counted AS (
  SELECT t.key AS key, p.actor AS actor, t.period AS period, min(t.issue) AS issue, min(t.day) AS first, max(t.day) AS last,
    count(CASE WHEN t.stance = 'support' THEN 1 END) AS support,
    count(CASE WHEN t.stance = 'oppose' THEN 1 END) AS oppose,
    count(CASE WHEN t.stance = 'demand' THEN 1 END) AS demand,
    count(CASE WHEN t.stance = 'concern' THEN 1 END) AS concern
  FROM taken AS t
  JOIN (SELECT DISTINCT a.event AS event, a.code AS actor FROM event_parties AS a WHERE a.role = 'actor') AS p
    ON p.event = t.event
  GROUP BY t.key, p.actor, t.period
), told AS (
  SELECT c.*,
    CASE WHEN c.support >= c.oppose AND c.support >= c.demand AND c.support >= c.concern THEN 'support'
      WHEN c.oppose >= c.demand AND c.oppose >= c.concern THEN 'oppose'
      WHEN c.demand >= c.concern THEN 'demand' ELSE 'concern' END AS main,
    CASE WHEN c.period = '' THEN '?' ELSE c.period END || ': ' || substr(
      CASE WHEN c.support > 0 THEN ', support ' || @text(c.support) ELSE '' END ||
      CASE WHEN c.oppose > 0 THEN ', oppose ' || @text(c.oppose) ELSE '' END ||
      CASE WHEN c.demand > 0 THEN ', demand ' || @text(c.demand) ELSE '' END ||
      CASE WHEN c.concern > 0 THEN ', concern ' || @text(c.concern) ELSE '' END, 3) AS words,
    row_number() OVER (PARTITION BY c.key, c.actor ORDER BY c.period) AS n,
    row_number() OVER (PARTITION BY c.key, c.actor ORDER BY c.period DESC) AS n_from_last
  FROM counted AS c
), shown AS (
  SELECT o.key AS key, o.actor AS actor, min(o.issue) AS issue, sum(o.support) AS support, sum(o.oppose) AS oppose,
    sum(o.demand) AS demand, sum(o.concern) AS concern, 
    CASE WHEN min(o.period) > '' THEN min(o.first) END AS first, max(o.last) AS last,
    min(CASE WHEN o.n = 1 THEN o.main END) AS main_first, min(CASE WHEN o.n_from_last = 1 THEN o.main END) AS main_last,
    @joined(o.words, '; ', o.n) AS course
  FROM told AS o
  GROUP BY o.key, o.actor
), named AS (
  SELECT t.key AS key, count(DISTINCT t.about) AS phrases FROM taken AS t GROUP BY t.key
)
SELECT w.issue AS issue, w.actor AS actor, w.support AS support, w.oppose AS oppose, w.demand AS demand,
  w.concern AS concern, w.first AS first, w.last AS last,
  CASE WHEN w.main_first <> w.main_last THEN w.main_first || ' > ' || w.main_last END AS moved,
  i.phrases AS phrases, w.key AS key, w.course AS course
FROM shown AS w JOIN named AS i ON i.key = w.key
