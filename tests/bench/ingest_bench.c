/* ingest_bench.c - what storing costs beside the analysis, what a second worker brings, whether memory stays flat.
 *
 *   make bench
 *   build/tests/ingest_bench --documents 20000      a larger archive
 *   build/tests/ingest_bench --memory 1000000       memory alone, with short documents: some half an hour
 *
 * The archive is made here: JSONL of news whose sentences are drawn from the bundled articles, with other figures in
 * each, so that hardly any two documents are nearly the same. Each measurement is a process of its own. Processor time
 * tells the cost, wall time what two workers bring. The rounds alternate so that what else the machine does meets all
 * of them; of the ratios within a round the median counts. */
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench_support.h"
#include "engine/engine.h"
#include "ingest/ingest.h"
#include "write/json.h"

enum { USUAL_DOCUMENTS = 2000, MAX_SENTENCES = 1024, ROUNDS = 5, FIRST_NOTE = 1000, MOST_NOTES = 6 };

typedef struct {
  view sentences[MAX_SENTENCES];
  uint32_t count;
} sentence_set;

typedef struct {
  double wall, processor;
} measurement;

/* What a child process tells: its memory after 1,000, 10,000 … documents, in MiB. */
static double *notes;
static bool are_short; /* documents of few sentences; some have no actor and are left */
static char archive[64], store_name[64];

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

typedef struct {
  uint32_t documents, fewest, more; /* sentences of a document: fewest and up to more */
} archive_size;

static void write_archive(const char *path, const sentence_set *sentences, const archive_size *size) {
  uint32_t documents = size->documents;
  FILE *f = fopen(path, "wb");
  buffer text, line;
  uint64_t seed = 1;
  buffer_init(&text, NULL);
  buffer_init(&line, NULL);
  if (!f) stop("the archive cannot be written");
  for (uint32_t i = 0; i < documents; i++) {
    buffer_clear(&text);
    buffer_clear(&line);
    for (uint32_t n = size->fewest + next_number(&seed, size->more), k = 0; k < n; k++) {
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

static double resident_mib(void) {
  unsigned long all = 0, resident = 0;
  FILE *f = fopen("/proc/self/statm", "r");
  if (!f || fscanf(f, "%lu %lu", &all, &resident) != 2) stop("memory cannot be read");
  fclose(f);
  return (double)resident * (double)sysconf(_SC_PAGESIZE) / (1 << 20);
}

static void note_memory(void *user, const ingest_report *so_far) {
  uint64_t next = FIRST_NOTE;
  int i = 0;
  (void)user;
  for (; i < MOST_NOTES && next < so_far->read; i++) next *= 10;
  if (i < MOST_NOTES && next == so_far->read) notes[i] = resident_mib();
}

static void ingest(const char *path, unsigned workers) {
  seimei_engine *engine = open_engine();
  seimei_error error = {0};
  ingest_report report;
  store *s = NULL;
  ingest_options options = {.paths = &path, .path_count = 1, .workers = workers, .progress = note_memory};
  remove_store();
  store_lighten_process();
  if (store_open(store_name, STORE_CREATE, &s, &error) || ingest_run(s, engine, &options, &report, &error))
    stop(error.message);
  if (report.failed || (!are_short && report.left)) stop("documents were left");
  store_close(s);
  seimei_engine_close(engine);
}

static measurement measure(void (*work)(const char *path, unsigned workers), unsigned workers) {
  double begun = wall_seconds();
  int status = 0;
  struct rusage used;
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    work(archive, workers);
    _exit(0);
  }
  if (child < 0 || wait4(child, &status, 0, &used) != child || status) stop("a measurement failed");
  return (measurement){wall_seconds() - begun, (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                                                   (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6};
}

static void print_memory(void) {
  uint64_t documents = FIRST_NOTE;
  for (int i = 0; i < MOST_NOTES; i++, documents *= 10)
    if (notes[i] > 0) printf("  memory after %-8llu %6.0f MiB\n", (unsigned long long)documents, notes[i]);
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static double median(double values[ROUNDS]) {
  qsort(values, ROUNDS, sizeof *values, by_size);
  return values[ROUNDS / 2];
}

static void measure_cost(uint32_t documents) {
  double seconds[ROUNDS], cost[ROUNDS], gain[ROUNDS];
  for (int round = 0; round < ROUNDS; round++) {
    measurement alone = measure(analyse, 1), one = measure(ingest, 1), two = measure(ingest, 2);
    seconds[round] = alone.processor;
    cost[round] = one.processor / alone.processor;
    gain[round] = one.wall / two.wall;
  }
  double rate = documents / median(seconds), times = median(cost);
  printf("ingest of %u news documents\n", documents);
  printf("  analysis alone       %7.0f documents a second\n", rate);
  printf(
      "  ingest, one worker   %7.0f documents a second, %.2f times the analysis (%.2f to %.2f; wanted: at most 1.3)\n",
      rate / times, times, cost[0], cost[ROUNDS - 1]);
  printf("  two workers          %7.2f times one (wanted: at least 1.8)\n", median(gain));
}

static void measure_memory(uint32_t documents) {
  printf("ingest of %u short documents: %.0f a second\n", documents, documents / measure(ingest, 2).wall);
}

int main(int argc, char **argv) {
  static article_set articles;
  static sentence_set sentences;
  jmp_buf failure;
  are_short = argc == 3 && !strcmp(argv[1], "--memory");
  uint32_t documents = argc == 3 ? (uint32_t)strtoul(argv[2], NULL, 10) : USUAL_DOCUMENTS;
  archive_size size = {documents, are_short ? 2 : 12, are_short ? 3 : 9};
  articles.arena.on_failure = &failure;
  if (setjmp(failure)) stop("out of memory");
  load_articles(&articles, "articles/ja.jsonl");
  cut_sentences(&articles, &sentences);
  notes = mmap(NULL, MOST_NOTES * sizeof *notes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (notes == MAP_FAILED) stop("out of memory");
  snprintf(archive, sizeof archive, "/tmp/seimei-bench-%d.jsonl", (int)getpid());
  snprintf(store_name, sizeof store_name, "/tmp/seimei-bench-%d.db", (int)getpid());
  write_archive(archive, &sentences, &size);
  (are_short ? measure_memory : measure_cost)(documents);
  print_memory();
  remove_store();
  unlink(archive);
  arena_release(&articles.arena);
  return 0;
}
