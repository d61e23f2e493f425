/* write_test.c - writers of records: JSON, CSV, the columns of characters, lines, and records made by hand. */
#include <math.h>

#include "test_support.h"
#include "write/json.h"
#include "write/screen.h"
#include "write/sheet.h"
#include "write/slice.h"
#include "write/write.h"

static view buffer_view(const buffer *b) { return view_of(b->ptr, b->len); }

/* ---- JSON ---- */

typedef struct {
  const char *title;
  view text, expected;
} text_case;

static const text_case STRING_CASES[] = {
    {"nothing", TEXT(""), TEXT("\"\"")},
    {"ASCII", TEXT("a/b"), TEXT("\"a/b\"")},
    {"Japanese stays as it is", TEXT("声明"), TEXT("\"声明\"")},
    {"quotation mark and backslash", TEXT("a\"b\\c"), TEXT("\"a\\\"b\\\\c\"")},
    {"short escapes", TEXT("\b\t\n\f\r"), TEXT("\"\\b\\t\\n\\f\\r\"")},
    {"other control characters", TEXT("\x01\x1B\x1F"), TEXT("\"\\u0001\\u001b\\u001f\"")},
    {"NUL inside", TEXT("a\0b"), TEXT("\"a\\u0000b\"")},
    {"DEL and NEL", TEXT("\x7F\xC2\x85"), TEXT("\"\\u007f\\u0085\"")},
    {"separators of lines", TEXT("\xE2\x80\xA8\xE2\x80\xA9"), TEXT("\"\\u2028\\u2029\"")},
    {"outside the first plane", TEXT("𠮷"), TEXT("\"𠮷\"")},
    {"a byte that is never used",
     TEXT("a\xFF"
          "b"),
     TEXT("\"a\xEF\xBF\xBD"
          "b\"")},
    {"each bad byte is one character", TEXT("\xE5\xA3"), TEXT("\"\xEF\xBF\xBD\xEF\xBF\xBD\"")},
    {"U+FFFD as given", TEXT("\xEF\xBF\xBD"), TEXT("\"\xEF\xBF\xBD\"")},
    {"a surrogate", TEXT("\xED\xA0\x80"), TEXT("\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"")},
};

static void test_json_string(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(STRING_CASES); i++) {
    buffer b;
    buffer_init(&b, NULL);
    json_string(&b, STRING_CASES[i].text);
    if (!view_equals(buffer_view(&b), STRING_CASES[i].expected)) fail_msg("%s: %s", STRING_CASES[i].title, b.ptr);
    buffer_release(&b);
  }
}

typedef struct {
  double value;
  const char *number, *score;
} number_case;

static const number_case NUMBER_CASES[] = {
    {0, "0", "0.0"},
    {-0.0, "0", "0.0"},
    {-2, "-2", "-2.0"},
    {0.93, "0.93", "0.93"},
    {0.1 + 0.2, "0.30000000000000004", "0.3"},
    {1e10, "10000000000", "10000000000.0"},
    {1e300, "1e+300", "null"},
    {3.14159, "3.14159", "3.1416"},
    {-9.95, "-9.95", "-9.95"},
    {1e-7, "1e-07", "0.0"},
    {INFINITY, "null", "null"},
    {NAN, "null", "null"},
};

static void test_json_numbers(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(NUMBER_CASES); i++) {
    buffer number, score;
    buffer_init(&number, NULL);
    buffer_init(&score, NULL);
    json_number(&number, NUMBER_CASES[i].value);
    json_score(&score, NUMBER_CASES[i].value);
    assert_string_equal(number.ptr, NUMBER_CASES[i].number);
    assert_string_equal(score.ptr, NUMBER_CASES[i].score);
    buffer_release(&number);
    buffer_release(&score);
  }
}

/* ---- code points ---- */

typedef struct {
  const char *title;
  view text;
  span points;
  view expected;
} slice_case;

static const slice_case SLICE_CASES[] = {
    {"ASCII", TEXT("abcd"), {1, 3}, TEXT("bc")},
    {"kanji", TEXT("中国は反発した"), {3, 5}, TEXT("反発")},
    {"outside the first plane", TEXT("𠮷野家"), {1, 3}, TEXT("野家")},
    {"a bad byte counts one", TEXT("\xFF国は"), {1, 2}, TEXT("国")},
    {"a cut character counts its bytes", TEXT("\xE5\x9B国"), {2, 3}, TEXT("国")},
    {"past the end", TEXT("国"), {0, 9}, TEXT("国")},
    {"wholly past the end", TEXT("国"), {5, 9}, TEXT("")},
    {"backwards", TEXT("国"), {1, 0}, TEXT("")},
};

