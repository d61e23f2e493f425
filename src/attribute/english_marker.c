/* english_marker.c - statements that no predicate presents.
 *
 *   According to the ministry, talks resumed.       a preposition: the sentence without the phrase
 *   In Moscow's view, talks are over.               one with a noun that is the source's
 *   …, Kyodo reported, citing officials.            a participle: what the clause above it presents
 *   Moscow's claim that the bridge was mined        a noun: the clause on it */
#include "attribute/attribution.h"

static const frame *frame_at(const scene *s, uint32_t f) { return &s->frames->frames.at[f]; }
static const token *token_at(const scene *s, uint32_t t) { return &s->tokens->tokens.at[t]; }

static const char OWNER[] = "X's ";

bool english_is_noun_cue(const rule *r) { return view_starts_with(r->predicate, view_of_string(OWNER)); }

/* The noun of in X's view, or nothing. */
static view owned_noun(view predicate, view *preposition) {
  size_t at = view_find(predicate, view_of_string(OWNER), 0);
  *preposition = at == SIZE_MAX || at == 0 ? predicate : view_slice(predicate, 0, at - 1);
  return at == SIZE_MAX ? (view){0} : view_skip(predicate, at + strlen(OWNER));
}

/* ---- where the phrase stands ---- */

/* First token of the preposition. */
static uint32_t marker_begin(const scene *s, const argument *arg) {
  PARSE_CHILDREN(s->parse, arg->bunsetsu, t)
    if (t < arg->head_token && (s->parse->relations.at[t] == RELATION_CASE || s->parse->relations.at[t] == RELATION_MARK)) return t;
  return NONE;
}

span english_trim(const scene *s, uint32_t first, uint32_t end) {
  while (end > first && token_at(s, end - 1)->pos == POS_SYMBOL && token_at(s, end - 1)->quote == NONE) end--;
  while (first < end && token_at(s, first)->pos == POS_SYMBOL && token_at(s, first)->quote == NONE) first++;
  return end > first ? (span){token_at(s, first)->span.begin, token_at(s, end - 1)->span.end} : (span){0};
}

static uint32_t skip_signs(const scene *s, uint32_t first, uint32_t end) {
  while (first < end && token_at(s, first)->upos == UPOS_PUNCT) first++;
  return first;
}

static bool begins_clause(const scene *s, uint32_t first, uint32_t end) {
  first = skip_signs(s, first, end);
  return first < end && (token_at(s, first)->upos == UPOS_SCONJ || token_at(s, first)->upos == UPOS_CCONJ);
}

static bool ends_in_relative(const scene *s, uint32_t first, uint32_t end) {
  while (end > first && token_at(s, end - 1)->upos == UPOS_PUNCT) end--;
  return end > first && (token_at(s, end - 1)->morph & MORPH_WH);
}

/* ---- statements ---- */

static void add_statement(attribution *a, uint32_t segment, const rule *r, party source, span cue, content_list *contents) {
  statement st = {.segment = segment, .frame = NONE, .cue = cue, .content = contents->at, .content_count = contents->count,
                  .manner = content_manner(a->scene, contents), .source = source.who, .found = source.found, .rule = r, .medium = r->medium,
                  .within = NONE, .wide = r->wide || source.found == FOUND_ANYBODY};
  LIST_PUSH(a->scene->arena, &a->out->statements, st);
}

static party source_of_argument(const attribution *a, const argument *arg) {
  party p = source_of_phrase(a->scene, arg->bunsetsu);
  if (!p.found) p = source_of_unknown(a->scene, arg);
  return p.found ? p : source_unnamed(a, arg->bunsetsu);
}

/* …, while rebels fled, according to the army: the last clause alone. */
static uint32_t behind_contrast(const attribution *a, uint32_t from, uint32_t end) {
  for (uint32_t t = end; t-- > from + 1;)
    if (word_in_class(a->rules->index.words, token_at(a->scene, t)->lemma, TEXT("contrast")) && view_is(token_at(a->scene, t - 1)->surface, ",")) return t + 1;
  return from;
}

/* where, by its own count, half is held, and where aid is short: up to the next relative clause. */
static uint32_t before_clause(const scene *s, uint32_t first, uint32_t end) {
  for (uint32_t t = first + 1; t + 2 < end; t++)
    if (view_is(token_at(s, t)->surface, ",") && token_at(s, t + 1)->upos == UPOS_CCONJ && (token_at(s, t + 2)->morph & MORPH_WH)) return t;
  return end;
}

