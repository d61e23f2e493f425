/* expression.c - date expressions: a date with what stands around it, and spans of time.
 *
 *   span   ::= n (年間 | か月 | 日間 | …) [余り] [前 | 後 | ぶり]
 *   tail   ::= から [date まで] | 以降 | まで | までに
 *
 * One pass over the items of a line; date_parts.c reads the date itself, when_resolve.c says which day is meant. */
#include "when/when_parts.h"

/* ---- spans of time ---- */

static word_class span_class(const cursor *c) {
  const item *it = cursor_peek(c);
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

/* The time n units before p. */
static date before(date p, word_class unit, int n, bool half) {
  if (!p.year) return (date){0};
  date d;
  switch (unit) {
  case WORD_YEARS: return (date){date_add_months(p, -(n * 12 + (half ? 6 : 0))).year, 0, 0};
  case WORD_MONTHS: return date_add_months(p, -n);
  case WORD_WEEKS: d = date_of_number(date_number(p) - 7 * n); return (date){d.year, d.month, 0};
  case WORD_DAYS: return date_of_number(date_number(p) - n);
  default: return (date){0};
  }
}

static bool is_after_that(const reader *r, const cursor *c) { /* その2日後, 離脱の2日後 */
  uint32_t t = c->l->token_at[c->l->items.at[c->start].begin];
  if (!t) return false;
  view word = r->tokens->tokens.at[t - 1].surface;
  return view_equals(word, TEXT("その")) || view_equals(word, TEXT("の"));
}

/* 2日後: counts from the day told last, in a clause of plans from the day of publication. */
static date after(const reader *r, const cursor *c, word_class unit, int n, bool half) {
  uint32_t first = c->l->token_at[c->l->items.at[c->start].begin];
  bool plan = !is_after_that(r, c) && clause_time_of(r, first, c->l->token_at[c->end - 1] + 1) == CLAUSE_FUTURE;
  date from = plan ? r->published : r->told_day.year ? r->told_day : r->last_day;
  if (!from.year || (!plan && (unit == WORD_YEARS || unit == WORD_MONTHS) && !is_after_that(r, c))) return (date){0};
  return before(from, unit, -n, half);
}

/* ---- output ---- */

void when_remember(reader *r, const line *l, const parts *x, date d) {
  if (!d.year) return;
  uint32_t sentence = r->layout->segments.at[l->segment].sentence;
  uint32_t paragraph = r->layout->sentences.at[sentence].paragraph;
  bool year = x->year || x->has_year_offset;
  bool hangs =
      r->last_has_year && r->last.year == d.year && (sentence == r->last_sentence || paragraph == r->last_paragraph);
  r->last_has_year = year || hangs;
  r->last = d;
  r->last_season = x->season;
  if (d.month) r->last_month = (date){d.year, d.month, 0};
  if (d.day) r->last_day = d;
  r->last_sentence = sentence;
  r->last_paragraph = paragraph;
}

static void remember(reader *r, const line *l, const parts *x, date d, uint32_t end_item) {
  if (!d.year) return;
  when_remember(r, l, x, d);
  if (d.day && !in_relative(r, l->token_at[l->items.at[end_item - 1].begin])) r->told_day = d;
  r->last_item = end_item;
}

/* Adds w with its date, as it stands to the day of publication. */
void when_add(reader *r, const line *l, when w, date d) {
  w.segment = l->segment;
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

static void add(reader *r, const cursor *c, when_kind kind, date d) {
  const line *l = c->l;
  uint32_t begin = l->items.at[c->start].begin;
  when w = {.kind = kind, .span = line_span(l, r->tokens, begin, c->end)};
  w.token = l->token_at[begin];
  w.end_token = l->token_at[c->end - 1] + 1;
  w.bunsetsu = w.end_token <= r->parse->of_token.count ? r->parse->of_token.at[w.end_token - 1] : NONE;
  when_add(r, l, w, d);
}

static uint32_t read_span(reader *r, const line *l, uint32_t i) {
  cursor c = {l, i, i, 0};
  const item *n = cursor_take(&c, WORD_NUMBER);
  word_class unit = n ? span_class(&c) : WORD_STOP;
  if (unit == WORD_STOP) return 0;
  cursor_take(&c, cursor_peek(&c)->class);
  bool half = cursor_take(&c, WORD_HALF) != NULL, more = false;
  while (cursor_is(&c, WORD_MORE) || cursor_is(&c, WORD_ABOUT)) {
    more |= cursor_is(&c, WORD_MORE); /* 30年以上前: nobody knows when */
    cursor_take(&c, cursor_peek(&c)->class);
  }
  if (cursor_take(&c, WORD_AGO)) {
    cursor_take(&c, WORD_PART);
    date from = is_after_that(r, &c) && r->last_day.year && unit == WORD_DAYS ? r->last_day : r->published;
    date d = more || n->value < 0 ? (date){0} : before(from, unit, n->value, half);
    bool since = cursor_take(&c, WORD_FROM) || cursor_take(&c, WORD_SINCE);
    bool until = !since && cursor_take(&c, WORD_UNTIL);
    add(r, &c, !d.year ? WHEN_DURATION : since ? WHEN_SINCE : until ? WHEN_UNTIL : WHEN_POINT, d);
    return c.at - i;
  }
  bool later = false;
  while ((cursor_is(&c, WORD_SPAN) && !cursor_peek(&c)->value && cursor_take(&c, WORD_SPAN)) || cursor_is(&c, WORD_LATER))
    if (cursor_take(&c, WORD_LATER)) later = true;
  date d = later && !more && n->value >= 0 ? after(r, &c, unit, n->value, half) : (date){0};
  add(r, &c, d.year ? WHEN_POINT : WHEN_DURATION, d);
  if (d.day) r->last_day = r->told_day = d;
  return c.at - i;
}

/* The month of both ends, or the end: two days side by side are the second (3日夜から4日未明). */
static date shared(date from, date to) {
  bool one_month = from.year == to.year && from.month == to.month && from.day && to.day;
  return one_month && to.day - from.day > 1 ? (date){to.year, to.month, 0} : to;
}

/* The other end of a range: から14日まで, ~14日. */
static bool read_end(reader *r, cursor *c, date from, date *to) {
  cursor next = *c;
  cursor_take(&next, WORD_AT);
  parts x;
  if (!parts_read(r, &next, &x)) return false;
  clause_time time = clause_time_of(r, c->l->token_at[c->l->items.at[c->start].begin], c->l->token_at[next.end - 1] + 1);
  x.joined = true;
  date d = parts_resolve(r, c->l, &x, time);
  if (x.day && !x.month && !x.has_month_offset && !x.year && from.month) {
    date month = {from.year, from.month, 0};
    if (x.day < from.day) month = date_add_months(month, 1);
    d = (date){month.year, month.month, x.day};
  }
  if (!d.year || !date_is_valid(d)) return false;
  cursor mark = next;
  if (!cursor_take(&next, WORD_UNTIL)) next = mark;
  *c = mark;
  c->at = next.at;
  remember(r, c->l, &x, d, c->at);
  *to = d;
  return true;
}

static void settle(reader *r, cursor *c, const parts *x) {
  const line *l = c->l;
  uint32_t end_token = l->token_at[c->end - 1] + 1;
  const item *until = cursor_peek(c);
  bool limit = until && until->class == WORD_UNTIL && until->value; /* までに */
  clause_time time = clause_time_of(r, l->token_at[l->items.at[c->start].begin], end_token);
  if (limit && time == CLAUSE_UNKNOWN) time = CLAUSE_FUTURE;
  date d = parts_resolve(r, l, x, time);
  if (!date_is_valid(d)) d = (date){0};
  remember(r, l, x, d, c->at);
  if (x->range && d.year) {
    date from = {d.year, x->month_first ? x->month_first : d.month, x->day_first};
    add(r, c, WHEN_RANGE, x->month_first && !d.day ? (date){d.year, 0, 0} : x->day_first ? shared(from, d) : d);
    return;
  }
  date to;
  cursor after = *c;
  if (cursor_take(&after, WORD_FROM) || cursor_take(&after, WORD_TO)) {
    if (read_end(r, &after, d, &to)) {
      *c = after;
      add(r, c, WHEN_RANGE, shared(d, to));
      return;
    }
  }
  bool clock = x->day_clock && d.day; /* 4日午後3時から会談した: not for days */
  if (cursor_take(c, WORD_FROM)) {
    add(r, c, clock ? WHEN_POINT : WHEN_SINCE, d);
    r->out->whens.at[r->out->whens.count - 1].begins = true;
  } else if (cursor_take(c, WORD_SINCE)) add(r, c, WHEN_SINCE, d);
  else if (cursor_take(c, WORD_UNTIL)) add(r, c, WHEN_UNTIL, d);
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
  if (!parts_read(r, &c, &x)) return first->class == WORD_NUMBER ? read_span(r, l, i) : 0;
  x.joined = i > 0 && is_joined(r, l, i);
  settle(r, &c, &x);
  return c.at - i;
}
