/* token_abbr.c - one-character names of states, which count only in company.
 *
 *   日米韓首脳   a run of them: two before a word of relations or where MeCab sees states too, three and more freely
 *   訪中 対露    after a prefix; 訪中 stays one word, a verbal noun
 *   米国務省     before an office, an institution or another name
 *   日・EU       beside a name with ・ between
 *   米、…        where MeCab reads the character as a state and a particle or comma follows
 *
 * Words in which the character is something else (朝日, 独自), and runs that are words of their own (日中), come from
 * the flags stop= and weak= of the tables. */
#include "token/token_parts.h"

#define KIND(k) (1u << (k))
enum {
  RUN_MAX = 8,
  NUMBER_SIGN_DAY = 0x65E5 /* 日 */,
  MIDDLE = 0x4E2D /* 中 */,
  DOT = 0x30FB /* ・ */,
  BETWEEN = 0x9593 /* 間 */,
  TIMES = 0x56DE /* 回 */,
  LETTER_BYTES = 3 /* of every character that the table has */
};

/* Prefixes that make one character after them a state, and those that make a verbal noun with it. */
static const char prefixes[] = "訪対駐在親反離渡来帰滞知嫌排抗";
static const char visits[] = "訪離渡来帰滞";

/* Words after a run of two that make it a list of states. */
static const char *const relations[] = {"首脳", "外相", "両",       "関係", "会談", "協議", "友好", "共同", "間",
                                        "貿易", "国境", "国交",     "同盟", "合同", "経済", "通商", "外交", "防衛",
                                        "国防", "安保", "条約",     "協定", "合意", "対立", "摩擦", "交渉", "戦争",
                                        "戦略", "側",   "安全保障", "双方", "高官", "閣僚", "次官", "局長", "海上",
                                        "連携", "協力", "対話",     "軍",   "当局", "政府", "財務", "共闘"};

typedef struct {
  uint32_t begin, end;
  const abbreviation *what;
} letter;

typedef struct {
  letter at[RUN_MAX];
  uint32_t count;
  bool after_day; /* the 日 of a date was dropped in front */
} run;

static const abbreviation *abbreviation_of(const abbreviations *a, uint32_t c) {
  if (c > 0xFFFF || !(a->bits[c / 8] >> c % 8 & 1)) return NULL;
  uint32_t low = 0, high = a->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (a->at[middle].code_point < c) low = middle + 1;
    else high = middle;
  }
  return low < a->count && a->at[low].code_point == c ? &a->at[low] : NULL;
}

/* ---- one character ---- */

static bool is_covered(const token_worker *w, uint32_t begin, uint32_t end) {
  for (uint32_t at = begin; at < end; at++)
    if (w->marks[at] & MARK_COVERED) return true;
  return false;
}

static bool is_one_of(uint32_t c, const char *chars) {
  view list = view_of_string(chars);
  uint32_t length;
  for (size_t at = 0; at < list.len; at += length)
    if (utf8_decode(list, at, &length) == c) return true;
  return false;
}

static bool relation_follows(const token_worker *w, uint32_t at) {
  view rest = view_skip(chunk_view(w), at);
  for (size_t i = 0; i < COUNT_OF(relations); i++)
    if (view_starts_with(rest, view_of_string(relations[i]))) return true;
  return false;
}

static const abbreviation *abbreviation_at(const token_worker *w, uint32_t at) {
  uint32_t length;
  if (at >= w->chunk.plain_length || w->marks[at] & MARK_COVERED) return NULL;
  return abbreviation_of(&w->tokenizer->abbreviations, chunk_decode(w, at, &length));
}

/* Is a word that says otherwise to be passed over? Where the rest of it is part of a name (the 米国 of 米国務省), where
 * it is made of states and a word of relations follows (朝露間), and 中間 and 日間 after a state (米中間). */
