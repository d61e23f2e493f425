/* when_test.c - the calendar, dates against a day of publication, quantities, the examples of the tables, faults of
 * tables, failing memory, long and hostile input.
 *
 * The parser's models are not needed: dependencies are stood in for by a rule (a bunsetsu with a comma or は depends on
 * the last one, every other on the next). */
#include <time.h>

#include "test_support.h"

#include "when/when_parts.h"

/* ---- calendar ---- */

static void test_calendar(void **state) {
  (void)state;
  int32_t first = date_number((date){1599, 12, 31}), last = date_number((date){2401, 1, 2});
  date before = date_of_number(first);
  for (int32_t n = first; n <= last; n++) {
    date d = date_of_number(n);
    assert_true(date_is_valid(d));
    assert_int_equal(date_number(d), n);
    assert_int_equal(date_weekday(d), n == first ? date_weekday(d) : date_weekday(before) % 7 + 1);
    before = d;
  }
  static const struct {
    const char *text;
    int32_t number;
  } cases[] = {{"1970-01-01", 0},         {"2022-02-04", 19027},  {"2000-02-29", 11016},     {"1969-12-31", -1},
               {"2022", 18993},           {"2022-02", 19024},     {"1900-02-29", INT32_MIN}, {"2023-02-29", INT32_MIN},
               {"2022-13", INT32_MIN},    {"2022-00", INT32_MIN}, {"2022-1", INT32_MIN},     {"22-01-01", INT32_MIN},
               {"2022/01/01", INT32_MIN}, {"", INT32_MIN},        {"2022-01-01T", INT32_MIN}};
  for (size_t i = 0; i < COUNT_OF(cases); i++)
    assert_int_equal(when_day_number(view_of_string(cases[i].text)), cases[i].number);
  assert_int_equal(date_weekday((date){2022, 2, 8}), 2);
  date m = date_add_months((date){2022, 1, 31}, -13);
  assert_int_equal(m.year * 100 + m.month, 202012);
}

static void test_years(void **state) {
  (void)state;
  assert_int_equal(era_year(2019, 4), 2022);
  assert_int_equal(era_two_digits(97, (date){2022, 2, 8}), 1997);
  assert_int_equal(era_two_digits(30, (date){2022, 2, 8}), 2030);
  assert_int_equal(era_two_digits(35, (date){2022, 2, 8}), 1935);
  assert_int_equal(era_two_digits(1, (date){0}), 2001);
}

/* ---- a document ---- */

typedef struct {
  arena tables_memory, memory;
  jmp_buf failure;
  pack_builder *builder;
  pack *pack;
  when_tables *tables;
  tokenizer *tokenizer;
  token_worker *worker;
  table times, units;
  text_layout layout;
  token_layout tokens;
  parse_layout parse;
  when_layout whens;
} fixture;

static char *file_text(const char *path, size_t *length) {
  FILE *f = fopen(path, "rb");
  if (!f) fail_msg("%s cannot be opened", path);
  fseek(f, 0, SEEK_END);
  *length = (size_t)ftell(f);
  rewind(f);
  char *text = malloc(*length + 1);
  assert_int_equal(fread(text, 1, *length, f), *length);
  fclose(f);
  text[*length] = 0;
  return text;
}

static table table_of_file(arena *a, const char *name, const char *path) {
  size_t length;
  char *text = file_text(path, &length);
  table t = table_from(a, name, text);
  free(text);
  return t;
}

static int set_up(void **state) {
  fixture *x = calloc(1, sizeof *x);
  arena_init(&x->tables_memory, NULL);
  arena_init(&x->memory, NULL);
  if (setjmp(x->failure)) return -1;
  x->tables_memory.on_failure = x->memory.on_failure = &x->failure;
  x->times = table_of_file(&x->tables_memory, "ja/when", SEIMEI_SOURCE_DIR "/lang/ja/when.tsv");
  x->units = table_of_file(&x->tables_memory, "ja/unit", SEIMEI_SOURCE_DIR "/lang/ja/unit.tsv");
  view bytes;
  assert_int_equal(pack_builder_new(NULL, &x->builder, NULL), SEIMEI_OK);
  assert_int_equal(pack_builder_add_table(x->builder, &x->times, NULL), SEIMEI_OK);
  assert_int_equal(pack_builder_add_table(x->builder, &x->units, NULL), SEIMEI_OK);
  assert_int_equal(pack_builder_bytes(x->builder, &bytes, NULL), SEIMEI_OK);
  assert_int_equal(pack_open_memory(bytes, NULL, &x->pack, NULL), SEIMEI_OK);
  seimei_error error = {0};
  if (when_tables_new(x->pack, "ja", NULL, &x->tables, &error)) fail_msg("%s", error.message);
  const char *dictionary = getenv("SEIMEI_DICTIONARY");
  if (tokenizer_new(NULL, LANGUAGE_JA, dictionary ? dictionary : "/var/lib/mecab/dic/ipadic-utf8", NULL, NULL, &x->tokenizer, &error))
    fail_msg("%s", error.message);
  assert_int_equal(token_worker_new(x->tokenizer, &x->worker, NULL), SEIMEI_OK);
  *state = x;
  return 0;
}

