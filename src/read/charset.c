/* charset.c - which charset raw bytes are in, and bytes to UTF-8.
 *
 * In order: a byte order mark; NULs in every other byte (UTF-16 with ASCII in it); valid UTF-8; then the candidates are
 * read as they are and judged by what comes out, as far as SAMPLE bytes:
 *
 *   score = hiragana 3, katakana and kanji 1, half-width kana -2, impossible byte -8
 *
 * Hiragana decide: they are every third character of Japanese prose, they lie in one row of each charset, and text read
 * in the wrong one shows few of them. Converting is ICU's work; Shift_JIS always means CP932 (ibm-943). */
#include <stdlib.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include "read/read.h"

enum { SAMPLE = 256 * 1024, WORST = INT32_MIN };

typedef struct {
  int64_t points;
  size_t characters, bad;
} score;

static const char *const names[] = {"UTF-8",    "CP932",       "EUC-JP",       "UTF-16LE",
                                    "UTF-16BE", "ISO-2022-JP", "windows-1252", "unknown"};
static const char *const converters[] = {NULL,       "ibm-943_P15A-2003", "euc-jp-2007",        "UTF-16LE",
                                         "UTF-16BE", "ISO-2022-JP",       "ibm-5348_P100-1997", NULL};
_Static_assert(COUNT_OF(names) == CHARSET_UNKNOWN + 1 && COUNT_OF(converters) == COUNT_OF(names), "one a charset");

const char *charset_name(charset c) { return names[c]; }

/* ---- judging ---- */

typedef enum { SEEN_OTHER, SEEN_HIRAGANA, SEEN_WIDE, SEEN_HALF_KANA, SEEN_BAD } seen;

static void add(score *s, seen what) {
  static const int points[] = {0, 3, 1, -2, -8};
  s->points += points[what];
  s->characters += what != SEEN_OTHER;
  s->bad += what == SEEN_BAD;
}

/* One character of CP932 at p. */
static seen read_cp932(const unsigned char *p, size_t left, size_t *length) {
  *length = 1;
  if (p[0] < 0x80) return SEEN_OTHER;
  if (p[0] >= 0xA1 && p[0] <= 0xDF) return SEEN_HALF_KANA;
  if (p[0] == 0x80 || p[0] == 0xA0 || p[0] > 0xFC || left < 2) return SEEN_BAD;
  if (p[1] < 0x40 || p[1] == 0x7F || p[1] > 0xFC) return SEEN_BAD;
  *length = 2;
  if (p[0] == 0x82 && p[1] >= 0x9F && p[1] <= 0xF1) return SEEN_HIRAGANA;
  if ((p[0] >= 0x85 && p[0] <= 0x86) || (p[0] >= 0xEB && p[0] <= 0xEC) || (p[0] >= 0xF0 && p[0] <= 0xF9))
    return SEEN_BAD;
  return SEEN_WIDE;
}

static seen read_euc(const unsigned char *p, size_t left, size_t *length) {
  *length = 1;
  if (p[0] < 0x80) return SEEN_OTHER;
  if (p[0] == 0x8F) {
    if (left < 3 || p[1] < 0xA1 || p[2] < 0xA1) return SEEN_BAD;
    return *length = 3, SEEN_WIDE;
  }
  if (left < 2 || (p[0] != 0x8E && p[0] < 0xA1) || p[0] == 0xFF || p[1] < 0xA1 || p[1] == 0xFF) return SEEN_BAD;
  *length = 2;
  if (p[0] == 0x8E) return SEEN_HALF_KANA;
  if (p[0] == 0xA4) return p[1] <= 0xF3 ? SEEN_HIRAGANA : SEEN_BAD;
  return p[0] >= 0xA9 && p[0] <= 0xAC ? SEEN_BAD : SEEN_WIDE;
}

