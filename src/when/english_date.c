/* english_date.c - the inside of an English date: year, month, day, weekday, and what counts from the day of publication.
 *
 *   date  ::= [weekday [,]] (day month | month [day] | 2022-02-04) [[,] year]
 *           | [last | this | next] (weekday | month | unit | season | weekend)
 *           | today … | the (previous | following | same) unit | season [of] year | year
 *   part  ::= (early | late | mid | end of …) date | date (morning | evening | …) */
#include "when/when_parts.h"

enum { OVERNIGHT = 1 }; /* value of the part of a day that is a date by itself */
enum { FIRST_YEAR = 1000, LAST_YEAR = 2999, LIKELY_FROM = 1900, LIKELY_TO = 2099 };

typedef struct {
  const reader *r;
  const line *l;
  uint32_t at;
  english_date *out;
} scan;

static const item *peek(const scan *s, uint32_t ahead) { return english_item(s->l, s->at + ahead); }
static bool is_month(const item *it) { return item_is(it, WORD_N_MONTH) || item_is(it, WORD_MONTH_NAME); }
static bool is_day(const item *it) {
  bool number = item_is(it, WORD_NUMBER) && it->digits && it->digits <= 2;
  return (number || item_is(it, WORD_ORDINAL)) && it->value >= 1 && it->value <= 31;
}
static bool is_year(const item *it) { return item_is(it, WORD_NUMBER) && it->digits == 4 && it->value >= FIRST_YEAR && it->value <= LAST_YEAR; }
static bool is_separator(const item *it) { return item_is(it, WORD_AND) || item_is(it, WORD_TO) || item_is(it, WORD_HYPHEN); }
static const item *before(const scan *s) { return s->at ? english_item(s->l, s->at - 1) : english_item(s->l, UINT32_MAX); }

/* ---- behind a month or season: the year ---- */

static void read_year_behind(scan *s) {
  parts *x = &s->out->parts;
  uint32_t skip = item_is(peek(s, 0), WORD_COMMA) || item_is(peek(s, 0), WORD_OF) ? 1 : 0;
  const item *it = peek(s, skip);
  if (is_year(it)) {
    x->year = it->value;
    s->at += skip + 1;
  } else if (item_is(it, WORD_SHIFT) && item_is(peek(s, skip + 1), WORD_YEARS)) { /* January last year */
    x->has_year_offset = true;
    x->year_offset = it->value;
    s->at += skip + 2;
  } else if (item_is(it, WORD_SHIFT_TOLD) && item_is(peek(s, skip + 1), WORD_YEARS)) { /* November of that year */
    x->has_year_offset = x->year_from_last = true;
    x->year_offset = it->value;
    s->at += skip + 2;
  }
}

/* ---- days ---- */

/* 4 February, 4th of February, 4 and 5 February, 4-6 February */
static bool read_day_month(scan *s) {
  uint32_t n = 1;
  const item *first = peek(s, 0), *day = first;
  if (!is_day(first)) return false;
  if (is_separator(peek(s, 1)) && is_day(peek(s, 2))) day = peek(s, 2), n = 3;
  if (item_is(peek(s, n), WORD_OF)) n++;
  if (!is_month(peek(s, n))) return false;
  parts *x = &s->out->parts;
  x->month = peek(s, n)->value;
  x->day = day->value;
  if (day != first) x->range = true, x->day_first = first->value;
  s->at += n + 1;
  read_year_behind(s);
  return true;
}

/* February 4, Feb. 4 to 6, February 4th, February 4, 2022 */
static bool read_month_day(scan *s) {
  if (!is_month(peek(s, 0)) || !is_day(peek(s, 1))) return false;
  parts *x = &s->out->parts;
  x->month = peek(s, 0)->value;
  x->day = peek(s, 1)->value;
  s->at += 2;
  if (is_separator(peek(s, 0)) && is_day(peek(s, 1)) && !is_month(peek(s, 2)) && peek(s, 1)->value > x->day) {
    x->range = true;
    x->day_first = x->day;
    x->day = peek(s, 1)->value;
    s->at += 2;
  }
  read_year_behind(s);
  return true;
}

