/* scan.c - reading columns of events. */
#include "query/scan.h"

#include <stdlib.h>

static const char PARTS[] = "SELECT part FROM event_facts WHERE fact = 'record' AND part % ? = 0 ORDER BY part";
static const char BLOB[] = "SELECT data FROM event_facts WHERE fact = ? AND part = ?";
static const char VALUES[] = "SELECT number, value FROM fact_values WHERE kind = ? ORDER BY number";

/* Of a fact's numbers: bit 0, or of the pair's two codes bits 1 and 2. */
typedef struct {
  fact_id fact;
  uint8_t *wanted;
} fact_test;

struct scan {
  const store *store;
  const term_set *terms;
  sqlite3_stmt *parts, *blob; /* while parts is under way, all that is read is of one moment */
  bool wanted[FACT_COUNT], first_only, at_end;
  fact_words words[FACT_COUNT];
  fact_test tests[TERM_COUNT];
  uint32_t test_count;
  uint8_t *pair; /* of parties; NULL: no pair is asked for */
  uint32_t since, until;
  arena memory, part; /* part: of one */
};

static const struct {
  term_id term;
  fact_id fact;
} FACT_TERMS[] = {{TERM_PUBLISHER, FACT_PUBLISHER}, {TERM_LANG, FACT_LANG},           {TERM_TYPE, FACT_TYPE},
                  {TERM_MODE, FACT_MODE},           {TERM_STATUS, FACT_STATUS},       {TERM_PLACE, FACT_PLACE},
                  {TERM_SCORE, FACT_SCORE},         {TERM_CONTEXT, FACT_CONTEXTS},    {TERM_SECTOR, FACT_ACTORS},
                  {TERM_ACTOR, FACT_ACTORS},        {TERM_RECIPIENT, FACT_RECIPIENTS}};

bool scan_can(const term_set *t) {
  static const term_id NOT_TOLD[] = {TERM_WORDS_TEXT, TERM_WORDS_ABOUT, TERM_ACTOR_ROWS, TERM_RECIPIENT_ROWS};
  for (size_t i = 0; i < COUNT_OF(NOT_TOLD); i++)
    if (t->present[NOT_TOLD[i]]) return false;
  return t->filter->records == QUERY_EVENTS;
}

static seimei_status damaged(const scan *c, seimei_error *error) {
  return error_set(error, SEIMEI_BAD_INPUT, "%s: the columns of events are damaged; see seimei ingest --check",
                   store_path(c->store));
}

/* ---- words ---- */

static void add_word(scan *c, fact_words *to, sqlite3_stmt *row, uint32_t *capacity) {
  if (to->count == *capacity) {
    uint32_t more = *capacity ? *capacity * 2 : 64;
    view *words = ARENA_NEW(&c->memory, view, more);
    double *reals = ARENA_NEW(&c->memory, double, more);
    if (to->count)
      memcpy(words, to->words, to->count * sizeof *words), memcpy(reals, to->reals, to->count * sizeof *reals);
    *to = (fact_words){words, reals, to->count};
    *capacity = more;
  }
  to->reals[to->count] = sqlite3_column_double(row, 1);
  to->words[to->count++] = arena_copy(&c->memory, column_text(row, 1));
}

static seimei_status load_words(scan *c, fact_id fact, seimei_error *error) {
  sqlite3_stmt *rows = NULL;
  uint32_t capacity = 0;
  int step = SQLITE_ERROR;
  bool in_order = true;
  if (!sqlite3_prepare_v2(store_database(c->store), VALUES, -1, &rows, NULL)) {
    sqlite3_bind_text(rows, 1, FACT_FORMS[fact].kind, -1, SQLITE_STATIC);
    while (in_order && (step = sqlite3_step(rows)) == SQLITE_ROW) {
      in_order = sqlite3_column_int64(rows, 0) == c->words[fact].count;
      add_word(c, &c->words[fact], rows, &capacity);
    }
  }
  seimei_status status = SEIMEI_OK;
  if (!in_order) status = damaged(c, error);
  else if (step != SQLITE_DONE) status = store_failure(c->store, "reading it", error);
  sqlite3_finalize(rows);
  return status;
}

