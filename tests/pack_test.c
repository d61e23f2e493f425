/* pack_test.c - tables out of TSV, packs written and read back, and every way in which a pack can be damaged. */
#include <unistd.h>

#include "pack/pack_format.h"
#include "test_support.h"

static const char STATES[] = "# states\nid\tform\tlabel\nx.1\t中国|中華人民共和国\tCHN:GOV\nx.2\tロシア\tRUS:GOV\n";

/* ---- tables ---- */

typedef struct {
  const char *title;
  view text;
  const char *dump;    /* "rows: a/b; c/d", or NULL */
  const char *message; /* of the fault, or NULL */
} table_case;

static const table_case TABLE_CASES[] = {
    {"header alone", TEXT("a\tb\n"), "a/b;", NULL},
    {"no final newline", TEXT("a\tb\n1\t2"), "a/b;1/2;", NULL},
    {"comments and empty lines", TEXT("# c\n\na\tb\n# c\n\n1\t2\n"), "a/b;1/2;", NULL},
    {"lines that end in CR LF", TEXT("a\tb\r\n1\t2\r\n\r\n"), "a/b;1/2;", NULL},
    {"byte order mark",
     TEXT("\xEF\xBB\xBF"
          "a\n1\n"),
     "a;1;", NULL},
    {"empty cells", TEXT("a\tb\tc\n\t-\t\n"), "a/b/c;//;", NULL},
    {"a hyphen inside a cell stays", TEXT("a\n--\nx-y\n"), "a;--;x-y;", NULL},
    {"no header", TEXT("# only a comment\n"), NULL, "t.tsv:2:1: no line with the names of the columns"},
    {"nothing at all", TEXT(""), NULL, "t.tsv:1:1: no line with the names of the columns"},
    {"too few cells", TEXT("a\tb\n1\t2\n3\n"), NULL, "t.tsv:3:1: 1 cells where the header has 2"},
    {"too many cells", TEXT("# c\na\tb\n1\t2\t3\n"), NULL, "t.tsv:3:1: 3 cells where the header has 2"},
    {"a column twice", TEXT("a\tbb\ta\n"), NULL, "t.tsv:1:6: a second column of this name"},
    {"a column without a name", TEXT("a\t\n"), NULL, "t.tsv:1:3: a column without a name"},
    {"columns are counted in characters", TEXT("a\tb\n中国\tx\xFF\n"), NULL, "t.tsv:2:5: not UTF-8"},
    {"faults in comments too", TEXT("# \x01\na\n"), NULL, "t.tsv:1:3: a control character"},
    {"a carriage return in the middle", TEXT("a\nb\rc\n"), NULL, "t.tsv:2:2: a control character"},
    {"NUL", TEXT("a\nb\0c\n"), NULL, "t.tsv:2:2: a control character"},
};

static void dump_row(buffer *out, const table *t, uint32_t row) {
  for (uint32_t column = 0; column < t->columns; column++) {
    view cell =
        row == NONE ? view_of(t->strings + t->cells[2 * column], t->cells[2 * column + 1]) : table_cell(t, row, column);
    buffer_add_string(out, column ? "/" : "");
    buffer_add(out, cell);
  }
  buffer_add_byte(out, ';');
}

static void dump_table(buffer *out, const table *t) {
  dump_row(out, t, NONE);
  for (uint32_t row = 0; row < t->rows; row++) dump_row(out, t, row);
}

static void with_arena(void (*run)(arena *)) {
  arena a;
  jmp_buf failure;
  arena_init(&a, NULL);
  a.on_failure = &failure;
  if (setjmp(failure)) fail_msg("out of memory");
  run(&a);
  arena_release(&a);
}

static void run_table_case(arena *a, const table_case *c) {
  table t;
  seimei_error error = {0};
  buffer found;
  buffer_init(&found, NULL);
  seimei_status status = table_parse(a, c->text, TEXT("x/t"), "t.tsv", &t, &error);
  if (!status) dump_table(&found, &t);
  if (!c->message && status) fail_msg("%s: %s", c->title, error.message);
  if (!c->message) assert_view_equal(view_of(found.ptr, found.len), view_of_string(c->dump));
  else assert_string_equal(error.message, c->message);
  assert_int_equal(table_parse(a, c->text, TEXT("x/t"), "t.tsv", &t, NULL), status);
  buffer_release(&found);
}

