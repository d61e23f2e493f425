/* token_feature.c - IPADIC's feature string to the enums of token.h.
 *
 *   動詞,自立,*,*,サ変・スル,連用形,する,シ,シ
 *   └pos └sub         type      form    lemma
 *
 * A word's string lies at one address as long as the dictionary is open, so results are kept in a direct-mapped cache
 * by that address. */
#include "token/token_parts.h"

const char FEATURE_COUNTRY[] = "名詞,固有名詞,地域,国,*,*,*";
const char FEATURE_PLACE[] = "名詞,固有名詞,地域,一般,*,*,*";
const char FEATURE_BODY[] = "名詞,固有名詞,組織,*,*,*,*";
const char FEATURE_PERSON[] = "名詞,固有名詞,人名,一般,*,*,*";
const char FEATURE_PROPER[] = "名詞,固有名詞,一般,*,*,*,*";
const char FEATURE_NOUN[] = "名詞,一般,*,*,*,*,*";
const char FEATURE_SAHEN[] = "名詞,サ変接続,*,*,*,*,*";
const char FEATURE_NUMBER[] = "名詞,数,*,*,*,*,*";
const char FEATURE_PREFIX[] = "接頭詞,名詞接続,*,*,*,*,*";
const char FEATURE_SUFFIX[] = "名詞,接尾,一般,*,*,*,*";
const char FEATURE_COUNTER[] = "名詞,接尾,助数詞,*,*,*,*";
const char FEATURE_SIGN[] = "記号,一般,*,*,*,*,*";
const char FEATURE_OPEN[] = "記号,括弧開,*,*,*,*,*";
const char FEATURE_CLOSE[] = "記号,括弧閉,*,*,*,*,*";
const char FEATURE_COMMA[] = "記号,読点,*,*,*,*,*";
const char FEATURE_PERIOD[] = "記号,句点,*,*,*,*,*";

static const struct {
  const char *name;
  pos pos;
} pos_names[] = {{"名詞", POS_NOUN},          {"動詞", POS_VERB},          {"助詞", POS_PARTICLE},
                 {"助動詞", POS_AUXILIARY},   {"記号", POS_SYMBOL},        {"形容詞", POS_ADJECTIVE},
                 {"副詞", POS_ADVERB},        {"接頭詞", POS_PREFIX},      {"連体詞", POS_ADNOMINAL},
                 {"接続詞", POS_CONJUNCTION}, {"感動詞", POS_INTERJECTION}};

/* The first row that fits wins; NULL: any second-level name. */
static const struct {
  const char *first, *second;
  pos pos;
  subpos sub;
} sub_names[] = {
    {"サ変接続", NULL, POS_NOUN, SUB_SAHEN},
    {"固有名詞", "地域", POS_NOUN, SUB_PLACE},
    {"固有名詞", "人名", POS_NOUN, SUB_PERSON},
    {"固有名詞", "組織", POS_NOUN, SUB_ORGANISATION},
    {"固有名詞", NULL, POS_NOUN, SUB_PROPER},
    {"接尾", "助数詞", POS_NOUN, SUB_COUNTER},
    {"接尾", NULL, POS_NOUN, SUB_SUFFIX},
    {"数", NULL, POS_NOUN, SUB_NUMBER},
    {"形容動詞語幹", NULL, POS_NOUN, SUB_NA},
    {"ナイ形容詞語幹", NULL, POS_NOUN, SUB_NA},
    {"副詞可能", NULL, POS_NOUN, SUB_ADVERBIAL},
    {"非自立", NULL, POS_NOUN, SUB_DEPENDENT},
    {"代名詞", NULL, POS_NOUN, SUB_PRONOUN},
    {"特殊", NULL, POS_NOUN, SUB_DEPENDENT},
    {"非自立", NULL, POS_VERB, SUB_DEPENDENT},
    {"接尾", NULL, POS_VERB, SUB_VERB_SUFFIX},
    {"非自立", NULL, POS_ADJECTIVE, SUB_DEPENDENT},
    {"接尾", NULL, POS_ADJECTIVE, SUB_SUFFIX},
    {"格助詞", NULL, POS_PARTICLE, SUB_CASE},
    {"係助詞", NULL, POS_PARTICLE, SUB_TOPIC},
    {"接続助詞", NULL, POS_PARTICLE, SUB_CONJUNCTIVE},
    {"連体化", NULL, POS_PARTICLE, SUB_ADNOMINAL},
    {"並立助詞", NULL, POS_PARTICLE, SUB_PARALLEL},
    {"副助詞", NULL, POS_PARTICLE, SUB_ADVERB_PARTICLE},
    {"終助詞", NULL, POS_PARTICLE, SUB_FINAL},
    {"間投助詞", NULL, POS_PARTICLE, SUB_FINAL},
    {"副助詞／並立助詞／終助詞", NULL, POS_PARTICLE, SUB_FINAL},
    {"括弧開", NULL, POS_SYMBOL, SUB_OPEN},
    {"括弧閉", NULL, POS_SYMBOL, SUB_CLOSE},
    {"読点", NULL, POS_SYMBOL, SUB_COMMA},
    {"句点", NULL, POS_SYMBOL, SUB_PERIOD},
};

