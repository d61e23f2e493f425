/* facts_writer.c - facts of events as they are stored, and made anew from the rows.
 *
 * The part that grows lies in memory; at a commit its blobs are written over. A part whose events changed otherwise is
 * read from the rows again: that costs more, and it happens only where documents are coded anew. */
#include <stdlib.h>

#include "store/event_facts.h"
#include "store/fact_numbers.h"
#include "store/store.h"

enum { NO_PART = -1 };

typedef enum { FIND_BLOB, PUT_BLOB, DROP_PART, EVENT_ROWS, PARTY_ROWS, ALL_PARTS, SQL_COUNT } fact_sql;

static const char *const TEXTS[SQL_COUNT] = {
    [FIND_BLOB] = "SELECT data FROM event_facts WHERE fact = ? AND part = ?",
    [PUT_BLOB] = "INSERT OR REPLACE INTO event_facts(fact, part, data) VALUES(?, ?, ?)",
    [DROP_PART] = "DELETE FROM event_facts WHERE fact = ? AND part = ?",
    [EVENT_ROWS] = "SELECT e.id, e.day, e.type, e.mode, e.status, e.place_code, d.publisher, d.lang, e.quad_code,"
                   " e.event_scale, e.same_as IS NOT NULL, e.contexts FROM events e JOIN documents d"
                   " ON d.id = e.document WHERE e.id > ?1 << 30 AND e.id < (?1 + 1) << 30 ORDER BY e.id",
    [PARTY_ROWS] = "SELECT r.event, r.role = 'actor', a.code, a.sector FROM event_actors r JOIN actors a"
                   " ON a.id = r.actor WHERE r.event > ?1 << 30 AND r.event < (?1 + 1) << 30"
                   " AND r.role IN ('actor', 'recipient') ORDER BY r.event, r.role, r.position",
    [ALL_PARTS] = "SELECT part FROM event_facts UNION SELECT id >> 30 FROM events",
};

struct facts {
  sqlite3 *database;
  sqlite3_stmt *statements[SQL_COUNT];
  fact_numbers numbers;
  buffer party; /* that is put together */
  bool failed;  /* the connection did */
  arena memory; /* of the part */
  int64_t part; /* NO_PART: none is in memory */
  bool changed, skips;
  fact_column columns[FACT_COUNT];
  LIST(int64_t) again; /* parts to be made anew */
  arena again_memory;
};

/* ---- life ---- */

facts *facts_new(sqlite3 *db) {
  facts *f = calloc(1, sizeof *f);
  if (!f) return NULL;
  *f = (facts){.database = db, .part = NO_PART};
  arena_init(&f->memory, NULL);
  fact_numbers_init(&f->numbers, db);
  buffer_init(&f->party, NULL);
  arena_init(&f->again_memory, NULL);
  return f;
}

void facts_free(facts *f) {
  if (!f) return;
  for (int i = 0; i < SQL_COUNT; i++) sqlite3_finalize(f->statements[i]);
  arena_release(&f->memory);
  fact_numbers_release(&f->numbers);
  buffer_release(&f->party);
  arena_release(&f->again_memory);
  free(f);
}

void facts_arm(facts *f, jmp_buf *failure) {
  f->memory.on_failure = f->numbers.memory.on_failure = f->again_memory.on_failure = failure;
}

static void drop_part(facts *f) {
  arena_reset(&f->memory);
  memset(f->columns, 0, sizeof f->columns);
  f->part = NO_PART;
  f->changed = f->skips = false;
}

static void forget_again(facts *f) {
  arena_reset(&f->again_memory);
  f->again.at = NULL;
  f->again.count = f->again.capacity = 0;
}

void facts_forget(facts *f) {
  drop_part(f);
  forget_again(f);
  fact_numbers_forget(&f->numbers);
  f->failed = false;
}

/* ---- SQL ---- */

static sqlite3_stmt *prepared(facts *f, fact_sql name) {
  if (!f->statements[name] &&
      sqlite3_prepare_v3(f->database, TEXTS[name], -1, SQLITE_PREPARE_PERSISTENT, &f->statements[name], NULL))
    f->failed = true;
  return f->statements[name];
}

static bool next_row(facts *f, sqlite3_stmt *s) {
  int code = s ? sqlite3_step(s) : SQLITE_ERROR;
  if (code != SQLITE_ROW && code != SQLITE_DONE) f->failed = true;
  if (code != SQLITE_ROW) sqlite3_reset(s);
  return code == SQLITE_ROW;
}

static sqlite3_stmt *of_blob(facts *f, fact_sql name, fact_id fact, int64_t part) {
  sqlite3_stmt *s = prepared(f, name);
  sqlite3_bind_text(s, 1, FACT_FORMS[fact].name, -1, SQLITE_STATIC);
  sqlite3_bind_int64(s, 2, part);
  return s;
}

