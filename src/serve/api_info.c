/* api_info.c - what is in the store, for a page to begin with. */
#include <stdlib.h>

#include "serve/endpoint.h"

enum { MOST_PUBLISHERS = 500 };

static const char *const QUADS[] = {"verbal cooperation", "material cooperation", "verbal conflict",
                                    "material conflict"};
static const struct {
  const char *format, *name;
  bool statements;
} FORMATS[] = {{"jsonl", "records.jsonl", true},  {"csv", "records.csv", true},  {"plover", "plover.jsonl", false},
               {"polecat", "polecat.tsv", false}, {"icews", "icews.tsv", false}, {"gdelt", "gdelt.tsv", false},
               {"arrow", "records.arrows", true}};

/* ---- counts of words ---- */

static uint64_t *count_words(call *c, column_id column) {
  const record_columns *k = &c->columns->kinds[QUERY_EVENTS];
  uint64_t *counts = ARENA_NEW(c->memory, uint64_t, c->columns->words[column].words.count + 1);
  for (uint32_t i = 0; i < k->count; i++) counts[k->columns[column][i]]++;
  return counts;
}

static uint64_t count_of(const columns *k, column_id column, const uint64_t *counts, view word) {
  uint32_t n = word_number(&k->words[column], word);
  return n == NONE ? 0 : counts[n];
}

typedef struct {
  view word;
  uint64_t count;
} counted_word;

static int by_count(const void *x, const void *y) {
  const counted_word *a = x, *b = y;
  if (a->count != b->count) return a->count < b->count ? 1 : -1;
  return view_compare(a->word, b->word);
}

/* A list of {name:word,"count":n}, the greatest first. */
static void add_counted(buffer *b, const char *list, const char *name, const char *number, counted_word *words,
                        uint32_t count, uint32_t most) {
  qsort(words, count, sizeof *words, by_count);
  json_key(b, list), buffer_add_byte(b, '[');
  for (uint32_t i = 0; i < count && i < most && words[i].count; i++) {
    json_comma(b), buffer_add_byte(b, '{');
    json_text(b, name, words[i].word);
    json_integer(b, number, (int64_t)words[i].count);
    buffer_add_byte(b, '}');
  }
  buffer_add_byte(b, ']');
}

static counted_word *with_counts(call *c, const word_list *list, const uint64_t *counts) {
  counted_word *words = ARENA_NEW(c->memory, counted_word, list->words.count + 1);
  for (uint32_t i = 1; i < list->words.count; i++) words[i - 1] = (counted_word){word_at(list, i), counts[i]};
  return words;
}

/* ---- documents ---- */

static void add_documents(call *c) {
  const columns *k = c->columns;
  uint64_t *langs = ARENA_NEW(c->memory, uint64_t, k->langs.words.count + 1);
  uint64_t *publishers = ARENA_NEW(c->memory, uint64_t, k->publishers.words.count + 1);
  for (uint32_t i = 0; i < k->documents.count; i++) {
    langs[k->documents.at[i].lang]++;
    publishers[k->documents.at[i].publisher]++;
  }
  add_counted(c->out, "languages", "code", "documents", with_counts(c, &k->langs, langs), k->langs.words.count - 1,
              UINT32_MAX);
  add_counted(c->out, "publishers", "name", "documents", with_counts(c, &k->publishers, publishers),
              k->publishers.words.count - 1, MOST_PUBLISHERS);
}

static void add_span(call *c) {
  uint32_t first = 0, last = 0;
  for (int kind = 0; kind < 2; kind++) {
    const record_columns *k = &c->columns->kinds[kind];
    for (uint32_t i = 0; i < k->count; i++) {
      uint32_t day = k->day[i];
      if (day && (!first || day < first)) first = day;
      if (day > last) last = day;
    }
  }
  add_day(c->out, "first", first);
  add_day(c->out, "last", last);
}

/* ---- events ---- */