static int tear_down(void **state) {
  fixture *x = *state;
  token_worker_free(x->worker);
  tokenizer_free(x->tokenizer);
  when_tables_free(x->tables);
  pack_close(x->pack);
  pack_builder_free(x->builder);
  arena_release(&x->memory);
  arena_release(&x->tables_memory);
  free(x);
  return 0;
}

static bool is_function(const token *t) {
  return t->pos == POS_PARTICLE || t->pos == POS_AUXILIARY || t->pos == POS_SYMBOL;
}

static void stand_in_parse_segment(fixture *x, uint32_t segment) {
  token_range range = x->tokens.segments.at[segment];
  uint32_t end = range.first + range.count, first = range.first, begin = x->parse.bunsetsu.count;
  for (uint32_t i = range.first; i < end; i++) {
    const token *t = &x->tokens.tokens.at[i];
    LIST_PUSH(&x->memory, &x->parse.of_token, x->parse.bunsetsu.count);
    bool last = i + 1 == end;
    if (!last && (!is_function(t) || is_function(t + 1))) continue;
    bool far = t->sub == SUB_COMMA || view_equals(t->surface, TEXT("は"));
    bunsetsu b = {.first = first, .end = i + 1, .head_token = first, .function = i, .segment = segment};
    b.head = last ? NONE : far ? NONE - 1 : x->parse.bunsetsu.count + 1;
    LIST_PUSH(&x->memory, &x->parse.bunsetsu, b);
    first = i + 1;
  }
  for (uint32_t b = begin; b < x->parse.bunsetsu.count; b++)
    if (x->parse.bunsetsu.at[b].head == NONE - 1) x->parse.bunsetsu.at[b].head = x->parse.bunsetsu.count - 1;
  bunsetsu_range r = {begin, x->parse.bunsetsu.count - begin};
  LIST_PUSH(&x->memory, &x->parse.segments, r);
}

static void read_text(fixture *x, view text, const char *published) {
  arena_reset(&x->memory);
  x->tokens = (token_layout){0};
  x->parse = (parse_layout){0};
  text_lay_out(&x->memory, NULL, text, (view){0}, &x->layout);
  token_run(x->worker, &x->memory, &x->layout, &x->tokens);
  for (uint32_t i = 0; i < x->tokens.segments.count; i++) stand_in_parse_segment(x, i);
  when_run(x->tables, &x->memory, &x->layout, &x->tokens, &x->parse, view_of_string(published), &x->whens);
}

static void expect_dump(fixture *x, const char *text, const char *expected) {
  buffer found;
  buffer_init(&found, NULL);
  when_dump(&found, &x->layout, &x->whens);
  buffer_add_byte(&found, 0);
  if (strcmp(found.ptr, expected)) fail_msg("%s\nfound:\n%sexpected:\n%s", text, found.ptr, expected);
  buffer_release(&found);
}

/* ---- dates ---- */

