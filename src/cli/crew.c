/* crew.c - threads that code documents and give the results in the order of the input. */
#include "cli/crew.h"

#include <pthread.h>
#include <stdlib.h>

enum { JOBS_A_WORKER = 4, KEEP_BYTES = 1 << 20, MOST_BYTES = 64 << 20 };

typedef enum { JOB_FREE, JOB_WAITS, JOB_RUNS, JOB_DONE } job_state;

typedef struct {
  job_state state;
  bool succeeded;
  const char *path;
  buffer text; /* what doc points into */
  seimei_document doc;
  buffer out;
  seimei_error error;
} job;

struct crew {
  const seimei_engine *engine;
  crew_work *work;
  crew_result *result;
  void *user;
  job *jobs;
  pthread_t *threads;
  unsigned job_count, worker_count, started, idle;
  seimei_worker *own; /* of the caller's thread, when there are no others */
  pthread_mutex_t lock;
  pthread_cond_t work_there, place_there;
  uint64_t added, taken, given; /* jobs so far; a job's place is its number modulo job_count */
  size_t bytes;                 /* of documents between added and given */
  bool giving, ending, stopped;
};

static job *job_at(crew *c, uint64_t number) { return &c->jobs[number % c->job_count]; }

/* ---- one job ---- */

static view *field_of(seimei_document *d, int i) {
  view *const fields[] = {&d->id, &d->lang, &d->published, &d->title, &d->text, &d->url, &d->publisher};
  return i < (int)COUNT_OF(fields) ? fields[i] : NULL;
}

static void fill_job(job *j, const char *path, const seimei_document *doc) {
  j->doc = *doc;
  buffer_clear(&j->text);
  buffer_add(&j->text, view_of(path, strlen(path) + 1));
  for (int i = 0; field_of(&j->doc, i); i++) buffer_add(&j->text, *field_of(&j->doc, i));
  j->path = j->text.failed ? "" : j->text.ptr;
  const char *at = j->text.ptr ? j->text.ptr + strlen(path) + 1 : NULL;
  for (int i = 0; field_of(&j->doc, i); i++) {
    view *field = field_of(&j->doc, i);
    field->ptr = at;
    if (at) at += field->len;
  }
}

static void run_job(crew *c, job *j, seimei_worker *worker) {
  buffer_clear(&j->out);
  j->succeeded = false;
  if (j->text.failed) error_set(&j->error, SEIMEI_NO_MEMORY, "out of memory");
  else if (worker) j->succeeded = c->work(c->user, worker, &j->doc, &j->out, &j->error);
}

static void empty_buffer(buffer *b) {
  if (b->capacity > KEEP_BYTES || b->failed) buffer_release(b);
}

/* ---- threads ---- */

/* Called with the lock held. One thread at a time gives, and lets the lock go while it does. */
static void give_ready(crew *c) {
  if (c->giving) return;
  c->giving = true;
  while (c->given < c->added && job_at(c, c->given)->state == JOB_DONE) {
    job *j = job_at(c, c->given);
    bool stopped = c->stopped;
    pthread_mutex_unlock(&c->lock);
    bool go_on = !stopped && c->result(c->user, j->path, &j->out, j->succeeded ? NULL : &j->error);
    size_t bytes = j->text.len;
    empty_buffer(&j->text);
    empty_buffer(&j->out);
    pthread_mutex_lock(&c->lock);
    c->stopped = c->stopped || !go_on;
    c->bytes -= bytes;
    j->state = JOB_FREE;
    c->given++;
    pthread_cond_signal(&c->place_there);
  }
  c->giving = false;
}

static void *thread_main(void *argument) {
  crew *c = argument;
  seimei_worker *worker = NULL;
  seimei_error error = {0};
  bool made = seimei_worker_new(c->engine, &worker, &error) == SEIMEI_OK;
  pthread_mutex_lock(&c->lock);
  for (;;) {
    c->idle++;
    while (c->taken == c->added && !c->ending) pthread_cond_wait(&c->work_there, &c->lock);
    c->idle--;
    if (c->taken == c->added) break;
    job *j = job_at(c, c->taken++);
    j->state = JOB_RUNS;
    bool stopped = c->stopped;
    pthread_mutex_unlock(&c->lock);
    j->error = error;
    run_job(c, j, made && !stopped ? worker : NULL);
    pthread_mutex_lock(&c->lock);
    j->state = JOB_DONE;
    give_ready(c);
  }
  pthread_mutex_unlock(&c->lock);
  seimei_worker_free(worker);
  return NULL;
}

