/* english_actor.c - mentions of actors in English text: the noun phrases of each segment in their order, so that each finds in memory
 * what stands before it; a phrase that another one needs (a possessor, an apposition) is read first.
 *
 *   Norwegian Foreign Minister Anna Berg met … in Oslo. The minister said her country …
 *   └──────────── PERSON NOR:GOV ──────┘        PLACE    └─ by memory ─┘   └ by the tree */
#include "actor/english_actor.h"

/* ---- which tokens are heads ---- */

static bool is_nominal(const english_reader *r, uint32_t t) {
  upos p = (upos)english_word(r, t)->upos;
  return p == UPOS_NOUN || p == UPOS_PROPN || p == UPOS_PRON || p == UPOS_NUM || p == UPOS_SYM || p == UPOS_X || p == UPOS_ADJ || p == UPOS_DET;
}

static bool is_inside(const english_reader *r, uint32_t t) {
  uint32_t above = english_above(r, t);
  return above != NONE && english_is_inner(english_relation(r, t)) && is_nominal(r, above) && !english_stands_apart(r, t);
}

/* Chinese in "US and Chinese officials": joined to a word inside of a phrase. */
static bool is_joined_inside(const english_reader *r, uint32_t t) {
  uint32_t above = english_above(r, t);
  return above != NONE && english_relation(r, t) == RELATION_CONJ && is_inside(r, above);
}

/* The token of the name that hangs on a word outside of it. */
static uint32_t top_of(const english_reader *r, const part *p) {
  for (uint32_t t = p->end; t-- > p->first;) {
    uint32_t above = english_above(r, t);
    if (above == NONE || above < p->first || above >= p->end) return t;
  }
  return p->end - 1;
}

static bool is_head(const english_reader *r, uint32_t t) {
  const token *k = english_word(r, t);
  const part *p = english_part(r, t);
  if (k->quote != NONE || (k->morph & MORPH_WH)) return false;
  if (p && top_of(r, p) != t) return false;
  if (!p && !is_nominal(r, t)) return false;
  return !is_inside(r, t) && !is_joined_inside(r, t);
}

/* ---- marks ---- */

typedef struct {
  bool topic, subject, scene, locative;
} marks;

static bool is_subject(relation r) { return r == RELATION_NSUBJ || r == RELATION_NSUBJ_PASS || r == RELATION_NSUBJ_OUTER; }

/* The first of those that the token is joined to. */
static uint32_t first_of_list(const english_reader *r, uint32_t t) {
  for (int step = 0; step < 32 && english_relation(r, t) == RELATION_CONJ && english_above(r, t) != NONE; step++) t = english_above(r, t);
  return t;
}

/* appealed to Moscow, aid to Moscow, an offer from Moscow: the government, unless somebody goes there or comes from there. */
static bool is_party(const english_reader *r, uint32_t t) {
  relation rel = english_relation(r, t);
  bool to = english_has_case(r, t, WORD_GOAL), from = rel == RELATION_NMOD && english_has_case(r, t, WORD_FROM);
  uint32_t above = english_above(r, t);
  bool tied = (rel == RELATION_OBL || rel == RELATION_NMOD) && above != NONE;
  return (to || from) && tied && !word_is(r->c.tables, english_word(r, above)->lemma, WORD_MOTION);
}

static marks marks_of(const english_reader *r, uint32_t head) {
  uint32_t t = first_of_list(r, head), above = english_above(r, t);
  marks m = {.subject = is_subject(english_relation(r, t))};
  relation clause = above == NONE ? RELATION_ROOT : english_relation(r, first_of_list(r, above));
  m.topic = m.subject && clause == RELATION_ROOT;
  m.locative = (english_has_case(r, head, WORD_SITE) || (t != head && english_has_case(r, t, WORD_SITE))) && !is_party(r, t);
  m.scene = m.locative && english_relation(r, t) == RELATION_OBL;
  return m;
}

/* The token that ties the words of the group to the rest: an office that the tree puts over the name (UN Secretary-General Guterres). */
static uint32_t tie_of(const english_reader *r, const group *g) {
  uint32_t t = g->head;
  for (uint32_t above; (above = english_above(r, t)) != NONE && above >= g->first && above < g->end;) t = above;
  return t;
}

static gender gender_of(const english_reader *r, const group *g) {
  for (uint32_t t = g->first; t < g->end; t++) {
    view words[] = {english_word(r, t)->surface, english_word(r, t)->lemma};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
      if (word_is(r->c.tables, words[i], WORD_MAN)) return GENDER_MAN;
      if (word_is(r->c.tables, words[i], WORD_WOMAN)) return GENDER_WOMAN;
    }
  }
  return GENDER_UNKNOWN;
}

