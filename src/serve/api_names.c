/* api_names.c - actors to choose from: their codes, their names in both languages, and the persons and bodies that the
 * store has under their code. */
#include <stdlib.h>

#include "serve/endpoint.h"

enum { USUAL_NAMES = 20, MOST_NAMES = 100 };

typedef struct {
  uint32_t code, rank; /* rank: how it was found, the best is 0 */
  uint64_t count;
  const column_name *name; /* by which it was found, or NULL */
} found_actor;

static int by_rank(const void *x, const void *y) {
  const found_actor *a = x, *b = y;
  if (a->rank != b->rank) return a->rank < b->rank ? -1 : 1;
  if (a->count != b->count) return a->count < b->count ? 1 : -1;
  return a->code < b->code ? -1 : a->code > b->code;
}

static bool begins_with(view text, view typed) {
  return text.len >= typed.len && text_has(view_slice(text, 0, typed.len), typed);
}

enum { RANK_SAME, RANK_BEGINS, RANK_HAS, RANK_PERSON, RANK_NOT };

static uint32_t rank_of(call *c, view code, view typed) {
  uint32_t best = RANK_NOT;
  view texts[] = {code, code_label(c->service->labels, LABEL_JA, code), code_label(c->service->labels, LABEL_EN, code)};
  for (size_t i = 0; i < COUNT_OF(texts); i++) {
    uint32_t rank = RANK_NOT;
    if (texts[i].len == typed.len && text_has(texts[i], typed)) rank = RANK_SAME;
    else if (begins_with(texts[i], typed)) rank = RANK_BEGINS;
    else if (text_has(texts[i], typed)) rank = RANK_HAS;
    if (rank < best) best = rank;
  }
  return best;
}

static found_actor *find_actors(call *c, view typed, uint32_t *count) {
  const columns *k = c->columns;
  found_actor *all = ARENA_NEW(c->memory, found_actor, k->codes.words.count + 1);
  for (uint32_t i = 1; i < k->codes.words.count; i++)
    all[i] = (found_actor){i, typed.len ? rank_of(c, word_at(&k->codes, i), typed) : 0, k->code_counts[i], NULL};
  for (uint32_t i = 0; i < k->names.count && typed.len; i++) {
    const column_name *n = &k->names.at[i];
    found_actor *a = &all[n->code];
    if (!n->code || a->rank < RANK_PERSON || a->name || !text_has(n->name, typed)) continue;
    a->rank = RANK_PERSON;
    a->name = n;
  }
  *count = 0;
  for (uint32_t i = 1; i < k->codes.words.count; i++)
    if (all[i].rank != RANK_NOT && all[i].count) all[(*count)++] = all[i];
  qsort(all, *count, sizeof *all, by_rank);
  return all;
}

answer_code answer_actors(call *c) {
  uint64_t limit;
  uint32_t count;
  seimei_status status = request_number(c->request, PARAM_LIMIT, USUAL_NAMES, MOST_NAMES, &limit, &c->error);
  if (status) return failed(c, status);
  found_actor *found = find_actors(c, arena_lower(c->memory, c->request->values[PARAM_QUERY]), &count);
  begin_answer(c);
  json_integer(c->out, "total", count);
  json_key(c->out, "actors"), buffer_add_byte(c->out, '[');
  for (uint32_t i = 0; i < count && i < limit; i++) {
    view code = word_at(&c->columns->codes, found[i].code);
    json_comma(c->out);
    buffer_add_byte(c->out, '{');
    json_text(c->out, "code", code);
    add_labels(c, code);
    json_integer(c->out, "count", (int64_t)found[i].count);
    json_text(c->out, "match", found[i].name ? found[i].name->name : (view){"", 0});
    json_text(c->out, "as", found[i].name ? found[i].name->office : (view){"", 0});
    buffer_add_byte(c->out, '}');
  }
  buffer_add_string(c->out, "]}\n");
  return ANSWER_OK;
}
