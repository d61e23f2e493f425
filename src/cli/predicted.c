/* predicted.c - records of a run, from the engine or from a file, in the form that is compared with the gold. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/gold.h"
#include "cli/json_field.h"
#include "write/slice.h"

static bool in_heading(const gold_article *g, uint32_t point) {
  for (uint32_t i = 0; i < g->headings.count; i++)
    if (span_has(g->headings.at[i], point)) return true;
  return false;
}

/* The promise of the contract: offsets cut the words out of the text. */
static seimei_status check_words(const gold_article *g, view words, span at, view id, seimei_error *error) {
  slicer s = slicer_of(g->text);
  if (view_equals(slice_next(&s, at), words)) return SEIMEI_OK;
  return error_set(error, SEIMEI_BAD_INPUT, "record %.*s: offsets %u to %u do not cut \"%.*s\" out of the text",
                   (int)id.len, id.ptr, at.begin, at.end, words.len > 90 ? 90 : (int)words.len,
                   words.ptr ? words.ptr : "");
}

/* ---- from the engine ---- */

static view label_of(arena *a, const seimei_actor *x) {
  if (x->label.len) return arena_copy(a, x->label);
  if (!x->sector.len) return arena_copy(a, x->code);
  return arena_format(a, "%.*s:%.*s", (int)x->code.len, x->code.ptr, (int)x->sector.len, x->sector.ptr);
}

static label_set labels_of(arena *a, seimei_actors actors) {
  view *labels = ARENA_NEW(a, view, actors.count + 1);
  for (size_t i = 0; i < actors.count; i++) labels[i] = label_of(a, &actors.at[i]);
  return label_set_of(a, labels, (uint32_t)actors.count);
}

static seimei_status take_statement(arena *a, const gold_article *g, const seimei_statement *s, eval_records *out,
                                    seimei_error *error) {
  if (!s->content_count || in_heading(g, s->content[0].span.begin)) return SEIMEI_OK;
  span *spans = ARENA_NEW(a, span, s->content_count);
  for (size_t i = 0; i < s->content_count; i++) {
    spans[i] = s->content[i].span;
    seimei_status status = check_words(g, s->content[i].text, spans[i], s->id, error);
    if (status) return status;
  }
  eval_statement found = {.content = span_set_of(a, spans, (uint32_t)s->content_count),
                          .source = labels_of(a, s->source),
                          .manner = view_of_string(seimei_manner_name(s->manner)),
                          .rule = arena_copy(a, s->rule),
                          .begin = spans[0].begin};
  LIST_PUSH(a, &out->statements, found);
  return SEIMEI_OK;
}

static seimei_status take_event(arena *a, const gold_article *g, const seimei_event *e, eval_records *out,
                                seimei_error *error) {
  if (in_heading(g, e->trigger.span.begin)) return SEIMEI_OK;
  seimei_status status = check_words(g, e->trigger.text, e->trigger.span, e->id, error);
  if (status) return status;
  eval_event found = {.trigger = e->trigger.span,
                      .type = view_of_string(seimei_type_name(e->type)),
                      .mode = arena_copy(a, e->mode),
                      .status = view_of_string(seimei_event_status_name(e->status)),
                      .date = arena_copy(a, e->date),
                      .rule = arena_copy(a, e->rule),
                      .words = arena_copy(a, e->trigger.text),
                      .actor = labels_of(a, e->actor),
                      .recipient = labels_of(a, e->recipient),
                      .actor_count = (uint32_t)e->actor.count};
  LIST_PUSH(a, &out->events, found);
  return SEIMEI_OK;
}

seimei_status predicted_take(arena *a, const gold_article *article, const seimei_records *records, eval_records *out,
                             seimei_error *error) {
  seimei_status status = SEIMEI_OK;
  for (size_t i = 0; !status && i < records->statement_count; i++)
    status = take_statement(a, article, &records->statements[i], out, error);
  for (size_t i = 0; !status && i < records->event_count; i++)
    status = take_event(a, article, &records->events[i], out, error);
  return status;
}

/* ---- from a file: the same records, read back ---- */

