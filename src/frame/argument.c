/* argument.c - what depends on a predicate, and in which deep role.
 *
 *   懸念が 中国によって 示された     が of a passive is を, によって is が
 *   台湾への 攻撃を 行う             への modifies the light verb's noun: ni
 */
#include "frame/retie.h"

static span phrase_span(const frame_context *c, uint32_t b) {
  const bunsetsu *x = bunsetsu_at(c, b);
  uint32_t first = bunsetsu_at(c, phrase_first(c->parse, b))->first, last = x->head_token;
  while (last + 1 < x->end && token_at(c, last + 1)->sub == SUB_CLOSE) last++;
  while (first < last && (token_at(c, first)->sub == SUB_COMMA || token_at(c, first)->sub == SUB_PERIOD)) first++;
  return (span){token_at(c, first)->span.begin, token_at(c, last)->span.end};
}

static bool is_time_word(const frame_context *c, const bunsetsu *x) {
  const token *head = token_at(c, x->head_token);
  if (head->sub == SUB_ADVERBIAL || word_in_class(&c->rules->classes, head->surface, TEXT("時の尾"))) return true;
  if (word_in_class(&c->rules->classes, head->surface, TEXT("頭数"))) return false; /* 幹部の一人は */
  if (word_in_class(&c->rules->classes, head->surface, TEXT("actor-heads"))) return false; /* 船3隻は */
  return head->sub == SUB_COUNTER && x->head_token > x->first && token_at(c, x->head_token - 1)->sub == SUB_NUMBER;
}

static role unmarked_role(const frame_context *c, uint32_t b, const tail *t) {
  const bunsetsu *x = bunsetsu_at(c, b);
  if (t->topic || t->also) return is_time_word(c, x) ? ROLE_TIME : ROLE_GA;
  if (token_at(c, x->head_token)->quote != NONE) return ROLE_QUOTE;
  return is_time_word(c, x) ? ROLE_TIME : ROLE_OTHER;
}

/* The frame whose clause the noun takes as its content or modifier: 撤退する of 撤退すること. */
static uint32_t clause_of_noun(const frame_context *c, uint32_t noun) {
  uint32_t found = NONE;
  for (uint32_t d = c->child_first[noun]; d != NONE; d = c->child_next[d]) {
    uint32_t f = c->out->of_bunsetsu.at[d];
    if (f != NONE && c->out->frames.at[f].bunsetsu == d) found = f;
  }
  return found;
}

static link_kind link_of_noun(const frame_context *c, uint32_t noun, uint32_t clause) {
  const token *head = token_at(c, bunsetsu_at(c, noun)->head_token);
  if (token_is(head, "よう")) return LINK_YOU;
  if (token_is(head, "旨")) return LINK_MUNE;
  if (clause != NONE && c->tails[c->out->frames.at[clause].bunsetsu].quotative) return LINK_TONO;
  return LINK_KOTO;
}

static argument phrase_argument(const frame_context *c, uint32_t d) {
  const tail *t = &c->tails[d];
  uint32_t noun = t->noun != NONE ? t->noun : d;
  const bunsetsu *x = bunsetsu_at(c, noun);
  argument a = {.role = t->role == ROLE_COUNT ? unmarked_role(c, d, t) : t->role, .topic = t->topic, .also = t->also, .of = NONE,
                .bunsetsu = noun, .head_token = x->head_token, .span = phrase_span(c, noun),
                .frame = clause_of_noun(c, noun), .quote = token_at(c, x->head_token)->quote, .link = LINK_BARE};
  bool purport = token_is(token_at(c, x->head_token), "よう") || token_is(token_at(c, x->head_token), "旨");
  if (purport && a.quote == NONE && x->head_token >= x->first + 2) { /* 「…」よう, 「…」旨 */
    a.quote = token_at(c, x->head_token - 2)->quote;
    a.link = token_is(token_at(c, x->head_token), "よう") ? LINK_YOU : LINK_MUNE;
    if (a.quote != NONE) return a.role = ROLE_QUOTE, a;
  }
  if (a.role == ROLE_NI && word_in_class(&c->rules->classes, token_at(c, x->head_token)->surface, TEXT("暦"))) a.role = ROLE_TIME; /* 2015年に */
  a.link = a.quote != NONE ? LINK_BARE : link_of_noun(c, noun, a.frame);
  if (t->quotative && a.quote != NONE) a.role = ROLE_QUOTE, a.link = t->link;
  if (a.link == LINK_YOU || a.link == LINK_MUNE) {
    if (a.frame != NONE && a.role != ROLE_GA && a.role != ROLE_WO) {
      a.role = ROLE_QUOTE;
      a.span.end = c->out->frames.at[a.frame].trigger.end;
    } else if (a.link == LINK_MUNE) a.role = ROLE_QUOTE;
  }
  return a;
}

