/* facts.h - names and codes that other data sets have, out of the pack's tables common/state, state_code, cameo, sector
 * and group_code. */
#ifndef SEIMEI_EXPORT_FACTS_H
#define SEIMEI_EXPORT_FACTS_H

#include "base/base.h"

typedef struct facts facts;

/* path NULL: the pack is looked for as everywhere. */
seimei_status facts_open(const char *path, facts **out, seimei_error *error);
void facts_close(facts *f); /* NULL is fine */

/* Each is empty where nothing is known. */
view facts_state(const facts *f, view iso3); /* English name */
view facts_fips(const facts *f, view iso3);
view facts_cow(const facts *f, view iso3);         /* number of the Correlates of War */
view facts_cameo_state(const facts *f, view iso3); /* CAMEO's code; empty: no state */
view facts_sector(const facts *f, view sector);    /* English name */
view facts_role(const facts *f, view sector);      /* CAMEO's code of a role */
view facts_group(const facts *f, view label);      /* CAMEO's code of a known group */
view facts_cameo_name(const facts *f, view code);
bool facts_goldstein(const facts *f, view code, double *out);

#endif
