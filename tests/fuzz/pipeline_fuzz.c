/* pipeline_fuzz.c - any bytes as a document, through all stages to records and to every writer. What comes out must lie in
 * the text. The first byte of the input chooses a day of publication and whether the first line is the title. */
#include <stdlib.h>

#include "engine/engine.h"
#include "write/write.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static seimei_worker *the_worker(void) {
  static seimei_worker *worker;
  if (worker) return worker;
  seimei_engine *engine = NULL;
  if (seimei_engine_open(NULL, &engine, NULL) || seimei_worker_new(engine, &worker, NULL)) abort();
  return worker;
}

static void check(view text, const seimei_words *w) {
  if (!w->text.len) return;
  if (w->text.ptr < text.ptr || w->text.ptr + w->text.len > text.ptr + text.len) abort();
  if (utf8_count(view_of(text.ptr, (size_t)(w->text.ptr - text.ptr))) != w->span.begin) abort();
  if (w->span.begin + utf8_count(w->text) != w->span.end) abort();
}

static void check_records(view text, const seimei_records *r) {
  for (size_t i = 0; i < r->statement_count; i++) {
    check(text, &r->statements[i].cue);
    for (size_t k = 0; k < r->statements[i].content_count; k++) check(text, &r->statements[i].content[k]);
    for (size_t k = 0; k < r->statements[i].source.count; k++) check(text, &r->statements[i].source.at[k].words);
  }
  for (size_t i = 0; i < r->event_count; i++) {
    check(text, &r->events[i].trigger);
    check(text, &r->events[i].about);
    check(text, &r->events[i].place);
    check(text, &r->events[i].quantity.words);
    for (size_t k = 0; k < r->events[i].actor.count; k++) check(text, &r->events[i].actor.at[k].words);
  }
}

static void write_all(const seimei_document *doc, const seimei_records *r, uint8_t choice) {
  static write_function *const writers[] = {write_jsonl, write_plover, write_csv, write_table, write_article};
  for (size_t i = 0; i < COUNT_OF(writers); i++) {
    buffer out;
    write_options options = {.kinds = (write_kinds)(choice % 3), .width = choice % 5 ? 80 : 0, .color = choice % 2};
    if (writers[i] == write_plover) options.kinds = WRITE_ALL;
    buffer_init(&out, NULL);
    writers[i](&out, doc, r, &options);
    buffer_release(&out);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const days[] = {"2022-02-05", "", "2024-02-29", "1989-01-07"};
  if (!size) return 0;
  uint8_t choice = data[0];
  view text = view_of((const char *)data + 1, size - 1), rest = text, title = {0};
  if (choice & 4) view_split(&rest, '\n', &title);
  seimei_document doc = {.id = TEXT("f"), .published = view_of_string(days[choice % 4]), .title = title, .text = text};
  const seimei_records *records = NULL;
  if (seimei_worker_code(the_worker(), &doc, &records, NULL)) return 0;
  check_records(text, records);
  write_all(&doc, records, choice);
  if (choice % 16) return 0;
  buffer out;
  buffer_init(&out, NULL);
  if (worker_explain(the_worker(), &doc, choice & 16 ? 0 : UINT32_MAX, &out, NULL)) abort();
  buffer_release(&out);
  return 0;
}