/* Whether the word leads to a date. */
static bool is_led(const item *left) {
  static const word_class leading[] = {WORD_AT, WORD_SINCE, WORD_UNTIL, WORD_FROM, WORD_OF,    WORD_PART,   WORD_TO,
                                       WORD_AND, WORD_LATER, WORD_EARLIER, WORD_HYPHEN, WORD_BETWEEN};
  for (size_t i = 0; i < COUNT_OF(leading); i++)
    if (item_is(left, leading[i])) return true;
  return false;
}

/* May and March are also other words: alone they count behind a preposition. */
static bool is_month_alone(const scan *s) {
  const item *it = peek(s, 0), *left = before(s), *next = peek(s, 1);
  if (item_is(it, WORD_N_MONTH)) return true;
  if (!item_is(it, WORD_MONTH_NAME)) return false;
  return is_led(left) || is_year(next) || (item_is(next, WORD_SHIFT) && item_is(peek(s, 2), WORD_YEARS));
}

static bool read_month(scan *s) {
  if (!is_month_alone(s)) return false;
  s->out->parts.month = peek(s, 0)->value;
  s->at++;
  read_year_behind(s);
  return true;
}

/* 2022-02-04 */
static bool read_iso(scan *s) {
  if (!is_year(peek(s, 0)) || !item_is(peek(s, 1), WORD_HYPHEN) || !item_is(peek(s, 2), WORD_NUMBER) || !item_is(peek(s, 3), WORD_HYPHEN) || !item_is(peek(s, 4), WORD_NUMBER)) return false;
  date d = {peek(s, 0)->value, peek(s, 2)->value, peek(s, 4)->value};
  if (!date_is_valid(d) || !d.day) return false;
  s->out->parts = (parts){.year = d.year, .month = d.month, .day = d.day};
  s->at += 5;
  return true;
}

/* "on the 4th" at the end of a phrase */
static bool read_ordinal(scan *s) {
  const item *it = peek(s, 0), *next = peek(s, 1);
  const item *lead = s->at > 1 ? english_item(s->l, s->at - 2) : before(s);
  bool led = s->at > 1 && (item_is(lead, WORD_AT) || item_is(lead, WORD_SINCE) || item_is(lead, WORD_UNTIL) || item_is(lead, WORD_FROM) || item_is(lead, WORD_OF) || item_is(lead, WORD_TO));
  bool alone = next->class != WORD_STOP || next->value != 1;
  if (!item_is(it, WORD_ORDINAL) || it->value < 1 || it->value > 31 || !led || !alone) return false;
  s->out->parts.day = it->value;
  s->at++;
  return true;
}

/* ---- years and seasons ---- */

/* 2000 troops, more than 2000: an amount */
static bool is_counted(const scan *s) {
  const item *left = before(s), *next = peek(s, 1);
  if (next->class == WORD_UNIT || next->class == WORD_SCALE || item_is(left, WORD_ABOUT) || item_is(left, WORD_MORE)) return true;
  return s->at + 1 < s->l->items.count && word_longest(s->r->tables, s->l->text, next->begin, s->l->text.len - next->begin, LEXICON_UNIT);
}

/* Between words a number like a year is one: the 2015 accord. */
static bool is_year_alone(const scan *s) {
  const item *it = peek(s, 0), *left = before(s), *next = peek(s, 1);
  bool likely = it->value >= LIKELY_FROM && it->value <= LIKELY_TO;
  bool word_left = item_is(left, WORD_THE) || (left->class == WORD_STOP && left->value == 1);
  return likely && s->at && word_left && next->class == WORD_STOP;
}

/* in 2014, the 2015 accord; 2000 alone may be an amount */
static bool read_year(scan *s) {
  const item *it = peek(s, 0);
  if (item_is(it, WORD_DECADE) && it->digits == 4) { /* the 1990s */
    s->out->vague = true;
    s->at++;
    return true;
  }
  if (!is_year(it) || is_counted(s) || !(is_led(before(s)) || is_year_alone(s))) return false;
  s->out->parts.year = it->value;
  s->at++;
  return true;
}

