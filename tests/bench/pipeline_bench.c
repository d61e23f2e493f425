/* pipeline_bench.c - how fast text becomes records, against MeCab alone on the same text; what the engine costs to open
 * and to hold; that time grows with the text and not with the tables. One core. Each document is timed by itself, and of its
 * rounds the best counts, so that what else runs on the machine counts little.
 *
 *   make bench
 *   build/tests/pipeline_bench --stages        the share of each stage
 *   build/tests/pipeline_bench --text FILE     other text than the bundled articles: JSONL
 *
 * The text is the bundled articles again and again with other figures in each round. */
#include <mecab.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench_support.h"
#include "engine/engine.h"
#include "engine/pipeline.h"
#include "grown_pack.h"
#include "write/write.h"

enum { ROUNDS = 5, PAGES = 400, GROWTH = 10 };
static const double PETRARCH2 = 3000; /* sentences a second, as its authors publish */

typedef struct {
  article_set articles;
  buffer text; /* the documents of the throughput test, one after the other */
  seimei_document *documents;
  uint32_t document_count, sentences;
  view *sentence_texts;
  uint32_t ends[PAGES]; /* of each document's sentences */
  size_t bytes;
} corpus;

/* ---- text ---- */

/* Documents of one article each, and their sentences for MeCab. */
static void make_documents(corpus *c, arena *a) {
  size_t *ends = ARENA_NEW(a, size_t, PAGES);
  buffer_init(&c->text, NULL);
  for (uint32_t i = 0; i < PAGES; i++) {
    add_article(&c->text, c->articles.texts[i % c->articles.count], i / c->articles.count);
    ends[i] = c->text.len;
  }
  c->documents = ARENA_NEW(a, seimei_document, PAGES);
  c->document_count = PAGES;
  LIST(view) sentences = {0};
  for (uint32_t i = 0; i < PAGES; i++) {
    size_t begin = i ? ends[i - 1] : 0;
    view text = view_of(c->text.ptr + begin, ends[i] - begin);
    c->documents[i] = (seimei_document){.id = arena_format(a, "bench-%u", i), .published = c->articles.published, .text = text};
    text_layout layout;
    text_lay_out(a, NULL, text, (view){0}, &layout);
    for (uint32_t s = 0; s < layout.sentences.count; s++)
      LIST_PUSH(a, &sentences, view_span(layout.text, layout.sentences.at[s].span));
    c->ends[i] = sentences.count;
  }
  c->sentence_texts = sentences.at;
  c->sentences = sentences.count;
  c->bytes = c->text.len;
}

/* ---- MeCab alone ---- */

/* The best time of each document so far. */
typedef struct {
  double best[PAGES];
} timing;

static void note_time(timing *t, uint32_t document, double started) {
  double took = now_seconds() - started;
  if (!t->best[document] || took < t->best[document]) t->best[document] = took;
}

static double sum_of(const timing *t) {
  double sum = 0;
  for (int i = 0; i < PAGES; i++) sum += t->best[i];
  return sum;
}

static uint64_t parse_sentence(mecab_t *tagger, mecab_lattice_t *lattice, view words) {
  uint64_t count = 0;
  mecab_lattice_set_sentence2(lattice, words.ptr, words.len);
  mecab_parse_lattice(tagger, lattice);
  for (const mecab_node_t *n = mecab_lattice_get_bos_node(lattice); n; n = n->next) count++;
  return count;
}

static double time_mecab(const corpus *c, const char *dictionary) {
  char *arguments[] = {"seimei", "-r", "/dev/null", "-d", (char *)(uintptr_t)dictionary, NULL};
  mecab_model_t *model = mecab_model_new((int)COUNT_OF(arguments) - 1, arguments);
  if (!model) stop("the MeCab dictionary cannot be opened");
  mecab_t *tagger = mecab_model_new_tagger(model);
  mecab_lattice_t *lattice = mecab_model_new_lattice(model);
  timing t = {{0}};
  volatile uint64_t words = 0;
  for (int round = 0; round < ROUNDS; round++)
    for (uint32_t i = 0, s = 0; i < PAGES; i++) {
      double started = now_seconds();
      for (; s < c->ends[i]; s++) words += parse_sentence(tagger, lattice, c->sentence_texts[s]);
      note_time(&t, i, started);
    }
  mecab_lattice_destroy(lattice);
  mecab_destroy(tagger);
  mecab_model_destroy(model);
  return sum_of(&t);
}

/* ---- the whole way ---- */

