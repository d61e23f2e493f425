/* http_document.c - an answer of a web server (RFC 9112) to a document: head, chunks, content encodings, page.
 *
 * Archives hold answers as they were sent, or unpacked with the head left as it was. So a body is unpacked only when it
 * has the form that the head says. What comes out is at most MAX_PAGE bytes. */
#include <brotli/decode.h>
#include <zlib.h>

#include "read/read_parts.h"

typedef struct {
  int status;
  view type, charset, encoding, transfer, body;
} answer;

/* ---- the head ---- */

static bool is_named(view line, const char *name) {
  size_t length = strlen(name);
  return line.len > length && line.ptr[length] == ':' && view_starts_with_word(line, name);
}

/* "text/html; charset=utf-8" */
static void take_type(view value, answer *out) {
  view rest = value, part;
  view_split(&rest, ';', &out->type);
  out->type = view_trim(out->type);
  while (view_split(&rest, ';', &part)) {
    part = view_trim(part);
    if (!view_starts_with_word(part, "charset=")) continue;
    part = view_trim(view_skip(part, strlen("charset=")));
    if (part.len > 1 && (part.ptr[0] == '"' || part.ptr[0] == '\'')) part = view_slice(part, 1, part.len - 1);
    out->charset = part;
  }
}

static void take_field(view line, answer *out) {
  static const char *const names[] = {"content-type", "content-encoding", "transfer-encoding"};
  view *const fields[] = {NULL, &out->encoding, &out->transfer};
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    if (!is_named(line, names[i])) continue;
    view value = view_trim(view_skip(line, strlen(names[i]) + 1));
    if (fields[i]) *fields[i] = value;
    else take_type(value, out);
  }
}

/* "HTTP/1.1 200 OK", fields, an empty line, the body. */
static bool take_head(view bytes, answer *out) {
  view rest = bytes, line;
  *out = (answer){0};
  if (!view_starts_with(bytes, TEXT("HTTP/")) || !view_split(&rest, '\n', &line)) return false;
  size_t space = view_find(line, TEXT(" "), 0);
  for (size_t at = space + 1; space != SIZE_MAX && at < space + 4 && at < line.len; at++) {
    if (!char_is_digit((unsigned char)line.ptr[at])) return false;
    out->status = out->status * 10 + line.ptr[at] - '0';
  }
  while (view_split(&rest, '\n', &line)) {
    if (!view_trim(line).len) return out->body = rest.ptr ? rest : (view){0}, true;
    take_field(line, out);
  }
  return false;
}

/* ---- chunks ---- */

/* A chunk's size in hex; -1 when none is there. */
static int64_t chunk_size(view body, size_t *at) {
  int64_t size = 0;
  size_t i = *at, digits = 0;
  for (; i < body.len && digits <= 8; i++, digits++) {
    char c = body.ptr[i] | 0x20;
    if (c >= '0' && c <= '9') size = size * 16 + c - '0';
    else if (c >= 'a' && c <= 'f') size = size * 16 + c - 'a' + 10;
    else break;
  }
  const char *p = i < body.len ? memchr(body.ptr + i, '\n', body.len - i) : NULL;
  if (!digits || digits > 8 || !p) return -1;
  for (; i < body.len && body.ptr[i] != '\n'; i++)
    if (body.ptr[i] == ';') break;
    else if (body.ptr[i] != ' ' && body.ptr[i] != '\r') return -1;
  *at = (size_t)(p - body.ptr) + 1;
  return size;
}

/* A body that is not in chunks stays; of one that is cut the chunks before are used. */
static view join_chunks(raw_reader *r, view body) {
  size_t at = 0, n = 0;
  char *out = NULL;
  for (;;) {
    int64_t size = chunk_size(body, &at);
    if (size < 0 && !out) return body;
    if (size <= 0 || at >= body.len) break;
    size_t left = body.len - at, length = (uint64_t)size < left ? (size_t)size : left;
    if (!out) out = arena_alloc(&r->arena, body.len);
    memcpy(out + n, body.ptr + at, length);
    n += length;
    at += length;
    while (at < body.len && (body.ptr[at] == '\r' || body.ptr[at] == '\n')) at++;
  }
  return view_of(out, n);
}

/* ---- content encodings ---- */

enum { STEP = 64 * 1024 };

/* Both unpack into out as far as it goes, which is told by *whole; what is more than MAX_PAGE ends it. */
static void inflate_all(view packed, int window, buffer *out, bool *whole) {
  unsigned char block[STEP];
  z_stream z = {.next_in = (unsigned char *)(uintptr_t)packed.ptr, .avail_in = (uInt)packed.len};
  *whole = false;
  if (inflateInit2(&z, window) != Z_OK) return;
  int result = Z_OK;
  while (result == Z_OK && out->len <= MAX_PAGE && !out->failed) {
    z.next_out = block;
    z.avail_out = sizeof block;
    result = inflate(&z, Z_NO_FLUSH);
    buffer_add(out, view_of((char *)block, sizeof block - z.avail_out));
  }
  *whole = result == Z_STREAM_END;
  inflateEnd(&z);
}

