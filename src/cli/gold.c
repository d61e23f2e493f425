/* gold.c - gold files: articles with their statements and events, found in the text by their words. */
#include "cli/gold.h"

#include <json-c/json.h>
#include <stdlib.h>

#include "cli/json_field.h"

typedef struct {
  arena *arena;
  const char *path;
  gold_article *article;
  seimei_error *error;
} gold_reader;

static seimei_status bad(const gold_reader *r, const char *what, view words) {
  return error_set(r->error, SEIMEI_BAD_INPUT, "%s: article %.*s: %s \"%.*s\"", r->path, (int)r->article->id.len,
                   r->article->id.ptr, what, words.len > 90 ? 90 : (int)words.len, words.ptr ? words.ptr : "");
}

/* ---- sets ---- */

static int compare_views(const void *a, const void *b) { return view_compare(*(const view *)a, *(const view *)b); }

label_set label_set_of(arena *a, const view *labels, uint32_t count) {
  label_set set = {ARENA_NEW(a, view, count + 1), 0};
  view *sorted = ARENA_NEW(a, view, count + 1);
  for (uint32_t i = 0; i < count; i++) sorted[i] = labels[i];
  qsort(sorted, count, sizeof *sorted, compare_views);
  for (uint32_t i = 0; i < count; i++)
    if (!i || !view_equals(sorted[i], sorted[i - 1])) set.at[set.count++] = sorted[i];
  return set;
}

static int compare_spans(const void *a, const void *b) {
  const span *x = a, *y = b;
  return x->begin < y->begin ? -1 : x->begin > y->begin;
}

span_set span_set_of(arena *a, const span *spans, uint32_t count) {
  span_set set = {ARENA_NEW(a, span, count + 1), 0};
  span *sorted = ARENA_NEW(a, span, count + 1);
  for (uint32_t i = 0; i < count; i++) sorted[i] = spans[i];
  qsort(sorted, count, sizeof *sorted, compare_spans);
  for (uint32_t i = 0; i < count; i++) {
    if (sorted[i].end <= sorted[i].begin) continue;
    if (set.count && sorted[i].begin <= set.at[set.count - 1].end) {
      if (sorted[i].end > set.at[set.count - 1].end) set.at[set.count - 1].end = sorted[i].end;
    } else {
      set.at[set.count++] = sorted[i];
    }
  }
  return set;
}

uint32_t gold_sentence_at(const gold_article *article, uint32_t point) {
  for (uint32_t i = 0; i < article->sentences.count; i++)
    if (span_has(article->sentences.at[i], point)) return i;
  return NONE;
}

/* ---- layout ---- */

typedef struct {
  char *bytes;
  uint32_t length, points;
} laid_text;

static span lay(laid_text *t, view piece) {
  span bytes = {t->length, t->length + (uint32_t)piece.len};
  if (piece.len) memcpy(t->bytes + t->length, piece.ptr, piece.len);
  t->length = bytes.end;
  t->points += (uint32_t)utf8_count(piece);
  return bytes;
}

static void lay_heading(gold_reader *r, laid_text *t, view heading) {
  uint32_t begin = t->points;
  lay(t, heading);
  LIST_PUSH(r->arena, &r->article->headings, (span){begin, t->points});
}

static void lay_paragraph(gold_reader *r, laid_text *t, json_object *paragraph, view glue) {
  for (size_t i = 0; i < json_object_array_length(paragraph); i++) {
    if (i) lay(t, glue);
    uint32_t begin = t->points;
    span bytes = lay(t, json_view(json_object_array_get_idx(paragraph, i)));
    LIST_PUSH(r->arena, &r->article->sentences, (span){begin, t->points});
    LIST_PUSH(r->arena, &r->article->sentence_bytes, bytes);
  }
}

