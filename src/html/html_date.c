/* html_date.c - a date out of timestamps, prose and addresses.
 *
 *   2022-02-05T10:30:00+09:00  2022/2/5  2022.02.05  20220205  2022年2月5日  令和4年2月5日  Feb. 5, 2022
 *   Sat, 05 Feb 2022 10:30:00 GMT */
#include "html/html_parts.h"

enum { FIRST_YEAR = 1990, LAST_YEAR = 2099, MINUTES_A_DAY = 24 * 60 };

typedef struct {
  int year, month, day;
} calendar_day;

static bool is_day(calendar_day d) {
  return d.year >= FIRST_YEAR && d.year <= LAST_YEAR && d.month >= 1 && d.month <= 12 && d.day >= 1 &&
         d.day <= calendar_month_days(d.year, d.month);
}

/* ---- reading pieces ---- */

typedef struct {
  view text;
  size_t at;
} cursor;

/* A figure, ASCII or full width. */
static int digit_at(view v, size_t at, size_t *length) {
  if (at >= v.len) return -1;
  if (char_is_digit((unsigned char)v.ptr[at])) return *length = 1, v.ptr[at] - '0';
  uint32_t n, c = utf8_decode(v, at, &n);
  *length = n;
  return c >= 0xFF10 && c <= 0xFF19 ? (int)(c - 0xFF10) : -1;
}

/* A number of least to most figures, with no further figure after it. */
static bool read_number(cursor *c, int least, int most, int *out) {
  size_t at = c->at, length;
  int count = 0, sum = 0, digit;
  while (count < most && (digit = digit_at(c->text, at, &length)) >= 0) sum = sum * 10 + digit, count++, at += length;
  if (count < least || digit_at(c->text, at, &length) >= 0) return false;
  c->at = at;
  *out = sum;
  return true;
}

static bool read_fixed(cursor *c, int count, int *out) {
  size_t at = c->at, length;
  int sum = 0;
  for (int i = 0; i < count; i++) {
    int digit = digit_at(c->text, at, &length);
    if (digit < 0) return false;
    sum = sum * 10 + digit;
    at += length;
  }
  c->at = at;
  return *out = sum, true;
}

static bool read_sign(cursor *c, const char *sign) {
  view rest = view_skip(c->text, c->at), word = view_of_string(sign);
  if (!view_starts_with(rest, word)) return false;
  c->at += word.len;
  return true;
}

static void skip_blanks(cursor *c) {
  while (c->at < c->text.len && (c->text.ptr[c->at] == ' ' || c->text.ptr[c->at] == ',' || c->text.ptr[c->at] == '.'))
    c->at++;
}

static int read_month(cursor *c) {
  static const char *const names[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                      "jul", "aug", "sep", "oct", "nov", "dec"};
  static const char *const rests[] = {"uary", "ruary", "ch",     "il",   "",      "e",
                                      "y",    "ust",   "tember", "ober", "ember", "ember"};
  if (c->at + 3 > c->text.len) return 0;
  char word[16];
  size_t n = 0;
  while (c->at + n < c->text.len && n < sizeof word && char_is_latin((unsigned char)c->text.ptr[c->at + n])) {
    word[n] = c->text.ptr[c->at + n] | 0x20;
    n++;
  }
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    view read = view_of(word, n), first = view_of_string(names[i]);
    if (!view_starts_with(read, first)) continue;
    view rest = view_skip(read, 3);
    if (rest.len && !view_is(rest, rests[i]) && !view_is(read, "sept")) continue;
    c->at += n;
    return (int)i + 1;
  }
  return 0;
}

/* ---- whole dates at a place ---- */

static bool read_signed(cursor c, const char *first, const char *second, calendar_day *d, size_t *end) {
  if (!read_number(&c, 4, 4, &d->year) || !read_sign(&c, first) || !read_number(&c, 1, 2, &d->month) ||
      !read_sign(&c, second) || !read_number(&c, 1, 2, &d->day))
    return false;
  return *end = c.at, is_day(*d);
}

static bool read_solid(cursor c, calendar_day *d, size_t *end) {
  size_t begin = c.at, length;
  if (!read_fixed(&c, 4, &d->year) || !read_fixed(&c, 2, &d->month) || !read_fixed(&c, 2, &d->day)) return false;
  *end = c.at;
  size_t digits = 8;
  while (digit_at(c.text, c.at, &length) >= 0) c.at += length, digits++;
  if (begin > 0 && digit_at(c.text, begin - 1, &length) >= 0) return false;
  return (digits == 8 || digits == 12 || digits == 14) && is_day(*d);
}

