/* english_text_test.c - English layouts: sentences, quotations, headings, wrapped lines, hostile input. */
#include <time.h>

#include "test_support.h"
#include "text/text.h"

static pack *shared;
static text_rules *rules;

static int set_up(void **state) {
  (void)state;
  seimei_error error = {0};
  if (pack_open_found(NULL, &shared, &error)) fail_msg("%s", error.message);
  if (text_rules_new(shared, "en", NULL, &rules, &error)) fail_msg("%s", error.message);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  text_rules_free(rules);
  pack_close(shared);
  return 0;
}

static const struct {
  const char *name, *text, *dump;
} layouts[] = {
    {"heading and paragraphs", "Border talks resume\n\nThe two sides met. Nothing was signed.",
     "heading\n  - Border talks resume\nparagraph\n  0 The two sides met.\n  1 Nothing was signed.\n"},
    {"one line without its stop", "Norland condemned the raid on Tuesday", "paragraph\n  0 Norland condemned the raid on Tuesday\n"},
    {"dateline", "ARVIK, Feb 4 (Reuters) - The port reopened. Ships left.",
     "paragraph\n  0 ARVIK, Feb 4 (Reuters) - The port reopened.\n    dateline ARVIK, Feb 4 (Reuters) -\n      aside Reuters\n  1 Ships left.\n"},
    {"dateline with a country", "LUNDBY, Norland (AP) — The port reopened.",
     "paragraph\n  0 LUNDBY, Norland (AP) — The port reopened.\n    dateline LUNDBY, Norland (AP) —\n      aside AP\n"},
    {"dateline of an agency alone", "(Reuters) - The port reopened.",
     "paragraph\n  0 (Reuters) - The port reopened.\n    dateline (Reuters) -\n      aside Reuters\n"},
    {"dateline with a colon", "NEW ARVIK: The port reopened.", "paragraph\n  0 NEW ARVIK: The port reopened.\n    dateline NEW ARVIK:\n"},
    {"a dash in a sentence is no dateline", "The President - he is 80 - left.", "paragraph\n  0 The President - he is 80 - left.\n"},
    {"bullets", "They agreed:\n• The army will leave the town\n• Prisoners\n1. The border stays open all year",
     "paragraph\n  0 They agreed:\nparagraph\n  1 • The army will leave the town\n    dateline •\nheading\n  - • Prisoners\n    dateline •\n"
     "paragraph\n  2 1. The border stays open all year\n    dateline 1.\n"},
    {"quotation before its speaker", "\"We will not go,\" he said. \"It is over. We won.\"",
     "paragraph\n  0 \"We will not go,\" he said.\n    speech We will not go,\n      > We will not go\n"
     "  1 \"It is over. We won.\"\n    speech It is over. We won.\n      > It is over.\n      > We won.\n"},
    {"quotation behind a colon ends the sentence", "He said: \"We will not go.\" Then he left.",
     "paragraph\n  0 He said: \"We will not go.\"\n    speech We will not go.\n      > We will not go.\n  1 Then he left.\n"},
    {"a question before its speaker", "\"Will it end?\" President Diallo asked. Nobody knew.",
     "paragraph\n  0 \"Will it end?\" President Diallo asked.\n    speech Will it end?\n      > Will it end?\n  1 Nobody knew.\n"},
    {"nested marks", "\"He told me: 'Go home, you fool.' I stayed,\" she said.",
     "paragraph\n  0 \"He told me: 'Go home, you fool.' I stayed,\" she said.\n    speech He told me: 'Go home, you fool.' I stayed,\n"
     "      > He told me: 'Go home, you fool.'\n      > I stayed\n      speech Go home, you fool.\n        > Go home, you fool.\n"},
    {"a quotation over paragraphs", "\"The war must end. It must end now.\n\n\"Then we will talk,\" she said.",
     "paragraph\n  0 \"The war must end. It must end now.\n    speech The war must end. It must end now.\n      > The war must end.\n"
     "      > It must end now.\nparagraph\n  1 \"Then we will talk,\" she said.\n    speech Then we will talk,\n      > Then we will talk\n"},
    {"a mark that never closes", "He said \"no and left. She stayed.",
     "paragraph\n  0 He said \"no and left.\n  1 She stayed.\n"},
    {"a wrapped text",
     "The council met on Monday to hear the envoy, who\nhad come back from the north with a plan that the\ntwo sides had "
     "not seen before. He asked them for\ntime. Nobody spoke for a while, and then the vote\nwas put off.\n\nIt was late.",
     "paragraph\n  0 The council met on Monday to hear the envoy, who had come back from the north with a plan that the two sides had "
     "not seen before.\n  1 He asked them for time.\n  2 Nobody spoke for a while, and then the vote was put off.\nparagraph\n  3 It was late.\n"},
    {"asides and attached brackets", "The agency (IAEA) cited Article 5(1). (It was long.) He left.",
     "paragraph\n  0 The agency (IAEA) cited Article 5(1).\n    aside IAEA\n    term 1\n  1 (It was long.)\n    term It was long.\n  2 He left.\n"},
    {"a blank that a page lost", "They ended the talks.The minister left.",
     "paragraph\n  0 They ended the talks.\n  1 The minister left.\n"},
    {"addresses are one word", "See www.example.org. Now.", "paragraph\n  0 See www.example.org.\n  1 Now.\n"},
    {"dots", "We waited ... and waited… Then it came.", "paragraph\n  0 We waited ... and waited…\n  1 Then it came.\n"},
    {"nothing", " \n\t\n", ""},
};

