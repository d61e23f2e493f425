/* score_report.h - the figures of a scoreboard as a table or as JSON, and lists of mistakes. */
#ifndef SEIMEI_CLI_SCORE_REPORT_H
#define SEIMEI_CLI_SCORE_REPORT_H

#include "cli/score.h"

void score_report(buffer *out, const scoreboard *board);
void score_report_json(buffer *out, const scoreboard *board);
/* Gold records without a partner (-) and predicted ones (+), under their sentences. */
void score_list_mistakes(buffer *out, const gold_article *article, const eval_records *predicted,
                         const score_matches *matches);

#endif
