/* name.c - names of persons that no table has, before an office or honorific: where they begin, and what of the words
 * around them belongs to them. */
#include "actor/actor_parts.h"

static bool is_joint(const token *t) {
  return view_equals(t->surface, TEXT("・")) || view_equals(t->surface, TEXT("=")) ||
         view_equals(t->surface, TEXT("゠"));
}

bool part_is_name_word(const token *t, bool loose) {
  if (t->name != NONE || t->quote != NONE) return false;
  if (t->sub == SUB_SUFFIX || t->sub == SUB_ADVERBIAL || t->sub == SUB_DEPENDENT) return false;
  bool one_kanji = t->surface.len <= 4 && actor_all_chars(t->surface, char_is_kanji);
  if (one_kanji && t->sub != SUB_NUMBER && t->sub != SUB_COUNTER) return t->pos != POS_PARTICLE && t->pos != POS_SYMBOL;
  if (t->pos != POS_NOUN && t->pos != POS_OTHER) return false;
  if (t->sub == SUB_NUMBER || t->sub == SUB_COUNTER || t->sub == SUB_ADVERBIAL || t->sub == SUB_PRONOUN ||
      t->sub == SUB_DEPENDENT)
    return false;
  if (t->sub == SUB_PERSON || t->sub == SUB_PROPER || t->sub == SUB_PLACE || t->sub == SUB_ORGANISATION || t->unknown)
    return true;
  return loose && t->sub != SUB_SUFFIX;
}

/* A character of a given name that MeCab takes for a suffix or an adverb. */
static bool is_given_tail(const token *t) {
  return t->name == NONE && t->pos == POS_NOUN && t->surface.len <= 4 && actor_all_chars(t->surface, char_is_kanji) &&
         (t->sub == SUB_SUFFIX || t->sub == SUB_ADVERBIAL || t->sub == SUB_DEPENDENT);
}

/* A blank stands before the token: in headlines it parts clauses. */
bool part_is_apart(const actor_context *c, uint32_t i) {
  uint32_t at = actor_token(c, i)->span.begin;
  return at > actor_token(c, i - 1)->span.end &&
         char_is_space(actor_first_char(view_skip(c->layout->text, actor_token(c, i - 1)->span.end)));
}

/* First token of the name that ends at `end`, not before limit; end when there is none. */
static uint32_t name_begin(const actor_context *c, uint32_t limit, uint32_t end, bool loose) {
  uint32_t i = end;
  while (i > limit && !part_is_apart(c, i)) {
    const token *t = actor_token(c, i - 1);
    bool kana = actor_all_chars(t->surface, actor_is_kana);
    bool before_joint = kana && i < end && is_joint(actor_token(c, i)) && t->name == NONE;
    bool in_katakana = kana && actor_all_chars(actor_token(c, i)->surface, actor_is_kana) && i < end;
    bool begins_katakana =
        kana && i == end && i > limit + 1 && actor_all_chars(actor_token(c, i - 2)->surface, actor_is_kana);
    bool tail = i > limit + 1 && is_given_tail(t) && part_is_name_word(actor_token(c, i - 2), false) &&
                actor_all_chars(actor_token(c, i - 2)->surface, char_is_kanji); /* 方 of 孫立方 */
    bool short_name = kana && i == end && t->name == NONE && t->pos == POS_NOUN && t->sub == SUB_NONE && utf8_count(t->surface) <= 3 &&
                      (i == limit + 1 || actor_word(c, i - 2, TEXT("の"))); /* カバ議長 */
    if (part_is_name_word(t, loose) || tail || short_name || before_joint || in_katakana || begins_katakana) i--;
    else if (is_joint(t) && i < end && i - 1 > limit && actor_token(c, i - 2)->name == NONE &&
             actor_all_chars(actor_token(c, i - 2)->surface, actor_is_kana))
      i--;
    else break;
  }
  return i;
}

static void push_name(const actor_context *c, part_list *out, uint32_t limit, uint32_t end, bool loose) {
  uint32_t first = name_begin(c, limit, end, loose);
  if (first < end) LIST_PUSH(c->arena, out, ((part){.kind = PART_NAME, .first = first, .end = end}));
}