static const struct {
  const char *sentence, *kinds; /* s, t, a, d in order */
} quotes[] = {
    {"\"We will not go,\" the minister said.", "s"},
    {"“We will not go,” the minister said.", "s"},
    {"'We will not go,' the minister said.", "s"},
    {"‘We will not go’, the minister said.", "s"},
    {"The minister said, \"We will not go.\"", "s"},
    {"The minister said, \"We will not go,\" and left.", "s"},
    {"\"We,\" the minister said, \"will not go.\"", "ss"},
    {"The minister asked \"Will you go?\"", "s"},
    {"The minister called it \"a surrender\".", "t"},
    {"The minister called it \"a surrender,\" and left.", "t"},
    {"The minister said that \"all sides\" had agreed.", "t"},
    {"Norland must \"take steps\" soon.", "t"},
    {"The frigate \"Dawn\" and the tanker 'Vesna' collided.", "tt"},
    {"\"Operation Dawn\" began in May.", "t"},
    {"The film, \"Gone at Dawn\", was banned.", "t"},
    {"The ministers' plan and the states' 'red lines' differ.", "t"},
    {"‘The ministers’ plan is wrong,’ she said.", "s"},
    {"It's the '90s again, they'd say.", ""},
    {"Give 'em time, he wrote.", ""},
    {"The wall is 6'2\" tall and the gate 5\" wide.", ""},
    {"The so-called “reform” (2014) failed.", "ta"},
    {"\"[The army] will stay,\" he said.", "st"},
    {"The pact (known as \"the charter\") lapsed.", "at"},
    {"He left. \"No.\"", "s"},
    {"It was \"\" empty.", "t"},
};

static void test_layouts(void **state) {
  (void)state;
  arena a;
  arena_init(&a, NULL);
  for (size_t i = 0; i < COUNT_OF(layouts); i++) {
    text_layout layout;
    buffer dump;
    buffer_init(&dump, NULL);
    arena_reset(&a);
    text_lay_out(&a, rules, view_of_string(layouts[i].text), (view){0}, &layout);
    text_dump(&dump, &layout);
    if (!view_equals(view_of(dump.ptr, dump.len), view_of_string(layouts[i].dump)))
      fail_msg("%s:\n%.*s", layouts[i].name, (int)dump.len, dump.len ? dump.ptr : "");
    buffer_release(&dump);
  }
  arena_release(&a);
}

static void test_quotes(void **state) {
  (void)state;
  arena a;
  arena_init(&a, NULL);
  for (size_t i = 0; i < COUNT_OF(quotes); i++) {
    text_layout layout;
    char kinds[16] = "";
    arena_reset(&a);
    text_lay_out(&a, rules, view_of_string(quotes[i].sentence), (view){0}, &layout);
    assert_true(layout.quotes.count < sizeof kinds);
    for (uint32_t q = 0; q < layout.quotes.count; q++) kinds[q] = "stad"[layout.quotes.at[q].kind];
    if (strcmp(kinds, quotes[i].kinds)) fail_msg("%s: %s", quotes[i].sentence, kinds);
  }
  arena_release(&a);
}

static void test_continues(void **state) {
  (void)state;
  arena a;
  text_layout l;
  arena_init(&a, NULL);
  text_lay_out(&a, rules, TEXT("\"We,\" he said, \"will not go.\""), (view){0}, &l);
  assert_int_equal(l.quotes.at[1].continues, 0);
  text_lay_out(&a, rules, TEXT("“The war must end.\n\n“It must end now.\n\n“Then we talk,” she said. “No.”"), (view){0}, &l);
  assert_int_equal(l.quotes.count, 4);
  assert_int_equal(l.quotes.at[0].continues, NONE);
  assert_int_equal(l.quotes.at[1].continues, 0);
  assert_int_equal(l.quotes.at[2].continues, 1);
  assert_int_equal(l.quotes.at[3].continues, NONE);
  arena_release(&a);
}

