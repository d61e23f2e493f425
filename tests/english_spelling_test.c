/* english_spelling_test.c - British lemmas come out American, and words that only look British stay. */
#include "test_support.h"
#include "token/english_spelling.h"

static const struct {
  const char *lemma, *wanted;
} cases[] = {
    {"recognise", "recognize"}, {"criticise", "criticize"},   {"organisation", "organization"}, {"organised", "organized"},
    {"defence", "defense"},     {"neighbour", "neighbor"},    {"centre", "center"},             {"programme", "program"},
    {"analyse", "analyze"},     {"labour", "labor"},          {"fulfil", "fulfill"},            {"militarisation", "militarization"},
    {"organiser", "organizer"}, {"neighbouring", "neighboring"}, {"mobilise", "mobilize"},
    {"advise", "advise"},       {"adviser", "adviser"},       {"promise", "promise"},           {"promising", "promising"},
    {"exercise", "exercise"},   {"surprised", "surprised"},   {"rise", "rise"},                 {"wise", "wise"},
    {"compromise", "compromise"}, {"supervise", "supervise"}, {"televised", "televised"},       {"condemn", "condemn"},
    {"hour", "hour"},           {"", ""},                     {"ise", "ise"},                   {"size", "size"},
};

static void lemmas_are_american(void **state) {
  (void)state;
  pack *p = NULL;
  seimei_error error;
  arena memory;
  english_spelling s;
  arena_init(&memory, NULL);
  if (pack_open_found(getenv("SEIMEI_PACK"), &p, &error)) fail_msg("%s", error.message);
  english_spelling_load(&memory, p, &s);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    view found = english_spelling_of(&s, &memory, view_of_string(cases[i].lemma));
    if (!view_equals(found, view_of_string(cases[i].wanted))) fail_msg("%s: %.*s", cases[i].lemma, (int)found.len, found.ptr);
  }
  arena_release(&memory);
  pack_close(p);
}

static void without_the_table_they_stay(void **state) {
  (void)state;
  arena memory;
  english_spelling s = {0};
  arena_init(&memory, NULL);
  assert_true(view_is(english_spelling_of(&s, &memory, TEXT("defence")), "defence"));
  arena_release(&memory);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(lemmas_are_american), cmocka_unit_test(without_the_table_they_stay)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
