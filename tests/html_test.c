/* html_test.c - dates, addresses, charsets and main text piece by piece; pages that are made to be slow; memory that
 * runs out. */
#include <time.h>

#include "html/html_parts.h"
#include "test_support.h"

/* ---- dates ---- */

static const struct {
  const char *words;
  int zone;
  const char *date;
} dates[] = {
    {"2022-02-05", 0, "2022-02-05"},
    {"2022-02-05T10:30:00+09:00", 540, "2022-02-05"},
    {"2022-02-05T20:30:00Z", 540, "2022-02-06"},
    {"2022-02-05T20:30:00.123Z", 0, "2022-02-05"},
    {"2022-12-31T15:00:00+00:00", 540, "2023-01-01"},
    {"2024-02-28T15:00Z", 540, "2024-02-29"},
    {"Sat, 05 Feb 2022 20:10:00 GMT", 540, "2022-02-06"},
    {"Sat, 05 Feb 2022 20:10:00 +0900", 540, "2022-02-05"},
    {"2022/2/5 10:30", 0, "2022-02-05"},
    {"20220205", 0, "2022-02-05"},
    {"202202051030", 0, "2022-02-05"},
    {"2022020512", 0, ""},
    {"公開：2022年2月5日（土） 10時30分", 0, "2022-02-05"},
    {"２０２２年２月５日", 0, "2022-02-05"},
    {"令和4年2月5日", 0, "2022-02-05"},
    {"令和元年5月1日", 0, "2019-05-01"},
    {"平成30年1月2日", 0, "2018-01-02"},
    {"Feb. 5, 2022", 0, "2022-02-05"},
    {"Updated Sept. 12, 2021 at 5 p.m.", 0, "2021-09-12"},
    {"5th February 2022", 0, "2022-02-05"},
    {"/world/2022/oct/21/island", 0, "2022-10-21"},
    {"2022-02-30", 0, ""},
    {"1889-01-01", 0, ""},
    {"tel. 2022-1234", 0, ""},
    {"May be 2022", 0, ""},
    {"", 0, ""},
};

static void test_dates(void **state) {
  (void)state;
  arena a;
  arena_init(&a, NULL);
  for (size_t i = 0; i < COUNT_OF(dates); i++) {
    view found = html_date(&a, view_of_string(dates[i].words), dates[i].zone);
    if (!view_equals(found, view_of_string(dates[i].date)))
      fail_msg("%s: %.*s where %s is expected", dates[i].words, (int)found.len, found.ptr ? found.ptr : "",
               dates[i].date);
  }
  arena_release(&a);
}

/* ---- addresses ---- */

static const struct {
  const char *base, *ref, *address;
} addresses[] = {
    {"", "https://a.example/x#top", "https://a.example/x"},
    {"https://a.example/b/c.html?d", "e.html", "https://a.example/b/e.html"},
    {"https://a.example/b/c.html", "/e", "https://a.example/e"},
    {"https://a.example", "e", "https://a.example/e"},
    {"http://a.example/b", "//c.example/d", "http://c.example/d"},
    {"", "/e", ""},
    {"https://a.example/", "javascript:alert(1)", ""},
    {"https://a.example/", "file:///etc/passwd", ""},
    {"file:///a/b", "c", ""},
    {"https://a.example/", "ftp://b.example/", ""},
    {"https://a.example/", "a b", ""},
    {"", "https://", ""},
};

static void test_addresses(void **state) {
  (void)state;
  arena a;
  arena_init(&a, NULL);
  for (size_t i = 0; i < COUNT_OF(addresses); i++)
    assert_view_equal(html_address(&a, view_of_string(addresses[i].base), view_of_string(addresses[i].ref)),
                      view_of_string(addresses[i].address));
  assert_view_equal(html_host(TEXT("https://user@www.a.example:80/b")), TEXT("a.example"));
  arena_release(&a);
}

/* ---- text ---- */

static const struct {
  const char *html, *text;
} fragments[] = {
    {"<p>一。</p><p>二。</p>", "一。\n\n二。"},
    {"一<br>行<br><br>二", "一行\n\n二"},
    {"one<br>line", "one line"},
    {"<ruby>首相<rp>(</rp><rt>しゅしょう</rt><rp>)</rp></ruby>は<b>述</b>べた", "首相は述べた"},
    {"a &amp; b &lt;c&gt; &#x3042;&hellip;", "a & b <c> あ…"},
    {"x<script>if (a < b) { '</div>' }</script><style>p{}</style>y<!-- <p>z -->", "xy"},
    {"<p>首相は\n  会見した。</p>", "首相は会見した。"},
    {"<p>the\n  minister</p>", "the minister"},
    {"<p>open <b>never closed<p>next", "open never closed\n\nnext"},
    {"<a href=x title='a > b'>words</a>", "words"},
    {"<p a=\"unclosed>text", ""},
    {"", ""},
};

