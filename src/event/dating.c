/* dating.c - the day of an event: the date expression that governs its predicate, else that of the clauses around it,
 * else the day that the text is telling about.
 *
 *   首相は│4日、│会談し、│声明を│発表した      会談し is dated by 4日; 発表した, joined to it, takes that date along
 *   10日の│演説で│示した│立場を│批判した       示した has a date of its own, 批判した none
 *   6日、│停戦に│応じると│表明した             a promise is dated by the day of its cue
 *
 * A sentence without a date goes on with the day that the text is telling about (told_day.c); hypothetical and lasting things have
 * no day. */
#include "event/dating.h"

enum { MAX_STEPS = 32 }; /* up the tree, and through clauses that hold each other */

/* ---- which predicate a date belongs to ---- */

/* 4日の会談を評価した dates the talks and not the praise; 4日の会談で評価した dates both. */
static bool dates_through(const event_context *c, uint32_t f, uint32_t noun) {
  const frame *x = dating_frame(c, f);
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &c->scene->frames->arguments.at[i];
    if (a->of == NONE && a->bunsetsu == noun)
      return a->role != ROLE_WO && a->role != ROLE_GA && a->role != ROLE_TO && a->role != ROLE_NITSUITE && a->role != ROLE_NITAISURU && a->role != ROLE_QUOTE;
  }
  return true;
}

bool dating_is_verbal(seimei_type t) { return t <= SEIMEI_CONCEDE || t == SEIMEI_REQUEST || t == SEIMEI_ACCUSE || t == SEIMEI_REJECT || t == SEIMEI_THREATEN; }

/* the incident of 31 August */
static bool is_of_noun(const event_context *c, const when *w) {
  const token *left = w->token ? &c->scene->tokens->tokens.at[w->token - 1] : NULL;
  return left && word_in_class(c->rules->index.words, left->lemma, TEXT("of-noun"));
}

/* in Oslo, with the army: who and where have no days of their own. */
static bool is_party(const event_context *c, uint32_t noun) {
  uint32_t m = c->scene->actors->of_token.at[noun];
  return m != NONE && c->scene->actors->mentions.at[m].kind != MENTION_TEXT;
}

/* at Monday's summit, during his Sunday show: where something is done has the day of the deed. */
static bool is_scene_noun(const event_context *c, uint32_t noun) {
  const scene *s = c->scene;
  if (s->parse->relations.at[noun] != RELATION_OBL) return false;
  PARSE_CHILDREN(s->parse, noun, d)
    if (s->parse->relations.at[d] == RELATION_CASE && word_in_class(c->rules->index.words, s->tokens->tokens.at[d].lemma, TEXT("scene-case"))) return true;
  return false;
}

/* shelled a convoy on Friday: the parser may tie the day to the object of a deed; condemned the raid on Friday, condemned Friday's raid
 * have no day. */
static bool english_dates_through(const event_context *c, uint32_t f, uint32_t noun, const when *w) {
  const frame *x = dating_frame(c, f);
  uint32_t k = c->of_frame[f];
  relation r = (relation)c->scene->parse->relations.at[w->bunsetsu];
  bool before = r == RELATION_NMOD_POSS || r == RELATION_COMPOUND || r == RELATION_AMOD || is_of_noun(c, w);
  if (before && is_scene_noun(c, noun)) return true;
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &c->scene->frames->arguments.at[i];
    if (a->of != NONE || a->bunsetsu != noun) continue;
    if (is_party(c, noun)) return !before;
    return a->role != ROLE_GA && !before && k != NONE && (c->candidates.at[k].type == SEIMEI_CONSULT || !dating_is_verbal(c->candidates.at[k].type));
  }
  return !before;
}

static bool is_existence(view lemma) { return view_equals(lemma, TEXT("ある")); }

/* 4日に開かれた会議で批判した: the relative clause on a noun with で dates what is said there too. */
static uint32_t scene_of(const event_context *c, uint32_t f) {
  const frame *x = dating_frame(c, f);
  if (x->embedding != EMBED_RELATIVE || x->parent == NONE || x->head_noun == NONE) return NONE;
  const argument *de = frame_argument(c->scene->frames, dating_frame(c, x->parent), ROLE_DE);
  return de && de->head_token == x->head_noun ? x->parent : NONE;
}

