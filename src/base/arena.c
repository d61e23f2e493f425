/* arena.c - memory of one document: blocks that double, freed at once.
 *
 *   first ─▶ [used....free] ─▶ [used..free] ─▶ NULL
 *                                  ▲ current
 *   large ⇄ [one piece] ⇄ [one piece]
 *
 * A large piece has a block of its own, so that a list of a long document grows by the allocator, which moves pages and
 * copies nothing, and leaves no older halves behind. A few stay for the next document. */
#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "base/base.h"

enum { FIRST_BLOCK = 64 * 1024, MAX_BLOCK = 8 * 1024 * 1024, LARGE = 256 * 1024, ALIGNMENT = 16 };

struct arena_block {
  arena_block *next;
  size_t size, used;
  _Alignas(ALIGNMENT) char bytes[];
};

struct arena_large {
  arena_large *next, **link; /* link: what points here */
  size_t size;
  _Alignas(ALIGNMENT) char bytes[];
};

/* A new piece of a megabyte or more begins and ends with a page of 2 MiB, where the system has such pages: it is filled
 * with a fault for each of them and not for each 4 KiB, which is most of the time that an engine takes to open, and
 * looking up things all over it misses the processor's table of pages less. */
static void *new_large(size_t size) {
  enum { PAGE = 2 << 20 };
  if (size > SIZE_MAX - PAGE) return NULL;
  size = (size + PAGE - 1) / PAGE * PAGE;
  void *p = aligned_alloc(PAGE, size);
#ifdef MADV_HUGEPAGE
  if (p) (void)madvise(p, size, MADV_HUGEPAGE); /* advice only: without it all is slower and nothing is wrong */
#endif
  return p;
}

static void *system_resize(void *user, void *old, size_t size) {
  enum { LARGEST_SMALL = 1 << 20 };
  (void)user;
  if (size == 0) {
    free(old);
    return NULL;
  }
  return old || size <= LARGEST_SMALL ? realloc(old, size) : new_large(size);
}

const seimei_allocator allocator_system = {system_resize, NULL};

void *allocator_resize(const seimei_allocator *a, void *old, size_t size) {
  if (!a) a = &allocator_system;
  return a->resize(a->user, old, size);
}

void arena_init(arena *a, const seimei_allocator *allocator) { *a = (arena){.allocator = allocator}; }

static void free_blocks(arena *a, arena_block *block) {
  while (block) {
    arena_block *next = block->next;
    a->total -= block->size;
    allocator_resize(a->allocator, block, 0);
    block = next;
  }
}

static void free_large(arena *a, arena_large **list) {
  while (*list) {
    arena_large *next = (*list)->next;
    a->total -= (*list)->size;
    allocator_resize(a->allocator, *list, 0);
    *list = next;
  }
}

/* Pieces for the next document, which likely needs as large ones: the system would take the pages back and clear them. */
static void spare_large(arena *a) {
  enum { MOST_SPARE = 4 * 1024 * 1024 };
  size_t size = 0;
  free_large(a, &a->spare);
  for (arena_large *piece = a->large, *next, **to = &a->large; piece; piece = next) {
    next = piece->next;
    if ((size += piece->size) > MOST_SPARE) {
      to = &piece->next;
      continue;
    }
    *to = next;
    piece->next = a->spare;
    a->spare = piece;
  }
  free_large(a, &a->large);
}

static arena_large *spare_of(arena *a, size_t size) {
  arena_large **at = &a->spare;
  while (*at && ((*at)->size < size || (*at)->size / 4 > size)) at = &(*at)->next;
  arena_large *found = *at;
  if (found) *at = found->next;
  return found;
}

void arena_release(arena *a) {
  free_large(a, &a->large);
  free_large(a, &a->spare);
  free_blocks(a, a->first);
  a->first = a->current = NULL;
}

void arena_reset(arena *a) {
  spare_large(a);
  while (a->first && a->first->next) { /* blocks double: the last one is the largest */
    arena_block *next = a->first->next;
    a->first->next = NULL;
    free_blocks(a, a->first);
    a->first = next;
  }
  if (a->first) a->first->used = 0;
  a->current = a->first;
}