static void test_fragments(void **state) {
  (void)state;
  arena a;
  arena_init(&a, NULL);
  for (size_t i = 0; i < COUNT_OF(fragments); i++) {
    view text;
    assert_true(html_fragment(&a, view_of_string(fragments[i].html), &text));
    if (!view_equals(text, view_of_string(fragments[i].text)) && fragments[i].text[0])
      fail_msg("%s: %.*s", fragments[i].html, (int)text.len, text.ptr);
  }
  arena_release(&a);
}

static void test_charsets(void **state) {
  (void)state;
  assert_view_equal(html_charset(TEXT("<meta charset=Shift_JIS>")), TEXT("Shift_JIS"));
  assert_view_equal(html_charset(TEXT("<meta http-equiv='content-type' content='text/html; charset=euc-jp'>")),
                    TEXT("euc-jp"));
  assert_view_equal(html_charset(TEXT("<?xml version='1.0' encoding='UTF-8'?>")), TEXT("UTF-8"));
  assert_view_equal(html_charset(TEXT("<p>none</p>")), TEXT(""));
}

/* ---- pages that are made to be slow ---- */

static view repeated(arena *a, const char *first, const char *words, size_t size, const char *last) {
  size_t n = strlen(words), count = size / n, begin = strlen(first), end = strlen(last);
  char *out = arena_alloc(a, begin + count * n + end);
  memcpy(out, first, begin);
  for (size_t i = 0; i < count; i++) memcpy(out + begin + i * n, words, n);
  memcpy(out + begin + count * n, last, end);
  return view_of(out, begin + count * n + end);
}

static const struct {
  const char *first, *words, *last;
} slow[] = {
    {"", "<div>", ""},
    {"", "<b>", "</i></i></i>"},
    {"", "<b></i>", ""},
    {"", "<b><i><u></s></s></s>", ""},
    {"", "<p", ""},
    {"", "<", ""},
    {"", "<!--", ""},
    {"", "<script>", ""},
    {"", "</x>", ""},
    {"<a ", "b='c' ", ">"},
    {"<p>", "x ", ""},
    {"<p>", "&", ""},
    {"<title>", "a - ", "</title>"},
    {"", "<h1>a</h1>", ""},
    {"", "<time>2022年</time>", ""},
    {"", "<article>会った。", ""},
    {"", "<table><tr><td>会った。", ""},
    {"<script type='application/ld+json'>", "[", "</script>"},
    {"<script type='application/ld+json'>[", "{\"@graph\":[{}]},", "</script>"},
    {"<p>", "1", "</p>"},
    {"<p>", "令和", "</p>"},
    {"", "<meta name=date content=2022>", ""},
};

static void test_slow_pages(void **state) {
  (void)state;
  enum { SIZE = 1 << 20, SECONDS = 10 };
  arena a;
  for (size_t i = 0; i < COUNT_OF(slow); i++) {
    html_page page;
    arena_init(&a, NULL);
    view html = repeated(&a, slow[i].first, slow[i].words, SIZE, slow[i].last);
    clock_t begin = clock();
    assert_true(html_read(&a, html, (view){0}, &page));
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    if (seconds > SECONDS) fail_msg("%s%s: %.1f s for a megabyte", slow[i].first, slow[i].words, seconds);
    arena_release(&a);
  }
}

/* ---- memory ---- */

static void test_memory(void **state) {
  (void)state;
  static const char html[] =
      "<html lang=ja><title>会談 - 新聞</title><script type='application/ld+json'>{\"@type\":\"Article\","
      "\"headline\":\"会談\"}</script><article><h1>会談</h1><p>両国の外相は会談し、協力を続けることで一致した。"
      "</p><p>首相は「反対する」と述べた。声明はまだ出ていない。</p></article>";
  volatile bool done = false;
  for (volatile long n = 0; !done; n++) {
    counting_heap heap = {.fail_at = n};
    seimei_allocator allocator = COUNTING(heap);
    arena a;
    jmp_buf failure;
    html_page page;
    arena_init(&a, &allocator);
    a.on_failure = &failure;
    if (!setjmp(failure)) done = html_read(&a, view_of_string(html), (view){0}, &page);
    arena_release(&a);
    assert_int_equal(heap.alive, 0);
    assert_true(n < 1000);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_dates),      cmocka_unit_test(test_addresses),
                                     cmocka_unit_test(test_fragments),  cmocka_unit_test(test_charsets),
                                     cmocka_unit_test(test_slow_pages), cmocka_unit_test(test_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
