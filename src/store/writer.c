/* writer.c - transactions, inputs, failures and runs. */
#include <stdlib.h>

#include "store/writer_parts.h"

static seimei_status told(const store_writer *w, bool done, const char *what, seimei_error *error) {
  return done ? SEIMEI_OK : store_failure(w->store, what, error);
}

/* ---- life ---- */

static seimei_status find_version(store_writer *w, view version, seimei_error *error) {
  bool ok = sql_run(&w->sql, SQL_ADD_VERSION, "s", version);
  w->version = sql_number(sql_bind(&w->sql, SQL_FIND_VERSION, "s", version), &ok);
  return told(w, ok && w->version, "writing the version", error);
}

seimei_status writer_new(store *s, view version, store_writer **out, seimei_error *error) {
  *out = NULL;
  store_writer *w = calloc(1, sizeof *w);
  if (!w) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  sqlite3 *db = store_database(s);
  *w = (store_writer){
      .store = s, .sql = {.database = db}, .feed = feed_new(db), .facts = facts_new(db), .actors = actor_cache_new()};
  buffer_init(&w->scratch, NULL);
  seimei_status status =
      w->feed && w->facts && w->actors ? writer_begin(w, error) : error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  if (!status) status = find_version(w, version, error);
  if (!status) status = writer_commit(w, error);
  if (status) writer_free(w);
  else *out = w;
  return status;
}

void writer_free(store_writer *w) {
  if (!w) return;
  writer_abandon(w);
  sql_release(&w->sql);
  feed_free(w->feed);
  facts_free(w->facts);
  actor_cache_free(w->actors);
  buffer_release(&w->scratch);
  free(w);
}

seimei_status writer_begin(store_writer *w, seimei_error *error) {
  w->open = sql_run(&w->sql, SQL_BEGIN, "");
  return told(w, w->open, "beginning to write", error);
}

seimei_status writer_commit(store_writer *w, seimei_error *error) {
  jmp_buf failure;
  facts_arm(w->facts, &failure);
  if (setjmp(failure)) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  bool done = facts_write(w->facts) && sql_run(&w->sql, SQL_COMMIT, "");
  if (done) w->open = false;
  return told(w, done, "writing", error);
}

/* After a full disk SQLite may have taken the transaction back itself; then this one fails, and that is well. */
void writer_abandon(store_writer *w) {
  if (w->open) sql_run(&w->sql, SQL_ROLLBACK, "");
  w->open = false;
  if (w->actors) actor_cache_empty(w->actors);
  if (w->facts) facts_forget(w->facts);
}

/* ---- inputs ---- */

seimei_status writer_name_input(store_writer *w, view path, int64_t *id, seimei_error *error) {
  bool ok = sql_run(&w->sql, SQL_ADD_INPUT, "s", path);
  *id = sql_number(sql_bind(&w->sql, SQL_FIND_INPUT, "s", path), &ok);
  return told(w, ok && *id, "noting an input", error);
}

seimei_status writer_find_input(store_writer *w, view path, int64_t *id, seimei_error *error) {
  bool ok = true;
  *id = sql_number(sql_bind(&w->sql, SQL_FIND_INPUT, "s", path), &ok);
  return told(w, ok, "looking for an input", error);
}

seimei_status writer_open_input(store_writer *w, view path, input_mark *mark, seimei_error *error) {
  seimei_status status = mark->id ? SEIMEI_OK : writer_name_input(w, path, &mark->id, error);
  if (status) return status;
  bool ok = mark->has_facts
                ? sql_run(&w->sql, SQL_RESET_INPUT, "iiii", mark->id, mark->size, mark->modified, mark->format)
                : sql_run(&w->sql, SQL_RESET_INPUT, "innn", mark->id);
  ok = ok && sql_run(&w->sql, SQL_FORGET_FAILURES, "i", mark->id);
  mark->offset = mark->inner = mark->number = 0;
  mark->done = false;
  return told(w, ok, "noting an input", error);
}

seimei_status writer_mark_input(store_writer *w, const input_mark *mark, const input_counts *more,
                                seimei_error *error) {
  bool ok = sql_run(&w->sql, SQL_MARK_INPUT, "iiiisii", mark->id, mark->offset, mark->inner, mark->number,
                    mark->done ? TEXT("done") : TEXT("reading"), more->stored, more->left);
  return told(w, ok, "marking an input", error);
}

seimei_status writer_add_failure(store_writer *w, const input_failure *f, seimei_error *error) {
  return told(w,
              sql_run(&w->sql, SQL_ADD_FAILURE, "iiisi", f->input, (int64_t)f->number, f->offset, f->reason,
                      (int64_t)f->is_read),
              "noting what failed", error);
}

seimei_status writer_note_opened(store_writer *w, int64_t input, seimei_error *error) {
  return told(w, sql_run(&w->sql, SQL_FORGET_NOT_OPENED, "i", input), "noting what failed", error);
}

seimei_status writer_keep_feed(store_writer *w, view url, view etag, view modified, seimei_error *error) {
  return told(w, sql_run(&w->sql, SQL_KEEP_FEED, "sss", url, etag, modified), "noting a feed", error);
}

/* ---- runs ---- */

seimei_status writer_begin_run(store_writer *w, view kind, view options, int64_t *run, seimei_error *error) {
  bool ok = sql_run(&w->sql, SQL_ADD_RUN, "sis", kind, w->version, options);
  *run = sqlite3_last_insert_rowid(w->sql.database);
  return told(w, ok, "noting the run", error);
}

seimei_status writer_count(store_writer *w, int64_t run, view outcome, view reason, int64_t count,
                           seimei_error *error) {
  return told(w, sql_run(&w->sql, SQL_COUNT_RUN, "issi", run, outcome, reason, count), "noting the run", error);
}

seimei_status writer_end_run(store_writer *w, int64_t run, seimei_error *error) {
  return told(w, sql_run(&w->sql, SQL_END_RUN, "i", run), "noting the run", error);
}
