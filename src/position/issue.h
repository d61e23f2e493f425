/* issue.h - phrases put together to issues. */
#ifndef SEIMEI_POSITION_ISSUE_H
#define SEIMEI_POSITION_ISSUE_H

#include "position/concept.h"

typedef struct {
  view text;
  uint64_t events;
  uint32_t issue; /* set by issues_make; NONE: it has neither name nor concept */
} issue_phrase;

typedef struct {
  issue_key key; /* of its first phrase */
  uint64_t events;
  uint32_t phrases;
  view label; /* the phrase with the most events */
} issue;

typedef LIST(issue_phrase) phrase_list;
typedef LIST(issue) issue_list;

/* The same phrases give the same issues, in whatever order they come. The arena must be armed. */
void issues_make(const concepts *c, phrase_list *phrases, arena *a, issue_list *out);

#endif
