/* content.c - which words a cue attributes.
 *
 *   両国は「…」とした上で「…」と明記した       two quotes, one statement: とした上で hands its content on
 *   中国は、米国が…していると批判した           the clause before と, without the topic that is the speaker
 */
#include "attribute/attribution.h"

static const frame *frame_at(const scene *s, uint32_t f) { return &s->frames->frames.at[f]; }

static uint32_t first_quote(const text_layout *layout, uint32_t byte) {
  uint32_t low = 0, high = layout->quotes.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (layout->quotes.at[middle].outer.begin < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

/* 「不当だ」「民主主義を返せ」などと: the quotations side by side before the argument's own. */
static void add_quotes_before(const scene *s, const argument *a, content_list *out) {
  const text_layout *layout = s->layout;
  uint32_t own = a->quote, q = own;
  while (q > 0 && layout->quotes.at[q - 1].kind == QUOTE_SPEECH && layout->quotes.at[q - 1].parent == layout->quotes.at[own].parent) {
    uint32_t end = layout->quotes.at[q - 1].outer.end, begin = layout->quotes.at[q].outer.begin;
    view between = view_span(layout->text, (span){end, begin});
    if (end > begin || (between.len && !view_equals(between, TEXT("、")) && !view_equals(between, TEXT("や")))) break;
    q--;
  }
  for (; q < own; q++) LIST_PUSH(s->arena, out, ((content){layout->quotes.at[q].inner, q, NONE}));
}

static content content_of(const scene *s, const argument *a) {
  if (a->quote != NONE && (a->frame == NONE || a->link == LINK_TO || a->link == LINK_TOSHITE || a->link == LINK_BARE)) {
    const quote *q = &s->layout->quotes.at[a->quote];
    span whole = a->span;
    bool only = whole.begin >= q->outer.begin || s->layout->quotes.at[first_quote(s->layout, whole.begin)].outer.begin == whole.begin;
    if (only && whole.end <= q->outer.end + 12) return (content){q->inner, a->quote, a->frame};
  }
  content c = {a->span, NONE, a->frame};
  if (a->frame != NONE && a->link != LINK_TO && a->link != LINK_TOSHITE) { /* こと, よう, 旨, との: end at the predicate */
    const frame *clause = frame_at(s, a->frame);
    if (clause->trigger.end > a->span.begin && clause->trigger.end < a->span.end) c.span.end = clause->trigger.end;
  }
  return c;
}

/* こと, の: the noun that only makes a clause one. */
static bool is_fact_noun(const scene *s, uint32_t t) {
  view words = s->tokens->tokens.at[t].surface;
  return view_equals(words, TEXT("こと")) || view_equals(words, TEXT("の"));
}

/* 滞らないよう一層の取組を求めた: with an object of its own after it the clause says what for. */
static bool asks_for_thing(const scene *s, const rule_match *match, const argument *clause) {
  uint32_t f = s->frames->frames.at[clause->frame == NONE ? 0 : clause->frame].parent;
  if (clause->frame == NONE || f == NONE || match->rule->noun.len) return false;
  const argument *wo = frame_argument(s->frames, frame_at(s, f), ROLE_WO);
  return wo && !wo->gap && wo->span.begin >= clause->span.end && !scene_actors(s, wo).count;
}

static bool fits(const scene *s, const argument *a, const rule_match *match, uint32_t noun) {
  if (!(match->rule->links & (1u << a->link))) return false;
  if (match->rule->quote_only && a->quote == NONE) return false;
  if (a->of != NONE) return a->of == noun && (a->role == ROLE_QUOTE || a->link == LINK_MUNE || a->link == LINK_YOU) && (a->frame != NONE || a->quote != NONE);
  if (a->link == LINK_KOTO) return a->frame != NONE && a->role == ROLE_WO && is_fact_noun(s, a->head_token);
  if (a->link == LINK_YOU && asks_for_thing(s, match, a)) return false;
  if (a->link == LINK_MUNE || a->link == LINK_YOU) return a->frame != NONE || a->quote != NONE;
  return a->role == ROLE_QUOTE;
}

/* The clause on the cue's noun: 残る of 残る考えを示した, of 残る考えだ. NONE when there is none. */
static uint32_t clause_on_noun(const scene *s, uint32_t f, const rule_match *match) {
  const frame *x = frame_at(s, f);
  uint32_t noun = match->noun ? match->noun->head_token : NONE;
  if (noun == NONE && s->tokens->tokens.at[x->head_token].pos == POS_NOUN && view_ends_with(x->lemma, TEXT("だ"))) noun = x->head_token;
  frame_range range = s->frames->segments.at[x->segment];
  for (uint32_t g = f; noun != NONE && g-- > range.first;)
    if (frame_at(s, g)->embedding == EMBED_RELATIVE && frame_at(s, g)->head_noun == noun) return g;
  return NONE;
}

static bool is_bare_adjective(const scene *s, const frame *x) {
  return s->tokens->tokens.at[x->head_token].pos == POS_ADJECTIVE && !frame_argument(s->frames, x, ROLE_GA);
}

/* 残る考えを示した: the clause stands directly before the cue's noun. One of とする hands on what it quotes (…とする声明
 * を出した), and one that is a cue itself has it for its own statement (…と断じる談話を出した). */
static void add_bare_clause(attribution *a, uint32_t f, const rule_match *match, content_list *out) {
  const scene *s = a->scene;
  if (!(match->rule->links & (1u << LINK_TONO))) return;
  uint32_t g = clause_on_noun(s, f, match);
  if (g == NONE || is_bare_adjective(s, frame_at(s, g))) return;
  const frame *clause = frame_at(s, g);
  const argument *quote = frame_argument(s->frames, clause, ROLE_QUOTE);
  if (quote) {
    if (!view_equals(clause->lemma, TEXT("とする")) || quote->link != LINK_TO) return;
    LIST_PUSH(s->arena, out, content_of(s, quote));
    a->used[g] = true;
    return;
  }
  uint32_t first = s->parse->bunsetsu.at[phrase_first(s->parse, clause->bunsetsu)].first;
  LIST_PUSH(s->arena, out, ((content){{s->tokens->tokens.at[first].span.begin, clause->trigger.end}, NONE, g}));
}

/* とした上で, とし、, としつつ: a frame of とする joined to f, whose content belongs to f's cue. */
static bool hands_on(const scene *s, const frame *g, uint32_t f) {
  if (g->parent != f || !view_equals(g->lemma, TEXT("とする"))) return false;
  if (g->embedding == EMBED_ADVERBIAL) return true;
  if (g->embedding != EMBED_COORDINATE) return false;
  if (g->head_noun == NONE) return view_ends_with(view_span(s->layout->text, g->trigger), TEXT("し"));
  view noun = s->tokens->tokens.at[g->head_noun].surface;
  return view_equals(noun, TEXT("上")) || view_equals(noun, TEXT("うえ"));
}

static void add_handed_on(attribution *a, uint32_t f, content_list *out) {
  const scene *s = a->scene;
  frame_range range = s->frames->segments.at[frame_at(s, f)->segment];
  for (uint32_t g = range.first; g < f; g++) {
    const frame *x = frame_at(s, g);
    if (!hands_on(s, x, f)) continue;
    for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++)
      if (s->frames->arguments.at[i].role == ROLE_QUOTE) LIST_PUSH(s->arena, out, content_of(s, &s->frames->arguments.at[i]));
    a->used[g] = true;
  }
}

void content_of_toshite(attribution *a, uint32_t f, content_list *out) {
  const scene *s = a->scene;
  const frame *x = frame_at(s, f);
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *arg = &s->frames->arguments.at[i];
    if (arg->of != NONE || arg->role != ROLE_QUOTE || arg->link != LINK_TOSHITE) continue;
    if (!out->count) add_handed_on(a, f, out);
    LIST_PUSH(s->arena, out, content_of(s, arg));
  }
}

