/* resolve.c - who a group stands for: what its words say, then what the document has said before.
 *
 *   its own state ▶ its body ▶ a fixed label ▶ a clause on it ▶ the same words before ▶ the state in focus ▶ default */
#include "actor/actor_parts.h"

enum { LOCAL_REACH = 8 }; /* sentences in which a place stays the scene */

/* ---- helpers ---- */

uint32_t recall_copy(const recalled *found, actor out[MAX_WHO]) {
  if (!found) return 0;
  memcpy(out, found->who, sizeof *out * found->who_count);
  return found->who_count;
}

uint32_t state_only(view code, actor out[MAX_WHO]) {
  if (!code.len) return 0;
  out[0] = (actor){.code = code, .sector = TEXT("GOV")};
  return 1;
}

static uint32_t copy_own(const group *g, actor out[MAX_WHO]) {
  memcpy(out, g->who, sizeof *out * g->who_count);
  return g->who_count;
}

/* ---- clauses on the group ---- */

/* だった, である behind a noun that modifies: 候補だったゴンサレス氏. */
static bool is_copula_clause(const actor_context *c, const bunsetsu *x) {
  for (uint32_t i = x->function; i < x->end; i++)
    if (view_equals(actor_token(c, i)->lemma, TEXT("だ")) && !view_equals(actor_token(c, i)->surface, TEXT("な")))
      return true;
  return false;
}

static bool may_own(mention_kind kind) {
  return kind == MENTION_INSTITUTION || kind == MENTION_BODY || kind == MENTION_GROUP || kind == MENTION_GENERIC ||
         kind == MENTION_PERSON;
}

static const mention *mention_of_bunsetsu(const resolver *r, uint32_t b) {
  uint32_t head = r->context->parse->bunsetsu.at[b].head_token;
  uint32_t index = head < r->actors->of_token.count ? r->actors->of_token.at[head] : NONE;
  return index == NONE ? NULL : &r->actors->mentions.at[index];
}

/* Whether the noun is の, で or を of a clause: what its subject is at home in or in charge of. */
static bool is_inner(const actor_context *c, const bunsetsu *x, bool sent) {
  if (x->function >= x->end) return false;
  view particle = actor_token(c, x->function)->surface;
  if (sent) return view_equals(particle, TEXT("が"));
  return view_equals(particle, TEXT("で")) || view_equals(particle, TEXT("を")) || view_equals(particle, TEXT("の"));
}

/* An office alone whose holder memory gave says little: 議長を務めた. */
static bool is_bare_office(const mention *m) {
  return m->kind == MENTION_PERSON && m->anaphoric && m->end - m->first < 3;
}

uint32_t relative_owner(const resolver *r, const group *g, actor out[MAX_WHO]) {
  const actor_context *c = r->context;
  uint32_t b = c->parse->of_token.at[g->first], segment = c->parse->bunsetsu.at[b].segment;
  uint32_t first = c->parse->segments.at[segment].first, verb = NONE;
  bool sent = false; /* a force and who sends it: ロシアが派遣した部隊 */
  for (uint32_t i = b, steps = 0; i-- > first && steps < 32; steps++) {
    const bunsetsu *x = &c->parse->bunsetsu.at[i];
    if (verb == NONE) {
      uint8_t part = actor_token(c, x->head_token)->pos;
      const mention *said = x->head == b && is_copula_clause(c, x) ? mention_of_bunsetsu(r, i) : NULL;
      if (said && may_own(said->kind) && said->who_count == 1) {
        out[0] = said->who[0];
        return 1;
      }
      if (x->head == b &&
          (part == POS_VERB || actor_token(c, x->function < x->end ? x->function : x->head_token)->suru)) {
        verb = i;
        sent = g->kind == MENTION_GENERIC && word_is(c->tables, actor_token(c, x->head_token)->lemma, WORD_SENDS);
      } else if (x->head != b) return 0;
      continue;
    }
    if (x->head != verb || !is_inner(c, x, sent)) continue;
    const mention *m = mention_of_bunsetsu(r, i);
    if (!m || !(may_own(m->kind) || (sent && m->kind == MENTION_STATE)) || !m->who_count || m->modifier ||
        is_bare_office(m))
      continue;
    memcpy(out, m->who, sizeof *out * m->who_count);
    return m->who_count;
  }
  return 0;
}

/* ---- the same body before ---- */

