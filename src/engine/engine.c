/* engine.c - the public engine: it owns what is immutable (pack, dictionary, indexes) and is shared by all threads. */
#include "engine/engine.h"

#include <stdio.h>
#include <stdlib.h>

#include "engine/engine_parts.h"

#define DEFAULT_DICTIONARY "/var/lib/mecab/dic/ipadic-utf8"
enum { DEFAULT_MAX_DOCUMENT = 64 << 20 };

/* ---- extra tables ---- */

/* -1 when it cannot be read to its end. */
static long size_of_file(FILE *f) { return fseek(f, 0, SEEK_END) ? -1 : ftell(f); }

/* The arena may unwind, so the file is closed whenever it is asked for memory. */
static seimei_status read_file(arena *a, const char *path, view *out, seimei_error *error) {
  enum { MOST = 1 << 30 };
  FILE *f = fopen(path, "rb");
  if (!f) return error_set(error, SEIMEI_NO_FILE, "%s: cannot be opened", path);
  long size = size_of_file(f);
  fclose(f);
  if (size < 0 || size > MOST) return error_set(error, SEIMEI_IO, "%s: cannot be read", path);
  char *bytes = arena_alloc(a, (size_t)size + 1);
  f = fopen(path, "rb");
  bool whole = f && fread(bytes, 1, (size_t)size, f) == (size_t)size;
  if (f) fclose(f);
  if (!whole) return error_set(error, SEIMEI_IO, "%s: cannot be read", path);
  *out = view_of(bytes, (size_t)size);
  return SEIMEI_OK;
}

/* The table's kind is its file's name without folder and .tsv: my/accuse.tsv adds rules for ACCUSE. */
static view table_name_of(const char *path) {
  const char *slash = strrchr(path, '/');
  view name = view_of_string(slash ? slash + 1 : path);
  if (view_ends_with(name, TEXT(".tsv"))) name.len -= strlen(".tsv");
  return name;
}

static seimei_status read_extra(seimei_engine *e, const seimei_engine_options *o, seimei_error *error) {
  e->extra = ARENA_NEW(&e->arena, table, o->lexicon_count);
  for (size_t i = 0; i < o->lexicon_count; i++) {
    view text = {0};
    seimei_status status = read_file(&e->arena, o->lexicons[i], &text, error);
    if (!status) status = table_parse(&e->arena, text, table_name_of(o->lexicons[i]), o->lexicons[i], &e->extra[i], error);
    if (status) return status;
    e->extra_hash = hash_mix(hash_mix(e->extra_hash, hash_view(table_name_of(o->lexicons[i]))), hash_view(text));
    e->extra_count++;
  }
  return SEIMEI_OK;
}

/* ---- engine ---- */

static const char *dictionary_of(const seimei_engine_options *o) {
  if (o->dictionary_path) return o->dictionary_path;
  const char *given = getenv("SEIMEI_DICTIONARY");
  return given && *given ? given : DEFAULT_DICTIONARY;
}

static seimei_status open_pack(seimei_engine *e, const seimei_engine_options *o, seimei_error *error) {
  if (o->pack_path) buffer_add_string(&e->pack_path, o->pack_path);
  else {
    seimei_status status = pack_find(&e->pack_path, error);
    if (status) return status;
  }
  if (e->pack_path.failed) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  return pack_open(e->pack_path.ptr, e->allocator, &e->pack, error);
}

static seimei_status fill_engine(seimei_engine *e, const seimei_engine_options *o, seimei_error *error) {
  e->dictionary_path = arena_copy(&e->arena, view_of_string(dictionary_of(o)));
  seimei_status status = open_pack(e, o, error);
  if (!status) status = read_extra(e, o, error);
  if (status) return status;
  view data = pack_version(e->pack);
  e->version = arena_format(&e->arena, SEIMEI_VERSION "+%.*s", (int)data.len, data.ptr);
  if (e->extra_count)
    e->version = arena_format(&e->arena, "%.*s+%016llx", (int)e->version.len, e->version.ptr, (unsigned long long)e->extra_hash);
  if (e->scope == SEIMEI_WIDE) e->version = arena_format(&e->arena, "%.*s+wide", (int)e->version.len, e->version.ptr);
  const language *first; /* so that faults of the installation and of extra tables show at once */
  return engine_language(e, LANGUAGE_JA, &first, error);
}

