/* json.c - JSON as text (RFC 8259). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "write/json.h"

static void add_escape(buffer *b, uint32_t c) {
  static const char SHORT[] = {
      ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r', ['"'] = '"', ['\\'] = '\\'};
  if (c < sizeof SHORT && SHORT[c]) {
    char pair[2] = {'\\', SHORT[c]};
    buffer_add(b, view_of(pair, 2));
  } else {
    buffer_printf(b, "\\u%04x", (unsigned)c);
  }
}

static bool needs_escape(uint32_t c) {
  return c < 0x20 || c == '"' || c == '\\' || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029;
}

void json_string(buffer *b, view text) {
  size_t clean = 0; /* start of what can be copied as it is */
  buffer_add_byte(b, '"');
  for (size_t at = 0; at < text.len;) {
    uint32_t length, c = utf8_decode(text, at, &length);
    bool invalid = c == 0xFFFD && length == 1;
    if (invalid || needs_escape(c)) {
      buffer_add(b, view_slice(text, clean, at));
      if (invalid) buffer_add_string(b, "\xEF\xBF\xBD");
      else add_escape(b, c);
      clean = at + length;
    }
    at += length;
  }
  if (clean < text.len) buffer_add(b, view_slice(text, clean, text.len));
  buffer_add_byte(b, '"');
}

/* Whatever stands between the digits is the locale's decimal point. */
static void add_digits(buffer *b, const char *digits) {
  for (const char *p = digits; *p;) {
    if (strchr("0123456789+-e", *p)) {
      buffer_add_byte(b, *p++);
      continue;
    }
    buffer_add_byte(b, '.');
    while (*p && !strchr("0123456789+-e", *p)) p++;
  }
}

void json_number(buffer *b, double value) {
  char digits[64];
  if (!isfinite(value)) {
    buffer_add_string(b, "null");
    return;
  }
  if (value == floor(value) && fabs(value) < 1e15) {
    buffer_printf(b, "%lld", (long long)value);
    return;
  }
  for (int precision = 15; precision <= 17; precision++) {
    snprintf(digits, sizeof digits, "%.*g", precision, value);
    if (strtod(digits, NULL) == value) break;
  }
  add_digits(b, digits);
}

void json_score(buffer *b, double value) {
  char digits[64];
  if (!isfinite(value) || fabs(value) > 1e15) {
    buffer_add_string(b, "null");
    return;
  }
  int n = snprintf(digits, sizeof digits, "%.4f", value == 0 ? 0.0 : value);
  for (int drop = 0; drop < 3 && digits[n - 1] == '0'; drop++) digits[--n] = '\0';
  add_digits(b, digits);
}

void json_comma(buffer *b) {
  if (b->len && b->ptr[b->len - 1] != '{' && b->ptr[b->len - 1] != '[' && b->ptr[b->len - 1] != '\n')
    buffer_add_byte(b, ',');
}

void json_key(buffer *b, const char *key) {
  json_comma(b);
  buffer_add_byte(b, '"');
  buffer_add_string(b, key);
  buffer_add(b, TEXT("\":"));
}

void json_text(buffer *b, const char *key, view text) {
  json_key(b, key);
  if (text.len) json_string(b, text);
  else buffer_add_string(b, "null");
}

void json_integer(buffer *b, const char *key, int64_t value) {
  json_key(b, key);
  buffer_printf(b, "%lld", (long long)value);
}
