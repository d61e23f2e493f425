/* bigram.h - the tokenizer of the word indexes: characters of Japanese and Korean in pairs, other words whole.
 *
 *   中国外務省が sanctions  ─▶  中国 国外 外務 務省 省が が · sanctions        of a text
 *   外務省                  ─▶  外務 務省                                       of a question
 *
 * A word of two characters is a pair, a longer one is pairs that follow each other, and the last character of a run is
 * a token of its own so that every character begins one: a word of one character is asked for as a prefix. FTS5's own
 * trigrams cannot find words of two characters, and most names of states and bodies have two. */
#ifndef SEIMEI_STORE_BIGRAM_H
#define SEIMEI_STORE_BIGRAM_H

#include <sqlite3.h>

#include "base/base.h"

#define BIGRAM_NAME "seimei_bigram"

/* Makes the tokenizer known to a connection. SQLite's code. */
int bigram_register(sqlite3 *db);

typedef enum { BIGRAM_TEXT, BIGRAM_QUESTION } bigram_use;

typedef enum {
  TOKEN_PLAIN,
  TOKEN_TAIL, /* the last character of a run, at the place of the pair before it */
  TOKEN_ALONE /* the only character of a run in a question: the beginning of any pair */
} bigram_kind;

/* One token of text[begin, end), folded; other than 0 stops. */
typedef int bigram_token(void *user, view token, bigram_kind kind, size_t begin, size_t end);
int bigram_split(view text, bigram_use use, bigram_token *give, void *user);

/* Adds the text as it is compared: letters folded, its runs between U+001F. A run of Japanese at an end of a question
 * has none there, since more may stand beside it. Nothing of a text without letters. */
void bigram_fold(view text, bigram_use use, buffer *out);

#endif