static argument clause_argument(const frame_context *c, uint32_t d, uint32_t f) {
  const frame *clause = &c->out->frames.at[f];
  uint32_t first = bunsetsu_at(c, phrase_first(c->parse, d))->first;
  return (argument){.role = ROLE_QUOTE, .of = NONE, .bunsetsu = d, .head_token = clause->head_token,
                    .span = {token_at(c, first)->span.begin, token_at(c, c->tails[d].end - 1)->span.end}, .frame = f,
                    .quote = token_at(c, bunsetsu_at(c, d)->head_token)->quote, .link = c->tails[d].link};
}

/* 外相との間で: the partner behind a noun that only passes it on; NONE when bunsetsu d has none. */
static uint32_t partner_through(const frame_context *c, uint32_t d, uint32_t *place) {
  *place = map_get(&c->rules->through, token_at(c, bunsetsu_at(c, d)->head_token)->surface);
  if (*place == NONE || c->tails[d].role != ROLE_DE) return NONE;
  for (uint32_t k = c->child_first[d]; k != NONE; k = c->child_next[k])
    if (c->tails[k].adnominal && c->tails[k].role == ROLE_TO && c->out->of_bunsetsu.at[k] == NONE) return k;
  return NONE;
}

/* Whether bunsetsu d, which depends on the predicate, is an argument; clauses that are not are joined to it. */
static bool read_argument(const frame_context *c, uint32_t d, argument *out) {
  uint32_t f = c->out->of_bunsetsu.at[d];
  const tail *t = &c->tails[d];
  if (f != NONE) {
    if (!t->quotative) return false;
    *out = clause_argument(c, d, f);
    return true;
  }
  const token *head = token_at(c, bunsetsu_at(c, d)->head_token);
  if (t->noun == NONE && (head->pos == POS_CONJUNCTION || head->pos == POS_ADVERB || head->pos == POS_ADNOMINAL)) return false;
  uint32_t place, partner = partner_through(c, d, &place);
  *out = phrase_argument(c, partner == NONE ? d : partner);
  if (partner != NONE) out->role = (role)place;
  return true;
}

static role modifier_role(const tail *t) {
  if (t->role == ROLE_HE) return ROLE_NI;
  return t->role;
}

/* 長続きしないとの疑問の声: the clause on the noun before の is that of the noun too. */
static void add_inner_quotation(frame_context *c, uint32_t noun, uint32_t inner) {
  if (c->tails[inner].role != ROLE_NO || c->out->of_bunsetsu.at[inner] != NONE) return;
  for (uint32_t d = c->child_first[inner]; d != NONE; d = c->child_next[d]) {
    uint32_t f = c->out->of_bunsetsu.at[d];
    if (f == NONE || !c->tails[d].quotative || c->tails[d].link != LINK_TONO) continue;
    argument a = clause_argument(c, d, f);
    a.link = LINK_TONO;
    a.of = noun;
    LIST_PUSH(c->arena, &c->out->arguments, a);
  }
}

/* 『台湾の│独立』: a modifier inside of a term is part of its name. */
static bool begins_term(const frame_context *c, uint32_t b) {
  const bunsetsu *x = bunsetsu_at(c, b);
  if (token_at(c, x->first)->sub != SUB_OPEN) return false;
  for (uint32_t i = x->first; i < x->end; i++)
    if (token_at(c, i)->sub == SUB_CLOSE) return false;
  return true;
}

