/* base_test.c - views, the arena, growable text and UTF-8. */
#include "test_support.h"

/* ---- UTF-8 ---- */

typedef struct {
  const char *title;
  view text;
  uint32_t code_point, length; /* of the first character */
  size_t count;                /* characters of the whole */
} utf8_case;

static const utf8_case UTF8_CASES[] = {
    {"ASCII", TEXT("a"), 'a', 1, 1},
    {"a NUL byte is a character", TEXT("\0a"), 0, 1, 2},
    {"last of one byte", TEXT("\x7F"), 0x7F, 1, 1},
    {"first of two bytes", TEXT("\xC2\x80"), 0x80, 2, 1},
    {"last of two bytes", TEXT("\xDF\xBF"), 0x7FF, 2, 1},
    {"first of three bytes", TEXT("\xE0\xA0\x80"), 0x800, 3, 1},
    {"hiragana", TEXT("あい"), 0x3042, 3, 2},
    {"last before the surrogates", TEXT("\xED\x9F\xBF"), 0xD7FF, 3, 1},
    {"first after the surrogates", TEXT("\xEE\x80\x80"), 0xE000, 3, 1},
    {"last of three bytes", TEXT("\xEF\xBF\xBF"), 0xFFFF, 3, 1},
    {"first of four bytes", TEXT("\xF0\x90\x80\x80"), 0x10000, 4, 1},
    {"a kanji outside the first plane", TEXT("𠮷野"), 0x20BB7, 4, 2},
    {"last of all", TEXT("\xF4\x8F\xBF\xBF"), 0x10FFFF, 4, 1},
    {"past the last", TEXT("\xF4\x90\x80\x80"), 0xFFFD, 1, 4},
    {"a lone continuation", TEXT("\x80"), 0xFFFD, 1, 1},
    {"overlong of two bytes", TEXT("\xC0\xAF"), 0xFFFD, 1, 2},
    {"overlong of three bytes", TEXT("\xE0\x80\xAF"), 0xFFFD, 1, 3},
    {"overlong of four bytes", TEXT("\xF0\x80\x80\xAF"), 0xFFFD, 1, 4},
    {"a surrogate", TEXT("\xED\xA0\x80"), 0xFFFD, 1, 3},
    {"cut after one of three", TEXT("\xE3"), 0xFFFD, 1, 1},
    {"cut after two of three", TEXT("\xE3\x81"), 0xFFFD, 1, 2},
    {"cut after three of four", TEXT("\xF0\xA0\xAE"), 0xFFFD, 1, 3},
    {"a broken character keeps the next one",
     TEXT("\xE3\x81"
          "a"),
     0xFFFD, 1, 3},
    {"a byte that is never used", TEXT("\xFF"), 0xFFFD, 1, 1},
};

static void test_utf8_decode(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(UTF8_CASES); i++) {
    const utf8_case *c = &UTF8_CASES[i];
    uint32_t length, found = utf8_decode(c->text, 0, &length);
    if (found != c->code_point || length != c->length || utf8_count(c->text) != c->count)
      fail_msg("%s: U+%04X of %u bytes, %zu characters", c->title, found, length, utf8_count(c->text));
  }
}

static void test_utf8_encode_turns_back(void **state) {
  (void)state;
  for (uint32_t c = 0; c <= 0x10FFFF; c++) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    char bytes[4];
    uint32_t written = utf8_encode(c, bytes), length;
    if (utf8_decode(view_of(bytes, written), 0, &length) != c || length != written) fail_msg("U+%04X", c);
    if (utf8_before(view_of(bytes, written), written) != 0) fail_msg("before U+%04X", c);
  }
}

/* Every pair of bytes: decoding stays inside the text and always moves on. */
static void test_utf8_any_bytes(void **state) {
  (void)state;
  for (int a = 0; a < 256; a++)
    for (int b = 0; b < 256; b++) {
      char bytes[2] = {(char)a, (char)b};
      uint32_t first, second = 0;
      utf8_decode(view_of(bytes, 2), 0, &first);
      if (first < 2) utf8_decode(view_of(bytes, 2), 1, &second);
      assert_int_equal(first + second, 2);
    }
}

/* ---- views ---- */

typedef struct {
  view text, needle;
  size_t from, found;
} find_case;

