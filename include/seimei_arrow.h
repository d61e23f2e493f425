/* seimei_arrow.h - records through the Arrow C data and stream interfaces, without a file between: what pyarrow, R's
 * arrow and nanoarrow, DuckDB and Polars import in the same process. docs/formats/arrow.md. The structs are those of
 * the interface's specification, whose layout is fixed. */
#ifndef SEIMEI_ARROW_H
#define SEIMEI_ARROW_H

#include "seimei.h"

#ifdef __cplusplus
extern "C" {
#endif

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE
#define ARROW_FLAG_NULLABLE 2

struct ArrowSchema {
  const char *format, *name, *metadata;
  int64_t flags, n_children;
  struct ArrowSchema **children, *dictionary;
  void (*release)(struct ArrowSchema *);
  void *private_data;
};

struct ArrowArray {
  int64_t length, null_count, offset, n_buffers, n_children;
  const void **buffers;
  struct ArrowArray **children, *dictionary;
  void (*release)(struct ArrowArray *);
  void *private_data;
};
#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
  int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
  const char *(*get_last_error)(struct ArrowArrayStream *);
  void (*release)(struct ArrowArrayStream *);
  void *private_data;
};
#endif

/* Opens the store at path for reading. records: "events" or "statements", in the columns of docs/formats/arrow.md,
 * document after document. The stream owns what it needs; it is used by one thread at a time, and released by its
 * release. What it gave stays valid after that until it is released itself. USAGE, or as seimei cannot open the store.
 */
SEIMEI_API seimei_status seimei_arrow_stream(const char *path, const char *records, struct ArrowArrayStream *out,
                                             seimei_error *error) SEIMEI_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
