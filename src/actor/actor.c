/* actor.c - the stage: parts and groups of every segment, then all groups in the order of the text, so that each finds
 * in memory what stands before it, also what is said inside quotation marks. */
#include "actor/actor_parts.h"

/* ---- order ---- */

static uint32_t place_of(const actor_context *c, const group *g) { return actor_token(c, g->first)->span.begin; }

/* Merges neighbouring sorted runs: groups come sorted inside each segment, so few passes do. */
static void sort_groups(const actor_context *c, group_list *groups) {
  group *spare = ARENA_NEW(c->arena, group, groups->count), *at = groups->at;
  for (uint32_t width = 1; width < groups->count; width *= 2) {
    for (uint32_t low = 0; low < groups->count; low += 2 * width) {
      uint32_t middle = low + width < groups->count ? low + width : groups->count;
      uint32_t high = low + 2 * width < groups->count ? low + 2 * width : groups->count;
      uint32_t a = low, b = middle;
      for (uint32_t k = low; k < high; k++)
        spare[k] = a < middle && (b >= high || place_of(c, &at[a]) <= place_of(c, &at[b])) ? at[a++] : at[b++];
    }
    group *swap = at;
    at = spare;
    spare = swap;
  }
  groups->at = at;
  groups->capacity = groups->count;
}

/* ---- from a group to a mention ---- */

static const bunsetsu *bunsetsu_of(const actor_context *c, uint32_t token_index) {
  return &c->parse->bunsetsu.at[c->parse->of_token.at[token_index]];
}

static span span_of(const actor_context *c, uint32_t first, uint32_t end) {
  return (span){actor_token(c, first)->span.begin, actor_token(c, end - 1)->span.end};
}

/* A noun of the same phrase follows that is no part of the name: 米 of 米大統領選, 中国 of 中国軍機. */
static bool is_modifier(const actor_context *c, const group *g) {
  const bunsetsu *x = bunsetsu_of(c, g->end - 1);
  return g->toward || bunsetsu_head(c->tokens, x) >= g->end;
}

/* 侵攻 of ウクライナ侵攻: a deed done to the name in front of it. 無人機攻撃 is done with what stands there. */
static bool is_deed_object(const actor_context *c, const group *g) {
  if (word_is(c->tables, actor_token(c, g->end - 1)->surface, WORD_INSTRUMENT)) return false;
  uint32_t head = bunsetsu_of(c, g->end - 1)->head_token;
  return head == g->end && word_is(c->tables, actor_token(c, head)->surface, WORD_TOWARD);
}

/* 記者 of 記者会見, 大統領 of 大統領令: nobody whom the words alone name. */
static bool is_empty_modifier(const mention *m) {
  return m->modifier && !m->target && m->anaphoric && (m->kind == MENTION_GENERIC || m->kind == MENTION_PERSON);
}

typedef struct {
  bool topic, subject, scene, joined, loosely;
} case_marks;

/* ポルトガルの各都市では, タイの首都で: a part of the state where something happens. */
static bool is_scene_of(const actor_context *c, const group *g, const bunsetsu *x) {
  bool genitive = (g->kind == MENTION_STATE || g->kind == MENTION_PLACE) && g->end + 1 == x->end && actor_word(c, g->end, TEXT("の")) && x->head != NONE;
  if (!genitive) return false;
  const bunsetsu *y = &c->parse->bunsetsu.at[x->head];
  bool part = word_is(c->tables, actor_token(c, y->head_token)->surface, WORD_REGION | WORD_SITE) && y->function < y->end;
  return part && (actor_word(c, y->function, TEXT("で")) || actor_word(c, y->function, TEXT("では")));
}

/* ミャンマー情勢をめぐっては: what the sentence begins to speak of. */
static bool is_theme(const actor_context *c, const group *g, const bunsetsu *x) {
  if ((g->kind != MENTION_STATE && g->kind != MENTION_PLACE) || g->toward) return false;
  uint32_t b = (uint32_t)(x - c->parse->bunsetsu.at), first = c->parse->segments.at[g->segment].first;
  if (b > first + 1) return false;
  for (uint32_t i = x->function; i < x->end; i++)
    if (word_is(c->tables, actor_token(c, i)->surface, WORD_THEME)) return true;
  return false;
}

static case_marks marks_of(const actor_context *c, const group *g) {
  const bunsetsu *x = bunsetsu_of(c, g->end - 1);
  case_marks marks = {0};
  for (uint32_t i = g->end; i < x->end; i++) {
    const token *t = actor_token(c, i);
    if (i == g->end && word_is(c->tables, t->surface, WORD_INSIDE)) marks.scene = marks.topic = true;
    if (t->sub == SUB_TOPIC) marks.topic = true;
    if (t->sub == SUB_CASE && view_equals(t->surface, TEXT("が"))) marks.subject = true;
    if (view_equals(t->surface, TEXT("で")) || view_equals(t->surface, TEXT("では"))) marks.scene = true;
  }
  if (is_theme(c, g, x)) marks.topic = marks.scene = true;
  if (!marks.topic && !marks.subject && is_scene_of(c, g, x)) marks.scene = true;
  return marks;
}

