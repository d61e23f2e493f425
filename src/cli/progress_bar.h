/* progress_bar.h - how far a long run is, on a terminal. */
#ifndef SEIMEI_CLI_PROGRESS_BAR_H
#define SEIMEI_CLI_PROGRESS_BAR_H

#include "ingest/ingest.h"

typedef struct {
  bool shown;     /* standard error is a terminal */
  uint64_t total; /* bytes, or documents when in_bytes is false; 0: not known */
  bool in_bytes;
  double started, told; /* seconds */
  uint32_t width;
} progress_bar;

double progress_clock(void); /* seconds */
progress_bar progress_begin(uint32_t width);
void progress_show(progress_bar *bar, const ingest_report *r);
void progress_clear(const progress_bar *bar);

/* 83 s, 4 min 3 s, 2 h 5 min */
void progress_duration(buffer *out, double seconds);
/* 1,234,567 */
void progress_number(buffer *out, uint64_t number);

#endif
