/* intake.c - the writing side of an ingest. A group of jobs is one transaction: its documents, their records and the
 * mark of the input, so that whatever moment the process dies at, the mark stands behind the last document that is
 * there. */
#include "ingest/intake.h"

#include <time.h>

#include "ingest/report.h"

/* Groups double from the first on: what was read early is there early, and many a document shares the cost of a commit.
 */
enum { FIRST_GROUP_JOBS = 8, MOST_GROUP_JOBS = 1000, MOST_GROUP_BYTES = 16 << 20 };
static const double MOST_GROUP_SECONDS = 5;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- groups ---- */

static seimei_status begin_group(intake *in) {
  in->kept = *in->report;
  in->waiting = 0;
  in->waiting_bytes = 0;
  in->committed = now();
  return in->writer ? writer_begin(in->writer, &in->error) : SEIMEI_OK;
}

static seimei_status write_mark(intake *in) {
  if (!in->mark.id) return SEIMEI_OK;
  seimei_status status = writer_mark_input(in->writer, &in->mark, &in->more, &in->error);
  in->more = (input_counts){0};
  return status;
}

static seimei_status end_group(intake *in) {
  if (!in->writer) return SEIMEI_OK;
  seimei_status status = write_mark(in);
  return status ? status : writer_commit(in->writer, &in->error);
}

seimei_status intake_init(intake *in, const ingest_options *options, store_writer *writer, ingest_report *report,
                          seimei_error *error) {
  *in = (intake){.options = options, .writer = writer, .report = report, .group_jobs = FIRST_GROUP_JOBS};
  buffer_init(&in->path, NULL);
  in->status = begin_group(in);
  if (in->status) *error = in->error;
  return in->status;
}

seimei_status intake_finish(intake *in, seimei_error *error) {
  if (!in->status) in->status = end_group(in);
  if (in->status && in->writer) writer_abandon(in->writer);
  if (in->status && in->writer) *in->report = in->kept; /* what was taken back was not stored */
  if (in->status) *error = in->error;
  buffer_release(&in->path);
  return in->status;
}

/* ---- jobs ---- */

static seimei_status take_begin(intake *in, const ingest_job *job) {
  in->mark = job->mark;
  buffer_clear(&in->path);
  buffer_add(&in->path, view_of(job->path.ptr, job->path.len));
  bool goes_on = job->mark.id && (job->mark.offset || job->mark.inner || job->mark.number);
  if (!in->writer) return SEIMEI_OK;
  if (goes_on) return writer_note_opened(in->writer, in->mark.id, &in->error);
  return writer_open_input(in->writer, view_of(in->path.ptr, in->path.len), &in->mark, &in->error);
}

static seimei_status take_end(intake *in, const ingest_job *job) {
  in->mark.done = true;
  in->report->files++;
  in->bytes_before += job->size;
  in->report->bytes = in->bytes_before;
  seimei_status status = in->writer ? write_mark(in) : SEIMEI_OK;
  if (!status && in->writer && (job->feed.etag[0] || job->feed.modified[0]))
    status = writer_keep_feed(in->writer, view_of(job->path.ptr, job->path.len), view_of_string(job->feed.etag),
                              view_of_string(job->feed.modified), &in->error);
  in->mark = (input_mark){0};
  return status;
}

static void tell(intake *in, uint64_t number, const char *message) {
  if (in->options->problem) in->options->problem(in->options->user, in->path.ptr, number, message);
}

static seimei_status note_failure(intake *in, const document_origin *origin, view reason, bool is_read) {
  input_failure f = {in->mark.id, origin->number, (int64_t)origin->at.offset, reason, is_read};
  return in->writer ? writer_add_failure(in->writer, &f, &in->error) : SEIMEI_OK;
}

static const char *tell_failure(intake *in, const ingest_job *job) {
  const char *message = job->reason.message[0] ? job->reason.message : seimei_status_message(job->reason.status);
  in->report->failed++;
  report_reason(in->report, "failed", message);
  tell(in, job->raw.origin.number, message);
  return message;
}

static seimei_status fail_document(intake *in, const ingest_job *job) {
  const char *message = tell_failure(in, job);
  return note_failure(in, &job->raw.origin, view_of_string(message), false);
}

static void leave_document(intake *in, const char *reason) {
  in->report->left++;
  in->more.left++;
  report_reason(in->report, "left", reason);
}

static void count_stored(intake *in, const ready_document *d) {
  in->report->stored++;
  in->more.stored++;
  in->report->statements += d->records.statement_count;
  in->report->events += d->records.event_count;
}

