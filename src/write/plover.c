/* plover.c - PLOVER 2.0's interchange objects (PLOVER manual, draft 2.0, chapter "Data Fields"): one JSON object an
 * event, field names as the manual gives them, one a line as it suggests. What PLOVER has no field for stands under
 * "seimei"; statements are left out. docs/formats/plover.md has the whole mapping. */
#include <stdio.h>

#include "write/json.h"
#include "write/slice.h"
#include "write/write.h"

/* ---- dates: PLOVER asks for a whole day ---- */

typedef struct {
  char begin[32], end[32];
  bool range; /* a month or a year */
} days;

static int number_at(view v, size_t from, size_t to) {
  int n = 0;
  for (size_t i = from; i < to; i++) n = n * 10 + (v.ptr[i] >= '0' && v.ptr[i] <= '9' ? v.ptr[i] - '0' : 0);
  return n;
}

/* "2022-01" is 2022-01-01 to 2022-01-31; false when date is no date. */
static bool days_of(view date, days *out) {
  if (date.len != 4 && date.len != 7 && date.len != 10) return false;
  int year = number_at(date, 0, 4), first = 1, last = 12;
  if (date.len >= 7) first = last = number_at(date, 5, 7);
  if (first < 1 || first > 12) return false;
  int day = date.len == 10 ? number_at(date, 8, 10) : 1;
  int end = date.len == 10 ? day : calendar_month_days(year, last);
  snprintf(out->begin, sizeof out->begin, "%04d-%02d-%02d", year, first, day % 100);
  snprintf(out->end, sizeof out->end, "%04d-%02d-%02d", year, last, end % 100);
  out->range = date.len != 10;
  return true;
}

static void add_dates(buffer *b, view date, view published) {
  days d;
  if (!days_of(date.len ? date : published, &d)) {
    json_text(b, "date", (view){NULL, 0});
    return;
  }
  json_text(b, "date", view_of_string(d.begin));
  if (d.range) json_text(b, "enddate", view_of_string(d.end));
}

/* ---- entities ---- */

static void add_if(buffer *b, const char *key, view text) {
  if (text.len) json_text(b, key, text);
}

/* IGO/NATO: the code is the part before the slash, the identifier the part after it. */
static void add_entity(buffer *b, const seimei_actor *a) {
  view rest = a->label.len ? a->label : a->code, whole = {NULL, 0}, code = {NULL, 0};
  view_split(&rest, ':', &whole);
  view identifier = whole;
  view_split(&identifier, '/', &code);
  json_comma(b);
  buffer_add_byte(b, '{');
  add_if(b, "code", code);
  add_if(b, "sector", a->sector.len ? a->sector : rest);
  add_if(b, "entity_text", a->words.text);
  add_if(b, "identifier_text", a->name.len ? a->name : identifier);
  add_if(b, "office", a->office);
  add_if(b, "label", a->label);
  buffer_add_byte(b, '}');
}

static void add_entities(buffer *b, const char *key, seimei_actors actors) {
  json_key(b, key);
  buffer_add_byte(b, '[');
  for (size_t i = 0; i < actors.count; i++) add_entity(b, &actors.at[i]);
  buffer_add_byte(b, ']');
}

/* ---- the event ---- */

static void add_list(buffer *b, const char *key, view text) {
  json_key(b, key);
  buffer_add_byte(b, '[');
  if (text.len) json_string(b, text);
  buffer_add_byte(b, ']');
}

/* PLOVER's names of contexts have "_" where ours have a blank; it puts its auxiliary modes among the contexts. */
static void add_contexts(buffer *b, const seimei_event *e) {
  static const char *const AUXILIARY[] = {[SEIMEI_FUTURE] = "future",
                                          [SEIMEI_HYPOTHETICAL] = "hypothetical",
                                          [SEIMEI_NEGATED] = "negation",
                                          [SEIMEI_HISTORICAL] = "historical"};
  json_key(b, "context");
  buffer_add_byte(b, '[');
  for (size_t i = 0; i < e->context_count; i++) {
    json_comma(b);
    size_t from = b->len;
    json_string(b, e->context[i]);
    for (size_t k = from; k < b->len; k++)
      if (b->ptr[k] == ' ') b->ptr[k] = '_';
  }
  if (e->status != SEIMEI_ACTUAL) {
    json_comma(b);
    json_string(b, view_of_string(AUXILIARY[e->status]));
  }
  buffer_add_byte(b, ']');
}