static const recalled *same_words(const memory *m, view words) {
  const recalled *r;
  for (uint32_t back = 0; (r = memory_at(m, back)); back++)
    if ((r->kind == MENTION_INSTITUTION || r->kind == MENTION_GENERIC) && r->who_count && !r->anaphoric &&
        view_ends_with(r->words, words))
      return r;
  return NULL;
}

/* 同X: the newest mention whose words hold X, else (for a body) the newest body. */
uint32_t same_resolve(const resolver *r, group *g, view tail, actor out[MAX_WHO]) {
  const recalled *k, *fallback = NULL;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)); back++) {
    if (!k->who_count || k->place || k->kind == MENTION_TEXT) continue;
    if (tail.len && view_find(k->words, tail, 0) != SIZE_MAX) return recall_copy(k, out);
    bool kind = g->kind == MENTION_PERSON
                    ? k->kind == MENTION_PERSON
                    : k->kind == MENTION_INSTITUTION || k->kind == MENTION_BODY || k->kind == MENTION_GROUP;
    if (kind && !fallback) fallback = k;
  }
  return recall_copy(fallback, out);
}

/* ---- pieces ---- */

static uint32_t resolve_ambiguous(const resolver *r, group *g, actor out[MAX_WHO]) {
  float best = 0;
  for (uint32_t i = 0; i < g->who_count; i++) {
    float weight = memory_weight(r->memory, g->who[i].code);
    if (weight <= best) continue;
    best = weight;
    out[0] = g->who[i];
  }
  return best > 0;
}

/* 民主党, 労働党: parties of several states have the name. */
static bool is_shared_name(const actor_context *c, const name_form *f) {
  view first = {0};
  for (uint32_t k = 0; k < f->row_count; k++) {
    const name_row *row = name_index_row(c->tables->names, f, k);
    if (row->kind != NAME_GROUP || !row_has(row, TEXT("party"))) continue;
    if (first.len && !view_equals(label_code(row->label), first)) return true;
    first = label_code(row->label);
  }
  return false;
}

/* The state of the person whose party it is said to be (民主党の前原政調会長), where a row of the party is of that state. */
static view state_of_member(const resolver *r, const group *g) {
  const actor_context *c = r->context;
  for (uint32_t i = 0; g->person && i < g->person->row_count; i++) {
    const name_row *row = name_index_row(c->tables->names, g->person, i);
    if (row->kind != NAME_PERSON || !row_has(row, TEXT("full"))) continue;
    return label_code(row->label);
  }
  return (view){0};
}

/* A party or armed group: the row of the state that the words give, else of one that the text is about, on the day. */
static uint32_t resolve_group(const resolver *r, group *g, actor out[MAX_WHO]) {
  const actor_context *c = r->context;
  const name_row *best = NULL;
  float best_score = -1;
  view member = state_of_member(r, g);
  for (uint32_t k = 0; k < g->group->row_count; k++) {
    const name_row *row = name_index_row(c->tables->names, g->group, k);
    if (row->kind != NAME_GROUP) continue;
    view code = label_code(row->label);
    float score = row_holds(row, c->published) ? 2.0F : 0.0F;
    if (g->who_count && view_equals(g->who[0].code, code)) score += 1000.0F;
    if (member.len && view_equals(member, code)) score += 500.0F;
    if (code_is_state(code)) score += 10.0F * memory_weight(r->memory, code);
    if (score > best_score) best = row, best_score = score;
  }
  uint32_t count = best ? label_actors(best->label, out) : 0;
  bool common = count == 1 && (view_equals(out[0].sector, TEXT("LAB")) || is_shared_name(c, g->group));
  bool elsewhere = common && !g->who_count && !member.len && memory_weight(r->memory, out[0].code) <= 0;
  view focus = elsewhere ? memory_focus(r->memory, c->tables, (view){0}, (view){0}) : (view){0};
  if (focus.len) out[0].code = focus; /* a union's or party's name that those of other states have too */
  return count;
}

static bool is_bare_word(view words) { return utf8_count(words) <= 3; }

/* The state where the sentence at hand happens: the last Xで in it. */
static view scene_state(const memory *m) {
  const recalled *k;
  for (uint32_t back = 0; (k = memory_at(m, back)) && k->sentence == m->sentence; back++)
    if (k->scene && k->who_count == 1 && code_is_state(k->who[0].code)) return k->who[0].code;
  return (view){0};
}

/* Where the text was last: the last Xで or place. */
static view local_state(const memory *m) {
  const recalled *k;
  for (uint32_t back = 0; (k = memory_at(m, back)) && k->sentence + LOCAL_REACH >= m->sentence; back++)
    if ((k->place || (k->scene && (!k->topic || k->sentence == m->sentence))) && k->who_count == 1 && code_is_state(k->who[0].code)) return k->who[0].code;
  return (view){0};
}

