/* calendar.c - days of the Gregorian calendar. */
#include "base/base.h"

int calendar_month_days(int year, int month) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return days[month - 1] + (month == 2 && leap);
}

static int number_at(view v, size_t from, size_t to) {
  int n = 0;
  for (size_t i = from; i < to; i++) n = n * 10 + (v.ptr[i] - '0');
  return n;
}

bool calendar_is_date(view v) {
  static const char FORM[] = "dddd-dd-dd";
  if (v.len != 10) return false;
  for (size_t i = 0; i < v.len; i++)
    if (FORM[i] == 'd' ? !char_is_digit((unsigned char)v.ptr[i]) : v.ptr[i] != FORM[i]) return false;
  int month = number_at(v, 5, 7), day = number_at(v, 8, 10);
  return month >= 1 && month <= 12 && day >= 1 && day <= calendar_month_days(number_at(v, 0, 4), month);
}
