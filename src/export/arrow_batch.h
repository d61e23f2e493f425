/* arrow_batch.h - columns as Arrow lays them out in memory (Arrow Columnar Format 1.x): of each a bitmap of what is
 * known, for text 32-bit offsets and the bytes, for numbers the values. A day is a date32: days since 1970-01-01. */
#ifndef SEIMEI_EXPORT_ARROW_BATCH_H
#define SEIMEI_EXPORT_ARROW_BATCH_H

#include "write/sheet.h"

enum { ARROW_ROWS = 1 << 16, ARROW_BYTES = 1 << 26 }; /* when a batch is full */

typedef struct {
  buffer known, offsets, values; /* offsets only for text */
  int64_t missing;
} arrow_column;

typedef struct {
  const sheet_column *columns;
  uint32_t column_count;
  int64_t rows;
  size_t bytes;
  arrow_column data[SHEET_MOST_COLUMNS];
} arrow_batch;

void arrow_batch_init(arrow_batch *b, const sheet_column *columns, uint32_t count);
void arrow_batch_release(arrow_batch *b);
void arrow_batch_clear(arrow_batch *b);
void arrow_batch_add(arrow_batch *b, const sheet_row *row);
bool arrow_batch_is_full(const arrow_batch *b);
bool arrow_batch_has_failed(const arrow_batch *b); /* memory ran out */

static inline bool arrow_is_text(cell_kind kind) { return kind == CELL_TEXT; }

#endif
