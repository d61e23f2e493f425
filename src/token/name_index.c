/* name_index.c - all names of a language as one automaton on code points, built when the engine opens.
 *
 * A hash-trie laid flat: a node is the slot of the edge that leads to it, so the whole trie is one array of 12-byte
 * slots, open addressing, keyed by (parent slot, code point). Its size is known before it is built (one slot a code
 * point of all forms at most), so slots never move and their numbers serve as node names. 15,000 forms take a few
 * milliseconds to add; a lookup takes one probe a character and does not depend on how many names there are.
 *
 *   中 ─▶ 国 (form "中国") ─▶ 人 ─▶ 民 ─▶ 銀 ─▶ 行 (form "中国人民銀行")
 *
 * Scanning asks at nearly every character of a text, so a bit for each first code point and one for each first pair of
 * them answer most.
 * Everything lives in one allocation. */
#include <stdio.h>

#include "pack/pack.h"
#include "token/token.h"

enum { ROOT = UINT32_MAX, MAX_CHARACTERS = 1 << 28 };
enum { PAIR_BITS = 17 };
enum { TRAIT_ACTOR = 1, TRAIT_ABBR = 2, TRAIT_FOLLOWS = 4 };

typedef struct {
  uint32_t parent, code_point, form; /* code_point 0: empty; form NONE: no form ends here */
} slot;

/* Code points by their last 16 bits: a filter, never the answer. */
typedef struct {
  uint8_t bits[65536 / 8];
} char_set;

struct name_index {
  const seimei_allocator *allocator;
  name_row *rows;
  name_form *forms;
  uint32_t *form_rows; /* rows by form, in the order of the tables */
  uint8_t *traits;     /* of each form */
  slot *slots;
  uint32_t row_count, form_count, slot_mask, slot_shift;
  char_set starts, singles, actor_starts, state_prefixes; /* singles: forms of one character */
  uint8_t pairs[1 << (PAIR_BITS - 3)];                    /* first two characters, by their hash: a filter */
};

static void set_add(char_set *s, uint32_t c) { s->bits[(c & 0xFFFF) / 8] |= (uint8_t)(1u << (c & 7)); }
static bool set_has(const char_set *s, uint32_t c) { return s->bits[(c & 0xFFFF) / 8] >> (c & 7) & 1; }

static uint32_t pair_bit(uint32_t a, uint32_t b) { return (a * 0x9E3779B1u ^ b * 0x85EBCA6Bu) >> (32 - PAIR_BITS); }
static void add_pair(name_index *n, uint32_t a, uint32_t b) { n->pairs[pair_bit(a, b) / 8] |= (uint8_t)(1u << (pair_bit(a, b) & 7)); }
static bool may_have_pair(const name_index *n, uint32_t a, uint32_t b) { return n->pairs[pair_bit(a, b) / 8] >> (pair_bit(a, b) & 7) & 1; }

/* ---- the trie ---- */

/* The slot of an edge, or the empty one where it would be. */
static uint32_t find_slot(const name_index *n, uint32_t parent, uint32_t code_point) {
  uint64_t key = (uint64_t)parent << 21 | code_point;
  uint32_t at = (uint32_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> n->slot_shift);
  for (; n->slots[at].code_point; at = (at + 1) & n->slot_mask)
    if (n->slots[at].parent == parent && n->slots[at].code_point == code_point) break;
  return at;
}

/* The form of these words, added when it is new; NONE when they are empty or hold U+0000. */
static uint32_t add_form(name_index *n, view words) {
  uint32_t node = ROOT, length, before = 0;
  for (size_t at = 0; at < words.len; at += length) {
    uint32_t c = utf8_decode(words, at, &length);
    if (c == 0) return NONE;
    if (node == ROOT) set_add(&n->starts, c);
    if (node == ROOT && length == words.len) set_add(&n->singles, c);
    if (at == 0) before = c;
    else if (before) add_pair(n, before, c), before = 0;
    uint32_t next = find_slot(n, node, c);
    if (!n->slots[next].code_point) n->slots[next] = (slot){node, c, NONE};
    node = next;
  }
  if (node == ROOT) return NONE;
  if (n->slots[node].form == NONE) {
    n->slots[node].form = n->form_count;
    n->traits[n->form_count] = 0;
    n->forms[n->form_count++] = (name_form){.form = words};
  }
  return n->slots[node].form;
}

/* ---- reading tables ---- */

static const char *const KINDS[NAME_KIND_COUNT] = {"country", "abbr", "place", "metonym", "institution", "title",
                                                   "person",  "body", "group", "generic", "pronoun"};

static name_kind kind_of_word(view word) {
  uint32_t kind = 0;
  while (kind < NAME_KIND_COUNT && !view_equals(word, view_of_string(KINDS[kind]))) kind++;
  return kind;
}

