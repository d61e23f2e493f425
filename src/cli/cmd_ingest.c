/* cmd_ingest.c - archives into a store, a store's documents coded anew, a store looked over. */
#include <signal.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/progress_bar.h"
#include "store/check.h"
#include "write/json.h"

typedef struct {
  const arguments *args;
  progress_bar bar;
  ingest_options options;
  ingest_report report;
} ingesting;

/* ---- interruption ---- */

/* The one thing that a signal may touch. */
static volatile sig_atomic_t asked_to_stop;

static void ask_to_stop(int signal_number) {
  (void)signal_number;
  asked_to_stop = 1;
}

/* The second one ends the process at once, which a store bears too. */
static void heed_signals(void) {
  struct sigaction action = {.sa_handler = ask_to_stop, .sa_flags = SA_RESETHAND};
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
}

/* ---- while it runs ---- */

static void show_progress(void *user, const ingest_report *so_far) {
  ingesting *g = user;
  progress_show(&g->bar, so_far);
}

static void tell_problem(void *user, const char *path, uint64_t number, const char *message) {
  ingesting *g = user;
  progress_clear(&g->bar);
  if (number) complain("%s:%llu: %s", input_name(path), (unsigned long long)number, message);
  else complain("%s: %s", input_name(path), message);
}

/* Bytes of all files, for the time left; 0 where some are not files or there are too many to look at first. */
static uint64_t total_bytes(const ingest_options *o) {
  enum { MOST_FILES = 20000 };
  source_options quiet = {0};
  source_file file;
  source *files = NULL;
  seimei_error error = {0};
  uint64_t total = 0, count = 0;
  bool more = true;
  for (size_t i = 0; i < o->path_count; i++)
    if (!strcmp(o->paths[i], "-") || strstr(o->paths[i], "://")) return 0;
  if (!o->path_count || source_new(&quiet, o->paths, o->path_count, &files, &error)) return 0;
  while (count++ < MOST_FILES && !source_next(files, &file, &more, &error) && more) total += file.size;
  source_free(files);
  return count < MOST_FILES ? total : 0;
}

/* ---- the end ---- */

static void add_reasons(buffer *b, const ingest_report *r, const char *outcome) {
  const char *before = ": ";
  for (size_t i = 0; i < r->reason_count; i++) {
    if (strcmp(r->reasons[i].outcome, outcome) != 0) continue;
    view reason = view_of_string(r->reasons[i].reason); /* some are sentences */
    if (view_ends_with(reason, TEXT("."))) reason.len--;
    buffer_add_string(b, before);
    progress_number(b, r->reasons[i].count);
    buffer_printf(b, " %.*s", (int)reason.len, reason.ptr);
    before = "; ";
  }
  buffer_add_byte(b, '\n');
}

static void add_count(buffer *b, uint64_t count, const char *what) {
  progress_number(b, count);
  buffer_printf(b, " %s", what);
}

/* "1 file", "2 files" */
static void add_things(buffer *b, uint64_t count, const char *thing, const char *after) {
  add_count(b, count, thing);
  if (count != 1) buffer_add_byte(b, 's');
  buffer_add_string(b, after);
}

static void summary_text(buffer *b, const ingesting *g, double seconds) {
  const ingest_report *r = &g->report;
  bool is_dry = is_given(g->args, OPTION_DRY_RUN), again = is_given(g->args, OPTION_RECODE);
  add_things(b, r->read, "document", " read in ");
  progress_duration(b, seconds);
  if (seconds > 0) buffer_printf(b, " (%.0f a second)", (double)r->read / seconds);
  if (!again) {
    buffer_add_string(b, " from ");
    add_things(b, r->files, "file", "");
  }
  if (r->files_known) {
    buffer_add_string(b, "; ");
    add_things(b, r->files_known, "file", " read before");
  }
  buffer_add_byte(b, '\n');
  add_count(b, r->stored, is_dry ? "would be stored: " : again ? "coded anew: " : "stored: ");
  add_things(b, r->statements, "statement", ", ");
  add_things(b, r->events, "event", "");
  if (r->near) {
    buffer_add_string(b, "; ");
    add_count(b, r->near, "nearly the same as an earlier one");
  }
  buffer_add_byte(b, '\n');
  add_count(b, r->left, "left");
  add_reasons(b, r, "left");
  add_count(b, r->failed, "failed");
  add_reasons(b, r, "failed");
  if (r->stopped) buffer_add_string(b, "stopped before the end; run it again to go on\n");
}

static void add_reasons_object(buffer *b, const ingest_report *r, const char *outcome) {
  json_key(b, outcome);
  buffer_add_byte(b, '{');
  for (size_t i = 0; i < r->reason_count; i++) {
    if (strcmp(r->reasons[i].outcome, outcome) != 0) continue;
    json_comma(b);
    json_string(b, view_of_string(r->reasons[i].reason));
    buffer_printf(b, ":%llu", (unsigned long long)r->reasons[i].count);
  }
  buffer_add_byte(b, '}');
}

