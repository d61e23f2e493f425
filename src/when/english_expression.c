/* english_expression.c - English dates with what stands around them, and spans of time.
 *
 *   span   ::= [about | more than] n unit [ago | earlier | later | before | after]        hours later, a day after
 *   around ::= (since | from | until | by | after | before) date | date to date | between date and date */
#include "when/when_parts.h"

static const item *left_of(const line *l, uint32_t i) { return i ? english_item(l, i - 1) : english_item(l, UINT32_MAX); }

static void add(reader *r, const line *l, uint32_t first, uint32_t end, when w, date d) {
  span origin = r->layout->segments.at[l->segment].span;
  const item *begin = english_item(l, first), *last = english_item(l, end - 1);
  w.span = (span){origin.begin + begin->begin, origin.begin + last->end};
  w.token = begin->token;
  w.end_token = last->token + 1;
  w.bunsetsu = w.end_token <= r->parse->bunsetsu.count ? english_head(r->parse, w.token, w.end_token) : NONE;
  when_add(r, l, w, d);
}

static bool in_sentence_of_last(const reader *r, const line *l) {
  return r->last.year && r->last_sentence == r->layout->segments.at[l->segment].sentence;
}

/* ---- spans of time ---- */

/* A unit that a date can be reckoned by, or one that is too vague for it (decades). */
static bool is_span_unit(const item *it) {
  return !it->blocked && ((it->class >= WORD_YEARS && it->class <= WORD_HOURS) || it->class == WORD_SPAN);
}

/* n units before (n > 0) or after the day. A year ago is known to the month, two years ago to the year, a week ago to
 * the day. */
static date moved(date from, word_class unit, int n) {
  if (!from.year) return (date){0};
  date d;
  switch (unit) {
  case WORD_YEARS:
    d = date_add_months(from, -n * 12);
    if (n != 1 && n != -1) d.month = 0;
    return (date){d.year, from.month ? d.month : 0, 0};
  case WORD_MONTHS: return date_add_months((date){from.year, from.month ? from.month : 1, 0}, -n);
  case WORD_WEEKS: d = date_of_number(date_number(from) - 7 * n); return (date){d.year, d.month, n == 1 ? d.day : 0};
  case WORD_DAYS: return date_of_number(date_number(from) - n);
  default: return from; /* hours */
  }
}

typedef struct {
  int n; /* -1: not known */
  word_class unit;
  uint32_t end; /* item behind it */
} amount_of_time;

/* "two days", "a year", "a day", "several weeks", "hours", "10-day", "a year and a half": at item i */
static bool read_amount(const line *l, uint32_t i, amount_of_time *out) {
  const item *it = english_item(l, i);
  *out = (amount_of_time){.n = -1};
  uint32_t at = i;
  if (item_is(it, WORD_NUMBER) || item_is(it, WORD_NUMERAL) || item_is(it, WORD_ARTICLE)) {
    out->n = it->class == WORD_ARTICLE ? 1 : it->value;
    at++;
    if (item_is(english_item(l, at), WORD_HYPHEN)) at++;
    while (item_is(english_item(l, at), WORD_MORE) || item_is(english_item(l, at), WORD_ABOUT)) at++; /* two more days */
  } else if (!is_span_unit(it) || it->value != 1) { /* value 1: plural */
    return false;
  }
  if (!is_span_unit(english_item(l, at))) return false;
  out->unit = english_item(l, at)->class;
  out->end = at + 1;
  return true;
}

/* The day that "earlier", "later" and "a day after" count from: the last of the sentence, or of the text; without any the
 * day of publication. */
static date base_of(const reader *r, const line *l, bool clause) {
  if (in_sentence_of_last(r, l) && r->last.year) return r->last;
  return clause || !r->last_day.year ? r->published : r->last_day;
}

static uint32_t read_span(reader *r, const line *l, uint32_t i) {
  amount_of_time x;
  if (!read_amount(l, i, &x)) return 0;
  const item *behind = english_item(l, x.end), *left = left_of(l, i);
  bool vague = x.n < 0 || x.unit == WORD_SPAN || item_is(left, WORD_MORE) || item_is(left, WORD_ABOUT);
  when w = {.kind = WHEN_POINT};
  date d = {0};
  uint32_t end = x.end;
  if (item_is(behind, WORD_AGO)) {
    d = vague && x.unit != WORD_HOURS ? (date){0} : moved(r->published, x.unit, x.n);
    end++;
  } else if (item_is(behind, WORD_EARLIER) || item_is(behind, WORD_LATER)) {
    bool clause = behind->value == 1; /* a day after it …: the clause is the earlier one */
    bool back = item_is(behind, WORD_EARLIER) != clause;
    bool known = x.unit == WORD_HOURS || (!vague && x.n >= 0);
    d = known ? moved(base_of(r, l, clause), x.unit, back ? x.n : -x.n) : (date){0};
    if (clause && item_is(behind, WORD_EARLIER)) d = (date){0}; /* four days before the vote */
    w.apart = clause && !d.year && item_is(behind, WORD_LATER);
    end++;
  }
  if (!d.year) w.kind = WHEN_DURATION;
  bool only_unit = x.end == i + 1 && end == x.end; /* "days" alone says nothing */
  if (only_unit) return 0;
  add(r, l, i, end, w, d);
  return end - i;
}

