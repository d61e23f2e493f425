/* name_index.c - all names of a language as one automaton on code points, built when the engine opens.
 *
 * A hash-trie laid flat: a node is the slot of the edge that leads to it, so the whole trie is one array of 12-byte
 * slots, open addressing, placed by a hash of all characters so far and
 * told apart by (parent slot, code point). Its size is known before it is built (one slot a code
 * point of all forms at most), so slots never move and their numbers serve as node names. 15,000 forms take a few
 * milliseconds to add; a lookup takes one probe a character and does not depend on how many names there are.
 *
 *   中 ─▶ 国 (form "中国") ─▶ 人 ─▶ 民 ─▶ 銀 ─▶ 行 (form "中国人民銀行")
 *
 * Scanning asks at nearly every character of a text, so a bit for each first code point and one for each first pair of
 * them answer most.
 * Everything lives in one allocation. */
#include "token/name_index_parts.h"

uint32_t name_index_form_count(const name_index *n) { return n->form_count; }

const name_form *name_index_form(const name_index *n, uint32_t form) { return &n->forms[form]; }

const name_row *name_index_row(const name_index *n, const name_form *f, uint32_t k) {
  return &n->rows[n->form_rows[f->first_row + k]];
}

/* Letters of one word where the script has no other sign of where a word ends: タイ is no name in タイヤ, UN none in
 * UNIT. */
static bool are_one_word(uint32_t a, uint32_t b) {
  if (char_is_katakana(a) || a == 0x30FC) return char_is_katakana(b) || b == 0x30FC;
  return (char_is_latin(a) && char_is_latin(b)) || (char_is_digit(a) && char_is_digit(b));
}

static uint32_t char_before(view text, size_t at) {
  uint32_t length;
  return at ? utf8_decode(text, utf8_before(text, at), &length) : 0;
}

uint32_t name_index_longest(const name_index *n, view text, uint32_t at, uint32_t *form) {
  trie_node node = TRIE_ROOT;
  uint32_t length, best = 0, end = at;
  uint32_t c = utf8_decode(text, at, &length);
  if (!set_has(&n->starts, c)) return 0;
  if (!set_has(&n->singles, c)) {
    if (at + length >= text.len) return 0;
    uint32_t unused, second = utf8_decode(text, at + length, &unused);
    if (!may_have_pair(n, c, second)) return 0;
  }
  if (are_one_word(c, char_before(text, at))) return 0;
  for (;;) {
    node = trie_step(n, node, c);
    const slot *s = &n->slots[node.slot];
    if (!s->code_point) return best;
    end += length;
    uint32_t next = end < text.len ? utf8_decode(text, end, &length) : 0;
    if (s->form != NONE && !are_one_word(c, next)) {
      *form = s->form;
      best = end - at;
    }
    if (end >= text.len) return best;
    c = next;
  }
}

uint32_t name_index_exact(const name_index *n, view words) {
  trie_node node = TRIE_ROOT;
  uint32_t length;
  if (!words.len) return NONE;
  uint32_t first = utf8_decode(words, 0, &length);
  if (!set_has(length == words.len ? &n->singles : &n->starts, first)) return NONE;
  for (size_t at = 0; at < words.len; at += length) {
    node = trie_step(n, node, utf8_decode(words, at, &length));
    if (!n->slots[node.slot].code_point) return NONE;
  }
  return n->slots[node.slot].form;
}

/* A one-character name stands for a state only in a compound: beside another (日米), before an office or a body (米軍),
 * after a prefix (訪中). */
static bool abbr_counts(const name_index *n, view text, uint32_t at, uint32_t length) {
  if (set_has(&n->state_prefixes, char_before(text, at))) return true;
  uint32_t form;
  if (at + length >= text.len || !name_index_longest(n, text, at + length, &form)) return false;
  return n->traits[form] & (TRAIT_ABBR | TRAIT_FOLLOWS);
}

bool name_index_any_actor(const name_index *n, view text) {
  uint32_t step;
  for (uint32_t at = 0; at < text.len; at += step) {
    uint32_t form, length;
    if (!set_has(&n->actor_starts, utf8_decode(text, at, &step))) continue;
    length = name_index_longest(n, text, at, &form);
    if (!length) continue;
    if (n->traits[form] & TRAIT_ACTOR) return true;
    if (n->traits[form] & TRAIT_ABBR && abbr_counts(n, text, at, length)) return true;
  }
  return false;
}
