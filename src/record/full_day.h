/* full_day.h - a date of a record filled up to a day: what records are sorted and counted by. */
#ifndef SEIMEI_RECORD_FULL_DAY_H
#define SEIMEI_RECORD_FULL_DAY_H

#include "base/base.h"

typedef struct {
  char text[12];
} full_day;

/* The first day of the date, of the day of publication where there is none; empty where neither is known. */
static inline view full_day_fill(full_day *day, view date, view published) {
  static const char REST[] = "0000-01-01";
  view from = date.len ? date : published;
  size_t n = from.len < 10 ? from.len : 10;
  if (!n) return TEXT("");
  memcpy(day->text, REST, sizeof REST);
  memcpy(day->text, from.ptr, n);
  return view_of(day->text, 10);
}

#endif
