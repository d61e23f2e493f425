/* add_record.c - statements and events of one document, and what they are searched by. */
#include <stdio.h>

#include "record/full_day.h"
#include "store/writer_parts.h"
#include "write/json.h"

/* ---- parts ---- */

/* The figure of an id: 3 of "d1#e3"; 0 when there is none. */
static int64_t number_in(view id) {
  size_t at = id.len;
  while (at > 0 && id.ptr[at - 1] >= '0' && id.ptr[at - 1] <= '9') at--;
  int64_t number = 0;
  for (; at < id.len && number <= STORE_MOST_RECORDS; at++) number = number * 10 + (id.ptr[at] - '0');
  return number;
}

/* A number that may be none: text that SQLite's column affinity makes an integer. */
typedef struct {
  char digits[24];
} row_text;

static view row_of(row_text *t, int64_t document, view id) {
  int64_t number = number_in(id);
  if (!number) return TEXT("");
  return view_of(t->digits,
                 (size_t)snprintf(t->digits, sizeof t->digits, "%lld", (long long)record_row(document, number)));
}

typedef struct {
  sql_name actor, code;
  int64_t record;
  view day;
} role_rows;

static bool add_role(store_writer *w, const role_rows *to, view role, seimei_actors who) {
  bool ok = true;
  for (size_t i = 0; i < who.count && ok; i++) {
    const seimei_actor *a = &who.at[i];
    int64_t row = actor_row(w, a);
    ok = row && sql_run(&w->sql, to->actor, "isiip", to->record, role, (int64_t)i, row, a->words);
    ok = ok && sql_run(&w->sql, to->code, "issss", to->record, role, a->code, to->day, a->sector);
  }
  return ok;
}

/* ---- statements ---- */

static view spans_of(store_writer *w, const seimei_statement *s) {
  buffer *b = &w->scratch;
  buffer_clear(b);
  buffer_add_byte(b, '[');
  for (size_t i = 0; i < s->content_count; i++)
    buffer_printf(b, "%s[%u,%u]", i ? "," : "", s->content[i].span.begin, s->content[i].span.end);
  buffer_add_byte(b, ']');
  return view_of(b->ptr, b->len);
}

/* One part, which is nearly always all, is taken as it is. */
static view content_text(const seimei_statement *s, buffer *joined) {
  if (s->content_count == 1) return s->content[0].text;
  for (size_t i = 0; i < s->content_count; i++) {
    if (i) buffer_add_string(joined, "…");
    buffer_add(joined, s->content[i].text);
  }
  return view_of(joined->ptr, joined->len);
}

static bool add_statement(store_writer *w, int64_t document, const ready_document *d, const seimei_statement *s,
                          int64_t number) {
  full_day day;
  role_rows to = {SQL_ADD_STATEMENT_ACTOR, SQL_ADD_STATEMENT_CODE, record_row(document, number),
                  full_day_fill(&day, s->date, d->doc.published)};
  buffer joined;
  buffer_init(&joined, NULL);
  row_text within;
  bool ok = sql_run(&w->sql, SQL_ADD_STATEMENT,
                    "iiits"
                    "wsss"
                    "tits",
                    to.record, document, number, s->date, to.day, s->cue, content_text(s, &joined), spans_of(w, s),
                    view_of_string(seimei_manner_name(s->manner)), s->medium, (int64_t)s->sentence.index,
                    row_of(&within, document, s->within), s->rule);
  buffer_release(&joined);
  return ok && add_role(w, &to, TEXT("source"), s->source) && add_role(w, &to, TEXT("addressee"), s->addressee);
}

/* ---- events ---- */

static view quantity_text(const seimei_quantity *q, buffer *b) {
  if (!q->known) return TEXT("");
  buffer_add_byte(b, '{');
  json_key(b, "value");
  json_number(b, q->value);
  json_text(b, "unit", q->unit);
  json_text(b, "per", q->per);
  json_text(b, "of", q->of);
  json_text(b, "text", q->words.text);
  json_integer(b, "begin", q->words.span.begin);
  json_integer(b, "end", q->words.span.end);
  buffer_add_byte(b, '}');
  return view_of(b->ptr, b->len);
}

