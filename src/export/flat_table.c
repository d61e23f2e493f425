/* flat_table.c - events and statements as plain columns with types: what the Arrow stream holds. docs/formats/arrow.md.
 */
#include "export/export.h"

static const sheet_column EVENTS[] = {{"id", CELL_TEXT},
                                      {"doc", CELL_TEXT},
                                      {"day", CELL_DAY},
                                      {"date", CELL_TEXT},
                                      {"event", CELL_TEXT},
                                      {"mode", CELL_TEXT},
                                      {"context", CELL_TEXT},
                                      {"actor", CELL_TEXT},
                                      {"actor_code", CELL_TEXT},
                                      {"actor_text", CELL_TEXT},
                                      {"recipient", CELL_TEXT},
                                      {"recipient_code", CELL_TEXT},
                                      {"recipient_text", CELL_TEXT},
                                      {"trigger", CELL_TEXT},
                                      {"about", CELL_TEXT},
                                      {"status", CELL_TEXT},
                                      {"claimed_by", CELL_TEXT},
                                      {"statement", CELL_TEXT},
                                      {"place", CELL_TEXT},
                                      {"place_code", CELL_TEXT},
                                      {"quantity", CELL_NUMBER},
                                      {"quantity_unit", CELL_TEXT},
                                      {"quantity_of", CELL_TEXT},
                                      {"quad_code", CELL_INTEGER},
                                      {"event_scale", CELL_NUMBER},
                                      {"cameo", CELL_TEXT},
                                      {"same_as", CELL_TEXT},
                                      {"confidence", CELL_NUMBER},
                                      {"sentence_index", CELL_INTEGER},
                                      {"sentence", CELL_TEXT},
                                      {"published", CELL_DAY},
                                      {"lang", CELL_TEXT},
                                      {"title", CELL_TEXT},
                                      {"url", CELL_TEXT},
                                      {"publisher", CELL_TEXT},
                                      {"rule", CELL_TEXT},
                                      {"version", CELL_TEXT}};

static const sheet_column STATEMENTS[] = {{"id", CELL_TEXT},          {"doc", CELL_TEXT},
                                          {"day", CELL_DAY},          {"date", CELL_TEXT},
                                          {"source", CELL_TEXT},      {"source_code", CELL_TEXT},
                                          {"source_text", CELL_TEXT}, {"cue", CELL_TEXT},
                                          {"content", CELL_TEXT},     {"manner", CELL_TEXT},
                                          {"addressee", CELL_TEXT},   {"medium", CELL_TEXT},
                                          {"within", CELL_TEXT},      {"sentence_index", CELL_INTEGER},
                                          {"sentence", CELL_TEXT},    {"published", CELL_DAY},
                                          {"lang", CELL_TEXT},        {"title", CELL_TEXT},
                                          {"url", CELL_TEXT},         {"publisher", CELL_TEXT},
                                          {"rule", CELL_TEXT},        {"version", CELL_TEXT}};

static void put_begin(export_cell *x, view id, view date) {
  cell_text(x->row, id);
  cell_text(x->row, x->record->doc.id);
  cell_text(x->row, x->record->day);
  cell_text(x->row, date);
}

static void put_end(export_cell *x, uint32_t sentence, view rule) {
  const seimei_document *doc = &x->record->doc;
  cell_integer(x->row, sentence);
  cell_text(x->row, x->record->evidence);
  cell_text(x->row, doc->published.len == 10 ? doc->published : (view){"", 0});
  cell_text(x->row, doc->lang);
  cell_text(x->row, doc->title);
  cell_text(x->row, doc->url);
  cell_text(x->row, doc->publisher);
  cell_text(x->row, rule);
  cell_text(x->row, x->record->records.version);
}

static void put_actors(export_cell *x, seimei_actors actors) {
  cell_text(x->row, export_join(x, actors, "|", export_label));
  cell_text(x->row, export_join(x, actors, "|", export_code));
  cell_text(x->row, export_join(x, actors, "|", export_words));
}

static view join_views(arena *a, const view *at, size_t count) {
  view joined = count ? at[0] : (view){"", 0};
  for (size_t i = 1; i < count; i++)
    joined = arena_format(a, "%.*s|%.*s", (int)joined.len, joined.ptr, (int)at[i].len, at[i].ptr);
  return joined;
}

static void put_details(export_cell *x, const seimei_event *e) {
  cell_text(x->row, e->trigger.text);
  cell_text(x->row, e->about.text);
  cell_string(x->row, seimei_event_status_name(e->status));
  cell_text(x->row, export_join(x, e->claimed_by, "|", export_label));
  cell_text(x->row, e->statement);
  cell_text(x->row, e->place.text);
  cell_text(x->row, e->place_code);
  if (e->quantity.known) cell_number(x->row, e->quantity.value);
  else cell_empty(x->row);
  cell_text(x->row, e->quantity.unit);
  cell_text(x->row, e->quantity.of);
}

static void fill_event(export_cell *x) {
  const seimei_event *e = export_event(x);
  put_begin(x, e->id, e->date);
  cell_string(x->row, seimei_type_name(e->type));
  cell_text(x->row, e->mode);
  cell_text(x->row, join_views(x->arena, e->context, e->context_count));
  put_actors(x, e->actor);
  put_actors(x, e->recipient);
  put_details(x, e);
  cell_integer(x->row, e->quad_code);
  cell_number(x->row, e->event_scale);
  cell_text(x->row, e->cameo);
  cell_text(x->row, e->same_as);
  cell_number(x->row, e->confidence);
  put_end(x, e->sentence.index, e->rule);
}

static void fill_statement(export_cell *x) {
  const seimei_statement *s = &x->record->records.statements[0];
  view content = s->content_count ? s->content[0].text : (view){"", 0};
  for (size_t i = 1; i < s->content_count; i++)
    content = arena_format(x->arena, "%.*s|%.*s", (int)content.len, content.ptr, (int)s->content[i].text.len,
                           s->content[i].text.ptr);
  put_begin(x, s->id, s->date);
  put_actors(x, s->source);
  cell_text(x->row, s->cue.text);
  cell_text(x->row, content);
  cell_string(x->row, seimei_manner_name(s->manner));
  cell_text(x->row, export_join(x, s->addressee, "|", export_label));
  cell_text(x->row, s->medium);
  cell_text(x->row, s->within);
  put_end(x, s->sentence.index, s->rule);
}

const export_format EXPORT_EVENTS = {EVENTS, COUNT_OF(EVENTS), false, false, fill_event};
const export_format EXPORT_STATEMENTS = {STATEMENTS, COUNT_OF(STATEMENTS), false, false, fill_statement};
