/* phrase.c - the actors of a noun phrase: its head with what is coordinated to it, its owner, its target.
 *
 *   中国と ロシアは         head ロシア, と from the left: CHN RUS
 *   米国による 追加制裁     head 制裁 names nobody; owner 米国
 *   中国への 批判           target 中国 */
#include "actor/actor_parts.h"

enum { MAX_BACK = 24 };

static const bunsetsu *at(const collector *c, uint32_t b) { return &c->parse->bunsetsu.at[b]; }
static const token *word_at(const collector *c, uint32_t i) { return &c->tokens->tokens.at[i]; }

static const mention *mention_at(const collector *c, uint32_t token) { return mention_of_token(c->actors, token); }

static uint32_t head_of(const collector *c, const bunsetsu *x) { return bunsetsu_head(c->tokens, x); }

/* First token after the content: particles and signs. */
static uint32_t tail_begin(const collector *c, const bunsetsu *x) { return head_of(c, x) + 1; }

static bool is_word(const collector *c, uint32_t i, const char *word) {
  return view_equals(word_at(c, i)->surface, view_of_string(word));
}

/* ---- adding ---- */

const mention *mention_of_token(const actor_layout *actors, uint32_t token) {
  uint32_t index = token < actors->of_token.count ? actors->of_token.at[token] : NONE;
  return index == NONE ? NULL : &actors->mentions.at[index];
}

void collector_add(collector *c, const actor *who, span words) {
  for (uint32_t i = 0; i < c->count; i++)
    if (view_equals(c->found[i].code, who->code) && view_equals(c->found[i].sector, who->sector)) return;
  if (c->count == MAX_SET) return;
  c->found[c->count] = *who;
  c->found[c->count++].words = words;
}

void collector_add_mention(collector *c, const mention *m) {
  c->mention_count++;
  for (uint32_t i = 0; i < m->who_count; i++) collector_add(c, &m->who[i], m->span);
  if (c->words.end == 0) c->words = m->span;
  if (m->span.begin < c->words.begin) c->words.begin = m->span.begin;
  if (m->span.end > c->words.end) c->words.end = m->span.end;
}

actor_set collector_finish(const collector *c) {
  actor *copy = ARENA_NEW(c->arena, actor, c->count);
  memcpy(copy, c->found, sizeof *copy * c->count);
  return (actor_set){copy, c->count, c->words, c->mention, c->mention_count > 1};
}

void collector_add_issuers(collector *c, const mention *m) {
  for (uint32_t i = 0; m && i < m->issuer_count; i++) collector_add(c, &m->issuer[i], m->span);
  if (c->count) c->words = m->span;
}

bool mention_acts(const mention *m) {
  return m->kind != MENTION_PLACE && m->kind != MENTION_VAGUE && m->kind != MENTION_TEXT && !m->modifier;
}

/* The mention that the bunsetsu's head word is in. */
static const mention *head_mention(const collector *c, uint32_t b) {
  const mention *m = mention_at(c, head_of(c, at(c, b)));
  return m && !m->modifier ? m : NULL;
}

/* ---- coordination ---- */

/* Whether the bunsetsu ends in a word that joins it to the next name: と, や, および, a comma alone. */
static bool joins(const collector *c, uint32_t b) {
  const bunsetsu *x = at(c, b);
  if (tail_begin(c, x) >= x->end) return false;
  for (uint32_t i = tail_begin(c, x); i < x->end; i++) {
    const token *t = word_at(c, i);
    bool joint = t->pos == POS_CONJUNCTION || t->sub == SUB_PARALLEL || t->sub == SUB_COMMA || is_word(c, i, "と") || is_word(c, i, "や") ||
                 is_word(c, i, "・") || is_word(c, i, "など") || is_word(c, i, "か");
    if (!joint || t->sub == SUB_TOPIC) return false;
  }
  return true;
}

static bool is_conjunction(const collector *c, uint32_t b) {
  const bunsetsu *x = at(c, b);
  if (x->end - x->first == 2 && is_word(c, x->first, "それ") && is_word(c, x->first + 1, "に")) return true;
  return word_at(c, head_of(c, x))->pos == POS_CONJUNCTION;
}

/* Kinds that stand on one footing: states and bodies with each other, persons with persons. */
static bool on_one_footing(const mention *a, const mention *b) {
  bool persons = (a->kind == MENTION_PERSON) == (b->kind == MENTION_PERSON) || a->person == b->person;
  return persons || a->kind == MENTION_BODY || b->kind == MENTION_BODY;
}

