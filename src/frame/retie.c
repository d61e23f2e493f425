/* retie.c - heads that the parser often gets wrong around quotations, put right by what the function words say.
 *
 *   「不当だ」と │ 政府を │ 批判した          the quotation belongs to the verb and not to the noun after it
 *   「…」と述べ、│ …支援を │ 急ぐよう │ 促した  the first speech is joined to the second, not to what is urged
 *   米国は │ 日本は │ 約束を │ 守ると │ 述べた    of two topics the first speaks and the second is spoken of
 *   軍は │ 敵が │ 退き、│ 町が │ 残ったと │ 述べた  a clause with its own subject goes into what is said
 *
 *   裁判所は │ 捜査して │ おり、│ 団体は │ 求めた  of two topics the first belongs to the clause between them
 *
 * What moves takes along what would cross it, so that arcs still do not cross. */
#include "frame/retie.h"

/* 「…」と、│ 凍結を │ 求める │ 側の │ 要求を │ 退けた: set off by a comma it is not of a clause on a noun that has an object. */
static bool is_beyond(const frame_context *c, uint32_t b, uint32_t head) {
  const tail *t = &c->tails[head];
  if (!c->tails[b].comma || t->join != JOIN_NOUN || t->comma || t->quotative || retie_is_noun(c, head)) return false;
  for (uint32_t d = c->child_first[head]; d != NONE; d = c->child_next[d])
    if (d > b && c->tails[d].role == ROLE_WO) return true;
  return false;
}

static void raise_quotations(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    const tail *t = &c->tails[b];
    if (!t->quotative || t->adnominal || t->link != LINK_TO) continue;
    uint32_t head = retie_is_bare_speech(c, b + 1) && b + 1 < bunsetsu_at(c, b)->head ? b + 1 : retie_verb_above(c, b);
    if (head != NONE && is_beyond(c, b, head) && bunsetsu_at(c, head)->head != NONE) {
      c->parse->bunsetsu.at[b].head = bunsetsu_at(c, head)->head;
      head = retie_verb_above(c, b);
    }
    if (head == b + 1 && head != bunsetsu_at(c, b)->head) c->parse->bunsetsu.at[b].head = head;
    else if (head != NONE && head != bunsetsu_at(c, b)->head) retie_move(c, range.first, b, head);
    bool pure = token_at(c, bunsetsu_at(c, b)->head_token)->quote != NONE && !t->copula;
    for (uint32_t d = pure ? c->child_first[b] : NONE; d != NONE; d = c->child_next[d]) /* さらに「…」と述べた */
      if (!c->tails[d].adnominal && token_at(c, bunsetsu_at(c, d)->head_token)->quote == NONE) c->parse->bunsetsu.at[d].head = bunsetsu_at(c, b)->head;
  }
}

/* 続けるよう │ 米国を │ 含む │ 双方に │ 働きかけた: よう is not of a clause that only modifies a noun, but of a verb that asks. */
static void raise_orders(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    uint32_t head = bunsetsu_at(c, b)->head;
    bool wish = token_is(token_at(c, bunsetsu_at(c, b)->head_token), "よう") || (c->tails[b].quotative && c->tails[b].link == LINK_YOU);
    if (head == NONE || !wish || c->tails[b].adnominal) continue;
    uint32_t inner = NONE; /* …よう、│ 相手に │ 求めている │ ことを │ 支持する */
    for (uint32_t v = b + 1; v < head && inner == NONE && !retie_takes_order(c, head); v++)
      if (!retie_is_noun(c, v) && retie_takes_order(c, v)) inner = v;
    if (inner != NONE) {
      c->parse->bunsetsu.at[b].head = inner;
      continue;
    }
    if (retie_is_noun(c, head) || c->tails[head].join != JOIN_NOUN || c->tails[head].comma || retie_takes_order(c, head)) continue;
    while (bunsetsu_at(c, head)->head != NONE && !retie_takes_order(c, head) &&
           (retie_is_noun(c, head) || retie_is_adjective(c, head) || (c->tails[head].join == JOIN_NOUN && !c->tails[head].comma)))
      head = bunsetsu_at(c, head)->head;
    if (retie_takes_order(c, head)) retie_move(c, range.first, b, head);
  }
}