static dated_frame dated_by(const event_context *c, uint32_t f, bool direct) {
  const frame *x = dating_frame(c, f);
  bool reached = x->embedding == EMBED_COORDINATE && x->parent != NONE && view_equals(x->lemma, TEXT("なる")); /* 20日になって */
  return reached ? (dated_frame){x->parent, NONE, direct} : (dated_frame){f, scene_of(c, f), direct};
}

/* 8日から│激しい│砲撃を続けた, 5日、│国防相だった│人を拘束した: what a noun is like has no day. */
static bool is_quality(const event_context *c, const frame *x) {
  return x->embedding == EMBED_RELATIVE && (view_ends_with(x->lemma, TEXT("だ")) || c->scene->tokens->tokens.at[x->head_token].pos == POS_ADJECTIVE);
}

/* in 1999, when the two sides fought: the clause on the date. */
static uint32_t clause_on(const event_context *c, const when *w) {
  const scene *s = c->scene;
  token_range range = s->tokens->segments.at[w->segment];
  PARSE_CHILDREN(s->parse, w->bunsetsu, d) {
    relation r = (relation)s->parse->relations.at[d];
    bool clause = r == RELATION_ACL_RELCL || r == RELATION_ADVCL_RELCL || r == RELATION_ADVCL;
    if (d > w->bunsetsu && clause && s->frames->of_bunsetsu.at[d] != NONE) return s->frames->of_bunsetsu.at[d];
  }
  uint32_t next = w->end_token;
  if (next < range.first + range.count && s->tokens->tokens.at[next].sub == SUB_COMMA) next++;
  bool told = next < range.first + range.count && word_in_class(c->rules->index.words, s->tokens->tokens.at[next].lemma, TEXT("when-word"));
  uint32_t verb = told ? s->parse->bunsetsu.at[next].head : NONE;
  return verb == NONE ? NONE : s->frames->of_bunsetsu.at[verb];
}

/* a day after the army left: the clause that the last word of the expression begins, also where the parser has it as the preposition
 * of the subject. */
static uint32_t clause_behind(const event_context *c, const when *w) {
  const parse_layout *parse = c->scene->parse;
  uint32_t last = w->end_token - 1, verb = parse->bunsetsu.at[last].head;
  if (verb == NONE || verb < last) return NONE;
  relation r = (relation)parse->relations.at[last], above = (relation)parse->relations.at[verb];
  if (r == RELATION_CASE && (above == RELATION_NSUBJ || above == RELATION_NSUBJ_PASS)) verb = parse->bunsetsu.at[verb].head;
  else if (r != RELATION_MARK) return NONE;
  return verb == NONE ? NONE : c->scene->frames->of_bunsetsu.at[verb];
}

static dated_frame govern(const event_context *c, const when *w) {
  static const dated_frame none = {NONE, NONE, false};
  const frame_layout *frames = c->scene->frames;
  if (w->bunsetsu == NONE) return none;
  uint32_t own = frames->of_bunsetsu.at[w->bunsetsu], noun = NONE;
  if (own != NONE) return dated_by(c, own, true);
  if (scene_is_english(c->scene) && ((own = clause_on(c, w)) != NONE || (own = clause_behind(c, w)) != NONE)) return dated_by(c, own, true);
  uint32_t head = when_head(c->scene->tokens, c->scene->parse, w->token, w->bunsetsu);
  for (int step = 0; step < MAX_STEPS && head != NONE; step++) {
    uint32_t f = frames->of_bunsetsu.at[head];
    if (f != NONE && is_quality(c, dating_frame(c, f))) f = dating_frame(c, f)->parent;
    if (f != NONE) {
      bool light_noun = head == dating_frame(c, f)->first_bunsetsu;
      bool through = scene_is_english(c->scene) ? noun == NONE || english_dates_through(c, f, noun, w) : noun == NONE || light_noun || dates_through(c, f, noun);
      return through ? dated_by(c, f, noun == NONE) : none;
    }
    noun = head;
    head = when_head(c->scene->tokens, c->scene->parse, w->token, head);
  }
  return none;
}

void dating_prepare(event_context *c) {
  uint32_t n = c->scene->whens->whens.count;
  c->dated = ARENA_NEW(c->scene->arena, dated_frame, n);
  for (uint32_t i = 0; i < n; i++) c->dated[i] = govern(c, &c->scene->whens->whens.at[i]);
}

