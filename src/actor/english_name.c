/* english_name.c - which names and titles of the tables are in a segment.
 *
 *   The Foreign Ministers of both countries      foreign minister: small letters of a form match capitals, a singular its plural
 *   Polish farmers polish                        a capital letter of a form is meant
 *
 * Each token is looked up in three readings of the segment: as it is written (but The is the), in small letters, and with nouns in the
 * singular. The longest match wins. What stands beside a name may speak against it: Georgia is no state in "Georgia Hale" and in
 * "Atlanta, Georgia", the group is none in "the group of lawmakers". */
#include "actor/english_actor.h"

enum { READINGS = 3, SHOUT = 3 }; /* SHOUT: shorter words in capitals are abbreviations */

typedef struct {
  view text;
  uint32_t *begin; /* of each token */
} reading;

/* ---- the readings ---- */

/* A text all in capitals is read with capitals at the start of its words. */
static bool is_shouted(const english_reader *r, token_range range) {
  uint32_t large = 0;
  for (uint32_t t = range.first; t < range.first + range.count; t++) {
    view v = english_word(r, t)->surface;
    for (size_t i = 0; i < v.len; i++) {
      if (v.ptr[i] >= 'a' && v.ptr[i] <= 'z') return false;
      large += v.ptr[i] >= 'A' && v.ptr[i] <= 'Z';
    }
  }
  return large > 2 * SHOUT;
}

static view word_in(const english_reader *r, uint32_t t, uint32_t kind) {
  const token *k = english_word(r, t);
  if (k->quote != NONE) return TEXT("\x1F");
  return kind == 2 && (k->morph & MORPH_PLURAL) && k->lemma.len ? k->lemma : k->surface;
}

static reading read_as(const english_reader *r, token_range range, uint32_t kind) {
  bool shouted = kind == 0 && is_shouted(r, range);
  size_t size = 1, at = 0;
  for (uint32_t i = 0; i < range.count; i++) size += word_in(r, range.first + i, kind).len + 1;
  char *text = ARENA_NEW(r->c.arena, char, size);
  reading x = {.begin = ARENA_NEW(r->c.arena, uint32_t, range.count + 1)};
  for (uint32_t i = 0; i < range.count; i++) {
    uint32_t t = range.first + i;
    view words = word_in(r, t, kind);
    if (i && english_word(r, t)->span.begin > english_word(r, t - 1)->span.end) text[at++] = ' ';
    x.begin[i] = (uint32_t)at;
    for (size_t k = 0; k < words.len; k++) {
      bool small = kind > 0 || (shouted && k > 0 && words.len > SHOUT);
      text[at++] = small ? ascii_lower(words.ptr[k]) : words.ptr[k];
    }
  }
  x.begin[range.count] = (uint32_t)at;
  x.text = view_of(text, at);
  return x;
}

/* ---- matches ---- */

typedef struct {
  uint32_t end, form; /* tokens of the segment */
} match;

/* The longest form at token i that ends where a token ends. */
static match longest(const english_reader *r, const reading *x, token_range range, uint32_t i) {
  match m = {i, NONE};
  uint32_t form = NONE, length = name_index_longest(r->c.tables->names, x->text, x->begin[i], &form), stop = x->begin[i] + length;
  if (!length) return m;
  uint32_t end = i + 1;
  while (end < range.count && x->begin[end] < stop) end++;
  uint32_t last = x->begin[end];
  while (last > x->begin[end - 1] && x->text.ptr[last - 1] == ' ') last--;
  return last == stop ? (match){end, form} : m;
}

/* ---- rows ---- */

static part_kind kind_of(const name_row *row) {
  switch (row->kind) {
  case NAME_COUNTRY: return row_has(row, TEXT("people")) && !row_has(row, TEXT("adjective")) ? PART_PEOPLE : PART_STATE;
  case NAME_PLACE: return PART_PLACE;
  case NAME_BODY: return PART_BODY;
  case NAME_GROUP: return PART_GROUP;
  case NAME_PERSON: return PART_PERSON;
  case NAME_GENERIC: return PART_GENERIC;
  case NAME_PRONOUN: return PART_PRONOUN;
  case NAME_TITLE:
    if (row_has(row, TEXT("honorific"))) return PART_HONORIFIC;
    return row_has(row, TEXT("prefix")) && !row_has(row, TEXT("rank")) ? PART_PREFIX : PART_TITLE;
  default: return PART_INSTITUTION;
  }
}