static bool stop_is_void(const token_worker *w, uint32_t begin, uint32_t end, uint32_t letter_begin) {
  uint32_t letter_end = letter_begin + LETTER_BYTES;
  if (is_covered(w, begin, letter_begin) || is_covered(w, letter_end, end)) return true;
  bool states = relation_follows(w, end);
  for (uint32_t at = begin; at < end && states; at += LETTER_BYTES) states = abbreviation_at(w, at) != NULL;
  if (states) return true;
  return begin == letter_begin && begin >= LETTER_BYTES && chunk_char_at(w, letter_end) == BETWEEN &&
         abbreviation_at(w, begin - LETTER_BYTES);
}

/* Is the character part of a word in which it is no state? */
static bool is_stopped(const token_worker *w, uint32_t begin, const abbreviation *a) {
  view text = chunk_view(w);
  const stop_word *stops = w->tokenizer->abbreviations.stops + a->first_stop;
  for (uint32_t i = 0; i < a->stop_count; i++) {
    if (stops[i].back > begin) continue;
    uint32_t from = begin - stops[i].back;
    view word = stops[i].word;
    if (!view_starts_with(view_skip(text, from), word)) continue;
    if (!stop_is_void(w, from, from + (uint32_t)word.len, begin)) return true;
  }
  return false;
}

static bool letter_at(const token_worker *w, uint32_t at, letter *out) {
  const abbreviation *a = abbreviation_at(w, at);
  if (!a || is_stopped(w, at, a)) return false;
  *out = (letter){at, at + LETTER_BYTES, a};
  return true;
}

/* ---- what stands around ---- */

static bool is_word_letter(uint32_t c) { return char_is_kanji(c) || char_is_kana_letter(c); }

static bool prefix_before(const token_worker *w, uint32_t at) {
  uint32_t c = chunk_char_before(w, at);
  return c && is_one_of(c, prefixes) && (w->marks[at - 3] & MARK_BEGIN);
}

/* か国 and the like, also without a figure. */
static bool count_follows(const token_worker *w, uint32_t at) {
  uint32_t c = chunk_char_at(w, at);
  return char_is_digit(c) || is_one_of(c, "二三四五六");
}

static bool particle_or_sign_follows(const token_worker *w, uint32_t at) {
  uint32_t c = chunk_char_at(w, at);
  return !c || (!is_word_letter(c) && !char_is_latin(c) && !char_is_digit(c));
}

/* Does MeCab read the letter as the name of a state by itself? */
static bool is_state_for_mecab(token_worker *w, const letter *l) {
  if (!(w->marks[l->begin] & MARK_BEGIN) || !(w->marks[l->end] & MARK_END)) return false;
  const piece *p = &w->pieces[w->piece_at[l->begin]];
  return !p->unknown && view_starts_with(view_of_string(p->feature), TEXT("名詞,固有名詞,地域,国"));
}

static bool is_weak_run(const token_worker *w, const run *r) {
  view words = view_slice(chunk_view(w), r->at[0].begin, r->at[r->count - 1].end), word;
  for (uint32_t i = 0; i < r->count; i++) {
    bool listed = false;
    for (view rest = r->at[i].what->flags; abbreviation_listed(&rest, TEXT("weak="), &listed, &word);)
      if (view_equals(word, words)) return true;
  }
  return false;
}

/* ---- decisions ---- */

static void add(token_worker *w, const letter *l, uint32_t token_begin, const char *feature) {
  if (w->candidates.count == COUNT_OF(w->candidates.found)) return;
  w->candidates.found[w->candidates.count++] = (found_name){.begin = (uint16_t)token_begin,
                                                            .end = (uint16_t)l->end,
                                                            .name_begin = (uint16_t)l->begin,
                                                            .name_end = (uint16_t)l->end,
                                                            .form = l->what->form,
                                                            .kinds = KIND(NAME_ABBR),
                                                            .feature = feature,
                                                            .always = true};
}

static bool has_tier(const run *r, char tier) {
  for (uint32_t i = 0; i < r->count; i++)
    if (r->at[i].what->tier == tier) return true;
  return false;
}

static bool has_katakana(const run *r) {
  for (uint32_t i = 0; i < r->count; i++)
    if (char_is_katakana(r->at[i].what->code_point)) return true;
  return false;
}

