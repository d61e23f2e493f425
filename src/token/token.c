/* token.c - the tokeniser: opens the dictionary, runs chunks through their stages, writes tokens.
 *
 * MeCab's model is shared; tagger, lattice and scratch belong to a worker. The lattice is parsed once, and a second
 * time with constraints where a name cuts MeCab's words in a way that leaves pieces to be read anew. */
#include <stdio.h>

#include "token/token_parts.h"

/* ---- opening ---- */

seimei_status tokenizer_new(const pack *p, language_id language, const char *dictionary_path, const name_index *names,
                            const seimei_allocator *allocator, tokenizer **out, seimei_error *error) {
  *out = NULL;
  tokenizer *t = allocator_resize(allocator, NULL, sizeof *t);
  if (!t) return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for the tokeniser.");
  *t = (tokenizer){.language = language, .allocator = allocator, .names = names};
  if (language == LANGUAGE_EN) return english_tokenizer_open(p, t, out, error);
  char program[] = "seimei", rc_flag[] = "-r", rc[] = "/dev/null", dictionary_flag[] = "-d";
  char path[4096]; /* MeCab only reads it, and asks for what may be written */
  if ((size_t)snprintf(path, sizeof path, "%s", dictionary_path) >= sizeof path) path[0] = '\0';
  char *arguments[] = {program, rc_flag, rc, dictionary_flag, path, NULL};
  t->model = mecab_model_new((int)COUNT_OF(arguments) - 1, arguments);
  if (!t->model) {
    tokenizer_free(t);
    return error_set(error, SEIMEI_NO_DICTIONARY, "The MeCab dictionary %s cannot be opened.", dictionary_path);
  }
  if (abbreviations_new(names, allocator, &t->abbreviations)) {
    tokenizer_free(t);
    return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for the tokeniser.");
  }
  *out = t;
  return SEIMEI_OK;
}

void tokenizer_free(tokenizer *t) {
  if (!t) return;
  if (t->model) mecab_model_destroy(t->model);
  english_tokenizer_close(t);
  abbreviations_free(&t->abbreviations, t->allocator);
  allocator_resize(t->allocator, t, 0);
}

seimei_status token_worker_new(const tokenizer *t, token_worker **out, seimei_error *error) {
  *out = NULL;
  token_worker *w = allocator_resize(t->allocator, NULL, sizeof *w);
  if (!w) return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for a tokeniser's worker.");
  memset(w, 0, sizeof *w);
  w->tokenizer = t;
  if (t->language == LANGUAGE_EN) return *out = w, SEIMEI_OK;
  w->tagger = mecab_model_new_tagger(t->model);
  w->lattice = mecab_model_new_lattice(t->model);
  if (!w->tagger || !w->lattice) {
    token_worker_free(w);
    return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for a tokeniser's worker.");
  }
  *out = w;
  return SEIMEI_OK;
}

void token_worker_free(token_worker *w) {
  if (!w) return;
  if (w->lattice) mecab_lattice_destroy(w->lattice);
  if (w->tagger) mecab_destroy(w->tagger);
  allocator_resize(w->tokenizer->allocator, w, 0);
}

/* ---- pieces ---- */

static void add_piece(token_worker *w, piece p) {
  w->piece_at[p.begin] = (uint16_t)w->piece_count;
  w->marks[p.begin] |= MARK_BEGIN;
  w->marks[p.end] |= MARK_END;
  w->pieces[w->piece_count++] = p;
}

/* 習氏: an unknown word of kanji ends before the honorific, which makes the rest a name. Length of the honorific or 0. */
static uint32_t honorific_in(const token_worker *w, const piece *p) {
  view words = view_slice(chunk_view(w), p->begin, p->end), honorific = TEXT("氏");
  bool name = p->unknown && words.len > honorific.len && view_ends_with(words, honorific) && char_is_kanji(chunk_char_at(w, p->begin));
  return name ? (uint32_t)honorific.len : 0;
}

static void read_pieces(token_worker *w) {
  const chunk *c = &w->chunk;
  memset(w->marks, 0, c->plain_length + 1);
  w->piece_count = 0;
  for (const mecab_node_t *n = mecab_lattice_get_bos_node(w->lattice); n; n = n->next) {
    if (n->stat == MECAB_BOS_NODE || n->stat == MECAB_EOS_NODE || n->length == 0) continue;
    uint32_t at = (uint32_t)(n->surface - c->wide);
    piece p = {c->plain_at[at], c->plain_at[at + n->length], n->stat == MECAB_UNK_NODE, n->feature};
    uint16_t middle = (uint16_t)(p.end - honorific_in(w, &p));
    if (middle == p.end) {
      add_piece(w, p);
      continue;
    }
    add_piece(w, (piece){p.begin, middle, true, p.feature});
    add_piece(w, (piece){middle, p.end, false, FEATURE_SUFFIX});
  }
}

