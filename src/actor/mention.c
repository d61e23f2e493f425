/* mention.c - finds the parts that mentions are put together of: the names of a segment with the row that fits, and
 * words around them that the tables of names leave to be counted on the way.
 *
 *   米 国務省 の ミラー 報道官 ら      STATE INSTITUTION (の) NAME TITLE PLURAL
 *
 * A name that no table has is known by the office or honorific behind it: the proper and unknown words before a title
 * are a person's name, also with a state between (スターマー英首相). */
#include "actor/actor_parts.h"

view actor_words(const actor_context *c, uint32_t first, uint32_t end) {
  if (first >= end) return (view){0};
  return view_span(c->layout->text, (span){actor_token(c, first)->span.begin, actor_token(c, end - 1)->span.end});
}

/* ---- choosing among the rows of a form ---- */

static const name_form *form_at(const actor_context *c, uint32_t token_index) {
  uint32_t name = actor_token(c, token_index)->name;
  return name == NONE ? NULL : name_index_form(c->tables->names, c->tokens->names.at[name].form);
}

/* Best row of a kind: one that holds on the day, else the first; NULL when the form has none. */
static const name_row *row_of_kind(const actor_context *c, const name_form *f, name_kind kind) {
  const name_row *first = NULL;
  for (uint32_t k = 0; f && k < f->row_count; k++) {
    const name_row *row = name_index_row(c->tables->names, f, k);
    if (row->kind != kind) continue;
    if (row_holds(row, c->published)) return row;
    if (!first) first = row;
  }
  return first;
}

static bool is_title_at(const actor_context *c, uint32_t i, uint32_t end) {
  if (i >= end) return false;
  const name_row *row = row_of_kind(c, form_at(c, i), NAME_TITLE);
  return row && !row_has(row, TEXT("prefix"));
}

/* A title follows, at once or behind a state (トランプ米大統領) or a prefix (小泉元首相). */
bool part_title_follows(const actor_context *c, uint32_t i, uint32_t end) {
  for (uint32_t step = 0; step < 3 && i < end; step++, i++) {
    if (is_title_at(c, i, end)) return true;
    const name_form *f = form_at(c, i);
    const name_row *title = row_of_kind(c, f, NAME_TITLE);
    if (!(title && row_has(title, TEXT("prefix"))) && !row_of_kind(c, f, NAME_ABBR) && !row_of_kind(c, f, NAME_COUNTRY))
      return false;
  }
  return false;
}

static part_kind kind_of_row(const name_row *row) {
  switch (row->kind) {
  case NAME_COUNTRY:
  case NAME_ABBR:
  case NAME_METONYM: return PART_STATE;
  case NAME_PLACE: return PART_PLACE;
  case NAME_INSTITUTION: return PART_INSTITUTION;
  case NAME_BODY: return PART_BODY;
  case NAME_GROUP: return PART_GROUP;
  case NAME_PERSON: return PART_PERSON;
  case NAME_GENERIC: return PART_GENERIC;
  case NAME_PRONOUN: return PART_PRONOUN;
  default: break;
  }
  if (row_has(row, TEXT("prefix"))) return PART_PREFIX;
  return row_has(row, TEXT("honorific")) ? PART_HONORIFIC : PART_TITLE;
}

/* Whether a person of the form held the office behind it on the day: 韓首相 is Mr Han, 韓外相 the minister of Korea. */
static bool bears_title(const actor_context *c, const name_form *f, uint32_t end, uint32_t limit) {
  if (!is_title_at(c, end, limit)) return false;
  view role = row_of_kind(c, form_at(c, end), NAME_TITLE)->role;
  for (uint32_t k = 0; k < f->row_count; k++) {
    const name_row *row = name_index_row(c->tables->names, f, k);
    if (row->kind == NAME_PERSON && role.len && view_equals(row->role, role) && row_holds(row, c->published))
      return true;
  }
  return false;
}

