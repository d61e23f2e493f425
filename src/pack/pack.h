/* pack.h - tables and models, compiled into one memory-mapped file or read from TSV.
 *
 * A pack is a list of named entries: tables ("ja/name/country", "ja/event/accuse", "common/state") and blobs
 * ("ja/model/chunk", "ja/model/dependency"). All offsets are checked when it is opened and trusted afterwards.
 * The form of the file is docs/formats/pack.md, that of the tables docs/formats/tables.md. */
#ifndef SEIMEI_PACK_H
#define SEIMEI_PACK_H

#include "base/base.h"

/* Rows and columns of text, from a pack or from a TSV file. Cells are views into memory that the owner keeps. */
typedef struct {
  view name; /* "ja/event/accuse" */
  view path; /* the TSV file that it was parsed from, for messages; empty in a pack */
  uint32_t rows, columns;
  const char *strings;
  const uint32_t *cells; /* (rows + 1) * columns pairs {offset, length} into strings; row 0 is the header */
} table;

typedef struct pack pack;

/* Maps a file. The pack lives until pack_close; the file must not be written to meanwhile, only replaced by a rename.
 * NO_FILE, IO, NO_MEMORY, or BAD_PACK with the reason. */
seimei_status pack_open(const char *path, const seimei_allocator *allocator, pack **out, seimei_error *error);
/* Reads a pack from memory that the caller keeps (8-byte aligned). Used by tests and the fuzzer. */
seimei_status pack_open_memory(view bytes, const seimei_allocator *allocator, pack **out, seimei_error *error);
void pack_close(pack *p); /* NULL is fine */
/* Where the pack is when nobody says so: $SEIMEI_PACK; beside the running program or one folder up; ../share/seimei
 * from there; where it is installed. Adds the path to an empty buffer; NO_FILE when it is nowhere. */
seimei_status pack_find(buffer *path, seimei_error *error);
/* Opens the pack at path, or for NULL the one that pack_find finds. */
seimei_status pack_open_found(const char *path, pack **out, seimei_error *error);

view pack_version(const pack *p); /* data version: hash of all entries, 16 hex digits */
uint32_t pack_table_count(const pack *p);
const table *pack_table_at(const pack *p, uint32_t index); /* sorted by name */
const table *pack_table(const pack *p, const char *name);  /* NULL when there is none */
view pack_blob(const pack *p, const char *name);           /* empty when there is none; 64-byte aligned */

/* Parses TSV into arena memory, which must be armed; text may go afterwards. name becomes the table's name, path is
 * for messages. BAD_TABLE with "path:line:column: message", columns in characters; TOO_LARGE above 1 GiB. */
seimei_status table_parse(arena *a, view text, view name, const char *path, table *out, seimei_error *error);
uint32_t table_column(const table *t, const char *column);      /* index or NONE */
view table_cell(const table *t, uint32_t row, uint32_t column); /* row from 0; empty for NONE and "-" */
/* Fills error with BAD_TABLE and where the cell stands ("path:line:column: " of a parsed table, else "name, row n: "),
 * then the message. column NONE: the row as a whole. Returns BAD_TABLE. */
seimei_status table_error(const table *t, uint32_t row, uint32_t column, seimei_error *error, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Writing, for the compiler of packs and for training. The builder copies what it is given. */
typedef struct pack_builder pack_builder;
seimei_status pack_builder_new(const seimei_allocator *allocator, pack_builder **out, seimei_error *error);
seimei_status pack_builder_add_table(pack_builder *b, const table *t, seimei_error *error);
seimei_status pack_builder_add_blob(pack_builder *b, view name, view bytes, seimei_error *error);
/* Sorted by name, so the same entries give the same bytes. The view lives as long as the builder. */
seimei_status pack_builder_bytes(pack_builder *b, view *out, seimei_error *error);
seimei_status pack_builder_write(pack_builder *b, const char *path, seimei_error *error); /* replaces path at once */
void pack_builder_free(pack_builder *b);

#endif