static const struct {
  const char *start;
  form form;
} form_names[] = {{"基本形", FORM_BASE},     {"未然", FORM_MIZEN},      {"連用タ", FORM_RENYO_TA}, {"連用", FORM_RENYO},
                  {"仮定", FORM_KATEI},      {"命令", FORM_MEIREI},     {"体言", FORM_TAIGEN},     {"ガル", FORM_GARU},
                  {"文語基本形", FORM_BASE}, {"音便基本形", FORM_BASE}, {"現代基本形", FORM_BASE}};

static uint8_t sub_of(uint8_t pos, view first, view second) {
  for (size_t i = 0; i < COUNT_OF(sub_names); i++) {
    if (sub_names[i].pos != pos || !view_equals(first, view_of_string(sub_names[i].first))) continue;
    if (!sub_names[i].second || view_equals(second, view_of_string(sub_names[i].second)))
      return (uint8_t)sub_names[i].sub;
  }
  return SUB_NONE;
}

static void parse(feature_info *out, const char *feature) {
  enum { FIELDS = 7, FORM_FIELD = 5, LEMMA_FIELD = 6 };
  view fields[FIELDS] = {{0}}, rest = view_of_string(feature);
  *out = (feature_info){.feature = feature, .length = (uint32_t)rest.len, .pos = POS_OTHER};
  for (size_t i = 0; i < FIELDS && view_split(&rest, ',', &fields[i]); i++) continue;
  for (size_t i = 0; i < COUNT_OF(pos_names); i++)
    if (view_equals(fields[0], view_of_string(pos_names[i].name))) out->pos = (uint8_t)pos_names[i].pos;
  out->sub = sub_of(out->pos, fields[1], fields[2]);
  for (size_t i = 0; i < COUNT_OF(form_names) && out->form == FORM_NONE; i++)
    if (view_starts_with(fields[FORM_FIELD], view_of_string(form_names[i].start)))
      out->form = (uint8_t)form_names[i].form;
  view lemma = fields[LEMMA_FIELD];
  if (!lemma.len || view_equals(lemma, TEXT("*"))) return;
  out->lemma_begin = (uint32_t)(lemma.ptr - feature);
  out->lemma_end = out->lemma_begin + (uint32_t)lemma.len;
}

const feature_info *feature_read(feature_cache *cache, const char *feature) {
  uint64_t hash = (uint64_t)(uintptr_t)feature * UINT64_C(0x9E3779B97F4A7C15);
  feature_info *slot = &cache->slots[hash >> 51];
  _Static_assert(FEATURE_SLOTS == 1 << 13, "the slot's number is the hash's upper 13 bits");
  if (slot->feature != feature) parse(slot, feature);
  return slot;
}
