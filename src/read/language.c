/* language.c - the language of a text by its scripts.
 *
 * Kana make it Japanese, hangul Korean; among the languages in Latin letters its commonest words decide, and other scripts
 * stand for the language that most texts in them are in, which is enough to say that it is not read. Han
 * characters alone are Chinese when they hold one of its commonest words, or when there are many of them: a Japanese
 * headline may have no kana, a paragraph never. */
#include "read/read_parts.h"

enum { SAMPLE = 16 * 1024, LONG_HAN = 40 };

static const struct {
  uint32_t from, to;
  const char *code;
} scripts[] = {{0x370, 0x3FF, "el"}, {0x400, 0x52F, "ru"}, {0x590, 0x5FF, "he"}, {0x600, 0x77F, "ar"}, {0x900, 0x97F, "hi"}, {0x980, 0x9FF, "bn"}, {0xE00, 0xE7F, "th"}};
enum { SCRIPTS = COUNT_OF(scripts) };

typedef struct {
  size_t kana, han, hangul, latin, chinese, other[SCRIPTS];
} letters;

/* The commonest words of Chinese that Japanese does not write with these characters: 的了这這们們为為吗嗎说說对. */
static bool is_chinese(uint32_t c) {
  static const uint16_t list[] = {0x7684, 0x4E86, 0x8FD9, 0x9019, 0x4EEC, 0x5011, 0x4E3A, 0x70BA,
                                  0x5417, 0x55CE, 0x8BF4, 0x8AAA, 0x5BF9, 0x4E2A, 0x8FD8, 0x5F88};
  for (size_t i = 0; i < COUNT_OF(list); i++)
    if (list[i] == c) return true;
  return false;
}

static letters count(view text) {
  letters n = {0};
  uint32_t length;
  for (size_t at = 0; at < text.len; at += length) {
    uint32_t c = utf8_decode(text, at, &length);
    if (char_is_hiragana(c) || char_is_katakana(c)) n.kana++;
    else if (char_is_kanji(c)) n.han++, n.chinese += is_chinese(c);
    else if ((c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3131 && c <= 0x318E)) n.hangul++;
    else if (char_is_latin(c)) n.latin++;
    else if (c >= 0x370)
      for (size_t i = 0; i < SCRIPTS; i++) n.other[i] += c >= scripts[i].from && c <= scripts[i].to;
  }
  return n;
}

/* A script in which most letters of the text are, or NULL. */
static const char *other_script(const letters *n) {
  size_t most = 0;
  for (size_t i = 1; i < SCRIPTS; i++)
    if (n->other[i] > n->other[most]) most = i;
  return n->other[most] > n->latin + 2 * (n->kana + n->han + n->hangul) ? scripts[most].code : NULL;
}

view language_detect(view utf8) {
  view sample = utf8.len > SAMPLE ? view_of(utf8.ptr, SAMPLE) : utf8;
  letters n = count(sample);
  const char *other = other_script(&n);
  if (other) return view_of_string(other);
  size_t east = n.kana + n.han + n.hangul, all = east + n.latin;
  if (!all) return TEXT("");
  if (n.hangul * 4 > all) return TEXT("ko");
  if (east * 8 < n.latin || !east) return language_by_words(sample); /* a foreign word takes eight letters where Han takes two */
  if (n.kana * 20 >= n.kana + n.han && n.kana) return TEXT("ja");
  return n.chinese * 50 >= n.han && n.chinese ? TEXT("zh") : n.han > LONG_HAN ? TEXT("zh") : TEXT("ja");
}
