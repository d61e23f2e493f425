/* relay.h - jobs worked on by threads and taken in the order in which they were put in.
 *
 *   relay_place ─ fill ─ relay_put ─▶ ring ─▶ threads: work ─▶ whoever finished the oldest job takes all that are ready
 *
 * There is no thread for taking: with as many threads as processors none of them waits for it. The ring has a fixed
 * number of places and a limit of bytes, so memory stays bounded however long the input is. */
#ifndef SEIMEI_INGEST_RELAY_H
#define SEIMEI_INGEST_RELAY_H

#include "base/base.h"

typedef struct relay relay;

typedef struct {
  size_t job_size;           /* a job is that many bytes, zeroed at first, and is used again and again */
  void *(*open)(void *user); /* state of a thread; NULL: this thread cannot work, work gets NULL */
  void (*close)(void *user, void *thread);
  void (*work)(void *user, void *thread, void *job);
  bool (*take)(void *user, void *job); /* one at a time, in order; false: stop, the jobs still under way are dropped */
  void (*release)(void *user, void *job); /* at the end, each job once */
  void *user;
} relay_calls;

/* workers 1: everything happens inside relay_put and relay_drain, without threads. NULL when memory runs out. */
relay *relay_new(const relay_calls *calls, unsigned workers);
/* A free job to fill; waits for one. NULL: taking was stopped. */
void *relay_place(relay *r);
/* The job of relay_place is filled; bytes is what it holds in memory. false: taking was stopped. */
bool relay_put(relay *r, size_t bytes);
/* Waits until all jobs that were put in are taken. */
void relay_drain(relay *r);
void relay_free(relay *r); /* drains; NULL is fine */

#endif
