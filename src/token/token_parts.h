/* token_parts.h - what the files of the tokeniser share.
 *
 *   segment ──▶ chunk (plain text for names, wide text for MeCab, map to the layout)
 *      ──▶ pieces (MeCab's words) ──▶ found names ──▶ [MeCab again, where a name must cut its words]
 *      ──▶ items (names and pieces merged, numbers and unknown words joined) ──▶ tokens
 *
 * Offsets in pieces, names and items are bytes of chunk.plain. */
#ifndef SEIMEI_TOKEN_PARTS_H
#define SEIMEI_TOKEN_PARTS_H

#include <mecab.h>

#include "token/token.h"

enum { CHUNK = 8192, CHUNK_SLACK = 64, CHUNK_HOLES = 1024 };

/* ---- chunk: as much of a segment as MeCab gets at once (token_chunk.c) ---- */

typedef struct {
  uint32_t at, quote;
} chunk_hole;

typedef struct {
  uint32_t plain_length, wide_length, hole_count;
  uint32_t run;     /* characters at the end that are of one kind */
  uint8_t run_kind;
  chunk_hole holes[CHUNK_HOLES];       /* where 「〓」 has its 〓, and the speech quote that it stands for */
  uint32_t begin[CHUNK + CHUNK_SLACK]; /* byte of the layout where the character at plain[i] begins */
  uint32_t end[CHUNK + CHUNK_SLACK];   /* byte of the layout where the character that ends before plain[i] ends */
  uint16_t plain_at[3 * (CHUNK + CHUNK_SLACK)]; /* wide to plain */
  char plain[CHUNK + CHUNK_SLACK];
  char wide[3 * (CHUNK + CHUNK_SLACK)]; /* ASCII signs in full width, as the dictionary has them */
} chunk;

typedef struct {
  view text;
  const quote *quotes;
  uint32_t quote_count;
  uint32_t at, end, quote; /* what is left; first quote at or after at */
} chunk_reader;

chunk_reader chunk_reader_of(const text_layout *layout, span s);
bool chunk_next(chunk_reader *r, chunk *c);     /* false when nothing is left */
void chunk_cut(chunk *c, const uint8_t *marks); /* puts blanks into the wide text at MARK_CUT */

/* ---- features (token_feature.c) ---- */

typedef struct {
  const char *feature;                     /* NULL: an empty slot */
  uint32_t length, lemma_begin, lemma_end; /* lemma_begin == lemma_end: none */
  uint8_t pos, sub, form;
} feature_info;

enum { FEATURE_SLOTS = 8192 };
typedef struct {
  feature_info slots[FEATURE_SLOTS];
} feature_cache;
const feature_info *feature_read(feature_cache *cache, const char *feature); /* valid until the next call */

extern const char FEATURE_COUNTRY[], FEATURE_PLACE[], FEATURE_BODY[], FEATURE_PERSON[], FEATURE_PROPER[],
    FEATURE_NOUN[], FEATURE_SAHEN[], FEATURE_NUMBER[], FEATURE_PREFIX[], FEATURE_SUFFIX[], FEATURE_COUNTER[],
    FEATURE_SIGN[], FEATURE_OPEN[], FEATURE_CLOSE[], FEATURE_COMMA[], FEATURE_PERIOD[];

/* ---- names ---- */

typedef struct {
  uint32_t code_point, form;
  char tier; /* A B R */
  view flags;
  uint32_t first_stop, stop_count;
} abbreviation;

/* A word in which the character that begins at its byte back is no state. */
typedef struct {
  view word;
  uint32_t back;
} stop_word;

typedef struct {
  abbreviation *at; /* by code point */
  stop_word *stops;
  uint32_t count;
  uint8_t bits[0x10000 / 8]; /* a filter by code point */
} abbreviations;

typedef struct {
  uint16_t begin, end;
  bool unknown;
  const char *feature;
} piece;

typedef struct {
  uint16_t begin, end;           /* of the token */
  uint16_t name_begin, name_end; /* of the name in it */
  uint32_t form;
  uint32_t kinds;      /* bit set of name_kind */
  const char *feature; /* when the pieces give none */
  bool always;         /* the feature counts even where one known piece has another */
} found_name;

