/* add_record.c - statements and events of one document, and what they are searched by. */
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

/* Row of a record of the same document that an id names; a value that is NULL where there is none. */
static view row_of(row_feed *f, int64_t document, view id) {
  int64_t number = number_in(id);
  return number ? arena_format(feed_memory(f), "%lld", (long long)record_row(document, number)) : TEXT("");
}

static view fill_day(row_feed *f, view date, view published) {
  full_day day;
  return arena_copy(feed_memory(f), full_day_fill(&day, date, published));
}

typedef struct {
  feed_name actor, code;
  int64_t record;
  view day;
} role_rows;

static bool add_role(store_writer *w, const role_rows *to, view role, seimei_actors who) {
  for (size_t i = 0; i < who.count; i++) {
    const seimei_actor *a = &who.at[i];
    int64_t row = actor_row(w, a);
    if (!row) return false;
    feed_add(w->feed, to->actor, "isiip", to->record, role, (int64_t)i, row, a->words);
    feed_add(w->feed, to->code, "issss", to->record, role, a->code, to->day, a->sector);
  }
  return true;
}

static view kept(store_writer *w) {
  return arena_copy(feed_memory(w->feed), view_of(w->scratch.ptr ? w->scratch.ptr : "", w->scratch.len));
}

/* ---- statements ---- */

static view spans_of(store_writer *w, const seimei_statement *s) {
  buffer *b = &w->scratch;
  buffer_clear(b);
  buffer_add_byte(b, '[');
  for (size_t i = 0; i < s->content_count; i++)
    buffer_printf(b, "%s[%u,%u]", i ? "," : "", s->content[i].span.begin, s->content[i].span.end);
  buffer_add_byte(b, ']');
  return kept(w);
}

/* One part, which is nearly always all, is taken as it is. */
static view content_text(store_writer *w, const seimei_statement *s) {
  if (s->content_count == 1) return s->content[0].text;
  buffer_clear(&w->scratch);
  for (size_t i = 0; i < s->content_count; i++) {
    if (i) buffer_add_string(&w->scratch, "…");
    buffer_add(&w->scratch, s->content[i].text);
  }
  return kept(w);
}

static bool add_statement(store_writer *w, int64_t document, const ready_document *d, const seimei_statement *s,
                          int64_t number) {
  role_rows to = {FEED_STATEMENT_ACTORS, FEED_STATEMENT_CODES, record_row(document, number),
                  fill_day(w->feed, s->date, d->doc.published)};
  feed_add(w->feed, FEED_STATEMENTS,
           "iiits"
           "wsss"
           "tits",
           to.record, document, number, s->date, to.day, s->cue, content_text(w, s), spans_of(w, s),
           view_of_string(seimei_manner_name(s->manner)), s->medium, (int64_t)s->sentence.index,
           row_of(w->feed, document, s->within), s->rule);
  return add_role(w, &to, TEXT("source"), s->source) && add_role(w, &to, TEXT("addressee"), s->addressee);
}

/* ---- events ---- */

static view quantity_text(store_writer *w, const seimei_quantity *q) {
  buffer *b = &w->scratch;
  if (!q->known) return TEXT("");
  buffer_clear(b);
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
  return kept(w);
}

static view contexts_text(store_writer *w, const seimei_event *e) {
  if (e->context_count == 1) return e->context[0];
  buffer_clear(&w->scratch);
  for (size_t i = 0; i < e->context_count; i++) {
    if (w->scratch.len) buffer_add_byte(&w->scratch, '|');
    buffer_add(&w->scratch, e->context[i]);
  }
  return kept(w);
}

static void add_event_row(store_writer *w, int64_t document, const seimei_event *e, int64_t number, view day) {
  feed_add(w->feed, FEED_EVENTS,
           "iiitsstts"
           "wwwttt"
           "irtitrs",
           record_row(document, number), document, number, e->date, day, view_of_string(seimei_type_name(e->type)),
           e->mode, contexts_text(w, e), view_of_string(seimei_event_status_name(e->status)), e->trigger, e->about,
           e->place, e->place_code, quantity_text(w, &e->quantity), row_of(w->feed, document, e->statement),
           (int64_t)e->quad_code, e->event_scale, e->cameo, (int64_t)e->sentence.index,
           row_of(w->feed, document, e->same_as), e->confidence, e->rule);
}

