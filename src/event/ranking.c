/* ranking.c - a linear model that chooses the recipient out of all who might be it.
 *
 *   韓国は中国の大使を呼び、漁民を救うよう求めた。
 *
 *     the ordered finders propose        KOR:CVL    chosen mentioned, where arg quote deep, ...
 *     whoever the sentence names         CHN:GOV    where child-co wo head, kind person, near 1, ...
 *     who acted or was acted on before   ...        act 1, told 1, subject 1, ...
 *     nobody                                        nobody REQUEST, nobody verb 求める, ...
 *
 * Each choice has features that are words; the table recipient.tsv of the language gives their weights, which
 * tools/train_recipients.c learns from coded articles. The choice with the greatest sum is taken. Without weights the proposal of
 * the finders stands. */
#include "event/ranking.h"

enum { BEFORE = 24, AFTER = 12, EVENTS = 8, SENTENCES = 5, SUBJECTS = 3 };

static const frame *frame_at(const event_context *c, uint32_t f) { return &c->scene->frames->frames.at[f]; }

void ranking_load(event_rules *r, const table *t) {
  for (uint32_t row = 0; t && row < t->rows; row++) {
    reason x = {table_cell(t, row, table_column(t, "feature")), event_number(table_cell(t, row, table_column(t, "weight")))};
    map_put(&r->arena, &r->weight_of, x.feature, r->weights.count);
    LIST_PUSH(&r->arena, &r->weights, x);
  }
}

/* ---- features ---- */

/* A feature counts once for a choice. Those without a weight are kept only where reasons are. */
static void add_feature(const chooser *x, choice *k, const view *parts, size_t count) {
  enum { LONGEST = 160 };
  char bytes[LONGEST];
  size_t n = 0;
  for (size_t i = 0; i < count; i++) {
    if (n + parts[i].len + 1 > LONGEST) return;
    if (i) bytes[n++] = ' ';
    if (parts[i].len) memcpy(bytes + n, parts[i].ptr, parts[i].len);
    n += parts[i].len;
  }
  view feature = {bytes, n};
  uint32_t row = map_get(&x->c->rules->weight_of, feature);
  if (row == NONE && !x->c->scene->keeps_reasons) return;
  reason why = row == NONE ? (reason){feature, 0} : x->c->rules->weights.at[row];
  for (uint32_t i = 0; i < k->reasons.count; i++)
    if (view_equals(k->reasons.at[i].feature, feature)) return;
  if (row == NONE) why.feature = arena_copy(x->c->scene->arena, feature);
  LIST_PUSH(x->c->scene->arena, &k->reasons, why);
  k->score += why.weight;
}

#define FEATURE(x, k, ...) add_feature((x), (k), (const view[]){__VA_ARGS__}, sizeof((const view[]){__VA_ARGS__}) / sizeof(view))

static view type_name(seimei_type t) { return view_of_string(seimei_type_name(t)); }

/* 0 to 3 as they are, then some and many. */
static view count_name(uint32_t n) {
  static const char *const names[] = {"0", "1", "2", "3", "some", "many"};
  return view_of_string(names[n <= 3 ? n : n <= 6 ? 4 : 5]);
}

static view yes_name(bool yes) { return yes ? TEXT("yes") : TEXT("no"); }

static bool is_same_set(const actor_set *a, const actor_set *b) { return a->count && b->count && actor_sets_equal(a, b); }

/* The lists of an earlier ranking are filled again. */
static choice *add_choice(chooser *x, party p) {
  ranking *out = x->out;
  choice k = {.party = p};
  if (out->choices.count < out->filled) k.reasons = out->choices.at[out->choices.count].reasons;
  k.reasons.count = 0;
  LIST_PUSH(x->c->scene->arena, &out->choices, k);
  if (out->filled < out->choices.count) out->filled = out->choices.count;
  return &out->choices.at[out->choices.count - 1];
}

static bool has_stranger_or_self(const chooser *x, const actor_set *who) {
  for (uint32_t i = 0; i < who->count; i++) {
    if (view_equals(who->at[i].code, TEXT("UNK"))) return true;
    for (uint32_t k = 0; k < x->e->actor.who.count; k++)
      if (view_equals(who->at[i].code, x->e->actor.who.at[k].code) && view_equals(who->at[i].sector, x->e->actor.who.at[k].sector)) return true;
  }
  return false;
}

