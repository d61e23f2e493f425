/* pack.c - seimei-pack OUT LANGDIR MODELDIR: compiles tables and models into one pack.
 *
 *   LANGDIR/ja/name/country.tsv ─▶ table "ja/name/country"
 *   MODELDIR/ja/chunk.bin       ─▶ blob  "ja/model/chunk"
 *
 * Tables are checked here, once, so that no program has to: form of the file, ids that are unique over all files,
 * labels of actors, blanks at the ends of cells, full-width letters in forms. Every fault prints as file:line:column:
 * message, all of them in one run; then nothing is written and the exit status is 1. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "pack/pack.h"

enum { MAX_FAULTS = 50 };

typedef struct {
  view path; /* with a final NUL */
  view name; /* path under the folder that was walked, without the ending */
} source_file;

typedef LIST(source_file) file_list;

typedef struct {
  const table *table;
  uint32_t row, column;
} place;

typedef struct {
  arena *memory;
  pack_builder *builder;
  const table *states; /* common/state, or NULL */
  place *ids;          /* hash table of all ids */
  size_t id_mask;
  unsigned faults;
} compiler;

/* ---- faults ---- */

static void report(compiler *c, const seimei_error *error) {
  if (c->faults++ < MAX_FAULTS) fprintf(stderr, "%s\n", error->message);
}

static void report_cell(compiler *c, place at, const char *message, view detail) {
  seimei_error error = {0};
  table_error(at.table, at.row, at.column, &error, "%s \"%.*s\"", message, (int)detail.len, detail.ptr);
  report(c, &error);
}

/* ---- files ---- */

static int by_path(const void *a, const void *b) {
  return view_compare(((const source_file *)a)->path, ((const source_file *)b)->path);
}

/* Adds the files below folder that end in ending; name_from is where their names begin in their paths. */
static void walk(arena *a, view folder, size_t name_from, view ending, file_list *out) {
  DIR *dir = opendir(folder.ptr);
  if (!dir) return; /* no folder, no files: models may not be there yet */
  for (const struct dirent *entry; (entry = readdir(dir));) {
    if (entry->d_name[0] == '.') continue;
    view path = arena_format(a, "%.*s/%s", (int)folder.len, folder.ptr, entry->d_name);
    struct stat about;
    if (stat(path.ptr, &about) != 0) continue;
    if (S_ISDIR(about.st_mode)) walk(a, path, name_from, ending, out);
    else if (view_ends_with(path, ending))
      LIST_PUSH(a, out, (source_file){path, view_slice(path, name_from, path.len - ending.len)});
  }
  closedir(dir);
}

static file_list files_below(arena *a, const char *folder, view ending) {
  file_list files = {0};
  walk(a, arena_copy(a, view_of_string(folder)), strlen(folder) + 1, ending, &files);
  if (files.count) qsort(files.at, files.count, sizeof *files.at, by_path);
  return files;
}

static bool read_file(arena *a, const char *path, view *out) {
  FILE *file = fopen(path, "rb");
  struct stat about;
  bool done = file && fstat(fileno(file), &about) == 0;
  if (done) {
    char *bytes = arena_alloc(a, (size_t)about.st_size + 1);
    *out = view_of(bytes, fread(bytes, 1, (size_t)about.st_size, file));
    done = out->len == (size_t)about.st_size;
  }
  if (!done) fprintf(stderr, "%s: %s\n", path, strerror(errno));
  if (file) fclose(file);
  return done;
}

/* ---- checks of cells ---- */

/* An id that another row has. */
static void check_id(compiler *c, place at, view id) {
  if (!id.len) {
    report_cell(c, at, "a row without an id", id);
    return;
  }
  size_t slot = hash_view(id) & c->id_mask;
  for (; c->ids[slot].table; slot = (slot + 1) & c->id_mask) {
    const place *other = &c->ids[slot];
    if (!view_equals(table_cell(other->table, other->row, other->column), id)) continue;
    seimei_error error = {0};
    table_error(at.table, at.row, at.column, &error, "id \"%.*s\" is that of a row of %.*s", (int)id.len, id.ptr,
                (int)other->table->name.len, other->table->name.ptr);
    report(c, &error);
    return;
  }
  c->ids[slot] = at;
}

static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

static bool is_one_of(view word, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (view_equals(word, view_of_string(words[i]))) return true;
  return false;
}

/* Three capitals: a state of common/state (any, where there is no such table) or one of PLOVER's codes for bodies. */
static bool is_code(const compiler *c, view code) {
  static const char *const BODIES[] = {"UNO", "EUR", "IGO", "NGO", "IMG", "MNC", "UNK"};
  if (code.len != 3 || !is_capital(code.ptr[0]) || !is_capital(code.ptr[1]) || !is_capital(code.ptr[2])) return false;
  if (!c->states || is_one_of(code, BODIES, COUNT_OF(BODIES))) return true;
  uint32_t column = table_column(c->states, "iso3");
  for (uint32_t row = 0; row < c->states->rows; row++)
    if (view_equals(table_cell(c->states, row, column), code)) return true;
  return false;
}

static bool is_sector(view sector) {
  static const char *const SECTORS[] = {"GOV", "MIL", "LEG", "JUD", "COP", "PTY", "REB", "SPY", "OPP",
                                        "CVL", "JRN", "BUS", "EDU", "LAB", "MED", "REF", "REL", "SOC",
                                        "CRM", "AGR", "ELI", "PRM", "UAF", "UNK", "PRE"};
  return is_one_of(sector, SECTORS, COUNT_OF(SECTORS));
}

