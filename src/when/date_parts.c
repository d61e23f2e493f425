/* date_parts.c - the inside of a date expression: year, month, week, day and their parts.
 *
 *   date   ::= [year [の]] [month [の]] [day] | week [の] [weekday] | weekday        at least one of them
 *   year   ::= era n 年 | n 年 | n~n 年 | 昨年 | 同年         + season, 末, 前半
 *   month  ::= n 月 | n~n 月 | 先月 | 同月                    + 上旬, 末
 *   day    ::= n 日 | n、n 日 | きょう | 同日 | 翌 n 日         + weekday, 午前 n 時 n 分 */
#include "when/when_parts.h"

/* ---- years ---- */

/* 約10日, 約2000年: an amount of time. */
static bool is_counted(const cursor *c) {
  const item *before = c->start ? line_item(c->l, c->start - 1) : NULL;
  return before && before->class == WORD_COUNT && before->end == c->l->items.at[c->start].begin;
}

/* 97年 is a year, 10年 mostly a span of time: what stands behind it decides. */
static bool is_short_year(const reader *r, const cursor *c, const item *n) {
  enum { SURELY = 80 };
  if (n->digits != 2) return false;
  if (n->value < 10) return true; /* 01年 */
  const item *next = cursor_peek(c);
  bool named = r->last_has_year && r->last_sentence == r->layout->segments.at[c->l->segment].sentence;
  if (!next) return named || n->value >= SURELY;
  switch (next->class) {
  case WORD_NUMBER: {
    const item *unit = line_item(c->l, c->at + 1);
    return unit && unit->begin == next->end && (unit->class == WORD_N_MONTH || unit->class == WORD_PART_MONTH);
  }
  case WORD_AT:
  case WORD_FROM:
  case WORD_UNTIL: {
    const item *after = line_item(c->l, c->at + 1);
    bool count = after && after->begin == next->end && after->class == WORD_NUMBER;
    return !count;
  }
  case WORD_OF: return named || n->value >= SURELY;
  case WORD_SINCE:
  case WORD_SEASON:
  case WORD_PART: return true;
  default: return false;
  }
}

static bool take_year_unit(cursor *c) { return cursor_take(c, WORD_N_YEAR) || cursor_take(c, WORD_PART_YEAR); }

static bool read_era(cursor *c, parts *x) {
  cursor save = *c;
  const item *era = cursor_take(c, WORD_ERA), *n;
  if (era && cursor_take(c, WORD_FIRST_YEAR)) {
    x->year = era_year(era->value, 1);
    return true;
  }
  if (era && (n = cursor_take(c, WORD_NUMBER)) && n->value > 0 && take_year_unit(c)) {
    x->year = era_year(era->value, n->value);
    return true;
  }
  *c = save;
  return false;
}

static bool is_separator(word_class k) { return k == WORD_TO || k == WORD_AND || k == WORD_AT; }

/* 10~ before 12日: a number and a separator that another number follows; else the cursor stays. */
static const item *take_first(cursor *c) {
  cursor save = *c;
  const item *n = cursor_take(c, WORD_NUMBER), *between = cursor_peek(c);
  if (n && between && is_separator(between->class) && cursor_take(c, between->class) && cursor_is(c, WORD_NUMBER))
    return n;
  *c = save;
  return NULL;
}

enum { FIRST_YEAR = 1000, LAST_YEAR = 2999 };
static bool is_full_year(const item *n) { return n && n->value >= FIRST_YEAR && n->value <= LAST_YEAR; }

/* 2014年, 97年, 翌2015年, 2020~22年 */
static bool read_number_year(const reader *r, cursor *c, parts *x) {
  cursor save = *c;
  if (is_counted(c)) return false;
  if (!cursor_take(c, WORD_SAME)) cursor_take(c, WORD_NEXT);
  const item *from = take_first(c), *n = cursor_take(c, WORD_NUMBER);
  if (n && n->value >= 0 && (!from || is_full_year(from)) && take_year_unit(c)) {
    if (is_full_year(n)) x->year = n->value;
    else if (from && n->value < 100) x->year = from->value - from->value % 100 + n->value;
    else if (is_short_year(r, c, n)) x->year = era_two_digits(n->value, r->published);
    x->range = from != NULL;
    if (x->year) return true;
  }
  *c = save;
  x->range = false;
  return false;
}