/* ---- from a group to a mention ---- */

static view name_of(const english_reader *r, const group *g) {
  return g->kind == MENTION_PERSON && g->name_end > g->name_first ? actor_words(&r->c, g->name_first, g->name_end) : (view){0};
}

static void name_actors(const english_reader *r, const group *g, actor *who, uint32_t count) {
  view name = name_of(r, g), words = actor_words(&r->c, g->first, g->end);
  for (uint32_t i = 0; i < count; i++) {
    if (name.len && count == 1) who[i].name = name;
    if (!who[i].name.len) who[i].name = words;
    if (g->kind == MENTION_PERSON && g->title && g->title->role.len) who[i].office = g->title->role;
  }
}

/* A person's name whole, and each of its words: the first may be the surname. */
static void know(english_reader *r, view name, const recalled *k) {
  memory *m = r->memory;
  memory_know(r->c.arena, m, name, k);
  uint32_t index = map_get(&m->persons, name);
  for (view rest = name, word; view_split(&rest, ' ', &word);) {
    bool initial = (word.len < 2 || word.ptr[word.len - 1] == '.') && name.len > word.len;
    initial |= word.len < 3 && word.ptr[0] >= 'a' && word.ptr[0] <= 'z'; /* de, al */
    if (!initial) map_put(r->c.arena, &m->persons, word, index);
  }
}

/* The key of an office in the map of persons: no name begins like it. */
static view office_key(const english_reader *r, view title) { return arena_format(r->c.arena, "\x1F%.*s", (int)title.len, title.ptr); }

/* Who bears the office, under all its ends: minister of foreign minister. */
static void know_office(english_reader *r, view title, view name) {
  uint32_t index = map_get(&r->memory->persons, name);
  for (view rest = title; index != NONE && rest.len;) {
    map_put(r->c.arena, &r->memory->persons, office_key(r, rest), index);
    size_t blank = view_find(rest, TEXT(" "), 0);
    rest = blank == SIZE_MAX ? (view){0} : view_skip(rest, blank + 1);
  }
}

/* A and B: remembered as one too, for they and both. */
static void remember_list(english_reader *r, uint32_t head, const recalled *last) {
  uint32_t first = first_of_list(r, head);
  const recalled *k, *before = NULL;
  for (uint32_t back = 1; first != head && !before && (k = memory_at(r->memory, back)); back++)
    if (k->token == first && k->sentence == last->sentence) before = k;
  if (!before || !before->who_count || !last->who_count || before->place != last->place) return;
  actor *who = ARENA_NEW(r->c.arena, actor, before->who_count + last->who_count);
  uint32_t count = before->who_count;
  memcpy(who, before->who, sizeof *who * count);
  for (uint32_t i = 0; i < last->who_count && count < MAX_WHO; i++) {
    bool known = false;
    for (uint32_t n = 0; n < count; n++) known |= view_equals(who[n].code, last->who[i].code) && view_equals(who[n].sector, last->who[i].sector);
    if (!known) who[count++] = last->who[i];
  }
  recalled all = *last;
  all.who = who;
  all.who_count = count;
  all.token = first;
  all.subject = before->subject;
  all.topic = before->topic;
  all.several = all.whole = true;
  all.words = all.title = (view){0};
  memory_add(r->memory, &all);
}

static void remember(english_reader *r, const group *g, const mention *m, marks x) {
  recalled k = {.who = m->who, .who_count = m->who_count, .sentence = r->memory->sentence, .paragraph = r->memory->paragraph, .kind = m->kind,
                .words = g->words, .topic = x.topic, .subject = x.subject, .modifier = m->modifier, .anaphoric = m->anaphoric,
                .place = m->kind == MENTION_PLACE, .heading = r->memory->heading, .scene = x.scene && !x.subject, .token = tie_of(r, g), .several = m->plural,
                .gender = gender_of(r, g)};
  if (g->title_end > g->title_first) k.title = arena_lower(r->c.arena, actor_words(&r->c, g->title_first, g->title_end));
  view name = name_of(r, g);
  k.named = name.len > 0;
  if (!k.gender && name.len && memory_person(r->memory, name)) k.gender = memory_person(r->memory, name)->gender;
  if (g->pronoun && m->kind == MENTION_PERSON) k.title = (view){0};
  memory_add(r->memory, &k);
  english_note_convener(r, &k);
  if (name.len && (!m->anaphoric || !memory_person(r->memory, name))) know(r, name, &k);
  if (name.len && k.title.len && k.who_count == 1) know_office(r, k.title, name);
  remember_list(r, g->head, &k);
}

