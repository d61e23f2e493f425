/* coded.c - records copied by the tables of fields: once to measure, once to write. */
#include "coded.h"

#include <stdlib.h>

#include "engine/engine.h"
#include "memory.h"
#include "write/write.h"

/* ---- one copy ---- */

typedef struct {
  char *at; /* where the next piece goes; NULL while measuring */
  size_t used;
  view text; /* of the document: what lies in it stays */
} copier;

static void *take(copier *c, const void *from, size_t size) {
  c->used = (c->used + 7) & ~(size_t)7;
  char *to = c->at ? c->at + c->used : NULL;
  if (to && size) memcpy(to, from, size);
  c->used += size;
  return to;
}

static void copy_view(copier *c, view *v) {
  uintptr_t at = (uintptr_t)v->ptr, text = (uintptr_t)c->text.ptr;
  if (!v->len || (at >= text && at < text + c->text.len)) return;
  char *to = c->at ? c->at + c->used : NULL; /* bytes need no alignment */
  if (to) v->ptr = memcpy(to, v->ptr, v->len);
  c->used += v->len;
}

static void copy_fields(copier *c, const record_kind *kind, char *record);

static void copy_list(copier *c, kind_id id, void **at, size_t count) {
  const record_kind *kind = &RECORD_KINDS[id];
  char *from = *at, *to = take(c, from, kind->size * count);
  for (size_t i = 0; i < count; i++) {
    union {
      seimei_actor actor;
      seimei_words words;
    } measured;
    if (!to) memcpy(&measured, from + i * kind->size, kind->size);
    copy_fields(c, kind, to ? to + i * kind->size : (char *)&measured);
  }
  if (to) *at = to;
}

static void copy_field(copier *c, const record_field *f, char *record) {
  void *at = record + f->offset;
  seimei_event *e = (seimei_event *)record;
  seimei_statement *s = (seimei_statement *)record;
  switch (f->kind) {
  case FIELD_TEXT:
  case FIELD_TEXT_LIST: copy_view(c, at); break;
  case FIELD_WORDS: copy_view(c, &((seimei_words *)at)->text); break;
  case FIELD_ACTORS: copy_list(c, KIND_ACTOR, (void **)&((seimei_actors *)at)->at, ((seimei_actors *)at)->count); break;
  case FIELD_CONTENT: copy_list(c, KIND_WORDS, (void **)&s->content, s->content_count); break;
  case FIELD_PLACE: copy_fields(c, &RECORD_KINDS[KIND_PLACE], record); break;
  case FIELD_QUANTITY: copy_fields(c, &RECORD_KINDS[KIND_QUANTITY], at); break;
  case FIELD_CONTEXTS:
    for (size_t i = 0; i < e->context_count; i++) copy_view(c, &e->context[i]);
    break;
  default: break;
  }
}

static void copy_fields(copier *c, const record_kind *kind, char *record) {
  for (size_t i = 0; i < kind->field_count; i++) copy_field(c, &kind->fields[i], record);
}

static const void *copy_records(copier *c, kind_id id, const void *from, size_t count) {
  const record_kind *kind = &RECORD_KINDS[id];
  char *to = take(c, from, kind->size * count);
  for (size_t i = 0; i < count; i++) {
    union {
      seimei_event event;
      seimei_statement statement;
    } measured;
    if (!to) memcpy(&measured, (const char *)from + i * kind->size, kind->size);
    copy_fields(c, kind, to ? to + i * kind->size : (char *)&measured);
  }
  return to;
}

static size_t copy_part(coded_part *to, view text, const seimei_records *records) {
  copier c = {(char *)to, sizeof *to, text};
  seimei_records made = *records;
  made.statements = copy_records(&c, KIND_STATEMENT, records->statements, records->statement_count);
  made.events = copy_records(&c, KIND_EVENT, records->events, records->event_count);
  copy_view(&c, &made.doc);
  copy_view(&c, &made.version);
  if (to) to->records = made;
  return c.used;
}