static bool is_capital(const english_reader *r, uint32_t t) {
  view v = english_word(r, t)->surface;
  uint32_t length, ch = v.len ? utf8_decode(v, 0, &length) : 0;
  return (ch >= 'A' && ch <= 'Z') || (ch >= 0xC0 && ch <= 0xDE);
}

/* The rows of a form that mean different things: a person counts where a given name or an office stands beside, a state before a place. */
static const name_row *row_of(const english_reader *r, const name_form *f) {
  static const name_kind order[] = {NAME_PRONOUN, NAME_COUNTRY, NAME_BODY, NAME_INSTITUTION, NAME_METONYM, NAME_GROUP, NAME_TITLE, NAME_GENERIC, NAME_PLACE, NAME_PERSON};
  const name_row *best = NULL;
  size_t best_rank = COUNT_OF(order) * 2;
  for (uint32_t k = 0; k < f->row_count; k++) {
    const name_row *row = name_index_row(r->c.tables->names, f, k);
    size_t rank = 0;
    while (rank < COUNT_OF(order) && order[rank] != row->kind) rank++;
    if (rank == COUNT_OF(order)) continue;
    if (!row_holds(row, r->c.published)) rank += COUNT_OF(order);
    if (rank < best_rank) best = row, best_rank = rank;
  }
  return best;
}

/* ---- what stands beside ---- */

/* A proper noun that no table knows as anything but a person. */
static bool is_name_word(const english_reader *r, token_range range, uint32_t t) {
  if (t < range.first || t >= range.first + range.count || english_word(r, t)->upos != UPOS_PROPN) return false;
  const part *known = english_part(r, t);
  uint32_t form = known ? NONE : name_index_exact(r->c.tables->names, english_word(r, t)->surface);
  const name_form *f = known ? known->form : form == NONE ? NULL : name_index_form(r->c.tables->names, form);
  return !f || !(f->kinds & ~(1u << NAME_PERSON));
}

/* Words of unless=A|B, which end the flags. */
static bool has_unless(const english_reader *r, const name_row *row, token_range range) {
  bool listed = false;
  for (view rest = row->flags, words; view_split(&rest, '|', &words);) {
    if (view_starts_with(words, TEXT("unless="))) listed = true, words = view_skip(words, 7);
    for (uint32_t t = range.first; listed && t < range.first + range.count; t++)
      if (view_equals(english_word(r, t)->surface, words)) return true;
  }
  return false;
}

/* Beside another name, or behind a title of persons: Jim Jordan, Rep. Jordan. */
static bool is_name_of_person(const english_reader *r, token_range range, uint32_t first, uint32_t end) {
  if (is_name_word(r, range, end) || (first > range.first && is_name_word(r, range, first - 1))) return true;
  const part *before = first > range.first ? english_part(r, first - 1) : NULL;
  return before && before->kind == PART_TITLE && before->row->label.len && actor_first_char(english_word(r, first - 1)->surface) < 'a';
}

/* Behind a town and a comma it is where the town lies: Atlanta, Georgia. */
static bool is_behind_town(const english_reader *r, const name_row *row, token_range range, uint32_t first) {
  if (first < range.first + 2 || !view_is(english_word(r, first - 1)->surface, ",")) return false;
  const part *town = english_part(r, first - 2);
  return town ? town->kind == PART_PLACE && !view_equals(label_code(town->row->label), label_code(row->label)) : is_name_word(r, range, first - 2);
}

/* What an ambiguous state or place is here: itself, a place of that name in another state, or NULL. */
static const name_row *row_here(const english_reader *r, const name_form *f, token_range range, uint32_t first, uint32_t end) {
  const name_row *row = row_of(r, f);
  if (!row || !row_has(row, TEXT("ambiguous"))) return row;
  if (is_name_of_person(r, range, first, end)) return NULL;
  if (!is_behind_town(r, row, range, first) && !has_unless(r, row, range)) return row;
  for (uint32_t k = 0; k < f->row_count; k++) {
    const name_row *place = name_index_row(r->c.tables->names, f, k);
    if (place->kind == NAME_PLACE && place != row) return place;
  }
  return NULL;
}

/* The group of lawmakers: its noun says who they are. */
static bool is_explained(const english_reader *r, const name_form *f, const name_row *row, token_range range, uint32_t end) {
  return row->kind == NAME_PRONOUN && view_starts_with(f->form, TEXT("the ")) && end < range.first + range.count && view_is(english_word(r, end)->surface, "of");
}

static bool touches(const english_reader *r, uint32_t a, uint32_t b) { return english_word(r, a)->span.end == english_word(r, b)->span.begin; }