/* 首相が │ 解任し、│ 着陸するよう │ 当局に │ 命じた: with somebody named whom it is put to, a clause with a subject of its own before
 * the order is the deed of whoever gives it, when nobody else does. */
static void raise_from_orders(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first + 1; b < range.first + range.count; b++) {
    uint32_t order = bunsetsu_at(c, b)->head, verb = b - 1;
    if (order == NONE || !token_is(token_at(c, bunsetsu_at(c, b)->head_token), "よう") || !retie_takes_order(c, order)) continue;
    bool named = false;
    for (uint32_t d = c->child_first[order]; d != NONE; d = c->child_next[d]) named = named || (d > b && c->tails[d].role == ROLE_NI);
    if (!named || retie_has_subject(c, order, true) || retie_has_subject(c, verb, true)) continue;
    uint32_t first = phrase_first(c->parse, verb);
    if (c->tails[first].role == ROLE_GA && token_at(c, bunsetsu_at(c, first)->head_token)->name != NONE && bunsetsu_at(c, first)->head != verb)
      c->parse->bunsetsu.at[first].head = order; /* ロシアが │ 拡大しない │ ことを │ 保証するよう │ 米国に │ 求めた */
    for (uint32_t d = c->child_first[verb]; d != NONE; d = c->child_next[d])
      if (retie_goes_on(&c->tails[d]) && !retie_is_noun(c, d) && retie_has_subject(c, d, false)) retie_move(c, range.first, d, order);
  }
}

/* 首相は │ 演説で、│ …と述べた: は, が and を give a noun to a verb, never to a noun. */
static void raise_arguments(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    const tail *t = &c->tails[b];
    uint32_t head = bunsetsu_at(c, b)->head;
    if (head != NONE && t->join == JOIN_TE && !t->comma && token_at(c, bunsetsu_at(c, b + 1)->head_token)->sub == SUB_DEPENDENT &&
        token_at(c, bunsetsu_at(c, b + 1)->head_token)->pos == POS_ADJECTIVE) {
      c->parse->bunsetsu.at[b].head = b + 1; /* 増やして│ほしい */
      continue;
    }
    if (head != NONE && !retie_is_noun(c, b) && token_is(token_at(c, bunsetsu_at(c, b + 1)->head_token), "旨")) {
      c->parse->bunsetsu.at[b].head = b + 1; /* …である旨 */
      continue;
    }
    if (t->role == ROLE_KARA && t->comma && token_at(c, bunsetsu_at(c, b)->head_token)->name != NONE) { /* 大臣から、… */
      uint32_t verb = head;
      while (verb != NONE && (retie_is_noun(c, verb) || (c->tails[verb].join == JOIN_NOUN && !c->tails[verb].comma)) && bunsetsu_at(c, verb)->head != NONE)
        verb = bunsetsu_at(c, verb)->head;
      if (verb != head) retie_move(c, range.first, b, verb);
      continue;
    }
    if (t->comma && t->role == ROLE_COUNT && !t->topic && retie_joins_clause(c, b) && head != NONE && retie_is_noun(c, head)) { /* 示した一方、国連は */
      uint32_t verb = retie_verb_above(c, b);
      if (verb != NONE && !retie_is_noun(c, verb)) retie_move(c, range.first, b, verb);
      continue;
    }
    bool from = t->role == ROLE_KARA && token_at(c, bunsetsu_at(c, b)->head_token)->name != NONE; /* イランから│反対の声が出た */
    bool argument = retie_is_noun(c, b) && !t->adnominal && (t->topic || t->role == ROLE_GA || t->role == ROLE_WO || from);
    if (!argument || head == NONE || !(retie_is_noun(c, head) || retie_is_conjunction(c, head)) || c->tails[head].progress) continue; /* 中国を訪問中の */
    uint32_t verb = head;
    if (!from) verb = retie_verb_above(c, b);
    while (from && retie_is_noun(c, verb) && bunsetsu_at(c, verb)->head != NONE) verb = bunsetsu_at(c, verb)->head;
    if (verb != head && !retie_is_noun(c, verb)) retie_move(c, range.first, b, verb);
  }
}

