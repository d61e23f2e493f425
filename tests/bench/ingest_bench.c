/* ingest_bench.c - what storing costs beside the analysis, what a second worker brings, whether memory stays flat.
 *
 *   make bench
 *   build/tests/ingest_bench --documents 1000000     by hand: an hour and more
 *
 * The archive is made here: JSONL of news whose sentences are drawn from the bundled articles, with other figures in
 * each, so that no two documents are nearly the same. Each measurement is a process of its own. Processor time tells
 * the cost, wall time what two workers bring; the best of two rounds counts. */
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench_support.h"
#include "engine/engine.h"
#include "ingest/ingest.h"
#include "write/json.h"

enum { USUAL_DOCUMENTS = 2000, FEW_DOCUMENTS = 1000, MAX_SENTENCES = 1024, ROUNDS = 2 };

typedef struct {
  view sentences[MAX_SENTENCES];
  uint32_t count;
} sentence_set;

typedef struct {
  double wall, processor, mib;
} measurement;

static char archive[64], few[64], store_name[64];

static double wall_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- the archive ---- */

static void cut_sentences(const article_set *articles, sentence_set *out) {
  for (uint32_t i = 0; i < articles->count; i++) {
    view text = articles->texts[i], stop_sign = TEXT("。");
    for (size_t at = 0, end; (end = view_find(text, stop_sign, at)) != SIZE_MAX && out->count < MAX_SENTENCES;
         at = end) {
      end += stop_sign.len;
      while (at < end && text.ptr[at] == '\n') at++;
      out->sentences[out->count++] = view_slice(text, at, end);
    }
  }
}

static uint32_t next_number(uint64_t *seed, uint32_t below) {
  *seed = hash_mix(*seed, 1);
  return (uint32_t)(*seed >> 33) % below;
}

static void add_varied(buffer *out, view sentence, uint64_t *seed) {
  for (size_t i = 0; i < sentence.len; i++) {
    char c = sentence.ptr[i];
    buffer_add_byte(out, c >= '0' && c <= '9' ? (char)('1' + next_number(seed, 9)) : c);
  }
}

static void write_archive(const char *path, const sentence_set *sentences, uint32_t documents) {
  FILE *f = fopen(path, "wb");
  buffer text, line;
  uint64_t seed = 1;
  buffer_init(&text, NULL);
  buffer_init(&line, NULL);
  if (!f) stop("the archive cannot be written");
  for (uint32_t i = 0; i < documents; i++) {
    buffer_clear(&text);
    buffer_clear(&line);
    for (uint32_t n = 12 + next_number(&seed, 9), k = 0; k < n; k++) {
      add_varied(&text, sentences->sentences[next_number(&seed, sentences->count)], &seed);
      if (k % 4 == 3) buffer_add_string(&text, "\n\n");
    }
    buffer_printf(&line,
                  "{\"id\":\"n%u\",\"lang\":\"ja\",\"published\":\"20%02u-%02u-%02u\",\"title\":\"%u番目の記事\",", i,
                  10 + (uint32_t)((uint64_t)i * 14 / documents), 1 + i % 12, 1 + i % 28, i);
    buffer_printf(&line, "\"url\":\"https://news%u.example/%u\",\"publisher\":\"新聞%u\",\"text\":", i % 20, i, i % 20);
    json_string(&line, view_of(text.ptr, text.len));
    buffer_add_string(&line, "}\n");
    if (fwrite(line.ptr, 1, line.len, f) != line.len) stop("the archive cannot be written");
  }
  if (fclose(f)) stop("the archive cannot be written");
  buffer_release(&text);
  buffer_release(&line);
}

/* ---- the work ---- */

static seimei_engine *open_engine(void) {
  seimei_engine *engine = NULL;
  seimei_error error = {0};
  if (seimei_engine_open(NULL, &engine, &error)) stop(error.message);
  return engine;
}

