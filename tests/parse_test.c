/* parse_test.c - bunsetsu and heads: what grammar and brackets force whatever a model says, short sentences with the
 * models as shipped, model files that are none, and training that gives the same bytes twice. */
#include "parse/parse.h"

#include <sys/stat.h>
#include <unistd.h>

#include "parse/chunk.h"
#include "parse/dependency.h"
#include "parse/train.h"
#include "test_support.h"

enum { SMALL_BITS = 10, MOST = 64 };

static struct {
  arena memory;
  jmp_buf failure;
  pack *pack;
  parser *parser;
  tokenizer *tokenizer;
  token_worker *tokens;
} F;

static const char *dictionary(void) {
  const char *given = getenv("SEIMEI_DICTIONARY");
  return given && *given ? given : "/var/lib/mecab/dic/ipadic-utf8";
}

static int set_up(void **state) {
  (void)state;
  arena_init(&F.memory, NULL);
  F.memory.on_failure = &F.failure;
  if (setjmp(F.failure)) return -1;
  buffer path;
  buffer_init(&path, NULL);
  bool failed = pack_find(&path, NULL) || pack_open(path.ptr, NULL, &F.pack, NULL) ||
                parser_new(F.pack, "ja", NULL, &F.parser, NULL) ||
                tokenizer_new(NULL, LANGUAGE_JA, dictionary(), NULL, NULL, &F.tokenizer, NULL) ||
                token_worker_new(F.tokenizer, &F.tokens, NULL);
  buffer_release(&path);
  return failed ? -1 : 0;
}

static int tear_down(void **state) {
  (void)state;
  token_worker_free(F.tokens);
  tokenizer_free(F.tokenizer);
  parser_free(F.parser);
  pack_close(F.pack);
  arena_release(&F.memory);
  return 0;
}

static uint32_t random_below(uint64_t *seed, uint32_t n) {
  *seed = hash_mix(*seed, 1);
  return (uint32_t)(*seed >> 33) % n;
}

/* ---- models of any weights ---- */

/* A model whose weights are drawn at random; 0: all are zero. */
static view random_model(model_kind kind, uint64_t seed, buffer *out) {
  static float weights[3][1 << SMALL_BITS];
  trained_table tables[3];
  uint32_t count = kind == MODEL_CHUNK ? (uint32_t)CHUNK_TABLES : (uint32_t)DEPENDENCY_TABLES;
  for (uint32_t k = 0; k < count; k++) {
    for (uint32_t i = 0; i < 1 << SMALL_BITS; i++)
      weights[k][i] = seed ? (float)random_below(&seed, 2001) / 1000.0f - 1.0f : 0.0f;
    tables[k] = (trained_table){weights[k], SMALL_BITS};
  }
  buffer_clear(out);
  model_write(kind, tables, count, out);
  assert_false(out->failed);
  return view_of(out->ptr, out->len);
}

static model read_model(view bytes, model_kind kind) {
  model m;
  seimei_error error = {0};
  if (model_read(bytes, kind, &m, &error)) fail_msg("%s", error.message);
  return m;
}

/* ---- hand-made bunsetsu ---- */

/* A token for each character: ( and ) are brackets, , a comma, v a verb, p a particle, anything else a noun; | parts
 * bunsetsu. */
typedef struct {
  token_trait tokens[4 * MOST];
  uint32_t starts[MOST + 1], count, token_count;
  bunsetsu_trait bunsetsu[MOST];
  uint32_t scratch[12 * (4 * MOST + 1) * DEPENDENCY_NUMBERS];
} sentence_made;

static token_trait token_of(char c) {
  token_trait t = {
      .surface = 97u * (unsigned char)c, .lemma = 97u * (unsigned char)c, .tag = (unsigned char)c, .pos = POS_NOUN};
  if (c == '(' || c == ')' || c == ',') t.pos = POS_SYMBOL;
  if (c == '(') t.sub = SUB_OPEN;
  if (c == ')') t.sub = SUB_CLOSE;
  if (c == ',') t.sub = SUB_COMMA;
  if (c == 'v') t.pos = POS_VERB;
  if (c == 'p') t.pos = POS_PARTICLE;
  return t;
}

