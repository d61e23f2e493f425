/* pack_path.c - finds the pack when nobody says where it is, so that a program works from its build folder, from where
 * it is installed, and from a copied tree, with no configuration. */
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "pack/pack.h"

#ifndef SEIMEI_DEFAULT_PACK
#define SEIMEI_DEFAULT_PACK "/usr/local/share/seimei/seimei.pack"
#endif

/* From the folder of the running program; the second serves programs in a folder of the build. */
static const char *const PLACES[] = {"seimei.pack", "../seimei.pack", "../share/seimei/seimei.pack"};

/* The folder of the running program with its final slash; empty where the system does not say. */
static view program_folder(char *room, size_t size) {
  ssize_t length = readlink("/proc/self/exe", room, size);
  if (length <= 0 || (size_t)length >= size) return (view){NULL, 0};
  while (length > 0 && room[length - 1] != '/') length--;
  return view_of(room, (size_t)length);
}

static bool is_readable(const buffer *path) { return !path->failed && path->len && access(path->ptr, R_OK) == 0; }

seimei_status pack_find(buffer *path, seimei_error *error) {
  const char *told = getenv("SEIMEI_PACK");
  bool found = told && *told; /* what was asked for is not passed over, even when it is not there */
  if (found) buffer_add_string(path, told);
  char room[PATH_MAX];
  view folder = program_folder(room, sizeof room);
  for (size_t i = 0; !found && folder.len && i < COUNT_OF(PLACES); i++) {
    buffer_clear(path);
    buffer_add(path, folder);
    buffer_add_string(path, PLACES[i]);
    found = is_readable(path);
  }
  if (!found) {
    buffer_clear(path);
    buffer_add_string(path, SEIMEI_DEFAULT_PACK);
    found = is_readable(path);
  }
  if (path->failed) return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for a path.");
  if (found) return SEIMEI_OK;
  return error_set(error, SEIMEI_NO_FILE,
                   "No seimei.pack beside the program and none at %s; SEIMEI_PACK may say where it is.",
                   SEIMEI_DEFAULT_PACK);
}

seimei_status pack_open_found(const char *path, pack **out, seimei_error *error) {
  buffer found;
  *out = NULL;
  buffer_init(&found, NULL);
  seimei_status status = path ? SEIMEI_OK : pack_find(&found, error);
  if (!status) status = pack_open(path ? path : found.ptr, NULL, out, error);
  buffer_release(&found);
  return status;
}
