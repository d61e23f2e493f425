/* file_source.c - operands to open files: folders by fts(3), globs by glob(3), addresses by libcurl.
 *
 * A walk holds the names of the folders that it is in, and the real paths of the files that links led to outside of its
 * folder: each is given once. A link to a file inside of the folder gives nothing, because the walk comes to the file.
 */
#include <errno.h>
#include <fts.h>
#include <glob.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "read/read_parts.h"

struct source {
  source_options options;
  const char *const *operands;
  size_t count, next;
  FTS *walk;  /* of the operand that is a folder */
  char *root; /* its real path */
  map linked; /* real paths of files that links led to; in memory */
  arena memory;
  glob_t matches; /* of the operand that is a glob */
  size_t next_match;
  bool has_matches, by_default;
  FILE *stream;
  buffer body; /* of the address that is read */
  buffer path;
};

static void report(const source *s, const char *path, const char *message) {
  if (s->options.problem) s->options.problem(s->options.user, path, 0, message);
}

static void tell_opened(const source *s, const char *path) {
  if (s->options.opened) s->options.opened(s->options.user, path);
}

/* ---- one file ---- */

static void close_stream(source *s) {
  if (s->stream && s->stream != stdin) fclose(s->stream);
  s->stream = NULL;
}

static bool open_file(source *s, const char *path, source_file *out) {
  struct stat facts;
  s->stream = strcmp(path, "-") ? fopen(path, "rb") : stdin;
  if (!s->stream) return report(s, path, strerror(errno)), false;
  *out = (source_file){.path = path, .stream = s->stream};
  if (fstat(fileno(s->stream), &facts) || !S_ISREG(facts.st_mode)) return true;
  out->size = (uint64_t)facts.st_size;
  out->modified = (int64_t)facts.st_mtime;
  return true;
}

static bool open_address(source *s, const char *url, source_file *out) {
  feed_state state = {0};
  seimei_error error = {0};
  bool changed = false;
  if (s->options.load) s->options.load(s->options.user, url, &state);
  buffer_clear(&s->body);
  if (feed_fetch(url, &state, &s->body, &changed, &error)) return report(s, url, error.message), false;
  if (!changed) tell_opened(s, url);
  if (changed && s->options.save) s->options.save(s->options.user, url, &state);
  if (!changed || !s->body.len) return false;
  s->stream = fmemopen(s->body.ptr, s->body.len, "rb");
  if (!s->stream) return report(s, url, strerror(errno)), false;
  *out = (source_file){.path = url, .stream = s->stream};
  return true;
}

static bool is_address(const char *operand) {
  return !strncmp(operand, "http://", 7) || !strncmp(operand, "https://", 8);
}

/* ---- folders ---- */

static int by_name(const FTSENT **a, const FTSENT **b) { return strcmp((*a)->fts_name, (*b)->fts_name); }

static bool begin_walk(source *s, const char *folder) {
  char *const roots[] = {(char *)(uintptr_t)folder, NULL};
  s->walk = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
  if (!s->walk) return report(s, folder, strerror(errno)), false;
  s->root = realpath(folder, NULL);
  return true;
}

static void end_walk(source *s) {
  if (s->walk) fts_close(s->walk);
  s->walk = NULL;
  free(s->root);
  s->root = NULL;
}

/* Whether the walk comes to this file without a link: it lies below the root, and no name on the way is hidden. */
static bool is_on_the_way(const source *s, const char *real) {
  size_t length = s->root ? strlen(s->root) : 0;
  bool below = length && !strncmp(real, s->root, length) && (length == 1 || real[length] == '/');
  return below && !strstr(real + length - (length == 1), "/.");
}

/* false: it was there, or there is no memory. */
static bool remember(source *s, const char *real) {
  jmp_buf failed;
  if (map_get(&s->linked, view_of_string(real)) != NONE) return false;
  if (setjmp(failed)) return s->path.failed = true, false;
  s->memory.on_failure = &failed;
  map_put(&s->memory, &s->linked, arena_copy(&s->memory, view_of_string(real)), 1);
  s->memory.on_failure = NULL;
  return true;
}