/* ---- which dates a predicate has ---- */

/* 4日から撃ち合った began on that day, 14日までに撤退した was over by then; 以降 and a limit to come tell no day. */
static bool tells_day(const when *w, const frame *x, bool direct) {
  if (!w->date[0]) return false;
  switch (w->kind) {
  case WHEN_POINT:
  case WHEN_SAME:
  case WHEN_RANGE: return true;
  case WHEN_SINCE: return direct && (w->begins);
  case WHEN_UNTIL: return !w->future && (x->past || x->progressive);
  default: return false;
  }
}

/* 呼ぶと、抗議した follow each other; 派遣した経緯がある is told as the main clause would be. */
static bool joined(const event_context *c, const frame *x) {
  if (x->parent == NONE) return false;
  if (x->embedding == EMBED_COORDINATE || x->embedding == EMBED_ADVERBIAL || x->embedding == EMBED_CONDITION) return true;
  return (x->embedding == EMBED_RELATIVE || x->embedding == EMBED_NOMINAL) && x->past && is_existence(dating_frame(c, x->parent)->lemma);
}

/* The clause that the chain of joined clauses ends in. */
uint32_t dating_chain_end(const event_context *c, uint32_t f) {
  for (int step = 0; step < MAX_STEPS && joined(c, dating_frame(c, f)); step++) f = dating_frame(c, f)->parent;
  return f;
}

/* The clause whose subject the clause shares in the end. */
static uint32_t subject_frame(const event_context *c, uint32_t f) {
  for (int step = 0; step < MAX_STEPS && dating_frame(c, f)->subject != NONE && !dating_frame(c, f)->subject_is_recipient; step++) f = dating_frame(c, f)->subject;
  return f;
}

/* 首相は4日、会談を開き、支援を続けると述べた: the parser may tie a joined clause to one that the next clause holds; that
 * they have one subject tells that they belong together. */
static bool goes_along(const event_context *c, uint32_t f, uint32_t dated) {
  const frame *earlier = dating_frame(c, f < dated ? f : dated);
  return earlier->embedding == EMBED_COORDINATE && subject_frame(c, f) == subject_frame(c, dated);
}

/* How well the date fits the predicate: 0 not at all. */
static int rank_of(const event_context *c, uint32_t f, uint32_t end, const dated_frame *d) {
  if (d->frame == f) return d->direct ? 3 : 2;
  if (d->scene != NONE && (d->scene == f || dating_chain_end(c, d->scene) == end)) return 1;
  return dating_chain_end(c, d->frame) == end || goes_along(c, f, d->frame) ? 1 : 0;
}

/* Whether the clause f is inside of the clause of frame above. */
static bool is_inside(const event_context *c, uint32_t f, uint32_t above) {
  for (int step = 0; step < MAX_STEPS && f != NONE; step++, f = dating_frame(c, f)->parent)
    if (f == above) return true;
  return false;
}

/* resigned and fled yesterday: both are over, and one did them. */
static bool went_together(const event_context *c, uint32_t f, const when *w, uint32_t dated) {
  const frame *x = dating_frame(c, f), *y = dating_frame(c, dated);
  return x->past && y->past && !w->future && y->embedding == EMBED_COORDINATE && y->parent == f && y->subject == f;
}

/* In English dates stand on either side: met on Monday and left; but in "met and will return on Monday" met has none. */
static int english_rank(const event_context *c, uint32_t f, const when *w, const dated_frame *d, int rank) {
  bool behind = w->span.begin >= dating_frame(c, f)->trigger.begin;
  bool gerund = is_inside(c, d->frame, f) && !dating_frame(c, d->frame)->past; /* fired a missile before leaving on Monday */
  return rank == 1 && behind && !gerund && !is_inside(c, f, d->frame) && !went_together(c, f, w, d->frame) ? 0 : rank;
}

static uint32_t distance_of(const frame *x, const when *w) {
  return w->span.begin < x->trigger.begin ? x->trigger.begin - w->span.begin : w->span.begin - x->trigger.begin;
}

