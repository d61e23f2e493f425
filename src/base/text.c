/* text.c - views, growable text, UTF-8, character classes and hashing. */
#include <stdarg.h>
#include <stdio.h>

#include "base/base.h"

int view_compare(view a, view b) {
  size_t n = a.len < b.len ? a.len : b.len;
  int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

size_t view_find(view v, view needle, size_t from) {
  if (needle.len == 0) return from <= v.len ? from : SIZE_MAX;
  while (from + needle.len <= v.len) {
    const char *p = memchr(v.ptr + from, needle.ptr[0], v.len - needle.len - from + 1);
    if (!p) return SIZE_MAX;
    if (!memcmp(p, needle.ptr, needle.len)) return (size_t)(p - v.ptr);
    from = (size_t)(p - v.ptr) + 1;
  }
  return SIZE_MAX;
}

bool view_split(view *rest, char separator, view *part) {
  if (!rest->ptr) return false;
  const char *p = rest->len ? memchr(rest->ptr, separator, rest->len) : NULL;
  if (!p) {
    *part = *rest;
    *rest = (view){NULL, 0};
    return true;
  }
  *part = view_of(rest->ptr, (size_t)(p - rest->ptr));
  *rest = view_skip(*rest, part->len + 1);
  return true;
}

view view_trim(view v) {
  while (v.len && (unsigned char)v.ptr[0] <= ' ') v = view_skip(v, 1);
  while (v.len && (unsigned char)v.ptr[v.len - 1] <= ' ') v.len--;
  return v;
}

seimei_status error_set(seimei_error *error, seimei_status status, const char *format, ...) {
  if (!error) return status;
  error->status = status;
  va_list args;
  va_start(args, format);
  vsnprintf(error->message, sizeof error->message, format, args);
  va_end(args);
  return status;
}

seimei_status error_copy(seimei_error *error, const seimei_error *from) {
  if (error) *error = *from;
  return from->status;
}

/* ---- growable text ---- */

void buffer_init(buffer *b, const seimei_allocator *allocator) { *b = (buffer){.allocator = allocator}; }

void buffer_release(buffer *b) {
  if (b->ptr) allocator_resize(b->allocator, b->ptr, 0);
  buffer_init(b, b->allocator);
}

void buffer_clear(buffer *b) { b->len = 0; }

static bool reserve(buffer *b, size_t more) {
  if (b->failed) return false;
  if (more < b->capacity - b->len) return true;
  size_t capacity = b->capacity ? b->capacity : 256;
  while (capacity - b->len <= more) {
    if (capacity > SIZE_MAX / 2) return b->failed = true, false;
    capacity *= 2;
  }
  char *p = allocator_resize(b->allocator, b->ptr, capacity);
  if (!p) return b->failed = true, false;
  b->ptr = p;
  b->capacity = capacity;
  return true;
}

void buffer_add(buffer *b, view text) {
  if (!text.len || !reserve(b, text.len)) return;
  memcpy(b->ptr + b->len, text.ptr, text.len);
  b->len += text.len;
  b->ptr[b->len] = '\0';
}

void buffer_add_string(buffer *b, const char *text) { buffer_add(b, view_of_string(text)); }
void buffer_add_byte(buffer *b, char byte) { buffer_add(b, view_of(&byte, 1)); }

void buffer_printf(buffer *b, const char *format, ...) {
  char small[512];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(small, sizeof small, format, args);
  va_end(args);
  if (n < 0) return;
  if ((size_t)n < sizeof small) {
    buffer_add(b, view_of(small, (size_t)n));
    return;
  }
  if (!reserve(b, (size_t)n + 1)) return;
  va_start(args, format);
  vsnprintf(b->ptr + b->len, (size_t)n + 1, format, args);
  va_end(args);
  b->len += (size_t)n;
}

/* ---- UTF-8 ---- */

static bool is_continuation(unsigned char c) { return (c & 0xC0) == 0x80; }

uint32_t utf8_decode_any(view text, size_t at, uint32_t *length) {
  const unsigned char *p = (const unsigned char *)text.ptr + at;
  size_t left = text.len - at;
  *length = 1;
  if (p[0] < 0x80) return p[0];
  if (p[0] >= 0xC2 && p[0] < 0xE0 && left >= 2 && is_continuation(p[1])) {
    *length = 2;
    return (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
  }
  if (p[0] >= 0xE0 && p[0] < 0xF0 && left >= 3 && is_continuation(p[1]) && is_continuation(p[2])) {
    uint32_t c = (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
    if (c >= 0x800 && (c < 0xD800 || c > 0xDFFF)) return *length = 3, c;
  }
  if (p[0] >= 0xF0 && p[0] < 0xF5 && left >= 4 && is_continuation(p[1]) && is_continuation(p[2]) && is_continuation(p[3])) {
    uint32_t c = (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
    if (c >= 0x10000 && c <= 0x10FFFF) return *length = 4, c;
  }
  return 0xFFFD;
}

uint32_t utf8_encode(uint32_t c, char out[4]) {
  if (c < 0x80) return out[0] = (char)c, 1;
  if (c < 0x800) return out[0] = (char)(0xC0 | c >> 6), out[1] = (char)(0x80 | (c & 0x3F)), 2;
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | c >> 12);
    out[1] = (char)(0x80 | (c >> 6 & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | c >> 18);
  out[1] = (char)(0x80 | (c >> 12 & 0x3F));
  out[2] = (char)(0x80 | (c >> 6 & 0x3F));
  out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}

size_t utf8_count(view text) {
  size_t n = 0;
  for (size_t at = 0; at < text.len; n++) {
    uint32_t length;
    utf8_decode(text, at, &length);
    at += length;
  }
  return n;
}

size_t utf8_skip_ascii(view text, size_t at) {
  uint64_t eight;
  for (; at + sizeof eight <= text.len; at += sizeof eight) {
    memcpy(&eight, text.ptr + at, sizeof eight);
    if (eight & UINT64_C(0x8080808080808080)) break;
  }
  while (at < text.len && (unsigned char)text.ptr[at] < 0x80) at++;
  return at;
}

size_t utf8_before(view text, size_t at) {
  size_t p = at;
  while (p > 0 && at - p < 4) {
    p--;
    if (!is_continuation((unsigned char)text.ptr[p])) return p;
  }
  return at ? at - 1 : 0;
}

bool char_is_kanji(uint32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF) || c == 0x3005 || c == 0x3007;
}
bool char_is_hiragana(uint32_t c) { return c >= 0x3041 && c <= 0x309F; }
bool char_is_katakana(uint32_t c) { return (c >= 0x30A1 && c <= 0x30FA) || (c >= 0xFF66 && c <= 0xFF9D); }
bool char_is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
bool char_is_latin(uint32_t c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}
bool char_is_space(uint32_t c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000; }

/* ---- hashing: FNV-1a over 8 bytes at a time with a final mix ---- */

uint64_t hash_bytes(const void *bytes, size_t len) {
  const unsigned char *p = bytes;
  uint64_t h = UINT64_C(1469598103934665603) ^ len;
  for (; len >= 8; p += 8, len -= 8) {
    uint64_t word;
    memcpy(&word, p, 8);
    h = (h ^ word) * UINT64_C(1099511628211);
    h ^= h >> 29;
  }
  for (; len; p++, len--) h = (h ^ *p) * UINT64_C(1099511628211);
  h ^= h >> 32;
  h *= UINT64_C(0xD6E8FEB86659FD93);
  return h ^ h >> 32;
}
