/* arrow_c.c - a store through the Arrow C stream interface (Arrow, "The Arrow C stream interface"): batches are built as
 * for the file, one each time that the reader asks. */
#include <errno.h>
#include <stdlib.h>

#include "export/arrow_hold.h"
#include "export/arrow_store.h"

typedef struct {
  store *store;
  question *question;
  loader *loader;
  const export_format *format;
  arena words; /* of the filter */
  bool statements, ended;
  seimei_error error;
} source;

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
  const source *from = stream->private_data;
  return arrow_schema_fill(from->format, out) ? 0 : ENOMEM;
}

/* ---- rows ---- */

static seimei_status add_row(source *from, arrow_batch *batch, arena *memory, int64_t id) {
  loaded_record record = {0};
  sheet_row row;
  export_cell x = {.arena = memory, .row = &row, .record = &record};
  seimei_status status = (from->statements ? loader_statement : loader_event)(from->loader, id, &record, &from->error);
  if (status) return status;
  arena_reset(memory);
  export_fill(from->format, &x, 0);
  arrow_batch_add(batch, &row);
  return SEIMEI_OK;
}

static seimei_status fill_batch(source *from, arrow_batch *batch) {
  arena memory;
  jmp_buf failed;
  arena_init(&memory, NULL);
  if (setjmp(failed)) {
    arena_release(&memory);
    return error_set(&from->error, SEIMEI_NO_MEMORY, "out of memory");
  }
  memory.on_failure = &failed;
  seimei_status status = SEIMEI_OK;
  while (!status && !from->ended && !arrow_batch_is_full(batch)) {
    int64_t id;
    bool more;
    status = question_next(from->question, &id, &more, &from->error);
    if (!status && more) status = add_row(from, batch, &memory, id);
    from->ended = !more;
  }
  arena_release(&memory);
  if (!status && arrow_batch_has_failed(batch))
    status = error_set(&from->error, SEIMEI_NO_MEMORY, "out of memory");
  return status;
}

/* A released array means the end. */
static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
  source *from = stream->private_data;
  *out = (struct ArrowArray){.length = 0};
  if (from->ended) return 0;
  held_batch *held = held_batch_new(from->format);
  if (!held) return ENOMEM;
  arrow_batch *batch = held_batch_columns(held);
  seimei_status status = fill_batch(from, batch);
  bool given = !status && batch->rows && held_batch_give(held, out);
  if (!status && batch->rows && !given) status = error_set(&from->error, SEIMEI_NO_MEMORY, "out of memory");
  held_batch_drop(held);
  return status == SEIMEI_NO_MEMORY ? ENOMEM : status ? EIO : 0;
}

static const char *get_last_error(struct ArrowArrayStream *stream) {
  const source *from = stream->private_data;
  return from->error.message[0] ? from->error.message : NULL;
}

/* ---- the stream ---- */

static void release_source(source *from) {
  if (!from) return;
  loader_free(from->loader);
  question_close(from->question);
  store_close(from->store);
  arena_release(&from->words);
  free(from);
}

static void release_stream(struct ArrowArrayStream *stream) {
  release_source(stream->private_data);
  stream->release = NULL;
}

static seimei_status tidy(source *from, query_filter *filter, seimei_error *error) {
  jmp_buf failed;
  arena_init(&from->words, NULL);
  from->words.on_failure = &failed;
  seimei_status status =
      setjmp(failed) ? error_set(error, SEIMEI_NO_MEMORY, "out of memory") : query_tidy(&from->words, filter, error);
  from->words.on_failure = NULL;
  return status;
}

static seimei_status open_source(source *from, const char *path, query_filter *filter, seimei_error *error) {
  from->statements = filter->records == QUERY_STATEMENTS;
  from->format = from->statements ? &EXPORT_STATEMENTS : &EXPORT_EVENTS;
  seimei_status status = tidy(from, filter, error);
  if (!status) status = store_open(path, STORE_READ, &from->store, error);
  if (!status) status = question_open(from->store, filter, &from->question, error);
  return status ? status : loader_new(from->store, &from->loader, error);
}

seimei_status arrow_store_stream(const char *path, const query_filter *filter, struct ArrowArrayStream *out,
                                 seimei_error *error) {
  query_filter own = *filter;
  *out = (struct ArrowArrayStream){.release = NULL};
  source *from = calloc(1, sizeof *from);
  if (!from) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  seimei_status status = open_source(from, path, &own, error);
  if (status) {
    release_source(from);
    return status;
  }
  *out = (struct ArrowArrayStream){get_schema, get_next, get_last_error, release_stream, from};
  return SEIMEI_OK;
}

seimei_status seimei_arrow_stream(const char *path, const char *records, struct ArrowArrayStream *out,
                                  seimei_error *error) {
  bool statements = strcmp(records, "statements") == 0;
  *out = (struct ArrowArrayStream){.release = NULL};
  if (!statements && strcmp(records, "events") != 0)
    return error_set(error, SEIMEI_USAGE, "records are events or statements, and not \"%s\"", records);
  query_filter filter = {.records = statements ? QUERY_STATEMENTS : QUERY_EVENTS, .sort = SORT_STORED};
  return arrow_store_stream(path, &filter, out, error);
}
