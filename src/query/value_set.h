/* value_set.h - the values that an option can have: modes, contexts and sectors of the tables. */
#ifndef SEIMEI_QUERY_VALUE_SET_H
#define SEIMEI_QUERY_VALUE_SET_H

#include "query/query.h"

typedef enum { VALUES_MODE, VALUES_CONTEXT, VALUES_SECTOR, VALUES_COUNT } value_list_id;

typedef struct value_sets value_sets; /* immutable */

/* pack: a file, or NULL for the usual one. */
seimei_status value_sets_open(const char *pack, value_sets **out, seimei_error *error);
void value_sets_close(value_sets *s); /* NULL is fine */

/* Whether a value is known otherwise: a store may be coded with tables of its owner. */
typedef bool value_is_known(void *user, value_list_id kind, view value);

/* USAGE: a value that is neither in the tables nor known, with the nearest that is. */
seimei_status value_sets_check(const value_sets *s, const query_filter *filter, value_is_known *known, void *user,
                               seimei_error *error);

/* Called with what the store has nothing of: "actor", "place", …, and the value. */
typedef void value_note(void *user, const char *what, view value);

/* The values of a tidy filter against the tables and the store. typed: before query_link_names, linked: after it.
 * USAGE as value_sets_check; what the store has not of values that no table lists is noted. pack as above, read only
 * where a mode, context or sector is asked for. */
seimei_status query_check_values(store *s, const char *pack, const query_filter *typed, const query_filter *linked,
                                 value_note *note, void *user, seimei_error *error);

#endif
