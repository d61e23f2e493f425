/* article_parts.h - what the files of the article writer share. */
#ifndef SEIMEI_WRITE_ARTICLE_PARTS_H
#define SEIMEI_WRITE_ARTICLE_PARTS_H

#include "write/screen.h"
#include "write/write.h"

/* A family is PLOVER's quad code; its shape tells it apart where there is no colour. */
typedef struct {
  const char *name, *shape;
  style color;
} event_family;

const event_family *event_family_of(int quad_code);

/* One record in the order of the text. */
typedef struct {
  uint32_t sentence; /* first code point of its sentence */
  uint32_t key;      /* first code point of its words */
  uint32_t depth;    /* statements around it in the same sentence */
  uint32_t index;    /* in records->statements or records->events */
  bool is_event;
} article_item;

typedef struct {
  article_item *at;
  uint32_t count;
} article_items;

article_items article_sort_items(arena *a, const seimei_records *records, write_kinds kinds);

/* Where the style of the text changes. */
typedef struct {
  uint32_t at; /* code point */
  uint8_t kind;
  int8_t step; /* +1 begins, -1 ends */
} article_mark;

typedef struct {
  article_mark *at;
  uint32_t count, next;
  uint32_t open[8]; /* marks of each kind that are open */
} article_marks;

article_marks article_find_marks(arena *a, const seimei_records *records, write_kinds kinds);
/* Adds text that begins at a code point; calls must go forward. */
void article_add_marked(run *r, article_marks *marks, view text, uint32_t point);

/* columns: the most that an issue or a content takes */
void article_add_event(run *r, const seimei_event *e, uint32_t columns);
void article_add_statement(run *r, const seimei_statement *s, uint32_t columns);
void article_write_summary(buffer *out, arena *a, const seimei_records *records, const write_options *options);

#endif
