/* read_test.c - charsets there and back, languages, plain text and JSONL with what is wrong in them. */
#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "read/read.h"

/* ---- charsets ---- */

static const char *const samples[] = {
    "両国の外相は会談し、協力を続けることで一致した。",
    "首相は「断固として反対する」と述べた。\n大統領府は声明を出していない。",
    "AP通信によると、ミサイル3発が発射された。",
    "髙橋さんと山﨑さんは①の案に賛成した。〜と－の違い。",
    "はい",
};

static const struct {
  charset charset;
  const char *name;
} charsets[] = {{CHARSET_UTF8, "UTF-8"},       {CHARSET_CP932, "CP932"},      {CHARSET_EUC_JP, "EUC-JP"},
                {CHARSET_UTF16LE, "UTF-16LE"}, {CHARSET_UTF16BE, "UTF-16BE"}, {CHARSET_ISO_2022_JP, "ISO-2022-JP"}};

static size_t encode(const char *text, const char *name, char *out, size_t size) {
  iconv_t to = iconv_open(name, "UTF-8");
  assert_true(to != (iconv_t)-1);
  char *in = (char *)(uintptr_t)text, *target = out;
  size_t left = strlen(text), room = size;
  size_t failed = iconv(to, &in, &left, &target, &room);
  iconv(to, NULL, NULL, &target, &room);
  iconv_close(to);
  return failed == (size_t)-1 ? 0 : size - room;
}

static void test_charsets(void **state) {
  (void)state;
  arena a;
  arena_init(&a, NULL);
  for (size_t c = 0; c < COUNT_OF(charsets); c++)
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
      if (charsets[c].charset == CHARSET_EUC_JP && i == 3) continue; /* 髙 has a place in a vendor's table only */
      bool utf16 = charsets[c].charset == CHARSET_UTF16LE || charsets[c].charset == CHARSET_UTF16BE;
      if (utf16 && i == 4) continue; /* four ASCII bytes */
      char bytes[1024];
      size_t size = encode(samples[i], charsets[c].name, bytes, sizeof bytes), replaced = 1;
      if (!size) continue; /* the charset lacks a character of the sample */
      charset found = charset_detect(view_of(bytes, size));
      if (found != charsets[c].charset)
        fail_msg("%s read as %s: %s", charsets[c].name, charset_name(found), samples[i]);
      view text = charset_decode(&a, view_of(bytes, size), found, &replaced);
      view wanted = view_of_string(samples[i]);
      if (i != 3) assert_true(view_equals(text, wanted)); /* 〜 and － differ between tables */
      assert_int_equal(utf8_count(text), utf8_count(wanted));
      assert_int_equal(replaced, 0);
    }
  arena_release(&a);
}

static const struct {
  view bytes;
  charset charset;
  const char *text;
  size_t replaced;
} decodings[] = {
    {{"\xEF\xBB\xBF"
      "a",
      4},
     CHARSET_UTF8,
     "a",
     0},
    {{"\xFF\xFE"
      "B0",
      4},
     CHARSET_UTF16LE,
     "あ",
     0},
    {{"\xFE\xFF"
      "0B",
      4},
     CHARSET_UTF16BE,
     "あ",
     0},
    {{"h\0i\0", 4}, CHARSET_UTF16LE, "hi", 0},
    {{"plain", 5}, CHARSET_UTF8, "plain", 0},
    {{"", 0}, CHARSET_UTF8, "", 0},
};

