/* subject.c - whose deed a frame tells: its own subject, or who stands for one that is left out. */
#include "rule/scene_parts.h"

static party subject_at(const scene *s, uint32_t f, int depth);

/* Whether the argument is marked by に in the text: 部隊に, 部隊などに. */
static bool is_marked_ni(const scene *s, const argument *a) {
  const bunsetsu *b = &s->parse->bunsetsu.at[a->bunsetsu];
  for (uint32_t t = a->head_token + 1; t < b->end; t++)
    if (view_starts_with(s->tokens->tokens.at[t].surface, TEXT("に"))) return true;
  return false;
}

/* In a passive に may be the one who acts: Xに拘束された. Not whom it happens to: 巡視船が放水を浴びせられた. */
party scene_passive_agent(const scene *s, uint32_t f) {
  const frame *x = frame_at(s, f);
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    if (a->of != NONE || a->role != ROLE_NI || a->topic || a->gap || !is_marked_ni(s, a)) continue;
    actor_set who = scene_actors(s, a);
    if (who.count) return party_found(who, FOUND_OVERT, a, f);
  }
  return (party){0};
}

/* 住民の間で軍を歓迎する声が聞かれた, 議員から反対する声が出た: voices are of those among whom they are heard. */
static party voices_of(const scene *s, const frame *x) {
  if (x->parent == NONE || !view_equals(s->tokens->tokens.at[x->head_noun].surface, TEXT("声"))) return (party){0};
  const argument *from = frame_argument(s->frames, frame_at(s, x->parent), ROLE_KARA), *among = frame_argument(s->frames, frame_at(s, x->parent), ROLE_DE);
  if (from) return party_found(scene_actors(s, from), FOUND_OVERT, from, x->parent);
  if (!among || !view_equals(s->tokens->tokens.at[among->head_token].surface, TEXT("間"))) return (party){0};
  return party_found(scene_owner(s, among), FOUND_OVERT, among, x->parent);
}

/* The head noun of a relative clause fills the place that the clause leaves open. */
static party gap(const scene *s, uint32_t f) {
  const frame *x = frame_at(s, f);
  if (x->embedding != EMBED_RELATIVE || x->head_noun == NONE) return (party){0};
  party voices = voices_of(s, x);
  if (voices.found) return voices;
  uint32_t b = s->parse->of_token.at[x->head_noun], next = x->bunsetsu + 1;
  const argument *wo = frame_argument(s->frames, x, ROLE_WO);
  if (wo && wo->gap && wo->bunsetsu == next) return (party){0}; /* 拘束した記者 */
  actor_set who = actor_of_phrase(s->arena, s->layout, s->tokens, s->parse, s->actors, b);
  if (!who.count && wo && !wo->gap && next < b && s->parse->bunsetsu.at[next].head == b) /* 難民を受け入れる隣国の負担 */
    who = actor_of_phrase(s->arena, s->layout, s->tokens, s->parse, s->actors, next);
  return party_found(who, FOUND_GAP, NULL, f);
}

static bool is_first_person(const scene *s, const argument *a) {
  uint32_t m = s->actors->of_token.at[a->head_token];
  return m != NONE && s->actors->mentions.at[m].kind == MENTION_SPEAKER;
}

/* 署名は拒んだ: a topic that names nobody may be the object, whoever does it is left out. */
bool scene_may_be_object(const scene *s, const frame *x, const argument *a) {
  return (a->topic || a->also) && a->of == NONE && (x->voice == VOICE_ACTIVE || x->voice == VOICE_CAUSATIVE) && s->actors->of_token.at[a->head_token] == NONE &&
         !frame_argument(s->frames, x, ROLE_WO);
}

static party speaker_of(const scene *s, uint32_t f, int depth);

static bool is_plan(const scene *s, const argument *a) {
  if (a->frame == NONE) return false;
  const frame *x = frame_at(s, a->frame);
  return x->embedding == EMBED_RELATIVE && x->head_noun == a->head_token && (x->mood & (MOOD_INTENT | MOOD_FUTURE));
}

