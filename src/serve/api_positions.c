/* api_positions.c - the matrix of actors by issue, and issues to choose from. */
#include "serve/endpoint.h"

#include <stdlib.h>

enum { USUAL_LINES = 20, MOST_LINES = 200, USUAL_NAMES = 20, MOST_NAMES = 100 };

static void add_issue(call *c, uint32_t number, uint64_t count) {
  const issue *i = &c->columns->issues.at[number];
  json_comma(c->out);
  buffer_add_byte(c->out, '{');
  json_text(c->out, "key", i->key);
  json_text(c->out, "label", i->label);
  json_text(c->out, "ja", i->labels[ISSUE_JA]);
  json_text(c->out, "en", i->labels[ISSUE_OTHER]);
  json_integer(c->out, "phrases", i->phrases);
  json_integer(c->out, "count", (int64_t)count);
  buffer_add_byte(c->out, '}');
}

static void add_issues(call *c, const matrix_line *lines, uint32_t count) {
  json_key(c->out, "issues"), buffer_add_byte(c->out, '[');
  for (uint32_t i = 0; i < count; i++) add_issue(c, lines[i].number, lines[i].count);
  buffer_add_byte(c->out, ']');
}

/* ---- the matrix ---- */

static void add_actors(call *c, const position_matrix *m) {
  json_key(c->out, "actors"), buffer_add_byte(c->out, '[');
  for (uint32_t i = 0; i < m->actor_count; i++) {
    view code = word_at(&c->columns->codes, m->actors[i].number);
    json_comma(c->out);
    buffer_add_byte(c->out, '{');
    json_text(c->out, "code", code);
    add_labels(c, code);
    json_integer(c->out, "count", (int64_t)m->actors[i].count);
    buffer_add_byte(c->out, '}');
  }
  buffer_add_byte(c->out, ']');
}

static void add_counts(buffer *b, const uint64_t counts[STANCE_COUNT]) {
  for (int i = 0; i < STANCE_COUNT; i++) json_integer(b, STANCE_NAMES[i], (int64_t)counts[i]);
}

/* Points come from the newest to the oldest and are written along time. */
static void add_course(call *c, const matrix_cell *cell, period_kind by) {
  const course_point *points = cell->course.at;
  uint32_t first = stance_of(points[cell->course.count - 1].counts), last = stance_of(points[0].counts);
  json_key(c->out, "moved");
  if (first == last) buffer_add_string(c->out, "null");
  else buffer_printf(c->out, "[\"%s\",\"%s\"]", STANCE_NAMES[first], STANCE_NAMES[last]);
  json_key(c->out, "course"), buffer_add_byte(c->out, '[');
  for (uint32_t i = cell->course.count; i-- > 0;) {
    json_comma(c->out);
    buffer_add_byte(c->out, '{');
    json_text(c->out, "period", period_text_of(c->memory, by, points[i].period));
    add_counts(c->out, points[i].counts);
    buffer_add_byte(c->out, '}');
  }
  buffer_add_byte(c->out, ']');
}

static seimei_status add_names(call *c, sqlite3_stmt *keys, const matrix_cell *cell) {
  const record_columns *k = &c->columns->kinds[QUERY_EVENTS];
  json_key(c->out, "records"), buffer_add_byte(c->out, '[');
  for (uint32_t i = 0; i < cell->record_count; i++) {
    uint32_t row = cell->records[i];
    sqlite3_reset(keys);
    sqlite3_bind_int64(keys, 1, c->columns->documents.at[k->document[row]].id);
    int step = sqlite3_step(keys);
    if (step != SQLITE_ROW && step != SQLITE_DONE) return store_failure(c->store, "reading it", &c->error);
    if (step == SQLITE_DONE) continue;
    view key = column_text(keys, 0);
    json_comma(c->out);
    json_string(c->out, arena_format(c->memory, "%.*s#e%u", (int)key.len, key.ptr, k->number[row]));
  }
  buffer_add_byte(c->out, ']');
  return SEIMEI_OK;
}