static void make_sentence(const char *text, sentence_made *s) {
  s->count = s->token_count = 0;
  s->starts[s->count++] = 0;
  for (; *text; text++) {
    if (*text == '|') s->starts[s->count++] = s->token_count;
    else s->tokens[s->token_count++] = token_of(*text);
  }
  s->starts[s->count] = s->token_count;
  bunsetsu_describe(s->tokens, s->starts, s->count, s->scratch, s->bunsetsu);
}

static const uint32_t *parse_made(const model *m, sentence_made *s) {
  dependency_parse(m, s->bunsetsu, s->count, s->scratch);
  return s->scratch;
}

/* Heads of a model without any opinion: the nearest that brackets allow. */
static void brackets_force_heads(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t heads[8];
  } cases[] = {
      {"a", {NONE}},
      {"ap|v", {1, NONE}},
      {"(ap|v)p|v", {1, 2, NONE}},       /* the bracket closes in 1 */
      {"ap|(bp|v)p|v", {2, 2, 3, NONE}}, /* 0 may not depend on 1, inside the bracket */
      {"(ap|(bp|v)p|v)p|v", {2, 2, 3, 4, NONE}},
      {"ap|v)|v", {1, 2, NONE}}, /* a mark without its partner is none */
      {"(ap|v|v", {1, 2, NONE}},
  };
  buffer b;
  buffer_init(&b, NULL);
  model m = read_model(random_model(MODEL_DEPENDENCY, 0, &b), MODEL_DEPENDENCY);
  static sentence_made s;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    make_sentence(cases[i].text, &s);
    const uint32_t *heads = parse_made(&m, &s);
    for (uint32_t k = 0; k < s.count; k++)
      if (heads[k] != cases[i].heads[k]) fail_msg("%s: head of %u is %d", cases[i].text, k, (int)heads[k]);
  }
  buffer_release(&b);
}

/* Bunsetsu of at most three tokens with brackets thrown in. */
static void random_sentence(uint64_t *seed, sentence_made *s) {
  static const char kinds[] = "abcdvvpp,()()";
  char text[8 * MOST], *p = text;
  uint32_t count = 1 + random_below(seed, MOST - 1);
  for (uint32_t i = 0; i < count; i++) {
    if (i) *p++ = '|';
    for (uint32_t n = 1 + random_below(seed, 3); n > 0; n--) *p++ = kinds[random_below(seed, sizeof kinds - 1)];
  }
  *p = '\0';
  make_sentence(text, s);
}

static void check_heads(const uint32_t *heads, uint32_t count) {
  for (uint32_t i = 0; i + 1 < count; i++) {
    assert_in_range(heads[i], i + 1, count - 1);
    for (uint32_t k = i + 1; k < heads[i]; k++) assert_true(heads[k] <= heads[i]);
  }
  assert_int_equal(heads[count - 1], NONE);
}

/* What lies inside a pair of brackets depends on nothing behind the bunsetsu that closes it, and what stands before
 * depends on nothing inside but that one; or on the first one, when that closes another pair: (a|b)(c|d). */
static void check_brackets(const sentence_made *s, const uint32_t *heads) {
  uint32_t open[4 * MOST], depth = 0;
  for (uint32_t i = 0; i < s->count; i++)
    for (uint32_t at = s->starts[i]; at < s->starts[i + 1]; at++) {
      if (s->tokens[at].sub == SUB_OPEN && s->tokens[at].pos == POS_SYMBOL) open[depth++] = i;
      if (s->tokens[at].sub != SUB_CLOSE || s->tokens[at].pos != POS_SYMBOL || !depth) continue;
      uint32_t begin = open[--depth];
      for (uint32_t k = begin; k < i; k++) assert_true(heads[k] <= i);
      for (uint32_t k = 0; k < begin; k++)
        assert_true(heads[k] < begin || heads[k] >= i || (heads[k] == begin && s->bunsetsu[begin].closes));
    }
}

