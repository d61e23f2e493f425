/* answer_cache.c - what was used longest ago goes first. A look at a thousand hashes costs a microsecond, so that there
 * is no table to keep. */
#include "serve/answer_cache.h"

#include <stdlib.h>

void answer_cache_init(answer_cache *c, size_t most) {
  memset(c, 0, sizeof *c);
  pthread_mutex_init(&c->mutex, NULL);
  c->most = most;
}

static void drop(cached_answer *a) {
  blob_release(a->body);
  free(a->target);
  *a = (cached_answer){.body = NULL};
}

void answer_cache_release(answer_cache *c) {
  for (int i = 0; i < CACHE_ANSWERS; i++) drop(&c->at[i]);
  pthread_mutex_destroy(&c->mutex);
}

static cached_answer *find(answer_cache *c, uint64_t version, view target, uint64_t hash) {
  for (int i = 0; i < CACHE_ANSWERS; i++) {
    cached_answer *a = &c->at[i];
    if (a->body && a->hash == hash && a->version == version && view_equals(view_of(a->target, a->length), target))
      return a;
  }
  return NULL;
}

blob *answer_cache_get(answer_cache *c, uint64_t version, view target) {
  blob *body = NULL;
  pthread_mutex_lock(&c->mutex);
  cached_answer *a = find(c, version, target, hash_view(target));
  if (a) {
    a->last_use = ++c->clock;
    body = blob_use(a->body);
  }
  pthread_mutex_unlock(&c->mutex);
  return body;
}

/* Bytes held, twice the answers' own: gzip may come later. */
static size_t size_of(const cached_answer *a) { return a->body ? a->length + 2 * a->body->bytes.len : 0; }

static cached_answer *oldest(answer_cache *c) {
  cached_answer *best = &c->at[0];
  for (int i = 1; i < CACHE_ANSWERS; i++)
    if (best->body && (!c->at[i].body || c->at[i].last_use < best->last_use)) best = &c->at[i];
  return best;
}

/* Answers of other data are never asked for again. */
static void make_room(answer_cache *c, uint64_t version, size_t wanted) {
  size_t held = 0;
  for (int i = 0; i < CACHE_ANSWERS; i++) {
    if (c->at[i].body && c->at[i].version != version) drop(&c->at[i]);
    held += size_of(&c->at[i]);
  }
  while (held && held + wanted > c->most) {
    cached_answer *last = NULL;
    for (int i = 0; i < CACHE_ANSWERS; i++)
      if (c->at[i].body && (!last || c->at[i].last_use < last->last_use)) last = &c->at[i];
    held -= size_of(last);
    drop(last);
  }
}

void answer_cache_put(answer_cache *c, uint64_t version, view target, blob *body) {
  size_t size = target.len + 2 * body->bytes.len;
  char *copy = size > c->most / 4 ? NULL : malloc(target.len + 1);
  if (!copy) return;
  memcpy(copy, target.ptr, target.len);
  pthread_mutex_lock(&c->mutex);
  if (find(c, version, target, hash_view(target))) free(copy);
  else {
    make_room(c, version, size);
    cached_answer *a = oldest(c);
    drop(a);
    *a = (cached_answer){version, copy, target.len, hash_view(target), ++c->clock, blob_use(body)};
  }
  pthread_mutex_unlock(&c->mutex);
}