static seimei_status add_cells(call *c, const position_matrix *m, period_kind by) {
  sqlite3_stmt *keys = NULL;
  seimei_status status = SEIMEI_OK;
  if (sqlite3_prepare_v2(store_database(c->store), "SELECT key FROM documents WHERE id = ?", -1, &keys, NULL))
    return store_failure(c->store, "reading it", &c->error);
  json_key(c->out, "cells"), buffer_add_byte(c->out, '[');
  for (uint32_t i = 0; i < m->cells.count && !status; i++) {
    const matrix_cell *cell = &m->cells.at[i];
    json_comma(c->out);
    buffer_printf(c->out, "{\"issue\":%u,\"actor\":%u,\"stance\":\"%s\"", cell->issue, cell->actor,
                  STANCE_NAMES[stance_of(cell->counts)]);
    add_counts(c->out, cell->counts);
    json_integer(c->out, "count", (int64_t)cell->count);
    add_day(c->out, "first", cell->first);
    add_day(c->out, "last", cell->last);
    add_course(c, cell, by);
    status = add_names(c, keys, cell);
    buffer_add_byte(c->out, '}');
  }
  buffer_add_string(c->out, "]}\n");
  sqlite3_finalize(keys);
  return status;
}

answer_code answer_positions(call *c) {
  static const period_kind PERIODS[] = {PERIOD_YEAR, PERIOD_QUARTER, PERIOD_MONTH};
  selected s;
  position_matrix m;
  int by;
  uint64_t issues, actors;
  seimei_status status = request_choice(c->request, PARAM_BY, "year|quarter|month", &by, &c->error);
  if (!status) status = request_number(c->request, PARAM_ISSUES, USUAL_LINES, MOST_LINES, &issues, &c->error);
  if (!status) status = request_number(c->request, PARAM_ACTORS, USUAL_LINES, MOST_LINES, &actors, &c->error);
  if (status) return failed(c, status);
  answer_code code = select_records(c, KINDS_EVENTS, &s);
  if (code) return code;
  summary_positions(&s.of[QUERY_EVENTS], PERIODS[by], (uint32_t)issues, (uint32_t)actors, c->memory, &m);
  begin_answer(c);
  json_key(c->out, "total");
  buffer_printf(c->out, "{\"issues\":%u,\"actors\":%u,\"positions\":%llu}", m.all_issues, m.all_actors,
                (unsigned long long)m.positions);
  add_issues(c, m.issues, m.issue_count);
  add_actors(c, &m);
  return failed(c, add_cells(c, &m, PERIODS[by]));
}

/* ---- issues to choose from ---- */

static int by_count(const void *x, const void *y) {
  const matrix_line *a = x, *b = y;
  if (a->count != b->count) return a->count < b->count ? 1 : -1;
  return a->number < b->number ? -1 : a->number > b->number;
}

/* What was typed is in what the issue is called, or its words are in the key. */
static uint8_t *find_issues(call *c, view typed) {
  const columns *k = c->columns;
  uint8_t *found = ARENA_NEW(c->memory, uint8_t, k->issues.count + 1);
  view lower = arena_lower(c->memory, typed);
  issue_key wanted;
  concepts_read(c->service->concepts, typed, c->memory, &wanted);
  bool has_words = wanted.name_count || wanted.concept_count;
  for (uint32_t i = 0; i < k->issues.count; i++) {
    const issue *one = &k->issues.at[i];
    found[i] = text_has(one->labels[ISSUE_JA], lower) || text_has(one->labels[ISSUE_OTHER], lower) ||
               (has_words && issue_has(one, &wanted));
  }
  return found;
}

answer_code answer_issues(call *c) {
  const columns *k = c->columns;
  uint64_t limit;
  uint32_t count = 0;
  seimei_status status = request_number(c->request, PARAM_LIMIT, USUAL_NAMES, MOST_NAMES, &limit, &c->error);
  if (status) return failed(c, status);
  uint8_t *found = find_issues(c, c->request->values[PARAM_QUERY]);
  matrix_line *lines = ARENA_NEW(c->memory, matrix_line, k->issues.count + 1);
  for (uint32_t i = 0; i < k->issues.count; i++)
    if (found[i]) lines[count++] = (matrix_line){i, k->issues.at[i].events};
  qsort(lines, count, sizeof *lines, by_count);
  begin_answer(c);
  json_integer(c->out, "total", count);
  add_issues(c, lines, count < limit ? count : (uint32_t)limit);
  buffer_add_string(c->out, "}\n");
  return ANSWER_OK;
}
