/* summary_network.c - who does what to whom: edges by dyad and quad class, among the actors with the most events. */
#include <stdlib.h>

#include "column/summary.h"

enum { MOST_DYADS = 256 };

typedef struct {
  uint64_t count;
  double score;
} edge_sum;

typedef struct {
  const selection *selection;
  arena *arena;
  tuple_index index; /* actor, recipient, quad (a word) */
  LIST(edge_sum) sums;
  network_node *nodes; /* by code */
} weaving;

static bool weave_row(weaving *w, uint32_t row) {
  const selection *s = w->selection;
  code_dyad dyads[MOST_DYADS];
  uint32_t count = row_dyads(s->columns, s->from, row, dyads, MOST_DYADS);
  for (uint32_t i = 0; i < count; i++) {
    tuple key = {{dyads[i].actor, dyads[i].recipient, s->from->columns[COLUMN_QUAD][row]}};
    uint32_t at = tuple_row(&w->index, key, SUMMARY_MOST_ROWS);
    if (at == NONE) return false;
    if (at == w->sums.count) LIST_PUSH(w->arena, &w->sums, (edge_sum){0, 0});
    w->sums.at[at].count++;
    w->sums.at[at].score += s->from->score[row];
    w->nodes[dyads[i].actor].out++;
    w->nodes[dyads[i].recipient].in++;
  }
  return true;
}

static int by_count(const void *x, const void *y) {
  const network_node *a = x, *b = y;
  if (a->count != b->count) return a->count < b->count ? 1 : -1;
  return a->code < b->code ? -1 : a->code > b->code;
}

static int by_weight(const void *x, const void *y) {
  const network_edge *a = x, *b = y;
  if (a->count != b->count) return a->count < b->count ? 1 : -1;
  if (a->source != b->source) return a->source < b->source ? -1 : 1;
  if (a->target != b->target) return a->target < b->target ? -1 : 1;
  return a->quad < b->quad ? -1 : a->quad > b->quad;
}

/* Sorts those that have events to the front; place[code] becomes the node's index or NONE. */
static uint32_t *take_nodes(weaving *w, uint32_t most, network *out) {
  uint32_t codes = w->selection->columns->codes.words.count;
  uint32_t *place = ARENA_NEW(w->arena, uint32_t, codes + 1);
  for (uint32_t i = 0; i < codes; i++) {
    w->nodes[i].code = i;
    w->nodes[i].count = w->nodes[i].in + w->nodes[i].out;
    out->all_nodes += w->nodes[i].count > 0;
    place[i] = NONE;
  }
  qsort(w->nodes, codes, sizeof *w->nodes, by_count);
  out->nodes = w->nodes;
  out->node_count = out->all_nodes < most ? out->all_nodes : most;
  for (uint32_t i = 0; i < out->node_count; i++) place[w->nodes[i].code] = i;
  return place;
}

static void take_edges(weaving *w, const uint32_t *place, uint32_t most, network *out) {
  const word_list *quads = &w->selection->columns->words[COLUMN_QUAD];
  out->edges = ARENA_NEW(w->arena, network_edge, w->sums.count + 1);
  out->all_edges = w->sums.count;
  for (uint32_t i = 0; i < w->sums.count; i++) {
    const uint64_t *key = w->index.rows.at[i].at;
    view quad = word_at(quads, (uint32_t)key[2]);
    if (place[key[0]] == NONE || place[key[1]] == NONE) continue;
    out->edges[out->edge_count++] =
        (network_edge){place[key[0]], place[key[1]], quad.len == 1 ? (uint32_t)(quad.ptr[0] - '0') : 0,
                       w->sums.at[i].count, w->sums.at[i].score / SCORE_UNIT};
  }
  qsort(out->edges, out->edge_count, sizeof *out->edges, by_weight);
  if (out->edge_count > most) out->edge_count = most;
}

seimei_status summary_network(const selection *s, uint32_t most_nodes, uint32_t most_edges, arena *a, network *out,
                              seimei_error *error) {
  weaving w = {.selection = s, .arena = a, .index = {.arena = a}};
  *out = (network){.node_count = 0};
  w.nodes = ARENA_NEW(a, network_node, s->columns->codes.words.count + 1);
  for (uint32_t row = 0; row < s->from->count; row++)
    if (s->mask[row] && !weave_row(&w, row))
      return error_set(error, SEIMEI_USAGE, "more than %d edges; select less", SUMMARY_MOST_ROWS);
  uint32_t *place = take_nodes(&w, most_nodes, out);
  take_edges(&w, place, most_edges, out);
  return SEIMEI_OK;
}