/* The choice of a set of actors, the event's own actor left out; NULL when nobody is left. */
static choice *choice_of(chooser *x, actor_set who, found_kind found) {
  if (has_stranger_or_self(x, &who)) who = actors_known(x->c->scene->arena, who, &x->e->actor.who);
  if (!who.count) return NULL;
  for (uint32_t i = 0; i < x->out->choices.count; i++)
    if (actor_sets_equal(&x->out->choices.at[i].party.who, &who)) return &x->out->choices.at[i];
  return add_choice(x, (party){who, found, NULL, x->f});
}

/* ---- who might be it ---- */

/* Denmark's army attacked the port: in English an organ of the actor's own state is no choice unless the finders propose it. */
static bool is_own_organ(const chooser *x, const actor_set *who) {
  static const char *const organs[] = {"GOV", "MIL"};
  const actor *own = &x->e->actor.who.at[0];
  bool organ = false, acting = false;
  if (!scene_is_english(x->c->scene) || !who->count || x->e->actor.who.count != 1 || !view_equals(own->code, who->at[0].code)) return false;
  for (size_t i = 0; i < COUNT_OF(organs); i++) {
    organ = organ || view_equals(who->at[0].sector, view_of_string(organs[i]));
    acting = acting || view_equals(own->sector, view_of_string(organs[i]));
  }
  return organ && acting && who->count == 1;
}

static choice *other_choice(chooser *x, actor_set who, found_kind found) { return is_own_organ(x, &who) ? NULL : choice_of(x, who, found); }


static void weigh_proposal(chooser *x, const proposal *p) {
  static const char *const kinds[] = {"role", "owner", "agent", "mutual", "speaker", "site", "noun", "none"};
  choice *k = p->party.who.count ? choice_of(x, p->party.who, p->party.found) : NULL;
  if (!k) return;
  k->party = p->party;
  FEATURE(x, k, TEXT("chosen"), p->at ? TEXT("by-place") : TEXT("by-finder"));
  if (p->at) FEATURE(x, k, TEXT("chosen"), view_of_string(kinds[p->at->kind]), view_of_string(role_name(x->c->rules->index.language, p->at->role)), x->e->rule->has_recipient ? TEXT("row") : TEXT("default"));
  else FEATURE(x, k, TEXT("chosen"), view_of_string(p->by));
}

static const actor *governments(const chooser *x, const mention *place) {
  actor *who = ARENA_NEW(x->c->scene->arena, actor, place->who_count);
  memcpy(who, place->who, place->who_count * sizeof *who);
  for (uint32_t i = 0; i < place->who_count; i++)
    if (!who[i].sector.len) who[i].sector = TEXT("GOV");
  return who;
}

/* Where it happens, the press of a clause apart that only tells it (通信社に明らかにしたところでは), and a mission abroad whose
 * state only the text around gives: 市民が大使館の前でデモをした. */
static bool is_scenery(const chooser *x, const mention *m, const standing *at) {
  const scene *s = x->c->scene;
  bool english = scene_is_english(s), within = view_equals(at->role, english ? TEXT("in") : TEXT("de"));
  const argument *own = x->e->actor.argument; /* students in Kenya */
  if (english && ((m->kind == MENTION_STATE && within) || (own && span_contains(own->span, m->span)))) return true;
  if (m->kind == MENTION_PLACE) return within;
  bool apart = view_equals(at->relation, TEXT("before")) || view_equals(at->relation, TEXT("after"));
  if (apart && view_equals(m->who[0].sector, TEXT("JRN"))) return true;
  bool mission = m->kind == MENTION_INSTITUTION && m->anaphoric;
  return mission && word_in_class(x->c->rules->index.words, s->tokens->tokens.at[m->head_token].surface, TEXT("actor-abroad"));
}

