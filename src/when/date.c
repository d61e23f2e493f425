/* date.c - calendar arithmetic of the proleptic Gregorian calendar.
 *
 * Days are counted from 1970-01-01 through a year that begins in March, so that the leap day is its last:
 *
 *   era = 400 years = 146097 days; day of year = (153 * month' + 2) / 5 + day - 1, month' = 0 for March
 *
 * After H. Hinnant, "chrono-compatible low-level date algorithms" (2013). */
#include <stdio.h>

#include "when/when_parts.h"

static int floor_divide(int a, int b) { return a / b - (a % b < 0); }

int32_t date_number(date d) {
  int month = d.month ? d.month : 1, day = d.day ? d.day : 1;
  int year = d.year - (month <= 2);
  int era = floor_divide(year, 400), of_era = year - era * 400;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

date date_of_number(int32_t days) {
  int z = days + 719468, era = floor_divide(z, 146097), n = z - era * 146097;
  int of_era = (n - n / 1460 + n / 36524 - n / 146096) / 365;
  int of_year = n - (365 * of_era + of_era / 4 - of_era / 100), m = (5 * of_year + 2) / 153;
  int month = m < 10 ? m + 3 : m - 9;
  return (date){of_era + era * 400 + (month <= 2), month, of_year - (153 * m + 2) / 5 + 1};
}

int date_weekday(date d) {
  int n = (date_number(d) + 3) % 7; /* 1970-01-01 was a Thursday */
  return (n < 0 ? n + 7 : n) + 1;
}

date date_add_months(date d, int months) {
  int n = d.year * 12 + d.month - 1 + months;
  return (date){floor_divide(n, 12), n - floor_divide(n, 12) * 12 + 1, 0};
}

bool date_is_valid(date d) {
  if (d.year < 1 || d.year > 9999) return false;
  if (!d.month) return !d.day;
  if (d.month < 1 || d.month > 12) return false;
  return d.day >= 0 && d.day <= calendar_month_days(d.year, d.month);
}

static bool read_figures(view text, size_t at, size_t count, int *out) {
  *out = 0;
  for (size_t i = at; i < at + count; i++) {
    if (i >= text.len || !char_is_digit((unsigned char)text.ptr[i])) return false;
    *out = *out * 10 + text.ptr[i] - '0';
  }
  return true;
}

bool date_read(view text, date *out) {
  date d = {0};
  if (text.len != 4 && text.len != 7 && text.len != 10) return false;
  if (!read_figures(text, 0, 4, &d.year)) return false;
  if (text.len >= 7 && (text.ptr[4] != '-' || !read_figures(text, 5, 2, &d.month) || !d.month)) return false;
  if (text.len == 10 && (text.ptr[7] != '-' || !read_figures(text, 8, 2, &d.day) || !d.day)) return false;
  if (!date_is_valid(d)) return false;
  *out = d;
  return true;
}

void date_write(date d, char out[11]) {
  out[0] = 0;
  if (!date_is_valid(d)) return;
  char text[48];
  if (d.day) snprintf(text, sizeof text, "%04d-%02d-%02d", d.year, d.month, d.day);
  else if (d.month) snprintf(text, sizeof text, "%04d-%02d", d.year, d.month);
  else snprintf(text, sizeof text, "%04d", d.year);
  memcpy(out, text, strlen(text) + 1);
}

int32_t when_day_number(view text) {
  date d;
  return date_read(text, &d) ? date_number(d) : INT32_MIN;
}

void when_day_write(int32_t number, char out[11]) { date_write(date_of_number(number), out); }
