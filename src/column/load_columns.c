/* load_columns.c - a store read from beginning to end: documents, actors, and of each kind the records and then their
 * parties, which lie in the order of the records. */
#include <math.h>
#include <stdlib.h>

#include "column/columns.h"
#include "query/tally.h"

enum { MOST_WORDS = UINT16_MAX };

typedef struct {
  int64_t id;
  uint32_t party;
} actor_party;

typedef struct {
  columns *to;
  store *store;
  const concepts *concepts;
  arena work;           /* given back after loading */
  phrase_table phrases; /* in work */
  tally parties;
  LIST(actor_party) actors; /* in the order of their ids */
} loading;

/* How a kind is stored. */
typedef struct {
  const char *count, *records, *parties;
  void (*take)(loading *l, record_columns *k, uint32_t row, sqlite3_stmt *at);
  column_id columns[8];
  uint32_t column_count;
} kind_form;

static uint32_t word_of(loading *l, word_list *list, view word) {
  uint32_t n = word_number(list, word);
  if (n != NONE) return n;
  n = list->words.count;
  view kept = arena_copy(&l->to->memory, word);
  LIST_PUSH(&l->to->memory, &list->words, kept);
  map_put(&l->to->memory, &list->index, kept, n);
  return n;
}

static uint32_t day_of(view day) {
  uint32_t n = 0;
  if (day.len != 10) return 0;
  for (size_t i = 0; i < day.len; i++)
    if (char_is_digit((unsigned char)day.ptr[i])) n = n * 10 + (uint32_t)(day.ptr[i] - '0');
  return n;
}

static void mix(loading *l, uint64_t value) { l->to->hash = hash_mix(l->to->hash, value); }

/* ---- rows of a question ---- */

typedef seimei_status take_row(loading *l, void *user, sqlite3_stmt *at, seimei_error *error);

static seimei_status each_row(loading *l, const char *question, take_row *take, void *user, seimei_error *error) {
  sqlite3_stmt *rows = NULL;
  seimei_status status = SEIMEI_OK;
  int step = SQLITE_ERROR;
  if (sqlite3_prepare_v2(store_database(l->store), question, -1, &rows, NULL))
    return store_failure(l->store, "reading it", error);
  while (!status && (step = sqlite3_step(rows)) == SQLITE_ROW) status = take(l, user, rows, error);
  if (!status && step != SQLITE_DONE) status = store_failure(l->store, "reading it", error);
  sqlite3_finalize(rows);
  return status;
}

static seimei_status damaged(const loading *l, seimei_error *error) {
  return error_set(error, SEIMEI_BAD_INPUT,
                   "%s: is damaged: its tables do not fit each other; see seimei ingest --check", store_path(l->store));
}

/* ---- documents and actors ---- */

static seimei_status take_document(loading *l, void *user, sqlite3_stmt *at, seimei_error *error) {
  (void)user, (void)error;
  column_document d = {.id = sqlite3_column_int64(at, 0),
                       .publisher = word_of(l, &l->to->publishers, column_text(at, 1)),
                       .lang = word_of(l, &l->to->langs, column_text(at, 2)),
                       .published = day_of(column_text(at, 3))};
  l->to->sentences += (uint64_t)sqlite3_column_int64(at, 5);
  mix(l, (uint64_t)d.id), mix(l, hash_view(column_text(at, 4)));
  LIST_PUSH(&l->to->memory, &l->to->documents, d);
  return SEIMEI_OK;
}

static seimei_status take_actor(loading *l, void *user, sqlite3_stmt *at, seimei_error *error) {
  (void)user, (void)error;
  columns *c = l->to;
  view key[] = {column_text(at, 1), column_text(at, 2)}, name = column_text(at, 3);
  bool is_new;
  uint32_t code = word_of(l, &c->codes, key[0]), sector = word_of(l, &c->sectors, key[1]);
  uint32_t party = tally_row(&l->parties, key, 2, &is_new);
  if (is_new) LIST_PUSH(&c->memory, &c->parties, (column_party){code, sector});
  LIST_PUSH(&c->memory, &l->actors, (actor_party){sqlite3_column_int64(at, 0), party});
  if (name.len)
    LIST_PUSH(&c->memory, &c->names,
              (column_name){arena_copy(&c->memory, name), arena_copy(&c->memory, column_text(at, 4)), code});
  return SEIMEI_OK;
}

