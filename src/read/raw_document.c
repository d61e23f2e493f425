/* raw_document.c - raw documents on their way to another thread, and the choice of what reads each kind. */
#include "html/html_parts.h"
#include "read/read_parts.h"

/* ---- copying ---- */

static view *text_field(raw_document *raw, size_t i) {
  seimei_document *d = &raw->given;
  view *const fields[] = {&d->id,        &d->lang,    &d->published, &d->title,         &d->text,           &d->url,
                          &d->publisher, &raw->bytes, &raw->fetched, &raw->origin.path, &raw->origin.record};
  return i < COUNT_OF(fields) ? fields[i] : NULL;
}

bool raw_document_copy(const raw_document *raw, buffer *out, raw_document *copy) {
  *copy = *raw;
  buffer_clear(out);
  for (size_t i = 0; text_field(copy, i); i++) buffer_add(out, *text_field(copy, i));
  if (out->failed) return false;
  const char *at = out->ptr;
  for (size_t i = 0; text_field(copy, i); i++) {
    view *field = text_field(copy, i);
    field->ptr = at;
    if (at) at += field->len;
  }
  return true;
}

/* ---- reading ---- */

static raw_function *const functions[] = {[RAW_TEXT] = read_text,
                                          [RAW_JSON] = read_json,
                                          [RAW_HTML] = read_html,
                                          [RAW_HTTP] = read_http,
                                          [RAW_ENTRY] = read_entry};

void raw_report(const raw_reader *r, const raw_document *raw, const char *message) {
  if (r->options.problem) r->options.problem(r->options.user, raw->origin.path.ptr, raw->origin.number, message);
}

raw_outcome raw_left(seimei_error *reason, const char *why) {
  return error_set(reason, SEIMEI_OK, "%s", why), RAW_LEFT;
}

raw_outcome raw_bad(seimei_error *reason, seimei_status status, const char *message) {
  return error_set(reason, status, "%s", message), RAW_BAD;
}

view raw_decode(raw_reader *r, const raw_document *raw, view bytes, charset c) {
  size_t replaced;
  view text = charset_decode(&r->arena, bytes, c, &replaced);
  if (!replaced) return text;
  char message[128];
  snprintf(message, sizeof message, "%zu bytes are not valid %s and are read as U+FFFD.", replaced, charset_name(c));
  raw_report(r, raw, message);
  return text;
}

seimei_status raw_reader_new(const reader_options *options, raw_reader **out, seimei_error *error) {
  *out = NULL;
  raw_reader *r = allocator_resize(options->allocator, NULL, sizeof *r);
  if (!r) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  *r = (raw_reader){.options = *options};
  arena_init(&r->arena, options->allocator);
  buffer_init(&r->unpacked, options->allocator);
  if (calendar_is_date(options->published)) memcpy(r->published, options->published.ptr, options->published.len);
  *out = r;
  return SEIMEI_OK;
}

static void fill_in(view *field, view otherwise) {
  if (!field->len) *field = otherwise;
}

/* What the document does not say: as the container says, as the options say, as the text looks; of the day of
 * publication at last when it was fetched. */
static void complete(raw_reader *r, const raw_document *raw, seimei_document *out) {
  const seimei_document *given = &raw->given;
  fill_in(&out->id, given->id);
  fill_in(&out->published, given->published);
  fill_in(&out->published, view_of_string(r->published));
  fill_in(&out->title, given->title);
  fill_in(&out->url, given->url);
  fill_in(&out->publisher, given->publisher);
  fill_in(&out->lang, given->lang);
  if (!out->lang.len) out->lang = language_detect(out->text);
  if (!out->published.len && raw->fetched.len)
    out->published = html_date(&r->arena, raw->fetched, view_is(out->lang, "ja") ? HTML_JAPAN : 0);
}

raw_outcome raw_read(raw_reader *r, const raw_document *raw, seimei_document *out, seimei_error *reason) {
  json_object_put(r->record);
  r->record = NULL;
  arena_reset(&r->arena);
  *out = (seimei_document){0};
  jmp_buf unwind;
  r->arena.on_failure = &unwind;
  raw_outcome outcome =
      setjmp(unwind) ? raw_bad(reason, SEIMEI_NO_MEMORY, "out of memory") : functions[raw->kind](r, raw, out, reason);
  if (outcome == RAW_READ) complete(r, raw, out);
  r->arena.on_failure = NULL;
  return outcome;
}

void raw_reader_free(raw_reader *r) {
  if (!r) return;
  json_object_put(r->record);
  if (r->json) json_tokener_free(r->json);
  buffer_release(&r->unpacked);
  arena_release(&r->arena);
  allocator_resize(r->options.allocator, r, 0);
}