static void arcs_never_leave_a_bracket(void **state) {
  (void)state;
  static sentence_made s;
  buffer b;
  buffer_init(&b, NULL);
  for (uint64_t seed = 0; seed < 40; seed++) {
    uint64_t random = seed;
    model m = read_model(random_model(MODEL_DEPENDENCY, seed, &b), MODEL_DEPENDENCY);
    for (int round = 0; round < 50; round++) {
      random_sentence(&random, &s);
      const uint32_t *heads = parse_made(&m, &s);
      check_heads(heads, s.count);
      check_brackets(&s, heads);
    }
  }
  buffer_release(&b);
}

/* ---- boundaries ---- */

typedef struct {
  token_trait traits[4 * MOST];
  token_layout layout;
} tokens_made;

static void tokenise(const char *text, tokens_made *out) {
  out->layout = (token_layout){0};
  token_plain(F.tokens, &F.memory, view_of_string(text), &out->layout);
  assert_in_range(out->layout.tokens.count, 1, 4 * MOST);
  for (uint32_t i = 0; i < out->layout.tokens.count; i++) token_trait_fill(&out->layout.tokens.at[i], &out->traits[i]);
}

/* Whatever the model says: / where a bunsetsu must begin, + where none may. */
static void grammar_forces_boundaries(void **state) {
  (void)state;
  static const char *const cases[] = {"「断る+」と/述べた",   "反対すると/述べた",  "外務省に/よると",
                                      "首相は+、反対した+。", "「+断る」と/述べた", "断固とした+。/政府は"};
  static tokens_made t;
  buffer plain, b;
  buffer_init(&plain, NULL);
  buffer_init(&b, NULL);
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    buffer_clear(&plain);
    for (const char *p = cases[i]; *p; p++)
      if (*p != '/' && *p != '+') buffer_add_byte(&plain, *p);
    tokenise(plain.ptr, &t);
    for (uint64_t seed = 0; seed < 20; seed++) {
      model m = read_model(random_model(MODEL_CHUNK, seed, &b), MODEL_CHUNK);
      uint32_t starts[4 * MOST + 1], count = chunk_run(&m, t.traits, t.layout.tokens.count, starts), at = 0;
      for (const char *p = cases[i]; *p; p++) {
        if (*p != '/' && *p != '+') at++;
        if (*p != '/' && *p != '+') continue;
        bool begins = false;
        for (uint32_t k = 0; k < count; k++) begins |= t.layout.tokens.at[starts[k]].span.begin == at;
        if (begins != (*p == '/')) fail_msg("%s, model %u: at byte %u", cases[i], (unsigned)seed, at);
      }
    }
  }
  buffer_release(&plain);
  buffer_release(&b);
}

static void bunsetsu_have_heads_and_function_words(void **state) {
  (void)state;
  static const struct {
    const char *text, *head, *function;
  } cases[] = {{"会談しました", "会談", "し"},
               {"首相は", "首相", "は"},
               {"強く", "強く", ""},
               {"「計画」について", "計画", "について"}};
  static tokens_made t;
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    uint32_t head, function;
    tokenise(cases[i].text, &t);
    bunsetsu_split(t.traits, 0, t.layout.tokens.count, &head, &function);
    assert_view_equal(t.layout.tokens.at[head].surface, view_of_string(cases[i].head));
    view found = function < t.layout.tokens.count ? t.layout.tokens.at[function].surface : (view){0};
    assert_view_equal(found, view_of_string(cases[i].function));
  }
}

/* ---- the models as shipped ---- */

