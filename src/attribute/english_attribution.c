/* english_attribution.c - content, source and medium of English statements.
 *
 *   said the ban, which takes effect, is legal      the clause, to its end
 *   "We," he said, "will act."                      each quotation
 *   voiced hope that talks would resume             the clause on the cue's noun
 *   told a news conference that …                   medium: press conference */
#include "attribute/attribution.h"

static const frame *frame_at(const scene *s, uint32_t f) { return &s->frames->frames.at[f]; }
static const token *token_at(const scene *s, uint32_t t) { return &s->tokens->tokens.at[t]; }

/* ---- content ---- */

/* that, "…" and the clause of a noun are one to a cue that takes any of them. */
static bool link_fits(const rule *r, link_kind link) {
  static const uint32_t finite = 1u << LINK_TO | 1u << LINK_BARE | 1u << LINK_TONO;
  uint32_t bit = 1u << link;
  return (r->links & bit) || ((bit & finite) && (r->links & finite));
}

/* The quotation that is all of the words, or NONE: urged it to "mend its ways". */
static uint32_t all_quoted(const scene *s, span words) {
  uint32_t q = text_quote_at(s->layout, words.begin);
  if (q == NONE) return NONE;
  span outer = s->layout->quotes.at[q].outer, inner = s->layout->quotes.at[q].inner;
  bool all = outer.begin == words.begin && outer.end == words.end, word = inner.begin == words.begin && inner.end <= words.end + 1 && inner.end >= words.end;
  return all || word ? q : NONE; /* a comma may stand inside of the marks */
}

/* that, whether: the conjunction of a clause, or NULL. */
static const token *clause_mark(const scene *s, uint32_t f) {
  PARSE_CHILDREN(s->parse, frame_at(s, f)->bunsetsu, d)
    if (s->parse->relations.at[d] == RELATION_MARK) return token_at(s, d);
  return NULL;
}

/* say when, find out how, tell them what: nothing is asserted. */
static bool begins_with_question(const scene *s, const argument *a) {
  uint32_t first = phrase_first(s->parse, a->bunsetsu);
  while (first < a->bunsetsu && token_at(s, first)->span.begin < a->span.begin) first++;
  const token *k = token_at(s, first);
  if (first > 0 && view_is(token_at(s, first - 1)->lemma, "what")) return true;
  return k->span.begin == a->span.begin && ((k->morph & MORPH_WH) || view_is(k->lemma, "whether") || view_is(k->lemma, "how"));
}

/* what it called a mistake: named without quotation marks. */
static bool is_named(const scene *s, const frame *x) {
  if (x->head_noun != NONE && view_is(token_at(s, x->head_noun)->lemma, "what")) return true;
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    if (a->of == NONE && view_is(token_at(s, a->head_token)->lemma, "what") && a->head_token < x->bunsetsu) return true;
  }
  return false;
}

/* Whether a quotation begins in the words; they are in order of where they begin. */
static bool has_marks(const scene *s, span words) {
  uint32_t low = 0, high = s->layout->quotes.count;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (s->layout->quotes.at[middle].outer.begin < words.begin) low = middle + 1;
    else high = middle;
  }
  return low < s->layout->quotes.count && span_contains(words, s->layout->quotes.at[low].outer);
}

static bool fits(const scene *s, const word_classes *classes, const frame *x, const argument *a, const rule_match *match, uint32_t noun) {
  bool clause = a->role == ROLE_QUOTE && (a->frame != NONE || a->quote != NONE || a->link == LINK_TO);
  if (!clause || !link_fits(match->rule, a->link)) return false;
  bool quoted = a->quote != NONE || a->frame == NONE || all_quoted(s, a->span) != NONE; /* without a clause: quoted in part */
  bool marks = a->quote != NONE || a->frame != NONE || has_marks(s, a->span);
  if (match->rule->quote_only && (!quoted || !marks) && !is_named(s, x)) return false;
  if (!quoted && a->frame != NONE && (a->link == LINK_TO || a->link == LINK_BARE)) {
    const token *mark = clause_mark(s, a->frame);
    if (match->rule->marked && !(mark && view_is(mark->lemma, "that"))) return false;
    bool named = match->rule->phrases; /* explained how, knows why: what is asked is named */
    bool question = a->span.begin > x->trigger.begin && begins_with_question(s, a);
    if (question && !named && !word_in_class(classes, match->rule->verb, TEXT("inquire"))) return false;
  }
  return a->of == NONE || a->of == noun;
}

/* The comma or full stop that stands inside the marks is not said. */
static span quoted_words(const scene *s, uint32_t q) {
  span inner = s->layout->quotes.at[q].inner;
  while (inner.end > inner.begin + 1 && (s->layout->text.ptr[inner.end - 1] == ',' || s->layout->text.ptr[inner.end - 1] == '.')) inner.end--;
  return inner;
}

