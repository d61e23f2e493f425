/* engine_test.c - the promises of the public header: records cut their words out of the text, the same text gives the
 * same bytes from any worker and thread, limits and errors are what the header says. */
#include <pthread.h>

#include "engine_support.h"

/* ---- offsets ---- */

static void check_words(view text, const seimei_words *w) {
  if (!w->text.len) return;
  assert_true(w->span.begin < w->span.end);
  assert_view_equal(w->text, code_points(text, w->span));
}

static void check_actors(view text, const seimei_actors *actors) {
  for (size_t i = 0; i < actors->count; i++) {
    check_words(text, &actors->at[i].words);
    assert_true(actors->at[i].label.len > 0);
  }
}

static void check_sentence(view text, const seimei_sentence *s, seimei_span inside) {
  code_points(text, s->span); /* is in the text */
  assert_true(s->span.begin <= inside.begin && inside.end <= s->span.end);
}

static void check_statement(view text, const seimei_statement *s) {
  check_words(text, &s->cue);
  check_actors(text, &s->source);
  check_actors(text, &s->addressee);
  assert_true(s->source.count > 0 && s->content_count > 0 && s->rule.len > 0);
  for (size_t i = 0; i < s->content_count; i++) check_words(text, &s->content[i]);
  check_sentence(text, &s->sentence, s->cue.span);
}

static void check_event(view text, const seimei_event *e) {
  check_words(text, &e->trigger);
  check_words(text, &e->about);
  check_words(text, &e->place);
  check_words(text, &e->quantity.words);
  check_actors(text, &e->actor);
  check_actors(text, &e->recipient);
  check_actors(text, &e->claimed_by);
  check_sentence(text, &e->sentence, e->trigger.span);
  assert_true(e->actor.count > 0 && e->rule.len > 0 && (int)e->type >= 0 && e->type < SEIMEI_TYPE_COUNT);
  assert_true(e->quad_code >= 1 && e->quad_code <= 4 && e->confidence > 0 && e->confidence <= 1);
}

/* Ids that a record points to are of records of the same document. */
static bool has_id(const seimei_records *r, view id) {
  for (size_t i = 0; i < r->statement_count; i++)
    if (view_equals(r->statements[i].id, id)) return true;
  for (size_t i = 0; i < r->event_count; i++)
    if (view_equals(r->events[i].id, id)) return true;
  return false;
}

static void check_records(view text, const seimei_records *r) {
  for (size_t i = 0; i < r->statement_count; i++) {
    const seimei_statement *s = &r->statements[i];
    check_statement(text, s);
    assert_true(!s->within.len || has_id(r, s->within));
    assert_false(s->within.len && view_equals(s->within, s->id));
  }
  for (size_t i = 0; i < r->event_count; i++) {
    const seimei_event *e = &r->events[i];
    check_event(text, e);
    assert_true(!e->statement.len || has_id(r, e->statement));
    assert_true(!e->same_as.len || has_id(r, e->same_as));
    assert_false(e->same_as.len && view_equals(e->same_as, e->id));
  }
}

typedef struct {
  arena arena;
  jmp_buf failure;
  article_set articles;
  seimei_engine *engine;
} fixture;

static int set_up(void **state) {
  fixture *f = calloc(1, sizeof *f);
  arena_init(&f->arena, NULL);
  f->arena.on_failure = &f->failure;
  f->articles = articles_load(&f->arena);
  f->engine = engine_new(NULL);
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  seimei_engine_close(f->engine);
  arena_release(&f->arena);
  free(f);
  return 0;
}

static void articles_give_records_that_cut_their_words_out(void **state) {
  const fixture *f = *state;
  seimei_worker *w = worker_new(f->engine);
  size_t statements = 0, events = 0;
  for (uint32_t i = 0; i < f->articles.count; i++) {
    const seimei_records *r = code(w, &f->articles.at[i]);
    check_records(f->articles.at[i].text, r);
    assert_view_equal(r->doc, f->articles.at[i].id);
    statements += r->statement_count;
    events += r->event_count;
  }
  assert_true(statements >= f->articles.count && events >= f->articles.count);
  seimei_worker_free(w);
}

/* ---- mutations ---- */

static const char *const scraps[] = {"「", "」", "『", "』", "(", ")", "。", "、", "\n", "\n\n", " ", "　", "と述べた", "\xFF", "\xE3\x81", "\xED\xA0\x80",
                                     "\xF0\x9F\x98\x80", "か\xE3\x82\x99", "ﾌﾟｰﾁﾝ", "１２", "\r\n", "\xEF\xBB\xBF", "〓", "同", "両", "令和", "“", "”"};

