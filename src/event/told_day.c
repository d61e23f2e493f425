/* told_day.c - the day that the text is telling about: a sentence without a date goes on with that of the meeting that it is
 * about, or of what its subject did in the sentence before. */
#include "event/dating.h"

static bool has_meeting_word(const event_context *c, token_range range, view class_name) {
  const scene *s = c->scene;
  for (uint32_t t = range.first; t < range.first + range.count; t++)
    if (s->tokens->tokens.at[t].pos == POS_NOUN && word_in_class(c->rules->index.words, scene_is_english(s) ? s->tokens->tokens.at[t].lemma : s->tokens->tokens.at[t].surface, class_name)) return true;
  return false;
}

static uint32_t main_frame(const event_context *c, uint32_t segment) {
  frame_range range = c->scene->frames->segments.at[segment];
  for (uint32_t i = range.first; scene_is_english(c->scene) && i < range.first + range.count; i++)
    if (dating_frame(c, i)->embedding == EMBED_MAIN) return i;
  for (uint32_t i = range.first + range.count; i-- > range.first;)
    if (dating_frame(c, i)->embedding == EMBED_MAIN) return i;
  return NONE;
}

static actor_set everyone_in(const event_context *c, uint32_t segment) {
  const scene *s = c->scene;
  token_range range = s->tokens->segments.at[segment];
  actor_set all = {0};
  for (uint32_t t = range.first; t < range.first + range.count; t++) {
    uint32_t m = s->actors->of_token.at[t];
    if (m == NONE || s->actors->mentions.at[m].head_token != t || s->actors->mentions.at[m].modifier) continue;
    const mention *x = &s->actors->mentions.at[m];
    actor_set who = {.at = x->who, .count = x->kind == MENTION_PLACE ? 0 : x->who_count};
    all = actor_sets_join(s->arena, &all, &who);
  }
  return all;
}

/* All parties of the sentence's main clauses. */
static actor_set people_of(const event_context *c, uint32_t segment, uint32_t end) {
  static const place mutual = {PLACE_MUTUAL, ROLE_GA};
  const place_list places = {&mutual, 1};
  frame_range range = c->scene->frames->segments.at[segment];
  actor_set all = {0};
  for (uint32_t i = range.first; i < range.first + range.count; i++) {
    if (dating_chain_end(c, i) != end) continue;
    party p = scene_party(c->scene, i, NULL, &places);
    all = actor_sets_join(c->scene->arena, &all, &p.who);
    uint32_t k = c->of_frame[i];
    if (k != NONE) all = actor_sets_join(c->scene->arena, &all, &c->candidates.at[k].recipient.who);
  }
  return all.count ? all : everyone_in(c, segment);
}

static bool only_press(const actor_set *who) {
  for (uint32_t i = 0; i < who->count; i++)
    if (!view_equals(who->at[i].sector, TEXT("JRN"))) return false;
  return who->count > 0;
}

/* met: in English the verb alone tells of a meeting. */
static bool is_meeting(const event_context *c, uint32_t f) {
  uint32_t k = f == NONE || !scene_is_english(c->scene) ? NONE : c->of_frame[f];
  return k != NONE && c->candidates.at[k].type == SEIMEI_CONSULT;
}

/* Council Holds Meeting over a text that begins with what was said today: its title calls it an account of talks. */
static bool is_account(const event_context *c, const when *w) {
  const scene *s = c->scene;
  bool talks = false, today = w && word_in_class(c->rules->index.words, s->tokens->tokens.at[w->token].lemma, TEXT("account-day"));
  for (uint32_t i = 0; scene_is_english(s) && i < s->layout->segments.count && s->layout->sentences.at[s->layout->segments.at[i].sentence].heading; i++) {
    if (has_meeting_word(c, s->tokens->segments.at[i], TEXT("readout"))) return true;
    talks |= has_meeting_word(c, s->tokens->segments.at[i], TEXT("meeting"));
  }
  return talks && today;
}

static void read_day(event_context *c, uint32_t segment, uint32_t sentence) {
  const scene *s = c->scene;
  told_day *d = &c->day;
  uint32_t f = main_frame(c, segment);
  const when *w = f == NONE ? NULL : dating_in_chain(c, f, DATING_DEED);
  bool release = sentence < 4 && (has_meeting_word(c, s->tokens->segments.at[segment], scene_class(s, "概要", "readout")) || is_account(c, w));
  if (!w && release) { /* 会談を行ったところ、概要は以下のとおり。 has no predicate of its own at its end */
    uint32_t i = when_first_from(s->whens, s->layout->segments.at[segment].span.begin);
    if (i < s->whens->whens.count && s->whens->whens.at[i].segment == segment) w = &s->whens->whens.at[i];
  }
  if (!w || w->future || d->release) return;
  enum { BACK = 3, OLD = 62 }; /* days: what lies further back is background and does not move the day */
  actor_set people = f == NONE ? (actor_set){0} : people_of(c, segment, dating_chain_end(c, f));
  if (only_press(&people)) return; /* 朝鮮中央通信が14日伝えた */
  bool background = w->days < -OLD || (d->sentence != NONE && w->days + BACK < d->days);
  if (background) {
    d->left = sentence;
    return;
  }
  *d = (told_day){.sentence = sentence, .days = w->days, .left = NONE, .release = release,
                  .meeting = release || is_meeting(c, f) || has_meeting_word(c, s->tokens->segments.at[segment], scene_class(s, "会談", "meeting")),
                  .people = people};
  memcpy(d->date, w->date, sizeof d->date);
}

void told_day_read(event_context *c, uint32_t sentence) {
  const scene *s = c->scene;
  for (; c->day_segment < s->layout->segments.count; c->day_segment++) {
    const segment *g = &s->layout->segments.at[c->day_segment];
    if (g->sentence >= sentence) return;
    if (g->quote == NONE && !s->layout->sentences.at[g->sentence].heading) read_day(c, c->day_segment, g->sentence);
  }
}

static bool knows(const actor_set *set, const actor *who) {
  for (uint32_t i = 0; i < set->count; i++)
    if (view_equals(set->at[i].code, who->code)) return true;
  return false;
}

/* How many of the actors belong to the people of the day. */
static uint32_t known_of(const actor_set *people, const actor_set *who) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < who->count; i++) n += knows(people, &who->at[i]);
  return n;
}

/* Whether the event, in a sentence without a date, belongs to the day that was told last. */
bool told_day_continues(const event_context *c, const event *e) {
  enum { NEAR = 2 }; /* sentences */
  const told_day *d = &c->day;
  uint32_t sentence = scene_sentence(c->scene, e->frame), end = dating_chain_end(c, e->frame), teller = dating_teller(c, end);
  if (d->sentence == NONE || sentence <= d->sentence) return false;
  const frame *x = dating_frame(c, e->frame), *top = dating_frame(c, end);
  if (top->embedding == EMBED_RELATIVE && teller == NONE) return false;
  if ((top->embedding != EMBED_MAIN || teller != NONE) && !dating_is_verbal(e->type)) return false;
  bool lasting = x->progressive || top->progressive;
  uint32_t known = known_of(&d->people, &e->actor.who);
  if (top->embedding == EMBED_CONDITION || (x->progressive && (teller != NONE || !dating_is_verbal(e->type)))) return false;
  if (d->release) return true;
  if (d->meeting) return known > 0;
  return known && !lasting && sentence - d->sentence <= NEAR && d->left == NONE;
}