/* ソウルの日本大使館前では: an embassy is a scene in another state than its own. */
static bool is_mission(const actor_context *c, const group *g) {
  return g->kind == MENTION_INSTITUTION && g->body && word_is(c->tables, actor_token(c, g->end - 1)->surface, WORD_ABROAD);
}

static bool is_person_like(const group *g) {
  if (g->kind == MENTION_PERSON) return !g->side;
  return g->kind == MENTION_GENERIC && ((g->body && row_has(g->body, TEXT("plural"))) || g->people);
}

static void name_actors(const actor_context *c, const group *g, actor *who, uint32_t count) {
  view name = group_name(c, g);
  view office = g->title ? g->title->role : (view){0};
  for (uint32_t i = 0; i < count; i++) {
    if (name.len && count == 1) who[i].name = name;
    if (!who[i].name.len) who[i].name = actor_words(c, g->first, g->end);
    if (office.len) who[i].office = office;
  }
}

/* A capital acts where the sentence makes it a party: 北京は, モスクワが. */
static mention_kind settle_kind(const group *g, case_marks marks, bool modifier) {
  if (g->kind == MENTION_PLACE && g->capital && (marks.topic || marks.subject) && !modifier) return MENTION_STATE;
  return g->kind;
}

static void cover_tokens(actor_layout *out, const mention *m, uint32_t index) {
  for (uint32_t i = m->first; i < m->end; i++) out->of_token.at[i] = index;
}

static void remember(const actor_context *c, memory *memory, const group *g, const mention *m, case_marks marks) {
  recalled r = {.who = m->who,
                .who_count = m->who_count,
                .sentence = memory->sentence,
                .paragraph = memory->paragraph,
                .kind = m->kind,
                .words = actor_words(c, m->first, m->end),
                .topic = marks.topic,
                .subject = marks.subject,
                .modifier = m->modifier,
                .anaphoric = m->anaphoric,
                .place = m->kind == MENTION_PLACE,
                .joined = marks.joined,
                .loosely = marks.loosely,
                .heading = memory->heading,
                .scene = marks.scene && !marks.subject};
  r.title = actor_words(c, g->title_first, g->title_end);
  view name = group_name(c, g);
  r.named = name.len > 0;
  memory_add(memory, &r);
  if (name.len && m->who_count && (!m->anaphoric || !memory_person(memory, name)))
    memory_know(c->arena, memory, name, &r);
}

/* Texts keep their issuers apart, so that nobody takes them for actors. */
static void read_text(const resolver *r, const group *g, mention *m) {
  const actor_context *c = r->context;
  actor found[MAX_WHO];
  bool object = g->end < c->tokens->tokens.count && actor_word(c, g->end, TEXT("を"));
  m->issuer_count = text_issuers(r, g, object, found);
  actor *issuer = ARENA_NEW(c->arena, actor, m->issuer_count);
  memcpy(issuer, found, sizeof *issuer * m->issuer_count);
  m->issuer = issuer;
}

static void read_group(const actor_context *c, memory *memory, group *g, actor_layout *out, uint32_t *last_end,
                       uint32_t *last_segment) {
  memory_enter(memory, c->layout, g->segment);
  actor found[MAX_WHO] = {0};
  bool anaphoric = false;
  resolver r = {c, memory, out};
  uint32_t count = group_resolve(&r, g, found, &anaphoric);
  if (g->dropped) return;
  name_actors(c, g, found, count);
  actor *who = ARENA_NEW(c->arena, actor, count);
  memcpy(who, found, sizeof *who * count);
  case_marks marks = marks_of(c, g);
  if (is_mission(c, g) && count == 1) memory_go_abroad(memory, found[0].code, marks.scene && !marks.subject), marks.scene = false;
  mention m = {.segment = g->segment,
               .first = g->first,
               .end = g->end,
               .head_token = g->head,
               .who = who,
               .who_count = count,
               .host = g->host,
               .plural = g->plural || count > 1,
               .person = is_person_like(g),
               .anaphoric = anaphoric,
               .target = g->toward || is_deed_object(c, g)};
  m.modifier = is_modifier(c, g);
  m.kind = settle_kind(g, marks, m.modifier);
  if (is_empty_modifier(&m)) return;
  m.span = span_of(c, m.first, m.end);
  if (m.kind == MENTION_TEXT) read_text(&r, g, &m);
  cover_tokens(out, &m, out->mentions.count);
  LIST_PUSH(c->arena, &out->mentions, m);
  if (m.kind == MENTION_TEXT) {
    m.who = m.issuer;
    m.who_count = m.issuer_count;
    remember(c, memory, g, &m, (case_marks){0});
  }
  if (count == 0) return;
  bool joined = *last_segment == g->segment && tokens_link(c, *last_end, g->first) == LINK_AND;
  bool loosely = joined && actor_word(c, *last_end, TEXT("や"));
  *last_end = g->end;
  *last_segment = g->segment;
  marks.joined = joined;
  marks.loosely = loosely;
  remember(c, memory, g, &out->mentions.at[out->mentions.count - 1], marks);
}

