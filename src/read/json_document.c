/* json_document.c - a line of JSONL to a document, by json-c, whose object the document points into. */
#include "read/read_parts.h"

enum { JSON_DEPTH = 32 };

static view string_of(struct json_object *record, const char *key) {
  struct json_object *value = NULL;
  if (!json_object_object_get_ex(record, key, &value) || !value) return (view){0};
  if (json_object_is_type(value, json_type_string))
    return view_of(json_object_get_string(value), (size_t)json_object_get_string_len(value));
  bool plain = json_object_is_type(value, json_type_int) || json_object_is_type(value, json_type_double);
  return plain ? view_of_string(json_object_get_string(value)) : (view){0};
}

/* A line as an object, or NULL with what is wrong. */
static struct json_object *parse_line(json_tokener *json, view line, const char **message) {
  *message = "The line is not valid JSON.";
  if (line.len > INT32_MAX) return NULL;
  json_tokener_reset(json);
  struct json_object *record = json_tokener_parse_ex(json, line.ptr, (int)line.len);
  enum json_tokener_error code = json_tokener_get_error(json);
  if (code == json_tokener_continue) *message = "The line ends inside a JSON value.";
  else if (code == json_tokener_error_depth) *message = "The line's JSON is nested too deeply.";
  else if (code == json_tokener_success && !is_blank(view_skip(line, json_tokener_get_parse_end(json))))
    *message = "Something follows the JSON value on its line.";
  else if (code == json_tokener_success && json_object_is_type(record, json_type_object)) return record;
  else if (code == json_tokener_success) *message = "The line's JSON value is not an object.";
  json_object_put(record);
  return NULL;
}

bool is_json_object(view line) {
  const char *unused;
  json_tokener *json = json_tokener_new_ex(JSON_DEPTH);
  struct json_object *record = json ? parse_line(json, line, &unused) : NULL;
  bool found = record != NULL;
  json_object_put(record);
  if (json) json_tokener_free(json);
  return found;
}

/* The line in UTF-8, without line end and byte order mark. */
static view line_text(raw_reader *r, const raw_document *raw) {
  size_t replaced;
  view line = raw->bytes;
  if (view_ends_with(line, TEXT("\r"))) line.len--;
  charset c = charset_detect(line);
  bool eight_bit = c == CHARSET_CP932 || c == CHARSET_EUC_JP;
  view text = charset_decode(&r->arena, line, eight_bit ? c : CHARSET_UTF8, &replaced);
  if (replaced) raw_report(r, raw, "The line has bytes that are not valid UTF-8; they are read as U+FFFD.");
  return text;
}

static view published_of(raw_reader *r, const raw_document *raw, struct json_object *record) {
  view given = string_of(record, "published"), date = date_of_timestamp(given);
  if (given.len && !date.len)
    raw_report(r, raw, "\"published\" is no day of the calendar like 2022-02-05; it is left out.");
  return date;
}

raw_outcome read_json(raw_reader *r, const raw_document *raw, seimei_document *out, seimei_error *reason) {
  const char *message;
  if (!r->json) r->json = json_tokener_new_ex(JSON_DEPTH);
  if (!r->json) return raw_bad(reason, SEIMEI_NO_MEMORY, "out of memory");
  view text = line_text(r, raw);
  if (is_blank(text)) return raw_left(reason, "empty line");
  struct json_object *record = r->record = parse_line(r->json, text, &message);
  if (!record) return raw_bad(reason, SEIMEI_BAD_INPUT, message);
  if (is_blank(string_of(record, "text"))) return raw_bad(reason, SEIMEI_BAD_INPUT, "The line has no \"text\".");
  *out = (seimei_document){.id = string_of(record, "id"),
                           .lang = string_of(record, "lang"),
                           .published = published_of(r, raw, record),
                           .title = string_of(record, "title"),
                           .text = string_of(record, "text"),
                           .url = string_of(record, "url"),
                           .publisher = string_of(record, "publisher")};
  return RAW_READ;
}