static bool read_year(const reader *r, cursor *c, parts *x) {
  const item *it;
  if (read_era(c, x) || read_number_year(r, c, x)) return true;
  if ((it = cursor_take(c, WORD_YEAR))) {
    x->has_year_offset = true;
    x->year_offset = it->value;
    return true;
  }
  if ((it = cursor_take(c, WORD_SAME_YEAR))) {
    x->has_year_offset = x->year_from_last = x->same = true;
    x->year_offset = it->value;
    return true;
  }
  return false;
}

static bool read_part_of_year(cursor *c, parts *x) {
  const item *it;
  if ((it = cursor_take(c, WORD_SEASON)) || (it = cursor_take(c, WORD_PART_YEAR))) {
    x->has_season = true;
    x->season = it->value;
    cursor_take(c, WORD_PART);
    return true;
  }
  return cursor_take(c, WORD_PART) != NULL;
}

/* ---- months ---- */

static bool is_month(const item *n) { return n && n->value >= 1 && n->value <= 12; }

/* 3月, 翌3月, 4~6月 */
static bool read_number_month(cursor *c, parts *x) {
  cursor save = *c;
  bool from_last = cursor_take(c, WORD_SAME) || cursor_take(c, WORD_NEXT);
  const item *from = take_first(c), *n = cursor_take(c, WORD_NUMBER);
  if (is_month(n) && (!from || is_month(from)) && (cursor_take(c, WORD_N_MONTH) || cursor_take(c, WORD_PART_MONTH))) {
    x->month = n->value;
    x->month_first = from ? from->value : 0;
    x->range |= from != NULL;
    x->same |= from_last;
    return true;
  }
  *c = save;
  return false;
}

static bool read_month(cursor *c, parts *x) {
  const item *it;
  if ((it = cursor_take(c, WORD_MONTH))) {
    x->has_month_offset = true;
    x->month_offset = it->value;
    return true;
  }
  if ((it = cursor_take(c, WORD_SAME_MONTH))) {
    x->has_month_offset = x->month_from_last = x->same = true;
    x->month_offset = it->value;
    return true;
  }
  return read_number_month(c, x);
}

/* ---- days ---- */

static bool read_clock(cursor *c) {
  bool hour = false;
  cursor save = *c;
  cursor_take(c, WORD_OF);
  if (cursor_take(c, WORD_PART_DAY)) {
    cursor_take(c, WORD_PART);
    save = *c;
  } else {
    *c = save;
  }
  if (cursor_take(c, WORD_NUMBER) && cursor_take(c, WORD_N_HOUR)) {
    hour = true;
    save = *c;
    if (cursor_take(c, WORD_HALF) || (cursor_take(c, WORD_NUMBER) && cursor_take(c, WORD_N_MINUTE))) save = *c;
  }
  *c = save;
  cursor_take(c, WORD_ABOUT);
  return hour;
}

static bool is_day(const item *n) { return n && n->value >= 1 && n->value <= 31; }

/* 4日間, 4日以内, 4日前, and 1日 before a number (1日3回): no day of a month. */
static bool is_count_of_days(const cursor *c, const item *n) {
  const item *next = cursor_peek(c);
  if (is_counted(c)) return true;
  if (!next) return false;
  if (next->class == WORD_NUMBER) return n->value == 1;
  return next->class == WORD_SPAN || next->class == WORD_MORE || next->class == WORD_AGO || next->class == WORD_LATER;
}

