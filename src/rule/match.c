/* match.c - finds the rules whose predicate pattern fits a frame.
 *
 *   深い懸念を示した ─▶ verbs: 示す        ─▶ its rules without a noun
 *                      classes of 示す     ─▶ their rules without a noun
 *                      nouns: 念           ─▶ of both, the rules whose noun ends in 念: is it 懸念, in を?
 *
 * So a frame costs a few lookups for each verb, class and noun of its own, however many rules there are. */
#include "rule/rule.h"

enum {
  MAX_NOUNS = 32,    /* arguments of a frame that are looked at */
  MAX_CLASSES = 32,  /* of a verb */
  MAX_COMPOUND = 96  /* bytes before the lemma that may belong to a rule's verb */
};

typedef struct {
  const rule_index *index;
  const frame *frame;
  const frame_layout *frames;
  rule_match *out;
  uint16_t phase[MAX_MATCHES]; /* the search in which each match was found */
  uint32_t count, current_phase;
  struct {
    const argument *argument;
    view words; /* without closing brackets */
  } nouns[MAX_NOUNS];
  uint32_t noun_count;
  bool tells; /* a clause or quotation is its object */
  uint32_t lasts[MAX_NOUNS + 1], last_count; /* their last characters and that of a light verb's noun, each once */
} matcher;

/* ---- the frame's nouns ---- */

/* 「深い憂慮」 ends in 憂慮: closing brackets do not count. */
static view without_brackets(view words) {
  static const char *const marks[] = {"」", "』", "”", "）", ")", "》", "〉"};
  for (size_t i = 0; i < COUNT_OF(marks) && words.len;) {
    view mark = view_of_string(marks[i]);
    if (view_ends_with(words, mark)) words.len -= mark.len, i = 0;
    else i++;
  }
  return words;
}

/* 主要都市ゴマ: a name, or a word that no dictionary has, right behind the noun that says what it is. */
static bool is_apposition(const token *k, const token *before) {
  bool name = k->sub == SUB_PLACE || k->sub == SUB_PERSON || k->sub == SUB_ORGANISATION || (k->unknown && k->pos == POS_NOUN && k->sub != SUB_NUMBER);
  bool count = k->name != NONE && k->surface.len && k->surface.ptr[0] >= '0' && k->surface.ptr[0] <= '9'; /* 職員2人, where 2人 may be a pronoun */
  return (name || count) && before->pos == POS_NOUN && before->sub != SUB_NUMBER && before->sub != SUB_PLACE && before->span.end == k->span.begin;
}

/* 爆撃機B1, ミサイル30: a model or number in Latin letters behind the noun. */
static bool is_model(const text_layout *layout, const token *k, const token *before) {
  view words = view_span(layout->text, k->span);
  for (size_t i = 0; i < words.len; i++)
    if (((unsigned char)words.ptr[i] & 0x80) || words.ptr[i] == ' ') return false;
  return words.len && before->pos == POS_NOUN && before->sub != SUB_NUMBER && before->span.end == k->span.begin;
}

/* 演習「海峡の雷」: how many tokens from the last word of a name in brackets back to the noun before them; 0: there is none. */
static uint32_t bracketed_name(const token_layout *tokens, uint32_t t, uint32_t begin) {
  const token *all = tokens->tokens.at;
  if (t + 1 >= tokens->tokens.count || all[t + 1].sub != SUB_CLOSE) return 0;
  for (uint32_t i = t; i > 0 && all[i].span.begin >= begin; i--)
    if (all[i].sub == SUB_OPEN) return all[i - 1].pos == POS_NOUN && all[i - 1].span.begin >= begin ? t - (i - 1) : 0;
  return 0;
}

static bool is_amount(const word_classes *words, const token *t) {
  return t->sub == SUB_NUMBER || t->sub == SUB_COUNTER || t->sub == SUB_COMMA || word_in_class(words, t->surface, TEXT("概数"));
}

