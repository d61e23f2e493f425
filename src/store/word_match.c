/* word_match.c - words of a question: as an expression for the word indexes, and as they are looked for in one text.
 *
 * To ask a word index whether one row has the words costs more than to read a short text. So a text is folded, its runs
 * of Japanese and its other words between separators, and each word, folded the same way, is looked for as a piece of
 * it:
 *
 *   NATOのさらなる拡大  ─▶  |nato|のさらなる拡大|          拡大 ─▶ 拡大          NATO ─▶ |nato|
 */
#include "store/word_match.h"

#include <stdlib.h>

#include "store/bigram.h"
#include "store/store.h"

/* ---- an expression for FTS5 ---- */

typedef struct {
  buffer *out;
  bool first;
} match_word;

/* The tokens of a word stand in one phrase: they follow each other. A character alone is a prefix and ends its phrase.
 */
static int add_to_phrase(void *user, view token, bigram_kind kind, size_t begin, size_t end) {
  match_word *m = user;
  (void)begin, (void)end;
  buffer_add_string(m->out, !m->first ? " + \"" : m->out->len ? " AND \"" : "\"");
  buffer_add(m->out, token);
  buffer_add_string(m->out, kind == TOKEN_ALONE ? "\" *" : "\"");
  m->first = kind == TOKEN_ALONE;
  return 0;
}

bool store_match(view words, buffer *out) {
  buffer_clear(out);
  for (size_t at = 0; at < words.len;) {
    uint32_t length = 0;
    size_t end = at;
    while (end < words.len && !char_is_space(utf8_decode(words, end, &length))) end += length;
    match_word m = {out, true};
    bigram_split(view_slice(words, at, end), BIGRAM_QUESTION, add_to_phrase, &m);
    if (end < words.len) utf8_decode(words, end, &length), end += length;
    at = end;
  }
  return out->len > 0 && !out->failed;
}

/* ---- in one text ---- */

static bool next_word(view *words, view *word) {
  uint32_t length = 0;
  while (words->len && char_is_space(utf8_decode(*words, 0, &length))) *words = view_skip(*words, length);
  size_t end = 0;
  while (end < words->len && !char_is_space(utf8_decode(*words, end, &length))) end += length;
  *word = view_slice(*words, 0, end);
  *words = view_skip(*words, end);
  return end > 0;
}

/* The words one after the other, each with a newline behind it. */
bool words_fold(view words, buffer *out) {
  view word;
  buffer_clear(out);
  while (next_word(&words, &word)) {
    size_t before = out->len;
    bigram_fold(word, BIGRAM_QUESTION, out);
    if (out->len > before) buffer_add_byte(out, '\n');
  }
  return !out->failed;
}

static bool has_all(view text, view words) {
  view word;
  while (words.len && view_split(&words, '\n', &word))
    if (word.len && view_find(text, word, 0) == SIZE_MAX) return false;
  return true;
}

bool words_are_in(view text, view folded, buffer *scratch) {
  buffer_clear(scratch);
  bigram_fold(text, BIGRAM_TEXT, scratch);
  return has_all(view_of(scratch->ptr ? scratch->ptr : "", scratch->len), folded);
}

static void free_words(void *folded) {
  buffer_release(folded);
  free(folded);
}

/* The folded words, kept by SQLite from row to row while they are the same. */
static buffer *kept_words(sqlite3_context *context, sqlite3_value *words) {
  buffer *folded = sqlite3_get_auxdata(context, 1);
  if (folded || !(folded = malloc(sizeof *folded))) return folded;
  buffer_init(folded, NULL);
  const char *text = (const char *)sqlite3_value_text(words);
  if (!words_fold(view_of(text ? text : "", (size_t)sqlite3_value_bytes(words)), folded)) {
    free_words(folded);
    return NULL;
  }
  sqlite3_set_auxdata(context, 1, folded, free_words);
  return sqlite3_get_auxdata(context, 1);
}

static void has_words(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  const char *text = (const char *)sqlite3_value_text(values[0]);
  buffer *words = kept_words(context, values[1]), scratch;
  if (!words) {
    sqlite3_result_error_nomem(context);
    return;
  }
  buffer_init(&scratch, NULL);
  bool has = words_are_in(view_of(text ? text : "", text ? (size_t)sqlite3_value_bytes(values[0]) : 0),
                          view_of(words->ptr ? words->ptr : "", words->len), &scratch);
  if (scratch.failed) sqlite3_result_error_nomem(context);
  else sqlite3_result_int(context, has);
  buffer_release(&scratch);
}

int words_register(sqlite3 *db) {
  return sqlite3_create_function_v2(db, "seimei_has", 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, has_words, NULL,
                                    NULL, NULL);
}