/* Every string of the body, and room for what goes between. */
static size_t body_size(json_object *body) {
  size_t size = 0;
  for (size_t b = 0; b < json_object_array_length(body); b++) {
    json_object *block = json_object_array_get_idx(body, b);
    size += 2;
    if (!json_object_is_type(block, json_type_array)) size += json_field(block, "heading").len;
    else
      for (size_t i = 0; i < json_object_array_length(block); i++)
        size += json_view(json_object_array_get_idx(block, i)).len + 1;
  }
  return size;
}

static void lay_out(gold_reader *r, json_object *body) {
  gold_article *g = r->article;
  view glue = view_equals(g->lang, TEXT("ja")) || view_equals(g->lang, TEXT("zh")) ? TEXT("") : TEXT(" ");
  laid_text t = {.bytes = ARENA_NEW(r->arena, char, g->title.len + body_size(body) + 2)};
  if (g->title.len) lay_heading(r, &t, g->title);
  for (size_t b = 0; b < json_object_array_length(body); b++) {
    json_object *block = json_object_array_get_idx(body, b);
    if (t.length) lay(&t, TEXT("\n\n"));
    if (json_object_is_type(block, json_type_array)) lay_paragraph(r, &t, block, glue);
    else lay_heading(r, &t, json_field(block, "heading"));
  }
  g->text = view_of(t.bytes, t.length);
}

/* ---- words of the text ---- */

/* "words#2" are the second ones of the sentence. */
static view strip_ordinal(view words, uint32_t *ordinal) {
  size_t at = words.len;
  while (at && char_is_digit((unsigned char)words.ptr[at - 1])) at--;
  *ordinal = 1;
  if (at == words.len || !at || words.ptr[at - 1] != '#') return words;
  *ordinal = 0;
  for (size_t i = at; i < words.len; i++) *ordinal = *ordinal * 10 + (uint32_t)(words.ptr[i] - '0');
  return view_of(words.ptr, at - 1);
}

static bool find_in_sentence(const gold_article *g, uint32_t sentence, view words, span *out) {
  uint32_t ordinal;
  words = strip_ordinal(words, &ordinal);
  span bytes = g->sentence_bytes.at[sentence];
  view text = view_span(g->text, bytes);
  size_t at = SIZE_MAX;
  for (uint32_t n = 0; n < ordinal; n++) {
    at = view_find(text, words, n ? at + 1 : 0);
    if (at == SIZE_MAX) return false;
  }
  if (at == SIZE_MAX) return false;
  out->begin = g->sentences.at[sentence].begin + (uint32_t)utf8_count(view_of(text.ptr, at));
  out->end = out->begin + (uint32_t)utf8_count(words);
  return true;
}

/* In the sentence, else in the nearest other one, the earlier of two that are as near. */
static bool find_near(const gold_article *g, uint32_t sentence, view words, span *out) {
  for (uint32_t far = 0; far < g->sentences.count; far++) {
    if (far <= sentence && find_in_sentence(g, sentence - far, words, out)) return true;
    if (far && sentence + far < g->sentences.count && find_in_sentence(g, sentence + far, words, out)) return true;
  }
  return false;
}

/* ---- records ---- */

static label_set read_labels(gold_reader *r, json_object *record, const char *key, uint32_t *listed) {
  json_object *list = json_list(record, key);
  uint32_t count = list ? (uint32_t)json_object_array_length(list) : 0;
  view *labels = ARENA_NEW(r->arena, view, count + 1);
  for (uint32_t i = 0; i < count; i++) labels[i] = arena_copy(r->arena, json_view(json_object_array_get_idx(list, i)));
  if (listed) *listed = count;
  return label_set_of(r->arena, labels, count);
}

static view copy_field(gold_reader *r, json_object *record, const char *key) {
  return arena_copy(r->arena, json_field(record, key));
}

static bool read_sentence(gold_reader *r, json_object *record, uint32_t *sentence) {
  json_object *s = json_member(record, "s");
  int64_t n = s ? json_object_get_int64(s) : -1;
  *sentence = (uint32_t)n;
  return n >= 0 && n < (int64_t)r->article->sentences.count;
}