/* Without a lattice (out of memory inside MeCab) the chunk is one unknown word. */
static void parse_chunk(token_worker *w) {
  mecab_lattice_set_sentence2(w->lattice, w->chunk.wide, w->chunk.wide_length);
  if (mecab_parse_lattice(w->tagger, w->lattice)) {
    read_pieces(w);
    return;
  }
  memset(w->marks, 0, w->chunk.plain_length + 1);
  w->pieces[0] = (piece){0, (uint16_t)w->chunk.plain_length, true, FEATURE_NOUN};
  w->piece_count = 1;
  w->piece_at[0] = 0;
  w->marks[0] |= MARK_BEGIN;
  w->marks[w->chunk.plain_length] |= MARK_END;
}

/* ---- names that cut words ---- */

/* Is [begin, end) left over from a cut piece such that it must be read anew? Not where names cover it, nor for the
 * one character before a name, a prefix (駐日). */
static bool must_reread(const token_worker *w, uint32_t begin, uint32_t end, bool in_front) {
  if (begin >= end || (in_front && end - begin == 3)) return false;
  for (uint32_t at = begin; at < end; at++)
    if (!(w->marks[at] & MARK_COVERED)) return true;
  return false;
}

static bool cuts_badly(const token_worker *w, const found_name *f) {
  uint32_t begin = f->begin, end = f->end;
  while (begin > 0 && !(w->marks[begin] & MARK_BEGIN)) begin--;
  while (end < w->chunk.plain_length && !(w->marks[end] & MARK_END)) end++;
  return must_reread(w, begin, f->begin, true) || must_reread(w, f->end, end, false);
}

/* Parses again with blanks around the names that cut badly, which MeCab's words do not cross. Its own constraints would
 * do the same, but MeCab ends the process where a blank stands before a constrained word. */
static void reread(token_worker *w) {
  bool any = false;
  for (uint32_t i = 0; i < w->found_count; i++) {
    const found_name *f = &w->found[i];
    if ((w->marks[f->begin] & MARK_BEGIN && w->marks[f->end] & MARK_END) || !cuts_badly(w, f)) continue;
    w->marks[f->begin] |= MARK_CUT;
    w->marks[f->end] |= MARK_CUT;
    any = true;
  }
  if (!any) return;
  chunk_cut(&w->chunk, w->marks);
  parse_chunk(w);
}

/* ---- tokens ---- */

typedef struct {
  token_worker *worker;
  arena *arena;
  view text;
  token_layout *out;
  uint32_t segment, first_name; /* index of found[0] among the layout's names */
} token_writer;

static view surface_of(const token_writer *o, const item *it, span where) {
  view plain = view_slice(chunk_view(o->worker), it->begin, it->end);
  if (it->quote == NONE && span_length(where) == plain.len) return view_span(o->text, where);
  return it->quote == NONE ? arena_copy(o->arena, plain) : TEXT("〓");
}

static bool may_take_suru(const token *t) {
  return t->pos == POS_NOUN && t->sub != SUB_DEPENDENT && t->sub != SUB_ADVERBIAL && t->sub != SUB_PRONOUN &&
         t->sub != SUB_NUMBER && t->sub != SUB_COUNTER && t->quote == NONE;
}

/* The reading in 拿捕(だほ)した: kana in brackets between a verbal noun and its する. */
static bool is_reading(view gap) {
  enum { LONGEST = 36 }; /* bytes */
  uint32_t length, kana = 0;
  if (gap.len > LONGEST || !(view_starts_with(gap, TEXT("(")) || view_starts_with(gap, TEXT("(")))) return false;
  for (size_t at = 0; at < gap.len; at += length) {
    uint32_t c = utf8_decode(gap, at, &length);
    bool bracket = c == '(' || c == ')' || c == 0xFF08 || c == 0xFF09;
    if (!bracket && (c < 0x3041 || c > 0x30FF)) return false;
    kana += !bracket;
  }
  return kana > 0;
}

