/* blob.c - answers that are shared, and their gzip (RFC 1952) by zlib. */
#include "serve/blob.h"

#include <stdlib.h>
#include <zlib.h>

enum { WORTH_PACKING = 600, PACK_LEVEL = 5 };

static blob *make(view bytes, char *own) {
  blob *b = calloc(1, sizeof *b);
  if (!b) return NULL;
  atomic_init(&b->users, 1);
  pthread_mutex_init(&b->mutex, NULL);
  b->bytes = bytes;
  b->own = own;
  return b;
}

blob *blob_of(buffer *bytes) {
  blob *b = bytes->failed ? NULL : make(view_of(bytes->ptr ? bytes->ptr : "", bytes->len), bytes->ptr);
  if (b) buffer_init(bytes, bytes->allocator);
  return b;
}

blob *blob_of_constant(view bytes) { return make(bytes, NULL); }

blob *blob_use(blob *b) {
  atomic_fetch_add(&b->users, 1);
  return b;
}

void blob_release(blob *b) {
  if (!b || atomic_fetch_sub(&b->users, 1) > 1) return;
  pthread_mutex_destroy(&b->mutex);
  free(b->own);
  free(b->own_packed);
  free(b);
}

static void pack(blob *b) {
  z_stream z = {0};
  enum { GZIP = 16 };
  if (deflateInit2(&z, PACK_LEVEL, Z_DEFLATED, MAX_WBITS + GZIP, 8, Z_DEFAULT_STRATEGY) != Z_OK) return;
  size_t room = deflateBound(&z, b->bytes.len);
  b->own_packed = malloc(room);
  z.next_in = (Bytef *)(uintptr_t)b->bytes.ptr, z.avail_in = (uInt)b->bytes.len;
  z.next_out = (Bytef *)b->own_packed, z.avail_out = (uInt)room;
  if (b->own_packed && deflate(&z, Z_FINISH) == Z_STREAM_END) {
    char *fitted = realloc(b->own_packed, z.total_out);
    if (fitted) b->own_packed = fitted;
    b->packed = view_of(b->own_packed, z.total_out);
  }
  deflateEnd(&z);
}

view blob_packed(blob *b) {
  if (b->bytes.len < WORTH_PACKING || b->bytes.len > UINT32_MAX / 2) return (view){"", 0};
  pthread_mutex_lock(&b->mutex);
  if (!b->is_tried) pack(b);
  b->is_tried = true;
  view packed = b->packed;
  pthread_mutex_unlock(&b->mutex);
  return packed;
}

size_t blob_size(blob *b) {
  pthread_mutex_lock(&b->mutex);
  size_t size = sizeof *b + (b->own ? b->bytes.len : 0) + b->packed.len;
  pthread_mutex_unlock(&b->mutex);
  return size;
}
