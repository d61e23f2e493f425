/* function.c - reads the function words of a bunsetsu: case, topic, quotation, voice, negation, tense, mood and how
 * the clause goes on.
 *
 *   求めて いた との      tail: te-progressive, past, quotative (tono), adnominal
 *   中国に対しては        role nitaisuru, topic
 */
#include "frame/context.h"

static bool is_predicative(const tail *t, const token *head) {
  return head->pos == POS_VERB || head->pos == POS_ADJECTIVE || t->suru || t->copula || t->negated || t->past;
}

static void read_auxiliary(tail *t, const frame_context *c, uint32_t i, uint32_t end) {
  const token *k = token_at(c, i);
  if (token_has_lemma(k, "ない") || token_has_lemma(k, "ぬ") || token_has_lemma(k, "ん")) {
    if (token_is(k, "ざる")) t->mood |= MOOD_OBLIGATION; /* ざるを得ない: the second negation takes it back */
    t->negated = !t->negated;
    if (k->form == FORM_KATEI) t->join = JOIN_CONDITION;
  } else if (token_has_lemma(k, "た") || (token_has_lemma(k, "だ") && token_at(c, i - 1)->pos == POS_VERB)) { /* 臨んだ */
    t->past = true;
    if (k->form == FORM_KATEI) t->join = JOIN_CONDITION;
  } else if (token_has_lemma(k, "たい")) t->mood |= MOOD_INTENT;
  else if (token_has_lemma(k, "べし")) t->mood |= MOOD_OBLIGATION;
  else if (token_has_lemma(k, "らしい") || token_has_lemma(k, "まい")) t->mood |= MOOD_POSSIBLE;
  else if (token_has_lemma(k, "う") || token_has_lemma(k, "よう")) {
    const token *before = token_at(c, i - 1);
    t->mood |= token_has_lemma(before, "だ") || token_has_lemma(before, "です") || token_has_lemma(before, "ます")
                   ? MOOD_POSSIBLE : MOOD_INTENT;
  } else if (token_has_lemma(k, "だ") || token_has_lemma(k, "です") || token_has_lemma(k, "だろ")) {
    if (token_is(k, "な") && i + 1 == end) return; /* 重要な: the adnominal form of a na-adjective */
    const token *next = i + 1 < end ? token_at(c, i + 1) : NULL;
    if (token_is(k, "で") && next && next->sub == SUB_TOPIC && token_is(token_at(c, i - 1), "こと")) { /* 署名することでも一致した */
      t->role = ROLE_DE;
      return;
    }
    t->copula = true;
    if (token_is(k, "なら") || token_is(k, "だったら")) t->join = JOIN_CONDITION;
  } else if (token_has_lemma(k, "ある")) t->copula = true; /* で+ある */
}

static void read_verb(tail *t, const token *k) {
  if (k->suru) {
    t->suru = true;
    if (token_has_lemma(k, "できる") || token_has_lemma(k, "出来る")) t->potential = true;
  } else if (k->sub == SUB_VERB_SUFFIX) {
    if (token_has_lemma(k, "れる") || token_has_lemma(k, "られる")) t->passive = true;
    else t->causative = true;
  } else if (token_has_lemma(k, "得る") && !token_is(k, "得")) t->potential = true;
  else if (token_has_lemma(k, "かねる")) t->mood |= MOOD_POSSIBLE;
  else if (token_has_lemma(k, "ある")) t->copula = true;
  if (k->form == FORM_KATEI) t->join = JOIN_CONDITION;
  if (k->form == FORM_MEIREI) t->mood |= MOOD_REQUEST;
}

static void set_quotative(tail *t, link_kind link, bool adnominal) {
  t->quotative = true;
  t->link = link;
  t->adnominal = adnominal;
}

/* と after a predicate or quotation, on its own or in a compound. True when the token was one. */
static bool read_quotation(tail *t, const token *k, bool predicative, bool after_quote) {
  if (!predicative && !after_quote) return false;
  if (token_is(k, "と") && (k->sub != SUB_CONJUNCTIVE || after_quote)) set_quotative(t, LINK_TO, false);
  else if (token_is(k, "とも") && k->sub == SUB_CONJUNCTIVE) set_quotative(t, LINK_TO, false); /* 用意があるとも表明した */
  else if (token_is(k, "として") || token_is(k, "としても")) set_quotative(t, LINK_TOSHITE, false);
  else if (token_is(k, "という") || token_is(k, "といった") || token_is(k, "との")) set_quotative(t, LINK_TONO, true);
  else return false;
  return true;
}

