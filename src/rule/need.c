/* need.c - conditions of a rule. */
#include "rule/scene.h"

/* The same of English lemmas, which end at blanks. */
static bool english_ends_in_one(const word_classes *classes, view words, view list) {
  view part;
  while (list.len && view_split(&list, '|', &part)) {
    bool class = view_starts_with(part, TEXT("<")) && part.len > 2;
    if (class) part = view_slice(part, 1, part.len - 1);
    for (size_t at = 0; at < words.len;) {
      view rest = view_skip(words, at);
      if (class ? word_in_class(classes, rest, part) : view_equals(rest, part)) return true;
      size_t blank = view_find(words, TEXT(" "), at);
      at = blank == SIZE_MAX ? words.len : blank + 1;
    }
  }
  return false;
}

/* called it "a terrible surrender": any word of a quotation in English. */
static bool quotation_fits(const scene *s, const word_classes *classes, const quote *q, view list) {
  for (uint32_t g = q->segment; g < q->segment + q->segment_count; g++) {
    bunsetsu_range words = s->parse->segments.at[g];
    for (uint32_t t = words.first; t < words.first + words.count; t++)
      if (english_ends_in_one(classes, s->tokens->tokens.at[t].lemma, list)) return true;
  }
  return false;
}

/* Whether the words end in one of w1|w2|<class>: the head noun decides. */
static bool ends_in_one(const word_classes *classes, view words, view lemma, view list) {
  view part;
  while (list.len && view_split(&list, '|', &part)) {
    if (view_starts_with(part, TEXT("<")) && part.len > 2) {
      view name = view_slice(part, 1, part.len - 1);
      if (word_in_class(classes, lemma, name)) return true;
      for (size_t at = 0; at < words.len;) { /* 即時撤退 ends in 撤退 */
        uint32_t length;
        if (word_in_class(classes, view_skip(words, at), name)) return true;
        utf8_decode(words, at, &length);
        at += length;
      }
    } else if (view_ends_with(words, part) || view_equals(lemma, part)) return true;
  }
  return false;
}

static view tail_of(view words) {
  enum { TAIL = 36 }; /* bytes: twelve kanji; class members are shorter */
  if (words.len <= TAIL) return words;
  size_t at = words.len - TAIL;
  while (at < words.len && ((unsigned char)words.ptr[at] & 0xC0) == 0x80) at++;
  return view_skip(words, at);
}

/* 融資の実行, 部隊の派遣の準備: what is carried out is what the words are about. */
static bool deed_fits(const scene *s, const word_classes *classes, const argument *a, view list) {
  uint32_t t = a->head_token;
  const token *all = s->tokens->tokens.at;
  if (t < 2 || !word_in_class(classes, all[t].surface, TEXT("継続")) || !view_equals(all[t - 1].surface, TEXT("の"))) return false;
  if (all[t - 2].span.begin < a->span.begin) return false;
  view words = view_span(s->layout->text, (span){a->span.begin, all[t - 2].span.end});
  return ends_in_one(classes, tail_of(words), all[t - 2].lemma, list);
}

/* 検問所のうち2か所を: what they are some of. */
static bool whole_fits(const scene *s, const word_classes *classes, const argument *a, view list) {
  const token *all = s->tokens->tokens.at;
  uint32_t t = a->head_token;
  if (all[t].sub != SUB_COUNTER) return false;
  while (t > 0 && all[t - 1].span.begin >= a->span.begin) t--;
  if (t > 0 && all[t - 1].sub == SUB_COMMA) t--;
  if (t < 3 || !view_equals(all[t - 1].surface, TEXT("うち")) || !view_equals(all[t - 2].surface, TEXT("の"))) return false;
  return ends_in_one(classes, all[t - 3].surface, all[t - 3].lemma, list);
}

/* Whether the noun of an argument ends in one of the list, with the amounts behind it or without. */
static bool noun_fits(const scene *s, const word_classes *classes, const argument *a, view list) {
  if (s->layout->language == LANGUAGE_EN) return english_ends_in_one(classes, a->words, list);
  if (ends_in_one(classes, tail_of(view_span(s->layout->text, a->span)), s->tokens->tokens.at[a->head_token].lemma, list)) return true;
  if (deed_fits(s, classes, a, list) || whole_fits(s, classes, a, list)) return true;
  uint32_t last;
  view words = rule_argument_words(classes, s->layout, s->tokens, a, &last);
  return last != a->head_token && ends_in_one(classes, tail_of(words), s->tokens->tokens.at[last].lemma, list);
}