/* 地元の警察, 現地当局. */
static bool is_local(const actor_context *c, const group *g) {
  if (word_is(c->tables, actor_token(c, g->first)->surface, WORD_LOCAL)) return true;
  bool near = g->first > 0 && (actor_word(c, g->first - 1, TEXT("の")) || word_is(c->tables, actor_token(c, g->first - 1)->surface, WORD_LOCAL));
  return near && (word_is(c->tables, actor_token(c, g->first - 1)->surface, WORD_LOCAL) ||
                  (g->first > 1 && word_is(c->tables, actor_token(c, g->first - 2)->surface, WORD_LOCAL)));
}

/* The state of the last mention in the sentence with the sector. */
static view state_of_sector(const memory *m, view sector) {
  const recalled *k;
  for (uint32_t back = 0; (k = memory_at(m, back)) && k->sentence == m->sentence; back++)
    if (k->who_count == 1 && code_is_state(k->who[0].code) && view_equals(k->who[0].sector, sector)) return k->who[0].code;
  return (view){0};
}

/* Marked as topic or subject. */
static bool is_acting(const actor_context *c, const group *g) {
  if (c->parse->language == LANGUAGE_EN) return g->acting;
  const bunsetsu *x = &c->parse->bunsetsu.at[c->parse->of_token.at[g->end - 1]];
  for (uint32_t i = g->end; i < x->end; i++) {
    const token *t = actor_token(c, i);
    if (t->sub == SUB_TOPIC || view_equals(t->surface, TEXT("が"))) return true;
  }
  return false;
}

/* 市民に呼びかけた: to the people of whoever speaks. 暴徒に襲われた are those who act, 隣国に逃れた人々に of their own. */
static bool is_addressed(const actor_context *c, const group *g) {
  uint32_t b = c->parse->of_token.at[g->end - 1];
  const bunsetsu *x = &c->parse->bunsetsu.at[b];
  if (b > 0 && c->parse->bunsetsu.at[b - 1].head == b) return false;
  if (!view_equals(g->sector, TEXT("CVL")) || g->end >= x->end || x->head == NONE || !actor_word(c, g->end, TEXT("に"))) return false;
  const bunsetsu *verb = &c->parse->bunsetsu.at[x->head];
  for (uint32_t i = verb->first; i < verb->end; i++)
    if (actor_token(c, i)->sub == SUB_VERB_SUFFIX) return false;
  return true;
}

static uint32_t resolve_open(const resolver *r, group *g, actor out[MAX_WHO], bool *anaphoric) {
  const actor_context *c = r->context;
  view default_code = g->body ? row_value(g->body, TEXT("default=")) : (view){0};
  view words = g->words.len ? g->words : actor_words(c, g->first, g->end);
  if (g->each) return memory_pair(r->memory, c->tables, true, out);
  uint32_t count = relative_owner(r, g, out);
  if (count) return count;
  *anaphoric = true;
  view local = is_local(c, g) ? local_state(r->memory) : (view){0};
  if (local.len) return state_only(local, out);
  if ((g->kind == MENTION_INSTITUTION || g->kind == MENTION_GENERIC) && !is_bare_word(words)) {
    const recalled *k = same_words(r->memory, words);
    if (k) return recall_copy(k, out);
  }
  if (g->kind == MENTION_INSTITUTION && !view_equals(g->sector, TEXT("GOV"))) { /* 軍 beside an officer of one */
    view code = state_of_sector(r->memory, g->sector);
    if (code.len) return state_only(code, out);
  }
  if (view_equals(g->sector, TEXT("UNK"))) {
    out[0] = (actor){.code = TEXT("UNK"), .sector = TEXT("UNK")};
    return 1;
  }
  view focus = scene_state(r->memory);
  if (!focus.len || !g->body || g->kind == MENTION_INSTITUTION)
    focus = memory_focus(r->memory, c->tables, g->host.len ? g->host : r->memory->abroad, actor_words(c, g->head, g->head + 1));
  view people_of = is_addressed(c, g) ? memory_topic_state(r->memory) : (view){0};
  if (people_of.len) return state_only(people_of, out);
  if (focus.len && !is_acting(c, g)) {
    view other = memory_other_stage(r->memory, focus);
    if (other.len) focus = other;
  }
  if (!focus.len) focus = default_code;
  if (!focus.len && (view_equals(g->sector, TEXT("GOV")) || view_equals(g->sector, TEXT("LEG"))))
    focus = c->tables->home;
  return state_only(focus, out);
}