static seimei_status store_document(intake *in, const ingest_job *job) {
  static const char *const REASONS[] = {
      [ADD_KNOWN] = "stored before", [ADD_SAME_CONTENT] = "same content", [ADD_SAME_ADDRESS] = "same address"};
  document_place place = {in->mark.id, job->raw.origin.number, view_of(in->path.ptr, in->path.len)};
  add_result result = {ADD_STORED, false};
  seimei_status status = in->writer ? writer_add(in->writer, &job->ready, &place, &result, &in->error) : SEIMEI_OK;
  if (status) return status;
  in->report->near += result.is_near;
  if (result.outcome == ADD_STORED) count_stored(in, &job->ready);
  else leave_document(in, REASONS[result.outcome]);
  return SEIMEI_OK;
}

static seimei_status take_notes(intake *in, ingest_job *job) {
  view rest = view_of(job->notes.ptr, job->notes.len), note;
  seimei_status status = SEIMEI_OK;
  while (!status && rest.len && view_split(&rest, '\n', &note)) {
    if (!note.len) continue;
    job->notes.ptr[(size_t)(note.ptr - job->notes.ptr) + note.len] = '\0';
    tell(in, job->raw.origin.number, note.ptr);
    status = note_failure(in, &job->raw.origin, note, true);
  }
  return status;
}

static seimei_status take_document(intake *in, ingest_job *job) {
  const read_position *next = &job->raw.origin.next;
  if (job->outcome == CODE_FAILED && job->reason.status == SEIMEI_NO_MEMORY)
    return in->error = job->reason, SEIMEI_NO_MEMORY;
  in->report->read++;
  seimei_status status = take_notes(in, job);
  if (status) return status;
  if (job->outcome == CODE_FAILED) status = fail_document(in, job);
  else if (job->outcome == CODE_LEFT) leave_document(in, job->reason.message);
  else status = store_document(in, job);
  in->mark.offset = (int64_t)next->offset;
  in->mark.inner = (int64_t)next->inner;
  in->mark.number = (int64_t)next->number;
  in->report->bytes = in->bytes_before + next->offset;
  in->waiting_bytes += job->bytes.len;
  return status;
}

/* An input that could not even be begun: where it is to be read on, if it ever was, stays as it is. */
static seimei_status name_input(intake *in, const ingest_job *job) {
  in->mark = (input_mark){0};
  buffer_clear(&in->path);
  buffer_add(&in->path, view_of(job->path.ptr, job->path.len));
  view path = view_of(in->path.ptr, in->path.len);
  return in->writer ? writer_name_input(in->writer, path, &in->mark.id, &in->error) : SEIMEI_OK;
}

/* Every time anew, so that the store has what was wrong the last time. */
static seimei_status fail_input(intake *in, const ingest_job *job) {
  view reason = view_of_string(job->reason.message);
  seimei_status status = name_input(in, job);
  if (!status) tell_failure(in, job);
  if (!status && in->writer) status = writer_note_opened(in->writer, in->mark.id, &in->error);
  if (!status && in->writer)
    status = writer_add_failure(in->writer, &(input_failure){in->mark.id, 0, NOT_OPENED, reason, false}, &in->error);
  in->mark = (input_mark){0};
  return status;
}

static seimei_status take_problem(intake *in, const ingest_job *job) {
  in->report->read++;
  if (job->path.len) return fail_input(in, job);
  if (job->outcome != CODE_LEFT) return fail_document(in, job);
  leave_document(in, job->reason.message);
  return SEIMEI_OK;
}

static seimei_status take_opened(intake *in, const ingest_job *job) {
  int64_t input = 0;
  if (!in->writer) return SEIMEI_OK;
  seimei_status status = writer_find_input(in->writer, view_of(job->path.ptr, job->path.len), &input, &in->error);
  return status || !input ? status : writer_note_opened(in->writer, input, &in->error);
}

static seimei_status take_pass(intake *in, const ingest_job *job) {
  in->report->files_known++;
  in->report->bytes_known += job->size;
  in->bytes_before += job->size;
  in->report->bytes = in->bytes_before;
  return in->writer ? writer_note_opened(in->writer, job->mark.id, &in->error) : SEIMEI_OK;
}

static seimei_status take_job(intake *in, ingest_job *job) {
  switch (job->kind) {
  case JOB_BEGIN: return take_begin(in, job);
  case JOB_DOCUMENT: return take_document(in, job);
  case JOB_PROBLEM: return take_problem(in, job);
  case JOB_END: return take_end(in, job);
  case JOB_OPENED: return take_opened(in, job);
  default: return take_pass(in, job);
  }
}

static bool is_group_full(const intake *in) {
  return in->waiting >= in->group_jobs || in->waiting_bytes > MOST_GROUP_BYTES ||
         now() - in->committed > MOST_GROUP_SECONDS;
}

bool intake_take(intake *in, ingest_job *job) {
  in->status = take_job(in, job);
  in->waiting++;
  if (!in->status && in->options->progress) in->options->progress(in->options->user, in->report);
  if (!in->status && is_group_full(in)) {
    in->status = end_group(in);
    if (!in->status) in->status = begin_group(in);
    if (in->group_jobs < MOST_GROUP_JOBS) in->group_jobs *= 2;
  }
  return !in->status;
}
