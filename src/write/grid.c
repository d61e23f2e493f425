/* grid.c - rows in aligned columns for people. Rows are kept until the widths are known: GRID_ROWS at a time, so that a
 * result of any length needs little memory. */
#include "write/json.h"
#include "write/screen.h"
#include "write/sheet.h"

#include <stdlib.h>

enum { GRID_ROWS = 500, GAP = 2, CELL_MOST = 36, LAST_LEAST = 20 };

typedef struct {
  arena memory;
  view (*rows)[SHEET_MOST_COLUMNS];
  uint32_t count;
  bool again; /* the head has been written */
} grid;

static void put_cell(arena *a, view *to, const sheet_cell *cell, cell_kind kind, buffer *text) {
  buffer_clear(text);
  if (cell->known && kind <= CELL_DAY) cell_clean(text, cell->text);
  else if (cell->known && kind == CELL_INTEGER) buffer_printf(text, "%lld", (long long)cell->integer);
  else if (cell->known) json_score(text, cell->number);
  *to = arena_copy(a, view_of(text->ptr ? text->ptr : "", text->len));
}

static void grid_begin(sheet *s) {
  grid *g = calloc(1, sizeof *g);
  s->state = g;
  if (!g) {
    s->out->failed = true;
    return;
  }
  arena_init(&g->memory, s->out->allocator);
}

/* The last column takes what the screen leaves; the others are cut at a width that shows what they are. */
static void measure(const sheet *s, const grid *g, uint32_t widths[SHEET_MOST_COLUMNS]) {
  uint32_t last = s->column_count - 1, before = 0;
  for (uint32_t c = 0; c < s->column_count; c++) {
    widths[c] = text_columns(view_of_string(s->columns[c].name));
    for (uint32_t i = 0; i < g->count; i++) {
      uint32_t columns = text_columns(g->rows[i][c]);
      if (columns > widths[c]) widths[c] = columns;
    }
    if (c < last && s->width && widths[c] > CELL_MOST) widths[c] = CELL_MOST;
    if (c < last) before += widths[c] + GAP;
  }
  if (!s->width) return;
  uint32_t left = s->width > before + LAST_LEAST ? s->width - before : LAST_LEAST;
  if (widths[last] > left) widths[last] = left;
}

static void write_line(sheet *s, run *r, const view *cells, const uint32_t *widths, style look) {
  uint32_t edge = 0;
  run_clear(r);
  for (uint32_t c = 0; c < s->column_count; c++) {
    bool right = look == STYLE_PLAIN && s->columns[c].kind >= CELL_INTEGER;
    if (right) run_pad(r, edge + widths[c] - text_columns(cells[c]));
    run_add_cut(r, cells[c], widths[c], look);
    edge += widths[c] + GAP;
    if (c + 1 < s->column_count) run_pad(r, edge);
  }
  run_write(s->out, r, &(run_layout){.color = s->color});
}

static void write_rows(sheet *s) {
  grid *g = s->state;
  uint32_t widths[SHEET_MOST_COLUMNS];
  view heads[SHEET_MOST_COLUMNS];
  run r = {.arena = &g->memory};
  measure(s, g, widths);
  for (uint32_t c = 0; c < s->column_count; c++) heads[c] = view_of_string(s->columns[c].name);
  if (!g->again) write_line(s, &r, heads, widths, STYLE_BOLD);
  for (uint32_t i = 0; i < g->count; i++) write_line(s, &r, g->rows[i], widths, STYLE_PLAIN);
  g->again = true;
}

/* Runs work with the arena's unwinding armed. */
static void with_memory(sheet *s, void (*work)(sheet *, const sheet_row *), const sheet_row *row) {
  grid *g = s->state;
  jmp_buf failed;
  if (!g) return;
  if (setjmp(failed)) {
    s->out->failed = true;
    return;
  }
  g->memory.on_failure = &failed;
  work(s, row);
}

static void empty(grid *g) {
  arena_reset(&g->memory);
  g->rows = NULL;
  g->count = 0;
}

static void keep_row(sheet *s, const sheet_row *row) {
  grid *g = s->state;
  buffer text;
  if (!g->rows) {
    g->count = 0;
    g->rows = arena_alloc(&g->memory, GRID_ROWS * sizeof *g->rows);
  }
  buffer_init(&text, s->out->allocator);
  for (uint32_t c = 0; c < s->column_count; c++)
    put_cell(&g->memory, &g->rows[g->count][c], &row->cells[c], s->columns[c].kind, &text);
  buffer_release(&text);
  if (++g->count < GRID_ROWS) return;
  write_rows(s);
  empty(g);
}

static void write_rest(sheet *s, const sheet_row *row) {
  grid *g = s->state;
  (void)row;
  if (g->count || !g->again) write_rows(s);
  empty(g);
}

static void grid_row(sheet *s, const sheet_row *row) { with_memory(s, keep_row, row); }
static void grid_end(sheet *s) { with_memory(s, write_rest, NULL); }

static void grid_release(sheet *s) {
  grid *g = s->state;
  if (g) arena_release(&g->memory);
  free(g);
  s->state = NULL;
}

const sheet_form SHEET_GRID = {grid_begin, grid_row, grid_end, grid_release};
