/* test_support.h - what unit tests share: cmocka, an allocator that fails on the n-th call, tables and packs from text.
 */
#ifndef SEIMEI_TEST_SUPPORT_H
#define SEIMEI_TEST_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "pack/pack.h"

/* Counts what is alive; the call with number fail_at (from 0) and all after it give NULL. */
typedef struct {
  long calls, fail_at, alive;
} counting_heap;

static inline void *counting_resize(void *user, void *old, size_t size) {
  counting_heap *heap = user;
  if (size == 0) {
    heap->alive -= old != NULL;
    free(old);
    return NULL;
  }
  if (heap->calls++ >= heap->fail_at) return NULL;
  void *p = realloc(old, size);
  heap->alive += p && !old;
  return p;
}

/* Use as: counting_heap heap = {.fail_at = n}; seimei_allocator a = COUNTING(heap); */
#define COUNTING(heap)                                                                                                 \
  { counting_resize, &(heap) }

static inline void assert_view_equal(view found, view expected) {
  if (!view_equals(found, expected))
    fail_msg("\"%.*s\" where \"%.*s\" is expected", (int)found.len, found.ptr ? found.ptr : "", (int)expected.len,
             expected.ptr ? expected.ptr : "");
}

/* Parses TSV that is known to be good. */
static inline table table_from(arena *a, const char *name, const char *tsv) {
  table t;
  seimei_error error = {0};
  if (table_parse(a, view_of_string(tsv), view_of_string(name), name, &t, &error)) fail_msg("%s", error.message);
  return t;
}

#endif
