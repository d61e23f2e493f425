/* token_name.c - which names of the tables are in a chunk.
 *
 * The automaton gives the longest form at each character. MeCab's own words decide about the doubtful ones: a form
 * that is short, common or only a surname counts where MeCab cuts at both its ends (林 not in 農林水産省), a long one
 * cuts MeCab's words, unless it lies inside a longer word of the dictionary (日本 in 西日本).
 *
 * Where forms overlap, the set with the largest sum of squared lengths wins, doubled for forms on MeCab's cuts:
 *
 *   米国務省    米国 (4) or 国務省 (9)          ▶ 米 国務省
 *
 * by dynamic programming from the right over the candidates. */
#include "token/token_parts.h"

#define KIND(k) (1u << (k))
enum {
  COMMON_KINDS = KIND(NAME_GENERIC) | KIND(NAME_PRONOUN),
  PROPER_KINDS = KIND(NAME_COUNTRY) | KIND(NAME_PLACE) | KIND(NAME_METONYM) | KIND(NAME_BODY) | KIND(NAME_GROUP) |
                 KIND(NAME_PERSON) | KIND(NAME_INSTITUTION),
  OVERRIDE_KINDS = KIND(NAME_COUNTRY) | KIND(NAME_PLACE) | KIND(NAME_BODY) | KIND(NAME_PERSON)
};

static bool is_hiragana_only(view words) {
  uint32_t length;
  for (size_t at = 0; at < words.len; at += length)
    if (!char_is_hiragana(utf8_decode(words, at, &length))) return false;
  return true;
}

static bool is_weak(const name_form *t, view words, size_t characters) {
  return characters <= 2 || !(t->kinds & ~COMMON_KINDS) || t->short_person || is_hiragana_only(words);
}

static const char *feature_of(name_kind kind) {
  switch (kind) {
  case NAME_COUNTRY:
  case NAME_ABBR: return FEATURE_COUNTRY;
  case NAME_PLACE: return FEATURE_PLACE;
  case NAME_PERSON: return FEATURE_PERSON;
  case NAME_METONYM:
  case NAME_INSTITUTION:
  case NAME_BODY:
  case NAME_GROUP: return FEATURE_BODY;
  default: return FEATURE_NOUN;
  }
}

/* The piece that holds the byte, or NULL. */
static const piece *piece_around(const token_worker *w, uint32_t at) {
  /* cppcheck-suppress arrayIndexOutOfBoundsCond */
  while (at > 0 && !(w->marks[at] & MARK_BEGIN)) at--;
  return w->marks[at] & MARK_BEGIN ? &w->pieces[w->piece_at[at]] : NULL;
}

static bool is_aligned(const token_worker *w, uint32_t begin, uint32_t end) {
  return (w->marks[begin] & MARK_BEGIN) && (w->marks[end] & MARK_END);
}

/* Is [begin, end) one part of an unknown word with ・: the マルタ of マルタ・オソリ? */
static bool is_part_of_name(const token_worker *w, const piece *p, uint32_t begin, uint32_t end) {
  return (end < p->end && chunk_char_at(w, end) == 0x30FB) ||
         (begin > p->begin && chunk_char_before(w, begin) == 0x30FB);
}

/* イタリア of メローニ・イタリア首相: a state behind a name and before an office. */
static bool is_before_title(const token_worker *w, uint32_t begin, uint32_t end, uint32_t kinds) {
  uint32_t form;
  if (!(kinds & KIND(NAME_COUNTRY)) || chunk_char_before(w, begin) != 0x30FB) return false;
  return name_index_longest(w->tokenizer->names, chunk_view(w), end, &form) &&
         name_index_form(w->tokenizer->names, form)->kinds & KIND(NAME_TITLE);
}

/* May a name cut the word that its end is in? Long ones that are not said of land and people: イラン国 not in
 * イラン国内. */
static bool may_cut_at_end(const piece *last, size_t characters, uint32_t kinds) {
  enum { LONG = 6 };
  return last->unknown || (characters >= LONG && !(kinds & (KIND(NAME_COUNTRY) | KIND(NAME_PLACE))));
}