/* 両国は意見が一致した: the topic over a subject that names nobody. */
static bool topic_over(const scene *s, const frame *x, party *out) {
  for (uint32_t i = x->argument; x->voice == VOICE_ACTIVE && i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    if (a->role != ROLE_OTHER || !a->topic || a->of != NONE) continue;
    actor_set who = scene_actors(s, a);
    if (who.count) return *out = party_found(who, FOUND_OVERT, a, 0), true;
  }
  return false;
}

bool scene_overt_subject(const scene *s, uint32_t f, party *out) {
  const frame *x = frame_at(s, f);
  bool any = false;
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    if (a->role != ROLE_GA || (a->of != NONE && !x->light)) continue;
    actor_set who = scene_actors(s, a);
    bool says = frame_argument(s->frames, x, ROLE_QUOTE) != NULL; /* タイの連合体は…と述べた */
    bool acts = says || s->tokens->tokens.at[a->head_token].sub == SUB_COUNTER || !scene_may_be_object(s, x, a);
    if (!who.count && acts && x->voice == VOICE_ACTIVE) who = scene_owner(s, a); /* 海警局の船3隻, 北朝鮮の談話 */
    if (who.count) return *out = party_found(who, FOUND_OVERT, a, f), true;
    if (view_equals(x->lemma, TEXT("ある"))) { /* 先方から発言があった */
      const argument *from = frame_argument(s->frames, x, ROLE_KARA);
      who = from ? scene_actors(s, from) : who;
      if (who.count) return *out = party_found(who, FOUND_OVERT, from, f), true;
    }
    if (is_first_person(s, a)) {
      *out = speaker_of(s, f, 1);
      if (out->found) return true;
    }
    any = any || !(scene_may_be_object(s, x, a) || is_plan(s, a)); /* 開く用意がある: whoever is ready is named elsewhere */
  }
  if (topic_over(s, x, out)) return out->frame = f, true;
  return any;
}

/* 両国が協力を進めることで合意した: whoever does what is agreed agrees to it. */
static party content_subject(const scene *s, uint32_t f) {
  const frame *x = frame_at(s, f);
  for (uint32_t i = x->argument; i < x->argument + x->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    if (a->of != NONE || a->frame == NONE || a->link != LINK_KOTO || a->role != ROLE_DE) continue;
    party p = {0};
    uint32_t first = s->frames->segments.at[x->segment].first;
    for (uint32_t g = a->frame + 1; g-- > first && !p.found;)
      if (g == a->frame || (frame_at(s, g)->parent == a->frame && frame_at(s, g)->embedding == EMBED_COORDINATE)) scene_overt_subject(s, g, &p);
    if (p.found) return p.found = FOUND_SHARED, p;
  }
  return (party){0};
}

/* 大臣から、協力を求めた: in releases a person or a side with から is the subject of what is said. */
static party speaking_from(const scene *s, uint32_t f) {
  const argument *a = frame_argument(s->frames, frame_at(s, f), ROLE_KARA);
  if (!a) return (party){0};
  actor_set who = scene_actors(s, a);
  bool side = view_ends_with(view_span(s->layout->text, a->span), TEXT("側"));
  if (!who.count || who.mention == NONE || !(side || s->actors->mentions.at[who.mention].person)) return (party){0};
  return party_found(who, FOUND_OVERT, a, f);
}

static party recipient_of(const scene *s, uint32_t f) {
  static const role japanese[] = {ROLE_NITAISURU, ROLE_NI, ROLE_KARA}, english[] = {ROLE_WO, ROLE_NI, ROLE_ON, ROLE_FOR, ROLE_TO, ROLE_NITAISURU};
  bool en = s->layout->language == LANGUAGE_EN;
  const role *roles = en ? english : japanese;
  for (size_t i = 0; i < (en ? COUNT_OF(english) : COUNT_OF(japanese)); i++) {
    const argument *a = frame_argument(s->frames, frame_at(s, f), roles[i]);
    actor_set who = a ? scene_actors(s, a) : (actor_set){0};
    if (en && a && !who.count) who = scene_owner(s, a);
    if (who.count) return party_found(who, FOUND_SHARED, a, f);
  }
  return (party){0};
}

