/* memory_test.c - memory that runs out: the n-th request of the engine fails, for every n. Each failure is NO_MEMORY,
 * leaves nothing behind, and a worker that failed once works again. */
#include <limits.h>

#include "engine_support.h"

static const seimei_document document = {
    .id = SEIMEI_TEXT("m"),
    .published = SEIMEI_TEXT("2022-02-05"),
    .text = SEIMEI_TEXT("ロシアのプーチン大統領は4日、中国の習近平国家主席と会談し、「NATOの拡大に反対する」と述べた。"
                        "アメリカのバイデン大統領は両国を強く批判し、3億ドルの支援を行うと発表した。")};

/* Opens, codes and closes with the n-th request failing. True when everything went well. */
static bool run(long fail_at, counting_heap *heap) {
  *heap = (counting_heap){.fail_at = fail_at};
  seimei_allocator allocator = COUNTING(*heap);
  seimei_engine_options options = {.allocator = &allocator};
  seimei_engine *engine = NULL;
  seimei_worker *worker = NULL;
  const seimei_records *records = NULL;
  seimei_error error = {0};
  seimei_status status = seimei_engine_open(&options, &engine, &error);
  if (!status) status = seimei_worker_new(engine, &worker, &error);
  if (!status) status = seimei_worker_code(worker, &document, &records, &error);
  assert_true(status == SEIMEI_OK || status == SEIMEI_NO_MEMORY);
  assert_true((status == SEIMEI_OK) == (records != NULL));
  if (status) assert_true(error.status == SEIMEI_NO_MEMORY && error.message[0]);
  seimei_worker_free(worker);
  seimei_engine_close(engine);
  assert_int_equal(heap->alive, 0);
  return status == SEIMEI_OK;
}

static void every_request_may_fail(void **state) {
  (void)state;
  counting_heap heap;
  long n = 0;
  while (!run(n, &heap)) n++;
  assert_int_equal(n, heap.calls); /* all of them were tried */
  assert_true(n > 10);
}

static void a_worker_works_again_after_a_failure(void **state) {
  (void)state;
  counting_heap heap = {.fail_at = LONG_MAX};
  seimei_allocator allocator = COUNTING(heap);
  seimei_engine *engine = engine_new(&allocator);
  seimei_worker *expecting = worker_new(engine);
  buffer expected, found;
  buffer_init(&expected, NULL);
  buffer_init(&found, NULL);
  code_bytes(expecting, &document, &expected);
  assert_true(expected.len > 0);
  for (long n = 0;; n++) {
    seimei_worker *w = worker_new(engine);
    const seimei_records *records = NULL;
    heap.fail_at = heap.calls + n;
    seimei_status status = seimei_worker_code(w, &document, &records, NULL);
    heap.fail_at = LONG_MAX;
    assert_true(status == SEIMEI_OK || status == SEIMEI_NO_MEMORY);
    buffer_clear(&found);
    code_bytes(w, &document, &found);
    seimei_worker_free(w);
    assert_int_equal(found.len, expected.len);
    assert_memory_equal(found.ptr, expected.ptr, expected.len);
    if (status == SEIMEI_OK) break;
  }
  buffer_release(&expected);
  buffer_release(&found);
  seimei_worker_free(expecting);
  seimei_engine_close(engine);
  assert_int_equal(heap.alive, 0);
}

/* Written records: a buffer that cannot grow is marked and keeps what it has. */
static void writers_may_run_out(void **state) {
  (void)state;
  static write_function *const writers[] = {write_jsonl, write_plover, write_csv, write_table, write_article};
  seimei_engine *engine = engine_new(NULL);
  seimei_worker *w = worker_new(engine);
  const seimei_records *records = code(w, &document);
  static const write_options options = {.kinds = WRITE_ALL};
  for (size_t i = 0; i < COUNT_OF(writers); i++)
    for (long n = 0;; n++) {
      counting_heap heap = {.fail_at = n};
      seimei_allocator allocator = COUNTING(heap);
      buffer out;
      buffer_init(&out, &allocator);
      writers[i](&out, &document, records, &options);
      bool failed = out.failed;
      buffer_release(&out);
      assert_int_equal(heap.alive, 0);
      if (!failed) break;
      assert_true(n < 1000);
    }
  seimei_worker_free(w);
  seimei_engine_close(engine);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_request_may_fail),
      cmocka_unit_test(a_worker_works_again_after_a_failure),
      cmocka_unit_test(writers_may_run_out),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