view rule_argument_words(const word_classes *words, const text_layout *layout, const token_layout *tokens, const argument *a, uint32_t *last) {
  uint32_t t = a->head_token;
  *last = t;
  view all = view_span(layout->text, a->span);
  if (!words || a->quote != NONE) return all;
  for (;;) {
    const token *k = &tokens->tokens.at[t];
    bool part = t > 1 && word_in_class(words, k->surface, TEXT("一部分")) && view_equals(tokens->tokens.at[t - 1].surface, TEXT("の"));
    uint32_t step = t == a->head_token ? bracketed_name(tokens, t, a->span.begin) : 0;
    bool share = k->sub == SUB_NUMBER && t > 1 && view_equals(tokens->tokens.at[t - 1].surface, TEXT("の")); /* 株式の51%, 部隊の18人 */
    if (!step) step = part || share ? 2 : is_amount(words, k) || (t > 0 && is_apposition(k, &tokens->tokens.at[t - 1])) ? 1 : 0;
    if (!step && t > 0 && is_model(layout, k, &tokens->tokens.at[t - 1])) step = 1;
    if (!step) break;
    if (t < step || tokens->tokens.at[t - step].span.begin < a->span.begin) return all;
    t -= step;
  }
  if (t == a->head_token) return all;
  *last = t;
  return view_span(layout->text, (span){a->span.begin, tokens->tokens.at[t].span.end});
}

static void add_last(matcher *m, view words) {
  if (!words.len) return;
  uint32_t last = rule_noun_key_of(m->index->language, 0, words).last;
  for (uint32_t i = 0; i < m->last_count; i++)
    if (m->lasts[i] == last) return;
  m->lasts[m->last_count++] = last;
}

static void collect_nouns(matcher *m, const text_layout *layout, const token_layout *tokens, const frame_layout *frames) {
  const frame *f = m->frame;
  for (uint32_t i = f->argument; i < f->argument + f->argument_count && m->noun_count < MAX_NOUNS; i++) {
    const argument *a = &frames->arguments.at[i];
    if (a->of != NONE && !a->marker.len) continue; /* hit the banks with sanctions: the phrase may be tied to either */
    m->tells = m->tells || (a->role == ROLE_QUOTE && a->frame != NONE && (a->link == LINK_TO || a->link == LINK_TOSHITE));
    uint32_t last;
    view words = m->index->language == LANGUAGE_EN ? a->words : without_brackets(rule_argument_words(m->index->words, layout, tokens, a, &last));
    m->nouns[m->noun_count].argument = a;
    m->nouns[m->noun_count++].words = words;
    add_last(m, words);
  }
  if (f->light) add_last(m, f->noun);
}

static bool is_marked(const rule_key *k, const argument *a) {
  return a->role == k->particle ||
         ((a->also || a->topic) && (a->role == ROLE_GA || a->role == ROLE_OTHER || a->role == ROLE_WO));
}

/* A topic beside the subject. */
static bool is_bare_topic(const argument *a) { return a->topic && a->role == ROLE_OTHER; }

/* "trade war" ends in "war", and in English not in "ar". */
static bool ends_in(language_id l, view words, view noun) {
  if (!view_ends_with(words, noun)) return false;
  return l != LANGUAGE_EN || words.len == noun.len || words.ptr[words.len - noun.len - 1] == ' ';
}

/* take part in: an argument with the preposition, the noun's or the predicate's. */
static bool has_behind(const matcher *m, const frame_layout *frames, view marker) {
  for (uint32_t i = m->frame->argument; i < m->frame->argument + m->frame->argument_count; i++)
    if (view_equals(frames->arguments.at[i].marker, marker)) return true;
  return false;
}

/* The argument that is the pattern's noun. 関税は不当だと発表した: what is told is the object, so that the topic is none. */
static const argument *find_noun(const matcher *m, const rule_key *k) {
  for (uint32_t i = 0; i < m->noun_count; i++)
    if (is_marked(k, m->nouns[i].argument) && !(m->tells && k->particle == ROLE_WO && is_bare_topic(m->nouns[i].argument)) &&
        ends_in(m->index->language, m->nouns[i].words, k->noun))
      return m->nouns[i].argument;
  return NULL;
}

/* The same of a rule of English: the preposition decides, where the pattern has one (put on alert), and else the role. */
static const argument *find_english_noun(const matcher *m, const rule_key *k, const rule *r) {
  if (r->behind.len && !has_behind(m, m->frames, r->behind)) return NULL;
  if (!r->marker.len) return find_noun(m, k);
  for (uint32_t i = 0; i < m->noun_count; i++)
    if (view_equals(r->marker, m->nouns[i].argument->marker) && ends_in(LANGUAGE_EN, m->nouns[i].words, k->noun)) return m->nouns[i].argument;
  return NULL;
}

/* ---- matches ---- */

