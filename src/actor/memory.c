/* memory.c - what a document has named so far.
 *
 * The last mentions are kept in a ring, which every search for an antecedent walks back, so a long document costs no
 * more for each mention than a short one. States have a weight each, in the sentence, the paragraph and the document;
 * what is old fades. A topic weighs more than a subject, a subject more than the rest (centering: Grosz, Joshi and
 * Weinstein 1995; Walker, Iida and Cote 1994 for Japanese). */
#include "actor/actor_parts.h"

enum { RECENT = 3 }; /* sentences in which a pair stays the pair */
static const float FADE = 0.88F, IN_SENTENCE = 4.0F, IN_PARAGRAPH = 1.5F;
static const float OTHER_STAGE = 1.8F; /* times that the text is more about a state than about the subject's */
static const float WEAK_BELOW = 0.9F; /* a pair that scores less gives way to the parties of the sentence */
static const float OF_TOPIC = 3.0F, OF_SUBJECT = 2.2F, OF_PLACE = 1.2F, OF_OTHER = 0.8F, OF_MODIFIER = 0.5F,
                   GUESSED = 0.5F, OF_DATELINE = 3.0F;

/* ---- weights of states ---- */

void memory_enter(memory *m, const text_layout *layout, uint32_t segment) {
  uint32_t sentence = layout->segments.at[segment].sentence;
  m->quoted = layout->segments.at[segment].quote != NONE;
  if (sentence == m->sentence) return;
  bool paragraph = layout->sentences.at[sentence].paragraph != m->paragraph;
  for (uint32_t i = 0; i < m->state_count; i++) {
    m->states[i].document *= FADE;
    m->states[i].sentence = 0;
    if (paragraph) m->states[i].paragraph = 0;
  }
  m->abroad = (view){0};
  m->sentence = sentence;
  m->paragraph = layout->sentences.at[sentence].paragraph;
  m->heading = layout->sentences.at[sentence].heading;
}

static salience *state_slot(memory *m, view code) {
  uint32_t weakest = 0;
  for (uint32_t i = 0; i < m->state_count; i++) {
    if (view_equals(m->states[i].code, code)) return &m->states[i];
    if (m->states[i].document < m->states[weakest].document) weakest = i;
  }
  if (m->state_count < MAX_STATES) weakest = m->state_count++;
  m->states[weakest] = (salience){.code = code};
  return &m->states[weakest];
}

static float weight_of(const recalled *r) {
  if (r->topic && (r->scene || !r->modifier)) return OF_TOPIC;
  if (r->modifier) return OF_MODIFIER;
  if (r->subject) return OF_SUBJECT;
  return r->place || r->scene ? OF_PLACE : OF_OTHER;
}

static void weigh(memory *m, const recalled *r) {
  bool agency = r->kind == MENTION_GROUP && r->who_count == 1 && view_equals(r->who[0].sector, TEXT("JRN"));
  if (agency) return; /* AFPに語った: no story about France */
  float weight = weight_of(r) / (r->who_count > 1 ? 1.5F : 1.0F) * (r->anaphoric && !r->named ? GUESSED : 1.0F);
  for (uint32_t i = 0; i < r->who_count; i++) {
    if (!code_is_state(r->who[i].code)) continue;
    salience *s = state_slot(m, r->who[i].code);
    s->document += weight;
    s->paragraph += weight;
    s->sentence += weight;
  }
}

void memory_favor(memory *m, view state) { state_slot(m, state)->document += OF_DATELINE; }

static float score(const salience *s) { return s->document + IN_PARAGRAPH * s->paragraph + IN_SENTENCE * s->sentence; }

static float document_weight(const memory *m, view code) {
  for (uint32_t i = 0; i < m->state_count; i++)
    if (view_equals(m->states[i].code, code)) return m->states[i].document;
  return 0;
}

float memory_weight(const memory *m, view code) {
  for (uint32_t i = 0; i < m->state_count; i++)
    if (view_equals(m->states[i].code, code)) return score(&m->states[i]);
  return 0;
}

view memory_focus(const memory *m, const actor_tables *t, view not, view word) {
  view best = {0};
  float best_score = 0;
  for (uint32_t i = 0; i < m->state_count; i++) {
    if (view_equals(m->states[i].code, not ) || score(&m->states[i]) <= best_score) continue;
    if (state_lacks(t, m->states[i].code, word)) continue;
    best_score = score(&m->states[i]);
    best = m->states[i].code;
  }
  return best;
}