static void weigh_mention(chooser *x, uint32_t m, uint32_t between, bool after) {
  static const char *const kinds[] = {"state", "institution", "person", "body", "group", "generic", "place", "speaker", "vague", "text"};
  const mention *y = &x->c->scene->actors->mentions.at[m];
  if (!y->who_count || y->kind == MENTION_SPEAKER || y->kind == MENTION_VAGUE) return;
  standing at = mention_standing(x, y);
  if (is_scenery(x, y, &at)) return;
  const actor *who = y->kind == MENTION_PLACE ? governments(x, y) : y->who;
  choice *k = other_choice(x, (actor_set){.at = who, .count = y->who_count, .words = y->span, .mention = m}, FOUND_TOPIC);
  if (!k) return;
  view kind = view_of_string(kinds[y->kind]);
  FEATURE(x, k, TEXT("kind"), kind);
  FEATURE(x, k, TEXT("where"), at.relation);
  FEATURE(x, k, TEXT("where"), at.relation, at.role, at.how);
  FEATURE(x, k, TEXT("where"), at.relation, at.role, at.how, kind);
  if (y->modifier) FEATURE(x, k, TEXT("modifier"));
  if (y->anaphoric) FEATURE(x, k, TEXT("anaphoric"), kind);
  if (y->target) FEATURE(x, k, TEXT("target"));
  if (y->plural) FEATURE(x, k, TEXT("plural"), kind);
  FEATURE(x, k, TEXT("near"), after ? TEXT("after") : count_name(between));
}

/* The mentions of the sentence around the predicate. */
static void weigh_sentence(chooser *x) {
  const scene *s = x->c->scene;
  span words = s->layout->sentences.at[x->sentence].span, trigger = frame_at(x->c, x->f)->trigger;
  uint32_t low = 0, high = s->actors->mentions.count, between = 0;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (s->actors->mentions.at[middle].span.begin < trigger.begin) low = middle + 1;
    else high = middle;
  }
  for (uint32_t m = low, n = 0; m-- > 0 && n < BEFORE && s->actors->mentions.at[m].span.begin >= words.begin; n++) {
    weigh_mention(x, m, between, false);
    between += s->actors->mentions.at[m].who_count > 0;
  }
  for (uint32_t m = low, n = 0; m < s->actors->mentions.count && n < AFTER && s->actors->mentions.at[m].span.begin < words.end; m++, n++)
    weigh_mention(x, m, 0, true);
}

/* Who did something before, and whom it was done to. */
static void weigh_events(chooser *x) {
  const event_context *c = x->c;
  for (uint32_t back = 1; back <= EVENTS && back <= c->candidates.count; back++) {
    const event *o = &c->candidates.at[c->candidates.count - back];
    uint32_t distance = x->sentence - scene_sentence(c->scene, o->frame);
    if (distance > SENTENCES) break;
    view far = count_name(distance > 3 ? 3 : distance);
    choice *k = other_choice(x, o->actor.who, FOUND_DISCOURSE);
    if (k) {
      FEATURE(x, k, TEXT("acted"), far, yes_name(is_same_set(&x->e->actor.who, &o->aimed_at)));
      if (back == 1) FEATURE(x, k, TEXT("acted-last"), far, type_name(o->type));
    }
    k = other_choice(x, o->aimed_at, FOUND_DISCOURSE);
    if (!k) continue;
    FEATURE(x, k, TEXT("suffered"), far, yes_name(is_same_set(&x->e->actor.who, &o->actor.who)));
    if (back == 1) FEATURE(x, k, TEXT("suffered-last"), far);
  }
  for (uint32_t back = 1; back <= SUBJECTS && back <= x->sentence; back++) {
    choice *k = other_choice(x, c->scene->subjects[x->sentence - back], FOUND_DISCOURSE);
    if (k) FEATURE(x, k, TEXT("subject"), count_name(back));
  }
}

static void weigh_party(chooser *x, choice *k) {
  const actor *who = &k->party.who.at[0];
  bool own = false;
  for (uint32_t i = 0; i < x->e->actor.who.count; i++) own = own || view_equals(x->e->actor.who.at[i].code, who->code);
  FEATURE(x, k, TEXT("sector"), who->sector.len ? who->sector : TEXT("body"));
  FEATURE(x, k, TEXT("own"), yes_name(own));
  FEATURE(x, k, TEXT("number"), count_name(k->party.who.count));
}