static uint32_t party_of(const loading *l, int64_t actor) {
  uint32_t low = 0, high = l->actors.count;
  if (actor >= 1 && actor <= high && l->actors.at[actor - 1].id == actor) return l->actors.at[actor - 1].party;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (l->actors.at[middle].id < actor) low = middle + 1;
    else high = middle;
  }
  return low < l->actors.count && l->actors.at[low].id == actor ? l->actors.at[low].party : NONE;
}

/* ---- records ---- */

static void put_word(loading *l, record_columns *k, column_id column, uint32_t row, view word) {
  uint32_t n = word_of(l, &l->to->words[column], word);
  k->columns[column][row] = (uint16_t)(n > MOST_WORDS ? MOST_WORDS : n); /* too many are told at the end */
}

static const char EVENTS[] = "SELECT id, day, rule, type, mode, contexts, status, place_code, quad_code, event_scale,"
                             " confidence, about, \"trigger\", same_as IS NOT NULL FROM events ORDER BY id";

static void take_event(loading *l, record_columns *k, uint32_t row, sqlite3_stmt *at) {
  static const column_id WORDS[] = {COLUMN_RULE,   COLUMN_TYPE,  COLUMN_MODE, COLUMN_CONTEXTS,
                                    COLUMN_STATUS, COLUMN_PLACE, COLUMN_QUAD};
  for (int i = 0; i < (int)COUNT_OF(WORDS); i++) put_word(l, k, WORDS[i], row, column_text(at, 2 + i));
  double confidence = sqlite3_column_double(at, 10);
  uint32_t taken = concepts_stance(l->concepts, column_text(at, 3), column_text(at, 12));
  bool stands = taken != NONE && sqlite3_column_type(at, 11) != SQLITE_NULL;
  put_word(l, k, COLUMN_STANCE, row, view_of_string(stands ? STANCE_NAMES[taken] : ""));
  k->score[row] = (int16_t)lround(fmax(-30, fmin(30, sqlite3_column_double(at, 9))) * SCORE_UNIT);
  k->confidence[row] = (uint16_t)lround(fmax(0, fmin(1, confidence)) * CONFIDENCE_UNIT);
  view about = column_text(at, 11);
  k->issue[row] = about.len ? phrase_add(&l->phrases, about, 1) : NONE; /* the phrase, until there are issues */
  k->repeated[row] = sqlite3_column_int(at, 13) != 0;
  mix(l, (uint64_t)k->issue[row] << 32 | (uint32_t)k->score[row]);
}

static const char STATEMENTS[] = "SELECT id, day, rule, manner, medium FROM statements ORDER BY id";

static void take_statement(loading *l, record_columns *k, uint32_t row, sqlite3_stmt *at) {
  put_word(l, k, COLUMN_RULE, row, column_text(at, 2));
  put_word(l, k, COLUMN_MANNER, row, column_text(at, 3));
  put_word(l, k, COLUMN_MEDIUM, row, column_text(at, 4));
}

static const kind_form FORMS[] = {
    [QUERY_EVENTS] = {"SELECT (SELECT count(*) FROM events),"
                      " (SELECT count(*) FROM event_actors WHERE role <> 'claimed_by')",
                      EVENTS,
                      "SELECT event, role = 'recipient', actor FROM event_actors WHERE role <> 'claimed_by'"
                      " ORDER BY event, role, position",
                      take_event,
                      {COLUMN_TYPE, COLUMN_MODE, COLUMN_CONTEXTS, COLUMN_STATUS, COLUMN_PLACE, COLUMN_QUAD,
                       COLUMN_STANCE, COLUMN_RULE},
                      8},
    [QUERY_STATEMENTS] = {"SELECT (SELECT count(*) FROM statements), (SELECT count(*) FROM statement_actors)",
                          STATEMENTS,
                          "SELECT statement, role = 'addressee', actor FROM statement_actors"
                          " ORDER BY statement, role, position",
                          take_statement,
                          {COLUMN_MANNER, COLUMN_MEDIUM, COLUMN_RULE},
                          3},
};

typedef struct {
  record_columns *to;
  const kind_form *form;
  uint64_t rows, parties; /* how many there are */
  uint32_t document;      /* of the last record */
  uint32_t row, party;    /* where the parties are put */
} filling;

static seimei_status take_sizes(loading *l, void *user, sqlite3_stmt *at, seimei_error *error) {
  filling *f = user;
  f->rows = (uint64_t)sqlite3_column_int64(at, 0);
  f->parties = (uint64_t)sqlite3_column_int64(at, 1);
  if (f->rows < UINT32_MAX / 2 && f->parties < UINT32_MAX / 2) return SEIMEI_OK;
  return error_set(error, SEIMEI_TOO_LARGE, "%s: has more records than fit", store_path(l->store));
}