/* Whether a link in a folder leads to a file that is to be read. */
static bool is_new_file(source *s, const FTSENT *e) {
  struct stat facts;
  if (stat(e->fts_path, &facts)) return report(s, e->fts_path, "is a link that leads nowhere"), false;
  if (S_ISDIR(facts.st_mode))
    return report(s, e->fts_path, "is a link to a folder, which is not followed; give the folder itself"), false;
  if (!S_ISREG(facts.st_mode)) return report(s, e->fts_path, "is no regular file"), false;
  char *real = realpath(e->fts_path, NULL);
  if (!real) return report(s, e->fts_path, strerror(errno)), false;
  bool is_new = !is_on_the_way(s, real) && remember(s, real);
  free(real);
  if (!is_new) tell_opened(s, e->fts_path);
  return is_new;
}

/* What is to be done with an entry of a folder: a file, or nothing. */
static bool is_wanted(source *s, FTSENT *e) {
  if (e->fts_level > 0 && e->fts_name[0] == '.') {
    if (e->fts_info == FTS_D) fts_set(s->walk, e, FTS_SKIP);
    return false;
  }
  switch (e->fts_info) {
  case FTS_F: return true;
  case FTS_DP: tell_opened(s, e->fts_path); return false;
  case FTS_SL:
  case FTS_SLNONE: return is_new_file(s, e);
  case FTS_DNR:
  case FTS_ERR:
  case FTS_NS: report(s, e->fts_path, strerror(e->fts_errno)); return false;
  case FTS_DEFAULT: report(s, e->fts_path, "is no regular file"); return false;
  default: return false;
  }
}

static bool next_of_walk(source *s, source_file *out) {
  for (FTSENT *e; (e = fts_read(s->walk));) {
    if (!is_wanted(s, e)) continue;
    buffer_clear(&s->path);
    buffer_add_string(&s->path, e->fts_path);
    if (!s->path.failed && open_file(s, s->path.ptr, out)) return true;
  }
  end_walk(s);
  return false;
}

/* ---- operands ---- */

static bool is_folder(const char *path) {
  struct stat facts;
  return !stat(path, &facts) && S_ISDIR(facts.st_mode);
}

static bool exists(const char *path) {
  struct stat facts;
  return !lstat(path, &facts);
}

/* A file, or the beginning of a walk; true when *out is a file. */
static bool open_path(source *s, const char *path, source_file *out) {
  if (strcmp(path, "-") && is_folder(path)) return begin_walk(s, path), false;
  return open_file(s, path, out);
}

static bool begin_glob(source *s, const char *pattern) {
  if (glob(pattern, 0, NULL, &s->matches)) return globfree(&s->matches), false;
  s->next_match = 0;
  return s->has_matches = true;
}

static bool open_operand(source *s, const char *operand, source_file *out) {
  if (is_address(operand)) return open_address(s, operand, out);
  bool pattern = strcmp(operand, "-") && !exists(operand) && strpbrk(operand, "*?[");
  if (pattern && begin_glob(s, operand)) return false;
  return open_path(s, operand, out);
}

static bool next_of_matches(source *s, source_file *out) {
  if (s->next_match < s->matches.gl_pathc) return open_path(s, s->matches.gl_pathv[s->next_match++], out);
  globfree(&s->matches);
  return s->has_matches = false;
}

static bool next_of_operands(source *s, source_file *out) {
  if (s->by_default) return s->by_default = false, open_path(s, "-", out);
  return open_operand(s, s->operands[s->next++], out);
}

seimei_status source_next(source *s, source_file *out, bool *more, seimei_error *error) {
  *more = false;
  close_stream(s);
  while (!*more && (s->walk || s->has_matches || s->by_default || s->next < s->count)) {
    if (s->walk) *more = next_of_walk(s, out);
    else if (s->has_matches) *more = next_of_matches(s, out);
    else *more = next_of_operands(s, out);
  }
  if (s->path.failed || s->body.failed) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  return SEIMEI_OK;
}

seimei_status source_new(const source_options *options, const char *const *operands, size_t count, source **out,
                         seimei_error *error) {
  *out = NULL;
  source *s = allocator_resize(options->allocator, NULL, sizeof *s);
  if (!s) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  *s = (source){.options = *options, .operands = operands, .count = count, .by_default = count == 0};
  buffer_init(&s->path, options->allocator);
  buffer_init(&s->body, options->allocator);
  arena_init(&s->memory, options->allocator);
  *out = s;
  return SEIMEI_OK;
}

void source_free(source *s) {
  if (!s) return;
  close_stream(s);
  end_walk(s);
  arena_release(&s->memory);
  if (s->has_matches) globfree(&s->matches);
  buffer_release(&s->path);
  buffer_release(&s->body);
  allocator_resize(s->options.allocator, s, 0);
}
