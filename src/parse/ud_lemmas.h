/* ud_lemmas.h - learns from a treebank which lemmas the rules for endings do not give. */
#ifndef SEIMEI_PARSE_UD_LEMMAS_H
#define SEIMEI_PARSE_UD_LEMMAS_H

#include "base/base.h"

/* Adds rows of a table "id, group, form, lemma", sorted. NO_FILE, IO, BAD_INPUT, NO_MEMORY. */
seimei_status ud_lemmas_learn(const char *path, buffer *out, seimei_error *error);

#endif