static void brotli_all(view packed, buffer *out, bool *whole) {
  uint8_t block[STEP];
  const uint8_t *next = (const uint8_t *)packed.ptr;
  size_t left = packed.len;
  BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
  BrotliDecoderResult result = state ? BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT : BROTLI_DECODER_RESULT_ERROR;
  while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && out->len <= MAX_PAGE && !out->failed) {
    uint8_t *to = block;
    size_t room = sizeof block;
    result = BrotliDecoderDecompressStream(state, &left, &next, &room, &to, NULL);
    buffer_add(out, view_of((char *)block, sizeof block - room));
  }
  *whole = result == BROTLI_DECODER_RESULT_SUCCESS;
  BrotliDecoderDestroyInstance(state);
}

static bool is_markup(view body) {
  view shown = view_trim(body);
  return shown.len && shown.ptr[0] == '<';
}

typedef enum { NOT_PACKED, PACKED_UNKNOWN, PACKED_GZIP, PACKED_ZLIB, PACKED_DEFLATE, PACKED_BROTLI } packing;

/* How the body is packed, by the word of its head and its own first bytes; brotli has none that tell. "deflate" is
 * zlib by the book and raw in practice. */
static packing packing_of(view encoding, view body) {
  bool deflate = view_is_word(encoding, "deflate"),
       gzip = view_is_word(encoding, "gzip") || view_is_word(encoding, "x-gzip");
  bool none = !encoding.len || view_is_word(encoding, "identity") || view_is_word(encoding, "utf-8");
  if (none || body.len < 2) return NOT_PACKED;
  if (view_is_word(encoding, "br")) return PACKED_BROTLI;
  unsigned first = (unsigned char)body.ptr[0], second = (unsigned char)body.ptr[1];
  if (gzip || deflate) {
    if (first == 0x1F && second == 0x8B) return PACKED_GZIP;
    if (!deflate || first == '<' || first == '{' || first >= 0xEF) return NOT_PACKED;
    return (first & 0x0F) == 8 && (first << 8 | second) % 31 == 0 ? PACKED_ZLIB : PACKED_DEFLATE;
  }
  return is_markup(body) || !view_trim(body).len ? NOT_PACKED : PACKED_UNKNOWN;
}

/* Into r->unpacked. false: the body is not packed as its head says. */
static bool unpack_as(raw_reader *r, packing how, view body) {
  static const int windows[] = {[PACKED_GZIP] = 15 + 16, [PACKED_ZLIB] = 15, [PACKED_DEFLATE] = -15};
  bool whole;
  if (r->unpacked.failed) buffer_release(&r->unpacked);
  buffer_clear(&r->unpacked);
  if (how != PACKED_BROTLI) return inflate_all(body, windows[how], &r->unpacked, &whole), true;
  brotli_all(body, &r->unpacked, &whole);
  return whole || r->unpacked.failed || (r->unpacked.len > 0 && !is_markup(body));
}

/* One encoding off the body; false: *reason says why it cannot be. */
static bool unpack(raw_reader *r, view encoding, view *body, seimei_error *reason) {
  packing how = packing_of(encoding, *body);
  if (how == NOT_PACKED) return true;
  if (how == PACKED_UNKNOWN) {
    error_set(reason, SEIMEI_UNSUPPORTED, "The body is packed with %.*s, which is not read.",
              (int)(encoding.len < 20 ? encoding.len : 20), encoding.ptr);
    return false;
  }
  if (!unpack_as(r, how, *body)) return true;
  if (r->unpacked.failed) return error_set(reason, SEIMEI_NO_MEMORY, "out of memory"), false;
  if (r->unpacked.len > MAX_PAGE) {
    error_set(reason, SEIMEI_TOO_LARGE, "The page is larger than 16 MiB when it is unpacked.");
    return false;
  }
  *body = arena_copy(&r->arena, view_of(r->unpacked.ptr, r->unpacked.len));
  return true;
}

/* "gzip, chunked": the last one was put on last. */
static bool unpack_list(raw_reader *r, view list, view *body, seimei_error *reason) {
  enum { MOST = 4 };
  view parts[MOST], rest = list, part;
  size_t count = 0;
  while (count < MOST && view_split(&rest, ',', &part)) parts[count++] = view_trim(part);
  while (count-- > 0) {
    if (view_is_word(parts[count], "chunked")) *body = join_chunks(r, *body);
    else if (!unpack(r, parts[count], body, reason)) return false;
  }
  return true;
}

/* ---- documents ---- */

static bool is_page_type(view type, view body) {
  if (view_is_word(type, "text/html") || view_is_word(type, "application/xhtml+xml")) return true;
  return (!type.len || view_is_word(type, "unknown/unknown")) && is_markup(body);
}

raw_outcome read_http(raw_reader *r, const raw_document *raw, seimei_document *out, seimei_error *reason) {
  answer a;
  if (!take_head(raw->bytes, &a)) return raw_bad(reason, SEIMEI_BAD_INPUT, "The answer of the server has no head.");
  if (a.status != 200) return error_set(reason, SEIMEI_OK, "the server answered %d", a.status), RAW_LEFT;
  if (a.type.len && !is_page_type(a.type, a.body) && !view_is_word(a.type, "text/plain"))
    return raw_left(reason, "neither a page nor text");
  if (!unpack_list(r, a.transfer, &a.body, reason) || !unpack_list(r, a.encoding, &a.body, reason)) return RAW_BAD;
  if (view_is_word(a.type, "text/plain")) return text_read(r, raw, a.body, out, reason);
  if (!is_page_type(a.type, a.body)) return raw_left(reason, "neither a page nor text");
  return page_read(r, raw, a.body, a.charset, out, reason);
}
