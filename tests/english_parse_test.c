/* english_parse_test.c - the English parser as it is shipped: trees, a floor of its figures, hostile text; and its trainer. */
#include <math.h>
#include <unistd.h>

#include "parse/parse_parts.h"
#include "parse/ud_score.h"
#include "parse/ud_train.h"
#include "test_support.h"

static struct {
  arena memory;
  pack *pack;
  text_rules *rules;
  tokenizer *tokenizer;
  token_worker *worker;
  parser *parser;
} F;

static int open_all(void **state) {
  (void)state;
  seimei_error error = {0};
  arena_init(&F.memory, NULL);
  if (pack_open(SEIMEI_BUILD_DIR "/seimei.pack", NULL, &F.pack, &error) || text_rules_new(F.pack, "en", NULL, &F.rules, &error) ||
      tokenizer_new(F.pack, LANGUAGE_EN, NULL, NULL, NULL, &F.tokenizer, &error) || token_worker_new(F.tokenizer, &F.worker, &error) ||
      parser_new(F.pack, "en", NULL, &F.parser, &error))
    fail_msg("%s", error.message);
  return 0;
}

static int close_all(void **state) {
  (void)state;
  parser_free(F.parser);
  token_worker_free(F.worker);
  tokenizer_free(F.tokenizer);
  text_rules_free(F.rules);
  pack_close(F.pack);
  arena_release(&F.memory);
  return 0;
}

typedef struct {
  text_layout text;
  token_layout tokens;
  parse_layout parse;
} parsed;

static parsed parse_text(arena *a, view words) {
  parsed p;
  text_lay_out(a, F.rules, words, (view){0}, &p.text);
  token_run(F.worker, a, &p.text, &p.tokens);
  parse_run(F.parser, a, &p.text, &p.tokens, &p.parse);
  return p;
}

static const char *const upos_names[] = {
#define T(name) #name,
    UPOS_LIST(T)
#undef T
};

/* form/tag/head/relation of each token, segment after segment; heads from 1 within the segment. */
static void sentences_have_trees(void **state) {
  (void)state;
  static const char *const cases[][2] = {
      {"Japan froze the assets of two banks.",
       "Japan/PROPN/2/nsubj froze/VERB/0/root the/DET/4/det assets/NOUN/2/obj of/ADP/7/case two/NUM/7/nummod banks/NOUN/4/nmod ./PUNCT/2/punct"},
      {"The envoy was expelled by Norway.",
       "The/DET/2/det envoy/NOUN/4/nsubj:pass was/AUX/4/aux:pass expelled/VERB/0/root by/ADP/6/case Norway/PROPN/4/obl:agent ./PUNCT/4/punct"},
      {"\"We will not leave,\" the minister said.",
       "〓/X/4/ccomp the/DET/3/det minister/NOUN/4/nsubj said/VERB/0/root ./PUNCT/4/punct "
       "We/PRON/4/nsubj will/AUX/4/aux not/PART/4/advmod leave/VERB/0/root"},
      {"They agreed to stop the war.",
       "They/PRON/2/nsubj agreed/VERB/0/root to/PART/4/mark stop/VERB/2/xcomp the/DET/6/det war/NOUN/4/obj ./PUNCT/2/punct"},
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    buffer found;
    buffer_init(&found, NULL);
    parsed p = parse_text(&F.memory, view_of_string(cases[i][0]));
    for (uint32_t t = 0; t < p.tokens.tokens.count; t++) {
      const token *k = &p.tokens.tokens.at[t];
      const bunsetsu *b = &p.parse.bunsetsu.at[t];
      uint32_t first = p.parse.segments.at[b->segment].first;
      if (view_is(k->surface, ",")) continue; /* the comma of a quotation may be of either side */
      if (t) buffer_add_byte(&found, ' ');
      buffer_printf(&found, "%.*s/%s/%u/%s", (int)k->surface.len, k->surface.ptr, upos_names[k->upos], b->head == NONE ? 0 : b->head - first + 1,
                    relation_name((relation)p.parse.relations.at[t]));
    }
    assert_view_equal(view_of(found.ptr, found.len), view_of_string(cases[i][1]));
    buffer_release(&found);
  }
}

/* What is reached on sentences that were never learnt from, less a little. */
static void figures_keep_their_floor(void **state) {
  (void)state;
  ud_net net;
  ud_figures f;
  seimei_error error = {0};
  assert_int_equal(ud_net_open(pack_blob(F.pack, "en/model/ud"), NULL, &net, &error), SEIMEI_OK);
  if (ud_score(&net, F.pack, SEIMEI_SOURCE_DIR "/tests/cases/english_parse.conllu", UD_RAW_TEXT, &f, &error)) fail_msg("%s", error.message);
  ud_net_close(&net, NULL);
  print_message("words %.1f, UPOS %.1f, lemmas %.1f, UAS %.1f, LAS %.1f\n", f.words, f.upos, f.lemmas, f.uas, f.las);
  assert_true(f.words > 99.9 && f.upos > 97 && f.lemmas > 97 && f.uas > 90 && f.las > 88);
}

