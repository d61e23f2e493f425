/* document_dump.c - documents as the readers give them, for tests: document_dump [--chunk N] [--resume FORMAT OFFSET
 * INNER NUMBER] PATH... writes one JSON object a line with the fields of the document, its origin and its path;
 * problems go to standard error. */
#include <json-c/json.h>
#include <stdlib.h>

#include "read/read.h"

static void tell(void *user, const char *path, uint64_t line, const char *message) {
  (void)user;
  fprintf(stderr, "%s:%llu: %s\n", path, (unsigned long long)line, message);
}

static void add(struct json_object *o, const char *key, view v) {
  json_object_object_add(o, key, json_object_new_string_len(v.len ? v.ptr : "", (int)v.len));
}

static void add_place(struct json_object *o, const char *key, read_position p) {
  struct json_object *list = json_object_new_array();
  json_object_array_add(list, json_object_new_uint64(p.offset));
  json_object_array_add(list, json_object_new_uint64(p.inner));
  json_object_array_add(list, json_object_new_uint64(p.number));
  json_object_object_add(o, key, list);
}

static void dump(const seimei_document *d, const document_origin *origin) {
  struct json_object *o = json_object_new_object();
  add(o, "id", d->id);
  add(o, "lang", d->lang);
  add(o, "published", d->published);
  add(o, "title", d->title);
  add(o, "url", d->url);
  add(o, "publisher", d->publisher);
  add(o, "text", d->text);
  add(o, "path", origin->path);
  add(o, "record", origin->record);
  json_object_object_add(o, "number", json_object_new_uint64(origin->number));
  add_place(o, "at", origin->at);
  add_place(o, "next", origin->next);
  puts(json_object_to_json_string_ext(o, JSON_C_TO_STRING_PLAIN));
  json_object_put(o);
}

static void dump_file(const source_file *file, const reader_options *given) {
  reader_options options = *given;
  seimei_error error = {0};
  seimei_document d;
  reader *r = NULL;
  bool more = true;
  seimei_status status = reader_new(file->stream, file->path, &options, &r, &error);
  while (!status && more) {
    status = reader_next(r, &d, &more, &error);
    if (!status && more) dump(&d, reader_origin(r));
  }
  if (status) tell(NULL, file->path, 0, error.message);
  reader_free(r);
}

/* Takes what stands before the paths; the number of arguments taken. */
static int take_options(int argc, char **argv, reader_options *out) {
  int at = 1;
  *out = (reader_options){.problem = tell};
  for (; at + 1 < argc && !strncmp(argv[at], "--", 2);) {
    if (!strcmp(argv[at], "--chunk")) {
      out->chunk = strtoul(argv[at + 1], NULL, 10);
      at += 2;
    } else if (at + 4 < argc) {
      out->format = (input_format)strtoul(argv[at + 1], NULL, 10);
      out->resume = (read_position){strtoull(argv[at + 2], NULL, 10), strtoull(argv[at + 3], NULL, 10),
                                    strtoull(argv[at + 4], NULL, 10)};
      at += 5;
    }
  }
  return at;
}

int main(int argc, char **argv) {
  reader_options reading;
  int first = take_options(argc, argv, &reading);
  source_options options = {.problem = tell};
  source *s = NULL;
  source_file file;
  seimei_error error = {0};
  bool more = true;
  if (source_new(&options, (const char *const *)argv + first, (size_t)(argc - first), &s, &error)) return 1;
  while (!source_next(s, &file, &more, &error) && more) dump_file(&file, &reading);
  source_free(s);
  return 0;
}