static bool run_counts(token_worker *w, const run *r) {
  uint32_t begin = r->at[0].begin, end = r->at[r->count - 1].end;
  if (!r->after_day && is_word_letter(chunk_char_before(w, begin)) && !prefix_before(w, begin)) return false;
  bool strict = relation_follows(w, end) || w->marks[end] & MARK_NAME;
  if (!has_tier(r, 'A') || is_weak_run(w, r)) return strict;
  if (r->count == 2 && has_tier(r, 'B')) return strict || (has_katakana(r) && particle_or_sign_follows(w, end));
  if (r->count > 2 || strict || count_follows(w, end) || particle_or_sign_follows(w, end)) return true;
  return is_state_for_mecab(w, &r->at[0]) && is_state_for_mecab(w, &r->at[1]);
}

/* 訪米, 対ロ, 駐日. */
static bool add_after_prefix(token_worker *w, const letter *l) {
  uint32_t prefix = chunk_char_before(w, l->begin), at = l->begin - 3;
  bool ends = w->marks[l->end] & (MARK_END | MARK_NAME) || relation_follows(w, l->end);
  if (!prefix_before(w, l->begin) || l->what->tier == 'R' || !ends) return false;
  if (char_is_katakana(l->what->code_point) && char_is_kana_letter(chunk_char_at(w, l->end))) return false;
  if (!is_one_of(prefix, visits)) return add(w, l, l->begin, FEATURE_COUNTRY), true;
  bool one_word = w->marks[at] & MARK_BEGIN && w->pieces[w->piece_at[at]].end == l->end;
  bool used_as_verb = is_one_of(chunk_char_at(w, l->end), "しすの中をはが、。");
  if (prefix != 0x8A2A /* 訪 */ && !one_word && !used_as_verb) return false;
  add(w, l, at, FEATURE_SAHEN);
  return true;
}

static const found_name *name_at(const token_worker *w, uint32_t at) {
  if (!(w->marks[at] & MARK_NAME)) return NULL;
  uint32_t low = 0, high = w->found_count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (w->found[middle].begin <= at) low = middle;
    else high = middle;
  }
  return &w->found[low];
}

/* 米国務省, 露外相, トランプ米大統領, 米ニューヨーク. */
static bool stands_before_name(token_worker *w, const letter *l) {
  unsigned heads = KIND(NAME_TITLE) | KIND(NAME_INSTITUTION) | KIND(NAME_METONYM) | KIND(NAME_PLACE) |
                   KIND(NAME_PERSON) | KIND(NAME_GROUP) | KIND(NAME_BODY);
  const found_name *name = name_at(w, l->end);
  uint32_t before = chunk_char_before(w, l->begin), c = l->what->code_point;
  if (name && is_state_for_mecab(w, l)) heads |= KIND(NAME_GENERIC);
  if (!name || c == MIDDLE || l->what->tier == 'R' || !(name->kinds & heads)) return false;
  if (l->what->tier == 'B' && name->end - name->begin <= 3) return false;
  if (char_is_katakana(c)) return !char_is_kana_letter(before) && !char_is_hiragana(before) && !char_is_kanji(before);
  if (c == NUMBER_SIGN_DAY && (char_is_digit(before) || char_is_kanji(before))) return false;
  return !char_is_kanji(before) || (w->marks[l->begin] & (MARK_BEGIN | MARK_COVERED)) == MARK_BEGIN;
}

/* 日・EU, 米・イラン: the other side of ・ is a name, the outer side is not part of a word. */
static bool stands_beside_dot(token_worker *w, const letter *l) {
  uint32_t before = chunk_char_before(w, l->begin), after = chunk_char_at(w, l->end);
  letter other;
  if (before == TIMES && l->begin > LETTER_BYTES && char_is_digit(chunk_char_before(w, l->begin - LETTER_BYTES))) before = 0; /* 第2回日・仏 */
  if (after == DOT && !is_word_letter(before) && !char_is_digit(before))
    return w->marks[l->end + 3] & MARK_NAME || letter_at(w, l->end + 3, &other);
  if (before != DOT || is_word_letter(after) || l->begin < 6) return false;
  return w->marks[l->begin - 4] & MARK_COVERED || letter_at(w, l->begin - 6, &other);
}