static const name_row *choose_row(const actor_context *c, const name_form *f, uint32_t end, uint32_t limit,
                                  bool after_name, bool after_state) {
  static const name_kind order[] = {NAME_COUNTRY, NAME_BODY,    NAME_METONYM, NAME_GROUP,   NAME_INSTITUTION, NAME_ABBR,
                                    NAME_PERSON,  NAME_GENERIC, NAME_TITLE,   NAME_PRONOUN, NAME_PLACE};
  const name_row *person = row_of_kind(c, f, NAME_PERSON), *title = row_of_kind(c, f, NAME_TITLE);
  const name_row *abbr = row_of_kind(c, f, NAME_ABBR);
  /* 新大統領 is a new president, not one of New Zealand. */
  if (abbr && title && row_has(title, TEXT("prefix")) && !after_state && is_title_at(c, end, limit)) return title;
  if (abbr && (after_state || !bears_title(c, f, end, limit))) return abbr;
  if (person && part_title_follows(c, end, limit)) return person;
  if (title && (after_name || row_has(title, TEXT("standalone")))) {
    const name_row *institution = row_of_kind(c, f, NAME_INSTITUTION);
    if (after_name || !institution) return title;
  }
  for (size_t i = 0; i < COUNT_OF(order); i++) {
    const name_row *row = row_of_kind(c, f, order[i]);
    if (row) return row;
  }
  return NULL;
}

/* ---- one token ---- */

uint32_t words_figure(view v) {
  static const char *const kanji[] = {"二", "三", "四", "五", "六", "七", "八", "九", "十"};
  uint32_t n = 0, i = 0;
  while (i < v.len && v.ptr[i] >= '0' && v.ptr[i] <= '9' && n < 1000) n = n * 10 + (uint32_t)(v.ptr[i++] - '0');
  for (uint32_t k = 0; !i && k < COUNT_OF(kanji); k++)
    if (view_starts_with(v, view_of_string(kanji[k]))) return k + 2;
  return n;
}

/* Numbers of states among the words that point back (3カ国) count like any other figure. */
static bool is_count(const name_row *row, view words) {
  return row->kind == NAME_PRONOUN && row_has(row, TEXT("state")) && words_figure(words) >= 2;
}

/* 国 of 構成国; two persons as a count (子ども2人): words that point back only where they stand alone. */
static bool is_inside_word(const actor_context *c, uint32_t segment_first, uint32_t i, uint32_t end, uint32_t limit,
                           const name_row *row) {
  const token *before = i > segment_first ? actor_token(c, i - 1) : NULL;
  bool after_noun = before && before->pos == POS_NOUN && before->name == NONE && before->sub != SUB_ADVERBIAL &&
                    before->sub != SUB_DEPENDENT && before->sub != SUB_COUNTER;
  bool before_noun = end < limit && actor_token(c, end)->name == NONE && actor_token(c, end)->pos == POS_NOUN &&
                     actor_token(c, end)->sub != SUB_SUFFIX && actor_token(c, end)->sub != SUB_ADVERBIAL;
  if ((after_noun || before_noun) && row_has(row, TEXT("bare"))) return true;
  bool counts = row_has(row, TEXT("dual")) && words_figure(actor_words(c, i, end)) == 2 && row_has(row, TEXT("person"));
  if (!counts) return false;
  return (before && before->pos == POS_NOUN && before->sub != SUB_ADVERBIAL) || end >= limit ||
         actor_token(c, end)->sub != SUB_TOPIC;
}

/* A short place that MeCab cut out of a longer katakana word (ロメ of ロメロ). */
static bool is_inside_katakana(const actor_context *c, uint32_t segment_first, uint32_t i, uint32_t end,
                               uint32_t limit) {
  if (!actor_all_chars(actor_words(c, i, end), actor_is_kana)) return false;
  bool after = end < limit && actor_is_kana(actor_first_char(actor_token(c, end)->surface)) && !part_is_apart(c, end);
  bool before = i > segment_first && actor_all_chars(actor_token(c, i - 1)->surface, actor_is_kana) && !part_is_apart(c, i);
  return after || before;
}

