/* query_bench.c - how long the common questions take on a store of a million events. The store is made once and kept in
 * the build folder. Each question is asked on a connection of its own, as the command does; the median of five, on the
 * clock and of the processor: the first is that of a user where the machine has nothing else to do. */
#include <sys/stat.h>
#include <unistd.h>

#include "../store_fill.h"
#include "bench_support.h"
#include "query/load.h"

enum { DOCUMENTS = 200000, ROUNDS = 5, SHOWN = 50 };

static const struct {
  const char *name, *count_by;
  query_filter filter;
} QUESTIONS[] = {
    {"newest of an actor", NULL, {.actor = SEIMEI_TEXT("CHN")}},
    {"newest of a rare actor", NULL, {.actor = SEIMEI_TEXT("TON")}},
    {"actor with sector", NULL, {.actor = SEIMEI_TEXT("RUS:MIL")}},
    {"actor and recipient", NULL, {.actor = SEIMEI_TEXT("CHN"), .recipient = SEIMEI_TEXT("JPN")}},
    {"pair", NULL, {.pair = SEIMEI_TEXT("CHN,JPN")}},
    {"actor and type", NULL, {.actor = SEIMEI_TEXT("CHN"), .type = SEIMEI_TEXT("ACCUSE")}},
    {"two types in a year",
     NULL,
     {.type = SEIMEI_TEXT("ACCUSE,REJECT"), .since = SEIMEI_TEXT("2020-01-01"), .until = SEIMEI_TEXT("2020-12-31")}},
    {"sector and type", NULL, {.sector = SEIMEI_TEXT("MIL"), .type = SEIMEI_TEXT("ASSAULT")}},
    {"mode", NULL, {.mode = SEIMEI_TEXT("arrest")}},
    {"context of a pair", NULL, {.pair = SEIMEI_TEXT("USA,IRN"), .context = SEIMEI_TEXT("human rights")}},
    {"status", NULL, {.status = SEIMEI_TEXT("future")}},
    {"country of place", NULL, {.place = SEIMEI_TEXT("UKR"), .type = SEIMEI_TEXT("ASSAULT")}},
    {"publisher and actor", NULL, {.publisher = SEIMEI_TEXT("Minato Times"), .actor = SEIMEI_TEXT("PRK")}},
    {"language and days",
     NULL,
     {.lang = SEIMEI_TEXT("ja"), .since = SEIMEI_TEXT("2021-03-01"), .until = SEIMEI_TEXT("2021-03-31")}},
    {"frequent words of the text", NULL, {.words = SEIMEI_TEXT("中国 ミサイル")}},
    {"rare words of the text", NULL, {.words = SEIMEI_TEXT("漁業協定 TON政府")}},
    {"words of about", NULL, {.about = SEIMEI_TEXT("処理水")}},
    {"words of about, actor", NULL, {.about = SEIMEI_TEXT("NATO"), .actor = SEIMEI_TEXT("RUS")}},
    {"score", NULL, {.has_score = true, .least = -10, .most = -9}},
    {"lowest score of an actor", NULL, {.actor = SEIMEI_TEXT("ISR"), .sort = SORT_CONFLICT}},
    {"statements of an actor", NULL, {.records = QUERY_STATEMENTS, .actor = SEIMEI_TEXT("JPN")}},
    {"pair by month", "month", {.pair = SEIMEI_TEXT("CHN,JPN")}},
    {"pair by type", "type", {.pair = SEIMEI_TEXT("CHN,JPN")}},
    {"actor by month", "month", {.actor = SEIMEI_TEXT("CHN")}},
    {"a type in a year by publisher",
     "publisher",
     {.type = SEIMEI_TEXT("ASSAULT"), .since = SEIMEI_TEXT("2020-01-01"), .until = SEIMEI_TEXT("2020-12-31")}},
    {"all by type", "type", {.records = QUERY_EVENTS}},
    {"all by month", "month", {.records = QUERY_EVENTS}},
};

static double seconds_of(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static uint64_t list(store *s, const query_filter *wanted) {
  seimei_error error = {0};
  query_filter filter = *wanted;
  question *q = NULL;
  loader *l = NULL;
  loaded_record record;
  int64_t id;
  uint64_t n = 0;
  filter.limit = SHOWN;
  if (question_open(s, &filter, &q, &error) || loader_new(s, &l, &error)) stop(error.message);
  for (bool more = true; more; n += more) {
    if (question_next(q, &id, &more, &error)) stop(error.message);
    if (!more) break;
    if ((filter.records ? loader_statement : loader_event)(l, id, &record, &error)) stop(error.message);
  }
  loader_free(l);
  question_close(q);
  return n;
}

static uint64_t count(store *s, const query_filter *filter, const char *by) {
  seimei_error error = {0};
  arena memory;
  jmp_buf failed;
  count_rows rows;
  arena_init(&memory, NULL);
  if (setjmp(failed)) stop("out of memory");
  memory.on_failure = &failed;
  if (query_count(s, filter, view_of_string(by), &memory, &rows, &error)) stop(error.message);
  arena_release(&memory);
  return rows.records;
}

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static void measure(const char *path, size_t i) {
  double wall[ROUNDS], processor[ROUNDS];
  uint64_t found = 0;
  for (int r = 0; r < ROUNDS; r++) {
    store *s = NULL;
    seimei_error error = {0};
    double from = seconds_of(CLOCK_MONOTONIC), used = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
    if (store_open(path, STORE_READ, &s, &error)) stop(error.message);
    found =
        QUESTIONS[i].count_by ? count(s, &QUESTIONS[i].filter, QUESTIONS[i].count_by) : list(s, &QUESTIONS[i].filter);
    store_close(s);
    wall[r] = seconds_of(CLOCK_MONOTONIC) - from;
    processor[r] = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - used;
  }
  qsort(wall, ROUNDS, sizeof *wall, by_size);
  qsort(processor, ROUNDS, sizeof *processor, by_size);
  printf("%-32s %8.1f ms  %8.1f of the processor  %8llu records\n", QUESTIONS[i].name, wall[ROUNDS / 2] * 1e3,
         processor[ROUNDS / 2] * 1e3, (unsigned long long)found);
}

static void make_store(const char *path) {
  struct stat facts;
  char unfinished[512];
  store *s = NULL;
  seimei_error error = {0};
  if (!stat(path, &facts)) return;
  snprintf(unfinished, sizeof unfinished, "%s.new", path);
  unlink(unfinished);
  double from = seconds_of(CLOCK_MONOTONIC);
  if (store_open(unfinished, STORE_CREATE, &s, &error) || !fill_store(s, DOCUMENTS)) stop(error.message);
  store_close(s);
  if (rename(unfinished, path)) stop("the store cannot be renamed");
  printf("made a store of %d events in %.0f s\n", DOCUMENTS * FILL_SENTENCES, seconds_of(CLOCK_MONOTONIC) - from);
}

int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  static const char PATH[] = SEIMEI_BUILD_DIR "/query_bench.db";
  make_store(PATH);
  for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) measure(PATH, i);
}