/* Oslo: Norway's government …: where the news comes from. */
static bool is_dateline(const english_reader *r, const group *g) {
  token_range range = r->c.tokens->segments.at[g->segment];
  bool placed = (g->kind == MENTION_STATE || g->kind == MENTION_PLACE) && g->first == range.first;
  return placed && g->end < range.first + range.count && view_is(english_word(r, g->end)->surface, ":");
}

static mention_kind settle_kind(const english_reader *r, const group *g, marks x, bool modifier) {
  if (is_dateline(r, g)) return MENTION_PLACE;
  bool acts = g->kind == MENTION_PLACE && g->capital && !x.locative && !modifier;
  bool seat = g->kind == MENTION_INSTITUTION && g->body && row_has(g->body, TEXT("place")) && !(x.subject && !modifier);
  return acts ? MENTION_STATE : seat ? MENTION_PLACE : g->kind;
}

static bool is_person_like(const group *g) {
  return g->kind == MENTION_PERSON || (g->kind == MENTION_GENERIC && ((g->body && row_has(g->body, TEXT("plural"))) || g->people));
}

static void cover(english_reader *r, const group *g, uint32_t index) {
  for (uint32_t t = g->first; t < g->end; t++) {
    const part *p = english_part(r, t);
    bool own = p || t == g->head || (g->name_first <= t && t < g->name_end);
    if (own && r->out->of_token.at[t] == NONE) r->out->of_token.at[t] = index;
    if (g->name_first <= t && t < g->name_end) r->state[t] = READ_DONE;
  }
}

/* What is remembered of the words: office or body, without determiners and in small letters. */
static view words_of(const english_reader *r, const group *g) {
  uint32_t first = g->first;
  while (first + 1 < g->end && english_word(r, first)->upos == UPOS_DET) first++;
  return arena_lower(r->c.arena, actor_words(&r->c, first, g->end));
}

/* Diplomats said: nobody knows of which state. */
static bool is_unnamed(const english_reader *r, const group *g) {
  bool alone = g->name_end == g->name_first && !g->who_count && !g->group && !g->person;
  bool open = alone && (g->kind == MENTION_GENERIC || g->kind == MENTION_PERSON);
  bool speaks = g->acting || english_has_case(r, g->head, WORD_ABOUT);
  return open && speaks && word_is(r->c.tables, english_word(r, g->head)->lemma, WORD_UNNAMED) && !english_is_definite(r, g->head);
}

/* The minister: whoever bore the office last in the text, with a name or without. */
static const recalled *holder_of(const english_reader *r, const group *g) {
  enum { NEAR = 4 };
  bool alone = g->kind == MENTION_PERSON && g->title && !g->body && !g->who_count && !g->group && !g->person && g->name_end == g->name_first && !g->elite;
  if (!alone || !english_is_definite(r, g->head) || g->plural) return NULL;
  view title = arena_lower(r->c.arena, actor_words(&r->c, g->title_first, g->title_end));
  const recalled *k, *named = memory_person(r->memory, office_key(r, title));
  for (uint32_t back = 0; (k = memory_at(r->memory, back)) && k->sentence + NEAR >= r->memory->sentence; back++) {
    bool same = k->title.len && (view_ends_with(k->title, title) || (g->title->role.len && k->who_count && view_equals(k->who[0].office, g->title->role)));
    bool bore = same && k->kind == MENTION_PERSON && k->who_count == 1 && !k->several;
    if (bore && !k->anaphoric) return k;
  }
  return named && !view_equals(named->who[0].sector, TEXT("ELI")) ? named : NULL;
}

/* The agency: the international body named last. */
static const recalled *body_of(const english_reader *r, const group *g) {
  const recalled *k;
  bool open = (g->kind == MENTION_INSTITUTION || g->kind == MENTION_GENERIC || g->kind == MENTION_VAGUE) && !g->who_count && !g->group;
  if (!open || !word_is(r->c.tables, english_word(r, g->head)->lemma, WORD_BODY) || !english_is_definite(r, g->head)) return NULL;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)); back++)
    if (k->who_count == 1 && k->kind != MENTION_TEXT && !k->heading && code_is_body(k->who[0].code) && !view_equals(k->who[0].code, TEXT("UNK"))) return k;
  return NULL;
}

