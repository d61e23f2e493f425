/* input.c - documents out of files and standard input. */
#include <errno.h>
#include <sys/stat.h>
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
  view published = view_of_string(args->values[OPTION_PUBLISHED]);
  seimei_status status = reader_new(stream, path, (input_format)choice_of(args, OPTION_INPUT), published, NULL,
                                    tell_problem, in, &r, &error);
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

static void read_path(input *in, const char *path) {
  struct stat facts;
  if (!strcmp(path, "-")) {
    read_stream(in, stdin, path);
    return;
  }
  FILE *stream = fopen(path, "rb");
  if (!stream) {
    tell_problem(in, path, 0, strerror(errno));
    return;
  }
  if (fstat(fileno(stream), &facts) == 0 && S_ISDIR(facts.st_mode))
    tell_problem(in, path, 0, "is a folder; name the files in it");
  else read_stream(in, stream, path);
  fclose(stream);
}

int input_each(const arguments *args, document_use *use, void *user) {
  input in = {.args = args, .use = use, .user = user};
  if (!args->file_count) {
    if (isatty(STDIN_FILENO)) fputs("seimei: reading the terminal; an empty line and Ctrl-D end the text\n", stderr);
    read_path(&in, "-");
  }
  for (size_t i = 0; i < args->file_count && !in.stopped; i++) read_path(&in, args->files[i]);
  return in.failed ? EXIT_INPUT : EXIT_DONE;
}