/* Each actor with each recipient; with none, each actor with each other. */
static void add_pairs(store_writer *w, const seimei_event *e, int64_t event, view day) {
  seimei_actors to = e->recipient.count ? e->recipient : e->actor;
  view type = view_of_string(seimei_type_name(e->type));
  for (size_t i = 0; i < e->actor.count; i++)
    for (size_t k = 0; k < to.count; k++) {
      view actor = e->actor.at[i].code, recipient = to.at[k].code;
      if (view_equals(actor, recipient)) continue;
      feed_add(w->feed, FEED_EVENT_PAIRS, "sssisr", actor, recipient, day, event, type, e->event_scale);
    }
}

static void add_facts(store_writer *w, const ready_document *d, const seimei_event *e, int64_t event, view day) {
  facts_add(w->facts, &(event_facts){.id = event,
                                     .day = day,
                                     .type = view_of_string(seimei_type_name(e->type)),
                                     .mode = e->mode,
                                     .status = view_of_string(seimei_event_status_name(e->status)),
                                     .place = e->place_code,
                                     .publisher = d->doc.publisher,
                                     .lang = d->doc.lang,
                                     .quad = e->quad_code,
                                     .score = e->event_scale,
                                     .repeats = number_in(e->same_as) != 0});
  for (size_t i = 0; i < e->context_count; i++) facts_add_context(w->facts, e->context[i]);
  for (size_t i = 0; i < e->actor.count; i++)
    facts_add_party(w->facts, FACT_ACTORS, e->actor.at[i].code, e->actor.at[i].sector);
  for (size_t i = 0; i < e->recipient.count; i++)
    facts_add_party(w->facts, FACT_RECIPIENTS, e->recipient.at[i].code, e->recipient.at[i].sector);
}

static bool add_event(store_writer *w, int64_t document, const ready_document *d, const seimei_event *e,
                      int64_t number) {
  role_rows to = {FEED_EVENT_ACTORS, FEED_EVENT_CODES, record_row(document, number),
                  fill_day(w->feed, e->date, d->doc.published)};
  add_event_row(w, document, e, number, to.day);
  add_pairs(w, e, to.record, to.day);
  add_facts(w, d, e, to.record, to.day);
  return add_role(w, &to, TEXT("actor"), e->actor) && add_role(w, &to, TEXT("recipient"), e->recipient) &&
         add_role(w, &to, TEXT("claimed_by"), e->claimed_by);
}

/* What the document's events are about, a line each. */
static bool add_about_words(store_writer *w, int64_t document, const ready_document *d) {
  buffer *b = &w->scratch;
  buffer_clear(b);
  for (size_t i = 0; i < d->records.event_count; i++) {
    view about = d->records.events[i].about.text;
    if (!about.len) continue;
    if (b->len) buffer_add_byte(b, '\n');
    buffer_add(b, about);
  }
  return !b->len || (!b->failed && sql_run(&w->sql, SQL_ADD_ABOUT, "is", document, view_of(b->ptr, b->len)));
}

/* ---- all of a document ---- */

bool add_records(store_writer *w, int64_t document, const ready_document *d) {
  bool ok = true;
  for (size_t i = 0; i < d->records.statement_count && ok; i++)
    ok = add_statement(w, document, d, &d->records.statements[i], (int64_t)i + 1);
  for (size_t i = 0; i < d->records.event_count && ok; i++)
    ok = add_event(w, document, d, &d->records.events[i], (int64_t)i + 1);
  return ok && feed_flush(w->feed) && add_about_words(w, document, d);
}

bool drop_records(store_writer *w, int64_t document) {
  static const sql_name steps[] = {
      SQL_DROP_ABOUT,           SQL_DROP_EVENT_CODES,      SQL_DROP_PAIRS,      SQL_DROP_EVENT_ACTORS, SQL_DROP_EVENTS,
      SQL_DROP_STATEMENT_CODES, SQL_DROP_STATEMENT_ACTORS, SQL_DROP_STATEMENTS, SQL_DROP_SENTENCES};
  bool ok = true;
  for (size_t i = 0; i < COUNT_OF(steps) && ok; i++) ok = sql_run(&w->sql, steps[i], "i", document);
  return ok;
}
