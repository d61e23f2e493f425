/* similar.c - documents that are nearly the same text, and events that are told again in them.
 *
 *   signature ─ bands ─▶ candidates ─ whole signatures ─▶ the most alike ─▶ links ─▶ same_as of events
 *
 * Only documents without a link are in bands and signatures, so a text told a thousand times is one candidate and each
 * repeat links to the first of them. Their events are compared with those of the first and of the earliest that are
 * linked to it: what a later paper adds is told again by the ones after it. */
#include <stdlib.h>

#include "store/writer_parts.h"
#include "when/when.h"

static const double LEAST_RESEMBLANCE = 0.7;
enum { MOST_DAYS_APART = 7, BAND_LIMIT = 16, MOST_CANDIDATES = BAND_COUNT * BAND_LIMIT };
enum { MOST_COMPARED = 8 }; /* documents of a group whose events others may repeat */

/* ---- documents ---- */

typedef struct {
  int64_t documents[MOST_CANDIDATES];
  size_t count;
} candidate_set;

static void add_candidate(candidate_set *set, int64_t document) {
  for (size_t i = 0; i < set->count; i++)
    if (set->documents[i] == document) return;
  if (set->count < MOST_CANDIDATES) set->documents[set->count++] = document;
}

static bool find_candidates(store_writer *w, const signature *s, candidate_set *out) {
  for (int b = 0; b < BAND_COUNT; b++) {
    sqlite3_stmt *rows = sql_bind(&w->sql, SQL_FIND_BAND, "i", s->bands[b]);
    int code = SQLITE_ERROR;
    while (rows && (code = sqlite3_step(rows)) == SQLITE_ROW) add_candidate(out, sqlite3_column_int64(rows, 0));
    sqlite3_reset(rows);
    if (code != SQLITE_DONE) return false;
  }
  return true;
}

static bool is_near_in_time(view a, view b) {
  int32_t first = when_day_number(a), second = when_day_number(b);
  if (first == INT32_MIN || second == INT32_MIN) return true;
  return labs((long)first - (long)second) <= MOST_DAYS_APART;
}