/* ---- what stands outside of the quotation marks but belongs to the quoted predicate ---- */

/* The main predicate of the quotation, when it is one clause, else NONE. */
static uint32_t quoted_predicate(const scene *s, uint32_t q) {
  const quote *x = &s->layout->quotes.at[q];
  if (x->segment_count != 1) return NONE;
  frame_range range = s->frames->segments.at[x->segment];
  for (uint32_t f = range.first + range.count; f-- > range.first;)
    if (frame_at(s, f)->embedding == EMBED_MAIN) return f;
  return NONE;
}

static bool is_existence(view lemma) {
  return view_equals(lemma, TEXT("ある")) || view_equals(lemma, TEXT("ない")) || view_equals(lemma, TEXT("存在する")) || view_equals(lemma, TEXT("見当たる"));
}

static bool is_somebody(const scene *s, const argument *a) {
  if (scene_actors(s, a).count) return true;
  uint32_t index = a->head_token < s->actors->of_token.count ? s->actors->of_token.at[a->head_token] : NONE;
  return index != NONE && s->actors->mentions.at[index].person;
}

/* 増派の兵は「国境に留まる」と述べた, 公約に「…意図があった」と指摘した: the subject of the quoted predicate, or where
 * something is. A subject in が is one when a topic before it speaks. */
