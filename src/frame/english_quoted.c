/* english_quoted.c - phrases that are what somebody says, in the place of a clause.
 *
 *   called the drill 〓, was branded 〓       quoted words beside the object
 *   described it as 〓                        behind as
 *   what it called a mistake                 beside what, quoted or not
 *   pressed the army to 〓                    behind to, of a verb that orders */
#include "frame/english_context.h"

/* Whether words in quotation marks begin or end the span. */
static bool has_marks(const english_context *c, span words) {
  uint32_t q = text_quote_at(c->layout, words.begin);
  if (q == NONE || !span_contains(words, c->layout->quotes.at[q].outer)) q = text_quote_at(c->layout, words.end - 1);
  return q != NONE && span_contains(words, c->layout->quotes.at[q].outer);
}

/* Whether the words are in quotation marks from end to end. */
static bool is_all_quoted(const english_context *c, span words) {
  uint32_t q = text_quote_at(c->layout, words.begin);
  return q != NONE && c->layout->quotes.at[q].outer.begin == words.begin && c->layout->quotes.at[q].outer.end == words.end;
}

static void make_content(argument *a, link_kind link) {
  a->role = ROLE_QUOTE;
  a->link = link;
}

/* called it 〓, described it as 〓: quoted words in place of an object or behind as. */
static void settle_place(const english_context *c, argument *a) {
  if (a->role == ROLE_TOSHITE ? a->quote != NONE || has_marks(c, a->span) : a->quote != NONE && (a->role == ROLE_WO || a->role == ROLE_OTHER)) make_content(a, LINK_TO);
}

static bool is_open(const argument *a) {
  return a->role == ROLE_WO || a->role == ROLE_NI || a->role == ROLE_OTHER || a->role == ROLE_TIME || a->role == ROLE_GA || a->role == ROLE_TOSHITE;
}

/* called the drill 〓, was branded 〓: quoted words beside the object say what it is called. */
static void settle_complement(english_context *c, const frame *f) {
  argument *object = NULL;
  for (uint32_t i = f->argument; i < c->out->arguments.count; i++) {
    argument *a = &c->out->arguments.at[i];
    if (a->of != NONE || a->frame != NONE) continue;
    if (object && is_open(a) && is_all_quoted(c, a->span)) make_content(a, LINK_TO);
    else if (a->role == ROLE_WO || (a->role == ROLE_NI && !a->marker.len)) object = a;
  }
}

/* what it called a mistake, for what he described as a mistake */
static void settle_named(english_context *c, const frame *f) {
  uint32_t noun = en_head(c, f->bunsetsu);
  bool what = noun != NONE && noun < f->bunsetsu && en_is(c, noun, "what");
  for (uint32_t i = f->argument; i < c->out->arguments.count; i++) {
    const argument *a = &c->out->arguments.at[i];
    what = what || (a->of == NONE && en_is(c, a->head_token, "what") && a->head_token < f->bunsetsu);
  }
  for (uint32_t i = f->argument; what && i < c->out->arguments.count; i++) {
    argument *a = &c->out->arguments.at[i];
    if (a->of == NONE && a->bunsetsu > f->bunsetsu && (a->role == ROLE_WO || a->role == ROLE_TOSHITE || a->role == ROLE_NI || a->role == ROLE_QUOTE)) make_content(a, LINK_TO);
  }
}

/* pressed the army to 〓 */
static void settle_order(english_context *c, const frame *f) {
  for (uint32_t i = f->argument; i < c->out->arguments.count; i++) {
    argument *a = &c->out->arguments.at[i];
    if (a->of != NONE || a->role != ROLE_NI || !view_is(a->marker, "to") || !is_all_quoted(c, a->span)) continue;
    make_content(a, LINK_YOU);
    a->quote = text_quote_at(c->layout, a->span.begin);
  }
}

void english_quoted_settle(english_context *c, const frame *f) {
  if (map_get(&c->rules->quote_verbs, f->lemma) != NONE) {
    for (uint32_t i = f->argument; i < c->out->arguments.count; i++) {
      argument *a = &c->out->arguments.at[i];
      if (a->of == NONE && (a->frame == NONE || is_all_quoted(c, a->span))) settle_place(c, a);
    }
    settle_complement(c, f);
    settle_named(c, f);
  }
  if (map_get(&c->rules->order_verbs, f->lemma) != NONE) settle_order(c, f);
}