static void run_table_cases(arena *a) {
  for (size_t i = 0; i < COUNT_OF(TABLE_CASES); i++) run_table_case(a, &TABLE_CASES[i]);
}

static void test_table_parse(void **state) {
  (void)state;
  with_arena(run_table_cases);
}

static void run_table_columns(arena *a) {
  table t = table_from(a, "x/state", STATES);
  assert_int_equal(table_column(&t, "label"), 2);
  assert_int_equal(table_column(&t, "lab"), NONE);
  assert_view_equal(table_cell(&t, 1, 2), TEXT("RUS:GOV"));
  assert_int_equal(table_cell(&t, 1, NONE).len, 0);
  seimei_error error = {0};
  assert_int_equal(table_error(&t, 1, 2, &error, "what is %s?", "this"), SEIMEI_BAD_TABLE);
  assert_string_equal(error.message, "x/state:4:9: what is this?");
  assert_int_equal(error.line, 4);
  assert_int_equal(error.column, 9);
}

static void test_table_columns(void **state) {
  (void)state;
  with_arena(run_table_columns);
}

/* ---- packs ---- */

static seimei_status build(arena *a, const seimei_allocator *allocator, bool backwards, pack_builder **b, view *out,
                           seimei_error *error) {
  table one = table_from(a, "x/name/country", STATES), two = table_from(a, "common/state", "iso3\nCHN\nRUS\n-\n");
  seimei_status status = pack_builder_new(allocator, b, error);
  if (!status) status = pack_builder_add_table(*b, backwards ? &two : &one, error);
  if (!status) status = pack_builder_add_blob(*b, TEXT("x/model/chunk"), TEXT("weights"), error);
  if (!status) status = pack_builder_add_table(*b, backwards ? &one : &two, error);
  if (!status) status = pack_builder_add_blob(*b, TEXT("x/model/empty"), TEXT(""), error);
  if (!status) status = pack_builder_bytes(*b, out, error);
  return status;
}

static void check_content(const pack *p) {
  assert_int_equal(pack_table_count(p), 2);
  assert_view_equal(pack_table_at(p, 0)->name, TEXT("common/state"));
  assert_null(pack_table(p, "x/name/countr"));
  assert_null(pack_table(p, "x/model/chunk"));
  const table *t = pack_table(p, "x/name/country");
  assert_non_null(t);
  buffer found;
  buffer_init(&found, NULL);
  dump_table(&found, t);
  assert_view_equal(view_of(found.ptr, found.len),
                    TEXT("id/form/label;x.1/中国|中華人民共和国/CHN:GOV;x.2/ロシア/RUS:GOV;"));
  buffer_release(&found);
  view blob = pack_blob(p, "x/model/chunk");
  assert_view_equal(blob, TEXT("weights"));
  assert_int_equal(pack_blob(p, "x/model/empty").len, 0);
  assert_int_equal(pack_blob(p, "x/name/country").len, 0);
  assert_int_equal(pack_version(p).len, 16);
}

static void run_round_trip(arena *a) {
  pack_builder *b, *again;
  pack *p;
  view bytes, other;
  seimei_error error = {0};
  assert_int_equal(build(a, NULL, false, &b, &bytes, &error), SEIMEI_OK);
  assert_int_equal(build(a, NULL, true, &again, &other, &error), SEIMEI_OK);
  assert_true(view_equals(bytes, other));
  assert_int_equal(pack_open_memory(bytes, NULL, &p, &error), SEIMEI_OK);
  check_content(p);
  assert_int_equal(table_error(pack_table_at(p, 0), 1, 0, &error, "wrong"), SEIMEI_BAD_TABLE);
  assert_string_equal(error.message, "common/state, row 2: wrong");
  pack_close(p);
  pack_builder_free(b);
  pack_builder_free(again);
}

