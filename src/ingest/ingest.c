/* ingest.c - the reading side: inputs are opened, cut into raw documents and put on the relay. */
#include "ingest/ingest.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "ingest/intake.h"
#include "ingest/report.h"

typedef struct {
  const ingest_options *options;
  const seimei_engine *engine;
  store *marks; /* a second connection, to look inputs up; NULL: a dry run */
  sqlite3_stmt *find_mark;
  relay *relay;
  intake intake;
  source *source;
  bool inside; /* an input is under way */
  feed_state feed;
} ingest;

/* ---- threads ---- */

static void *open_thread(void *user) {
  const ingest *g = user;
  seimei_error error = {0};
  return coder_new(g->engine, g->options, &error);
}

static void close_thread(void *user, void *thread) {
  (void)user;
  coder_free(thread);
}

static void work_on_document(coder *c, ingest_job *job) {
  jmp_buf failure;
  arena_reset(&job->arena);
  buffer_clear(&job->notes);
  job->arena.on_failure = &failure;
  job->outcome = CODE_FAILED;
  job->reason = (seimei_error){0};
  if (!c || setjmp(failure)) error_set(&job->reason, SEIMEI_NO_MEMORY, "out of memory");
  else job->outcome = coder_read(c, &job->raw, &job->arena, &job->ready, &job->notes, &job->reason);
  job->arena.on_failure = NULL;
}

static void work(void *user, void *thread, void *job) {
  (void)user;
  if (((ingest_job *)job)->kind == JOB_DOCUMENT) work_on_document(thread, job);
}

/* A job that held something large gives it back. */
static bool take(void *user, void *job) {
  enum { KEEP_BYTES = 1 << 20 };
  ingest *g = user;
  ingest_job *j = job;
  bool go_on = intake_take(&g->intake, j);
  if (j->bytes.capacity > KEEP_BYTES) buffer_release(&j->bytes);
  if (j->arena.total > KEEP_BYTES) arena_release(&j->arena);
  return go_on;
}

static void release(void *user, void *job) {
  (void)user;
  ingest_job *j = job;
  buffer_release(&j->path);
  buffer_release(&j->bytes);
  buffer_release(&j->notes);
  arena_release(&j->arena);
}

/* ---- names ---- */

static bool is_file_name(const char *path) {
  return strcmp(path, "-") && strncmp(path, "http://", 7) && strncmp(path, "https://", 8);
}

/* The absolute name of what may not be there, and is not followed when it is a link: its folder's, and its own. false:
 * there is no such folder. */
static bool add_path(buffer *out, const char *path) {
  const char *name = strrchr(path, '/');
  char *folder = NULL, *full = NULL;
  if (is_file_name(path)) folder = name ? strndup(path, (size_t)(name - path) + 1) : strdup(".");
  if (folder) full = realpath(folder, NULL);
  if (full) {
    buffer_add_string(out, full);
    if (strcmp(full, "/")) buffer_add_byte(out, '/');
    buffer_add_string(out, name ? name + 1 : path);
  }
  free(folder);
  free(full);
  return full != NULL;
}

/* The name of an input that was opened, which is that of the file where a link leads. */
static char *full_path(const char *path) {
  char *full = is_file_name(path) ? realpath(path, NULL) : NULL;
  return full ? full : strdup(path);
}

static bool is_link(const char *path) {
  struct stat facts;
  return is_file_name(path) && !lstat(path, &facts) && S_ISLNK(facts.st_mode);
}

/* ---- jobs ---- */

static ingest_job *new_job(ingest *g, job_kind kind) {
  ingest_job *job = relay_place(g->relay);
  if (!job) return NULL;
  job->kind = kind;
  buffer_clear(&job->path);
  return job;
}

static bool put_input_job(ingest *g, job_kind kind, const char *path, const input_mark *mark, uint64_t size) {
  ingest_job *job = new_job(g, kind);
  if (!job) return false;
  if (path) buffer_add_string(&job->path, path);
  if (mark) job->mark = *mark;
  job->size = size;
  job->feed = g->feed;
  return relay_put(g->relay, 0);
}

static bool put_document(ingest *g, const raw_document *raw) {
  ingest_job *job = new_job(g, JOB_DOCUMENT);
  if (!job) return false;
  if (!raw_document_copy(raw, &job->bytes, &job->raw)) buffer_release(&job->bytes);
  return relay_put(g->relay, job->bytes.len);
}