static void test_decodings(void **state) {
  (void)state;
  arena a;
  arena_init(&a, NULL);
  for (size_t i = 0; i < COUNT_OF(decodings); i++) {
    size_t replaced;
    assert_int_equal(charset_detect(decodings[i].bytes), decodings[i].charset);
    view text = charset_decode(&a, decodings[i].bytes, decodings[i].charset, &replaced);
    assert_true(view_equals(text, view_of_string(decodings[i].text)));
    assert_int_equal(replaced, decodings[i].replaced);
  }
  size_t replaced;
  view mostly = TEXT("会談は終わった\xFF。次の予定はまだ決まっていない。");
  assert_int_equal(charset_detect(mostly), CHARSET_UTF8);
  view text = charset_decode(&a, mostly, CHARSET_UTF8, &replaced);
  assert_int_equal(replaced, 1);
  assert_true(view_find(text, TEXT("\xEF\xBF\xBD。次"), 0) != SIZE_MAX);
  charset_decode(&a, TEXT("\x83"), CHARSET_CP932, &replaced);
  assert_int_equal(replaced, 1);
  arena_release(&a);
}

static void test_random_bytes(void **state) {
  (void)state;
  arena a;
  arena_init(&a, NULL);
  uint32_t seed = 3;
  for (int round = 0; round < 2000; round++) {
    char bytes[256];
    size_t size = (size_t)(round % 256), replaced;
    for (size_t i = 0; i < size; i++) bytes[i] = (char)((seed = seed * 1664525u + 1013904223u) >> 24);
    view given = view_of(bytes, size);
    arena_reset(&a);
    charset_detect(given);
    for (charset c = CHARSET_UTF8; c <= CHARSET_UNKNOWN; c++) {
      view text = charset_decode(&a, given, c, &replaced);
      uint32_t length;
      for (size_t at = 0; at < text.len; at += length)
        assert_true(utf8_decode(text, at, &length) != 0xFFFD || length == 3);
    }
  }
  arena_release(&a);
}

/* ---- languages ---- */

static const struct {
  const char *text, *lang;
} languages[] = {{"外相は訪問を終えた。", "ja"},
                 {"日中首脳会談", "ja"},
                 {"ミサイル発射", "ja"},
                 {"The minister of foreign affairs visited Tokyo (東京).", "en"},
                 {"NATO、Fターム and EU: 首脳会議が始まった", "ja"},
                 {"外交部发言人说,中国的立场是一贯的。", "zh"},
                 {"大統領は韓国の「대통령」を名乗った。", "ja"},
                 {"대통령은 기자회견을 열었다.", "ko"},
                 {"Norland backs truce", "en"},
                 {"Kyiv", "en"},
                 {"PM Kōno meets Çelik, Łukasz and Ñáñez in São Paulo", "en"},
                 {"The 大臣 met the 총리 and both signed a statement on the strait.", "en"},
                 {"Der Minister hat die Lage mit dem Botschafter besprochen und ist nach Berlin gereist.", "de"},
                 {"Le ministre a déclaré que les deux pays sont prêts à des négociations.", "fr"},
                 {"El ministro dijo que los dos países firmarán el acuerdo en la capital.", "es"},
                 {"Bakan, iki ülke için bir anlaşma olarak bu metni imzaladı ve döndü.", "tr"},
                 {"Министр заявил, что НАТО (NATO) готово к переговорам.", "ru"},
                 {"قال الوزير إن المحادثات انتهت", "ar"},
                 {"2022 - 5%", ""},
                 {"", ""}};

static void test_languages(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(languages); i++) {
    view lang = language_detect(view_of_string(languages[i].text));
    if (!view_equals(lang, view_of_string(languages[i].lang)))
      fail_msg("%s: %.*s", languages[i].text, (int)lang.len, lang.ptr);
  }
}

/* ---- documents ---- */

#define BYTES(literal)                                                                                                 \
  { literal, sizeof(literal) - 1 }

