/* store_pool.c - connections and their time. SQLite asks every few thousand steps whether it should go on. */
#include "serve/store_pool.h"

#include <time.h>

/* Small: what is counted lies in the columns; the system keeps the file's pages. */
static const char SETTINGS[] = "PRAGMA mmap_size = 0; PRAGMA cache_size = -2048";
enum { STEPS = 2000 };

int64_t clock_milliseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

bool pooled_is_late(pooled_store *p) {
  if (atomic_load(p->cancelled) || (p->deadline && clock_milliseconds() >= p->deadline)) p->is_late = true;
  return p->is_late;
}

static int should_end(void *user) { return pooled_is_late(user); }

seimei_status pooled_open(pooled_store *p, const char *path, atomic_bool *cancelled, seimei_error *error) {
  *p = (pooled_store){.cancelled = cancelled};
  seimei_status status = store_open(path, STORE_READ, &p->store, error);
  if (status) return status;
  sqlite3_exec(store_database(p->store), SETTINGS, NULL, NULL, NULL);
  sqlite3_progress_handler(store_database(p->store), STEPS, should_end, p);
  return SEIMEI_OK;
}

void pooled_close(pooled_store *p) {
  store_close(p->store);
  p->store = NULL;
}

seimei_status store_pool_open(store_pool *p, const char *path, unsigned count, atomic_bool *cancelled,
                              seimei_error *error) {
  *p = (store_pool){.count = 0};
  pthread_mutex_init(&p->mutex, NULL);
  pthread_cond_init(&p->freed, NULL);
  seimei_status status = SEIMEI_OK;
  while (!status && p->count < count && p->count < POOL_MOST) {
    status = pooled_open(&p->at[p->count], path, cancelled, error);
    if (!status) p->count++;
  }
  return status;
}

void store_pool_close(store_pool *p) {
  for (unsigned i = 0; i < p->count; i++) pooled_close(&p->at[i]);
  pthread_cond_destroy(&p->freed);
  pthread_mutex_destroy(&p->mutex);
}

static pooled_store *find_free(store_pool *p) {
  for (unsigned i = 0; i < p->count; i++)
    if (!p->at[i].is_used) return &p->at[i];
  return NULL;
}

pooled_store *store_pool_take(store_pool *p, uint32_t milliseconds) {
  pooled_store *found;
  pthread_mutex_lock(&p->mutex);
  while (!(found = find_free(p))) pthread_cond_wait(&p->freed, &p->mutex);
  found->is_used = true;
  pthread_mutex_unlock(&p->mutex);
  found->is_late = false;
  found->deadline = clock_milliseconds() + milliseconds;
  return found;
}

void store_pool_give(store_pool *p, pooled_store *taken) {
  pthread_mutex_lock(&p->mutex);
  taken->is_used = false;
  pthread_cond_signal(&p->freed);
  pthread_mutex_unlock(&p->mutex);
}
