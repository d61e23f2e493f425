/* intake.h - the writing side of an ingest: takes jobs in the order of the input and commits them in groups. */
#ifndef SEIMEI_INGEST_INTAKE_H
#define SEIMEI_INGEST_INTAKE_H

#include "ingest/coder.h"
#include "ingest/relay.h"

typedef enum {
  JOB_BEGIN, /* an input begins, or goes on at mark */
  JOB_DOCUMENT,
  JOB_PROBLEM, /* something in the input, or the input, cannot be read */
  JOB_END,     /* the input was read to its end */
  JOB_PASS,    /* an input that has been read before */
  JOB_OPENED   /* what could not be opened once could be now, and gives nothing new */
} job_kind;

typedef struct {
  job_kind kind;
  buffer path; /* as the store names it; PROBLEM: empty when it is in the input under way; PASS: empty */
  input_mark mark;
  uint64_t size;
  feed_state feed; /* END: of an address, else empty */
  /* DOCUMENT */
  buffer bytes; /* what raw points into */
  raw_document raw;
  arena arena; /* of ready */
  code_outcome outcome;
  ready_document ready;
  buffer notes;
  /* PROBLEM: its line or record is raw.origin.number */
  seimei_error reason;
} ingest_job;

typedef struct {
  const ingest_options *options;
  store_writer *writer; /* NULL: a dry run */
  ingest_report *report;
  ingest_report kept;   /* as it was at the last commit */
  seimei_status status; /* of what ended it */
  seimei_error error;
  input_mark mark;   /* of the input under way */
  input_counts more; /* since its mark was written */
  buffer path;
  uint64_t bytes_before; /* of the inputs before it */
  uint32_t group_jobs;   /* how many make a group */
  uint32_t waiting;      /* jobs since the last commit */
  size_t waiting_bytes;
  double committed; /* when, in seconds */
} intake;

/* writer may be NULL. */
seimei_status intake_init(intake *in, const ingest_options *options, store_writer *writer, ingest_report *report,
                          seimei_error *error);
bool intake_take(intake *in, ingest_job *job); /* false: in->status and in->error say why */
/* Commits what is there, or takes it back after a failure. */
seimei_status intake_finish(intake *in, seimei_error *error);

#endif
