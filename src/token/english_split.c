/* english_split.c - words of English text.
 *
 *   "We don't trade U.S.-made goods," she said.   ─▶   " We do n't trade U.S. - made goods , " she said .
 *
 * What stands between blanks loses signs in front, signs behind, and is then cut at hyphens, slashes and dashes and before 's
 * n't 'll. A full stop stays with abbreviations and initials. Each byte is looked at a bounded number of times. */
#include "token/english_split.h"

enum { LONGEST_WORD = 40, LONGEST_ABBREVIATION = 4, MOST_CLITICS = 3 };

typedef struct {
  const english_split_tables *tables;
  arena *arena;
  view text;
  span_list *out;
  bool last; /* nothing but signs comes after the words between blanks that are cut now */
} splitter;

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80; }
static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_word_char(char c) { return is_letter(c) || is_digit(c); }

static void add(splitter *s, uint32_t begin, uint32_t end) {
  if (begin < end) LIST_PUSH(s->arena, s->out, (span){begin, end});
}

static uint32_t char_at(const splitter *s, uint32_t at, uint32_t end, uint32_t *length) {
  *length = 0;
  return at < end ? utf8_decode(view_slice(s->text, 0, end), at, length) : 0;
}

static uint32_t small_form(const splitter *s, uint32_t begin, uint32_t end, char *out) {
  uint32_t n = 0;
  if (end - begin > LONGEST_WORD) return 0;
  for (uint32_t i = begin; i < end; i++) out[n++] = ascii_lower(s->text.ptr[i]);
  return n;
}

static uint32_t look_up(const splitter *s, const map *m, uint32_t begin, uint32_t end) {
  char form[LONGEST_WORD];
  uint32_t n = small_form(s, begin, end, form);
  return n ? map_get(m, view_of(form, n)) : NONE;
}

/* ---- signs ---- */

/* Signs that are words of their own wherever they stand; quotation marks, brackets, dashes, the ellipsis. */
static bool is_sign(uint32_t c) {
  static const char ascii[] = "\"()[]{}<>!?;*|~^=`";
  if (c < 0x80) return c && strchr(ascii, (int)c);
  return (c >= 0x2010 && c <= 0x2015) || (c >= 0x201A && c <= 0x2027) || c == 0x2018 || c == 0xAB || c == 0xBB || c == 0xB7 || (c >= 0x2190 && c <= 0x2BFF) ||
         (c >= 0x3001 && c <= 0x301F);
}

/* Further ones at the front of words, and at their end. */
static bool is_front_sign(uint32_t c) { return is_sign(c) || c == '\'' || c == 0x2019 || c == '$' || c == 0xA3 || c == 0xA5 || c == 0x20AC || c == ',' || c == ':' || c == '.' || c == '-' || c == '/' || c == '#' || c == '+' || c == '%'; }
static bool is_back_sign(uint32_t c) { return is_sign(c) || c == '\'' || c == 0x2019 || c == ',' || c == ':' || c == '%' || c == 0xB0 || c == '-' || c == '/'; }

/* Whether more of the same sign is one word with it: ... -- !!! */
static bool runs_on(uint32_t c, uint32_t next) {
  bool exclamation = (c == '!' || c == '?') && (next == '!' || next == '?');
  return exclamation || (c == next && (c == '.' || c == '-' || c == '*' || c == '=' || c == '<' || c == '>' || c == '_' || c == '~' || c == '`' || c == '\'' || c == 0x2019 || c == '+' || c == '#'));
}

/* End of the sign that begins at at. */
static uint32_t sign_end(const splitter *s, uint32_t at, uint32_t end) {
  uint32_t length, c = char_at(s, at, end, &length), next_length;
  at += length;
  while (at < end && runs_on(c, char_at(s, at, end, &next_length))) c = char_at(s, at, end, &next_length), at += next_length;
  return at;
}

/* '90s, 'em, -5, .5, #tag: the sign is part of the word. */
static bool is_bound_sign(const splitter *s, uint32_t at, uint32_t end) {
  uint32_t length, c = char_at(s, at, end, &length), after = at + length;
  char next = after < end ? s->text.ptr[after] : ' ';
  if (c == '\'' || c == 0x2019) return is_digit(next) || look_up(s, &s->tables->wholes, at, end) != NONE;
  if (c == '.' || c == '-' || c == '+') return is_digit(next);
  return c == '#' && is_letter(next);
}

/* ---- a word without signs around it ---- */

/* Bytes of 's, n't and their kin at the end of the word; 0: none. */
static uint32_t clitic_length(const splitter *s, uint32_t begin, uint32_t end) {
  static const char *const clitics[] = {"s", "m", "d", "re", "ve", "ll", "t"};
  for (size_t k = 0; k < COUNT_OF(clitics); k++) {
    uint32_t n = (uint32_t)strlen(clitics[k]);
    if (end - begin < n + 2 || !view_is_word(view_slice(s->text, end - n, end), clitics[k])) continue;
    view before = view_slice(s->text, begin, end - n);
    uint32_t mark = view_ends_with(before, TEXT("'")) ? 1 : view_ends_with(before, TEXT("\xE2\x80\x99")) ? 3 : 0;
    if (!mark || before.len <= mark) continue;
    if (clitics[k][0] != 't') return n + mark;
    bool negated = ascii_lower(before.ptr[before.len - mark - 1]) == 'n' && before.len > mark + 1;
    return negated ? n + mark + 1 : 0;
  }
  return 0;
}

