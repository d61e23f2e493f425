/* report.c - counting what an ingest does. */
#include "ingest/report.h"

#include <stdio.h>

/* Reasons are few; some name a place and are many: those beyond the last place in the table count as "other". */
void report_reason(ingest_report *r, const char *outcome, const char *reason) {
  size_t i = 0;
  while (i < r->reason_count &&
         (strcmp(r->reasons[i].outcome, outcome) || strncmp(r->reasons[i].reason, reason, REASON_BYTES - 1)))
    i++;
  if (i == MOST_REASONS) {
    r->reasons[MOST_REASONS - 1].count++;
    return;
  }
  ingest_reason *at = &r->reasons[i];
  if (i == r->reason_count) {
    r->reason_count++;
    snprintf(at->outcome, sizeof at->outcome, "%s", outcome);
    snprintf(at->reason, sizeof at->reason, "%s", r->reason_count == MOST_REASONS ? "other" : reason);
  }
  at->count++;
}

/* ---- runs ---- */

/* The options that decide what is stored, as a person would give them. */
static void add_options(buffer *b, const ingest_options *o) {
  if (o->since.len) buffer_printf(b, "--since %.*s ", (int)o->since.len, o->since.ptr);
  if (o->langs.len) buffer_printf(b, "--lang %.*s ", (int)o->langs.len, o->langs.ptr);
  if (o->published.len) buffer_printf(b, "--published %.*s ", (int)o->published.len, o->published.ptr);
  for (size_t i = 0; i < o->path_count && b->len < 2000; i++) buffer_printf(b, "%s ", o->paths[i]);
  if (b->len) b->len--;
}

seimei_status report_begin(store_writer *w, view kind, const ingest_options *options, int64_t *run,
                           seimei_error *error) {
  buffer text;
  buffer_init(&text, NULL);
  add_options(&text, options);
  seimei_status status = writer_begin(w, error);
  if (!status) status = writer_begin_run(w, kind, view_of(text.ptr, text.len), run, error);
  if (!status) status = writer_commit(w, error);
  if (status) writer_abandon(w);
  buffer_release(&text);
  return status;
}

static seimei_status write_counts(store_writer *w, int64_t run, const ingest_report *r, seimei_error *error) {
  const struct {
    const char *outcome;
    uint64_t count;
  } totals[] = {{"read", r->read}, {"stored", r->stored},         {"left", r->left},    {"failed", r->failed},
                {"near", r->near}, {"statements", r->statements}, {"events", r->events}};
  seimei_status status = SEIMEI_OK;
  for (size_t i = 0; i < COUNT_OF(totals) && !status; i++)
    status = writer_count(w, run, view_of_string(totals[i].outcome), TEXT(""), (int64_t)totals[i].count, error);
  for (size_t i = 0; i < r->reason_count && !status; i++)
    status = writer_count(w, run, view_of_string(r->reasons[i].outcome), view_of_string(r->reasons[i].reason),
                          (int64_t)r->reasons[i].count, error);
  return status;
}

seimei_status report_end(store_writer *w, int64_t run, const ingest_report *r, seimei_status status,
                         seimei_error *error) {
  seimei_error own = {0};
  seimei_status noted = writer_begin(w, &own);
  if (!noted) noted = write_counts(w, run, r, &own);
  if (!noted && !status) noted = writer_end_run(w, run, &own);
  if (!noted) noted = writer_commit(w, &own);
  if (noted) writer_abandon(w);
  if (noted && !status) *error = own;
  return status ? status : noted;
}
