/* when_tables.c - lang/<code>/when.tsv and unit.tsv as one lexicon, looked up by longest match.
 *
 * Words hang in chains by the hash of their first bytes, the longest first: most characters of a text begin no word of
 * time and cost one look at an empty chain. */
#include "when/when_parts.h"

static const char *const class_names[WORD_CLASS_COUNT] = {
    [WORD_ERA] = "era",
    [WORD_FIRST_YEAR] = "first-year",
    [WORD_N_YEAR] = "n-year",
    [WORD_N_MONTH] = "n-month",
    [WORD_N_DAY] = "n-day",
    [WORD_N_HOUR] = "n-hour",
    [WORD_N_MINUTE] = "n-minute",
    [WORD_YEARS] = "years",
    [WORD_MONTHS] = "months",
    [WORD_WEEKS] = "weeks",
    [WORD_DAYS] = "days",
    [WORD_HOURS] = "hours",
    [WORD_YEAR] = "year",
    [WORD_MONTH] = "month",
    [WORD_WEEK] = "week",
    [WORD_DAY] = "day",
    [WORD_WEEKDAY] = "weekday",
    [WORD_SAME_YEAR] = "same-year",
    [WORD_SAME_MONTH] = "same-month",
    [WORD_SAME_DAY] = "same-day",
    [WORD_SAME] = "same",
    [WORD_NEXT] = "next",
    [WORD_SEASON] = "season",
    [WORD_PART_YEAR] = "part-year",
    [WORD_PART_MONTH] = "part-month",
    [WORD_PART] = "part",
    [WORD_PART_DAY] = "part-day",
    [WORD_HALF] = "half",
    [WORD_AGO] = "ago",
    [WORD_LATER] = "later",
    [WORD_SPAN] = "span",
    [WORD_MORE] = "more",
    [WORD_ABOUT] = "about",
    [WORD_SINCE] = "since",
    [WORD_FROM] = "from",
    [WORD_TO] = "to",
    [WORD_UNTIL] = "until",
    [WORD_OF] = "of",
    [WORD_AND] = "and",
    [WORD_AT] = "at",
    [WORD_OBJECT] = "object",
    [WORD_PER] = "per",
    [WORD_BLOCK] = "block",
    [WORD_COUNT] = "count",
    [WORD_FUTURE] = "future",
    [WORD_PAST] = "past",
    [WORD_STATE] = "state",
    [WORD_STOP] = "stop",
    [WORD_MONTH_NAME] = "month-name",
    [WORD_NUMERAL] = "numeral",
    [WORD_SCALE] = "scale",
    [WORD_SHIFT] = "shift",
    [WORD_SHIFT_TOLD] = "shift-told",
    [WORD_EARLIER] = "earlier",
    [WORD_WEEKEND] = "weekend",
    [WORD_THE] = "the",
    [WORD_ARTICLE] = "article",
    [WORD_BETWEEN] = "between",
};

/* ---- lookup ---- */

static uint32_t chain_of(view text, size_t at) {
  uint32_t length;
  utf8_decode(text, at, &length);
  return (uint32_t)(hash_bytes(text.ptr + at, length) % WORD_CHAINS);
}

const time_word *word_longest(const when_tables *t, view text, size_t at, size_t limit, lexicon from) {
  view rest = view_skip(text, at);
  for (uint32_t i = t->chain[chain_of(text, at)]; i != NONE; i = t->next[i]) {
    const time_word *w = &t->words.at[i];
    if (w->form.len > limit || (w->class == WORD_UNIT) != (from == LEXICON_UNIT)) continue;
    if (view_starts_with(rest, w->form)) return w;
  }
  return NULL;
}

static void index_words(when_tables *t) {
  t->next = ARENA_NEW(&t->memory, uint32_t, t->words.count);
  for (uint32_t i = 0; i < WORD_CHAINS; i++) t->chain[i] = NONE;
  for (uint32_t i = 0; i < t->words.count; i++) {
    const time_word *w = &t->words.at[i];
    uint32_t *link = &t->chain[chain_of(w->form, 0)];
    while (*link != NONE && t->words.at[*link].form.len >= w->form.len) link = &t->next[*link];
    t->next[i] = *link;
    *link = i;
  }
}

/* ---- reading ---- */

static bool read_number(view cell, double *out) {
  char text[32];
  if (!cell.len || cell.len >= sizeof text) return false;
  memcpy(text, cell.ptr, cell.len);
  text[cell.len] = 0;
  double sign = 1, value = 0, scale = 0;
  for (const char *p = text; *p; p++) {
    if (p == text && *p == '-') sign = -1;
    else if (*p == '.' && scale == 0) scale = 1;
    else if (char_is_digit((unsigned char)*p)) value = value * 10 + (*p - '0'), scale *= 10;
    else return false;
  }
  *out = sign * (scale > 1 ? value / scale : value);
  return true;
}