static view contexts_text(store_writer *w, const seimei_event *e) {
  buffer_clear(&w->scratch);
  for (size_t i = 0; i < e->context_count; i++) {
    if (w->scratch.len) buffer_add_byte(&w->scratch, '|');
    buffer_add(&w->scratch, e->context[i]);
  }
  return view_of(w->scratch.ptr, w->scratch.len);
}

static bool add_event_row(store_writer *w, int64_t document, const seimei_event *e, int64_t number, view day) {
  row_text statement, same;
  buffer quantity;
  buffer_init(&quantity, NULL);
  bool ok =
      sql_run(&w->sql, SQL_ADD_EVENT,
              "iiitsstts"
              "wwwttt"
              "irtitrs",
              record_row(document, number), document, number, e->date, day, view_of_string(seimei_type_name(e->type)),
              e->mode, contexts_text(w, e), view_of_string(seimei_event_status_name(e->status)), e->trigger, e->about,
              e->place, e->place_code, quantity_text(&e->quantity, &quantity),
              row_of(&statement, document, e->statement), (int64_t)e->quad_code, e->event_scale, e->cameo,
              (int64_t)e->sentence.index, row_of(&same, document, e->same_as), e->confidence, e->rule);
  buffer_release(&quantity);
  return ok;
}

static bool add_pair(store_writer *w, const seimei_event *e, int64_t event, view day, view from, view to) {
  if (view_equals(from, to)) return true;
  return sql_run(&w->sql, SQL_ADD_PAIR, "sssisr", from, to, day, event, view_of_string(seimei_type_name(e->type)),
                 e->event_scale);
}

/* Each actor with each recipient; with none, each actor with each other. */
static bool add_pairs(store_writer *w, const seimei_event *e, int64_t event, view day) {
  seimei_actors to = e->recipient.count ? e->recipient : e->actor;
  bool ok = true;
  for (size_t i = 0; i < e->actor.count; i++)
    for (size_t k = 0; k < to.count && ok; k++) ok = add_pair(w, e, event, day, e->actor.at[i].code, to.at[k].code);
  return ok;
}

static bool add_event(store_writer *w, int64_t document, const ready_document *d, const seimei_event *e,
                      int64_t number) {
  full_day day;
  role_rows to = {SQL_ADD_EVENT_ACTOR, SQL_ADD_EVENT_CODE, record_row(document, number),
                  full_day_fill(&day, e->date, d->doc.published)};
  bool ok = add_event_row(w, document, e, number, to.day);
  ok = ok && add_role(w, &to, TEXT("actor"), e->actor) && add_role(w, &to, TEXT("recipient"), e->recipient);
  ok = ok && add_role(w, &to, TEXT("claimed_by"), e->claimed_by) && add_pairs(w, e, to.record, to.day);
  for (size_t i = 0; i < e->context_count && ok; i++)
    if (e->context[i].len) ok = sql_run(&w->sql, SQL_ADD_CONTEXT, "ssi", e->context[i], to.day, to.record);
  if (ok && e->about.text.len) ok = sql_run(&w->sql, SQL_ADD_EVENT_WORDS, "is", to.record, e->about.text);
  return ok;
}

/* ---- all of a document ---- */

bool add_records(store_writer *w, int64_t document, const ready_document *d) {
  bool ok = true;
  for (size_t i = 0; i < d->records.statement_count && ok; i++)
    ok = add_statement(w, document, d, &d->records.statements[i], (int64_t)i + 1);
  for (size_t i = 0; i < d->records.event_count && ok; i++)
    ok = add_event(w, document, d, &d->records.events[i], (int64_t)i + 1);
  return ok;
}

bool drop_records(store_writer *w, int64_t document) {
  static const sql_name steps[] = {SQL_DROP_EVENT_WORDS,     SQL_DROP_EVENT_CODES,      SQL_DROP_PAIRS,
                                   SQL_DROP_CONTEXTS,        SQL_DROP_EVENT_ACTORS,     SQL_DROP_EVENTS,
                                   SQL_DROP_STATEMENT_CODES, SQL_DROP_STATEMENT_ACTORS, SQL_DROP_STATEMENTS,
                                   SQL_DROP_SENTENCES};
  bool ok = true;
  for (size_t i = 0; i < COUNT_OF(steps) && ok; i++) ok = sql_run(&w->sql, steps[i], "i", document);
  return ok;
}