/* Of "ja/name/country", "ja/name/person-asia", "/home/me/country": the last part that names a kind, up to its hyphen.
 */
static name_kind kind_of_table(view name) {
  name_kind found = NAME_KIND_COUNT;
  for (view rest = name, part; view_split(&rest, '/', &part);) {
    size_t stem = view_find(part, TEXT("-"), 0);
    name_kind kind = kind_of_word(stem == SIZE_MAX ? part : view_slice(part, 0, stem));
    if (kind != NAME_KIND_COUNT) found = kind;
  }
  return found;
}

typedef struct {
  const table *table;
  name_kind kind; /* NAME_KIND_COUNT: each row says it */
  uint32_t kind_column, id, form, label, role, since, until, flags, note;
} source;

static seimei_status source_of(const table *t, source *out, seimei_error *error) {
  *out = (source){t,
                  kind_of_table(t->name),
                  table_column(t, "kind"),
                  table_column(t, "id"),
                  table_column(t, "form"),
                  table_column(t, "label"),
                  table_column(t, "role"),
                  table_column(t, "since"),
                  table_column(t, "until"),
                  table_column(t, "flags"),
                  table_column(t, "note")};
  view place = t->path.len ? t->path : t->name;
  if (out->form == NONE)
    return error_set(error, SEIMEI_BAD_TABLE, "%.*s: a table of names needs a column \"form\"", (int)place.len,
                     place.ptr);
  if (out->kind == NAME_KIND_COUNT && out->kind_column == NONE)
    return error_set(error, SEIMEI_BAD_TABLE,
                     "%.*s: neither the file's name nor a column \"kind\" says what kind of names these are",
                     (int)place.len, place.ptr);
  return SEIMEI_OK;
}

static seimei_status read_row(const source *s, uint32_t row, name_row *out, seimei_error *error) {
  const table *t = s->table;
  *out = (name_row){.kind = s->kind,
                    .id = table_cell(t, row, s->id),
                    .label = table_cell(t, row, s->label),
                    .role = table_cell(t, row, s->role),
                    .since = table_cell(t, row, s->since),
                    .until = table_cell(t, row, s->until),
                    .flags = table_cell(t, row, s->flags),
                    .note = table_cell(t, row, s->note)};
  view word = table_cell(t, row, s->kind_column);
  if (word.len) out->kind = kind_of_word(word);
  if (out->kind != NAME_KIND_COUNT) return SEIMEI_OK;
  return table_error(t, row, s->kind_column, error, "no kind of names: \"%.*s\"", (int)word.len, word.ptr);
}

static bool has_flag(view flags, view flag) {
  for (view rest = flags, part; view_split(&rest, '|', &part);)
    if (view_equals(part, flag)) return true;
  return false;
}

/* What the forms of a row say about a text that they stand in. */
static uint8_t traits_of(const name_row *row) {
  bool has_code = row->label.len && row->label.ptr[0] != ':';
  switch (row->kind) {
  case NAME_ABBR: return TRAIT_ABBR;
  case NAME_INSTITUTION: return has_code ? TRAIT_FOLLOWS | TRAIT_ACTOR : TRAIT_FOLLOWS;
  case NAME_TITLE:
    if (has_flag(row->flags, TEXT("prefix")) || has_flag(row->flags, TEXT("honorific"))) return 0;
    return has_code ? TRAIT_FOLLOWS | TRAIT_ACTOR : TRAIT_FOLLOWS;
  case NAME_GENERIC: return has_code && row->label.ptr[0] != '-' ? TRAIT_FOLLOWS | TRAIT_ACTOR : 0;
  case NAME_PRONOUN: return 0;
  default: return TRAIT_ACTOR;
  }
}

/* ---- building ---- */

typedef struct {
  uint32_t form, row;
} occurrence;

typedef struct {
  size_t rows, forms, characters; /* at most so many */
  occurrence *occurrences;
  uint32_t occurrence_count;
} building;

static void count_table(building *b, const table *t) {
  uint32_t column = table_column(t, "form");
  b->rows += t->rows;
  for (uint32_t row = 0; row < t->rows; row++) {
    view cell = table_cell(t, row, column);
    b->forms++;
    b->characters += utf8_count(cell);
    for (size_t i = 0; i < cell.len; i++) b->forms += cell.ptr[i] == '|';
  }
}

