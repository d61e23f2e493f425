/* english_speech.c - ties what is said to a verb of speech that stands beside or inside it and not above it.
 *
 *   The deal is dead, the minister said.           said is a parataxis of dead: all of the rest is its content
 *   The deal, the minister said, is dead.          two spans, one content
 *   〓, he added, 〓.                                both quotations
 *   He was blunt: 〓                                the quotation behind the verb nearest to it */
#include "frame/english_context.h"

enum { MOST_QUOTES = 8 }; /* of one verb */

static bool is_speech(const english_context *c, const frame *f) {
  if (f->copular) return false;
  if (f->particle.len) return map_get(&c->rules->quote_verbs, f->compound) != NONE; /* ruled out: not ruled */
  return map_get(&c->rules->quote_verbs, f->lemma) != NONE;
}

static bool has_content(const english_context *c, const frame *f) {
  for (uint32_t i = f->argument; i < f->argument + f->argument_count; i++)
    if (c->out->arguments.at[i].role == ROLE_QUOTE && c->out->arguments.at[i].of == NONE && c->out->arguments.at[i].link != LINK_YOU) return true;
  return false;
}

static argument content_argument(const english_context *c, uint32_t head, uint32_t first, uint32_t end) {
  const token *k = en_token(c, head);
  uint32_t clause = c->out->of_bunsetsu.at[head];
  argument a = {.role = ROLE_QUOTE, .of = NONE, .bunsetsu = head, .head_token = head, .span = en_words(c, first, end), .words = k->lemma,
                .frame = clause, .quote = clause == NONE ? k->quote : NONE, .link = LINK_TO};
  return a;
}

/* The words around the clause of speech. */
static void tie_around(english_context *c, frame *says, uint32_t head) {
  span whole = c->parse->extents.at[head], own = c->parse->extents.at[says->bunsetsu];
  uint32_t first = whole.begin;
  while (first < own.begin && en_token(c, first)->upos == UPOS_CCONJ) first++; /* But the deal is dead, he said */
  if (own.begin > first) {
    argument a = content_argument(c, head, first, own.begin);
    frame_argument_add(c->arena, c->out, says, &a);
  }
  if (own.end < whole.end && en_token(c, whole.end - 1)->upos != UPOS_PUNCT ? own.end < whole.end : own.end + 1 < whole.end) {
    argument a = content_argument(c, head, own.end, whole.end);
    if (a.span.end > a.span.begin) frame_argument_add(c->arena, c->out, says, &a);
  }
}

/* The minister was clear: the deal is dead. */
static uint32_t clause_behind(const english_context *c, const frame *says) {
  EN_CHILDREN(c, says->bunsetsu, d) {
    bool clause = en_relation(c, d) == RELATION_PARATAXIS && d > says->bunsetsu && (c->out->of_bunsetsu.at[d] != NONE || en_token(c, d)->quote != NONE);
    uint32_t begin = c->parse->extents.at[d].begin;
    if (clause && begin > says->bunsetsu + 1 && (en_is(c, begin - 1, ":") || en_is(c, begin - 1, ",") || en_is(c, begin, ":"))) return d;
  }
  return NONE;
}

/* ---- speech between commas ---- */

/* The stretch between signs in which a clause of speech stands: , the minister said, or , said the minister. */
typedef struct {
  uint32_t first, end;  /* tokens of the sentence's part, up to semicolons */
  uint32_t left, right; /* the comma before the clause and the sign after it, or end */
} stretch;

static bool is_comma(const english_context *c, uint32_t t) { return view_is(en_token(c, t)->surface, ","); }

static stretch stretch_of(const english_context *c, const frame *says) {
  bunsetsu_range words = c->parse->segments.at[says->segment];
  stretch s = {.first = says->bunsetsu, .end = says->bunsetsu, .left = NONE};
  while (s.first > words.first && !en_is(c, s.first - 1, ";")) {
    s.first--;
    if (s.left == NONE && is_comma(c, s.first)) s.left = s.first;
  }
  while (s.end < words.first + words.count && !en_is(c, s.end, ";")) s.end++;
  s.right = says->bunsetsu + 1;
  while (s.right < s.end && !is_comma(c, s.right) && en_token(c, s.right)->sub != SUB_PERIOD) s.right++;
  return s;
}

