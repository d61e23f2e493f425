/* answer_cache.h - answers by the address that was asked for, as many as fit into a number of bytes. */
#ifndef SEIMEI_SERVE_ANSWER_CACHE_H
#define SEIMEI_SERVE_ANSWER_CACHE_H

#include "serve/blob.h"

enum { CACHE_ANSWERS = 1024 };

typedef struct {
  uint64_t version; /* of the data */
  char *target;
  size_t length;
  uint64_t hash, last_use;
  blob *body;
} cached_answer;

typedef struct {
  pthread_mutex_t mutex;
  cached_answer at[CACHE_ANSWERS];
  uint64_t clock;
  size_t most; /* bytes */
} answer_cache;

void answer_cache_init(answer_cache *c, size_t most);
void answer_cache_release(answer_cache *c);
/* The answer, one user more; or NULL. */
blob *answer_cache_get(answer_cache *c, uint64_t version, view target);
void answer_cache_put(answer_cache *c, uint64_t version, view target, blob *body);

#endif
