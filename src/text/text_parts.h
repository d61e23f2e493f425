/* text_parts.h - what the files of this folder share. */
#ifndef SEIMEI_TEXT_PARTS_H
#define SEIMEI_TEXT_PARTS_H

#include "text/text.h"

struct text_rules {
  const seimei_allocator *allocator;
  language_id language;
};

/* Quotes deeper or longer than this are ordinary characters: it keeps every pass over quoted text linear. */
enum { MAX_QUOTE_DEPTH = 16, MAX_QUOTE_BYTES = 32768 };

/* Classes of brackets: quotation marks hold words of somebody, parentheses hold a remark, lenses (【】) a dateline. */
typedef enum { MARK_NONE, MARK_QUOTE, MARK_PAREN, MARK_LENS } mark_class;

/* normalise.c */
view normalise_text(arena *a, view source, size_t *code_points);
void normalise_marks(arena *a, text_layout *layout, size_t code_points);

/* bracket.c: appends the matched brackets of a block to layout->quotes, ordered, with parent and depth. */
typedef struct {
  uint32_t at, end; /* of the opening mark, and one past the closing mark or NONE */
  uint32_t type;
} opener;
typedef struct {
  LIST(opener) openers;
  LIST(uint32_t) stack;
} bracket_scratch;
void bracket_match(arena *a, text_layout *layout, span block, bracket_scratch *scratch);
mark_class bracket_class(uint32_t code_point); /* of an opening mark */
bool bracket_is_closing(uint32_t code_point);

/* sentence.c. The end of the range must not be blank (text_trim). */
typedef struct {
  const text_layout *layout;
  uint32_t at, end; /* what is left of the range */
  uint32_t quote;   /* first quote that begins at or after at */
} sentence_cursor;
bool sentence_next(sentence_cursor *c, span *out);
bool char_ends_sentence(uint32_t c);

/* block.c */
void block_find(arena *a, text_layout *layout, view title);

/* quote.c: sets the kind of quotes[first .. end), which are those of sentence s. */
void quote_set_kinds(text_layout *layout, const sentence *s, uint32_t first, uint32_t end);
bool quote_is_lifted(const text_layout *layout, uint32_t quote); /* it or one around it is an aside or dateline */

/* quote_word.c */
typedef enum { WORDS_CALL, WORDS_COMPANY, WORDS_APPOINT, WORDS_CONTENT } quote_words;
bool quote_word_in(view text, quote_words which);     /* somewhere in text */
bool quote_word_starts(view text, quote_words which); /* at its start */
bool ends_like_predicate(view text);
bool char_is_one_of(uint32_t c, const char *chars);

/* Trims blanks and line ends on both sides. */
span text_trim(view text, span s);

#endif