static void test_round_trip(void **state) {
  (void)state;
  with_arena(run_round_trip);
}

static void run_file(arena *a) {
  char path[] = "/tmp/seimei-pack-XXXXXX";
  int file = mkstemp(path);
  assert_true(file >= 0);
  close(file);
  pack_builder *b;
  pack *p;
  view bytes;
  seimei_error error = {0};
  assert_int_equal(pack_open(path, NULL, &p, &error), SEIMEI_BAD_PACK); /* empty */
  assert_int_equal(build(a, NULL, false, &b, &bytes, &error), SEIMEI_OK);
  assert_int_equal(pack_builder_write(b, path, &error), SEIMEI_OK);
  assert_int_equal(pack_open(path, NULL, &p, &error), SEIMEI_OK);
  check_content(p);
  assert_int_equal((uintptr_t)pack_blob(p, "x/model/chunk").ptr % 64, 0);
  pack_close(p);
  assert_int_equal(pack_builder_write(b, "/nowhere/at/all.pack", &error), SEIMEI_IO);
  pack_builder_free(b);
  remove(path);
  assert_int_equal(pack_open(path, NULL, &p, &error), SEIMEI_NO_FILE);
  assert_int_equal(pack_open("/", NULL, &p, &error), SEIMEI_IO);
}

static void test_file(void **state) {
  (void)state;
  with_arena(run_file);
}

/* Reads all that a pack gives, so that a sanitizer sees what lies outside. */
static uint64_t read_all(const pack *p) {
  uint64_t sum = 0;
  for (uint32_t i = 0; i < pack_table_count(p); i++) {
    const table *t = pack_table_at(p, i);
    sum += hash_view(t->name) + table_column(t, "label");
    for (uint32_t row = 0; row < t->rows; row++)
      for (uint32_t column = 0; column < t->columns; column++) sum += hash_view(table_cell(t, row, column));
  }
  return sum + hash_view(pack_blob(p, "x/model/chunk"));
}

/* One copy of the pack with a change, in memory of exactly its size. */
static seimei_status open_changed(view bytes, size_t at, unsigned char change, size_t len, bool mend) {
  char *copy = malloc(len ? len : 1);
  memcpy(copy, bytes.ptr, len);
  if (at < len) copy[at] = (char)(copy[at] ^ change);
  pack_header *h = (void *)copy;
  if (mend && len >= sizeof *h) {
    h->size = at >= 16 && at < 24 ? h->size : len;
    h->checksum = pack_checksum(view_of(copy + PACK_CHECKED_FROM, len - PACK_CHECKED_FROM));
  }
  pack *p;
  seimei_error error = {0};
  seimei_status status = pack_open_memory(view_of(copy, len), NULL, &p, &error);
  if (status) assert_true(error.message[0] != '\0');
  else read_all(p);
  pack_close(p);
  free(copy);
  return status;
}

static void run_damage(arena *a) {
  pack_builder *b;
  view bytes;
  seimei_error error = {0};
  assert_int_equal(build(a, NULL, false, &b, &bytes, &error), SEIMEI_OK);
  for (size_t at = 0; at < bytes.len; at++) {
    if (open_changed(bytes, at, 1, bytes.len, false) != SEIMEI_BAD_PACK) fail_msg("a change of byte %zu", at);
    if (open_changed(bytes, at, 0x80, bytes.len, false) != SEIMEI_BAD_PACK) fail_msg("a change of byte %zu", at);
    if (open_changed(bytes, SIZE_MAX, 0, at, false) != SEIMEI_BAD_PACK) fail_msg("cut to %zu bytes", at);
  }
  pack_builder_free(b);
}

static void test_damage_is_refused(void **state) {
  (void)state;
  with_arena(run_damage);
}

