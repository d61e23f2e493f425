/* load.c - rows to records. The document of the record before is kept: records of one document come together when a
 * store is exported. Places in a text are code points; a mark every 64 of them leads to the bytes. */
#include "query/load.h"

#include <json-c/json.h>
#include <stdlib.h>

#include "query/ask_text.h"

enum { MARK_EVERY = 64 };

typedef enum {
  ASK_DOCUMENT,
  ASK_EVENT,
  ASK_EVENT_ACTORS,
  ASK_STATEMENT,
  ASK_STATEMENT_ACTORS,
  ASK_KEY,
  ASK_COUNT
} ask_id;

static const char *const QUESTIONS[ASK_COUNT] = {
    [ASK_DOCUMENT] = "SELECT d.key, d.name, d.lang, d.published, d.title, d.url, d.publisher, v.name, t.text"
                     " FROM documents d JOIN texts t ON t.document = d.id JOIN versions v ON v.id = d.version"
                     " WHERE d.id = ?",
    [ASK_EVENT] = "SELECT e.document, e.number, e.date, e.day, e.type, e.mode, e.contexts, e.status, e.\"trigger\","
                  " e.trigger_begin, e.trigger_end, e.about, e.about_begin, e.about_end, e.place, e.place_begin,"
                  " e.place_end, e.place_code, e.quantity, e.statement, e.quad_code, e.event_scale, e.cameo, e.same_as,"
                  " e.confidence, e.rule, e.sentence, s.\"begin\", s.\"end\" FROM events e LEFT JOIN sentences s"
                  " ON s.document = e.document AND s.number = e.sentence WHERE e.id = ?",
    [ASK_EVENT_ACTORS] = "SELECT r.role, a.label, a.code, a.sector, a.name, a.office, r.\"begin\", r.\"end\""
                         " FROM event_actors r JOIN actors a ON a.id = r.actor WHERE r.event = ?"
                         " ORDER BY r.role, r.position",
    [ASK_STATEMENT] = "SELECT e.document, e.number, e.date, e.day, e.cue, e.cue_begin, e.cue_end, e.content_spans,"
                      " e.manner, e.medium, e.within, e.rule, e.sentence, s.\"begin\", s.\"end\" FROM statements e"
                      " LEFT JOIN sentences s ON s.document = e.document AND s.number = e.sentence WHERE e.id = ?",
    [ASK_STATEMENT_ACTORS] = "SELECT r.role, a.label, a.code, a.sector, a.name, a.office, r.\"begin\", r.\"end\""
                             " FROM statement_actors r JOIN actors a ON a.id = r.actor WHERE r.statement = ?"
                             " ORDER BY r.role, r.position",
    [ASK_KEY] = "SELECT key FROM documents WHERE id = ?",
};

struct loader {
  store *store;
  sqlite3_stmt *asks[ASK_COUNT];
  arena document_memory, record_memory;
  int64_t document; /* 0: none */
  seimei_document doc;
  view version, name;
  uint32_t *marks; /* byte of every MARK_EVERY-th code point */
  uint32_t mark_count;
};

seimei_status loader_new(store *s, loader **out, seimei_error *error) {
  *out = NULL;
  loader *l = calloc(1, sizeof *l);
  if (!l) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  l->store = s;
  arena_init(&l->document_memory, NULL);
  arena_init(&l->record_memory, NULL);
  for (int i = 0; i < ASK_COUNT; i++) {
    if (!sqlite3_prepare_v3(store_database(s), QUESTIONS[i], -1, SQLITE_PREPARE_PERSISTENT, &l->asks[i], NULL))
      continue;
    seimei_status status = store_failure(s, "reading it", error);
    loader_free(l);
    return status;
  }
  *out = l;
  return SEIMEI_OK;
}

void loader_free(loader *l) {
  if (!l) return;
  for (int i = 0; i < ASK_COUNT; i++) sqlite3_finalize(l->asks[i]);
  arena_release(&l->document_memory);
  arena_release(&l->record_memory);
  free(l);
}

/* The row with this id, or NULL with error. */
static sqlite3_stmt *ask_row(loader *l, ask_id which, int64_t id, seimei_error *error) {
  sqlite3_stmt *ask = l->asks[which];
  sqlite3_reset(ask);
  sqlite3_bind_int64(ask, 1, id);
  int step = sqlite3_step(ask);
  if (step == SQLITE_ROW) return ask;
  if (step == SQLITE_DONE)
    error_set(error, SEIMEI_BAD_INPUT, "%s: has no record %lld", store_path(l->store), (long long)id);
  else store_failure(l->store, "reading it", error);
  return NULL;
}

static view kept(arena *a, sqlite3_stmt *row, int column) { return arena_copy(a, column_text(row, column)); }

/* ---- the document ---- */