static void put_fault(ingest *g, const char *path, uint64_t number, code_outcome outcome, const char *message) {
  ingest_job *job = new_job(g, JOB_PROBLEM);
  if (!job) return;
  if (!g->inside && !add_path(&job->path, path)) buffer_add_string(&job->path, path);
  job->mark = (input_mark){0};
  job->raw.origin = (document_origin){.number = number};
  job->outcome = outcome;
  error_set(&job->reason, SEIMEI_IO, "%s", message);
  relay_put(g->relay, 0);
}

/* What could not be opened once has its failure under this name, where the name is another than that of the input. */
static bool put_opened(ingest *g, const char *path) {
  ingest_job *job = new_job(g, JOB_OPENED);
  if (!job) return false;
  if (!add_path(&job->path, path)) buffer_add_string(&job->path, path);
  return relay_put(g->relay, 0);
}

/* From the source and the readers, on the reading thread. */
static void put_problem(void *user, const char *path, uint64_t number, const char *message) {
  put_fault(user, path, number, CODE_FAILED, message);
}

/* ---- marks ---- */

static void find_mark(ingest *g, const char *path, input_mark *out) {
  *out = (input_mark){0};
  sqlite3_stmt *s = g->find_mark;
  if (!s) return;
  sqlite3_bind_text(s, 1, path, -1, SQLITE_STATIC);
  if (sqlite3_step(s) == SQLITE_ROW)
    *out = (input_mark){.id = sqlite3_column_int64(s, 0),
                        .has_facts = sqlite3_column_type(s, 1) != SQLITE_NULL,
                        .size = sqlite3_column_int64(s, 1),
                        .modified = sqlite3_column_int64(s, 2),
                        .format = sqlite3_column_int64(s, 3),
                        .offset = sqlite3_column_int64(s, 4),
                        .inner = sqlite3_column_int64(s, 5),
                        .number = sqlite3_column_int64(s, 6),
                        .done = sqlite3_column_int64(s, 7) != 0};
  sqlite3_reset(s);
}

/* Where an input is to be read on; a changed one, and one that is no file, from its beginning. */
static void settle_mark(const source_file *file, input_mark *mark) {
  bool is_file = file->size || file->modified;
  bool same =
      is_file && mark->has_facts && mark->size == (int64_t)file->size && mark->modified == (int64_t)file->modified;
  if (!same) *mark = (input_mark){.id = mark->id};
  mark->has_facts = is_file;
  mark->size = (int64_t)file->size;
  mark->modified = file->modified;
}

/* ---- reading ---- */

static bool is_asked_to_stop(ingest *g) {
  if (!g->options->stop || !*g->options->stop) return false;
  g->intake.report->stopped = true;
  return true;
}

/* false: the relay has stopped, or the input is not at its end. */
static bool put_documents(ingest *g, reader *r, const char *path) {
  seimei_error error = {0};
  raw_document raw;
  bool more = true;
  while (!is_asked_to_stop(g)) {
    seimei_status status = reader_next_raw(r, &raw, &more, &error);
    if (status) return put_problem(g, path, error.line, error.message), false;
    if (!more) return true;
    if (!put_document(g, &raw)) return false;
  }
  return false;
}

/* Something without text, a picture, is an input like others: read, and nothing in it. */
static bool put_unreadable(ingest *g, const char *path, const input_mark *mark, const seimei_error *error,
                           uint64_t size) {
  bool is_other = error->status == SEIMEI_UNSUPPORTED;
  if (!put_input_job(g, JOB_BEGIN, path, mark, 0)) return false;
  g->inside = true;
  put_fault(g, path, 0, is_other ? CODE_LEFT : CODE_FAILED, is_other ? "no text" : error->message);
  g->inside = false;
  return !is_other || put_input_job(g, JOB_END, path, NULL, size);
}

static bool put_file(ingest *g, const source_file *file, const char *path) {
  input_mark mark;
  seimei_error error = {0};
  reader *r = NULL;
  find_mark(g, path, &mark);
  settle_mark(file, &mark);
  if (is_link(file->path) && !put_opened(g, file->path)) return false;
  if (mark.done) return put_input_job(g, JOB_PASS, NULL, &mark, file->size);
  reader_options reading = {.format = mark.offset || mark.inner ? (input_format)mark.format : g->options->format,
                            .published = g->options->published,
                            .problem = put_problem,
                            .user = g,
                            .resume = {(uint64_t)mark.offset, (uint64_t)mark.inner, (uint64_t)mark.number}};
  if (reader_new(file->stream, file->path, &reading, &r, &error))
    return put_unreadable(g, path, &mark, &error, file->size);
  mark.format = reader_format(r);
  bool go_on = put_input_job(g, JOB_BEGIN, path, &mark, 0);
  g->inside = true;
  bool at_end = go_on && put_documents(g, r, path);
  g->inside = false;
  reader_free(r);
  return at_end ? put_input_job(g, JOB_END, path, NULL, file->size) : go_on;
}

