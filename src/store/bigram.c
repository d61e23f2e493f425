/* bigram.c - the tokenizer of the word indexes. */
#include "store/bigram.h"

#include <unicode/uchar.h>

enum { RUN_MARK = 0x1F, MOST_WORD = 64 }; /* bytes of a token; the rest of a longer word is passed over */

typedef enum { CHAR_BREAK, CHAR_PAIRED, CHAR_WORD } char_class;

/* ---- characters ---- */

/* Half-width katakana U+FF66 to U+FF9D as the full-width ones. */
static const uint16_t HALF_WIDTH[] = {
    0x30F2, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30E3, 0x30E5, 0x30E7, 0x30C3, 0x30FC, 0x30A2, 0x30A4, 0x30A6,
    0x30A8, 0x30AA, 0x30AB, 0x30AD, 0x30AF, 0x30B1, 0x30B3, 0x30B5, 0x30B7, 0x30B9, 0x30BB, 0x30BD, 0x30BF, 0x30C1,
    0x30C4, 0x30C6, 0x30C8, 0x30CA, 0x30CB, 0x30CC, 0x30CD, 0x30CE, 0x30CF, 0x30D2, 0x30D5, 0x30D8, 0x30DB, 0x30DE,
    0x30DF, 0x30E0, 0x30E1, 0x30E2, 0x30E4, 0x30E6, 0x30E8, 0x30E9, 0x30EA, 0x30EB, 0x30EC, 0x30ED, 0x30EF, 0x30F3};

typedef struct {
  uint32_t folded, length; /* length: bytes in the text */
} letter;

/* ｶﾞ is one letter: a voicing mark after a half-width one belongs to it. */
static letter half_width_at(view text, size_t at, letter l) {
  uint32_t length = 0;
  l.folded = HALF_WIDTH[l.folded - 0xFF66];
  uint32_t mark = at + l.length < text.len ? utf8_decode(text, at + l.length, &length) : 0;
  if (mark != 0xFF9E && mark != 0xFF9F) return l;
  l.length += length;
  if (l.folded == 0x30A6) l.folded = 0x30F4;
  else l.folded += mark == 0xFF9E ? 1 : 2;
  return l;
}

static letter letter_at(view text, size_t at) {
  letter l;
  l.folded = utf8_decode(text, at, &l.length);
  if (l.folded < 0x80) {
    if (l.folded >= 'A' && l.folded <= 'Z') l.folded += 'a' - 'A';
    return l;
  }
  if (l.folded >= 0x3000 && l.folded < 0xA000) return l;
  if (l.folded >= 0xFF66 && l.folded <= 0xFF9D) return half_width_at(text, at, l);
  if (l.folded >= 0xFF01 && l.folded <= 0xFF5E) l.folded -= 0xFEE0;
  l.folded = (uint32_t)u_foldCase((UChar32)l.folded, U_FOLD_CASE_DEFAULT);
  return l;
}

static char_class class_of(uint32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || char_is_digit(c) ? CHAR_WORD : CHAR_BREAK;
  if (char_is_hiragana(c) || char_is_katakana(c) || char_is_kanji(c) || c == 0x30FC) return CHAR_PAIRED;
  if ((c >= 0xAC00 && c < 0xD7A4) || (c >= 0x20000 && c < 0x32000) || (c >= 0x3400 && c < 0x4DC0)) return CHAR_PAIRED;
  return u_isalnum((UChar32)c) || u_getIntPropertyValue((UChar32)c, UCHAR_GENERAL_CATEGORY) == U_NON_SPACING_MARK
             ? CHAR_WORD
             : CHAR_BREAK;
}

/* ---- runs ---- */

typedef struct {
  view text;
  bigram_use use;
  bigram_token *give;
  void *user;
} splitter;

/* A word of letters and figures from at on; *end is where it stops. */
static int give_word(const splitter *s, size_t at, size_t *end) {
  char word[MOST_WORD + 4];
  size_t length = 0, here = at;
  while (here < s->text.len) {
    letter l = letter_at(s->text, here);
    if (class_of(l.folded) != CHAR_WORD) break;
    if (length < MOST_WORD) length += utf8_encode(l.folded, word + length);
    here += l.length;
  }
  *end = here;
  return s->give(s->user, view_of(word, length), TOKEN_PLAIN, at, here);
}