static void set_marks(loader *l) {
  view text = l->doc.text;
  l->marks = ARENA_NEW(&l->document_memory, uint32_t, text.len / MARK_EVERY + 2);
  l->mark_count = 0;
  uint32_t length, point = 0;
  for (size_t at = 0; at < text.len; at += length, point++) {
    if (point % MARK_EVERY == 0) l->marks[l->mark_count++] = (uint32_t)at;
    utf8_decode(text, at, &length);
  }
}

static size_t byte_of(const loader *l, uint32_t point) {
  view text = l->doc.text;
  uint32_t length, mark = point / MARK_EVERY;
  if (mark >= l->mark_count) return text.len;
  size_t at = l->marks[mark];
  for (uint32_t i = mark * MARK_EVERY; i < point && at < text.len; i++) {
    utf8_decode(text, at, &length);
    at += length;
  }
  return at;
}

static view words_at(const loader *l, span s) {
  if (s.end <= s.begin || !l->doc.text.len) return (view){"", 0};
  return view_slice(l->doc.text, byte_of(l, s.begin), byte_of(l, s.end));
}

static bool load_document(loader *l, int64_t id, seimei_error *error) {
  if (l->document == id) return true;
  l->document = 0;
  sqlite3_stmt *row = ask_row(l, ASK_DOCUMENT, id, error);
  if (!row) return false;
  arena *a = &l->document_memory;
  arena_reset(a);
  view key = kept(a, row, 0);
  l->name = kept(a, row, 1);
  l->doc = (seimei_document){.id = key,
                             .lang = kept(a, row, 2),
                             .published = kept(a, row, 3),
                             .title = kept(a, row, 4),
                             .url = kept(a, row, 5),
                             .publisher = kept(a, row, 6),
                             .text = kept(a, row, 8)};
  l->version = kept(a, row, 7);
  sqlite3_reset(row);
  set_marks(l);
  l->document = id;
  return true;
}

/* ---- parts of records ---- */

static seimei_words load_words(sqlite3_stmt *row, arena *a, int column) {
  return (seimei_words){
      kept(a, row, column),
      {(uint32_t)sqlite3_column_int64(row, column + 1), (uint32_t)sqlite3_column_int64(row, column + 2)}};
}

/* KEY#e3 of a record's row; empty for 0. The record may be of another document. */
static view record_name(loader *l, int64_t row, char kind) {
  if (!row) return (view){"", 0};
  view key = l->doc.id;
  if (row >> STORE_RECORD_BITS != l->document) {
    sqlite3_stmt *ask = ask_row(l, ASK_KEY, row >> STORE_RECORD_BITS, NULL);
    key = ask ? kept(&l->record_memory, ask, 0) : (view){"", 0};
    if (ask) sqlite3_reset(ask);
  }
  return arena_format(&l->record_memory, "%.*s#%c%d", (int)key.len, key.ptr, kind, (int)(row & STORE_MOST_RECORDS));
}

static seimei_actor load_actor(loader *l, sqlite3_stmt *row) {
  arena *a = &l->record_memory;
  span place = {(uint32_t)sqlite3_column_int64(row, 6), (uint32_t)sqlite3_column_int64(row, 7)};
  return (seimei_actor){.label = kept(a, row, 1),
                        .code = kept(a, row, 2),
                        .sector = kept(a, row, 3),
                        .name = kept(a, row, 4),
                        .office = kept(a, row, 5),
                        .words = {words_at(l, place), place}};
}

typedef struct {
  const char *role;
  seimei_actors *actors;
} role_place;

/* Rows come sorted by role. */
static bool load_roles(loader *l, ask_id which, int64_t id, const role_place *places, size_t count,
                       seimei_error *error) {
  sqlite3_stmt *row = l->asks[which];
  sqlite3_reset(row);
  sqlite3_bind_int64(row, 1, id);
  int step;
  uint32_t room = 0;
  seimei_actors *last = NULL;
  while ((step = sqlite3_step(row)) == SQLITE_ROW) {
    seimei_actors *actors = NULL;
    for (size_t i = 0; i < count; i++)
      if (view_is(column_text(row, 0), places[i].role)) actors = places[i].actors;
    if (!actors) continue;
    if (actors != last) room = 0;
    last = actors;
    if (actors->count == room)
      actors->at = list_grow(&l->record_memory, actors->at, (uint32_t)actors->count, &room, sizeof *actors->at);
    actors->at[actors->count++] = load_actor(l, row);
  }
  sqlite3_reset(row);
  if (step == SQLITE_DONE) return true;
  store_failure(l->store, "reading it", error);
  return false;
}

