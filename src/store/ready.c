/* ready.c - a document with its records, copied out of the worker and made ready for the writer. */
#include "record/record_store.h"
#include "store/writer.h"
#include "when/when.h"

static view storable_text(arena *a, view text) {
  size_t at = 0;
  uint32_t length;
  while (at < text.len) {
    uint32_t c = utf8_decode(text, at, &length);
    if (c == 0 || (c == 0xFFFD && length == 1)) break;
    at += length;
  }
  if (at == text.len) return text;
  char *out = arena_alloc(a, at + (text.len - at) * 3), *end = out + at;
  memcpy(out, text.ptr, at);
  for (; at < text.len; at += length) {
    uint32_t c = utf8_decode(text, at, &length);
    end += utf8_encode(c ? c : 0xFFFD, end);
  }
  return view_of(out, (size_t)(end - out));
}

static view day_of(view published) {
  if (published.len > 10) published.len = 10;
  return when_day_number(published) == INT32_MIN ? TEXT("") : published;
}

void ready_begin(arena *a, const seimei_document *doc, ready_document *out) {
  *out = (ready_document){.doc = *doc};
  seimei_document *d = &out->doc;
  view *const fields[] = {&d->id, &d->lang, &d->published, &d->title, &d->text, &d->url, &d->publisher};
  for (size_t i = 0; i < COUNT_OF(fields); i++) {
    view text = storable_text(a, *fields[i]);
    *fields[i] = text.ptr == fields[i]->ptr ? arena_copy(a, text) : text;
  }
  d->published = day_of(d->published);
}

seimei_status ready_add_records(arena *a, const seimei_records *records, ready_document *ready, seimei_error *error) {
  if (records->statement_count > STORE_MOST_RECORDS || records->event_count > STORE_MOST_RECORDS)
    return error_set(error, SEIMEI_TOO_LARGE, "has more than %d records", STORE_MOST_RECORDS);
  record_store copies = {.plain = records->event_count < 1000};
  record_store_add(&copies, a, &ready->doc, records);
  ready->records = record_store_all(&copies, records);
  ready->records.version = ready->records.doc = (view){0}; /* the writer knows them */
  return SEIMEI_OK;
}

void ready_identify(arena *a, ready_document *ready) {
  ready->content = content_of(a, ready->doc.title, ready->doc.text);
  ready->address = address_of(a, ready->doc.url);
  ready->signature = signature_of(a, ready->doc.text);
}
