/* snapshot.h - the columns of the store as they are now, read in a thread of their own and anew after the store has
 * changed. Who works on the old ones keeps them until he is done. */
#ifndef SEIMEI_SERVE_SNAPSHOT_H
#define SEIMEI_SERVE_SNAPSHOT_H

#include "serve/store_pool.h"

#include "column/columns.h"

typedef struct {
  atomic_uint users;
  columns *columns;
} snapshot;

typedef struct {
  const char *path;
  const concepts *concepts;
  atomic_bool *cancelled;
  pthread_mutex_t mutex;
  pthread_cond_t changed; /* another snapshot, or the end */
  pthread_t thread;
  bool is_running, is_ended;
  int file;           /* to be closed after all connections, or -1 */
  snapshot *newest;   /* NULL: not read yet */
  seimei_error error; /* of the last reading */
} snapshot_keeper;

seimei_status snapshot_keeper_start(snapshot_keeper *k, const char *path, const concepts *c, atomic_bool *cancelled,
                                    seimei_error *error);
void snapshot_keeper_stop(snapshot_keeper *k);    /* cancelled is set before */
void snapshot_keeper_release(snapshot_keeper *k); /* after all connections to the store are closed */
/* The newest, or NULL when there is none after waiting so long; then *error may say why. */
snapshot *snapshot_take(snapshot_keeper *k, uint32_t milliseconds, seimei_error *error);
void snapshot_give(snapshot *s); /* NULL is fine */

#endif
