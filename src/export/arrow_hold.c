/* arrow_hold.c - the Arrow C data interface (Arrow, "The Arrow C data interface"). */
#include "export/arrow_hold.h"

#include <stdatomic.h>
#include <stdlib.h>

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

bool arrow_schema_fill(const export_format *format, struct ArrowSchema *out) {
  uint32_t n = format->column_count;
  struct ArrowSchema **pointers = calloc(1, n * (sizeof *pointers + sizeof **pointers));
  if (!pointers) return false;
  struct ArrowSchema *children = (struct ArrowSchema *)(pointers + n);
  for (uint32_t i = 0; i < n; i++) {
    const sheet_column *column = &format->columns[i];
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
  return true;
}

/* ---- batches ---- */

struct held_batch {
  arrow_batch batch;
  atomic_uint holders;
};

held_batch *held_batch_new(const export_format *format) {
  held_batch *h = calloc(1, sizeof *h);
  if (!h) return NULL;
  arrow_batch_init(&h->batch, format->columns, format->column_count);
  atomic_init(&h->holders, 1);
  return h;
}

arrow_batch *held_batch_columns(held_batch *h) { return &h->batch; }

held_batch *held_batch_keep(held_batch *h) {
  atomic_fetch_add(&h->holders, 1);
  return h;
}

void held_batch_drop(held_batch *h) {
  if (!h || atomic_fetch_sub(&h->holders, 1) != 1) return;
  arrow_batch_release(&h->batch);
  free(h);
}

/* ---- arrays ---- */

/* What one array and its children point to. Each child may be moved out of the array and be released after it. */
typedef struct {
  held_batch *batch;
  atomic_uint holders;
  struct ArrowArray children[SHEET_MOST_COLUMNS], *pointers[SHEET_MOST_COLUMNS];
  const void *buffers[SHEET_MOST_COLUMNS][3];
  const void *none[1];
} given_array;

static void release_array(struct ArrowArray *array) {
  given_array *given = array->private_data;
  for (int64_t i = 0; i < array->n_children; i++)
    if (array->children[i]->release) array->children[i]->release(array->children[i]);
  array->release = NULL;
  if (atomic_fetch_sub(&given->holders, 1) != 1) return;
  held_batch_drop(given->batch);
  free(given);
}

static void fill_child(given_array *given, uint32_t i) {
  const arrow_batch *batch = &given->batch->batch;
  const arrow_column *c = &batch->data[i];
  const void **buffers = given->buffers[i];
  int64_t n = 0;
  buffers[n++] = c->known.ptr;
  if (arrow_is_text(batch->columns[i].kind)) buffers[n++] = c->offsets.ptr;
  buffers[n++] = c->values.ptr ? c->values.ptr : "";
  given->children[i] = (struct ArrowArray){.length = batch->rows,
                                           .null_count = c->missing,
                                           .n_buffers = n,
                                           .buffers = buffers,
                                           .release = release_array,
                                           .private_data = given};
  given->pointers[i] = &given->children[i];
}

bool held_batch_give(held_batch *h, struct ArrowArray *out) {
  given_array *given = calloc(1, sizeof *given);
  if (!given) return false;
  uint32_t n = h->batch.column_count;
  given->batch = held_batch_keep(h);
  for (uint32_t i = 0; i < n; i++) fill_child(given, i);
  atomic_init(&given->holders, n + 1);
  *out = (struct ArrowArray){.length = h->batch.rows,
                             .n_buffers = 1,
                             .buffers = given->none,
                             .n_children = n,
                             .children = given->pointers,
                             .release = release_array,
                             .private_data = given};
  return true;
}