static void make_room(loading *l, filling *f, bool events) {
  arena *a = &l->to->memory;
  record_columns *k = f->to;
  uint32_t **const numbers[] = {&k->document, &k->number, &k->day, &k->by_day, &k->first_party};
  for (size_t i = 0; i < COUNT_OF(numbers); i++) *numbers[i] = ARENA_NEW(a, uint32_t, f->rows + 1);
  for (uint32_t i = 0; i < f->form->column_count; i++)
    k->columns[f->form->columns[i]] = ARENA_NEW(a, uint16_t, f->rows + 1);
  k->parties = ARENA_NEW(a, uint32_t, f->parties + 1);
  if (!events) return;
  k->issue = ARENA_NEW(a, uint32_t, f->rows + 1);
  k->score = ARENA_NEW(a, int16_t, f->rows + 1);
  k->confidence = ARENA_NEW(a, uint16_t, f->rows + 1);
  k->repeated = ARENA_NEW(a, uint8_t, f->rows + 1);
}

static seimei_status take_record(loading *l, void *user, sqlite3_stmt *at, seimei_error *error) {
  filling *f = user;
  record_columns *k = f->to;
  int64_t id = sqlite3_column_int64(at, 0);
  while (f->document < l->to->documents.count && l->to->documents.at[f->document].id < id >> STORE_RECORD_BITS)
    f->document++;
  bool known = f->document < l->to->documents.count && l->to->documents.at[f->document].id == id >> STORE_RECORD_BITS &&
               k->count < f->rows;
  if (!known) return damaged(l, error);
  uint32_t row = k->count++;
  k->document[row] = f->document;
  k->number[row] = (uint32_t)(id & STORE_MOST_RECORDS);
  k->day[row] = day_of(column_text(at, 1));
  mix(l, (uint64_t)id), mix(l, k->day[row]);
  f->form->take(l, k, row, at);
  return SEIMEI_OK;
}

/* A code counts once in a record. */
static void count_code(columns *c, const record_columns *k, uint32_t from, uint32_t to) {
  uint32_t code = c->parties.at[k->parties[to] >> 1].code;
  for (uint32_t i = from; i < to; i++)
    if (c->parties.at[k->parties[i] >> 1].code == code) return;
  c->code_counts[code]++;
}

static seimei_status take_party(loading *l, void *user, sqlite3_stmt *at, seimei_error *error) {
  filling *f = user;
  record_columns *k = f->to;
  int64_t id = sqlite3_column_int64(at, 0);
  uint32_t party = party_of(l, sqlite3_column_int64(at, 2));
  while (f->row < k->count && record_id(l->to, k, f->row) < id) k->first_party[++f->row] = f->party;
  if (f->row >= k->count || record_id(l->to, k, f->row) != id || f->party >= f->parties || party == NONE)
    return damaged(l, error);
  k->parties[f->party] = party << 1 | (sqlite3_column_int(at, 1) ? SIDE_RECIPIENT : SIDE_ACTOR);
  count_code(l->to, k, k->first_party[f->row], f->party);
  mix(l, k->parties[f->party]);
  f->party++;
  return SEIMEI_OK;
}

static int by_number(const void *x, const void *y) {
  uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
  return a < b ? -1 : a > b;
}

static seimei_status order_by_day(record_columns *k, seimei_error *error) {
  uint64_t *keys = malloc(((size_t)k->count + 1) * sizeof *keys);
  if (!keys) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  for (uint32_t i = 0; i < k->count; i++) keys[i] = (uint64_t)k->day[i] << 32 | i;
  qsort(keys, k->count, sizeof *keys, by_number);
  for (uint32_t i = 0; i < k->count; i++) k->by_day[i] = (uint32_t)keys[i];
  free(keys);
  return SEIMEI_OK;
}

static seimei_status load_kind(loading *l, query_records kind, seimei_error *error) {
  filling f = {.to = &l->to->kinds[kind], .form = &FORMS[kind]};
  seimei_status status = each_row(l, f.form->count, take_sizes, &f, error);
  if (status) return status;
  make_room(l, &f, kind == QUERY_EVENTS);
  status = each_row(l, f.form->records, take_record, &f, error);
  if (!status) status = each_row(l, f.form->parties, take_party, &f, error);
  if (status) return status;
  while (f.row < f.to->count) f.to->first_party[++f.row] = f.party;
  return order_by_day(f.to, error);
}

/* ---- all ---- */

