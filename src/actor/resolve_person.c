/* resolve_person.c - persons, and words that point back. */
#include "actor/actor_parts.h"

/* ---- known persons ---- */

static bool roles_agree(view a, view b) {
  if (!a.len || !b.len) return false;
  return view_find(a, b, 0) != SIZE_MAX || view_find(b, a, 0) != SIZE_MAX;
}

static bool has_hint(const group *g, view code) {
  for (uint32_t i = 0; i < g->who_count; i++)
    if (view_equals(g->who[i].code, code) || (code_is_body(code) && view_starts_with(code, g->who[i].code)))
      return true;
  return false;
}

/* The row of a name that fits the words around it and the day best; *score says how well. */
static const name_row *best_row(const resolver *r, const group *g, float *score) {
  const name_row *best = NULL;
  *score = 0;
  for (uint32_t k = 0; k < g->person->row_count; k++) {
    const name_row *row = name_index_row(r->context->tables->names, g->person, k);
    if (row->kind != NAME_PERSON) continue;
    view code = label_code(row->label);
    float fit = 1.0F + (row_holds(row, r->context->published) ? 4.0F : 0.0F);
    if (has_hint(g, code)) fit += 30.0F;
    else if (g->who_count) fit -= 20.0F;
    if (g->title && roles_agree(g->title->role, row->role)) fit += 6.0F;
    if (row_has(row, TEXT("full"))) fit += 1.0F;
    float weight = memory_weight(r->memory, code);
    fit += weight > 8.0F ? 4.0F : weight / 2.0F;
    bool other_office = g->title && g->title->role.len && row->role.len && !roles_agree(g->title->role, row->role);
    if (other_office && weight <= 0 && !row_has(row, TEXT("full"))) fit -= 10.0F; /* a namesake in a story of other states */
    if (!best || fit > *score) best = row, *score = fit;
  }
  return best;
}

static uint32_t from_row(const resolver *r, group *g, const name_row *row, actor out[MAX_WHO]) {
  uint32_t count = label_actors(row->label, out);
  bool holds = row_holds(row, r->context->published);
  bool past =
      !holds && row->until.len && r->context->published.len && view_compare(row->until, r->context->published) <= 0;
  for (uint32_t i = 0; i < count; i++) {
    out[i].office = g->title && g->title->role.len ? g->title->role : row->role;
    if (code_is_body(out[i].code)) continue;
    if (g->group && g->who_count && !g->elite && !g->sector.len) out[i].sector = g->who[0].sector; /* as the party's */
    bool titled = g->title && g->title->label.len && g->title_first >= g->name_first;
    if (past && !titled && is_in_office(out[i].sector) && !view_equals(out[i].sector, TEXT("OPP")))
      out[i].sector = TEXT("ELI");
  }
  bool chairs = holds && !g->group && count && view_equals(out[0].sector, TEXT("GOV")) &&
                (view_equals(g->sector, TEXT("LEG")) || view_equals(g->sector, TEXT("PTY"))); /* アッバス議長 */
  if (chairs) g->sector = (view){0};
  bool opposed = count && view_equals(out[0].sector, TEXT("OPP")) && view_equals(g->sector, TEXT("ELI"));
  if (g->title_first < g->name_first || opposed) g->sector = (view){0}; /* an office said of him: 創設者のX氏 */
  return count;
}

/* ---- the name of a person in the document ---- */

view group_name(const actor_context *c, const group *g) {
  if (g->name_end > g->name_first) return actor_words(c, g->name_first, g->name_end);
  return (view){0};
}

static const recalled *known_person(const resolver *r, const group *g) {
  view name = group_name(r->context, g);
  return name.len ? memory_person(r->memory, name) : NULL;
}

/* ---- offices ---- */

/* The last person who bore the office: 首相 of 英首相, スナク首相. */
static const recalled *last_holder(const resolver *r, const group *g) {
  view title = actor_words(r->context, g->title_first, g->title_end);
  const recalled *k;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)) && k->sentence == r->memory->sentence; back++)
    if (k->kind == MENTION_PERSON && (k->topic || k->subject) && k->who_count == 1 && g->title->role.len &&
        view_equals(k->who[0].office, g->title->role))
      return k;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)); back++)
    if (k->kind == MENTION_PERSON && k->who_count && k->named && k->title.len &&
        !(view_equals(g->sector, TEXT("GOV")) && !view_equals(k->who[0].sector, g->sector) && !code_is_body(k->who[0].code)) && /* 前大統領 */
        (view_equals(k->title, title) || view_ends_with(k->title, title)))
      return k;
  return NULL;
}

