/* concept.c - phrases to names and concepts. At each place of a phrase the longest form of the tables counts: in
 * Japanese by characters, in Latin letters by words. Of what is left, a run of at least two kanji or katakana and a
 * word of at least three letters stand for themselves; hiragana, which are mostly endings and particles, do not. */
#include "position/concept.h"

#include <stdlib.h>

#include "pack/pack.h"

enum { MOST_FORM = 96, MOST_CHARACTERS = 64, MOST_WORDS_OF_FORM = 6, FIRSTS = 4096 }; /* MOST_FORM: bytes */

typedef enum { ENTRY_NAME, ENTRY_CONCEPT, ENTRY_LIGHT, ENTRY_STOP } entry_kind;

typedef struct {
  view name; /* code of an actor, or name of a concept */
  entry_kind kind;
} entry;

struct concepts {
  pack *pack;
  arena memory;
  map forms; /* Japanese as it is written, English in small letters with single blanks */
  LIST(entry) entries;
  uint64_t lengths[FIRSTS]; /* of forms that begin with a character, by place_of it: a bit a length in characters */
  const table *stances;
  uint32_t stance_column, type_column, trigger_column;
};

const char *const STANCE_NAMES[STANCE_COUNT] = {"support", "oppose", "demand", "concern"};

/* ---- tables ---- */

static uint32_t place_of(uint32_t character) { return character & (FIRSTS - 1); }

static void add_form(concepts *c, view form, uint32_t entry_index) {
  if (!form.len || form.len > MOST_FORM || map_get(&c->forms, form) != NONE) return;
  uint32_t length, first = place_of(utf8_decode(form, 0, &length));
  size_t characters = utf8_count(form);
  if (characters > MOST_CHARACTERS) return;
  c->lengths[first] |= UINT64_C(1) << (characters - 1);
  map_put(&c->memory, &c->forms, form, entry_index);
}

static void add_forms(concepts *c, view forms, entry e) {
  view form;
  uint32_t index = c->entries.count;
  LIST_PUSH(&c->memory, &c->entries, e);
  while (view_split(&forms, '|', &form)) add_form(c, form, index);
}

/* CHN of "CHN:GOV", the first of a list. */
static view code_of(view label) {
  view rest = label, code;
  view_split(&rest, '|', &label);
  rest = label;
  view_split(&rest, ':', &code);
  return code;
}

typedef struct {
  const char *table;
  bool named_by_form; /* a place is itself; a capital stands for its state */
} name_table;

/* Keys are words with blanks between, so that a name is one word. */
static view without_blanks(arena *a, view name) {
  char *made = arena_alloc(a, name.len + 1);
  for (size_t i = 0; i < name.len; i++) made[i] = name.ptr[i] == ' ' ? '-' : name.ptr[i];
  return view_of(made, name.len);
}

/* Latin forms (NATO, WHO) are looked up in small letters like all Latin words. */
static void add_names(concepts *c, const name_table *names) {
  const table *t = pack_table(c->pack, names->table);
  if (!t) return;
  uint32_t form = table_column(t, "form"), label = table_column(t, "label"), flags = table_column(t, "flags");
  for (uint32_t row = 0; row < t->rows; row++) {
    view forms = table_cell(t, row, form), code = code_of(table_cell(t, row, label)), first, rest = forms;
    view_split(&rest, '|', &first);
    bool capital = view_find(table_cell(t, row, flags), TEXT("capital"), 0) != SIZE_MAX;
    if (names->named_by_form && !capital) code = without_blanks(&c->memory, first);
    if (code.len && !view_is(code, "UNK")) add_forms(c, arena_lower(&c->memory, forms), (entry){code, ENTRY_NAME});
  }
}

static seimei_status missing(const char *table, seimei_error *error) {
  return error_set(error, SEIMEI_BAD_PACK, "the pack has no table %s; build it anew", table);
}

static seimei_status add_states(concepts *c, const char *name, const char *column, seimei_error *error) {
  const table *t = pack_table(c->pack, name);
  if (!t) return missing(name, error);
  uint32_t code = table_column(t, "iso3"), forms = table_column(t, column);
  for (uint32_t row = 0; row < t->rows; row++)
    add_forms(c, arena_lower(&c->memory, table_cell(t, row, forms)), (entry){table_cell(t, row, code), ENTRY_NAME});
  return SEIMEI_OK;
}

static seimei_status add_concepts(concepts *c, seimei_error *error) {
  const table *t = pack_table(c->pack, "common/concept");
  if (!t) return missing("common/concept", error);
  uint32_t name = table_column(t, "concept"), ja = table_column(t, "ja"), en = table_column(t, "en");
  uint32_t flags = table_column(t, "flags");
  for (uint32_t row = 0; row < t->rows; row++) {
    view flag = table_cell(t, row, flags);
    entry_kind kind = view_is(flag, "light") ? ENTRY_LIGHT : view_is(flag, "stop") ? ENTRY_STOP : ENTRY_CONCEPT;
    entry e = {table_cell(t, row, name), kind};
    add_forms(c, arena_lower(&c->memory, table_cell(t, row, ja)), e);
    add_forms(c, table_cell(t, row, en), e);
  }
  return SEIMEI_OK;
}

