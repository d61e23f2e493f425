/* event.h - PLOVER events: who does what to whom, about what, when, as what. */
#ifndef SEIMEI_EVENT_H
#define SEIMEI_EVENT_H

#include "attribute/attribute.h"

/* Why a predicate that a rule fits makes no record. */
#define EVENT_FATE_LIST(X)                                                                                             \
  X(RECORDED, "recorded")                                                                                              \
  X(NEED, "a condition of the rule does not hold")                                                                     \
  X(NO_ACTOR, "no actor is named")                                                                                     \
  X(VAGUE, "its party is a vague region or nobody in particular")                                                      \
  X(DEMANDED, "it is what another event demands, promises, threatens, refuses or supports")                            \
  X(ATTRIBUTE, "it only says what kind of thing its noun is")                                                          \
  X(PURPOSE, "it is only a purpose")                                                                                   \
  X(OBLIGATION, "it only says what should be done")                                                                    \
  X(DENIED, "it stands under a denial")                                                                                \
  X(WEAKER, "a more specific rule fits the same predicate")                                                            \
  X(AGREED, "what is agreed is recorded instead")                                                                      \
  X(SELF, "its parties are the same")                                                                                  \
  X(DUPLICATE, "the sentence already has this event")

typedef enum {
#define X(name, text) FATE_##name,
  EVENT_FATE_LIST(X)
#undef X
  FATE_COUNT
} event_fate;

typedef enum { MODALITY_ACTUAL, MODALITY_FUTURE, MODALITY_INTENT, MODALITY_REFUSAL, MODALITY_HYPOTHETICAL, MODALITY_NEGATED, MODALITY_CONDITIONAL } modality;

/* What speaks for or against a party as the recipient, and how strongly. */
typedef struct {
  view feature;
  double weight;
} reason;

typedef struct {
  party party; /* of nobody: empty */
  double score;
  LIST(reason) reasons;
} choice;

/* All who might be the recipient; nobody is the last. */
typedef struct {
  actor_set actor;
  LIST(choice) choices;
  uint32_t best, proposed; /* proposed: by the finders, before they are weighed */
  uint32_t filled;         /* choices that have ever been made here: their lists are used again */
} ranking;

typedef struct {
  uint32_t segment, frame;
  seimei_type type;
  const rule *rule;
  const argument *noun;          /* the pattern's noun, or NULL */
  party actor, recipient;
  actor_set aimed_at;            /* the recipient as far as the finders know, before others are weighed */
  span trigger, about, place;    /* about, place: empty when there is none */
  const argument *about_argument;
  view mode, place_code;
  view context[4];               /* PLOVER contexts: military, economic, ... */
  uint32_t context_count;
  seimei_event_status status;
  char date[11];
  uint32_t statement;            /* the innermost statement that it is told in, or NONE */
  actor_set claimed_by;
  uint32_t same_as;              /* an earlier event of the document, or NONE */
  uint32_t quantity;             /* index into when_layout.quantities, or NONE */
  double confidence;
  int quad;
  double scale;
  const ranking *ranking;        /* where the scene keeps reasons and there was a choice, else NULL */
} event;

typedef struct {
  LIST(event) events; /* by position of the trigger */
} event_layout;

typedef struct event_rules event_rules;
seimei_status event_rules_new(const pack *p, const char *language, const word_classes *classes, const table *extra, size_t extra_count,
                              const seimei_allocator *allocator, event_rules **out, seimei_error *error);
void event_rules_free(event_rules *r);
const rule_index *event_rules_index(const event_rules *r);

void event_run(const event_rules *r, scene *s, const attribute_layout *statements, event_layout *out);

/* What each rule that fits frame f came to: for explain. */
typedef struct {
  const rule *rule;
  event_fate fate;
  const need *need; /* of FATE_NEED: the first condition that failed */
} event_trial;
uint32_t event_try(const event_rules *r, scene *s, const attribute_layout *statements, uint32_t f, event_trial out[MAX_MATCHES]);

const char *event_fate_text(event_fate f);
/* Those whose trigger lies in words. */
void event_dump(buffer *out, const text_layout *layout, const event_layout *events, span words);

#endif