static void read_conjunctive(tail *t, const token *k) {
  if (token_is(k, "て") || token_is(k, "で")) t->join = JOIN_TE;
  else if (token_is(k, "ば") || token_is(k, "と")) {
    t->join = JOIN_CONDITION;
    t->bare_to = token_is(k, "と");
  }
  else if (token_is(k, "し")) t->join = JOIN_AND;
  else if (token_is(k, "ながら") || token_is(k, "つつ")) t->join = JOIN_WHILE;
  else if (token_is(k, "から") || token_is(k, "ので")) t->join = JOIN_REASON;
  else t->join = JOIN_BUT;
}

static void read_case(tail *t, const frame_context *c, const token *k) {
  uint32_t place = map_get(&c->rules->particles, k->surface);
  if (place == NONE) {
    if (t->role == ROLE_COUNT && k->sub == SUB_CASE) t->role = ROLE_OTHER;
    return;
  }
  if (place == ROLE_NO) {
    t->adnominal = true;
    if (t->role == ROLE_COUNT) t->role = ROLE_NO;
    if (t->quotative) t->link = LINK_TONO;
    return;
  }
  t->role = (role)place;
  t->adnominal = view_ends_with(k->surface, TEXT("る")) || view_ends_with(k->surface, TEXT("た"));
}

static void read_particle(tail *t, const frame_context *c, const token *k, bool predicative, bool after_quote) {
  if (k->sub == SUB_FINAL && token_is(k, "な") && predicative && !t->copula) { /* 従うな */
    t->negated = true;
    t->mood |= MOOD_REQUEST;
  } else if (k->sub == SUB_TOPIC) {
    if (token_is(k, "は")) t->topic = true;
    if (token_is(k, "も")) t->also = true;
  } else if (read_quotation(t, k, predicative, after_quote)) {
  } else if (predicative && k->sub == SUB_CONJUNCTIVE) read_conjunctive(t, k);
  else if (predicative && (token_is(k, "が") || token_is(k, "けれど") || token_is(k, "けれども") || token_is(k, "のに"))) t->join = JOIN_BUT;
  else if (predicative && token_is(k, "から")) t->join = JOIN_REASON;
  else if (predicative && token_is(k, "なら")) t->join = JOIN_CONDITION;
  else if (k->sub == SUB_CASE || k->sub == SUB_ADNOMINAL || k->sub == SUB_PARALLEL || k->sub == SUB_ADVERB_PARTICLE) read_case(t, c, k);
}

/* How the last inflecting word of the predicate leaves the clause. */
static void set_join(tail *t, const token *last) {
  if (t->join != JOIN_END || t->quotative) return;
  if (last->form == FORM_RENYO || last->form == FORM_RENYO_TA) t->join = JOIN_RENYO;
  else if (last->form == FORM_BASE || last->form == FORM_NONE) t->join = t->comma ? JOIN_END : JOIN_NOUN;
  if (token_has_lemma(last, "ぬ") && (token_is(last, "ず"))) t->join = JOIN_RENYO;
}