/* ---- any text ---- */

static void check_layout(const parsed *p) {
  assert_int_equal(p->parse.bunsetsu.count, p->tokens.tokens.count);
  assert_int_equal(p->parse.segments.count, p->text.segments.count);
  for (uint32_t s = 0; s < p->parse.segments.count; s++) {
    bunsetsu_range range = p->parse.segments.at[s];
    uint32_t roots = 0;
    for (uint32_t t = range.first; t < range.first + range.count; t++) {
      uint32_t head = p->parse.bunsetsu.at[t].head;
      roots += head == NONE;
      assert_true(head == NONE || (head >= range.first && head < range.first + range.count && head != t));
      assert_true(p->parse.relations.at[t] < RELATION_COUNT);
    }
    assert_true(roots == 1 || !range.count);
  }
}

static void hostile_text_is_parsed(void **state) {
  (void)state;
  static const char *const units[] = {"word ", "a", "(", "\"", "he said, ", "\xFF", "\xE3\x80\x93 ", "n't's ", "1,", "U.S. ", "\"He said: ", " - "};
  enum { SIZE = 1 << 16 };
  char *text = test_malloc(SIZE);
  for (size_t i = 0; i < COUNT_OF(units); i++) {
    arena a;
    size_t n = strlen(units[i]), at = 0;
    for (; at + n <= SIZE; at += n) memcpy(text + at, units[i], n);
    arena_init(&a, NULL);
    parsed p = parse_text(&a, view_of(text, at));
    check_layout(&p);
    arena_release(&a);
  }
  uint64_t random = 5;
  for (int round = 0; round < 50; round++) {
    arena a;
    for (size_t k = 0; k < 600; k++) {
      random = hash_mix(random, k);
      text[k] = "the said \"(),.-'$\xE2\x80\x9C\x9D\xFF\n:AZ19"[random >> 32 & 31];
    }
    arena_init(&a, NULL);
    parsed p = parse_text(&a, view_of(text, 600));
    check_layout(&p);
    arena_release(&a);
  }
  test_free(text);
}

/* ---- memory ---- */

static seimei_status open_and_close(const seimei_allocator *a) {
  tokenizer *t = NULL;
  token_worker *w = NULL;
  parser *p = NULL;
  seimei_status status = tokenizer_new(F.pack, LANGUAGE_EN, NULL, NULL, a, &t, NULL);
  if (!status) status = token_worker_new(t, &w, NULL);
  if (!status) status = parser_new(F.pack, "en", a, &p, NULL);
  parser_free(p);
  token_worker_free(w);
  tokenizer_free(t);
  return status;
}

static void no_memory_is_a_status(void **state) {
  (void)state;
  for (long n = 0;; n++) {
    counting_heap heap = {.fail_at = n};
    seimei_allocator a = COUNTING(heap);
    seimei_status status = open_and_close(&a);
    assert_int_equal(heap.alive, 0);
    if (!status) break;
    assert_int_equal(status, SEIMEI_NO_MEMORY);
    assert_true(n < 1000);
  }
}

/* ---- training ---- */

static const char treebank[] = "# text = He didn't go.\n1\tHe\the\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                               "2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n"
                               "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n# text = \"We won today,\" he said.\n1\t\"\t\"\tPUNCT\t``\t_\t3\tpunct\t_\t_\n"
                               "2\tWe\twe\tPRON\tPRP\t_\t3\tnsubj\t_\t_\n3\twon\twin\tVERB\tVBD\t_\t0\troot\t_\t_\n4\ttoday\ttoday\tNOUN\tNN\t_\t3\tobl:unmarked\t_\t_\n"
                               "5\t,\t,\tPUNCT\t,\t_\t3\tpunct\t_\t_\n6\t\"\t\"\tPUNCT\t''\t_\t3\tpunct\t_\t_\n7\the\the\tPRON\tPRP\t_\t8\tnsubj\t_\t_\n"
                               "8\tsaid\tsay\tVERB\tVBD\t_\t3\tparataxis\t_\t_\n9\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n";

static char *file_of(const char *folder, const char *name, const char *text) {
  char *path = test_malloc(512);
  snprintf(path, 512, "%s/%s", folder, name);
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  fputs(text, f);
  fclose(f);
  return path;
}

static view bytes_of(arena *a, const char *folder) {
  char path[512];
  FILE *f;
  snprintf(path, sizeof path, "%s/ud.bin", folder);
  assert_non_null(f = fopen(path, "rb"));
  char *bytes = arena_alloc(a, 1 << 22);
  size_t n = fread(bytes, 1, 1 << 22, f);
  fclose(f);
  unlink(path);
  return view_of(bytes, n);
}