/* May a name that MeCab does not cut out be cut out all the same? */
static bool may_cut(const token_worker *w, uint32_t begin, uint32_t end, size_t characters, uint32_t kinds) {
  const piece *first = piece_around(w, begin), *last = piece_around(w, end - 1u);
  if (!first || !last) return true;
  if (first != last) return last->end == end || may_cut_at_end(last, characters, kinds);
  if (first->unknown) return !is_part_of_name(w, first, begin, end) || is_before_title(w, begin, end, kinds);
  bool katakana = char_is_katakana(chunk_char_at(w, begin));
  return katakana && first->begin == begin && kinds & KIND(NAME_COUNTRY);
}

/* A weak form that is one word of MeCab must be a noun there: not the conjunction また, the particle と. */
static bool may_be_noun(token_worker *w, uint32_t begin, uint32_t end) {
  const piece *p = &w->pieces[w->piece_at[begin]];
  if (p->end != end) return true;
  uint8_t part = feature_read(&w->features, p->feature)->pos;
  return part == POS_NOUN || part == POS_PREFIX || part == POS_ADNOMINAL || part == POS_OTHER;
}

/* 第2 before 次 or 回 is a number. */
static bool is_ordinal(token_worker *w, view words, uint32_t end) {
  if (!view_starts_with(words, TEXT("第")) || !(w->marks[end] & MARK_BEGIN)) return false;
  return feature_read(&w->features, w->pieces[w->piece_at[end]].feature)->sub == SUB_COUNTER;
}

/* 和解金, 拒否権, 謝罪文: one character behind a common noun ends that noun, though it is a surname too. */
static bool is_noun_ending(token_worker *w, uint32_t begin, uint32_t kinds) {
  if (kinds != KIND(NAME_PERSON) || begin == 0 || !(w->marks[begin] & MARK_END)) return false;
  const piece *p = piece_around(w, begin - 1u);
  if (!p) return false;
  const feature_info *before = feature_read(&w->features, p->feature);
  bool proper = before->sub == SUB_PROPER || before->sub == SUB_PERSON || before->sub == SUB_PLACE || before->sub == SUB_ORGANISATION;
  return before->pos == POS_NOUN && !proper;
}

/* False when the form does not count here. */
static bool add_candidate(token_worker *w, uint32_t begin, uint32_t length, uint32_t form, uint32_t wanted) {
  const name_form *t = name_index_form(w->tokenizer->names, form);
  if (t->kinds == KIND(NAME_ABBR) || !(t->kinds & wanted)) return false;
  uint32_t end = begin + length;
  view words = view_slice(chunk_view(w), begin, end);
  size_t characters = utf8_count(words);
  bool aligned = is_aligned(w, begin, end), weak = is_weak(t, words, characters);
  if (aligned ? weak && !may_be_noun(w, begin, end) : weak || !may_cut(w, begin, end, characters, t->kinds))
    return false;
  if (characters == 1 && is_noun_ending(w, begin, t->kinds)) return false;
  if (is_ordinal(w, words, end) || w->candidates.count == CHUNK) return false;
  uint32_t i = w->candidates.count++;
  w->candidates.weight[i] = (uint32_t)(characters * characters) << aligned;
  w->candidates.found[i] = (found_name){.begin = (uint16_t)begin,
                                        .end = (uint16_t)end,
                                        .name_begin = (uint16_t)begin,
                                        .name_end = (uint16_t)end,
                                        .form = form,
                                        .kinds = t->kinds,
                                        .feature = feature_of((name_kind)t->first_kind),
                                        .always = t->kinds & OVERRIDE_KINDS};
  return aligned;
}

/* The longest shorter form on MeCab's cuts, where the longest form of all cuts MeCab's words: フィリピン in
 * フィリピン海軍, though フィリピン海 is a name too. */
static void add_shorter(token_worker *w, uint32_t begin, uint32_t length) {
  if (!(w->marks[begin] & MARK_BEGIN)) return;
  for (uint32_t end = begin + length - 1; end > begin; end--) {
    if (!(w->marks[end] & MARK_END)) continue;
    bool inside = char_is_kana_letter(chunk_char_before(w, end)) && char_is_kana_letter(chunk_char_at(w, end));
    uint32_t form = inside ? NONE : name_index_exact(w->tokenizer->names, view_slice(chunk_view(w), begin, end));
    if (form != NONE && add_candidate(w, begin, end - begin, form, UINT32_MAX)) return;
  }
}

/* A known word of more than one character. */
static bool is_whole_word(const piece *p) { return !p->unknown && p->end - p->begin > 3; }

