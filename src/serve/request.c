/* request.c - escapes undone, parameters put where they belong, values checked. */
#include "serve/request.h"

#include <stdlib.h>

#include "position/position.h"

static const char *const NAMES[PARAM_COUNT] = {[PARAM_KIND] = "kind",           [PARAM_PARTY] = "party",
                                               [PARAM_ACTOR] = "actor",         [PARAM_RECIPIENT] = "recipient",
                                               [PARAM_PAIR] = "pair",           [PARAM_SECTOR] = "sector",
                                               [PARAM_TYPE] = "type",           [PARAM_MODE] = "mode",
                                               [PARAM_CONTEXT] = "context",     [PARAM_STATUS] = "status",
                                               [PARAM_QUAD] = "quad",           [PARAM_PLACE] = "place",
                                               [PARAM_PUBLISHER] = "publisher", [PARAM_LANG] = "lang",
                                               [PARAM_SINCE] = "since",         [PARAM_UNTIL] = "until",
                                               [PARAM_WORDS] = "words",         [PARAM_ABOUT] = "about",
                                               [PARAM_ISSUE] = "issue",         [PARAM_KEY] = "key",
                                               [PARAM_STANCE] = "stance",       [PARAM_SCORE] = "score",
                                               [PARAM_REPEATS] = "repeats",     [PARAM_DOC] = "doc",
                                               [PARAM_SORT] = "sort",           [PARAM_LIMIT] = "limit",
                                               [PARAM_OFFSET] = "offset",       [PARAM_BY] = "by",
                                               [PARAM_SPLIT] = "split",         [PARAM_SERIES] = "series",
                                               [PARAM_ISSUES] = "issues",       [PARAM_ACTORS] = "actors",
                                               [PARAM_NODES] = "nodes",         [PARAM_EDGES] = "edges",
                                               [PARAM_SENTENCE] = "sentence",   [PARAM_QUERY] = "q",
                                               [PARAM_FORMAT] = "format"};

/* ---- the target ---- */

static int hex_value(char c) {
  c = ascii_lower(c);
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_clean(view text) {
  for (size_t at = 0; at < text.len;) {
    uint32_t length, c = utf8_decode(text, at, &length);
    if (c < 0x20 || c == 0x7F || (c == 0xFFFD && length == 1)) return false;
    at += length;
  }
  return true;
}

/* %E4%B8%AD; + is a blank in parameters. False: an escape that is none, bytes that are not UTF-8, control characters.
 */
static bool unescape(view text, bool plus, arena *a, view *out) {
  char *made = arena_alloc(a, text.len + 1);
  size_t n = 0;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == '%') {
      int high = i + 2 < text.len ? hex_value(text.ptr[i + 1]) : -1, low = high < 0 ? -1 : hex_value(text.ptr[i + 2]);
      if (low < 0) return false;
      c = (char)(high << 4 | low);
      i += 2;
    } else if (c == '+' && plus) c = ' ';
    made[n++] = c;
  }
  *out = view_of(made, n);
  return is_clean(*out);
}

static param_id param_named(view name) {
  int i = 0;
  while (i < PARAM_COUNT && !view_is(name, NAMES[i])) i++;
  return (param_id)i;
}

static seimei_status take_param(request *r, uint64_t *seen, view part, arena *a, seimei_error *error) {
  view name, value = part;
  view_split(&value, '=', &name);
  if (!unescape(name, true, a, &name) || !unescape(value, true, a, &value))
    return error_set(error, SEIMEI_USAGE,
                     "the parameters are not valid: %%XX must make UTF-8 without control characters");
  if (value.len > VALUE_MOST) return error_set(error, SEIMEI_USAGE, "a value has more than %d bytes", VALUE_MOST);
  param_id param = param_named(name);
  if (param == PARAM_COUNT) {
    if (!r->unknown.len) r->unknown = name.len ? name : TEXT("=");
    return SEIMEI_OK;
  }
  if (*seen >> param & 1)
    return error_set(error, SEIMEI_USAGE, "%s is given twice; put its values into one list with commas", NAMES[param]);
  *seen |= UINT64_C(1) << param;
  r->values[param] = view_trim(value);
  return SEIMEI_OK;
}

seimei_status request_read(view target, arena *a, request *out, seimei_error *error) {
  view path, rest = target, part;
  uint64_t seen = 0;
  *out = (request){.path = {"", 0}};
  if (target.len > TARGET_MOST)
    return error_set(error, SEIMEI_TOO_LARGE, "the address has more than %d bytes", TARGET_MOST);
  view_split(&rest, '?', &path);
  if (!unescape(path, false, a, &out->path) || !view_starts_with(out->path, TEXT("/")))
    return error_set(error, SEIMEI_USAGE, "the path is not valid");
  while (view_split(&rest, '&', &part)) {
    if (!part.len) continue;
    seimei_status status = take_param(out, &seen, part, a, error);
    if (status) return status;
  }
  return SEIMEI_OK;
}

seimei_status request_allow(const request *r, uint64_t allowed, seimei_error *error) {
  if (r->unknown.len)
    return error_set(error, SEIMEI_USAGE, "there is no parameter \"%.*s\"",
                     (int)(r->unknown.len < 60 ? r->unknown.len : 60), r->unknown.ptr);
  for (int i = 0; i < PARAM_COUNT; i++)
    if (r->values[i].len && !(allowed >> i & 1))
      return error_set(error, SEIMEI_USAGE, "%s is not a parameter of %.*s", NAMES[i],
                       (int)(r->path.len < 60 ? r->path.len : 60), r->path.ptr);
  return SEIMEI_OK;
}

/* ---- values ---- */