static void test_slices(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(SLICE_CASES); i++) {
    slicer s = slicer_of(SLICE_CASES[i].text);
    view found = slice_next(&s, SLICE_CASES[i].points);
    if (!view_equals(found, SLICE_CASES[i].expected))
      fail_msg("%s: %.*s", SLICE_CASES[i].title, (int)found.len, found.ptr);
  }
  slicer s = slicer_of(TEXT("日米韓は反対した"));
  assert_view_equal(slice_next(&s, (span){2, 4}), TEXT("韓は"));
  assert_view_equal(slice_next(&s, (span){3, 6}), TEXT("は反対"));
  assert_view_equal(slice_next(&s, (span){0, 2}), TEXT("日米")); /* back again */
}

/* ---- columns ---- */

typedef struct {
  const char *title;
  view text;
  uint32_t columns;
} column_case;

static const column_case COLUMN_CASES[] = {
    {"nothing", TEXT(""), 0},
    {"Latin", TEXT("NATO"), 4},
    {"Latin with an accent", TEXT("é"), 1},
    {"a combining accent", TEXT("e\xCC\x81"), 1},
    {"kanji", TEXT("日本"), 4},
    {"kana", TEXT("かカ"), 4},
    {"a voiced mark drawn over", TEXT("か\xE3\x82\x99"), 2},
    {"half-width kana", TEXT("ｶ"), 1},
    {"full-width Latin", TEXT("Ａ"), 2},
    {"brackets and stops", TEXT("「。、」"), 8},
    {"a long vowel", TEXT("ー"), 2},
    {"ideographic blank", TEXT("\xE3\x80\x80"), 2},
    {"a kanji outside the first plane", TEXT("𠮷"), 2},
    {"Hangul", TEXT("한"), 2},
    {"Hangul in parts", TEXT("\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB"), 2},
    {"emoji", TEXT("🙂"), 2},
    {"a variant of a kanji", TEXT("葛\xF3\xA0\x84\x80"), 2},
    {"zero-width blank", TEXT("\xE2\x80\x8B"), 0},
    {"ambiguous: one", TEXT("…●→"), 3},
    {"a bad byte", TEXT("\xFF"), 1},
    {"controls", TEXT("\x1B\x07"), 0},
};

static void test_columns(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(COLUMN_CASES); i++) {
    uint32_t found = text_columns(COLUMN_CASES[i].text);
    if (found != COLUMN_CASES[i].columns) fail_msg("%s: %u", COLUMN_CASES[i].title, found);
  }
}

/* ---- lines ---- */

typedef struct {
  const char *title;
  view text;
  uint32_t width;
  const char *expected;
} line_case;

static const line_case LINE_CASES[] = {
    {"fits", TEXT("日本は反対"), 10, "日本は反対\n"},
    {"breaks between kanji", TEXT("日本は反対した"), 10, "日本は反対\nした\n"},
    {"a stop is not left alone", TEXT("日本は反対。した"), 10, "日本は反\n対。した\n"},
    {"an opening bracket goes with what it opens", TEXT("日本は「反対」"), 9, "日本は\n「反対」\n"},
    {"Latin words whole", TEXT("日本と NATO は"), 10, "日本と\nNATO は\n"},
    {"a word wider than the screen is cut", TEXT("abcdefghijkl"), 9, "abcdefghi\njkl\n"},
    {"blanks at a break are dropped", TEXT("abcd efgh   ijkl"), 9, "abcd efgh\nijkl\n"},
    {"no width: one line", TEXT("日本は反対した日本は反対した"), 0, "日本は反対した日本は反対した\n"},
    {"control characters are shown, not sent", TEXT("a\x1B[31mb\x07"), 20, "a\xEF\xBF\xBD[31mb\xEF\xBF\xBD\n"},
    {"characters that turn the direction are dropped",
     TEXT("a\xE2\x80\xAE"
          "b"),
     20, "ab\n"},
    {"line ends inside are blanks", TEXT("a\nb\tc"), 20, "a b c\n"},
    {"nothing is an empty line", TEXT(""), 10, "\n"},
};