static const struct {
  const char *published, *text, *dump;
} dates[] = {
    /* a day alone is the last such day, in a clause of plans the next one */
    {"2022-02-08", "外相は4日、会談した。", "point 2022-02-04 4日\n"},
    {"2022-02-08", "外相は8日に会談した。", "point 2022-02-08 8日\n"},
    {"2022-02-08", "外相は20日に会談した。", "point 2022-01-20 20日\n"},
    {"2022-03-08", "外相は31日に会談した。", "point 2022-01-31 31日\n"},
    {"2022-02-08", "首相は10日に訪米する予定だ。", "point 2022-02-10 future 10日\n"},
    {"2022-02-08", "首相は4日に訪米する予定だ。", "point 2022-03-04 future 4日\n"},
    {"2022-02-08", "首相は来月4日に訪米する。", "point 2022-03-04 future 来月4日\n"},
    {"", "外相は4日、会談した。", "point - 4日\n"},
    /* months */
    {"2022-02-08", "外相は先月16日に会談した。", "point 2022-01-16 先月16日\n"},
    {"2022-02-08", "両首脳は12月に会談した。", "point 2021-12 12月\n"},
    {"2022-02-08", "3月の首脳会議に備える。", "point 2022-03 future 3月\n"},
    {"2022-12-08", "首脳会議は1月に開かれる予定だ。", "point 2023-01 future 1月\n"},
    {"2022-02-08", "両首脳は11月20日に会談した。", "point 2021-11-20 11月20日\n"},
    {"2022-02-08", "期限は今月末だ。", "point 2022-02 今月末\n"},
    {"2022-02-08", "政府は月内に決める。", "point 2022-02 月内\n"},
    {"2022-01-08", "両国は先々月に断交した。", "point 2021-11 先々月\n"},
    /* years and eras */
    {"2022-02-08", "両国は一九九七年に断交した。", "point 1997 一九九七年\n"},
    {"2022-02-08", "両国は二〇二一年十二月四日に合意した。", "point 2021-12-04 二〇二一年十二月四日\n"},
    {"2022-02-08", "両国は97年に国交を結んだ。", "point 1997 97年\n"},
    {"2022-02-08", "両国は01年に国交を結んだ。", "point 2001 01年\n"},
    {"2022-02-08", "両国は平成31年4月30日に合意した。", "point 2019-04-30 平成31年4月30日\n"},
    {"2022-02-08", "首相は昨年11月と12月に訪米した。", "point 2021-11 昨年11月\npoint 2021-12 12月\n"},
    {"2022-02-08", "両国は2014年9月に停戦し、15年2月に再び合意した。",
     "point 2014-09 2014年9月\npoint 2015-02 15年2月\n"},
    {"2022-12-08", "政権は去年8月に発足し、3月に方針を変えた。", "point 2021-08 去年8月\npoint 2022-03 3月\n"},
    {"2022-02-08", "選挙は来年前半に行われる。", "point 2023 future 来年前半\n"},
    {"2022-02-08", "両国は去年の春に断交した。", "point 2021 去年の春\n"},
    /* against the date named last */
    {"2022-02-08", "首相は4日に訪米した。同日、大統領と会った。翌日帰国した。",
     "point 2022-02-04 4日\nsame 2022-02-04 同日\nsame 2022-02-05 翌日\n"},
    {"2022-02-08", "首相は31日に訪米し、翌1日に会談した。", "point 2022-01-31 31日\nsame 2022-02-01 翌1日\n"},
    {"2022-02-08", "首相は2014年3月4日に訪米し、同月6日に帰国した。同年5月に辞任した。",
     "point 2014-03-04 2014年3月4日\nsame 2014-03-06 同月6日\nsame 2014-05 同年5月\n"},
    {"2022-02-08", "偵察機は1962年10月14日に写真を撮った。22日、大統領は演説した。",
     "point 1962-10-14 1962年10月14日\npoint 1962-10-22 22日\n"},
    {"2022-02-08", "議会は昨年10月に派遣を認めたが、政府は4日に断った。",
     "point 2021-10 昨年10月\npoint 2022-02-04 4日\n"},
    {"2022-02-08", "同日、首相は辞任した。", "same - 同日\n"},
    {"2022-02-08", "首相は前日に辞任した。", "same 2022-02-07 前日\n"},
    /* weeks */
    {"2022-02-08", "外相は先週の金曜日に訪米した。", "point 2022-02-04 先週の金曜日\n"},
    {"2022-02-08", "外相は金曜日に訪米した。", "point 2022-02-04 金曜日\n"},
    {"2022-02-08", "外相は金曜日に訪米する。", "point 2022-02-11 future 金曜日\n"},
    {"2022-02-28", "両国は来週、協議する。", "point 2022-03 future 来週\n"},
    /* ranges */
    {"2022-02-20", "首相は10日から12日まで訪米した。", "range 2022-02 10日から12日\n"},
    {"2022-02-20", "首相は1月30日から2月2日まで訪米した。", "range 2022-02-02 1月30日から2月2日\n"},
    {"2022-02-20", "首相は30日から2日まで訪米した。", "range 2022-02-02 30日から2日\n"},
    {"2022-02-20", "軍は3日夜から4日未明にかけて攻撃した。", "range 2022-02-04 3日夜から4日未明\n"},
    {"2022-02-20", "首脳は10~12日に協議した。", "range 2022-02 10~12日\n"},
    {"2022-02-20", "両国は2014年から15年にかけて戦った。", "range 2015 2014年から15年\n"},
    {"2022-02-20", "1~3月期の輸出は減った。", "range 2021 1~3月\n"},
    {"2022-02-20", "協議は4日から北京で続いた。", "since 2022-02-04 4日から\n"},
    {"2022-02-20", "両国は2014年以降、対立した。", "since 2014 2014年以降\n"},
    {"2022-02-20", "基地は2035年までに完成する。", "until 2035 future 2035年までに\n"},
    /* spans of time */
    {"2022-02-08", "政権は3年前に発足した。", "point 2019 3年前\n"},
    {"2022-02-08", "軍は2か月前に撤退した。", "point 2021-12 2か月前\n"},
    {"2022-02-08", "軍は10日前に撤退した。", "point 2022-01-29 10日前\n"},
    {"2022-02-08", "政権は30年以上前に倒れた。", "duration - 30年以上前\n"},
    {"2022-02-08", "両首脳は5年ぶりに会談した。", "duration - 5年ぶり\n"},
    {"2022-02-08", "軍は60日以内に撤退する。", "duration - 60日以内\n"},
    {"2022-02-08", "攻撃は2日連続で起きた。", "duration - 2日連続\n"},
    {"2022-02-08", "議会は会期を2日延長した。", "duration - 2日\n"},
    {"2022-02-08", "内戦は一カ月余り続いた。", "duration - 一カ月余り\n"},
    {"2022-02-08", "都市は約2000年の歴史を持つ。", "duration - 2000年\n"},
    {"2022-02-08", "百年の計画だ。", "duration - 百年\n"},
    /* clock, weekday, and what is no date */
    {"2022-02-08", "大統領は4日午前10時50分に署名した。", "point 2022-02-04 4日午前10時50分\n"},
    {"2022-02-08", "第2次世界大戦の後、両国は和解した。", ""},
    {"2022-02-08", "両国は1990年代から対立した。", ""},
    {"2022-02-08", "開戦以来、市民が逃れた。", ""},
    {"2022-02-08", "4日本社で会見した。", "point 2022-02-04 4日\n"},
    {"2022-02-08", "日本の首相が夏目氏と会った。", ""},
    {"2022-02-08", "首相は32日と13月に会った。", "duration - 32日\n"},
    {"2022-02-08", "首相は2021年2月30日に会った。", "point - 2021年2月30日\n"},
};

