/* text_test.c - layouts as dumps, kinds of quotes, brackets without a partner, long and hostile input, the maps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "text/text.h"

static const struct {
  const char *name, *title, *text, *dump;
} layouts[] = {
    {"two sentences", "", "首相は会談した。大統領は帰国した。",
     "paragraph\n  0 首相は会談した。\n  1 大統領は帰国した。\n"},
    {"title, heading and paragraphs", "首脳が会談",
     "首脳が会談\n\n　両国の首脳は会った。\n焦点は貿易\n　議題は関税だった。",
     "title\n  - 首脳が会談\nparagraph\n  0 両国の首脳は会った。\nheading\n  - 焦点は貿易\nparagraph\n"
     "  1 議題は関税だった。\n"},
    {"a title that the text goes on from is no title", "首相が", "首相が訪問した。",
     "paragraph\n  0 首相が訪問した。\n"},
    {"a title with other blanks", "首脳 会談", "首脳　会談\n会った。",
     "title\n  - 首脳 会談\nparagraph\n  0 会った。\n"},
    {"full width and half width", "", "ＥＵは１０日、ｶﾅﾀﾞと（電話で）協議した｡",
     "paragraph\n  0 EUは10日、カナタ゛と(電話で)協議した。\n    aside 電話で\n"},
    {"an end inside brackets ends nothing", "", "外相は「反対だ。断る。」と述べた。続けて歩いた。",
     "paragraph\n  0 外相は「反対だ。断る。」と述べた。\n    speech 反対だ。断る。\n      > 反対だ。\n      > 断る。\n"
     "  1 続けて歩いた。\n"},
    {"a quote that is a sentence", "", "「戦争は終わる。」大統領は語った。",
     "paragraph\n  0 「戦争は終わる。」\n    speech 戦争は終わる。\n      > 戦争は終わる。\n  1 大統領は語った。\n"},
    {"the quote first, then the speaker", "", "「必ず守る」。議長は言い切った。",
     "paragraph\n  0 「必ず守る」。\n    speech 必ず守る\n      > 必ず守る\n  1 議長は言い切った。\n"},
    {"a quote in a quote", "", "長官は「相手は『断る』と答えた」と明かした。",
     "paragraph\n  0 長官は「相手は『断る』と答えた」と明かした。\n    speech 相手は『断る』と答えた\n"
     "      > 相手は『断る』と答えた\n      speech 断る\n        > 断る\n"},
    {"dateline", "", "【ソウル＝山本】議会（定数３００）は可決した。",
     "paragraph\n  0 【ソウル=山本】議会(定数300)は可決した。\n    dateline ソウル=山本\n    aside 定数300\n"},
    {"dateline of an agency", "", "［北京　４日　ロイター］ 外務省は否定した。",
     "paragraph\n  0 [北京 4日 ロイター] 外務省は否定した。\n    dateline 北京 4日 ロイター\n"},
    {"a last remark belongs to the sentence", "", "交渉は続いた。（時事）",
     "paragraph\n  0 交渉は続いた。(時事)\n    aside 時事\n"},
    {"a remark alone", "", "会議は終わった。\n（終わり）",
     "paragraph\n  0 会議は終わった。\nheading\n  - (終わり)\n    term 終わり\n"},
    {"marks that end nothing", "", "Yahoo!ニュースは伝えた。なぜ今なのか？と問うた。本当か?まだだ!",
     "paragraph\n  0 Yahoo!ニュースは伝えた。\n  1 なぜ今なのか?と問うた。\n  2 本当か?\n  3 まだだ!\n"},
    {"one clause without its mark", "", "首相は米国を訪問した", "paragraph\n  0 首相は米国を訪問した\n"},
    {"items of a list", "", "合意の要点\n・双方は軍を引く\n・捕虜の扱い\n会議は終わった。",
     "heading\n  - 合意の要点\nparagraph\n  0 ・双方は軍を引く\nheading\n  - ・捕虜の扱い\nparagraph\n  1 "
     "会議は終わった。\n"},
    {"stops of official documents", "", "首脳は，ＥＵと協議し，３．５％増で合意した．その後，帰国した．",
     "paragraph\n  0 首脳は、EUと協議し、3.5%増で合意した。\n  1 その後、帰国した。\n"},
    {"a wrapped text", "",
     "議会は十二日の本会議で、来年度の国防予算\nを賛成多数で可決した。野党の議員は採決の前\nに退場し、審議が足りないと"
     "政府の対応を批判\nした。"
     "予算は前の年より一割多く、過去最大と\nなる。",
     "paragraph\n  0 議会は十二日の本会議で、来年度の国防予算 を賛成多数で可決した。\n"
     "  1 野党の議員は採決の前 に退場し、審議が足りないと政府の対応を批判 した。\n"
     "  2 予算は前の年より一割多く、過去最大と なる。\n"},
    {"a closing mark alone", "", "会議は続く」と述べた。", "paragraph\n  0 会議は続く」と述べた。\n"},
    {"an opening mark alone does not swallow the block", "", "議長は「延期すると述べた。次は「秋」になる。",
     "paragraph\n  0 議長は「延期すると述べた。\n  1 次は「秋」になる。\n    term 秋\n"},
    {"brackets end with the block", "", "議長は「始める。\n終わる」と述べた。",
     "paragraph\n  0 議長は「始める。\nparagraph\n  1 終わる」と述べた。\n"},
    {"crossed marks", "", "議長は「延期(秋」まで)とした。",
     "paragraph\n  0 議長は「延期(秋」まで)とした。\n    term 延期(秋\n"},
    {"nothing", "", " \n\t\n　", ""},
};

static const struct {
  const char *sentence, *kinds; /* s, t, a, d in order */
} quotes[] = {
    {"外相は「受け入れられない」と述べた。", "s"},
    {"外相は「受け入れられない」とし、協議を打ち切った。", "s"},
    {"外相は「受け入れられない」として協議を打ち切った。", "s"},
    {"外相は「受け入れられない」との考えを示した。", "s"},
    {"外相は「受け入れられない」などと述べた。", "s"},
    {"外相は「受け入れられない」、と強い口調で述べた。", "s"},
    {"外相は「受け入れられない」旨を伝えた。", "s"},
    {"外相は記者団に「近く決める。」を繰り返した。", "s"},
    {"政権は相手国を「独裁」と呼んだ。", "s"},
    {"報道官は制裁を「妄言」と断じた。", "s"},
    {"国防省は「明白な挑発だ」と非難した。", "s"},
    {"党首は「断固反対」との声明を出した。", "s"},
    {"報道官は制裁を「妄言」だと批判した。", "s"},
    {"政府は「内政干渉」として反発した。", "s"},
    {"議長は「前進した」「道は開けた」と語った。", "ss"},
    {"議長は「前進した」、「道は開けた」と語った。", "ss"},
    {"報道官「口実にすぎない」", "s"},
    {"首相は“平和を守る”と誓った。", "s"},
    {"首相は\"平和を守る\"と誓った。", "s"},
    {"首相は”平和を守る”と誓った。", "s"},
    {"大使は「遺憾だ」(報道官)と話した。", "sa"},
    {"枠組み「クアッド」の会合を開いた。", "t"},
    {"三か国は「オーカス」を強化する。", "t"},
    {"空母「青雲」と駆逐艦「北斗」が通過した。", "tt"},
    {"「開かれた海」という構想を掲げた。", "t"},
    {"「赤い星」といった団体が集まった。", "t"},
    {"当局は団体を「テロ組織」として指定した。", "t"},
    {"代表は「解放戦線」と停戦で合意したと発表した。", "t"},
    {"首相は「同盟」との協議に臨んだ。", "t"},
    {"演習は「防衛訓練」だと主張した。", "t"},
    {"演説は「希望」になると述べた。", "t"},
    {"町は「南の玄関」となる。", "t"},
    {"党は「海の道」や「陸の道」を唱えた。", "tt"},
    {"外相は「『一つの海』の原則を守る」と述べた。", "st"},
    {"協定(通称「北の合意」と呼ばれる)は失効した。", "at"},
    {"中身は「」と空だった。", "t"},
};

