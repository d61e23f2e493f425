/* name_index_test.c - longest match, rows that share a form, word boundaries, tables of one's own, the filter. */
#include "test_support.h"
#include "token/token.h"

static const char HEADER[] = "id\tform\tlabel\trole\tsince\tuntil\tflags\tnote\n";

typedef struct {
  const char *name, *rows;
} table_text;

static const table_text TABLES[] = {
    {"ja/class/compound", "class\tmember\nstate-prefix\t訪\nstate-prefix\t対\n"},
    {"ja/name/abbr", "n.01\t日\tJPN:GOV\t\t\t\tA\t\nn.02\t米\tUSA:GOV\t\t\t\tA\t\nn.03\tロ\tRUS:GOV\t\t\t\tA\t\n"},
    {"ja/name/body", "n.12\tCôte d'Or|D'A\tFRA\t\t\t\t\t\nn.10\t国連|国際連合|UN\tUNO\t\t\t\t\t\nn.11\tG7\tIGO/G7\t\t\t\tadhoc\t\n"},
    {"ja/name/country", "n.20\t中国|中華人民共和国\tCHN:GOV\t\t\t\t\tChina\nn.21\tタイ\tTHA:GOV\t\t\t\t\t\n"
                        "n.22\tスーダン|スーダン共和国\tSDN:GOV\t\t\t\t\t\nn.23\t南スーダン\tSSD:GOV\t\t\t\t\t\n"},
    {"ja/name/institution", "n.30\t中国人民銀行\tCHN:GOV\t\t\t\t\t\nn.31\t軍\t:MIL\t\t\t\tsuffix\t\n"},
    {"ja/name/person-asia", "n.40\t王毅|王\tCHN:GOV\tforeign minister\t2013\t\tfull\tWang Yi\n"
                            "n.41\t王\tSGP:GOV\tenvoy\t\t\tshort\t\n"},
    {"ja/name/title", "n.50\t外相\t:GOV\tforeign minister\t\t\t\t\nn.51\t前\t\t\t\t\tprefix\t\n"},
    {"ja/name/pronoun", "n.60\t両国\t\t\t\t\tdual\t\n"},
};

/* A pack with TABLES and an index of it. */
typedef struct {
  arena memory;
  pack_builder *builder;
  pack *pack;
  name_index *index;
} fixture;

static fixture F;

static int set_up(void **state) {
  (void)state;
  jmp_buf failure;
  arena_init(&F.memory, NULL);
  F.memory.on_failure = &failure;
  if (setjmp(failure)) return -1;
  if (pack_builder_new(NULL, &F.builder, NULL)) return -1;
  for (size_t i = 0; i < COUNT_OF(TABLES); i++) {
    view text = arena_format(&F.memory, "%s%s", i ? HEADER : "", TABLES[i].rows);
    table t = table_from(&F.memory, TABLES[i].name, text.ptr);
    if (pack_builder_add_table(F.builder, &t, NULL)) return -1;
  }
  view bytes;
  if (pack_builder_bytes(F.builder, &bytes, NULL) || pack_open_memory(bytes, NULL, &F.pack, NULL)) return -1;
  return name_index_new(F.pack, "ja", NULL, 0, NULL, &F.index, NULL) ? -1 : 0;
}

static int tear_down(void **state) {
  (void)state;
  name_index_free(F.index);
  pack_close(F.pack);
  pack_builder_free(F.builder);
  arena_release(&F.memory);
  return 0;
}

/* ---- matching ---- */

typedef struct {
  const char *title;
  view text;
  uint32_t at;
  view form; /* the longest form there, empty for none */
} match_case;

static const match_case MATCH_CASES[] = {
    {"the longest of a shared beginning", TEXT("中国人民銀行は"), 0, TEXT("中国人民銀行")},
    {"back to the last form", TEXT("中国人民銀"), 0, TEXT("中国")},
    {"one character alone", TEXT("中止"), 0, TEXT("")},
    {"at the end of the text", TEXT("訪中国"), 3, TEXT("中国")},
    {"another spelling", TEXT("中華人民共和国の"), 0, TEXT("中華人民共和国")},
    {"the longer name from its own beginning", TEXT("南スーダンで"), 0, TEXT("南スーダン")},
    {"a name inside a longer one", TEXT("南スーダンで"), 3, TEXT("スーダン")},
    {"katakana goes on to the right", TEXT("タイヤ"), 0, TEXT("")},
    {"a long sign goes on to the right", TEXT("タイーア"), 0, TEXT("")},
    {"katakana stands to the left", TEXT("ネクタイを"), 6, TEXT("")},
    {"a middle dot parts", TEXT("日本・タイ・中国"), 9, TEXT("タイ")},
    {"kanji does not go on katakana", TEXT("タイ軍"), 0, TEXT("タイ")},
    {"a longer form with a boundary that fails", TEXT("スーダン共和国"), 0, TEXT("スーダン共和国")},
    {"Latin letters go on to the right", TEXT("UNIT"), 0, TEXT("")},
    {"Latin letters to the left", TEXT("FUN"), 1, TEXT("")},
    {"Latin letters alone", TEXT("UNは"), 0, TEXT("UN")},
    {"figures go on to the right", TEXT("G77"), 0, TEXT("")},
    {"figures alone", TEXT("G7は"), 0, TEXT("G7")},
    {"one katakana letter after kanji", TEXT("米ロ首脳"), 3, TEXT("ロ")},
    {"invalid bytes", TEXT("\xE4\xB8"), 0, TEXT("")},
    {"a name that is cut", TEXT("中\xE5\x9B"), 0, TEXT("")},
};