/* Pairs of a run from at on. */
static int give_pairs(const splitter *s, size_t at, size_t *end) {
  char pair[8];
  letter first = letter_at(s->text, at);
  size_t here = at, start = at;
  uint32_t length = utf8_encode(first.folded, pair);
  for (;;) {
    size_t next = here + first.length;
    letter second = {0, 0};
    if (next < s->text.len) second = letter_at(s->text, next);
    *end = next;
    if (!second.length || class_of(second.folded) != CHAR_PAIRED) break;
    uint32_t more = utf8_encode(second.folded, pair + length);
    int stopped = s->give(s->user, view_of(pair, length + more), TOKEN_PLAIN, here, next + second.length);
    if (stopped) return stopped;
    memmove(pair, pair + length, more);
    length = more;
    here = next;
    first = second;
  }
  bool follows = here > start, asked = s->use == BIGRAM_QUESTION;
  if (asked && follows) return 0;
  return s->give(s->user, view_of(pair, length), asked ? TOKEN_ALONE : follows ? TOKEN_TAIL : TOKEN_PLAIN, here, *end);
}

int bigram_split(view text, bigram_use use, bigram_token *give, void *user) {
  splitter s = {text, use, give, user};
  for (size_t at = 0; at < text.len;) {
    letter l = letter_at(text, at);
    char_class class = class_of(l.folded);
    int stopped = 0;
    if (class == CHAR_BREAK) at += l.length;
    else stopped = class == CHAR_WORD ? give_word(&s, at, &at) : give_pairs(&s, at, &at);
    if (stopped) return stopped;
  }
  return 0;
}

void bigram_fold(view text, bigram_use use, buffer *out) {
  char_class before = CHAR_BREAK, last = CHAR_BREAK;
  char folded[4];
  for (size_t at = 0; at < text.len;) {
    letter l = letter_at(text, at);
    char_class class = class_of(l.folded);
    bool may_go_on = last == CHAR_BREAK && class == CHAR_PAIRED && use == BIGRAM_QUESTION;
    if (class != CHAR_BREAK && class != before && !may_go_on) buffer_add_byte(out, RUN_MARK);
    if (class != CHAR_BREAK) {
      buffer_add(out, view_of(folded, utf8_encode(l.folded, folded)));
      last = class;
    }
    before = class;
    at += l.length;
  }
  if (last == CHAR_WORD || (last == CHAR_PAIRED && use == BIGRAM_TEXT)) buffer_add_byte(out, RUN_MARK);
}

/* ---- FTS5 ---- */

typedef int fts5_token(void *context, int flags, const char *token, int length, int begin, int end);

typedef struct {
  fts5_token *give;
  void *context;
} fts5_sink;

static int give_fts5(void *user, view token, bigram_kind kind, size_t begin, size_t end) {
  const fts5_sink *sink = user;
  int flags = kind == TOKEN_TAIL ? FTS5_TOKEN_COLOCATED : 0;
  return sink->give(sink->context, flags, token.ptr, (int)token.len, (int)begin, (int)end);
}

static int fts5_create(void *user, const char **arguments, int count, Fts5Tokenizer **out) {
  (void)arguments, (void)count;
  *out = user;
  return SQLITE_OK;
}

static void fts5_delete(Fts5Tokenizer *tokenizer) { (void)tokenizer; }

static int fts5_tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int length,
                         fts5_token *give) {
  (void)tokenizer;
  fts5_sink sink = {give, context};
  bigram_use use = flags & FTS5_TOKENIZE_QUERY ? BIGRAM_QUESTION : BIGRAM_TEXT;
  return bigram_split(view_of(text, (size_t)length), use, give_fts5, &sink);
}

static fts5_api *fts5_of(sqlite3 *db) {
  fts5_api *api = NULL;
  sqlite3_stmt *ask = NULL;
  if (!sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &ask, NULL)) {
    sqlite3_bind_pointer(ask, 1, (void *)&api, "fts5_api_ptr", NULL);
    sqlite3_step(ask);
  }
  sqlite3_finalize(ask);
  return api;
}

int bigram_register(sqlite3 *db) {
  static char stateless; /* FTS5 wants a tokenizer that is not NULL; ours holds nothing */
  static fts5_tokenizer tokenizer = {fts5_create, fts5_delete, fts5_tokenize};
  fts5_api *api = fts5_of(db);
  if (!api) return SQLITE_ERROR;
  return api->xCreateTokenizer(api, BIGRAM_NAME, &stateless, &tokenizer, NULL);
}