static seimei_worker *new_worker(const seimei_engine *engine) {
  seimei_worker *w = NULL;
  seimei_error error = {0};
  if (seimei_worker_new(engine, &w, &error)) stop(error.message);
  return w;
}

static seimei_engine *open_engine(const char *pack_path) {
  seimei_engine *engine = NULL;
  seimei_error error = {0};
  seimei_engine_options options = {.pack_path = pack_path};
  if (seimei_engine_open(&options, &engine, &error)) stop(error.message);
  return engine;
}

static size_t code(seimei_worker *w, const seimei_document *doc, buffer *out) {
  static const write_options options = {.kinds = WRITE_ALL};
  const seimei_records *records = NULL;
  seimei_error error = {0};
  if (seimei_worker_code(w, doc, &records, &error)) stop(error.message);
  buffer_clear(out);
  write_jsonl(out, doc, records, &options);
  return records->event_count + records->statement_count;
}

static double time_documents(seimei_worker *w, const corpus *c, buffer *out, size_t *records) {
  timing t = {{0}};
  for (int round = 0; round < ROUNDS; round++) {
    *records = 0;
    for (uint32_t i = 0; i < c->document_count; i++) {
      double started = now_seconds();
      *records += code(w, &c->documents[i], out);
      note_time(&t, i, started);
    }
  }
  return sum_of(&t);
}

static void print_speed(const char *name, const corpus *c, double seconds) {
  printf("  %-36s %8.0f sentences/s   %6.2f MB/s\n", name, c->sentences / seconds, (double)c->bytes / seconds / 1e6);
}

static void bench_speed(const corpus *c, const char *dictionary) {
  seimei_engine *engine = open_engine(NULL);
  seimei_worker *w = new_worker(engine);
  buffer out;
  size_t records = 0;
  buffer_init(&out, NULL);
  double mecab = time_mecab(c, dictionary), all = time_documents(w, c, &out, &records);
  printf("speed, one core: %u documents, %u sentences, %.0f bytes a sentence, %zu records\n", c->document_count, c->sentences,
         (double)c->bytes / c->sentences, records);
  print_speed("MeCab alone, its words only", c, mecab);
  print_speed("seimei, text to records to JSONL", c, all);
  printf("  %-36s %8.2f\n", "ratio to MeCab alone", mecab / all);
  printf("  %-36s %8.0f sentences/s   (ratio %.1f)\n", "PETRARCH2, events only, as published", PETRARCH2, c->sentences / all / PETRARCH2);
  buffer_release(&out);
  seimei_worker_free(w);
  seimei_engine_close(engine);
}

/* ---- opening and memory ---- */

static double time_open(const char *pack_path) {
  double best = 0;
  for (int round = 0; round < ROUNDS; round++) {
    double started = now_seconds();
    seimei_engine *engine = open_engine(pack_path);
    seimei_worker *w = new_worker(engine);
    double took = now_seconds() - started;
    if (!best || took < best) best = took;
    seimei_worker_free(w);
    seimei_engine_close(engine);
  }
  return best * 1e3;
}

static void write_part(void *user, const seimei_document *doc, const seimei_records *records) {
  static const write_options options = {.kinds = WRITE_ALL};
  buffer_clear(user);
  write_jsonl(user, doc, records, &options);
}

/* Its lines are written and forgotten part by part, as the command does. */
static void code_parts(seimei_worker *w, const seimei_document *doc, buffer *out) {
  seimei_error error = {0};
  if (worker_code_parts(w, doc, write_part, out, &error)) stop(error.message);
}

/* In a process of its own, so that nothing else counts: how much is resident at most. */
static void bench_memory(const corpus *c, size_t size) {
  fflush(stdout);
  pid_t child = fork();
  if (child < 0) stop("no process for the memory test");
  if (child > 0) {
    waitpid(child, NULL, 0);
    return;
  }
  buffer text, out;
  buffer_init(&text, NULL);
  buffer_init(&out, NULL);
  seimei_worker *w = new_worker(open_engine(NULL));
  if (size) {
    seimei_document doc = {.id = TEXT("large"), .published = c->articles.published, .text = make_text(&c->articles, size, &text)};
    code_parts(w, &doc, &out);
    printf("  a document of %.0f MB, with its text     %6.1f MiB\n", (double)size / 1e6, status_mib("VmHWM:"));
  } else {
    for (uint32_t i = 0; i < c->articles.count; i++) {
      seimei_document doc = {.id = TEXT("article"), .published = c->articles.published, .text = c->articles.texts[i]};
      code(w, &doc, &out);
    }
    printf("  the articles one by one               %6.1f MiB\n", status_mib("VmHWM:"));
  }
  fflush(stdout);
  _exit(0);
}