/* する, いたす, なさる, できる right after a verbal noun; する after any noun that may be one. */
static bool is_suru(view text, const token *t, const token *before) {
  static const char *const kin[] = {"いたす", "致す", "なさる", "為さる", "できる", "出来る", "くださる", "申し上げる"};
  if (t->pos != POS_VERB || !before || !may_take_suru(before)) return false;
  if (before->span.end != t->span.begin && !is_reading(view_span(text, (span){before->span.end, t->span.begin}))) return false;
  if (view_equals(t->lemma, TEXT("する"))) return true;
  if (before->sub != SUB_SAHEN) return false;
  for (size_t i = 0; i < COUNT_OF(kin); i++)
    if (view_equals(t->lemma, view_of_string(kin[i]))) return true;
  return false;
}

static void write_token(const token_writer *o, const item *it, const token *before) {
  token_worker *w = o->worker;
  const feature_info *info = feature_read(&w->features, it->feature);
  span where = {w->chunk.begin[it->begin], w->chunk.end[it->end]};
  view surface = surface_of(o, it, where);
  bool has_lemma = info->lemma_begin < info->lemma_end && !it->joined && info->pos != POS_SYMBOL;
  token t = {.span = where,
             .surface = surface,
             .feature = view_of(info->feature, info->length),
             .pos = info->pos,
             .sub = info->sub,
             .form = info->form,
             .unknown = it->unknown,
             .quote = it->quote,
             .lemma =
                 has_lemma ? view_slice(view_of_string(info->feature), info->lemma_begin, info->lemma_end) : surface,
             .name = it->found == NONE ? NONE : o->first_name + it->found};
  uint32_t c = chunk_char_at(w, it->begin);
  if (t.pos == POS_SYMBOL && (c == '!' || c == '?')) t.sub = SUB_PERIOD;
  t.suru = is_suru(o->text, &t, before);
  LIST_PUSH(o->arena, &o->out->tokens, t);
}

static void write_chunk(token_writer *o, uint32_t first_token) {
  token_worker *w = o->worker;
  o->first_name = o->out->names.count;
  for (uint32_t i = 0; i < w->found_count; i++) {
    const found_name *f = &w->found[i];
    name_match match = {{w->chunk.begin[f->name_begin], w->chunk.end[f->name_end]}, f->form, o->segment,
                        name_index_form(w->tokenizer->names, f->form)->kinds};
    LIST_PUSH(o->arena, &o->out->names, match);
  }
  for (uint32_t i = 0; i < w->item_count; i++) {
    uint32_t count = o->out->tokens.count;
    write_token(o, &w->items[i], count > first_token ? &o->out->tokens.at[count - 1] : NULL);
  }
}

static void run_reader(token_writer *o, chunk_reader *r, bool names) {
  token_worker *w = o->worker;
  token_range range = {o->out->tokens.count, 0};
  while (chunk_next(r, &w->chunk)) {
    parse_chunk(w);
    w->found_count = 0;
    if (names && w->tokenizer->names) {
      names_find(w);
      abbreviations_find(w);
      reread(w);
    }
    items_compose(w);
    items_join(w);
    write_chunk(o, range.first);
  }
  range.count = o->out->tokens.count - range.first;
  LIST_PUSH(o->arena, &o->out->segments, range);
}

void token_run(token_worker *w, arena *a, const text_layout *layout, token_layout *out) {
  *out = (token_layout){0};
  if (w->tokenizer->language == LANGUAGE_EN) {
    english_token_run(w, a, layout, out);
    return;
  }
  token_writer o = {w, a, layout->text, out, 0, 0};
  for (; o.segment < layout->segments.count; o.segment++) {
    chunk_reader reader = chunk_reader_of(layout, layout->segments.at[o.segment].span);
    run_reader(&o, &reader, true);
  }
  for (uint32_t q = 0; q < layout->quotes.count; q++) {
    const quote *it = &layout->quotes.at[q];
    bool inside = it->parent != NONE && layout->quotes.at[it->parent].kind >= QUOTE_ASIDE;
    if (it->kind == QUOTE_ASIDE && !inside) LIST_PUSH(a, &out->asides, it->outer);
  }
}

void token_plain(token_worker *w, arena *a, view text, token_layout *out) {
  if (w->tokenizer->language == LANGUAGE_EN) {
    english_token_plain(w, a, text, out);
    return;
  }
  token_writer o = {w, a, text, out, out->segments.count, 0};
  chunk_reader reader = {.text = text, .end = (uint32_t)text.len};
  run_reader(&o, &reader, false);
}
