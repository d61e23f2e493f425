/* memory.c - counts on any thread. */
#include "memory.h"

#include <stdatomic.h>

static atomic_long held, requests, fails_at;

static bool must_fail(void) {
  long limit = atomic_load_explicit(&fails_at, memory_order_relaxed);
  return limit && atomic_fetch_add(&requests, 1) + 1 >= limit;
}

static void *resize(void *user, void *old, size_t size) {
  (void)user;
  if (size && must_fail()) return NULL;
  void *made = allocator_resize(NULL, old, size);
  if (!size && old) atomic_fetch_sub_explicit(&held, 1, memory_order_relaxed);
  if (made && !old) atomic_fetch_add_explicit(&held, 1, memory_order_relaxed);
  return made;
}

const seimei_allocator memory_allocator = {resize, NULL};

long memory_held(void) { return atomic_load(&held); }

void memory_fail_at(long n) {
  atomic_store(&requests, 0);
  atomic_store(&fails_at, n);
}