/* Modifiers of the argument's noun that may serve as arguments of the predicate: Xへの, Xに対する, との, による, の. */
static void add_modifiers(frame_context *c, uint32_t noun) {
  for (uint32_t d = c->child_first[noun]; d != NONE; d = c->child_next[d]) {
    add_inner_quotation(c, noun, d);
    const tail *t = &c->tails[d];
    uint32_t f = c->out->of_bunsetsu.at[d];
    bool clause = f != NONE && t->quotative;
    bool purport = token_is(token_at(c, bunsetsu_at(c, d)->head_token), "旨");
    bool phrase = f == NONE && (purport || t->adnominal || t->role == ROLE_NI || t->role == ROLE_NITSUITE || t->role == ROLE_NITAISURU || t->quotative);
    if ((!clause && !phrase) || begins_term(c, d)) continue;
    argument a = clause ? clause_argument(c, d, f) : phrase_argument(c, d);
    if (!clause) a.role = a.quote != NONE && t->quotative ? ROLE_QUOTE : modifier_role(t);
    if (purport) a.role = ROLE_QUOTE, a.link = LINK_MUNE;
    if (a.role == ROLE_COUNT) continue;
    if (t->quotative && a.link != LINK_YOU) a.link = LINK_TONO;
    a.of = noun;
    LIST_PUSH(c->arena, &c->out->arguments, a);
  }
}

static bool takes_modifiers(role r) {
  return r == ROLE_GA || r == ROLE_WO || r == ROLE_NI || r == ROLE_DE || r == ROLE_TO || r == ROLE_HE || r == ROLE_KARA || r == ROLE_OTHER;
}

static bool has_role(const frame_layout *out, const frame *f, role r) {
  for (uint32_t i = f->argument; i < out->arguments.count; i++)
    if (out->arguments.at[i].role == r && out->arguments.at[i].of == NONE && !out->arguments.at[i].topic && !out->arguments.at[i].also) return true;
  return false;
}

static bool frame_argument_in(const frame_layout *out, const frame *f, role r) {
  for (uint32_t i = f->argument; i < out->arguments.count; i++)
    if (out->arguments.at[i].role == r && out->arguments.at[i].of == NONE) return true;
  return false;
}

/* は, も and としては give no case: the subject unless が is there already. */
/* 国防部は敵が「脅威だ」と非難した: beside a topic that speaks the が is that of the words. */
static void settle_quoted_subject(frame_context *c, frame *f) {
  argument *topic = NULL, *subject = NULL;
  bool quotes = false;
  if (f->voice != VOICE_ACTIVE || f->light || map_get(&c->rules->quote_verbs, f->lemma) == NONE) return;
  for (uint32_t i = f->argument; i < c->out->arguments.count; i++) {
    argument *a = &c->out->arguments.at[i];
    if (a->of != NONE) continue;
    quotes = quotes || (a->role == ROLE_QUOTE && a->quote != NONE && subject && a->bunsetsu > subject->bunsetsu);
    if (a->role != ROLE_GA) continue;
    if (a->topic && token_at(c, a->head_token)->name != NONE && !subject) topic = a;
    else if (!a->topic && !a->also && token_at(c, a->head_token)->name != NONE) subject = a;
  }
  if (topic && subject && quotes) subject->role = ROLE_NITSUITE; /* whom the words are about */
}

/* 要請のあった派遣: in a clause on a noun の marks the subject. */
static void settle_genitive_subject(frame_context *c, frame *f) {
  if (c->tails[f->bunsetsu].join != JOIN_NOUN || f->light || frame_argument_in(c->out, f, ROLE_GA)) return;
  for (uint32_t i = f->argument; i < c->out->arguments.count; i++) {
    argument *a = &c->out->arguments.at[i];
    if (a->of == NONE && a->role == ROLE_NO && !a->topic && a->frame == NONE) a->role = ROLE_GA;
  }
}

/* A name, with ら or 側 behind it or without. */
static bool is_named(const frame_context *c, const bunsetsu *x) {
  uint32_t head = x->head_token;
  if (token_at(c, head)->sub == SUB_SUFFIX && head > x->first && token_at(c, head)->name == NONE) head--;
  return token_at(c, head)->name != NONE;
}