static void test_longest(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(MATCH_CASES); i++) {
    const match_case *c = &MATCH_CASES[i];
    uint32_t form = NONE, length = name_index_longest(F.index, c->text, c->at, &form);
    view found = length ? name_index_form(F.index, form)->form : TEXT("");
    if (length != c->form.len || !view_equals(found, c->form))
      fail_msg("%s: \"%.*s\"", c->title, (int)found.len, found.ptr);
  }
}

typedef struct {
  view words;
  const char *rows; /* ids of the rows of this form, in order; NULL where there is no form */
} exact_case;

static const exact_case EXACT_CASES[] = {
    {TEXT("中国"), "n.20 "},     {TEXT("国連"), "n.10 "},
    {TEXT("国際連合"), "n.10 "}, {TEXT("王"), "n.40 n.41 "},
    {TEXT("王毅"), "n.40 "},     {TEXT("中国人"), NULL},
    {TEXT("D'A"), "n.12 "},      {TEXT("Côte d’Or"), "n.12 "},
    {TEXT("中"), NULL},          {TEXT(""), NULL},
    {TEXT("王毅氏"), NULL},      {TEXT("中国|中華人民共和国"), NULL},
};

static void test_exact(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(EXACT_CASES); i++) {
    const exact_case *c = &EXACT_CASES[i];
    uint32_t found = name_index_exact(F.index, c->words);
    assert_int_equal(found == NONE, c->rows == NULL);
    if (found == NONE) continue;
    const name_form *f = name_index_form(F.index, found);
    buffer ids;
    buffer_init(&ids, NULL);
    for (uint32_t k = 0; k < f->row_count; k++) {
      buffer_add(&ids, name_index_row(F.index, f, k)->id);
      buffer_add_byte(&ids, ' ');
    }
    assert_view_equal(view_of(ids.ptr, ids.len), view_of_string(c->rows));
    buffer_release(&ids);
  }
}

static void test_rows(void **state) {
  (void)state;
  const name_row *wang = name_index_row(F.index, name_index_form(F.index, name_index_exact(F.index, TEXT("王毅"))), 0);
  assert_int_equal(wang->kind, NAME_PERSON);
  assert_view_equal(wang->label, TEXT("CHN:GOV"));
  assert_view_equal(wang->role, TEXT("foreign minister"));
  assert_view_equal(wang->since, TEXT("2013"));
  assert_view_equal(wang->until, TEXT(""));
  assert_view_equal(wang->flags, TEXT("full"));
  assert_view_equal(wang->note, TEXT("Wang Yi"));
}

/* ---- the filter ---- */

typedef struct {
  view text;
  bool has_actor;
} filter_case;

static const filter_case FILTER_CASES[] = {
    {TEXT("中国は反発した。"), true},
    {TEXT("きのうはタイヤを替えた。"), false},
    {TEXT("国連で演説した。"), true},
    {TEXT("王毅氏が述べた。"), true},
    {TEXT("中国人民銀行が利下げした。"), true},
    {TEXT("日米の首脳が会った。"), true},
    {TEXT("米軍が発表した。"), true},
    {TEXT("首相は訪米した。"), true},
    {TEXT("外相は両国の関係に触れた。"), false},
    {TEXT("米を食べる日が続いた。"), false},
    {TEXT("10日前に始まった。"), false},
    {TEXT("日"), false},
    {TEXT(""), false},
    {TEXT("\xFF\xE4\xB8"), false},
};

static void test_any_actor(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(FILTER_CASES); i++) {
    view text = FILTER_CASES[i].text;
    if (name_index_any_actor(F.index, text) != FILTER_CASES[i].has_actor) fail_msg("%.*s", (int)text.len, text.ptr);
  }
}

