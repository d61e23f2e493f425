/* report.h - counting what an ingest does, and writing the counts into the store as a run. */
#ifndef SEIMEI_INGEST_REPORT_H
#define SEIMEI_INGEST_REPORT_H

#include "ingest/ingest.h"
#include "store/writer.h"

void report_reason(ingest_report *r, const char *outcome, const char *reason);

/* Notes that a run begins. */
seimei_status report_begin(store_writer *w, view kind, const ingest_options *options, int64_t *run,
                           seimei_error *error);
/* Notes what it did, and its end when status is OK. Returns status, or what went wrong here. */
seimei_status report_end(store_writer *w, int64_t run, const ingest_report *r, seimei_status status,
                         seimei_error *error);

#endif