static bool read_season(scan *s) {
  const item *left = before(s);
  if (!item_is(peek(s, 0), WORD_SEASON)) return false;
  bool led = item_is(left, WORD_AT) || item_is(left, WORD_OF) || item_is(left, WORD_PART) || item_is(left, WORD_SINCE) || item_is(left, WORD_UNTIL) || (s->at > 1 && item_is(english_item(s->l, s->at - 2), WORD_AT)) || is_year(peek(s, 1));
  bool of_what = item_is(peek(s, 1), WORD_OF) && !is_year(peek(s, 2)) && !item_is(peek(s, 2), WORD_SHIFT); /* the fall of the city */
  if (!led || of_what) return false;
  s->out->parts.has_season = true;
  s->out->parts.season = peek(s, 0)->value;
  s->at++;
  read_year_behind(s);
  return true;
}

/* ---- against the day of publication ---- */

static void fix(scan *s, date d) {
  s->out->fixed = d;
  s->out->is_fixed = true;
}

/* last Friday, next Tuesday, this Thursday */
static void shift_weekday(scan *s, int shift, int weekday) {
  date p = s->r->published;
  if (!p.year) return fix(s, (date){0});
  int now = date_weekday(p), days = (weekday - now + 7) % 7;
  if (shift < 0) days = days ? days - 7 : -7;
  if (shift > 0 && !days) days = 7;
  fix(s, date_of_number(date_number(p) + days));
}

static void shift_weekend(scan *s, int shift) {
  date p = s->r->published;
  if (!p.year) return fix(s, (date){0});
  date d = date_of_number(date_number(p) + 7 * shift - (shift > 0 ? 0 : (date_weekday(p) + 1) % 7));
  fix(s, (date){d.year, d.month, 0});
}

/* last January, next March: before or after the day of publication */
static void shift_month(scan *s, int shift, int month) {
  date p = s->r->published;
  if (!p.year) return fix(s, (date){0});
  int year = p.year;
  if (shift < 0 && month >= p.month) year--;
  if (shift > 0 && month <= p.month) year++;
  fix(s, (date){year, month, 0});
}

/* last summer, this spring, next winter: the year that it begins in */
static void shift_season(scan *s, int shift, int season) {
  enum { LENGTH = 3 }; /* months */
  date p = s->r->published;
  int year = p.year;
  if (shift < 0 && p.month < season + LENGTH) year--;
  if (shift > 0 && p.month >= season) year++;
  fix(s, p.year ? (date){year, 0, 0} : (date){0});
}

static bool shift_unit(parts *x, word_class unit, int shift, bool told) {
  switch (unit) {
  case WORD_YEARS: x->has_year_offset = true; x->year_offset = shift; x->year_from_last = told; return true;
  case WORD_MONTHS: x->has_month_offset = true; x->month_offset = shift; x->month_from_last = told; return true;
  case WORD_WEEKS: x->has_week = true; x->week = shift; return !told;
  case WORD_DAYS: x->has_day_offset = true; x->day_offset = shift; x->day_from_last = told; return told;
  case WORD_PART_DAY: x->has_day_offset = true; x->day_offset = told ? shift : shift < 0 ? -1 : shift; x->day_from_last = told; return true;
  default: return false;
  }
}

static bool read_shift(scan *s) {
  const item *it = peek(s, 0), *unit = peek(s, 1);
  bool told = item_is(it, WORD_SHIFT_TOLD);
  if (!told && !item_is(it, WORD_SHIFT)) return false;
  uint32_t n = 2;
  if (!told && it->value > 0 && item_is(unit, WORD_DAYS)) told = true; /* the next day */
  if (item_is(unit, WORD_WEEKDAY) && !told) shift_weekday(s, it->value, unit->value);
  else if (item_is(unit, WORD_WEEKEND) && !told) shift_weekend(s, it->value);
  else if (is_month(unit) && !told && is_day(peek(s, 2))) return false;
  else if (is_month(unit) && !told) shift_month(s, it->value, unit->value);
  else if (item_is(unit, WORD_SEASON) && !told) shift_season(s, it->value, unit->value);
  else if (!unit->blocked && shift_unit(&s->out->parts, unit->class, it->value, told)) s->out->parts.same = told;
  else return false;
  s->at += n;
  return true;
}