static void test_dates(void **state) {
  for (size_t i = 0; i < COUNT_OF(dates); i++) {
    read_text(*state, view_of_string(dates[i].text), dates[i].published);
    ((fixture *)*state)->whens.quantities.count = 0;
    expect_dump(*state, dates[i].text, dates[i].dump);
  }
}

/* ---- quantities ---- */

static const struct {
  const char *text, *dump;
} quantities[] = {
    {"ロシアは天然ガスを年間100億立方メートル供給する。", "quantity 1e+10 m3/year of 天然ガス 100億立方メートル\n"},
    {"政府は兵士1万5000人を送った。", "quantity 15000 person of 兵士 1万5000人\n"},
    {"政府は5万マルクの資金を出した。", "quantity 50000 DEM of 資金 5万マルク\n"},
    {"政府は約10万人の部隊を置いた。", "quantity 100000 person of 部隊 10万人\n"},
    {"失業率は37.6%に達した。", "quantity 37.6 percent of 失業率 37.6%\n"},
    {"軍はミサイル13発と戦闘機25機を使った。",
     "quantity 13 round of ミサイル 13発\nquantity 25 aircraft of 戦闘機 25機\n"},
    {"1日あたり300人が死亡した。", "quantity 300 person/day 300人\n"},
    {"支援は3兆4500億円に上る。", "quantity 3.45e+12 JPY of 支援 3兆4500億円\n"},
    {"政府は50億米ドルを払った。", "quantity 5000000000 USD 50億米ドル\n"},
    {"政府は$50億を払った。", "quantity 5000000000 USD $50億\n"},
    {"三人と1,200人が逃れた。", "quantity 3 person 三人\nquantity 1200 person 1,200人\n"},
    {"数十人がけがをした。", ""},
    {"政府は300世帯を避難させた。", "quantity 300 household 300世帯\n"},
    {"支持は3割に落ちた。", "quantity 30 percent of 支持 3割\n"},
};

