/* english_frame_test.c - frames of English out of trees that are given, so that they do not hang on the parser's models. */
#include "english_trees.h"

static void frames_come_out_as_wanted(void **state) {
  (void)state;
  pack *p = NULL;
  frame_rules *rules = NULL;
  seimei_error error;
  const char *update = getenv("SEIMEI_UPDATE_CASES"); /* a file for what comes out */
  if (pack_open_found(getenv("SEIMEI_PACK"), &p, &error) || frame_rules_new(p, "en", NULL, &rules, &error)) fail_msg("%s", error.message);
  give_speech(rules);
  FILE *f = fopen(SEIMEI_SOURCE_DIR "/tests/cases/english_frames.trees", "r"), *out = update ? fopen(update, "w") : NULL;
  assert_non_null(f);
  uint32_t count = 0, wrong = 0;
  for (;; count++) {
    frame_case c = {0};
    arena_init(&c.memory, NULL);
    buffer_init(&c.wanted, NULL);
    bool more = next_case(f, &c);
    if (more) {
      frame_layout frames;
      buffer dump;
      buffer_init(&dump, NULL);
      frame_run(rules, &c.memory, &c.layout, &c.tokens, &c.parse, &frames);
      frame_dump(&dump, &c.layout, &c.tokens, &frames);
      if (out) fprintf(out, "%s%.*s\n", c.title, (int)dump.len, dump.ptr);
      if (!view_equals(view_of(dump.ptr, dump.len), view_of(c.wanted.ptr, c.wanted.len)))
        wrong++, print_message("%s--- wanted\n%.*s--- found\n%.*s", c.title, (int)c.wanted.len, c.wanted.ptr ? c.wanted.ptr : "", (int)dump.len, dump.ptr);
      buffer_release(&dump);
    }
    buffer_release(&c.wanted);
    arena_release(&c.memory);
    if (!more) break;
  }
  fclose(f);
  if (out) fclose(out);
  frame_rules_free(rules);
  pack_close(p);
  assert_true(count > 20);
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(frames_come_out_as_wanted)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