static bool read_weekday(scan *s) {
  if (!item_is(peek(s, 0), WORD_WEEKDAY)) return false;
  int weekday = peek(s, 0)->value;
  s->at++;
  if (item_is(peek(s, 0), WORD_PART_DAY)) s->at++;
  scan date_behind = *s;
  if (item_is(peek(&date_behind, 0), WORD_COMMA)) date_behind.at++;
  if (read_day_month(&date_behind) || read_month_day(&date_behind)) {
    s->at = date_behind.at;
    return true;
  }
  uint32_t of = item_is(peek(s, 0), WORD_OF) ? 1 : 0;
  if (item_is(peek(s, of), WORD_SHIFT) && item_is(peek(s, of + 1), WORD_WEEKS)) { /* Friday last week */
    s->out->parts.has_week = true;
    s->out->parts.week = peek(s, of)->value;
    s->at += of + 2;
  }
  s->out->parts.has_weekday = true;
  s->out->parts.weekday = weekday;
  return true;
}

static bool read_relative(scan *s) {
  if (item_is(peek(s, 0), WORD_DAY)) {
    s->out->parts.has_day_offset = true;
    s->out->parts.day_offset = peek(s, 0)->value;
    s->at++;
    return true;
  }
  const item *left = before(s), *second = s->at > 1 ? english_item(s->l, s->at - 2) : left;
  if (item_is(peek(s, 0), WORD_WEEKEND) && s->at && (item_is(second, WORD_AT) || item_is(second, WORD_MORE) || item_is(left, WORD_AT))) {
    shift_weekend(s, 0);
    s->at++;
    return true;
  }
  return false;
}

/* overnight: the night before the day of publication, told as its end; beside a date it is part of that */
static bool read_overnight(scan *s) {
  const item *it = peek(s, 0), *left = before(s);
  bool beside = item_is(left, WORD_WEEKDAY) || item_is(peek(s, 1), WORD_WEEKDAY) || item_is(peek(s, 2), WORD_WEEKDAY);
  if (!item_is(it, WORD_PART_DAY) || it->value != OVERNIGHT || beside) return false;
  s->out->parts.has_day_offset = true;
  s->at++;
  return true;
}

/* ---- all of them ---- */

static bool read_plain(scan *s) {
  return read_iso(s) || read_day_month(s) || read_month_day(s) || read_weekday(s) || read_shift(s) || read_relative(s) || read_overnight(s) || read_season(s) ||
         read_month(s) || read_ordinal(s) || read_year(s);
}

/* early March, late on Thursday, the end of 2020, mid-April */
static bool read_part(scan *s) {
  if (!item_is(peek(s, 0), WORD_PART)) return false;
  scan inner = *s;
  inner.at++;
  while (item_is(peek(&inner, 0), WORD_OF) || item_is(peek(&inner, 0), WORD_AT) || item_is(peek(&inner, 0), WORD_HYPHEN) || item_is(peek(&inner, 0), WORD_THE)) inner.at++;
  if (!read_plain(&inner)) return false;
  s->at = inner.at;
  return true;
}

/* the morning of 4 March */
static bool read_part_day(scan *s) {
  if (!item_is(peek(s, 0), WORD_PART_DAY) || !item_is(peek(s, 1), WORD_OF)) return false;
  scan inner = *s;
  inner.at += 2;
  if (!read_plain(&inner)) return false;
  s->at = inner.at;
  return true;
}

uint32_t english_date_read(const reader *r, const line *l, uint32_t i, english_date *out) {
  *out = (english_date){0};
  scan s = {r, l, i, out};
  if (!read_part(&s) && !read_part_day(&s) && !read_plain(&s)) return 0;
  if (item_is(peek(&s, 0), WORD_PART_DAY)) s.at++;
  return s.at - i;
}
