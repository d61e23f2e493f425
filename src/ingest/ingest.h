/* ingest.h - archives into a store.
 *
 *   paths ─ source ─ reader ─▶ raw documents ─ relay ─▶ threads: read, leave or code ─▶ one writer, in order ─▶ store
 *
 * Documents are stored in the order of the input, whatever thread coded them, together with the mark where their input
 * is to be read on: a run that was cut off goes on there and gives the store that an undisturbed one would have given.
 */
#ifndef SEIMEI_INGEST_H
#define SEIMEI_INGEST_H

#include <signal.h>

#include "read/read.h"
#include "store/store.h"

enum { MOST_REASONS = 48, REASON_BYTES = 120 };

typedef struct {
  char outcome[8]; /* left, failed */
  char reason[REASON_BYTES];
  uint64_t count;
} ingest_reason;

/* What was done so far. */
typedef struct {
  uint64_t read;                     /* documents met */
  uint64_t stored, left, failed;     /* which add up to it; of a dry run stored means would be */
  uint64_t statements, events, near; /* near: stored documents that are linked to an earlier one */
  uint64_t files, files_known;       /* files_known: had been read before and have not changed */
  uint64_t bytes, bytes_known;       /* of files; known: what had been read before */
  ingest_reason reasons[MOST_REASONS];
  size_t reason_count;
  bool stopped; /* before the end, as was asked */
} ingest_report;

typedef struct {
  const char *const *paths; /* as source_new takes them */
  size_t path_count;
  input_format format;
  view published; /* a date or empty: of documents that have none */
  view since;     /* a date or empty: earlier documents are left, and those without a date */
  view langs;     /* of the documents that are taken, separated by commas; empty: all */
  unsigned workers;
  const volatile sig_atomic_t *stop; /* may be NULL; set to other than 0 to end after what is under way */
  void (*progress)(void *user, const ingest_report *so_far); /* on any thread, one at a time; may be NULL */
  read_problem *problem;                                     /* the same */
  void *user;
} ingest_options;

/* s is open for writing; NULL: a dry run, which stores nothing and does not see repeats. report is filled as far as it
 * came, on failure too. IO: the store cannot be written (a full disk); what was stored stays. */
seimei_status ingest_run(store *s, const seimei_engine *engine, const ingest_options *options, ingest_report *report,
                         seimei_error *error);

/* Codes the documents of the store anew that another version coded, each in one transaction with its records; paths,
 * format, dates and langs are not looked at. read counts them, stored those that have new records. */
seimei_status ingest_recode(store *s, const seimei_engine *engine, const ingest_options *options, ingest_report *report,
                            seimei_error *error);

#endif
