/* english_token.c - English segments to tokens, and the names of the tables among them.
 *
 * A quotation is one token, 〓, without its marks. Tags and lemmas come with the parser, which finds them together with the
 * tree; until then each token is of an unknown class. */
#include "token/english_split.h"
#include "token/token_parts.h"

struct english_splitter {
  english_split_tables tables;
};

seimei_status english_tokenizer_open(const pack *p, tokenizer *t, tokenizer **out, seimei_error *error) {
  t->english = allocator_resize(t->allocator, NULL, sizeof *t->english);
  if (!t->english) {
    tokenizer_free(t);
    return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for the tokeniser.");
  }
  *t->english = (english_splitter){0};
  seimei_status status = english_split_init(&t->english->tables, p, t->allocator, error);
  if (status) tokenizer_free(t);
  else *out = t;
  return status;
}

void english_tokenizer_close(tokenizer *t) {
  if (!t->english) return;
  english_split_release(&t->english->tables);
  allocator_resize(t->allocator, t->english, 0);
}

typedef struct {
  const tokenizer *tokenizer;
  arena *arena;
  view text;
  token_layout *out;
  uint32_t segment;
  span_list words;
} english_writer;

/* ---- tokens ---- */

static void add_token(english_writer *w, span where, view surface, uint32_t quote) {
  token t = {.span = where, .surface = surface, .lemma = surface, .pos = POS_NOUN, .upos = UPOS_X, .quote = quote, .name = NONE};
  LIST_PUSH(w->arena, &w->out->tokens, t);
}

static void add_words(english_writer *w, span where, text_end end) {
  w->words.count = 0;
  english_split(&w->tokenizer->english->tables, w->arena, w->text, where, end, &w->words);
  for (uint32_t i = 0; i < w->words.count; i++) add_token(w, w->words.at[i], view_span(w->text, w->words.at[i]), NONE);
}

/* ---- names ---- */

/* Index of the token from first on that ends at end, or NONE. */
static uint32_t token_that_ends(const token_layout *l, uint32_t first, uint32_t end) {
  for (uint32_t t = first; t < l->tokens.count && l->tokens.at[t].span.begin < end; t++)
    if (l->tokens.at[t].span.end == end) return t;
  return NONE;
}

/* Names begin and end where words do; the longest one from the left counts. */
static void find_names(english_writer *w, uint32_t first, span where) {
  token_layout *l = w->out;
  view text = view_slice(w->text, 0, where.end);
  for (uint32_t t = first; t < l->tokens.count; t++) {
    uint32_t form, length = name_index_longest(w->tokenizer->names, text, l->tokens.at[t].span.begin, &form);
    uint32_t begin = l->tokens.at[t].span.begin, last = length ? token_that_ends(l, t, begin + length) : NONE;
    if (last == NONE) continue;
    name_match match = {{begin, begin + length}, form, w->segment, name_index_form(w->tokenizer->names, form)->kinds};
    for (uint32_t k = t; k <= last; k++) l->tokens.at[k].name = l->names.count;
    LIST_PUSH(w->arena, &l->names, match);
    t = last;
  }
}

/* Words of one run of text without a quotation in it. */
static void add_run(english_writer *w, span where, text_end end) {
  uint32_t first = w->out->tokens.count;
  add_words(w, where, end);
  if (w->tokenizer->names) find_names(w, first, where);
}

/* ---- segments ---- */

static bool is_hole(const quote *q) { return q->kind != QUOTE_TERM; }

static void add_segment(english_writer *w, const text_layout *layout, span where) {
  chunk_reader r = chunk_reader_of(layout, where);
  token_range range = {w->out->tokens.count, 0};
  uint32_t at = where.begin;
  for (; r.quote < r.quote_count && r.quotes[r.quote].outer.begin < where.end; r.quote++) {
    const quote *q = &r.quotes[r.quote];
    if (q->outer.begin < at || !is_hole(q)) continue;
    add_run(w, (span){at, q->outer.begin}, q->outer.end < where.end ? TEXT_GOES_ON : TEXT_ENDS);
    if (q->kind == QUOTE_SPEECH) add_token(w, q->inner, TEXT("〓"), r.quote);
    at = q->outer.end < where.end ? q->outer.end : where.end;
  }
  add_run(w, (span){at, where.end}, TEXT_ENDS);
  range.count = w->out->tokens.count - range.first;
  LIST_PUSH(w->arena, &w->out->segments, range);
}

void english_token_run(token_worker *worker, arena *a, const text_layout *layout, token_layout *out) {
  english_writer w = {worker->tokenizer, a, layout->text, out, 0, {0}};
  for (; w.segment < layout->segments.count; w.segment++) add_segment(&w, layout, layout->segments.at[w.segment].span);
  for (uint32_t q = 0; q < layout->quotes.count; q++) {
    const quote *it = &layout->quotes.at[q];
    bool inside = it->parent != NONE && layout->quotes.at[it->parent].kind >= QUOTE_ASIDE;
    if (it->kind == QUOTE_ASIDE && !inside) LIST_PUSH(a, &out->asides, it->outer);
  }
}

void english_token_plain(token_worker *worker, arena *a, view text, token_layout *out) {
  english_writer w = {worker->tokenizer, a, text, out, out->segments.count, {0}};
  token_range range = {out->tokens.count, 0};
  add_words(&w, (span){0, (uint32_t)text.len}, TEXT_ENDS);
  range.count = out->tokens.count - range.first;
  LIST_PUSH(a, &out->segments, range);
}
