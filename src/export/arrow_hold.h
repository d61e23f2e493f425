/* arrow_hold.h - batches of columns as the Arrow C data interface hands them over: with their buffers, nothing is copied.
 *
 *   held_batch_new ─▶ fill its batch ─▶ held_batch_give (any number of times) ─▶ held_batch_drop
 *
 * Who is given an array may keep it as long as he likes, move its columns out and release them on any thread: the batch
 * counts who holds it. */
#ifndef SEIMEI_EXPORT_ARROW_HOLD_H
#define SEIMEI_EXPORT_ARROW_HOLD_H

#include "export/arrow_batch.h"
#include "export/export.h"
#include "seimei_arrow.h"

typedef struct held_batch held_batch;

/* An empty batch, held once; NULL when memory runs out. */
held_batch *held_batch_new(const export_format *format);
/* To be filled before it is given, and not changed after. */
arrow_batch *held_batch_columns(held_batch *h);
held_batch *held_batch_keep(held_batch *h); /* holds it once more */
void held_batch_drop(held_batch *h);        /* NULL is fine */
/* An array over the columns. false: no memory. */
bool held_batch_give(held_batch *h, struct ArrowArray *out);

/* The columns of a format. false: no memory. */
bool arrow_schema_fill(const export_format *format, struct ArrowSchema *out);

#endif
