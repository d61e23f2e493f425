/* english_clause.c - how clauses are embedded in each other, what mood the words around give them, whose subject they share.
 *
 *   Iran threatened to close the strait            close: infinitive of threatened, whose subject it has
 *   The US urged Israel to hold back               hold back: infinitive of urged, whose object it has
 *   Russia is expected to attack, plans to attack  attack stands where the verb above stands, with its mood
 *   began shelling, failed to agree                and with its tense and polarity */
#include "frame/english_context.h"

static uint32_t frame_of(const english_context *c, uint32_t t) { return t == NONE ? NONE : c->out->of_bunsetsu.at[t]; }

/* The frame that the noun of token t is, in the end, part of. */
static uint32_t governing(const english_context *c, uint32_t t) {
  for (; t != NONE; t = en_head(c, t))
    if (c->out->of_bunsetsu.at[t] != NONE) return c->out->of_bunsetsu.at[t];
  return NONE;
}

static const argument *argument_of_clause(const english_context *c, const frame *p, uint32_t clause) {
  for (uint32_t i = p->argument; i < p->argument + p->argument_count; i++)
    if (c->out->arguments.at[i].frame == clause && c->out->arguments.at[i].role == ROLE_QUOTE) return &c->out->arguments.at[i];
  return NULL;
}

static bool has_argument(const english_context *c, const frame *f, role r) {
  const argument *a = frame_argument(c->out, f, r);
  return a && !(a->frame != NONE && a->role == ROLE_QUOTE);
}

static bool is_infinitive(const english_context *c, uint32_t t) { return en_has_child(c, t, RELATION_MARK, "to"); }

/* ---- embedding ---- */

static void embed_in_noun(english_context *c, uint32_t i, uint32_t noun) {
  frame *f = en_frame(c, i);
  f->embedding = EMBED_RELATIVE;
  f->head_noun = noun;
  f->parent = governing(c, noun);
  f->link = LINK_BARE;
  if (en_relation(c, f->bunsetsu) == RELATION_ACL_RELCL) return;
  uint32_t mood = map_get(&c->rules->nouns, en_token(c, noun)->lemma);
  if (is_infinitive(c, f->bunsetsu)) {
    f->link = LINK_YOU;
    if (mood != NONE) f->mood |= mood, f->modal = true;
  } else if (en_mark(c, f->bunsetsu) != NONE && !(en_token(c, f->bunsetsu)->morph & MORPH_GERUND)) f->link = LINK_TONO;
}

static void embed_adverbial(english_context *c, frame *f) {
  uint32_t mark = en_mark(c, f->bunsetsu);
  if (mark == NONE) EN_CHILDREN(c, f->bunsetsu, d) if (en_relation(c, d) == RELATION_ADVMOD && en_token(c, d)->morph & MORPH_WH) mark = d;
  uint32_t kind = mark == NONE ? NONE : map_get(&c->rules->adverbials, en_token(c, mark)->lemma);
  f->embedding = EMBED_ADVERBIAL;
  if (kind == ADVERBIAL_CONDITION) f->embedding = EMBED_CONDITION, f->mood |= MOOD_CONDITION;
  if (kind == ADVERBIAL_COORDINATE) f->embedding = EMBED_COORDINATE;
  if (kind == ADVERBIAL_PURPOSE || is_infinitive(c, f->bunsetsu)) f->mood |= MOOD_PURPOSE;
}

