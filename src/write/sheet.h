/* sheet.h - rows of cells under named columns, in the form that somebody asked for.
 *
 *   columns ─▶ sheet_begin      cell_text, cell_integer, … ─▶ sheet_row      sheet_end
 *                                                             └─▶ csv, tsv, jsonl, aligned columns, Arrow
 * (export/arrow.h)
 *
 * A cell never holds a line end, a tab or another control character: each becomes a blank. */
#ifndef SEIMEI_WRITE_SHEET_H
#define SEIMEI_WRITE_SHEET_H

#include "base/base.h"

typedef enum {
  CELL_TEXT,
  CELL_DAY, /* a whole day as ISO text */
  CELL_INTEGER,
  CELL_NUMBER, /* shortest decimal that reads back */
  CELL_SCORE   /* at most four digits after the point, at least one */
} cell_kind;

typedef struct {
  const char *name;
  cell_kind kind;
} sheet_column;

enum { SHEET_MOST_COLUMNS = 64 };

typedef struct {
  view text; /* of CELL_TEXT and CELL_DAY; empty: not known */
  int64_t integer;
  double number;
  bool known;
} sheet_cell;

/* A row that is being filled from the left. */
typedef struct {
  sheet_cell cells[SHEET_MOST_COLUMNS];
  uint32_t count;
} sheet_row;

static inline void row_clear(sheet_row *r) { r->count = 0; }
static inline void cell_put(sheet_row *r, sheet_cell cell) {
  if (r->count < SHEET_MOST_COLUMNS) r->cells[r->count++] = cell;
}
static inline void cell_text(sheet_row *r, view text) {
  cell_put(r, (sheet_cell){.text = text, .known = text.len > 0});
}
static inline void cell_string(sheet_row *r, const char *text) { cell_text(r, view_of_string(text)); }
static inline void cell_integer(sheet_row *r, int64_t n) { cell_put(r, (sheet_cell){.integer = n, .known = true}); }
static inline void cell_number(sheet_row *r, double n) { cell_put(r, (sheet_cell){.number = n, .known = true}); }
static inline void cell_empty(sheet_row *r) { cell_put(r, (sheet_cell){.known = false}); }

typedef struct sheet sheet;

/* How a form is written. begin and end may be NULL. */
typedef struct {
  void (*begin)(sheet *s);
  void (*row)(sheet *s, const sheet_row *row);
  void (*end)(sheet *s);
  void (*release)(sheet *s); /* what begin took; also after a failure */
} sheet_form;

struct sheet {
  buffer *out; /* bytes are added; the caller empties it between rows as he likes */
  const sheet_form *form;
  const sheet_column *columns;
  uint32_t column_count;
  uint32_t width; /* of the screen, for aligned columns; 0: as wide as the text */
  bool color;
  void *state; /* of the form */
};

extern const sheet_form SHEET_CSV;      /* RFC 4180, header line */
extern const sheet_form SHEET_TSV;      /* tabs, header line */
extern const sheet_form SHEET_TSV_BARE; /* tabs, no header line */
extern const sheet_form SHEET_JSONL;    /* an object a row; null where nothing is known */
extern const sheet_form SHEET_GRID;     /* aligned columns for people */

/* out, form, columns, width and color are set; state is NULL. Memory that runs out marks out as failed. */
void sheet_begin(sheet *s);
void sheet_add(sheet *s, const sheet_row *row);
void sheet_end(sheet *s);
void sheet_release(sheet *s);

/* Text without line ends, tabs and control characters; always valid UTF-8. */
void cell_clean(buffer *out, view text);
/* The same, in quotation marks where RFC 4180 wants them. */
void cell_csv(buffer *out, view text);

#endif