static void plain_sentences_are_parsed(void **state) {
  (void)state;
  static const char *const cases[] = {
      "政府は/3 新しい/2 計画を/3 発表した。",
      "外相は/5 会談で/5 制裁に/3 反対する/4 考えを/5 示した。",
      "中国を/1 訪れた/2 大統領は/4 首相と/4 会談した。",
      "警察は/5 空港で/3 銃を/3 持っていた/4 男を/5 逮捕した。",
  };
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    buffer plain, found;
    buffer_init(&plain, NULL);
    buffer_init(&found, NULL);
    for (const char *p = cases[i]; *p; p++)
      if (*p != '/' && *p != ' ' && (*p < '0' || *p > '9')) buffer_add_byte(&plain, *p);
    text_layout text;
    token_layout tokens;
    parse_layout parse;
    text_lay_out(&F.memory, NULL, view_of(plain.ptr, plain.len), (view){0}, &text);
    token_run(F.tokens, &F.memory, &text, &tokens);
    parse_run(F.parser, &F.memory, &text, &tokens, &parse);
    for (uint32_t k = 0; k < parse.bunsetsu.count; k++) {
      const bunsetsu *x = &parse.bunsetsu.at[k];
      if (k) buffer_add_byte(&found, ' ');
      for (uint32_t n = x->first; n < x->end; n++) buffer_add(&found, tokens.tokens.at[n].surface);
      if (x->head != NONE) buffer_printf(&found, "/%u", x->head);
    }
    assert_string_equal(found.ptr, cases[i]);
    buffer_release(&plain);
    buffer_release(&found);
  }
}

/* ---- model files ---- */

static void files_that_are_no_models_are_refused(void **state) {
  (void)state;
  buffer b;
  buffer_init(&b, NULL);
  view bytes = random_model(MODEL_DEPENDENCY, 7, &b);
  model m;
  seimei_error error = {0};
  for (size_t len = 0; len < bytes.len; len += len < 80 ? 1 : 61)
    assert_int_equal(model_read(view_of(bytes.ptr, len), MODEL_DEPENDENCY, &m, &error), SEIMEI_BAD_PACK);
  assert_int_equal(model_read(bytes, MODEL_CHUNK, &m, &error), SEIMEI_BAD_PACK);
  assert_int_equal(model_read(view_skip(bytes, 1), MODEL_DEPENDENCY, &m, &error), SEIMEI_BAD_PACK);
  buffer_add_byte(&b, 0);
  assert_int_equal(model_read(view_of(b.ptr, b.len), MODEL_DEPENDENCY, &m, &error), SEIMEI_BAD_PACK);
  assert_non_null(strstr(error.message, "too long"));
  buffer_release(&b);
}

static void a_changed_byte_is_found(void **state) {
  (void)state;
  buffer b;
  buffer_init(&b, NULL);
  size_t len = random_model(MODEL_CHUNK, 3, &b).len;
  for (size_t at = 0; at < len; at += at < 64 ? 1 : 37) {
    model m = {0};
    char kept = b.ptr[at];
    b.ptr[at] = (char)(kept ^ 0x55);
    seimei_status status = model_read(view_of(b.ptr, len), MODEL_CHUNK, &m, NULL);
    assert_true(status == SEIMEI_BAD_PACK || status == SEIMEI_OK);
    if (at < 24 || at >= 48) assert_int_equal(status, at >= 56 && at < 64 ? status : SEIMEI_BAD_PACK);
    if (status == SEIMEI_OK) assert_true(m.table_count == CHUNK_TABLES && m.tables[0].shift == 32 - SMALL_BITS);
    b.ptr[at] = kept;
  }
  buffer_release(&b);
}

/* ---- training ---- */

static const char lessons[] = "# a comment\n"
                              "政府は/3 新しい/2 計画を/3 発表した。\n"
                              "首相は/2 会談を/2 終えた。\n"
                              "大統領は/3 古い/2 条約を/3 破棄した。\n"
                              "与党が/1 示した/2 案に/4 野党は/4 反対した。\n"
                              "軍は/3 北の/2 都市を/3 攻撃した。\n"
                              "外相は/3 制裁に/2 反対する/3 考えだ。\n";

static void write_text(const char *path, const char *text) {
  FILE *f = fopen(path, "wb");
  assert_non_null(f);
  fputs(text, f);
  assert_int_equal(fclose(f), 0);
}

