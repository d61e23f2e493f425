/* reader.c - a stream to documents: plain text as one, JSONL as one a line.
 *
 *   stream ─▶ window (grows to the longest line, at most MAX_DOCUMENT) ─▶ line ─▶ UTF-8 ─▶ json-c ─▶ document
 *
 * What is wrong with a line is told to the caller's function, and the line is left out; only the stream itself and
 * memory can fail. Documents live in an arena that is reset with each of them. */
#include <assert.h>
#include <json-c/json.h>
#include <stdlib.h>

#include "read/read.h"

enum { MAX_DOCUMENT = 64 * 1024 * 1024, WINDOW = 64 * 1024, JSON_DEPTH = 32, TITLE_MAX = 120 /* code points */ };

struct reader {
  FILE *stream;
  const seimei_allocator *allocator;
  read_problem *problem;
  void *user;
  char *path, *stem, published_default[11];
  char *window;
  size_t begin, end, capacity; /* what is read and not used is window[begin .. end) */
  uint64_t line;               /* of the last line taken, from 1 */
  input_format format;
  bool at_end, done;
  json_tokener *json;
  struct json_object *record; /* of the last document */
  arena arena;
};

static void report(const reader *r, uint64_t line, const char *message) {
  if (r->problem) r->problem(r->user, r->path, line, message);
}

/* ---- dates ---- */

static bool is_date(view v) {
  static const uint8_t month_days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (v.len != 10 || v.ptr[4] != '-' || v.ptr[7] != '-') return false;
  for (size_t i = 0; i < v.len; i++)
    if (i != 4 && i != 7 && !char_is_digit((unsigned char)v.ptr[i])) return false;
  int month = (v.ptr[5] - '0') * 10 + v.ptr[6] - '0', day = (v.ptr[8] - '0') * 10 + v.ptr[9] - '0';
  return month >= 1 && month <= 12 && day >= 1 && day <= month_days[month - 1];
}

/* The date of a date or timestamp, else empty. */
static view date_of(view v) {
  if (v.len < 10 || (v.len > 10 && v.ptr[10] != 'T' && v.ptr[10] != ' ')) return (view){0};
  view date = view_of(v.ptr, 10);
  return is_date(date) ? date : (view){0};
}

/* ---- the stream ---- */

static seimei_status grow(reader *r, seimei_error *error) {
  size_t capacity = r->capacity ? r->capacity * 2 : WINDOW;
  char *window = allocator_resize(r->allocator, r->window, capacity);
  if (!window) return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for reading %s.", r->path);
  r->window = window;
  r->capacity = capacity;
  return SEIMEI_OK;
}

/* Reads more bytes behind what is there. */
static seimei_status fill(reader *r, seimei_error *error) {
  if (r->begin > 0) {
    memmove(r->window, r->window + r->begin, r->end - r->begin);
    r->end -= r->begin;
    r->begin = 0;
  }
  if (r->end == r->capacity) {
    seimei_status status = grow(r, error);
    if (status) return status;
  }
  size_t n = fread(r->window + r->end, 1, r->capacity - r->end, r->stream);
  r->end += n;
  if (n == 0 && ferror(r->stream)) return error_set(error, SEIMEI_IO, "%s cannot be read.", r->path);
  r->at_end = n == 0;
  return SEIMEI_OK;
}

/* Bytes up to and with the next line end, found further than from; NULL when the window has none. */
static const char *line_end(const reader *r, size_t from) {
  return from < r->end ? memchr(r->window + from, '\n', r->end - from) : NULL;
}

/* Makes sure that the window holds a whole line, or as much as is allowed, or the rest. */
static seimei_status load_line(reader *r, seimei_error *error) {
  size_t seen = 0;
  while (!r->at_end && !line_end(r, r->begin + seen) && r->end - r->begin <= MAX_DOCUMENT) {
    seen = r->end - r->begin;
    seimei_status status = fill(r, error);
    if (status) return status;
  }
  return SEIMEI_OK;
}

/* Drops the rest of a line that is too long. */
static seimei_status skip_line(reader *r, seimei_error *error) {
  for (;;) {
    const char *p = line_end(r, r->begin);
    r->begin = p ? (size_t)(p - r->window) + 1 : r->end;
    if (p || r->at_end) return SEIMEI_OK;
    seimei_status status = fill(r, error);
    if (status) return status;
  }
}

/* The next line without its end; *more is false after the last. */
static seimei_status next_line(reader *r, view *line, bool *more, seimei_error *error) {
  seimei_status status = load_line(r, error);
  while (!status && r->end - r->begin > MAX_DOCUMENT && !line_end(r, r->begin)) {
    r->line++;
    report(r, r->line, "The line is longer than 64 MiB and is left out.");
    status = skip_line(r, error);
    if (!status) status = load_line(r, error);
  }
  *more = !status && r->begin < r->end;
  if (!*more) return status;
  const char *p = line_end(r, r->begin);
  size_t end = p ? (size_t)(p - r->window) : r->end;
  *line = view_slice(view_of(r->window, end), r->begin, end);
  r->begin = p ? end + 1 : end;
  r->line++;
  return SEIMEI_OK;
}