static const char kind_letters[] = "stad";

static void lay_out(arena *a, const char *text, const char *title, text_layout *out) {
  text_lay_out(a, NULL, view_of_string(text), view_of_string(title), out);
}

static void test_layouts(void **state) {
  (void)state;
  arena a;
  arena_init(&a, NULL);
  for (size_t i = 0; i < COUNT_OF(layouts); i++) {
    text_layout layout;
    buffer dump;
    buffer_init(&dump, NULL);
    arena_reset(&a);
    lay_out(&a, layouts[i].text, layouts[i].title, &layout);
    text_dump(&dump, &layout);
    if (!view_equals(view_of(dump.ptr, dump.len), view_of_string(layouts[i].dump)))
      fail_msg("%s:\n%s", layouts[i].name, dump.len ? dump.ptr : "");
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
    lay_out(&a, quotes[i].sentence, "", &layout);
    assert_true(layout.quotes.count < sizeof kinds);
    for (uint32_t q = 0; q < layout.quotes.count; q++) kinds[q] = kind_letters[layout.quotes.at[q].kind];
    if (strcmp(kinds, quotes[i].kinds)) fail_msg("%s: %s", quotes[i].sentence, kinds);
  }
  arena_release(&a);
}

static void check_quote(const text_layout *l, uint32_t q) {
  const quote *it = &l->quotes.at[q];
  assert_true(it->outer.begin < it->inner.begin && it->inner.begin <= it->inner.end && it->inner.end < it->outer.end);
  assert_true(it->sentence < l->sentences.count && span_contains(l->sentences.at[it->sentence].span, it->outer));
  assert_true(q == 0 || l->quotes.at[q - 1].outer.begin < it->outer.begin);
  if (it->parent != NONE) {
    assert_true(it->parent < q && span_contains(l->quotes.at[it->parent].inner, it->outer));
    assert_int_equal(it->depth, l->quotes.at[it->parent].depth + 1);
  }
  assert_true((it->kind == QUOTE_SPEECH) == (it->segment_count > 0));
  for (uint32_t i = 0; i < it->segment_count; i++) {
    const segment *s = &l->segments.at[it->segment + i];
    assert_int_equal(s->quote, q);
    assert_true(span_contains(it->inner, s->span));
    assert_true(s->parent != NONE && span_contains(l->segments.at[s->parent].span, it->outer));
  }
  assert_int_equal(text_quote_at(l, it->outer.begin), q);
}