const fact_words *scan_words(const scan *c, fact_id fact) { return &c->words[fact]; }

/* ---- what is wanted ---- */

static view code_of(view party) {
  view code;
  return view_split(&party, ':', &code) ? code : TEXT("");
}

static view sector_of(view party) {
  size_t colon = view_find(party, TEXT(":"), 0);
  return colon == SIZE_MAX ? TEXT("") : view_skip(party, colon + 1);
}

/* CHN is any party of China, CHN:MIL one. */
static bool is_one_of(term_id term, view word, view list) {
  view one;
  while (view_split(&list, ',', &one)) {
    bool by_code = (term == TERM_ACTOR || term == TERM_RECIPIENT) && !sector_of(one).len;
    if (view_equals(by_code ? code_of(word) : term == TERM_SECTOR ? sector_of(word) : word, one)) return true;
  }
  return false;
}

static void add_test(scan *c, term_id term, fact_id fact) {
  const query_filter *f = c->terms->filter;
  const fact_words *words = &c->words[fact];
  fact_test test = {fact, ARENA_NEW(&c->memory, uint8_t, words->count + 1)};
  for (uint32_t i = 0; i < words->count; i++)
    test.wanted[i] = term == TERM_SCORE ? words->reals[i] >= f->least && words->reals[i] <= f->most
                                        : is_one_of(term, words->words[i], c->terms->values[term]);
  c->tests[c->test_count++] = test;
}

static void add_pair(scan *c) {
  view other = c->terms->filter->pair, one;
  const fact_words *words = &c->words[FACT_ACTORS];
  view_split(&other, ',', &one);
  c->pair = ARENA_NEW(&c->memory, uint8_t, words->count + 1);
  for (uint32_t i = 0; i < words->count; i++)
    c->pair[i] =
        (uint8_t)(view_equals(code_of(words->words[i]), one) * 1 + view_equals(code_of(words->words[i]), other) * 2);
}

static void add_tests(scan *c, const bool asked[TERM_COUNT]) {
  const query_filter *f = c->terms->filter;
  c->since = asked[TERM_DAY] ? f->since.len ? fact_day(f->since) : 1 : 0;
  c->until = asked[TERM_DAY] && f->until.len ? fact_day(f->until) : UINT32_MAX;
  for (size_t i = 0; i < COUNT_OF(FACT_TERMS); i++)
    if (asked[FACT_TERMS[i].term]) add_test(c, FACT_TERMS[i].term, FACT_TERMS[i].fact);
  if (asked[TERM_PAIR]) add_pair(c);
  c->first_only = asked[TERM_REPEATS];
}

static void want_facts(scan *c, const bool asked[TERM_COUNT], const scan_options *options) {
  memcpy(c->wanted, options->wanted, sizeof c->wanted);
  c->wanted[FACT_RECORD] = true;
  c->wanted[FACT_DAY] |= asked[TERM_DAY];
  c->wanted[FACT_REPEAT] |= asked[TERM_REPEATS];
  c->wanted[FACT_ACTORS] |= asked[TERM_PAIR];
  c->wanted[FACT_RECIPIENTS] |= asked[TERM_PAIR];
  for (size_t i = 0; i < COUNT_OF(FACT_TERMS); i++) c->wanted[FACT_TERMS[i].fact] |= asked[FACT_TERMS[i].term];
}

/* ---- opening ---- */

static seimei_status prepare(scan *c, uint32_t every, seimei_error *error) {
  sqlite3 *db = store_database(c->store);
  if (sqlite3_prepare_v2(db, PARTS, -1, &c->parts, NULL) || sqlite3_prepare_v2(db, BLOB, -1, &c->blob, NULL))
    return store_failure(c->store, "reading it", error);
  sqlite3_bind_int64(c->parts, 1, every ? every : 1);
  int step = sqlite3_step(c->parts);
  c->at_end = step == SQLITE_DONE;
  if (step != SQLITE_ROW && step != SQLITE_DONE) return store_failure(c->store, "reading it", error);
  seimei_status status = SEIMEI_OK;
  for (int i = 0; i < FACT_COUNT && !status; i++)
    if (c->wanted[i] && FACT_FORMS[i].kind) status = load_words(c, (fact_id)i, error);
  return status;
}