/* 敵の船が「侵入した」と主張した: the thing before the quotation is the subject in it, and its owner acts. */
static party quoted_thing(const scene *s, uint32_t f) {
  uint32_t q = s->layout->segments.at[frame_at(s, f)->segment].quote;
  if (q == NONE || s->speakers[q].frame == NONE) return (party){0};
  const frame *holder = frame_at(s, s->speakers[q].frame);
  for (uint32_t i = holder->argument; i < holder->argument + holder->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    if (a->quoted) return party_found(scene_owner(s, a), FOUND_OVERT, a, f);
  }
  return (party){0};
}

/* Whoever is quoted in the segment: the source that attribution found, else the subject of what holds the quotation. */
static party quoted_speaker(const scene *s, uint32_t f, int depth) {
  uint32_t q = s->layout->segments.at[frame_at(s, f)->segment].quote;
  if (q == NONE) return (party){0};
  const speaker *who = &s->speakers[q];
  if (who->source.count) return party_found(who->source, FOUND_SPEAKER, NULL, f);
  if (who->frame == NONE) return (party){0};
  party p = subject_at(s, who->frame, depth + 1);
  p.found = p.found ? FOUND_SPEAKER : FOUND_NONE;
  return p;
}

/* Whose words the clause is: the subject of the predicate that it is the content of, else whoever is quoted. */
static party speaker_of(const scene *s, uint32_t f, int depth) {
  const frame *x = frame_at(s, f);
  for (int steps = 0; steps < MAX_DEPTH && x->parent != NONE; steps++) {
    bool content = x->embedding == EMBED_QUOTE || (x->embedding == EMBED_RELATIVE && x->link == LINK_TONO) || x->embedding == EMBED_NOMINAL;
    if (content) {
      party p = subject_at(s, x->parent, depth + 1);
      p.found = p.found ? FOUND_SPEAKER : FOUND_NONE;
      if (p.found || x->embedding != EMBED_NOMINAL) return p;
    }
    x = frame_at(s, x->parent);
  }
  return quoted_speaker(s, f, depth);
}

static party discourse_subject(const scene *s, uint32_t f) {
  const sentence *here = &s->layout->sentences.at[scene_sentence(s, f)];
  uint32_t index = scene_sentence(s, f);
  for (uint32_t back = 1; back <= 2 && index >= back; back++) {
    const sentence *before = &s->layout->sentences.at[index - back];
    if (before->heading || before->paragraph + 1 < here->paragraph) break;
    if (s->subjects[index - back].count) return party_found(s->subjects[index - back], FOUND_DISCOURSE, NULL, f);
  }
  return (party){0};
}

/* …場合、アメリカは報復すると警告した: with nobody else to speak, the topic of what is said speaks. */
static party topic_of_content(const scene *s, uint32_t f) {
  const argument *content = frame_argument(s->frames, frame_at(s, f), ROLE_QUOTE);
  if (!content || content->frame == NONE || content->quote != NONE || content->link != LINK_TO) return (party){0};
  const argument *topic = frame_argument(s->frames, frame_at(s, content->frame), ROLE_GA);
  actor_set who = topic && topic->topic ? scene_actors(s, topic) : (actor_set){0};
  return party_found(who, FOUND_TOPIC, topic, f);
}