/* One block: the struct, rows, forms, rows by form, slots, traits. */
static name_index *allocate(const building *b, const seimei_allocator *allocator) {
  uint32_t bits = 4;
  while ((size_t)1 << bits < b->characters + b->characters / 2) bits++;
  size_t slots_size = sizeof(slot) << bits;
  size_t size = sizeof(name_index) + b->rows * sizeof(name_row) + slots_size +
                b->forms * (sizeof(name_form) + sizeof(uint32_t) + sizeof(uint8_t));
  name_index *n = allocator_resize(allocator, NULL, size);
  if (!n) return NULL;
  memset(n, 0, sizeof *n);
  n->allocator = allocator;
  n->rows = (name_row *)(n + 1);
  n->forms = (name_form *)(n->rows + b->rows);
  n->slots = (slot *)(n->forms + b->forms);
  n->form_rows = (uint32_t *)(n->slots + ((size_t)1 << bits));
  n->traits = (uint8_t *)(n->form_rows + b->forms);
  n->slot_mask = (uint32_t)(((size_t)1 << bits) - 1);
  n->slot_shift = 64 - bits;
  memset(n->slots, 0, slots_size);
  return n;
}

static seimei_status add_row(name_index *n, building *b, const source *s, uint32_t row, seimei_error *error) {
  name_row *added = &n->rows[n->row_count];
  seimei_status status = read_row(s, row, added, error);
  if (status) return status;
  uint8_t traits = traits_of(added);
  for (view rest = table_cell(s->table, row, s->form), words; view_split(&rest, '|', &words);) {
    uint32_t form = add_form(n, words), length;
    if (form == NONE) return table_error(s->table, row, s->form, error, "an empty form");
    n->traits[form] |= traits;
    if (traits & (TRAIT_ACTOR | TRAIT_ABBR)) set_add(&n->actor_starts, utf8_decode(words, 0, &length));
    b->occurrences[b->occurrence_count++] = (occurrence){form, n->row_count};
    n->forms[form].row_count++;
  }
  n->row_count++;
  return SEIMEI_OK;
}

static seimei_status add_table(name_index *n, building *b, const table *t, seimei_error *error) {
  source s;
  seimei_status status = source_of(t, &s, error);
  for (uint32_t row = 0; !status && row < t->rows; row++) status = add_row(n, b, &s, row, error);
  return status;
}

static void sum_up_rows(const name_index *n, name_form *f) {
  f->first_kind = (uint8_t)n->rows[n->form_rows[f->first_row]].kind;
  f->short_person = true;
  for (uint32_t k = 0; k < f->row_count; k++) {
    const name_row *row = &n->rows[n->form_rows[f->first_row + k]];
    f->kinds |= 1u << row->kind;
    f->short_person = f->short_person && row->kind == NAME_PERSON && has_flag(row->flags, TEXT("short"));
  }
}

/* Counting sort of the occurrences by form; a row that gives one form twice counts once. */
static void group_rows(name_index *n, const building *b) {
  uint32_t at = 0;
  for (uint32_t i = 0; i < n->form_count; i++) {
    n->forms[i].first_row = at;
    at += n->forms[i].row_count;
    n->forms[i].row_count = 0;
  }
  for (uint32_t i = 0; i < b->occurrence_count; i++) {
    occurrence o = b->occurrences[i];
    name_form *f = &n->forms[o.form];
    uint32_t *rows = n->form_rows + f->first_row;
    if (f->row_count == 0 || rows[f->row_count - 1] != o.row) rows[f->row_count++] = o.row;
  }
  for (uint32_t i = 0; i < n->form_count; i++) sum_up_rows(n, &n->forms[i]);
}

/* Characters that make a state's one-character name one when they stand before it: 訪, 対, 駐. */
static void add_state_prefixes(name_index *n, const table *t) {
  if (!t) return;
  uint32_t class = table_column(t, "class"), member = table_column(t, "member"), length;
  for (uint32_t row = 0; row < t->rows; row++) {
    view word = table_cell(t, row, member);
    if (word.len && view_equals(table_cell(t, row, class), TEXT("state-prefix")))
      set_add(&n->state_prefixes, utf8_decode(word, 0, &length));
  }
}

/* Tables of a pack whose names begin with prefix, one after the other from *at; NULL after the last. */
static const table *next_table(const pack *p, view prefix, uint32_t *at) {
  while (p && *at < pack_table_count(p)) {
    const table *t = pack_table_at(p, (*at)++);
    if (view_starts_with(t->name, prefix)) return t;
  }
  return NULL;
}

static seimei_status fill(name_index *n, building *b, const pack *p, view prefix, const table *extra,
                          size_t extra_count, seimei_error *error) {
  seimei_status status = SEIMEI_OK;
  for (size_t i = 0; !status && i < extra_count; i++) status = add_table(n, b, &extra[i], error);
  uint32_t at = 0;
  for (const table *t; !status && (t = next_table(p, prefix, &at));) status = add_table(n, b, t, error);
  if (!status) group_rows(n, b);
  return status;
}

