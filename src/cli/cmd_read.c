/* cmd_read.c - an article with its records, for a person. */
#include "cli/cli.h"
#include "engine/engine.h"
#include "write/write.h"

typedef struct {
  const seimei_engine *engine;
  seimei_worker *worker;
  write_options options;
  output out;
  buffer text;
  bool again, failed;
} reading;

static bool read_document(void *user, const char *path, const seimei_document *doc) {
  reading *r = user;
  seimei_error error = {0};
  const seimei_records *records = NULL;
  buffer_clear(&r->text);
  if (seimei_worker_code(r->worker, doc, &records, &error)) {
    r->failed = true;
    complain("%s: %s", input_name(path), error.message);
    return true;
  }
  if (r->again) buffer_add_string(&r->text, "\n\n");
  r->again = true;
  r->options.rules = engine_text_rules(r->engine, doc->lang);
  write_article(&r->text, doc, records, &r->options);
  return output_write(&r->out, &r->text);
}

int cmd_read(const arguments *args) {
  seimei_engine *engine = NULL;
  reading r = {.options = {.kinds = (write_kinds)choice_of(args, OPTION_RECORDS),
                           .width = screen_width(args, stdout),
                           .color = screen_has_color(args, stdout)}};
  int status = worker_start(args, &engine, &r.worker);
  if (status) return status;
  r.engine = engine;
  buffer_init(&r.text, NULL);
  if (output_open(&r.out, NULL)) status = input_each(args, read_document, &r);
  if (!output_close(&r.out) || r.failed) status = EXIT_INPUT;
  buffer_release(&r.text);
  seimei_worker_free(r.worker);
  seimei_engine_close(engine);
  return status;
}
