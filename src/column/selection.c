/* selection.c - a condition at a time, each over all records: a word is looked up once and then is a byte in a table.
 */
#include "column/selection.h"

#include "column/conditions.h"
#include "position/position.h"

bool column_filter_is_of_events(const column_filter *f) {
  query_filter q = f->query;
  q.sort = SORT_NEWEST;
  return query_is_of_events(&q) || f->quad.len || f->stance.len || f->issue.len || f->keys.len;
}

static seimei_status apply(selecting *s, store *store, const concepts *c, seimei_error *error) {
  const column_filter *f = s->filter;
  const query_filter *q = &f->query;
  keep_days(s, q->since, q->until);
  keep_words(s, COLUMN_TYPE, q->type);
  keep_words(s, COLUMN_MODE, q->mode);
  keep_words(s, COLUMN_CONTEXTS, q->context);
  keep_words(s, COLUMN_STATUS, q->status);
  keep_words(s, COLUMN_PLACE, q->place);
  keep_words(s, COLUMN_QUAD, f->quad);
  keep_stances(s, f->stance);
  keep_scores(s);
  keep_first(s);
  keep_parties(s, q->actor, 1 << SIDE_ACTOR);
  keep_parties(s, q->recipient, 1 << SIDE_RECIPIENT);
  keep_parties(s, f->party, 1 << SIDE_ACTOR | 1 << SIDE_RECIPIENT);
  keep_sectors(s, q->sector);
  keep_pair(s, q->pair);
  keep_issues(s, c);
  seimei_status status = keep_documents(s, store, error);
  return status ? status : keep_about(s, store, error);
}

seimei_status selection_make(const columns *columns, store *store, const concepts *c, const column_filter *f,
                             query_records kind, word_memo *memo, arena *a, selection *out, seimei_error *error) {
  const record_columns *k = &columns->kinds[kind];
  selecting s = {.columns = columns, .filter = f, .from = k, .kind = kind, .arena = a, .memo = memo};
  s.mask = ARENA_NEW(a, uint8_t, k->count + 1);
  *out = (selection){.columns = columns, .from = k, .kind = kind, .mask = s.mask};
  if (kind == QUERY_STATEMENTS && column_filter_is_of_events(f)) return SEIMEI_OK;
  memset(s.mask, 1, k->count);
  seimei_status status = apply(&s, store, c, error);
  if (status) return status;
  for (uint32_t i = 0; i < k->count; i++) out->count += s.mask[i];
  return SEIMEI_OK;
}

/* ---- order ---- */

enum { BUCKETS = 1 << 16 };

/* What comes first has the lowest bucket. */
static uint32_t bucket_of(const record_columns *k, query_sort sort, uint32_t row) {
  switch (sort) {
  case SORT_CONFLICT: return (uint32_t)(k->score[row] + BUCKETS / 2);
  case SORT_COOPERATION: return (uint32_t)(BUCKETS / 2 - k->score[row]);
  case SORT_CONFIDENCE: return BUCKETS - 1U - k->confidence[row];
  default: return 0;
  }
}

/* Counting sort: one pass says where each bucket begins, the second puts what falls into the page into its place. */
uint32_t *selection_rows(const selection *s, query_sort sort, uint64_t offset, uint32_t limit, arena *a,
                         uint32_t *count) {
  const record_columns *k = s->from;
  if (!k->score) sort = sort == SORT_OLDEST ? SORT_OLDEST : SORT_NEWEST;
  bool forward = sort == SORT_OLDEST || sort == SORT_CONFLICT;
  uint64_t left = offset < s->count ? s->count - offset : 0, next = 0;
  *count = left < limit ? (uint32_t)left : limit;
  uint32_t *rows = ARENA_NEW(a, uint32_t, *count + 1);
  uint32_t *starts = ARENA_NEW(a, uint32_t, BUCKETS + 1);
  for (uint32_t i = 0; i < k->count; i++)
    if (s->mask[i]) starts[bucket_of(k, sort, i)]++;
  for (uint32_t b = 0; b <= BUCKETS; b++) {
    uint32_t here = starts[b];
    starts[b] = (uint32_t)next;
    next += here;
  }
  for (uint32_t i = 0; i < k->count; i++) {
    uint32_t row = k->by_day[forward ? i : k->count - 1 - i];
    if (!s->mask[row]) continue;
    uint64_t place = starts[bucket_of(k, sort, row)]++;
    if (place >= offset && place < offset + *count) rows[place - offset] = row;
  }
  return rows;
}

/* ---- parties ---- */

void row_codes(const columns *c, const record_columns *k, uint32_t row, uint32_t side, code_list *out) {
  out->count = 0;
  for (uint32_t i = k->first_party[row]; i < k->first_party[row + 1]; i++) {
    if ((k->parties[i] & 1) != side) continue;
    uint32_t code = c->parties.at[k->parties[i] >> 1].code, at = 0;
    while (at < out->count && out->at[at] != code) at++;
    if (at == out->count && at < RECORD_MOST_CODES) out->at[out->count++] = code;
  }
}

uint32_t row_dyads(const columns *c, const record_columns *k, uint32_t row, code_dyad *out, uint32_t most) {
  code_list actors, recipients;
  uint32_t count = 0;
  row_codes(c, k, row, SIDE_ACTOR, &actors);
  row_codes(c, k, row, SIDE_RECIPIENT, &recipients);
  const code_list *others = recipients.count ? &recipients : &actors;
  for (uint32_t i = 0; i < actors.count; i++)
    for (uint32_t j = 0; j < others->count && count < most; j++)
      if (actors.at[i] != others->at[j]) out[count++] = (code_dyad){actors.at[i], others->at[j]};
  return count;
}