static void check_sentence(const text_layout *l, uint32_t i) {
  const sentence *s = &l->sentences.at[i];
  assert_true(s->span.begin < s->span.end && span_contains(l->blocks.at[s->block].span, s->span));
  assert_true(i == 0 || l->sentences.at[i - 1].span.end <= s->span.begin);
  assert_true(s->segment_count >= 1 && s->segment + s->segment_count <= l->segments.count);
  const segment *outer = &l->segments.at[s->segment];
  assert_true(outer->span.begin == s->span.begin && outer->span.end == s->span.end && outer->quote == NONE);
}

/* Every character that is not blank is in a block and in a sentence. */
static void check_cover(const text_layout *l) {
  uint32_t length, s = 0;
  for (uint32_t at = 0; at < l->text.len; at += length) {
    uint32_t c = utf8_decode(l->text, at, &length);
    while (s < l->sentences.count && l->sentences.at[s].span.end <= at) s++;
    if (!char_is_space(c)) assert_true(s < l->sentences.count && span_has(l->sentences.at[s].span, at));
  }
}

static void check_maps(const text_layout *l) {
  uint32_t length, n = 0;
  size_t source = 0;
  assert_int_equal(utf8_count(l->text), utf8_count(l->source));
  for (uint32_t at = 0; at < l->text.len; at += length, n++) {
    uint32_t source_length;
    assert_int_equal(text_code_point(l, at), n);
    utf8_decode(l->text, at, &length);
    utf8_decode(l->source, source, &source_length);
    view words = text_source(l, (span){at, at + length});
    assert_true(words.ptr == l->source.ptr + source && words.len == source_length);
    source += source_length;
  }
  assert_int_equal(text_code_point(l, (uint32_t)l->text.len), n);
}