/* 武器を渡したとしてUAEを非難した: the deed that is the reason is the patient's, when the clause names nobody. */
static party blamed_for(const scene *s, uint32_t f) {
  const frame *x = frame_at(s, f);
  if (x->embedding != EMBED_QUOTE || x->link != LINK_TOSHITE || x->parent == NONE || !(x->past || x->progressive)) return (party){0};
  const frame *act = frame_at(s, x->parent);
  for (uint32_t i = act->argument; i < act->argument + act->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    bool patient = a->role == ROLE_WO || (a->of != NONE && (a->role == ROLE_NI || a->role == ROLE_NITAISURU));
    if (!patient) continue;
    actor_set who = scene_actors(s, a);
    if (!who.count) who = scene_owner(s, a);
    if (who.count) return party_found(who, FOUND_SHARED, a, f);
  }
  return (party){0};
}

/* 政府は隣国を非難して、批判された: the one before both clauses is the subject of either, though the later is passive. */
static party patient_before(const scene *s, uint32_t f) {
  const frame *x = frame_at(s, f), *p = frame_at(s, x->subject);
  bool joined = x->embedding == EMBED_COORDINATE || x->embedding == EMBED_ADVERBIAL || s->layout->language == LANGUAGE_EN;
  if (!joined || p->voice != VOICE_PASSIVE || x->subject_is_recipient) return (party){0};
  for (uint32_t i = p->argument; i < p->argument + p->argument_count; i++) {
    const argument *a = &s->frames->arguments.at[i];
    bool english = s->layout->language == LANGUAGE_EN; /* the surface subject, wherever the clause stands */
    bool before = english || a->bunsetsu < x->first_bunsetsu;
    if (a->of != NONE || (a->role != ROLE_WO && (english || a->role != ROLE_NI)) || (a->gap && !english) || !before || is_marked_ni(s, a)) continue;
    actor_set who = scene_actors(s, a);
    if (who.count) return party_found(who, FOUND_SHARED, a, f);
  }
  return (party){0};
}

/* What grammar gives a clause without a subject in English; nothing else is left out there. */
static party english_subject(const scene *s, uint32_t f, int depth) {
  const frame *x = frame_at(s, f);
  party p = {0};
  if (scene_overt_subject(s, f, &p) || x->agentless) return p;
  if (x->subject == NONE) return quoted_speaker(s, f, depth);
  if (x->subject_is_recipient) p = recipient_of(s, x->subject);
  if (!p.found) p = patient_before(s, f);
  if (!p.found) p = subject_at(s, x->subject, depth + 1);
  if (p.found == FOUND_OVERT) p.found = FOUND_SHARED;
  return p;
}

static party subject_at(const scene *s, uint32_t f, int depth) {
  party p = {0};
  if (depth > MAX_DEPTH) return p;
  if (s->layout->language == LANGUAGE_EN) return english_subject(s, f, depth);
  const frame *x = frame_at(s, f);
  bool passive = x->voice == VOICE_PASSIVE || x->voice == VOICE_CAUSATIVE_PASSIVE;
  if (scene_overt_subject(s, f, &p)) {
    if (!p.found && passive) p = scene_passive_agent(s, f);
    return p;
  }
  if (passive) p = scene_passive_agent(s, f);
  if (passive && (p.found || !x->negated)) return p; /* 当選は認められない: whoever cannot bear it */
  p = speaking_from(s, f);
  if (p.found) return p;
  p = gap(s, f);
  if (p.found) return p;
  p = blamed_for(s, f);
  if (p.found) return p;
  if (x->subject != NONE) {
    p = patient_before(s, f);
    if (p.found) return p;
    p = x->subject_is_recipient ? recipient_of(s, x->subject) : subject_at(s, x->subject, depth + 1);
    if (p.found == FOUND_OVERT) p.found = FOUND_SHARED;
    return p;
  }
  p = content_subject(s, f);
  if (p.found || (x->parent != NONE && x->embedding != EMBED_COORDINATE)) return p;
  p = quoted_thing(s, f);
  if (!p.found) p = quoted_speaker(s, f, depth);
  if (!p.found) p = discourse_subject(s, f);
  return p.found ? p : topic_of_content(s, f);
}

party scene_subject(const scene *s, uint32_t f) { return subject_at(s, f, 0); }

party scene_speaker(const scene *s, uint32_t f) { return speaker_of(s, f, 0); }
