/* text_rules.c - how a language writes: lang/<code>/abbreviation.tsv as a map from words to what they tell. */
#include "text/text_parts.h"

static const char *const use_names[WORD_CLASS_NUMBER] = {
    [WORD_BEFORE_NAME] = "name", [WORD_BEFORE_NUMBER] = "number", [WORD_BEFORE_DAY] = "day", [WORD_INSIDE] = "inside",
    [WORD_BEFORE_NOUN] = "noun", [WORD_HOUR] = "hour",            [WORD_ZONE] = "zone",      [WORD_STARTER] = "starter",
    [WORD_SAYS] = "says",        [WORD_ELISION] = "elision"};

bool text_word_is(const text_rules *r, view word, word_use use) {
  uint32_t uses = map_get(&r->words, word);
  return uses != NONE && uses >> use & 1;
}

static void add_forms(text_rules *r, view forms, uint32_t bit) {
  for (view form; view_split(&forms, '|', &form);) {
    uint32_t before = map_get(&r->words, form);
    if (form.len) map_put(&r->memory, &r->words, form, (before == NONE ? 0 : before) | bit);
  }
}

static seimei_status read_words(text_rules *r, const table *t, seimei_error *error) {
  uint32_t form = table_column(t, "form"), class = table_column(t, "class");
  if (form == NONE || class == NONE) return table_error(t, 0, NONE, error, "the columns form and class are needed");
  for (uint32_t row = 0; row < t->rows; row++) {
    uint32_t use = 0;
    while (use < WORD_CLASS_NUMBER && !view_equals(table_cell(t, row, class), view_of_string(use_names[use]))) use++;
    if (use == WORD_CLASS_NUMBER) return table_error(t, row, class, error, "no class of abbreviations");
    add_forms(r, table_cell(t, row, form), 1u << use);
  }
  return SEIMEI_OK;
}

seimei_status text_rules_new(const pack *p, const char *language, const seimei_allocator *allocator, text_rules **out,
                             seimei_error *error) {
  *out = NULL;
  text_rules *r = allocator_resize(allocator, NULL, sizeof *r);
  if (!r) return error_set(error, SEIMEI_NO_MEMORY, "no memory for the rules of a language's writing");
  *r = (text_rules){.allocator = allocator};
  arena_init(&r->memory, allocator);
  language_of_code(view_of_string(language), &r->language);
  jmp_buf failure;
  if (setjmp(failure)) {
    text_rules_free(r);
    return error_set(error, SEIMEI_NO_MEMORY, "no memory for the rules of a language's writing");
  }
  r->memory.on_failure = &failure;
  view name = arena_format(&r->memory, "%s/abbreviation", language);
  const table *t = p ? pack_table(p, name.ptr) : NULL;
  seimei_status status = t ? read_words(r, t, error) : SEIMEI_OK;
  if (status) {
    text_rules_free(r);
    return status;
  }
  r->memory.on_failure = NULL;
  *out = r;
  return SEIMEI_OK;
}

void text_rules_free(text_rules *r) {
  if (!r) return;
  const seimei_allocator *allocator = r->allocator;
  arena_release(&r->memory);
  allocator_resize(allocator, r, 0);
}
