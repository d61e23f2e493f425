/* issue.h - phrases put together to issues. */
#ifndef SEIMEI_POSITION_ISSUE_H
#define SEIMEI_POSITION_ISSUE_H

#include "position/concept.h"
#include "position/phrase_table.h"

typedef enum { ISSUE_JA, ISSUE_OTHER, ISSUE_LANGUAGES } issue_language; /* of a phrase, by its letters */

typedef struct {
  view key; /* names and then concepts of its first phrase, with blanks between: "IGO/NATO enlargement" */
  uint32_t name_count, phrases;
  uint64_t events;
  view label;                   /* the phrase with the most events */
  view labels[ISSUE_LANGUAGES]; /* of those of a language; empty where there is none */
} issue;

typedef LIST(issue) issue_list;

/* The same phrases give the same issues, in whatever order they come. Sets the issue of each phrase, NONE where it has
 * neither name nor concept. The arena keeps the issues alone and must be armed. */
void issues_make(const concepts *c, phrase_list *phrases, arena *a, issue_list *out);

/* Whether the issue has all names and concepts that are wanted; those of nothing: always. */
bool issue_has(const issue *i, const issue_key *wanted);

#endif