static bool is_identifier(view id) {
  for (size_t i = 0; i < id.len; i++)
    if (!is_capital(id.ptr[i]) && !char_is_digit((unsigned char)id.ptr[i]) && id.ptr[i] != '-') return false;
  return id.len > 0;
}

/* CODE[/IDENTIFIER][:SECTOR], or :SECTOR alone. */
static bool is_label(const compiler *c, view label) {
  size_t colon = view_find(label, TEXT(":"), 0);
  if (colon != SIZE_MAX) {
    if (!is_sector(view_skip(label, colon + 1))) return false;
    label = view_slice(label, 0, colon);
    if (!label.len) return true;
  }
  size_t slash = view_find(label, TEXT("/"), 0);
  if (slash == SIZE_MAX) return is_code(c, label);
  return is_identifier(view_skip(label, slash + 1)) && is_code(c, view_slice(label, 0, slash));
}

static void check_label(compiler *c, place at, view cell) {
  for (view rest = cell, label; cell.len && view_split(&rest, '|', &label);)
    if (!is_label(c, label)) report_cell(c, at, "no label of an actor:", label);
}

/* Texts are normalised before they are looked at, so a form in full width would never be found. */
static void check_form(compiler *c, place at, view cell) {
  for (size_t i = 0; i < cell.len;) {
    uint32_t length, ch = utf8_decode(cell, i, &length);
    if (ch == 0x3000 || (ch >= 0xFF01 && ch <= 0xFF9F)) {
      report_cell(c, at, "not in normal form (NFKC):", cell);
      return;
    }
    i += length;
  }
}

static void check_row(compiler *c, const table *t, uint32_t row) {
  for (uint32_t column = 0; column < t->columns; column++) {
    view cell = table_cell(t, row, column);
    if (cell.len && (cell.ptr[0] == ' ' || cell.ptr[cell.len - 1] == ' '))
      report_cell(c, (place){t, row, column}, "a blank at the end of a cell:", cell);
  }
  uint32_t id = table_column(t, "id"), label = table_column(t, "label"), form = table_column(t, "form");
  if (id != NONE) check_id(c, (place){t, row, id}, table_cell(t, row, id));
  if (label != NONE) check_label(c, (place){t, row, label}, table_cell(t, row, label));
  if (form != NONE) check_form(c, (place){t, row, form}, table_cell(t, row, form));
}

/* ---- compiling ---- */

static bool parse_tables(compiler *c, const file_list *files, table *tables) {
  for (uint32_t i = 0; i < files->count; i++) {
    view text;
    seimei_error error = {0};
    if (!read_file(c->memory, files->at[i].path.ptr, &text)) return false;
    if (table_parse(c->memory, text, files->at[i].name, files->at[i].path.ptr, &tables[i], &error)) report(c, &error);
  }
  return true;
}

static void check_tables(compiler *c, const table *tables, uint32_t count) {
  size_t rows = 0, slots = 16;
  for (uint32_t i = 0; i < count; i++) {
    rows += tables[i].rows;
    if (view_equals(tables[i].name, TEXT("common/state"))) c->states = &tables[i];
  }
  while (slots < rows * 2) slots *= 2;
  c->ids = ARENA_NEW(c->memory, place, slots);
  c->id_mask = slots - 1;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t row = 0; row < tables[i].rows; row++) check_row(c, &tables[i], row);
}

/* "ja/chunk" is the blob "ja/model/chunk". */
static bool add_model(compiler *c, const source_file *file) {
  view bytes, rest = file->name, language;
  seimei_error error = {0};
  view_split(&rest, '/', &language);
  view name = arena_format(c->memory, "%.*s/model/%.*s", (int)language.len, language.ptr, (int)rest.len, rest.ptr);
  if (!read_file(c->memory, file->path.ptr, &bytes)) return false;
  if (pack_builder_add_blob(c->builder, name, bytes, &error)) report(c, &error);
  return true;
}

static bool compile(compiler *c, const char *out, const char *lang, const char *models) {
  file_list files = files_below(c->memory, lang, TEXT(".tsv"));
  table *tables = ARENA_NEW(c->memory, table, files.count + 1);
  seimei_error error = {0};
  if (!parse_tables(c, &files, tables)) return false;
  check_tables(c, tables, files.count);
  for (uint32_t i = 0; i < files.count && !c->faults; i++)
    if (pack_builder_add_table(c->builder, &tables[i], &error)) report(c, &error);
  file_list blobs = files_below(c->memory, models, TEXT(".bin"));
  for (uint32_t i = 0; i < blobs.count; i++)
    if (!add_model(c, &blobs.at[i])) return false;
  if (!c->faults && pack_builder_write(c->builder, out, &error)) report(c, &error);
  if (c->faults > MAX_FAULTS) fprintf(stderr, "... and %u more\n", c->faults - MAX_FAULTS);
  return c->faults == 0;
}

static bool run(const char *out, const char *lang, const char *models) {
  arena memory;
  arena_init(&memory, NULL);
  compiler c = {.memory = &memory};
  seimei_error error = {0};
  jmp_buf failure;
  memory.on_failure = &failure;
  bool done = false;
  if (setjmp(failure)) fprintf(stderr, "seimei-pack: out of memory\n");
  else if (pack_builder_new(NULL, &c.builder, &error)) report(&c, &error);
  else done = compile(&c, out, lang, models);
  pack_builder_free(c.builder);
  arena_release(&memory);
  return done;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: seimei-pack OUT LANGDIR MODELDIR\n");
    return 2;
  }
  return run(argv[1], argv[2], argv[3]) ? 0 : 1;
}