/* バーミンガム of オーストラリアのバーミンガム貿易相: a place of another state between a state and an office is a name. */
static bool is_foreign_place(const actor_context *c, const part_list *parts, uint32_t office) {
  if (parts->count < 2) return false;
  const part *place = &parts->at[parts->count - 1], *state = place - 1;
  if (place->end != office || !place->row || state->kind != PART_STATE || !state->row || state->toward || state->end + 1 != place->first || !actor_word(c, state->end, TEXT("の")))
    return false;
  view code = label_code(place->row->label);
  return code_is_state(code) && view_find(state->row->label, code, 0) == SIZE_MAX && actor_all_chars(actor_words(c, place->first, place->end), actor_is_kana);
}

/* Adds the unknown name before a title or honorific that begins at i. */
void part_find_name(const actor_context *c, part_list *out, uint32_t segment_first, uint32_t i, bool honorific) {
  part *last = out->count ? &out->at[out->count - 1] : NULL;
  uint32_t limit = last ? last->end : segment_first;
  if (!last || limit < i) {
    push_name(c, out, limit, i, honorific);
    return;
  }
  if (last->kind == PART_PLACE && (honorific || is_foreign_place(c, out, i))) {
    *last = (part){.kind = PART_NAME, .first = last->first, .end = last->end};
    return;
  }
  if (last->kind == PART_PREFIX || last->kind == PART_BODY || (last->kind == PART_STATE && !last->toward)) {
    uint32_t before = out->count > 1 ? out->at[out->count - 2].end : segment_first, end = last->first;
    if (end > before && is_joint(actor_token(c, end - 1))) end--; /* デメケ・エチオピア副首相 */
    uint32_t first = name_begin(c, before, end, false);
    if (first == end) return;
    part moved = *last;
    *last = (part){.kind = PART_NAME, .first = first, .end = end};
    LIST_PUSH(c->arena, out, moved);
  }
}

/* A surname of the tables with a given name behind it that they do not know is another person (林剣); Latin-style full
 * names take their first part in (ニコル・パシニャン). */
void part_widen_person(const actor_context *c, part *p, uint32_t limit_first, uint32_t limit) {
  while (p->first >= limit_first + 2 && is_joint(actor_token(c, p->first - 1)) &&
         part_is_name_word(actor_token(c, p->first - 2), false) &&
         actor_is_kana(actor_first_char(actor_token(c, p->first - 2)->surface)))
    p->first -= 2;
  if (!p->row || row_has(p->row, TEXT("full"))) return;
  uint32_t end = p->end;
  while (end < limit && end < p->end + 2) {
    const token *t = actor_token(c, end);
    bool given =
        t->name == NONE && t->pos == POS_NOUN && t->sub == SUB_NONE && t->surface.len <= 6; /* 立方 of 孫立方 */
    if ((!given && !part_is_name_word(t, false) && !is_given_tail(t)) || !actor_all_chars(t->surface, char_is_kanji)) break;
    end++;
  }
  if (end == p->end || !part_title_follows(c, end, limit)) return;
  p->kind = PART_NAME;
  p->form = NULL;
  p->row = NULL;
  p->end = end;
}

static bool is_field_word(const token *t) {
  return t->name == NONE && t->pos == POS_NOUN && (t->sub == SUB_NONE || t->sub == SUB_SAHEN || t->sub == SUB_NA) &&
         actor_all_chars(t->surface, char_is_kanji);
}

/* First token of an office of several fields: 情報 of 情報・放送相, 経済 of 経済・商業相; i where it has one. */
uint32_t part_office_begin(const actor_context *c, uint32_t limit, uint32_t i) {
  uint32_t first = i, at = i;
  for (;;) {
    while (at > limit && is_field_word(actor_token(c, at - 1))) at--;
    if (at < limit + 2 || !is_joint(actor_token(c, at - 1)) || !is_field_word(actor_token(c, at - 2))) break;
    at--;
    while (at > limit && is_field_word(actor_token(c, at - 1))) at--;
    first = at;
  }
  return first;
}