static bool is_hyphen(const english_reader *r, uint32_t t) {
  uint32_t ch = actor_first_char(english_word(r, t)->surface);
  return ch == '-' || (ch >= 0x2010 && ch <= 0x2013);
}

/* US-led, pro-Russian, non-EU: a state in a word with hyphens, unless another state stands on its other side (US-China talks). */
static bool is_hyphened(const english_reader *r, token_range range, uint32_t first, uint32_t end) {
  uint32_t stop = range.first + range.count;
  bool behind = end + 1 < stop && is_hyphen(r, end) && touches(r, end - 1, end) && touches(r, end, end + 1) && !is_capital(r, end + 1);
  bool before = first >= range.first + 2 && is_hyphen(r, first - 1) && touches(r, first - 1, first) && touches(r, first - 2, first - 1) && !english_part(r, first - 2);
  return behind || before;
}

/* A word that is a verb, an adverb or the like here is no name, whatever the tables say of it in small letters. */
static bool is_other_word(const english_reader *r, uint32_t t) {
  upos p = (upos)english_word(r, t)->upos;
  return p == UPOS_VERB || p == UPOS_AUX || p == UPOS_ADP || p == UPOS_ADV || p == UPOS_SCONJ || p == UPOS_CCONJ || p == UPOS_INTJ;
}

/* He and US are also a name and a pronoun: the tag tells. */
static bool fits_tag(const english_reader *r, const name_row *row, uint32_t first, uint32_t end) {
  if (end > first + 1) return true;
  upos p = (upos)english_word(r, first)->upos;
  if (row->kind == NAME_PRONOUN) return p != UPOS_PROPN;
  return p != UPOS_PRON && (is_capital(r, first) || !is_other_word(r, first));
}

static bool add_part(english_reader *r, token_range range, uint32_t first, uint32_t end, uint32_t form) {
  const name_form *f = name_index_form(r->c.tables->names, form);
  const name_row *row = row_here(r, f, range, first, end);
  if (!row || is_hyphened(r, range, first, end) || is_explained(r, f, row, range, end)) return false;
  part p = {.kind = kind_of(row), .first = first, .end = end, .form = f, .row = row};
  for (uint32_t t = first; t < end; t++) r->part_at[t] = r->parts.count;
  LIST_PUSH(r->c.arena, &r->parts, p);
  return true;
}

static match longest_of_all(const english_reader *r, const reading readings[READINGS], token_range range, uint32_t i) {
  match best = {i, NONE};
  for (uint32_t k = 0; k < READINGS && i < range.count; k++) {
    match m = longest(r, &readings[k], range, i);
    const name_row *row = m.form == NONE ? NULL : row_of(r, name_index_form(r->c.tables->names, m.form));
    if (row && m.end > best.end && fits_tag(r, row, range.first + i, range.first + m.end)) best = m;
  }
  return best;
}

/* The State Department is no state: what begins behind the article goes on further. */
static bool is_cut_short(const english_reader *r, const reading readings[READINGS], token_range range, uint32_t i, const match *m) {
  if (m->form == NONE || !view_starts_with(name_index_form(r->c.tables->names, m->form)->form, TEXT("the "))) return false;
  return longest_of_all(r, readings, range, i + 1).end > m->end;
}

/* the world body: a name of its own, though "the body" is one named before. */
static bool is_named_behind_article(const english_reader *r, const reading readings[READINGS], token_range range, uint32_t i, const match *best) {
  if (best->form == NONE || best->end < i + 3) return false;
  const name_form *f = name_index_form(r->c.tables->names, best->form);
  if (row_of(r, f)->kind != NAME_PRONOUN || !view_starts_with(f->form, TEXT("the "))) return false;
  match behind = longest_of_all(r, readings, range, i + 1);
  const name_row *row = behind.form == NONE ? NULL : row_of(r, name_index_form(r->c.tables->names, behind.form));
  return row && behind.end == best->end && label_code(row->label).len;
}

void english_parts_find(english_reader *r, uint32_t segment) {
  token_range range = r->c.tokens->segments.at[segment];
  reading readings[READINGS];
  for (uint32_t k = 0; k < READINGS; k++) readings[k] = read_as(r, range, k);
  for (uint32_t i = 0; i < range.count;) {
    match best = longest_of_all(r, readings, range, i);
    if (is_named_behind_article(r, readings, range, i, &best)) best = (match){i, NONE};
    bool added = best.form != NONE && !is_cut_short(r, readings, range, i, &best) && add_part(r, range, range.first + i, range.first + best.end, best.form);
    i = added ? best.end : i + 1;
  }
}