static void test_lines(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(LINE_CASES); i++) {
    arena a;
    arena_init(&a, NULL);
    run r = {.arena = &a};
    buffer b;
    buffer_init(&b, NULL);
    run_add(&r, LINE_CASES[i].text, STYLE_PLAIN);
    run_write(&b, &r, &(run_layout){.width = LINE_CASES[i].width});
    if (strcmp(b.ptr, LINE_CASES[i].expected) != 0) fail_msg("%s: %s", LINE_CASES[i].title, b.ptr);
    buffer_release(&b);
    arena_release(&a);
  }
}

static void test_run_styles(void **state) {
  (void)state;
  arena a;
  arena_init(&a, NULL);
  run r = {.arena = &a};
  buffer b;
  buffer_init(&b, NULL);
  run_add_string(&r, "a", STYLE_PLAIN);
  run_add_string(&r, "b", STYLE_BOLD | STYLE_UNDERLINE | STYLE_RED);
  run_add_cut(&r, TEXT("日本国"), 5, STYLE_DIM);
  run_write(&b, &r, &(run_layout){.color = true, .first = 1});
  assert_string_equal(b.ptr, " a\x1B[0;1;4;31mb\x1B[0;2m日本…\x1B[0m\n");
  buffer_clear(&b);
  run_write(&b, &r, &(run_layout){.first = 1});
  assert_string_equal(b.ptr, " ab日本…\n");
  buffer_release(&b);
  arena_release(&a);
}

/* ---- records ---- */

/*                                0         1         2         3
 *                                0123456789012345678901234567890123456 */
#define BODY "中国外務省の報道官は3日、日本の計画に「断固反対する」と述べた。"
static view doc_text = TEXT("海洋放出めぐり中国が反発\n\n" BODY);

enum { BODY_AT = 14 };

#define AT(b, e)                                                                                                       \
  { BODY_AT + (b), BODY_AT + (e) }

static seimei_actor china[] = {{.label = TEXT("CHN:GOV"),
                                .code = TEXT("CHN"),
                                .sector = TEXT("GOV"),
                                .office = TEXT("spokesperson"),
                                .words = {TEXT("中国外務省の報道官"), AT(0, 9)}}};
static seimei_actor japan[] = {
    {.label = TEXT("JPN:GOV"), .code = TEXT("JPN"), .sector = TEXT("GOV"), .words = {TEXT("日本"), AT(13, 15)}},
    {.label = TEXT("IGO/G-7"), .code = TEXT("IGO/G-7")}};
static seimei_words content[] = {{TEXT("断固反対する"), AT(20, 26)}};
static const seimei_statement STATEMENT = {.id = TEXT("d1#s1"),
                                           .date = TEXT("2023-04-03"),
                                           .medium = TEXT(""),
                                           .rule = TEXT("ja.cue.0001"),
                                           .source = {china, 1},
                                           .cue = {TEXT("述べた"), AT(28, 31)},
                                           .content = content,
                                           .content_count = 1,
                                           .manner = SEIMEI_DIRECT,
                                           .sentence = {0, AT(0, 32)}};
static const seimei_event EVENT = {
    .id = TEXT("d1#e1"),
    .date = TEXT("2023-04"),
    .mode = TEXT("disapprove"),
    .cameo = TEXT("111"),
    .rule = TEXT("ja.accuse.0001"),
    .statement = TEXT("d1#s1"),
    .type = SEIMEI_ACCUSE,
    .context = {TEXT("natural resource"), TEXT("diplomatic")},
    .context_count = 2,
    .actor = {china, 1},
    .recipient = {japan, 2},
    .trigger = {TEXT("反対"), AT(22, 24)},
    .about = {TEXT("日本の計画"), AT(13, 18)},
    .place_code = TEXT("CHN"),
    .quantity = {.known = true, .value = 1e10, .unit = TEXT("m3"), .words = {TEXT("3日"), AT(10, 12)}},
    .status = SEIMEI_NEGATED,
    .quad_code = 3,
    .event_scale = -2,
    .confidence = 0.93,
    .sentence = {0, AT(0, 32)}};
