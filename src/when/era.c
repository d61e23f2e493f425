/* era.c - years that are not written in full: the n-th of an era (令和4年), two figures (97年). */
#include "when/when_parts.h"

int era_year(int first, int n) { return first + n - 1; }

int era_two_digits(int n, date published) {
  enum { AHEAD = 10 }; /* 35年 in 2030 is to come, in 2022 it is not */
  int today = published.year ? published.year : 2000 + AHEAD;
  int year = today - today % 100 + n;
  return year > today + AHEAD ? year - 100 : year;
}