static void check_all(const text_layout *l) {
  for (uint32_t q = 0; q < l->quotes.count; q++) check_quote(l, q);
  for (uint32_t i = 0; i < l->sentences.count; i++) check_sentence(l, i);
  check_cover(l);
  check_maps(l);
}

static uint32_t next_random(uint32_t *state) { return *state = *state * 1664525u + 1013904223u, *state >> 8; }

static void test_random(void **state) {
  static const char *const parts[] = {"「", "」", "『", "』", "(",    ")",        "【",     "】",    "“",    "”",
                                      "\"", "。", "!",  "?",  "、",   "と",       "述べた", "首相",  "だ",   "\n",
                                      "　", " ",  "ｶﾞ", "Ａ", "\xff", "\xe3\x80", "\0",     "A’s",   "\r\n", "を",
                                      "𠮷", "〝", "〟", ".",  "です", "・",       "1",      "という"};
  (void)state;
  arena a;
  arena_init(&a, NULL);
  uint32_t seed = 7;
  for (int round = 0; round < 3000; round++) {
    char text[1024];
    size_t size = 0;
    for (uint32_t n = next_random(&seed) % 80; n > 0; n--) {
      const char *part = parts[next_random(&seed) % COUNT_OF(parts)];
      size_t length = *part ? strlen(part) : 1;
      if (next_random(&seed) % 10 == 0) part = "\x80", length = 1;
      memcpy(text + size, part, length);
      size += length;
    }
    text_layout layout;
    arena_reset(&a);
    text_lay_out(&a, NULL, view_of(text, size), view_of(text, size % 7), &layout);
    check_all(&layout);
  }
  arena_release(&a);
}

static double seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }

static void repeat(char *out, const char *part, size_t times) {
  size_t length = strlen(part);
  for (size_t i = 0; i < times; i++) memcpy(out + i * length, part, length);
}

static void test_hostile(void **state) {
  static const struct {
    const char *open, *close;
  } cases[] = {{"「", ""},  {"", "」"},       {"「", "」"},   {"(", ")"},          {"「(", "」)"},
               {"あ", ""},  {"「あ。", "」"}, {"「あ」", ""}, {"「あ」と", ""},    {"「あ」、", ""},
               {"。", ""},  {" ", ""},        {"\n", ""},     {"あ。(い)", ""},    {"\"", ""},
               {"”", ""},   {"「あ", "」、"}, {"(あ)", ""},   {"　。　", ""},      {"「あ」(い)", ""},
               {"あ?", ""}, {"【あ】", ""},   {"「 ", "」"},  {"\xe3", "\xe3\x81"}};
  (void)state;
  enum { TIMES = 100000 };
  arena a;
  arena_init(&a, NULL);
  char *text = malloc(TIMES * 32);
  assert_non_null(text);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    text_layout layout;
    size_t open = strlen(cases[i].open) * TIMES, close = strlen(cases[i].close) * TIMES;
    repeat(text, cases[i].open, TIMES);
    repeat(text + open, cases[i].close, TIMES);
    double begin = seconds();
    arena_reset(&a);
    text_lay_out(&a, NULL, view_of(text, open + close), view_of(text, 3), &layout);
    if (seconds() - begin > 1.0) fail_msg("%s…%s takes %.1f s", cases[i].open, cases[i].close, seconds() - begin);
    check_cover(&layout);
  }
  free(text);
  arena_release(&a);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_layouts), cmocka_unit_test(test_quotes),
                                     cmocka_unit_test(test_random), cmocka_unit_test(test_hostile)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
