/* when_resolve.c - which day is meant: what the words leave out is taken from the date named last or from the day of
 * publication.
 *
 *   2014年3月に…、5月に      5月 = 2014-05     the sentence goes on in the year that it named
 *   4日                     the last 4th that is not after the publication; the next one in a clause of plans
 *   同月21日, 翌日            against the date named last */
#include "when/when_parts.h"

static bool in_sentence_of_last(const reader *r, const line *l) {
  return r->last.year && r->last_sentence == r->layout->segments.at[l->segment].sentence;
}

static bool in_paragraph_of_last(const reader *r, const line *l) {
  uint32_t sentence = r->layout->segments.at[l->segment].sentence;
  return r->last.year && r->last_paragraph == r->layout->sentences.at[sentence].paragraph;
}

static int compare(date a, date b) {
  if (a.year != b.year) return a.year < b.year ? -1 : 1;
  if (a.month != b.month) return a.month < b.month ? -1 : 1;
  return a.day == b.day ? 0 : a.day < b.day ? -1 : 1;
}

/* The year that the text is telling about, when it is an earlier one: 2014年3月に…、5月に. 0: none. */
static int told_year(const reader *r, const line *l, int month) {
  if (!r->last_has_year || !r->last.year) return 0;
  bool same = in_sentence_of_last(r, l);
  if (!same && r->tables->language == LANGUAGE_EN) return 0;
  if (!same && !(in_paragraph_of_last(r, l) && r->last.year + 1 < r->published.year)) return 0;
  if (r->published.year && r->last.year >= r->published.year)
    return r->published.year == r->last.year ? 0 : r->last.year;
  int from = r->last.month ? r->last.month : r->last_season;
  int year = from && month < from ? r->last.year + 1 : r->last.year;
  bool to_come = year == r->published.year && month > r->published.month;
  return to_come ? year - 1 : year;
}

/* Year of a month (and day) that stands alone. */
static int year_of_month(const reader *r, const line *l, date d, clause_time time) {
  int told = told_year(r, l, d.month);
  date p = r->published;
  if (told && time != CLAUSE_FUTURE) return told;
  if (!p.year) return told;
  date here = {p.year, d.month, d.day}, today = {p.year, p.month, d.day ? p.day : 0};
  int order = compare(here, today);
  enum { JUST = 60 }; /* days: who means next year's says so */
  bool just = r->tables->language == LANGUAGE_EN && d.day && date_is_valid(here) && date_number(p) - date_number(here) < JUST;
  if (time == CLAUSE_FUTURE) return order < 0 && d.month != p.month && !just ? p.year + 1 : p.year;
  if (order <= 0) return p.year;
  /* 3月の会合 in February is to come, 12月 in January is over. */
  enum { SOON = 5 };
  bool soon = d.month - p.month <= SOON;
  return time == CLAUSE_UNKNOWN && soon ? p.year : p.year - 1;
}

static date with_day(date month, int day) {
  date d = {month.year, month.month, day};
  while (d.year && !date_is_valid(d) && day <= 31) {
    date before = date_add_months(d, -1);
    d = (date){before.year, before.month, day};
  }
  return d;
}

/* A day that stands alone counts from the publication, unless a full date of another time was named in the sentence. */
static date day_alone(const reader *r, const line *l, int day, clause_time time, bool joined) {
  date p = r->published, last = r->last;
  if (last.month && joined && day > last.day) return with_day((date){last.year, last.month, 0}, day);
  int apart = p.year && last.year ? (last.year - p.year) * 12 + last.month - p.month : 0;
  bool told = last.day && r->last_has_year && (!p.year || apart < -1 || apart > 0);
  if (told && (in_sentence_of_last(r, l) || (in_paragraph_of_last(r, l) && apart < -1))) {
    bool next_month = last.day > day + 15;
    if (day > last.day || next_month) return with_day(next_month ? date_add_months(last, 1) : (date){last.year, last.month, 0}, day);
  }
  if (!p.year) return (date){0};
  date month = {p.year, p.month, 0};
  if (time == CLAUSE_FUTURE) {
    if (day < p.day) month = date_add_months(p, 1);
    date d = {month.year, month.month, day};
    return date_is_valid(d) ? d : (date){0};
  }
  if (day > p.day) month = date_add_months(p, -1);
  return with_day(month, day);
}