static void add_stem(splitter *s, uint32_t begin, uint32_t end) {
  uint32_t first = look_up(s, &s->tables->splits, begin, end), digits;
  if (first != NONE) add(s, begin, begin + first), begin += first;
  for (digits = begin; digits < end; digits++) {
    char c = s->text.ptr[digits];
    if (!is_digit(c) && !(digits > begin && (c == '.' || c == ',' || c == ':'))) break;
  }
  if (digits > begin && look_up(s, &s->tables->units, digits, end) != NONE) add(s, begin, digits), begin = digits; /* 5pm */
  add(s, begin, end);
}

static void add_word(splitter *s, uint32_t begin, uint32_t end) {
  uint32_t cut[MOST_CLITICS + 1] = {end}, count = 0, length;
  while (count < MOST_CLITICS && (length = clitic_length(s, begin, cut[count]))) cut[count + 1] = cut[count] - length, count++;
  add_stem(s, begin, cut[count]);
  while (count-- > 0) add(s, cut[count + 1], cut[count]);
}

/* $ and its kin behind letters: US$5. */
static uint32_t money_end(const splitter *s, uint32_t begin, uint32_t end) {
  uint32_t at = begin;
  while (at < end && at < begin + 4 && is_capital(s->text.ptr[at])) at++;
  return at > begin && at + 1 < end && s->text.ptr[at] == '$' && is_digit(s->text.ptr[at + 1]) ? at + 1 : begin;
}

/* Whether the word is cut at the sign at at, which has letters or figures on both sides. */
static bool cuts(const splitter *s, uint32_t begin, uint32_t at, bool figures) {
  char c = s->text.ptr[at], before = s->text.ptr[at - 1], after = s->text.ptr[at + 1];
  if (c == '-') return !figures && look_up(s, &s->tables->prefixes, begin, at) == NONE;
  if (c == '/') return !figures && (is_letter(before) || is_letter(after));
  if (c == ',') return is_letter(before) || is_letter(after);
  if (c == ':') return is_letter(before) && is_letter(after);
  return false;
}

/* Two or more hyphens or slashes between figures: a date, a number of a telephone. */
static bool is_figures(const splitter *s, uint32_t begin, uint32_t end) {
  uint32_t signs = 0;
  for (uint32_t i = begin; i < end; i++) {
    signs += s->text.ptr[i] == '-' || s->text.ptr[i] == '/';
    if (!is_digit(s->text.ptr[i]) && s->text.ptr[i] != '-' && s->text.ptr[i] != '/' && s->text.ptr[i] != '.') return false;
  }
  bool telephone = signs == 1 && end - begin == 8 && s->text.ptr[begin + 3] == '-';
  return telephone || signs > 1 || (signs == 1 && view_find(view_slice(s->text, begin, end), TEXT("/"), 0) != SIZE_MAX);
}

static bool is_new_sentence(const splitter *s, uint32_t begin, uint32_t at, uint32_t end) { /* end.The */
  const char *p = s->text.ptr;
  return p[at] == '.' && at >= begin + 2 && at + 2 < end && p[at - 1] >= 'a' && p[at - 1] <= 'z' && p[at - 2] >= 'a' && p[at - 2] <= 'z' && is_capital(p[at + 1]) &&
         p[at + 2] >= 'a' && p[at + 2] <= 'z';
}

static void split_word(splitter *s, uint32_t begin, uint32_t end) {
  if (look_up(s, &s->tables->wholes, begin, end) != NONE) {
    add(s, begin, end);
    return;
  }
  bool figures = is_figures(s, begin, end);
  uint32_t money = money_end(s, begin, end);
  if (money > begin) add(s, begin, money), begin = money;
  for (uint32_t at = begin, length; at < end; at += length) {
    uint32_t c = char_at(s, at, end, &length);
    bool inside = at > begin && at + length < end;
    bool sign = is_sign(c) || (c == '.' && at + 1 < end && s->text.ptr[at + 1] == '.') || (c == '-' && at + 1 < end && s->text.ptr[at + 1] == '-');
    bool bracketed = c == '(' && at + 2 < end && s->text.ptr[at + 2] == ')' && inside; /* word(s) */
    if (bracketed) {
      length = 3;
      continue;
    }
    if (!sign && !(inside && (cuts(s, begin, at, figures) || is_new_sentence(s, begin, at, end)))) continue;
    uint32_t stop = sign ? sign_end(s, at, end) : at + length;
    add_word(s, begin, at);
    add(s, at, stop);
    length = stop - at;
    begin = stop;
  }
  add_word(s, begin, end);
}

/* ---- full stops ---- */