/* The sentence, up to a semicolon on either side, without the tokens from begin to end. */
static content_list content_around(const attribution *a, uint32_t segment, uint32_t begin, uint32_t end) {
  const scene *s = a->scene;
  content_list out = {0};
  token_range range = s->tokens->segments.at[segment];
  uint32_t from = begin, to = end;
  while (from > range.first && !view_is(token_at(s, from - 1)->surface, ";")) from--;
  while (to < range.first + range.count && !view_is(token_at(s, to)->surface, ";")) to++;
  from = behind_contrast(a, from, begin);
  span before = english_trim(s, from, begin), after = english_trim(s, end, before_clause(s, end, to));
  if (before.end > before.begin && after.end > after.begin) {
    if (begins_clause(s, end, to)) after = (span){0}; /* , although the police deny it */
    else if (ends_in_relative(s, from, begin)) before = (span){0}; /* , where, according to X, */
  }
  if (before.end > before.begin) LIST_PUSH(s->arena, &out, ((content){before, NONE, NONE}));
  if (after.end > after.begin) LIST_PUSH(s->arena, &out, ((content){after, NONE, NONE}));
  return out;
}

/* Whoever is named after the marker; a name that nothing ties to a state is somebody too, in the wide scope any noun: according to
 * a poll. */
static party source_of_marked(const attribution *a, const argument *arg) {
  party p = source_of_argument(a, arg);
  view word = token_at(a->scene, arg->head_token)->surface;
  bool named = word.len && word.ptr[0] >= 'A' && word.ptr[0] <= 'Z';
  if (p.found || !(named || a->scene->scope == SEIMEI_WIDE)) return p;
  p = source_somebody(a->scene, arg->head_token, arg->span);
  if (!named) p.found = FOUND_ANYBODY;
  return p;
}

static void read_marker(attribution *a, uint32_t segment, const argument *arg, const rule *r) {
  const scene *s = a->scene;
  uint32_t begin = marker_begin(s, arg), end = phrase_last(s->parse, arg->bunsetsu) + 1;
  token_range range = s->tokens->segments.at[segment];
  if (begin == NONE || end > range.first + range.count) return;
  party source = source_of_marked(a, arg);
  content_list contents = content_around(a, segment, begin, end);
  view preposition, noun = owned_noun(r->predicate, &preposition);
  uint32_t last = token_at(s, begin)->span.begin + (uint32_t)preposition.len;
  if (noun.len) last = token_at(s, arg->head_token)->span.end;
  if (source.found && contents.count) add_statement(a, segment, r, source, (span){token_at(s, begin)->span.begin, last}, &contents);
}

/* The rule of the argument's preposition, and of its noun where the rule has one. */
static const rule *marker_rule(const attribution *a, const argument *arg) {
  for (uint32_t i = 0; arg->marker.len && i < a->rules->markers.count; i++) {
    const rule *r = a->rules->markers.at[i].rule;
    view preposition, noun = owned_noun(r->predicate, &preposition);
    const token *k = token_at(a->scene, arg->head_token);
    if (view_equals(preposition, arg->marker) && (!noun.len || view_equals(k->lemma, noun) || view_equals(k->surface, noun))) return r;
  }
  return NULL;
}

static bool has_cue(const attribution *a, uint32_t segment, uint32_t byte) {
  for (uint32_t i = a->out->statements.count; i-- > 0 && a->out->statements.at[i].segment == segment;)
    if (a->out->statements.at[i].cue.begin == byte) return true;
  return false;
}

/* 3 percent, according to the bank: tied to a noun in an argument, where no frame has it. */
static void read_loose(attribution *a, uint32_t segment) {
  const scene *s = a->scene;
  token_range range = s->tokens->segments.at[segment];
  for (uint32_t t = range.first + 1; t + 1 < range.first + range.count; t++) {
    if (!view_is_word(token_at(s, t)->surface, "according") || !view_is_word(token_at(s, t + 1)->surface, "to")) continue;
    uint32_t noun = s->parse->bunsetsu.at[t].head;
    if (noun == NONE || noun < t) continue;
    argument arg = {.bunsetsu = noun, .head_token = noun, .of = NONE, .frame = NONE, .quote = NONE, .marker = TEXT("according to")};
    arg.span = (span){token_at(s, t + 2)->span.begin, token_at(s, phrase_last(s->parse, noun))->span.end};
    const rule *r = marker_rule(a, &arg);
    if (r && !has_cue(a, segment, token_at(s, t)->span.begin)) read_marker(a, segment, &arg, r);
  }
}

