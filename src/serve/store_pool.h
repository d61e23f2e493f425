/* store_pool.h - connections to the store for reading, one a request, each with a time after which what it does ends.
 */
#ifndef SEIMEI_SERVE_STORE_POOL_H
#define SEIMEI_SERVE_STORE_POOL_H

#include <pthread.h>
#include <stdatomic.h>

#include "store/store.h"

enum { POOL_MOST = 64 };

typedef struct {
  store *store;
  atomic_bool *cancelled;
  int64_t deadline; /* milliseconds of a clock that never goes back; 0: none */
  bool is_late;     /* the last question was ended for it */
  bool is_used;
} pooled_store;

typedef struct {
  pthread_mutex_t mutex;
  pthread_cond_t freed;
  pooled_store at[POOL_MOST];
  unsigned count;
} store_pool;

int64_t clock_milliseconds(void);
seimei_status pooled_open(pooled_store *p, const char *path, atomic_bool *cancelled, seimei_error *error);
void pooled_close(pooled_store *p);
/* Time over, or everything is to end. */
bool pooled_is_late(pooled_store *p);

seimei_status store_pool_open(store_pool *p, const char *path, unsigned count, atomic_bool *cancelled,
                              seimei_error *error);
void store_pool_close(store_pool *p);
pooled_store *store_pool_take(store_pool *p, uint32_t milliseconds); /* waits for one that is free */
void store_pool_give(store_pool *p, pooled_store *taken);

#endif