/* ---- all kinds ---- */

/* Sectors that a person leaves with his office. */
bool is_in_office(view sector) {
  static const char *const sectors[] = {"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "OPP", "ELI"};
  for (size_t i = 0; i < COUNT_OF(sectors); i++)
    if (view_equals(sector, view_of_string(sectors[i]))) return true;
  return sector.len == 0;
}

/* Who led a party is still of the party. */
static bool is_party_office(const group *g) {
  view sector = g->title ? label_sector(g->title->label) : (view){0};
  return view_equals(sector, TEXT("PTY")) || view_equals(sector, TEXT("OPP"));
}

static void set_sector(const group *g, actor *who, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (code_is_body(who[i].code)) continue;
    if (g->elite && !is_party_office(g) && is_in_office(g->sector.len ? g->sector : who[i].sector))
      who[i].sector = TEXT("ELI");
    else if (g->sector.len) who[i].sector = g->sector;
  }
}

/* 世界の指導者, 欧米の高官: people of nowhere in particular are nobody in particular. */
static bool belongs_to_vague(const resolver *r, const group *g) {
  const parse_layout *parse = r->context->parse;
  if (!r->actors->mentions.count || g->person || g->who_count || (g->kind != MENTION_PERSON && g->kind != MENTION_GENERIC)) return false;
  const mention *m = &r->actors->mentions.at[r->actors->mentions.count - 1];
  if (m->kind != MENTION_VAGUE || m->segment != g->segment || m->end > g->first) return false;
  uint32_t b = parse->of_token.at[m->head_token], own = parse->of_token.at[g->first];
  for (int step = 0; step < 3 && b != NONE && b < own; step++) { /* 世界の│全ての│指導者 */
    const bunsetsu *x = &parse->bunsetsu.at[b];
    if (step == 0 && x->function != m->end) return false; /* 海外在住の */
    if (x->function >= x->end || !view_equals(actor_token(r->context, x->end - 1)->surface, TEXT("の"))) return false;
    b = x->head;
  }
  return b == own;
}

static uint32_t resolve_kind(const resolver *r, group *g, actor out[MAX_WHO], bool *anaphoric) {
  if (g->kind == MENTION_TEXT || (g->kind == MENTION_VAGUE && !g->each) || (g->kind == MENTION_PLACE && !g->who_count))
    return 0;
  if (belongs_to_vague(r, g)) {
    g->kind = MENTION_VAGUE;
    return 0;
  }
  if (g->same) {
    *anaphoric = true;
    uint32_t tail = g->first + 1;
    return same_resolve(r, g, actor_words(r->context, tail, g->end), out);
  }
  if (g->pronoun || g->last == PART_COUNT) {
    *anaphoric = true;
    return pronoun_resolve(r, g, out);
  }
  if (g->group) {
    uint32_t count = resolve_group(r, g, out);
    if (g->kind != MENTION_PERSON) return count;
    memcpy(g->who, out, sizeof *out * count);
    g->who_count = count;
  }
  if (g->kind == MENTION_PERSON && !g->listed) return person_resolve(r, g, out, anaphoric);
  if (g->ambiguous) return resolve_ambiguous(r, g, out);
  if (g->who_count) return copy_own(g, out);
  if (g->person) return person_resolve(r, g, out, anaphoric);
  return resolve_open(r, g, out, anaphoric);
}

/* 印パ: of the states that the letter may stand for the one that the text is about, else the first of the table. */
static void settle_choice(const resolver *r, group *g) {
  if (g->choice_count < 2 || g->choice == 0) return;
  uint32_t best = g->choice;
  for (uint32_t i = g->choice; i < g->choice + g->choice_count; i++)
    if (memory_weight(r->memory, g->who[i].code) > memory_weight(r->memory, g->who[best].code)) best = i;
  g->who[g->choice] = g->who[best];
  for (uint32_t i = g->choice + g->choice_count; i < g->who_count; i++) g->who[i - g->choice_count + 1] = g->who[i];
  g->who_count -= g->choice_count - 1;
}

uint32_t group_resolve(const resolver *r, group *g, actor out[MAX_WHO], bool *anaphoric) {
  *anaphoric = false;
  settle_choice(r, g);
  uint32_t count = resolve_kind(r, g, out, anaphoric);
  set_sector(g, out, count);
  return count;
}
