/* name_link_test.c - names of one in two languages: by the tables, by words, by sound. */
#include "query/kana.h"
#include "query/name_link.h"
#include "test_support.h"

static name_links *links;

static int set_up(void **state) {
  (void)state;
  seimei_error error;
  return name_links_open(getenv("SEIMEI_PACK"), &links, &error) ? -1 : 0;
}

static int tear_down(void **state) {
  (void)state;
  name_links_close(links);
  return 0;
}

static const struct {
  const char *typed, *code; /* empty: none */
} codes[] = {{"China", "CHN"}, {"china", "CHN"},     {"中国", "CHN"},        {"chn", "CHN"},   {"US", "USA"},       {"NATO", "IGO/NATO"},
             {"ナトー", "IGO/NATO"}, {"CHN:MIL", "CHN:MIL"}, {"IGO/NATO", "IGO/NATO"}, {"Hamas", "IMG/HAMAS"}, {"Kritenbrink", ""}, {"", ""}};

static void codes_are_found(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(codes); i++) {
    view found = name_links_code(links, view_of_string(codes[i].typed));
    if (!view_equals(found, view_of_string(codes[i].code))) fail_msg("%s: \"%.*s\"", codes[i].typed, (int)found.len, found.ptr);
  }
}

static const char *const names[] = {"習近平", "Xi Jinping", "プーチン", "クリテンブリンク", "ダニエル・クリテンブリンク", "ヴァンデルシュタイン", "林芳正", "Daniel Kritenbrink", "リンドバーグ", ""};

static const struct {
  const char *typed, *hits; /* an x for each of the names that it is */
} cases[] = {
    {"xi jinping", "xx........"},   /* a row of both tables */
    {"習近平", "xx........"},
    {"Xi", "xx........"},           /* a surname of the tables */
    {"Putin", "..x......."},
    {"クリテンブリンク", "...xx..x.."},
    {"Vandersteyn", ".....x...."}, /* by sound, in no table */
    {"Lindberg", "........x."},
    {"Hayashi", "......x..."},
    {"brink", ".........."},       /* inside of a word */
    {"Osterhagen", ".........."},
    {"", ".........."},
};

static void check_case(const view *all, const char *typed, const char *wanted) {
  arena memory;
  jmp_buf failed;
  uint8_t hits[COUNT_OF(names)] = {0};
  char shown[COUNT_OF(names) + 1] = "";
  arena_init(&memory, NULL);
  if (setjmp(failed)) fail_msg("out of memory");
  memory.on_failure = &failed;
  name_links_find(links, &memory, view_of_string(typed), all, COUNT_OF(names), hits);
  for (size_t k = 0; k < COUNT_OF(names); k++) shown[k] = hits[k] ? 'x' : '.';
  arena_release(&memory);
  if (strcmp(shown, wanted)) fail_msg("%s: %s, not %s", typed, shown, wanted);
}

static void names_are_found(void **state) {
  (void)state;
  view all[COUNT_OF(names)];
  for (size_t i = 0; i < COUNT_OF(names); i++) all[i] = view_of_string(names[i]);
  for (size_t i = 0; i < COUNT_OF(cases); i++) check_case(all, cases[i].typed, cases[i].hits);
}

static void sounds_are_compared(void **state) {
  (void)state;
  pack *p = NULL;
  kana_units *u = NULL;
  seimei_error error;
  if (pack_open_found(getenv("SEIMEI_PACK"), &p, &error) || kana_units_open(p, &u, &error)) fail_msg("%s", error.message);
  assert_true(kana_score(u, TEXT("Kritenbrink"), TEXT("クリテンブリンク")) > -2.5F);
  assert_true(kana_score(u, TEXT("Erdoğan"), TEXT("エルドアン")) > kana_score(u, TEXT("Erdoğan"), TEXT("エルバラダイ")));
  assert_true(kana_score(u, TEXT("Subianto"), TEXT("プラボウォ")) < -4.0F);
  assert_true(kana_score(u, TEXT(""), TEXT("ア")) == KANA_NONE);
  assert_true(kana_score(u, TEXT("A"), TEXT("")) == KANA_NONE);
  assert_true(kana_score(u, TEXT("abcdefghijklmnopqrstuvwxyz"), TEXT("ア")) == KANA_NONE); /* longer than any name */
  kana_units_close(u);
  pack_close(p);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(codes_are_found), cmocka_unit_test(names_are_found), cmocka_unit_test(sounds_are_compared)};
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