/* ---- tables of one's own ---- */

typedef struct {
  const char *name, *text;
  const char *message; /* NULL: it is taken */
} extra_case;

static const extra_case EXTRA_CASES[] = {
    {"mine/person", "id\tform\nm.1\t王毅\n", NULL},
    {"mine", "id\tform\tkind\nm.1\t王毅\tperson\n", NULL},
    {"mine", "id\tform\nm.1\t王毅\n",
     "mine: neither the file's name nor a column \"kind\" says what kind of names these are"},
    {"mine", "id\tform\tkind\nm.1\t王毅\tpeople\n", "mine:2:8: no kind of names: \"people\""},
    {"mine", "id\tform\tkind\nm.1\t王毅\t\n", "mine:2:8: no kind of names: \"\""},
    {"mine/person", "id\tlabel\nm.1\tCHN\n", "mine/person: a table of names needs a column \"form\""},
    {"mine/person", "id\tform\nm.1\t王毅|\n", "mine/person:2:5: a form that is empty or not UTF-8"},
};

static void test_extra_tables(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(EXTRA_CASES); i++) {
    const extra_case *c = &EXTRA_CASES[i];
    table t = table_from(&F.memory, c->name, c->text);
    name_index *n;
    seimei_error error = {0};
    seimei_status status = name_index_new(F.pack, "ja", &t, 1, NULL, &n, &error);
    assert_string_equal(error.message, c->message ? c->message : "");
    assert_int_equal(status, c->message ? SEIMEI_BAD_TABLE : SEIMEI_OK);
    if (status) continue;
    const name_form *f = name_index_form(n, name_index_exact(n, TEXT("王毅")));
    assert_int_equal(f->row_count, 2); /* one's own row comes first */
    assert_view_equal(name_index_row(n, f, 0)->id, TEXT("m.1"));
    assert_int_equal(name_index_row(n, f, 0)->kind, NAME_PERSON);
    name_index_free(n);
  }
}

static void test_no_tables(void **state) {
  (void)state;
  name_index *n;
  uint32_t form;
  assert_int_equal(name_index_new(NULL, "ja", NULL, 0, NULL, &n, NULL), SEIMEI_OK);
  assert_int_equal(name_index_longest(n, TEXT("中国"), 0, &form), 0);
  assert_int_equal(name_index_exact(n, TEXT("中国")), NONE);
  assert_false(name_index_any_actor(n, TEXT("中国")));
  name_index_free(n);
  assert_int_equal(name_index_new(F.pack, "en", NULL, 0, NULL, &n, NULL), SEIMEI_OK);
  assert_int_equal(name_index_exact(n, TEXT("中国")), NONE);
  name_index_free(n);
}

static void test_out_of_memory(void **state) {
  (void)state;
  seimei_status status = SEIMEI_NO_MEMORY;
  for (long n = 0; status; n++) {
    counting_heap heap = {.fail_at = n};
    seimei_allocator allocator = COUNTING(heap);
    name_index *index;
    status = name_index_new(F.pack, "ja", NULL, 0, &allocator, &index, NULL);
    if (status) assert_null(index);
    name_index_free(index);
    assert_int_equal(heap.alive, 0);
    assert_true(n < 20);
  }
}

/* All forms of the tables that are shipped are found, each as itself. */
static void test_shipped_names(void **state) {
  (void)state;
  pack *p;
  name_index *n;
  seimei_error error = {0};
  if (pack_open(SEIMEI_BUILD_DIR "/seimei.pack", NULL, &p, &error) ||
      name_index_new(p, "ja", NULL, 0, NULL, &n, &error))
    fail_msg("%s", error.message);
  for (uint32_t i = 0; i < pack_table_count(p); i++) {
    const table *t = pack_table_at(p, i);
    uint32_t column = table_column(t, "form");
    if (!view_starts_with(t->name, TEXT("ja/name/"))) continue;
    for (uint32_t row = 0; row < t->rows; row++)
      for (view rest = table_cell(t, row, column), words; view_split(&rest, '|', &words);) {
        uint32_t form = name_index_exact(n, words), longest = NONE;
        assert_int_not_equal(form, NONE);
        assert_int_equal(name_index_longest(n, words, 0, &longest), words.len);
        assert_int_equal(longest, form);
      }
  }
  name_index_free(n);
  pack_close(p);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_longest),       cmocka_unit_test(test_exact),         cmocka_unit_test(test_rows),
      cmocka_unit_test(test_any_actor),     cmocka_unit_test(test_extra_tables),  cmocka_unit_test(test_no_tables),
      cmocka_unit_test(test_out_of_memory), cmocka_unit_test(test_shipped_names),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