/* ---- the ring ---- */

static bool is_official(const recalled *k) { return k->who_count && (view_equals(k->who[0].sector, TEXT("GOV")) || view_equals(k->who[0].sector, TEXT("MIL")) || view_equals(k->who[0].sector, TEXT("LEG"))); }

/* The state that the document is about, where the sentence's own subject is one that it is less about: whose army
 * ブリンケン国務長官は軍に求めた means in a text on the Sudan. Empty: the subject's own. */
view memory_other_stage(const memory *m, view focus) {
  const recalled *k;
  bool subject = false;
  for (uint32_t back = 0; (k = memory_at(m, back)) && k->sentence == m->sentence; back++)
    subject = subject || (is_official(k) && (k->topic || k->subject) && !k->scene && !k->modifier && k->who_count == 1 && view_equals(k->who[0].code, focus));
  if (!subject) return (view){0};
  const salience *best = NULL;
  for (uint32_t i = 0; i < m->state_count; i++)
    if (!best || m->states[i].document > best->document) best = &m->states[i];
  return best && !view_equals(best->code, focus) && best->document >= OTHER_STAGE * document_weight(m, focus) ? best->code : (view){0};
}

void memory_add(memory *m, const recalled *r) {
  recalled *kept = &m->ring[m->count++ % RECALL];
  *kept = *r;
  kept->quoted = m->quoted;
  if (r->kind != MENTION_TEXT && !r->whole) weigh(m, r);
}

const recalled *memory_at(const memory *m, uint32_t back) {
  if (back >= RECALL || back >= m->count) return NULL;
  return &m->ring[(m->count - 1 - back) % RECALL];
}

void memory_go_abroad(memory *m, view state, bool scene) {
  m->abroad = state;
  if (!scene || !m->count) return;
  recalled *before = &m->ring[(m->count - 1) % RECALL];
  if (before->sentence == m->sentence && before->place) before->scene = true, weigh(m, before);
}

/* ---- persons ---- */

const recalled *memory_person(const memory *m, view name) {
  uint32_t index = map_get(&m->persons, name);
  return index == NONE ? NULL : &m->known.at[index];
}

/* Under the whole name, each part between joints (パシニャン of ニコル・パシニャン) and, in kanji, each shorter
 * beginning (毛 of 毛寧). */
void memory_know(arena *a, memory *m, view name, const recalled *r) {
  uint32_t index = m->known.count, length;
  LIST_PUSH(a, &m->known, *r);
  map_put(a, &m->persons, name, index);
  size_t after = 0;
  bool kanji = true;
  for (size_t at = 0; at < name.len; at += length) {
    uint32_t ch = utf8_decode(name, at, &length);
    kanji = kanji && char_is_kanji(ch);
    if (ch == 0x30FB || ch == '=' || ch == 0x30A0) {
      if (at > after) map_put(a, &m->persons, view_slice(name, after, at), index);
      after = at + length;
    } else if (kanji && at > 0 && at < 15) map_put(a, &m->persons, view_slice(name, 0, at), index);
  }
  if (after > 0 && after < name.len) map_put(a, &m->persons, view_skip(name, after), index);
}

/* ---- several together ---- */

static bool is_party(const recalled *r, bool states_only) {
  if (!r->who_count || r->place || r->kind == MENTION_TEXT) return false;
  return !states_only || code_is_state(r->who[0].code);
}

static bool same_party(const actor *a, const actor *b) {
  return view_equals(a->code, b->code) && (code_is_state(a->code) ? true : view_equals(a->sector, b->sector));
}

static bool is_rebel(const actor *a) {
  return code_is_state(a->code) && a->sector.len && !memcmp(a->sector.ptr, "REB", 3);
}

/* Two parties of one state are two where one of them fights it. */
static bool distinct(const actor *a, const actor *b) { return !same_party(a, b) || is_rebel(a) != is_rebel(b); }

static bool differ(const actor *a, const actor *b, bool states_only) {
  return states_only ? !view_equals(a->code, b->code) : distinct(a, b);
}