static void part_contexts(loading *l) {
  columns *c = l->to;
  const word_list *words = &c->words[COLUMN_CONTEXTS];
  c->context_parts = ARENA_NEW(&c->memory, context_list, words->words.count);
  for (uint32_t i = 0; i < words->words.count; i++) {
    view all = word_at(words, i), part;
    for (uint32_t n = 0; n < MOST_CONTEXTS && view_split(&all, '|', &part); n++)
      c->context_parts[i].at[n] = word_of(l, &c->contexts, part);
  }
}

static void make_issues(loading *l) {
  columns *c = l->to;
  record_columns *events = &c->kinds[QUERY_EVENTS];
  issues_make(l->concepts, &l->phrases.list, &c->memory, &c->issues);
  for (uint32_t row = 0; row < events->count; row++)
    if (events->issue[row] != NONE) events->issue[row] = l->phrases.list.at[events->issue[row]].issue;
}

static seimei_status load_all(loading *l, seimei_error *error) {
  columns *c = l->to;
  word_list *const lists[] = {&c->codes, &c->sectors, &c->publishers, &c->langs, &c->contexts};
  for (int i = 0; i < COLUMN_COUNT; i++) word_of(l, &c->words[i], TEXT(""));
  for (size_t i = 0; i < COUNT_OF(lists); i++) word_of(l, lists[i], TEXT(""));
  seimei_status status =
      each_row(l, "SELECT id, publisher, lang, published, key, sentence_count FROM documents ORDER BY id",
               take_document, NULL, error);
  if (!status)
    status = each_row(l, "SELECT id, code, sector, name, office FROM actors ORDER BY id", take_actor, NULL, error);
  c->code_counts = ARENA_NEW(&c->memory, uint64_t, c->codes.words.count);
  if (!status) status = load_kind(l, QUERY_EVENTS, error);
  if (!status) status = load_kind(l, QUERY_STATEMENTS, error);
  for (int i = 0; i < COLUMN_COUNT && !status; i++)
    if (c->words[i].words.count > MOST_WORDS)
      status = error_set(error, SEIMEI_TOO_LARGE, "%s: has more than %d different words in one column",
                         store_path(l->store), MOST_WORDS);
  if (status) return status;
  part_contexts(l);
  make_issues(l);
  return SEIMEI_OK;
}

static seimei_status load_armed(loading *l, seimei_error *error) {
  jmp_buf failed;
  seimei_status status;
  l->to->memory.on_failure = &failed;
  arena_init(&l->work, NULL);
  l->work.on_failure = &failed;
  l->phrases.arena = &l->work;
  if (setjmp(failed)) status = error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  else {
    tally_init(&l->parties, &l->to->memory);
    status = load_all(l, error);
  }
  tally_release(&l->parties);
  arena_release(&l->work);
  l->to->memory.on_failure = NULL;
  return status;
}

seimei_status columns_load(store *s, const concepts *concepts, columns **out, seimei_error *error) {
  *out = NULL;
  columns *c = calloc(1, sizeof *c);
  if (!c) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  arena_init(&c->memory, NULL);
  loading l = {.to = c, .store = s, .concepts = concepts};
  seimei_status status = SEIMEI_OK;
  if (sqlite3_exec(store_database(s), "BEGIN", NULL, NULL, NULL)) status = store_failure(s, "reading it", error);
  if (!status) status = load_armed(&l, error);
  sqlite3_exec(store_database(s), "ROLLBACK", NULL, NULL, NULL);
  if (status) columns_free(c);
  else *out = c;
  return status;
}

void columns_free(columns *c) {
  if (!c) return;
  arena_release(&c->memory);
  free(c);
}

uint32_t columns_document(const columns *c, int64_t id) {
  uint32_t low = 0, high = c->documents.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (c->documents.at[middle].id < id) low = middle + 1;
    else high = middle;
  }
  return low < c->documents.count && c->documents.at[low].id == id ? low : NONE;
}

uint32_t columns_row(const columns *c, query_records kind, int64_t id) {
  const record_columns *k = &c->kinds[kind];
  uint32_t low = 0, high = k->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (record_id(c, k, middle) < id) low = middle + 1;
    else high = middle;
  }
  return low < k->count && record_id(c, k, low) == id ? low : NONE;
}

bool text_has(view text, view typed) {
  if (!typed.len) return true;
  for (size_t at = 0; at + typed.len <= text.len; at++) {
    size_t i = 0;
    while (i < typed.len && ascii_lower(text.ptr[at + i]) == typed.ptr[i]) i++;
    if (i == typed.len) return true;
  }
  return false;
}