/* Resemblance of a candidate; 0 when it is too far in time. */
static bool weigh(store_writer *w, const ready_document *d, int64_t candidate, double *score) {
  sqlite3_stmt *s = sql_bind(&w->sql, SQL_FIND_SIGNATURE, "i", candidate);
  int code = s ? sqlite3_step(s) : SQLITE_ERROR;
  *score = 0;
  if (code == SQLITE_ROW && sqlite3_column_bytes(s, 0) == SIGNATURE_BINS &&
      is_near_in_time(d->doc.published, column_text(s, 1)))
    *score = signature_resemblance(d->signature.bins, sqlite3_column_blob(s, 0));
  sqlite3_reset(s);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

/* The most alike, the earliest of equals. */
static bool find_original(store_writer *w, const ready_document *d, int64_t *original, double *score) {
  candidate_set set = {.count = 0};
  *original = 0;
  *score = LEAST_RESEMBLANCE;
  if (!find_candidates(w, &d->signature, &set)) return false;
  for (size_t i = 0; i < set.count; i++) {
    double found;
    int64_t candidate = set.documents[i];
    if (!weigh(w, d, candidate, &found)) return false;
    if (found < *score || (found == *score && *original && candidate > *original)) continue;
    *original = candidate;
    *score = found;
  }
  return true;
}

bool link_document(store_writer *w, int64_t document, const ready_document *d, bool *is_near) {
  int64_t original;
  double score;
  if (!d->signature.known) return true;
  if (!find_original(w, d, &original, &score)) return false;
  *is_near = original != 0;
  if (original) return sql_run(&w->sql, SQL_ADD_LINK, "iir", document, original, score) && link_events(w, document);
  bool ok =
      sql_run(&w->sql, SQL_ADD_SIGNATURE, "ib", document, view_of((const char *)d->signature.bins, SIGNATURE_BINS));
  for (int b = 0; b < BAND_COUNT; b++) feed_add(w->feed, FEED_BANDS, "ii", d->signature.bands[b], document);
  return ok && feed_flush(w->feed);
}

/* ---- events ---- */

/* What two events have in common when they are one: type, mode, status, day and the labels by role, as one text. */
typedef struct {
  int64_t event;
  bool repeats; /* has same_as already */
  view traits;
} event_traits;

typedef struct {
  arena arena;
  LIST(event_traits) events;
} traits_list;

typedef struct {
  int64_t *at; /* the caller's to free */
  size_t count, capacity;
} document_list;

static void begin_event(traits_list *list, sqlite3_stmt *row) {
  view type = column_text(row, 1), mode = column_text(row, 2), status = column_text(row, 3), day = column_text(row, 4);
  event_traits e = {.event = sqlite3_column_int64(row, 0), .repeats = sqlite3_column_type(row, 5) != SQLITE_NULL};
  e.traits = arena_format(&list->arena, "%.*s %.*s %.*s %.*s", (int)type.len, type.ptr, (int)mode.len, mode.ptr,
                          (int)status.len, status.ptr, (int)day.len, day.ptr);
  LIST_PUSH(&list->arena, &list->events, e);
}

/* Rows of an event follow each other, its labels in order; a label that is there twice counts once. */
static void add_label(traits_list *list, sqlite3_stmt *row) {
  event_traits *e = &list->events.at[list->events.count - 1];
  view role = column_text(row, 6), label = column_text(row, 7);
  view more = arena_format(&list->arena, "\n%.*s %.*s", (int)role.len, role.ptr, (int)label.len, label.ptr);
  if (view_ends_with(e->traits, more)) return;
  e->traits = arena_format(&list->arena, "%.*s%.*s", (int)e->traits.len, e->traits.ptr, (int)more.len, more.ptr);
}

static bool read_traits(store_writer *w, int64_t document, traits_list *list) {
  sqlite3_stmt *rows = sql_bind(&w->sql, SQL_FIND_EVENTS, "i", document);
  int code = SQLITE_ERROR;
  while (rows && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    uint32_t n = list->events.count;
    if (!n || list->events.at[n - 1].event != sqlite3_column_int64(rows, 0)) begin_event(list, rows);
    if (sqlite3_column_type(rows, 7) != SQLITE_NULL) add_label(list, rows);
  }
  sqlite3_reset(rows);
  return code == SQLITE_DONE;
}

static int64_t find_same(const traits_list *among, view traits) {
  for (uint32_t i = 0; i < among->events.count; i++)
    if (!among->events.at[i].repeats && view_equals(among->events.at[i].traits, traits))
      return among->events.at[i].event;
  return 0;
}

static bool clear_repeats(store_writer *w, int64_t document) {
  bool ok = sql_run(&w->sql, SQL_CLEAR_SAME, "i", document);
  if (ok && sqlite3_changes(w->sql.database)) facts_change(w->facts, document);
  return ok;
}

static bool set_repeat(store_writer *w, int64_t event, int64_t same) {
  facts_set_repeat(w->facts, event);
  return sql_run(&w->sql, SQL_SET_SAME, "ii", event, same);
}

/* The events of a document that have the traits of one in `among`. Documents of a group are gone through in their
 * order, so that the earliest event that is told is the one that the others repeat. */
static bool link_own(store_writer *w, traits_list *own, const traits_list *among) {
  bool ok = true;
  for (uint32_t i = 0; i < own->events.count && ok; i++) {
    event_traits *e = &own->events.at[i];
    int64_t same = e->repeats ? 0 : find_same(among, e->traits);
    if (!same) continue;
    ok = set_repeat(w, e->event, same);
    e->repeats = true;
  }
  return ok;
}

static bool link_to(store_writer *w, int64_t document, const document_list *group) {
  traits_list own = {.events = {0}}, others = {.events = {0}};
  jmp_buf failure;
  arena_init(&own.arena, NULL);
  arena_init(&others.arena, NULL);
  own.arena.on_failure = others.arena.on_failure = &failure;
  volatile bool ok = false;
  if (!setjmp(failure)) {
    ok = clear_repeats(w, document) && read_traits(w, document, &own);
    for (size_t i = 0; i < group->count && group->at[i] < document && ok; i++) {
      arena_reset(&others.arena);
      others.events.count = others.events.capacity = 0;
      others.events.at = NULL;
      ok = read_traits(w, group->at[i], &others) && link_own(w, &own, &others);
    }
  }
  arena_release(&own.arena);
  arena_release(&others.arena);
  return ok;
}

/* Documents are listed before they are linked: no statement runs while another of its kind does. */
static bool list_linked(store_writer *w, int64_t original, int64_t most, document_list *out) {
  sqlite3_stmt *rows = sql_bind(&w->sql, SQL_FIND_LINKED, "ii", original, most);
  int code = SQLITE_ERROR;
  while (rows && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    if (out->count == out->capacity) {
      size_t more = out->capacity ? out->capacity * 2 : 64;
      int64_t *at = realloc(out->at, more * sizeof *at);
      if (!at) break;
      *out = (document_list){at, out->count, more};
    }
    out->at[out->count++] = sqlite3_column_int64(rows, 0);
  }
  sqlite3_reset(rows);
  return code == SQLITE_DONE;
}

/* The first document of a group and the earliest of those that are linked to it. */
static bool list_group(store_writer *w, int64_t original, document_list *out) {
  out->at = malloc(sizeof *out->at);
  if (!out->at) return false;
  out->at[0] = original;
  out->count = out->capacity = 1;
  return list_linked(w, original, MOST_COMPARED - 1, out);
}

static bool link_later(store_writer *w, int64_t document, int64_t original, const document_list *group) {
  document_list linked = {NULL, 0, 0};
  bool ok = list_linked(w, original, -1, &linked);
  for (size_t i = 0; i < linked.count && ok; i++)
    if (linked.at[i] > document) ok = link_to(w, linked.at[i], group);
  free(linked.at);
  return ok;
}

bool link_events(store_writer *w, int64_t document) {
  bool ok = true, compared = false;
  document_list group = {NULL, 0, 0};
  int64_t original = sql_number(sql_bind(&w->sql, SQL_FIND_LINK, "i", document), &ok);
  ok = ok && list_group(w, original ? original : document, &group);
  for (size_t i = 0; i < group.count; i++) compared |= group.at[i] == document;
  if (ok && original) ok = link_to(w, document, &group);
  if (ok && compared) ok = link_later(w, document, group.at[0], &group);
  free(group.at);
  return ok;
}