/* {"value":5.0,"unit":"km","per":null,"of":null,"text":"5キロ","begin":1,"end":4} */
static seimei_quantity load_quantity(loader *l, view text) {
  seimei_quantity q = {.known = false};
  if (!text.len) return q;
  char *copy = arena_alloc(&l->record_memory, text.len + 1);
  memcpy(copy, text.ptr, text.len);
  json_object *object = json_tokener_parse(copy), *value;
  struct {
    const char *key;
    view *to;
  } parts[] = {{"unit", &q.unit}, {"per", &q.per}, {"of", &q.of}, {"text", &q.words.text}};
  q.known = object && json_object_object_get_ex(object, "value", &value);
  if (q.known) q.value = json_object_get_double(value);
  for (size_t i = 0; i < COUNT_OF(parts) && q.known; i++)
    if (json_object_object_get_ex(object, parts[i].key, &value) && value)
      *parts[i].to = arena_copy(&l->record_memory, view_of_string(json_object_get_string(value)));
  if (q.known && json_object_object_get_ex(object, "begin", &value))
    q.words.span.begin = (uint32_t)json_object_get_int64(value);
  if (q.known && json_object_object_get_ex(object, "end", &value))
    q.words.span.end = (uint32_t)json_object_get_int64(value);
  json_object_put(object);
  return q;
}

static seimei_sentence load_sentence(sqlite3_stmt *row, int column) {
  return (seimei_sentence){
      (uint32_t)sqlite3_column_int64(row, column),
      {(uint32_t)sqlite3_column_int64(row, column + 1), (uint32_t)sqlite3_column_int64(row, column + 2)}};
}

static int name_index(view name, const char *(*name_of)(int), int count) {
  for (int i = 0; i < count; i++)
    if (view_is(name, name_of(i))) return i;
  return 0;
}

static const char *type_name(int i) { return seimei_type_name((seimei_type)i); }
static const char *status_name(int i) { return seimei_event_status_name((seimei_event_status)i); }
static const char *manner_name(int i) { return seimei_manner_name((seimei_manner)i); }

/* ---- events ---- */

enum {
  E_NUMBER = 1,
  E_DATE,
  E_DAY,
  E_TYPE,
  E_MODE,
  E_CONTEXTS,
  E_STATUS,
  E_TRIGGER,
  E_ABOUT = 11,
  E_PLACE = 14,
  E_PLACE_CODE = 17,
  E_QUANTITY,
  E_STATEMENT,
  E_QUAD,
  E_SCALE,
  E_CAMEO,
  E_SAME,
  E_CONFIDENCE,
  E_RULE,
  E_SENTENCE
};

static void fill_event(loader *l, sqlite3_stmt *row, int64_t id, seimei_event *e) {
  arena *a = &l->record_memory;
  *e = (seimei_event){.id = record_name(l, id, 'e'),
                      .date = kept(a, row, E_DATE),
                      .mode = kept(a, row, E_MODE),
                      .cameo = kept(a, row, E_CAMEO),
                      .rule = kept(a, row, E_RULE),
                      .statement = record_name(l, sqlite3_column_int64(row, E_STATEMENT), 's'),
                      .same_as = record_name(l, sqlite3_column_int64(row, E_SAME), 'e'),
                      .trigger = load_words(row, a, E_TRIGGER),
                      .about = load_words(row, a, E_ABOUT),
                      .place = load_words(row, a, E_PLACE),
                      .place_code = kept(a, row, E_PLACE_CODE),
                      .quad_code = sqlite3_column_int(row, E_QUAD),
                      .event_scale = sqlite3_column_double(row, E_SCALE),
                      .confidence = sqlite3_column_double(row, E_CONFIDENCE),
                      .sentence = load_sentence(row, E_SENTENCE)};
  e->type = (seimei_type)name_index(column_text(row, E_TYPE), type_name, SEIMEI_TYPE_COUNT);
  e->status = (seimei_event_status)name_index(column_text(row, E_STATUS), status_name, SEIMEI_HISTORICAL + 1);
  e->quantity = load_quantity(l, column_text(row, E_QUANTITY));
  view contexts = kept(a, row, E_CONTEXTS), part;
  while (e->context_count < COUNT_OF(e->context) && view_split(&contexts, '|', &part))
    if (part.len) e->context[e->context_count++] = part;
}

static void finish(loader *l, loaded_record *out, int64_t id, seimei_sentence sentence) {
  out->doc = l->doc;
  out->records.doc = l->doc.id;
  out->records.version = l->version;
  out->name = l->name;
  out->row = id;
  out->evidence = words_at(l, sentence.span);
}