static content content_of(const scene *s, const argument *a, const rule *r) {
  if (a->quote != NONE) return (content){quoted_words(s, a->quote), a->quote, a->frame};
  uint32_t q = all_quoted(s, a->span);
  if (q != NONE) return (content){quoted_words(s, q), q, a->frame};
  q = r->quote_only ? text_quote_at(s->layout, a->span.begin) : NONE; /* called it 〓 for what it was */
  if (q != NONE && s->layout->quotes.at[q].outer.begin == a->span.begin) return (content){quoted_words(s, q), q, a->frame};
  return (content){a->span, NONE, a->frame};
}

static bool is_covered(const content_list *out, const content *c) {
  for (uint32_t i = 0; i < out->count; i++)
    if (span_contains(out->at[i].span, c->span)) return true;
  return false;
}

/* The words of a clause on either side of its cue; a relative word alone is none. */
static void add_around(const scene *s, const frame *x, const content *c, content_list *out) {
  uint32_t before = x->bunsetsu, after = x->bunsetsu, first = x->bunsetsu, end = x->bunsetsu + 1;
  PARSE_CHILDREN(s->parse, x->bunsetsu, d) { /* the cue's own words: its subject and auxiliaries */
    relation r = (relation)s->parse->relations.at[d];
    bool own = r == RELATION_NSUBJ || r == RELATION_AUX || r == RELATION_AUX_PASS || r == RELATION_ADVMOD;
    if (own && d < before && phrase_first(s->parse, d) < first) first = phrase_first(s->parse, d);
    if (own && d > after && phrase_last(s->parse, d) + 1 > end) end = phrase_last(s->parse, d) + 1;
  }
  uint32_t from = first, to = end;
  while (from > 0 && token_at(s, from - 1)->span.begin >= c->span.begin) from--;
  while (to < s->tokens->tokens.count && token_at(s, to)->span.end <= c->span.end) to++;
  while (from < first && token_at(s, from)->upos == UPOS_CCONJ) from++;
  span left = english_trim(s, from, first), right = english_trim(s, end, to);
  if (left.end > left.begin && first > from && (token_at(s, first - 1)->morph & MORPH_WH)) left = (span){0};
  content parts[] = {{left, NONE, c->frame}, {right, NONE, c->frame}};
  for (size_t i = 0; i < COUNT_OF(parts); i++)
    if (parts[i].span.end > parts[i].span.begin && !is_covered(out, &parts[i])) LIST_PUSH(s->arena, out, parts[i]);
}

/* he said; another sentence */
static bool is_beyond_semicolon(const scene *s, const frame *x, const content *c) {
  for (uint32_t t = x->head_token; t < s->tokens->tokens.count && token_at(s, t)->span.begin < c->span.begin; t++)
    if (view_is(token_at(s, t)->surface, ";")) return true;
  return false;
}

/* mocked the plan, talked about the plan: a phrase that names what is presented. */
static bool phrase_fits(const rule_match *match, const argument *a) {
  bool place = match->rule->phrases & (1u << a->role);
  return place && a != match->noun && a->frame == NONE && a->quote == NONE && (a->of == NONE || (match->noun && a->of == match->noun->bunsetsu)) && a->span.end > a->span.begin;
}

/* praised him for the plan: what only a preposition parts is one. */
static void add_phrase(const scene *s, const argument *a, content_list *out) {
  content *last = out->count ? &out->at[out->count - 1] : NULL;
  size_t gap = last && last->quote == NONE && a->span.begin > last->span.end ? a->span.begin - last->span.end : 0;
  if (gap && a->marker.len && gap == a->marker.len + 2) last->span.end = a->span.end;
  else LIST_PUSH(s->arena, out, ((content){a->span, NONE, NONE}));
}

void english_content(attribution *a, uint32_t f, const rule_match *match, content_list *out) {
  const scene *s = a->scene;
  const frame *x = frame_at(s, f);
  uint32_t noun = match->noun ? match->noun->bunsetsu : x->light ? x->first_bunsetsu : x->copular ? x->bunsetsu : NONE;
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *arg = &s->frames->arguments.at[i];
    if (phrase_fits(match, arg)) {
      add_phrase(s, arg, out);
      continue;
    }
    if (!fits(s, a->rules->index.words, x, arg, match, noun)) continue;
    content c = content_of(s, arg, match->rule);
    if (is_beyond_semicolon(s, x, &c)) continue;
    if (c.quote == NONE && span_contains(c.span, x->trigger)) add_around(s, x, &c, out);
    else if (c.span.end > c.span.begin && !is_covered(out, &c)) LIST_PUSH(s->arena, out, c);
  }
}

/* ---- source ---- */

party source_somebody(const scene *s, uint32_t token, span words) {
  actor *who = ARENA_NEW(s->arena, actor, 1);
  *who = (actor){.code = TEXT("UNK"), .sector = TEXT("UNK")};
  return (party){{.at = who, .count = 1, .mention = s->actors->of_token.at[token], .words = words}, FOUND_OVERT, NULL, NONE};
}