static seimei_status fill(scan *c, const scan_options *options, seimei_error *error) {
  bool asked[TERM_COUNT];
  for (int i = 0; i < TERM_COUNT; i++) asked[i] = c->terms->present[i] && !options->passed[i];
  want_facts(c, asked, options);
  seimei_status status = prepare(c, options->every, error);
  if (!status) add_tests(c, asked);
  return status;
}

seimei_status scan_open(const store *s, const term_set *t, const scan_options *options, scan **out,
                        seimei_error *error) {
  *out = NULL;
  scan *c = calloc(1, sizeof *c);
  if (!c) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  *c = (scan){.store = s, .terms = t};
  arena_init(&c->memory, NULL);
  arena_init(&c->part, NULL);
  jmp_buf failure;
  c->memory.on_failure = c->part.on_failure = &failure;
  seimei_status status = SEIMEI_NO_MEMORY;
  if (setjmp(failure)) error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  else status = fill(c, options, error);
  if (status) scan_close(c);
  else *out = c;
  return status;
}

void scan_close(scan *c) {
  if (!c) return;
  sqlite3_finalize(c->parts);
  sqlite3_finalize(c->blob);
  arena_release(&c->memory);
  arena_release(&c->part);
  free(c);
}

/* ---- a part ---- */

static uint32_t greatest(const number_list *list) {
  uint32_t most = 0;
  for (uint32_t i = 0; i < list->count; i++) most = list->at[i] > most ? list->at[i] : most;
  return most;
}

static bool is_sound(const scan *c, fact_id fact, const fact_column *column, uint32_t rows) {
  const number_list *numbers = fact_is_list(fact) ? &column->items : &column->numbers;
  return column->numbers.count == rows &&
         (!FACT_FORMS[fact].kind || !numbers->count || greatest(numbers) < c->words[fact].count);
}

static seimei_status load_column(scan *c, int64_t part, fact_id fact, scan_part *out, seimei_error *error) {
  sqlite3_bind_text(c->blob, 1, FACT_FORMS[fact].name, -1, SQLITE_STATIC);
  sqlite3_bind_int64(c->blob, 2, part);
  int step = sqlite3_step(c->blob);
  fact_column *column = &out->columns[fact];
  bool sound = step == SQLITE_ROW &&
               fact_decode(&c->part, view_of(sqlite3_column_blob(c->blob, 0), (size_t)sqlite3_column_bytes(c->blob, 0)),
                           fact_is_list(fact), column);
  if (sound) sound = is_sound(c, fact, column, out->columns[FACT_RECORD].numbers.count);
  sqlite3_reset(c->blob);
  if (step != SQLITE_ROW && step != SQLITE_DONE) return store_failure(c->store, "reading it", error);
  if (!sound) return damaged(c, error);
  if (!fact_is_list(fact)) return SEIMEI_OK;
  uint32_t rows = column->numbers.count, at = 0, *starts = ARENA_NEW(&c->part, uint32_t, rows + 1);
  for (uint32_t i = 0; i < rows; i++) starts[i] = at, at += column->numbers.at[i];
  starts[rows] = at;
  out->starts[fact] = starts;
  return SEIMEI_OK;
}

/* ---- selecting: rows that go on are moved to the front, without a branch ---- */

static void keep_days(const scan *c, scan_part *p) {
  const uint32_t *days = p->columns[FACT_DAY].numbers.at;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < p->count; i++) {
    uint32_t row = p->rows[i];
    p->rows[kept] = row;
    kept += days[row] >= c->since && days[row] <= c->until;
  }
  p->count = kept;
}

static void keep_first(scan_part *p) {
  const uint32_t *repeats = p->columns[FACT_REPEAT].numbers.at;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < p->count; i++) {
    uint32_t row = p->rows[i];
    p->rows[kept] = row;
    kept += !repeats[row];
  }
  p->count = kept;
}

static void keep_wanted(const fact_test *test, scan_part *p) {
  const uint32_t *numbers = p->columns[test->fact].numbers.at;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < p->count; i++) {
    uint32_t row = p->rows[i];
    p->rows[kept] = row;
    kept += test->wanted[numbers[row]];
  }
  p->count = kept;
}

