/* record.c - writes what the stages found as records. Offsets become code points here and only here. */
#include "record/record.h"

typedef struct {
  const scene *scene;
  const seimei_document *doc;
  arena *arena;
  record_numbers before;
} record_context;

static seimei_words words_of(const record_context *c, span s) {
  if (s.end <= s.begin) return (seimei_words){0};
  const text_layout *layout = c->scene->layout;
  return (seimei_words){text_source(layout, s), {text_code_point(layout, s.begin), text_code_point(layout, s.end)}};
}

static seimei_actor actor_of(const record_context *c, const actor *who, span words) {
  return (seimei_actor){.label = actor_label(c->arena, who), .code = who->code, .sector = who->sector, .name = who->name, .office = who->office,
                        .words = words_of(c, who->words.end ? who->words : words)};
}

static seimei_actors actors_of(const record_context *c, const actor_set *set) {
  seimei_actors out = {ARENA_NEW(c->arena, seimei_actor, set->count), set->count};
  for (uint32_t i = 0; i < set->count; i++) out.at[i] = actor_of(c, &set->at[i], set->words);
  return out;
}

static seimei_sentence sentence_of(const record_context *c, uint32_t segment) {
  const text_layout *layout = c->scene->layout;
  const sentence *s = &layout->sentences.at[layout->segments.at[segment].sentence];
  return (seimei_sentence){s->number, {text_code_point(layout, s->span.begin), text_code_point(layout, s->span.end)}};
}

static view record_id(const record_context *c, char kind, uint32_t number) {
  return arena_format(c->arena, "%.*s#%c%u", (int)c->doc->id.len, c->doc->id.ptr, kind, number);
}
static view statement_id(const record_context *c, uint32_t index) { return record_id(c, 's', c->before.statements + index + 1); }
static view event_id(const record_context *c, uint32_t index) { return record_id(c, 'e', c->before.events + index + 1); }

static bool is_dated(const when *w) { return w->date[0] && (w->kind == WHEN_POINT || w->kind == WHEN_SAME || w->kind == WHEN_RANGE) && !w->future; }

/* The last date named before the cue in its sentence. */
static view statement_date(const record_context *c, const statement *st) {
  const scene *s = c->scene;
  const char *date = NULL;
  for (uint32_t i = when_first_from(s->whens, s->layout->segments.at[st->segment].span.begin); i < s->whens->whens.count; i++) {
    const when *w = &s->whens->whens.at[i];
    if (w->span.begin >= st->cue.begin) break;
    if (w->segment != st->segment || w->span.end > st->cue.begin || !is_dated(w)) continue;
    bool inside = false;
    for (uint32_t k = 0; k < st->content_count; k++) inside = inside || span_contains(st->content[k].span, w->span);
    if (!inside) date = w->date;
  }
  return date ? arena_copy(c->arena, view_of_string(date)) : (view){0};
}

static seimei_statement statement_of(const record_context *c, const attribute_layout *all, uint32_t i) {
  const statement *st = &all->statements.at[i];
  seimei_statement out = {.id = statement_id(c, i), .date = statement_date(c, st), .medium = st->medium, .rule = st->rule->id,
                          .source = actors_of(c, &st->source), .addressee = actors_of(c, &st->addressee), .cue = words_of(c, st->cue),
                          .content = ARENA_NEW(c->arena, seimei_words, st->content_count), .content_count = st->content_count,
                          .manner = st->manner, .sentence = sentence_of(c, st->segment)};
  for (uint32_t k = 0; k < st->content_count; k++) out.content[k] = words_of(c, st->content[k].span);
  if (st->within != NONE) out.within = statement_id(c, st->within);
  return out;
}

static seimei_quantity quantity_of(const record_context *c, uint32_t index) {
  if (index == NONE) return (seimei_quantity){0};
  const quantity *q = &c->scene->whens->quantities.at[index];
  return (seimei_quantity){true, q->value, q->unit, q->per, q->of, words_of(c, q->span)};
}

static seimei_event event_of(const record_context *c, const event_layout *all, uint32_t i) {
  const event *e = &all->events.at[i];
  seimei_event out = {.id = event_id(c, i), .date = view_of_string(e->date), .mode = e->mode, .cameo = e->rule->cameo, .rule = e->rule->id,
                      .type = e->type, .actor = actors_of(c, &e->actor.who), .recipient = actors_of(c, &e->recipient.who),
                      .claimed_by = actors_of(c, &e->claimed_by), .trigger = words_of(c, e->trigger), .about = words_of(c, e->about),
                      .place = words_of(c, e->place), .place_code = e->place_code, .quantity = quantity_of(c, e->quantity), .status = e->status,
                      .quad_code = e->quad, .event_scale = e->scale, .confidence = e->confidence, .sentence = sentence_of(c, e->segment)};
  for (uint32_t k = 0; k < e->context_count; k++) out.context[out.context_count++] = e->context[k];
  if (e->statement != NONE) out.statement = statement_id(c, e->statement);
  if (e->same_as != NONE) out.same_as = event_id(c, e->same_as);
  return out;
}

void record_run(const scene *s, const attribute_layout *statements, const event_layout *events, const seimei_document *doc, view version,
                record_numbers *numbers, seimei_records *out) {
  record_context c = {s, doc, s->arena, *numbers};
  seimei_statement *st = ARENA_NEW(s->arena, seimei_statement, statements->statements.count);
  seimei_event *ev = ARENA_NEW(s->arena, seimei_event, events->events.count);
  for (uint32_t i = 0; i < statements->statements.count; i++) st[i] = statement_of(&c, statements, i);
  for (uint32_t i = 0; i < events->events.count; i++) ev[i] = event_of(&c, events, i);
  numbers->statements += statements->statements.count;
  numbers->events += events->events.count;
  *out = (seimei_records){doc->id, version, st, statements->statements.count, ev, events->events.count};
}
