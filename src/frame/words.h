/* words.h - word classes and the words that frames are built with, out of the language's tables. */
#ifndef SEIMEI_WORDS_H
#define SEIMEI_WORDS_H

#include "frame/frame.h"

typedef struct {
  uint32_t class_number, next; /* next entry of the same member, or NONE */
} word_class_entry;

/* Word classes: every table under <language>/class/. */
typedef struct {
  map members;                                     /* member -> first entry */
  map names;                                       /* class -> its number */
  LIST(word_class_entry) entries;
} word_classes;

void word_classes_load(arena *a, const pack *p, const char *language, word_classes *out);
bool word_in_class(const word_classes *c, view word, view class_name);

struct frame_rules {
  arena arena;
  language_id language;
  word_classes classes;
  map particles;  /* surface -> role */
  map compounds;  /* を|めぐる -> role */
  map nouns;      /* 予定 -> MOOD_* */
  map verbs;      /* みる -> MOOD_* */
  map through;    /* 間 of 外相との間で -> role */
  map adverbials; /* 場合 -> adverbial_kind */
  map meeting_verbs; /* predicates of meetings and visits: those of the rules for CONSULT */
  map quote_verbs; /* verbs whose と clause is a quotation: those of the cue table */
  map order_verbs; /* verbs that take a clause in よう: likewise */
  map quote_nouns; /* 疑問を of 疑問を<呈する>, likewise */
  map lights;     /* を|受ける -> voice, or LIGHT_MOOD and the mood */
  map homographs; /* 断る -> row of the other form */
  LIST(view) others; /* dictionary forms that homographs and light verbs name */
  /* of English */
  map auxiliaries;   /* will -> MOOD_* */
  map adverb_moods;  /* reportedly -> MOOD_* */
  map light_nouns;   /* hold|meeting -> row of the verb (meet) */
};

/* What a verb lends besides a mood to the infinitive or gerund below it: begin, fail. */
enum { VERB_PHASE = 1 << 17, VERB_NEGATED = 1 << 18 };

enum { LIGHT_FORCED = 1 << 15, /* its passive is the noun, active: 撤回に追い込まれる */
       LIGHT_MOOD = 1 << 16 }; /* of a light verb that only gives its noun a mood: 発動を予定する */

/* english_frame.c */
void english_frame_run(const frame_rules *r, arena *a, const text_layout *layout, const token_layout *tokens, parse_layout *parse,
                       frame_layout *out);

const word_classes *frame_rules_classes(const frame_rules *r);

typedef enum { ADVERBIAL_OTHER, ADVERBIAL_COORDINATE, ADVERBIAL_CONDITION, ADVERBIAL_PURPOSE } adverbial_kind;

#endif