static const seimei_event BARE = {
    .id = TEXT("d1#e2"), .trigger = {TEXT("述べた"), AT(28, 31)}, .sentence = {0, AT(0, 32)}};

static seimei_document document(void) {
  return (seimei_document){.id = TEXT("d1"),
                           .published = TEXT("2023-04-04"),
                           .title = TEXT("海洋放出めぐり中国が反発"),
                           .text = doc_text,
                           .publisher = TEXT("A, \"B\"\nC")};
}

static seimei_records records(const seimei_event *events, size_t count) {
  return (seimei_records){.doc = TEXT("d1"),
                          .version = TEXT("0.1.0"),
                          .statements = &STATEMENT,
                          .statement_count = 1,
                          .events = events,
                          .event_count = count};
}

static void assert_written(write_function *write, const seimei_records *made, write_options options,
                           const char *expected) {
  seimei_document doc = document();
  buffer b;
  buffer_init(&b, NULL);
  write(&b, &doc, made, &options);
  assert_false(b.failed);
  assert_string_equal(b.ptr, expected);
  buffer_release(&b);
}

#define CHINA                                                                                                          \
  "{\"label\":\"CHN:GOV\",\"code\":\"CHN\",\"sector\":\"GOV\",\"name\":null,\"office\":\"spokesperson\","              \
  "\"text\":\"中国外務省の報道官\",\"begin\":14,\"end\":23}"
#define SENTENCE "\"sentence\":{\"index\":0,\"begin\":14,\"end\":46}"

static void test_jsonl_keys_in_order(void **state) {
  (void)state;
  seimei_records made = records(&EVENT, 1);
  assert_written(
      write_jsonl, &made, (write_options){0},
      "{\"type\":\"statement\",\"id\":\"d1#s1\",\"doc\":\"d1\",\"date\":\"2023-04-03\",\"source\":[" CHINA "],"
      "\"cue\":{\"text\":\"述べた\",\"begin\":42,\"end\":45},\"content\":[{\"text\":\"断固反対する\",\"begin\":34,"
      "\"end\":40}],"
      "\"manner\":\"direct\",\"addressee\":[],\"medium\":null," SENTENCE ",\"within\":null,\"rule\":\"ja.cue.0001\","
      "\"version\":\"0.1.0\"}\n"
      "{\"type\":\"event\",\"id\":\"d1#e1\",\"doc\":\"d1\",\"date\":\"2023-04\",\"event\":[\"ACCUSE\"],\"mode\":["
      "\"disapprove\"],"
      "\"context\":[\"natural resource\",\"diplomatic\"],\"actor\":[" CHINA "],\"recipient\":[{\"label\":\"JPN:GOV\","
      "\"code\":\"JPN\",\"sector\":\"GOV\",\"name\":null,\"office\":null,\"text\":\"日本\",\"begin\":27,\"end\":29},"
      "{\"label\":\"IGO/G-7\",\"code\":\"IGO/"
      "G-7\",\"sector\":null,\"name\":null,\"office\":null,\"text\":null,\"begin\":null,"
      "\"end\":null}],\"trigger\":{\"text\":\"反対\",\"begin\":36,\"end\":38},\"about\":{\"text\":\"日本の計画\","
      "\"begin\":27,"
      "\"end\":32},\"status\":\"negated\",\"claimed_by\":[],\"statement\":\"d1#s1\",\"place\":{\"text\":null,\"begin\":"
      "null,"
      "\"end\":null,\"code\":\"CHN\"},\"quantity\":{\"value\":10000000000,\"unit\":\"m3\",\"per\":null,\"of\":null,"
      "\"text\":\"3日\",\"begin\":24,\"end\":26},\"quad_code\":3,\"event_scale\":-2.0,\"cameo\":\"111\"," SENTENCE ","
      "\"same_as\":null,\"confidence\":0.93,\"rule\":\"ja.accuse.0001\",\"version\":\"0.1.0\"}\n");
}