/* ---- the part in memory ---- */

static void write_part(facts *f) {
  buffer blob;
  buffer_init(&blob, NULL);
  bool is_empty = !f->columns[FACT_RECORD].numbers.count;
  for (int i = 0; i < FACT_COUNT && f->changed; i++) {
    buffer_clear(&blob);
    fact_encode(&f->columns[i], fact_is_list((fact_id)i), &blob);
    if (blob.failed) f->failed = true;
    sqlite3_stmt *s = of_blob(f, is_empty ? DROP_PART : PUT_BLOB, (fact_id)i, f->part);
    if (!is_empty) sqlite3_bind_blob64(s, 3, blob.ptr, blob.len, SQLITE_STATIC);
    next_row(f, s);
  }
  f->changed = false;
  buffer_release(&blob);
}

static void load_part(facts *f, int64_t part) {
  drop_part(f);
  f->part = part;
  for (uint32_t i = 0; i < f->again.count; i++) f->skips |= f->again.at[i] == part;
  for (int i = 0; i < FACT_COUNT && !f->skips; i++) {
    sqlite3_stmt *s = of_blob(f, FIND_BLOB, (fact_id)i, part);
    if (!next_row(f, s)) {
      f->skips = i > 0;
      break;
    }
    view blob = view_of(sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0));
    if (!fact_decode(&f->memory, blob, fact_is_list((fact_id)i), &f->columns[i]) ||
        f->columns[i].numbers.count != f->columns[0].numbers.count)
      f->skips = true;
    sqlite3_reset(s);
  }
  if (f->skips) facts_change(f, part << FACT_PART_BITS);
}

static void push(facts *f, fact_id fact, uint32_t number) { LIST_PUSH(&f->memory, &f->columns[fact].numbers, number); }

static void push_word(facts *f, fact_id fact, view word) {
  push(f, fact, fact_number_of_word(&f->numbers, FACT_FORMS[fact].kind, word));
}

static void append(facts *f, const event_facts *e) {
  char quad = (char)('0' + e->quad);
  f->changed = true;
  push(f, FACT_RECORD, (uint32_t)(e->id & ((INT64_C(1) << FACT_RECORD_BITS) - 1)));
  push(f, FACT_DAY, fact_day(e->day));
  push(f, FACT_REPEAT, e->repeats);
  push_word(f, FACT_TYPE, e->type);
  push_word(f, FACT_MODE, e->mode);
  push_word(f, FACT_STATUS, e->status);
  push_word(f, FACT_PLACE, e->place);
  push_word(f, FACT_QUAD, view_of(&quad, 1));
  push(f, FACT_SCORE, fact_number_of_real(&f->numbers, FACT_FORMS[FACT_SCORE].kind, e->score));
  push_word(f, FACT_PUBLISHER, e->publisher);
  push_word(f, FACT_LANG, e->lang);
  for (int i = FACT_CONTEXTS; i < FACT_COUNT; i++) push(f, (fact_id)i, 0);
}

void facts_add(facts *f, const event_facts *e) {
  int64_t part = e->id >> FACT_RECORD_BITS;
  if (part != f->part) {
    write_part(f);
    load_part(f, part);
  }
  if (!f->skips) append(f, e);
}

/* To the list of the last event, once. */
static void add_item(facts *f, fact_id fact, uint32_t number) {
  fact_column *c = &f->columns[fact];
  uint32_t *length = &c->numbers.at[c->numbers.count - 1];
  for (uint32_t i = 0; i < *length; i++)
    if (c->items.at[c->items.count - 1 - i] == number) return;
  LIST_PUSH(&f->memory, &c->items, number);
  *length += 1;
}

void facts_add_context(facts *f, view context) {
  if (f->skips || !context.len) return;
  add_item(f, FACT_CONTEXTS, fact_number_of_word(&f->numbers, FACT_FORMS[FACT_CONTEXTS].kind, context));
}

void facts_add_party(facts *f, fact_id side, view code, view sector) {
  if (f->skips) return;
  buffer_clear(&f->party);
  buffer_add(&f->party, code);
  if (sector.len) buffer_add_byte(&f->party, ':'), buffer_add(&f->party, sector);
  if (f->party.failed) f->failed = true;
  view party = view_of(f->party.ptr ? f->party.ptr : "", f->party.len);
  add_item(f, side, fact_number_of_word(&f->numbers, FACT_FORMS[side].kind, party));
}

