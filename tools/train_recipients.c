/* train_recipients.c - seimei-train-recipients OUT GOLD...: learns the weights of lang/<code>/recipient.tsv.
 *
 * Every coded event that the engine finds with the right type and actor is an example: its choices are those of
 * src/event/ranking.c, the right ones those whose codes are the coded recipient's (nobody, where there is none). The
 * model is a softmax over the choices; its log-likelihood with an L2 penalty is climbed by AdaGrad:
 *
 *   p(k) = exp(Σ w_f of k) / Σ_j exp(Σ w_f of j)        dw_f = Σ_k [f of k] (p(k | right) - p(k)) - λ w_f / n
 *
 * The weights are the mean of those after each pass over the examples but the first few. Before they are written,
 * cross-validation over articles says how often the choice is right, against the proposals of the finders alone. Train
 * with a pack that has no table of weights yet: what was learned before would have a say in which events are examples.
 * Articles are shuffled by a fixed generator: same input, same weights. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/gold.h"
#include "engine/engine.h"
#include "engine/engine_parts.h"

enum { FOLDS = 8, EPOCHS = 40, WARM = 10, RARE = 2, MAX_CHOICES = 128 };
static const double PENALTY = 200, RATE = 0.1, LEAST = 0.02;

typedef struct {
  LIST(uint32_t) features;
  bool right, target, proposed;
} option;

typedef struct {
  uint32_t article;
  bool reachable; /* one of the options is right */
  LIST(option) options;
} example;

typedef struct {
  arena *memory;
  gold_article *article;
  uint32_t article_number;
  bool *used; /* coded events that have their example */
  map number_of;
  LIST(view) names;
  LIST(uint32_t) counts;
  LIST(example) examples;
} trainer;

/* ---- examples ---- */

static view code_of_label(view label) {
  view code = label;
  view_split(&label, ':', &code);
  return code;
}

static bool has_code(const label_set *set, view code) {
  for (uint32_t i = 0; i < set->count; i++)
    if (view_equals(code_of_label(set->at[i]), code)) return true;
  return false;
}

static bool set_has_code(const actor_set *set, view code) {
  for (uint32_t i = 0; i < set->count; i++)
    if (view_equals(set->at[i].code, code)) return true;
  return false;
}

static bool same_codes(const label_set *gold, const actor_set *who) {
  for (uint32_t i = 0; i < gold->count; i++)
    if (!set_has_code(who, code_of_label(gold->at[i]))) return false;
  for (uint32_t i = 0; i < who->count; i++)
    if (!has_code(gold, who->at[i].code)) return false;
  return true;
}

static bool same_labels(trainer *t, const label_set *gold, const actor_set *who) {
  uint32_t same = 0;
  for (uint32_t i = 0; i < who->count; i++)
    for (uint32_t k = 0; k < gold->count; k++) same += view_equals(actor_label(t->memory, &who->at[i]), gold->at[k]);
  return same == who->count && same == gold->count;
}

static bool is_mutual(const eval_event *g) {
  bool symmetric = view_equals(g->type, TEXT("AGREE")) || view_equals(g->type, TEXT("COOPERATE")) || view_equals(g->type, TEXT("CONSULT"));
  return (symmetric && !view_equals(g->mode, TEXT("visit"))) || (g->actor_count > 1 && !g->recipient.count);
}

/* Whom the choice should come to, given the actor that the engine has; false: the actor is wrong. */
static bool wanted_recipient(trainer *t, const eval_event *g, const actor_set *actor, label_set *out) {
  *out = g->recipient;
  if (!is_mutual(g)) return same_codes(&g->actor, actor);
  view *rest = ARENA_NEW(t->memory, view, g->actor.count + g->recipient.count + 1);
  uint32_t n = 0;
  for (uint32_t i = 0; i < g->actor.count; i++)
    if (!set_has_code(actor, code_of_label(g->actor.at[i]))) rest[n++] = g->actor.at[i];
  for (uint32_t i = 0; i < g->recipient.count; i++)
    if (!set_has_code(actor, code_of_label(g->recipient.at[i]))) rest[n++] = g->recipient.at[i];
  for (uint32_t i = 0; i < actor->count; i++)
    if (!has_code(&g->actor, actor->at[i].code) && !has_code(&g->recipient, actor->at[i].code)) return false;
  *out = label_set_of(t->memory, rest, n);
  return true;
}

static uint32_t feature_number(trainer *t, view name) {
  uint32_t n = map_get(&t->number_of, name);
  if (n == NONE) {
    n = t->names.count;
    view kept = arena_copy(t->memory, name);
    map_put(t->memory, &t->number_of, kept, n);
    LIST_PUSH(t->memory, &t->names, kept);
    LIST_PUSH(t->memory, &t->counts, 0);
  }
  t->counts.at[n]++;
  return n;
}

