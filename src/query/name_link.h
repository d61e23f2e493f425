/* name_link.h - one name in two languages: Xi Jinping is 習近平, Kritenbrink is クリテンブリンク.
 *
 *   what was typed ─┬─ a code, or the name of a state or body in the tables ─▶ its code
 *                   └─ a person or group ─▶ names of the store that have the words, or the same row in lang/ja and lang/en, or that
 *                      sound alike in katakana */
#ifndef SEIMEI_QUERY_NAME_LINK_H
#define SEIMEI_QUERY_NAME_LINK_H

#include "base/base.h"

typedef struct name_links name_links; /* immutable */

/* pack: a file, or NULL for the usual one. Costs as much as reading all names of both languages. */
seimei_status name_links_open(const char *pack, name_links **out, seimei_error *error);
void name_links_close(name_links *l); /* NULL is fine */

/* The code of a state or body by its name in either language, whatever its capitals; empty when it is none. Codes themselves are
 * returned as they are. */
view name_links_code(const name_links *l, view typed);

/* Sets hits[i] for the names that are typed's, in the same order; the arena must be armed. */
void name_links_find(const name_links *l, arena *a, view typed, const view *names, uint32_t count, uint8_t *hits);

#endif