static const struct {
  const char *name, *path;
  view input;
  const char *wanted; /* a document: id lang published title|text; a problem: !line */
} inputs[] = {
    {"text with a title", "news/day one.txt", BYTES("首脳が会談\n\n両国は会った。\n"),
     "day one ja 2022-02-01 首脳が会談|首脳が会談\n\n両国は会った。\n;"},
    {"text without a title", "-", BYTES("両国は会った。\n\nまた会う。"),
     "stdin ja 2022-02-01 |両国は会った。\n\nまた会う。;"},
    {"a brace alone is text", "a.b.txt", BYTES("{会う}"), "a.b ja 2022-02-01 |{会う};"},
    {"blank text", "a", BYTES(" \n\xE3\x80\x80\n"), ""},
    {"records", "r.jsonl",
     BYTES("{\"id\":\"x\",\"lang\":\"en\",\"published\":\"2023-04-05\",\"title\":\"T\",\"text\":\"a\"}\n"
           "\n"
           "{\"text\":\"会う\",\"published\":\"2022-02-05T10:00:00+09:00\",\"more\":[1]}\r\n"
           "{\"id\":7,\"text\":\"b\"}"),
     "x en 2023-04-05 T|a;r-3 ja 2022-02-05 |会う;7 en 2022-02-01 |b;"},
    {"bad lines", "r.jsonl",
     BYTES("{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":\n[1]\n{\"id\":\"2\"}\n{\"text\":\"a\"} x\n"
           "{\"text\":\"b\",\"published\":\"5 May\"}\n{\"id\":\"3\",\"text\":\"c\xFF\"}\nnull\n"),
     "1 en 2022-02-01 |a;!2;!3;!4;!5;!6;r-6 en 2022-02-01 |b;!7;3 en 2022-02-01 |c\xEF\xBF\xBD;!8;"},
    {"a date that is none", "r", BYTES("{\"text\":\"a\",\"published\":\"2022-13-01\"}\n"), "!1;r-1 en 2022-02-01 |a;"},
    {"days that no calendar has", "r",
     BYTES("{\"text\":\"a\",\"published\":\"2022-02-31\"}\n{\"text\":\"b\",\"published\":\"2023-02-29T10:00:00Z\"}\n"
           "{\"text\":\"c\",\"published\":\"2024-02-29\"}\n{\"text\":\"d\",\"published\":\"1900-02-29\"}\n"),
     "!1;r-1 en 2022-02-01 |a;!2;r-2 en 2022-02-01 |b;r-3 en 2024-02-29 |c;!4;r-4 en 2022-02-01 |d;"},
    {"NUL", "r", BYTES("{\"text\":\"a\"}\n{\"id\":\"b\0\",\"text\":\"b\"}\n{\"text\":\"c\"}\n"),
     "r-1 en 2022-02-01 |a;!2;r-3 en 2022-02-01 |c;"},
};

typedef struct {
  buffer *out;
} listener;

static void hear(void *user, const char *path, uint64_t line, const char *message) {
  assert_non_null(path);
  assert_true(message[0] != '\0');
  buffer_printf(((listener *)user)->out, "!%llu;", (unsigned long long)line);
}

static void add_document(buffer *out, const seimei_document *d) {
  const view parts[] = {d->id,     TEXT(" "), d->lang,   TEXT(" "), d->published,
                        TEXT(" "), d->title,  TEXT("|"), d->text,   TEXT(";")};
  for (size_t i = 0; i < COUNT_OF(parts); i++) buffer_add(out, parts[i]);
}

static seimei_status read_all(view input, const char *path, input_format format, buffer *out, seimei_error *error) {
  FILE *stream = tmpfile();
  assert_non_null(stream);
  fwrite(input.ptr, 1, input.len, stream);
  rewind(stream);
  reader *r = NULL;
  listener heard = {out};
  seimei_document document;
  bool more = true;
  reader_options options = {.format = format, .published = TEXT("2022-02-01"), .problem = hear, .user = &heard};
  seimei_status status = reader_new(stream, path, &options, &r, error);
  while (!status && more) {
    status = reader_next(r, &document, &more, error);
    if (!status && more) add_document(out, &document);
  }
  reader_free(r);
  fclose(stream);
  return status;
}

static void test_documents(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT_OF(inputs); i++) {
    buffer out;
    buffer_init(&out, NULL);
    seimei_error error = {0};
    assert_int_equal(read_all(inputs[i].input, inputs[i].path, INPUT_AUTO, &out, &error), SEIMEI_OK);
    if (!view_equals(view_of(out.ptr, out.len), view_of_string(inputs[i].wanted)))
      fail_msg("%s: %s", inputs[i].name, out.len ? out.ptr : "");
    buffer_release(&out);
  }
}

