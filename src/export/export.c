/* export.c - what the formats share. */
#include "export/export.h"

/* ---- rows of a record ---- */

/* Every actor with every recipient, or the actors with each other, both ways; an event of one side alone is one row. */
static uint32_t dyad_count(const seimei_event *e) {
  size_t n = e->actor.count, m = e->recipient.count;
  size_t rows = m ? n * m : n > 1 ? n * (n - 1) : n;
  return rows > EXPORT_MOST_DYADS ? EXPORT_MOST_DYADS : (uint32_t)rows;
}

static export_dyad dyad_at(const seimei_event *e, uint32_t number) {
  size_t n = e->actor.count, m = e->recipient.count;
  if (m) return (export_dyad){&e->actor.at[number / m], &e->recipient.at[number % m], number};
  if (n < 2) return (export_dyad){n ? &e->actor.at[0] : NULL, NULL, number};
  size_t source = number / (n - 1), target = number % (n - 1);
  return (export_dyad){&e->actor.at[source], &e->actor.at[target < source ? target : target + 1], number};
}

uint32_t export_row_count(const export_format *format, const loaded_record *record) {
  return format->is_dyadic ? dyad_count(&record->records.events[0]) : 1;
}

void export_fill(const export_format *format, export_cell *x, uint32_t number) {
  row_clear(x->row);
  if (format->is_dyadic) x->dyad = dyad_at(export_event(x), number);
  format->fill(x);
}

int64_t export_number(const export_cell *x) { return x->record->row * EXPORT_MOST_DYADS + x->dyad.number; }

/* ---- actors ---- */

view export_label(const export_cell *x, const seimei_actor *a) { return (void)x, a->label; }
view export_code(const export_cell *x, const seimei_actor *a) { return (void)x, a->code; }
view export_sector(const export_cell *x, const seimei_actor *a) { return (void)x, a->sector; }
view export_words(const export_cell *x, const seimei_actor *a) { return (void)x, a->words.text; }
view export_office(const export_cell *x, const seimei_actor *a) { return (void)x, a->office; }

view export_name(const export_cell *x, const seimei_actor *a) {
  if (a->name.len) return a->name;
  view state = x->facts ? facts_state(x->facts, a->code) : (view){"", 0};
  if (state.len) return state;
  view identifier = a->code, before;
  view_split(&identifier, '/', &before);
  return identifier.len ? identifier : a->code;
}

view export_join(const export_cell *x, seimei_actors actors, const char *separator, actor_text *text) {
  view joined = {"", 0}, last = {"", 0};
  for (size_t i = 0; i < actors.count; i++) {
    view part = text(x, &actors.at[i]);
    if (!part.len || (i && view_equals(part, last))) continue;
    last = part;
    joined = !joined.len ? part
                         : arena_format(x->arena, "%.*s%s%.*s", (int)joined.len, joined.ptr, separator, (int)part.len,
                                        part.ptr);
  }
  return joined;
}

int64_t day_number(view day) {
  int64_t n = 0;
  if (day.len != 10) return 0;
  for (size_t i = 0; i < day.len; i++)
    if (day.ptr[i] != '-') n = n * 10 + (day.ptr[i] - '0');
  return n;
}