/* The comma before an apposition: , Majed al-Ansari, the spokesman, said */
static uint32_t comma_before_subject(const english_context *c, const frame *says, uint32_t left) {
  uint32_t subject = en_child(c, says->bunsetsu, RELATION_NSUBJ);
  if (subject == NONE || subject > says->bunsetsu) return left;
  uint32_t begin = c->parse->extents.at[subject].begin;
  if (left > subject) left = begin > 0 && is_comma(c, begin - 1) ? begin - 1 : NONE;
  return left;
}

/* Whether what stands before the comma is a clause or quoted, and not only a noun with what belongs to it. */
static bool holds_clause(const english_context *c, const stretch *s) {
  for (uint32_t t = s->first; t < s->left; t++) {
    relation r = en_relation(c, t);
    if (en_token(c, t)->quote != NONE || r == RELATION_DEP) return true;
    if (c->out->of_bunsetsu.at[t] != NONE && r != RELATION_ACL_RELCL && r != RELATION_ACL && r != RELATION_CSUBJ) return true;
  }
  return false;
}

static bool stands_alone(const english_context *c, const frame *says, const stretch *s) {
  uint32_t subject = en_child(c, says->bunsetsu, RELATION_NSUBJ);
  relation r = en_relation(c, says->bunsetsu);
  if (subject == NONE || s->left == NONE || s->left <= s->first || r == RELATION_ACL_RELCL || (en_token(c, subject)->morph & MORPH_WH)) return false;
  const token *next = en_token(c, s->left + 1); /* , and he said; , whose aims they deplored */
  if (next->upos == UPOS_CCONJ || next->upos == UPOS_SCONJ || (next->morph & MORPH_WH)) return false;
  for (uint32_t t = s->left + 1; t < says->bunsetsu; t++) /* another clause between */
    if (c->out->of_bunsetsu.at[t] != NONE && en_token(c, t)->quote == NONE && en_relation(c, t) != RELATION_ACL_RELCL && en_relation(c, t) != RELATION_ACL) return false;
  return subject > s->left && (subject < says->bunsetsu || subject < s->right) && (holds_clause(c, s) || (s->right < s->end && is_comma(c, s->right)));
}

/* The predicate that heads the words, or their first word that no other of them is above. */
static uint32_t head_within(const english_context *c, uint32_t first, uint32_t end) {
  uint32_t best = NONE;
  for (uint32_t t = first; t < end; t++) {
    uint32_t head = en_head(c, t);
    if ((head != NONE && head >= first && head < end) || en_token(c, t)->upos == UPOS_PUNCT) continue;
    if (c->out->of_bunsetsu.at[t] != NONE) return t;
    if (best == NONE) best = t;
  }
  return best == NONE ? first : best;
}

static bool has_quote(const english_context *c, const frame *says, uint32_t quote) {
  for (uint32_t i = says->argument; quote != NONE && i < says->argument + says->argument_count; i++)
    if (c->out->arguments.at[i].quote == quote) return true;
  return false;
}

/* In Brussels, the minister said, 〓: only where it was said stands before. */
static bool is_setting(const english_context *c, const frame *says, uint32_t head) {
  relation r = en_relation(c, head);
  return has_content(c, says) && c->out->of_bunsetsu.at[head] == NONE && r != RELATION_NSUBJ && r != RELATION_NSUBJ_PASS && r != RELATION_ROOT;
}

static void tie_part(english_context *c, frame *says, uint32_t head, uint32_t first, uint32_t end) {
  while (first < end && (en_token(c, first)->upos == UPOS_CCONJ || en_token(c, first)->upos == UPOS_PUNCT)) first++;
  while (end > first && en_token(c, end - 1)->upos == UPOS_PUNCT && en_token(c, end - 1)->quote == NONE) end--;
  if (first == end || (end == first + 1 && has_quote(c, says, en_token(c, first)->quote))) return;
  argument a = content_argument(c, head, first, end);
  if (end == first + 1 && en_token(c, first)->quote != NONE) a.quote = en_token(c, first)->quote, a.frame = NONE;
  frame_argument_add(c->arena, c->out, says, &a);
}

