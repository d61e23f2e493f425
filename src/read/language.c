/* language.c - the language of a text by its scripts.
 *
 * Kana make it Japanese, hangul Korean, Latin letters English (the one language written in them that is read). Han
 * characters alone are Chinese when they hold one of its commonest words, or when there are many of them: a Japanese
 * headline may have no kana, a paragraph never. */
#include "read/read.h"

enum { SAMPLE = 16 * 1024, LONG_HAN = 40 };

typedef struct {
  size_t kana, han, hangul, latin, chinese;
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
  }
  return n;
}

view language_detect(view utf8) {
  letters n = count(utf8.len > SAMPLE ? view_of(utf8.ptr, SAMPLE) : utf8);
  size_t east = n.kana + n.han + n.hangul, all = east + n.latin;
  if (!all) return TEXT("");
  if (n.hangul * 4 > all) return TEXT("ko");
  if (east * 8 < n.latin) return TEXT("en"); /* a foreign word takes eight letters where Han takes two */
  if (n.kana * 20 >= n.kana + n.han && n.kana) return TEXT("ja");
  if (!n.han) return n.latin ? TEXT("en") : TEXT("");
  return n.chinese * 50 >= n.han && n.chinese ? TEXT("zh") : n.han > LONG_HAN ? TEXT("zh") : TEXT("ja");
}
