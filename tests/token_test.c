/* token_test.c - words, names, numbers, holes and remarks of segments; spans of hostile input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "token/token.h"

static const struct {
  const char *name, *rows;
} tables[] = {
    {"country", "id\tform\tlabel\tflags\nc1\t中国|ロシア|ロシア国|米国|日本|タイ|インド|韓国\tX\t-\n"},
    {"abbr",
     "id\tform\tlabel\tflags\n"
     "a1\t日\tJPN:GOV\tA|weak=日中|stop=朝日|同日|来日曜\na2\t米\tUSA:GOV\tA|stop=欧米|米国|南米|新米\n"
     "a3\t中\tCHN:GOV\tA|weak=日中|stop=中央|訪問中|中止\na4\t韓\tKOR:GOV\tA|stop=韓国\na5\t露\tRUS:GOV\tA|stop=露出\n"
     "a6\tロ\tRUS:GOV\tA|stop=ロシア\na7\t西\tESP:GOV\tB|stop=西部|西日本\na8\t欧\tEUR\tR|stop=欧米\n"
     "a9\t亜\tARG:GOV\tC\n"},
    {"institution", "id\tform\tlabel\tflags\ni1\t国務省|外務省|農林水産省|国防総省|軍|政府\t:GOV\tsuffix\n"},
    {"title", "id\tform\tlabel\tflags\nt1\t首相|大統領|外相|報道官|国防相|国家主席|氏|第2\t:GOV\t-\n"},
    {"person", "id\tform\tlabel\tflags\np1\t習近平\tCHN:GOV\tfull\np2\t林|習|また\tJPN:GOV\tshort\n"},
    {"body", "id\tform\tlabel\tflags\nb1\tEU|国際原子力機関|NATO\tIGO\t-\n"},
    {"place", "id\tform\tlabel\tflags\nl1\tニューヨーク|津|ロメ|ロシア海\tUSA\t-\n"},
    {"generic", "id\tform\tlabel\tflags\ng1\t市民|警察\t:CVL\t-\n"},
};

/* Words are joined by |; a name that is the whole word stands in <>, a word that holds a name in {}. */
static const struct {
  const char *text, *words;
} cases[] = {
    {"中国の習近平国家主席はロシアと会談した。", "<中国>|の|<習近平>|<国家主席>|は|<ロシア>|と|会談|し|た|。"},
    {"日米韓首脳が協議した。", "<日>|<米>|<韓>|首脳|が|協議|し|た|。"},
    {"日中首脳が会う。", "<日>|<中>|首脳|が|会う|。"},
    {"日中の気温は高い。", "日|中|の|気温|は|高い|。"},
    {"米国務省の報道官", "<米>|<国務省>|の|<報道官>"},
    {"露外相は訪中した。", "<露>|<外相>|は|{訪中}|し|た|。"},
    {"首相が訪露する。", "<首相>|が|{訪露}|する|。"},
    {"米大統領が来日した。", "<米>|<大統領>|が|{来日}|し|た|。"},
    {"対露制裁と駐日大使", "対|<露>|制裁|と|駐|<日>|大使"},
    {"対ロ制裁を科す。", "対|<ロ>|制裁|を|科す|。"},
    {"在日米軍が動く。", "在|<日>|<米>|<軍>|が|動く|。"},
    {"米中間の対立", "<米>|<中>|間|の|対立"},
    {"会談へ 米は否定", "会談|へ|<米>|は|否定"},
    {"米市民が", "<米>|<市民>|が"},
    {"トランプ米大統領は", "トランプ|<米>|<大統領>|は"},
    {"日・EUの協定", "<日>|・|<EU>|の|協定"},
    {"米ニューヨークで", "<米>|<ニューヨーク>|で"},
    {"4日米中が動く。", "4|日|<米>|<中>|が|動く|。"},
    {"4日首相が動く。", "4|日|<首相>|が|動く|。"},
    {"欧米と南米の首相", "欧米|と|南米|の|<首相>"},
    {"朝日新聞と新米", "朝日新聞|と|新米"},
    {"訪問中の中央銀行", "訪問|中|の|中央|銀行"},
    {"中は暗い。", "中|は|暗い|。"},
    {"農林水産省の林氏", "<農林水産省>|の|<林>|<氏>"},
    {"林を歩く。また会う。", "<林>|を|歩く|。 また|会う|。"},
    {"西日本と南米国家", "西日本|と|南米|国家"},
    {"インドネシアとタイヤ", "インドネシア|と|タイヤ"},
    {"ロシアメディアは報じた。", "<ロシア>|メディア|は|報じ|た|。"},
    {"ロメロ氏は", "ロメロ|<氏>|は"},
    {"ロシア国内とロシア海軍", "<ロシア>|国内|と|<ロシア>|海軍"},
    {"第2次政権と第2首相", "第|2|次|政権|と|<第2>|<首相>"},
    {"7月末と4日付と3日朝", "7|月|末|と|4|日|付|と|3|日|朝"},
    {"市民権と市民", "<市民>|権|と|<市民>"},
    {"国際原子力機関(IAEA)は国防総省と", "<国際原子力機関>|は|<国防総省>|と"},
    {"外相は「断る」と述べた。", "<外相>|は|「|〓|」|と|述べ|た|。 断る"},
    {"新組織「オーロラ」を作る。", "新|組織|「|オーロラ|」|を|作る|。"},
    {"枠組み\"オーロラ\"を作る。", "枠組み|\"|オーロラ|\"|を|作る|。"},
    {"1億2000万円と37.6%", "1億2000万|円|と|37.6|%"},
    {"2,500人と3か国", "2,500|人|と|3|か国"},
    {"三十人が12月4日に", "三十|人|が|12|月|4|日|に"},
    {"シュヴァンクマイエルンヌはF-35とABCを", "シュヴァンクマイエルンヌ|は|F-35|と|ABC|を"},
    {"本当か!?", "本当|か|!|?"},
    {"【北京共同】中国は", "<中国>|は"},
};