static void add_example(trainer *t, const ranking *r, const label_set *wanted) {
  example x = {.article = t->article_number};
  bool strict = false;
  for (uint32_t i = 0; i < r->choices.count && i < MAX_CHOICES; i++) {
    const choice *c = &r->choices.at[i];
    option o = {.right = same_codes(wanted, &c->party.who), .proposed = i == r->proposed};
    strict = strict || (o.right && same_labels(t, wanted, &c->party.who));
    for (uint32_t k = 0; k < c->reasons.count; k++) LIST_PUSH(t->memory, &o.features, feature_number(t, c->reasons.at[k].feature));
    LIST_PUSH(t->memory, &x.options, o);
  }
  for (uint32_t i = 0; i < x.options.count; i++) {
    option *o = &x.options.at[i];
    o->target = o->right && (!strict || same_labels(t, wanted, &r->choices.at[i].party.who));
    x.reachable = x.reachable || o->target;
  }
  LIST_PUSH(t->memory, &t->examples, x);
}

/* The coded event of the same sentence and type whose actor is right. */
static void take_event(trainer *t, const event *e) {
  const gold_article *a = t->article;
  view type = view_of_string(seimei_type_name(e->type));
  for (uint32_t i = 0; e->ranking && i < a->gold.events.count; i++) {
    const eval_event *g = &a->gold.events.at[i];
    uint32_t sentence = gold_sentence_at(a, g->trigger.begin);
    label_set wanted;
    if (t->used[i] || sentence == NONE || !span_has(a->sentence_bytes.at[sentence], e->trigger.begin) || !view_equals(g->type, type)) continue;
    if (!wanted_recipient(t, g, &e->ranking->actor, &wanted)) continue;
    t->used[i] = true;
    add_example(t, e->ranking, &wanted);
    return;
  }
}

static void take_part(seimei_worker *w, const seimei_document *doc, analysis *a, bool last, void *user) {
  (void)doc;
  (void)last;
  event_layout events;
  if (!a->tokens.segments.count) return;
  a->scene.keeps_reasons = true;
  event_run(w->language->event_rules, &a->scene, &a->statements, &events);
  for (uint32_t i = 0; i < events.events.count; i++) take_event(user, &events.events.at[i]);
}

/* ---- the model ---- */

typedef struct {
  double *weights, *squares, *step, *sum;
  uint32_t count;
} model;

static uint64_t next_random(uint64_t *state) {
  *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return *state >> 33;
}

static void shuffle(uint32_t *at, uint32_t n, uint64_t *state) {
  for (uint32_t i = n; i > 1; i--) {
    uint32_t k = (uint32_t)(next_random(state) % i), kept = at[i - 1];
    at[i - 1] = at[k];
    at[k] = kept;
  }
}

static double score_of(const trainer *t, const model *m, const option *o) {
  double score = 0;
  for (uint32_t i = 0; i < o->features.count; i++)
    if (t->counts.at[o->features.at[i]] >= RARE) score += m->weights[o->features.at[i]];
  return score;
}

static void learn(const trainer *t, model *m, const example *x, double n) {
  double p[MAX_CHOICES], most = -1e9, all = 0, right = 0;
  for (uint32_t k = 0; k < x->options.count; k++) {
    p[k] = score_of(t, m, &x->options.at[k]);
    if (p[k] > most) most = p[k];
  }
  for (uint32_t k = 0; k < x->options.count; k++) all += p[k] = exp(p[k] - most);
  for (uint32_t k = 0; k < x->options.count; k++) right += x->options.at[k].target ? p[k] : 0;
  if (right < 1e-9) right = 1e-9;
  for (uint32_t k = 0; k < x->options.count; k++) {
    const option *o = &x->options.at[k];
    double pull = (o->target ? p[k] / right : 0) - p[k] / all;
    for (uint32_t i = 0; i < o->features.count; i++) m->step[o->features.at[i]] += pull;
  }
  for (uint32_t k = 0; k < x->options.count; k++)
    for (uint32_t i = 0; i < x->options.at[k].features.count; i++) {
      uint32_t f = x->options.at[k].features.at[i];
      if (m->step[f] == 0) continue; /* taken already */
      double g = m->step[f] - PENALTY * m->weights[f] / n;
      m->step[f] = 0;
      m->squares[f] += g * g;
      m->weights[f] += RATE * g / sqrt(m->squares[f]);
    }
}

static void fit(const trainer *t, model *m, uint32_t *chosen, uint32_t n) {
  uint64_t state = 7;
  for (uint32_t i = 0; i < m->count; i++) m->weights[i] = m->step[i] = m->sum[i] = 0, m->squares[i] = 1e-6;
  for (int epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(chosen, n, &state);
    for (uint32_t i = 0; i < n; i++)
      if (t->examples.at[chosen[i]].reachable) learn(t, m, &t->examples.at[chosen[i]], n);
    for (uint32_t i = 0; epoch >= WARM && i < m->count; i++) m->sum[i] += m->weights[i];
  }
  for (uint32_t i = 0; i < m->count; i++) m->weights[i] = m->sum[i] / (EPOCHS - WARM);
}

static bool is_right(const trainer *t, const model *m, const example *x) {
  uint32_t best = 0;
  for (uint32_t k = 1; k < x->options.count; k++)
    if (score_of(t, m, &x->options.at[k]) > score_of(t, m, &x->options.at[best])) best = k;
  return x->options.at[best].right;
}

