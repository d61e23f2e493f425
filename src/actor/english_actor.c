/* english_actor.c - mentions of actors in English text, each a noun phrase whose head and modifiers are read together.
 *
 *   Norwegian Foreign Minister Anna Berg   title minister, state by the adjective, name Anna Berg
 *   Anna Berg, Norway's prime minister,    the apposition gives office and state
 *   the ministry, the minister, he         what the document has named before
 *
 * Phrases are read in the order of the text, so that each finds in memory what stands before it. */
#include "actor/actor_parts.h"

enum { MAX_DEPTH = 3 };

typedef struct {
  const name_row *row;
  uint32_t first, end;
} found_name;

typedef struct {
  actor_context c;
  memory *memory;
  actor_layout *out;
  uint32_t *name_at; /* by token: index into names, or NONE */
  LIST(found_name) names;
} reader;

/* What the words of one noun phrase say. */
typedef struct {
  const name_row *title, *person, *body; /* body: institution, group or common noun */
  const name_row *state;
  view code;       /* of a possessor or pronoun */
  uint32_t first, end; /* tokens of the name and its titles */
  uint32_t name_first, name_end;
} reading;

static const token *word(const reader *r, uint32_t t) { return actor_token(&r->c, t); }
static relation relation_of(const reader *r, uint32_t t) { return (relation)r->c.parse->relations.at[t]; }

/* ---- names ---- */

static bool is_better(const reader *r, const name_row *row, const name_row *best) {
  if (!row_holds(row, r->c.published)) return false;
  return !best || (best->kind == NAME_PLACE && row->kind == NAME_COUNTRY);
}

static const name_row *row_of(const reader *r, uint32_t form) {
  const name_form *f = name_index_form(r->c.tables->names, form);
  const name_row *best = NULL;
  for (uint32_t k = 0; k < f->row_count; k++) {
    const name_row *row = name_index_row(r->c.tables->names, f, k);
    if (is_better(r, row, best)) best = row;
  }
  return best;
}

static void names_find_in(reader *r, token_range range) {
  for (uint32_t i = range.first, end; i < range.first + range.count; i = end) {
    uint32_t form = NONE;
    const token *k = word(r, i);
    end = i + 1;
    uint32_t length = k->quote == NONE ? name_index_longest(r->c.tables->names, r->c.layout->text, k->span.begin, &form) : 0;
    while (length && end < range.first + range.count && word(r, end)->span.begin < k->span.begin + length) end++;
    if (!length || word(r, end - 1)->span.end != k->span.begin + length) {
      end = i + 1;
      continue;
    }
    const name_row *row = row_of(r, form);
    if (!row) continue;
    for (uint32_t t = i; t < end; t++) r->name_at[t] = r->names.count;
    LIST_PUSH(r->c.arena, &r->names, ((found_name){row, i, end}));
  }
}

static const found_name *name_of(const reader *r, uint32_t t) { return r->name_at[t] == NONE ? NULL : &r->names.at[r->name_at[t]]; }

/* ---- one phrase ---- */

/* Plural common nouns have the singular's row. */
static const name_row *row_by_lemma(const reader *r, uint32_t t) {
  uint32_t form = name_index_exact(r->c.tables->names, word(r, t)->lemma);
  const name_row *row = form == NONE ? NULL : row_of(r, form);
  bool common = row && (row->kind == NAME_TITLE || row->kind == NAME_GENERIC || row->kind == NAME_INSTITUTION);
  return common ? row : NULL;
}

static void take_row(reading *x, const name_row *row, uint32_t t, bool head) {
  switch (row->kind) {
  case NAME_COUNTRY: case NAME_METONYM: case NAME_PLACE:
    if (!x->state || (x->state->kind == NAME_PLACE && row->kind != NAME_PLACE)) x->state = row;
    break;
  case NAME_TITLE: if (!x->title && row->label.len) x->title = row; break;
  case NAME_PERSON: x->person = row; break;
  default: if (!x->body || head) x->body = row; break;
  }
  (void)t;
}

