/* memory.h - the allocator of everything that the extension and its engines hold outside of Python: it counts, so that
 * tests can tell that nothing stays behind, and fails when a test asks for it. */
#ifndef SEIMEI_PYTHON_MEMORY_H
#define SEIMEI_PYTHON_MEMORY_H

#include "base/base.h"

extern const seimei_allocator memory_allocator;

static inline void *memory_resize(void *old, size_t size) { return allocator_resize(&memory_allocator, old, size); }

/* Pieces that are held now. */
long memory_held(void);
/* The n-th request from now on fails, and all after it, until the next call; 0: none fails. */
void memory_fail_at(long n);

#endif
