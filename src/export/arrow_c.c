/* arrow_c.c - the Arrow C data interface (Arrow, "The Arrow C data interface", "The Arrow C stream interface"). A batch
 * is built as for the file and handed over with its buffers: nothing is copied. */
#include "seimei_arrow.h"

#include <errno.h>
#include <stdlib.h>

#include "export/arrow_batch.h"
#include "export/export.h"

typedef struct {
  store *store;
  question *question;
  loader *loader;
  const export_format *format;
  bool statements, ended;
  seimei_error error;
} source;

/* ---- schema ---- */

static const char *format_of(cell_kind kind) {
  static const char *const FORMATS[] = {
      [CELL_TEXT] = "u", [CELL_DAY] = "tdD", [CELL_INTEGER] = "l", [CELL_NUMBER] = "g", [CELL_SCORE] = "g"};
  return FORMATS[kind];
}

/* A schema's children and the pointers to them lie in one piece. */
static void release_schema(struct ArrowSchema *schema) {
  for (int64_t i = 0; i < schema->n_children; i++)
    if (schema->children[i]->release) schema->children[i]->release(schema->children[i]);
  free(schema->private_data);
  schema->release = NULL;
}

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
  const source *from = stream->private_data;
  uint32_t n = from->format->column_count;
  struct ArrowSchema **pointers = calloc(1, n * (sizeof *pointers + sizeof **pointers));
  if (!pointers) return ENOMEM;
  struct ArrowSchema *children = (struct ArrowSchema *)(pointers + n);
  for (uint32_t i = 0; i < n; i++) {
    const sheet_column *column = &from->format->columns[i];
    children[i] = (struct ArrowSchema){.format = format_of(column->kind),
                                       .name = column->name,
                                       .flags = ARROW_FLAG_NULLABLE,
                                       .release = release_schema};
    pointers[i] = &children[i];
  }
  *out = (struct ArrowSchema){.format = "+s",
                              .name = "",
                              .n_children = n,
                              .children = pointers,
                              .release = release_schema,
                              .private_data = pointers};
  return 0;
}

/* ---- arrays ---- */

/* The columns of one batch. Each child may be moved out of the array and be released after it, so that the batch counts
 * who still holds it. */
typedef struct {
  arrow_batch batch;
  struct ArrowArray children[SHEET_MOST_COLUMNS], *pointers[SHEET_MOST_COLUMNS];
  const void *buffers[SHEET_MOST_COLUMNS][3];
  const void *none[1];
  uint32_t holders;
} held_batch;

static void let_go(held_batch *held) {
  if (--held->holders) return;
  arrow_batch_release(&held->batch);
  free(held);
}

static void release_array(struct ArrowArray *array) {
  held_batch *held = array->private_data;
  for (int64_t i = 0; i < array->n_children; i++)
    if (array->children[i]->release) array->children[i]->release(array->children[i]);
  array->release = NULL;
  let_go(held);
}

static void fill_child(held_batch *held, uint32_t i) {
  arrow_column *c = &held->batch.data[i];
  bool text = arrow_is_text(held->batch.columns[i].kind);
  const void **buffers = held->buffers[i];
  int64_t n = 0;
  buffers[n++] = c->known.ptr;
  if (text) buffers[n++] = c->offsets.ptr;
  buffers[n++] = c->values.ptr ? c->values.ptr : "";
  held->children[i] = (struct ArrowArray){.length = held->batch.rows,
                                          .null_count = c->missing,
                                          .n_buffers = n,
                                          .buffers = buffers,
                                          .release = release_array,
                                          .private_data = held};
  held->pointers[i] = &held->children[i];
}

static void fill_array(held_batch *held, struct ArrowArray *out) {
  uint32_t n = held->batch.column_count;
  for (uint32_t i = 0; i < n; i++) fill_child(held, i);
  held->holders = n + 1;
  *out = (struct ArrowArray){.length = held->batch.rows,
                             .n_buffers = 1,
                             .buffers = held->none,
                             .n_children = n,
                             .children = held->pointers,
                             .release = release_array,
                             .private_data = held};
}

/* ---- rows ---- */

static seimei_status add_row(source *from, held_batch *held, arena *memory, int64_t id) {
  loaded_record record = {0};
  sheet_row row;
  export_cell x = {.arena = memory, .row = &row, .record = &record};
  seimei_status status = (from->statements ? loader_statement : loader_event)(from->loader, id, &record, &from->error);
  if (status) return status;
  arena_reset(memory);
  export_fill(from->format, &x, 0);
  arrow_batch_add(&held->batch, &row);
  return SEIMEI_OK;
}

static seimei_status fill_batch(source *from, held_batch *held) {
  arena memory;
  jmp_buf failed;
  arena_init(&memory, NULL);
  if (setjmp(failed)) {
    arena_release(&memory);
    return error_set(&from->error, SEIMEI_NO_MEMORY, "out of memory");
  }
  memory.on_failure = &failed;
  seimei_status status = SEIMEI_OK;
  while (!status && !from->ended && !arrow_batch_is_full(&held->batch)) {
    int64_t id;
    bool more;
    status = question_next(from->question, &id, &more, &from->error);
    if (!status && more) status = add_row(from, held, &memory, id);
    from->ended = !more;
  }
  arena_release(&memory);
  if (!status && arrow_batch_has_failed(&held->batch))
    status = error_set(&from->error, SEIMEI_NO_MEMORY, "out of memory");
  return status;
}

/* A released array means the end. */
static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
  source *from = stream->private_data;
  *out = (struct ArrowArray){.length = 0};
  if (from->ended) return 0;
  held_batch *held = calloc(1, sizeof *held);
  if (!held) return ENOMEM;
  arrow_batch_init(&held->batch, from->format->columns, from->format->column_count);
  held->holders = 1;
  seimei_status status = fill_batch(from, held);
  if (status || !held->batch.rows) let_go(held);
  else fill_array(held, out);
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
  free(from);
}

static void release_stream(struct ArrowArrayStream *stream) {
  release_source(stream->private_data);
  stream->release = NULL;
}

static seimei_status open_source(source *from, const char *path, const char *records, seimei_error *error) {
  query_filter filter = {.sort = SORT_STORED};
  from->statements = strcmp(records, "statements") == 0;
  if (!from->statements && strcmp(records, "events") != 0)
    return error_set(error, SEIMEI_USAGE, "records are events or statements, and not \"%s\"", records);
  filter.records = from->statements ? QUERY_STATEMENTS : QUERY_EVENTS;
  from->format = from->statements ? &EXPORT_STATEMENTS : &EXPORT_EVENTS;
  seimei_status status = store_open(path, STORE_READ, &from->store, error);
  if (!status) status = question_open(from->store, &filter, &from->question, error);
  return status ? status : loader_new(from->store, &from->loader, error);
}

seimei_status seimei_arrow_stream(const char *path, const char *records, struct ArrowArrayStream *out,
                                  seimei_error *error) {
  *out = (struct ArrowArrayStream){.release = NULL};
  source *from = calloc(1, sizeof *from);
  if (!from) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  seimei_status status = open_source(from, path, records, error);
  if (status) {
    release_source(from);
    return status;
  }
  *out = (struct ArrowArrayStream){get_schema, get_next, get_last_error, release_stream, from};
  return SEIMEI_OK;
}
