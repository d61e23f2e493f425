/* start.c - the engine as the options ask for it. */
#include <unistd.h>

#include "cli/cli.h"

unsigned workers_of(const arguments *args) {
  enum { MOST_USUAL = 8, LIMIT = 256 };
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  uint32_t usual = processors < 1 ? 1 : processors > MOST_USUAL ? MOST_USUAL : (uint32_t)processors;
  uint32_t n = number_of(args, OPTION_WORKERS, usual);
  return n < 1 ? 1 : n > LIMIT ? LIMIT : n;
}

int cannot(const seimei_error *error, int status) {
  complain("%s", error->message[0] ? error->message : seimei_status_message(error->status));
  return status;
}

int engine_start(const arguments *args, seimei_engine **engine) {
  seimei_engine_options options = {.pack_path = args->values[OPTION_PACK],
                                   .dictionary_path = args->values[OPTION_DICTIONARY],
                                   .lexicons = args->lexicons,
                                   .lexicon_count = args->lexicon_count,
                                   .scope = choice_of(args, OPTION_SCOPE) ? SEIMEI_WIDE : SEIMEI_NARROW};
  seimei_error error = {0};
  if (!seimei_engine_open(&options, engine, &error)) return EXIT_DONE;
  if (error.status == SEIMEI_NO_DICTIONARY)
    complain("install it with: apt-get install mecab-ipadic-utf8, or name its folder with --dictionary");
  return cannot(&error, EXIT_ENGINE);
}

int worker_start(const arguments *args, seimei_engine **engine, seimei_worker **worker) {
  seimei_error error = {0};
  *worker = NULL;
  int status = engine_start(args, engine);
  if (status || !seimei_worker_new(*engine, worker, &error)) return status;
  seimei_engine_close(*engine);
  *engine = NULL;
  return cannot(&error, EXIT_ENGINE);
}