/* 同21日: in the month named last. */
static date day_of_same(const reader *r, int day) {
  return r->last_month.year ? with_day(r->last_month, day) : (date){0};
}

/* 翌5日: the next such day after the one named last. */
static date day_after_last(const reader *r, int day) {
  date last = r->last_day, month = {last.year, last.month, 0};
  return with_day(day <= last.day ? date_add_months(month, 1) : month, day);
}

static date weekday_alone(const reader *r, const parts *x, clause_time time) {
  if (!r->published.year) return (date){0};
  int32_t today = date_number(r->published);
  int now = date_weekday(r->published), day;
  if (x->has_week) day = 7 * x->week + x->weekday - now;
  else if (time == CLAUSE_FUTURE) day = (x->weekday - now + 7) % 7;
  else day = -((now - x->weekday + 7) % 7);
  return date_of_number(today + day);
}

static date relative_day(const reader *r, const line *l, const parts *x) {
  date last = !in_sentence_of_last(r, l) && r->told_day.year ? r->told_day : r->last_day;
  date from = x->day_from_last && last.year ? last : r->published;
  if (x->day_from_last && !x->day_offset && !r->last_day.year) return (date){0};
  return from.year ? date_of_number(date_number(from) + x->day_offset) : (date){0};
}

static date relative_month(const reader *r, const parts *x) {
  date from = x->month_from_last ? r->last_month : r->published;
  return from.year ? date_add_months(from, x->month_offset) : (date){0};
}

static int relative_year(const reader *r, const parts *x) {
  int from = x->year_from_last && r->last.year ? r->last.year : r->published.year;
  return from ? from + x->year_offset : 0;
}

static date season_alone(const reader *r, const line *l, const parts *x, clause_time time) {
  date d = {0};
  if (in_sentence_of_last(r, l) && r->last_has_year) d.year = r->last.year;
  else if (r->published.year) d.year = r->published.year;
  if (d.year != r->published.year || !x->season) return d;
  if (time == CLAUSE_FUTURE) d.year += r->published.month > x->season;
  else if (time == CLAUSE_PAST) d.year -= r->published.month < x->season;
  return d;
}

date parts_resolve(const reader *r, const line *l, const parts *x, clause_time time) {
  date d = {0};
  if (x->has_weekday && !x->month && !x->day) return weekday_alone(r, x, time);
  if (x->has_week) {
    if (!r->published.year) return d;
    d = date_of_number(date_number(r->published) + 7 * x->week);
    return (date){d.year, d.month, 0};
  }
  if (x->has_day_offset) return relative_day(r, l, x);
  if (x->year) d.year = x->year;
  else if (x->has_year_offset) d.year = relative_year(r, x);
  if (x->has_month_offset) {
    date m = relative_month(r, x);
    d.month = m.month;
    if (!d.year) d.year = m.year;
    if (!m.year) return (date){0};
    return x->day ? (date){m.year, m.month, x->day} : d;
  }
  bool has_year = x->year || x->has_year_offset;
  if (x->month) {
    d.month = x->month;
    d.day = x->day;
    if (!has_year) d.year = year_of_month(r, l, d, time);
    return d.year ? d : (date){0};
  }
  if (x->day) {
    bool follows = r->last_day.year && (x->day == r->last_day.day + 1 || x->day == 1);
    if (x->day_same && r->last_month.year) return day_of_same(r, x->day);
    if (x->day_next && follows) return day_after_last(r, x->day);
    return day_alone(r, l, x->day, time, x->joined);
  }
  if (!has_year && x->has_season) return season_alone(r, l, x, time);
  return d;
}