/* two people familiar with the talks, a seller: somebody whom nothing ties to a state. */
static party somebody(const scene *s, const argument *subject) {
  const token *k = token_at(s, subject->head_token);
  bool it = k->upos == UPOS_PRON && (view_is_word(k->surface, "it") || view_is_word(k->surface, "that") || view_is_word(k->surface, "this"));
  if ((it && s->scope != SEIMEI_WIDE) || subject->frame != NONE || (k->upos != UPOS_NOUN && k->upos != UPOS_PROPN && k->upos != UPOS_PRON && k->upos != UPOS_NUM)) return (party){0};
  party p = source_somebody(s, subject->head_token, subject->span);
  p.argument = subject;
  if (it) p.found = FOUND_ANYBODY;
  return p;
}

party english_source(const attribution *a, uint32_t f, const rule_match *match) {
  const scene *s = a->scene;
  const frame *x = frame_at(s, f);
  if (x->agentless && x->embedding == EMBED_ADVERBIAL) return (party){0}; /* Asked whether it would, he said: nobody asks */
  party p = scene_subject(s, f);
  if (p.found) return p;
  const argument *subject = frame_argument(s->frames, x, ROLE_GA);
  if (!subject || subject == match->noun) return p;
  p = source_of_phrase(s, subject->bunsetsu);
  if (!p.found) p = source_of_unknown(s, subject);
  if (!p.found) p = source_unnamed(a, subject->bunsetsu);
  return p.found ? p : somebody(s, subject);
}

/* "We will stay," he said. "They may go.": who is quoted goes on, in the next sentence or paragraph. */
void english_speaker_inherit(attribution *a, uint32_t quote) {
  scene *s = a->scene;
  speaker *who = &s->speakers[quote];
  if (who->source.count || who->frame != NONE) return;
  uint32_t before = s->layout->quotes.at[quote].continues, sentence = s->layout->quotes.at[quote].sentence;
  for (uint32_t q = quote; before == NONE && q-- > 0 && s->layout->quotes.at[q].sentence + 1 >= sentence;)
    if (s->layout->quotes.at[q].sentence < sentence && s->speakers[q].source.count) before = q;
  bool apart = before != NONE && s->layout->sentences.at[s->layout->quotes.at[before].sentence].paragraph != s->layout->sentences.at[sentence].paragraph;
  if (before == NONE || (apart && s->layout->quotes.at[quote].continues == NONE)) return;
  who->source = s->speakers[before].source;
}

/* ---- the cue's words ---- */

/* called on, pointed out; with the noun of the pattern where it stands behind: expressed deep concern. */
span english_cue_span(const scene *s, const frame *x, const rule_match *match) {
  span cue = x->trigger;
  view verb = match->rule->verb, part;
  uint32_t t = x->head_token;
  view_split(&verb, ' ', &part);
  while (!match->rule->is_class && verb.len && view_split(&verb, ' ', &part)) {
    if (++t >= s->tokens->tokens.count || !view_equals(token_at(s, t)->lemma, part)) break;
    if (token_at(s, t)->span.end > cue.end) cue.end = token_at(s, t)->span.end;
  }
  enum { FAR = 6 }; /* words */
  bool behind = match->noun && match->noun->head_token > x->head_token && match->noun->head_token - x->head_token <= FAR;
  if (behind && token_at(s, match->noun->head_token)->span.end > cue.end) cue.end = token_at(s, match->noun->head_token)->span.end;
  return cue;
}

/* ---- cues that present nothing ---- */

/* declined to say when, did not say that: nothing is presented but what stands in quotation marks. */
bool english_withholds(const attribution *a, uint32_t f, const rule *r, const content_list *contents) {
  const frame *x = frame_at(a->scene, f);
  for (uint32_t i = 0; i < contents->count; i++)
    if (contents->at[i].quote != NONE) return false;
  if (x->negated && !r->negative) return true;
  return x->link == LINK_YOU && x->parent != NONE && word_in_class(a->rules->index.words, frame_at(a->scene, x->parent)->lemma, TEXT("withhold"));
}

/* ---- medium ---- */

static bool stands_in(view list, view word) {
  view part;
  while (list.len && view_split(&list, '|', &part))
    if (view_equals(part, word)) return true;
  return false;
}

/* in a statement, told a news conference: where it was said, by the table. */
view english_medium(const attribution *a, uint32_t f) {
  const scene *s = a->scene;
  const frame *x = frame_at(s, f);
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *arg = &s->frames->arguments.at[i];
    view words = arg->role == ROLE_QUOTE ? (view){0} : arg->words, marker = arg->marker.len ? arg->marker : TEXT("object");
    while (words.len) {
      uint32_t row = map_get(&a->rules->medium_nouns, words);
      if (row != NONE && stands_in(a->rules->media.at[row].places, marker)) return a->rules->media.at[row].medium;
      size_t blank = view_find(words, TEXT(" "), 0);
      words = blank == SIZE_MAX ? (view){0} : view_skip(words, blank + 1);
    }
  }
  return (view){0};
}
