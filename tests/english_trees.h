/* english_trees.h - sentences with the trees that they are given, for tests of what comes after the parser.
 *
 * A file has cases: a title, a line a token (form, lemma, UPOS, features, head, relation), a line of dashes, what is wanted. A form
 * 〓 is a quotation. An empty line ends a sentence; a form that begins with a plus sign stands right behind the one before it. */
#ifndef SEIMEI_ENGLISH_TREES_H
#define SEIMEI_ENGLISH_TREES_H

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "frame/words.h"
#include "test_support.h"

enum { MOST_TOKENS = 128, LINE = 512 };

typedef struct {
  char title[LINE];
  char text[MOST_TOKENS * 32];
  uint32_t sentence_first; /* token that the sentence at hand begins with */
  token_layout tokens;
  parse_layout parse;
  text_layout layout;
  buffer wanted;
  arena memory;
} frame_case;

static const struct {
  const char *name;
  uint16_t morph;
} morphs[] = {{"Plur", MORPH_PLURAL},         {"Past", MORPH_PAST},       {"Pres", MORPH_PRESENT}, {"Part", MORPH_PARTICIPLE},
              {"Ger", MORPH_GERUND},          {"Inf", MORPH_INFINITIVE},  {"Proper", MORPH_PROPER}, {"Poss", MORPH_POSSESSIVE},
              {"Wh", MORPH_WH},               {"Modal", MORPH_MODAL},     {"Neg", MORPH_NEGATIVE}};

static const char *const upos_names[] = {
#define T(name) #name,
    UPOS_LIST(T)
#undef T
};

static inline uint8_t upos_of(const char *name) {
  for (size_t i = 0; i < COUNT_OF(upos_names); i++)
    if (!strcmp(upos_names[i], name)) return (uint8_t)i;
  fail_msg("no part of speech %s", name);
  return 0;
}

static inline uint16_t morph_of(char *list) {
  uint16_t found = 0;
  for (char *part = strtok(list, ","); part; part = strtok(NULL, ","))
    for (size_t i = 0; i < COUNT_OF(morphs); i++)
      if (!strcmp(morphs[i].name, part)) found |= morphs[i].morph;
  return found;
}

static inline void end_sentence(frame_case *c) {
  uint32_t first = c->sentence_first, count = c->tokens.tokens.count - first, index = c->layout.sentences.count;
  if (!count) return;
  span all = {c->tokens.tokens.at[first].span.begin, c->tokens.tokens.at[first + count - 1].span.end};
  LIST_PUSH(&c->memory, &c->layout.sentences, ((sentence){.span = all, .segment = index, .segment_count = 1}));
  LIST_PUSH(&c->memory, &c->layout.segments, ((segment){.span = all, .sentence = index, .quote = NONE, .parent = NONE}));
  LIST_PUSH(&c->memory, &c->tokens.segments, ((token_range){first, count}));
  LIST_PUSH(&c->memory, &c->parse.segments, ((bunsetsu_range){first, count}));
  c->sentence_first = first + count;
}

static inline void add_token(frame_case *c, const char *line) {
  char text[64], lemma[64], tag[16], features[64], name[32], *form = text;
  int head;
  if (sscanf(line, "%63s %63s %15s %63s %d %31s", text, lemma, tag, features, &head, name) != 6) fail_msg("%s: %s", c->title, line);
  if (form[0] == '+' && form[1] && c->text[0]) {
    form++;
    c->text[strlen(c->text) - 1] = 0;
  }
  uint32_t begin = (uint32_t)strlen(c->text), index = c->tokens.tokens.count;
  strcat(c->text, form);
  token t = {.span = {begin, begin + (uint32_t)strlen(form)}, .quote = NONE, .name = NONE, .upos = upos_of(tag), .morph = morph_of(features)};
  t.surface = arena_copy(&c->memory, view_of_string(form));
  t.lemma = arena_copy(&c->memory, view_of_string(lemma));
  t.pos = t.upos == UPOS_PUNCT ? POS_SYMBOL : POS_NOUN;
  if (!strcmp(form, ".") || !strcmp(form, "?")) t.sub = SUB_PERIOD;
  if (!strcmp(form, ",")) t.sub = SUB_COMMA;
  if (!strcmp(form, "〓")) {
    t.quote = c->layout.quotes.count;
    LIST_PUSH(&c->memory, &c->layout.quotes, ((quote){.kind = QUOTE_SPEECH, .outer = t.span, .inner = t.span, .parent = NONE}));
  }
  relation r;
  if (!relation_of_name(view_of_string(name), &r)) fail_msg("%s: no relation %s", c->title, name);
  LIST_PUSH(&c->memory, &c->tokens.tokens, t);
  LIST_PUSH(&c->memory, &c->parse.bunsetsu, ((bunsetsu){index, index + 1, index, index + 1, head ? c->sentence_first + (uint32_t)head - 1 : NONE, c->layout.sentences.count}));
  LIST_PUSH(&c->memory, &c->parse.of_token, index);
  LIST_PUSH(&c->memory, &c->parse.relations, (uint8_t)r);
  strcat(c->text, " ");
}

static inline void finish(frame_case *c) {
  end_sentence(c);
  c->layout.language = c->parse.language = LANGUAGE_EN;
  c->layout.text = c->layout.source = view_of_string(c->text);
}

static inline bool next_case(FILE *f, frame_case *c) {
  char line[LINE];
  bool wanted = false;
  while (c->title[0] == 0 && fgets(line, sizeof line, f))
    if (!strncmp(line, "=== ", 4)) snprintf(c->title, sizeof c->title, "%s", line + 4);
  if (!c->title[0]) return false;
  for (long at = ftell(f); fgets(line, sizeof line, f); at = ftell(f)) {
    if (!strncmp(line, "=== ", 4)) {
      fseek(f, at, SEEK_SET);
      break;
    }
    if (!strcmp(line, "---\n")) wanted = true;
    else if (wanted && line[0] != '\n') buffer_add_string(&c->wanted, line);
    else if (!wanted && line[0] == '\n') end_sentence(c);
    else if (!wanted && line[0] != '\n' && line[0] != '#') add_token(c, line);
  }
  finish(c);
  return true;
}

/* Verbs of speech, whatever the cues of the tables are. */
static inline void give_speech(frame_rules *rules) {
  static const char *const speech[] = {"say", "tell", "add", "call", "describe", "make clear", "claim"};
  for (size_t i = 0; i < COUNT_OF(speech); i++) map_put(&rules->arena, &rules->quote_verbs, view_of_string(speech[i]), 0);
}

#endif