/* ---- text ---- */

static bool is_blank(view v) {
  uint32_t length;
  for (size_t at = 0; at < v.len; at += length)
    if (!char_is_space(utf8_decode(v, at, &length))) return false;
  return true;
}

/* The first line, when an empty one follows and it is no sentence. */
static view title_of(view text) {
  view rest = text, first, second;
  do
    if (!view_split(&rest, '\n', &first)) return (view){0};
  while (is_blank(first) && rest.ptr);
  if (is_blank(first) || !view_split(&rest, '\n', &second) || !is_blank(second) || !rest.ptr) return (view){0};
  if (utf8_count(first) > TITLE_MAX || view_find(first, TEXT("。"), 0) != SIZE_MAX) return (view){0};
  if (view_ends_with(first, TEXT("\r"))) first.len--;
  return first;
}

static seimei_status read_text(reader *r, seimei_document *out, bool *more, seimei_error *error) {
  r->done = true;
  while (!r->at_end) {
    seimei_status status = fill(r, error);
    if (status) return status;
    if (r->end > MAX_DOCUMENT) return error_set(error, SEIMEI_TOO_LARGE, "%s is larger than 64 MiB.", r->path);
  }
  view bytes = view_of(r->window, r->end);
  charset c = charset_detect(bytes);
  size_t replaced;
  view text = charset_decode(&r->arena, bytes, c, &replaced);
  if (is_blank(text)) return SEIMEI_OK;
  if (replaced) {
    char message[128];
    snprintf(message, sizeof message, "%zu bytes are not valid %s and are read as U+FFFD.", replaced, charset_name(c));
    report(r, 0, message);
  }
  *out = (seimei_document){.id = view_of_string(r->stem),
                           .lang = language_detect(text),
                           .title = title_of(text),
                           .text = text,
                           .published = view_of_string(r->published_default)};
  *more = true;
  return SEIMEI_OK;
}

/* ---- JSONL ---- */

static view string_of(struct json_object *record, const char *key) {
  struct json_object *value = NULL;
  if (!json_object_object_get_ex(record, key, &value) || !value) return (view){0};
  if (json_object_is_type(value, json_type_string))
    return view_of(json_object_get_string(value), (size_t)json_object_get_string_len(value));
  bool plain = json_object_is_type(value, json_type_int) || json_object_is_type(value, json_type_double);
  return plain ? view_of_string(json_object_get_string(value)) : (view){0};
}

/* A line as an object, or NULL with what is wrong. */
static struct json_object *parse_line(reader *r, view line, const char **message) {
  *message = "The line is not valid JSON.";
  if (line.len > INT32_MAX) return NULL;
  json_tokener_reset(r->json);
  struct json_object *record = json_tokener_parse_ex(r->json, line.ptr, (int)line.len);
  enum json_tokener_error code = json_tokener_get_error(r->json);
  if (code == json_tokener_continue) *message = "The line ends inside a JSON value.";
  else if (code == json_tokener_error_depth) *message = "The line's JSON is nested too deeply.";
  else if (code == json_tokener_success && !is_blank(view_skip(line, json_tokener_get_parse_end(r->json))))
    *message = "Something follows the JSON value on its line.";
  else if (code == json_tokener_success && json_object_is_type(record, json_type_object)) return record;
  else if (code == json_tokener_success) *message = "The line's JSON value is not an object.";
  json_object_put(record);
  return NULL;
}

/* The line in UTF-8, without line end and byte order mark. */
static view line_text(reader *r, view line) {
  size_t replaced;
  if (view_ends_with(line, TEXT("\r"))) line.len--;
  charset c = charset_detect(line);
  bool eight_bit = c == CHARSET_CP932 || c == CHARSET_EUC_JP;
  view text = charset_decode(&r->arena, line, eight_bit ? c : CHARSET_UTF8, &replaced);
  if (replaced) report(r, r->line, "The line has bytes that are not valid UTF-8; they are read as U+FFFD.");
  return text;
}

static view published_of(reader *r, struct json_object *record) {
  view given = string_of(record, "published"), date = date_of(given);
  if (given.len && !date.len) report(r, r->line, "\"published\" is not a date like 2022-02-05; it is left out.");
  return date.len ? date : view_of_string(r->published_default);
}

static void fill_document(reader *r, struct json_object *record, seimei_document *out) {
  *out = (seimei_document){.id = string_of(record, "id"),
                           .lang = string_of(record, "lang"),
                           .published = published_of(r, record),
                           .title = string_of(record, "title"),
                           .text = string_of(record, "text"),
                           .url = string_of(record, "url"),
                           .publisher = string_of(record, "publisher")};
  if (!out->id.len) out->id = arena_format(&r->arena, "%s-%llu", r->stem, (unsigned long long)r->line);
  if (!out->lang.len) out->lang = language_detect(out->text);
}