static bool has_case(const reader *r, uint32_t t, const char *const *words, size_t count) {
  PARSE_CHILDREN(r->c.parse, t, k)
    for (size_t i = 0; i < count && k < t; i++)
      if (relation_of(r, k) == RELATION_CASE && view_is_word(word(r, k)->surface, words[i])) return true;
  return false;
}

static void widen(reading *x, uint32_t first, uint32_t end) {
  if (first < x->first) x->first = first;
  if (end > x->end) x->end = end;
}

static void read_words(const reader *r, reading *x, uint32_t t, int depth, bool own);

/* A possessor gives its state: Norway's minister, its army. */
static void read_possessor(const reader *r, reading *x, uint32_t t) {
  uint32_t m = r->out->of_token.at[t];
  if (m == NONE || x->code.len) return;
  const mention *y = &r->out->mentions.at[m];
  if (y->who_count == 1) x->code = y->who->code;
}

static void read_modifiers(const reader *r, reading *x, uint32_t t, int depth, bool own) {
  static const char *const ties[] = {"of", "for", "in", "from", "to"};
  if (depth == MAX_DEPTH) return;
  PARSE_CHILDREN(r->c.parse, t, d) {
    switch (relation_of(r, d)) {
    case RELATION_COMPOUND: case RELATION_FLAT: case RELATION_AMOD: case RELATION_NMOD_DESC: read_words(r, x, d, depth + 1, own); break;
    case RELATION_NMOD_POSS: read_possessor(r, x, d); break;
    case RELATION_APPOS: read_words(r, x, d, depth + 1, false); break;
    case RELATION_NMOD:
      if (has_case(r, d, ties, COUNT_OF(ties)) && !x->code.len) {
        const found_name *f = name_of(r, d);
        if (f && (f->row->kind == NAME_COUNTRY || f->row->kind == NAME_PLACE) && !x->state) x->state = f->row;
      }
      break;
    default: break;
    }
  }
}

static void read_words(const reader *r, reading *x, uint32_t t, int depth, bool own) {
  const found_name *f = name_of(r, t);
  const name_row *row = f ? f->row : row_by_lemma(r, t);
  bool name = word(r, t)->upos == UPOS_PROPN && !row;
  if (own && depth < MAX_DEPTH) widen(x, f ? f->first : t, f ? f->end : t + 1);
  if (row) take_row(x, row, t, depth == 0);
  if (own && (name || (row && row->kind == NAME_PERSON))) {
    uint32_t first = f ? f->first : t, end = f ? f->end : t + 1;
    if (x->name_first == x->name_end) x->name_first = first, x->name_end = end;
    if (first < x->name_first) x->name_first = first;
    if (end > x->name_end) x->name_end = end;
  }
  read_modifiers(r, x, t, depth, own);
}

/* ---- whom it names ---- */

typedef struct {
  actor who[MAX_WHO];
  uint32_t count;
  mention_kind kind;
  bool anaphoric, person, plural, modifier;
} answer;

static void set_one(answer *a, view code, view sector) {
  a->who[0] = (actor){.code = code, .sector = sector};
  a->count = code.len ? 1 : 0;
}

static view last_word(view name) {
  size_t at = name.len;
  while (at > 0 && name.ptr[at - 1] != ' ') at--;
  return view_skip(name, at);
}

static view state_of(const reader *r, const reading *x, view label, bool *guessed) {
  *guessed = false;
  if (label_code(label).len) return label_code(label);
  if (x->code.len) return x->code;
  if (x->state) return label_code(x->state->label);
  *guessed = true;
  return memory_focus(r->memory, r->c.tables, (view){0}, (view){0});
}

