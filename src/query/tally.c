/* tally.c - rows by keys; periods of days. */
#include "query/tally.h"

#include <stdio.h>

void tally_init(tally *t, arena *a) {
  *t = (tally){.arena = a};
  buffer_init(&t->key, NULL);
}

void tally_release(tally *t) { buffer_release(&t->key); }

uint32_t tally_row(tally *t, const view *keys, uint32_t count, bool *is_new) {
  buffer_clear(&t->key);
  for (uint32_t i = 0; i < count; i++) {
    if (i) buffer_add_byte(&t->key, '\x1F');
    buffer_add(&t->key, keys[i]);
  }
  view key = view_of(t->key.ptr ? t->key.ptr : "", t->key.len);
  uint32_t row = map_get(&t->index, key);
  *is_new = row == NONE;
  if (!*is_new) return row;
  row = t->count++;
  map_put(t->arena, &t->index, arena_copy(t->arena, key), row);
  return row;
}

/* ---- periods ---- */

static const char *const PERIODS[] = {"day", "week", "month", "quarter", "year"};

period_kind period_named(view name) {
  for (uint32_t i = 0; i < COUNT_OF(PERIODS); i++)
    if (view_is(name, PERIODS[i])) return (period_kind)i;
  return PERIOD_NONE;
}

static int figure(view v, size_t from, size_t to) {
  int n = 0;
  for (size_t i = from; i < to; i++) n = n * 10 + (v.ptr[i] - '0');
  return n;
}

/* Days since 1970-01-01 and back, after H. Hinnant, chrono-Compatible Low-Level Date Algorithms. */
static int64_t days_from(int y, int m, int d) {
  y -= m <= 2;
  int64_t era = (y >= 0 ? y : y - 399) / 400;
  int64_t of_era = y - era * 400, of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void to_date(int64_t days, int *y, int *m, int *d) {
  days += 719468;
  int64_t era = (days >= 0 ? days : days - 146096) / 146097, of_era = days - era * 146097;
  int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * year + year / 4 - year / 100), month = (5 * of_year + 2) / 153;
  *d = (int)(of_year - (153 * month + 2) / 5 + 1);
  *m = (int)(month < 10 ? month + 3 : month - 9);
  *y = (int)(year + era * 400 + (*m <= 2));
}

static view week_of(period_text *p, view day) {
  int y, m, d;
  int64_t days = days_from(figure(day, 0, 4), figure(day, 5, 7), figure(day, 8, 10));
  int64_t since_monday = ((days + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
  to_date(days - since_monday, &y, &m, &d);
  p->len = (uint32_t)snprintf(p->text, sizeof p->text, "%04d-%02d-%02d", y % 10000, m, d);
  return view_of(p->text, p->len);
}

view period_of(period_text *p, period_kind kind, view day) {
  if (day.len != 10) return (view){"", 0};
  size_t length = kind == PERIOD_DAY ? 10 : kind == PERIOD_MONTH ? 7 : 4;
  if (kind == PERIOD_WEEK) return week_of(p, day);
  memcpy(p->text, day.ptr, length);
  if (kind == PERIOD_QUARTER) {
    memcpy(p->text + 4, "-Q", 2);
    p->text[6] = (char)('1' + (figure(day, 5, 7) + 11) % 12 / 3);
    length = 7;
  }
  return view_of(p->text, length);
}