void facts_set_repeat(facts *f, int64_t event) {
  const number_list *records = &f->columns[FACT_RECORD].numbers;
  uint32_t wanted = (uint32_t)(event & ((INT64_C(1) << FACT_RECORD_BITS) - 1));
  if (event >> FACT_RECORD_BITS == f->part && !f->skips)
    for (uint32_t i = records->count; i-- > 0;) {
      if (records->at[i] != wanted) continue;
      f->columns[FACT_REPEAT].numbers.at[i] = 1;
      return;
    }
  facts_change(f, event >> STORE_RECORD_BITS);
}

void facts_change(facts *f, int64_t document) {
  int64_t part = document >> FACT_PART_BITS;
  if (part == f->part) f->skips = true, f->changed = false;
  for (uint32_t i = 0; i < f->again.count; i++)
    if (f->again.at[i] == part) return;
  LIST_PUSH(&f->again_memory, &f->again, part);
}

/* ---- from the rows ---- */

static void add_row(facts *f, sqlite3_stmt *row) {
  facts_add(f, &(event_facts){.id = sqlite3_column_int64(row, 0),
                              .day = column_text(row, 1),
                              .type = column_text(row, 2),
                              .mode = column_text(row, 3),
                              .status = column_text(row, 4),
                              .place = column_text(row, 5),
                              .publisher = column_text(row, 6),
                              .lang = column_text(row, 7),
                              .quad = sqlite3_column_int64(row, 8),
                              .score = sqlite3_column_double(row, 9),
                              .repeats = sqlite3_column_int(row, 10) != 0});
  view contexts = column_text(row, 11), context;
  while (contexts.len && view_split(&contexts, '|', &context)) facts_add_context(f, context);
}

/* Events and their parties come in the same order. */
static void read_part(facts *f, int64_t part) {
  sqlite3_stmt *events = prepared(f, EVENT_ROWS), *parties = prepared(f, PARTY_ROWS);
  sqlite3_bind_int64(events, 1, part);
  sqlite3_bind_int64(parties, 1, part);
  drop_part(f);
  f->part = part;
  bool more = next_row(f, parties);
  while (next_row(f, events)) {
    int64_t event = sqlite3_column_int64(events, 0);
    add_row(f, events);
    for (; more && sqlite3_column_int64(parties, 0) <= event; more = next_row(f, parties))
      if (sqlite3_column_int64(parties, 0) == event)
        facts_add_party(f, sqlite3_column_int(parties, 1) ? FACT_ACTORS : FACT_RECIPIENTS, column_text(parties, 2),
                        column_text(parties, 3));
  }
  sqlite3_reset(parties);
  f->changed = true;
}

bool facts_write(facts *f) {
  write_part(f);
  for (uint32_t i = 0; i < f->again.count && !f->failed; i++) {
    read_part(f, f->again.at[i]);
    write_part(f);
  }
  forget_again(f);
  return !f->failed && !f->numbers.failed;
}

/* ---- all of a store ---- */

static bool is_stored(facts *f, fact_id fact) {
  buffer blob;
  buffer_init(&blob, NULL);
  bool is_empty = !f->columns[FACT_RECORD].numbers.count, same = is_empty;
  fact_encode(&f->columns[fact], fact_is_list(fact), &blob);
  sqlite3_stmt *s = of_blob(f, FIND_BLOB, fact, f->part);
  if (next_row(f, s))
    same = !is_empty && view_equals(view_of(sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0)),
                                    view_of(blob.ptr, blob.len));
  sqlite3_reset(s);
  if (blob.failed) f->failed = true;
  buffer_release(&blob);
  return same;
}

static bool is_part_stored(facts *f) {
  bool same = true;
  for (int i = 0; i < FACT_COUNT && same; i++) same = is_stored(f, (fact_id)i);
  return same;
}

/* Writes every part, or compares them: *wrong is then the first that differs. */
static void go_through(facts *f, int64_t *wrong) {
  sqlite3_stmt *parts = prepared(f, ALL_PARTS);
  while (!f->failed && next_row(f, parts)) {
    read_part(f, sqlite3_column_int64(parts, 0));
    if (!wrong) write_part(f);
    else if (!is_part_stored(f)) *wrong = f->part;
    if (wrong && *wrong >= 0) break;
  }
  sqlite3_reset(parts);
}

static int with_all(sqlite3 *db, int64_t *wrong) {
  facts *f = facts_new(db);
  jmp_buf failure;
  if (!f) return SQLITE_NOMEM;
  f->numbers.is_fixed = wrong != NULL;
  facts_arm(f, &failure);
  volatile int code = SQLITE_NOMEM;
  if (!setjmp(failure)) {
    go_through(f, wrong);
    code = f->failed || f->numbers.failed ? SQLITE_ERROR : SQLITE_OK;
  }
  facts_free(f);
  return code;
}

int facts_make(sqlite3 *db) { return with_all(db, NULL); }

int facts_check(sqlite3 *db, int64_t *part) {
  *part = NO_PART;
  return with_all(db, part);
}
