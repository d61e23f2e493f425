/* archive.h - what the commands on a store share: the store, the selection of the options, the answer as a sheet. */
#ifndef SEIMEI_CLI_ARCHIVE_H
#define SEIMEI_CLI_ARCHIVE_H

#include "cli/cli.h"
#include "query/query.h"
#include "write/sheet.h"

typedef struct {
  const arguments *args;
  store *store;
  arena memory; /* armed; lives as long as the command */
  query_filter filter;
  output out;
  buffer text;
  seimei_error error;
} archive;

/* Opens the store that is the command's operand, reads the selection, opens the output and calls work, whose status
 * says whether error is told. The command's exit status. */
typedef seimei_status archive_work(archive *a);
int archive_run(const arguments *args, archive_work *work);

/* A sheet in the form of --format table|jsonl|csv into a->text. */
void archive_sheet(archive *a, sheet *s, const sheet_column *columns, uint32_t count);
/* Writes what a->text holds when it is large, or whatever it holds; false: nothing more is wanted. */
bool archive_flush(archive *a, bool all);

#endif