/* …, the envoy said, as rebels threatened: what the model took for content behind the comma is not said. */
static bool drop_clause_behind(english_context *c, frame *says, uint32_t comma) {
  uint32_t after = comma < c->tokens->tokens.count ? en_token(c, comma)->span.begin : UINT32_MAX;
  for (uint32_t i = says->argument; i < says->argument + says->argument_count; i++) {
    argument *a = &c->out->arguments.at[i];
    if (a->role != ROLE_QUOTE || a->of != NONE || a->link == LINK_YOU) continue;
    bool around = a->span.begin < says->trigger.begin && a->span.end > says->trigger.end; /* The reef, he said, belongs */
    if ((a->span.begin < after && !around) || !(is_comma(c, comma) || en_is(c, comma, ";"))) return false;
    if (a->quote == NONE) a->role = ROLE_OTHER;
  }
  return true;
}

static bool is_predicate(const english_context *c, uint32_t t) {
  relation r = en_relation(c, t);
  return c->out->of_bunsetsu.at[t] != NONE && r != RELATION_ACL_RELCL && r != RELATION_ACL;
}

/* The board meets on Monday, and │ a rebuke, he said, would be unwise: where the clause begins that goes on behind the speech. */
static uint32_t begin_of_split(const english_context *c, const stretch *s) {
  uint32_t begin = s->left;
  for (uint32_t t = s->left; t-- > s->first + 1;) {
    if (is_predicate(c, t) && begin == s->left) return s->first;
    if (begin == s->left && en_token(c, t)->upos == UPOS_CCONJ && is_comma(c, t - 1)) begin = t + 1;
    if (begin < s->left && is_predicate(c, t)) return begin;
  }
  return s->first;
}

/* a vote in which, he said, ballots were stuffed; and, he said, killed two: nothing of what is said stands before. */
static bool is_open_before(const english_context *c, const stretch *s) {
  const token *k = en_token(c, s->left - 1);
  return k->quote == NONE && ((k->morph & MORPH_WH) || k->upos == UPOS_CCONJ || k->upos == UPOS_SCONJ);
}

static bool tie_between_commas(english_context *c, frame *says) {
  stretch s = stretch_of(c, says);
  s.left = s.left == NONE ? NONE : comma_before_subject(c, says, s.left);
  if (!stands_alone(c, says, &s) || !drop_clause_behind(c, says, s.right)) return false;
  if (frame_argument(c->out, says, ROLE_WO) && !en_in_class(c, says->lemma, "telling")) return false;
  uint32_t head = head_within(c, s.first, s.left);
  if (is_setting(c, says, head)) return true;
  bool goes_on = s.right + 1 < s.end && is_comma(c, s.right) && en_token(c, s.right + 1)->upos != UPOS_CCONJ && en_token(c, s.right + 1)->upos != UPOS_SCONJ &&
                 !(en_token(c, s.right + 1)->morph & MORPH_GERUND); /* he said, adding that */
  if (!goes_on || !is_open_before(c, &s)) tie_part(c, says, head, goes_on ? begin_of_split(c, &s) : s.first, s.left);
  if (goes_on && c->out->of_bunsetsu.at[head] == NONE) head = head_within(c, s.right + 1, s.end);
  if (goes_on) tie_part(c, says, head, s.right + 1, s.end);
  return true;
}

/* 〓, X was quoted as saying: what the verb above has is said by the gerund. */
static void take_from_above(english_context *c, frame *says) {
  uint32_t head = en_head(c, says->bunsetsu), above = head == NONE ? NONE : c->out->of_bunsetsu.at[head];
  uint32_t mark = en_mark(c, says->bunsetsu);
  if (above == NONE || mark == NONE || !en_is(c, mark, "as") || !(en_token(c, says->bunsetsu)->morph & MORPH_GERUND)) return;
  frame *holder = en_frame(c, above);
  for (uint32_t i = holder->argument; i < holder->argument + holder->argument_count; i++) {
    argument *a = &c->out->arguments.at[i], taken = *a;
    if (a->role != ROLE_QUOTE || a->of != NONE || (a->link != LINK_TO && a->link != LINK_BARE)) continue;
    a->role = ROLE_OTHER;
    frame_argument_add(c->arena, c->out, says, &taken);
  }
}