/* 米、…; after a blank, as in headlines, also where MeCab sees no state (米は…); and 仏及び独の. */
static bool stands_alone(token_worker *w, const letter *l) {
  static const char particles[] = "、はがもとのにをへ";
  uint32_t before = chunk_char_before(w, l->begin), after = chunk_char_at(w, l->end), c = l->what->code_point;
  if (l->what->tier != 'A' || c == MIDDLE || c == NUMBER_SIGN_DAY || !char_is_kanji(c)) return false;
  if (before == ' ' && is_one_of(after, "、はが")) return true;
  view left = view_of(w->chunk.plain, l->begin), right = view_skip(chunk_view(w), l->end);
  bool joined_before = view_ends_with(left, TEXT("及び")) || view_ends_with(left, TEXT("および"));
  bool joined_after = view_starts_with(right, TEXT("及び")) || view_starts_with(right, TEXT("および"));
  if (!joined_before && (is_word_letter(before) || char_is_digit(before) || char_is_hiragana(before))) return false;
  return (joined_after || is_one_of(after, particles)) && is_state_for_mecab(w, l);
}

static void decide(token_worker *w, const run *r) {
  if (r->count > 1 && run_counts(w, r)) {
    for (uint32_t i = 0; i < r->count; i++) add(w, &r->at[i], r->at[i].begin, FEATURE_COUNTRY);
    return;
  }
  for (uint32_t i = 0; i < r->count; i++) {
    const letter *l = &r->at[i];
    if (i == 0 && add_after_prefix(w, l)) continue;
    if (stands_before_name(w, l) || stands_beside_dot(w, l) || (r->count == 1 && stands_alone(w, l)))
      add(w, l, l->begin, FEATURE_COUNTRY);
  }
}

/* Is the 日 at at the day of a date? */
static bool is_day(const token_worker *w, uint32_t at) {
  uint32_t before = chunk_char_before(w, at);
  return chunk_char_at(w, at) == NUMBER_SIGN_DAY &&
         (char_is_digit(before) || is_one_of(before, "一二三四五六七八九十"));
}

/* The letters from at on, the day of a date before them left out. */
static uint32_t read_run(const token_worker *w, uint32_t at, run *out) {
  letter l;
  *out = (run){.count = 0};
  if (!abbreviation_at(w, at)) return at;
  if (is_day(w, at)) {
    out->after_day = true;
    at += 3;
  }
  for (; out->count < RUN_MAX && letter_at(w, at, &l); at = l.end) out->at[out->count++] = l;
  return at;
}

/* Merges the letters, which are in order, into the names, which are in order. */
static void merge(token_worker *w) {
  uint32_t names = w->found_count, letters = w->candidates.count, to = names + letters;
  if (to > COUNT_OF(w->found)) return;
  w->found_count = to;
  while (letters > 0) {
    bool letter_last = names == 0 || w->candidates.found[letters - 1].begin > w->found[names - 1].begin;
    w->found[--to] = letter_last ? w->candidates.found[--letters] : w->found[--names];
  }
  for (uint32_t i = 0; i < w->candidates.count; i++)
    for (uint32_t at = w->candidates.found[i].begin; at < w->candidates.found[i].end; at++)
      w->marks[at] |= MARK_COVERED;
}

void abbreviations_find(token_worker *w) {
  if (!w->tokenizer->abbreviations.count) return;
  uint32_t length;
  run r;
  w->candidates.count = 0;
  for (uint32_t at = 0; at < w->chunk.plain_length;) {
    uint32_t next = read_run(w, at, &r);
    if (r.count) decide(w, &r);
    chunk_decode(w, at, &length);
    at = next > at ? next : at + length;
  }
  merge(w);
}
