/* base.h - what every stage stands on: views, spans, an arena for each document, growable text, UTF-8, hashing.
 *
 * Memory of a document lives in an arena and dies with it. When an arena cannot grow it unwinds to the frame that
 * armed it (on_failure; for documents that is one place, the worker), so that no stage has a half-built state to clean
 * up and none checks for NULL; docs/decisions/0001-arena-unwinds.md says why. */
#ifndef SEIMEI_BASE_H
#define SEIMEI_BASE_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "seimei.h"

typedef seimei_view view;
typedef seimei_span span;

#define NONE UINT32_MAX /* an index that points nowhere */
#define TEXT(literal) SEIMEI_TEXT(literal)
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* ---- views and spans ---- */

static inline view view_of(const char *ptr, size_t len) { return (view){ptr, len}; }
static inline view view_of_string(const char *s) { return (view){s, s ? strlen(s) : 0}; }
static inline bool view_equals(view a, view b) { return a.len == b.len && (a.len == 0 || !memcmp(a.ptr, b.ptr, a.len)); }
static inline bool view_is(view v, const char *word) {
  return v.len ? v.ptr[0] == word[0] && !strncmp(v.ptr, word, v.len) && !word[v.len] : !word[0];
}
static inline bool view_starts_with(view a, view b) { return a.len >= b.len && !memcmp(a.ptr, b.ptr, b.len); }
static inline bool view_ends_with(view a, view b) {
  return a.len >= b.len && !memcmp(a.ptr + a.len - b.len, b.ptr, b.len);
}
static inline view view_skip(view v, size_t n) { return n ? (view){v.ptr + n, v.len - n} : v; } /* ptr may be NULL */
static inline view view_slice(view v, size_t begin, size_t end) { return (view){view_skip(v, begin).ptr, end - begin}; }
int view_compare(view a, view b);
size_t view_find(view v, view needle, size_t from); /* byte position or SIZE_MAX */
/* Takes the part before the next separator off *rest; false when *rest is used up. */
bool view_split(view *rest, char separator, view *part);
view view_trim(view v); /* without blanks and control characters of ASCII at both ends */

/* Letters that are put in, left out or changed to make b of a (Levenshtein), in bytes; EDIT_FAR for words above 31. */
enum { EDIT_FAR = 99 };
uint32_t edit_distance(view a, view b);
/* Whether a candidate is nearer to what was typed than *least, which is then set; begin with EDIT_NEAR. */
enum { EDIT_NEAR = 3 };
bool edit_is_nearer(view word, view candidate, uint32_t *least);

int calendar_month_days(int year, int month); /* month from 1 to 12 */
bool calendar_is_date(view v);                /* YYYY-MM-DD, a day that there is */

/* Letters of ASCII in any case: of markup, heads of servers and codes. word is in small letters. */
static inline char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }
static inline char ascii_upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c; }
static inline bool view_starts_with_word(view v, const char *word) {
  size_t i = 0;
  while (i < v.len && word[i] && ascii_lower(v.ptr[i]) == word[i]) i++;
  return !word[i];
}
static inline bool view_is_word(view v, const char *word) {
  return v.len == strlen(word) && view_starts_with_word(v, word);
}

static inline bool span_contains(span outer, span inner) { return outer.begin <= inner.begin && inner.end <= outer.end; }
static inline bool span_has(span s, uint32_t at) { return s.begin <= at && at < s.end; }
static inline bool spans_overlap(span a, span b) { return a.begin < b.end && b.begin < a.end; }
static inline uint32_t span_length(span s) { return s.end - s.begin; }
static inline view view_span(view text, span s) { return (view){text.ptr + s.begin, s.end - s.begin}; }

/* ---- languages ---- */

/* Those that documents are read in. Each stage asks the layers, or its own tables, which front end is to run. */
typedef enum { LANGUAGE_JA, LANGUAGE_EN, LANGUAGE_COUNT } language_id;
const char *language_code(language_id l); /* "ja" */
/* The language of a code such as "en" or "en-GB"; false when it is none of them. An empty code is Japanese. */
bool language_of_code(view code, language_id *out);

/* ---- errors ---- */