/* 10日, 翌12日, 同21日, 12、13日, 10~12日 */
static bool read_number_day(cursor *c, parts *x) {
  cursor save = *c;
  bool same = cursor_take(c, WORD_SAME) != NULL, next = !same && cursor_take(c, WORD_NEXT);
  const item *from = take_first(c), *n = cursor_take(c, WORD_NUMBER);
  bool ordered = !from || (is_day(from) && is_day(n) && from->value < n->value);
  if (is_day(n) && ordered && cursor_take(c, WORD_N_DAY) && !is_count_of_days(c, n)) {
    x->day = n->value;
    x->day_first = from ? from->value : 0;
    x->range |= from != NULL;
    x->day_same = same;
    x->day_next = next;
    x->same |= same || next;
    return true;
  }
  *c = save;
  return false;
}

static bool read_day(cursor *c, parts *x) {
  const item *it;
  if ((it = cursor_take(c, WORD_DAY))) {
    x->has_day_offset = true;
    x->day_offset = it->value;
  } else if ((it = cursor_take(c, WORD_SAME_DAY))) {
    cursor after = *c;
    bool named = cursor_take(&after, WORD_OF) && read_number_day(&after, x); /* 会談の前日の4日 */
    if (named) *c = after;
    x->has_day_offset = x->day_from_last = x->same = !named;
    x->day_offset = it->value;
  } else if (!read_number_day(c, x)) {
    return false;
  }
  cursor_take(c, WORD_WEEKDAY);
  x->day_clock = read_clock(c);
  return true;
}

static bool read_week(cursor *c, parts *x) {
  const item *it = cursor_take(c, WORD_WEEK);
  if (it) {
    x->has_week = true;
    x->week = it->value;
  }
  cursor save = *c;
  if (it) cursor_take(c, WORD_OF);
  const item *day = cursor_take(c, WORD_WEEKDAY);
  if (day) {
    x->has_weekday = true;
    x->weekday = day->value;
    read_clock(c);
  } else {
    *c = save;
  }
  return it || day;
}

/* ---- dates ---- */

/* Takes の when production follows it; what it took stays taken. */
#define AFTER_OF(c, production)                                                                                        \
  do {                                                                                                                 \
    cursor before_of = *(c);                                                                                           \
    if (!(production) && (cursor_take((c), WORD_OF) == NULL || !(production))) *(c) = before_of;                       \
  } while (0)

static bool read_date(const reader *r, cursor *c, parts *x) {
  *x = (parts){0};
  bool year = read_year(r, c, x), month = false, day = false;
  if (year) {
    AFTER_OF(c, month = read_month(c, x));
    if (!month) AFTER_OF(c, read_part_of_year(c, x));
  } else {
    month = read_month(c, x);
  }
  if (month) {
    AFTER_OF(c, day = read_day(c, x));
    if (!day) AFTER_OF(c, cursor_take(c, WORD_PART) || cursor_take(c, WORD_PART_MONTH));
  }
  if (year || month) {
    if (!day) cursor_take(c, WORD_ABOUT);
    return true;
  }
  if (read_day(c, x) || read_week(c, x)) return true;
  const item *it;
  if ((it = cursor_take(c, WORD_PART_YEAR))) {
    x->has_season = true;
    x->season = it->value;
    return true;
  }
  if (cursor_take(c, WORD_PART_MONTH)) {
    x->has_month_offset = true;
    return true;
  }
  return false;
}

/* A season or 中旬 alone: only where a particle shows that it is a time. */
static bool read_lone_part(cursor *c, parts *x) {
  *x = (parts){0};
  const item *it = cursor_take(c, WORD_SEASON);
  if (!it) return false;
  cursor_take(c, WORD_ABOUT);
  x->has_season = true;
  x->season = it->value;
  return cursor_is(c, WORD_AT) || cursor_is(c, WORD_FROM) || cursor_is(c, WORD_UNTIL) || cursor_is(c, WORD_SINCE);
}

bool parts_read(const reader *r, cursor *c, parts *x) {
  cursor save = *c;
  if (read_date(r, c, x)) return true;
  *c = save;
  return read_lone_part(c, x);
}