static void test_quantities(void **state) {
  for (size_t i = 0; i < COUNT_OF(quantities); i++) {
    read_text(*state, view_of_string(quantities[i].text), "2022-02-08");
    ((fixture *)*state)->whens.whens.count = 0;
    expect_dump(*state, quantities[i].text, quantities[i].dump);
  }
}

/* ---- examples of the tables ---- */

static void add_list_item(buffer *b, view words) {
  if (b->len) buffer_add_string(b, " | ");
  buffer_add(b, words);
}

static void add_dates(buffer *b, const when_layout *whens) {
  static const char *const kinds[] = {"point", "range", "since", "until", "duration", "same"};
  char words[32];
  for (uint32_t i = 0; i < whens->whens.count; i++) {
    const when *w = &whens->whens.at[i];
    snprintf(words, sizeof words, "%s %s", kinds[w->kind], w->date[0] ? w->date : "-");
    add_list_item(b, view_of_string(words));
  }
}

static void add_quantities(buffer *b, const when_layout *whens) {
  for (uint32_t i = 0; i < whens->quantities.count; i++) {
    const quantity *q = &whens->quantities.at[i];
    char value[32];
    snprintf(value, sizeof value, "%.10g ", q->value);
    add_list_item(b, view_of_string(value));
    buffer_add(b, q->unit);
    if (q->of.len) buffer_add_byte(b, ' ');
    buffer_add(b, q->of);
  }
}

static void check_examples(fixture *x, const table *t, void (*add)(buffer *, const when_layout *)) {
  uint32_t example = table_column(t, "example"), expect = table_column(t, "expect"), id = table_column(t, "id");
  for (uint32_t row = 0; row < t->rows; row++) {
    view text = table_cell(t, row, example), expected = table_cell(t, row, expect), name = table_cell(t, row, id);
    if (!text.len) continue;
    read_text(x, text, "2022-02-08");
    buffer found;
    buffer_init(&found, NULL);
    add(&found, &x->whens);
    if (!view_equals(view_of(found.ptr, found.len), expected))
      fail_msg("%.*s gives \"%.*s\"", (int)name.len, name.ptr, (int)found.len, found.len ? found.ptr : "");
    buffer_release(&found);
  }
}

static void test_examples(void **state) {
  fixture *x = *state;
  check_examples(x, &x->times, add_dates);
  check_examples(x, &x->units, add_quantities);
}

/* ---- tables ---- */

static seimei_status open_tables(const table *t, const seimei_allocator *allocator, when_tables **out,
                                 seimei_error *error) {
  pack_builder *builder;
  pack *p;
  view bytes;
  assert_int_equal(pack_builder_new(NULL, &builder, NULL), SEIMEI_OK);
  assert_int_equal(pack_builder_add_table(builder, t, NULL), SEIMEI_OK);
  assert_int_equal(pack_builder_bytes(builder, &bytes, NULL), SEIMEI_OK);
  assert_int_equal(pack_open_memory(bytes, NULL, &p, NULL), SEIMEI_OK);
  seimei_status status = when_tables_new(p, "ja", allocator, out, error);
  if (!status) when_tables_free(*out);
  pack_close(p);
  pack_builder_free(builder);
  return status;
}