static bool has_named_owner(const frame_context *c, uint32_t b) {
  enum { REACH = 3 }; /* 敵の船の接近 */
  for (int step = 0; step < REACH && b != NONE; step++) {
    uint32_t owner = NONE;
    for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d])
      if (c->tails[d].role == ROLE_NO) owner = d;
    if (owner != NONE && is_named(c, bunsetsu_at(c, owner))) return true;
    b = owner;
  }
  return false;
}

/* 英国は│声明を│出し、│…と│非難した: the topic of a clause before d that is joined to g. */
static bool topic_in_joined(const frame_context *c, uint32_t g, uint32_t d) {
  for (uint32_t k = c->child_first[g]; k != NONE && k < d; k = c->child_next[k]) {
    if (!retie_goes_on(&c->tails[k])) continue;
    for (uint32_t t = c->child_first[k]; t != NONE; t = c->child_next[t])
      if (retie_is_topic(c, t)) return true;
  }
  return false;
}

/* 報道官は談話を出し、敵の船が「侵入した」と主張した; 将軍は声明で、隣国の介入は「高くつく」とけん制し、: a thing of somebody's right
 * before the quotation is what the words speak of, when a topic before it speaks. */
static void settle_quoted_thing(frame_context *c, frame *f) {
  for (uint32_t i = f->argument; i < c->out->arguments.count; i++) {
    argument *a = &c->out->arguments.at[i];
    if (a->of != NONE || a->role != ROLE_GA || c->tails[a->bunsetsu].comma || token_at(c, a->head_token)->name != NONE) continue;
    const token *next = token_at(c, bunsetsu_at(c, a->bunsetsu + 1)->head_token);
    bool before = a->bunsetsu + 1 <= f->bunsetsu && next->quote != NONE && bunsetsu_at(c, a->bunsetsu + 1)->head == f->bunsetsu;
    if (!before || !has_named_owner(c, a->bunsetsu)) continue;
    if (!retie_topic_before(c, f->bunsetsu, a->bunsetsu) && !topic_in_joined(c, f->bunsetsu, a->bunsetsu)) continue;
    a->role = ROLE_OTHER;
    a->quoted = true;
  }
}

/* 外相は、│ 米国は │ 「…」と │ やり返した: right before the words, no comma between. */
static bool is_before_words(const frame_context *c, const frame *f, const argument *a) {
  uint32_t next = a->bunsetsu + 1;
  if (c->tails[a->bunsetsu].comma || next > f->bunsetsu || bunsetsu_at(c, next)->head != f->bunsetsu) return false;
  return token_at(c, bunsetsu_at(c, next)->head_token)->quote != NONE && c->tails[next].quotative;
}

static void settle_topics(frame_context *c, frame *f) {
  bool ga = has_role(c->out, f, ROLE_GA), wo = has_role(c->out, f, ROLE_WO);
  for (uint32_t i = f->argument; i < c->out->arguments.count; i++) {
    argument *a = &c->out->arguments.at[i];
    bool state = token_at(c, a->head_token)->sub == SUB_PLACE; /* 日本として認められない */
    if (a->of == NONE && a->role == ROLE_TOSHITE && (a->topic || state) && !ga) a->role = ROLE_GA;
    if (a->of != NONE || a->role != ROLE_GA || !(a->topic || a->also)) continue;
    if (ga) {
      a->role = a->also && !wo ? ROLE_WO : ROLE_OTHER;
      a->quoted = a->quoted || (a->topic && is_before_words(c, f, a));
    }
    else if (a->topic) ga = true;
  }
}

/* 大臣から、歓迎する旨述べた: an official in から is the one who speaks. */
static void settle_speaker(frame_context *c, frame *f) {
  if (f->voice != VOICE_ACTIVE || frame_argument_in(c->out, f, ROLE_GA)) return;
  bool quotes = frame_argument_in(c->out, f, ROLE_QUOTE);
  for (uint32_t i = f->argument; i < c->out->arguments.count; i++) {
    argument *a = &c->out->arguments.at[i];
    const token *head = token_at(c, a->head_token);
    if (a->of != NONE || a->role != ROLE_KARA || head->name == NONE || head->sub == SUB_PLACE) continue;
    if (!quotes && !c->tails[a->bunsetsu].comma) continue;
    a->role = ROLE_GA;
    return;
  }
}

