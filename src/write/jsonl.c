/* jsonl.c - the record contract: one JSON object a line, every key always there and always in the same order. */
#include "write/json.h"
#include "write/write.h"

/* ---- parts of a record ---- */

static void add_place_of_words(buffer *b, seimei_words words) {
  json_text(b, "text", words.text);
  json_key(b, "begin");
  if (words.text.len) buffer_printf(b, "%u", words.span.begin);
  else buffer_add_string(b, "null");
  json_key(b, "end");
  if (words.text.len) buffer_printf(b, "%u", words.span.end);
  else buffer_add_string(b, "null");
}

static void add_words_object(buffer *b, seimei_words words) {
  json_comma(b);
  buffer_add_byte(b, '{');
  add_place_of_words(b, words);
  buffer_add_byte(b, '}');
}

/* Words, or null where there are none. */
static void add_words(buffer *b, const char *key, seimei_words words) {
  json_key(b, key);
  if (!words.text.len) {
    buffer_add_string(b, "null");
    return;
  }
  buffer_add_byte(b, '{');
  add_place_of_words(b, words);
  buffer_add_byte(b, '}');
}

static void add_actor(buffer *b, const seimei_actor *a) {
  json_comma(b);
  buffer_add_byte(b, '{');
  json_text(b, "label", a->label);
  json_text(b, "code", a->code);
  json_text(b, "sector", a->sector);
  json_text(b, "name", a->name);
  json_text(b, "office", a->office);
  add_place_of_words(b, a->words);
  buffer_add_byte(b, '}');
}

static void add_actors(buffer *b, const char *key, seimei_actors actors) {
  json_key(b, key);
  buffer_add_byte(b, '[');
  for (size_t i = 0; i < actors.count; i++) add_actor(b, &actors.at[i]);
  buffer_add_byte(b, ']');
}

static void add_sentence(buffer *b, seimei_sentence s) {
  json_key(b, "sentence");
  buffer_printf(b, "{\"index\":%u,\"begin\":%u,\"end\":%u}", s.index, s.span.begin, s.span.end);
}

static void add_list(buffer *b, const char *key, const view *at, size_t count) {
  json_key(b, key);
  buffer_add_byte(b, '[');
  for (size_t i = 0; i < count; i++) {
    if (!at[i].len) continue;
    json_comma(b);
    json_string(b, at[i]);
  }
  buffer_add_byte(b, ']');
}

static void add_where(buffer *b, const seimei_event *e) {
  json_key(b, "place");
  if (!e->place.text.len && !e->place_code.len) {
    buffer_add_string(b, "null");
    return;
  }
  buffer_add_byte(b, '{');
  add_place_of_words(b, e->place);
  json_text(b, "code", e->place_code);
  buffer_add_byte(b, '}');
}

static void add_quantity(buffer *b, const seimei_quantity *q) {
  json_key(b, "quantity");
  if (!q->known) {
    buffer_add_string(b, "null");
    return;
  }
  buffer_add_byte(b, '{');
  json_key(b, "value");
  json_number(b, q->value);
  json_text(b, "unit", q->unit);
  json_text(b, "per", q->per);
  json_text(b, "of", q->of);
  add_place_of_words(b, q->words);
  buffer_add_byte(b, '}');
}

/* ---- records ---- */

static void open_record(buffer *b, const char *type, view id, view doc, view date) {
  buffer_add_byte(b, '{');
  json_text(b, "type", view_of_string(type));
  json_text(b, "id", id);
  json_text(b, "doc", doc);
  json_text(b, "date", date);
}

static void close_record(buffer *b, view rule, view version) {
  json_text(b, "rule", rule);
  json_text(b, "version", version);
  buffer_add(b, TEXT("}\n"));
}

static void add_statement(buffer *b, const seimei_records *records, const seimei_statement *s) {
  open_record(b, "statement", s->id, records->doc, s->date);
  add_actors(b, "source", s->source);
  add_words(b, "cue", s->cue);
  json_key(b, "content");
  buffer_add_byte(b, '[');
  for (size_t i = 0; i < s->content_count; i++) add_words_object(b, s->content[i]);
  buffer_add_byte(b, ']');
  json_text(b, "manner", view_of_string(seimei_manner_name(s->manner)));
  add_actors(b, "addressee", s->addressee);
  json_text(b, "medium", s->medium);
  add_sentence(b, s->sentence);
  json_text(b, "within", s->within);
  close_record(b, s->rule, records->version);
}

static void add_event(buffer *b, const seimei_records *records, const seimei_event *e) {
  view type = view_of_string(seimei_type_name(e->type));
  open_record(b, "event", e->id, records->doc, e->date);
  add_list(b, "event", &type, 1);
  add_list(b, "mode", &e->mode, 1);
  add_list(b, "context", e->context, e->context_count);
  add_actors(b, "actor", e->actor);
  add_actors(b, "recipient", e->recipient);
  add_words(b, "trigger", e->trigger);
  add_words(b, "about", e->about);
  json_text(b, "status", view_of_string(seimei_event_status_name(e->status)));
  add_actors(b, "claimed_by", e->claimed_by);
  json_text(b, "statement", e->statement);
  add_where(b, e);
  add_quantity(b, &e->quantity);
  json_integer(b, "quad_code", e->quad_code);
  json_key(b, "event_scale");
  json_score(b, e->event_scale);
  json_text(b, "cameo", e->cameo);
  add_sentence(b, e->sentence);
  json_text(b, "same_as", e->same_as);
  json_key(b, "confidence");
  json_score(b, e->confidence);
  close_record(b, e->rule, records->version);
}

void write_jsonl(buffer *out, const seimei_document *doc, const seimei_records *records, const write_options *options) {
  (void)doc;
  if (options->kinds != WRITE_EVENTS)
    for (size_t i = 0; i < records->statement_count; i++) add_statement(out, records, &records->statements[i]);
  if (options->kinds != WRITE_STATEMENTS)
    for (size_t i = 0; i < records->event_count; i++) add_event(out, records, &records->events[i]);
}

void write_jsonl_document(buffer *out, const seimei_document *doc, view name, view version) {
  buffer_add_byte(out, '{');
  json_text(out, "type", TEXT("document"));
  json_text(out, "id", doc->id);
  json_text(out, "name", name);
  json_text(out, "lang", doc->lang);
  json_text(out, "published", doc->published);
  json_text(out, "title", doc->title);
  json_text(out, "url", doc->url);
  json_text(out, "publisher", doc->publisher);
  json_text(out, "version", version);
  json_key(out, "text");
  json_string(out, doc->text);
  buffer_add(out, TEXT("}\n"));
}