/* A copy with some bytes changed, cut out or doubled and some scraps put in. */
static void mutate(view text, uint64_t *seed, buffer *out) {
  buffer_clear(out);
  size_t at = 0;
  while (at < text.len) {
    size_t step = 1 + random_below(seed, 120);
    if (step > text.len - at) step = text.len - at;
    switch (random_below(seed, 8)) {
    case 0: break; /* cut out, perhaps in the middle of a character */
    case 1: buffer_add(out, view_slice(text, at, at + step)); /* doubled */ /* fall through */
    case 2: buffer_add(out, view_slice(text, at, at + step)); break;
    case 3: buffer_add_byte(out, (char)random_below(seed, 256)); /* fall through */
    case 4: buffer_add_string(out, scraps[random_below(seed, COUNT_OF(scraps))]); /* fall through */
    default: buffer_add(out, view_slice(text, at, at + step));
    }
    at += step;
  }
}

static void changed_articles_give_records_that_cut_their_words_out(void **state) {
  enum { ROUNDS = 30 };
  const fixture *f = *state;
  seimei_worker *w = worker_new(f->engine);
  buffer text;
  uint64_t seed = 1;
  buffer_init(&text, NULL);
  for (int round = 0; round < ROUNDS; round++)
    for (uint32_t i = 0; i < f->articles.count; i++) {
      seimei_document doc = f->articles.at[i];
      mutate(f->articles.at[i].text, &seed, &text);
      doc.text = view_of(text.ptr, text.len);
      check_records(doc.text, code(w, &doc));
    }
  buffer_release(&text);
  seimei_worker_free(w);
}

/* ---- same input, same bytes ---- */

static void code_all(const fixture *f, seimei_worker *w, buffer *out) {
  for (uint32_t i = 0; i < f->articles.count; i++) code_bytes(w, &f->articles.at[i], out);
}

static void assert_same_bytes(const buffer *a, const buffer *b) {
  assert_int_equal(a->len, b->len);
  assert_memory_equal(a->ptr, b->ptr, a->len);
}

static void same_text_gives_same_bytes(void **state) {
  const fixture *f = *state;
  seimei_worker *one = worker_new(f->engine), *two = worker_new(f->engine);
  buffer first, again, other;
  buffer_init(&first, NULL);
  buffer_init(&again, NULL);
  buffer_init(&other, NULL);
  code_all(f, one, &first);
  code_all(f, one, &again);
  for (uint32_t i = f->articles.count; i-- > 0;) code(two, &f->articles.at[i]); /* what came before leaves no trace */
  code_all(f, two, &other);
  assert_same_bytes(&first, &again);
  assert_same_bytes(&first, &other);
  buffer_release(&first);
  buffer_release(&again);
  buffer_release(&other);
  seimei_worker_free(one);
  seimei_worker_free(two);
}

typedef struct {
  const fixture *fixture;
  buffer out;
} thread_job;

static void *run_thread(void *argument) {
  enum { ROUNDS = 3 };
  thread_job *job = argument;
  seimei_worker *w = NULL;
  seimei_error error = {0};
  static const write_options options = {.kinds = WRITE_ALL};
  if (seimei_worker_new(job->fixture->engine, &w, &error)) return NULL;
  for (int round = 0; round < ROUNDS; round++) {
    buffer_clear(&job->out);
    for (uint32_t i = 0; i < job->fixture->articles.count; i++) {
      const seimei_document *doc = &job->fixture->articles.at[i];
      const seimei_records *records = NULL;
      if (!seimei_worker_code(w, doc, &records, &error)) write_jsonl(&job->out, doc, records, &options);
    }
  }
  seimei_worker_free(w);
  return NULL;
}

static void threads_share_an_engine(void **state) {
  enum { THREADS = 8 };
  const fixture *f = *state;
  seimei_worker *w = worker_new(f->engine);
  buffer expected;
  thread_job jobs[THREADS];
  pthread_t threads[THREADS];
  buffer_init(&expected, NULL);
  code_all(f, w, &expected);
  for (int i = 0; i < THREADS; i++) {
    jobs[i].fixture = f;
    buffer_init(&jobs[i].out, NULL);
    assert_int_equal(pthread_create(&threads[i], NULL, run_thread, &jobs[i]), 0);
  }
  for (int i = 0; i < THREADS; i++) {
    pthread_join(threads[i], NULL);
    assert_same_bytes(&jobs[i].out, &expected);
    buffer_release(&jobs[i].out);
  }
  buffer_release(&expected);
  seimei_worker_free(w);
}

/* ---- limits and errors ---- */

static void what_cannot_be_opened_is_said(void **state) {
  (void)state;
  static const char *const missing[] = {"/no/such.tsv"};
  static const struct {
    seimei_engine_options options;
    seimei_status status;
    const char *word;
  } cases[] = {{{.pack_path = "/no/such.pack"}, SEIMEI_NO_FILE, "/no/such.pack"},
               {{.pack_path = SEIMEI_SOURCE_DIR "/README.md"}, SEIMEI_BAD_PACK, "README.md"},
               {{.dictionary_path = "/no/such/dictionary"}, SEIMEI_NO_DICTIONARY, "/no/such/dictionary"},
               {{.lexicons = missing, .lexicon_count = 1}, SEIMEI_NO_FILE, "/no/such.tsv"}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    seimei_engine *engine = (seimei_engine *)&engine;
    seimei_error error = {0};
    assert_int_equal(seimei_engine_open(&cases[i].options, &engine, &error), cases[i].status);
    assert_null(engine);
    assert_int_equal(error.status, cases[i].status);
    assert_non_null(strstr(error.message, cases[i].word));
    assert_int_equal(seimei_engine_open(&cases[i].options, &engine, NULL), cases[i].status); /* error may be NULL */
  }
}