bool coded_add_part(coded *c, const seimei_records *records) {
  if (c->part_count == c->part_room) {
    uint32_t room = c->part_room ? 2 * c->part_room : 1;
    coded_part **parts = memory_resize(c->parts, room * sizeof *parts);
    if (!parts) return !(c->failed = true);
    c->parts = parts;
    c->part_room = room;
  }
  coded_part *part = memory_resize(NULL, copy_part(NULL, c->doc.text, records));
  if (!part) return !(c->failed = true);
  copy_part(part, c->doc.text, records);
  part->first_statement = c->statements;
  part->first_event = c->events;
  c->parts[c->part_count++] = part;
  c->statements += (uint32_t)records->statement_count;
  c->events += (uint32_t)records->event_count;
  return true;
}

/* ---- a document ---- */

enum { DOCUMENT_FIELDS = 7 };

static void list_fields(seimei_document *d, view *out[DOCUMENT_FIELDS]) {
  view *const fields[DOCUMENT_FIELDS] = {&d->id, &d->lang, &d->published, &d->title, &d->text, &d->url, &d->publisher};
  memcpy(out, fields, sizeof fields);
}

coded *coded_new(const seimei_document *doc) {
  coded *c = memory_resize(NULL, sizeof *c);
  if (!c) return NULL;
  *c = (coded){.doc = *doc};
  view *fields[DOCUMENT_FIELDS];
  list_fields(&c->doc, fields);
  size_t size = 1;
  for (int i = 0; i < DOCUMENT_FIELDS; i++) size += fields[i]->len;
  char *at = c->text = memory_resize(NULL, size);
  if (!at) return coded_free(c), NULL;
  for (int i = 0; i < DOCUMENT_FIELDS; i++) {
    if (fields[i]->len) memcpy(at, fields[i]->ptr, fields[i]->len);
    fields[i]->ptr = at;
    at += fields[i]->len;
  }
  return c;
}

void coded_free(coded *c) {
  if (!c) return;
  for (uint32_t i = 0; i < c->part_count; i++) memory_resize(c->parts[i], 0);
  memory_resize(c->parts, 0);
  memory_resize(c->text, 0);
  memory_resize(c, 0);
}

static void keep_part(void *user, const seimei_document *doc, const seimei_records *records) {
  (void)doc;
  coded *c = user;
  if (!c->failed) coded_add_part(c, records);
}

seimei_status coded_run(coded *c, seimei_worker *worker, seimei_error *error) {
  seimei_status status = worker_code_parts(worker, &c->doc, keep_part, c, error);
  return !status && c->failed ? error_set(error, SEIMEI_NO_MEMORY, "out of memory for the records of a document")
                              : status;
}

/* ---- records ---- */

const void *coded_record(const coded *c, kind_id kind, uint32_t index, const coded_part **part) {
  uint32_t low = 0, high = c->part_count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    uint32_t first = kind == KIND_STATEMENT ? c->parts[middle]->first_statement : c->parts[middle]->first_event;
    if (first <= index) low = middle;
    else high = middle;
  }
  const coded_part *p = *part = c->parts[low];
  return kind == KIND_STATEMENT ? (const void *)&p->records.statements[index - p->first_statement]
                                : (const void *)&p->records.events[index - p->first_event];
}

void coded_write(const coded *c, buffer *out) {
  static const write_options options = {.kinds = WRITE_ALL};
  for (uint32_t i = 0; i < c->part_count; i++) write_jsonl(out, &c->doc, &c->parts[i]->records, &options);
}

void coded_write_record(const coded_part *part, kind_id kind, const void *record, buffer *out) {
  static const write_options options = {.kinds = WRITE_ALL};
  seimei_records one = {.doc = part->records.doc, .version = part->records.version};
  if (kind == KIND_STATEMENT) one.statements = record, one.statement_count = 1;
  else one.events = record, one.event_count = 1;
  write_jsonl(out, NULL, &one, &options);
}
