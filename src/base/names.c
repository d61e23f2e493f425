/* names.c - names of the public enumerations. */
#include "seimei.h"

static const char *const type_names[SEIMEI_TYPE_COUNT] = {"AGREE",   "CONSULT", "SUPPORT", "CONCEDE",  "COOPERATE", "AID",      "RETREAT", "REQUEST",
                                                          "ACCUSE",  "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};
static const char *const status_names[] = {"actual", "future", "hypothetical", "negated", "historical"};
static const char *const manner_names[] = {"direct", "indirect", "mixed"};
static const char *const status_messages[] = {
#define X(name, message) message,
    SEIMEI_STATUS_LIST(X)
#undef X
};

const char *seimei_type_name(seimei_type type) { return (unsigned)type < SEIMEI_TYPE_COUNT ? type_names[type] : "UNKNOWN"; }
const char *seimei_event_status_name(seimei_event_status s) { return (unsigned)s < 5 ? status_names[s] : "unknown"; }
const char *seimei_manner_name(seimei_manner m) { return (unsigned)m < 3 ? manner_names[m] : "unknown"; }
const char *seimei_status_message(seimei_status s) {
  return (unsigned)s < sizeof status_messages / sizeof *status_messages ? status_messages[s] : "unknown error";
}