static seimei_status fill(concepts *c, const char *path, seimei_error *error) {
  static const name_table NAMES[] = {{"ja/name/country", false},
                                     {"ja/name/body", false},
                                     {"ja/name/metonym", false},
                                     {"ja/name/group", false},
                                     {"ja/name/place", true}};
  jmp_buf failed;
  if (setjmp(failed)) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  c->memory.on_failure = &failed;
  seimei_status status = pack_open_found(path, &c->pack, error);
  if (!status) status = add_concepts(c, error);
  if (!status) status = add_states(c, "common/state", "name_en", error);
  if (!status) status = add_states(c, "common/demonym", "en", error);
  if (status) return status;
  for (size_t i = 0; i < COUNT_OF(NAMES); i++) add_names(c, &NAMES[i]);
  c->stances = pack_table(c->pack, "common/stance");
  if (!c->stances) return missing("common/stance", error);
  c->stance_column = table_column(c->stances, "stance");
  c->type_column = table_column(c->stances, "type");
  c->trigger_column = table_column(c->stances, "trigger");
  return SEIMEI_OK;
}

seimei_status concepts_open(const char *path, concepts **out, seimei_error *error) {
  *out = NULL;
  concepts *c = calloc(1, sizeof *c);
  if (!c) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  arena_init(&c->memory, NULL);
  seimei_status status = fill(c, path, error);
  if (status) concepts_close(c);
  else *out = c;
  return status;
}

void concepts_close(concepts *c) {
  if (!c) return;
  pack_close(c->pack);
  arena_release(&c->memory);
  free(c);
}

/* ---- reading a phrase ---- */

typedef struct {
  const concepts *tables;
  arena *arena;
  issue_key *key;
  view light[ISSUE_MOST_WORDS];
  uint32_t light_count;
  view text;
} phrase;

static void insert(view *at, uint32_t *count, view word) {
  uint32_t i = 0;
  while (i < *count && view_compare(at[i], word) < 0) i++;
  if ((i < *count && view_equals(at[i], word)) || *count == ISSUE_MOST_WORDS) return;
  memmove(at + i + 1, at + i, (*count - i) * sizeof *at);
  at[i] = word;
  ++*count;
}

static void take(phrase *p, const entry *e) {
  if (e->kind == ENTRY_NAME) insert(p->key->names, &p->key->name_count, e->name);
  else if (e->kind == ENTRY_CONCEPT) insert(p->key->concepts, &p->key->concept_count, e->name);
  else if (e->kind == ENTRY_LIGHT) insert(p->light, &p->light_count, e->name);
}

static bool is_latin_word(uint32_t c) { return char_is_latin(c) || char_is_digit(c); }

/* ---- Latin letters ---- */

typedef struct {
  view word; /* without 's */
  size_t end;
} latin_word;

/* U.S. and north-east are words; a full stop at the end is not part of one. */
static latin_word word_at(phrase *p, size_t at) {
  size_t end = at, last = at;
  uint32_t length;
  while (end < p->text.len) {
    uint32_t c = utf8_decode(p->text, end, &length);
    bool joins = c == '.' || c == '-' || c == '\'' || c == 0x2019 || c == '/';
    if (!is_latin_word(c) && !joins) break;
    end += length;
    if (is_latin_word(c)) last = end;
  }
  view word = view_slice(p->text, at, last);
  if (view_ends_with(word, TEXT("'s"))) word.len -= 2;
  else if (view_ends_with(word, TEXT("\xE2\x80\x99s"))) word.len -= 4;
  return (latin_word){word, last > at ? last : end};
}

/* As it is written, then without the ending of a plural. */
static uint32_t find_word(const concepts *c, view form) {
  uint32_t found = map_get(&c->forms, form);
  if (found != NONE || form.len < 4 || form.ptr[form.len - 1] != 's') return found;
  found = map_get(&c->forms, view_of(form.ptr, form.len - 1));
  if (found == NONE && view_ends_with(form, TEXT("es"))) found = map_get(&c->forms, view_of(form.ptr, form.len - 2));
  return found;
}

/* The longest run of words that is a form; the next place. */
static size_t read_latin(phrase *p, size_t at) {
  latin_word words[MOST_WORDS_OF_FORM];
  char form[MOST_FORM * 2];
  size_t next = at, length = 0, best_end = 0;
  uint32_t count = 0, best = NONE;
  while (count < MOST_WORDS_OF_FORM && next < p->text.len) {
    uint32_t size, c = utf8_decode(p->text, next, &size);
    if (!is_latin_word(c)) break;
    words[count] = word_at(p, next);
    if (length + words[count].word.len + 1 > MOST_FORM) break;
    if (count) form[length++] = ' ';
    if (words[count].word.len) memcpy(form + length, words[count].word.ptr, words[count].word.len);
    length += words[count].word.len;
    next = words[count].end;
    uint32_t found = find_word(p->tables, view_of(form, length));
    if (found != NONE) best = found, best_end = next;
    count++;
    while (next < p->text.len && p->text.ptr[next] == ' ') next++;
  }
  if (best != NONE) {
    take(p, &p->tables->entries.at[best]);
    return best_end;
  }
  if (!count) return p->text.len < at + MOST_FORM ? p->text.len : at + MOST_FORM;
  if (words[0].word.len > 2 && !char_is_digit((unsigned char)words[0].word.ptr[0]))
    insert(p->key->concepts, &p->key->concept_count, words[0].word);
  return words[0].end;
}