static bool read_era(cursor c, calendar_day *d, size_t *end) {
  static const struct {
    const char *name;
    int before;
  } eras[] = {{"令和", 2018}, {"平成", 1988}};
  for (size_t i = 0; i < COUNT_OF(eras); i++) {
    if (!read_sign(&c, eras[i].name)) continue;
    if (read_sign(&c, "元")) d->year = 1;
    else if (!read_number(&c, 1, 2, &d->year)) return false;
    d->year += eras[i].before;
    if (!read_sign(&c, "年") || !read_number(&c, 1, 2, &d->month) || !read_sign(&c, "月") ||
        !read_number(&c, 1, 2, &d->day))
      return false;
    return *end = c.at, is_day(*d);
  }
  return false;
}

/* Feb. 5, 2022 and 5 February 2022 */
static bool read_english(cursor c, calendar_day *d, size_t *end) {
  bool month_first = (d->month = read_month(&c)) > 0;
  if (month_first) skip_blanks(&c);
  if (!read_number(&c, 1, 2, &d->day)) return false;
  if (!read_sign(&c, "st") && !read_sign(&c, "nd") && !read_sign(&c, "rd")) read_sign(&c, "th");
  skip_blanks(&c);
  if (!month_first && !(d->month = read_month(&c))) return false;
  skip_blanks(&c);
  if (!read_number(&c, 4, 4, &d->year)) return false;
  return *end = c.at, is_day(*d);
}

/* 2022/feb/05 of an address */
static bool read_month_path(cursor c, calendar_day *d, size_t *end) {
  if (!read_number(&c, 4, 4, &d->year) || !read_sign(&c, "/") || !(d->month = read_month(&c)) || !read_sign(&c, "/") ||
      !read_number(&c, 1, 2, &d->day))
    return false;
  return *end = c.at, is_day(*d);
}

static bool read_day(view text, size_t at, calendar_day *d, size_t *end) {
  cursor c = {text, at};
  size_t length;
  bool digit = digit_at(text, at, &length) >= 0;
  if (digit)
    return read_signed(c, "-", "-", d, end) || read_signed(c, "/", "/", d, end) || read_signed(c, ".", ".", d, end) ||
           read_signed(c, "年", "月", d, end) || read_month_path(c, d, end) || read_solid(c, d, end) ||
           read_english(c, d, end);
  return read_era(c, d, end) || read_english(c, d, end);
}

/* ---- the clock ---- */

/* Minutes of the day and whether the time is of UTC; false when there is no clock. */
static bool read_clock(view text, size_t at, int *minutes, bool *utc) {
  cursor c = {text, at};
  int hour, minute, unused;
  if (!read_sign(&c, "T") && !read_sign(&c, " ")) return false;
  if (!read_number(&c, 1, 2, &hour) || !read_sign(&c, ":") || !read_number(&c, 2, 2, &minute)) return false;
  if (read_sign(&c, ":")) read_number(&c, 2, 2, &unused);
  if (read_sign(&c, ".")) read_number(&c, 1, 9, &unused);
  read_sign(&c, " ");
  *utc = read_sign(&c, "Z") || read_sign(&c, "GMT") || read_sign(&c, "UTC") || read_sign(&c, "+00:00") ||
         read_sign(&c, "+0000") || read_sign(&c, "-0000");
  *minutes = hour * 60 + minute;
  return hour < 24 && minute < 60;
}

static calendar_day day_after(calendar_day d) {
  if (d.day < calendar_month_days(d.year, d.month)) return d.day++, d;
  return d.month < 12 ? (calendar_day){d.year, d.month + 1, 1} : (calendar_day){d.year + 1, 1, 1};
}

/* ---- finding ---- */

view html_date(arena *a, view text, int zone) {
  enum { LONGEST = 400 };
  calendar_day d = {0};
  size_t end;
  uint32_t length;
  if (text.len > LONGEST) text.len = LONGEST;
  for (size_t at = 0; at < text.len; at += length) {
    uint32_t c = utf8_decode(text, at, &length), before = 0, unused;
    if (at) before = utf8_decode(text, utf8_before(text, at), &unused);
    if (char_is_latin(c) && char_is_latin(before)) continue;
    if (char_is_digit(c) && char_is_digit(before)) continue;
    if (!read_day(text, at, &d, &end)) continue;
    int minutes;
    bool utc;
    if (zone > 0 && read_clock(text, end, &minutes, &utc) && utc && minutes + zone >= MINUTES_A_DAY) d = day_after(d);
    return arena_format(a, "%04d-%02d-%02d", d.year, d.month, d.day);
  }
  return (view){0};
}

view html_date_in_address(arena *a, view url) {
  size_t scheme = view_find(url, TEXT("://"), 0);
  if (scheme == SIZE_MAX) return (view){0};
  size_t path = view_find(url, TEXT("/"), scheme + 3);
  return path == SIZE_MAX ? (view){0} : html_date(a, view_skip(url, path), 0);
}
