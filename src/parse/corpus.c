/* corpus.c - reads treebanks and projects them onto MeCab's tokens by byte offset. */
#include "parse/corpus.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_BUNSETSU = 1024, MAX_FILE = 1 << 28 };

/* A sentence as it is annotated: bunsetsu one after another in text. */
typedef struct {
  buffer text;
  uint32_t begin[MAX_BUNSETSU], head[MAX_BUNSETSU], count;
} draft;

/* Full-width ASCII to ASCII, as the text stage does. */
static void add_normalised(buffer *out, view text) {
  for (size_t at = 0; at < text.len;) {
    uint32_t length, c = utf8_decode(text, at, &length);
    if (c >= 0xFF01 && c <= 0xFF5E) {
      buffer_add_byte(out, (char)(c - 0xFEE0));
    } else {
      buffer_add(out, view_slice(text, at, at + length));
    }
    at += length;
  }
}

static bool is_projective(const corpus_sentence *s) {
  for (uint32_t i = 0; i + 1 < s->count; i++) {
    if (s->heads[i] == NONE || s->heads[i] <= i) return false;
    for (uint32_t k = i + 1; k < s->heads[i]; k++)
      if (s->heads[k] == NONE || s->heads[k] > s->heads[i]) return false;
  }
  return true;
}

static void finish(corpus *c, arena *a, token_worker *tokenizer, draft *d) {
  if (!d->count || d->text.failed) return;
  corpus_sentence s = {.text = arena_copy(a, view_of(d->text.ptr, d->text.len))};
  token_layout tokens = {0};
  token_plain(tokenizer, a, s.text, &tokens);
  s.token_count = tokens.tokens.count;
  if (!s.token_count) return;
  s.tokens = ARENA_NEW(a, token_trait, s.token_count);
  s.offsets = ARENA_NEW(a, uint32_t, s.token_count + 1);
  for (uint32_t k = 0; k < s.token_count; k++) {
    token_trait_fill(&tokens.tokens.at[k], &s.tokens[k]);
    s.offsets[k] = tokens.tokens.at[k].span.begin;
  }
  s.offsets[s.token_count] = (uint32_t)s.text.len;
  s.starts = ARENA_NEW(a, uint32_t, d->count + 1);
  s.heads = ARENA_NEW(a, uint32_t, d->count);
  uint32_t *merged = ARENA_NEW(a, uint32_t, d->count), at = 0;
  for (uint32_t i = 0; i < d->count; i++) {
    while (at < s.token_count && tokens.tokens.at[at].span.begin < d->begin[i]) at++;
    bool there = i == 0 || (at < s.token_count && tokens.tokens.at[at].span.begin == d->begin[i]);
    if (there) s.starts[s.count++] = i ? at : 0;
    else s.crossed++;
    merged[i] = s.count - 1;
  }
  s.starts[s.count] = s.token_count;
  for (uint32_t i = 0; i < d->count; i++) {
    uint32_t head = d->head[i] < d->count ? merged[d->head[i]] : NONE;
    s.heads[merged[i]] = head == merged[i] ? NONE : head;
  }
  s.projective = is_projective(&s);
  LIST_PUSH(a, &c->sentences, s);
}

/* Adds the sentence once more with 〓 for what is said in it, as the text stage has it: 「…」 over several bunsetsu
 * with と after it becomes one bunsetsu. */
static void finish_with_hole(corpus *c, arena *a, token_worker *tokenizer, const draft *d) {
  view text = view_of(d->text.ptr, d->text.len), open = TEXT("「"), close = TEXT("」"), said = TEXT("」と");
  size_t end = view_find(text, said, 0);
  uint32_t first = NONE, last = 0;
  for (uint32_t i = 0; end != SIZE_MAX && i < d->count && d->begin[i] <= end; i++) {
    view rest = view_skip(text, d->begin[i]);
    if (view_starts_with(rest, open)) first = i;
    else if (first != NONE && view_find(view_slice(rest, 0, end - d->begin[i]), open, 0) != SIZE_MAX) return;
    last = i;
  }
  if (first == NONE || first == last || view_find(text, close, d->begin[first]) != end) return;
  uint32_t fewer = last - first;
  draft *hole = ARENA_NEW(a, draft, 1);
  buffer_init(&hole->text, a->allocator);
  for (uint32_t i = 0; i < d->count; i++) {
    if (i > first && i <= last) continue;
    hole->begin[hole->count] = (uint32_t)hole->text.len;
    uint32_t head = d->head[i == first ? last : i];
    if (head != NONE && head > first) head = head <= last ? first : head - fewer;
    hole->head[hole->count++] = head;
    size_t stop = (i == first ? last : i) + 1 < d->count ? d->begin[(i == first ? last : i) + 1] : text.len;
    if (i == first) buffer_add_string(&hole->text, "「〓");
    buffer_add(&hole->text, view_slice(text, i == first ? end : d->begin[i], stop));
  }
  finish(c, a, tokenizer, hole);
  buffer_release(&hole->text);
}

static void clear(draft *d) {
  buffer_clear(&d->text);
  d->count = 0;
}