void english_markers_find(attribution *a, uint32_t segment) {
  const scene *s = a->scene;
  frame_range range = s->frames->segments.at[segment];
  for (uint32_t f = range.first; f < range.first + range.count; f++)
    for (uint32_t i = frame_at(s, f)->argument; i < frame_at(s, f)->argument + frame_at(s, f)->argument_count; i++) {
      const rule *r = marker_rule(a, &s->frames->arguments.at[i]);
      if (r) read_marker(a, segment, &s->frames->arguments.at[i], r);
    }
  read_loose(a, segment);
}

/* ---- citing officials ---- */

static const rule *participle_rule(const attribution *a, const frame *x) {
  const token *k = token_at(a->scene, x->head_token);
  if (!(k->morph & MORPH_GERUND)) return NULL;
  view words = arena_lower(a->scene->arena, k->surface);
  for (uint32_t i = 0; i < a->rules->markers.count; i++)
    if (view_equals(words, a->rules->markers.at[i].rule->predicate)) return a->rules->markers.at[i].rule;
  return NULL;
}

/* What the clause above presents is what is cited; else the sentence without the participle's phrase. */
static content_list cited(const attribution *a, uint32_t f) {
  const scene *s = a->scene;
  const frame *x = frame_at(s, f);
  for (uint32_t i = a->out->statements.count; i-- > 0 && x->parent != NONE;) {
    const statement *st = &a->out->statements.at[i];
    if (st->segment != x->segment) break;
    content_list same = {0};
    if (st->frame != x->parent) continue;
    for (uint32_t k = 0; k < st->content_count; k++) LIST_PUSH(s->arena, &same, st->content[k]);
    return same;
  }
  return content_around(a, x->segment, phrase_first(s->parse, x->bunsetsu), phrase_last(s->parse, x->bunsetsu) + 1);
}

static void read_participle(attribution *a, uint32_t f) {
  const scene *s = a->scene;
  const frame *x = frame_at(s, f);
  const rule *r = participle_rule(a, x);
  const argument *object = r ? frame_argument(s->frames, x, ROLE_WO) : NULL;
  party source = object && object->quote == NONE ? source_of_argument(a, object) : (party){0};
  if (!source.found) return;
  content_list contents = cited(a, f);
  if (contents.count) add_statement(a, x->segment, r, source, x->trigger, &contents);
}

/* ---- the claim that … ---- */

static bool is_presented(const attribution *a, uint32_t segment, uint32_t f) {
  for (uint32_t i = a->out->statements.count; i-- > 0;) {
    const statement *st = &a->out->statements.at[i];
    if (st->segment != segment) break;
    for (uint32_t k = 0; k < st->content_count; k++)
      if (st->content[k].frame == f) return true;
  }
  return false;
}

/* The clause without that. */
static span clause_words(const scene *s, const frame *x) {
  uint32_t first = phrase_first(s->parse, x->bunsetsu);
  PARSE_CHILDREN(s->parse, x->bunsetsu, d)
    if (s->parse->relations.at[d] == RELATION_MARK && d == first) return (span){token_at(s, d + 1)->span.begin, x->clause.end};
  return x->clause;
}

static void read_noun(attribution *a, uint32_t f) {
  const scene *s = a->scene;
  const frame *x = frame_at(s, f);
  if (x->embedding != EMBED_RELATIVE || x->link != LINK_TONO || x->head_noun == NONE) return;
  const token *noun = token_at(s, x->head_noun);
  uint32_t row = map_get(&a->rules->noun_cues, noun->lemma);
  if (row == NONE || is_presented(a, x->segment, f)) return;
  const rule *r = &a->rules->index.rules.at[row];
  party source = r->wide && s->scope != SEIMEI_WIDE ? (party){0} : source_of_phrase(s, x->head_noun);
  if (!source.found) return;
  content_list contents = {0};
  LIST_PUSH(s->arena, &contents, ((content){clause_words(s, x), NONE, f}));
  add_statement(a, x->segment, r, source, noun->span, &contents);
}

void english_nouns_find(attribution *a, uint32_t segment) {
  frame_range range = a->scene->frames->segments.at[segment];
  for (uint32_t f = range.first; f < range.first + range.count; f++) read_participle(a, f), read_noun(a, f);
}