static seimei_status put_files(ingest *g, seimei_error *error) {
  source_file file;
  bool more = true;
  while (more && !is_asked_to_stop(g)) {
    seimei_status status = source_next(g->source, &file, &more, error);
    if (status || !more) return status;
    char *path = full_path(file.path);
    if (!path) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
    bool go_on = put_file(g, &file, path);
    g->feed = (feed_state){0};
    free(path);
    if (!go_on) break;
  }
  return SEIMEI_OK;
}

/* ---- feeds ---- */

static void load_feed(void *user, const char *url, feed_state *state) {
  ingest *g = user;
  sqlite3_stmt *s = NULL;
  if (!g->marks) return;
  if (!sqlite3_prepare_v2(store_database(g->marks), "SELECT etag, modified FROM feeds WHERE url = ?", -1, &s, NULL)) {
    sqlite3_bind_text(s, 1, url, -1, SQLITE_STATIC);
    if (sqlite3_step(s) == SQLITE_ROW) {
      snprintf(state->etag, sizeof state->etag, "%s", (const char *)sqlite3_column_text(s, 0));
      snprintf(state->modified, sizeof state->modified, "%s", (const char *)sqlite3_column_text(s, 1));
    }
  }
  sqlite3_finalize(s);
}

/* What the server said is kept with the end of the input, so that nothing is lost when it is cut off. */
static void save_feed(void *user, const char *url, const feed_state *state) {
  ingest *g = user;
  (void)url;
  g->feed = *state;
}

static void note_opened(void *user, const char *path) { put_opened(user, path); }

/* ---- all of it ---- */

static seimei_status open_marks(ingest *g, const store *s, seimei_error *error) {
  static const char FIND[] =
      "SELECT id, size, modified, format, offset, inner, number, state = 'done' FROM inputs WHERE path = ?";
  if (!s) return SEIMEI_OK;
  seimei_status status = store_open(store_path(s), STORE_READ, &g->marks, error);
  if (status) return status;
  bool ok = !sqlite3_prepare_v3(store_database(g->marks), FIND, -1, SQLITE_PREPARE_PERSISTENT, &g->find_mark, NULL);
  return ok ? SEIMEI_OK : store_failure(g->marks, "looking for inputs", error);
}

static seimei_status read_all(ingest *g, seimei_error *error) {
  relay_calls calls = {sizeof(ingest_job), open_thread, close_thread, work, take, release, g};
  source_options sources = {
      .problem = put_problem, .user = g, .load = load_feed, .save = save_feed, .opened = note_opened};
  g->relay = relay_new(&calls, g->options->workers ? g->options->workers : 1);
  if (!g->relay) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  seimei_status status = source_new(&sources, g->options->paths, g->options->path_count, &g->source, error);
  if (!status) status = put_files(g, error);
  relay_drain(g->relay);
  return status;
}

seimei_status ingest_run(store *s, const seimei_engine *engine, const ingest_options *options, ingest_report *report,
                         seimei_error *error) {
  ingest g = {.options = options, .engine = engine};
  store_writer *writer = NULL;
  int64_t run = 0;
  *report = (ingest_report){0};
  seimei_status status = s ? writer_new(s, engine_version(engine), &writer, error) : SEIMEI_OK;
  if (!status) status = open_marks(&g, s, error);
  if (!status && writer) status = report_begin(writer, TEXT("ingest"), options, &run, error);
  if (!status) status = intake_init(&g.intake, options, writer, report, error);
  if (!status) {
    status = read_all(&g, error);
    seimei_status taken = intake_finish(&g.intake, status ? &(seimei_error){0} : error);
    if (!status) status = taken;
  }
  if (run) status = report_end(writer, run, report, status, error);
  relay_free(g.relay);
  source_free(g.source);
  sqlite3_finalize(g.find_mark);
  store_close(g.marks);
  writer_free(writer);
  return status;
}
