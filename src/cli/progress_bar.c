/* progress_bar.c - how far a long run is, on a terminal. */
#include "cli/progress_bar.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const double REFRESH_SECONDS = 0.2;

double progress_clock(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void progress_number(buffer *out, uint64_t number) {
  if (number >= 1000) {
    progress_number(out, number / 1000);
    buffer_printf(out, ",%03u", (unsigned)(number % 1000));
  } else {
    buffer_printf(out, "%u", (unsigned)number);
  }
}

void progress_duration(buffer *out, double seconds) {
  unsigned long s = seconds < 0 ? 0 : (unsigned long)(seconds + 0.5);
  if (s < 120) buffer_printf(out, "%lu s", s);
  else if (s < 7200) buffer_printf(out, "%lu min %lu s", s / 60, s % 60);
  else buffer_printf(out, "%lu h %lu min", s / 3600, s / 60 % 60);
}

progress_bar progress_begin(uint32_t width) {
  return (progress_bar){.shown = isatty(STDERR_FILENO) != 0, .started = progress_clock(), .width = width};
}

static void add_bar(buffer *out, double part) {
  enum { CELLS = 20 };
  buffer_add_byte(out, '[');
  for (int i = 0; i < CELLS; i++) buffer_add_byte(out, i < part * CELLS ? '#' : '.');
  buffer_printf(out, "] %3d%%  ", (int)(part * 100));
}

/* What had been done before this run says nothing about how long the rest takes. */
static void add_time_left(buffer *out, const progress_bar *bar, uint64_t done, uint64_t before, double elapsed) {
  if (elapsed < 1 || done <= before || done >= bar->total) return;
  buffer_add_string(out, "  ");
  progress_duration(out, (double)(bar->total - done) / ((double)(done - before) / elapsed));
  buffer_add_string(out, " left");
}

void progress_show(progress_bar *bar, const ingest_report *r) {
  double now = progress_clock(), elapsed = now - bar->started;
  if (!bar->shown || now - bar->told < REFRESH_SECONDS) return;
  bar->told = now;
  uint64_t done = bar->in_bytes ? r->bytes : r->read, before = bar->in_bytes ? r->bytes_known : 0;
  buffer line;
  buffer_init(&line, NULL);
  if (bar->total) add_bar(&line, done < bar->total ? (double)done / (double)bar->total : 1);
  progress_number(&line, r->read);
  buffer_add_string(&line, " documents");
  if (elapsed >= 1) buffer_printf(&line, "  %.0f a second", (double)r->read / elapsed);
  if (bar->total) add_time_left(&line, bar, done, before, elapsed);
  int most = bar->width > 1 && line.len >= bar->width ? (int)bar->width - 1 : (int)line.len;
  fprintf(stderr, "\r%.*s\x1b[K", most, line.ptr ? line.ptr : "");
  fflush(stderr);
  buffer_release(&line);
}

void progress_clear(const progress_bar *bar) {
  if (bar->shown && bar->told > 0) fputs("\r\x1b[K", stderr);
}