static void fail(arena *a) {
  assert(a->on_failure && "an arena that may fail must be armed");
  longjmp(*a->on_failure, 1);
}

static void add_block(arena *a, size_t need) {
  size_t size = a->current ? a->current->size * 2 : FIRST_BLOCK;
  if (size > MAX_BLOCK) size = MAX_BLOCK;
  if (size < need) size = need;
  if (size > SIZE_MAX - sizeof(arena_block)) fail(a);
  arena_block *block = allocator_resize(a->allocator, NULL, sizeof *block + size);
  if (!block) fail(a);
  block->next = NULL;
  block->size = size;
  block->used = 0;
  if (a->current) a->current->next = block;
  else a->first = block;
  a->current = block;
  a->total += size;
}

static size_t aligned(size_t size) { return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1); }

/* Makes or resizes a large piece. */
static void *take_large(arena *a, arena_large *old, size_t size) {
  arena_large *spare = old ? NULL : spare_of(a, size), *piece = spare ? spare : allocator_resize(a->allocator, old, sizeof *piece + size);
  if (!piece) fail(a);
  if (!spare) {
    a->total += size - (old ? piece->size : 0);
    piece->size = size;
  }
  if (!old) piece->next = a->large, piece->link = &a->large;
  *piece->link = piece;
  if (piece->next) piece->next->link = &piece->next;
  return piece->bytes;
}

static void *take(arena *a, size_t size) {
  if (size > SIZE_MAX / 2) fail(a);
  size = aligned(size);
  if (size >= LARGE) return take_large(a, NULL, size);
  if (!a->current || a->current->size - a->current->used < size) add_block(a, size);
  void *p = a->current->bytes + a->current->used;
  a->current->used += size;
  return p;
}

void *arena_alloc(arena *a, size_t size) { return memset(take(a, size), 0, size); }
void *arena_room(arena *a, size_t size) { return take(a, size); }

view arena_copy(arena *a, view text) {
  char *p = take(a, text.len + 1);
  if (text.len) memcpy(p, text.ptr, text.len);
  p[text.len] = '\0';
  return view_of(p, text.len);
}

view arena_lower(arena *a, view text) {
  char *out = arena_alloc(a, text.len + 1);
  for (size_t i = 0; i < text.len; i++) out[i] = ascii_lower(text.ptr[i]);
  return view_of(out, text.len);
}

view arena_upper(arena *a, view text) {
  char *out = arena_alloc(a, text.len + 1);
  for (size_t i = 0; i < text.len; i++) out[i] = ascii_upper(text.ptr[i]);
  return view_of(out, text.len);
}

view arena_format(arena *a, const char *format, ...) {
  char small[256];
  va_list args;
  va_start(args, format);
  int n = vsnprintf(small, sizeof small, format, args);
  va_end(args);
  if (n < 0) n = 0;
  if ((size_t)n < sizeof small) return arena_copy(a, view_of(small, (size_t)n));
  char *p = arena_alloc(a, (size_t)n + 1);
  va_start(args, format);
  vsnprintf(p, (size_t)n + 1, format, args);
  va_end(args);
  return view_of(p, (size_t)n);
}

/* The list that was made last grows where it is: a document's long lists are filled one after the other. */
static bool grow_last(arena *a, const void *at, size_t old, size_t size) {
  arena_block *block = a->current;
  if (!block || !at || (const char *)at + old != block->bytes + block->used || size - old > block->size - block->used) return false;
  block->used += size - old;
  return true;
}

void *list_grow(arena *a, void *at, uint32_t count, uint32_t *capacity, size_t item) {
  if (*capacity > UINT32_MAX / 2) fail(a);
  uint32_t bigger = *capacity ? *capacity * 2 : 8;
  size_t old = aligned(*capacity * item), size = aligned(bigger * item);
  void *p = at;
  if (old >= LARGE) p = take_large(a, (arena_large *)((char *)at - offsetof(arena_large, bytes)), size);
  else if (size >= LARGE || !grow_last(a, at, old, size)) {
    p = take(a, size);
    if (count) memcpy(p, at, count * item);
  }
  *capacity = bigger;
  return p;
}