/* ---- dates ---- */

static date resolve(const reader *r, const line *l, const english_date *x, clause_time time) {
  if (x->vague) return (date){0};
  date d = x->is_fixed ? x->fixed : parts_resolve(r, l, &x->parts, time);
  return date_is_valid(d) ? d : (date){0};
}

/* The month of both ends, or the end: two days side by side are the second. */
static date shared(date from, date to) {
  bool one_month = from.year == to.year && from.month == to.month && from.day && to.day;
  return one_month && to.day - from.day > 1 ? (date){to.year, to.month, 0} : to;
}

/* "to 14 March" behind a date that began at item first, or "and …" behind between. Item behind it, or at. */
static uint32_t read_end(reader *r, const line *l, uint32_t first, uint32_t at, date from, date *to) {
  const item *joint = english_item(l, at), *left = left_of(l, first);
  bool between = item_is(left, WORD_BETWEEN);
  bool joins = item_is(joint, WORD_TO) || item_is(joint, WORD_HYPHEN) || (between && item_is(joint, WORD_AND)) || (item_is(left, WORD_FROM) && item_is(joint, WORD_UNTIL));
  english_date x;
  uint32_t taken = joins ? english_date_read(r, l, at + 1, &x) : 0;
  if (!taken) return at;
  date d = resolve(r, l, &x, english_clause_time(r, english_item(l, at + 1)->token));
  if (!x.parts.year && x.parts.month && from.year) { /* November 2019 to March */
    d.year = from.year + (x.parts.month < from.month);
    d.month = x.parts.month;
  }
  if (!date_is_valid(d)) return at;
  when_remember(r, l, &x.parts, d);
  *to = d;
  return at + 1 + taken;
}

static when kind_of(const line *l, uint32_t i, const english_date *x) {
  const item *left = left_of(l, i);
  if (item_is(left, WORD_THE) && i > 1) left = english_item(l, i - 2); /* the */
  when w = {.kind = x->parts.same ? WHEN_SAME : WHEN_POINT};
  if (x->vague) w.kind = WHEN_DURATION;
  else if (item_is(left, WORD_SINCE)) w.kind = WHEN_SINCE;
  else if (item_is(left, WORD_FROM)) w.kind = WHEN_SINCE, w.begins = true;
  else if (item_is(left, WORD_UNTIL)) w.kind = WHEN_UNTIL;
  else if (item_is(left, WORD_LATER) && left->value == 1) w.kind = WHEN_SINCE;
  else if (item_is(left, WORD_EARLIER) && left->value == 1) w.kind = WHEN_UNTIL;
  return w;
}

static uint32_t read_date(reader *r, const line *l, uint32_t i) {
  english_date x;
  uint32_t taken = english_date_read(r, l, i, &x), end = i + taken;
  if (!taken) return 0;
  const item *first = english_item(l, i), *last = english_item(l, end - 1);
  bool of_noun = item_is(left_of(l, i), WORD_OF); /* the incident of 31 August, whatever the clause speaks of */
  clause_time time = of_noun ? CLAUSE_UNKNOWN : english_clause_time(r, english_head(r->parse, first->token, last->token + 1));
  when w = kind_of(l, i, &x);
  if (w.kind == WHEN_UNTIL && time == CLAUSE_UNKNOWN) time = CLAUSE_FUTURE;
  date d = resolve(r, l, &x, time), to;
  when_remember(r, l, &x.parts, d);
  if (d.day) r->told_day = d;
  w.begins |= w.kind == WHEN_SINCE && d.day; /* have patrolled since Monday */
  if (x.parts.range && d.year) {
    w.kind = WHEN_RANGE;
    d = shared((date){d.year, d.month, x.parts.day_first}, d);
  } else if (d.year) {
    uint32_t behind = read_end(r, l, i, end, d, &to);
    if (behind > end) w = (when){.kind = WHEN_RANGE}, d = shared(d, to), end = behind;
  }
  add(r, l, i, end, w, d);
  return end - i;
}

uint32_t english_expression_read(reader *r, const line *l, uint32_t i) {
  if (english_item(l, i)->blocked) return 0;
  uint32_t taken = read_date(r, l, i);
  return taken ? taken : read_span(r, l, i);
}
