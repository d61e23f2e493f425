/* english_actor_test.c - who is who in English, out of trees that are given, with the tables of the pack; the cases' texts are as if
 * published on 2022-02-08. */
#include "actor/actor.h"
#include "english_trees.h"

typedef struct {
  pack *pack;
  frame_rules *frames;
  name_index *names;
  actor_tables *actors;
} stage;

static void open_stage(stage *s) {
  seimei_error error;
  if (pack_open_found(getenv("SEIMEI_PACK"), &s->pack, &error) || frame_rules_new(s->pack, "en", NULL, &s->frames, &error) ||
      name_index_new(s->pack, "en", NULL, 0, NULL, &s->names, &error) || actor_tables_new(s->pack, "en", s->names, NULL, &s->actors, &error))
    fail_msg("%s", error.message);
  give_speech(s->frames);
}

static void close_stage(stage *s) {
  actor_tables_free(s->actors);
  name_index_free(s->names);
  frame_rules_free(s->frames);
  pack_close(s->pack);
}

static void dump_case(const stage *s, frame_case *c, buffer *out) {
  frame_layout frames;
  actor_layout actors;
  frame_run(s->frames, &c->memory, &c->layout, &c->tokens, &c->parse, &frames);
  actor_run(s->actors, &c->memory, &c->layout, &c->tokens, &c->parse, TEXT("2022-02-08"), &actors);
  actor_dump(out, &c->layout, &actors);
}

static void mentions_come_out_as_wanted(void **state) {
  (void)state;
  stage s = {0};
  open_stage(&s);
  const char *update = getenv("SEIMEI_UPDATE_CASES"), *given = getenv("SEIMEI_CASES"); /* a file for what comes out; cases of your own */
  FILE *f = fopen(given ? given : SEIMEI_SOURCE_DIR "/tests/cases/english_actors.trees", "r"), *out = update ? fopen(update, "w") : NULL;
  assert_non_null(f);
  uint32_t count = 0, wrong = 0;
  for (bool more = true; more;) {
    frame_case c = {0};
    arena_init(&c.memory, NULL);
    buffer_init(&c.wanted, NULL);
    more = next_case(f, &c);
    if (more) {
      buffer dump;
      buffer_init(&dump, NULL);
      dump_case(&s, &c, &dump);
      if (out) fprintf(out, "=== %s%s\n%.*s\n", c.title, c.text, (int)dump.len, dump.len ? dump.ptr : "");
      if (!view_equals(view_of(dump.ptr, dump.len), view_of(c.wanted.ptr, c.wanted.len)))
        wrong++, print_message("%s%s\n--- wanted\n%.*s--- found\n%.*s", c.title, c.text, (int)c.wanted.len, c.wanted.ptr ? c.wanted.ptr : "", (int)dump.len, dump.len ? dump.ptr : "");
      buffer_release(&dump);
      count++;
    }
    buffer_release(&c.wanted);
    arena_release(&c.memory);
  }
  fclose(f);
  if (out) fclose(out);
  close_stage(&s);
  assert_true(count > 20);
  assert_int_equal(wrong, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(mentions_come_out_as_wanted)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
