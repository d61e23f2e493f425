/* english_rule_test.c - which predicate patterns of English fit which frames, on trees that are given. */
#include "attribute/attribute.h"
#include "english_trees.h"
#include "event/event.h"
#include "rule/rule.h"

/* The patterns are ids too. */
static const char patterns[] = "id\tpredicate\n"
                               "impose\timpose\nimpose sanction\timpose sanction\nimpose ban\timpose ban\n"
                               "<impose> sanction\t<impose> sanction\ncall on\tcall on\ncall\tcall\npull out\tpull out\n"
                               "pull out of\tpull out of\nput on alert\tput on alert\nput on hold\tput on hold\n"
                               "be critical\tbe critical\nbe critical of\tbe critical of\nbe critical about\tbe critical about\n"
                               "be violation\tbe violation\nnot condemn\tnot condemn\ncondemn\tcondemn\ncannot condemn\tcannot condemn\n"
                               "make clear\tmake clear\nvisit\tvisit\npay visit\tpay visit\nvoice concern\tvoice concern\n"
                               "voice concern over\tvoice concern over\nvoice concern about\tvoice concern about\n"
                               "carry out attack\tcarry out attack\nlaunch attack\tlaunch attack\n";

static const struct {
  const char *title, *frame, *wanted; /* lemma of the frame; ids of the rules that fit, the most specific first */
} cases[] = {
    {"an active clause with a date", "impose", "impose sanction, <impose> sanction, impose"},
    {"a passive with its agent", "impose", "impose sanction, <impose> sanction, impose"},
    {"a relative clause on its object", "impose", "impose sanction, <impose> sanction, impose"},
    {"whom an infinitive is asked of, mistaken for its subject", "call", "call on, call"},
    {"a verb with a particle and a preposition", "pull", "pull out of, pull out"},
    {"a preposition and its noun", "put", "put on alert"},
    {"an object behind a particle", "carry", "carry out attack"},
    {"a predicate adjective", "be critical", "be critical of, be critical"},
    {"a predicate noun", "be violation", "be violation"},
    {"a negated auxiliary", "condemn", "not condemn, condemn"},
    {"a negative subject", "condemn", "not condemn, condemn"},
    {"coordinated verbs share the object", "condemn", "condemn"},
    {"an adjective that is one with the verb", "make", "make clear"},
    {"a light verb of the table", "visit", "pay visit, visit"},
    {"what there are dozens of", "launch", "launch attack"},
    {"the owner stays with its noun", "voice", "voice concern over, voice concern"},
};

static bool read_case(const char *title, frame_case *c) {
  FILE *f = fopen(SEIMEI_SOURCE_DIR "/tests/cases/english_frames.trees", "r");
  assert_non_null(f);
  for (;;) {
    *c = (frame_case){0};
    arena_init(&c->memory, NULL);
    buffer_init(&c->wanted, NULL);
    bool more = next_case(f, c);
    if (!more || view_equals(view_trim(view_of_string(c->title)), view_of_string(title))) return fclose(f), more;
    buffer_release(&c->wanted);
    arena_release(&c->memory);
  }
}

static void add_ids(buffer *out, const rule_match *matches, uint32_t n) {
  for (uint32_t i = 0; i < n; i++) {
    bool again = false; /* a pattern that is parted in two ways */
    for (uint32_t k = 0; k < i; k++) again = again || view_equals(matches[k].rule->id, matches[i].rule->id);
    if (again) continue;
    if (out->len) buffer_add_string(out, ", ");
    buffer_add(out, matches[i].rule->id);
  }
}

static void patterns_fit(void **state) {
  (void)state;
  pack *p = NULL;
  frame_rules *rules = NULL;
  arena memory;
  seimei_error error;
  table t;
  arena_init(&memory, NULL);
  if (pack_open_found(getenv("SEIMEI_PACK"), &p, &error) || frame_rules_new(p, "en", NULL, &rules, &error)) fail_msg("%s", error.message);
  give_speech(rules);
  rule_index index = {.language = LANGUAGE_EN, .words = frame_rules_classes(rules)};
  if (table_parse(&memory, view_of_string(patterns), TEXT("en/event/test"), "patterns", &t, &error) || rule_index_add(&memory, &index, &t, &error))
    fail_msg("%s", error.message);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    frame_case c;
    frame_layout frames;
    buffer found;
    if (!read_case(cases[i].title, &c)) fail_msg("no case %s", cases[i].title);
    frame_run(rules, &c.memory, &c.layout, &c.tokens, &c.parse, &frames);
    buffer_init(&found, NULL);
    for (uint32_t f = 0; f < frames.frames.count; f++) {
      rule_match matches[MAX_MATCHES];
      if (!view_is(frames.frames.at[f].lemma, cases[i].frame)) continue;
      add_ids(&found, matches, rule_match_frame(&index, &c.layout, &c.tokens, &frames, &frames.frames.at[f], matches));
    }
    if (!view_equals(view_of(found.ptr, found.len), view_of_string(cases[i].wanted)))
      fail_msg("%s: wanted %s, found %.*s", cases[i].title, cases[i].wanted, (int)found.len, found.ptr ? found.ptr : "");
    buffer_release(&found);
    buffer_release(&c.wanted);
    arena_release(&c.memory);
  }
  arena_release(&memory);
  frame_rules_free(rules);
  pack_close(p);
}

/* Places, conditions and contents of the tables in the pack. */
static void tables_are_read(void **state) {
  (void)state;
  pack *p = NULL;
  frame_rules *frames = NULL;
  event_rules *events = NULL;
  attribute_rules *cues = NULL;
  seimei_error error;
  if (pack_open_found(getenv("SEIMEI_PACK"), &p, &error) || frame_rules_new(p, "en", NULL, &frames, &error)) fail_msg("%s", error.message);
  const word_classes *words = frame_rules_classes(frames);
  if (event_rules_new(p, "en", words, NULL, 0, NULL, &events, &error)) fail_msg("%s", error.message);
  if (attribute_rules_new(p, "en", words, NULL, 0, NULL, &cues, &error)) fail_msg("%s", error.message);
  assert_true(event_rules_index(events)->rules.count > 1000);
  attribute_rules_free(cues);
  event_rules_free(events);
  frame_rules_free(frames);
  pack_close(p);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(patterns_fit), cmocka_unit_test(tables_are_read)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
