/* score.c - predicted records against gold ones.
 *
 * For each level there is a likeness of a gold and a predicted record, 0 where they do not match at that level; pairs
 * are taken best first, each record once. Levels are matched independently, so that a record that fits one gold event
 * by its type may be the partner of another by its parties. */
#include "cli/score.h"

#include <stdlib.h>

/* ---- likeness ---- */

static uint32_t length_of(const span_set *s) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->count; i++) n += span_length(s->at[i]);
  return n;
}

static uint32_t common_length(const span_set *a, const span_set *b) {
  uint32_t n = 0;
  for (uint32_t i = 0, k = 0; i < a->count && k < b->count;) {
    uint32_t begin = a->at[i].begin > b->at[k].begin ? a->at[i].begin : b->at[k].begin;
    uint32_t end = a->at[i].end < b->at[k].end ? a->at[i].end : b->at[k].end;
    if (begin < end) n += end - begin;
    if (a->at[i].end < b->at[k].end) i++;
    else k++;
  }
  return n;
}

/* F1 of the characters: 2|A∩B| / (|A| + |B|). */
static double overlap(const span_set *a, const span_set *b) {
  uint32_t common = common_length(a, b);
  return common ? 2.0 * common / (length_of(a) + length_of(b)) : 0;
}

static view code_of(view label) {
  view code = label;
  view_split(&label, ':', &code);
  return code;
}

/* Adds the labels of b to a's; codes: what stands before the sector. */
static label_set merged(arena *a, const label_set *x, const label_set *y, bool codes) {
  uint32_t count = 0;
  view *labels = ARENA_NEW(a, view, x->count + (y ? y->count : 0) + 1);
  for (uint32_t i = 0; i < x->count; i++) labels[count++] = codes ? code_of(x->at[i]) : x->at[i];
  for (uint32_t i = 0; y && i < y->count; i++) labels[count++] = codes ? code_of(y->at[i]) : y->at[i];
  return label_set_of(a, labels, count);
}

static bool same_set(arena *a, const label_set *x, const label_set *x2, const label_set *y, const label_set *y2,
                     bool codes) {
  label_set left = merged(a, x, x2, codes), right = merged(a, y, y2, codes);
  if (left.count != right.count) return false;
  for (uint32_t i = 0; i < left.count; i++)
    if (!view_equals(left.at[i], right.at[i])) return false;
  return true;
}

/* Whether the gold event's actors and recipients are compared as one set. */
static bool is_mutual(const eval_event *gold) {
  bool symmetric = view_equals(gold->type, TEXT("AGREE")) || view_equals(gold->type, TEXT("COOPERATE")) ||
                   view_equals(gold->type, TEXT("CONSULT"));
  if (symmetric && !view_equals(gold->mode, TEXT("visit"))) return true;
  return gold->actor_count > 1 && !gold->recipient.count;
}

static bool same_parties(arena *a, const eval_event *g, const eval_event *p, bool codes) {
  if (is_mutual(g)) return same_set(a, &g->actor, &g->recipient, &p->actor, &p->recipient, codes);
  return same_set(a, &g->actor, NULL, &p->actor, NULL, codes) &&
         same_set(a, &g->recipient, NULL, &p->recipient, NULL, codes);
}

static bool same_actors(arena *a, const eval_event *g, const eval_event *p) {
  if (is_mutual(g)) return same_set(a, &g->actor, &g->recipient, &p->actor, &p->recipient, true);
  return same_set(a, &g->actor, NULL, &p->actor, NULL, true);
}

static double statement_likeness(arena *a, const eval_statement *g, const eval_statement *p, score_level level) {
  double like = overlap(&g->content, &p->content);
  if (like < 0.5) return 0;
  if (level != SCORE_CONTENT && !same_set(a, &g->source, NULL, &p->source, NULL, level == SCORE_ATTRIBUTED)) return 0;
  return like;
}

static bool event_matches(arena *a, const eval_event *g, const eval_event *p, score_level level) {
  switch (level) {
  case SCORE_TYPE: return true;
  case SCORE_ACTOR: return same_actors(a, g, p);
  case SCORE_FULL: return same_parties(a, g, p, true);
  default: return same_parties(a, g, p, false) && view_equals(g->mode, p->mode);
  }
}

/* Events of one sentence and type: the nearer their triggers, the better the pair. */
static double event_likeness(arena *a, const gold_article *article, const eval_event *g, const eval_event *p,
                             score_level level) {
  if (!view_equals(g->type, p->type)) return 0;
  if (gold_sentence_at(article, g->trigger.begin) != gold_sentence_at(article, p->trigger.begin)) return 0;
  if (!event_matches(a, g, p, level)) return 0;
  return 1 + overlap(&(span_set){(span *)&g->trigger, 1}, &(span_set){(span *)&p->trigger, 1});
}

/* ---- pairs ---- */

typedef struct {
  double like;
  uint32_t gold, predicted;
} candidate;