static void cross_validate(const trainer *t, model *m, uint32_t articles) {
  uint32_t *order = ARENA_NEW(t->memory, uint32_t, articles + 1), *fold = ARENA_NEW(t->memory, uint32_t, articles + 1);
  uint32_t *chosen = ARENA_NEW(t->memory, uint32_t, t->examples.count + 1), right = 0, proposed = 0, reachable = 0;
  uint64_t state = 977;
  for (uint32_t i = 0; i < articles; i++) order[i] = i;
  shuffle(order, articles, &state);
  for (uint32_t i = 0; i < articles; i++) fold[order[i]] = i % FOLDS;
  for (uint32_t held = 0; held < FOLDS; held++) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < t->examples.count; i++)
      if (fold[t->examples.at[i].article] != held) chosen[n++] = i;
    fit(t, m, chosen, n);
    for (uint32_t i = 0; i < t->examples.count; i++)
      if (fold[t->examples.at[i].article] == held) right += is_right(t, m, &t->examples.at[i]);
  }
  for (uint32_t i = 0; i < t->examples.count; i++) {
    reachable += t->examples.at[i].reachable;
    for (uint32_t k = 0; k < t->examples.at[i].options.count; k++)
      proposed += t->examples.at[i].options.at[k].proposed && t->examples.at[i].options.at[k].right;
  }
  printf("%u events: right as proposed %u, as ranked (%d folds over articles) %u, at best %u\n", t->examples.count, proposed, FOLDS, right, reachable);
}

/* ---- files ---- */

static const trainer *sorted_trainer;

static int by_name(const void *a, const void *b) {
  return view_compare(sorted_trainer->names.at[*(const uint32_t *)a], sorted_trainer->names.at[*(const uint32_t *)b]);
}

static int write_weights(const trainer *t, const model *m, const char *path) {
  FILE *f = fopen(path, "w");
  if (!f) return perror(path), 1;
  fputs("# How much each feature of a choice speaks for it as the recipient of an event: docs/event.md.\n"
        "# Columns: feature, weight. Written by tools/train_recipients.c out of coded articles; not edited by hand.\n"
        "# The project's own work, under the licence of the project.\nfeature\tweight\n", f);
  uint32_t *order = ARENA_NEW(t->memory, uint32_t, m->count + 1), written = 0;
  for (uint32_t i = 0; i < m->count; i++) order[i] = i;
  sorted_trainer = t;
  qsort(order, m->count, sizeof *order, by_name);
  for (uint32_t i = 0; i < m->count; i++) {
    view name = t->names.at[order[i]];
    if (t->counts.at[order[i]] < RARE || fabs(m->weights[order[i]]) < LEAST) continue;
    fprintf(f, "%.*s\t%.2f\n", (int)name.len, name.ptr, m->weights[order[i]]);
    written++;
  }
  printf("%u weights\n", written);
  return fclose(f) ? perror(path), 1 : 0;
}

static int train(trainer *t, gold_articles *articles, const char *path) {
  seimei_error error = {0};
  seimei_engine *engine;
  seimei_worker *worker;
  if (seimei_engine_open(NULL, &engine, &error) || seimei_worker_new(engine, &worker, &error)) return fprintf(stderr, "%s\n", error.message), 1;
  for (uint32_t i = 0; i < articles->count; i++) {
    gold_article *a = t->article = &articles->at[i];
    t->article_number = i;
    t->used = ARENA_NEW(t->memory, bool, a->gold.events.count + 1);
    seimei_document doc = {.id = a->id, .lang = a->lang, .published = a->published, .title = a->title, .text = a->text};
    if (worker_each_part(worker, &doc, take_part, t, &error)) return fprintf(stderr, "%s\n", error.message), 1;
  }
  model m = {.count = t->names.count};
  m.weights = ARENA_NEW(t->memory, double, m.count + 1);
  m.squares = ARENA_NEW(t->memory, double, m.count + 1);
  m.sum = ARENA_NEW(t->memory, double, m.count + 1);
  m.step = ARENA_NEW(t->memory, double, m.count + 1);
  cross_validate(t, &m, articles->count);
  uint32_t *all = ARENA_NEW(t->memory, uint32_t, t->examples.count + 1);
  for (uint32_t i = 0; i < t->examples.count; i++) all[i] = i;
  fit(t, &m, all, t->examples.count);
  seimei_worker_free(worker);
  seimei_engine_close(engine);
  return write_weights(t, &m, path);
}

int main(int argc, char **argv) {
  if (argc < 3) return fputs("usage: seimei-train-recipients OUT GOLD...\n", stderr), 2;
  arena memory;
  arena_init(&memory, NULL);
  jmp_buf failure;
  memory.on_failure = &failure;
  if (setjmp(failure)) return fputs("out of memory\n", stderr), 1;
  gold_articles articles = {0};
  seimei_error error = {0};
  for (int i = 2; i < argc; i++)
    if (gold_read(&memory, argv[i], &articles, &error)) return fprintf(stderr, "%s\n", error.message), 1;
  trainer t = {.memory = &memory};
  int status = train(&t, &articles, argv[1]);
  arena_release(&memory);
  return status;
}