static bool is_apart(const english_context *c, uint32_t first, uint32_t end) {
  for (uint32_t t = first; t < end; t++)
    if (en_is(c, t, ";")) return true;
  return false;
}

static void tie_frame(english_context *c, uint32_t f) {
  frame *says = en_frame(c, f);
  if (!is_speech(c, says) || tie_between_commas(c, says) || has_content(c, says)) return;
  uint32_t head = en_head(c, says->bunsetsu);
  if (en_relation(c, says->bunsetsu) == RELATION_PARATAXIS && head != NONE && !is_apart(c, head, says->bunsetsu)) {
    tie_around(c, says, head);
    return;
  }
  uint32_t behind = clause_behind(c, says);
  if (behind == NONE) return;
  span extent = c->parse->extents.at[behind];
  argument a = content_argument(c, behind, extent.begin, extent.end);
  frame_argument_add(c->arena, c->out, says, &a);
}

/* ---- quotations that no predicate has ---- */

static bool is_tied(const english_context *c, frame_range range, uint32_t quote) {
  for (uint32_t f = range.first; f < range.first + range.count; f++) {
    const frame *x = en_frame(c, f);
    for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++)
      if (c->out->arguments.at[i].quote == quote) return true;
  }
  return false;
}

/* Part of a noun phrase or of what another predicate tells. */
static bool is_inside(const english_context *c, uint32_t t) {
  uint32_t head = en_head(c, t);
  relation r = en_relation(c, t);
  if (head == NONE || c->out->of_bunsetsu.at[t] != NONE) return c->out->of_bunsetsu.at[t] != NONE;
  uint32_t above = c->out->of_bunsetsu.at[head];
  if (above == NONE || (en_relation(c, head) != RELATION_ROOT && !is_speech(c, en_frame(c, above)))) return true;
  return r == RELATION_AMOD || r == RELATION_COMPOUND || r == RELATION_NMOD || r == RELATION_NMOD_POSS || r == RELATION_OBL || r == RELATION_OBJ ||
         r == RELATION_NSUBJ || r == RELATION_NSUBJ_PASS || r == RELATION_XCOMP;
}

/* The verb of speech nearest to the token. */
static uint32_t speech_beside(const english_context *c, frame_range range, uint32_t t) {
  enum { REACH = 24 };
  uint32_t best = NONE, distance = REACH;
  for (uint32_t f = range.first; f < range.first + range.count; f++) {
    const frame *x = en_frame(c, f);
    uint32_t far = x->bunsetsu > t ? x->bunsetsu - t : t - x->bunsetsu;
    if (far < distance && is_speech(c, x)) best = f, distance = far;
  }
  return best;
}

static void tie_quotes(english_context *c, uint32_t segment) {
  frame_range range = c->out->segments.at[segment];
  bunsetsu_range words = c->parse->segments.at[segment];
  uint32_t budget = 4 * MOST_QUOTES; /* keeps a segment of nothing but quotations linear */
  for (uint32_t t = words.first; t < words.first + words.count && budget; t++) {
    uint32_t q = en_token(c, t)->quote;
    if (q == NONE || is_inside(c, t)) continue;
    budget--;
    uint32_t f = is_tied(c, range, q) ? NONE : speech_beside(c, range, t);
    if (f == NONE) continue;
    argument a = {.role = ROLE_QUOTE, .of = NONE, .bunsetsu = t, .head_token = t, .span = en_token(c, t)->span, .words = en_token(c, t)->lemma,
                  .frame = NONE, .quote = q, .link = LINK_BARE};
    frame_argument_add(c->arena, c->out, en_frame(c, f), &a);
  }
}

void english_speech_tie(english_context *c, uint32_t segment) {
  frame_range range = c->out->segments.at[segment];
  for (uint32_t f = range.first; f < range.first + range.count; f++) tie_frame(c, f);
  tie_quotes(c, segment);
  for (uint32_t f = range.first; f < range.first + range.count; f++)
    if (is_speech(c, en_frame(c, f)) && !has_content(c, en_frame(c, f))) take_from_above(c, en_frame(c, f));
}