/* Modes of a type, as the events have them together. */
static void add_modes(call *c, uint32_t type) {
  const columns *k = c->columns;
  const record_columns *e = &k->kinds[QUERY_EVENTS];
  uint64_t *counts = ARENA_NEW(c->memory, uint64_t, k->words[COLUMN_MODE].words.count + 1);
  for (uint32_t i = 0; i < e->count; i++)
    if (e->columns[COLUMN_TYPE][i] == type) counts[e->columns[COLUMN_MODE][i]]++;
  add_counted(c->out, "modes", "mode", "count", with_counts(c, &k->words[COLUMN_MODE], counts),
              k->words[COLUMN_MODE].words.count - 1, UINT32_MAX);
}

static int quad_of(int type) {
  return type <= SEIMEI_CONCEDE ? 1 : type <= SEIMEI_RETREAT ? 2 : type <= SEIMEI_THREATEN ? 3 : 4;
}

static void add_types(call *c) {
  uint64_t *counts = count_words(c, COLUMN_TYPE);
  json_key(c->out, "types"), buffer_add_byte(c->out, '[');
  for (int type = 0; type < SEIMEI_TYPE_COUNT; type++) {
    view name = view_of_string(seimei_type_name((seimei_type)type));
    double scale = 0;
    bool has_scale = code_label_scale(c->service->labels, name, &scale);
    json_comma(c->out), buffer_add_byte(c->out, '{');
    json_text(c->out, "type", name);
    json_integer(c->out, "quad", quad_of(type));
    if (has_scale) add_score(c->out, "scale", scale);
    else json_text(c->out, "scale", (view){"", 0});
    json_integer(c->out, "count", (int64_t)count_of(c->columns, COLUMN_TYPE, counts, name));
    uint32_t word = word_number(&c->columns->words[COLUMN_TYPE], name);
    add_modes(c, word);
    buffer_add_byte(c->out, '}');
  }
  buffer_add_byte(c->out, ']');
}

static void add_contexts(call *c) {
  const columns *k = c->columns;
  uint64_t *words = count_words(c, COLUMN_CONTEXTS),
           *counts = ARENA_NEW(c->memory, uint64_t, k->contexts.words.count + 1);
  for (uint32_t i = 0; i < k->words[COLUMN_CONTEXTS].words.count; i++)
    for (int n = 0; n < MOST_CONTEXTS; n++) counts[k->context_parts[i].at[n]] += words[i];
  add_counted(c->out, "contexts", "context", "count", with_counts(c, &k->contexts, counts), k->contexts.words.count - 1,
              UINT32_MAX);
}

static void add_statuses(call *c) {
  uint64_t *counts = count_words(c, COLUMN_STATUS);
  json_key(c->out, "statuses"), buffer_add_byte(c->out, '[');
  for (int i = 0; i <= SEIMEI_HISTORICAL; i++) {
    view name = view_of_string(seimei_event_status_name((seimei_event_status)i));
    json_comma(c->out), buffer_add_byte(c->out, '{');
    json_text(c->out, "status", name);
    json_integer(c->out, "count", (int64_t)count_of(c->columns, COLUMN_STATUS, counts, name));
    buffer_add_byte(c->out, '}');
  }
  buffer_add_byte(c->out, ']');
}

static void add_sectors(call *c) {
  const columns *k = c->columns;
  const record_columns *e = &k->kinds[QUERY_EVENTS];
  uint64_t *counts = ARENA_NEW(c->memory, uint64_t, k->sectors.words.count + 1);
  for (uint32_t i = 0; i < e->first_party[e->count]; i++)
    if ((e->parties[i] & 1) == SIDE_ACTOR) counts[k->parties.at[e->parties[i] >> 1].sector]++;
  counted_word *words = with_counts(c, &k->sectors, counts);
  qsort(words, k->sectors.words.count - 1, sizeof *words, by_count);
  json_key(c->out, "sectors"), buffer_add_byte(c->out, '[');
  for (uint32_t i = 0; i + 1 < k->sectors.words.count; i++) {
    json_comma(c->out), buffer_add_byte(c->out, '{');
    json_text(c->out, "sector", words[i].word);
    json_text(c->out, "en", code_label_sector(c->service->labels, words[i].word));
    json_integer(c->out, "count", (int64_t)words[i].count);
    buffer_add_byte(c->out, '}');
  }
  buffer_add_byte(c->out, ']');
}