/* The rebels: those of the conflict that the text has told of. */
static const recalled *fighters_of(const english_reader *r, const group *g) {
  enum { NEAR = 8 };
  const recalled *k;
  bool open = g->kind == MENTION_GENERIC && g->body && !g->who_count && !g->group && view_equals(label_sector(g->body->label), TEXT("REB"));
  if (!open || !english_is_definite(r, g->head)) return NULL;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)) && k->sentence + NEAR >= r->memory->sentence; back++)
    if (k->who_count == 1 && !k->heading && (view_equals(k->who[0].sector, TEXT("REB")) || view_starts_with(k->who[0].code, TEXT("IMG/"))) && (!k->anaphoric || k->named || k->kind == MENTION_GROUP)) return k;
  return NULL;
}

/* Its neighbour: the other party. */
static uint32_t other_of(english_reader *r, const group *g, actor found[MAX_WHO]) {
  if (!word_is(r->c.tables, english_word(r, g->head)->lemma, WORD_OTHER)) return 0;
  PARSE_CHILDREN(r->c.parse, g->head, d) {
    if (english_relation(r, d) != RELATION_NMOD_POSS) continue;
    const mention *m = english_mention(r, d);
    return m && m->who_count == 1 && code_is_state(m->who[0].code) ? english_point_other(r, m->who[0].code, found) : 0;
  }
  return 0;
}

/* allied governments, other leaders: nobody in particular. */
static bool is_anyone(const english_reader *r, const group *g) {
  bool named = g->who_count || g->person || g->group || g->name_end > g->name_first;
  bool official = (g->kind == MENTION_PERSON && g->title) || (g->body && view_equals(label_sector(g->body->label), TEXT("GOV")));
  if (named || !official || !(english_word(r, g->head)->morph & MORPH_PLURAL)) return false;
  PARSE_CHILDREN(r->c.parse, g->head, d) {
    relation rel = english_relation(r, d);
    bool inner = rel == RELATION_AMOD || rel == RELATION_DET || rel == RELATION_COMPOUND;
    if (inner && !english_part(r, d) && word_is(r->c.tables, english_word(r, d)->surface, WORD_ANYONE)) return true;
  }
  return false;
}

/* What is found before the words of the group say anything; 0: nothing. */
static uint32_t resolve_first(english_reader *r, group *g, actor found[MAX_WHO]) {
  bool open = !g->who_count && !g->group && !g->person && g->name_end == g->name_first && g->kind != MENTION_PLACE;
  uint32_t several = open ? english_point_several(r, g, found) : 0;
  if (several && g->kind == MENTION_VAGUE) g->kind = MENTION_STATE;
  if (several) return several;
  uint32_t other = other_of(r, g, found);
  if (other) return g->kind = MENTION_STATE, other;
  const recalled *k = holder_of(r, g);
  if (!k) k = fighters_of(r, g);
  if (!k && (k = body_of(r, g))) g->kind = MENTION_BODY;
  return k ? recall_copy(k, found) : 0;
}

static uint32_t resolve(english_reader *r, group *g, actor found[MAX_WHO], bool *anaphoric) {
  resolver x = {&r->c, r->memory, r->out};
  if (g->pronoun && !g->title && !g->body) {
    *anaphoric = true;
    return english_point(r, g, found);
  }
  g->pronoun = NULL;
  uint32_t count = resolve_first(r, g, found);
  if (count) {
    *anaphoric = true;
    return count;
  }
  if (is_anyone(r, g)) return g->kind = MENTION_VAGUE, 0;
  count = english_home(r, g, found);
  if (count) return *anaphoric = true, count;
  view here = g->civil && !g->who_count ? memory_focus(r->memory, r->c.tables, (view){0}, (view){0}) : (view){0};
  if (here.len) return *anaphoric = true, found[0] = (actor){.code = here, .sector = TEXT("CVL")}, 1;
  bool counted = !g->acting && g->kind == MENTION_GENERIC && view_equals(g->sector, TEXT("UNK")) && !english_has_case(r, g->head, WORD_ABOUT);
  if (counted) g->sector = TEXT("CVL"); /* arrested 12 people */
  if (is_unnamed(r, g)) return found[0] = (actor){.code = TEXT("UNK"), .sector = TEXT("UNK")}, 1;
  return group_resolve(&x, g, found, anaphoric);
}