static name_index *names;
static tokenizer *shared;
static token_worker *worker;
static arena table_arena, document;

static int set_up(void **state) {
  (void)state;
  seimei_error error = {0};
  table parsed[COUNT_OF(tables)];
  arena_init(&table_arena, NULL);
  arena_init(&document, NULL);
  for (size_t i = 0; i < COUNT_OF(tables); i++)
    if (table_parse(&table_arena, view_of_string(tables[i].rows), view_of_string(tables[i].name), tables[i].name,
                    &parsed[i], &error))
      fail_msg("%s", error.message);
  if (name_index_new(NULL, "ja", parsed, COUNT_OF(tables), NULL, &names, &error)) fail_msg("%s", error.message);
  const char *dictionary = getenv("SEIMEI_DICTIONARY");
  if (!dictionary) dictionary = "/var/lib/mecab/dic/ipadic-utf8";
  if (tokenizer_new(NULL, LANGUAGE_JA, dictionary, names, NULL, &shared, &error)) fail_msg("%s", error.message);
  if (token_worker_new(shared, &worker, &error)) fail_msg("%s", error.message);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  token_worker_free(worker);
  tokenizer_free(shared);
  name_index_free(names);
  arena_release(&table_arena);
  arena_release(&document);
  return 0;
}

static void run(view text, text_layout *layout, token_layout *tokens) {
  arena_reset(&document);
  text_lay_out(&document, NULL, text, TEXT(""), layout);
  token_run(worker, &document, layout, tokens);
}

static void add_word(buffer *out, const token_layout *tokens, const token *t) {
  const char *around = "  ";
  if (t->name != NONE) around = span_length(tokens->names.at[t->name].span) == span_length(t->span) ? "<>" : "{}";
  if (t->name != NONE) buffer_add_byte(out, around[0]);
  buffer_add(out, t->surface);
  if (t->name != NONE) buffer_add_byte(out, around[1]);
}

static void add_words(buffer *out, const token_layout *tokens) {
  for (uint32_t s = 0; s < tokens->segments.count; s++) {
    const token_range *range = &tokens->segments.at[s];
    if (s) buffer_add_byte(out, ' ');
    for (uint32_t i = 0; i < range->count; i++) {
      if (i) buffer_add_byte(out, '|');
      add_word(out, tokens, &tokens->tokens.at[range->first + i]);
    }
  }
}

static void test_words(void **state) {
  (void)state;
  bool failed = false;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    text_layout layout;
    token_layout tokens;
    buffer words;
    buffer_init(&words, NULL);
    run(view_of_string(cases[i].text), &layout, &tokens);
    add_words(&words, &tokens);
    if (!view_equals(view_of(words.ptr, words.len), view_of_string(cases[i].words))) {
      print_error("%s\n", words.len ? words.ptr : "");
      failed = true;
    }
    buffer_release(&words);
  }
  assert_false(failed);
}

static void test_dump(void **state) {
  (void)state;
  static const char text[] = "外相(写真)は12人を批判し、「会えない」と述べた。";
  static const char wanted[] = "segment\n"
                               "  外相 noun name=外相\n"
                               "  は particle.topic\n"
                               "  12 noun.number unknown\n"
                               "  人 noun.counter\n"
                               "  を particle.case\n"
                               "  批判 noun.sahen\n"
                               "  し verb する suru\n"
                               "  、 symbol.comma\n"
                               "  「 symbol.open\n"
                               "  〓 noun quote=1\n"
                               "  」 symbol.close\n"
                               "  と particle.case\n"
                               "  述べ verb 述べる\n"
                               "  た auxiliary\n"
                               "  。 symbol.period\n"
                               "segment\n"
                               "  会え verb 会える\n"
                               "  ない auxiliary\n"
                               "aside (写真)\n";
  text_layout layout;
  token_layout tokens;
  buffer dump;
  buffer_init(&dump, NULL);
  run(TEXT(text), &layout, &tokens);
  token_dump(&dump, &layout, &tokens);
  assert_string_equal(dump.ptr, wanted);
  buffer_release(&dump);
}