static void analyse(const char *path, unsigned workers) {
  (void)workers;
  seimei_engine *engine = open_engine();
  seimei_worker *worker = NULL;
  reader *r = NULL;
  seimei_error error = {0};
  seimei_document doc;
  const seimei_records *records;
  reader_options options = {.format = INPUT_JSONL};
  FILE *stream = fopen(path, "rb");
  if (!stream || seimei_worker_new(engine, &worker, &error) || reader_new(stream, path, &options, &r, &error))
    stop("the archive cannot be read");
  for (bool more = true; !reader_next(r, &doc, &more, &error) && more;)
    if (seimei_worker_code(worker, &doc, &records, &error)) stop(error.message);
  reader_free(r);
  fclose(stream);
  seimei_worker_free(worker);
  seimei_engine_close(engine);
}

static void remove_store(void) {
  char beside[80];
  const char *const ends[] = {"", "-wal", "-shm"};
  for (size_t i = 0; i < COUNT_OF(ends); i++) {
    snprintf(beside, sizeof beside, "%s%s", store_name, ends[i]);
    unlink(beside);
  }
}

static void ingest(const char *path, unsigned workers) {
  seimei_engine *engine = open_engine();
  seimei_error error = {0};
  ingest_report report;
  store *s = NULL;
  ingest_options options = {.paths = &path, .path_count = 1, .workers = workers};
  remove_store();
  store_lighten_process();
  if (store_open(store_name, STORE_CREATE, &s, &error) || ingest_run(s, engine, &options, &report, &error))
    stop(error.message);
  if (report.stored != report.read) stop("documents were left");
  store_close(s);
  seimei_engine_close(engine);
}

static measurement measure(void (*work)(const char *path, unsigned workers), const char *path, unsigned workers) {
  measurement best = {0};
  for (int round = 0; round < ROUNDS; round++) {
    double begun = wall_seconds();
    int status = 0;
    struct rusage used;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
      work(path, workers);
      _exit(0);
    }
    if (child < 0 || wait4(child, &status, 0, &used) != child || status) stop("a measurement failed");
    measurement m = {wall_seconds() - begun, 0, (double)used.ru_maxrss / 1024};
    m.processor = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                  (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    if (!round || m.wall < best.wall) best.wall = m.wall;
    if (!round || m.processor < best.processor) best.processor = m.processor;
    best.mib = m.mib;
  }
  return best;
}

int main(int argc, char **argv) {
  uint32_t documents =
      argc == 3 && !strcmp(argv[1], "--documents") ? (uint32_t)strtoul(argv[2], NULL, 10) : USUAL_DOCUMENTS;
  static article_set articles;
  static sentence_set sentences;
  jmp_buf failure;
  articles.arena.on_failure = &failure;
  if (setjmp(failure)) stop("out of memory");
  load_articles(&articles, "articles/ja.jsonl");
  cut_sentences(&articles, &sentences);
  snprintf(archive, sizeof archive, "/tmp/seimei-bench-%d.jsonl", (int)getpid());
  snprintf(few, sizeof few, "/tmp/seimei-bench-%d-few.jsonl", (int)getpid());
  snprintf(store_name, sizeof store_name, "/tmp/seimei-bench-%d.db", (int)getpid());
  write_archive(archive, &sentences, documents);
  write_archive(few, &sentences, FEW_DOCUMENTS);
  measurement alone = measure(analyse, archive, 1), one = measure(ingest, archive, 1),
              two = measure(ingest, archive, 2), small = measure(ingest, few, 1);
  printf("ingest of %u news documents\n", documents);
  printf("  analysis alone       %7.0f documents a second\n", documents / alone.processor);
  printf("  ingest, one worker   %7.0f documents a second, %.2f times the analysis (wanted: at most 1.3)\n",
         documents / one.processor, one.processor / alone.processor);
  printf("  two workers          %7.2f times one (wanted: at least 1.8)\n", one.wall / two.wall);
  printf("  memory               %7.0f MiB, %.0f MiB after %d documents\n", one.mib, small.mib, FEW_DOCUMENTS);
  remove_store();
  unlink(archive);
  unlink(few);
  arena_release(&articles.arena);
  return 0;
}