seimei_status name_index_new(const pack *p, const char *language, const table *extra, size_t extra_count,
                             const seimei_allocator *allocator, name_index **out, seimei_error *error) {
  *out = NULL;
  char prefix[32], compounds[48];
  snprintf(prefix, sizeof prefix, "%.16s/name/", language);
  snprintf(compounds, sizeof compounds, "%.16s/class/compound", language);
  building b = {0};
  uint32_t at = 0;
  for (const table *t; (t = next_table(p, view_of_string(prefix), &at));) count_table(&b, t);
  for (size_t i = 0; i < extra_count; i++) count_table(&b, &extra[i]);
  if (b.characters > MAX_CHARACTERS) return error_set(error, SEIMEI_TOO_LARGE, "The tables hold too many names.");
  b.occurrences = allocator_resize(allocator, NULL, (b.forms + 1) * sizeof *b.occurrences);
  name_index *n = b.occurrences ? allocate(&b, allocator) : NULL;
  seimei_status status = n ? fill(n, &b, p, view_of_string(prefix), extra, extra_count, error)
                           : error_set(error, SEIMEI_NO_MEMORY, "Out of memory for the names.");
  if (n && p) add_state_prefixes(n, pack_table(p, compounds));
  if (b.occurrences) allocator_resize(allocator, b.occurrences, 0);
  if (status) name_index_free(n);
  else *out = n;
  return status;
}

void name_index_free(name_index *n) {
  if (n) allocator_resize(n->allocator, n, 0);
}

/* ---- looking up ---- */

const name_form *name_index_form(const name_index *n, uint32_t form) { return &n->forms[form]; }

const name_row *name_index_row(const name_index *n, const name_form *f, uint32_t k) {
  return &n->rows[n->form_rows[f->first_row + k]];
}

/* Letters of one word where the script has no other sign of where a word ends: タイ is no name in タイヤ, UN none in
 * UNIT. */
static bool are_one_word(uint32_t a, uint32_t b) {
  if (char_is_katakana(a) || a == 0x30FC) return char_is_katakana(b) || b == 0x30FC;
  return (char_is_latin(a) && char_is_latin(b)) || (char_is_digit(a) && char_is_digit(b));
}

static uint32_t char_before(view text, size_t at) {
  uint32_t length;
  return at ? utf8_decode(text, utf8_before(text, at), &length) : 0;
}

uint32_t name_index_longest(const name_index *n, view text, uint32_t at, uint32_t *form) {
  uint32_t length, node = ROOT, best = 0, end = at;
  uint32_t c = utf8_decode(text, at, &length);
  if (!set_has(&n->starts, c)) return 0;
  if (!set_has(&n->singles, c)) {
    if (at + length >= text.len) return 0;
    uint32_t unused, second = utf8_decode(text, at + length, &unused);
    if (!may_have_pair(n, c, second)) return 0;
  }
  if (are_one_word(c, char_before(text, at))) return 0;
  for (;;) {
    node = find_slot(n, node, c);
    if (!n->slots[node].code_point) return best;
    end += length;
    uint32_t next = end < text.len ? utf8_decode(text, end, &length) : 0;
    if (n->slots[node].form != NONE && !are_one_word(c, next)) {
      *form = n->slots[node].form;
      best = end - at;
    }
    if (end >= text.len) return best;
    c = next;
  }
}

uint32_t name_index_exact(const name_index *n, view words) {
  uint32_t node = ROOT, length;
  if (!words.len) return NONE;
  uint32_t first = utf8_decode(words, 0, &length);
  if (!set_has(length == words.len ? &n->singles : &n->starts, first)) return NONE;
  for (size_t at = 0; at < words.len; at += length) {
    node = find_slot(n, node, utf8_decode(words, at, &length));
    if (!n->slots[node].code_point) return NONE;
  }
  return node == ROOT ? NONE : n->slots[node].form;
}

/* A one-character name stands for a state only in a compound: beside another (日米), before an office or a body (米軍),
 * after a prefix (訪中). */
static bool abbr_counts(const name_index *n, view text, uint32_t at, uint32_t length) {
  if (set_has(&n->state_prefixes, char_before(text, at))) return true;
  uint32_t form;
  if (at + length >= text.len || !name_index_longest(n, text, at + length, &form)) return false;
  return n->traits[form] & (TRAIT_ABBR | TRAIT_FOLLOWS);
}

bool name_index_any_actor(const name_index *n, view text) {
  uint32_t step;
  for (uint32_t at = 0; at < text.len; at += step) {
    uint32_t form, length;
    if (!set_has(&n->actor_starts, utf8_decode(text, at, &step))) continue;
    length = name_index_longest(n, text, at, &form);
    if (!length) continue;
    if (n->traits[form] & TRAIT_ACTOR) return true;
    if (n->traits[form] & TRAIT_ABBR && abbr_counts(n, text, at, length)) return true;
  }
  return false;
}
