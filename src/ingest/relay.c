/* relay.c - jobs worked on by threads and taken in order. */
#include "ingest/relay.h"

#include <pthread.h>
#include <stdlib.h>

enum { JOBS_A_WORKER = 8, JOBS_ALONE = 32, MOST_BYTES = 64 << 20 };

typedef enum { JOB_FREE, JOB_WAITS, JOB_RUNS, JOB_DONE } job_state;

typedef struct {
  job_state state;
  size_t bytes;
  void *job;
} job_slot;

struct relay {
  relay_calls calls;
  job_slot *slots;
  pthread_t *threads;
  unsigned slot_count, worker_count, started;
  void *own; /* thread state of the caller, when there are no others */
  bool own_is_open;
  pthread_mutex_t lock;
  pthread_cond_t work_there, place_there;
  uint64_t put, picked, taken; /* jobs so far; a job's slot is its number modulo slot_count */
  size_t bytes;                /* of jobs between put and taken */
  bool taking, ending, stopped;
};

static job_slot *slot_at(relay *r, uint64_t number) { return &r->slots[number % r->slot_count]; }

/* ---- threads ---- */

/* Called with the lock held. One thread at a time takes, and lets the lock go while it does. */
static void take_ready(relay *r) {
  if (r->taking) return;
  r->taking = true;
  while (r->taken < r->put && slot_at(r, r->taken)->state == JOB_DONE) {
    job_slot *s = slot_at(r, r->taken);
    bool stopped = r->stopped;
    pthread_mutex_unlock(&r->lock);
    bool go_on = !stopped && r->calls.take(r->calls.user, s->job);
    pthread_mutex_lock(&r->lock);
    r->stopped = r->stopped || !go_on;
    r->bytes -= s->bytes;
    s->state = JOB_FREE;
    r->taken++;
    pthread_cond_signal(&r->place_there);
  }
  r->taking = false;
}

static void *thread_main(void *argument) {
  relay *r = argument;
  void *state = r->calls.open(r->calls.user);
  pthread_mutex_lock(&r->lock);
  for (;;) {
    while (r->picked == r->put && !r->ending) pthread_cond_wait(&r->work_there, &r->lock);
    if (r->picked == r->put) break;
    job_slot *s = slot_at(r, r->picked++);
    bool stopped = r->stopped;
    s->state = JOB_RUNS;
    pthread_mutex_unlock(&r->lock);
    if (!stopped) r->calls.work(r->calls.user, state, s->job);
    pthread_mutex_lock(&r->lock);
    s->state = JOB_DONE;
    take_ready(r);
  }
  pthread_mutex_unlock(&r->lock);
  if (state) r->calls.close(r->calls.user, state);
  return NULL;
}

/* ---- the caller's side ---- */

relay *relay_new(const relay_calls *calls, unsigned workers) {
  relay *r = calloc(1, sizeof *r);
  if (!r) return NULL;
  *r = (relay){
      .calls = *calls, .worker_count = workers, .slot_count = workers > 1 ? workers * JOBS_A_WORKER : JOBS_ALONE};
  pthread_mutex_init(&r->lock, NULL);
  pthread_cond_init(&r->work_there, NULL);
  pthread_cond_init(&r->place_there, NULL);
  r->slots = calloc(r->slot_count, sizeof *r->slots);
  r->threads = calloc(workers, sizeof *r->threads);
  bool made = r->slots && r->threads;
  for (unsigned i = 0; made && i < r->slot_count; i++) made = (r->slots[i].job = calloc(1, calls->job_size)) != NULL;
  if (made) return r;
  relay_free(r);
  return NULL;
}

void *relay_place(relay *r) {
  pthread_mutex_lock(&r->lock);
  while (!r->stopped && r->taken < r->put && (r->put - r->taken == r->slot_count || r->bytes > MOST_BYTES))
    pthread_cond_wait(&r->place_there, &r->lock);
  void *job = r->stopped ? NULL : slot_at(r, r->put)->job;
  pthread_mutex_unlock(&r->lock);
  return job;
}

static void take_alone(relay *r) {
  for (; r->taken < r->put; r->taken++) {
    job_slot *s = slot_at(r, r->taken);
    r->stopped = r->stopped || !r->calls.take(r->calls.user, s->job);
    r->bytes -= s->bytes;
  }
}

/* Many are worked on before any is taken: both go through much memory, and would find the processor's caches emptied by
 * the other each time. */
static bool put_alone(relay *r, size_t bytes) {
  job_slot *s = slot_at(r, r->put++);
  if (!r->own_is_open) r->own = r->calls.open(r->calls.user);
  r->own_is_open = true;
  r->calls.work(r->calls.user, r->own, s->job);
  s->bytes = bytes;
  r->bytes += bytes;
  if (r->put - r->taken == r->slot_count || r->bytes > MOST_BYTES) take_alone(r);
  return !r->stopped;
}

/* A thread is started when a job would wait otherwise; when none can be started the caller does the work. */
bool relay_put(relay *r, size_t bytes) {
  if (r->worker_count <= 1) return put_alone(r, bytes);
  pthread_mutex_lock(&r->lock);
  if (r->started < r->worker_count && r->put - r->picked >= r->started) {
    if (pthread_create(&r->threads[r->started], NULL, thread_main, r) == 0) r->started++;
    else if (!r->started) r->worker_count = 1;
  }
  bool there = r->started > 0;
  if (there) {
    job_slot *s = slot_at(r, r->put++);
    s->state = JOB_WAITS;
    s->bytes = bytes;
    r->bytes += bytes;
    pthread_cond_signal(&r->work_there);
  }
  bool stopped = r->stopped;
  pthread_mutex_unlock(&r->lock);
  return there ? !stopped : put_alone(r, bytes);
}

void relay_drain(relay *r) {
  if (!r->started) take_alone(r);
  pthread_mutex_lock(&r->lock);
  while (r->taken < r->put) pthread_cond_wait(&r->place_there, &r->lock);
  pthread_mutex_unlock(&r->lock);
}

void relay_free(relay *r) {
  if (!r) return;
  if (!r->started) take_alone(r);
  pthread_mutex_lock(&r->lock);
  r->ending = true;
  pthread_cond_broadcast(&r->work_there);
  pthread_mutex_unlock(&r->lock);
  for (unsigned i = 0; i < r->started; i++) pthread_join(r->threads[i], NULL);
  if (r->own) r->calls.close(r->calls.user, r->own);
  for (unsigned i = 0; r->slots && i < r->slot_count; i++) {
    if (r->slots[i].job) r->calls.release(r->calls.user, r->slots[i].job);
    free(r->slots[i].job);
  }
  pthread_cond_destroy(&r->place_there);
  pthread_cond_destroy(&r->work_there);
  pthread_mutex_destroy(&r->lock);
  free(r->threads);
  free(r->slots);
  free(r);
}