tail tail_read(const frame_context *c, uint32_t b) {
  const bunsetsu *x = bunsetsu_at(c, b);
  const token *head = token_at(c, x->head_token), *last = head;
  tail t = {.role = ROLE_COUNT, .noun = NONE, .end = x->head_token + 1};
  if (head->pos == POS_VERB || head->pos == POS_ADJECTIVE) {
    if (head->form == FORM_KATEI) t.join = JOIN_CONDITION;
    if (head->form == FORM_MEIREI) t.mood |= MOOD_REQUEST;
    if (token_has_lemma(head, "ない")) t.negated = false;
  }
  bool after_quote = head->quote != NONE;
  for (uint32_t i = x->head_token + 1; i < x->end; i++) {
    const token *k = token_at(c, i);
    bool predicative = is_predicative(&t, head);
    if (k->sub == SUB_COMMA) t.comma = true;
    if (k->sub == SUB_CLOSE) {
      after_quote = after_quote || predicative;
      continue;
    }
    if (k->pos == POS_SYMBOL) continue;
    if (k->pos == POS_PARTICLE) {
      read_particle(&t, c, k, predicative, after_quote);
      if (t.join == JOIN_TE || t.join == JOIN_CONDITION) t.end = i + 1;
      continue;
    }
    if (k->pos == POS_VERB) {
      if (t.join == JOIN_TE && (token_has_lemma(k, "いる") || token_has_lemma(k, "おる"))) t.progress = true;
      if (t.join == JOIN_TE && (token_has_lemma(k, "いく") || token_has_lemma(k, "行く"))) t.going = true;
      if (t.join == JOIN_TE) t.join = JOIN_END;
      if (t.join == JOIN_CONDITION && token_has_lemma(k, "なる")) {
        t.join = JOIN_END; /* なければならない: the negation that follows takes the first one back */
        t.mood |= MOOD_OBLIGATION;
        t.negated = true;
      }
      if (t.quotative && (token_has_lemma(k, "する") || token_has_lemma(k, "いう"))) {
        t.end = i + 1;
        t.suru = t.suru || token_has_lemma(k, "する");
        last = k;
        continue;
      }
      read_verb(&t, k);
    } else if (k->pos == POS_AUXILIARY) read_auxiliary(&t, c, i, x->end);
    else if (k->pos == POS_ADJECTIVE) {
      if (t.join == JOIN_TE) t.join = JOIN_END;
      if (token_has_lemma(k, "ほしい") || token_has_lemma(k, "欲しい")) t.mood |= MOOD_REQUEST;
      else if (token_has_lemma(k, "ない")) t.negated = !t.negated;
    } else if (k->pos == POS_NOUN) {
      if (token_is(k, "よう") && (predicative || after_quote)) { set_quotative(&t, LINK_YOU, false); continue; }
      if (token_is(k, "旨") && (predicative || after_quote)) { set_quotative(&t, LINK_MUNE, false); continue; }
      if (is_phase(k)) t.progress = true;
    }
    if (!t.quotative) t.end = i + 1, last = k;
  }
  if (head->sub == SUB_SUFFIX && is_phase(head)) t.progress = true;
  if (t.going && !t.past) t.mood |= MOOD_INTENT; /* 支援していく */
  if (t.passive && t.negated) t.potential = true; /* 認められない */
  set_join(&t, last);
  return t;
}

/* 危惧す, as the dictionary has it: 危惧する. */
view verb_of_sahen(const frame_context *c, view lemma) {
  size_t before = lemma.len > strlen("す") ? utf8_before(lemma, lemma.len) : 0;
  uint32_t length;
  if (before < 2 * strlen("危") || !view_ends_with(lemma, TEXT("す")) || !char_is_kanji(utf8_decode(lemma, utf8_before(lemma, before), &length))) return lemma;
  if (!char_is_kanji(utf8_decode(lemma, 0, &length)) || before != 2 * strlen("危")) return lemma;
  return arena_format(c->arena, "%.*sる", (int)lemma.len, lemma.ptr);
}

bool tail_quotes_by_verb(const frame_context *c, uint32_t b) {
  uint32_t at = bunsetsu_at(c, b)->head_token;
  const token *k = token_at(c, at);
  if (token_has_lemma(k, "する") && at >= 2 && token_is(token_at(c, at - 1), "に")) { /* 明らかにする */
    view stem = token_at(c, at - 2)->surface;
    return map_get(&c->rules->quote_verbs, arena_format(c->arena, "%.*sにする", (int)stem.len, stem.ptr)) != NONE;
  }
  if (k->pos == POS_VERB && map_get(&c->rules->quote_verbs, verb_of_sahen(c, k->lemma)) != NONE) return true;
  view verb = k->pos == POS_NOUN ? arena_format(c->arena, "%.*sする", (int)k->surface.len, k->surface.ptr) : k->lemma;
  return map_get(&c->rules->quote_verbs, verb) != NONE;
}

/* 疑問を, before 呈する */
bool tail_quotes_by_noun(const frame_context *c, uint32_t b) {
  const bunsetsu *x = bunsetsu_at(c, b);
  if (x->head_token + 1 >= x->end) return false;
  for (uint32_t first = x->first; first <= x->head_token; first++) { /* 危機感を, 強い危機感を */
    span words = {token_at(c, first)->span.begin, token_at(c, x->head_token + 1)->span.end};
    if (map_get(&c->rules->quote_nouns, view_span(c->layout->text, words)) != NONE) return true;
  }
  return false;
}

