/* malformed_test.c - text that no newspaper prints: empty, binary, broken, endless. Nothing crashes, spans stay inside the
 * text, and four times the text takes about four times the time: a loop over the square of it would take sixteen. */
#include <time.h>

#include "engine_support.h"

static const char front[] = "中国外務省は";
static const char back[] = "米国を批判した。";

typedef struct {
  seimei_engine *engine;
  seimei_worker *worker;
  buffer text, out;
} fixture;

static int set_up(void **state) {
  fixture *f = calloc(1, sizeof *f);
  f->engine = engine_new(NULL);
  f->worker = worker_new(f->engine);
  buffer_init(&f->text, NULL);
  buffer_init(&f->out, NULL);
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  seimei_worker_free(f->worker);
  seimei_engine_close(f->engine);
  buffer_release(&f->text);
  buffer_release(&f->out);
  free(f);
  return 0;
}

/* Codes the text and writes the records; sentences lie in the text. */
static void try_text(fixture *f, view text) {
  seimei_document doc = {.id = TEXT("x"), .published = TEXT("2022-02-05"), .text = text};
  static const write_options options = {.kinds = WRITE_ALL};
  const seimei_records *r = code(f->worker, &doc);
  buffer_clear(&f->out);
  write_jsonl(&f->out, &doc, r, &options);
  assert_false(f->out.failed);
  size_t characters = utf8_count(text);
  for (size_t i = 0; i < r->event_count; i++) assert_true(r->events[i].sentence.span.end <= characters);
  for (size_t i = 0; i < r->statement_count; i++) assert_true(r->statements[i].sentence.span.end <= characters);
}

/* ---- short ---- */

static void broken_text_is_read(void **state) {
  static const view cases[] = {
      TEXT(""),
      TEXT("\0"),
      TEXT("中国\0が米国\0を批判した。\0\0"),
      TEXT("\xFF\xFE\x00\x01\x80\x81\xC0\xAF"),
      TEXT("中国が米国を批判した。\xE3"),
      TEXT("\x81中\xE3\x81国が米国を\xED\xA0\x80批判\xED\xB0\x80した。"),
      TEXT("中国が\xF4\x90\x80\x80米国を批判した。"),
      TEXT("\xEF\xBB\xBF中国が米国を批判した。"),
      TEXT("中国が\xE2\x80\xAE米国\xE2\x80\x8Bを批判した。"),
      TEXT("」と述べた。"),
      TEXT("「"),
      TEXT("「」"),
      TEXT("「」と述べた。"),
      TEXT("中国は「」と述べた。"),
      TEXT("中国は「「「」」」と述べた。"),
      TEXT("中国は「述べた』と批判した」。"),
      TEXT("(((中国)が)米国)を批判した。"),
      TEXT("、、、。。。!!!???"),
      TEXT("と"),
      TEXT("はがをに"),
      TEXT("同氏は両国の同省で両首脳と会談した。"),
      TEXT("氏は氏に氏を氏で氏と述べた。"),
      TEXT("日本は中国で米済みした。"),
      TEXT("令和元年2月30日、中国が米国を批判した。"),
      TEXT("99999999999999999999年99月99日、中国が米国に99999999999999999999999億ドルの支援を行った。"),
      TEXT("0年0月0日、中国が-0.0.0.0,,,ドル"),
      TEXT("\r\r\n\n\r"),
      TEXT("中国が\r\n米国を\r\n批判した。"),
      TEXT("<html><body>中国が米国を批判した。</body></html>"),
      TEXT("{\"text\":\"中国が米国を批判した。\"}"),
      TEXT("ｱﾒﾘｶがﾛｼｱを批判した。"),
      TEXT("か\xE3\x82\x99か\xE3\x82\x99中国\xCC\x81\xCC\x81が米国を批判した。"),
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    char *copy = malloc(cases[i].len ? cases[i].len : 1); /* so that a sanitizer sees a byte too many */
    memcpy(copy, cases[i].ptr, cases[i].len);
    try_text(*state, view_of(copy, cases[i].len));
    free(copy);
  }
}

static void any_bytes_are_read(void **state) {
  fixture *f = *state;
  uint64_t seed = 3;
  for (int round = 0; round < 60; round++) {
    buffer_clear(&f->text);
    buffer_add_string(&f->text, front);
    uint32_t count = random_below(&seed, 3000), most = round % 3 ? 256 : 32;
    for (uint32_t i = 0; i < count; i++) buffer_add_byte(&f->text, (char)random_below(&seed, most));
    buffer_add_string(&f->text, back);
    try_text(f, view_of(f->text.ptr, f->text.len));
  }
}

