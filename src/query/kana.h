/* kana.h - how well a Latin name and a katakana one sound alike, by the units of lang/common/kana.tsv. */
#ifndef SEIMEI_QUERY_KANA_H
#define SEIMEI_QUERY_KANA_H

#include "base/base.h"
#include "pack/pack.h"

typedef struct kana_units kana_units; /* immutable */

/* The pack must outlive the units. BAD_PACK without the table. */
seimei_status kana_units_open(const pack *p, kana_units **out, seimei_error *error);
void kana_units_close(kana_units *u); /* NULL is fine */

/* Mean logarithm of the weights of the best way to write one as the other, a letter; about -2 for names that are the same, below
 * -4 for others. KANA_NONE for words that are empty or too long. latin: one word, marks and all; kana: katakana alone. */
#define KANA_NONE (-99.0F)
float kana_score(const kana_units *u, view latin, view kana);

#endif