enum {
  MARK_BEGIN = 1,
  MARK_END = 2,     /* a piece begins or ends here */
  MARK_COVERED = 4, /* the byte is in a found name */
  MARK_NAME = 8,    /* a found name begins here */
  MARK_CUT = 16     /* MeCab is to cut here */
};

typedef struct {
  uint16_t begin, end;
  bool unknown, joined;
  const char *feature;
  uint32_t found, quote; /* index of the found name, quote; or NONE */
} item;

typedef struct english_splitter english_splitter;

struct tokenizer {
  language_id language;
  const seimei_allocator *allocator;
  const name_index *names; /* may be NULL */
  mecab_model_t *model;
  abbreviations abbreviations;
  english_splitter *english; /* of English alone */
};

struct token_worker {
  const tokenizer *tokenizer;
  mecab_t *tagger;
  mecab_lattice_t *lattice;
  feature_cache features;
  chunk chunk;
  uint32_t piece_count, found_count, item_count;
  piece pieces[CHUNK + CHUNK_SLACK];
  uint16_t piece_at[CHUNK + CHUNK_SLACK]; /* index of the piece that begins at a byte; only where MARK_BEGIN */
  uint8_t marks[CHUNK + CHUNK_SLACK];
  found_name found[CHUNK + CHUNK_SLACK];
  item items[CHUNK + CHUNK_SLACK];
  struct {
    found_name found[CHUNK + CHUNK_SLACK];
    uint32_t weight[CHUNK + CHUNK_SLACK], best[CHUNK + CHUNK_SLACK], next[CHUNK + CHUNK_SLACK];
    uint32_t count;
  } candidates;
};

static inline view chunk_view(const token_worker *w) { return view_of(w->chunk.plain, w->chunk.plain_length); }
static inline bool char_is_kana_letter(uint32_t c) { return (c >= 0x30A1 && c <= 0x30FA) || c == 0x30FC; }

/* A character of chunk.plain, which is valid UTF-8. */
static inline uint32_t chunk_decode(const token_worker *w, uint32_t at, uint32_t *length) {
  const unsigned char *p = (const unsigned char *)w->chunk.plain + at;
  if (p[0] < 0x80) return *length = 1, p[0];
  if (p[0] >= 0xE0 && p[0] < 0xF0)
    return *length = 3, (uint32_t)(p[0] & 0x0F) << 12 | (uint32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
  if (p[0] < 0xE0) return *length = 2, (uint32_t)(p[0] & 0x1F) << 6 | (p[1] & 0x3F);
  *length = 4;
  return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3F) << 12 | (uint32_t)(p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

static inline uint32_t chunk_char_at(const token_worker *w, uint32_t at) { /* 0 at the end */
  uint32_t length;
  return at < w->chunk.plain_length ? chunk_decode(w, at, &length) : 0;
}

static inline uint32_t chunk_char_before(const token_worker *w, uint32_t at) { /* 0 at the begin */
  uint32_t length;
  if (!at) return 0;
  do at--;
  while (((unsigned char)w->chunk.plain[at] & 0xC0) == 0x80);
  return chunk_decode(w, at, &length);
}

/* token_name.c: fills w->found with names that do not overlap, in order. */
void names_find(token_worker *w);

/* token_abbr_table.c */
seimei_status abbreviations_new(const name_index *names, const seimei_allocator *allocator, abbreviations *out);
void abbreviations_free(abbreviations *a, const seimei_allocator *allocator);
/* The next word of the list that begins with key ("stop="); *listed remembers whether the list has begun. */
bool abbreviation_listed(view *flags, view key, bool *listed, view *word);

/* token_abbr.c */
void abbreviations_find(token_worker *w); /* adds to w->found */

/* token_item.c: pieces and found names to w->items. */
void items_compose(token_worker *w);
void items_join(token_worker *w);

/* english_token.c: a tokenizer of English has no dictionary of MeCab's. open frees t when it fails; close is part of freeing it. */
seimei_status english_tokenizer_open(const pack *p, tokenizer *t, tokenizer **out, seimei_error *error);
void english_tokenizer_close(tokenizer *t);
void english_token_plain(token_worker *w, arena *a, view text, token_layout *out);
void english_token_run(token_worker *w, arena *a, const text_layout *layout, token_layout *out);

#endif