static const recalled *last_body(const resolver *r) {
  const recalled *k;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)); back++)
    if (k->who_count && k->kind != MENTION_TEXT && code_is_body(k->who[0].code) &&
        !view_equals(k->who[0].code, TEXT("UNK")))
      return k;
  return NULL;
}

/* 外務大臣 without a state is the home state's. */
static bool is_home_office(const resolver *r, const group *g) {
  view title = actor_words(r->context, g->title_first, g->title_end);
  if (title.len < 6) return false;
  return word_is(r->context->tables, view_skip(title, title.len - 6), WORD_HOME_ENDING);
}

static uint32_t resolve_office(const resolver *r, group *g, actor out[MAX_WHO], bool *anaphoric) {
  view default_code = g->title ? row_value(g->title, TEXT("default=")) : (view){0};
  uint32_t count = relative_owner(r, g, out);
  if (count) {
    if (g->title && g->sector.len && view_equals(g->sector, TEXT("GOV"))) g->sector = out[0].sector;
    return count;
  }
  *anaphoric = true;
  bool named = g->name_end > g->name_first;
  if (!named && g->title && !g->host.len && !g->body) {
    const recalled *k = last_holder(r, g);
    if (k) return g->sector = (view){0}, recall_copy(k, out);
  }
  if (g->title && row_has(g->title, TEXT("body"))) {
    const recalled *k = last_body(r);
    if (k) return g->sector = (view){0}, recall_copy(k, out);
  }
  if (named && !g->title && g->body && g->sector.len && !view_equals(g->sector, TEXT("UNK"))) { /* 医師のXさん: of the story's state */
    count = state_only(memory_focus(r->memory, r->context->tables, (view){0}, (view){0}), out);
    if (count) return count;
  }
  if (!g->title || (named && !g->sector.len)) {
    out[0] = (actor){.code = TEXT("UNK"), .sector = TEXT("UNK")};
    return 1;
  }
  view focus = is_home_office(r, g) ? r->context->tables->home
                                    : memory_focus(r->memory, r->context->tables, g->host,
                                                   actor_words(r->context, g->title_first, g->title_end));
  if (!focus.len) focus = default_code;
  if (!focus.len && view_equals(g->sector, TEXT("GOV"))) focus = r->context->tables->home;
  count = state_only(focus, out);
  if (count && !g->sector.len && !named) out[0].sector = TEXT("GOV");
  return count;
}

uint32_t person_resolve(const resolver *r, group *g, actor out[MAX_WHO], bool *anaphoric) {
  const recalled *known = known_person(r, g);
  float score = 0;
  const name_row *row = g->person ? best_row(r, g, &score) : NULL;
  bool bare = !g->title && !g->honorific && !g->who_count && !g->body;
  if (row && bare && !row_has(row, TEXT("full")) && !known) return g->dropped = true, 0;
  if (row && g->who_count && !has_hint(g, label_code(row->label))) row = NULL;
  if (row && g->private && !known && !row_has(row, TEXT("full"))) row = NULL; /* ハサンさん */
  bool stranger = known && known->who_count && view_equals(known->who[0].code, TEXT("UNK")); /* 李貞鉉代表 … 李氏: no other Mr Lee */
  if (stranger && !(row && row_has(row, TEXT("short")))) known = NULL;
  if (known && !g->who_count && !g->elite) {
    *anaphoric = true;
    bool same_office = !g->title || !g->sector.len || view_equals(g->sector, TEXT("GOV"));
    if (same_office) g->sector = (view){0};
    return recall_copy(known, out);
  }
  if (row && score > 0) return from_row(r, g, row, out);
  if (g->who_count) {
    memcpy(out, g->who, sizeof *out * g->who_count);
    return g->who_count;
  }
  return resolve_office(r, g, out, anaphoric);
}

/* ---- words that point back ---- */

