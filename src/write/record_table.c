/* record_table.c - records in aligned columns, statements and events in one table in the order of the text. */
#include "write/article_parts.h"

enum { COLUMN_COUNT = 9, GAP = 2, CELL_MOST = 36, LAST_LEAST = 20 };

static const char *const HEADS[COLUMN_COUNT] = {"record", "type",   "mode",  "actor", "recipient",
                                                "date",   "status", "words", "about"};

typedef struct {
  view cells[COLUMN_COUNT];
  unsigned color;
} table_row;

static view join_labels(arena *a, seimei_actors actors) {
  view joined = {"", 0};
  for (size_t i = 0; i < actors.count; i++) {
    view label = actors.at[i].label;
    joined = arena_format(a, "%.*s%s%.*s", (int)joined.len, joined.ptr, i ? " " : "", (int)label.len,
                          label.ptr ? label.ptr : "");
  }
  return joined;
}

/* d1#e3 is e3 here: the document stands above its table. */
static view short_id(view id) {
  size_t at = view_find(id, TEXT("#"), 0);
  return at == SIZE_MAX ? id : view_skip(id, at + 1);
}

static table_row event_row(arena *a, const seimei_event *e) {
  return (table_row){{short_id(e->id), view_of_string(seimei_type_name(e->type)), e->mode, join_labels(a, e->actor),
                      join_labels(a, e->recipient), e->date, view_of_string(seimei_event_status_name(e->status)),
                      e->trigger.text, e->about.text},
                     (unsigned)event_family_of(e->quad_code)->color};
}

static table_row statement_row(arena *a, const seimei_statement *s) {
  view content = s->content_count ? s->content[0].text : (view){"", 0};
  return (table_row){{short_id(s->id), TEXT("statement"), view_of_string(seimei_manner_name(s->manner)),
                      join_labels(a, s->source), join_labels(a, s->addressee), s->date, TEXT(""), s->cue.text, content},
                     STYLE_MAGENTA};
}

static void measure(uint32_t widths[COLUMN_COUNT], const table_row *row) {
  for (int c = 0; c < COLUMN_COUNT; c++) {
    uint32_t columns = text_columns(row->cells[c]);
    if (c < COLUMN_COUNT - 1 && columns > CELL_MOST) columns = CELL_MOST;
    if (columns > widths[c]) widths[c] = columns;
  }
}

/* The last column takes what the screen leaves. */
static void fit(uint32_t widths[COLUMN_COUNT], uint32_t screen) {
  uint32_t before = 0;
  for (int c = 0; c < COLUMN_COUNT - 1; c++) before += widths[c] + GAP;
  if (!screen) return;
  uint32_t left = screen > before + LAST_LEAST ? screen - before : LAST_LEAST;
  if (widths[COLUMN_COUNT - 1] > left) widths[COLUMN_COUNT - 1] = left;
}

static void write_row(buffer *out, run *r, const table_row *row, const uint32_t widths[COLUMN_COUNT], bool color) {
  uint32_t edge = 0;
  run_clear(r);
  for (int c = 0; c < COLUMN_COUNT; c++) {
    run_add_cut(r, row->cells[c], widths[c], c == 1 ? row->color : row->color == STYLE_BOLD ? STYLE_BOLD : STYLE_PLAIN);
    edge += widths[c] + GAP;
    if (c < COLUMN_COUNT - 1) run_pad(r, edge);
  }
  run_write(out, r, &(run_layout){.color = color});
}

static void write_rows(buffer *out, arena *a, const seimei_records *records, const write_options *options) {
  article_items items = article_sort_items(a, records, options->kinds);
  table_row *rows = ARENA_NEW(a, table_row, items.count + 1);
  uint32_t widths[COLUMN_COUNT] = {0};
  for (int c = 0; c < COLUMN_COUNT; c++) rows[0].cells[c] = view_of_string(HEADS[c]);
  rows[0].color = STYLE_BOLD;
  for (uint32_t i = 0; i < items.count; i++) {
    const article_item *item = &items.at[i];
    rows[i + 1] = item->is_event ? event_row(a, &records->events[item->index])
                                 : statement_row(a, &records->statements[item->index]);
  }
  for (uint32_t i = 0; i <= items.count; i++) measure(widths, &rows[i]);
  fit(widths, options->width);
  run r = {.arena = a};
  for (uint32_t i = 0; i <= items.count; i++) write_row(out, &r, &rows[i], widths, options->color);
}

static void write_caption(buffer *out, arena *a, const seimei_document *doc, const seimei_records *records,
                          bool color) {
  run r = {.arena = a};
  run_add(&r, records->doc, STYLE_BOLD);
  if (doc->published.len) run_add_string(&r, "  ", STYLE_PLAIN);
  run_add(&r, doc->published, STYLE_DIM);
  if (doc->title.len) run_add_string(&r, "  ", STYLE_PLAIN);
  run_add(&r, doc->title, STYLE_PLAIN);
  run_write(out, &r, &(run_layout){.color = color});
}

void write_table(buffer *out, const seimei_document *doc, const seimei_records *records, const write_options *options) {
  arena memory;
  jmp_buf failed;
  arena_init(&memory, out->allocator);
  if (setjmp(failed)) {
    out->failed = true;
    arena_release(&memory);
    return;
  }
  memory.on_failure = &failed;
  write_caption(out, &memory, doc, records, options->color);
  write_rows(out, &memory, records, options);
  buffer_add_byte(out, '\n');
  arena_release(&memory);
}