static void add_quads(call *c) {
  uint64_t *counts = count_words(c, COLUMN_QUAD);
  json_key(c->out, "quads"), buffer_add_byte(c->out, '[');
  for (int i = 0; i < QUAD_COUNT; i++) {
    char figure = (char)('1' + i);
    json_comma(c->out), buffer_add_byte(c->out, '{');
    json_integer(c->out, "quad", i + 1);
    json_text(c->out, "en", view_of_string(QUADS[i]));
    json_integer(c->out, "count", (int64_t)count_of(c->columns, COLUMN_QUAD, counts, view_of(&figure, 1)));
    buffer_add_byte(c->out, '}');
  }
  buffer_add_byte(c->out, ']');
}

/* ---- all ---- */

static void add_fixed(call *c) {
  json_key(c->out, "stances"), buffer_add_byte(c->out, '[');
  for (int i = 0; i < STANCE_COUNT; i++) json_comma(c->out), json_string(c->out, view_of_string(STANCE_NAMES[i]));
  buffer_add_byte(c->out, ']');
  json_key(c->out, "formats"), buffer_add_byte(c->out, '[');
  for (size_t i = 0; i < COUNT_OF(FORMATS); i++) {
    json_comma(c->out), buffer_add_byte(c->out, '{');
    json_text(c->out, "format", view_of_string(FORMATS[i].format));
    json_text(c->out, "name", view_of_string(FORMATS[i].name));
    add_bool(c->out, "statements", FORMATS[i].statements);
    buffer_add_byte(c->out, '}');
  }
  buffer_add_byte(c->out, ']');
  json_key(c->out, "limits");
  buffer_printf(c->out, "{\"records\":500,\"documents\":200,\"nodes\":500,\"issues\":200,\"seconds\":%u}",
                (c->service->options.time_limit + 999) / 1000);
}

static void add_counts(call *c) {
  const columns *k = c->columns;
  json_integer(c->out, "documents", k->documents.count);
  json_integer(c->out, "sentences", (int64_t)k->sentences);
  json_integer(c->out, "events", k->kinds[QUERY_EVENTS].count);
  json_integer(c->out, "statements", k->kinds[QUERY_STATEMENTS].count);
  json_integer(c->out, "issues", k->issues.count);
  add_span(c);
  add_documents(c);
  add_types(c);
  add_contexts(c);
  add_statuses(c);
  add_sectors(c);
  add_quads(c);
}

static void add_nothing(call *c) {
  static const char *const NUMBERS[] = {"documents", "sentences", "events", "statements", "issues", "first", "last"};
  static const char *const LISTS[] = {"languages", "publishers", "types", "contexts", "statuses", "sectors", "quads"};
  for (size_t i = 0; i < COUNT_OF(NUMBERS); i++) json_text(c->out, NUMBERS[i], (view){"", 0});
  for (size_t i = 0; i < COUNT_OF(LISTS); i++) json_key(c->out, LISTS[i]), buffer_add_string(c->out, "[]");
}

static const char *file_name(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

answer_code answer_info(call *c) {
  buffer_add_byte(c->out, '{');
  json_text(c->out, "program", TEXT(SEIMEI_VERSION));
  json_text(c->out, "data", code_labels_data(c->service->labels));
  json_text(c->out, "store", view_of_string(file_name(c->service->options.store)));
  json_key(c->out, "version");
  if (c->columns) buffer_printf(c->out, "\"%016llx\"", (unsigned long long)c->columns->hash);
  else buffer_add_string(c->out, "null");
  add_bool(c->out, "loading", !c->columns);
  if (c->columns) add_counts(c);
  else add_nothing(c);
  add_fixed(c);
  add_bool(c->out, "explain", true);
  buffer_add_string(c->out, "}\n");
  return ANSWER_OK;
}