static const recalled *recall_title(const reader *r, view title) {
  const recalled *k;
  for (uint32_t back = 0; title.len && (k = memory_at(r->memory, back)); back++)
    if (k->who_count == 1 && view_equals(k->title, title)) return k;
  return NULL;
}

/* The row of the title or body, with a state from the words, an earlier mention of the same office, or the document. */
static void answer_office(const reader *r, const reading *x, const name_row *row, view title, answer *a) {
  bool guessed;
  view code = state_of(r, x, row->label, &guessed);
  const recalled *before = guessed ? recall_title(r, title) : NULL;
  if (before) {
    a->count = recall_copy(before, a->who);
    a->anaphoric = true;
    return;
  }
  a->anaphoric = guessed;
  set_one(a, code, label_sector(row->label));
}

static void answer_person(const reader *r, const reading *x, view name, answer *a) {
  a->kind = MENTION_PERSON;
  a->person = true;
  if (x->person && !(row_has(x->person, TEXT("short")) && !x->title && !memory_person(r->memory, last_word(name)))) {
    a->count = label_actors(x->person->label, a->who);
    return;
  }
  const recalled *known = name.len ? memory_person(r->memory, last_word(name)) : NULL;
  if (known && !x->state && !x->code.len) {
    a->count = recall_copy(known, a->who);
    a->anaphoric = true;
    return;
  }
  if (x->title) answer_office(r, x, x->title, (view){0}, a);
  else if (x->body && !x->person) answer_office(r, x, x->body, (view){0}, a);
}

/* they: several parties that were the subject of this sentence or the one before. */
static const recalled *several_before(const reader *r, view pronoun) {
  const recalled *k;
  if (!view_is(pronoun, "they") && !view_is(pronoun, "their") && !view_is(pronoun, "them")) return NULL;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)) && k->sentence + 1 >= r->memory->sentence; back++)
    if (k->who_count > 1 && k->subject && !k->heading) return k;
  return NULL;
}

static void answer_pronoun(const reader *r, uint32_t t, answer *a) {
  view lemma = arena_lower(r->c.arena, word(r, t)->surface);
  bool he = view_is(lemma, "he") || view_is(lemma, "she") || view_is(lemma, "his") || view_is(lemma, "her") || view_is(lemma, "him");
  bool it = view_is(lemma, "it") || view_is(lemma, "its") || view_is(lemma, "they") || view_is(lemma, "their") || view_is(lemma, "them");
  bool we = view_is(lemma, "we") || view_is(lemma, "i") || view_is(lemma, "our") || view_is(lemma, "us") || view_is(lemma, "my");
  if (we) a->kind = MENTION_SPEAKER;
  if (!he && !it) return;
  const recalled *k, *best = several_before(r, lemma);
  for (uint32_t back = 0; !(best && best->who_count > 1) && (k = memory_at(r->memory, back)) && k->sentence + 2 >= r->memory->sentence; back++) {
    bool person = k->kind == MENTION_PERSON;
    if (k->heading || k->place || k->modifier || (he != person) || !k->who_count) continue;
    if (!best || (k->subject && !best->subject && k->sentence == best->sentence)) best = k;
    if (best->sentence != k->sentence) break;
  }
  if (!best) return;
  a->count = recall_copy(best, a->who);
  a->kind = best->kind;
  a->person = he;
  a->anaphoric = true;
}

/* the two sides, both leaders: the pair that the text is about; the country, its state. */
static void answer_row(const reader *r, const name_row *row, answer *a) {
  a->anaphoric = true;
  a->person = row_has(row, TEXT("person"));
  a->kind = a->person ? MENTION_PERSON : row_has(row, TEXT("institution")) ? MENTION_INSTITUTION : MENTION_STATE;
  if (row_has(row, TEXT("dual"))) {
    a->count = memory_pair(r->memory, r->c.tables, row_has(row, TEXT("state")), a->who);
    a->plural = true;
    view sector = label_sector(row->label);
    for (uint32_t i = 0; i < a->count && sector.len; i++) a->who[i] = (actor){.code = a->who[i].code, .sector = sector};
  } else if (row_has(row, TEXT("state"))) set_one(a, memory_focus(r->memory, r->c.tables, (view){0}, (view){0}), label_sector(row->label).len ? label_sector(row->label) : TEXT("GOV"));
}

