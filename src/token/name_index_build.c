/* name_index_build.c - the rows of all tables of names, read into the trie of name_index.c when the engine opens. */
#include <stdio.h>

#include "token/name_index_parts.h"

enum { MAX_CHARACTERS = 1 << 28 };

enum { APOSTROPHE = '\'', CURLY_APOSTROPHE = 0x2019 };

/* The form of these words, added when it is new; NONE when they are empty, not UTF-8 or hold U+0000. curly: with ’ for '. */
static uint32_t add_form(name_index *n, view words, bool curly) {
  trie_node node = TRIE_ROOT;
  uint32_t length, before = 0;
  for (size_t at = 0; at < words.len; at += length) {
    uint32_t c = utf8_decode(words, at, &length);
    if (curly && c == APOSTROPHE) c = CURLY_APOSTROPHE;
    if (c == 0 || (c == 0xFFFD && length == 1)) return NONE;
    if (at == 0) set_add(&n->starts, c);
    if (at == 0 && length == words.len) set_add(&n->singles, c);
    if (at == 0) before = c;
    else if (before) add_pair(n, before, c), before = 0;
    trie_node next = trie_step(n, node, c);
    if (!n->slots[next.slot].code_point) n->slots[next.slot] = (slot){node.slot, c, NONE};
    node = next;
  }
  if (node.slot == ROOT) return NONE;
  uint32_t *form = &n->slots[node.slot].form;
  if (*form == NONE) {
    *form = n->form_count;
    n->traits[n->form_count] = 0;
    n->forms[n->form_count++] = (name_form){.form = words};
  }
  return *form;
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

/* Counts the bytes that begin a character, which is all of them in the UTF-8 that add_form takes. */
static void count_table(building *b, const table *t) {
  uint32_t column = table_column(t, "form");
  b->rows += t->rows;
  for (uint32_t row = 0; row < t->rows; row++) {
    view cell = table_cell(t, row, column);
    size_t bars = 0, begun = 0, apostrophes = 0;
    for (size_t i = 0; i < cell.len; i++) {
      bars += cell.ptr[i] == '|';
      apostrophes += cell.ptr[i] == APOSTROPHE;
      begun += ((unsigned char)cell.ptr[i] & 0xC0) != 0x80;
    }
    b->forms += 1 + bars + apostrophes;
    b->characters += apostrophes ? 2 * begun : begun;
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

static bool add_occurrence(name_index *n, building *b, view words, bool curly, uint8_t traits) {
  uint32_t form = add_form(n, words, curly), length;
  if (form == NONE) return false;
  n->traits[form] |= traits;
  if (traits & (TRAIT_ACTOR | TRAIT_ABBR)) set_add(&n->actor_starts, utf8_decode(words, 0, &length));
  b->occurrences[b->occurrence_count++] = (occurrence){form, n->row_count};
  n->forms[form].row_count++;
  return true;
}

static seimei_status add_row(name_index *n, building *b, const source *s, uint32_t row, seimei_error *error) {
  name_row *added = &n->rows[n->row_count];
  seimei_status status = read_row(s, row, added, error);
  if (status) return status;
  uint8_t traits = traits_of(added);
  for (view rest = table_cell(s->table, row, s->form), words; view_split(&rest, '|', &words);) {
    if (!add_occurrence(n, b, words, false, traits)) return table_error(s->table, row, s->form, error, "a form that is empty or not UTF-8");
    if (view_find(words, TEXT("'"), 0) != SIZE_MAX) add_occurrence(n, b, words, true, traits);
  }
  n->row_count++;
  return SEIMEI_OK;
}

/* Asks for the slots of a cell's forms: they lie all over the trie, and waiting for each of them in turn would be half of
 * the time that the index takes to build. */
static void fetch_slots(const name_index *n, view forms) {
  uint32_t length;
  uint64_t hash = TRIE_ROOT.hash;
  for (size_t at = 0; at < forms.len; at += length) {
    uint32_t c = utf8_decode(forms, at, &length);
    hash = c == '|' ? TRIE_ROOT.hash : trie_hash(hash, c);
    if (c != '|') __builtin_prefetch(&n->slots[hash >> n->slot_shift], 1);
  }
}

/* Of the tables of a caller, those with predicates are rules and cues. */
static bool has_names(const table *t) { return table_column(t, "predicate") == NONE; }

static seimei_status add_table(name_index *n, building *b, const table *t, seimei_error *error) {
  source s;
  seimei_status status = source_of(t, &s, error);
  for (uint32_t row = 0; !status && row < t->rows; row++) {
    if (row + 1 < t->rows) fetch_slots(n, table_cell(t, row + 1, s.form));
    status = add_row(n, b, &s, row, error);
  }
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
  for (size_t i = 0; !status && i < extra_count; i++)
    if (has_names(&extra[i])) status = add_table(n, b, &extra[i], error);
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