/* ジャマリ首相: a run of katakana before a title is a name as a whole, if its other parts are no names. */
static bool is_part_of_bearer(const token_worker *w, const piece *p, const piece *other) {
  view text = chunk_view(w);
  uint32_t end = p->end, length, form;
  while (end < text.len && char_is_kana_letter(chunk_decode(w, end, &length)) && !char_is_hiragana(chunk_decode(w, end, &length))) end += length;
  if (!name_index_longest(w->tokenizer->names, text, end, &form) || !(name_index_form(w->tokenizer->names, form)->kinds & KIND(NAME_TITLE))) return false;
  return name_index_exact(w->tokenizer->names, view_slice(text, other->begin, other->end)) == NONE;
}

/* A run of katakana that MeCab cuts into words it knows: ロシア in ロシアメディア. */
static void add_part_of_run(token_worker *w, uint32_t begin) {
  const piece *p = &w->pieces[w->piece_at[begin]];
  if (p->unknown) return;
  const piece *after = p + 1 < w->pieces + w->piece_count && p[1].begin == p->end ? p + 1 : NULL;
  const piece *before = p > w->pieces && p[-1].end == begin ? p - 1 : NULL;
  if (after && !char_is_kana_letter(chunk_char_at(w, p->end))) after = NULL;
  if (before && !char_is_kana_letter(chunk_char_before(w, begin))) before = NULL;
  if ((!after && !before) || (after && !is_whole_word(after)) || (before && !is_whole_word(before))) return;
  if (is_part_of_bearer(w, p, before ? before : after)) return;
  uint32_t form = name_index_exact(w->tokenizer->names, view_slice(chunk_view(w), p->begin, p->end));
  if (form != NONE) add_candidate(w, begin, (uint32_t)(p->end - p->begin), form, PROPER_KINDS);
}

/* Can a name begin with c, the character before it being before? Not inside a word of katakana, Latin letters or
 * figures, nor with kana inside a word of MeCab. */
static bool may_begin(const token_worker *w, uint32_t at, uint32_t c, uint32_t before) {
  if (char_is_kanji(c)) return true;
  if (char_is_hiragana(c)) return w->marks[at] & MARK_BEGIN;
  if (char_is_katakana(c)) return !char_is_kana_letter(before);
  if (char_is_latin(c)) return !char_is_latin(before);
  return char_is_digit(c) && !char_is_digit(before);
}

static void find_candidates(token_worker *w) {
  view text = chunk_view(w);
  uint32_t step, form, before = 0;
  w->candidates.count = 0;
  for (uint32_t at = 0; at < text.len; at += step) {
    uint32_t c = chunk_decode(w, at, &step), length = 0;
    if (may_begin(w, at, c, before)) length = name_index_longest(w->tokenizer->names, text, at, &form);
    if (length && !add_candidate(w, at, length, form, UINT32_MAX)) add_shorter(w, at, length);
    else if (!length && w->marks[at] & MARK_BEGIN && char_is_katakana(c)) add_part_of_run(w, at);
    before = c;
  }
}

/* best[i]: the largest weight out of candidates i and later; next[i]: the first one that begins where i ends. */
static void choose(token_worker *w) {
  uint32_t count = w->candidates.count, *best = w->candidates.best, *next = w->candidates.next;
  const found_name *found = w->candidates.found;
  best[count] = 0;
  for (uint32_t i = count; i-- > 0;) {
    next[i] = i + 1;
    while (next[i] < count && found[next[i]].begin < found[i].end) next[i]++;
    uint32_t with = w->candidates.weight[i] + best[next[i]];
    best[i] = with > best[i + 1] ? with : best[i + 1];
  }
  for (uint32_t i = 0; i < count;) {
    bool take = w->candidates.weight[i] + best[next[i]] >= best[i + 1];
    if (take) w->found[w->found_count++] = found[i];
    i = take ? next[i] : i + 1;
  }
}

void names_find(token_worker *w) {
  w->found_count = 0;
  if (!w->tokenizer->names) return;
  find_candidates(w);
  choose(w);
  for (uint32_t i = 0; i < w->found_count; i++) {
    w->marks[w->found[i].begin] |= MARK_NAME;
    for (uint32_t at = w->found[i].begin; at < w->found[i].end; at++) w->marks[at] |= MARK_COVERED;
  }
}