/* Takes a line; true when it gave a document. */
static bool take_line(reader *r, view line, seimei_document *out) {
  const char *message;
  view text = line_text(r, line);
  if (is_blank(text)) return false;
  r->record = parse_line(r, text, &message);
  if (r->record && is_blank(string_of(r->record, "text"))) message = "The line has no \"text\".";
  else if (r->record) return fill_document(r, r->record, out), true;
  report(r, r->line, message);
  json_object_put(r->record);
  r->record = NULL;
  return false;
}

static seimei_status read_line(reader *r, seimei_document *out, bool *more, seimei_error *error) {
  view line;
  bool any;
  for (;;) {
    seimei_status status = next_line(r, &line, &any, error);
    if (status || !any) return status;
    arena_reset(&r->arena);
    if (take_line(r, line, out)) return *more = true, SEIMEI_OK;
  }
}

/* ---- opening ---- */

static char *copy_string(const reader *r, view v) {
  char *s = allocator_resize(r->allocator, NULL, v.len + 1);
  if (!s) return NULL;
  if (v.len) memcpy(s, v.ptr, v.len);
  s[v.len] = '\0';
  return s;
}

/* "news/day.tar.txt" gives "day.tar"; "-" gives "stdin". */
static view stem_of(view path) {
  if (view_equals(path, TEXT("-"))) return TEXT("stdin");
  size_t begin = path.len, end = path.len;
  while (begin > 0 && path.ptr[begin - 1] != '/') begin--;
  while (end > begin && path.ptr[end - 1] != '.') end--;
  return end > begin + 1 ? view_slice(path, begin, end - 1) : view_slice(path, begin, path.len);
}

/* JSONL begins with { and its first line is an object. */
static seimei_status find_format(reader *r, seimei_error *error) {
  seimei_status status = load_line(r, error);
  if (status) return status;
  const char *p = line_end(r, r->begin);
  view line = view_of(r->window + r->begin, (p ? (size_t)(p - r->window) : r->end) - r->begin);
  if (view_starts_with(line, TEXT("\xEF\xBB\xBF"))) line = view_skip(line, 3);
  size_t at = 0;
  while (at < line.len && char_is_space((unsigned char)line.ptr[at])) at++;
  r->format = INPUT_TEXT;
  if (at == line.len || line.ptr[at] != '{') return SEIMEI_OK;
  const char *unused;
  struct json_object *record = parse_line(r, line, &unused);
  if (record) r->format = INPUT_JSONL;
  json_object_put(record);
  return SEIMEI_OK;
}

seimei_status reader_new(FILE *stream, const char *path, input_format format, view published_default,
                         const seimei_allocator *allocator, read_problem *problem, void *user, reader **out,
                         seimei_error *error) {
  *out = NULL;
  if (published_default.len && !is_date(published_default))
    return error_set(error, SEIMEI_USAGE, "The date of publication is not a date like 2022-02-05.");
  reader *r = allocator_resize(allocator, NULL, sizeof *r);
  if (!r) return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for reading %s.", path);
  *r = (reader){.stream = stream, .allocator = allocator, .problem = problem, .user = user, .format = format};
  arena_init(&r->arena, allocator);
  if (published_default.len) memcpy(r->published_default, published_default.ptr, published_default.len);
  r->path = copy_string(r, view_of_string(path));
  r->stem = copy_string(r, stem_of(view_of_string(path)));
  r->json = json_tokener_new_ex(JSON_DEPTH);
  seimei_status status = SEIMEI_OK;
  if (!r->path || !r->stem || !r->json)
    status = error_set(error, SEIMEI_NO_MEMORY, "Out of memory for reading %s.", path);
  if (!status && format == INPUT_AUTO) status = find_format(r, error);
  if (status) reader_free(r);
  else *out = r;
  return status;
}

static seimei_status next_document(reader *r, seimei_document *out, bool *more, seimei_error *error) {
  jmp_buf unwind;
  if (setjmp(unwind)) {
    r->arena.on_failure = NULL;
    return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for reading %s.", r->path);
  }
  r->arena.on_failure = &unwind;
  seimei_status status = r->format == INPUT_JSONL ? read_line(r, out, more, error) : read_text(r, out, more, error);
  r->arena.on_failure = NULL;
  return status;
}

seimei_status reader_next(reader *r, seimei_document *out, bool *more, seimei_error *error) {
  *more = false;
  *out = (seimei_document){0};
  json_object_put(r->record);
  r->record = NULL;
  arena_reset(&r->arena);
  if (r->done) return SEIMEI_OK;
  seimei_status status = next_document(r, out, more, error);
  if (status || !*more) r->done = true;
  return status;
}

void reader_free(reader *r) {
  if (!r) return;
  json_object_put(r->record);
  if (r->json) json_tokener_free(r->json);
  arena_release(&r->arena);
  if (r->window) allocator_resize(r->allocator, r->window, 0);
  if (r->path) allocator_resize(r->allocator, r->path, 0);
  if (r->stem) allocator_resize(r->allocator, r->stem, 0);
  allocator_resize(r->allocator, r, 0);
}
