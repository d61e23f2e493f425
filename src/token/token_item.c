/* token_item.c - pieces and names to items, one for each token.
 *
 * A name takes the place of the pieces that it covers; what is left of a piece that a name cuts becomes an item of its
 * own (駐 of 駐日). Then figures are joined (1億2000万, 37.6), unknown words cut by MeCab are put together again
 * (katakana and Latin runs), and runs of signs that MeCab took for one unknown word are taken apart. */
#include "token/token_parts.h"

static void push(token_worker *w, item it) {
  if (w->item_count < COUNT_OF(w->items)) w->items[w->item_count++] = it;
}

static bool is_one_of(uint32_t c, const char *chars) {
  view list = view_of_string(chars);
  uint32_t length;
  for (size_t at = 0; at < list.len; at += length)
    if (utf8_decode(list, at, &length) == c) return true;
  return false;
}

static bool is_sign(uint32_t c) {
  return c > ' ' && !char_is_digit(c) && !char_is_latin(c) && !char_is_kanji(c) && !char_is_hiragana(c) &&
         !char_is_kana_letter(c) && (c < 0x80 || (c >= 0xA1 && c < 0xC0) || (c >= 0x2010 && c < 0x3040) || c == 0x30FB);
}

static const char *feature_of_sign(uint32_t c) {
  if (is_one_of(c, "、,")) return FEATURE_COMMA;
  if (is_one_of(c, "。")) return FEATURE_PERIOD;
  if (is_one_of(c, "「『([{【〈《“‘〝〔〖")) return FEATURE_OPEN;
  if (is_one_of(c, "」』)]}】〉》”’〟〞〕〗")) return FEATURE_CLOSE;
  return is_one_of(c, "%‰") ? FEATURE_COUNTER : FEATURE_SIGN;
}

static uint32_t hole_at(const token_worker *w, uint32_t at) {
  for (uint32_t low = 0, high = w->chunk.hole_count; low < high;) {
    uint32_t middle = low + (high - low) / 2;
    if (w->chunk.holes[middle].at == at) return w->chunk.holes[middle].quote;
    if (w->chunk.holes[middle].at < at) low = middle + 1;
    else high = middle;
  }
  return NONE;
}

static void push_hole(token_worker *w, uint32_t at, uint32_t quote_index) {
  push(w, (item){.begin = (uint16_t)at,
                 .end = (uint16_t)(at + 3),
                 .feature = FEATURE_NOUN,
                 .found = NONE,
                 .quote = quote_index});
}

/* A piece of signs only, character by character; false when it has anything else. */
static bool push_signs(token_worker *w, const piece *p) {
  uint32_t length;
  for (uint32_t at = p->begin; at < p->end; at += length)
    if (!is_sign(chunk_decode(w, at, &length))) return false;
  for (uint32_t at = p->begin; at < p->end; at += length) {
    const char *feature = feature_of_sign(chunk_decode(w, at, &length));
    uint32_t quote_index = hole_at(w, at);
    if (quote_index != NONE) push_hole(w, at, quote_index);
    else
      push(
          w,
          (item){
              .begin = (uint16_t)at, .end = (uint16_t)(at + length), .feature = feature, .found = NONE, .quote = NONE});
  }
  return true;
}

/* An unknown word with ・ at its end is cut before it. */
static bool push_without_dot(token_worker *w, const piece *p) {
  if (!p->unknown || p->end - p->begin <= 3) return false;
  view words = view_slice(chunk_view(w), p->begin, p->end);
  if (!view_ends_with(words, TEXT("・"))) return false;
  uint16_t dot = (uint16_t)(p->end - 3);
  push(w, (item){p->begin, dot, true, false, p->feature, NONE, NONE});
  push(w, (item){dot, p->end, false, false, FEATURE_SIGN, NONE, NONE});
  return true;
}

/* Can a number begin with c? It answers most questions without the feature. */
static bool begins_number(uint32_t c) {
  static const uint16_t numerals[] = {0x3007, 0x4E00, 0x4E03, 0x4E07, 0x4E09, 0x4E21, 0x4E5D, 0x4E8C,
                                      0x4E94, 0x4F55, 0x5104, 0x5146, 0x516B, 0x516D, 0x5341, 0x5343,
                                      0x56DB, 0x5E7E, 0x6570, 0x767E, 0x96F6}; /* 〇一七万三両九二五何億兆八六十千四幾数百零
                                                                                */
  if (char_is_digit(c) || c == '.' || c == ',') return true;
  if (c < numerals[0] || c > 0x96F6) return false;
  for (size_t i = 0; i < COUNT_OF(numerals) && numerals[i] <= c; i++)
    if (numerals[i] == c) return true;
  return false;
}