/* A text that is cut anywhere. */
static void half_of_a_text_is_read(void **state) {
  static const char text[] = "中国外務省の報道官は5日、「“強硬な”措置(制裁)を取る」とした上で、米国を『批判』した。";
  for (size_t n = 0; n < sizeof text; n++) try_text(*state, view_of(text, n));
  for (size_t n = 0; n < sizeof text; n++) try_text(*state, view_of(text + n, sizeof text - 1 - n));
}

/* ---- long ---- */

static double now_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double time_repeated(fixture *f, view unit, size_t size) {
  buffer_clear(&f->text);
  buffer_add_string(&f->text, front);
  while (f->text.len < size) buffer_add(&f->text, unit);
  buffer_add_string(&f->text, back);
  double started = now_seconds();
  try_text(f, view_of(f->text.ptr, f->text.len));
  return now_seconds() - started;
}

/* Without stops: one endless sentence; with them: endless sentences. */
static const view units[] = {
    TEXT("中国が米国を批判し、"),
    TEXT("中国は米国を批判した"),
    TEXT("中国が批判することを"),
    TEXT("中国に批判された"),
    TEXT("中国の米国の"),
    TEXT("中国と米国と"),
    TEXT("日本、米国、"),
    TEXT("プーチン大統領と習近平国家主席と"),
    TEXT("プーチン大統領、習近平国家主席、"),
    TEXT("同氏は同国の同省で"),
    TEXT("両首脳は"),
    TEXT("中国によると米国は批判したということで、"),
    TEXT("「米国」とした上で"),
    TEXT("「米国を非難する」と述べ、"),
    TEXT("「米国は悪い」と中国は述べた。"),
    TEXT("中国は米国を批判した。"),
    TEXT("中国は米国を批判した\n"),
    TEXT("2月4日の3億ドルの支援を"),
    TEXT("「"),
    TEXT("」"),
    TEXT("「」"),
    TEXT("中国は「"),
    TEXT("(中国"),
    TEXT("“"),
    TEXT("アメリカ"),
    TEXT("ヌヘロモ"),
    TEXT("中"),
    TEXT("日米中"),
    TEXT("会談合意批判"),
    TEXT("と"),
    TEXT("1"),
    TEXT("1,"),
    TEXT("NATO"),
    TEXT("NATO "),
    TEXT("。"),
    TEXT("!?"),
    TEXT("\n"),
    TEXT("\n\n中国"),
    TEXT(" "),
    TEXT("\0"),
    TEXT("\xFF"),
    TEXT("\xCC\x81"),
    TEXT("か\xE3\x82\x99"),
    TEXT("\xF0\x9F\x98\x80"),
};

static void endless_text_takes_linear_time(void **state) {
  enum { SIZE = 20000 };
  for (size_t i = 0; i < COUNT_OF(units); i++) {
    double less = time_repeated(*state, units[i], SIZE), more = time_repeated(*state, units[i], 4 * SIZE);
    if (more > 0.3 && more > 8 * less) more = time_repeated(*state, units[i], 4 * SIZE); /* perhaps something else ran */
    if (more > 0.3 && more > 8 * less)
      fail_msg("case %zu, \"%.*s\": %.3f s for 80 kB, %.3f s for 20 kB", i, (int)units[i].len, units[i].ptr, more, less);
  }
}

static void deep_brackets_are_read(void **state) {
  enum { DEPTH = 10000 };
  static const struct {
    const char *open, *close;
  } pairs[] = {{"「", "」"}, {"『", "』"}, {"(", ")"}, {"“", "”"}, {"【", "】"}, {"中国は「", "」と述べた"}, {"「『", "』」"}};
  fixture *f = *state;
  for (size_t i = 0; i < COUNT_OF(pairs); i++) {
    buffer_clear(&f->text);
    buffer_add_string(&f->text, front);
    for (int n = 0; n < DEPTH; n++) buffer_add_string(&f->text, pairs[i].open);
    buffer_add_string(&f->text, "米国");
    for (int n = 0; n < DEPTH; n++) buffer_add_string(&f->text, pairs[i].close);
    buffer_add_string(&f->text, back);
    double started = now_seconds();
    try_text(f, view_of(f->text.ptr, f->text.len));
    assert_true(now_seconds() - started < 20);
  }
}

static void many_lines_are_read(void **state) {
  fixture *f = *state;
  buffer_clear(&f->text);
  for (int n = 0; n < 100000; n++) buffer_add_string(&f->text, n % 10 ? "\n" : "中国\n");
  buffer_add_string(&f->text, back);
  double started = now_seconds();
  try_text(f, view_of(f->text.ptr, f->text.len));
  assert_true(now_seconds() - started < 20);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(broken_text_is_read),
      cmocka_unit_test(any_bytes_are_read),
      cmocka_unit_test(half_of_a_text_is_read),
      cmocka_unit_test(endless_text_takes_linear_time),
      cmocka_unit_test(deep_brackets_are_read),
      cmocka_unit_test(many_lines_are_read),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