static int compare_candidates(const void *a, const void *b) {
  const candidate *x = a, *y = b;
  if (x->like != y->like) return x->like > y->like ? -1 : 1;
  if (x->gold != y->gold) return x->gold < y->gold ? -1 : 1;
  return x->predicted < y->predicted ? -1 : x->predicted > y->predicted;
}

static uint32_t *nothing(arena *a, uint32_t count) {
  uint32_t *none = ARENA_NEW(a, uint32_t, count + 1);
  for (uint32_t i = 0; i < count; i++) none[i] = NONE;
  return none;
}

static score_pairs match(arena *a, const gold_article *article, const eval_records *predicted, score_level level) {
  const eval_records *gold = &article->gold;
  bool statements = level <= SCORE_SECTOR;
  uint32_t golds = statements ? gold->statements.count : gold->events.count;
  uint32_t found = statements ? predicted->statements.count : predicted->events.count;
  score_pairs pairs = {nothing(a, golds), nothing(a, found), 0};
  LIST(candidate) list = {0};
  for (uint32_t g = 0; g < golds; g++)
    for (uint32_t p = 0; p < found; p++) {
      double like = statements ? statement_likeness(a, &gold->statements.at[g], &predicted->statements.at[p], level)
                               : event_likeness(a, article, &gold->events.at[g], &predicted->events.at[p], level);
      if (like > 0) LIST_PUSH(a, &list, (candidate){like, g, p});
    }
  if (list.count) qsort(list.at, list.count, sizeof *list.at, compare_candidates);
  for (uint32_t i = 0; i < list.count; i++) {
    const candidate *c = &list.at[i];
    if (pairs.of_gold[c->gold] != NONE || pairs.of_predicted[c->predicted] != NONE) continue;
    pairs.of_gold[c->gold] = c->predicted;
    pairs.of_predicted[c->predicted] = c->gold;
    pairs.count++;
  }
  return pairs;
}

/* ---- counting ---- */

static void rate(scoreboard *board, score_rate which, bool right) {
  board->rates[which].right += right;
  board->rates[which].of++;
}

static void rate_statements(scoreboard *board, const eval_records *gold, const eval_records *predicted,
                            const score_pairs *pairs) {
  for (uint32_t g = 0; g < gold->statements.count; g++)
    if (pairs->of_gold[g] != NONE)
      rate(board, RATE_MANNER,
           view_equals(gold->statements.at[g].manner, predicted->statements.at[pairs->of_gold[g]].manner));
}

static void rate_events(scoreboard *board, const eval_records *gold, const eval_records *predicted,
                        const score_pairs *pairs) {
  for (uint32_t g = 0; g < gold->events.count; g++) {
    if (pairs->of_gold[g] == NONE) continue;
    const eval_event *x = &gold->events.at[g], *y = &predicted->events.at[pairs->of_gold[g]];
    rate(board, RATE_STATUS, view_equals(x->status, y->status));
    if (x->date.len) rate(board, RATE_DATE, view_equals(x->date, y->date));
  }
}

static void count_types(scoreboard *board, const eval_records *gold, const eval_records *predicted,
                        const score_pairs *pairs) {
  for (int type = 0; type < SEIMEI_TYPE_COUNT; type++) {
    view name = view_of_string(seimei_type_name((seimei_type)type));
    score_tally *t = &board->types[type];
    for (uint32_t g = 0; g < gold->events.count; g++) {
      if (!view_equals(gold->events.at[g].type, name)) continue;
      t->gold++;
      t->hit += pairs->of_gold[g] != NONE;
    }
    for (uint32_t p = 0; p < predicted->events.count; p++)
      t->predicted += view_equals(predicted->events.at[p].type, name);
  }
}

score_matches score_article(arena *a, const gold_article *article, const eval_records *predicted, scoreboard *board) {
  const eval_records *gold = &article->gold;
  score_pairs pairs[SCORE_COUNT];
  for (int level = 0; level < SCORE_COUNT; level++) {
    pairs[level] = match(a, article, predicted, (score_level)level);
    score_tally *t = &board->levels[level];
    bool statements = level <= SCORE_SECTOR;
    t->hit += pairs[level].count;
    t->gold += statements ? gold->statements.count : gold->events.count;
    t->predicted += statements ? predicted->statements.count : predicted->events.count;
  }
  rate_statements(board, gold, predicted, &pairs[SCORE_CONTENT]);
  rate_events(board, gold, predicted, &pairs[SCORE_FULL]);
  count_types(board, gold, predicted, &pairs[SCORE_FULL]);
  board->documents++;
  board->sentences += article->sentences.count;
  return (score_matches){pairs[SCORE_ATTRIBUTED], pairs[SCORE_FULL]};
}

double score_precision(score_tally t) { return t.predicted ? (double)t.hit / t.predicted : 0; }
double score_recall(score_tally t) { return t.gold ? (double)t.hit / t.gold : 0; }
double score_f1(score_tally t) {
  double p = score_precision(t), r = score_recall(t);
  return p + r > 0 ? 2 * p * r / (p + r) : 0;
}
