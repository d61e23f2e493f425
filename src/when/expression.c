/* expression.c - the grammar of dates.
 *
 *   date   ::= [year [の]] [month [の]] [day] | week [の] [weekday] | weekday        at least one of them
 *   year   ::= era n 年 | n 年 | 昨年 | 同年          + season, 末, 前半
 *   month  ::= n 月 | 先月 | 同月                     + 上旬, 末
 *   day    ::= n 日 | n、n 日 | きょう | 同日 | 翌 n 日  + weekday, 午前 n 時 n 分
 *   span   ::= n (年間 | か月 | 日間 | …) [余り] [前 | 後 | ぶり]
 *   tail   ::= から [date まで] | 以降 | まで | までに
 *
 * One pass over the items of a line; each production takes items that stand side by side. */
#include "when/when_parts.h"

typedef struct {
  const line *l;
  uint32_t start, at, end; /* first item, next item, byte where the expression ends so far */
} cursor;

static const item *peek(const cursor *c) {
  const item *it = line_item(c->l, c->at);
  return it && (c->at == c->start || it->begin == c->end) && !it->blocked ? it : NULL;
}

static bool peek_is(const cursor *c, word_class class) {
  const item *it = peek(c);
  return it && it->class == class;
}

static const item *take(cursor *c, word_class class) {
  const item *it = peek(c);
  if (!it || it->class != class) return NULL;
  c->at++;
  c->end = it->end;
  return it;
}

/* ---- years ---- */