static void test_jsonl_all_keys_of_an_empty_record(void **state) {
  (void)state;
  seimei_records made = records(&BARE, 1);
  assert_written(
      write_jsonl, &made, (write_options){.kinds = WRITE_EVENTS},
      "{\"type\":\"event\",\"id\":\"d1#e2\",\"doc\":\"d1\",\"date\":null,\"event\":[\"AGREE\"],\"mode\":[],\"context\":"
      "[],"
      "\"actor\":[],\"recipient\":[],\"trigger\":{\"text\":\"述べた\",\"begin\":42,\"end\":45},\"about\":null,"
      "\"status\":\"actual\",\"claimed_by\":[],\"statement\":null,\"place\":null,\"quantity\":null,\"quad_code\":0,"
      "\"event_scale\":0.0,\"cameo\":null," SENTENCE ",\"same_as\":null,\"confidence\":0.0,\"rule\":null,"
      "\"version\":\"0.1.0\"}\n");
}

static void test_plover(void **state) {
  (void)state;
  seimei_records made = records(&EVENT, 1);
  assert_written(
      write_plover, &made, (write_options){0},
      "{\"id\":\"d1#e1\",\"date\":\"2023-04-01\",\"enddate\":\"2023-04-30\",\"actor\":[{\"code\":\"CHN\",\"sector\":"
      "\"GOV\","
      "\"entity_text\":\"中国外務省の報道官\",\"office\":\"spokesperson\",\"label\":\"CHN:GOV\"}],\"recipient\":[{"
      "\"code\":\"JPN\",\"sector\":\"GOV\",\"entity_text\":\"日本\",\"label\":\"JPN:GOV\"},{\"code\":\"IGO\","
      "\"identifier_text\":\"G-7\",\"label\":\"IGO/G-7\"}],\"event\":[\"ACCUSE\"],\"event_loc\":{\"country_code\":"
      "\"CHN\"},\"event_text\":[\"反対\"],\"quad_code\":3,\"event_scale\":-2.0,\"mode\":[\"disapprove\"],\"context\":["
      "\"natural_resource\",\"diplomatic\",\"negation\"],\"text\":\"" BODY "\",\"text_info\":{\"sequence\":0,\"start\":"
      "14,\"end\":46},\"cite_info\":{\"corpus\":\"d1\",\"title\":\"海洋放出めぐり中国が反発\",\"publication\":"
      "\"A, \\\"B\\\"\\nC\",\"coder\":\"seimei " SEIMEI_VERSION "\",\"codebook\":\"plover-base-2.0\",\"version\":"
      "\"0.1.0\"},\"coder\":\"seimei " SEIMEI_VERSION
      "\",\"seimei\":{\"date\":\"2023-04\",\"status\":\"negated\",\"about\":"
      "\"日本の計画\",\"claimed_by\":[],\"statement\":\"d1#s1\",\"quantity\":{\"value\":10000000000,\"unit\":\"m3\"},"
      "\"cameo\":\"111\",\"confidence\":0.93,\"rule\":\"ja.accuse.0001\"}}\n");
}

static void test_plover_dates(void **state) {
  (void)state;
  static const struct {
    view date;
    const char *expected;
  } CASES[] = {{TEXT("2024-02"), "\"date\":\"2024-02-01\",\"enddate\":\"2024-02-29\""},
               {TEXT("2023-02"), "\"date\":\"2023-02-01\",\"enddate\":\"2023-02-28\""},
               {TEXT("1900-02"), "\"date\":\"1900-02-01\",\"enddate\":\"1900-02-28\""},
               {TEXT("2022"), "\"date\":\"2022-01-01\",\"enddate\":\"2022-12-31\""},
               {TEXT("2022-02-04"), "\"date\":\"2022-02-04\",\"actor\""},
               {TEXT(""), "\"date\":\"2023-04-04\",\"actor\""}, /* the day of publication */
               {TEXT("2022-13"), "\"date\":null,\"actor\""},
               {TEXT("x"), "\"date\":null,\"actor\""}};
  for (size_t i = 0; i < COUNT_OF(CASES); i++) {
    seimei_event e = EVENT;
    e.date = CASES[i].date;
    seimei_document doc = document();
    seimei_records made = records(&e, 1);
    buffer b;
    buffer_init(&b, NULL);
    write_plover(&b, &doc, &made, &(write_options){0});
    if (!strstr(b.ptr, CASES[i].expected)) fail_msg("%s not in %s", CASES[i].expected, b.ptr);
    buffer_release(&b);
  }
}

/* ---- CSV ---- */