static bool is_number(token_worker *w, const item *it) {
  if (!begins_number(chunk_char_at(w, it->begin))) return false;
  return it->found == NONE && it->quote == NONE && feature_read(&w->features, it->feature)->sub == SUB_NUMBER;
}

/* 月末, 日付, 年初 after a figure: counter and the rest. */
static bool push_counter(token_worker *w, const piece *p) {
  static const char counters[] = "日月年", rests[] = "末初付夜朝中内夏春秋冬頃";
  const item *before = w->item_count ? &w->items[w->item_count - 1] : NULL;
  if (p->end - p->begin != 6 || !before || before->end != p->begin || !is_number(w, before)) return false;
  if (!is_one_of(chunk_char_at(w, p->begin), counters) || !is_one_of(chunk_char_at(w, p->begin + 3u), rests))
    return false;
  uint16_t middle = (uint16_t)(p->begin + 3);
  push(w, (item){p->begin, middle, false, true, FEATURE_COUNTER, NONE, NONE});
  push(w, (item){middle, p->end, false, true, FEATURE_SUFFIX, NONE, NONE});
  return true;
}

/* The part [begin, end) of a piece. */
static void push_piece(token_worker *w, const piece *p, uint32_t begin, uint32_t end) {
  item it = {(uint16_t)begin, (uint16_t)end, p->unknown, false, p->feature, NONE, NONE};
  if (begin == p->begin && end == p->end) {
    uint32_t length, c = chunk_decode(w, begin, &length);
    if ((p->unknown || c == 0x3013 /* 〓 */) && push_signs(w, p)) return;
    if (push_without_dot(w, p) || push_counter(w, p)) return;
  } else {
    it.feature = end < p->end ? FEATURE_PREFIX : FEATURE_SUFFIX;
    it.unknown = true;
  }
  push(w, it);
}

/* A name takes the feature of the table, unless it is one known word of MeCab with a fitting feature of its own. */
static void push_name(token_worker *w, uint32_t found_index, const piece *p) {
  const found_name *f = &w->found[found_index];
  item it = {f->begin, f->end, false, true, f->feature, found_index, NONE};
  if (p && p->begin == f->begin && p->end == f->end && !p->unknown) {
    const feature_info *info = feature_read(&w->features, p->feature);
    bool proper = info->sub == SUB_PROPER || info->sub == SUB_PERSON || info->sub == SUB_PLACE ||
                  info->sub == SUB_ORGANISATION || info->sub == SUB_SAHEN;
    bool letter = f->kinds == 1u << NAME_ABBR;
    if (info->pos != POS_OTHER && !letter && (proper || !f->always)) {
      it.feature = p->feature;
      it.joined = false;
    }
  }
  push(w, it);
}

void items_compose(token_worker *w) {
  uint32_t p = 0, f = 0, at = 0;
  w->item_count = 0;
  while (p < w->piece_count || f < w->found_count) {
    while (p < w->piece_count && w->pieces[p].end <= at) p++;
    const piece *next = p < w->piece_count ? &w->pieces[p] : NULL;
    uint32_t from = next ? (next->begin > at ? next->begin : at) : UINT32_MAX;
    if (f < w->found_count && w->found[f].begin <= from) {
      push_name(w, f, next);
      at = w->found[f++].end;
    } else if (next) {
      uint32_t to = f < w->found_count && w->found[f].begin < next->end ? w->found[f].begin : next->end;
      push_piece(w, next, from, to);
      at = to;
    }
  }
}

/* ---- joining ---- */

static bool touches(const token_worker *w, uint32_t i) {
  /* cppcheck-suppress arrayIndexOutOfBoundsCond */
  return i > 0 && w->items[i - 1].end == w->items[i].begin && w->items[i - 1].found == NONE &&
         w->items[i].found == NONE && w->items[i - 1].quote == NONE && w->items[i].quote == NONE;
}

static bool is_separator(const token_worker *w, const item *it) {
  return it->end - it->begin == 1 && (w->chunk.plain[it->begin] == '.' || w->chunk.plain[it->begin] == ',');
}

