/* code_label.h - what codes of actors are called in Japanese and English, out of the pack's tables of names. */
#ifndef SEIMEI_COLUMN_CODE_LABEL_H
#define SEIMEI_COLUMN_CODE_LABEL_H

#include "base/base.h"

typedef struct code_labels code_labels;
typedef enum { LABEL_JA, LABEL_EN, LABEL_LANGUAGES } label_language;

/* path NULL: the pack is looked for as everywhere. */
seimei_status code_labels_open(const char *path, code_labels **out, seimei_error *error);
void code_labels_close(code_labels *l); /* NULL is fine */
/* Empty where nothing is known. */
view code_label(const code_labels *l, label_language language, view code);
view code_label_sector(const code_labels *l, view sector); /* English */
/* PLOVER's score of a type without a mode; false: the tables do not say. */
bool code_label_scale(const code_labels *l, view type, double *out);
/* Of the program and the tables. */
uint64_t code_labels_version(const code_labels *l);
view code_labels_data(const code_labels *l); /* version of the tables */

#endif
