/* output.c - standard output or a file. A reader that closes the pipe ends the run in silence; a full disk is told
 * once. */
#include <errno.h>

#include "cli/cli.h"

bool output_open(output *o, const char *path) {
  *o = (output){.file = stdout, .path = path};
  if (!path || !strcmp(path, "-")) return true;
  o->file = fopen(path, "wb");
  if (!o->file) complain("%s: %s", path, strerror(errno));
  return o->file != NULL;
}

static bool check(output *o, bool written) {
  if (written || o->gone || o->failed) return written;
  if (errno == EPIPE) o->gone = true;
  else {
    o->failed = true;
    complain("%s: %s", o->path ? o->path : "standard output", strerror(errno));
  }
  return false;
}

bool output_write(output *o, const buffer *text) {
  if (o->gone || o->failed) return false;
  if (text->failed) {
    o->failed = true;
    complain("out of memory");
    return false;
  }
  if (!text->len) return true;
  return check(o, fwrite(text->ptr, 1, text->len, o->file) == text->len && fflush(o->file) == 0);
}

bool output_close(output *o) {
  if (o->file && o->file != stdout) check(o, fclose(o->file) == 0);
  return !o->failed;
}