static bool belongs_to_quoted(const scene *s, const frame *x, const argument *a, uint32_t predicate) {
  if (a->of != NONE || a->frame != NONE || predicate == NONE) return a->quoted;
  const frame *p = frame_at(s, predicate);
  if (a->quoted) return !frame_argument(s->frames, p, ROLE_GA);
  if (a->role == ROLE_WO) /* 提案を「断固拒否する」と述べた */
    return x->objectless && p->voice == VOICE_ACTIVE && !view_ends_with(p->lemma, TEXT("だ")) && !frame_argument(s->frames, p, ROLE_WO);
  if (a->role == ROLE_NI && s->actors->of_token.at[a->head_token] != NONE) return false;
  if (a->role == ROLE_NI)
    return is_existence(p->lemma) && frame_argument(s->frames, p, ROLE_GA) && !frame_argument(s->frames, p, ROLE_NI) && !is_somebody(s, a);
  if (a->role != ROLE_GA || frame_argument(s->frames, p, ROLE_GA)) return false;
  return !is_somebody(s, a) && !scene_owner(s, a).count && x->voice == VOICE_ACTIVE;
}

/* Adds the words from the argument up to the quotation. */
static void add_prefix(const scene *s, const frame *x, content_list *own) {
  if (own->count != 1 || own->at[0].quote == NONE) return;
  uint32_t predicate = quoted_predicate(s, own->at[0].quote), begin = s->layout->quotes.at[own->at[0].quote].outer.begin, from = begin;
  enum { PARTICLES = 9 }; /* bytes between a phrase and the next one */
  for (uint32_t i = x->argument + x->argument_count; i-- > x->argument;) {
    const argument *a = &s->frames->arguments.at[i];
    if (a->span.end <= from && a->span.end + PARTICLES >= from && belongs_to_quoted(s, x, a, predicate)) from = a->span.begin;
  }
  frame_range range = s->frames->segments.at[x->segment];
  for (uint32_t g = range.first; g < range.first + range.count; g++) { /* 命を落とせば「戦争だ」と警告した */
    const frame *c = frame_at(s, g);
    bool condition = c->embedding == EMBED_CONDITION && c->parent != NONE && frame_at(s, c->parent) == x;
    if (condition && c->trigger.end <= begin && c->trigger.end + PARTICLES >= from && c->clause.begin < from) from = c->clause.begin;
  }
  if (from == begin) return;
  content quoted = own->at[0];
  own->count = 0;
  LIST_PUSH(s->arena, own, ((content){{from, begin}, NONE, NONE}));
  LIST_PUSH(s->arena, own, quoted);
}

void content_of_cue(attribution *a, uint32_t f, const rule_match *match, content_list *out) {
  const scene *s = a->scene;
  if (scene_is_english(s)) {
    english_content(a, f, match, out);
    return;
  }
  const frame *x = frame_at(s, f);
  uint32_t noun = match->noun ? match->noun->bunsetsu : x->light ? x->first_bunsetsu : NONE;
  content_list own = {0};
  bool proper = false; /* something other than a として clause */
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *arg = &s->frames->arguments.at[i];
    bool toshite = arg->of == NONE && arg->role == ROLE_QUOTE && arg->link == LINK_TOSHITE;
    if (!toshite && !fits(s, arg, match, noun)) continue;
    proper = proper || !toshite;
    content c = content_of(s, arg);
    if (c.quote != NONE) add_quotes_before(s, arg, &own);
    LIST_PUSH(s->arena, &own, c);
  }
  if (!proper) {
    uint32_t before = own.count;
    add_bare_clause(a, f, match, &own);
    proper = own.count > before;
  }
  if (!proper) return;
  add_prefix(s, x, &own);
  add_handed_on(a, f, out);
  for (uint32_t i = 0; i < own.count; i++) LIST_PUSH(s->arena, out, own.at[i]);
}

