/* pack_format.h - the bytes of a pack, shared by its reader, its writer and their tests; docs/formats/pack.md.
 *
 *   header  64 bytes
 *   entry   40 bytes each, ascending by name
 *   names   the bytes of all names
 *   section one for each entry, at a multiple of 64, zeros between:
 *             table: (rows + 1) * columns pairs {offset, length}, then the strings that they point into
 *             blob:  its bytes
 *
 * Numbers are little-endian and the reader maps them as they are: a machine of the other order refuses the format
 * number, which it reads backwards. */
#ifndef SEIMEI_PACK_FORMAT_H
#define SEIMEI_PACK_FORMAT_H

#include "base/base.h"

#define PACK_MAGIC "SEIMEIPK"
enum { PACK_FORMAT = 1, PACK_ALIGNMENT = 64, PACK_CHECKED_FROM = 16, PACK_MAX_COLUMNS = 64 };
enum { PACK_TABLE = 1, PACK_BLOB = 2 };

typedef struct {
  char magic[8];
  uint64_t checksum; /* of all bytes from PACK_CHECKED_FROM to the end */
  uint64_t size;     /* of the file */
  uint32_t format;
  uint32_t entry_count;
  uint64_t names_size;
  uint64_t reserved[3];
} pack_header;

typedef struct {
  uint64_t offset, size;             /* of the section in the file */
  uint32_t name_offset, name_length; /* in the names */
  uint32_t kind;                     /* PACK_TABLE, PACK_BLOB */
  uint32_t rows, columns;            /* of a table, the header row not counted */
  uint32_t reserved;
} pack_entry;

_Static_assert(sizeof(pack_header) == 64, "the header is 64 bytes");
_Static_assert(sizeof(pack_entry) == 40, "an entry is 40 bytes");

/* Eight lanes of multiply and shift, each of which keeps every bit of its words apart (all steps can be undone), so
 * any change of one word changes the sum; eight independent lanes keep up with memory. */
uint64_t pack_checksum(view bytes);

#endif
