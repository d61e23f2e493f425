/* input.c - documents out of files and standard input. */
#include <unistd.h>

#include "cli/cli.h"
#include "read/read.h"

typedef struct {
  const arguments *args;
  document_use *use;
  void *user;
  bool stopped, failed;
} input;

const char *input_name(const char *path) { return strcmp(path, "-") ? path : "standard input"; }

static void tell_problem(void *user, const char *path, uint64_t line, const char *message) {
  input *in = user;
  in->failed = true;
  if (line) complain("%s:%llu: %s", input_name(path), (unsigned long long)line, message);
  else complain("%s: %s", input_name(path), message);
}

static void read_stream(input *in, FILE *stream, const char *path) {
  const arguments *args = in->args;
  seimei_error error = {0};
  reader *r = NULL;
  reader_options options = {.format = (input_format)choice_of(args, OPTION_INPUT),
                            .published = view_of_string(args->values[OPTION_PUBLISHED]),
                            .problem = tell_problem,
                            .user = in};
  seimei_status status = reader_new(stream, path, &options, &r, &error);
  bool more = status == SEIMEI_OK;
  while (more && !in->stopped) {
    seimei_document doc = {0};
    status = reader_next(r, &doc, &more, &error);
    if (status || !more) break;
    if (is_given(args, OPTION_LANG)) doc.lang = view_of_string(args->values[OPTION_LANG]);
    in->stopped = !in->use(in->user, path, &doc);
  }
  if (status) tell_problem(in, path, error.line, error.message[0] ? error.message : seimei_status_message(status));
  reader_free(r);
}

int input_each(const arguments *args, document_use *use, void *user) {
  input in = {.args = args, .use = use, .user = user};
  source_options options = {.problem = tell_problem, .user = &in};
  source *files = NULL;
  source_file file;
  seimei_error error = {0};
  if (!args->file_count && isatty(STDIN_FILENO))
    fputs("seimei: reading the terminal; an empty line and Ctrl-D end the text\n", stderr);
  seimei_status status = source_new(&options, args->files, args->file_count, &files, &error);
  bool more = status == SEIMEI_OK;
  while (more && !in.stopped) {
    status = source_next(files, &file, &more, &error);
    if (status) break;
    if (more) read_stream(&in, file.stream, file.path);
  }
  if (status) in.failed = true, complain("%s", error.message);
  source_free(files);
  return in.failed ? EXIT_INPUT : EXIT_DONE;
}