/* ---- growth ---- */

static double ns_per_byte(seimei_worker *w, view published, view text, buffer *out) {
  double best = 0;
  uint32_t times = text.len < 1 << 20 ? (uint32_t)((1 << 20) / text.len) : 1, rounds = text.len > 4 << 20 ? 1 : 3;
  seimei_document doc = {.id = TEXT("growth"), .published = published, .text = text};
  for (uint32_t round = 0; round < rounds; round++) {
    double started = now_seconds();
    for (uint32_t i = 0; i < times; i++) code(w, &doc, out);
    double took = (now_seconds() - started) / times;
    if (!best || took < best) best = took;
  }
  return best * 1e9 / (double)text.len;
}

static void bench_length(const corpus *c) {
  static const size_t sizes[] = {1000, 10000, 100000, 1000000, 10000000};
  seimei_engine *engine = open_engine(NULL);
  seimei_worker *w = new_worker(engine);
  buffer text, out;
  double first = 0;
  buffer_init(&text, NULL);
  buffer_init(&out, NULL);
  printf("length of a document\n");
  for (size_t i = 0; i < COUNT_OF(sizes); i++) {
    double ns = ns_per_byte(w, c->articles.published, make_text(&c->articles, sizes[i], &text), &out);
    if (!i) first = ns;
    printf("  %10zu bytes   %8.1f ns a byte   ratio %.2f\n", sizes[i], ns, ns / first);
  }
  buffer_release(&text);
  buffer_release(&out);
  seimei_worker_free(w);
  seimei_engine_close(engine);
}

static double time_with_pack(const corpus *c, const char *path, size_t *records) {
  seimei_engine *engine = open_engine(path);
  seimei_worker *w = new_worker(engine);
  buffer out;
  buffer_init(&out, NULL);
  double took = time_documents(w, c, &out, records);
  buffer_release(&out);
  seimei_worker_free(w);
  seimei_engine_close(engine);
  return took;
}

static void bench_rows(const corpus *c, const char *pack_path) {
  static const char plain_path[] = SEIMEI_BUILD_DIR "/bench-1.pack", grown_path[] = SEIMEI_BUILD_DIR "/bench-10.pack";
  pack *p = NULL;
  seimei_error error = {0};
  size_t few = 0, many = 0;
  if (pack_open(pack_path, NULL, &p, &error)) stop(error.message);
  uint32_t rows = write_grown_pack(p, 1, plain_path), grown = write_grown_pack(p, GROWTH, grown_path);
  pack_close(p);
  double with_few = time_with_pack(c, plain_path, &few), with_many = time_with_pack(c, grown_path, &many);
  printf("rows of the tables\n");
  printf("  %7u rows   %8.1f ns a byte   open %6.2f ms   %zu records\n", rows, with_few * 1e9 / (double)c->bytes, time_open(plain_path), few);
  printf("  %7u rows   %8.1f ns a byte   open %6.2f ms   %zu records   ratio %.2f\n", grown, with_many * 1e9 / (double)c->bytes,
         time_open(grown_path), many, with_many / with_few);
  unlink(plain_path);
  unlink(grown_path);
}

/* ---- stages ---- */

#define STAGE_LIST(X)                                                                                                  \
  X(TEXT, "text") X(FILTER, "actor filter") X(TOKEN, "token") X(PARSE, "parse") X(FRAME, "frame") X(ACTOR, "actor")    \
  X(WHEN, "when") X(ATTRIBUTE, "attribute") X(EVENT, "event") X(RECORD, "record") X(WRITE, "write")

enum {
#define X(name, text) STAGE_##name,
  STAGE_LIST(X)
#undef X
  STAGE_COUNT
};

static const char *const stage_names[] = {
#define X(name, text) text,
    STAGE_LIST(X)
#undef X
};