/* days after the army left: when, nobody tells. */
static bool is_apart(const event_context *c, uint32_t f) {
  const scene *s = c->scene;
  span words = s->layout->segments.at[dating_frame(c, f)->segment].span;
  for (uint32_t i = when_first_from(s->whens, words.begin); i < s->whens->whens.count && s->whens->whens.at[i].span.begin < words.end; i++)
    if (s->whens->whens.at[i].apart && c->dated[i].frame == f && c->dated[i].direct && s->whens->whens.at[i].span.begin < dating_frame(c, f)->trigger.begin) return true;
  return false;
}

/* condemned the attack on the hall last year: a month or year behind the object of a judgement is that of what it names. */
static bool is_of_object(const event_context *c, uint32_t f, const when *w) {
  const event *e = c->of_frame[f] == NONE ? NULL : &c->candidates.at[c->of_frame[f]];
  bool judged = e && (e->type == SEIMEI_ACCUSE || e->type == SEIMEI_SUPPORT);
  if (!judged || !scene_is_english(c->scene) || strlen(w->date) >= 10 || w->span.begin < e->trigger.end || !w->token) return false;
  const argument *object = frame_argument(c->scene->frames, dating_frame(c, f), ROLE_WO);
  return object && object->span.begin < w->span.begin && c->scene->actors->of_token.at[object->head_token] == NONE;
}

/* The date nearest before the predicate among those of its own clause, then of the clauses that it is joined to. */
const when *dating_in_chain(const event_context *c, uint32_t f, dating_kind kind) {
  const scene *s = c->scene;
  const frame *x = dating_frame(c, f);
  span words = s->layout->segments.at[x->segment].span;
  const when *best = NULL;
  int best_rank = 0;
  bool english = scene_is_english(s);
  uint32_t end = dating_chain_end(c, f);
  for (uint32_t i = when_first_from(s->whens, words.begin); i < s->whens->whens.count; i++) {
    const when *w = &s->whens->whens.at[i];
    if (w->span.begin >= words.end || (!english && w->span.begin >= x->trigger.end)) break;
    dated_frame d = c->dated[i];
    if (w->segment != x->segment || d.frame == NONE || !tells_day(w, dating_frame(c, d.frame), d.direct) || is_of_object(c, d.frame, w)) continue;
    if (kind != DATING_DEED && w->future) continue;
    bool around_today = strlen(w->date) < 10 && view_starts_with(c->scene->published, view_of_string(w->date)); /* 年内, 今月 */
    bool done = english && x->past && d.frame == f; /* sued him this month */
    if (kind != DATING_DEED && around_today && !w->begins && !done) continue;
    if (kind == DATING_PROMISE && d.frame == f && strlen(w->date) < 10) continue;
    int rank = rank_of(c, f, end, &d);
    if (english) rank = english_rank(c, f, w, &d, rank);
    if (english && best && rank == best_rank && distance_of(x, w) > distance_of(x, best)) continue;
    if (c->day.release && rank < 3 && kind != DATING_DEED) continue; /* said in the meeting, whatever it mentions */
    if (rank > best_rank || (rank && rank == best_rank && kind != DATING_TELLER)) best = w, best_rank = rank;
  }
  return best;
}

/* The predicate whose words or view the clause is: 述べた of 「…」と述べた; NONE for other clauses. */
uint32_t dating_teller(const event_context *c, uint32_t f) {
  const frame *x = dating_frame(c, f);
  if (x->embedding == EMBED_MAIN) {
    uint32_t q = c->scene->layout->segments.at[x->segment].quote;
    return q == NONE ? NONE : c->scene->speakers[q].frame;
  }
  bool told = x->embedding == EMBED_QUOTE || view_equals(x->lemma, TEXT("とする")) || (x->embedding == EMBED_NOMINAL && x->link == LINK_KOTO) || x->link == LINK_TONO;
  bool open = x->embedding == EMBED_RELATIVE && !x->past && !x->progressive; /* 撤退する方針を示した, 非難する書簡を送った */
  return told || open ? x->parent : NONE;
}

static bool is_accusation(const event_context *c, uint32_t f) {
  uint32_t i = c->of_frame[f];
  return i != NONE && (c->candidates.at[i].type == SEIMEI_ACCUSE || c->candidates.at[i].type == SEIMEI_SUPPORT);
}

