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
  LIST(reason) weights;
  map weight_of;     /* feature -> index into weights */
};

/* The predicate that a date expression belongs to; direct: not through a noun (4日の会談で述べた). scene: the predicate
 * that it dates besides, or NONE (4日に開かれた会談で述べた). */
typedef struct {
  uint32_t frame, scene;
  bool direct;
} dated_frame;

/* The day that the text is telling about. */
typedef struct {
  uint32_t sentence;  /* that named it, or NONE */
  uint32_t left;      /* a later sentence that went back to earlier times, or NONE */
  char date[11];
  int days;           /* against the day of publication */
  bool meeting;       /* what its people say without a date is said there */
  bool release;       /* the whole document reports on it */
  actor_set people;
} told_day;

/* Two sides that dealt with each other: who did it, and to whom. */
typedef struct {
  actor_set side[2];
  uint32_t sentence;
  bool mutual; /* they met or agreed */
} exchange;
enum { EXCHANGES = 16 };

typedef struct {
  const event_rules *rules;
  scene *scene;
  const attribute_layout *statements;
  event_layout *out;
  uint32_t *of_frame;  /* candidate of each frame: index into candidates, or NONE */
  LIST(event) candidates;
  event_fate *fates;   /* of each candidate */
  ranking *scratch;    /* filled again for each event whose recipient is inferred */
  dated_frame *dated;  /* by date expression */
  told_day day;
  uint32_t day_segment; /* segments before it have been read for the day */
  exchange exchanges[EXCHANGES]; /* a ring: the newest is exchange_count - 1 */
  uint32_t exchange_count;
  exchange protest;    /* side 0: who protested last */
  exchange force;      /* side 0: who last used force or took hold of somebody; side 1: of whom */
  actor_set gathered;  /* all who last met */
  uint32_t gathered_in; /* sentence */
  exchange meeting;    /* the two sides that last met or agreed: each speaks to the other; empty: none */
} event_context;

bool type_of_name(view name, seimei_type *out); /* "accuse" or "ACCUSE" */
double event_number(view text);

/* candidate.c */
bool candidate_follow(const event_context *c, uint32_t f, event *out); /* フランスも続いた: the deed of the clause before, done by another */
event_fate candidate_build(const event_context *c, uint32_t f, const rule_match *match, event *out, const need **failed);

/* recipient.c */
bool type_is_mutual(seimei_type t);
/* The set without UNK:UNK, who may speak but does nothing, and without those of `without` (may be NULL). */
actor_set actors_known(arena *a, actor_set set, const actor_set *without);
void recipient_find(const event_context *c, uint32_t f, const argument *noun, event *e, const place_list *places);

/* ranking.c */
typedef struct {
  party party;
  const char *by;  /* "place" or the finder's name */
  const place *at; /* of a place */
} proposal;
/* The best of the proposal, everybody else around and nobody. */
party ranking_choose(const event_context *c, uint32_t f, event *e, const proposal *p);
void ranking_load(event_rules *r, const table *t);
void ranking_dump(buffer *out, const ranking *r);

/* exchange.c */
void exchange_begin(event_context *c);
void exchange_note(event_context *c, const event *e);
party exchange_counterpart(const event_context *c, uint32_t f, const event *e);
party exchange_crowd(const event_context *c, uint32_t f, const event *e); /* who protested last, for the police */
party exchange_force(const event_context *c, uint32_t f, const rule *r, seimei_type type); /* who is behind a passive that names nobody */
party exchange_pair(const event_context *c, uint32_t f, const event *e);

/* status.c */
bool is_planned(const event_context *c, uint32_t f); /* 12日に開かれる会合, 来月発動する関税: dated and without tense before a noun */
modality frame_modality(const event_context *c, uint32_t f, const event *e);
void status_settle(const event_context *c, event *e);

/* overlap.c: after the fates of single candidates */
void overlap_settle(event_context *c);

/* dating.c */
void dating_prepare(event_context *c);
void date_settle(event_context *c, event *e, bool promise); /* promise: made of a deed that is to come */

/* embedding.c, detail.c */
event_fate embedding_fate(const event_context *c, const event *e);
void details_settle(const event_context *c, event *e);

#endif