/* 機構は│会議を│開き、│権力を│握った│軍に│…を│決めた: with its topic outside, what goes on goes on to the main clause and not into
 * the clause on a noun. */
static void raise_over_relative(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    const tail *t = &c->tails[b];
    uint32_t h = bunsetsu_at(c, b)->head;
    if (h == NONE || !retie_goes_on(t) || t->quotative || retie_is_noun(c, b) || retie_has_subject(c, b, true)) continue;
    if (c->tails[h].join != JOIN_NOUN || c->tails[h].quotative || retie_is_noun(c, h)) continue;
    uint32_t on = bunsetsu_at(c, h)->head, own = NONE, g = h;
    if (on == NONE || token_at(c, bunsetsu_at(c, on)->head_token)->sub == SUB_DEPENDENT) continue; /* 決めたこと, 攻撃したため */
    for (uint32_t d = c->child_first[h]; d != NONE; d = c->child_next[d])
      if (d > b && bunsetsu_at(c, d)->head == h) own = d;
    while (bunsetsu_at(c, g)->head != NONE && (retie_is_noun(c, g) || c->tails[g].join == JOIN_NOUN)) g = bunsetsu_at(c, g)->head;
    bool topic = false;
    for (uint32_t d = c->child_first[g]; d != NONE && d < b; d = c->child_next[d])
      topic = topic || (c->tails[d].topic && c->tails[d].role == ROLE_COUNT && bunsetsu_at(c, d)->head == g);
    if (own != NONE && topic && g != h && !retie_is_noun(c, g)) retie_move(c, range.first, b, g);
  }
}

/* 「…」と書き込んで介入に反対し、 */
static bool follows_speech(const frame_context *c, uint32_t b) {
  for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d])
    if (c->tails[d].join == JOIN_TE && !c->tails[d].comma && retie_is_speech(c, d)) return true;
  return false;
}

/* 「…」と │ 酷評、│ フランスの │ 大統領は: it stops there and says nothing of the noun behind it. */
static void raise_stops(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first + 1; b < range.first + range.count; b++) {
    uint32_t head = bunsetsu_at(c, b)->head;
    if (head == NONE || !retie_is_noun(c, head) || !retie_is_bare_speech(c, b) || !c->tails[b - 1].quotative) continue;
    uint32_t verb = retie_verb_above(c, b);
    if (verb != NONE && !retie_is_noun(c, verb)) retie_move(c, range.first, b, verb);
  }
}

static void raise_speeches(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    const tail *t = &c->tails[b];
    uint32_t joint = retie_joint(c, b);
    if (joint == b && !retie_goes_on(t)) continue;
    if (!(t->quotative && t->link == LINK_TOSHITE) && !retie_is_speech(c, b) && !follows_speech(c, b)) continue;
    uint32_t head = retie_above_content(c, bunsetsu_at(c, joint)->head);
    if (head == NONE || head <= joint) continue;
    if (!t->quotative && retie_has_subject(c, b, false) && (retie_has_subject(c, head, true) || !retie_has_subject(c, bunsetsu_at(c, joint)->head, true))) continue;
    retie_move(c, range.first, joint, head);
  }
}