static span json_span(json_object *words) {
  return (span){(uint32_t)json_object_get_int64(json_member(words, "begin")),
                (uint32_t)json_object_get_int64(json_member(words, "end"))};
}

static seimei_words json_words(json_object *words) {
  return (seimei_words){json_field(words, "text"), json_span(words)};
}

static seimei_actors json_actors(arena *a, json_object *record, const char *key) {
  json_object *list = json_list(record, key);
  size_t count = list ? json_object_array_length(list) : 0;
  seimei_actors actors = {ARENA_NEW(a, seimei_actor, count + 1), count};
  for (size_t i = 0; i < count; i++) {
    json_object *x = json_object_array_get_idx(list, i);
    view label = json_view(x); /* a label alone will do */
    actors.at[i] = (seimei_actor){.label = label.len ? label : json_field(x, "label"),
                                  .code = json_field(x, "code"),
                                  .sector = json_field(x, "sector")};
  }
  return actors;
}

static seimei_status read_statement(arena *a, const gold_article *g, json_object *record, eval_records *out,
                                    seimei_error *error) {
  json_object *content = json_list(record, "content");
  size_t count = content ? json_object_array_length(content) : 0;
  seimei_words *words = ARENA_NEW(a, seimei_words, count + 1);
  for (size_t i = 0; i < count; i++) words[i] = json_words(json_object_array_get_idx(content, i));
  seimei_statement s = {.id = json_field(record, "id"),
                        .rule = json_field(record, "rule"),
                        .source = json_actors(a, record, "source"),
                        .content = words,
                        .content_count = count};
  uint32_t before = out->statements.count;
  seimei_status status = take_statement(a, g, &s, out, error);
  if (out->statements.count > before) out->statements.at[before].manner = arena_copy(a, json_field(record, "manner"));
  return status;
}

static seimei_status read_event(arena *a, const gold_article *g, json_object *record, eval_records *out,
                                seimei_error *error) {
  seimei_event e = {.id = json_field(record, "id"),
                    .date = json_field(record, "date"),
                    .mode = json_first(record, "mode"),
                    .rule = json_field(record, "rule"),
                    .actor = json_actors(a, record, "actor"),
                    .recipient = json_actors(a, record, "recipient"),
                    .trigger = json_words(json_member(record, "trigger"))};
  uint32_t before = out->events.count;
  seimei_status status = take_event(a, g, &e, out, error);
  if (out->events.count == before) return status;
  view given = json_field(record, "status");
  out->events.at[before].type = arena_copy(a, json_first(record, "event"));
  out->events.at[before].status = given.len ? arena_copy(a, given) : TEXT("actual");
  return status;
}

static seimei_status read_record(arena *a, json_object *record, const gold_articles *articles, eval_records *out,
                                 seimei_error *error) {
  view doc = json_field(record, "doc"), type = json_field(record, "type");
  for (uint32_t i = 0; i < articles->count; i++) {
    if (!view_equals(articles->at[i].id, doc)) continue;
    if (view_equals(type, TEXT("statement"))) return read_statement(a, &articles->at[i], record, &out[i], error);
    if (view_equals(type, TEXT("event"))) return read_event(a, &articles->at[i], record, &out[i], error);
  }
  return SEIMEI_OK;
}

seimei_status predicted_read(arena *a, const char *path, const gold_articles *articles, eval_records *out,
                             seimei_error *error) {
  FILE *f = fopen(path, "rb");
  if (!f) return error_set(error, SEIMEI_NO_FILE, "%s: %s", path, strerror(errno));
  char *line = NULL;
  size_t size = 0;
  seimei_status status = SEIMEI_OK;
  for (uint64_t number = 1; !status && getline(&line, &size, f) > 0; number++) {
    if (line[strspn(line, " \t\r\n")] == '\0') continue;
    json_object *record = json_tokener_parse(line);
    if (record) status = read_record(a, record, articles, out, error);
    else status = error_set(error, SEIMEI_BAD_INPUT, "%s:%llu: is no JSON object", path, (unsigned long long)number);
    json_object_put(record);
  }
  free(line);
  fclose(f);
  return status;
}