static void add_bunsetsu(draft *d, uint32_t head) {
  if (d->count == MAX_BUNSETSU) return;
  d->begin[d->count] = (uint32_t)d->text.len;
  d->head[d->count++] = head;
}

/* The number at the start of text, NONE for a negative one. */
static uint32_t head_number(view text) {
  uint32_t n = 0;
  size_t at = 0;
  for (; at < text.len && char_is_digit((unsigned char)text.ptr[at]) && n < MAX_BUNSETSU; at++)
    n = n * 10 + (uint32_t)(text.ptr[at] - '0');
  return at ? n : NONE;
}

/* "* 2D" opens a bunsetsu, "+" and "#" lines are skipped, others begin with the surface; EOS ends the sentence. */
static void read_knp(corpus *c, arena *a, token_worker *tokenizer, corpus_holes holes, view text, draft *d) {
  for (view line; view_split(&text, '\n', &line);) {
    if (view_equals(line, TEXT("EOS"))) {
      finish(c, a, tokenizer, d);
      if (holes == CORPUS_WITH_HOLES) finish_with_hole(c, a, tokenizer, d);
      clear(d);
    } else if (view_starts_with(line, TEXT("* ")) && !view_starts_with(line, TEXT("* * "))) {
      add_bunsetsu(d, head_number(view_skip(line, 2)));
    } else if (!view_starts_with(line, TEXT("+ ")) && !view_starts_with(line, TEXT("# ")) && line.len) {
      view word;
      if (view_split(&line, ' ', &word)) add_normalised(&d->text, word);
    }
  }
}

/* "* 0 6F ..." opens a bunsetsu, others are surface, tab, features. */
static void read_cabocha(corpus *c, arena *a, token_worker *tokenizer, view text, draft *d) {
  for (view line; view_split(&text, '\n', &line);) {
    view word;
    if (view_equals(line, TEXT("EOS"))) {
      finish(c, a, tokenizer, d);
      clear(d);
    } else if (view_starts_with(line, TEXT("* ")) && view_find(line, TEXT("\t"), 0) == SIZE_MAX) {
      line = view_skip(line, 2);
      if (view_split(&line, ' ', &word)) add_bunsetsu(d, head_number(line));
    } else if (!view_starts_with(line, TEXT("#! ")) && view_split(&line, '\t', &word)) {
      add_normalised(&d->text, word);
    }
  }
}

static seimei_status read_lines(corpus *c, arena *a, token_worker *tokenizer, const char *path, view text, draft *d,
                                seimei_error *error) {
  uint32_t number = 0;
  for (view line; view_split(&text, '\n', &line);) {
    number++;
    if (!line.len || line.ptr[0] == '#') continue;
    for (view word; view_split(&line, ' ', &word);) {
      size_t slash = view_find(word, TEXT("/"), 0);
      add_bunsetsu(d, slash == SIZE_MAX ? NONE : head_number(view_skip(word, slash + 1)));
      add_normalised(&d->text, slash == SIZE_MAX ? word : view_slice(word, 0, slash));
    }
    uint32_t before = c->sentences.count;
    finish(c, a, tokenizer, d);
    clear(d);
    const corpus_sentence *s = c->sentences.count > before ? &c->sentences.at[before] : NULL;
    if (!s || !s->projective)
      return error_set(error, SEIMEI_BAD_INPUT, "%s:%u: heads are missing, to the left or cross", path, number);
  }
  return SEIMEI_OK;
}

static seimei_status read_file(arena *a, const char *path, view *out, seimei_error *error) {
  FILE *f = fopen(path, "rb");
  if (!f) return error_set(error, SEIMEI_NO_FILE, "%s: %s", path, strerror(errno));
  seimei_status status = SEIMEI_OK;
  long size = fseek(f, 0, SEEK_END) ? -1 : ftell(f);
  if (size < 0 || size > MAX_FILE || fseek(f, 0, SEEK_SET)) {
    status = error_set(error, SEIMEI_IO, "%s: cannot be read, or larger than %d MiB", path, MAX_FILE >> 20);
  } else {
    char *p = arena_alloc(a, (size_t)size + 1);
    if (fread(p, 1, (size_t)size, f) != (size_t)size) status = error_set(error, SEIMEI_IO, "%s: cannot be read", path);
    *out = view_of(p, (size_t)size);
  }
  fclose(f);
  return status;
}

seimei_status corpus_read(corpus *c, arena *a, token_worker *tokenizer, const char *path, corpus_holes holes,
                          seimei_error *error) {
  view text, name = view_of_string(path);
  seimei_status status = read_file(a, path, &text, error);
  if (status) return status;
  draft *d = ARENA_NEW(a, draft, 1);
  buffer_init(&d->text, a->allocator);
  if (view_ends_with(name, TEXT(".knp"))) read_knp(c, a, tokenizer, holes, text, d);
  else if (view_ends_with(name, TEXT(".cabocha"))) read_cabocha(c, a, tokenizer, text, d);
  else status = read_lines(c, a, tokenizer, path, text, d, error);
  buffer_release(&d->text);
  return status;
}