static void add_named(const actor_context *c, part_list *out, uint32_t segment_first, uint32_t i, uint32_t end,
                      uint32_t limit) {
  const token *t = actor_token(c, i);
  const name_match *match = &c->tokens->names.at[t->name];
  const name_form *f = name_index_form(c->tables->names, match->form);
  part *last = out->count ? &out->at[out->count - 1] : NULL;
  bool after_name = last && last->end == i && (last->kind == PART_PERSON || last->kind == PART_NAME);
  if (!after_name && i > segment_first && (!last || last->end < i)) {
    const token *before = actor_token(c, i - 1);
    after_name = before->name == NONE && (before->sub == SUB_PERSON || before->unknown) && part_is_name_word(before, false);
  }
  view words = f->form;
  if (word_is(c->tables, view_skip(words, utf8_before(words, words.len)), WORD_RANK)) { /* 大使級: the rank of talks */
    if (words.len <= 4 && last && last->end == i) out->count--;
    return;
  }
  if (word_is(c->tables, words, WORD_POSTED | WORD_AT | WORD_WITHOUT)) return; /* read with the name behind it */
  if (word_is(c->tables, words, WORD_SIDE)) {
    if (last && last->end == i) LIST_PUSH(c->arena, out, ((part){.kind = PART_SIDE, .first = i, .end = end}));
    return;
  }
  if (word_is(c->tables, words, WORD_SELF) && last && last->end == i) { /* 首相自身, X氏本人 */
    LIST_PUSH(c->arena, out, ((part){.kind = PART_PLURAL, .first = i, .end = end}));
    return;
  }
  bool of_person =
      last && last->end == i && (last->kind == PART_TITLE || last->kind == PART_HONORIFIC || last->kind == PART_PERSON);
  if (word_is(c->tables, words, WORD_CIRCLE) && !of_person) return;
  bool in_compound = (last && last->end == i && last->abbreviated) || match->span.begin > t->span.begin;
  const name_row *row = choose_row(c, f, end, limit, after_name, in_compound);
  if (!row) return;
  part p = {.kind = kind_of_row(row), .first = i, .end = end, .form = f, .row = row};
  p.abbreviated = row->kind == NAME_ABBR;
  if (p.kind == PART_STATE && match->span.begin > t->span.begin) {
    view prefix = view_span(c->layout->text, (span){t->span.begin, match->span.begin});
    if (word_is(c->tables, prefix, WORD_POSTED)) p.kind = PART_POSTED;
    else p.toward = true;
  }
  if (is_count(row, f->form)) p.kind = PART_COUNT;
  if (word_is(c->tables, words, WORD_AGAINST) && end < limit &&
      (actor_word(c, end, TEXT("で")) || actor_word(c, end, TEXT("では"))))
    return;
  if (p.kind == PART_PRONOUN && is_inside_word(c, segment_first, i, end, limit, row)) return;
  if ((row->kind == NAME_PLACE || row->kind == NAME_ABBR) && is_inside_katakana(c, segment_first, i, end, limit))
    return;
  if ((p.kind == PART_STATE || p.kind == PART_INSTITUTION) && i > segment_first && (!last || last->end < i)) {
    view before = actor_token(c, i - 1)->surface;
    if (word_is(c->tables, before, WORD_WITHOUT)) return;
    if (word_is(c->tables, before, WORD_POSTED) && p.kind == PART_STATE) p.kind = PART_POSTED, p.first = i - 1;
    else if (word_is(c->tables, before, WORD_AT)) p.toward = true, p.first = i - 1;
  }
  bool surname = p.kind == PART_TITLE && actor_token(c, i)->sub == SUB_PERSON && words.len <= 3; /* 王 of 王群大使 */
  if (p.kind == PART_PERSON || surname) part_widen_person(c, &p, last ? last->end : segment_first, limit);
  if (p.kind == PART_TITLE) p.first = i = part_office_begin(c, last ? last->end : segment_first, i);
  if (p.kind == PART_TITLE || p.kind == PART_HONORIFIC) part_find_name(c, out, segment_first, i, p.kind == PART_HONORIFIC);
  LIST_PUSH(c->arena, out, p);
}