static void answer_phrase(const reader *r, const reading *x, uint32_t head, answer *a) {
  view name = x->name_end > x->name_first ? actor_words(&r->c, x->name_first, x->name_end) : (view){0};
  const found_name *own = name_of(r, head);
  const name_row *row = own ? own->row : row_by_lemma(r, head);
  a->plural = (word(r, head)->morph & MORPH_PLURAL) != 0;
  bool body = row && (row->kind == NAME_INSTITUTION || row->kind == NAME_BODY || row->kind == NAME_GROUP || row->kind == NAME_GENERIC);
  if (row && row->kind == NAME_PRONOUN) answer_row(r, row, a);
  else if (row && row->kind == NAME_PLACE) {
    a->kind = MENTION_PLACE;
    a->count = label_actors(row->label, a->who);
    bool acts = row_has(row, TEXT("capital")) && (relation_of(r, head) == RELATION_NSUBJ || relation_of(r, head) == RELATION_NMOD_POSS || relation_of(r, head) == RELATION_OBJ);
    if (acts) a->kind = MENTION_STATE, a->who[0].sector = TEXT("GOV");
  } else if (row && (row->kind == NAME_COUNTRY || row->kind == NAME_METONYM)) {
    a->kind = row_has(row, TEXT("people")) ? MENTION_GENERIC : MENTION_STATE;
    a->count = label_actors(row->label, a->who);
  } else if (body) {
    a->kind = row->kind == NAME_BODY ? MENTION_BODY : row->kind == NAME_GROUP ? MENTION_GROUP : row->kind == NAME_GENERIC ? MENTION_GENERIC : MENTION_INSTITUTION;
    if (label_code(row->label).len) a->count = label_actors(row->label, a->who);
    else answer_office(r, x, row, word(r, head)->lemma, a);
    a->person = row->kind == NAME_GENERIC;
  } else if (x->person || x->title || (name.len && memory_person(r->memory, last_word(name)))) {
    bool title_head = row && row->kind == NAME_TITLE && !name.len;
    a->kind = MENTION_PERSON;
    a->person = true;
    if (title_head) answer_office(r, x, x->title ? x->title : row, word(r, head)->lemma, a);
    else if (name.len) answer_person(r, x, name, a);
  }
}

/* ---- the stage ---- */

static bool is_head(const reader *r, uint32_t t) {
  const token *k = word(r, t);
  if (k->quote != NONE) return false;
  if (k->upos == UPOS_PRON) return !(k->morph & MORPH_WH);
  relation rel = relation_of(r, t);
  bool inner = rel == RELATION_FLAT || rel == RELATION_FIXED || rel == RELATION_COMPOUND || rel == RELATION_AMOD || rel == RELATION_NMOD_DESC;
  if (inner) {
    const found_name *f = name_of(r, t);
    return f && t + 1 == f->end && (f->row->kind == NAME_COUNTRY || f->row->kind == NAME_BODY || f->row->kind == NAME_METONYM || f->row->kind == NAME_GROUP);
  }
  return k->upos == UPOS_NOUN || k->upos == UPOS_PROPN || k->upos == UPOS_ADJ || name_of(r, t);
}