static seimei_status fill_armed(seimei_engine *e, const seimei_engine_options *o, seimei_error *error) {
  jmp_buf failure;
  e->arena.on_failure = &failure;
  seimei_status status = setjmp(failure) ? error_set(error, SEIMEI_NO_MEMORY, "out of memory") : fill_engine(e, o, error);
  e->arena.on_failure = NULL;
  return status;
}

seimei_status seimei_engine_open(const seimei_engine_options *options, seimei_engine **out, seimei_error *error) {
  static const seimei_engine_options defaults;
  const seimei_engine_options *o = options ? options : &defaults;
  *out = NULL;
  seimei_engine *e = allocator_resize(o->allocator, NULL, sizeof *e);
  if (!e) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  memset(e, 0, sizeof *e);
  e->allocator = o->allocator;
  e->scope = o->scope;
  e->max_document = o->max_document ? o->max_document : DEFAULT_MAX_DOCUMENT;
  arena_init(&e->arena, o->allocator);
  buffer_init(&e->pack_path, o->allocator);
  seimei_status status = shelf_new(o->allocator, &e->shelf, error);
  if (!status) status = fill_armed(e, o, error);
  if (status) seimei_engine_close(e);
  else *out = e;
  return status;
}

void seimei_engine_close(seimei_engine *e) {
  if (!e) return;
  shelf_free(e->allocator, e->shelf);
  pack_close(e->pack);
  buffer_release(&e->pack_path);
  arena_release(&e->arena);
  allocator_resize(e->allocator, e, 0);
}

view engine_version(const seimei_engine *e) { return e->version; }

static void describe_languages(const seimei_engine *e, buffer *out) {
  buffer_add_string(out, "languages\t");
  for (int i = 0, n = 0; i < LANGUAGE_COUNT; i++)
    if (parser_exists(e->pack, language_code((language_id)i))) buffer_printf(out, "%s%s", n++ ? " " : "", language_code((language_id)i));
  buffer_add_byte(out, '\n');
}

/* Japanese, which was first, has its counts without the language. */
static seimei_status describe_language(const seimei_engine *e, language_id id, buffer *out, seimei_error *error) {
  const char *code = language_code(id);
  const language *l;
  if (!parser_exists(e->pack, code)) return SEIMEI_OK;
  seimei_status status = engine_language(e, id, &l, error);
  if (status) return status;
  const char *before = id == LANGUAGE_JA ? "" : code, *blank = id == LANGUAGE_JA ? "" : " ";
  buffer_printf(out, "%s%sevent rules\t%u\n", before, blank, event_rules_index(l->event_rules)->rules.count);
  buffer_printf(out, "%s%scues\t%u\n", before, blank, attribute_rules_index(l->attribute_rules)->rules.count);
  static const char *const models[] = {"chunk", "dependency", "ud", "token", "tag"};
  for (size_t i = 0; i < COUNT_OF(models); i++) {
    char name[64];
    snprintf(name, sizeof name, "%s/model/%s", code, models[i]);
    view blob = pack_blob(e->pack, name);
    if (blob.len) buffer_printf(out, "model %s/%s\t%zu bytes, CC BY-SA 4.0\n", code, models[i], blob.len);
  }
  return SEIMEI_OK;
}

seimei_status engine_describe(const seimei_engine *e, buffer *out, seimei_error *error) {
  uint32_t rows = 0, tables = pack_table_count(e->pack);
  for (uint32_t i = 0; i < tables; i++) rows += pack_table_at(e->pack, i)->rows;
  buffer_printf(out, "version\t%s\n", SEIMEI_VERSION);
  buffer_printf(out, "data\t%.*s\n", (int)pack_version(e->pack).len, pack_version(e->pack).ptr);
  buffer_printf(out, "pack\t%s\n", e->pack_path.ptr);
  buffer_printf(out, "dictionary\t%.*s\n", (int)e->dictionary_path.len, e->dictionary_path.ptr);
  describe_languages(e, out);
  buffer_printf(out, "tables\t%u\nrows\t%u\n", tables, rows);
  for (int i = 0; i < LANGUAGE_COUNT; i++) {
    seimei_status status = describe_language(e, (language_id)i, out, error);
    if (status) return status;
  }
  return out->failed ? error_set(error, SEIMEI_NO_MEMORY, "out of memory") : SEIMEI_OK;
}
