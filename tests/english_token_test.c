/* english_token_test.c - English text to words, and lemmas. */
#include "test_support.h"
#include "token/english_lemma.h"

static struct {
  arena memory;
  pack *pack;
  tokenizer *tokenizer;
  token_worker *worker;
  english_lemmas *lemmas;
} F;

static int open_all(void **state) {
  (void)state;
  seimei_error error = {0};
  arena_init(&F.memory, NULL);
  if (pack_open(SEIMEI_BUILD_DIR "/seimei.pack", NULL, &F.pack, &error) || tokenizer_new(F.pack, LANGUAGE_EN, NULL, NULL, NULL, &F.tokenizer, &error) ||
      token_worker_new(F.tokenizer, &F.worker, &error) || english_lemmas_new(F.pack, NULL, &F.lemmas, &error))
    fail_msg("%s", error.message);
  return 0;
}

static int close_all(void **state) {
  (void)state;
  english_lemmas_free(F.lemmas);
  token_worker_free(F.worker);
  tokenizer_free(F.tokenizer);
  pack_close(F.pack);
  arena_release(&F.memory);
  return 0;
}

static void words_are_cut(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"We don't trade with them.", "We do n't trade with them ."},
      {"She'll say it's Norway's, won't she?", "She 'll say it 's Norway 's , wo n't she ?"},
      {"He can’t go: they’re “away”.", "He ca n’t go : they ’re “ away ” ."},
      {"I'd've cannot gonna", "I 'd 've can not gon na"},
      {"The workers' union, the boss' car", "The workers ' union , the boss ' car"},
      {"a long-term, US-led plan", "a long - term , US - led plan"},
      {"anti-war pre-election e-mail co-operation", "anti-war pre-election e-mail co-operation"},
      {"$5.3 million, US$400m, €20 and 12.5%", "$ 5.3 million , US$ 400m , € 20 and 12.5 %"},
      {"from 2003-04 to 9/11", "from 2003 - 04 to 9/11"},
      {"Call 345-9945 or 713-853-1411", "Call 345-9945 or 713-853-1411"},
      {"at 5pm in the U.S. on Feb. 4", "at 5 pm in the U.S. on Feb. 4"},
      {"He left for the U.S.", "He left for the U.S."},
      {"Mr. J. Doe of Acme Inc. resigned.", "Mr. J. Doe of Acme Inc. resigned ."},
      {"It is plan B.", "It is plan B ."},
      {"Resolution No. 14 was met with a No.", "Resolution No. 14 was met with a No ."},
      {"Well... no -- never!!! Really?!", "Well ... no -- never !!! Really ?!"},
      {"(the deal) [sic] and/or", "( the deal ) [ sic ] and / or"},
      {"AT&T paid O'Brien in the '90s at six o'clock", "AT&T paid O'Brien in the '90s at six o'clock"},
      {"See http://a.example/b-c.html, or me@x.example.", "See http://a.example/b-c.html , or me@x.example ."},
      {"Kyiv—the capital—fell silent…", "Kyiv — the capital — fell silent …"},
      {"3,500 km at 10:30, -5 degrees, .5 points", "3,500 km at 10:30 , -5 degrees , .5 points"},
      {"", ""},
      {" \n ", ""},
      {"!", "!"},
      {"'", "'"},
      {"\xFF\xFE", "\xFF\xFE"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    token_layout l = {0};
    buffer b;
    buffer_init(&b, NULL);
    token_plain(F.worker, &F.memory, view_of_string(cases[i][0]), &l);
    for (uint32_t t = 0; t < l.tokens.count; t++) {
      if (t) buffer_add_byte(&b, ' ');
      buffer_add(&b, l.tokens.at[t].surface);
    }
    assert_view_equal(view_of(b.ptr, b.len), view_of_string(cases[i][1]));
    buffer_release(&b);
  }
}

