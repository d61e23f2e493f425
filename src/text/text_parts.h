/* text_parts.h - what the files of this folder share. */
#ifndef SEIMEI_TEXT_PARTS_H
#define SEIMEI_TEXT_PARTS_H

#include "text/text.h"

/* What an English word tells of the sentence that it stands in; the columns of lang/en/abbreviation.tsv. */
typedef enum {
  WORD_BEFORE_NAME,   /* Mr. Gen.: never ends a sentence */
  WORD_BEFORE_NUMBER, /* No. Art.: ends one unless a number follows */
  WORD_BEFORE_DAY,    /* Jan. Sept.: ends one where a capital follows */
  WORD_INSIDE,        /* e.g. vs. */
  WORD_BEFORE_NOUN,   /* U.S. Inc.: ends one before a word that begins sentences */
  WORD_HOUR,          /* a.m. p.m.: ends one before a capital, but not before a day or a zone of time */
  WORD_ZONE,          /* GMT, Tuesday: what stands behind an hour */
  WORD_STARTER,       /* The, But: words that begin sentences */
  WORD_SAYS,          /* said, asked: stands beside a quotation */
  WORD_ELISION,       /* em, til, cause: words with an apostrophe before them */
  WORD_CLASS_NUMBER
} word_use;

struct text_rules {
  const seimei_allocator *allocator;
  language_id language;
  arena memory;
  map words; /* form to a bit set of word_use */
};
bool text_word_is(const text_rules *r, view word, word_use use);

/* Quotes deeper or longer than this are ordinary characters: it keeps every pass over quoted text linear. */
enum { MAX_QUOTE_DEPTH = 16, MAX_QUOTE_BYTES = 32768 };

/* Classes of brackets: quotation marks hold words of somebody, parentheses hold a remark, lenses (【】) a dateline. */
typedef enum { MARK_NONE, MARK_QUOTE, MARK_PAREN, MARK_LENS } mark_class;

/* normalise.c */
view normalise_text(arena *a, language_id language, view source, size_t *code_points);
void normalise_marks(arena *a, text_layout *layout, size_t code_points);

enum { BRACKET_TYPES = 15 };

/* bracket.c: appends the matched brackets of a block to layout->quotes, ordered, with parent and depth. */
typedef struct {
  uint32_t at, end; /* of the opening mark, and one past the closing mark or NONE */
  uint32_t type;
  bool bare;    /* no opening mark: a dateline */
  bool goes_on; /* no closing mark: the next paragraph goes on with it */
} opener;
typedef struct {
  LIST(opener) openers;
  LIST(uint32_t) stack;
} bracket_scratch;
typedef struct {
  arena *a;
  view text;
  bracket_scratch *scratch;
  uint32_t open[BRACKET_TYPES];
} bracket_matcher;
void bracket_open(bracket_matcher *m, uint32_t at, uint32_t type);
void bracket_close(bracket_matcher *m, uint32_t end, uint32_t type);
uint32_t bracket_opened_by(uint32_t code_point); /* type or NONE */
uint32_t bracket_closed_by(const bracket_matcher *m, uint32_t code_point); /* an open type, or NONE */
bool bracket_may_be(uint32_t code_point);
void bracket_add_quotes(arena *a, text_layout *layout, const bracket_scratch *scratch);
void bracket_match(arena *a, text_layout *layout, span block, bracket_scratch *scratch);
mark_class bracket_class(uint32_t code_point); /* of an opening mark */
bool bracket_is_closing(uint32_t code_point);

/* sentence.c. The end of the range must not be blank (text_trim). */
typedef struct {
  const text_layout *layout;
  const text_rules *rules;
  uint32_t at, end; /* what is left of the range */
  uint32_t quote;   /* first quote that begins at or after at */
} sentence_cursor;
bool sentence_next(sentence_cursor *c, span *out);
bool char_ends_sentence(uint32_t c);
bool sentence_is_alphanumeric(uint32_t c);

/* block.c */
void block_find(arena *a, text_layout *layout, const text_rules *rules, view title);
bool block_is_list_mark(uint32_t c);

/* quote.c: sets the kind of quotes[first .. end), which are those of sentence s. */
void quote_set_kinds(text_layout *layout, const text_rules *rules, const sentence *s, uint32_t first, uint32_t end);
bool quote_is_lifted(const text_layout *layout, uint32_t quote); /* it or one around it is an aside or dateline */

typedef struct {
  text_layout *layout;
  const text_rules *rules;
  span sentence;
  uint32_t block_begin, end; /* end: of the sentence's quotes */
} quote_pass;

/* ---- English ---- */

/* english_mark.c: quotation marks and brackets of a block. next_opens: the next block begins with a quotation mark; *goes_on: a
 * quotation of the block before goes on here (in), in the next one (out). */
void english_marks_match(arena *a, text_layout *layout, const text_rules *rules, span block, bool next_opens, bool *goes_on,
                         bracket_scratch *scratch);
/* english_lead.c: end of the dateline or of the mark of a bullet at the start of a block, else its begin. */
uint32_t english_lead_end(const text_rules *rules, view text, span block);
/* english_sentence.c: does the mark at at end a sentence that begins at begin? And does the quote q end one? */
bool english_mark_ends(const sentence_cursor *c, uint32_t at, uint32_t mark, uint32_t length, uint32_t begin);
bool english_quote_ends(const sentence_cursor *c, const quote *q, uint32_t begin);
bool english_says(const text_rules *rules, view words, uint32_t count); /* a verb of speech among the first words */
/* english_block.c */
block_kind english_block_kind(const text_layout *layout, const text_rules *rules, span s);
bool english_line_is_full(view text, uint32_t columns, span next, uint32_t width);
bool english_is_sentence(view words); /* a line without its stop */
/* english_quote.c */
void english_quote_kinds(quote_pass *p, uint32_t first);

/* quote_word.c */
typedef enum { WORDS_CALL, WORDS_COMPANY, WORDS_APPOINT, WORDS_CONTENT } quote_words;
bool quote_word_in(view text, quote_words which);     /* somewhere in text */
bool quote_word_starts(view text, quote_words which); /* at its start */
bool ends_like_predicate(view text);
bool char_is_one_of(uint32_t c, const char *chars);

/* The character at a byte, and the one before it; 0 outside of [.., end) and [begin, ..). */
static inline uint32_t text_char_at(view text, uint32_t at, uint32_t end) {
  uint32_t length;
  return at < end ? utf8_decode(text, at, &length) : 0;
}
static inline uint32_t text_char_before(view text, uint32_t at, uint32_t begin) {
  return at > begin ? text_char_at(text, (uint32_t)utf8_before(text, at), at) : 0;
}

/* Trims blanks and line ends on both sides. */
span text_trim(view text, span s);

#endif