/* The examples of lang/en/abbreviation.tsv. */
static void test_abbreviations(void **state) {
  (void)state;
  const table *t = pack_table(shared, "en/abbreviation");
  assert_non_null(t);
  uint32_t example = table_column(t, "example"), expect = table_column(t, "expect");
  arena a;
  arena_init(&a, NULL);
  for (uint32_t row = 0; row < t->rows; row++) {
    text_layout layout;
    view text = table_cell(t, row, example), wanted = table_cell(t, row, expect);
    arena_reset(&a);
    text_lay_out(&a, rules, text, (view){0}, &layout);
    if (layout.sentences.count != (uint32_t)(wanted.ptr[0] - '0'))
      fail_msg("%.*s: %u sentences", (int)text.len, text.ptr, layout.sentences.count);
  }
  arena_release(&a);
}

/* ---- hostile input ---- */

static void check_quote(const text_layout *l, uint32_t q) {
  const quote *it = &l->quotes.at[q];
  assert_true(it->outer.begin <= it->inner.begin && it->inner.begin <= it->inner.end && it->inner.end <= it->outer.end);
  assert_true(it->sentence < l->sentences.count && span_contains(l->sentences.at[it->sentence].span, it->outer));
  assert_true(q == 0 || l->quotes.at[q - 1].outer.begin <= it->outer.begin);
  assert_true(it->parent == NONE || (it->parent < q && span_contains(l->quotes.at[it->parent].outer, it->outer)));
  assert_true(it->continues == NONE || it->continues < q);
  for (uint32_t i = 0; i < it->segment_count; i++) {
    const segment *s = &l->segments.at[it->segment + i];
    assert_true(s->quote == q && span_contains(it->inner, s->span) && s->parent != NONE);
    assert_true(span_contains(l->segments.at[s->parent].span, it->outer));
  }
}

static void check_layout(const text_layout *l) {
  uint32_t length, s = 0;
  for (uint32_t q = 0; q < l->quotes.count; q++) check_quote(l, q);
  for (uint32_t at = 0; at < l->text.len; at += length) {
    uint32_t c = utf8_decode(l->text, at, &length);
    while (s < l->sentences.count && l->sentences.at[s].span.end <= at) s++;
    if (!char_is_space(c)) assert_true(s < l->sentences.count && span_has(l->sentences.at[s].span, at));
  }
}

static uint32_t next_random(uint32_t *state) { return *state = *state * 1664525u + 1013904223u, *state >> 8; }

static void test_random(void **state) {
  static const char *const parts[] = {"\"",  "“",    "”",  "'",  "‘",  "’", "(",   ")",    "[",  "]",   ".",   "!",  "?",    ",",  ":",   " - ",
                                      " — ", "\n\n", "\n", " ",  " ",  " ", " ",   "said", "He", "U.S", "the", "s",  "Gen.", "1.", "\xff", "…",
                                      "•",   "KYIV", "-",  "'s", "90", "a", "The", "p.m.", "「", "。",  "é",   "\0", "in",   "No."};
  (void)state;
  arena a;
  arena_init(&a, NULL);
  uint32_t seed = 11;
  for (int round = 0; round < 4000; round++) {
    char text[1024];
    size_t size = 0;
    for (uint32_t n = next_random(&seed) % 90; n > 0; n--) {
      const char *part = parts[next_random(&seed) % COUNT_OF(parts)];
      size_t length = *part ? strlen(part) : 1;
      memcpy(text + size, part, length);
      size += length;
    }
    text_layout layout;
    arena_reset(&a);
    text_lay_out(&a, rules, view_of(text, size), view_of(text, size % 7), &layout);
    check_layout(&layout);
  }
  arena_release(&a);
}

/* A hundred thousand of anything takes no more than a second. */
static void test_linear(void **state) {
  static const char *const parts[] = {"\"", "“", "” ", " 'a", "s' a ", "‘a ", "a’ b ", "(", ") ", "a. ", "A. ", "U.S. ", "...", " - ", "\n• a", "\"a\" ",
                                      "\"A.\" ", "\"A, ", "\n\"a", "“a “", "A", " ", "said \"", "’s ", "(a)", "? ", "\"a?\" A ", "KYIV - ", "\n1."};
  (void)state;
  enum { TIMES = 100000 };
  arena a;
  arena_init(&a, NULL);
  char *text = malloc(TIMES * 16);
  assert_non_null(text);
  for (size_t i = 0; i < COUNT_OF(parts); i++) {
    size_t length = strlen(parts[i]);
    for (size_t k = 0; k < TIMES; k++) memcpy(text + k * length, parts[i], length);
    clock_t begin = clock();
    text_layout layout;
    arena_reset(&a);
    text_lay_out(&a, rules, view_of(text, length * TIMES), (view){0}, &layout);
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    if (seconds > 1.0) fail_msg("%s takes %.1f s", parts[i], seconds);
    check_layout(&layout);
  }
  free(text);
  arena_release(&a);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_layouts),       cmocka_unit_test(test_quotes), cmocka_unit_test(test_continues),
                                     cmocka_unit_test(test_abbreviations), cmocka_unit_test(test_random), cmocka_unit_test(test_linear)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