static const find_case FIND_CASES[] = {
    {TEXT("abcabc"), TEXT("abc"), 0, 0},    {TEXT("abcabc"), TEXT("abc"), 1, 3},
    {TEXT("abcabc"), TEXT("cab"), 0, 2},    {TEXT("abcabc"), TEXT("abd"), 0, SIZE_MAX},
    {TEXT("ab"), TEXT("abc"), 0, SIZE_MAX}, {TEXT("aab"), TEXT("ab"), 0, 1},
    {TEXT("会談した"), TEXT("した"), 0, 6}, {TEXT("abc"), TEXT(""), 3, 3},
    {TEXT("abc"), TEXT(""), 4, SIZE_MAX},   {TEXT("abc"), TEXT("c"), 3, SIZE_MAX},
};

static void test_view_find(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(FIND_CASES); i++) {
    const find_case *c = &FIND_CASES[i];
    if (view_find(c->text, c->needle, c->from) != c->found) fail_msg("case %zu", i);
  }
}

typedef struct {
  view text;
  const char *parts; /* each in brackets */
} split_case;

static const split_case SPLIT_CASES[] = {
    {TEXT("a|b|c"), "[a][b][c]"}, {TEXT("a"), "[a]"},    {TEXT(""), "[]"},
    {TEXT("|"), "[][]"},          {TEXT("a|"), "[a][]"}, {{NULL, 0}, ""},
};

static void test_view_split(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(SPLIT_CASES); i++) {
    buffer found;
    buffer_init(&found, NULL);
    for (view rest = SPLIT_CASES[i].text, part; view_split(&rest, '|', &part);)
      buffer_printf(&found, "[%.*s]", (int)part.len, part.ptr);
    assert_view_equal(view_of(found.ptr, found.len), view_of_string(SPLIT_CASES[i].parts));
    buffer_release(&found);
  }
}

static void test_view_compare(void **state) {
  (void)state;
  static const view ASCENDING[] = {TEXT(""), TEXT("a"), TEXT("a\0"), TEXT("ab"), TEXT("b"), TEXT("あ")};
  for (size_t i = 0; i < COUNT_OF(ASCENDING); i++)
    for (size_t k = 0; k < COUNT_OF(ASCENDING); k++) {
      int order = view_compare(ASCENDING[i], ASCENDING[k]);
      assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
    }
}

/* ---- memory ---- */

/* Allocates in an arena that may fail; false when it did. */
static bool use_arena(arena *a, unsigned rounds) {
  jmp_buf failure;
  a->on_failure = &failure;
  if (setjmp(failure)) return false;
  LIST(uint32_t) list = {0};
  for (uint32_t i = 0; i < rounds; i++) {
    unsigned char *p = arena_alloc(a, i % 3000);
    for (uint32_t k = 0; k < i % 3000; k++) assert_int_equal(p[k], 0);
    memset(p, 0xAA, i % 3000);
    assert_int_equal((uintptr_t)p % 16, 0);
    LIST_PUSH(a, &list, i);
  }
  for (uint32_t i = 0; i < rounds; i++) assert_int_equal(list.at[i], i);
  view long_text = arena_format(a, "%0500d", 7);
  assert_int_equal(long_text.len, 500);
  assert_view_equal(arena_format(a, "%s-%d", "a", 1), TEXT("a-1"));
  return true;
}

static void test_arena_fails_at_every_call(void **state) {
  (void)state;
  bool done = false;
  for (long n = 0; !done; n++) {
    counting_heap heap = {.fail_at = n};
    seimei_allocator allocator = COUNTING(heap);
    arena a;
    arena_init(&a, &allocator);
    done = use_arena(&a, 600);
    if (done) {
      arena_reset(&a);
      assert_true(heap.alive <= 1);
      done = use_arena(&a, 10);
    }
    arena_release(&a);
    assert_int_equal(heap.alive, 0);
    assert_int_equal(a.total, 0);
    assert_true(n < 100);
  }
}

static void test_buffer_failure_is_sticky(void **state) {
  (void)state;
  bool failed = true;
  for (long n = 0; failed; n++) {
    counting_heap heap = {.fail_at = n};
    seimei_allocator allocator = COUNTING(heap);
    buffer b;
    buffer_init(&b, &allocator);
    for (int i = 0; i < 100; i++) buffer_printf(&b, "%d: %0600d\n", i, i);
    failed = b.failed;
    size_t len = b.len;
    if (failed) buffer_add_string(&b, "more");
    if (failed) assert_int_equal(b.len, len);
    else assert_int_equal(b.len, 100 * 605 - 10);
    buffer_release(&b);
    assert_int_equal(heap.alive, 0);
    assert_true(n < 100);
  }
}