static void test_depth_and_length(void **state) {
  (void)state;
  enum { DEPTH = 100000 };
  char *text = malloc(DEPTH * 2);
  assert_non_null(text);
  memset(text, '[', DEPTH);
  buffer out;
  buffer_init(&out, NULL);
  seimei_error error = {0};
  assert_int_equal(read_all(view_of(text, DEPTH), "deep", INPUT_JSONL, &out, &error), SEIMEI_OK);
  assert_string_equal(out.ptr, "!1;");
  buffer_clear(&out);
  memset(text, '\n', DEPTH);
  assert_int_equal(read_all(view_of(text, DEPTH), "empty", INPUT_JSONL, &out, &error), SEIMEI_OK);
  assert_int_equal(out.len, 0);
  buffer_release(&out);
  free(text);
}

static void test_long_line(void **state) {
  (void)state;
  enum { SIZE = 65 * 1024 * 1024 };
  char *text = malloc(SIZE + 64);
  assert_non_null(text);
  memset(text, 'x', SIZE);
  static const char last[] = "\n{\"id\":\"after\",\"text\":\"a\"}\n";
  memcpy(text + SIZE, last, sizeof last);
  buffer out;
  buffer_init(&out, NULL);
  seimei_error error = {0};
  assert_int_equal(read_all(view_of(text, SIZE + sizeof last - 1), "long", INPUT_JSONL, &out, &error), SEIMEI_OK);
  assert_string_equal(out.ptr, "!1;after en 2022-02-01 |a;");
  assert_int_equal(read_all(view_of(text, SIZE), "long", INPUT_TEXT, &out, &error), SEIMEI_TOO_LARGE);
  buffer_release(&out);
  free(text);
}

static void test_usage(void **state) {
  (void)state;
  reader *r = NULL;
  seimei_error error = {0};
  assert_int_equal(reader_new(stdin, "-", &(reader_options){.published = TEXT("yesterday")}, &r, &error), SEIMEI_USAGE);
  assert_null(r);
}

/* ---- memory ---- */

typedef struct {
  int left; /* calls until one fails */
} failing;

static void *resize_or_fail(void *user, void *old, size_t size) {
  failing *f = user;
  if (size == 0) return free(old), NULL;
  return f->left-- <= 0 ? NULL : realloc(old, size);
}

static void test_memory(void **state) {
  (void)state;
  for (int n = 0; n < 24; n++) {
    failing f = {n};
    seimei_allocator allocator = {resize_or_fail, &f};
    FILE *stream = tmpfile();
    assert_non_null(stream);
    fputs("{\"text\":\"会談した。\"}\n{\"text\":\"また会う。\"}\n", stream);
    rewind(stream);
    reader *r = NULL;
    seimei_error error = {0};
    seimei_document document;
    bool more = true;
    seimei_status status = reader_new(stream, "m", &(reader_options){.allocator = &allocator}, &r, &error);
    while (!status && more) status = reader_next(r, &document, &more, &error);
    assert_true(status == SEIMEI_OK || status == SEIMEI_NO_MEMORY);
    reader_free(r);
    fclose(stream);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_charsets),  cmocka_unit_test(test_decodings), cmocka_unit_test(test_random_bytes),
      cmocka_unit_test(test_languages), cmocka_unit_test(test_documents), cmocka_unit_test(test_depth_and_length),
      cmocka_unit_test(test_long_line), cmocka_unit_test(test_usage),     cmocka_unit_test(test_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