static void add_mention(reader *r, uint32_t segment, uint32_t head, const reading *x, answer *a) {
  const token *k = word(r, head);
  relation rel = relation_of(r, head);
  view name = x->name_end > x->name_first ? actor_words(&r->c, x->name_first, x->name_end) : (view){0};
  actor *who = ARENA_NEW(r->c.arena, actor, a->count);
  for (uint32_t i = 0; i < a->count; i++) {
    who[i] = a->who[i];
    if (!who[i].name.len || name.len) who[i].name = name.len ? name : actor_words(&r->c, x->first, x->end);
    if (x->title && x->title->role.len && a->kind == MENTION_PERSON) who[i].office = x->title->role;
  }
  bool inner = rel == RELATION_AMOD || rel == RELATION_COMPOUND || rel == RELATION_FLAT || rel == RELATION_NMOD_DESC;
  mention m = {.kind = a->kind, .segment = segment, .first = x->first, .end = x->end, .head_token = head,
               .span = {word(r, x->first)->span.begin, word(r, x->end - 1)->span.end}, .who = who, .who_count = a->count,
               .plural = a->plural || a->count > 1, .person = a->person, .anaphoric = a->anaphoric, .modifier = inner};
  for (uint32_t t = x->first; t < x->end; t++)
    if (!inner || t == head || r->out->of_token.at[t] == NONE) r->out->of_token.at[t] = r->out->mentions.count;
  LIST_PUSH(r->c.arena, &r->out->mentions, m);
  bool subject = rel == RELATION_NSUBJ || rel == RELATION_NSUBJ_PASS;
  recalled e = {.who = who, .who_count = a->count, .sentence = r->memory->sentence, .paragraph = r->memory->paragraph, .kind = a->kind,
                .words = actor_words(&r->c, x->first, x->end), .topic = subject, .subject = subject, .modifier = inner, .anaphoric = a->anaphoric,
                .place = a->kind == MENTION_PLACE, .heading = r->memory->heading, .named = name.len > 0, .title = k->lemma, .quoted = r->memory->quoted};
  if (!a->count || a->kind == MENTION_SPEAKER) return;
  memory_add(r->memory, &e);
  if (name.len && a->person) memory_know(r->c.arena, r->memory, last_word(name), &e);
}

static void read_segment(reader *r, uint32_t segment) {
  token_range range = r->c.tokens->segments.at[segment];
  memory_enter(r->memory, r->c.layout, segment);
  for (uint32_t t = range.first; t < range.first + range.count; t++) {
    if (!is_head(r, t)) continue;
    const found_name *f = name_of(r, t);
    reading x = {.first = f ? f->first : t, .end = f ? f->end : t + 1};
    answer a = {.kind = MENTION_GENERIC};
    if (word(r, t)->upos == UPOS_PRON) answer_pronoun(r, t, &a);
    else {
      bool inner = relation_of(r, t) == RELATION_AMOD || relation_of(r, t) == RELATION_COMPOUND;
      if (inner && f) take_row(&x, f->row, t, true);
      else read_words(r, &x, t, 0, true);
      answer_phrase(r, &x, t, &a);
    }
    if (a.count || a.kind == MENTION_SPEAKER || a.person) add_mention(r, segment, t, &x, &a);
  }
}

void english_actor_run(const actor_tables *t, arena *a, const text_layout *layout, const token_layout *tokens,
                       const parse_layout *parse, view published, actor_layout *out) {
  *out = (actor_layout){.tables = t};
  reader r = {.c = {t, a, layout, tokens, parse, published}, .out = out};
  uint32_t n = tokens->tokens.count;
  r.name_at = ARENA_NEW(a, uint32_t, n);
  out->of_token.at = ARENA_NEW(a, uint32_t, n);
  out->of_token.count = out->of_token.capacity = n;
  for (uint32_t i = 0; i < n; i++) r.name_at[i] = out->of_token.at[i] = NONE;
  r.memory = ARENA_NEW(a, memory, 1);
  r.memory->sentence = r.memory->paragraph = NONE;
  for (uint32_t s = 0; s < tokens->segments.count; s++) names_find_in(&r, tokens->segments.at[s]);
  for (uint32_t s = 0; s < tokens->segments.count; s++) read_segment(&r, s);
}