/* ---- the caller's side ---- */

crew *crew_new(const seimei_engine *engine, unsigned workers, crew_work *work, crew_result *result, void *user) {
  crew *c = calloc(1, sizeof *c);
  if (!c) return NULL;
  *c = (crew){.engine = engine, .work = work, .result = result, .user = user, .worker_count = workers};
  c->job_count = workers > 1 ? workers * JOBS_A_WORKER : 1;
  c->jobs = calloc(c->job_count, sizeof *c->jobs);
  c->threads = calloc(workers, sizeof *c->threads);
  pthread_mutex_init(&c->lock, NULL);
  pthread_cond_init(&c->work_there, NULL);
  pthread_cond_init(&c->place_there, NULL);
  if (c->jobs && c->threads) return c;
  crew_finish(c);
  return NULL;
}

static bool add_alone(crew *c, const char *path, const seimei_document *doc) {
  job *j = &c->jobs[0];
  seimei_error error = {0};
  if (!c->own && seimei_worker_new(c->engine, &c->own, &error)) return c->result(c->user, path, &j->out, &error), false;
  j->doc = *doc;
  run_job(c, j, c->own);
  bool go_on = c->result(c->user, path, &j->out, j->succeeded ? NULL : &j->error);
  empty_buffer(&j->out);
  return go_on;
}

/* Waits for a place; NULL when nothing more is wanted. Only this side changes c->added, so the place stays free. */
static job *wait_for_place(crew *c, size_t bytes) {
  pthread_mutex_lock(&c->lock);
  while (!c->stopped && c->given < c->added && (c->added - c->given == c->job_count || c->bytes + bytes > MOST_BYTES))
    pthread_cond_wait(&c->place_there, &c->lock);
  job *j = c->stopped ? NULL : job_at(c, c->added);
  pthread_mutex_unlock(&c->lock);
  return j;
}

/* A thread is started when a job would wait otherwise; false: there is none at all. */
static bool publish(crew *c, job *j) {
  pthread_mutex_lock(&c->lock);
  bool need = c->idle <= c->added - c->taken && c->started < c->worker_count;
  if (need && pthread_create(&c->threads[c->started], NULL, thread_main, c) == 0) c->started++;
  bool there = c->started > 0;
  if (there) {
    j->state = JOB_WAITS;
    c->bytes += j->text.len;
    c->added++;
    pthread_cond_signal(&c->work_there);
  }
  pthread_mutex_unlock(&c->lock);
  return there;
}

bool crew_add(crew *c, const char *path, const seimei_document *doc) {
  if (c->worker_count <= 1) return add_alone(c, path, doc);
  job *j = wait_for_place(c, doc->text.len);
  if (!j) return false;
  fill_job(j, path, doc);
  if (publish(c, j)) return true;
  c->worker_count = 1;
  return add_alone(c, path, doc);
}

bool crew_is_next(crew *c, const buffer *out) {
  if (c->worker_count <= 1) return true;
  pthread_mutex_lock(&c->lock);
  bool next = !c->stopped && out == &job_at(c, c->given)->out;
  pthread_mutex_unlock(&c->lock);
  return next;
}

void crew_finish(crew *c) {
  if (!c) return;
  pthread_mutex_lock(&c->lock);
  c->ending = true;
  pthread_cond_broadcast(&c->work_there);
  pthread_mutex_unlock(&c->lock);
  for (unsigned i = 0; i < c->started; i++) pthread_join(c->threads[i], NULL);
  for (unsigned i = 0; c->jobs && i < c->job_count; i++) {
    buffer_release(&c->jobs[i].text);
    buffer_release(&c->jobs[i].out);
  }
  seimei_worker_free(c->own);
  pthread_cond_destroy(&c->place_there);
  pthread_cond_destroy(&c->work_there);
  pthread_mutex_destroy(&c->lock);
  free(c->threads);
  free(c->jobs);
  free(c);
}