/* The same with the checksum put right: some of these are packs, none may lead outside. */
static void run_forgery(arena *a) {
  pack_builder *b;
  view bytes;
  seimei_error error = {0};
  assert_int_equal(build(a, NULL, false, &b, &bytes, &error), SEIMEI_OK);
  for (size_t at = 0; at < bytes.len; at++) {
    for (int bit = 0; bit < 8; bit++) open_changed(bytes, at, (unsigned char)(1 << bit), bytes.len, true);
    open_changed(bytes, at, 0xFF, bytes.len, true);
    open_changed(bytes, SIZE_MAX, 0, at, true);
  }
  pack_builder_free(b);
}

static void test_forgery_is_harmless(void **state) {
  (void)state;
  with_arena(run_forgery);
}

static void run_duplicate(arena *a) {
  table t = table_from(a, "x/name/country", STATES);
  pack_builder *b;
  seimei_error error = {0};
  assert_int_equal(pack_builder_new(NULL, &b, &error), SEIMEI_OK);
  assert_int_equal(pack_builder_add_table(b, &t, &error), SEIMEI_OK);
  assert_int_equal(pack_builder_add_table(b, &t, &error), SEIMEI_BAD_TABLE);
  assert_int_equal(pack_builder_add_blob(b, t.name, TEXT(""), &error), SEIMEI_BAD_TABLE);
  pack_builder_free(b);
}

static void test_names_are_unique(void **state) {
  (void)state;
  with_arena(run_duplicate);
}

static void run_empty_pack(arena *a) {
  (void)a;
  pack_builder *b;
  pack *p;
  view bytes;
  assert_int_equal(pack_builder_new(NULL, &b, NULL), SEIMEI_OK);
  assert_int_equal(pack_builder_bytes(b, &bytes, NULL), SEIMEI_OK);
  assert_int_equal(pack_open_memory(bytes, NULL, &p, NULL), SEIMEI_OK);
  assert_int_equal(pack_table_count(p), 0);
  assert_null(pack_table(p, "x"));
  pack_close(p);
  pack_builder_free(b);
}

static void test_empty_pack(void **state) {
  (void)state;
  with_arena(run_empty_pack);
}

static void run_out_of_memory(arena *a) {
  seimei_status status = SEIMEI_NO_MEMORY;
  for (long n = 0; status; n++) {
    counting_heap heap = {.fail_at = n};
    seimei_allocator allocator = COUNTING(heap);
    pack_builder *b = NULL;
    pack *p = NULL;
    view bytes;
    seimei_error error = {0};
    status = build(a, &allocator, false, &b, &bytes, &error);
    if (!status) status = pack_open_memory(bytes, &allocator, &p, &error);
    if (!status) check_content(p);
    else assert_int_equal(status, SEIMEI_NO_MEMORY);
    pack_close(p);
    pack_builder_free(b);
    assert_int_equal(heap.alive, 0);
    assert_true(n < 100);
  }
}

static void test_out_of_memory(void **state) {
  (void)state;
  with_arena(run_out_of_memory);
}

static void test_pack_find(void **state) {
  (void)state;
  buffer path;
  buffer_init(&path, NULL);
  setenv("SEIMEI_PACK", "/somewhere/x.pack", 1);
  assert_int_equal(pack_find(&path, NULL), SEIMEI_OK);
  assert_view_equal(view_of(path.ptr, path.len), TEXT("/somewhere/x.pack"));
  unsetenv("SEIMEI_PACK");
  assert_int_equal(pack_find(&path, NULL), SEIMEI_OK); /* the one that was built beside this program */
  pack *p;
  seimei_error error = {0};
  if (pack_open(path.ptr, NULL, &p, &error)) fail_msg("%s", error.message);
  read_all(p);
  pack_close(p);
  buffer_release(&path);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_table_parse),       cmocka_unit_test(test_table_columns),
      cmocka_unit_test(test_round_trip),        cmocka_unit_test(test_file),
      cmocka_unit_test(test_damage_is_refused), cmocka_unit_test(test_forgery_is_harmless),
      cmocka_unit_test(test_names_are_unique),  cmocka_unit_test(test_empty_pack),
      cmocka_unit_test(test_out_of_memory),     cmocka_unit_test(test_pack_find),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