/* The cells of one row with their quotation marks taken off; returns how many there are. */
static size_t split_row(view row, view cells[64], arena *a) {
  size_t count = 0, at = 0;
  while (at < row.len && row.ptr[at] != '\r') {
    bool quoted = row.ptr[at] == '"';
    buffer cell;
    buffer_init(&cell, NULL);
    for (at += quoted; at < row.len; at++) {
      if (quoted && row.ptr[at] == '"' && row.ptr[at + 1] != '"') break;
      if (!quoted && (row.ptr[at] == ',' || row.ptr[at] == '\r')) break;
      if (quoted && row.ptr[at] == '"') at++;
      buffer_add_byte(&cell, row.ptr[at]);
    }
    at += quoted;
    cells[count++] = arena_copy(a, buffer_view(&cell));
    buffer_release(&cell);
    if (at < row.len && row.ptr[at] == ',') at++;
  }
  return count;
}

static void assert_csv(write_kinds kinds, size_t columns, const char *column, const char *expected) {
  seimei_document doc = document();
  seimei_records made = records(&EVENT, 1);
  arena a;
  buffer b;
  arena_init(&a, NULL);
  buffer_init(&b, NULL);
  write_csv_header(&b, kinds);
  size_t header = b.len;
  write_csv(&b, &doc, &made, &(write_options){.kinds = kinds});
  view names[64], cells[64];
  assert_int_equal(split_row(view_of(b.ptr, header), names, &a), columns);
  assert_int_equal(split_row(view_skip(buffer_view(&b), header), cells, &a), columns);
  size_t found = 0;
  while (found < columns && !view_equals(names[found], view_of_string(column))) found++;
  assert_true(found < columns);
  assert_view_equal(cells[found], view_of_string(expected));
  arena_release(&a);
  buffer_release(&b);
}

static void test_csv(void **state) {
  (void)state;
  static const struct {
    write_kinds kinds;
    const char *column, *expected;
  } CASES[] = {{WRITE_ALL, "id", "d1#e1"},
               {WRITE_EVENTS, "event", "ACCUSE"},
               {WRITE_EVENTS, "context", "natural resource|diplomatic"},
               {WRITE_EVENTS, "recipient", "JPN:GOV|IGO/G-7"},
               {WRITE_EVENTS, "recipient_text", "日本"},
               {WRITE_EVENTS, "trigger_begin", "36"},
               {WRITE_EVENTS, "event_scale", "-2.0"},
               {WRITE_EVENTS, "confidence", "0.93"},
               {WRITE_EVENTS, "quantity", "10000000000"},
               {WRITE_EVENTS, "sentence", BODY},
               {WRITE_EVENTS, "title", "海洋放出めぐり中国が反発"},
               {WRITE_EVENTS, "publisher", "A, \"B\" C"},
               {WRITE_STATEMENTS, "id", "d1#s1"},
               {WRITE_STATEMENTS, "content", "断固反対する"},
               {WRITE_STATEMENTS, "content_end", "40"},
               {WRITE_STATEMENTS, "manner", "direct"},
               {WRITE_STATEMENTS, "sentence_index", "0"},
               {WRITE_STATEMENTS, "sentence", BODY}};
  for (size_t i = 0; i < COUNT_OF(CASES); i++)
    assert_csv(CASES[i].kinds, CASES[i].kinds == WRITE_STATEMENTS ? 26 : 40, CASES[i].column, CASES[i].expected);
}

static const text_case CELL_CASES[] = {
    {"plain", TEXT("声明"), TEXT("声明")},
    {"a comma", TEXT("a,b"), TEXT("\"a,b\"")},
    {"a quotation mark", TEXT("a\"b"), TEXT("\"a\"\"b\"")},
    {"line ends and tabs become blanks", TEXT("a\r\nb\tc"), TEXT("\"a  b c\"")},
    {"a line separator becomes a blank",
     TEXT("a\xE2\x80\xA8"
          "b"),
     TEXT("a b")},
    {"blanks at the edges are kept", TEXT(" a "), TEXT("\" a \"")},
    {"a bad byte", TEXT("a\xFF"), TEXT("a\xEF\xBF\xBD")},
    {"the Japanese comma needs nothing", TEXT("a、b"), TEXT("a、b")},
};