/* Whether the phrase of the group is a topic (同国外務省も), or what a predicate is directed at (同国に, 同国政府から). */
static bool has_case(const actor_context *c, const group *g, bool topic) {
  const bunsetsu *x = &c->parse->bunsetsu.at[c->parse->of_token.at[g->end - 1]];
  for (uint32_t i = g->end; i < x->end; i++) {
    const token *t = actor_token(c, i);
    if (topic && t->sub == SUB_TOPIC) return true;
    if (!topic && word_is(c->tables, t->surface, WORD_GOAL)) return true;
  }
  return false;
}

/* The state whose doings the sentence has told so far, or NULL. */
static const recalled *topic_here(const memory *m) {
  const recalled *k;
  for (uint32_t back = 0; (k = memory_at(m, back)) && k->sentence == m->sentence; back++)
    if (k->topic && !k->scene && !k->modifier && !k->place && k->who_count == 1 && code_is_state(k->who[0].code) && k->quoted == m->quoted)
      return k;
  return NULL;
}

/* The last that fits 同国, 同氏: rather one that the text itself names than one in somebody's words or one that was
 * guessed, and for 同国に another state than the topic's. A topic goes on with the topic before it:
 * A国の首相はB国の軍を非難し、同国外務省は. */
static uint32_t newest(const resolver *r, const group *g, view flag, actor out[MAX_WHO]) {
  const recalled *k, *spare = NULL;
  bool person = view_equals(flag, TEXT("person")), state = view_equals(flag, TEXT("state"));
  const recalled *topic = state ? topic_here(r->memory) : NULL;
  if (topic && has_case(r->context, g, true)) return recall_copy(topic, out);
  view other = topic && has_case(r->context, g, false) ? topic->who[0].code : (view){0};
  for (uint32_t back = 0; (k = memory_at(r->memory, back)); back++) {
    if (!k->who_count || k->place || k->who_count > 1 || k->kind == MENTION_TEXT) continue;
    if (person && k->kind != MENTION_PERSON) continue;
    if (state && !code_is_state(k->who[0].code)) continue;
    if (!person && !state && k->kind != MENTION_GROUP && k->kind != MENTION_BODY) continue;
    bool guessed = state && ((k->anaphoric && !k->named && k->kind != MENTION_STATE) || k->kind == MENTION_GROUP);
    bool own = state && other.len && view_equals(k->who[0].code, other);
    if (!guessed && !own && (!k->quoted || r->memory->quoted)) return recall_copy(k, out);
    if (!spare) spare = k;
  }
  return recall_copy(spare, out);
}

/* The party that is not the subject of the sentence; for the reporter (先方) the one that is not the home state. */
static uint32_t other_party(const resolver *r, bool reporter, actor out[MAX_WHO]) {
  const recalled *k, *subject = NULL;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)) && !subject; back++)
    if ((k->topic || k->subject) && k->who_count == 1) subject = k;
  view code = subject ? subject->who[0].code : (view){0};
  actor pair[MAX_WHO];
  if (memory_pair(r->memory, r->context->tables, true, pair)) {
    view home = r->context->tables->home;
    for (uint32_t i = 0; i < 2 && reporter; i++)
      if (view_equals(pair[i].code, home)) return out[0] = pair[1 - i], 1;
    for (uint32_t i = 0; i < 2; i++)
      if (!view_equals(pair[1 - i].code, code) && view_equals(pair[i].code, code)) return out[0] = pair[1 - i], 1;
  }
  return state_only(memory_focus(r->memory, r->context->tables, code, (view){0}), out);
}

/* 自国: the state of the sentence's subject so far, else of the last one. */
static uint32_t subject_state(const resolver *r, actor out[MAX_WHO]) {
  const recalled *k;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)); back++)
    if ((k->topic || k->subject) && k->who_count == 1 && code_is_state(k->who[0].code)) return recall_copy(k, out);
  return 0;
}

/* Two groups of one kind named last: 両党, 両社. */
static uint32_t two_groups(const resolver *r, view sector, actor out[MAX_WHO]) {
  const recalled *k;
  uint32_t count = 0;
  bool party = view_equals(sector, TEXT("PTY"));
  for (uint32_t back = 0; count < 2 && (k = memory_at(r->memory, back)); back++) {
    if (k->kind != MENTION_GROUP || k->who_count != 1) continue;
    bool fits = party ? view_equals(k->who[0].sector, TEXT("PTY")) || view_equals(k->who[0].sector, TEXT("OPP"))
                      : !sector.len || view_equals(k->who[0].sector, sector);
    if (fits) out[count++] = k->who[0];
  }
  return count == 2 ? 2 : 0;
}

