/* json.h - JSON as text: what the writers of objects share. A comma is added where one is needed, by a look at the last
 * byte, so that no writer keeps count. */
#ifndef SEIMEI_WRITE_JSON_H
#define SEIMEI_WRITE_JSON_H

#include "base/base.h"

/* A string with its quotation marks, always valid UTF-8: a byte that is not becomes U+FFFD. Control characters and the
 * line separators that some readers take for the end of a line (U+0085, U+2028, U+2029) are escaped. */
void json_string(buffer *b, view text);
/* The shortest decimal that reads back as value, with a point in every locale; null when it is not finite. */
void json_number(buffer *b, double value);
/* At most four digits after the point and at least one: for scores and confidences. */
void json_score(buffer *b, double value);

void json_comma(buffer *b); /* unless an object or list has just been opened */
void json_key(buffer *b, const char *key);
void json_text(buffer *b, const char *key, view text); /* null when text is empty */
void json_integer(buffer *b, const char *key, int64_t value);

#endif