static void add_forms(when_tables *t, view forms, time_word word) {
  for (view form; view_split(&forms, '|', &form);) {
    if (!form.len) continue;
    word.form = form;
    LIST_PUSH(&t->memory, &t->words, word);
  }
}

/* "year plural": takes the second word off. */
static bool is_plural(view *unit) {
  if (!view_ends_with(*unit, TEXT(" plural"))) return false;
  unit->len -= TEXT(" plural").len;
  return true;
}

static seimei_status read_times(when_tables *t, const table *from, seimei_error *error) {
  uint32_t form = table_column(from, "form"), class = table_column(from, "class"), value = table_column(from, "value");
  if (form == NONE || class == NONE || value == NONE)
    return table_error(from, 0, NONE, error, "the columns form, class and value are needed");
  for (uint32_t row = 0; row < from->rows; row++) {
    time_word w = {.class = WORD_CLASS_COUNT};
    view name = table_cell(from, row, class), number = table_cell(from, row, value);
    for (uint32_t k = 0; k < WORD_CLASS_COUNT; k++)
      if (class_names[k] && view_equals(name, view_of_string(class_names[k]))) w.class = (word_class)k;
    if (w.class == WORD_CLASS_COUNT) return table_error(from, row, class, error, "no class of words of time");
    double n = 0;
    if (w.class == WORD_PER || (w.class >= WORD_YEARS && w.class <= WORD_HOURS)) w.unit = number, w.value = is_plural(&w.unit);
    else if (number.len && !read_number(number, &n)) return table_error(from, row, value, error, "a number is needed");
    else w.value = (int)n;
    add_forms(t, table_cell(from, row, form), w);
  }
  return SEIMEI_OK;
}

static seimei_status read_units(when_tables *t, const table *from, seimei_error *error) {
  uint32_t form = table_column(from, "form"), unit = table_column(from, "unit"), factor = table_column(from, "factor");
  uint32_t place = table_column(from, "place");
  if (form == NONE || unit == NONE || factor == NONE)
    return table_error(from, 0, NONE, error, "the columns form, unit and factor are needed");
  for (uint32_t row = 0; row < from->rows; row++) {
    time_word w = {.class = WORD_UNIT, .unit = table_cell(from, row, unit), .factor = 1};
    view number = table_cell(from, row, factor);
    if (number.len && !read_number(number, &w.factor))
      return table_error(from, row, factor, error, "a number is needed");
    w.before = view_equals(table_cell(from, row, place), TEXT("before"));
    w.value = view_equals(table_cell(from, row, place), TEXT("noun")); /* counts things: adjectives may stand before it */
    add_forms(t, table_cell(from, row, form), w);
  }
  return SEIMEI_OK;
}

seimei_status when_tables_new(const pack *p, const char *language, const seimei_allocator *allocator, when_tables **out,
                              seimei_error *error) {
  *out = NULL;
  if (!allocator) allocator = &allocator_system;
  when_tables *t = allocator_resize(allocator, NULL, sizeof *t);
  if (!t) return error_set(error, SEIMEI_NO_MEMORY, "no memory for the words of time");
  memset(t, 0, sizeof *t);
  t->allocator = allocator;
  language_of_code(view_of_string(language), &t->language);
  arena_init(&t->memory, allocator);
  jmp_buf failure;
  if (setjmp(failure)) {
    when_tables_free(t);
    return error_set(error, SEIMEI_NO_MEMORY, "no memory for the words of time");
  }
  t->memory.on_failure = &failure;
  seimei_status status = SEIMEI_OK;
  view name = arena_format(&t->memory, "%s/when", language);
  const table *times = p ? pack_table(p, name.ptr) : NULL;
  if (times) status = read_times(t, times, error);
  name = arena_format(&t->memory, "%s/unit", language);
  const table *units = p ? pack_table(p, name.ptr) : NULL;
  if (!status && units) status = read_units(t, units, error);
  if (status) {
    when_tables_free(t);
    return status;
  }
  index_words(t);
  t->memory.on_failure = NULL;
  *out = t;
  return SEIMEI_OK;
}

void when_tables_free(when_tables *t) {
  if (!t) return;
  const seimei_allocator *allocator = t->allocator;
  arena_release(&t->memory);
  allocator_resize(allocator, t, 0);
}