static seimei_status load_event(loader *l, int64_t id, loaded_record *out, seimei_error *error) {
  arena_reset(&l->record_memory);
  sqlite3_stmt *row = ask_row(l, ASK_EVENT, id, error);
  if (!row || !load_document(l, sqlite3_column_int64(row, 0), error)) return error->status;
  seimei_event *e = ARENA_NEW(&l->record_memory, seimei_event, 1);
  fill_event(l, row, id, e);
  out->day = kept(&l->record_memory, row, E_DAY);
  sqlite3_reset(row);
  role_place places[] = {{"actor", &e->actor}, {"recipient", &e->recipient}, {"claimed_by", &e->claimed_by}};
  if (!load_roles(l, ASK_EVENT_ACTORS, id, places, COUNT_OF(places), error)) return error->status;
  out->records = (seimei_records){.events = e, .event_count = 1};
  finish(l, out, id, e->sentence);
  return SEIMEI_OK;
}

/* ---- statements ---- */

enum { S_NUMBER = 1, S_DATE, S_DAY, S_CUE, S_SPANS = 7, S_MANNER, S_MEDIUM, S_WITHIN, S_RULE, S_SENTENCE };

/* [[1,4],[8,9]] */
static void load_content(loader *l, view spans, seimei_statement *s) {
  LIST(seimei_words) parts = {NULL, 0, 0};
  uint32_t numbers[2] = {0, 0}, n = 0;
  for (size_t i = 0; i < spans.len; i++) {
    if (!char_is_digit((unsigned char)spans.ptr[i])) continue;
    uint32_t value = 0;
    for (; i < spans.len && char_is_digit((unsigned char)spans.ptr[i]); i++)
      value = value * 10 + (uint32_t)(spans.ptr[i] - '0');
    numbers[n++ % 2] = value;
    if (n % 2 == 0) {
      span place = {numbers[0], numbers[1]};
      LIST_PUSH(&l->record_memory, &parts, (seimei_words){words_at(l, place), place});
    }
  }
  s->content = parts.at;
  s->content_count = parts.count;
}

static void fill_statement(loader *l, sqlite3_stmt *row, int64_t id, seimei_statement *s) {
  arena *a = &l->record_memory;
  *s = (seimei_statement){.id = record_name(l, id, 's'),
                          .date = kept(a, row, S_DATE),
                          .medium = kept(a, row, S_MEDIUM),
                          .rule = kept(a, row, S_RULE),
                          .cue = load_words(row, a, S_CUE),
                          .sentence = load_sentence(row, S_SENTENCE),
                          .within = record_name(l, sqlite3_column_int64(row, S_WITHIN), 's')};
  s->manner = (seimei_manner)name_index(column_text(row, S_MANNER), manner_name, SEIMEI_MIXED + 1);
  load_content(l, column_text(row, S_SPANS), s);
}

static seimei_status load_statement(loader *l, int64_t id, loaded_record *out, seimei_error *error) {
  arena_reset(&l->record_memory);
  sqlite3_stmt *row = ask_row(l, ASK_STATEMENT, id, error);
  if (!row || !load_document(l, sqlite3_column_int64(row, 0), error)) return error->status;
  seimei_statement *s = ARENA_NEW(&l->record_memory, seimei_statement, 1);
  fill_statement(l, row, id, s);
  out->day = kept(&l->record_memory, row, S_DAY);
  sqlite3_reset(row);
  role_place places[] = {{"source", &s->source}, {"addressee", &s->addressee}};
  if (!load_roles(l, ASK_STATEMENT_ACTORS, id, places, COUNT_OF(places), error)) return error->status;
  out->records = (seimei_records){.statements = s, .statement_count = 1};
  finish(l, out, id, s->sentence);
  return SEIMEI_OK;
}

static seimei_status load_whole_document(loader *l, int64_t id, loaded_record *out, seimei_error *error) {
  if (!load_document(l, id, error)) return error->status;
  *out = (loaded_record){.doc = l->doc, .records = {.doc = l->doc.id, .version = l->version}, .name = l->name, .row = id};
  return SEIMEI_OK;
}

/* ---- memory that runs out ends here ---- */

typedef seimei_status load_function(loader *l, int64_t id, loaded_record *out, seimei_error *error);

static seimei_status load_safely(loader *l, int64_t id, loaded_record *out, load_function *load, seimei_error *error) {
  jmp_buf failed;
  seimei_error own = {0};
  if (setjmp(failed)) {
    l->document = 0;
    return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  }
  l->document_memory.on_failure = l->record_memory.on_failure = &failed;
  seimei_status status = load(l, id, out, &own);
  if (status) error_copy(error, &own);
  return status;
}

seimei_status loader_event(loader *l, int64_t id, loaded_record *out, seimei_error *error) {
  return load_safely(l, id, out, load_event, error);
}

seimei_status loader_statement(loader *l, int64_t id, loaded_record *out, seimei_error *error) {
  return load_safely(l, id, out, load_statement, error);
}

seimei_status loader_document(loader *l, int64_t id, loaded_record *out, seimei_error *error) {
  return load_safely(l, id, out, load_whole_document, error);
}