/* 97年 is a year, 10年 mostly a span of time: what stands behind it decides. */
static bool is_short_year(const reader *r, const cursor *c, const item *n) {
  enum { SURELY = 80 };
  if (n->digits != 2) return false;
  if (n->value < 10) return true; /* 01年 */
  const item *next = peek(c);
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

static bool read_era(cursor *c, parts *x) {
  cursor save = *c;
  const item *era = take(c, WORD_ERA), *n;
  if (era && take(c, WORD_FIRST_YEAR)) {
    x->year = era_year(era->value, 1);
    return true;
  }
  if (era && (n = take(c, WORD_NUMBER)) && n->value > 0 && (take(c, WORD_N_YEAR) || take(c, WORD_PART_YEAR))) {
    x->year = era_year(era->value, n->value);
    return true;
  }
  *c = save;
  return false;
}

static bool read_number_year(const reader *r, cursor *c, parts *x) {
  enum { FIRST = 1000, LAST = 2999 };
  cursor save = *c;
  if (take(c, WORD_SAME) || take(c, WORD_NEXT)) {
  }
  const item *n = take(c, WORD_NUMBER);
  if (n && n->value >= 0 && (take(c, WORD_N_YEAR) || take(c, WORD_PART_YEAR))) {
    if (n->value >= FIRST && n->value <= LAST) x->year = n->value;
    else if (is_short_year(r, c, n)) x->year = era_two_digits(n->value, r->published);
    if (x->year) return true;
  }
  *c = save;
  return false;
}

static bool read_year(const reader *r, cursor *c, parts *x) {
  const item *it;
  if (read_era(c, x) || read_number_year(r, c, x)) return true;
  if ((it = take(c, WORD_YEAR))) {
    x->has_year_offset = true;
    x->year_offset = it->value;
    return true;
  }
  if ((it = take(c, WORD_SAME_YEAR))) {
    x->has_year_offset = x->year_from_last = x->same = true;
    x->year_offset = it->value;
    return true;
  }
  return false;
}

static bool read_part_of_year(cursor *c, parts *x) {
  const item *it;
  if ((it = take(c, WORD_SEASON)) || (it = take(c, WORD_PART_YEAR))) {
    x->has_season = true;
    x->season = it->value;
    take(c, WORD_PART);
    return true;
  }
  return take(c, WORD_PART) != NULL;
}

/* ---- months ---- */

static bool read_month(cursor *c, parts *x) {
  cursor save = *c;
  const item *it;
  if ((it = take(c, WORD_MONTH))) {
    x->has_month_offset = true;
    x->month_offset = it->value;
    return true;
  }
  if ((it = take(c, WORD_SAME_MONTH))) {
    x->has_month_offset = x->month_from_last = x->same = true;
    x->month_offset = it->value;
    return true;
  }
  bool from_last = take(c, WORD_SAME) || take(c, WORD_NEXT);
  it = take(c, WORD_NUMBER);
  if (it && it->value >= 1 && it->value <= 12 && (take(c, WORD_N_MONTH) || take(c, WORD_PART_MONTH))) {
    x->month = it->value;
    x->same |= from_last;
    return true;
  }
  *c = save;
  return false;
}

/* ---- days ---- */

static void read_clock(cursor *c) {
  cursor save = *c;
  take(c, WORD_OF);
  if (take(c, WORD_PART_DAY)) {
    take(c, WORD_PART);
    save = *c;
  } else {
    *c = save;
  }
  if (take(c, WORD_NUMBER) && take(c, WORD_N_HOUR)) {
    save = *c;
    if (take(c, WORD_HALF) || (take(c, WORD_NUMBER) && take(c, WORD_N_MINUTE))) save = *c;
  }
  *c = save;
  take(c, WORD_ABOUT);
}

static bool is_day(const item *n) { return n && n->value >= 1 && n->value <= 31; }

/* 10日, 翌12日, 同21日, 12、13日, 10~12日 */
static bool read_number_day(cursor *c, parts *x) {
  cursor save = *c;
  if (take(c, WORD_SAME)) x->day_same = true;
  else if (take(c, WORD_NEXT)) x->day_next = true;
  const item *n = take(c, WORD_NUMBER), *to = NULL;
  if (is_day(n) && !peek_is(c, WORD_N_DAY) && (take(c, WORD_AND) || take(c, WORD_TO) || take(c, WORD_AT))) {
    to = take(c, WORD_NUMBER);
    if (!is_day(to) || to->value <= n->value) n = NULL;
  }
  if (is_day(n) && take(c, WORD_N_DAY) && !peek_is(c, WORD_SPAN) && !peek_is(c, WORD_MORE) && !peek_is(c, WORD_AGO) &&
      !peek_is(c, WORD_LATER)) {
    const item *next = peek(c);
    bool rate = n->value == 1 && next && next->class == WORD_NUMBER; /* 1日3回 */
    if (!rate) {
      x->day = to ? to->value : n->value;
      x->day_first = to ? n->value : 0;
      x->same |= x->day_same || x->day_next;
      return true;
    }
  }
  *c = save;
  x->day_same = x->day_next = false;
  return false;
}

static bool read_day(cursor *c, parts *x) {
  const item *it;
  if ((it = take(c, WORD_DAY))) {
    x->has_day_offset = true;
    x->day_offset = it->value;
  } else if ((it = take(c, WORD_SAME_DAY))) {
    x->has_day_offset = x->day_from_last = x->same = true;
    x->day_offset = it->value;
  } else if (!read_number_day(c, x)) {
    return false;
  }
  take(c, WORD_WEEKDAY);
  read_clock(c);
  return true;
}

static bool read_week(cursor *c, parts *x) {
  const item *it = take(c, WORD_WEEK);
  if (it) {
    x->has_week = true;
    x->week = it->value;
  }
  cursor save = *c;
  if (it) take(c, WORD_OF);
  const item *day = take(c, WORD_WEEKDAY);
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
    if (!(production) && (take((c), WORD_OF) == NULL || !(production))) *(c) = before_of;                              \
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
    if (!day) AFTER_OF(c, take(c, WORD_PART) || take(c, WORD_PART_MONTH));
  }
  if (year || month) {
    if (!day) take(c, WORD_ABOUT);
    return true;
  }
  if (read_day(c, x) || read_week(c, x)) return true;
  const item *it;
  if ((it = take(c, WORD_PART_YEAR))) {
    x->has_season = true;
    x->season = it->value;
    return true;
  }
  if (take(c, WORD_PART_MONTH)) {
    x->has_month_offset = true;
    return true;
  }
  return false;
}

