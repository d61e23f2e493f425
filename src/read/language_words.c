/* language_words.c - which language written in Latin letters a text is in, by its commonest words.
 *
 * Words of grammar are nearly half of any prose, and few of them are shared. The language with the most of them wins; where
 * none has two (a headline, a list of names) it is English, which is the one that is read. */
#include "read/read_parts.h"

enum { MAX_WORD = 12, LEAST = 2 };

static const struct {
  const char *code, *words; /* between blanks */
} languages[] = {
    {"en", " the of and to in that for is was with on by it as his has from said are be at this not will have an its he she they "
           "were had been after who would which their over against about more than but or "},
    {"de", " der die und den das von zu mit sich des auf f\xC3\xBCr ist im dem nicht ein eine als auch es wurde werden nach bei am hat "},
    {"fr", " le la les des et en du un une est que dans pour qui par sur au pas avec plus ce sont aux \xC3\xA9t\xC3\xA9 de il "},
    {"es", " el la los de y en que del las por un una con para se es su al lo como m\xC3\xA1s ha sus este "},
    {"pt", " o os da do das dos e em um uma que para com n\xC3\xA3o por se na no ao mais foi de "},
    {"it", " il di che la e del della per un una in con non sono \xC3\xA8 le dei alla nel si al gli ha "},
    {"nl", " de het een van en in is dat op te zijn voor met niet aan die er door ook om heeft "},
    {"sv", " och att det som en p\xC3\xA5 \xC3\xA4r av f\xC3\xB6r med den till inte har ett om "},
    {"da", " og at det er p\xC3\xA5 af til ikke en som med den har for der et i "},
    {"pl", " i w na z do si\xC4\x99 \xC5\xBC""e nie o jest jak po od za przez oraz "},
    {"cs", " a v se na je \xC5\xBE""e s z do pro kter\xC3\xBD jako by ale "},
    {"ro", " \xC8\x99i \xC3\xAEn de la cu pe din c\xC4\x83 nu o un este pentru a care "},
    {"hu", " a az \xC3\xA9s hogy nem egy is van meg volt "},
    {"tr", " ve bir bu i\xC3\xA7in ile da de olan olarak daha gibi "},
    {"id", " dan yang di untuk dengan dari ini pada tidak itu dalam akan oleh "},
    {"vi", " c\xE1\xBB\xA7""a v\xC3\xA0 l\xC3\xA0 c\xC3\xA1""c c\xC3\xB3 \xC4\x91\xC6\xB0\xE1\xBB\xA3""c trong cho m\xE1\xBB\x99t kh\xC3\xB4ng ng\xC6\xB0\xE1\xBB\x9Di "},
};
enum { LANGUAGES = COUNT_OF(languages) };

/* word: between blanks, in small letters */
static void count_word(view word, uint32_t counts[LANGUAGES]) {
  for (size_t i = 0; i < LANGUAGES; i++)
    counts[i] += view_find(view_of_string(languages[i].words), word, 0) != SIZE_MAX;
}

view language_by_words(view text) {
  uint32_t counts[LANGUAGES] = {0}, length;
  char word[MAX_WORD + 6] = " ";
  size_t best = 0, bytes = 1;
  for (size_t at = 0; at <= text.len; at += length) {
    length = 1;
    uint32_t c = at < text.len ? utf8_decode(text, at, &length) : ' ';
    if (char_is_latin(c) || (c >= 0x1E00 && c < 0x1F00)) {
      for (uint32_t i = 0; i < length && bytes <= MAX_WORD; i++) word[bytes++] = ascii_lower(text.ptr[at + i]);
      continue;
    }
    word[bytes] = ' ';
    if (bytes > 1 && bytes <= MAX_WORD) count_word(view_of(word, bytes + 1), counts);
    bytes = 1;
  }
  for (size_t i = 1; i < LANGUAGES; i++)
    if (counts[i] > counts[best] && counts[i] >= LEAST) best = i;
  return view_of_string(languages[best].code);
}