static void test_csv_cells(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(CELL_CASES); i++) {
    seimei_document doc = {.publisher = CELL_CASES[i].text};
    seimei_records made = records(&BARE, 1);
    buffer b;
    buffer_init(&b, NULL);
    write_csv(&b, &doc, &made, &(write_options){0});
    view row = view_of(b.ptr, b.len - 2); /* the publisher is the last cell */
    view expected = CELL_CASES[i].expected;
    if (!view_ends_with(row, expected) || row.ptr[row.len - expected.len - 1] != ',')
      fail_msg("%s: %s", CELL_CASES[i].title, b.ptr);
    buffer_release(&b);
  }
}

/* ---- for people ---- */

static void test_article(void **state) {
  (void)state;
  seimei_records made = records(&EVENT, 1);
  assert_written(write_article, &made, (write_options){.width = 60},
                 "  海洋放出めぐり中国が反発\n"
                 "  2023-04-04 · A, \"B\" C\n"
                 "\n"
                 "  中国外務省の報道官は3日、日本の計画に「断固反対する」と述\n"
                 "  べた。\n"
                 "    ❝ 中国外務省の報道官 CHN:GOV: 「断固反対する」  (述べた,\n"
                 "      direct)  2023-04-03  ja.cue.0001\n"
                 "      ◇ ACCUSE disapprove  中国外務省の報道官 CHN:GOV → 日本\n"
                 "        JPN:GOV · IGO/G-7  about「日本の計画」  3日  negated\n"
                 "        2023-04  ja.accuse.0001\n"
                 "\n"
                 "  ────────────────────────────────────────────────────────\n"
                 "  1 statement, 1 event  most by CHN:GOV 2\n"
                 "  ❝ statement  ○ verbal cooperation  ● material cooperation\n"
                 "  ◇ verbal conflict  ◆ material conflict\n");
}

/* The inner one begins where the outer one does and comes first in the records. */
static void test_article_shows_a_statement_before_what_it_holds(void **state) {
  (void)state;
  seimei_statement nested[2] = {STATEMENT, STATEMENT};
  nested[0].id = TEXT("d1#s2");
  nested[0].within = TEXT("d1#s1");
  nested[0].rule = TEXT("inner");
  nested[1].rule = TEXT("outer");
  seimei_document doc = document();
  seimei_records made = records(NULL, 0);
  made.statements = nested;
  made.statement_count = 2;
  buffer b;
  buffer_init(&b, NULL);
  write_article(&b, &doc, &made, &(write_options){0});
  const char *outer = strstr(b.ptr, "\n    ❝"), *inner = strstr(b.ptr, "\n      ❝");
  assert_non_null(outer);
  assert_non_null(inner);
  assert_true(outer < inner);
  assert_non_null(strstr(inner, "inner"));
  buffer_release(&b);
}

/* Escapes taken away, the coloured article is the plain one. */
static void test_article_color_changes_no_layout(void **state) {
  (void)state;
  seimei_document doc = document();
  seimei_records made = records(&EVENT, 1);
  for (uint32_t width = 0; width < 120; width += 7) {
    buffer plain, color, stripped;
    buffer_init(&plain, NULL);
    buffer_init(&color, NULL);
    buffer_init(&stripped, NULL);
    write_article(&plain, &doc, &made, &(write_options){.width = width});
    write_article(&color, &doc, &made, &(write_options){.width = width, .color = true});
    for (size_t i = 0; i < color.len; i++) {
      if (color.ptr[i] == '\x1B')
        while (color.ptr[i] != 'm') i++;
      else buffer_add_byte(&stripped, color.ptr[i]);
    }
    assert_string_equal(stripped.ptr, plain.ptr);
    /* In a content, underlined, verbal conflict. */
    if (!width) assert_non_null(strstr(color.ptr, "\x1B[0;3;4;33m反対\x1B[0;3m"));
    buffer_release(&plain);
    buffer_release(&color);
    buffer_release(&stripped);
  }
}

static void test_table(void **state) {
  (void)state;
  seimei_records made = records(&EVENT, 1);
  assert_written(write_table, &made, (write_options){0},
                 "d1  2023-04-04  海洋放出めぐり中国が反発\n"
                 "record  type       mode        actor    recipient        date        status   words   about\n"
                 "s1      statement  direct      CHN:GOV                   2023-04-03           述べた  断固反対する\n"
                 "e1      ACCUSE     disapprove  CHN:GOV  JPN:GOV IGO/G-7  2023-04     negated  反対    日本の計画\n"
                 "\n");
}