/* …として「…」と述べてけん制した: what goes on with として or とした上で goes on to the next speech, not beyond it. */
static void gather_reasons(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    const tail *t = &c->tails[b];
    uint32_t joint = retie_joint(c, b), head = bunsetsu_at(c, joint)->head;
    bool reason = t->quotative ? t->link == LINK_TOSHITE : joint != b && retie_is_speech(c, b);
    if (!reason || head == NONE) continue;
    for (uint32_t d = joint + 1; d < head; d++) {
      if (c->tails[d].topic && bunsetsu_at(c, d)->head == head) break;
      if (bunsetsu_at(c, d)->head != head || !retie_is_speech(c, d) || c->tails[d].join != JOIN_TE) continue;
      c->parse->bunsetsu.at[joint].head = d;
      break;
    }
  }
}

/* 一貫して│要求した: what is tied to a verb that only says how belongs to the verb after it. */
static void raise_from_manner(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    uint32_t head = bunsetsu_at(c, b)->head;
    if (head == NONE || bunsetsu_at(c, head)->head == NONE || c->tails[head].join != JOIN_TE || c->tails[head].comma) continue;
    const token *k = token_at(c, bunsetsu_at(c, head)->head_token);
    view verb = k->pos == POS_NOUN ? arena_format(c->arena, "%.*sする", (int)k->surface.len, k->surface.ptr) : k->lemma;
    if (word_in_class(&c->rules->classes, verb, TEXT("様子"))) retie_move(c, range.first, b, bunsetsu_at(c, head)->head);
  }
}

/* …を開始し、│ 当局に │ よると、│ …: a clause before a source goes on behind it. */
static void raise_over_source(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    uint32_t head = bunsetsu_at(c, b)->head;
    if (head == NONE || bunsetsu_at(c, head)->head == NONE || !retie_goes_on(&c->tails[b]) || retie_is_noun(c, b)) continue;
    const tail *t = &c->tails[head];
    bool source = token_has_lemma(token_at(c, bunsetsu_at(c, head)->head_token), "よる") && (t->join == JOIN_CONDITION || t->bare_to);
    if (source) retie_move(c, range.first, b, bunsetsu_at(c, head)->head);
  }
}

/* 関係者が │ 明らかにした │ ところに │ よると: が before it is of the clause on ところ. */
static void lower_from_source(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b + 1 < range.first + range.count; b++) {
    if (!token_is(token_at(c, bunsetsu_at(c, b)->head_token), "ところ") || bunsetsu_at(c, b)->head != b + 1) continue;
    uint32_t clause = NONE, source = b + 1;
    for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d]) clause = d;
    if (clause == NONE || !token_has_lemma(token_at(c, bunsetsu_at(c, source)->head_token), "よる") || retie_has_subject(c, clause, false)) continue;
    for (uint32_t d = c->child_first[source]; d != NONE && d < clause; d = c->child_next[d])
      if (!c->tails[d].topic && c->tails[d].role == ROLE_GA) c->parse->bunsetsu.at[d].head = clause;
  }
}

/* 大統領は…と明らかにし、…とみられる: the topic is that of what is only supposed. */
static void lower_into_supposed(frame_context *c, bunsetsu_range range) {
  for (uint32_t g = range.first; g < range.first + range.count; g++) {
    const token *k = token_at(c, bunsetsu_at(c, g)->head_token);
    if (!c->tails[g].passive || map_get(&c->rules->verbs, k->lemma) == NONE) continue;
    uint32_t end = NONE;
    for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d])
      if (c->tails[d].quotative && !c->tails[d].adnominal && c->tails[d].link == LINK_TO && token_at(c, bunsetsu_at(c, d)->head_token)->quote == NONE) end = d;
    for (uint32_t d = c->child_first[g]; end != NONE && d != NONE && d < end; d = c->child_next[d]) c->parse->bunsetsu.at[d].head = end;
  }
}

/* 政府は│一方的だとして│非難した; 検察が、│妨害したとして│逮捕した: the topic before a reason in として, or a subject set off by a
 * comma, is whoever gives it. */