static void embed(english_context *c, uint32_t i) {
  frame *f = en_frame(c, i);
  uint32_t head = en_head(c, f->bunsetsu), holder = frame_of(c, head);
  const argument *content = holder == NONE ? NULL : argument_of_clause(c, en_frame(c, holder), i);
  f->parent = holder == NONE ? governing(c, head) : holder;
  relation r = en_relation(c, f->bunsetsu);
  if (head == NONE || f->parent == NONE || r == RELATION_PARATAXIS || r == RELATION_LIST) {
    f->embedding = EMBED_MAIN;
    if (!content) f->parent = NONE;
  }
  else if (content) f->embedding = content->link == LINK_KOTO ? EMBED_NOMINAL : EMBED_QUOTE, f->link = content->link == LINK_BARE ? LINK_TO : content->link;
  else if (r == RELATION_CONJ && holder != NONE) f->embedding = EMBED_COORDINATE;
  else if ((r == RELATION_ACL || r == RELATION_ACL_RELCL || r == RELATION_CCOMP) && head != NONE && holder == NONE) embed_in_noun(c, i, head);
  else if (r == RELATION_ACL_RELCL) embed_in_noun(c, i, head); /* on a noun with a copula */
  else if (r == RELATION_CSUBJ || r == RELATION_CSUBJ_PASS || r == RELATION_XCOMP || r == RELATION_CCOMP) f->embedding = EMBED_NOMINAL, f->link = LINK_KOTO;
  else embed_adverbial(c, f);
  if (content && f->embedding == EMBED_MAIN) f->embedding = EMBED_QUOTE, f->link = content->link;
}

/* The frame above f that f has as its content; NONE when there is none. */
static uint32_t content_above(const english_context *c, const frame *f) {
  enum { REACH = 24 };
  uint32_t t = en_head(c, f->bunsetsu);
  for (int n = 0; t != NONE && n < REACH; n++, t = en_head(c, t))
    if (frame_of(c, t) != NONE && argument_of_clause(c, f, frame_of(c, t))) return frame_of(c, t);
  return NONE;
}

/* The deal is dead, he said: the clause of speech takes the place of what it holds. */
static void lift_speech(english_context *c, frame_range range) {
  for (uint32_t i = range.first; i < range.first + range.count; i++) {
    frame *says = en_frame(c, i);
    uint32_t inner = content_above(c, says);
    if (inner == NONE) continue;
    frame *told = en_frame(c, inner);
    says->embedding = told->embedding;
    says->parent = told->parent == i ? NONE : told->parent;
    told->embedding = EMBED_QUOTE;
    told->link = LINK_TO;
    told->parent = i;
  }
}

/* ---- moods ---- */

/* Verbs that only lend a mood, a phase or a negation to the clause below them. */
static void pass_through(english_context *c, uint32_t i) {
  frame *f = en_frame(c, i);
  bool open = f->parent != NONE && ((f->embedding == EMBED_QUOTE && f->link == LINK_YOU) || (f->embedding == EMBED_NOMINAL && f->link == LINK_KOTO));
  if (!open) return;
  const frame *p = en_frame(c, f->parent);
  uint32_t lent = map_get(&c->rules->verbs, p->lemma);
  if (lent == NONE && p->voice == VOICE_PASSIVE) lent = map_get(&c->rules->verbs, arena_format(c->arena, "be %.*s", (int)p->compound.len, p->compound.ptr));
  if (lent == NONE) return;
  if ((lent & MOOD_INTENT) && p->voice == VOICE_ACTIVE && has_argument(c, p, ROLE_WO)) { /* wants them to resign */
    f->mood |= MOOD_OBLIGATION;
    return;
  }
  f->mood |= (lent & ~(uint32_t)(VERB_PHASE | VERB_NEGATED)) | p->mood;
  f->modal = f->modal || p->modal;
  if (p->negated != ((lent & VERB_NEGATED) != 0)) f->negated = !f->negated;
  if (lent & VERB_PHASE) f->past = p->past, f->progressive = f->progressive || p->progressive;
  f->embedding = p->embedding;
  f->link = p->link;
  f->head_noun = p->head_noun;
  f->parent = p->parent;
}

static bool has_auxiliary(const english_context *c, uint32_t t) {
  return en_child(c, t, RELATION_AUX) != NONE || en_child(c, t, RELATION_AUX_PASS) != NONE || en_child(c, t, RELATION_COP) != NONE;
}

