/* crew.c - the ring. */
#include "crew.h"

#include <pthread.h>
#include <signal.h>
#include <time.h>

#include "memory.h"

enum { JOBS_A_THREAD = 8, MOST_BYTES = 64 << 20 };

typedef struct {
  crew_job job;
  size_t bytes;
  bool done;
} place;

struct crew {
  const seimei_engine *engine;
  place *places;
  pthread_t *threads;
  unsigned place_count, thread_count, started;
  pthread_mutex_t lock;
  pthread_cond_t work_there, job_done;
  uint64_t added, begun, taken; /* jobs so far */
  size_t bytes;
  bool ending;
};

static place *place_of(crew *c, uint64_t number) { return &c->places[number % c->place_count]; }

/* ---- threads ---- */

static void run_job(crew_job *job, seimei_worker *worker, const seimei_error *no_worker) {
  if (worker) job->status = coded_run(job->coded, worker, &job->error);
  else job->error = *no_worker, job->status = no_worker->status;
}

static void *thread_main(void *argument) {
  crew *c = argument;
  seimei_worker *worker = NULL;
  seimei_error error = {0};
  if (seimei_worker_new(c->engine, &worker, &error)) worker = NULL;
  pthread_mutex_lock(&c->lock);
  while (!c->ending) {
    if (c->begun == c->added) {
      pthread_cond_wait(&c->work_there, &c->lock);
      continue;
    }
    place *p = place_of(c, c->begun++);
    if (p->done) continue;
    pthread_mutex_unlock(&c->lock);
    run_job(&p->job, worker, &error);
    pthread_mutex_lock(&c->lock);
    p->done = true;
    pthread_cond_signal(&c->job_done);
  }
  pthread_mutex_unlock(&c->lock);
  seimei_worker_free(worker);
  return NULL;
}

/* Signals are for the threads of the interpreter. */
static void start_threads(crew *c, unsigned wanted) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  while (c->started < wanted && !pthread_create(&c->threads[c->started], NULL, thread_main, c)) c->started++;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/* ---- the caller's side ---- */

crew *crew_new(const seimei_engine *engine, unsigned threads) {
  crew *c = memory_resize(NULL, sizeof *c);
  if (!c) return NULL;
  *c = (crew){.engine = engine, .place_count = threads * JOBS_A_THREAD, .thread_count = threads};
  pthread_condattr_t steady;
  pthread_condattr_init(&steady);
  pthread_condattr_setclock(&steady, CLOCK_MONOTONIC);
  pthread_mutex_init(&c->lock, NULL);
  pthread_cond_init(&c->work_there, NULL);
  pthread_cond_init(&c->job_done, &steady);
  pthread_condattr_destroy(&steady);
  c->places = memory_resize(NULL, c->place_count * sizeof *c->places);
  c->threads = memory_resize(NULL, threads * sizeof *c->threads);
  if (c->places && c->threads) start_threads(c, threads);
  if (c->started) return c;
  crew_free(c);
  return NULL;
}

unsigned crew_size(const crew *c) { return (unsigned)(c->added - c->taken); }
unsigned crew_room(const crew *c) { return c->place_count; }

bool crew_has_room(crew *c) { return crew_size(c) == 0 || (crew_size(c) < c->place_count && c->bytes < MOST_BYTES); }

bool crew_is_ahead(crew *c) {
  pthread_mutex_lock(&c->lock);
  bool ahead = c->added > c->taken && place_of(c, c->taken)->done && c->added - c->begun >= c->thread_count;
  pthread_mutex_unlock(&c->lock);
  return ahead;
}

void crew_put(crew *c, crew_job job) {
  pthread_mutex_lock(&c->lock);
  size_t bytes = job.coded ? job.coded->doc.text.len : 0;
  *place_of(c, c->added++) = (place){.job = job, .bytes = bytes, .done = !job.coded};
  c->bytes += bytes;
  pthread_cond_signal(&c->work_there);
  pthread_mutex_unlock(&c->lock);
}

static struct timespec soon(unsigned milliseconds) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  long nanoseconds = at.tv_nsec + (long)(milliseconds % 1000) * 1000000;
  at.tv_sec += milliseconds / 1000 + nanoseconds / 1000000000;
  at.tv_nsec = nanoseconds % 1000000000;
  return at;
}

bool crew_wait(crew *c, unsigned milliseconds) {
  struct timespec until = soon(milliseconds);
  pthread_mutex_lock(&c->lock);
  place *oldest = place_of(c, c->taken);
  while (!oldest->done && !pthread_cond_timedwait(&c->job_done, &c->lock, &until)) {
  }
  bool done = oldest->done;
  pthread_mutex_unlock(&c->lock);
  return done;
}

crew_job crew_take(crew *c) {
  pthread_mutex_lock(&c->lock);
  place *p = place_of(c, c->taken++);
  c->bytes -= p->bytes;
  if (c->begun < c->taken) c->begun = c->taken; /* a job without work that no thread has passed yet */
  crew_job job = p->job;
  *p = (place){.bytes = 0};
  pthread_mutex_unlock(&c->lock);
  return job;
}

void crew_free(crew *c) {
  if (!c) return;
  pthread_mutex_lock(&c->lock);
  c->ending = true;
  pthread_cond_broadcast(&c->work_there);
  pthread_mutex_unlock(&c->lock);
  for (unsigned i = 0; i < c->started; i++) pthread_join(c->threads[i], NULL);
  while (crew_size(c)) coded_free(crew_take(c).coded);
  pthread_cond_destroy(&c->job_done);
  pthread_cond_destroy(&c->work_there);
  pthread_mutex_destroy(&c->lock);
  memory_resize(c->threads, 0);
  memory_resize(c->places, 0);
  memory_resize(c, 0);
}