static uint32_t take_pair(const actor *a, const actor *b, actor out[MAX_WHO]) {
  out[0] = *a;
  out[1] = *b;
  /* of a party and a court of two states, the states are meant */
  bool states = code_is_state(a->code) && code_is_state(b->code) && !view_equals(a->code, b->code);
  if (states && !view_equals(a->sector, b->sector)) out[0].sector = out[1].sector = TEXT("GOV");
  return 2;
}

/* Whether the mention is one of three or more that are listed: a pair is not two out of three. */
static bool in_long_list(const memory *m, uint32_t back) {
  const recalled *r = memory_at(m, back), *k = r;
  uint32_t count = 1;
  for (uint32_t b = back; k && k->joined && count < 3; count++) k = memory_at(m, ++b);
  for (uint32_t b = back; b > 0 && count < 3; count++) {
    k = memory_at(m, --b);
    if (!k->joined || k->sentence != r->sentence) break;
  }
  return count > 2;
}

/* A list of two, or two joined by と. */
static uint32_t strong_pair(const memory *m, uint32_t back, bool states_only, actor out[MAX_WHO]) {
  const recalled *r = memory_at(m, back), *before = memory_at(m, back + 1);
  if (!is_party(r, states_only) || (r->quoted && !m->quoted)) return 0;
  if (r->who_count == 2)
    return differ(&r->who[0], &r->who[1], states_only) ? take_pair(&r->who[0], &r->who[1], out) : 0;
  bool joined = r->joined && (!r->loosely || r->sentence == m->sentence) && !in_long_list(m, back);
  if (joined && before && r->who_count == 1 && is_party(before, states_only) && before->who_count == 1 &&
      differ(&before->who[0], &r->who[0], states_only))
    return take_pair(&before->who[0], &r->who[0], out);
  return 0;
}

/* The first two parties of a sentence, the one that acts first. */
static uint32_t weak_pair(const memory *m, uint32_t sentence, bool states_only, actor out[MAX_WHO]) {
  const actor *first = NULL, *second = NULL;
  const recalled *r;
  for (uint32_t back = 0; (r = memory_at(m, back)); back++) {
    if (r->sentence > sentence) continue;
    if (r->sentence < sentence) break;
    if (!is_party(r, states_only) || r->modifier || r->who_count != 1 || (r->quoted && !m->quoted) || in_long_list(m, back)) continue;
    if (first && differ(first, &r->who[0], states_only)) second = first;
    if (!first || differ(first, &r->who[0], states_only)) first = &r->who[0];
  }
  return first && second ? take_pair(first, second, out) : 0;
}

/* How well a pair that was named as one serves: near, and of states that the text is about. */
static float pair_score(const memory *m, const recalled *r, const actor pair[MAX_WHO]) {
  float best = 0, least = 1000;
  for (uint32_t i = 0; i < m->state_count; i++)
    if (m->states[i].document > best) best = m->states[i].document;
  for (uint32_t i = 0; i < 2; i++) {
    float weight = code_is_state(pair[i].code) ? document_weight(m, pair[i].code) : best;
    if (weight < least) least = weight;
  }
  bool recent = r->sentence + RECENT >= m->sentence && (!r->modifier || least * 2 >= best);
  return (best > 0 ? 2.0F * least / best : 0) + (recent ? 1.0F : 0.0F) + (r->anaphoric ? 0.8F : 0.0F) +
         (r->sentence == m->sentence && !r->modifier ? 1.0F : 0.0F);
}

/* The state that this sentence is about so far, or empty. */
view memory_topic_state(const memory *m) {
  const recalled *k;
  for (uint32_t back = 0; (k = memory_at(m, back)) && k->sentence == m->sentence; back++)
    if ((k->topic || k->subject) && !k->modifier && !k->scene && k->who_count == 1 && code_is_state(k->who[0].code))
      return k->who[0].code;
  return (view){0};
}

void memory_note_hosts(memory *m, const actor_tables *t) {
  const recalled *r;
  uint32_t count = 0;
  for (uint32_t back = 0; (r = memory_at(m, back)); back++)
    for (uint32_t i = 0; i < r->who_count; i++) {
      const actor *who = &r->who[i];
      bool known = false;
      for (uint32_t k = 0; k < count && k < 2; k++) known = known || view_equals(m->hosts[k].code, who->code);
      if (known || r->place || r->kind == MENTION_TEXT) continue;
      if (count == 2) return;
      m->hosts[count++] = (actor){.code = who->code, .sector = code_is_state(who->code) ? TEXT("GOV") : (view){0}};
    }
  bool home = count == 2 && (view_equals(m->hosts[0].code, t->home) || view_equals(m->hosts[1].code, t->home));
  if (home) m->host_count = 2; /* a report of the home ministry's */
}