static void raise_from_reason(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    const tail *t = &c->tails[b];
    uint32_t head = bunsetsu_at(c, b)->head, topic = NONE;
    if (!t->quotative || t->link != LINK_TOSHITE || head == NONE || token_at(c, bunsetsu_at(c, b)->head_token)->quote != NONE || retie_has_subject(c, head, true)) continue;
    for (uint32_t d = c->child_first[b]; d != NONE; d = c->child_next[d]) {
      if (topic != NONE && (c->tails[d].topic || c->tails[d].role == ROLE_GA)) break;
      bool apart = c->tails[d].role == ROLE_GA && c->tails[d].comma && c->child_next[d] != NONE;
      bool speaks = (c->tails[d].topic && c->tails[d].role == ROLE_COUNT) || apart;
      if (topic == NONE && speaks && token_at(c, bunsetsu_at(c, d)->head_token)->name != NONE) topic = d;
    }
    if (topic != NONE) retie_move(c, range.first, topic, head);
  }
}

/* 漁民が│「許せない」と│書かれた│幕を│掲げ: words are written on the noun behind the passive, so that が is of the verb beyond. */
static void raise_from_inscription(frame_context *c, bunsetsu_range range) {
  for (uint32_t g = range.first; g < range.first + range.count; g++) {
    const tail *t = &c->tails[g];
    uint32_t noun = bunsetsu_at(c, g)->head, words = NONE, subject = NONE;
    if (!t->passive || t->join != JOIN_NOUN || noun == NONE || !retie_is_noun(c, noun)) continue;
    if (!word_in_class(&c->rules->classes, token_at(c, bunsetsu_at(c, g)->head_token)->lemma, TEXT("書き付ける"))) continue;
    for (uint32_t d = c->child_first[g]; d != NONE; d = c->child_next[d]) {
      if (c->tails[d].role == ROLE_GA && subject == NONE) subject = d;
      if (c->tails[d].quotative) words = d;
    }
    uint32_t verb = noun;
    while (bunsetsu_at(c, verb)->head != NONE && retie_is_noun(c, verb)) verb = bunsetsu_at(c, verb)->head;
    if (words != NONE && subject != NONE && subject < words && !retie_is_noun(c, verb)) retie_move(c, range.first, subject, verb);
  }
}

/* ミサイルを │ 東に │ 向けて │ 発射した: beside its noun in に a verb that serves as a particle has no object. */
static void raise_from_particle_verb(frame_context *c, bunsetsu_range range) {
  for (uint32_t b = range.first + 1; b < range.first + range.count; b++) {
    const token *verb = token_at(c, bunsetsu_at(c, b)->head_token);
    const tail *t = &c->tails[b];
    bool joined = (t->join == JOIN_TE || t->join == JOIN_RENYO) && !t->negated && bunsetsu_at(c, b)->head == b + 1;
    if (verb->pos != POS_VERB || !joined || c->tails[b - 1].role != ROLE_NI || bunsetsu_at(c, b - 1)->head != b) continue;
    if (map_get(&c->rules->compounds, arena_format(c->arena, "に|%.*s", (int)verb->lemma.len, verb->lemma.ptr)) == NONE) continue;
    for (uint32_t d = c->child_first[b]; d != NONE && d + 1 < b; d = c->child_next[d])
      if (c->tails[d].role == ROLE_WO) c->parse->bunsetsu.at[d].head = b + 1;
  }
}

void bunsetsu_retie(frame_context *c, uint32_t segment) {
  bunsetsu_range range = c->parse->segments.at[segment];
  raise_from_manner(c, range);
  raise_over_source(c, range);
  lower_from_source(c, range);
  lower_into_supposed(c, range);
  raise_arguments(c, range);
  raise_quotations(c, range);
  raise_orders(c, range);
  raise_from_orders(c, range);
  raise_over_relative(c, range);
  raise_stops(c, range);
  raise_speeches(c, range);
  raise_from_reason(c, range);
  gather_reasons(c, range);
  raise_from_inscription(c, range);
  retie_lower_into_occasion(c, range);
  raise_from_particle_verb(c, range);
}