/* A season or 中旬 alone: only where a particle shows that it is a time. */
static bool read_lone_part(cursor *c, parts *x) {
  *x = (parts){0};
  const item *it = take(c, WORD_SEASON);
  if (!it) return false;
  take(c, WORD_ABOUT);
  x->has_season = true;
  x->season = it->value;
  return peek_is(c, WORD_AT) || peek_is(c, WORD_FROM) || peek_is(c, WORD_UNTIL) || peek_is(c, WORD_SINCE);
}

/* ---- spans of time ---- */

static word_class span_class(const cursor *c) {
  const item *it = peek(c);
  if (!it) return WORD_STOP;
  switch (it->class) {
  case WORD_N_YEAR: return WORD_YEARS;
  case WORD_N_DAY: return WORD_DAYS;
  case WORD_YEARS:
  case WORD_MONTHS:
  case WORD_WEEKS:
  case WORD_DAYS:
  case WORD_HOURS: return it->class;
  default: return WORD_STOP;
  }
}

static date before(const reader *r, word_class unit, int n, bool half) {
  date p = r->published;
  if (!p.year || n < 0) return (date){0};
  date d;
  switch (unit) {
  case WORD_YEARS: return (date){date_add_months(p, -(n * 12 + (half ? 6 : 0))).year, 0, 0};
  case WORD_MONTHS: return date_add_months(p, -n);
  case WORD_WEEKS: d = date_of_number(date_number(p) - 7 * n); return (date){d.year, d.month, 0};
  case WORD_DAYS: return date_of_number(date_number(p) - n);
  default: return (date){0};
  }
}

/* ---- output ---- */

static void remember(reader *r, const line *l, const parts *x, date d, uint32_t end_item) {
  if (!d.year) return;
  uint32_t sentence = r->layout->segments.at[l->segment].sentence;
  uint32_t paragraph = r->layout->sentences.at[sentence].paragraph;
  bool year = x->year || x->has_year_offset;
  bool hangs =
      r->last_has_year && r->last.year == d.year && (sentence == r->last_sentence || paragraph == r->last_paragraph);
  r->last_has_year = year || hangs;
  r->last = d;
  r->last_season = x->season;
  if (d.day) r->last_day = d;
  r->last_sentence = sentence;
  r->last_paragraph = paragraph;
  r->last_item = end_item;
}

static void add(reader *r, const cursor *c, when_kind kind, date d) {
  const line *l = c->l;
  uint32_t begin = l->items.at[c->start].begin;
  when w = {.kind = kind, .segment = l->segment, .span = line_span(l, r->tokens, begin, c->end)};
  w.token = l->token_at[begin];
  w.end_token = l->token_at[c->end - 1] + 1;
  w.bunsetsu = w.end_token <= r->parse->of_token.count ? r->parse->of_token.at[w.end_token - 1] : NONE;
  date_write(d, w.date);
  if (w.date[0] && r->published.year) {
    date p = r->published;
    w.days = date_number(d) - date_number(p);
    w.future = d.day     ? w.days > 0
               : d.month ? d.year > p.year || (d.year == p.year && d.month > p.month)
                         : d.year > p.year;
  }
  LIST_PUSH(r->arena, &r->out->whens, w);
}

static uint32_t read_span(reader *r, const line *l, uint32_t i) {
  cursor c = {l, i, i, 0};
  const item *n = take(&c, WORD_NUMBER);
  word_class unit = n ? span_class(&c) : WORD_STOP;
  if (unit == WORD_STOP) return 0;
  take(&c, peek(&c)->class);
  bool half = take(&c, WORD_HALF) != NULL;
  while (take(&c, WORD_MORE) || take(&c, WORD_ABOUT)) continue;
  if (take(&c, WORD_AGO)) {
    take(&c, WORD_PART);
    date d = before(r, unit, n->value, half);
    bool since = take(&c, WORD_FROM) || take(&c, WORD_SINCE), until = !since && take(&c, WORD_UNTIL);
    add(r, &c, !d.year ? WHEN_DURATION : since ? WHEN_SINCE : until ? WHEN_UNTIL : WHEN_POINT, d);
    return c.at - i;
  }
  while (take(&c, WORD_SPAN) || take(&c, WORD_LATER)) continue;
  add(r, &c, WHEN_DURATION, (date){0});
  return c.at - i;
}