/* The parties of the talks, unless the sentence names another pair. */
static uint32_t host_pair(const memory *m, bool states_only, actor out[MAX_WHO]) {
  const recalled *r;
  if (m->host_count != 2) return 0;
  for (uint32_t back = 0; (r = memory_at(m, back)) && r->sentence == m->sentence; back++)
    if (strong_pair(m, back, states_only, out)) return 0;
  return take_pair(&m->hosts[0], &m->hosts[1], out);
}

uint32_t memory_pair(const memory *m, const actor_tables *t, bool states_only, actor out[MAX_WHO]) {
  uint32_t hosts = host_pair(m, states_only, out);
  if (hosts) return hosts;
  const recalled *r;
  actor pair[MAX_WHO];
  uint32_t strong = NONE, found;
  float score = -1;
  for (uint32_t back = 0; (r = memory_at(m, back)); back++) {
    if (!strong_pair(m, back, states_only, pair)) continue;
    float s = pair_score(m, r, pair);
    if (s > score) score = s, strong = back;
  }
  view topic = memory_topic_state(m);
  bool aside = states_only && topic.len && strong != NONE && strong_pair(m, strong, states_only, pair) &&
               !view_equals(pair[0].code, topic) && !view_equals(pair[1].code, topic);
  if (score >= WEAK_BELOW && !aside) return strong_pair(m, strong, states_only, out);
  if ((found = weak_pair(m, m->sentence, states_only, out))) return found;
  if (m->sentence > 0 && (found = weak_pair(m, m->sentence - 1, states_only, out)) &&
      (!aside || view_equals(out[0].code, topic) || view_equals(out[1].code, topic)))
    return found;
  if (strong != NONE) return strong_pair(m, strong, states_only, out);
  enum { REACH = 4 }; /* behind what somebody is heard to say: 両者は of the talks told before */
  for (uint32_t back = 2; back <= REACH && back <= m->sentence && !states_only; back++)
    if ((found = weak_pair(m, m->sentence - back, states_only, out))) return found;
  view first = memory_focus(m, t, (view){0}, (view){0});
  if (!first.len) return 0;
  view second = memory_focus(m, t, first, (view){0});
  if (!second.len) return 0;
  out[0] = (actor){.code = first, .sector = TEXT("GOV")};
  out[1] = (actor){.code = second, .sector = TEXT("GOV")};
  return 2;
}

/* The states of this sentence when they are as many, else those that weigh most. */
static uint32_t main_states(const memory *m, uint32_t count, actor out[MAX_WHO]) {
  uint32_t found = 0, here = 0;
  for (uint32_t i = 0; i < m->state_count; i++) here += m->states[i].sentence > 0;
  float below = 1e9F;
  while (found < count && found < MAX_WHO) {
    const salience *best = NULL;
    for (uint32_t i = 0; i < m->state_count; i++) {
      const salience *s = &m->states[i];
      if ((here == count && s->sentence <= 0) || score(s) >= below || (best && score(s) <= score(best))) continue;
      best = s;
    }
    if (!best) return 0;
    below = score(best);
    out[found++] = (actor){.code = best->code, .sector = TEXT("GOV")};
  }
  return found;
}

uint32_t memory_list(const memory *m, uint32_t count, actor out[MAX_WHO]) {
  const recalled *r;
  for (uint32_t back = 0; (r = memory_at(m, back)); back++) {
    if (r->who_count == count && !r->place) return recall_copy(r, out);
    uint32_t run = 1;
    const recalled *k = r;
    while (run < count && run < RECALL && k && k->joined && k->who_count == 1 && (k = memory_at(m, back + run)) &&
           k->who_count == 1)
      run++;
    if (run < count || r->who_count != 1) continue;
    for (uint32_t i = 0; i < count && i < MAX_WHO; i++) out[count - 1 - i] = memory_at(m, back + i)->who[0];
    return count;
  }
  return count <= 4 ? main_states(m, count, out) : 0;
}