static seen read_utf16(const unsigned char *p, size_t left, size_t *length, int high) {
  *length = left < 2 ? 1 : 2;
  if (left < 2) return SEEN_BAD;
  uint32_t c = (uint32_t)p[high] << 8 | p[1 - high];
  if (char_is_hiragana(c)) return SEEN_HIRAGANA;
  if (char_is_katakana(c) || char_is_kanji(c) || (c >= 0x3000 && c <= 0x303F) || c == 0x30FC) return SEEN_WIDE;
  if (c < 0x250 || (c >= 0xFF01 && c <= 0xFF9F) || (c >= 0x2000 && c < 0x2700)) return SEEN_OTHER;
  return SEEN_BAD;
}

static seen read_utf8(view bytes, size_t at, size_t *length) {
  uint32_t n, c = utf8_decode(bytes, at, &n);
  *length = n;
  if (c == 0xFFFD && n == 1) return SEEN_BAD;
  return char_is_hiragana(c) ? SEEN_HIRAGANA : c < 0x250 ? SEEN_OTHER : SEEN_WIDE;
}

static score judge(view bytes, charset c) {
  score s = {0};
  for (size_t at = 0, length; at < bytes.len; at += length) {
    const unsigned char *p = (const unsigned char *)bytes.ptr + at;
    size_t left = bytes.len - at;
    seen what = SEEN_BAD;
    if (c == CHARSET_UTF8) what = read_utf8(bytes, at, &length);
    else if (c == CHARSET_CP932) what = read_cp932(p, left, &length);
    else if (c == CHARSET_EUC_JP) what = read_euc(p, left, &length);
    else what = read_utf16(p, left, &length, c == CHARSET_UTF16LE);
    add(&s, what);
  }
  return s;
}

/* ---- detecting ---- */

static charset by_mark(view bytes) {
  if (view_starts_with(bytes, TEXT("\xEF\xBB\xBF"))) return CHARSET_UTF8;
  if (view_starts_with(bytes, TEXT("\xFF\xFE"))) return CHARSET_UTF16LE;
  if (view_starts_with(bytes, TEXT("\xFE\xFF"))) return CHARSET_UTF16BE;
  return CHARSET_UNKNOWN;
}

/* ASCII in UTF-16: NUL in a quarter of the bytes of one parity and in hardly any of the other. */
static charset by_nul(view sample) {
  size_t nul[2] = {0};
  if (!sample.len || !memchr(sample.ptr, '\0', sample.len)) return CHARSET_UNKNOWN;
  for (size_t i = 0; i < sample.len; i++) nul[i & 1] += sample.ptr[i] == '\0';
  size_t half = sample.len / 2;
  if (half < 2) return CHARSET_UNKNOWN;
  if (nul[1] * 4 >= half && nul[0] * 16 <= nul[1]) return CHARSET_UTF16LE;
  if (nul[0] * 4 >= half && nul[1] * 16 <= nul[0]) return CHARSET_UTF16BE;
  return CHARSET_UNKNOWN;
}

static bool has_escapes(view sample) {
  static const view openers[] = {{"\x1B$B", 3}, {"\x1B$@", 3}, {"\x1B(J", 3}, {"\x1B$A", 3}};
  if (utf8_skip_ascii(sample, 0) < sample.len) return false;
  for (size_t i = 0; i < COUNT_OF(openers); i++)
    if (view_find(sample, openers[i], 0) != SIZE_MAX) return true;
  return false;
}

/* Valid but for a character that the end of the sample may have cut. */
static bool is_utf8(view bytes, view sample) {
  for (size_t at = utf8_skip_ascii(sample, 0), length; at < sample.len; at = utf8_skip_ascii(sample, at + length))
    if (read_utf8(sample, at, &length) == SEEN_BAD && (sample.len == bytes.len || at + 3 < sample.len)) return false;
  return true;
}

static charset by_score(view sample) {
  static const charset candidates[] = {CHARSET_UTF8, CHARSET_CP932, CHARSET_EUC_JP, CHARSET_UTF16LE, CHARSET_UTF16BE};
  charset best = CHARSET_UNKNOWN;
  score top = {0};
  for (size_t i = 0; i < COUNT_OF(candidates); i++) {
    score s = judge(sample, candidates[i]);
    if (s.bad * 10 > s.characters || (best != CHARSET_UNKNOWN && s.points <= top.points)) continue;
    best = candidates[i];
    top = s;
  }
  return best;
}