/* Fills error (may be NULL) in printf style and returns status. */
seimei_status error_set(seimei_error *error, seimei_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Copies from to error (may be NULL) and returns its status. */
seimei_status error_copy(seimei_error *error, const seimei_error *from);

/* ---- allocation ---- */

extern const seimei_allocator allocator_system;
void *allocator_resize(const seimei_allocator *a, void *old, size_t size); /* NULL allocator: the system's */

typedef struct arena_block arena_block;
typedef struct arena_large arena_large;
typedef struct {
  arena_block *first, *current;
  arena_large *large, *spare; /* spare: pieces of the document before */
  const seimei_allocator *allocator;
  jmp_buf *on_failure; /* where to unwind; NULL: abort, a caller's bug */
  size_t total;        /* bytes held */
} arena;

void arena_init(arena *a, const seimei_allocator *allocator);
void arena_reset(arena *a);   /* keeps the largest block, and some large pieces, for the next document */
void arena_release(arena *a); /* gives everything back */
void *arena_alloc(arena *a, size_t size); /* aligned to 16, zeroed, never NULL */
void *arena_room(arena *a, size_t size);  /* likewise, but with any bytes in it */
view arena_copy(arena *a, view text);
view arena_lower(arena *a, view text); /* a copy with letters of ASCII as small ones */
view arena_upper(arena *a, view text);
view arena_format(arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
#define ARENA_NEW(a, type, count) ((type *)arena_alloc((a), sizeof(type) * (size_t)(count)))
#define ARENA_ROOM(a, type, count) ((type *)arena_room((a), sizeof(type) * (size_t)(count)))

/* A growable array in an arena: LIST(token) tokens; LIST_PUSH(arena, &tokens, t). Who sets at otherwise sets capacity to
 * what at has room for, from the same arena. */
#define LIST(type)                                                                                                     \
  struct {                                                                                                             \
    type *at;                                                                                                          \
    uint32_t count, capacity;                                                                                          \
  }
void *list_grow(arena *a, void *at, uint32_t count, uint32_t *capacity, size_t item);
#define LIST_PUSH(a, list, ...)                                                                                        \
  do {                                                                                                                 \
    if ((list)->count == (list)->capacity)                                                                             \
      (list)->at = list_grow((a), (list)->at, (list)->count, &(list)->capacity, sizeof *(list)->at);                   \
    (list)->at[(list)->count++] = (__VA_ARGS__);                                                                       \
  } while (0)

/* ---- growable text outside an arena (writers, dumps) ---- */

typedef struct {
  char *ptr;
  size_t len, capacity;
  const seimei_allocator *allocator;
  bool failed; /* sticky: once memory ran out nothing more is added */
} buffer;

void buffer_init(buffer *b, const seimei_allocator *allocator);
void buffer_release(buffer *b);
void buffer_clear(buffer *b);
void buffer_add(buffer *b, view text);
void buffer_add_string(buffer *b, const char *text);
void buffer_add_byte(buffer *b, char byte);
void buffer_printf(buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ---- UTF-8 ---- */

/* Any sequence; what utf8_decode does for the rarer ones. */
uint32_t utf8_decode_any(view text, size_t at, uint32_t *length);

/* Decodes one code point at text[at]; *length gets its bytes (1 for an invalid byte, which reads as U+FFFD). ASCII and
 * most sequences of three bytes, which are nearly all of Japanese, are read in place. */
static inline uint32_t utf8_decode(view text, size_t at, uint32_t *length) {
  const unsigned char *p = (const unsigned char *)text.ptr + at;
  if (p[0] < 0x80) return *length = 1, p[0];
  if (p[0] > 0xE0 && p[0] < 0xED && text.len - at >= 3 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80)
    return *length = 3, (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
  return utf8_decode_any(text, at, length);
}
uint32_t utf8_encode(uint32_t code_point, char out[4]); /* bytes written */
size_t utf8_count(view text);                           /* code points, an invalid byte counts one */
size_t utf8_before(view text, size_t at);               /* start of the code point that ends at at */
size_t utf8_skip_ascii(view text, size_t at);           /* the first byte from at that is not ASCII, or the end */

bool char_is_kanji(uint32_t c); /* with 々 and 〇 */
bool char_is_hiragana(uint32_t c);
bool char_is_katakana(uint32_t c); /* with ー and ・ left out */
bool char_is_digit(uint32_t c);    /* ASCII */
bool char_is_latin(uint32_t c);    /* ASCII letters and Latin-1/Extended letters */
bool char_is_space(uint32_t c);    /* ASCII blanks, NBSP, U+3000 */

/* ---- hashing ---- */

uint64_t hash_bytes(const void *bytes, size_t len);
static inline uint64_t hash_view(view v) { return hash_bytes(v.ptr, v.len); }
static inline uint64_t hash_mix(uint64_t a, uint64_t b) {
  uint64_t x = a * UINT64_C(0x9E3779B97F4A7C15) ^ (b + UINT64_C(0x7F4A7C15) + (a << 6) + (a >> 2));
  x ^= x >> 32;
  return x * UINT64_C(0xD6E8FEB86659FD93);
}

/* ---- map from words to numbers ---- */

/* Open addressing; keys are views that must outlive the map. Built once, then read by any thread. */
typedef struct {
  struct map_slot {
    view key;
    uint32_t value;
    uint32_t hash;
  } * slots;
  uint8_t *tags; /* of each slot; map.c says what for */
  uint32_t count, capacity; /* capacity: power of two, or 0 */
} map;

void map_put(arena *a, map *m, view key, uint32_t value); /* replaces an older value */
uint32_t map_get(const map *m, view key);                 /* NONE when absent */

#endif
