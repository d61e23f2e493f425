/* arrow_test.c - the Arrow C stream of a made store: what it gives, children that are moved out, releases. */
#include <unistd.h>

#include "seimei_arrow.h"
#include "store_fill.h"
#include "test_support.h"

enum { DOCUMENTS = 40 };

static char path[64];

static int make_store(void **state) {
  (void)state;
  store *s = NULL;
  seimei_error error = {0};
  snprintf(path, sizeof path, "/tmp/seimei-arrow-%d.db", (int)getpid());
  unlink(path);
  if (store_open(path, STORE_CREATE, &s, &error) || !fill_store(s, DOCUMENTS)) fail_msg("%s", error.message);
  store_close(s);
  return 0;
}

static int remove_store(void **state) {
  (void)state;
  unlink(path);
  return 0;
}

static struct ArrowArrayStream opened(const char *records) {
  struct ArrowArrayStream stream;
  seimei_error error = {0};
  if (seimei_arrow_stream(path, records, &stream, &error)) fail_msg("%s", error.message);
  return stream;
}

static int child_named(const struct ArrowSchema *schema, const char *name) {
  for (int i = 0; i < schema->n_children; i++)
    if (!strcmp(schema->children[i]->name, name)) return i;
  fail_msg("no column %s", name);
  return -1;
}

static view text_at(const struct ArrowArray *column, int row) {
  const int32_t *offsets = column->buffers[1];
  return view_of((const char *)column->buffers[2] + offsets[row], (size_t)(offsets[row + 1] - offsets[row]));
}

static void test_events(void **state) {
  (void)state;
  struct ArrowArrayStream stream = opened("events");
  struct ArrowSchema schema;
  struct ArrowArray array, end;
  assert_int_equal(stream.get_schema(&stream, &schema), 0);
  assert_string_equal(schema.format, "+s");
  assert_string_equal(schema.children[child_named(&schema, "day")]->format, "tdD");
  assert_string_equal(schema.children[child_named(&schema, "event_scale")]->format, "g");
  assert_int_equal(stream.get_next(&stream, &array), 0);
  assert_int_equal(array.length, DOCUMENTS * FILL_SENTENCES);
  assert_int_equal(array.n_children, schema.n_children);
  const struct ArrowArray *about = array.children[child_named(&schema, "about")];
  const struct ArrowArray *sentence = array.children[child_named(&schema, "sentence")];
  for (int i = 0; i < array.length; i++) {
    assert_true(text_at(about, i).len > 0);
    assert_true(view_find(text_at(sentence, i), text_at(about, i), 0) != SIZE_MAX);
  }
  const struct ArrowArray *mode = array.children[child_named(&schema, "mode")];
  int64_t missing = 0;
  for (int i = 0; i < array.length; i++) missing += !(((const uint8_t *)mode->buffers[0])[i / 8] >> i % 8 & 1);
  assert_int_equal(mode->null_count, missing);
  assert_int_equal(stream.get_next(&stream, &end), 0);
  assert_null(end.release);
  stream.release(&stream);
  assert_null(stream.release);
  assert_true(text_at(about, 0).len > 0); /* what was given outlives the stream */
  array.release(&array);
  schema.release(&schema);
}

static void test_moved_child(void **state) {
  (void)state;
  struct ArrowArrayStream stream = opened("statements");
  struct ArrowSchema schema;
  struct ArrowArray array, moved;
  assert_int_equal(stream.get_schema(&stream, &schema), 0);
  assert_int_equal(stream.get_next(&stream, &array), 0);
  int content = child_named(&schema, "content");
  moved = *array.children[content];
  array.children[content]->release = NULL;
  array.release(&array);
  stream.release(&stream);
  assert_true(text_at(&moved, 0).len > 0);
  moved.release(&moved);
  schema.release(&schema);
}

static void test_refusals(void **state) {
  (void)state;
  struct ArrowArrayStream stream;
  seimei_error error = {0};
  assert_int_equal(seimei_arrow_stream(path, "words", &stream, &error), SEIMEI_USAGE);
  assert_int_equal(seimei_arrow_stream("/tmp/no/such/store.db", "events", &stream, &error), SEIMEI_NO_FILE);
  assert_null(stream.release);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_events), cmocka_unit_test(test_moved_child),
                                     cmocka_unit_test(test_refusals)};
  return cmocka_run_group_tests(tests, make_store, remove_store);
}