static void add_location(buffer *b, const seimei_event *e) {
  if (!e->place.text.len && !e->place_code.len) return;
  json_key(b, "event_loc");
  buffer_add_byte(b, '{');
  add_if(b, "extracted_place", e->place.text);
  add_if(b, "country_code", e->place_code);
  buffer_add_byte(b, '}');
}

static void add_source(buffer *b, const seimei_document *doc, const seimei_records *records, seimei_sentence s,
                       view text) {
  json_text(b, "text", text);
  json_key(b, "text_info");
  buffer_printf(b, "{\"sequence\":%u,\"start\":%u,\"end\":%u}", s.index, s.span.begin, s.span.end);
  json_key(b, "cite_info");
  buffer_add_byte(b, '{');
  json_text(b, "corpus", records->doc);
  add_if(b, "url", doc->url);
  add_if(b, "title", doc->title);
  add_if(b, "language", doc->lang);
  add_if(b, "publication", doc->publisher);
  json_text(b, "coder", TEXT("seimei " SEIMEI_VERSION));
  json_text(b, "codebook", TEXT("plover-base-2.0"));
  add_if(b, "version", records->version);
  buffer_add(b, TEXT("},\"coder\":\"seimei " SEIMEI_VERSION "\""));
}

static void add_rest(buffer *b, const seimei_event *e) {
  json_key(b, "seimei");
  buffer_add_byte(b, '{');
  json_text(b, "date", e->date);
  json_text(b, "status", view_of_string(seimei_event_status_name(e->status)));
  json_text(b, "about", e->about.text);
  add_entities(b, "claimed_by", e->claimed_by);
  json_text(b, "statement", e->statement);
  if (e->quantity.known) {
    json_key(b, "quantity");
    buffer_add_byte(b, '{');
    json_key(b, "value");
    json_number(b, e->quantity.value);
    add_if(b, "unit", e->quantity.unit);
    add_if(b, "per", e->quantity.per);
    add_if(b, "of", e->quantity.of);
    buffer_add_byte(b, '}');
  }
  json_text(b, "cameo", e->cameo);
  json_key(b, "confidence");
  json_score(b, e->confidence);
  json_text(b, "rule", e->rule);
  buffer_add(b, TEXT("}}\n"));
}

static void add_event(buffer *b, const seimei_document *doc, const seimei_records *records, const seimei_event *e,
                      view text) {
  buffer_add_byte(b, '{');
  json_text(b, "id", e->id);
  add_dates(b, e->date, doc->published);
  add_entities(b, "actor", e->actor);
  add_entities(b, "recipient", e->recipient);
  add_list(b, "event", view_of_string(seimei_type_name(e->type)));
  add_location(b, e);
  add_list(b, "event_text", e->trigger.text);
  json_integer(b, "quad_code", e->quad_code);
  json_key(b, "event_scale");
  json_score(b, e->event_scale);
  add_list(b, "mode", e->mode);
  add_contexts(b, e);
  add_if(b, "link", e->same_as);
  add_source(b, doc, records, e->sentence, text);
  add_rest(b, e);
}

void write_plover(buffer *out, const seimei_document *doc, const seimei_records *records,
                  const write_options *options) {
  (void)options;
  slicer sentences = slicer_of(doc->text);
  for (size_t i = 0; i < records->event_count; i++) {
    const seimei_event *e = &records->events[i];
    add_event(out, doc, records, e, slice_next(&sentences, e->sentence.span));
  }
}
