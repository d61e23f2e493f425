/* word_match.h - words that a user asks for, looked for in a text without an index. */
#ifndef SEIMEI_STORE_WORD_MATCH_H
#define SEIMEI_STORE_WORD_MATCH_H

#include <sqlite3.h>

#include "base/base.h"

/* Blank-separated words as words_are_in wants them; false: out of memory. */
bool words_fold(view words, buffer *out);
/* Whether the text has all of the folded words, as the word indexes have them: Japanese anywhere, other words whole,
 * letters of any case and width. No words are in every text. scratch is overwritten; look at its `failed`. */
bool words_are_in(view text, view folded, buffer *scratch);

/* Makes the function seimei_has(text, words) known to a connection: 1 when the text has all of the blank-separated
 * words. SQLite's code. */
int words_register(sqlite3 *db);

#endif
