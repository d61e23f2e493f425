/* text.h - a document's text laid out: normalised characters, blocks, sentences, the tree of quotes, segments.
 *
 *   text ──▶ blocks (title, heading, paragraph) ──▶ sentences (never split inside brackets)
 *                                                      │
 *                                 quotes: 「…」『…』“…” (…) 【…】, nested, each in one sentence
 *                                                      │
 *   segments: what is tokenised and parsed as one: the outer sentence with its speech quotes as holes, and each
 *   sentence inside a speech quote, again with holes.
 *
 * Normalisation maps one code point to one code point (full-width ASCII and half-width kana to their usual width,
 * invalid bytes to U+FFFD, control characters to a blank), so code-point offsets are the same before and after.
 * Every blank becomes one ASCII space, line ends become \n. All spans are bytes of layout.text.
 *
 * Which characters end a sentence and what quotation marks look like is a matter of the language: text_rules. */
#ifndef SEIMEI_TEXT_H
#define SEIMEI_TEXT_H

#include "pack/pack.h"

typedef enum { BLOCK_TITLE, BLOCK_HEADING, BLOCK_PARAGRAPH } block_kind;

typedef struct {
  block_kind kind;
  span span;
} block;

typedef enum {
  QUOTE_SPEECH, /* 「…」 followed by と and its kin, or with a sentence of its own inside: analysed as a passage */
  QUOTE_TERM,   /* 「AUKUS」: part of the sentence around it, its brackets are tokens */
  QUOTE_ASIDE,  /* (…) lifted out of the sentence: an apposition of what stands before it; quotes in it are terms */
  QUOTE_DATELINE /* 【北京=山田太郎】 or "KYIV, Feb 4 (Reuters) - " or the mark of a bullet: lifted out */
} quote_kind;

typedef struct {
  quote_kind kind;
  span outer, inner; /* with and without the marks; a quote that goes on in the next paragraph has no closing mark */
  uint32_t parent;   /* the quote around it, or NONE */
  uint32_t sentence;
  uint32_t depth;                  /* 0: not inside another quote */
  uint32_t segment, segment_count; /* of a QUOTE_SPEECH: its sentences */
  uint32_t continues; /* the quote before it whose words go on here ("We," he said, "go."; a further paragraph), or NONE */
} quote;

typedef struct {
  span span; /* without surrounding blanks, with the final 。 */
  uint32_t block;
  uint32_t paragraph;              /* ordinal of the paragraph, from 0; a heading has that of the paragraph after it */
  uint32_t number;                 /* ordinal among sentences outside titles and headings; headings: NONE */
  bool heading;                    /* title or heading: not coded */
  uint32_t segment, segment_count; /* all its segments, the outer one first, then those of its quotes in text order */
} sentence;

typedef struct {
  span span;
  uint32_t sentence;
  uint32_t quote;  /* the speech quote that it is a sentence of, or NONE for the outer segment */
  uint32_t parent; /* the segment that holds that quote, or NONE */
} segment;

typedef struct {
  language_id language;
  view text;   /* normalised */
  view source; /* as given */
  LIST(block) blocks;
  LIST(sentence) sentences;
  LIST(quote) quotes;          /* in order of outer.begin */
  LIST(segment) segments;      /* grouped by sentence */
  LIST(uint32_t) marks;        /* code-point index of every 64th byte: see text_code_point */
  LIST(uint32_t) source_marks; /* byte of the source at every 16th code point: see text_source */
} text_layout;

/* How a language writes: its front end of this stage with its abbreviations. Immutable, shared by threads. NULL stands for
 * the rules of Japanese, which need no table. */
typedef struct text_rules text_rules;
/* Reads lang/<code>/abbreviation.tsv, where the language's front end needs one. The tables must outlive the rules.
 * UNSUPPORTED for a language without a front end; BAD_TABLE, NO_MEMORY. */
seimei_status text_rules_new(const pack *p, const char *language, const seimei_allocator *allocator, text_rules **out,
                             seimei_error *error);
void text_rules_free(text_rules *r); /* NULL is fine */

/* Lays out text; title (may be empty) is taken off the front when the text begins with it. */
void text_lay_out(arena *a, const text_rules *rules, view text, view title, text_layout *out);

/* Takes the sentences from whole.sentences[*next] on, some 256 KiB of text, up to the end of a block where there is one, as
 * a part of their own: indices count from its start, spans stay those of the document. Moves *next past it; false when
 * nothing is left. A short text is one part, and a text without sentences one that has none. */
bool text_next_part(arena *a, const text_layout *whole, uint32_t *next, text_layout *part);
/* The text from the first to the last sentence. */
view text_of_part(const text_layout *part);

/* Code-point index of a byte offset of layout.text. */
uint32_t text_code_point(const text_layout *layout, uint32_t byte);
/* The words of a span as they were given (before normalisation). */
view text_source(const text_layout *layout, span s);
/* The innermost quote of any kind that holds the byte, or NONE. */
uint32_t text_quote_at(const text_layout *layout, uint32_t byte);

/* One line a block, sentence, quote and segment of a speech quote, indented. */
void text_dump(buffer *out, const text_layout *layout);

#endif