/* 攻撃すると警告した, 攻撃すると懸念を示した: the predicate that it depends on takes a quotation. */
/* 歓迎する│旨述べた: 旨 went to the verb after it. */
static bool is_before_mune(const frame_context *c, uint32_t b, uint32_t head) {
  const bunsetsu *x = bunsetsu_at(c, head);
  return head == b + 1 && x->first < x->head_token && token_is(token_at(c, x->first), "旨") && !c->tails[b].comma;
}

void tail_settle_to(frame_context *c, uint32_t b) {
  tail *t = &c->tails[b];
  uint32_t head = bunsetsu_at(c, b)->head;
  if (head != NONE && is_before_mune(c, b, head)) {
    t->join = JOIN_END;
    set_quotative(t, LINK_MUNE, false);
    return;
  }
  if (!t->bare_to || head == NONE || token_has_lemma(token_at(c, bunsetsu_at(c, b)->head_token), "よる")) return; /* …によりますと */
  for (uint32_t d = t->comma ? c->child_first[head] : NONE; d != NONE; d = c->child_next[d])
    if (d > b && (c->tails[d].topic || c->tails[d].role == ROLE_GA)) return; /* 呼ぶと、外相は抗議した */
  bool quotes = tail_quotes_by_verb(c, head) || (!t->comma && tail_quotes_by_noun(c, head));
  for (uint32_t d = c->child_first[head]; d != NONE && !quotes && !t->comma; d = c->child_next[d]) quotes = d > b && tail_quotes_by_noun(c, d);
  if (!quotes) return;
  t->join = JOIN_END;
  t->bare_to = false;
  set_quotative(t, LINK_TO, false);
  while (t->end > bunsetsu_at(c, b)->head_token + 1 && token_is(token_at(c, t->end - 1), "と")) t->end--;
}

/* 補修を理由に 輸送を止めた: を and a noun with に say why or how, and are no object; but 補修を理由に挙げた. */
static void read_grounds(frame_context *c, uint32_t b) {
  const bunsetsu *x = bunsetsu_at(c, b);
  tail *t = &c->tails[b];
  if (t->role != ROLE_NI || b == 0 || c->tails[b - 1].role != ROLE_WO || x->head == NONE) return;
  uint32_t place = map_get(&c->rules->compounds, arena_format(c->arena, "を|%.*s", (int)token_at(c, x->head_token)->surface.len, token_at(c, x->head_token)->surface.ptr));
  bool idiom = x->head == b + 1 && word_in_class(&c->rules->classes, token_at(c, bunsetsu_at(c, b + 1)->head_token)->lemma, TEXT("掲げる"));
  if (place == NONE || idiom) return;
  c->tails[b - 1].role = (role)place;
  t->role = ROLE_OTHER;
}

void tail_read_compound(frame_context *c, uint32_t b) {
  const bunsetsu *x = bunsetsu_at(c, b);
  const token *head = token_at(c, x->head_token);
  tail *t = &c->tails[b];
  if (head->pos == POS_NOUN) read_grounds(c, b);
  uint32_t noun = c->child_first[b];
  if (head->pos != POS_VERB || noun == NONE || noun + 1 != b || c->child_next[noun] != NONE || t->negated) return;
  if (t->join != JOIN_TE && t->join != JOIN_RENYO && t->join != JOIN_NOUN) return;
  const tail *n = &c->tails[noun];
  if (n->role != ROLE_WO && n->role != ROLE_NI && n->role != ROLE_TO) return;
  view key = arena_format(c->arena, "%s|%.*s", n->role == ROLE_WO ? "を" : n->role == ROLE_NI ? "に" : "と",
                          (int)head->lemma.len, head->lemma.ptr);
  uint32_t place = map_get(&c->rules->compounds, key);
  if (place == NONE) return;
  *t = (tail){.role = (role)place, .noun = noun, .topic = t->topic, .also = t->also, .comma = t->comma,
              .adnominal = t->join == JOIN_NOUN, .end = t->end};
}
