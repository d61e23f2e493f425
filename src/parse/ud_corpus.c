/* ud_corpus.c - reads CoNLL-U (universaldependencies.org/format). Words of contractions (don't = do n't) get their own part of
 * the text where their letters are those of the text; empty nodes are left out. */
#include "parse/ud_corpus.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIELDS = 10, ID = 0, FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, MOST_WORDS = 4096 };
static const long most_bytes = 1L << 29;

seimei_status ud_file_read(arena *a, const char *path, view *out, seimei_error *error) {
  FILE *f = fopen(path, "rb");
  if (!f) return error_set(error, SEIMEI_NO_FILE, "%s: %s", path, strerror(errno));
  long size = fseek(f, 0, SEEK_END) ? -1 : ftell(f);
  seimei_status status = SEIMEI_OK;
  if (size < 0 || size > most_bytes) status = error_set(error, SEIMEI_BAD_INPUT, "%s: it is too large or no file", path);
  char *bytes = status ? NULL : ARENA_NEW(a, char, size + 1);
  if (!status && (fseek(f, 0, SEEK_SET) || fread(bytes, 1, (size_t)size, f) != (size_t)size))
    status = error_set(error, SEIMEI_IO, "%s: it cannot be read", path);
  fclose(f);
  if (!status) *out = view_of(bytes, (size_t)size);
  return status;
}

typedef struct {
  arena *arena;
  const char *path;
  uint32_t line, at; /* at: byte of the text behind the last word */
  uint32_t contraction; /* end of the contraction in the text while its words come, else 0 */
  uint32_t contraction_words;
  ud_sentence s;
  uint32_t capacity;
  bool broken; /* the sentence is left out */
} conllu_reader;

static bool read_number(view v, uint32_t *out) {
  uint32_t n = 0;
  for (size_t i = 0; i < v.len; i++) {
    if (v.ptr[i] < '0' || v.ptr[i] > '9' || n > MOST_WORDS) return false;
    n = n * 10 + (uint32_t)(v.ptr[i] - '0');
  }
  return *out = n, v.len > 0;
}

/* Where the form stands in the text from at on, behind blanks; empty when it does not. */
static span locate(const conllu_reader *r, view form) {
  uint32_t at = r->at, length;
  while (at < r->s.text.len && char_is_space(utf8_decode(r->s.text, at, &length))) at += length;
  bool there = view_starts_with(view_skip(r->s.text, at), form);
  return (span){at, there ? at + (uint32_t)form.len : at};
}

static void begin_contraction(conllu_reader *r, view id, view form) {
  uint32_t first, last;
  view rest = id, part;
  span where = locate(r, form);
  if (!view_split(&rest, '-', &part) || !read_number(part, &first) || !read_number(rest, &last) || last < first) {
    r->broken = true;
    return;
  }
  r->contraction = where.end;
  r->contraction_words = last - first + 1;
}

static void make_room(conllu_reader *r) {
  ud_sentence *s = &r->s;
  r->capacity = MOST_WORDS;
  s->forms = ARENA_NEW(r->arena, view, r->capacity), s->lemmas = ARENA_NEW(r->arena, view, r->capacity);
  s->tags = ARENA_NEW(r->arena, view, r->capacity), s->spans = ARENA_NEW(r->arena, span, r->capacity);
  s->heads = ARENA_NEW(r->arena, uint32_t, r->capacity), s->relations = ARENA_NEW(r->arena, uint8_t, r->capacity);
}

static void add_word(conllu_reader *r, const view *field) {
  ud_sentence *s = &r->s;
  uint32_t head;
  relation relation;
  if (!s->forms) make_room(r);
  if (s->count == r->capacity || !read_number(field[HEAD], &head)) {
    r->broken = true;
    return;
  }
  if (!relation_of_name(field[DEPREL], &relation)) {
    view rest = field[DEPREL], plain;
    view_split(&rest, ':', &plain);
    relation_of_name(plain, &relation);
  }
  uint32_t i = s->count++;
  s->forms[i] = field[FORM];
  s->lemmas[i] = field[LEMMA];
  s->tags[i] = arena_format(r->arena, "%.*s,%.*s", (int)field[UPOS].len, field[UPOS].ptr, (int)field[XPOS].len, field[XPOS].ptr);
  s->heads[i] = head ? head - 1 : NONE;
  s->relations[i] = (uint8_t)relation;
  s->spans[i] = locate(r, field[FORM]);
  if (s->spans[i].end > s->spans[i].begin) r->at = s->spans[i].end;
  if (r->contraction_words && !--r->contraction_words) r->at = r->contraction;
}

/* Exactly one root, and every word reaches it. */
static bool is_tree(const ud_sentence *s) {
  uint32_t roots = 0;
  for (uint32_t i = 0; i < s->count; i++) {
    uint32_t up = i, steps = 0;
    roots += s->heads[i] == NONE;
    while (up != NONE && steps++ <= s->count) {
      if (s->heads[up] != NONE && s->heads[up] >= s->count) return false;
      up = s->heads[up];
    }
    if (up != NONE) return false;
  }
  return roots == 1;
}

#define KEEP(field, type)                                                                                              \
  (kept.field = ARENA_NEW(r->arena, type, s->count), memcpy(kept.field, s->field, sizeof(type) * s->count))

static void finish(conllu_reader *r, ud_corpus *c) {
  ud_sentence *s = &r->s;
  if (s->count && !r->broken && is_tree(s)) {
    ud_sentence kept = {.text = s->text, .count = s->count};
    KEEP(forms, view), KEEP(lemmas, view), KEEP(tags, view), KEEP(spans, span), KEEP(heads, uint32_t), KEEP(relations, uint8_t);
    LIST_PUSH(r->arena, &c->sentences, kept);
  }
  s->count = 0;
  s->text = (view){0};
  r->at = r->contraction = r->contraction_words = 0;
  r->broken = false;
}

static seimei_status read_line(conllu_reader *r, ud_corpus *c, view line, seimei_error *error) {
  view field[FIELDS], rest = line, text = TEXT("# text = ");
  if (!line.len) return finish(r, c), SEIMEI_OK;
  if (line.ptr[0] == '#') {
    if (view_starts_with(line, text)) r->s.text = view_skip(line, text.len);
    return SEIMEI_OK;
  }
  for (int k = 0; k < FIELDS; k++)
    if (!view_split(&rest, '\t', &field[k])) return error_set(error, SEIMEI_BAD_INPUT, "%s:%u: a line has ten fields", r->path, r->line);
  if (view_find(field[ID], TEXT("."), 0) != SIZE_MAX) return SEIMEI_OK;
  if (view_find(field[ID], TEXT("-"), 0) != SIZE_MAX) begin_contraction(r, field[ID], field[FORM]);
  else add_word(r, field);
  return SEIMEI_OK;
}

seimei_status ud_corpus_read(ud_corpus *c, arena *a, const char *path, seimei_error *error) {
  view rest, line;
  uint32_t before = c->sentences.count;
  seimei_status status = ud_file_read(a, path, &rest, error);
  conllu_reader r = {.arena = a, .path = path};
  while (!status && view_split(&rest, '\n', &line)) {
    r.line++;
    if (line.len && line.ptr[line.len - 1] == '\r') line.len--;
    status = read_line(&r, c, line, error);
  }
  if (!status) finish(&r, c);
  if (!status && c->sentences.count == before) status = error_set(error, SEIMEI_BAD_INPUT, "%s: no sentence in it", path);
  return status;
}
