/* article.c - an article as a person reads it: the text, wrapped, its words marked, and under each sentence its
 * records.
 *
 *     中ロ首脳が会談                              title, bold
 *     2022-02-05 · publisher                      dim
 *
 *     ロシアのプーチン大統領は4日、中国の習近平国家主席と会談した。
 *       ○ CONSULT  プーチン大統領 RUS:GOV · 習近平国家主席 CHN:GOV  2022-02-04  ja.consult.0003
 *
 * Sentences without records flow on as in the source; a sentence with records ends its line. */
#include "text/text.h"
#include "write/article_parts.h"

enum { MARGIN = 2, RECORD_INDENT = 4, HANG = 2 };

typedef struct {
  buffer *out;
  arena *arena;
  const seimei_document *doc;
  const seimei_records *records;
  const write_options *options;
  text_layout layout;
  article_items items;
  uint32_t next_item;
  article_marks marks;
  run line; /* sentences that wait to be written */
} article;

static void write_run(article *x, run *r, uint32_t first, uint32_t rest) {
  run_layout layout = {.width = x->options->width, .first = first, .rest = rest, .color = x->options->color};
  if (r->glyphs.count) run_write(x->out, r, &layout);
  run_clear(r);
}

static void flush_text(article *x) { write_run(x, &x->line, MARGIN, MARGIN); }

/* ---- head ---- */

static void add_fact(run *r, view text) {
  if (!text.len) return;
  if (r->glyphs.count) run_add_string(r, " · ", STYLE_DIM);
  run_add(r, text, STYLE_DIM);
}

static void write_head(article *x) {
  run r = {.arena = x->arena};
  run_add(&r, x->doc->title.len ? x->doc->title : x->doc->id, STYLE_BOLD);
  write_run(x, &r, MARGIN, MARGIN);
  add_fact(&r, x->doc->published);
  add_fact(&r, x->doc->publisher);
  add_fact(&r, x->doc->url);
  write_run(x, &r, MARGIN, MARGIN);
}

/* ---- sentences ---- */

static void write_item(article *x, const article_item *item) {
  run r = {.arena = x->arena};
  uint32_t indent = RECORD_INDENT + 2 * item->depth;
  uint32_t width = x->options->width, room = width > indent + 40 ? width - indent - 20 : width ? 20 : 60;
  if (room > 60) room = 60;
  if (item->is_event) article_add_event(&r, &x->records->events[item->index], room);
  else article_add_statement(&r, &x->records->statements[item->index], room);
  write_run(x, &r, indent, indent + HANG);
}

static bool is_narrow(const run *r) { return r->glyphs.count && r->glyphs.at[r->glyphs.count - 1].columns == 1; }

static void write_sentence(article *x, const sentence *s) {
  uint32_t begin = text_code_point(&x->layout, s->span.begin), end = text_code_point(&x->layout, s->span.end);
  if (is_narrow(&x->line)) run_add_string(&x->line, " ", STYLE_PLAIN);
  article_add_marked(&x->line, &x->marks, text_source(&x->layout, s->span), begin);
  const article_items *items = &x->items;
  if (x->next_item >= items->count || items->at[x->next_item].sentence >= end) return;
  flush_text(x);
  while (x->next_item < items->count && items->at[x->next_item].sentence < end)
    write_item(x, &items->at[x->next_item++]);
}

static void write_heading(article *x, span s) {
  run r = {.arena = x->arena};
  run_add(&r, text_source(&x->layout, s), STYLE_BOLD);
  write_run(x, &r, MARGIN, MARGIN);
}

static void write_body(article *x) {
  uint32_t block = NONE;
  for (uint32_t i = 0; i < x->layout.sentences.count; i++) {
    const sentence *s = &x->layout.sentences.at[i];
    if (s->block != block) {
      flush_text(x);
      block = s->block;
      if (x->layout.blocks.at[block].kind == BLOCK_TITLE) continue;
      buffer_add_byte(x->out, '\n');
      if (s->heading) write_heading(x, x->layout.blocks.at[block].span);
    }
    if (!s->heading) write_sentence(x, s);
  }
  flush_text(x);
}

/* Records that no sentence took (a document that was cut or changed) are still shown. */
static void write_rest(article *x) {
  while (x->next_item < x->items.count) write_item(x, &x->items.at[x->next_item++]);
  buffer_add_byte(x->out, '\n');
}

void write_article(buffer *out, const seimei_document *doc, const seimei_records *records,
                   const write_options *options) {
  arena memory;
  jmp_buf failed;
  arena_init(&memory, out->allocator);
  if (setjmp(failed)) {
    out->failed = true;
    arena_release(&memory);
    return;
  }
  memory.on_failure = &failed;
  article x = {.out = out, .arena = &memory, .doc = doc, .records = records, .options = options};
  x.line.arena = &memory;
  text_lay_out(&memory, options->rules, doc->text, doc->title, &x.layout);
  x.items = article_sort_items(&memory, records, options->kinds);
  x.marks = article_find_marks(&memory, records, options->kinds);
  write_head(&x);
  write_body(&x);
  write_rest(&x);
  article_write_summary(out, &memory, records, options);
  arena_release(&memory);
}