static void read_group(english_reader *r, group *g, bool modifier) {
  actor found[MAX_WHO] = {0};
  bool anaphoric = false;
  marks x = marks_of(r, tie_of(r, g));
  g->acting = x.subject;
  g->words = words_of(r, g);
  uint32_t count = resolve(r, g, found, &anaphoric);
  bool owned = modifier && g->kind == MENTION_INSTITUTION && english_core(r, g->head).owner != NONE; /* its military aid */
  bool empty = modifier && anaphoric && (g->kind == MENTION_GENERIC || g->kind == MENTION_PERSON || owned);
  if (g->dropped || empty) return;
  name_actors(r, g, found, count);
  actor *who = ARENA_NEW(r->c.arena, actor, count);
  memcpy(who, found, sizeof *who * count);
  mention m = {.kind = settle_kind(r, g, x, modifier), .segment = g->segment, .first = g->first, .end = g->end, .head_token = modifier ? g->end - 1 : g->head,
               .span = {english_word(r, g->first)->span.begin, english_word(r, g->end - 1)->span.end}, .who = who, .who_count = count, .host = g->host,
               .plural = g->plural || count > 1, .person = is_person_like(g), .anaphoric = anaphoric, .modifier = modifier};
  uint32_t index = r->out->mentions.count;
  LIST_PUSH(r->c.arena, &r->out->mentions, m);
  cover(r, g, index);
  remember(r, g, &m, x);
}

/* "it" may stand for a subject that is no actor. */
static void note_thing(english_reader *r, uint32_t head) {
  const token *k = english_word(r, head);
  marks x = marks_of(r, head);
  if (!x.topic || k->upos != UPOS_NOUN || (k->morph & MORPH_PLURAL)) return;
  r->thing_sentence = r->memory->sentence;
  r->thing_token = head;
}

static void read_phrase(english_reader *r, uint32_t head) {
  group g;
  r->state[head] = READ_NOW;
  phrase_reading found = english_group_read(r, head, &g);
  if (found != PHRASE_NONE) read_group(r, &g, found == PHRASE_MODIFIED);
  if (found != PHRASE_NAMED) note_thing(r, head);
  r->state[head] = READ_DONE;
}

const mention *english_mention(english_reader *r, uint32_t head) {
  if (r->state[head] == READ_NOT && is_head(r, head)) read_phrase(r, head);
  uint32_t m = r->out->of_token.at[head];
  return m == NONE ? NULL : &r->out->mentions.at[m];
}

/* ---- the stage ---- */

/* By position: a phrase may have been read before what stands in front of it. */
static void sort_mentions(english_reader *r, uint32_t from, token_range range) {
  actor_layout *out = r->out;
  uint32_t count = out->mentions.count - from;
  mention *at = out->mentions.at + from;
  uint32_t *order = ARENA_NEW(r->c.arena, uint32_t, count), *rank = ARENA_NEW(r->c.arena, uint32_t, count);
  mention *sorted = ARENA_NEW(r->c.arena, mention, count);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t k = i;
    for (; k > 0 && at[order[k - 1]].first > at[i].first; k--) order[k] = order[k - 1];
    order[k] = i;
  }
  for (uint32_t i = 0; i < count; i++) rank[order[i]] = i, sorted[i] = at[order[i]];
  for (uint32_t t = range.first; t < range.first + range.count; t++)
    if (out->of_token.at[t] != NONE) out->of_token.at[t] = from + rank[out->of_token.at[t] - from];
  memcpy(at, sorted, sizeof *at * count);
}

static void read_segment(english_reader *r, uint32_t segment) {
  token_range range = r->c.tokens->segments.at[segment];
  uint32_t from = r->out->mentions.count;
  memory_enter(r->memory, r->c.layout, segment);
  english_parts_find(r, segment);
  for (uint32_t t = range.first; t < range.first + range.count; t++)
    if (r->state[t] == READ_NOT && is_head(r, t)) read_phrase(r, t);
  sort_mentions(r, from, range);
}

void english_actor_run(const actor_tables *t, arena *a, const text_layout *layout, const token_layout *tokens,
                       const parse_layout *parse, view published, actor_layout *out) {
  *out = (actor_layout){.tables = t};
  english_reader r = {.c = {t, a, layout, tokens, parse, published}, .out = out, .thing_sentence = NONE, .thing_token = NONE, .opening = NONE};
  uint32_t n = tokens->tokens.count;
  r.part_at = ARENA_NEW(a, uint32_t, n);
  r.state = ARENA_NEW(a, uint8_t, n);
  out->of_token.at = ARENA_NEW(a, uint32_t, n);
  out->of_token.count = out->of_token.capacity = n;
  for (uint32_t i = 0; i < n; i++) {
    r.part_at[i] = out->of_token.at[i] = NONE;
    r.state[i] = READ_NOT;
  }
  r.memory = ARENA_NEW(a, memory, 1);
  r.memory->sentence = r.memory->paragraph = NONE;
  english_note_dateline(&r);
  for (uint32_t s = 0; s < tokens->segments.count; s++) read_segment(&r, s);
}
