/* ud_tree.c - heads that are one tree: the best one (Chu and Liu 1965, Edmonds 1967).
 *
 * Nearly always the best head of every token makes a tree. Where it does not, each cycle becomes one node, whose best way in
 * is found again, and in the end each such node is opened where the way in enters it:
 *
 *   a ─▶ b ─▶ a, and c outside        (ab) with the best of c ─▶ a, c ─▶ b        c ─▶ b ─▶ a
 *
 * Time is at most the square of the number of tokens for each cycle. */
#include "parse/ud_net.h"

typedef struct {
  uint16_t from, to; /* tokens from 1, 0 the root */
} edge;

struct ud_tree_room {
  float weight[UD_MOST_TOKENS + 1][UD_MOST_TOKENS + 1]; /* [to][from] of nodes by slot */
  edge edges[UD_MOST_TOKENS + 1][UD_MOST_TOKENS + 1];   /* the arc between tokens that it stands for */
  uint16_t slot_id[UD_MOST_TOKENS + 1], best[UD_MOST_TOKENS + 1], mark[UD_MOST_TOKENS + 1];
  bool dead[UD_MOST_TOKENS + 1], in_cycle[UD_MOST_TOKENS + 1];
  uint16_t parent[2 * UD_MOST_TOKENS + 2]; /* of nodes: tokens, then cycles in the order of their making */
  edge way_in[2 * UD_MOST_TOKENS + 2];
  uint32_t n, ids;
};

size_t ud_tree_size(void) { return sizeof(ud_tree_room); }

/* ---- the plain way ---- */

/* Best heads, and whether they are one tree. */
static bool take_best(const float *scores, uint32_t stride, uint32_t n, uint32_t *heads) {
  uint32_t roots = 0;
  for (uint32_t i = 0; i < n; i++) {
    const float *row = scores + (size_t)i * stride;
    uint32_t best = 0;
    for (uint32_t k = 1; k <= n; k++)
      if (k != i + 1 && row[k] > row[best]) best = k;
    heads[i] = best ? best - 1 : NONE;
    roots += !best;
  }
  return roots == 1;
}

static bool has_cycle(const uint32_t *heads, uint32_t n, uint32_t *marks) {
  memset(marks, 0, sizeof *marks * n);
  for (uint32_t i = 0; i < n; i++) {
    uint32_t t = i;
    while (t != NONE && !marks[t]) marks[t] = i + 1, t = heads[t];
    if (t != NONE && marks[t] == i + 1) return true;
  }
  return false;
}

/* ---- cycles ---- */

/* A tree with one root is better than any with more. */
static void fill(ud_tree_room *r, const float *scores, uint32_t stride, uint32_t n) {
  const float root_cost = 1e4f;
  r->n = n;
  r->ids = n + 1;
  for (uint32_t to = 0; to <= n; to++) {
    r->slot_id[to] = (uint16_t)to;
    r->dead[to] = false;
    for (uint32_t from = 0; to && from <= n; from++) {
      r->edges[to][from] = (edge){(uint16_t)from, (uint16_t)to};
      r->weight[to][from] = scores[(size_t)(to - 1) * stride + from] - (from ? 0 : root_cost);
    }
  }
}

static uint16_t best_from(const ud_tree_room *r, uint32_t to) {
  uint32_t best = 0;
  for (uint32_t from = 1; from <= r->n; from++)
    if (from != to && !r->dead[from] && r->weight[to][from] > r->weight[to][best]) best = from;
  return (uint16_t)best;
}

/* A slot in a cycle, or 0. */
static uint32_t find_cycle(ud_tree_room *r) {
  memset(r->mark, 0, sizeof r->mark);
  for (uint32_t i = 1; i <= r->n; i++) {
    uint32_t at = r->dead[i] ? 0 : i;
    while (at && !r->mark[at]) r->mark[at] = (uint16_t)i, at = r->best[at];
    if (at && r->mark[at] == i) return at;
  }
  return 0;
}

/* Best arcs between slot v and the cycle that start is in, as arcs of start. */
static void join_arcs(ud_tree_room *r, uint32_t start, uint32_t v) {
  uint32_t out = start, in = start, c = start;
  float most = 0;
  do {
    float gain = r->weight[c][v] - r->weight[c][r->best[c]];
    if (c == start || gain > most) most = gain, in = c;
    if (v && r->weight[v][c] > r->weight[v][out]) out = c;
    c = r->best[c];
  } while (c != start);
  r->edges[start][v] = r->edges[in][v];
  r->weight[start][v] = most;
  if (!v) return;
  r->edges[v][start] = r->edges[v][out];
  r->weight[v][start] = r->weight[v][out];
}

static void contract(ud_tree_room *r, uint32_t start) {
  uint16_t made = (uint16_t)r->ids++;
  uint32_t c = start;
  memset(r->in_cycle, 0, sizeof r->in_cycle);
  do {
    r->in_cycle[c] = true;
    r->parent[r->slot_id[c]] = made;
    r->way_in[r->slot_id[c]] = r->edges[c][r->best[c]];
    c = r->best[c];
  } while (c != start);
  for (uint32_t v = 0; v <= r->n; v++)
    if (!r->dead[v] && !r->in_cycle[v]) join_arcs(r, start, v);
  for (c = r->best[start]; c != start; c = r->best[c]) r->dead[c] = true;
  r->slot_id[start] = made;
  r->best[start] = best_from(r, start);
  for (uint32_t v = 1; v <= r->n; v++)
    if (!r->dead[v] && v != start && (r->in_cycle[r->best[v]] || r->dead[r->best[v]])) r->best[v] = (uint16_t)start;
}

static void open_cycles(ud_tree_room *r, uint32_t *heads) {
  for (uint32_t i = 1; i <= r->n; i++)
    if (!r->dead[i]) r->way_in[r->slot_id[i]] = r->edges[i][r->best[i]];
  for (uint32_t id = r->ids; id-- > r->n + 1;) {
    uint32_t inside = r->way_in[id].to;
    while (r->parent[inside] != id) inside = r->parent[inside];
    r->way_in[inside] = r->way_in[id];
  }
  for (uint32_t i = 1; i <= r->n; i++) heads[i - 1] = r->way_in[i].from ? r->way_in[i].from - 1u : NONE;
}

void ud_tree_of(ud_tree_room *r, const float *scores, uint32_t stride, uint32_t n, uint32_t *heads) {
  uint32_t marks[UD_MOST_TOKENS], start;
  if (take_best(scores, stride, n, heads) && !has_cycle(heads, n, marks)) return;
  fill(r, scores, stride, n);
  for (uint32_t i = 1; i <= n; i++) r->best[i] = best_from(r, i);
  while ((start = find_cycle(r))) contract(r, start);
  open_cycles(r, heads);
}