/* 計画は容認できない: what cannot be borne is the object, whoever cannot bear it is elsewhere. */
static void settle_impossible(frame_context *c, frame *f) {
  if (!f->negated || !(f->mood & MOOD_POTENTIAL) || has_role(c->out, f, ROLE_WO)) return;
  for (uint32_t i = f->argument; i < c->out->arguments.count; i++) {
    argument *a = &c->out->arguments.at[i];
    if (a->role == ROLE_GA && a->of == NONE && a->topic) a->role = ROLE_WO;
  }
}

/* 各国 of 各国の支持を得る; 武器 of 武器の供与を受ける is what is given. */
static bool is_possessor(const frame_context *c, const argument *a) {
  return a->of != NONE && a->role == ROLE_NO && (is_named(c, bunsetsu_at(c, a->bunsetsu)) || a->frame != NONE);
}

/* Turns the roles of a passive back: が is what is acted on, によって and から the one who acts. */
static void settle_voice(frame_context *c, frame *f) {
  if (f->voice != VOICE_PASSIVE && f->voice != VOICE_CAUSATIVE_PASSIVE) return;
  bool wo = has_role(c->out, f, ROLE_WO) && !f->light;
  bool agent = false, owned = false; /* 大臣から、各国の支持を得た: with の the agent is said */
  for (uint32_t i = f->argument; f->light && i < c->out->arguments.count; i++) owned = owned || is_possessor(c, &c->out->arguments.at[i]);
  for (uint32_t i = f->argument; i < c->out->arguments.count; i++) {
    argument *a = &c->out->arguments.at[i];
    if (a->of != NONE && !f->light) continue;
    if (a->role == ROLE_GA || (owned && a->role == ROLE_KARA)) a->role = wo ? ROLE_NI : ROLE_WO;
    else if ((a->role == ROLE_NIYORU && !(f->negated && !is_named(c, bunsetsu_at(c, a->bunsetsu)))) || a->role == ROLE_KARA || (f->light && is_possessor(c, a))) a->role = ROLE_GA, agent = true;
    else if (a->role == ROLE_NI && a->of == NONE && !a->topic) agent = true;
  }
  f->agentless = !agent && !f->negated; /* 受け入れられない is read as a potential */
}

static bool has_name(const frame_context *c, const bunsetsu *x) {
  for (uint32_t i = x->first; i <= x->head_token; i++)
    if (token_at(c, i)->name != NONE) return true;
  return false;
}

/* 米国が発動した追加関税, 9日に開かれた会合: the noun that the clause modifies is what was done, where the clause itself
 * names nothing in its place. Names are left to the search for subjects: 侵攻したロシア. */