static seimei_status read_statement(gold_reader *r, json_object *record) {
  eval_statement out = {0};
  uint32_t sentence;
  json_object *content = json_list(record, "content");
  uint32_t count = content ? (uint32_t)json_object_array_length(content) : 0;
  if (!read_sentence(r, record, &sentence))
    return bad(r, "a statement names no sentence of the article:", json_field(record, "cue"));
  span *spans = ARENA_NEW(r->arena, span, count + 1);
  for (uint32_t i = 0; i < count; i++) {
    view words = json_view(json_object_array_get_idx(content, i));
    if (!find_near(r->article, sentence, words, &spans[i])) return bad(r, "the content is not in the text:", words);
  }
  out.content = span_set_of(r->arena, spans, count);
  out.begin = count ? spans[0].begin : 0;
  out.source = read_labels(r, record, "source", NULL);
  out.manner = copy_field(r, record, "manner");
  LIST_PUSH(r->arena, &r->article->gold.statements, out);
  return SEIMEI_OK;
}

static seimei_status read_event(gold_reader *r, json_object *record) {
  eval_event out = {0};
  uint32_t sentence;
  view trigger = json_field(record, "trigger");
  if (!read_sentence(r, record, &sentence)) return bad(r, "an event names no sentence of the article:", trigger);
  if (!find_in_sentence(r->article, sentence, trigger, &out.trigger))
    return bad(r, "the trigger is not in its sentence:", trigger);
  out.type = copy_field(r, record, "event");
  out.mode = copy_field(r, record, "mode");
  out.status = copy_field(r, record, "status");
  if (!out.status.len) out.status = TEXT("actual");
  out.date = copy_field(r, record, "date");
  out.words = arena_copy(r->arena, trigger);
  out.actor = read_labels(r, record, "actor", &out.actor_count);
  out.recipient = read_labels(r, record, "recipient", NULL);
  LIST_PUSH(r->arena, &r->article->gold.events, out);
  return SEIMEI_OK;
}

static seimei_status read_records(gold_reader *r, json_object *article, const char *key,
                                  seimei_status (*read)(gold_reader *, json_object *)) {
  json_object *list = json_list(article, key);
  seimei_status status = SEIMEI_OK;
  for (size_t i = 0; list && !status && i < json_object_array_length(list); i++)
    status = read(r, json_object_array_get_idx(list, i));
  return status;
}

/* ---- articles ---- */

static seimei_status read_article(arena *a, const char *path, json_object *object, gold_articles *out,
                                  seimei_error *error) {
  gold_article g = {0};
  gold_reader r = {a, path, &g, error};
  g.id = copy_field(&r, object, "id");
  g.lang = copy_field(&r, object, "lang");
  g.published = copy_field(&r, object, "published");
  g.title = copy_field(&r, object, "title");
  json_object *body = json_list(object, "body");
  if (!body || !g.id.len) return bad(&r, "is no gold article: it needs id and", TEXT("body"));
  for (uint32_t i = 0; i < out->count; i++)
    if (view_equals(out->at[i].id, g.id)) return bad(&r, "is there twice:", g.id);
  lay_out(&r, body);
  seimei_status status = read_records(&r, object, "statements", read_statement);
  if (!status) status = read_records(&r, object, "events", read_event);
  if (!status) LIST_PUSH(a, out, g);
  return status;
}

seimei_status gold_read(arena *a, const char *path, gold_articles *out, seimei_error *error) {
  json_object *root = json_object_from_file(path);
  if (!root) {
    const char *why = json_util_get_last_err();
    return error_set(error, SEIMEI_BAD_INPUT, "%s: %s", path, why ? why : "is no JSON");
  }
  seimei_status status = SEIMEI_OK;
  if (!json_object_is_type(root, json_type_array)) status = read_article(a, path, root, out, error);
  else
    for (size_t i = 0; !status && i < json_object_array_length(root); i++)
      status = read_article(a, path, json_object_array_get_idx(root, i), out, error);
  json_object_put(root);
  return status;
}