/* A figure of ten and more. */
static bool is_large(view number) {
  if (words_figure(number) >= 10) return true;
  static const char *const words[] = {"数", "百", "千", "万"};
  for (size_t i = 0; i < COUNT_OF(words); i++)
    if (view_find(number, view_of_string(words[i]), 0) != SIZE_MAX) return true;
  return false;
}

/* Whether the predicate of the phrase makes its subject an actor: neither a passive nor something suffered. */
static bool is_deed(const actor_context *c, uint32_t token_index) {
  uint32_t head = c->parse->bunsetsu.at[c->parse->of_token.at[token_index]].head;
  if (head == NONE) return false;
  const bunsetsu *x = &c->parse->bunsetsu.at[head];
  for (uint32_t i = x->first; i < x->end; i++) {
    const token *t = actor_token(c, i);
    if (t->sub == SUB_VERB_SUFFIX || word_is(c->tables, t->lemma, WORD_SUFFERS)) return false;
  }
  return true;
}

/* 数千人が, 500人余りは: people without a noun, as a subject. Returns the token after them, or i. */
static uint32_t crowd_end(const actor_context *c, uint32_t segment_first, uint32_t i, uint32_t limit) {
  uint32_t end = i;
  while (end < limit && actor_token(c, end)->sub == SUB_NUMBER) end++;
  if (end == i || end + 1 >= limit || !word_is(c->tables, actor_token(c, end)->surface, WORD_CROWD)) return i;
  if (i > segment_first && actor_token(c, i - 1)->pos == POS_NOUN && actor_token(c, i - 1)->sub != SUB_ADVERBIAL) return i;
  if (!is_large(actor_words(c, i, end))) return i;
  end++;
  while (end < limit && word_is(c->tables, actor_token(c, end)->surface, WORD_OVER)) end++;
  bool subject = end < limit && (actor_word(c, end, TEXT("が")) || actor_word(c, end, TEXT("は")));
  return subject && is_deed(c, i) ? end : i;
}

/* Words that are no names; returns the token after them. */
static uint32_t add_word(const actor_context *c, part_list *out, uint32_t segment_first, uint32_t i, uint32_t limit) {
  const token *t = actor_token(c, i);
  part p = {.first = i, .end = i + 1};
  if (t->sub == SUB_NUMBER && i + 1 < limit && word_is(c->tables, actor_token(c, i + 1)->surface, WORD_COUNTRY_COUNT)) {
    p.kind = PART_COUNT;
    p.end = i + 2;
  } else if (t->sub == SUB_NUMBER) {
    p.kind = PART_CROWD;
    p.end = crowd_end(c, segment_first, i, limit);
    if (p.end == i) return i + 1;
  } else if (view_equals(t->surface, TEXT("同"))) p.kind = PART_SAME;
  else {
    uint64_t bits = word_bits(c->tables, t->surface);
    if (!bits) return i + 1;
    bool after = out->count && out->at[out->count - 1].end == i;
    if (bits & WORD_SIDE && after) p.kind = PART_SIDE;
    else if (bits & (WORD_PLURAL | WORD_SELF) && after) p.kind = PART_PLURAL;
    else if (bits & WORD_PEOPLE && after) p.kind = PART_PEOPLE;
    else if (bits & WORD_PART) p.kind = PART_MEMBER;
    else if (bits & WORD_EACH) p.kind = PART_EACH;
    else if (bits & WORD_TEXT && !(i + 1 < limit && actor_token(c, i + 1)->suru)) p.kind = PART_TEXT;
    else return i + 1;
  }
  LIST_PUSH(c->arena, out, p);
  return p.end;
}

void parts_find(const actor_context *c, uint32_t segment, part_list *out) {
  token_range r = c->tokens->segments.at[segment];
  uint32_t limit = r.first + r.count;
  for (uint32_t i = r.first, end; i < limit; i = end) {
    const token *t = actor_token(c, i);
    end = i + 1;
    if (t->name == NONE) {
      end = add_word(c, out, r.first, i, limit);
      continue;
    }
    while (end < limit && actor_token(c, end)->name == t->name) end++;
    add_named(c, out, r.first, i, end, limit);
  }
}