/* Whether the last word of the quotation is a predicate, so that it is no name: 「もう帰れない」 and not 「独裁者」. */
static bool is_sentence(const scene *s, uint32_t q) {
  const quote *x = &s->layout->quotes.at[q];
  if (x->kind != QUOTE_SPEECH || !x->segment_count) return false;
  token_range range = s->tokens->segments.at[x->segment + x->segment_count - 1];
  uint32_t last = range.first + range.count;
  while (last > range.first && s->tokens->tokens.at[last - 1].pos == POS_SYMBOL) last--;
  if (last == range.first) return false;
  pos p = s->tokens->tokens.at[last - 1].pos;
  return x->segment_count > 1 || p == POS_VERB || p == POS_AUXILIARY || p == POS_ADJECTIVE;
}

void content_of_quotation(attribution *a, uint32_t f, const rule_match *match, content_list *out) {
  const scene *s = a->scene;
  const frame *x = frame_at(s, f);
  bool any = false;
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *arg = &s->frames->arguments.at[i];
    any = any || (arg->of == NONE && arg->role == ROLE_QUOTE && arg->link == LINK_TO && arg->quote != NONE && is_sentence(s, arg->quote));
  }
  if (any) content_of_cue(a, f, match, out);
}

/* A quotation inside a clause, whose last word is a predicate or that is made one by だ: 関係が「前進した」ことを評価した. */
static bool is_quoted_predicate(const scene *s, const content *c, const quote *x) {
  view rest = view_span(s->layout->text, (span){x->outer.end, c->span.end});
  if (x->kind == QUOTE_SPEECH) return rest.len <= 12;
  if (x->kind != QUOTE_TERM) return false;
  if (view_equals(rest, TEXT("だ")) || view_equals(rest, TEXT("である"))) return true;
  if (c->frame == NONE) return false;
  token_range range = s->tokens->segments.at[frame_at(s, c->frame)->segment];
  uint32_t low = range.first, high = range.first + range.count;
  while (low < high) { /* the first token that does not begin before the closing mark */
    uint32_t middle = low + (high - low) / 2;
    if (s->tokens->tokens.at[middle].span.begin < x->inner.end) low = middle + 1;
    else high = middle;
  }
  if (low == range.first) return false;
  pos p = s->tokens->tokens.at[low - 1].pos;
  return p == POS_VERB || p == POS_AUXILIARY;
}

/* said it would "act", was "too slow" to act: the words inside the marks are a predicate of the clause. */
static bool has_quoted_predicate(const scene *s, const content *c) {
  if (c->frame == NONE) return false;
  frame_range range = s->frames->segments.at[frame_at(s, c->frame)->segment];
  for (uint32_t f = range.first; f < range.first + range.count; f++) {
    const frame *x = frame_at(s, f);
    if (!span_contains(c->span, x->trigger) || x->embedding == EMBED_RELATIVE) continue;
    if (s->tokens->tokens.at[x->head_token].quote != NONE) return true;
    uint32_t q = text_quote_at(s->layout, x->trigger.begin);
    if (q != NONE && span_contains(c->span, s->layout->quotes.at[q].outer) && s->layout->quotes.at[q].kind == QUOTE_TERM) return true;
  }
  return false;
}

static bool ends_in_quoted_predicate(const scene *s, const content *c) {
  if (scene_is_english(s)) return has_quoted_predicate(s, c);
  for (uint32_t q = first_quote(s->layout, c->span.begin); q < s->layout->quotes.count; q++) {
    const quote *x = &s->layout->quotes.at[q];
    if (x->outer.begin >= c->span.end) break;
    if (span_contains(c->span, x->outer) && is_quoted_predicate(s, c, x)) return true;
  }
  return false;
}

seimei_manner content_manner(const scene *s, const content_list *contents) {
  uint32_t quoted = 0, mixed = 0;
  for (uint32_t i = 0; i < contents->count; i++) {
    if (contents->at[i].quote != NONE) quoted++;
    else if (ends_in_quoted_predicate(s, &contents->at[i])) mixed++;
  }
  if (mixed || (quoted && quoted < contents->count)) return SEIMEI_MIXED;
  return quoted ? SEIMEI_DIRECT : SEIMEI_INDIRECT;
}
