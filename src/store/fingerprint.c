/* fingerprint.c - content and signature of a text. */
#include "store/fingerprint.h"

enum { SHINGLE_BYTES = 12, BIN_BITS = 7 };
_Static_assert(1 << BIN_BITS == SIGNATURE_BINS, "a hash's first bits choose the bin");
_Static_assert(BAND_COUNT *BAND_BINS <= SIGNATURE_BINS, "bands are made of different bins");

/* Copies text without its blanks; where it ends. */
static char *add_without_blanks(char *at, view text) {
  uint32_t length;
  for (size_t i = 0; i < text.len; i += length) {
    if (char_is_space(utf8_decode(text, i, &length))) continue;
    memcpy(at, text.ptr + i, length);
    at += length;
  }
  return at;
}

view content_of(arena *a, view title, view text) {
  char *start = arena_alloc(a, title.len + text.len + 1), *at = add_without_blanks(start, title);
  *at++ = '\n';
  return view_of(start, (size_t)(add_without_blanks(at, text) - start));
}

/* Takes text off the front of *content, blanks aside. */
static bool take_text(view *content, view text) {
  uint32_t length;
  for (size_t i = 0; i < text.len; i += length) {
    if (char_is_space(utf8_decode(text, i, &length))) continue;
    if (!view_starts_with(*content, view_slice(text, i, i + length))) return false;
    *content = view_skip(*content, length);
  }
  return true;
}

bool content_is(view content, view title, view text) {
  if (!take_text(&content, title) || !view_starts_with(content, TEXT("\n"))) return false;
  content = view_skip(content, 1);
  return take_text(&content, text) && !content.len;
}

uint64_t content_hash(view content, uint32_t salt) {
  uint64_t hash = hash_view(content);
  return salt ? hash_mix(hash, salt) : hash;
}

/* ---- signature ---- */

static bool is_letter(uint32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return c >= 0xC0 && (c < 0x2000 || c > 0x206F) && (c < 0x3000 || c > 0x3004) && (c < 0x3008 || c > 0x3020) &&
         c != 0x30FB && (c < 0xFF00 || c > 0xFF0F) && (c < 0xFF1A || c > 0xFF20) && (c < 0xFF3B || c > 0xFF40) &&
         (c < 0xFF5B || c > 0xFF65) && c != 0xFFFD;
}

static view letters_of(arena *a, view text) {
  char *letters = arena_alloc(a, text.len + 2 * sizeof(uint64_t));
  size_t count = 0;
  uint32_t length;
  for (size_t i = 0; i < text.len; i += length) {
    if (!is_letter(utf8_decode(text, i, &length))) continue;
    memcpy(letters + count, text.ptr + i, length);
    count += length;
  }
  return view_of(letters, count);
}

static bool is_inside_character(view v, size_t at) { return at < v.len && ((unsigned char)v.ptr[at] & 0xC0) == 0x80; }

/* A run is 12 to 15 bytes: two words with what is beyond it masked. letters has room behind its end. */
static uint64_t shingle_hash(view letters, size_t at, size_t length) {
  uint64_t first, second;
  memcpy(&first, letters.ptr + at, 8);
  memcpy(&second, letters.ptr + at + 8, 8);
  second &= UINT64_MAX >> (8 * (16 - length));
  uint64_t hash = hash_mix(first, second);
  return hash ^ hash >> 29;
}

/* The least value of each bin; returns the number of runs. */
static size_t fill_bins(view letters, uint64_t *bins) {
  size_t count = 0;
  for (size_t at = 0; at + SHINGLE_BYTES <= letters.len; at++) {
    if (is_inside_character(letters, at)) continue;
    size_t end = at + SHINGLE_BYTES;
    while (is_inside_character(letters, end) && end < at + 15) end++;
    uint64_t hash = shingle_hash(letters, at, end - at);
    uint64_t *bin = &bins[hash >> (64 - BIN_BITS)];
    if (hash < *bin) *bin = hash;
    count++;
  }
  return count;
}

/* An empty bin takes the value of the next full one, mixed with how far it is. */
static void fill_gaps(const uint64_t *bins, uint64_t *full) {
  for (unsigned i = 0; i < SIGNATURE_BINS; i++) {
    unsigned far = 0;
    while (bins[(i + far) % SIGNATURE_BINS] == UINT64_MAX) far++;
    uint64_t value = bins[(i + far) % SIGNATURE_BINS];
    full[i] = far ? hash_mix(value, far) : value;
  }
}

signature signature_of(arena *a, view text) {
  signature s = {0};
  uint64_t bins[SIGNATURE_BINS], full[SIGNATURE_BINS];
  memset(bins, 0xFF, sizeof bins);
  if (fill_bins(letters_of(a, text), bins) < LEAST_SHINGLES) return s;
  fill_gaps(bins, full);
  s.known = true;
  for (int i = 0; i < SIGNATURE_BINS; i++) s.bins[i] = (uint8_t)full[i];
  for (int b = 0; b < BAND_COUNT; b++)
    s.bands[b] = (int64_t)hash_mix(hash_bytes(full + b * BAND_BINS, sizeof *full * BAND_BINS), (uint64_t)b);
  return s;
}

/* Bins that differ agree in one of 256 cases. */
double signature_resemblance(const uint8_t *a, const uint8_t *b) {
  int same = 0;
  for (int i = 0; i < SIGNATURE_BINS; i++) same += a[i] == b[i];
  double found = (double)same / SIGNATURE_BINS, chance = 1.0 / 256;
  return found <= chance ? 0 : (found - chance) / (1 - chance);
}
