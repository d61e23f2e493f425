/* score_report.c - the figures of a scoreboard as a table or as JSON, and lists of mistakes. */
#include "cli/score_report.h"

#include <stdlib.h>

#include "write/json.h"
#include "write/slice.h"

static const char *const LEVELS[SCORE_COUNT] = {
    "statement content", "statement attributed", "statement attributed+sector", "event type", "event +actor",
    "event full",        "event strict"};
static const char *const RATES[RATE_COUNT] = {"manner", "status", "date"};

/* ---- table ---- */

static void add_row(buffer *out, const char *indent, const char *name, score_tally t) {
  buffer_printf(out, "%s%-*s%7.3f%7.3f%7.3f   %u/%u/%u\n", indent, 32 - (int)strlen(indent), name, score_precision(t),
                score_recall(t), score_f1(t), t.hit, t.gold, t.predicted);
}

/* The types that are there, the most frequent of the gold first. */
static uint32_t order_types(const scoreboard *board, int order[SEIMEI_TYPE_COUNT]) {
  uint32_t count = 0;
  for (int type = 0; type < SEIMEI_TYPE_COUNT; type++) {
    if (!board->types[type].gold && !board->types[type].predicted) continue;
    uint32_t at = count++;
    for (; at && board->types[order[at - 1]].gold < board->types[type].gold; at--) order[at] = order[at - 1];
    order[at] = type;
  }
  return count;
}

void score_report(buffer *out, const scoreboard *board) {
  buffer_printf(out, "%u documents, %u sentences\n%32s%7s%7s%7s   hit/gold/found\n", board->documents, board->sentences,
                "", "P", "R", "F1");
  for (int level = 0; level < SCORE_COUNT; level++) add_row(out, "", LEVELS[level], board->levels[level]);
  for (int i = 0; i < RATE_COUNT; i++)
    if (board->rates[i].of)
      buffer_printf(out, "%s accuracy%*s%7.3f   of %u\n", RATES[i], 46 - 9 - (int)strlen(RATES[i]), "",
                    (double)board->rates[i].right / board->rates[i].of, board->rates[i].of);
  int order[SEIMEI_TYPE_COUNT];
  uint32_t count = order_types(board, order);
  if (count) buffer_add_string(out, "event full, by type:\n");
  for (uint32_t i = 0; i < count; i++)
    add_row(out, "  ", seimei_type_name((seimei_type)order[i]), board->types[order[i]]);
}

/* ---- JSON ---- */

static void add_number(buffer *out, const char *key, double value) {
  json_key(out, key);
  json_number(out, value);
}

static void add_tally(buffer *out, const char *name, score_tally t) {
  json_key(out, name);
  buffer_add_byte(out, '{');
  add_number(out, "p", score_precision(t));
  add_number(out, "r", score_recall(t));
  add_number(out, "f1", score_f1(t));
  json_integer(out, "hit", t.hit);
  json_integer(out, "gold", t.gold);
  json_integer(out, "pred", t.predicted);
  buffer_add_byte(out, '}');
}

void score_report_json(buffer *out, const scoreboard *board) {
  buffer_add_byte(out, '{');
  for (int level = 0; level < SCORE_COUNT; level++) add_tally(out, LEVELS[level], board->levels[level]);
  for (int i = 0; i < RATE_COUNT; i++) {
    if (!board->rates[i].of) continue;
    json_key(out, RATES[i]);
    buffer_add_byte(out, '{');
    add_number(out, "rate", (double)board->rates[i].right / board->rates[i].of);
    json_integer(out, "n", board->rates[i].of);
    buffer_add_byte(out, '}');
  }
  json_key(out, "by type");
  buffer_add_byte(out, '{');
  int order[SEIMEI_TYPE_COUNT];
  uint32_t count = order_types(board, order);
  for (uint32_t i = 0; i < count; i++) add_tally(out, seimei_type_name((seimei_type)order[i]), board->types[order[i]]);
  buffer_add_string(out, "}}\n");
}

/* ---- mistakes ---- */

static void add_labels(buffer *out, const label_set *labels) {
  for (uint32_t i = 0; i < labels->count; i++) {
    if (i) buffer_add_byte(out, ',');
    buffer_add(out, labels->at[i]);
  }
}

static void add_event_line(buffer *out, char sign, const eval_event *e) {
  buffer_printf(out, "  %c ", sign);
  buffer_add(out, e->type);
  buffer_add_byte(out, ' ');
  buffer_add(out, e->mode.len ? e->mode : TEXT("-"));
  buffer_add_byte(out, ' ');
  add_labels(out, &e->actor);
  buffer_add_string(out, " → ");
  add_labels(out, &e->recipient);
  buffer_add_string(out, "  「");
  buffer_add(out, e->words);
  buffer_add_string(out, "」 ");
  buffer_add(out, e->status);
  buffer_add_byte(out, ' ');
  buffer_add(out, e->date);
  buffer_add_byte(out, ' ');
  buffer_add(out, e->rule);
  buffer_add_byte(out, '\n');
}

static void add_statement_line(buffer *out, char sign, const gold_article *article, const eval_statement *s) {
  buffer_printf(out, "  %c ❝ ", sign);
  add_labels(out, &s->source);
  slicer text = slicer_of(article->text);
  for (uint32_t i = 0; i < s->content.count; i++) {
    buffer_add_string(out, " 「");
    buffer_add(out, slice_next(&text, s->content.at[i]));
    buffer_add_string(out, "」");
  }
  buffer_add_byte(out, ' ');
  buffer_add(out, s->manner);
  buffer_add_byte(out, ' ');
  buffer_add(out, s->rule);
  buffer_add_byte(out, '\n');
}

static void list_records(buffer *out, char sign, const gold_article *article, const eval_records *records,
                         const uint32_t *statement_partners, const uint32_t *event_partners, uint32_t sentence) {
  for (uint32_t i = 0; i < records->statements.count; i++) {
    const eval_statement *s = &records->statements.at[i];
    if (statement_partners[i] == NONE && gold_sentence_at(article, s->begin) == sentence)
      add_statement_line(out, sign, article, s);
  }
  for (uint32_t i = 0; i < records->events.count; i++) {
    const eval_event *e = &records->events.at[i];
    if (event_partners[i] == NONE && gold_sentence_at(article, e->trigger.begin) == sentence)
      add_event_line(out, sign, e);
  }
}

void score_list_mistakes(buffer *out, const gold_article *article, const eval_records *predicted,
                         const score_matches *m) {
  for (uint32_t s = 0; s < article->sentences.count; s++) {
    buffer lines;
    buffer_init(&lines, out->allocator);
    list_records(&lines, '-', article, &article->gold, m->statements.of_gold, m->events.of_gold, s);
    list_records(&lines, '+', article, predicted, m->statements.of_predicted, m->events.of_predicted, s);
    if (lines.len) {
      buffer_add(out, article->id);
      buffer_printf(out, " [%u] ", s);
      buffer_add(out, view_span(article->text, article->sentence_bytes.at[s]));
      buffer_add_byte(out, '\n');
      buffer_add(out, view_of(lines.ptr, lines.len));
    }
    buffer_release(&lines);
  }
}