/* Of equal scores the later search comes first, and in one search the earlier rule. */
static bool comes_before(const matcher *m, const rule_match *match, uint32_t at) {
  const rule_match *other = &m->out[at];
  if (match->score != other->score) return match->score > other->score;
  return m->current_phase != m->phase[at] ? m->current_phase > m->phase[at] : match->rule < other->rule;
}

static void add_match(matcher *m, uint32_t number, const argument *noun, uint32_t verb_length) {
  const rule *r = &m->index->rules.at[number];
  enum { NEGATIVE = 1 << 20, NOUN = 1 << 12, VERB = 1 << 4 }; /* the first difference decides, in this order */
  uint32_t score = (r->negative ? NEGATIVE : 0) + (uint32_t)r->noun.len * NOUN + verb_length * VERB + r->weight;
  rule_match match = {r, noun, score};
  uint32_t at = m->count;
  while (at > 0 && comes_before(m, &match, at - 1)) at--;
  if (at == MAX_MATCHES) return;
  uint32_t moved = m->count < MAX_MATCHES ? m->count++ - at : MAX_MATCHES - 1 - at;
  memmove(m->out + at + 1, m->out + at, moved * sizeof *m->out);
  memmove(m->phase + at + 1, m->phase + at, moved * sizeof *m->phase);
  m->out[at] = match;
  m->phase[at] = (uint16_t)m->current_phase;
}

static bool polarity_fits(const rule_key *k, const frame *f) {
  if (!k->negative) return true;
  return f->negated && (!k->potential || f->voice == VOICE_PASSIVE || (f->mood & MOOD_POTENTIAL));
}

static void try_nouns(matcher *m, uint32_t family, uint32_t verb_length, bool of_light_verb) {
  for (uint32_t n = 0; n < m->last_count; n++) {
    rule_noun_key key = {family, m->lasts[n]};
    uint32_t i = map_get(&m->index->nouns, view_of((const char *)&key, sizeof key));
    for (; i != NONE; i = m->index->keys.at[i].next) {
      const rule_key *k = &m->index->keys.at[i];
      if (!polarity_fits(k, m->frame)) continue;
      const argument *noun = m->index->language == LANGUAGE_EN ? find_english_noun(m, k, &m->index->rules.at[i]) : find_noun(m, k);
      bool light = of_light_verb && m->frame->light && ends_in(m->index->language, m->frame->noun, k->noun);
      if (noun || light) add_match(m, i, noun, verb_length);
    }
  }
}

static bool stands_behind(const matcher *m, uint32_t number) {
  if (m->index->language != LANGUAGE_EN) return true; /* rules are large, and looked at only here */
  const rule *r = &m->index->rules.at[number];
  return !r->behind.len || has_behind(m, m->frames, r->behind);
}

/* of_light_verb: the frame's verb is only the verb of a light verb phrase, so that a rule must name the noun. */
static void try_family(matcher *m, uint32_t family, uint32_t verb_length, bool of_light_verb) {
  if (family == NONE) return;
  const rule_family *x = &m->index->families.at[family];
  uint32_t length = x->is_class ? 0 : verb_length;
  m->current_phase++;
  for (uint32_t i = of_light_verb ? NONE : x->bare; i != NONE; i = m->index->keys.at[i].next)
    if (polarity_fits(&m->index->keys.at[i], m->frame) && stands_behind(m, i)) add_match(m, i, NULL, length);
  if (x->has_nouns) try_nouns(m, family, length, of_light_verb);
}

/* ---- the frame's verbs ---- */

static void try_verb(matcher *m, view verb, bool of_light_verb) {
  try_family(m, map_get(&m->index->verbs, verb), (uint32_t)verb.len, of_light_verb);
}

/* Keeps families in their order and each once. */
static uint32_t add_family(uint32_t families[MAX_CLASSES], uint32_t count, uint32_t family) {
  uint32_t at = count;
  while (at > 0 && families[at - 1] >= family) at--;
  if (family == NONE || count == MAX_CLASSES || (at < count && families[at] == family)) return count;
  memmove(families + at + 1, families + at, (count - at) * sizeof *families);
  families[at] = family;
  return count + 1;
}

