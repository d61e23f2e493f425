/* cmd_code.c - records of documents to standard output or a file. */
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/crew.h"
#include "engine/engine.h"
#include "write/write.h"

enum { PART_BYTES = 1 << 20 };

typedef struct {
  write_function *write;
  write_options options;
  output out;
  crew *crew;
  bool failed, shows_progress;
  uint64_t documents;
  time_t told;
} coding;

/* In the order of --format. */
static write_function *const WRITERS[] = {write_jsonl, write_plover, write_csv, write_table};
enum { FORMAT_JSONL, FORMAT_PLOVER, FORMAT_CSV, FORMAT_TABLE };

typedef struct {
  coding *coding;
  buffer *out;
} part_writing;

/* What a long document has so far need not be held when it is its turn. */
static void write_part(void *user, const seimei_document *doc, const seimei_records *records) {
  const part_writing *p = user;
  coding *c = p->coding;
  c->write(p->out, doc, records, &c->options);
  if (p->out->len < PART_BYTES || p->out->failed || !crew_is_next(c->crew, p->out)) return;
  if (output_write(&c->out, p->out)) buffer_clear(p->out);
}

/* JSONL is written part by part, because a long document's records need more memory than its lines. */
static bool code_one(void *user, seimei_worker *worker, const seimei_document *doc, buffer *out, seimei_error *error) {
  coding *c = user;
  if (c->write == write_jsonl) {
    part_writing p = {c, out};
    if (worker_code_parts(worker, doc, write_part, &p, error)) return false;
  } else {
    const seimei_records *records = NULL;
    if (seimei_worker_code(worker, doc, &records, error)) return false;
    c->write(out, doc, records, &c->options);
  }
  return !out->failed || (error_set(error, SEIMEI_NO_MEMORY, "out of memory"), false);
}

static void show_progress(coding *c) {
  time_t now = time(NULL);
  if (!c->shows_progress || now == c->told) return;
  c->told = now;
  fprintf(stderr, "\r%llu documents", (unsigned long long)c->documents);
  fflush(stderr);
}

static bool take_result(void *user, const char *path, const buffer *out, const seimei_error *error) {
  coding *c = user;
  c->documents++;
  show_progress(c);
  if (!error) return output_write(&c->out, out);
  c->failed = true;
  complain("%s: %s", input_name(path), error->message[0] ? error->message : seimei_status_message(error->status));
  return true;
}

static bool add_document(void *user, const char *path, const seimei_document *doc) {
  coding *c = user;
  return crew_add(c->crew, path, doc);
}

static coding coding_of(const arguments *args) {
  int format = choice_of(args, OPTION_FORMAT);
  coding c = {.write = WRITERS[format]};
  c.options.kinds = (write_kinds)choice_of(args, OPTION_RECORDS);
  bool to_file = is_given(args, OPTION_OUTPUT);
  bool on_screen = !to_file && isatty(STDOUT_FILENO);
  if (format == FORMAT_TABLE && (on_screen || is_given(args, OPTION_WIDTH)))
    c.options.width = screen_width(args, stdout);
  c.options.color = !to_file && screen_has_color(args, stdout);
  c.shows_progress = !on_screen && isatty(STDERR_FILENO);
  c.told = time(NULL);
  return c;
}

static int code_all(const arguments *args, coding *c, const seimei_engine *engine) {
  c->crew = crew_new(engine, workers_of(args), code_one, take_result, c);
  if (!c->crew) {
    complain("out of memory");
    return EXIT_ENGINE;
  }
  if (choice_of(args, OPTION_FORMAT) == FORMAT_CSV) {
    buffer header;
    buffer_init(&header, NULL);
    write_csv_header(&header, c->options.kinds);
    output_write(&c->out, &header);
    buffer_release(&header);
  }
  int status = input_each(args, add_document, c);
  crew_finish(c->crew);
  if (c->shows_progress && c->documents) fprintf(stderr, "\r\x1b[K");
  return c->failed ? EXIT_INPUT : status;
}

int cmd_code(const arguments *args) {
  int format = choice_of(args, OPTION_FORMAT);
  coding c = coding_of(args);
  seimei_engine *engine = NULL;
  if (format == FORMAT_PLOVER && c.options.kinds == WRITE_STATEMENTS) {
    complain("code: PLOVER has no statements; use --format jsonl or csv");
    return EXIT_USAGE;
  }
  int status = engine_start(args, &engine);
  if (status) return status;
  if (output_open(&c.out, args->values[OPTION_OUTPUT])) {
    status = code_all(args, &c, engine);
    if (!output_close(&c.out)) status = EXIT_INPUT;
  } else {
    status = EXIT_INPUT;
  }
  seimei_engine_close(engine);
  return status;
}