static void summary_json(buffer *b, const ingesting *g, double seconds) {
  const ingest_report *r = &g->report;
  const struct {
    const char *key;
    uint64_t count;
  } counts[] = {{"read", r->read},     {"stored", r->stored}, {"left", r->left},
                {"failed", r->failed}, {"near", r->near},     {"statements", r->statements},
                {"events", r->events}, {"files", r->files},   {"files_known", r->files_known}};
  buffer_add_byte(b, '{');
  for (size_t i = 0; i < COUNT_OF(counts); i++) json_integer(b, counts[i].key, (int64_t)counts[i].count);
  json_key(b, "seconds");
  json_number(b, (double)(int64_t)(seconds * 1000 + 0.5) / 1000);
  json_key(b, "reasons");
  buffer_add_byte(b, '{');
  add_reasons_object(b, r, "left");
  add_reasons_object(b, r, "failed");
  buffer_add_string(b, "},\"stopped\":");
  buffer_add_string(b, r->stopped ? "true}\n" : "false}\n");
}

static int print_summary(const ingesting *g) {
  output out;
  buffer text;
  buffer_init(&text, NULL);
  double seconds = progress_clock() - g->bar.started;
  if (is_given(g->args, OPTION_JSON)) summary_json(&text, g, seconds);
  else summary_text(&text, g, seconds);
  bool done = output_open(&out, NULL);
  if (done) done = output_write(&out, &text), done = output_close(&out) && done;
  buffer_release(&text);
  return g->report.failed || g->report.stopped || !done ? EXIT_INPUT : EXIT_DONE;
}

/* ---- the ways to run ---- */

static view view_given(const arguments *args, option_id option) { return view_of_string(args->values[option]); }

static ingesting ingesting_of(const arguments *args) {
  ingesting g = {.args = args};
  g.bar = progress_begin(screen_width(args, stderr));
  g.options = (ingest_options){.paths = args->files + 1,
                               .path_count = args->file_count - 1,
                               .format = (input_format)choice_of(args, OPTION_INPUT),
                               .published = view_given(args, OPTION_PUBLISHED),
                               .since = view_given(args, OPTION_SINCE),
                               .langs = view_given(args, OPTION_ONLY_LANG),
                               .workers = workers_of(args),
                               .stop = &asked_to_stop,
                               .progress = show_progress,
                               .problem = tell_problem};
  return g;
}

static seimei_status run(ingesting *g, store *s, const seimei_engine *engine, seimei_error *error) {
  g->options.user = g;
  if (is_given(g->args, OPTION_RECODE)) {
    g->bar.total = s ? store_document_count(s) : 0;
    return ingest_recode(s, engine, &g->options, &g->report, error);
  }
  g->bar.in_bytes = true;
  if (g->bar.shown) g->bar.total = total_bytes(&g->options);
  return ingest_run(s, engine, &g->options, &g->report, error);
}

static int ingest(const arguments *args) {
  seimei_engine *engine = NULL;
  seimei_error error = {0};
  store *s = NULL;
  bool is_dry = is_given(args, OPTION_DRY_RUN), again = is_given(args, OPTION_RECODE);
  if (!is_dry && store_open(args->files[0], again ? STORE_WRITE : STORE_CREATE, &s, &error))
    return cannot(&error, EXIT_INPUT);
  int status = engine_start(args, &engine);
  if (!status) {
    ingesting g = ingesting_of(args);
    heed_signals();
    seimei_status failure = run(&g, s, engine, &error);
    progress_clear(&g.bar);
    status = print_summary(&g);
    if (failure) status = cannot(&error, EXIT_INPUT);
  }
  seimei_engine_close(engine);
  store_close(s);
  return status;
}

static int check(const arguments *args) {
  seimei_error error = {0};
  store *s = NULL;
  if (store_open(args->files[0], STORE_WRITE, &s, &error)) return cannot(&error, EXIT_INPUT);
  seimei_status status = store_check(s, &error);
  store_close(s);
  if (status) return cannot(&error, EXIT_INPUT);
  return printf("%s: whole\n", args->files[0]) < 0 ? EXIT_INPUT : EXIT_DONE;
}

int cmd_ingest(const arguments *args) {
  bool has_paths = args->file_count > 1, is_dry = is_given(args, OPTION_DRY_RUN);
  bool again = is_given(args, OPTION_RECODE), checks = is_given(args, OPTION_CHECK);
  const char *fault = !args->file_count                 ? "name the store"
                      : again + checks + is_dry > 1     ? "--recode, --check and --dry-run do not go together"
                      : (again || checks) && has_paths  ? "--recode and --check take no paths"
                      : !again && !checks && !has_paths ? "name what is to be read; - is standard input"
                                                        : NULL;
  if (!fault) store_lighten_process();
  signal(SIGXFSZ, SIG_IGN); /* a limit on the size of files is told like a full disk */
  if (!fault) return checks ? check(args) : ingest(args);
  complain("ingest: %s; see seimei ingest --help", fault);
  return EXIT_USAGE;
}