static view read_bytes(const char *folder, const char *name) {
  view path = arena_format(&F.memory, "%s/%s", folder, name);
  FILE *f = fopen(path.ptr, "rb");
  assert_non_null(f);
  char *bytes = arena_alloc(&F.memory, 4 << 20);
  size_t len = fread(bytes, 1, 4 << 20, f);
  fclose(f);
  unlink(path.ptr);
  return view_of(bytes, len);
}

static void keep_line(void *user, const char *line) {
  buffer_add_string(user, line);
  buffer_add_byte(user, '\n');
}

static const char lessons_path[] = SEIMEI_BUILD_DIR "/parse-test-lessons.txt";

static void training_gives_the_same_bytes_twice(void **state) {
  (void)state;
  static const char *const folders[] = {SEIMEI_BUILD_DIR "/parse-test-a", SEIMEI_BUILD_DIR "/parse-test-b"};
  view chunk[2], dependency[2];
  buffer told;
  buffer_init(&told, NULL);
  write_text(lessons_path, lessons);
  for (int i = 0; i < 2; i++) {
    const char *dev[] = {lessons_path};
    parse_train_options o = {.train = lessons_path,
                             .dev = dev,
                             .dev_count = 1,
                             .dictionary = dictionary(),
                             .out = folders[i],
                             .shuffles = 2,
                             .folds = 2,
                             .report = keep_line,
                             .user = &told};
    seimei_error error = {0};
    mkdir(folders[i], 0755);
    if (parse_train(&o, &error)) fail_msg("%s", error.message);
    chunk[i] = read_bytes(folders[i], "chunk.bin");
    dependency[i] = read_bytes(folders[i], "dependency.bin");
    rmdir(folders[i]);
  }
  assert_true(view_equals(chunk[0], chunk[1]) && view_equals(dependency[0], dependency[1]));
  read_model(chunk[0], MODEL_CHUNK);
  read_model(dependency[0], MODEL_DEPENDENCY);
  assert_non_null(strstr(told.ptr, "boundaries F 100.00")); /* what it learnt from it knows */
  assert_non_null(strstr(told.ptr, "heads 100.00 %"));
  unlink(lessons_path);
  buffer_release(&told);
}

static void training_says_what_is_wrong(void **state) {
  (void)state;
  static const struct {
    const char *text;
    seimei_status status;
    const char *message;
  } cases[] = {{NULL, SEIMEI_NO_FILE, "parse-test-lessons.txt"},
               {"", SEIMEI_BAD_INPUT, "no sentence"},
               {"政府は/1 発表した。\n首相は/0 述べた。\n", SEIMEI_BAD_INPUT, ":2: heads"},
               {"政府は/2 計画を/3 全て/3 発表した。\n政府は/9 述べた。\n", SEIMEI_BAD_INPUT, ":1: heads"}};
  for (size_t i = 0; i < COUNT_OF(cases); i++) {
    unlink(lessons_path);
    if (cases[i].text) write_text(lessons_path, cases[i].text);
    parse_train_options o = {.train = lessons_path, .dictionary = dictionary()};
    seimei_error error = {0};
    assert_int_equal(parse_train(&o, &error), cases[i].status);
    if (!strstr(error.message, cases[i].message)) fail_msg("\"%s\" in \"%s\"", cases[i].message, error.message);
  }
  unlink(lessons_path);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(brackets_force_heads),        cmocka_unit_test(arcs_never_leave_a_bracket),
      cmocka_unit_test(grammar_forces_boundaries),   cmocka_unit_test(bunsetsu_have_heads_and_function_words),
      cmocka_unit_test(plain_sentences_are_parsed),  cmocka_unit_test(files_that_are_no_models_are_refused),
      cmocka_unit_test(a_changed_byte_is_found),     cmocka_unit_test(training_gives_the_same_bytes_twice),
      cmocka_unit_test(training_says_what_is_wrong),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
