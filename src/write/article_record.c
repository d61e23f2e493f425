/* article_record.c - one record as a line for people. */
#include <stdio.h>
#include <stdlib.h>

#include "write/article_parts.h"

static const event_family FAMILIES[] = {
    {"verbal cooperation", "○", STYLE_BLUE},
    {"material cooperation", "●", STYLE_GREEN},
    {"verbal conflict", "◇", STYLE_YELLOW},
    {"material conflict", "◆", STYLE_RED},
};

const event_family *event_family_of(int quad_code) {
  return &FAMILIES[quad_code >= 1 && quad_code <= 4 ? quad_code - 1 : 0];
}

/* ---- order ---- */

static uint32_t statement_begin(const seimei_statement *s) {
  uint32_t begin = s->cue.span.begin;
  for (size_t i = 0; i < s->content_count; i++)
    if (s->content[i].span.begin < begin) begin = s->content[i].span.begin;
  return begin;
}

static int compare_items(const void *a, const void *b) {
  const article_item *x = a, *y = b;
  if (x->sentence != y->sentence) return x->sentence < y->sentence ? -1 : 1;
  if (x->key != y->key) return x->key < y->key ? -1 : 1;
  if (x->depth != y->depth) return x->depth < y->depth ? -1 : 1; /* what holds before what it holds */
  if (x->is_event != y->is_event) return x->is_event ? 1 : -1;
  return x->index < y->index ? -1 : x->index > y->index;
}

/* Statements around a record in its sentence. A chain that never ends is cut. */
static uint32_t depth_of(const map *by_id, const seimei_records *records, view around, uint32_t sentence) {
  uint32_t depth = 0;
  while (around.len && depth < 8) {
    uint32_t i = map_get(by_id, around);
    if (i == NONE || records->statements[i].sentence.span.begin != sentence) break;
    depth++;
    around = records->statements[i].within;
  }
  return depth;
}

article_items article_sort_items(arena *a, const seimei_records *records, write_kinds kinds) {
  LIST(article_item) list = {0};
  map by_id = {0};
  for (size_t i = 0; kinds != WRITE_EVENTS && i < records->statement_count; i++)
    map_put(a, &by_id, records->statements[i].id, (uint32_t)i);
  for (size_t i = 0; kinds != WRITE_EVENTS && i < records->statement_count; i++) {
    const seimei_statement *s = &records->statements[i];
    uint32_t at = s->sentence.span.begin;
    LIST_PUSH(a, &list,
              (article_item){at, statement_begin(s), depth_of(&by_id, records, s->within, at), (uint32_t)i, false});
  }
  for (size_t i = 0; kinds != WRITE_STATEMENTS && i < records->event_count; i++) {
    const seimei_event *e = &records->events[i];
    uint32_t at = e->sentence.span.begin;
    LIST_PUSH(
        a, &list,
        (article_item){at, e->trigger.span.begin, depth_of(&by_id, records, e->statement, at), (uint32_t)i, true});
  }
  if (list.count) qsort(list.at, list.count, sizeof *list.at, compare_items);
  return (article_items){list.at, list.count};
}

/* ---- parts of a line ---- */

/* 「両国」 CHN:GOV, RUS:GOV: actors that were read from the same words stand behind them together. */
static void add_actors(run *r, seimei_actors actors) {
  for (size_t i = 0; i < actors.count; i++) {
    const seimei_actor *x = &actors.at[i];
    view words = x->words.text.len ? x->words.text : x->name;
    bool same = i && words.len && view_equals(words, actors.at[i - 1].words.text);
    if (i) run_add_string(r, same ? "," : " · ", STYLE_PLAIN);
    if (words.len && !same) run_add(r, words, STYLE_PLAIN);
    if (words.len) run_add_string(r, " ", STYLE_PLAIN);
    run_add(r, x->label.len ? x->label : x->code, STYLE_BOLD);
  }
}

static void add_labelled(run *r, const char *before, view text, const char *after) {
  if (!text.len) return;
  run_add_string(r, before, STYLE_DIM);
  run_add(r, text, STYLE_PLAIN);
  run_add_string(r, after, STYLE_DIM);
}

static void add_quantity(run *r, const seimei_quantity *q) {
  if (!q->known) return;
  run_add_string(r, "  ", STYLE_PLAIN);
  char digits[64];
  snprintf(digits, sizeof digits, "%.12g", q->value);
  if (q->words.text.len) run_add(r, q->words.text, STYLE_PLAIN);
  else run_add_string(r, digits, STYLE_PLAIN);
  add_labelled(r, " of ", q->of, "");
}

static void add_date_and_rule(run *r, view date, view rule) {
  if (date.len) {
    run_add_string(r, "  ", STYLE_PLAIN);
    run_add(r, date, STYLE_PLAIN);
  }
  if (rule.len) {
    run_add_string(r, "  ", STYLE_PLAIN);
    run_add(r, rule, STYLE_DIM);
  }
}

/* ---- lines ---- */

void article_add_event(run *r, const seimei_event *e, uint32_t columns) {
  const event_family *family = event_family_of(e->quad_code);
  run_add_string(r, family->shape, family->color);
  run_add_string(r, " ", STYLE_PLAIN);
  run_add_string(r, seimei_type_name(e->type), (unsigned)family->color | STYLE_BOLD);
  add_labelled(r, " ", e->mode, "");
  run_add_string(r, "  ", STYLE_PLAIN);
  add_actors(r, e->actor);
  if (e->recipient.count) {
    run_add_string(r, " → ", STYLE_DIM);
    add_actors(r, e->recipient);
  }
  if (e->about.text.len) {
    run_add_string(r, "  about「", STYLE_DIM);
    run_add_cut(r, e->about.text, columns, STYLE_PLAIN);
    run_add_string(r, "」", STYLE_DIM);
  }
  add_quantity(r, &e->quantity);
  add_labelled(r, "  at ", e->place.text, "");
  if (e->status != SEIMEI_ACTUAL) add_labelled(r, "  ", view_of_string(seimei_event_status_name(e->status)), "");
  if (e->claimed_by.count) {
    run_add_string(r, "  says ", STYLE_DIM);
    add_actors(r, e->claimed_by);
  }
  add_labelled(r, "  same as ", e->same_as, "");
  add_date_and_rule(r, e->date, e->rule);
}

void article_add_statement(run *r, const seimei_statement *s, uint32_t columns) {
  run_add_string(r, "❝ ", STYLE_MAGENTA);
  if (s->source.count) add_actors(r, s->source);
  else run_add_string(r, "?", STYLE_BOLD);
  if (s->addressee.count) {
    run_add_string(r, " → ", STYLE_DIM);
    add_actors(r, s->addressee);
  }
  run_add_string(r, ": ", STYLE_DIM);
  for (size_t i = 0; i < s->content_count; i++) {
    run_add_string(r, i ? " 「" : "「", STYLE_DIM);
    run_add_cut(r, s->content[i].text, columns, STYLE_ITALIC);
    run_add_string(r, "」", STYLE_DIM);
  }
  run_add_string(r, "  (", STYLE_DIM);
  run_add(r, s->cue.text, STYLE_MAGENTA);
  run_add_string(r, s->cue.text.len ? ", " : "", STYLE_DIM);
  run_add_string(r, seimei_manner_name(s->manner), STYLE_DIM);
  add_labelled(r, ", ", s->medium, "");
  run_add_string(r, ")", STYLE_DIM);
  add_date_and_rule(r, s->date, s->rule);
}
