/* when.h - dates, quantities and places: what the text says of time, amount and scene.
 *
 * Dates count from the day of publication: 4日, 先月, 来週, 同日, 翌日, 2022年, 令和4年, 前日, on Tuesday. Part-known
 * dates stay part-known: 2022-01, 2014. */
#ifndef SEIMEI_WHEN_H
#define SEIMEI_WHEN_H

#include "actor/actor.h"

typedef enum {
  WHEN_POINT,    /* 4日, 先月 */
  WHEN_RANGE,    /* 3月12日から14日まで: date is what both ends share or the end; see docs/when.md */
  WHEN_SINCE,    /* 4日から, 2014年以降 */
  WHEN_UNTIL,    /* 14日までに */
  WHEN_DURATION, /* 半年間, 3日間: no date */
  WHEN_SAME      /* 同日, 当日: read against the last date */
} when_kind;

typedef struct {
  when_kind kind;
  span span;
  uint32_t segment, token, end_token, bunsetsu; /* bunsetsu: its last one; in English its head */
  char date[11];     /* YYYY, YYYY-MM, YYYY-MM-DD or empty */
  int days;          /* of date's first day against the day of publication; 0 when unknown */
  bool future;       /* after the day of publication */
  bool apart;        /* of WHEN_DURATION: days after …, so long before or after what the clause tells */
  bool begins;       /* of WHEN_SINCE: から, the time that something began at; 以降 only says that it was not before */
} when;

typedef struct {
  span span;
  uint32_t segment, token, end_token, bunsetsu;
  double value;
  view unit, per, of; /* "m3", "year", "natural gas"; money: ISO 4217; persons: "person" */
} quantity;

typedef struct {
  LIST(when) whens;         /* by position */
  LIST(quantity) quantities; /* by position */
} when_layout;

typedef struct when_tables when_tables;
seimei_status when_tables_new(const pack *p, const char *language, const seimei_allocator *allocator,
                              when_tables **out, seimei_error *error);
void when_tables_free(when_tables *t);
void when_run(const when_tables *t, arena *a, const text_layout *layout, const token_layout *tokens,
              const parse_layout *parse, view published, when_layout *out);
/* The first of the dates that begin at this byte or later; their number when there is none. */
uint32_t when_first_from(const when_layout *whens, uint32_t byte);
/* The bunsetsu that the date expression from token first to the end of bunsetsu last depends on, or NONE. */
const token *when_last_word(const token_layout *tokens, const parse_layout *parse, uint32_t b); /* of bunsetsu b, signs left out */
uint32_t when_head(const token_layout *tokens, const parse_layout *parse, uint32_t first, uint32_t last);
/* Days from 1970-01-01 of YYYY-MM-DD (a missing month or day counts as 1); INT32_MIN when it is no date. */
int32_t when_day_number(view date);
void when_day_write(int32_t number, char out[11]); /* YYYY-MM-DD; empty where the year has not four figures */
void when_dump(buffer *out, const text_layout *layout, const when_layout *when);

#endif
