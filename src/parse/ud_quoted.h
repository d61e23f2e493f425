/* ud_quoted.h - further sentences to learn from: those that quote something come again with one 〓 for what is quoted. */
#ifndef SEIMEI_PARSE_UD_QUOTED_H
#define SEIMEI_PARSE_UD_QUOTED_H

#include "parse/ud_corpus.h"

void ud_quoted_add(ud_corpus *c, arena *a);

#endif