charset charset_detect(view bytes) {
  view sample = bytes.len > SAMPLE ? view_of(bytes.ptr, SAMPLE) : bytes;
  charset found = by_mark(bytes);
  if (found == CHARSET_UNKNOWN) found = by_nul(sample);
  if (found == CHARSET_UNKNOWN && has_escapes(sample)) found = CHARSET_ISO_2022_JP;
  if (found == CHARSET_UNKNOWN && is_utf8(bytes, sample)) found = CHARSET_UTF8;
  return found == CHARSET_UNKNOWN ? by_score(sample) : found;
}

/* ---- decoding ---- */

static view without_mark(view bytes, charset c) {
  size_t length = c == CHARSET_UTF8 ? 3 : 2;
  return by_mark(bytes) == c && c != CHARSET_UNKNOWN ? view_skip(bytes, length) : bytes;
}

/* Valid text is used as it is; else invalid bytes are replaced one by one. */
static view decode_utf8(arena *a, view bytes, size_t *replaced) {
  uint32_t length;
  size_t bad = 0;
  for (size_t at = utf8_skip_ascii(bytes, 0); at < bytes.len; at = utf8_skip_ascii(bytes, at + length))
    bad += utf8_decode(bytes, at, &length) == 0xFFFD && length == 1;
  *replaced = bad;
  if (!bad) return arena_copy(a, bytes);
  char *text = arena_alloc(a, bytes.len + bad * 2 + 1), *p = text;
  for (size_t at = 0; at < bytes.len; at += length) p += utf8_encode(utf8_decode(bytes, at, &length), p);
  return view_of(text, (size_t)(p - text));
}

/* ICU hands its context on as constant; what it points to counts. */
typedef struct {
  size_t *count;
} replacing;

/* ICU's own substitute is U+001A in some charsets. */
static void replace(const void *context, UConverterToUnicodeArgs *args, const char *bytes, int32_t length,
                    UConverterCallbackReason reason, UErrorCode *status) {
  static const UChar replacement[] = {0xFFFD};
  (void)bytes, (void)length;
  if (reason > UCNV_IRREGULAR) return;
  const replacing *r = context;
  ++*r->count;
  *status = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(args, replacement, 1, 0, status);
}

/* ICU converts through a block of UTF-16; every byte gives at most three bytes of UTF-8. */
static view convert(view bytes, UConverter *from, UConverter *to, char *text, size_t size) {
  UErrorCode status = U_ZERO_ERROR;
  char *target = text;
  const char *source = bytes.ptr;
  UChar pivot[1024], *pivot_source = pivot, *pivot_target = pivot;
  ucnv_convertEx(to, from, &target, text + size, &source, bytes.ptr + bytes.len, pivot, &pivot_source, &pivot_target,
                 pivot + COUNT_OF(pivot), true, true, &status);
  return view_of(text, (size_t)(target - text));
}

view charset_decode(arena *a, view bytes, charset c, size_t *replaced) {
  const replacing counted = {replaced};
  *replaced = 0;
  bytes = without_mark(bytes, c);
  if (!bytes.len) return bytes;
  if (!converters[c]) return decode_utf8(a, bytes, replaced);
  size_t size = bytes.len * 3 + 16;
  char *room = arena_alloc(a, size); /* before ICU is asked for anything: it may unwind */
  UErrorCode status = U_ZERO_ERROR;
  UConverter *from = ucnv_open(converters[c], &status), *to = ucnv_open("UTF-8", &status);
  if (U_SUCCESS(status)) ucnv_setToUCallBack(from, replace, &counted, NULL, NULL, &status);
  bool opened = U_SUCCESS(status);
  view text = opened ? convert(bytes, from, to, room, size) : (view){0};
  if (from) ucnv_close(from);
  if (to) ucnv_close(to);
  return opened ? text : decode_utf8(a, bytes, replaced);
}
