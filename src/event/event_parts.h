/* event_parts.h - what the parts of the event stage share. */
#ifndef SEIMEI_EVENT_PARTS_H
#define SEIMEI_EVENT_PARTS_H

#include "event/event.h"

typedef struct {
  place_list actor, recipient, about;
} type_defaults;

typedef struct {
  seimei_type type, becomes;
  modality modality;
  view cameo; /* list of prefixes, or empty */
  view mode;  /* new mode; "=": as it was */
  seimei_event_status status;
} shift;

typedef struct {
  seimei_type type;
  view mode;
  int quad;
  double scale;
} plover_score;

struct event_rules {
  arena arena;
  rule_index index;
  type_defaults defaults[SEIMEI_TYPE_COUNT];
  LIST(shift) shifts;
  LIST(plover_score) scores;
  LIST(view) context_names;
  map context_words; /* word -> index into context_names */
};

typedef struct {
  const event_rules *rules;
  scene *scene;
  const attribute_layout *statements;
  event_layout *out;
  uint32_t *of_frame;  /* candidate of each frame: index into candidates, or NONE */
  LIST(event) candidates;
  event_fate *fates;   /* of each candidate */
  actor_set dyad[2];   /* the two sides that last met or agreed: each speaks to the other */
} event_context;

bool type_of_name(view name, seimei_type *out); /* "accuse" or "ACCUSE" */

/* candidate.c */
event_fate candidate_build(const event_context *c, uint32_t f, const rule_match *match, event *out, const need **failed);

/* status.c */
modality frame_modality(const event_context *c, uint32_t f, const event *e);
void status_settle(const event_context *c, event *e);

/* embedding.c, detail.c */
event_fate embedding_fate(const event_context *c, const event *e);
void date_settle(const event_context *c, event *e, char last_date[11]);
void details_settle(const event_context *c, event *e);

#endif
