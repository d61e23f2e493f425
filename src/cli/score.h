/* score.h - how well predicted records meet the gold (coding guidelines, "How records are compared"). */
#ifndef SEIMEI_CLI_SCORE_H
#define SEIMEI_CLI_SCORE_H

#include "cli/gold.h"

typedef enum {
  SCORE_CONTENT,    /* contents overlap with F1 of at least 0.5 */
  SCORE_ATTRIBUTED, /* and the codes of the sources are equal */
  SCORE_SECTOR,     /* and their sectors too */
  SCORE_TYPE,       /* the trigger begins in the same sentence, the type is equal */
  SCORE_ACTOR,      /* and the codes of the actors */
  SCORE_FULL,       /* and those of the recipients */
  SCORE_STRICT,     /* and all sectors and the mode */
  SCORE_COUNT
} score_level;

typedef enum { RATE_MANNER, RATE_STATUS, RATE_DATE, RATE_COUNT } score_rate;

typedef struct {
  uint32_t hit, gold, predicted;
} score_tally;

typedef struct {
  score_tally levels[SCORE_COUNT];
  score_tally types[SEIMEI_TYPE_COUNT]; /* at SCORE_FULL */
  struct {
    uint32_t right, of;
  } rates[RATE_COUNT];
  uint32_t documents, sentences;
} scoreboard;

/* What each gold record was paired with, and each predicted one; NONE: nothing. */
typedef struct {
  uint32_t *of_gold, *of_predicted;
  uint32_t count;
} score_pairs;

typedef struct {
  score_pairs statements; /* at SCORE_ATTRIBUTED */
  score_pairs events;     /* at SCORE_FULL */
} score_matches;

score_matches score_article(arena *a, const gold_article *article, const eval_records *predicted, scoreboard *board);

double score_precision(score_tally t);
double score_recall(score_tally t);
double score_f1(score_tally t);

#endif