/* 首相は8日、… and 8日の会談で… date their whole sentence up to the next such date, wherever the parser ties them. */
static const when *date_of_sentence(const event_context *c, uint32_t f, uint32_t before) {
  const scene *s = c->scene;
  span words = s->layout->segments.at[dating_frame(c, f)->segment].span;
  const when *best = NULL;
  for (uint32_t i = when_first_from(s->whens, words.begin); i < s->whens->whens.count; i++) {
    const when *w = &s->whens->whens.at[i];
    if (w->span.begin >= words.end || w->span.begin >= before) break;
    uint32_t g = c->dated[i].frame;
    if (w->segment != dating_frame(c, f)->segment || w->future || strlen(w->date) < 10 || g == NONE || w->kind == WHEN_SINCE || w->kind == WHEN_UNTIL) continue;
    const token *last = when_last_word(s->tokens, s->parse, w->bunsetsu);
    bool bare = last->pos != POS_PARTICLE, scene = view_equals(last->surface, TEXT("の")) && dating_frame(c, g)->embedding != EMBED_RELATIVE;
    if (bare || scene) best = w;
  }
  return best;
}

/* has refused: done by now, on no day that the text goes on with. */
static bool is_perfect(const event_context *c, uint32_t f) {
  if (!scene_is_english(c->scene)) return false;
  PARSE_CHILDREN(c->scene->parse, dating_frame(c, f)->head_token, d) {
    const token *t = &c->scene->tokens->tokens.at[d];
    if (c->scene->parse->relations.at[d] == RELATION_AUX && (t->morph & MORPH_PRESENT) && view_is(t->lemma, "have")) return true;
  }
  return false;
}

/* What is told as done takes the date of a plain report (攻撃したと発表した), not of a judgement on it. */
static const when *date_of(const event_context *c, const event *e, dating_kind kind) {
  uint32_t f = e->frame;
  const when *w = dating_in_chain(c, f, kind);
  if (is_apart(c, f) && !(w && is_inside(c, c->dated[w - c->scene->whens->whens.at].frame, f))) return NULL;
  bool fact = dating_frame(c, f)->past && !dating_is_verbal(e->type), perfect = is_perfect(c, f);
  if (perfect) return w && c->dated[w - c->scene->whens->whens.at].frame == f ? w : NULL;
  for (int step = 0; !w && step < MAX_STEPS; step++) {
    uint32_t end = dating_chain_end(c, f), teller = dating_teller(c, end);
    if (fact && teller != NONE && is_accusation(c, teller)) return NULL;
    bool main_line = dating_frame(c, end)->embedding == EMBED_MAIN || (end != f && dating_frame(c, end)->embedding == EMBED_RELATIVE);
    if (teller == NONE && main_line && !c->day.release)
      return date_of_sentence(c, f, dating_frame(c, f)->segment == dating_frame(c, e->frame)->segment ? e->trigger.begin : UINT32_MAX);
    if (teller == NONE && !fact && dating_frame(c, f)->progressive) return date_of_sentence(c, f, e->trigger.begin); /* 4日、訪問中の外相は */
    if (teller == NONE) return NULL;
    f = teller;
    w = dating_in_chain(c, f, DATING_TELLER);
  }
  return w;
}

void date_settle(event_context *c, event *e, bool promise) {
  uint32_t sentence = scene_sentence(c->scene, e->frame);
  bool open = e->status == SEIMEI_FUTURE || e->status == SEIMEI_HYPOTHETICAL;
  told_day_read(c, sentence);
  bool words = dating_is_verbal(e->type) && e->status == SEIMEI_ACTUAL;
  const when *w = open ? dating_in_chain(c, e->frame, DATING_DEED) : date_of(c, e, promise ? DATING_PROMISE : words ? DATING_WORDS : DATING_DEED);
  if (w) memcpy(e->date, w->date, sizeof e->date);
  else if (!open && !is_apart(c, e->frame) && !is_perfect(c, e->frame) && told_day_continues(c, e)) memcpy(e->date, c->day.date, sizeof e->date);
  int32_t day = when_day_number(view_of_string(e->date)), today = when_day_number(c->scene->published);
  if (day == INT32_MIN || today == INT32_MIN) return;
  if (today - day > 366 && e->status == SEIMEI_ACTUAL) e->status = SEIMEI_HISTORICAL;
  if (day > today && e->status == SEIMEI_ACTUAL && !dating_is_verbal(e->type)) e->status = SEIMEI_FUTURE;
}