/* バイデン大統領と、│ 国賓として │ 訪米した │ 尹大統領は: what is joined over a clause on the mention; NULL when there is none. */
static const mention *joined_over_clause(const collector *c, const mention *right) {
  enum { LONGEST = 10 }; /* bunsetsu of the clause */
  uint32_t own = c->parse->of_token.at[right->head_token];
  for (uint32_t k = c->parse->of_token.at[right->first], steps = 0; k > 0 && steps < LONGEST; steps++) {
    const bunsetsu *x = at(c, --k);
    if (x->segment != right->segment) return NULL;
    if (x->end >= 2 && word_at(c, x->end - 1)->sub == SUB_COMMA && is_word(c, x->end - 2, "と")) {
      const mention *left = head_mention(c, k);
      return left && left->kind == MENTION_PERSON && right->kind == MENTION_PERSON ? left : NULL;
    }
    if (x->head > own) return NULL;
  }
  return NULL;
}

/* Bunsetsu in front of the mention that are joined to it, newest first. */
static void add_coordinated(collector *c, const mention *head) {
  const mention *right = head;
  for (uint32_t steps = 0; steps < MAX_BACK; steps++) {
    if (right->first == 0) return;
    uint32_t b = c->parse->of_token.at[right->first];
    if (b == 0 || at(c, b - 1)->segment != right->segment) return;
    /* 、 inside one bunsetsu, 日本・米国 */
    uint32_t before = right->first - 1;
    const token *t = word_at(c, before);
    const mention *left = NULL;
    if (at(c, b)->first <= before && (is_word(c, before, "・") || t->sub == SUB_COMMA))
      left = before ? mention_at(c, before - 1) : NULL;
    else {
      uint32_t k = b - 1;
      if (at(c, b)->first != right->first) return;
      if (is_conjunction(c, k) && k > 0 && at(c, k - 1)->segment == right->segment) {
        k--;
        left = head_mention(c, k);
      } else if (joins(c, k)) left = head_mention(c, k);
      else if (right == head) left = joined_over_clause(c, head);
    }
    if (!left || left == right || !left->who_count || left->kind == MENTION_PLACE || !on_one_footing(left, head))
      return;
    if (left->modifier && !is_word(c, before, "・")) return;
    collector_add_mention(c, left);
    right = left;
  }
}

/* ---- the head ---- */

static collector collect(arena *a, const text_layout *layout, const token_layout *tokens, const parse_layout *parse,
                         const actor_layout *actors) {
  return (collector){.arena = a, .layout = layout, .tokens = tokens, .parse = parse, .actors = actors, .mention = NONE};
}

static void put_text_order(collector *c) {
  for (uint32_t i = 0; i < c->count / 2; i++) {
    actor swap = c->found[i];
    c->found[i] = c->found[c->count - 1 - i];
    c->found[c->count - 1 - i] = swap;
  }
}

/* Xなど3つの団体: the list in front of the word for all of it. */
static const mention *listed_before(const collector *c, uint32_t b) {
  for (uint32_t k = b, steps = 0; k > 0 && steps < 2 && at(c, k - 1)->segment == at(c, b)->segment; steps++) {
    const bunsetsu *x = at(c, --k);
    for (uint32_t i = tail_begin(c, x); i < x->end; i++)
      if (is_word(c, i, "など")) return i + 1 == x->end || is_word(c, i + 1, "の") ? head_mention(c, k) : NULL;
    if (mention_at(c, x->head_token)) return NULL;
  }
  return NULL;
}

static void add_head(collector *c, uint32_t b) {
  const mention *m = head_mention(c, b);
  bool open = !m || m->kind == MENTION_VAGUE || (m->kind == MENTION_GENERIC && m->anaphoric);
  const mention *list = open ? listed_before(c, b) : NULL;
  if (list && list->kind != MENTION_PLACE) m = list;
  if (!m) return;
  c->mention = (uint32_t)(m - c->actors->mentions.at);
  if (!mention_acts(m)) return;
  collector_add_mention(c, m);
  if (!c->count) return;
  uint32_t own = c->count;
  add_coordinated(c, m);
  if (c->count > own && own == 1) put_text_order(c);
}

/* ---- owners and targets ---- */

typedef enum { TIE_NONE, TIE_OWNER, TIE_TARGET } tie;

static bool has_text(const collector *c, const bunsetsu *x, const char *words) {
  view v = view_of_string(words);
  for (uint32_t i = tail_begin(c, x); i < x->end; i++)
    if (view_equals(word_at(c, i)->surface, v)) return true;
  return false;
}