static bool has_inner_stop(const splitter *s, uint32_t begin, uint32_t end) { /* U.S. e.g. */
  bool letter = false, stop = false;
  for (uint32_t i = begin; i + 1 < end; i++) {
    if (s->text.ptr[i] == '.') {
      if (!letter) return false;
      stop = true, letter = false;
    } else if (letter || !is_letter(s->text.ptr[i])) return false;
    else letter = true;
  }
  return stop;
}

/* Whether the full stop at the end of [begin, end) belongs to the word. */
static bool keeps_stop(const splitter *s, uint32_t begin, uint32_t end) {
  uint32_t word = end - 1;
  if (end - begin > LONGEST_WORD) return false;
  for (uint32_t i = word; i-- > begin;) /* of a compound its last part: non-U.S. */
    if (s->text.ptr[i] == '-' || s->text.ptr[i] == '/') {
      begin = i + 1;
      break;
    }
  if (word <= begin) return false;
  if (has_inner_stop(s, begin, end)) return true;
  uint32_t use = map_get(&s->tables->abbreviations, view_slice(s->text, begin, word));
  if (use != NONE) return !s->last || use == 0;
  if (word == begin + 1 && is_capital(s->text.ptr[begin])) return !s->last;
  return !s->last && word - begin <= LONGEST_ABBREVIATION && is_letter(s->text.ptr[begin]);
}

/* ---- addresses ---- */

static bool is_address(view v) {
  if (view_find(v, TEXT("://"), 0) != SIZE_MAX || view_starts_with_word(v, "www.")) return true;
  size_t at = view_find(v, TEXT("@"), 0);
  if (at != SIZE_MAX) return at == 0 || view_find(v, TEXT("."), at) != SIZE_MAX;
  return view_find(v, TEXT(".com"), 0) != SIZE_MAX || view_find(v, TEXT(".org"), 0) != SIZE_MAX;
}

/* ---- what stands between blanks ---- */

static uint32_t back_sign_begin(const splitter *s, uint32_t begin, uint32_t end) {
  uint32_t at = (uint32_t)utf8_before(view_slice(s->text, 0, end), end), length;
  uint32_t c = char_at(s, at, end, &length);
  while (at > begin) {
    uint32_t before = (uint32_t)utf8_before(view_slice(s->text, 0, at), at), unused, b = char_at(s, before, at, &unused);
    if (!runs_on(b, c)) break;
    at = before, c = b;
  }
  return at;
}

/* Takes signs off the end; returns where the word ends. */
static uint32_t take_back(splitter *s, uint32_t begin, uint32_t end, span_list *behind) {
  while (end > begin) {
    uint32_t at = back_sign_begin(s, begin, end), length, c = char_at(s, at, end, &length);
    bool stop = c == '.' && (end - at > 1 || !keeps_stop(s, begin, end));
    if (!stop && !is_back_sign(c)) return end;
    LIST_PUSH(s->arena, behind, (span){at, end});
    end = at;
  }
  return end;
}

static void split_chunk(splitter *s, uint32_t begin, uint32_t end) {
  span_list behind = {0};
  uint32_t length;
  if (look_up(s, &s->tables->wholes, begin, end) != NONE) { /* :-) */
    add(s, begin, end);
    return;
  }
  while (begin < end && is_front_sign(char_at(s, begin, end, &length)) && !is_bound_sign(s, begin, end)) {
    uint32_t stop = sign_end(s, begin, end);
    add(s, begin, stop);
    begin = stop;
  }
  end = take_back(s, begin, end, &behind);
  view word = view_slice(s->text, begin, end);
  if (is_address(word)) add(s, begin, end);
  else split_word(s, begin, end);
  while (behind.count) add(s, behind.at[behind.count - 1].begin, behind.at[behind.count - 1].end), behind.count--;
}

static uint32_t skip_blanks(view text, uint32_t at, uint32_t end) {
  uint32_t length;
  while (at < end && (text.ptr[at] == '\n' || char_is_space(utf8_decode(text, at, &length)))) {
    utf8_decode(text, at, &length);
    at += length;
  }
  return at;
}

static uint32_t chunk_end(view text, uint32_t at, uint32_t end) {
  uint32_t length;
  while (at < end && text.ptr[at] != '\n' && !char_is_space(utf8_decode(text, at, &length))) {
    utf8_decode(text, at, &length);
    at += length;
  }
  return at;
}

static bool has_word(view text, uint32_t at, uint32_t end) {
  enum { REACH = 16 };
  for (uint32_t i = at; i < end && i < at + REACH; i++)
    if (is_word_char(text.ptr[i])) return true;
  return end > at + REACH;
}

void english_split(const english_split_tables *t, arena *a, view text, span where, text_end end, span_list *out) {
  splitter s = {t, a, text, out, false};
  for (uint32_t at = skip_blanks(text, where.begin, where.end); at < where.end;) {
    uint32_t stop = chunk_end(text, at, where.end), next = skip_blanks(text, stop, where.end);
    s.last = end == TEXT_ENDS && !has_word(text, next, where.end);
    split_chunk(&s, at, stop);
    at = next;
  }
}
