/* position_test.c - which phrases are one issue, and where actors stand on it. */
#include "position/issue.h"
#include "position/position.h"
#include "test_support.h"

static concepts *tables;
static arena memory;
static jmp_buf failed;

static int set_up(void **state) {
  (void)state;
  seimei_error error = {0};
  arena_init(&memory, NULL);
  memory.on_failure = &failed;
  if (concepts_open(NULL, &tables, &error)) fail_msg("%s", error.message);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  concepts_close(tables);
  arena_release(&memory);
  return 0;
}

static const char *key_of(const char *phrase) {
  static char text[512];
  issue_key key;
  size_t n = 0;
  concepts_read(tables, view_of_string(phrase), &memory, &key);
  for (uint32_t i = 0; i < key.name_count + key.concept_count; i++) {
    view word = i < key.name_count ? key.names[i] : key.concepts[i - key.name_count];
    n += (size_t)snprintf(text + n, sizeof text - n, "%s%.*s", n ? " " : "", (int)word.len, word.ptr);
  }
  text[n] = '\0';
  return text;
}

static const struct {
  const char *phrase, *key;
} KEYS[] = {
    {"NATO拡大", "IGO/NATO enlargement"},
    {"NATOのさらなる拡大", "IGO/NATO enlargement"},
    {"ＮＡＴＯの東方拡大", "IGO/NATO enlargement"},
    {"NATO enlargement", "IGO/NATO enlargement"},
    {"the further expansion of NATO", "IGO/NATO enlargement"},
    {"北朝鮮による弾道ミサイルの発射", "PRK ballistic-missile launch"},
    {"North Korea's ballistic missile launches", "PRK ballistic-missile launch"},
    {"処理水の海洋放出", "release-of-treated-water"},
    {"日本の計画", "JPN plan"},
    {"ロシアへの経済制裁", "RUS sanctions"},
    {"U.S. sanctions on Russia", "RUS USA sanctions"},
    {"タイヤの輸入制限", "import-ban タイヤ"},
    {"これ", ""},
    {"", ""},
    {"---", ""},
    {"\xff\xfe中国\x80", "CHN"},
};

static void test_keys(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(KEYS); i++)
    if (strcmp(key_of(KEYS[i].phrase), KEYS[i].key))
      fail_msg("%s: \"%s\", not \"%s\"", KEYS[i].phrase, key_of(KEYS[i].phrase), KEYS[i].key);
}

/* Phrases with one number are one issue, those with different ones are not. */
static const struct {
  const char *phrase;
  int issue;
} PHRASES[] = {
    {"NATO拡大", 1},
    {"NATOのさらなる拡大", 1},
    {"NATO enlargement", 1},
    {"NATOの東方への拡大", 1},
    {"NATO expansion", 1},
    {"ウクライナのNATO加盟", 2},
    {"Ukraine joining NATO", 2},
    {"Ukraine's NATO membership", 2},
    {"ミサイルの発射", 3},
    {"ミサイル発射", 3},
    {"missile launches", 3},
    {"北朝鮮のミサイル発射", 4},
    {"North Korean missile launch", 4},
    {"処理水の放出", 5},
    {"処理水の海洋放出", 5},
    {"the release of treated water", 5},
    {"福島第一原発の処理水の放出計画", 6},
    {"日本産水産物の輸入停止", 7},
    {"台湾独立", 8},
    {"Taiwan independence", 8},
    {"即時停戦", 9},
    {"an immediate ceasefire", 9},
    {"ガザでの即時停戦", 10},
    {"immediate ceasefire in Gaza", 10},
    {"追加関税", 11},
    {"tariff increases", 11},
    {"人権侵害", 12},
    {"human rights abuses", 12},
    {"それ", 0},
    {"it", 0},
};

static void test_issues(void **state) {
  (void)state;
  for (int round = 0; round < 2; round++) {
    phrase_list phrases = {NULL, 0, 0};
    issue_list issues;
    uint32_t n = COUNT_OF(PHRASES);
    uint32_t of[32] = {0};
    for (uint32_t i = 0; i < n; i++) { /* the second time from the end */
      const char *text = PHRASES[round ? n - 1 - i : i].phrase;
      LIST_PUSH(&memory, &phrases, (issue_phrase){.text = view_of_string(text), .events = 1});
    }
    issues_make(tables, &phrases, &memory, &issues);
    for (uint32_t i = 0; i < n; i++) {
      uint32_t found = phrases.at[round ? n - 1 - i : i].issue;
      int wanted = PHRASES[i].issue;
      if (!wanted) assert_int_equal(found, NONE);
      else if (!of[wanted]) of[wanted] = found + 1;
      else if (of[wanted] != found + 1) fail_msg("%s stands apart from issue %d", PHRASES[i].phrase, wanted);
    }
    for (int a = 1; a < 13; a++)
      for (int b = a + 1; b < 13; b++)
        if (of[a] && of[a] == of[b]) fail_msg("issues %d and %d are one", a, b);
  }
}

static void test_stances(void **state) {
  (void)state;
  assert_int_equal(concepts_stance(tables, TEXT("ACCUSE"), TEXT("非難した")), STANCE_OPPOSE);
  assert_int_equal(concepts_stance(tables, TEXT("ACCUSE"), TEXT("懸念を示した")), STANCE_CONCERN);
  assert_int_equal(concepts_stance(tables, TEXT("SUPPORT"), TEXT("支持した")), STANCE_SUPPORT);
  assert_int_equal(concepts_stance(tables, TEXT("REQUEST"), TEXT("求めた")), STANCE_DEMAND);
  assert_int_equal(concepts_stance(tables, TEXT("CONSULT"), TEXT("会談した")), NONE);
}

int main(void) {
  if (setjmp(failed)) return 1;
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_keys), cmocka_unit_test(test_issues),
                                     cmocka_unit_test(test_stances)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