static void documents_that_cannot_be_coded_are_refused(void **state) {
  (void)state;
  seimei_engine *engine = NULL;
  seimei_engine_options options = {.max_document = 100};
  seimei_error error = {0};
  assert_int_equal(seimei_engine_open(&options, &engine, &error), SEIMEI_OK);
  seimei_worker *w = worker_new(engine);
  const seimei_records *records = NULL;
  static char text[101];
  memset(text, 'a', sizeof text);
  seimei_document large = {.id = TEXT("big"), .text = view_of(text, sizeof text)};
  assert_int_equal(seimei_worker_code(w, &large, &records, &error), SEIMEI_TOO_LARGE);
  assert_null(records);
  assert_non_null(strstr(error.message, "big"));
  large.text.len = 100;
  assert_int_equal(seimei_worker_code(w, &large, &records, &error), SEIMEI_OK);
  seimei_document foreign = {.lang = TEXT("xx"), .text = TEXT("abc")};
  assert_int_equal(seimei_worker_code(w, &foreign, &records, &error), SEIMEI_UNSUPPORTED);
  assert_int_equal(seimei_worker_code(w, &foreign, &records, NULL), SEIMEI_UNSUPPORTED);
  seimei_worker_free(w);
  seimei_engine_close(engine);
}

static void a_title_in_front_is_not_coded(void **state) {
  const fixture *f = *state;
  seimei_worker *w = worker_new(f->engine);
  seimei_document doc = {.id = TEXT("t"),
                         .published = TEXT("2022-02-05"),
                         .title = TEXT("中国がアメリカを批判した。"),
                         .text = TEXT("中国がアメリカを批判した。\n\nロシアが日本を批判した。")};
  const seimei_records *r = code(w, &doc);
  check_records(doc.text, r);
  assert_int_equal(r->event_count, 1);
  assert_view_equal(r->events[0].actor.at[0].code, TEXT("RUS"));
  seimei_worker_free(w);
}

static void days_that_are_none_are_as_good_as_no_day(void **state) {
  const fixture *f = *state;
  static const char *const days[] = {"", "2022", "2022-02-30", "0000-00-00", "9999-99-99", "2022-02-05T10:00:00Z", "昨日のこと", "\xFF\xFF\xFF\xFF"};
  seimei_worker *w = worker_new(f->engine);
  for (size_t i = 0; i < COUNT_OF(days); i++) {
    seimei_document doc = {.id = TEXT("d"), .published = view_of_string(days[i]), .text = TEXT("ロシアのプーチン大統領は4日、中国を批判した。")};
    const seimei_records *r = code(w, &doc);
    check_records(doc.text, r);
    assert_int_equal(r->event_count, 1);
    assert_true(r->events[0].date.len == 0 || r->events[0].date.len == 10);
  }
  seimei_worker_free(w);
}

/* Names and rules may be given together: a table with predicates holds no names. */
static void tables_of_a_caller_are_read(void **state) {
  (void)state;
  static const char *const tables[] = {SEIMEI_SOURCE_DIR "/tests/lexicon/accuse.tsv", SEIMEI_SOURCE_DIR "/tests/lexicon/group-mine.tsv"};
  seimei_engine *engine = NULL;
  seimei_engine_options options = {.lexicons = tables, .lexicon_count = COUNT_OF(tables)};
  seimei_error error = {0};
  assert_int_equal(seimei_engine_open(&options, &engine, &error), SEIMEI_OK);
  seimei_worker *w = worker_new(engine);
  seimei_document doc = {.id = TEXT("l"), .lang = TEXT("en"), .text = TEXT("The Order of the Lantern wagged its finger at Italy.")};
  const seimei_records *r = code(w, &doc);
  assert_int_equal(r->event_count, 1);
  assert_view_equal(r->events[0].rule, TEXT("my.accuse.0001"));
  assert_view_equal(r->events[0].actor.at[0].label, TEXT("NGO/LANTERN"));
  seimei_worker_free(w);
  seimei_engine_close(engine);
}

static void nothing_is_freed_without_harm(void **state) {
  (void)state;
  seimei_worker_free(NULL);
  seimei_engine_close(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(articles_give_records_that_cut_their_words_out),
      cmocka_unit_test(changed_articles_give_records_that_cut_their_words_out),
      cmocka_unit_test(same_text_gives_same_bytes),
      cmocka_unit_test(threads_share_an_engine),
      cmocka_unit_test(what_cannot_be_opened_is_said),
      cmocka_unit_test(documents_that_cannot_be_coded_are_refused),
      cmocka_unit_test(a_title_in_front_is_not_coded),
      cmocka_unit_test(days_that_are_none_are_as_good_as_no_day),
      cmocka_unit_test(tables_of_a_caller_are_read),
      cmocka_unit_test(nothing_is_freed_without_harm),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