/* will meet and discuss, has shelled and seized: the second verb has the first one's auxiliaries. */
static void share_auxiliaries(english_context *c, frame *f) {
  if (f->embedding != EMBED_COORDINATE || has_auxiliary(c, f->bunsetsu) || en_child(c, f->bunsetsu, RELATION_NSUBJ) != NONE) return;
  const frame *p = en_frame(c, f->parent);
  uint16_t form = en_token(c, f->bunsetsu)->morph, other = en_token(c, p->bunsetsu)->morph;
  if (!(form & other & (MORPH_INFINITIVE | MORPH_PARTICIPLE | MORPH_GERUND)) && !f->copular) return;
  f->mood |= p->mood;
  f->modal = f->modal || p->modal;
  f->past = f->past || p->past;
  f->progressive = f->progressive || p->progressive;
  if (p->negated && (form & MORPH_INFINITIVE)) f->negated = true;
}

/* The administration would 〓: the words inside go on from there. */
static void continue_outside(english_context *c, uint32_t segment, frame *f) {
  uint32_t q = c->layout->segments.at[segment].quote, outer = c->layout->segments.at[segment].parent;
  if (q == NONE || outer == NONE || f->embedding != EMBED_MAIN || has_argument(c, f, ROLE_GA)) return;
  bunsetsu_range words = c->parse->segments.at[outer];
  uint32_t low = words.first, high = words.first + words.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (en_token(c, middle)->span.begin < c->layout->quotes.at[q].outer.begin) low = middle + 1;
    else high = middle;
  }
  uint32_t holder = low < words.first + words.count && en_token(c, low)->quote == q ? frame_of(c, low) : NONE;
  if (holder == NONE) return;
  const frame *p = en_frame(c, holder);
  f->subject = holder;
  f->mood = (f->mood & ~(uint32_t)MOOD_REQUEST) | p->mood;
  f->negated = f->negated != p->negated;
  f->past = f->past || p->past;
}

/* ---- subjects ---- */

/* Whom an infinitive's subject is: urged X to, was expected to; but X vowed to. */
static bool is_object_control(const english_context *c, const frame *p) {
  if (p->copular || en_in_class(c, p->lemma, "subject-control")) return false;
  return p->voice == VOICE_PASSIVE || has_argument(c, p, ROLE_WO) || has_argument(c, p, ROLE_NI) || has_argument(c, p, ROLE_ON);
}

static void share(english_context *c, uint32_t i) {
  frame *f = en_frame(c, i);
  if (f->subject != NONE || has_argument(c, f, ROLE_GA)) return;
  if (f->voice == VOICE_PASSIVE && has_argument(c, f, ROLE_WO) && f->embedding != EMBED_COORDINATE) return;
  uint32_t t = f->bunsetsu, head = en_head(c, t), holder = frame_of(c, head);
  relation r = en_relation(c, t);
  if (holder == NONE && r == RELATION_ACL) holder = f->parent; /* announced plans to withdraw */
  if (holder == NONE || holder == i || r == RELATION_PARATAXIS || r == RELATION_CSUBJ) return;
  f->subject = holder;
  bool below = r == RELATION_XCOMP || f->link == LINK_YOU || (f->embedding == EMBED_NOMINAL && f->link == LINK_KOTO);
  if (below && r != RELATION_ACL && r != RELATION_CONJ && !(f->mood & MOOD_PURPOSE)) f->subject_is_recipient = is_object_control(c, en_frame(c, holder));
}

void english_clauses_embed(english_context *c, uint32_t segment) {
  bunsetsu_range words = c->parse->segments.at[segment];
  frame_range range = c->out->segments.at[segment];
  for (uint32_t i = range.first; i < range.first + range.count; i++) embed(c, i);
  lift_speech(c, range);
  for (uint32_t k = words.first; k < words.first + words.count; k++) { /* from the root down */
    uint32_t i = frame_of(c, c->order[k]); /* frame_of takes NONE */
    if (i == NONE) continue;
    share(c, i);
    pass_through(c, i);
    share_auxiliaries(c, en_frame(c, i));
    continue_outside(c, segment, en_frame(c, i));
  }
}