/* 根拠がない, 債務がある: what there is or is not is named in が. */
static bool existence_fits(const scene *s, const word_classes *classes, const frame *clause, view list) {
  bool existence = view_equals(clause->lemma, TEXT("ある")) || view_equals(clause->lemma, TEXT("ない"));
  const argument *a = existence ? frame_argument(s->frames, clause, ROLE_GA) : NULL;
  if (!a) return false;
  bool absent = clause->negated || view_equals(clause->lemma, TEXT("ない"));
  view noun = tail_of(view_span(s->layout->text, a->span));
  view words = arena_format(s->arena, "%.*sが%s", (int)noun.len, noun.ptr, absent ? "ない" : "ある");
  return ends_in_one(classes, words, (view){0}, list);
}

/* Whether the clause's predicate, or what it is done to, ends so: 制裁を科す is about 制裁. */
static bool clause_fits(const scene *s, const word_classes *classes, const frame *clause, view list) {
  if (s->layout->language == LANGUAGE_EN) {
    if (english_ends_in_one(classes, clause->compound, list) || english_ends_in_one(classes, clause->lemma, list)) return true;
    if (clause->light && english_ends_in_one(classes, clause->noun, list)) return true;
    const argument *object = frame_argument(s->frames, clause, ROLE_WO);
    return object && english_ends_in_one(classes, object->words, list);
  }
  if (ends_in_one(classes, clause->compound, clause->lemma, list)) return true;
  if (existence_fits(s, classes, clause, list)) return true;
  if (clause->light && ends_in_one(classes, clause->noun, clause->noun, list)) return true;
  view stem = s->tokens->tokens.at[clause->head_token].surface;
  if (ends_in_one(classes, stem, clause->lemma, list)) return true;
  for (uint32_t i = clause->argument; i < clause->argument + clause->argument_count; i++) {
    const argument *inner = &s->frames->arguments.at[i];
    if (inner->of == NONE && (inner->role == ROLE_WO || inner->also || inner->topic) && noun_fits(s, classes, inner, list)) return true;
  }
  return false;
}

/* Whether the noun only makes its clause one (こと) or says how it is meant (方針): then the clause decides. Otherwise the
 * noun does: 解放を求める声明 is a statement and no release. */
static bool clause_decides(const scene *s, const argument *a) {
  view noun = s->tokens->tokens.at[a->head_token].surface;
  return a->role == ROLE_QUOTE || view_equals(noun, TEXT("こと")) || view_equals(noun, TEXT("の")) || s->frames->frames.at[a->frame].mood;
}

/* 完全に撤退し、武器を渡すよう: any of the clauses that a demand joins may decide. in: the place asked for; 集会を禁じる of
 * 集会を禁じる法律を可決した is the quote of a pattern whose noun is 法律. */
static bool words_fit(const scene *s, const word_classes *classes, const argument *a, role in, view list) {
  bool clause = a->frame != NONE && (a->role == ROLE_QUOTE || a->link == LINK_KOTO);
  if (clause && (in == ROLE_QUOTE || clause_decides(s, a))) {
    const frame *clause = &s->frames->frames.at[a->frame];
    if (clause_fits(s, classes, clause, list)) return true;
    const frame *before = a->frame ? clause - 1 : NULL; /* the next one to the left that is joined to it */
    bool demand = a->role == ROLE_QUOTE && a->link == LINK_YOU && before && before->segment == clause->segment;
    return demand && before->embedding == EMBED_COORDINATE && before->parent == a->frame && clause_fits(s, classes, before, list);
  }
  if (a->quote != NONE && s->layout->language == LANGUAGE_EN) return quotation_fits(s, classes, &s->layout->quotes.at[a->quote], list);
  if (a->quote != NONE) return ends_in_one(classes, tail_of(view_span(s->layout->text, s->layout->quotes.at[a->quote].inner)), (view){0}, list);
  return noun_fits(s, classes, a, list);
}

/* 派遣してほしい, やめてください: the clause or the last sentence of the quotation asks for it. */
static bool has_content_mood(const scene *s, const argument *a, uint32_t mood) {
  if (a->quote == NONE) return a->frame != NONE && s->frames->frames.at[a->frame].mood & mood;
  const quote *q = &s->layout->quotes.at[a->quote];
  if (!q->segment_count) return false;
  frame_range range = s->frames->segments.at[q->segment + q->segment_count - 1];
  for (uint32_t f = range.first + range.count; f-- > range.first;)
    if (s->frames->frames.at[f].embedding == EMBED_MAIN) return s->frames->frames.at[f].mood & mood;
  return false;
}

/* warned that it would strike: the clause is about what the actor does. */
static bool is_own_clause(const scene *s, uint32_t f, const argument *noun, role in, const party *actor) {
  place agent = {PLACE_AGENT, in};
  place_list one = {.at = &agent, .count = 1};
  party who = scene_party(s, f, noun, &one);
  return who.found && actor_sets_equal(&who.who, &actor->who);
}