/* An empty cell keeps its place, also at the beginning of a line. */
static void test_grid(void **state) {
  static const sheet_column columns[] = {{"day", CELL_DAY}, {"count", CELL_INTEGER}, {"words", CELL_TEXT}};
  (void)state;
  buffer out;
  sheet_row row;
  buffer_init(&out, NULL);
  sheet s = {.out = &out, .form = &SHEET_GRID, .columns = columns, .column_count = COUNT_OF(columns)};
  sheet_begin(&s);
  for (int i = 0; i < 2; i++) {
    row_clear(&row);
    cell_text(&row, i ? TEXT("2022-02-04") : TEXT(""));
    cell_integer(&row, 7 + i * 1000);
    cell_text(&row, i ? TEXT("") : TEXT("中国"));
    sheet_add(&s, &row);
  }
  sheet_end(&s);
  sheet_release(&s);
  if (!view_equals(buffer_view(&out), TEXT("day         count  words\n                7  中国\n2022-02-04   1007\n")))
    fail_msg("%s", out.ptr);
  buffer_release(&out);
}

/* ---- hostile text and short memory ---- */

static write_function *const WRITERS[] = {write_jsonl, write_plover, write_csv, write_table, write_article};

static bool is_utf8(view text) {
  for (size_t at = 0; at < text.len;) {
    uint32_t length, c = utf8_decode(text, at, &length);
    if (c == 0xFFFD && length == 1) return false;
    at += length;
  }
  return true;
}

static void test_any_bytes_come_out_as_utf8(void **state) {
  (void)state;
  char noise[600];
  uint32_t seed = 1;
  for (size_t i = 0; i < sizeof noise; i++) noise[i] = (char)((seed = seed * 1103515245 + 12345) >> 16);
  seimei_document doc = {.id = view_of(noise, 9), .title = view_of(noise, 40), .text = view_of(noise, sizeof noise)};
  seimei_event e = EVENT;
  e.trigger.text = e.mode = e.rule = view_of(noise, 50);
  e.sentence.span = (span){3, 400};
  seimei_records made = records(&e, 1);
  made.doc = doc.id;
  for (size_t w = 0; w < COUNT_OF(WRITERS); w++) {
    buffer b;
    buffer_init(&b, NULL);
    WRITERS[w](&b, &doc, &made, &(write_options){.width = 50, .color = false});
    assert_false(b.failed);
    if (!is_utf8(buffer_view(&b)) || view_find(buffer_view(&b), TEXT("\x1B"), 0) != SIZE_MAX) fail_msg("writer %zu", w);
    buffer_release(&b);
  }
}

static void test_allocation_failures(void **state) {
  (void)state;
  seimei_document doc = document();
  seimei_records made = records(&EVENT, 1);
  for (size_t w = 0; w < COUNT_OF(WRITERS); w++) {
    bool finished = false;
    for (long n = 0; !finished && n < 1000; n++) {
      counting_heap heap = {.fail_at = n};
      seimei_allocator allocator = COUNTING(heap);
      buffer b;
      buffer_init(&b, &allocator);
      WRITERS[w](&b, &doc, &made, &(write_options){.width = 50, .color = true});
      finished = !b.failed;
      buffer_release(&b);
      assert_int_equal(heap.alive, 0);
    }
    assert_true(finished);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_json_string),
      cmocka_unit_test(test_json_numbers),
      cmocka_unit_test(test_slices),
      cmocka_unit_test(test_columns),
      cmocka_unit_test(test_lines),
      cmocka_unit_test(test_run_styles),
      cmocka_unit_test(test_jsonl_keys_in_order),
      cmocka_unit_test(test_jsonl_all_keys_of_an_empty_record),
      cmocka_unit_test(test_plover),
      cmocka_unit_test(test_plover_dates),
      cmocka_unit_test(test_csv),
      cmocka_unit_test(test_csv_cells),
      cmocka_unit_test(test_article),
      cmocka_unit_test(test_article_shows_a_statement_before_what_it_holds),
      cmocka_unit_test(test_article_color_changes_no_layout),
      cmocka_unit_test(test_table),
      cmocka_unit_test(test_grid),
      cmocka_unit_test(test_any_bytes_come_out_as_utf8),
      cmocka_unit_test(test_allocation_failures),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