static void try_classes(matcher *m, view verb, bool of_light_verb) {
  const word_classes *words = m->index->words;
  uint32_t families[MAX_CLASSES] = {0}, count = add_family(families, 0, map_get(&m->index->classes, verb));
  for (uint32_t i = words ? map_get(&words->members, verb) : NONE; i != NONE; i = words->entries.at[i].next) {
    uint32_t number = words->entries.at[i].class_number;
    if (number < m->index->of_class.count) count = add_family(families, count, m->index->of_class.at[number]);
  }
  for (uint32_t i = 0; i < count; i++) try_family(m, families[i], (uint32_t)verb.len, of_light_verb);
}

/* 訪米する fits 訪～する. */
static void try_prefix(matcher *m, view verb) {
  uint32_t length;
  if (verb.len == 0) return;
  utf8_decode(verb, 0, &length);
  if (verb.len <= length) return;
  char key[8];
  memcpy(key, verb.ptr, length);
  memcpy(key + length, "～", strlen("～"));
  try_family(m, map_get(&m->index->verbs, view_of(key, length + strlen("～"))), length, false);
}

static view after_first(view words);

/* 国外退去させる, 退去させる: as the predicate itself, from the longest on. */
static void try_causative(matcher *m) {
  view verb = m->frame->causative;
  size_t shortest = m->frame->lemma.len;
  while (verb.len > shortest + MAX_COMPOUND) verb = after_first(verb);
  for (; verb.len && verb.len >= shortest; verb = after_first(verb)) {
    try_verb(m, verb, false);
    try_classes(m, verb, false);
  }
}

static view after_first(view words) {
  uint32_t length;
  utf8_decode(words, 0, &length);
  return view_skip(words, length);
}

/* pull, pull out, pull out of: the verb with its particle and the prepositions of its arguments. */
static void try_english(matcher *m, view verb) {
  const frame *f = m->frame;
  char bytes[MAX_COMPOUND];
  try_verb(m, verb, false);
  try_classes(m, verb, false);
  for (uint32_t i = f->argument; i < f->argument + f->argument_count; i++) {
    view marker = m->frames->arguments.at[i].marker;
    if (!marker.len || m->frames->arguments.at[i].of != NONE || verb.len + 1 + marker.len > sizeof bytes) continue;
    memcpy(bytes, verb.ptr, verb.len);
    bytes[verb.len] = ' ';
    memcpy(bytes + verb.len + 1, marker.ptr, marker.len);
    view whole = view_of(bytes, verb.len + 1 + marker.len);
    if (m->index->words && word_in_class(m->index->words, whole, TEXT("phrasal"))) continue; /* took part in is not took in */
    try_verb(m, whole, false);
    try_classes(m, whole, false);
  }
}

static uint32_t match_english(matcher *m) {
  const frame *f = m->frame;
  if (f->lemma.len < MAX_COMPOUND) try_english(m, f->lemma);
  if (f->particle.len && f->compound.len < MAX_COMPOUND) try_english(m, f->compound);
  if (f->light) {
    try_verb(m, f->verb, true);
    try_classes(m, f->verb, true);
  }
  return m->count;
}

uint32_t rule_match_frame(const rule_index *index, const text_layout *layout, const token_layout *tokens,
                          const frame_layout *frames, const frame *f, rule_match out[MAX_MATCHES]) {
  matcher m;
  m.index = index, m.frame = f, m.frames = frames, m.out = out; /* the arrays need no zeros */
  m.tells = false;
  m.count = m.current_phase = m.noun_count = m.last_count = 0;
  collect_nouns(&m, layout, tokens, frames);
  if (index->language == LANGUAGE_EN) return match_english(&m);
  bool noun_headed = tokens->tokens.at[f->head_token].pos == POS_NOUN;
  view verb = f->compound;
  while (verb.len > f->lemma.len + MAX_COMPOUND) verb = after_first(verb);
  while (verb.len > f->lemma.len && noun_headed) { /* 緊急会談する, 急会談する, 会談する */
    try_verb(&m, verb, false);
    verb = after_first(verb);
  }
  if (!noun_headed && !view_equals(f->compound, f->lemma)) {
    try_verb(&m, f->compound, false);
    try_classes(&m, f->compound, false);
  }
  try_verb(&m, f->lemma, false);
  if (noun_headed) try_prefix(&m, f->lemma);
  try_classes(&m, f->lemma, false);
  if (f->other.len) {
    try_verb(&m, f->other, false);
    try_classes(&m, f->other, false);
  }
  if (f->causative.len) try_causative(&m);
  if (f->light) {
    try_verb(&m, f->verb, true);
    try_classes(&m, f->verb, true);
  }
  return m.count;
}
