/* summary.h - counts, series, networks and positions of what is selected. All memory is the arena's, which must be
 * armed. */
#ifndef SEIMEI_COLUMN_SUMMARY_H
#define SEIMEI_COLUMN_SUMMARY_H

#include "column/selection.h"
#include "column/tuple.h"
#include "position/position.h"

/* ---- periods ---- */

/* Periods of a kind are numbered along time. 0: the day is not known. */
int32_t period_number(period_kind kind, uint32_t day);
view period_text_of(arena *a, period_kind kind, int32_t number); /* "2022-Q1"; empty for 0 */

/* ---- counts ---- */

enum { SUMMARY_MOST_KEYS = 3, SUMMARY_MOST_ROWS = 250000 };

typedef struct {
  view keys[SUMMARY_MOST_KEYS];
  uint64_t count;
  double score; /* sum of event_scale */
} summary_row;

typedef struct {
  summary_row *at;
  uint32_t count;
} summary_rows;

/* by: keys with commas, docs/api.md has them. USAGE: no such key, or more than SUMMARY_MOST_ROWS rows. */
seimei_status summary_count(const selection *s, view by, arena *a, summary_rows *out, seimei_error *error);

/* ---- series over time ---- */

enum { SERIES_MOST_PERIODS = 5000, QUAD_COUNT = 4 };

typedef struct {
  uint64_t events, quads[QUAD_COUNT], types[SEIMEI_TYPE_COUNT];
  double score;
} series_point;

typedef struct {
  view key;
  uint64_t events;
  series_point *points; /* a period each */
} time_series;

typedef struct {
  int32_t first; /* number of the first period */
  uint32_t period_count;
  time_series *at;
  uint32_t count, total; /* total: before the greatest were taken */
  uint64_t undated;
} series_set;

/* split: none, or a key of summary_count. USAGE: no such key, or more than SERIES_MOST_PERIODS periods. */
seimei_status summary_series(const selection *s, period_kind by, view split, uint32_t most, arena *a, series_set *out,
                             seimei_error *error);

/* ---- who does what to whom ---- */

typedef struct {
  uint32_t code;
  uint64_t out, in, count;
} network_node;

typedef struct {
  uint32_t source, target, quad; /* source, target: nodes */
  uint64_t count;
  double score;
} network_edge;

typedef struct {
  network_node *nodes;
  network_edge *edges;
  uint32_t node_count, edge_count, all_nodes, all_edges;
} network;

seimei_status summary_network(const selection *s, uint32_t most_nodes, uint32_t most_edges, arena *a, network *out,
                              seimei_error *error);

/* ---- actors by issue ---- */

enum { CELL_RECORDS = 5 };

typedef struct {
  int32_t period;
  uint64_t counts[STANCE_COUNT];
} course_point;

typedef struct {
  uint32_t issue, actor; /* of the matrix */
  uint64_t counts[STANCE_COUNT], count;
  uint32_t first, last;           /* days */
  uint32_t records[CELL_RECORDS]; /* rows, the newest first */
  uint32_t record_count;
  LIST(course_point) course; /* the newest first */
} matrix_cell;

typedef struct {
  uint32_t number; /* issue, or code */
  uint64_t count;
} matrix_line;

typedef struct {
  matrix_line *issues, *actors;
  uint32_t issue_count, actor_count, all_issues, all_actors;
  uint64_t positions;
  LIST(matrix_cell) cells;
} position_matrix;

void summary_positions(const selection *s, period_kind by, uint32_t most_issues, uint32_t most_actors, arena *a,
                       position_matrix *out);
/* The most frequent stance, of equal ones the first. */
uint32_t stance_of(const uint64_t counts[STANCE_COUNT]);

#endif