static void test_bad_tables(void **state) {
  fixture *x = *state;
  static const struct {
    const char *name, *rows;
  } cases[] = {
      {"ja/when", "id\tform\tvalue\n1\t年\t-\n"},
      {"ja/when", "id\tform\tclass\tvalue\n1\t年\tyears and years\t-\n"},
      {"ja/when", "id\tform\tclass\tvalue\n1\t令和\tera\t令和\n"},
      {"ja/unit", "id\tform\tunit\n1\t人\tperson\n"},
      {"ja/unit", "id\tform\tunit\tfactor\n1\t人\tperson\t1.2.3\n"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    table t = table_from(&x->tables_memory, cases[i].name, cases[i].rows);
    seimei_error error = {0};
    when_tables *out;
    assert_int_equal(open_tables(&t, NULL, &out, &error), SEIMEI_BAD_TABLE);
    assert_null(out);
    assert_true(error.message[0]);
  }
}

static void test_no_tables(void **state) {
  fixture *x = *state;
  when_tables *full = x->tables;
  assert_int_equal(when_tables_new(NULL, "xx", NULL, &x->tables, NULL), SEIMEI_OK);
  read_text(x, TEXT("外相は4日、300人と会談した。"), "2022-02-08");
  expect_dump(x, "no tables", "");
  when_tables_free(x->tables);
  x->tables = full;
}

static void test_no_memory(void **state) {
  fixture *x = *state;
  seimei_status status = SEIMEI_NO_MEMORY;
  for (long n = 0; status; n++) {
    counting_heap heap = {.fail_at = n};
    seimei_allocator allocator = COUNTING(heap);
    when_tables *out;
    status = when_tables_new(x->pack, "ja", &allocator, &out, NULL);
    if (status) assert_int_equal(status, SEIMEI_NO_MEMORY);
    if (!status) when_tables_free(out);
    assert_int_equal(heap.alive, 0);
  }
}

/* ---- long and hostile input ---- */

static void check_spans(const fixture *x) {
  uint32_t end = 0;
  for (uint32_t i = 0; i < x->whens.whens.count; i++) {
    const when *w = &x->whens.whens.at[i];
    assert_true(w->span.begin < w->span.end && w->span.end <= x->layout.text.len && w->span.begin >= end);
    assert_true(w->token < w->end_token && w->end_token <= x->tokens.tokens.count);
    assert_true(w->bunsetsu < x->parse.bunsetsu.count);
    end = w->span.begin;
  }
  for (uint32_t i = 0; i < x->whens.quantities.count; i++) {
    const quantity *q = &x->whens.quantities.at[i];
    assert_true(q->span.begin < q->span.end && q->span.end <= x->layout.text.len);
    assert_true(q->token < q->end_token && q->end_token <= x->tokens.tokens.count);
  }
}

static void test_random(void **state) {
  static const char *const pieces[] = {"4",  "12", "2022", "年",   "月",   "日", "から", "まで", "、",
                                       "の", "同", "翌",   "末",   "前",   "間", "昨年", "先月", "金曜日",
                                       "「", "」", "9999", "令和", "元年", "~",  "と",   "人",   "万",
                                       "億", "十", "。",   "(",    ")",    "第", "半",   "\xFF", " "};
  uint64_t seed = 7;
  for (int round = 0; round < 3000; round++) {
    char text[1024];
    size_t length = 0;
    for (int n = (int)(seed % 24); n >= 0; n--) {
      seed = hash_mix(seed, (uint64_t)n + 1);
      const char *piece = pieces[seed % COUNT_OF(pieces)];
      memcpy(text + length, piece, strlen(piece));
      length += strlen(piece);
    }
    read_text(*state, view_of(text, length), round % 3 ? "2022-02-08" : "9999-12-31");
    check_spans(*state);
  }
}

static void test_long(void **state) {
  static const char *const pieces[] = {"4日", "4日から", "10年前", "兵士1万人の", "2022年3月4日、", "同", "3~", "9"};
  for (size_t i = 0; i < COUNT_OF(pieces); i++) {
    size_t piece = strlen(pieces[i]), length = 200000 / piece * piece;
    char *text = malloc(length);
    for (size_t at = 0; at < length; at += piece) memcpy(text + at, pieces[i], piece);
    clock_t start = clock();
    read_text(*state, view_of(text, length), "2022-02-08");
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
    check_spans(*state);
    free(text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_calendar),  cmocka_unit_test(test_years),
                                     cmocka_unit_test(test_dates),     cmocka_unit_test(test_quantities),
                                     cmocka_unit_test(test_examples),  cmocka_unit_test(test_bad_tables),
                                     cmocka_unit_test(test_no_tables), cmocka_unit_test(test_no_memory),
                                     cmocka_unit_test(test_random),    cmocka_unit_test(test_long)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
