/* period.c - days to numbers of periods that follow each other without a gap, and back. */
#include "column/summary.h"
#include "when/when.h"

/* Days since 1970-01-01 of the Gregorian calendar, without a table: years begin in March, so that a leap day is the
 * last of its year (H. Hinnant, chrono-compatible low-level date algorithms). Asked for each record, so not by reading
 * text. */
static int32_t days_of(uint32_t day) {
  int32_t month = (int32_t)(day / 100 % 100), year = (int32_t)(day / 10000) - (month <= 2);
  int32_t era = year / 400, of_era = year % 400;
  int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + (int32_t)(day % 100) - 1;
  enum { DAYS_OF_ERA = 146097, TO_1970 = 719468 };
  return era * DAYS_OF_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - TO_1970;
}

enum { EPOCH = 1 << 20 }; /* keeps days and weeks before 1970 above 0, which stands for no day */

int32_t period_number(period_kind kind, uint32_t day) {
  int32_t year = (int32_t)(day / 10000), month = (int32_t)(day / 100 % 100);
  if (!day) return 0;
  switch (kind) {
  case PERIOD_DAY: return days_of(day) + EPOCH;
  case PERIOD_WEEK: return (days_of(day) + 3 + 7 * EPOCH) / 7; /* 1970-01-01 was a Thursday */
  case PERIOD_MONTH: return year * 12 + (month + 11) % 12;
  case PERIOD_QUARTER: return year * 4 + (month + 11) % 12 / 3;
  default: return year;
  }
}

view period_text_of(arena *a, period_kind kind, int32_t number) {
  char text[16] = "";
  if (!number) return (view){"", 0};
  switch (kind) {
  case PERIOD_DAY: when_day_write(number - EPOCH, text); break;
  case PERIOD_WEEK: when_day_write((number - EPOCH) * 7 - 3, text); break;
  case PERIOD_MONTH: return arena_format(a, "%04d-%02d", number / 12, number % 12 + 1);
  case PERIOD_QUARTER: return arena_format(a, "%04d-Q%d", number / 4, number % 4 + 1);
  default: return arena_format(a, "%04d", number);
  }
  return arena_copy(a, view_of_string(text));
}