/* What both ends share, or the end. */
static date shared(date from, date to) {
  if (!from.year || from.year != to.year) return to;
  if (from.month != to.month || !from.month) return (date){to.year, 0, 0};
  return from.day == to.day ? to : (date){to.year, to.month, 0};
}

/* The other end of a range: から14日まで, ~14日. */
static bool read_end(reader *r, cursor *c, date from, date *to) {
  cursor next = *c;
  take(&next, WORD_AT);
  parts x;
  if (!read_date(r, &next, &x)) return false;
  clause_time time = clause_time_of(r, c->l->token_at[next.end - 1] + 1);
  x.joined = true;
  date d = parts_resolve(r, c->l, &x, time);
  if (x.day && !x.month && !x.has_month_offset && !x.year && from.month) {
    date month = {from.year, from.month, 0};
    if (x.day < from.day) month = date_add_months(month, 1);
    d = (date){month.year, month.month, x.day};
  }
  if (!d.year || !date_is_valid(d)) return false;
  cursor mark = next;
  if (!take(&next, WORD_UNTIL)) next = mark;
  *c = mark;
  c->at = next.at;
  remember(r, c->l, &x, d, c->at);
  *to = d;
  return true;
}

static void settle(reader *r, cursor *c, const parts *x) {
  const line *l = c->l;
  uint32_t end_token = l->token_at[c->end - 1] + 1;
  bool until = peek_is(c, WORD_UNTIL);
  clause_time time = clause_time_of(r, end_token);
  if (until && time == CLAUSE_UNKNOWN) time = CLAUSE_FUTURE;
  date d = parts_resolve(r, l, x, time);
  if (!date_is_valid(d)) d = (date){0};
  remember(r, l, x, d, c->at);
  if (x->day_first && d.day) {
    date to = {d.year, d.month, 0};
    add(r, c, WHEN_RANGE, to);
    return;
  }
  date to;
  cursor after = *c;
  if (take(&after, WORD_FROM) || take(&after, WORD_TO)) {
    if (read_end(r, &after, d, &to)) {
      *c = after;
      add(r, c, WHEN_RANGE, shared(d, to));
      return;
    }
  }
  if (take(c, WORD_FROM) || take(c, WORD_SINCE)) add(r, c, WHEN_SINCE, d);
  else if (take(c, WORD_UNTIL)) add(r, c, WHEN_UNTIL, d);
  else add(r, c, x->same ? WHEN_SAME : WHEN_POINT, d);
}

/* Whether the date at item i is joined to the one before it: 10日と11日. */
static bool is_joined(const reader *r, const line *l, uint32_t i) {
  if (r->last_sentence != r->layout->segments.at[l->segment].sentence || i != r->last_item + 1) return false;
  word_class between = l->items.at[i - 1].class;
  return between == WORD_AND || between == WORD_AT || between == WORD_TO;
}

uint32_t expression_read(reader *r, const line *l, uint32_t i) {
  const item *first = &l->items.at[i];
  if (first->blocked || first->class == WORD_UNIT || first->class >= WORD_OF) return 0;
  cursor c = {l, i, i, 0};
  parts x;
  bool found = read_date(r, &c, &x);
  if (!found) {
    c = (cursor){l, i, i, 0};
    found = read_lone_part(&c, &x);
  }
  if (!found) return first->class == WORD_NUMBER ? read_span(r, l, i) : 0;
  x.joined = i > 0 && is_joined(r, l, i);
  settle(r, &c, &x);
  return c.at - i;
}
