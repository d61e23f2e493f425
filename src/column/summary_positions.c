/* summary_positions.c - the matrix of actors by issue: first which lines it has, then what stands in each cell. */
#include <stdlib.h>

#include "column/summary.h"

uint32_t stance_of(const uint64_t counts[STANCE_COUNT]) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < STANCE_COUNT; i++)
    if (counts[i] > counts[best]) best = i;
  return best;
}

typedef struct {
  const selection *selection;
  period_kind by;
  arena *arena;
  uint8_t stances[UINT16_MAX + 1]; /* of words; STANCE_COUNT: none */
  uint32_t *issue_place, *actor_place;
  tuple_index index; /* cells: issue and actor of the matrix */
} laying;

static void read_stances(laying *l) {
  const word_list *words = &l->selection->columns->words[COLUMN_STANCE];
  memset(l->stances, STANCE_COUNT, sizeof l->stances);
  for (uint32_t i = 0; i < words->words.count; i++)
    for (uint8_t k = 0; k < STANCE_COUNT; k++)
      if (view_is(word_at(words, i), STANCE_NAMES[k])) l->stances[i] = k;
}

/* Whether the row is a position; its issue. */
static bool is_position(const laying *l, uint32_t row, uint32_t *issue) {
  const selection *s = l->selection;
  if (!s->mask[row] || l->stances[s->from->columns[COLUMN_STANCE][row]] == STANCE_COUNT) return false;
  *issue = s->from->issue[row];
  return *issue != NONE;
}

static int by_count(const void *x, const void *y) {
  const matrix_line *a = x, *b = y;
  if (a->count != b->count) return a->count < b->count ? 1 : -1;
  return a->number < b->number ? -1 : a->number > b->number;
}

/* The lines with the most positions first; their places, NONE for those that are left out. */
static uint32_t *rank_lines(const laying *l, matrix_line *lines, uint32_t count, uint32_t most, uint32_t *kept,
                            uint32_t *all) {
  uint32_t *places = ARENA_NEW(l->arena, uint32_t, count + 1);
  for (uint32_t i = 0; i < count; i++) {
    places[i] = NONE;
    lines[i].number = i;
    *all += lines[i].count > 0;
  }
  qsort(lines, count, sizeof *lines, by_count);
  *kept = *all < most ? *all : most;
  for (uint32_t i = 0; i < *kept; i++) places[lines[i].number] = i;
  return places;
}

static void choose_issues(laying *l, uint32_t most, position_matrix *out) {
  uint32_t issues = l->selection->columns->issues.count, issue;
  out->issues = ARENA_NEW(l->arena, matrix_line, issues + 1);
  for (uint32_t row = 0; row < l->selection->from->count; row++)
    if (is_position(l, row, &issue)) out->issues[issue].count++, out->positions++;
  l->issue_place = rank_lines(l, out->issues, issues, most, &out->issue_count, &out->all_issues);
}

/* Among the issues that are shown. */
static void choose_actors(laying *l, uint32_t most, position_matrix *out) {
  const columns *c = l->selection->columns;
  uint32_t issue;
  code_list codes;
  out->actors = ARENA_NEW(l->arena, matrix_line, c->codes.words.count + 1);
  for (uint32_t row = 0; row < l->selection->from->count; row++) {
    if (!is_position(l, row, &issue) || l->issue_place[issue] == NONE) continue;
    row_codes(c, l->selection->from, row, SIDE_ACTOR, &codes);
    for (uint32_t i = 0; i < codes.count; i++) out->actors[codes.at[i]].count++;
  }
  l->actor_place = rank_lines(l, out->actors, c->codes.words.count, most, &out->actor_count, &out->all_actors);
}

static void add_to_cell(laying *l, matrix_cell *cell, uint32_t row) {
  const record_columns *k = l->selection->from;
  uint32_t taken = l->stances[k->columns[COLUMN_STANCE][row]], day = k->day[row];
  int32_t period = period_number(l->by, day);
  cell->counts[taken]++;
  cell->count++;
  if (!cell->last) cell->last = day;
  if (day) cell->first = day;
  if (cell->record_count < CELL_RECORDS) cell->records[cell->record_count++] = row;
  if (!cell->course.count || cell->course.at[cell->course.count - 1].period != period)
    LIST_PUSH(l->arena, &cell->course, (course_point){.period = period});
  cell->course.at[cell->course.count - 1].counts[taken]++;
}

/* From the newest to the oldest. */
static void fill_cells(laying *l, position_matrix *out) {
  const record_columns *k = l->selection->from;
  uint32_t issue;
  code_list codes;
  for (uint32_t i = k->count; i-- > 0;) {
    uint32_t row = k->by_day[i];
    if (!is_position(l, row, &issue) || l->issue_place[issue] == NONE) continue;
    row_codes(l->selection->columns, k, row, SIDE_ACTOR, &codes);
    for (uint32_t j = 0; j < codes.count; j++) {
      uint32_t actor = l->actor_place[codes.at[j]];
      if (actor == NONE) continue;
      uint32_t at = tuple_row(&l->index, (tuple){{l->issue_place[issue], actor}}, UINT32_MAX);
      if (at == out->cells.count)
        LIST_PUSH(l->arena, &out->cells, (matrix_cell){.issue = l->issue_place[issue], .actor = actor});
      add_to_cell(l, &out->cells.at[at], row);
    }
  }
}

void summary_positions(const selection *s, period_kind by, uint32_t most_issues, uint32_t most_actors, arena *a,
                       position_matrix *out) {
  laying *l = ARENA_NEW(a, laying, 1);
  l->selection = s, l->by = by, l->arena = a, l->index.arena = a;
  *out = (position_matrix){.positions = 0};
  read_stances(l);
  choose_issues(l, most_issues, out);
  choose_actors(l, most_actors, out);
  fill_cells(l, out);
}
