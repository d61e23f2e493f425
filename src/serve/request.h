/* request.h - the target of a request read: path and parameters. Nothing in it is trusted.
 *
 *   "/api/records?type=ACCUSE&limit=20"  ─▶ path "/api/records", PARAM_TYPE "ACCUSE", PARAM_LIMIT "20" */
#ifndef SEIMEI_SERVE_REQUEST_H
#define SEIMEI_SERVE_REQUEST_H

#include "column/selection.h"

enum { TARGET_MOST = 8192, VALUE_MOST = 2000 };

typedef enum {
  PARAM_KIND,
  PARAM_PARTY,
  PARAM_ACTOR,
  PARAM_RECIPIENT,
  PARAM_PAIR,
  PARAM_SECTOR,
  PARAM_TYPE,
  PARAM_MODE,
  PARAM_CONTEXT,
  PARAM_STATUS,
  PARAM_QUAD,
  PARAM_PLACE,
  PARAM_PUBLISHER,
  PARAM_LANG,
  PARAM_SINCE,
  PARAM_UNTIL,
  PARAM_WORDS,
  PARAM_ABOUT,
  PARAM_ISSUE,
  PARAM_KEY,
  PARAM_STANCE,
  PARAM_SCORE,
  PARAM_REPEATS,
  PARAM_DOC, /* the last of the filter */
  PARAM_SORT,
  PARAM_LIMIT,
  PARAM_OFFSET,
  PARAM_BY,
  PARAM_SPLIT,
  PARAM_SERIES,
  PARAM_ISSUES,
  PARAM_ACTORS,
  PARAM_NODES,
  PARAM_EDGES,
  PARAM_SENTENCE,
  PARAM_QUERY,
  PARAM_FORMAT,
  PARAM_COUNT
} param_id;

#define PARAM_BIT(name) (UINT64_C(1) << PARAM_##name)
#define PARAMS_FILTER (PARAM_BIT(SORT) - 1)

typedef struct {
  view path;                /* without its escapes; begins with / */
  view values[PARAM_COUNT]; /* empty: not given */
  view unknown;             /* the first parameter that is none of these, or empty */
} request;

/* In the arena, which must be armed. USAGE: the target is not valid (escapes, characters, a parameter given twice). */
seimei_status request_read(view target, arena *a, request *out, seimei_error *error);
/* USAGE: there is a parameter that is not among those allowed (bits), which are named. */
seimei_status request_allow(const request *r, uint64_t allowed, seimei_error *error);

/* A whole number up to most, usual where it is not given. USAGE. */
seimei_status request_number(const request *r, param_id param, uint64_t usual, uint64_t most, uint64_t *out,
                             seimei_error *error);
/* Index of the value among "a|b|c", 0 where it is not given. USAGE. */
seimei_status request_choice(const request *r, param_id param, const char *choices, int *out, seimei_error *error);

typedef enum { KINDS_BOTH, KINDS_EVENTS, KINDS_STATEMENTS } request_kinds;
/* The filter of the parameters, tidied. USAGE. */
seimei_status request_filter(const request *r, arena *a, column_filter *out, request_kinds *kinds, seimei_error *error);

#endif