static void lemmas_are_found(void **state) {
  (void)state;
  static const struct {
    const char *form;
    upos tag;
    uint16_t morph;
    const char *lemma;
  } cases[] = {
      {"condemned", UPOS_VERB, MORPH_PAST, "condemn"},       {"Accusing", UPOS_VERB, MORPH_GERUND, "accuse"},
      {"imposed", UPOS_VERB, MORPH_PARTICIPLE, "impose"},    {"withdrew", UPOS_VERB, MORPH_PAST, "withdraw"},
      {"denies", UPOS_VERB, MORPH_PRESENT, "deny"},          {"reaches", UPOS_VERB, MORPH_PRESENT, "reach"},
      {"initiated", UPOS_VERB, MORPH_PAST, "initiate"},      {"planning", UPOS_VERB, MORPH_GERUND, "plan"},
      {"called", UPOS_VERB, MORPH_PAST, "call"},             {"handling", UPOS_VERB, MORPH_GERUND, "handle"},
      {"arrived", UPOS_VERB, MORPH_PAST, "arrive"},          {"said", UPOS_VERB, MORPH_PAST, "say"},
      {"vetoed", UPOS_VERB, MORPH_PAST, "veto"},             {"agreed", UPOS_VERB, MORPH_PAST, "agree"},
      {"seized", UPOS_VERB, MORPH_PAST, "seize"},            {"targeted", UPOS_VERB, MORPH_PARTICIPLE, "target"},
      {"n't", UPOS_PART, 0, "not"},                          {"\xE2\x80\x99s", UPOS_AUX, MORPH_PRESENT, "be"},
      {"sanctions", UPOS_NOUN, MORPH_PLURAL, "sanction"},    {"countries", UPOS_NOUN, MORPH_PLURAL, "country"},
      {"crises", UPOS_NOUN, MORPH_PLURAL, "crisis"},         {"forces", UPOS_NOUN, MORPH_PLURAL, "force"},
      {"men", UPOS_NOUN, MORPH_PLURAL, "man"},               {"process", UPOS_NOUN, 0, "process"},
      {"Talks", UPOS_NOUN, MORPH_PLURAL, "talk"},            {"Russian", UPOS_ADJ, 0, "Russian"},
      {"New", UPOS_ADJ, 0, "new"},                           {"stronger", UPOS_ADJ, MORPH_COMPARED, "strong"},
      {"biggest", UPOS_ADJ, MORPH_COMPARED, "big"},          {"Moscow", UPOS_PROPN, MORPH_PROPER, "Moscow"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++)
    assert_view_equal(english_lemma(F.lemmas, &F.memory, view_of_string(cases[i].form), cases[i].tag, cases[i].morph), view_of_string(cases[i].lemma));
}

static void lemmas_of_tables_are_american(void **state) {
  (void)state;
  static const struct {
    const char *form;
    upos tag;
    uint16_t morph;
    const char *lemma;
  } cases[] = {
      {"recognised", UPOS_VERB, MORPH_PAST, "recognize"}, {"initialled", UPOS_VERB, MORPH_PAST, "initial"},
      {"Harbouring", UPOS_VERB, MORPH_GERUND, "harbor"},  {"defences", UPOS_NOUN, MORPH_PLURAL, "defense"},
      {"promised", UPOS_VERB, MORPH_PAST, "promise"},     {"Labour", UPOS_PROPN, MORPH_PROPER, "Labour"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++)
    assert_view_equal(english_lemma_american(F.lemmas, &F.memory, view_of_string(cases[i].form), cases[i].tag, cases[i].morph), view_of_string(cases[i].lemma));
}

/* A word or a run of signs of a megabyte takes as long as a text of that length. */
static void long_runs_are_cut_in_time(void **state) {
  (void)state;
  static const char *const units[] = {"a", "'s", ".,", "-", "a-", "(", "\xE2\x80\x99", "n't", "a.", ")'\"", ".com"};
  enum { SIZE = 1 << 20 };
  char *text = test_malloc(SIZE);
  for (size_t i = 0; i < COUNT_OF(units); i++) {
    token_layout l = {0};
    arena a;
    size_t n = strlen(units[i]), at = 0;
    for (; at + n <= SIZE; at += n) memcpy(text + at, units[i], n);
    arena_init(&a, NULL);
    token_plain(F.worker, &a, view_of(text, at), &l);
    assert_true(l.tokens.count > 0);
    uint32_t end = 0;
    for (uint32_t t = 0; t < l.tokens.count; t++) {
      assert_int_equal(l.tokens.at[t].span.begin, end);
      end = l.tokens.at[t].span.end;
    }
    assert_int_equal(end, at);
    arena_release(&a);
  }
  test_free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(words_are_cut), cmocka_unit_test(lemmas_are_found), cmocka_unit_test(lemmas_of_tables_are_american), cmocka_unit_test(long_runs_are_cut_in_time)};
  return cmocka_run_group_tests(tests, open_all, close_all);
}