static bool is_honorific(const actor_context *c, view words) {
  uint32_t form = name_index_exact(c->tables->names, words);
  if (form == NONE) return false;
  const name_form *f = name_index_form(c->tables->names, form);
  const name_row *row = name_index_row(c->tables->names, f, 0);
  return row->kind == NAME_TITLE && row_has(row, TEXT("honorific"));
}

/* The words behind 同 in 同省, 同大統領. */
static view tail_of(view form) {
  view same = TEXT("同");
  return view_starts_with(form, same) ? view_skip(form, same.len) : (view){0};
}

static uint32_t count_of(const actor_context *c, const group *g) {
  uint32_t n = 0;
  for (uint32_t i = g->first; i < g->end && !n; i++) n = words_figure(actor_token(c, i)->surface);
  return n;
}

static uint32_t several(const resolver *r, const group *g, actor out[MAX_WHO]) {
  uint32_t n = count_of(r->context, g);
  if (n == 4 && r->memory->host_count == 2) return memory_pair(r->memory, r->context->tables, true, out); /* 四大臣: two of each side */
  if (n == 2) return memory_pair(r->memory, r->context->tables, true, out);
  if (n > 2 && n <= 9) {
    uint32_t count = memory_list(r->memory, n, out);
    if (count) return count;
  }
  if (n < 4) return 0;
  return recall_copy(last_body(r), out);
}

/* 我が国は決定した, outside of anybody's words: the state of whoever writes. */
static bool is_writer(const actor_context *c, const group *g) {
  if (c->layout->segments.at[g->segment].quote != NONE) return false;
  const bunsetsu *x = &c->parse->bunsetsu.at[c->parse->of_token.at[g->end - 1]];
  return x->head == NONE || c->parse->bunsetsu.at[x->head].head == NONE;
}

uint32_t pronoun_resolve(const resolver *r, group *g, actor out[MAX_WHO]) {
  const name_row *row = g->pronoun;
  if (!row || g->last == PART_COUNT) {
    if (row && !g->sector.len) g->sector = label_sector(row->label);
    return several(r, g, out);
  }
  if (!g->sector.len) g->sector = label_sector(row->label);
  view own = label_code(row->label);
  view form = actor_words(r->context, g->first, g->pronoun_end > g->first ? g->pronoun_end : g->end);
  if (own.len) return label_actors(row->label, out);
  if (row_has(row, TEXT("first")) && row_has(row, TEXT("state")) && is_writer(r->context, g))
    return out[0] = (actor){.code = r->context->tables->home, .sector = g->sector}, 1;
  if (row_has(row, TEXT("first"))) return g->kind = MENTION_SPEAKER, 0;
  if (g->vague) return 0;
  if (row_has(row, TEXT("place"))) return g->dropped = true, 0;
  if (row_has(row, TEXT("reflexive")) && row_has(row, TEXT("state"))) return subject_state(r, out);
  if (row_has(row, TEXT("second")) || row_has(row, TEXT("reflexive"))) return g->dropped = true, 0;
  if (row_has(row, TEXT("dual"))) {
    bool states = row_has(row, TEXT("state"));
    if (row_has(row, TEXT("group"))) {
      view sector = g->sector;
      g->sector = (view){0};
      uint32_t count = two_groups(r, sector, out);
      if (count || sector.len) return count;
    }
    if (!states) g->sector = (view){0};
    return memory_pair(r->memory, r->context->tables, states, out);
  }
  if (row_has(row, TEXT("other"))) return other_party(r, !row_has(row, TEXT("state")) && row->label.len > 0, out);
  if (row_has(row, TEXT("bare")))
    return state_only(memory_focus(r->memory, r->context->tables, (view){0}, (view){0}), out);
  if (row_has(row, TEXT("state"))) return newest(r, g, TEXT("state"), out);
  view tail = tail_of(form);
  if (row_has(row, TEXT("person"))) {
    g->sector = (view){0};
    if (tail.len && !is_honorific(r->context, tail)) return same_resolve(r, g, tail, out);
    return newest(r, g, TEXT("person"), out);
  }
  if (tail.len) {
    g->sector = (view){0};
    return same_resolve(r, g, tail, out);
  }
  return g->dropped = true, 0;
}
