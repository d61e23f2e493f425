/* blob.h - bytes of an answer that several connections send at the same time; as they are and with gzip. */
#ifndef SEIMEI_SERVE_BLOB_H
#define SEIMEI_SERVE_BLOB_H

#include <pthread.h>
#include <stdatomic.h>

#include "base/base.h"

typedef struct {
  atomic_uint users;
  pthread_mutex_t mutex; /* of packed */
  view bytes, packed;    /* packed: with gzip, made when it is first asked for */
  char *own, *own_packed;
  bool is_tried;
} blob;

/* Takes the bytes of a buffer, which is empty afterwards; NULL when memory runs out. The caller is the first user. */
blob *blob_of(buffer *bytes);
blob *blob_of_constant(view bytes);
blob *blob_use(blob *b);    /* one user more */
void blob_release(blob *b); /* NULL is fine */
/* The bytes with gzip; empty where that is not worth it. Valid as long as the blob. */
view blob_packed(blob *b);
size_t blob_size(blob *b); /* bytes held */

#endif