/* Whether the title is only the name of talks, as that of a ministry's report: 日・インド首脳会談(概要). */
static bool is_title_of_talks(const actor_context *c) {
  if (!c->layout->sentences.count || !c->layout->sentences.at[0].heading) return false;
  token_range r = c->tokens->segments.at[c->layout->sentences.at[0].segment];
  uint32_t end = r.first + r.count;
  for (uint32_t i = r.first; i < r.first + r.count; i++)
    if (actor_token(c, i)->sub == SUB_OPEN && i > r.first) {
      end = i;
      break;
    }
  return end > r.first && word_is(c->tables, actor_token(c, end - 1)->surface, WORD_TALKS);
}

void actor_run(const actor_tables *t, arena *a, const text_layout *layout, const token_layout *tokens,
               const parse_layout *parse, view published, actor_layout *out) {
  if (t->language == LANGUAGE_EN) {
    english_actor_run(t, a, layout, tokens, parse, published, out);
    return;
  }
  actor_context c = {t, a, layout, tokens, parse, published};
  *out = (actor_layout){0};
  out->of_token.at = ARENA_NEW(a, uint32_t, tokens->tokens.count);
  out->of_token.count = out->of_token.capacity = tokens->tokens.count;
  for (uint32_t i = 0; i < tokens->tokens.count; i++) out->of_token.at[i] = NONE;
  group_list groups = {0};
  part_list parts = {0};
  for (uint32_t s = 0; s < layout->segments.count; s++) {
    parts.count = 0;
    parts_find(&c, s, &parts);
    groups_compose(&c, s, &parts, &groups);
  }
  sort_groups(&c, &groups);
  memory *memory = ARENA_NEW(a, struct memory, 1);
  memory->sentence = memory->paragraph = NONE;
  uint32_t last_end = 0, last_segment = NONE;
  bool talks = is_title_of_talks(&c);
  for (uint32_t i = 0; i < groups.count; i++) {
    if (groups.at[i].dropped) continue;
    if (talks && layout->segments.at[groups.at[i].segment].sentence > 0) memory_note_hosts(memory, t), talks = false;
    read_group(&c, memory, &groups.at[i], out, &last_end, &last_segment);
  }
  memcpy(out->hosts, memory->hosts, sizeof out->hosts);
  out->host_count = memory->host_count;
}

/* ---- showing ---- */

view actor_label(arena *a, const actor *who) {
  if (!who->sector.len) return who->code;
  return arena_format(a, "%.*s:%.*s", (int)who->code.len, who->code.ptr, (int)who->sector.len, who->sector.ptr);
}

void actor_dump(buffer *out, const text_layout *layout, const actor_layout *actors) {
  static const char *const kinds[] = {"state",   "institution", "person",  "body",  "group",
                                      "generic", "place",       "speaker", "vague", "text"};
  for (uint32_t i = 0; i < actors->mentions.count; i++) {
    const mention *m = &actors->mentions.at[i];
    view words = view_span(layout->text, m->span);
    buffer_printf(out, "%u..%u %s \"", m->span.begin, m->span.end, kinds[m->kind]);
    buffer_add(out, words);
    buffer_add_byte(out, '"');
    if (m->kind == MENTION_TEXT) buffer_add_string(out, " of");
    const actor *shown = m->kind == MENTION_TEXT ? m->issuer : m->who;
    for (uint32_t k = 0; k < (m->kind == MENTION_TEXT ? m->issuer_count : m->who_count); k++) {
      buffer_add_byte(out, ' ');
      buffer_add(out, shown[k].code);
      if (shown[k].sector.len) buffer_printf(out, ":%.*s", (int)shown[k].sector.len, shown[k].sector.ptr);
    }
    if (m->plural) buffer_add_string(out, " plural");
    if (m->person) buffer_add_string(out, " person");
    if (m->anaphoric) buffer_add_string(out, " anaphoric");
    if (m->modifier) buffer_add_string(out, " modifier");
    if (m->target) buffer_add_string(out, " target");
    buffer_add_byte(out, '\n');
  }
}