static void test_spans(void **state) {
  (void)state;
  text_layout layout;
  token_layout tokens;
  run(TEXT("ＥＵ（欧州連合）は「断る」と述べ、米国（USA）と会談した。"), &layout, &tokens);
  for (uint32_t i = 0; i < tokens.tokens.count; i++) {
    const token *t = &tokens.tokens.at[i];
    if (t->quote == NONE) assert_true(view_equals(view_span(layout.text, t->span), t->surface));
    else assert_true(view_equals(view_span(layout.text, t->span), TEXT("断る")));
  }
  assert_int_equal(tokens.asides.count, 2);
}

static void test_plain(void **state) {
  (void)state;
  token_layout tokens = {0};
  arena_reset(&document);
  token_plain(worker, &document, TEXT("首相が「行く」と話す。"), &tokens);
  token_plain(worker, &document, TEXT("\xff\xe3\x80"), &tokens);
  assert_int_equal(tokens.segments.count, 2);
  assert_int_equal(tokens.segments.at[0].count, 8);
  assert_true(view_equals(tokens.tokens.at[3].surface, TEXT("行く")));
  assert_int_equal(tokens.tokens.at[0].name, NONE);
}

static void check_tokens(const text_layout *layout, const token_layout *tokens) {
  assert_int_equal(tokens->segments.count, layout->segments.count);
  for (uint32_t s = 0; s < tokens->segments.count; s++) {
    span inside = layout->segments.at[s].span;
    for (uint32_t i = 0; i < tokens->segments.at[s].count; i++) {
      const token *t = &tokens->tokens.at[tokens->segments.at[s].first + i];
      assert_true(t->span.begin < t->span.end && span_contains(inside, t->span));
      assert_true(t->surface.len > 0 && t->lemma.len > 0 && t->feature.len > 0);
      if (t->quote != NONE) assert_int_equal(layout->quotes.at[t->quote].kind, QUOTE_SPEECH);
      if (t->name != NONE) assert_true(span_contains(t->span, tokens->names.at[t->name].span));
      if (i) assert_true(t[-1].span.end <= t->span.begin);
    }
  }
}

static uint32_t next_random(uint32_t *state) { return *state = *state * 1664525u + 1013904223u, *state >> 8; }

static void test_random(void **state) {
  static const char *const parts[] = {"日", "米",       "中",     "訪", "対",   "「", "」", "(",      ")",
                                      "。", "と述べた", "国務省", "4",  ".",    ",",  "億", "ロシア", "メディア",
                                      "EU", "-",        "・",     " ",  "\n",   "!",  "だ", "\xff",   "〓",
                                      "\"", "習近平",   "市民",   "%",  "ヴァ", "ー", "𠮷", "、"};
  (void)state;
  uint32_t seed = 11;
  for (int round = 0; round < 3000; round++) {
    char text[1024];
    size_t size = 0;
    for (uint32_t n = next_random(&seed) % 60; n > 0; n--) {
      const char *part = parts[next_random(&seed) % COUNT_OF(parts)];
      memcpy(text + size, part, strlen(part));
      size += strlen(part);
    }
    text_layout layout;
    token_layout tokens;
    run(view_of(text, size), &layout, &tokens);
    check_tokens(&layout, &tokens);
  }
}

static void test_hostile(void **state) {
  static const char *const parts[] = {"あ",       "日",   "訪",   "ア", "A",  "1",  "!",  " ",
                                      "「あ」と", "(あ)", "首相", "・", "〓", "、", "ー", "\xff"};
  (void)state;
  enum { TIMES = 100000 };
  char *text = malloc(TIMES * 16);
  assert_non_null(text);
  for (size_t i = 0; i < COUNT_OF(parts); i++) {
    size_t length = strlen(parts[i]);
    for (size_t n = 0; n < TIMES; n++) memcpy(text + n * length, parts[i], length);
    text_layout layout;
    token_layout tokens;
    clock_t begin = clock();
    run(view_of(text, length * TIMES), &layout, &tokens);
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    if (seconds > 5) fail_msg("%s takes %.1f s", parts[i], seconds);
    check_tokens(&layout, &tokens);
  }
  free(text);
}

static void test_no_dictionary(void **state) {
  (void)state;
  tokenizer *none = NULL;
  seimei_error error = {0};
  assert_int_equal(tokenizer_new(NULL, LANGUAGE_JA, "/nonexistent", NULL, NULL, &none, &error), SEIMEI_NO_DICTIONARY);
  assert_null(none);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_words),        cmocka_unit_test(test_dump),
                                     cmocka_unit_test(test_spans),        cmocka_unit_test(test_plain),
                                     cmocka_unit_test(test_random),       cmocka_unit_test(test_hostile),
                                     cmocka_unit_test(test_no_dictionary)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