static void training_gives_the_same_bytes_twice(void **state) {
  (void)state;
  char folder[] = "/tmp/ud_train_XXXXXX";
  assert_non_null(mkdtemp(folder));
  char *train = file_of(folder, "a.conllu", treebank), *vectors = file_of(folder, "v.txt", "he 0.5 -1\nnew 1 0\n"), *bad = file_of(folder, "b.conllu", "1\tx\n\n"),
       *wrong = file_of(folder, "w.txt", "he 0.5 -1\nnew 1\n"), *none = file_of(folder, "n.conllu", "\n");
  const char *dev[] = {train};
  seimei_error error = {0};
  ud_train_options o = {.train = train, .vectors = vectors, .out = folder, .hidden = 16, .layers = 2, .passes = 40, .seed = 3, .words = 100, .dev = dev, .dev_count = 1, .pack = F.pack};
  if (ud_train(&o, &error)) fail_msg("%s", error.message);
  view first = bytes_of(&F.memory, folder);
  assert_int_equal(ud_train(&o, &error), SEIMEI_OK);
  assert_view_equal(bytes_of(&F.memory, folder), first);
  o.seed = 4;
  assert_int_equal(ud_train(&o, &error), SEIMEI_OK);
  assert_false(view_equals(bytes_of(&F.memory, folder), first));
  o.train = bad;
  assert_int_equal(ud_train(&o, &error), SEIMEI_BAD_INPUT);
  assert_non_null(strstr(error.message, "b.conllu:1: "));
  o.train = none;
  assert_int_equal(ud_train(&o, &error), SEIMEI_BAD_INPUT);
  o.train = train, o.vectors = wrong;
  assert_int_equal(ud_train(&o, &error), SEIMEI_BAD_INPUT);
  assert_non_null(strstr(error.message, "w.txt:2: "));
  o.vectors = "/none";
  assert_int_equal(ud_train(&o, &error), SEIMEI_NO_FILE);
  char *files[] = {train, vectors, bad, wrong, none};
  for (size_t i = 0; i < COUNT_OF(files); i++) unlink(files[i]), test_free(files[i]);
  rmdir(folder);
}

static void keep_las(void *user, const char *line) {
  const char *las = strstr(line, "LAS ");
  if (las && strstr(line, "gold words")) *(double *)user = strtod(las + 4, NULL);
}

/* A step that changes next to nothing leaves the model as good as it was; more steps need no second beginning. */
static void training_goes_on_from_a_model(void **state) {
  (void)state;
  char folder[] = "/tmp/ud_train_XXXXXX", model[64];
  assert_non_null(mkdtemp(folder));
  char *train = file_of(folder, "a.conllu", treebank), *vectors = file_of(folder, "v.txt", "he 0.5 -1\nnew 1 0\n"),
       *other = file_of(folder, "o.conllu", "1\tgo\tgo\tINTJ\tUH\t_\t0\troot\t_\t_\n\n"), *wide = file_of(folder, "w.txt", "he 0.5 -1 0\n");
  const char *dev[] = {train};
  seimei_error error = {0};
  double first = 0, again = 0;
  ud_train_options o = {.train = train, .vectors = vectors, .out = folder, .hidden = 16, .layers = 2, .passes = 60, .seed = 3, .words = 100,
                        .dev = dev, .dev_count = 1, .pack = F.pack, .report = keep_las, .user = &first};
  if (ud_train(&o, &error)) fail_msg("%s", error.message);
  snprintf(model, sizeof model, "%s/ud.bin", folder);
  o.model = model, o.passes = 1, o.rate = 1e-6f, o.user = &again;
  if (ud_train(&o, &error)) fail_msg("%s", error.message);
  assert_true(first > 50 && fabs(again - first) < 15);
  o.train = other;
  assert_int_equal(ud_train(&o, &error), SEIMEI_BAD_INPUT); /* a tag that the model does not know */
  o.train = train, o.vectors = wide;
  assert_int_equal(ud_train(&o, &error), SEIMEI_BAD_INPUT);
  o.vectors = vectors, o.model = train;
  assert_int_equal(ud_train(&o, &error), SEIMEI_BAD_PACK);
  unlink(model);
  char *files[] = {train, vectors, other, wide};
  for (size_t i = 0; i < COUNT_OF(files); i++) unlink(files[i]), test_free(files[i]);
  rmdir(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(sentences_have_trees), cmocka_unit_test(figures_keep_their_floor),
                                     cmocka_unit_test(hostile_text_is_parsed), cmocka_unit_test(no_memory_is_a_status), cmocka_unit_test(training_gives_the_same_bytes_twice),
                                     cmocka_unit_test(training_goes_on_from_a_model)};
  return cmocka_run_group_tests(tests, open_all, close_all);
}