static seimei_status bad_value(const request *r, param_id param, const char *wanted, seimei_error *error) {
  view v = r->values[param];
  return error_set(error, SEIMEI_USAGE, "%s must be %s, and is \"%.*s\"", NAMES[param], wanted,
                   (int)(v.len < 60 ? v.len : 60), v.ptr);
}

seimei_status request_number(const request *r, param_id param, uint64_t usual, uint64_t most, uint64_t *out,
                             seimei_error *error) {
  view v = r->values[param];
  uint64_t n = 0;
  *out = usual;
  if (!v.len) return SEIMEI_OK;
  for (size_t i = 0; i < v.len; i++) {
    if (!char_is_digit((unsigned char)v.ptr[i]) || v.len > 12) return bad_value(r, param, "a whole number", error);
    n = n * 10 + (uint64_t)(v.ptr[i] - '0');
  }
  if (n > most) return error_set(error, SEIMEI_USAGE, "%s is at most %llu", NAMES[param], (unsigned long long)most);
  *out = n;
  return SEIMEI_OK;
}

seimei_status request_choice(const request *r, param_id param, const char *choices, int *out, seimei_error *error) {
  view rest = view_of_string(choices), part;
  *out = 0;
  if (!r->values[param].len) return SEIMEI_OK;
  for (int i = 0; view_split(&rest, '|', &part); i++) {
    if (!view_equals(part, r->values[param])) continue;
    *out = i;
    return SEIMEI_OK;
  }
  return bad_value(r, param, choices, error);
}

/* 2022, 2022-02, 2022-02-04 */
static bool is_day(view v) {
  static const char FORM[] = "dddd-dd-dd";
  if (v.len != 4 && v.len != 7 && v.len != 10) return false;
  for (size_t i = 0; i < v.len; i++)
    if (FORM[i] == 'd' ? !char_is_digit((unsigned char)v.ptr[i]) : v.ptr[i] != FORM[i]) return false;
  char whole[] = "0000-01-01";
  memcpy(whole, v.ptr, v.len);
  return calendar_is_date(view_of_string(whole));
}

static bool read_decimal(view text, double *out) {
  char digits[32] = "", *end;
  if (!text.len || text.len >= sizeof digits) return false;
  for (size_t i = 0; i < text.len; i++)
    if (!strchr("0123456789.-", text.ptr[i])) return false;
  memcpy(digits, text.ptr, text.len);
  *out = strtod(digits, &end);
  return !*end;
}

static bool read_score(view text, query_filter *f) {
  size_t dots = view_find(text, TEXT(".."), 0);
  if (dots == SIZE_MAX) return false;
  view from = view_slice(text, 0, dots), to = view_skip(text, dots + 2);
  f->has_score = true, f->least = -10, f->most = 10;
  if (from.len && !read_decimal(from, &f->least)) return false;
  return (!to.len || read_decimal(to, &f->most)) && f->least <= f->most;
}

static bool is_stance(view word) {
  for (int i = 0; i < STANCE_COUNT; i++)
    if (view_is(word, STANCE_NAMES[i])) return true;
  return false;
}

static seimei_status check_values(const request *r, query_filter *q, seimei_error *error) {
  static const param_id DAYS[] = {PARAM_SINCE, PARAM_UNTIL};
  const view *v = r->values;
  view list, part;
  for (size_t i = 0; i < COUNT_OF(DAYS); i++)
    if (v[DAYS[i]].len && !is_day(v[DAYS[i]])) return bad_value(r, DAYS[i], "a day, YYYY-MM-DD", error);
  if (v[PARAM_SCORE].len && !read_score(v[PARAM_SCORE], q)) return bad_value(r, PARAM_SCORE, "a span, -10..-5", error);
  for (list = v[PARAM_QUAD]; view_split(&list, ',', &part);)
    if (part.len != 1 || part.ptr[0] < '1' || part.ptr[0] > '4') return bad_value(r, PARAM_QUAD, "of 1 to 4", error);
  if (view_is(v[PARAM_STANCE], "any")) return SEIMEI_OK;
  for (list = v[PARAM_STANCE]; view_split(&list, ',', &part);)
    if (!is_stance(part)) return bad_value(r, PARAM_STANCE, "support, oppose, demand, concern or any", error);
  return SEIMEI_OK;
}

seimei_status request_filter(const request *r, arena *a, column_filter *out, request_kinds *kinds,
                             seimei_error *error) {
  const view *v = r->values;
  int kind, repeats;
  seimei_status status = request_choice(r, PARAM_KIND, "all|event|statement", &kind, error);
  if (!status) status = request_choice(r, PARAM_REPEATS, "yes|no", &repeats, error);
  if (status) return status;
  *kinds = (request_kinds)kind;
  *out = (column_filter){.party = arena_upper(a, v[PARAM_PARTY]),
                         .quad = v[PARAM_QUAD],
                         .stance = v[PARAM_STANCE],
                         .issue = v[PARAM_ISSUE],
                         .keys = v[PARAM_KEY],
                         .document = v[PARAM_DOC]};
  query_filter *q = &out->query;
  q->actor = v[PARAM_ACTOR], q->recipient = v[PARAM_RECIPIENT], q->pair = v[PARAM_PAIR], q->sector = v[PARAM_SECTOR];
  q->type = v[PARAM_TYPE], q->mode = v[PARAM_MODE], q->context = v[PARAM_CONTEXT], q->status = v[PARAM_STATUS];
  q->place = v[PARAM_PLACE], q->publisher = v[PARAM_PUBLISHER], q->lang = v[PARAM_LANG];
  q->since = v[PARAM_SINCE], q->until = v[PARAM_UNTIL], q->words = v[PARAM_WORDS], q->about = v[PARAM_ABOUT];
  q->no_repeats = repeats == 1;
  status = check_values(r, q, error);
  return status ? status : query_tidy(a, q, error);
}