static void test_words_in_any_case(void **state) {
  (void)state;
  assert_true(view_is_word(TEXT("Content-Type"), "content-type"));
  assert_true(view_is_word(TEXT(""), ""));
  assert_false(view_is_word(TEXT("Content-Typ"), "content-type"));
  assert_false(view_is_word(TEXT("Content-Type2"), "content-type"));
  assert_true(view_starts_with_word(TEXT("HTTPS://x"), "https://"));
  assert_false(view_starts_with_word(TEXT("HTT"), "https://"));
  assert_false(view_is_word(TEXT("[\0"), "{\0")); /* 0x5B and 0x7B are no letters */
  assert_true(view_equals(view_trim(TEXT(" \r\n a b\t\0")), TEXT("a b")));
  assert_int_equal(view_trim(TEXT(" \n ")).len, 0);
  arena a;
  jmp_buf failed;
  arena_init(&a, NULL);
  if (setjmp(failed)) fail();
  a.on_failure = &failed;
  assert_true(view_equals(arena_lower(&a, TEXT("Usa:日本[Z")), TEXT("usa:日本[z")));
  assert_true(view_equals(arena_upper(&a, TEXT("usa:日本{z")), TEXT("USA:日本{Z")));
  arena_release(&a);
}

static void test_hash_tells_lengths_apart(void **state) {
  (void)state;
  const char zeros[40] = {0};
  for (size_t i = 0; i <= sizeof zeros; i++)
    for (size_t k = 0; k < i; k++) assert_int_not_equal(hash_bytes(zeros, i), hash_bytes(zeros, k));
}

/* ---- calendar, edit distance ---- */

static const struct {
  const char *text;
  bool is_date;
} DATE_CASES[] = {{"2022-02-28", true},  {"2022-02-29", false},  {"2022-02-31", false}, {"2024-02-29", true},
                  {"1900-02-29", false}, {"2000-02-29", true},   {"2022-04-31", false}, {"2022-12-31", true},
                  {"2022-13-01", false}, {"2022-00-10", false},  {"2022-01-00", false}, {"2022-1-01", false},
                  {"2022/01/01", false}, {"2022-01-01T", false}, {"202a-01-01", false}, {"", false}};

static void test_days_of_the_calendar(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(DATE_CASES); i++)
    if (calendar_is_date(view_of_string(DATE_CASES[i].text)) != DATE_CASES[i].is_date)
      fail_msg("%s", DATE_CASES[i].text);
}

static const struct {
  const char *a, *b;
  uint32_t distance;
} DISTANCE_CASES[] = {{"", "", 0},       {"", "abc", 3},           {"ACUSE", "ACCUSE", 1},
                      {"GVO", "GOV", 2}, {"kitten", "sitting", 3}, {"arrest", "arrest", 0},
                      {"ab", "cd", 2}};

static void test_edit_distance(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(DISTANCE_CASES); i++) {
    view a = view_of_string(DISTANCE_CASES[i].a), b = view_of_string(DISTANCE_CASES[i].b);
    assert_int_equal(edit_distance(a, b), DISTANCE_CASES[i].distance);
    assert_int_equal(edit_distance(b, a), DISTANCE_CASES[i].distance);
  }
  view far = TEXT("a word that is longer than thirty-one letters");
  assert_int_equal(edit_distance(far, far), EDIT_FAR);
  uint32_t least = EDIT_NEAR;
  assert_false(edit_is_nearer(TEXT("ab"), TEXT("cd"), &least)); /* nothing of it is left */
  assert_true(edit_is_nearer(TEXT("GVO"), TEXT("GOV"), &least));
  assert_false(edit_is_nearer(TEXT("GVO"), TEXT("VOG"), &least));
  assert_int_equal(least, 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_utf8_decode),
      cmocka_unit_test(test_utf8_encode_turns_back),
      cmocka_unit_test(test_utf8_any_bytes),
      cmocka_unit_test(test_view_find),
      cmocka_unit_test(test_view_split),
      cmocka_unit_test(test_view_compare),
      cmocka_unit_test(test_arena_fails_at_every_call),
      cmocka_unit_test(test_buffer_failure_is_sticky),
      cmocka_unit_test(test_words_in_any_case),
      cmocka_unit_test(test_days_of_the_calendar),
      cmocka_unit_test(test_edit_distance),
      cmocka_unit_test(test_hash_tells_lengths_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
