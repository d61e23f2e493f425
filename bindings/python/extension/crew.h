/* crew.h - threads that code documents, without Python: jobs go in at one end and come out done at the other, in order.
 *
 *   crew_put ─▶ ring of jobs ─▶ threads, one worker each        crew_wait ─▶ crew_take: the oldest job
 *
 * One thread at a time puts, waits and takes. */
#ifndef SEIMEI_PYTHON_CREW_H
#define SEIMEI_PYTHON_CREW_H

#include "coded.h"

typedef struct {
  coded *coded; /* NULL: there is nothing to do, the job is done */
  seimei_error error;
  seimei_status status;
} crew_job;

typedef struct crew crew;

/* NULL when memory runs out or no thread can be started. */
crew *crew_new(const seimei_engine *engine, unsigned threads);
/* Is there a place? Also no when too many bytes are under way. */
bool crew_has_room(crew *c);
/* Does the oldest job wait to be taken while the threads have enough to do? */
bool crew_is_ahead(crew *c);
unsigned crew_size(const crew *c); /* jobs that are in */
unsigned crew_room(const crew *c); /* most jobs; the n-th that is put has place n modulo this */
/* The job's coded is the crew's until the job is taken. Needs room. */
void crew_put(crew *c, crew_job job);
/* Is the oldest job done? Waits for it at most this long. */
bool crew_wait(crew *c, unsigned milliseconds);
crew_job crew_take(crew *c);
/* Waits for jobs that run; those that have not begun are dropped. NULL is fine. */
void crew_free(crew *c);

#endif