/* How a modifier in の, による, への and their kin is tied to the noun after it. */
static tie tie_of(const collector *c, const bunsetsu *x) {
  if (tail_begin(c, x) >= x->end) return TIE_NONE;
  if (has_text(c, x, "へ") || has_text(c, x, "への") || has_text(c, x, "に対する") || has_text(c, x, "に対し") ||
      has_text(c, x, "に向けた") || has_text(c, x, "対する") || has_text(c, x, "に関する") ||
      has_text(c, x, "をめぐる") || has_text(c, x, "を巡る"))
    return TIE_TARGET;
  if (has_text(c, x, "による") || has_text(c, x, "からの") || has_text(c, x, "としての")) return TIE_OWNER;
  uint32_t last = x->end;
  while (last > tail_begin(c, x) && word_at(c, last - 1)->pos == POS_SYMBOL) last--;
  if (last == tail_begin(c, x)) return TIE_NONE;
  if (!is_word(c, last - 1, "の")) return TIE_NONE;
  if (last - 1 == tail_begin(c, x)) return TIE_OWNER;
  if (has_text(c, x, "から") || has_text(c, x, "より")) return TIE_OWNER;
  if (has_text(c, x, "と")) return TIE_TARGET;
  return has_text(c, x, "で") || has_text(c, x, "まで") ? TIE_NONE : TIE_OWNER;
}

/* Modifiers inside the bunsetsu: 中国軍機, 日中首脳会談; 対ロ制裁 and ウクライナ侵攻 have a target. */
static void add_inner(collector *c, uint32_t b, tie wanted) {
  const bunsetsu *x = at(c, b);
  const mention *last = NULL;
  for (uint32_t i = x->first; i < x->head_token; i++) {
    const mention *m = mention_at(c, i);
    if (!m || m == last || m->kind == MENTION_VAGUE || m->kind == MENTION_PLACE) continue;
    last = m;
    if ((m->target ? TIE_TARGET : TIE_OWNER) == wanted && m->modifier) collector_add_mention(c, m);
  }
  const mention *own = mention_at(c, x->head_token); /* 訪米: the state is in the noun itself */
  if (own && own->target && wanted == TIE_TARGET && own != last) collector_add_mention(c, own);
}

/* 『台湾の│独立』: a term that begins with a name is not owned by whom it names. */
static bool begins_term(const collector *c, const bunsetsu *x) {
  if (word_at(c, x->first)->sub != SUB_OPEN) return false;
  for (uint32_t i = x->first; i < x->end; i++)
    if (word_at(c, i)->sub == SUB_CLOSE) return false;
  return true;
}

static void add_tied(collector *c, uint32_t b, tie wanted, uint32_t depth) {
  uint32_t first = c->parse->segments.at[at(c, b)->segment].first;
  for (uint32_t k = b, steps = 0; k-- > first && steps < MAX_BACK; steps++) {
    const bunsetsu *x = at(c, k);
    if (x->head != b) continue;
    tie found = tie_of(c, x);
    if (found == TIE_NONE) continue;
    const mention *m = head_mention(c, k);
    if (m && mention_acts(m) && m->who_count) {
      if (found != wanted || begins_term(c, x)) continue;
      collector_add_mention(c, m);
      add_coordinated(c, m);
      return;
    }
    if (found == TIE_TARGET && wanted == TIE_TARGET && !m) { /* Xの計画への批判 */
      uint32_t before = c->count;
      add_inner(c, k, TIE_OWNER);
      if (c->count == before) add_tied(c, k, TIE_OWNER, depth + 1);
      if (c->count > before) return;
    }
    if (found == TIE_OWNER && depth < 4 && !m) {
      uint32_t before = c->count;
      add_inner(c, k, wanted);
      if (c->count == before) add_tied(c, k, wanted, depth + 1);
      if (c->count > before) return;
    }
  }
}

actor_set actor_of_phrase(arena *a, const text_layout *layout, const token_layout *tokens, const parse_layout *parse,
                          const actor_layout *actors, uint32_t b) {
  if (parse->language == LANGUAGE_EN) return english_phrase_actors(a, layout, tokens, parse, actors, b, PHRASE_HEAD);
  collector c = collect(a, layout, tokens, parse, actors);
  add_head(&c, b);
  return collector_finish(&c);
}

actor_set actor_of_owner(arena *a, const text_layout *layout, const token_layout *tokens, const parse_layout *parse,
                         const actor_layout *actors, uint32_t b) {
  if (parse->language == LANGUAGE_EN) return english_phrase_actors(a, layout, tokens, parse, actors, b, PHRASE_OWNER);
  collector c = collect(a, layout, tokens, parse, actors);
  add_head(&c, b);
  if (!c.count) add_inner(&c, b, TIE_OWNER);
  if (!c.count) add_tied(&c, b, TIE_OWNER, 0);
  if (!c.count) collector_add_issuers(&c, head_mention(&c, b));
  return collector_finish(&c);
}

actor_set actor_of_target(arena *a, const text_layout *layout, const token_layout *tokens, const parse_layout *parse,
                          const actor_layout *actors, uint32_t b) {
  if (parse->language == LANGUAGE_EN) return english_phrase_actors(a, layout, tokens, parse, actors, b, PHRASE_TARGET);
  collector c = collect(a, layout, tokens, parse, actors);
  add_inner(&c, b, TIE_TARGET);
  if (!c.count) add_tied(&c, b, TIE_TARGET, 0);
  return collector_finish(&c);
}