static void add_gap(frame_context *c, const frame *f) {
  const tail *t = &c->tails[f->bunsetsu];
  uint32_t b = bunsetsu_at(c, f->bunsetsu)->head;
  if (b == NONE || t->join != JOIN_NOUN || t->quotative || t->copula || f->light) return;
  bool passive = f->voice == VOICE_PASSIVE, seizes = word_in_class(&c->rules->classes, f->lemma, TEXT("人を"));
  bool open = !passive && !seizes && !has_role(c->out, f, ROLE_GA); /* 拘束した記者 is no subject */
  if (open && is_named(c, bunsetsu_at(c, b))) return; /* 反対する学生らのデモ */
  if (seizes && bunsetsu_at(c, f->bunsetsu + 1)->head == b && has_name(c, bunsetsu_at(c, f->bunsetsu + 1))) b = f->bunsetsu + 1; /* 拘束した兵士3人の釈放 */
  while (!seizes && c->out->of_bunsetsu.at[b] == NONE && c->tails[b].adnominal && bunsetsu_at(c, b)->head != NONE) b = bunsetsu_at(c, b)->head; /* 鉄鋼への関税 */
  const bunsetsu *x = bunsetsu_at(c, b);
  const token *head = token_at(c, x->head_token);
  bool noun = head->pos == POS_NOUN || is_deverbal_noun(c, x); /* 強行した打ち上げを */
  if (!noun || head->sub == SUB_DEPENDENT || has_role(c->out, f, passive ? ROLE_GA : ROLE_WO)) return;
  if (open && is_named(c, x)) return;
  if (map_get(&c->rules->nouns, head->surface) != NONE || map_get(&c->rules->nouns, noun_phrase_text(c, b)) != NONE || /* 可能│性 */ map_get(&c->rules->adverbials, head->surface) != NONE) return;
  uint32_t first = f->bunsetsu + 1 < b ? bunsetsu_at(c, f->bunsetsu + 1)->first : x->first;
  argument a = {.role = passive ? ROLE_GA : ROLE_WO, .gap = true, .of = NONE, .bunsetsu = b, .head_token = x->head_token,
                .span = {token_at(c, first)->span.begin, head->span.end}, .frame = NONE, .quote = NONE, .link = LINK_BARE};
  LIST_PUSH(c->arena, &c->out->arguments, a);
}

/* アメリカの大統領とワシントンで会談し: a person and a place are no pair, so と is the predicate's. */
static void add_partner(frame_context *c, const argument *place) {
  const token *where = token_at(c, place->head_token);
  size_t last = where->surface.len ? utf8_before(where->surface, where->surface.len) : 0;
  bool house = where->surface.len > last && word_in_class(&c->rules->classes, view_skip(where->surface, last), TEXT("建物の尾")); /* 大使と外務省で会い */
  if (place->role != ROLE_DE || (where->sub != SUB_PLACE && !house)) return;
  for (uint32_t d = c->child_first[place->bunsetsu]; d != NONE; d = c->child_next[d]) {
    const tail *t = &c->tails[d];
    if (t->role != ROLE_TO || t->adnominal || c->out->of_bunsetsu.at[d] != NONE) continue;
    const token *head = token_at(c, bunsetsu_at(c, d)->head_token);
    if (head->sub == SUB_PLACE || head->name == NONE) continue;
    LIST_PUSH(c->arena, &c->out->arguments, phrase_argument(c, d));
  }
}

static void collect(frame_context *c, frame *f) {
  f->objectless = word_in_class(&c->rules->classes, f->lemma, TEXT("言うだけ"));
  f->argument = c->out->arguments.count;
  for (uint32_t b = f->first_bunsetsu; b <= f->bunsetsu; b++) {
    bool noun = f->light && b == f->first_bunsetsu;
    if (noun) add_modifiers(c, b);
    for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d]) {
      argument a;
      if ((d >= f->first_bunsetsu && d <= f->bunsetsu) || !read_argument(c, d, &a)) continue;
      if (noun && c->tails[d].adnominal) continue;
      LIST_PUSH(c->arena, &c->out->arguments, a);
      add_partner(c, &a);
      if (takes_modifiers(a.role)) add_modifiers(c, a.bunsetsu);
    }
  }
  settle_genitive_subject(c, f);
  add_gap(c, f);
  settle_quoted_subject(c, f);
  settle_quoted_thing(c, f);
  settle_topics(c, f);
  settle_speaker(c, f);
  settle_impossible(c, f);
  settle_voice(c, f);
  f->argument_count = c->out->arguments.count - f->argument;
  const argument *quote = frame_argument(c->out, f, ROLE_QUOTE);
  if (view_equals(f->lemma, TEXT("する")) && quote && quote->link == LINK_TO) f->lemma = f->compound = TEXT("とする");
  uint32_t first = bunsetsu_at(c, phrase_first(c->parse, f->bunsetsu))->first;
  f->clause = (span){token_at(c, first)->span.begin, f->trigger.end};
}

void arguments_collect(frame_context *c, frame_range frames) {
  for (uint32_t i = frames.first; i < frames.first + frames.count; i++) collect(c, &c->out->frames.at[i]);
}
