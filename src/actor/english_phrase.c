/* english_phrase.c - the actors of an English noun phrase, read off the tree: its head with what is coordinated to it, who
 * owns what it names, whom it is directed at.
 *
 *   China and Russia            head China, conj Russia: CHN RUS
 *   Israel's strikes on Gaza    head strikes names nobody; owner: nmod:poss Israel; target: on Gaza
 *   Russian forces              a mention of its own; Russian plans: owner: amod Russian
 *   plans by the government     owner: nmod with by or of */
#include "actor/actor_parts.h"

enum { MAX_DEPTH = 4 };

static const token *word_at(const collector *c, uint32_t t) { return &c->tokens->tokens.at[t]; }
static relation relation_at(const collector *c, uint32_t t) { return (relation)c->parse->relations.at[t]; }

static const mention *mention_at(const collector *c, uint32_t t) { return mention_of_token(c->actors, t); }

/* ---- the head ---- */

/* The mention that is the head of the phrase: of any of its words, as long as the head is one of them. */
static const mention *head_mention(const collector *c, uint32_t head) {
  const mention *m = mention_at(c, head);
  return m && !m->modifier ? m : NULL;
}

/* "a group of lawmakers", "both of the ministers", "members of the council": of whom they are. */
static bool is_partitive(const collector *c, uint32_t t) {
  upos p = (upos)word_at(c, t)->upos;
  return p == UPOS_NUM || p == UPOS_DET || p == UPOS_PRON;
}

static bool is_state(const mention *m) { return m->kind == MENTION_STATE || m->kind == MENTION_BODY; }

static void add_head(collector *c, uint32_t head, uint32_t depth) {
  const mention *m = head_mention(c, head);
  if (m && c->mention == NONE) c->mention = (uint32_t)(m - c->actors->mentions.at);
  if (m && mention_acts(m)) collector_add_mention(c, m);
  if (depth == MAX_DEPTH) return;
  PARSE_CHILDREN(c->parse, head, t) {
    relation r = relation_at(c, t);
    bool listed = r == RELATION_APPOS && m && is_state(m) && head_mention(c, t) && is_state(head_mention(c, t)); /* a list without and */
    bool joined = (r == RELATION_CONJ || listed) && (c->count || !m);
    bool same = r == RELATION_APPOS && !c->count;
    bool part = r == RELATION_NMOD && !m && is_partitive(c, head);
    if (joined || same || part) add_head(c, t, depth + 1);
  }
}

/* ---- owners and targets ---- */

static bool has_case(const collector *c, uint32_t noun, const char *const *words, size_t count) {
  PARSE_CHILDREN(c->parse, noun, t) {
    if (t > noun || relation_at(c, t) != RELATION_CASE) continue;
    for (size_t i = 0; i < count; i++)
      if (view_is_word(word_at(c, t)->surface, words[i])) return true;
  }
  return false;
}

/* invasion of Ukraine: a deed done to what of names. */
static bool is_done_to(const collector *c, uint32_t head) { return word_is(c->actors->tables, word_at(c, head)->lemma, WORD_TOWARD); }

static bool is_owner(const collector *c, uint32_t t) {
  static const char *const words[] = {"by", "from", "of"};
  relation r = relation_at(c, t);
  if (r == RELATION_NMOD_POSS || r == RELATION_AMOD || r == RELATION_COMPOUND) return true;
  size_t count = is_done_to(c, c->parse->bunsetsu.at[t].head) ? COUNT_OF(words) - 1 : COUNT_OF(words);
  return r == RELATION_NMOD && has_case(c, t, words, count);
}

static bool is_target(const collector *c, uint32_t t) {
  static const char *const words[] = {"on", "against", "to", "toward", "towards", "over", "with", "at", "about"};
  static const char *const of[] = {"of"};
  if (relation_at(c, t) != RELATION_NMOD) return false;
  return has_case(c, t, words, COUNT_OF(words)) || (is_done_to(c, c->parse->bunsetsu.at[t].head) && has_case(c, t, of, 1));
}

/* The modifiers of the noun in a few rounds: possessors before adjectives before prepositions. */
static void add_owner(collector *c, uint32_t head, uint32_t depth) {
  static const relation rounds[] = {RELATION_NMOD_POSS, RELATION_AMOD, RELATION_COMPOUND, RELATION_NMOD};
  for (size_t i = 0; i < COUNT_OF(rounds) && !c->count; i++)
    PARSE_CHILDREN(c->parse, head, t) {
      if (relation_at(c, t) != rounds[i] || !is_owner(c, t)) continue;
      const mention *m = mention_at(c, t);
      if (m && m->who_count && m->kind != MENTION_VAGUE && m->kind != MENTION_PLACE) {
        collector_add_mention(c, m);
        if (!m->modifier) add_head(c, t, 1);
      } else if (!m && depth < MAX_DEPTH) add_owner(c, t, depth + 1);
    }
}

static void add_target(collector *c, uint32_t head) {
  PARSE_CHILDREN(c->parse, head, t) {
    if (c->count || !is_target(c, t)) continue;
    add_head(c, t, 0);
    if (!c->count) add_owner(c, t, 1);
  }
}

actor_set english_phrase_actors(arena *a, const text_layout *layout, const token_layout *tokens, const parse_layout *parse,
                                const actor_layout *actors, uint32_t head, phrase_question asked) {
  collector c = {.arena = a, .layout = layout, .tokens = tokens, .parse = parse, .actors = actors, .mention = NONE};
  if (asked != PHRASE_TARGET) add_head(&c, head, 0);
  if (asked == PHRASE_OWNER && !c.count) add_owner(&c, head, 0);
  if (asked == PHRASE_OWNER && !c.count) collector_add_issuers(&c, head_mention(&c, head));
  if (asked == PHRASE_TARGET) add_target(&c, head);
  return collector_finish(&c);
}
