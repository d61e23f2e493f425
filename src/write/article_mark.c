/* article_mark.c - which characters of the text are marked how: triggers by family, contents of statements, actors. */
#include <stdlib.h>

#include "write/article_parts.h"

enum { MARK_CONTENT, MARK_CUE, MARK_ACTOR, MARK_FAMILY }; /* MARK_FAMILY + quad code */

typedef LIST(article_mark) mark_list;

static void add_span(arena *a, mark_list *list, seimei_words words, unsigned kind) {
  if (words.span.end <= words.span.begin) return;
  LIST_PUSH(a, list, (article_mark){words.span.begin, (uint8_t)kind, 1});
  LIST_PUSH(a, list, (article_mark){words.span.end, (uint8_t)kind, -1});
}

static void add_actors(arena *a, mark_list *list, seimei_actors actors) {
  for (size_t i = 0; i < actors.count; i++)
    if (actors.at[i].words.text.len) add_span(a, list, actors.at[i].words, MARK_ACTOR);
}

static int compare_marks(const void *a, const void *b) {
  const article_mark *x = a, *y = b;
  if (x->at != y->at) return x->at < y->at ? -1 : 1;
  return x->step - y->step; /* what ends goes before what begins */
}

article_marks article_find_marks(arena *a, const seimei_records *records, write_kinds kinds) {
  mark_list list = {0};
  for (size_t i = 0; kinds != WRITE_EVENTS && i < records->statement_count; i++) {
    const seimei_statement *s = &records->statements[i];
    add_actors(a, &list, s->source);
    add_span(a, &list, s->cue, MARK_CUE);
    for (size_t k = 0; k < s->content_count; k++) add_span(a, &list, s->content[k], MARK_CONTENT);
  }
  for (size_t i = 0; kinds != WRITE_STATEMENTS && i < records->event_count; i++) {
    const seimei_event *e = &records->events[i];
    int quad = e->quad_code >= 1 && e->quad_code <= 4 ? e->quad_code : 1;
    add_actors(a, &list, e->actor);
    add_actors(a, &list, e->recipient);
    add_span(a, &list, e->trigger, (unsigned)(MARK_FAMILY + quad));
  }
  if (list.count) qsort(list.at, list.count, sizeof *list.at, compare_marks);
  return (article_marks){.at = list.at, .count = list.count};
}

static unsigned style_of(const article_marks *marks) {
  unsigned s = marks->open[MARK_CONTENT] ? STYLE_ITALIC : STYLE_PLAIN;
  if (marks->open[MARK_ACTOR]) s |= STYLE_BOLD;
  for (int quad = 4; quad >= 1; quad--)
    if (marks->open[MARK_FAMILY + quad]) return s | STYLE_UNDERLINE | (unsigned)event_family_of(quad)->color;
  return marks->open[MARK_CUE] ? s | STYLE_MAGENTA : s;
}

static void step_to(article_marks *marks, uint32_t point) {
  for (; marks->next < marks->count && marks->at[marks->next].at <= point; marks->next++) {
    const article_mark *m = &marks->at[marks->next];
    marks->open[m->kind] = (uint32_t)((int64_t)marks->open[m->kind] + m->step);
  }
}

void article_add_marked(run *r, article_marks *marks, view text, uint32_t point) {
  size_t from = 0;
  step_to(marks, point);
  for (size_t at = 0; at < text.len; point++) {
    if (marks->next < marks->count && marks->at[marks->next].at <= point) {
      run_add(r, view_slice(text, from, at), style_of(marks));
      from = at;
      step_to(marks, point);
    }
    uint32_t length;
    utf8_decode(text, at, &length);
    at += length;
  }
  run_add(r, view_slice(text, from, text.len), style_of(marks));
}