/* The stages of pipeline.c one by one, with a look at the clock after each. */
static void time_stages(const language *l, token_worker *tokens, arena *a, const seimei_document *doc, buffer *out, timing spent[STAGE_COUNT],
                        uint32_t document) {
  analysis x;
  memset(&x, 0, sizeof x);
  double at = now_seconds();
#define DONE(stage) note_time(&spent[STAGE_##stage], document, at), at = now_seconds()
  text_lay_out(a, NULL, doc->text, doc->title, &x.text);
  DONE(TEXT);
  if (!name_index_any_actor(l->names, x.text.text)) return;
  DONE(FILTER);
  token_run(tokens, a, &x.text, &x.tokens);
  DONE(TOKEN);
  parse_run(l->parser, a, &x.text, &x.tokens, &x.parse);
  DONE(PARSE);
  frame_run(l->frame_rules, a, &x.text, &x.tokens, &x.parse, &x.frames);
  DONE(FRAME);
  actor_run(l->actor_tables, a, &x.text, &x.tokens, &x.parse, doc->published, &x.actors);
  DONE(ACTOR);
  when_run(l->when_tables, a, &x.text, &x.tokens, &x.parse, doc->published, &x.whens);
  DONE(WHEN);
  x.scene = (scene){.arena = a, .layout = &x.text, .tokens = &x.tokens, .parse = &x.parse, .frames = &x.frames, .actors = &x.actors,
                    .whens = &x.whens, .published = doc->published};
  scene_init(&x.scene);
  attribute_run(l->attribute_rules, &x.scene, &x.statements);
  DONE(ATTRIBUTE);
  event_run(l->event_rules, &x.scene, &x.statements, &x.events);
  DONE(EVENT);
  seimei_records records;
  record_numbers numbers = {0};
  record_run(&x.scene, &x.statements, &x.events, doc, TEXT("bench"), &numbers, &records);
  DONE(RECORD);
  buffer_clear(out);
  static const write_options options = {.kinds = WRITE_ALL};
  write_jsonl(out, doc, &records, &options);
  DONE(WRITE);
#undef DONE
}

static void bench_stages(const corpus *c, const char *pack_path, const char *dictionary) {
  pack *p = NULL;
  language l;
  token_worker *tokens = NULL;
  arena a;
  buffer out;
  seimei_error error = {0};
  static timing spent[STAGE_COUNT];
  double all = 0;
  if (pack_open(pack_path, NULL, &p, &error) || language_open(p, "ja", dictionary, NULL, 0, NULL, &l, &error) ||
      token_worker_new(l.tokenizer, &tokens, &error))
    stop(error.message);
  buffer_init(&out, NULL);
  arena_init(&a, NULL);
  for (int round = 0; round < ROUNDS; round++)
    for (uint32_t i = 0; i < c->document_count; i++) {
      time_stages(&l, tokens, &a, &c->documents[i], &out, spent, i);
      arena_reset(&a);
    }
  for (int i = 0; i < STAGE_COUNT; i++) all += sum_of(&spent[i]);
  printf("stages\n");
  for (int i = 0; i < STAGE_COUNT; i++) {
    double took = sum_of(&spent[i]);
    printf("  %-14s %5.1f %%   %7.1f ns a byte   %6.2f us a sentence\n", stage_names[i], took / all * 100, took * 1e9 / (double)c->bytes,
           took * 1e6 / c->sentences);
  }
  printf("  %-14s %5.1f %%   %7.1f ns a byte   %6.2f us a sentence\n", "all", 100.0, all * 1e9 / (double)c->bytes, all * 1e6 / c->sentences);
  buffer_release(&out);
  arena_release(&a);
  token_worker_free(tokens);
  language_close(&l);
  pack_close(p);
}

int main(int argc, char **argv) {
  const char *given = getenv("SEIMEI_DICTIONARY"), *dictionary = given && *given ? given : "/var/lib/mecab/dic/ipadic-utf8";
  const char *path = SEIMEI_SOURCE_DIR "/articles/ja.jsonl";
  bool stages = false;
  for (int i = 1; i < argc; i++) {
    if (!strcmp(argv[i], "--stages")) stages = true;
    else if (!strcmp(argv[i], "--text") && i + 1 < argc) path = argv[++i];
    else stop("options: --stages, --text FILE");
  }
  static corpus c;
  arena a;
  buffer pack_path;
  seimei_error error = {0};
  arena_init(&a, NULL);
  arena_init(&c.articles.arena, NULL);
  buffer_init(&pack_path, NULL);
  if (pack_find(&pack_path, &error)) stop(error.message);
  load_articles(&c.articles, path);
  if (!stages) {
    printf("resident at most\n");
    bench_memory(&c, 0);
    bench_memory(&c, 1000000);
    bench_memory(&c, 10000000);
    printf("engine and worker open in %.2f ms\n", time_open(NULL));
  }
  make_documents(&c, &a);
  if (stages) bench_stages(&c, pack_path.ptr, dictionary);
  else {
    bench_speed(&c, dictionary);
    bench_length(&c);
    bench_rows(&c, pack_path.ptr);
  }
  buffer_release(&c.text);
  buffer_release(&pack_path);
  arena_release(&a);
  arena_release(&c.articles.arena);
  return 0;
}