static void weigh_nobody(chooser *x, bool proposed) {
  static const char *const embeddings[] = {"main", "coordinate", "adverbial", "relative", "quote", "nominal", "condition"};
  const frame_layout *frames = x->c->scene->frames;
  const frame *y = frame_at(x->c, x->f);
  view type = type_name(x->e->type), row = x->e->rule->has_recipient ? TEXT("row") : TEXT("default");
  uint32_t others = x->out->choices.count;
  choice *k = add_choice(x, (party){.frame = x->f});
  FEATURE(x, k, TEXT("nobody"));
  FEATURE(x, k, TEXT("nobody"), type);
  FEATURE(x, k, TEXT("nobody"), type, TEXT("mode"), x->e->rule->mode.len ? x->e->rule->mode : TEXT("none"));
  FEATURE(x, k, TEXT("nobody"), row);
  FEATURE(x, k, TEXT("nobody"), type, row);
  FEATURE(x, k, TEXT("nobody"), TEXT("of"), count_name(others));
  FEATURE(x, k, TEXT("nobody"), TEXT("proposed"), yes_name(proposed));
  FEATURE(x, k, TEXT("nobody"), type, TEXT("proposed"), yes_name(proposed));
  FEATURE(x, k, TEXT("nobody"), type, TEXT("ni"), yes_name(frame_argument(frames, y, ROLE_NI)), TEXT("wo"), yes_name(frame_argument(frames, y, ROLE_WO)));
  FEATURE(x, k, TEXT("nobody"), TEXT("clause"), view_of_string(embeddings[y->embedding]));
  FEATURE(x, k, TEXT("nobody"), TEXT("verb"), y->lemma);
}

party ranking_choose(const event_context *c, uint32_t f, event *e, const proposal *p) {
  if (!e->actor.who.count || (!c->rules->weights.count && !c->scene->keeps_reasons)) return p->party;
  ranking *out = c->scene->keeps_reasons ? ARENA_NEW(c->scene->arena, ranking, 1) : c->scratch;
  out->choices.count = out->best = 0;
  chooser x = {.c = c, .f = f, .e = e, .out = out, .sentence = scene_sentence(c->scene, f)};
  weigh_proposal(&x, p);
  weigh_sentence(&x);
  weigh_events(&x);
  for (uint32_t i = 0; i < out->choices.count; i++) weigh_party(&x, &out->choices.at[i]);
  weigh_nobody(&x, p->party.who.count);
  for (uint32_t i = 1; i < out->choices.count; i++)
    if (out->choices.at[i].score > out->choices.at[out->best].score) out->best = i;
  out->actor = e->actor.who;
  out->proposed = p->party.who.count ? 0 : out->choices.count - 1;
  if (c->scene->keeps_reasons) e->ranking = out;
  return c->rules->weights.count ? out->choices.at[out->best].party : p->party;
}

/* The strongest reasons of each choice, for explain. */
void ranking_dump(buffer *out, const ranking *r) {
  enum { SHOWN = 6 };
  for (uint32_t i = 0; i < r->choices.count; i++) {
    const choice *k = &r->choices.at[i];
    buffer_printf(out, "    %s", i == r->best ? "recipient" : "or");
    for (uint32_t w = 0; w < k->party.who.count; w++)
      buffer_printf(out, " %.*s:%.*s", (int)k->party.who.at[w].code.len, k->party.who.at[w].code.ptr, (int)k->party.who.at[w].sector.len, k->party.who.at[w].sector.ptr);
    buffer_printf(out, "%s %.2f:", k->party.who.count ? "" : " nobody", k->score);
    for (uint32_t n = 0, shown = 0; n < k->reasons.count && shown < SHOWN; n++) {
      const reason *why = &k->reasons.at[n];
      if (why->weight > -0.1 && why->weight < 0.1) continue;
      buffer_printf(out, "%s %.*s %+.2f", shown++ ? "," : "", (int)why->feature.len, why->feature.ptr, why->weight);
    }
    buffer_add_byte(out, '\n');
  }
}
