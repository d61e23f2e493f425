/* gold.h - gold files and predicted records in one form, for comparison. */
#ifndef SEIMEI_CLI_GOLD_H
#define SEIMEI_CLI_GOLD_H

#include "base/base.h"

typedef struct {
  view *at; /* sorted, none twice */
  uint32_t count;
} label_set;

typedef struct {
  span *at; /* code points; sorted, not overlapping */
  uint32_t count;
} span_set;

typedef struct {
  span_set content;
  label_set source;
  view manner, rule;
  uint32_t begin; /* of the first content */
} eval_statement;

typedef struct {
  span trigger;
  view type, mode, status, date, rule, words;
  label_set actor, recipient;
  uint32_t actor_count; /* as listed */
} eval_event;

typedef struct {
  LIST(eval_statement) statements;
  LIST(eval_event) events;
} eval_records;

/* Text is laid out as a document: title, then headings and paragraphs with an empty line between; sentences of a
 * paragraph joined by nothing in Japanese and Chinese, else by a blank. Spans are code points of it. */
typedef struct {
  view id, lang, published, title, text;
  LIST(span) sentences;
  LIST(span) sentence_bytes;
  LIST(span) headings;
  eval_records gold;
} gold_article;

typedef LIST(gold_article) gold_articles;

/* Adds the articles of one file. error names the file, the article and what is wrong. */
seimei_status gold_read(arena *a, const char *path, gold_articles *out, seimei_error *error);

label_set label_set_of(arena *a, const view *labels, uint32_t count);
span_set span_set_of(arena *a, const span *spans, uint32_t count);

/* The records of a run over article, those in headings left out. When a record's offsets do not cut its words out of
 * the text, SEIMEI_BAD_INPUT and error says where. */
seimei_status predicted_take(arena *a, const gold_article *article, const seimei_records *records, eval_records *out,
                             seimei_error *error);
/* Reads a JSONL file of records; out has a place for each article. Lines of other documents are passed over. */
seimei_status predicted_read(arena *a, const char *path, const gold_articles *articles, eval_records *out,
                             seimei_error *error);

/* Sentence that holds a code point, or NONE. */
uint32_t gold_sentence_at(const gold_article *article, uint32_t point);

#endif