/* ---- kanji and kana ---- */

/* タイ does not stand in タイヤ. */
static bool cuts_katakana(view text, size_t begin, size_t end) {
  uint32_t length;
  uint32_t first = utf8_decode(text, begin, &length), last = utf8_decode(text, utf8_before(text, end), &length);
  if (char_is_katakana(first) && begin > 0 && char_is_katakana(utf8_decode(text, utf8_before(text, begin), &length)))
    return true;
  return char_is_katakana(last) && end < text.len && char_is_katakana(utf8_decode(text, end, &length));
}

static uint32_t longest_at(const phrase *p, size_t at, size_t *end) {
  size_t ends[MOST_CHARACTERS], next = at;
  uint32_t count = 0, length;
  uint64_t lengths = p->tables->lengths[place_of(utf8_decode(p->text, at, &length))];
  while (next < p->text.len && count < MOST_CHARACTERS && lengths >> count) {
    utf8_decode(p->text, next, &length);
    next += length;
    ends[count++] = next;
  }
  while (count--) {
    if (!(lengths >> count & 1)) continue;
    uint32_t found = map_get(&p->tables->forms, view_slice(p->text, at, ends[count]));
    if (found == NONE || cuts_katakana(p->text, at, ends[count])) continue;
    *end = ends[count];
    return found;
  }
  return NONE;
}

static bool ends_in_latin(view text, size_t end) {
  uint32_t length;
  return is_latin_word(utf8_decode(text, utf8_before(text, end), &length));
}

static bool stands_for_itself(uint32_t c) { return char_is_kanji(c) || char_is_katakana(c) || c == 0x30FC; }

/* A run that no table has, from begin to end. */
static void take_run(phrase *p, size_t begin, size_t end) {
  view run = view_slice(p->text, begin, end);
  if (utf8_count(run) < 2) return;
  insert(p->key->concepts, &p->key->concept_count, arena_copy(p->arena, run));
}

static void read_text(phrase *p) {
  size_t run = SIZE_MAX;
  for (size_t at = 0; at < p->text.len;) {
    uint32_t length, c = utf8_decode(p->text, at, &length);
    size_t end = 0;
    bool latin = is_latin_word(c);
    uint32_t found = longest_at(p, at, &end);
    if (latin && found != NONE && ends_in_latin(p->text, end)) found = NONE; /* words are read as words */
    latin &= found == NONE;
    bool unknown = !latin && found == NONE && stands_for_itself(c);
    if (!unknown && run != SIZE_MAX) take_run(p, run, at), run = SIZE_MAX;
    if (unknown && run == SIZE_MAX) run = at;
    if (found != NONE) take(p, &p->tables->entries.at[found]);
    at = latin ? read_latin(p, at) : found != NONE ? end : at + length;
  }
  if (run != SIZE_MAX) take_run(p, run, p->text.len);
}

/* Full-width letters and figures as plain ones. */
static view narrowed(arena *a, view text) {
  char *made = arena_alloc(a, text.len + 1);
  size_t n = 0;
  for (size_t at = 0; at < text.len;) {
    uint32_t length, c = utf8_decode(text, at, &length);
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (c == 0xFFFD) memcpy(made + n, text.ptr + at, length), n += length;
    else n += utf8_encode(c, made + n);
    at += length;
  }
  return view_of(made, n);
}

void concepts_read(const concepts *c, view text, arena *a, issue_key *out) {
  phrase p = {.tables = c, .arena = a, .key = out, .text = arena_lower(a, narrowed(a, text))};
  *out = (issue_key){.name_count = 0};
  read_text(&p);
  if (out->concept_count) return;
  memcpy(out->concepts, p.light, p.light_count * sizeof *p.light);
  out->concept_count = p.light_count;
}

/* ---- stances ---- */

uint32_t concepts_stance(const concepts *c, view type, view trigger) {
  for (uint32_t row = 0; row < c->stances->rows; row++) {
    view words = table_cell(c->stances, row, c->trigger_column), word;
    if (!view_equals(table_cell(c->stances, row, c->type_column), type)) continue;
    bool fits = !words.len;
    while (!fits && view_split(&words, '|', &word)) fits = view_find(trigger, word, 0) != SIZE_MAX;
    if (!fits) continue;
    for (uint32_t i = 0; i < STANCE_COUNT; i++)
      if (view_is(table_cell(c->stances, row, c->stance_column), STANCE_NAMES[i])) return i;
  }
  return NONE;
}