/* All bits that a row's items have. */
static uint8_t bits_of(const scan_part *p, fact_id fact, uint32_t row, const uint8_t *wanted) {
  const uint32_t *items = p->columns[fact].items.at;
  uint8_t bits = 0;
  for (uint32_t i = p->starts[fact][row]; i < p->starts[fact][row + 1]; i++) bits |= wanted[items[i]];
  return bits;
}

static void keep_listed(const fact_test *test, scan_part *p) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < p->count; i++) {
    uint32_t row = p->rows[i];
    p->rows[kept] = row;
    kept += bits_of(p, test->fact, row, test->wanted);
  }
  p->count = kept;
}

/* One acts on the other, or both act together without a recipient. */
static void keep_pair(const scan *c, scan_part *p) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < p->count; i++) {
    uint32_t row = p->rows[i];
    uint8_t actors = bits_of(p, FACT_ACTORS, row, c->pair);
    uint8_t others = p->columns[FACT_RECIPIENTS].numbers.at[row] ? bits_of(p, FACT_RECIPIENTS, row, c->pair) : actors;
    p->rows[kept] = row;
    kept += ((actors & 1) && (others & 2)) || ((actors & 2) && (others & 1));
  }
  p->count = kept;
}

static void select_rows(scan *c, scan_part *p) {
  p->count = p->columns[FACT_RECORD].numbers.count;
  p->rows = ARENA_NEW(&c->part, uint32_t, p->count + 1);
  for (uint32_t i = 0; i < p->count; i++) p->rows[i] = i;
  if (c->since || c->until != UINT32_MAX) keep_days(c, p);
  if (c->first_only) keep_first(p);
  for (uint32_t i = 0; i < c->test_count; i++)
    (fact_is_list(c->tests[i].fact) ? keep_listed : keep_wanted)(&c->tests[i], p);
  if (c->pair) keep_pair(c, p);
}

static seimei_status load_part(scan *c, scan_part *out, seimei_error *error) {
  int64_t part = sqlite3_column_int64(c->parts, 0);
  seimei_status status = SEIMEI_OK;
  arena_reset(&c->part);
  *out = (scan_part){.base = part << FACT_RECORD_BITS};
  for (int i = 0; i < FACT_COUNT && !status; i++)
    if (c->wanted[i]) status = load_column(c, part, (fact_id)i, out, error);
  if (!status) select_rows(c, out);
  return status;
}

seimei_status scan_next(scan *c, scan_part *out, bool *more, seimei_error *error) {
  jmp_buf failure;
  *more = !c->at_end;
  if (c->at_end) return SEIMEI_OK;
  c->part.on_failure = &failure;
  if (setjmp(failure)) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  seimei_status status = load_part(c, out, error);
  int step = sqlite3_step(c->parts);
  c->at_end = step != SQLITE_ROW;
  return status || step == SQLITE_ROW || step == SQLITE_DONE ? status : store_failure(c->store, "reading it", error);
}

/* ---- parties ---- */

static uint32_t number_in(arena *a, map *numbers, view *words, view word) {
  uint32_t number = map_get(numbers, word);
  if (number != NONE) return number;
  number = numbers->count;
  words[number] = word;
  map_put(a, numbers, word, number);
  return number;
}

void scan_parties(const scan *c, arena *a, party_table *out) {
  const fact_words *parties = &c->words[c->wanted[FACT_ACTORS] ? FACT_ACTORS : FACT_RECIPIENTS];
  uint32_t n = parties->count + 1;
  map codes = {0}, sectors = {0};
  *out =
      (party_table){ARENA_NEW(a, uint32_t, n), ARENA_NEW(a, uint32_t, n), ARENA_NEW(a, view, n), ARENA_NEW(a, view, n)};
  for (uint32_t i = 0; i < parties->count; i++) {
    out->code[i] = number_in(a, &codes, out->codes, arena_copy(a, code_of(parties->words[i])));
    out->sector[i] = number_in(a, &sectors, out->sectors, arena_copy(a, sector_of(parties->words[i])));
  }
}
