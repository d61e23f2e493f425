/* snapshot.c - reading the store whenever another program has written to it (PRAGMA data_version), at most one time in
 * ten of the time that a reading takes, so that an ingest beside the server is not slowed down. */
#include "serve/snapshot.h"

#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { LOOK_EVERY = 1000, REST = 10 }; /* milliseconds; times a reading */

static int64_t data_version(store *s) {
  sqlite3_stmt *ask = NULL;
  int64_t version = -1;
  if (!sqlite3_prepare_v2(store_database(s), "PRAGMA data_version", -1, &ask, NULL) && sqlite3_step(ask) == SQLITE_ROW)
    version = sqlite3_column_int64(ask, 0);
  sqlite3_finalize(ask);
  return version;
}

void snapshot_give(snapshot *s) {
  if (!s || atomic_fetch_sub(&s->users, 1) > 1) return;
  columns_free(s->columns);
  free(s);
}

static struct timespec time_after(int64_t milliseconds) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  int64_t nanoseconds = t.tv_nsec + milliseconds % 1000 * 1000000;
  t.tv_sec += (time_t)(milliseconds / 1000 + nanoseconds / 1000000000);
  t.tv_nsec = (long)(nanoseconds % 1000000000);
  return t;
}

/* Waits, unless the end comes; whether it has come. The mutex is held. */
static bool rest(snapshot_keeper *k, int64_t milliseconds) {
  struct timespec until = time_after(milliseconds);
  while (!k->is_ended && !pthread_cond_timedwait(&k->changed, &k->mutex, &until)) {
  }
  return k->is_ended;
}

static void read_anew(snapshot_keeper *k, pooled_store *from) {
  snapshot *made = calloc(1, sizeof *made), *old;
  seimei_error error = {0};
  if (!made) error_set(&error, SEIMEI_NO_MEMORY, "out of memory");
  else if (columns_load(from->store, k->concepts, &made->columns, &error)) {
    free(made);
    made = NULL;
  }
  pthread_mutex_lock(&k->mutex);
  k->error = error;
  old = k->newest;
  if (made) {
    atomic_init(&made->users, 1);
    k->newest = made;
  }
  pthread_cond_broadcast(&k->changed);
  pthread_mutex_unlock(&k->mutex);
  if (made) snapshot_give(old);
}

/* Asks the system for the whole file, in order, which is many times faster than page by page. The descriptor must stay
 * open: to close it would drop SQLite's locks. */
static int read_ahead(const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file >= 0) posix_fadvise(file, 0, 0, POSIX_FADV_WILLNEED);
  return file;
}

static void *keep(void *user) {
  snapshot_keeper *k = user;
  pooled_store from;
  seimei_error error = {0};
  seimei_status status = pooled_open(&from, k->path, k->cancelled, &error);
  int64_t seen = -1, pause = 0;
  int file = read_ahead(k->path);
  pthread_mutex_lock(&k->mutex);
  k->error = error;
  while (!status && !rest(k, pause)) {
    int64_t version = data_version(from.store), begun = clock_milliseconds();
    pause = LOOK_EVERY;
    if (version == seen && !k->error.status) continue;
    seen = version;
    pthread_mutex_unlock(&k->mutex);
    read_anew(k, &from);
    pthread_mutex_lock(&k->mutex);
    int64_t took = clock_milliseconds() - begun;
    if (took * REST > pause) pause = took * REST;
  }
  pthread_mutex_unlock(&k->mutex);
  pooled_close(&from);
  k->file = file;
  return NULL;
}

seimei_status snapshot_keeper_start(snapshot_keeper *k, const char *path, const concepts *c, atomic_bool *cancelled,
                                    seimei_error *error) {
  *k = (snapshot_keeper){.path = path, .file = -1, .concepts = c, .cancelled = cancelled};
  pthread_mutex_init(&k->mutex, NULL);
  pthread_cond_init(&k->changed, NULL);
  k->is_running = !pthread_create(&k->thread, NULL, keep, k);
  return k->is_running ? SEIMEI_OK : error_set(error, SEIMEI_NO_MEMORY, "no thread can be made");
}

void snapshot_keeper_stop(snapshot_keeper *k) {
  pthread_mutex_lock(&k->mutex);
  k->is_ended = true;
  pthread_cond_broadcast(&k->changed);
  pthread_mutex_unlock(&k->mutex);
  if (k->is_running) pthread_join(k->thread, NULL);
}

void snapshot_keeper_release(snapshot_keeper *k) {
  snapshot_give(k->newest);
  if (k->file >= 0) close(k->file);
  pthread_cond_destroy(&k->changed);
  pthread_mutex_destroy(&k->mutex);
}

snapshot *snapshot_take(snapshot_keeper *k, uint32_t milliseconds, seimei_error *error) {
  struct timespec until = time_after(milliseconds);
  pthread_mutex_lock(&k->mutex);
  while (!k->newest && !k->error.status && !k->is_ended && !pthread_cond_timedwait(&k->changed, &k->mutex, &until)) {
  }
  snapshot *s = k->newest;
  if (s) atomic_fetch_add(&s->users, 1);
  else if (k->error.status) error_copy(error, &k->error);
  pthread_mutex_unlock(&k->mutex);
  return s;
}