static bool is_digit_at(const token_worker *w, uint32_t at) { return char_is_digit(chunk_char_at(w, at)); }

/* One past the last item of the number that begins at item i: figures, kanji numerals, points between figures. */
static uint32_t number_end(token_worker *w, uint32_t i) {
  if (w->items[i].found != NONE || !is_number(w, &w->items[i]) || is_separator(w, &w->items[i])) return i + 1;
  for (i++; i < w->item_count && touches(w, i); i++) {
    const item *it = &w->items[i];
    if (is_separator(w, it) ? !is_digit_at(w, it->begin - 1u) || !is_digit_at(w, it->end) : !is_number(w, it)) break;
  }
  return i;
}

static bool is_katakana_item(const token_worker *w, const item *it) {
  uint32_t length;
  for (uint32_t at = it->begin; at < it->end; at += length)
    if (!char_is_kana_letter(chunk_decode(w, at, &length))) return false;
  return true;
}

static bool is_latin_item(const token_worker *w, const item *it) {
  uint32_t c = chunk_char_at(w, it->begin);
  return char_is_latin(c) || char_is_digit(c) || c == '-' || c == '&' || c == '\'' || c == '.';
}

/* A word that MeCab does not know, or one katakana letter, which is none. */
static bool is_fragment(const item *it, bool latin) { return it->unknown || (!latin && it->end - it->begin == 3); }

/* One past the last item of a run of one script with a fragment somewhere in it. */
static uint32_t word_end(const token_worker *w, uint32_t i) {
  uint32_t first = i, c = chunk_char_at(w, w->items[i].begin);
  bool latin = char_is_latin(c), fragment = is_fragment(&w->items[i], latin);
  if (w->items[i].found != NONE || (!latin && !is_katakana_item(w, &w->items[i]))) return first + 1;
  for (i++; i < w->item_count && touches(w, i); i++) {
    if (!(latin ? is_latin_item(w, &w->items[i]) : is_katakana_item(w, &w->items[i]))) break;
    fragment |= is_fragment(&w->items[i], latin);
  }
  while (latin && i > first + 1 && is_one_of(chunk_char_before(w, w->items[i - 1].end), "-&'.")) i--;
  return fragment ? i : first + 1;
}

/* An unknown katakana or Latin word is a proper noun, unless する follows it. */
static const char *feature_of_word(token_worker *w, const item *it, uint32_t next) {
  const feature_info *info = feature_read(&w->features, it->feature);
  if (info->pos != POS_NOUN) return FEATURE_PROPER;
  if (info->sub == SUB_PERSON || info->sub == SUB_PLACE || info->sub == SUB_ORGANISATION) return it->feature;
  if (info->sub != SUB_SAHEN || next >= w->item_count) return FEATURE_PROPER;
  const feature_info *after = feature_read(&w->features, w->items[next].feature);
  return after->pos == POS_VERB ? FEATURE_SAHEN : FEATURE_PROPER;
}

/* 月 and つ after a figure: the dictionary has them for full-width figures only. */
static bool is_counter(token_worker *w, uint32_t at, const item *it) {
  uint32_t c = chunk_char_at(w, it->begin);
  if (it->end - it->begin != 3 || it->found != NONE || (c != 0x6708 && c != 0x3064)) return false;
  return at > 0 && w->items[at - 1].end == it->begin && is_number(w, &w->items[at - 1]);
}

void items_join(token_worker *w) {
  uint32_t to = 0;
  for (uint32_t i = 0; i < w->item_count;) {
    item it = w->items[i];
    uint32_t end = number_end(w, i);
    bool number = end > i + 1;
    if (!number && it.quote == NONE) end = word_end(w, i);
    uint32_t c = chunk_char_at(w, it.begin);
    bool word = !number && it.found == NONE && (char_is_latin(c) || char_is_kana_letter(c));
    if (number) it.feature = FEATURE_NUMBER;
    else if (is_counter(w, to, &it)) it.feature = FEATURE_COUNTER;
    else if (word && end > i + 1) it.feature = FEATURE_PROPER;
    else if (word && it.unknown) it.feature = feature_of_word(w, &it, end);
    it.unknown |= word && end > i + 1;
    it.joined |= end > i + 1;
    it.end = w->items[end - 1].end;
    w->items[to++] = it;
    i = end;
  }
  w->item_count = to;
}
