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

/* Names and concepts of a key, with blanks between: "IGO/NATO enlargement". The arena must be armed. */
view issue_key_words(arena *a, const issue_key *key);
/* Whether the key has all names and concepts that are wanted; those of nothing: always. */
bool issue_has(const issue_key *key, const issue_key *wanted);

#endif