static bool any_sector(const actor_set *who, view list) {
  view part;
  while (list.len && view_split(&list, '|', &part))
    for (uint32_t i = 0; i < who->count; i++)
      if (view_equals(who->at[i].sector, part) || (!who->at[i].sector.len && view_starts_with(who->at[i].code, part))) return true;
  return false;
}

static bool mention_is(const scene *s, const actor_set *who, need_kind kind) {
  if (who->mention == NONE || !who->count) return false;
  const mention *m = &s->actors->mentions.at[who->mention];
  if (kind == NEED_PERSON) return m->person;
  if (kind == NEED_BODY) return m->kind == MENTION_BODY || (m->who_count && !m->who->sector.len);
  return m->kind == MENTION_STATE || m->kind == MENTION_PLACE;
}

static bool names_place(const scene *s, const argument *a) {
  uint32_t m = s->actors->of_token.at[a->head_token];
  if (m != NONE && (s->actors->mentions.at[m].kind == MENTION_PLACE || s->actors->mentions.at[m].kind == MENTION_STATE)) return true;
  return s->tokens->tokens.at[a->head_token].sub == SUB_PLACE;
}

static bool subject_holds(const scene *s, uint32_t f, const argument *noun, const need *n, const party *who) {
  const argument *a = n->place.role == ROLE_COUNT ? who->argument : scene_argument(s, f, noun, n->place);
  actor_set set = {0};
  if (n->place.role == ROLE_COUNT) set = who->who;
  else {
    place_list one = {.at = &n->place, .count = 1};
    set = scene_party(s, f, noun, &one).who;
  }
  switch (n->kind) {
    case NEED_ACTOR: return set.count > 0;
    case NEED_STATE: case NEED_PERSON: case NEED_BODY: return mention_is(s, &set, n->kind);
    case NEED_SECTOR: return any_sector(&set, n->words);
    case NEED_PLACE: return a && names_place(s, a);
    default: return false;
  }
}

/* future: planned, intended or obliged, and the plain form in somebody's own words: 報復すると述べた. */
static bool has_mood(const scene *s, uint32_t f, uint32_t mood) {
  const frame *x = &s->frames->frames.at[f];
  if (x->mood & mood) return true;
  if (!(mood & MOOD_FUTURE)) return false;
  if (x->mood & (MOOD_INTENT | MOOD_OBLIGATION)) return true;
  return !x->past && !x->progressive && scene_heads_content(s, f);
}

static bool holds(const scene *s, const word_classes *classes, uint32_t f, const argument *noun, const need *n, const party *actor,
                  const party *recipient) {
  const frame *x = &s->frames->frames.at[f];
  const argument *a = n->place.role == ROLE_COUNT ? NULL : scene_argument(s, f, noun, n->place);
  switch (n->kind) {
    case NEED_PRESENT: {
      if (n->place.kind == PLACE_ROLE) return a != NULL;
      place_list one = {.at = &n->place, .count = 1};
      return scene_party(s, f, noun, &one).found != FOUND_NONE;
    }
    case NEED_WORD: return a && words_fit(s, classes, a, n->place.role, n->words);
    case NEED_NOT_WORD: return !a || !words_fit(s, classes, a, n->place.role, n->words);
    case NEED_NEGATED: return a && a->frame != NONE && s->frames->frames.at[a->frame].negated;
    case NEED_PAST: return a && a->frame != NONE && s->frames->frames.at[a->frame].past;
    case NEED_GAP: return a && a->gap;
    case NEED_OWN: return a && is_own_clause(s, f, noun, n->place.role, actor);
    case NEED_WISH: return a && has_content_mood(s, a, MOOD_REQUEST);
    case NEED_MUST: return a && has_content_mood(s, a, MOOD_OBLIGATION);
    case NEED_MUTUAL: return actor->who.count > 1 || actor->who.several;
    case NEED_CLAUSE: return noun && noun->frame != NONE;
    case NEED_TOLD: return s->frames->frames.at[f].embedding <= EMBED_ADVERBIAL;
    case NEED_REFUSED: return x->negated;
    case NEED_MOOD: return has_mood(s, f, n->value);
    case NEED_LINK:
      for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++)
        if (s->frames->arguments.at[i].frame != NONE && s->frames->arguments.at[i].link == (link_kind)n->value) return true;
      return false;
    case NEED_RECIPIENT: return recipient->who.count > 0;
    case NEED_UNKNOWN: case NEED_ABSENT: return true;
    default: return subject_holds(s, f, noun, n, n->recipient ? recipient : actor);
  }
}

bool scene_need(const scene *s, const word_classes *classes, uint32_t f, const argument *noun, const need *n, const party *actor,
                const party *recipient) {
  return holds(s, classes, f, noun, n, actor, recipient) != n->absent;
}
