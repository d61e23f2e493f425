/* record_store.c - copies records. A long document names the same parties and rules thousands of times, so their words
 * are kept once each; ids, of which no two are alike, are copied without looking. */
#include "record/record_store.h"

typedef struct {
  record_store *store;
  arena *arena;
  view text; /* of the document: what lies in it stays */
} copier;

static bool lies_in(view text, view words) {
  return (uintptr_t)words.ptr >= (uintptr_t)text.ptr && (uintptr_t)words.ptr < (uintptr_t)text.ptr + text.len;
}

static void keep(const copier *c, view *words) {
  record_store *s = c->store;
  if (!words->len || lies_in(c->text, *words)) return;
  if (s->plain) {
    *words = arena_copy(c->arena, *words);
    return;
  }
  uint32_t found = map_get(&s->words, *words);
  if (found == NONE) {
    found = s->copies.count;
    LIST_PUSH(c->arena, &s->copies, arena_copy(c->arena, *words));
    map_put(c->arena, &s->words, s->copies.at[found], found);
  }
  *words = s->copies.at[found];
}

static void keep_id(const copier *c, view *id) {
  if (id->len) *id = arena_copy(c->arena, *id);
}

static void keep_words(const copier *c, seimei_words *w) { keep(c, &w->text); }

static void keep_actors(const copier *c, seimei_actors *actors) {
  seimei_actor *copy = ARENA_NEW(c->arena, seimei_actor, actors->count);
  for (size_t i = 0; i < actors->count; i++) {
    copy[i] = actors->at[i];
    view *const parts[] = {&copy[i].label, &copy[i].code, &copy[i].sector, &copy[i].name, &copy[i].office};
    for (size_t k = 0; k < COUNT_OF(parts); k++) keep(c, parts[k]);
    keep_words(c, &copy[i].words);
  }
  actors->at = copy;
}

static seimei_statement copy_statement(const copier *c, const seimei_statement *given) {
  seimei_statement s = *given;
  view *const parts[] = {&s.date, &s.medium, &s.rule};
  for (size_t k = 0; k < COUNT_OF(parts); k++) keep(c, parts[k]);
  keep_id(c, &s.id);
  keep_id(c, &s.within);
  keep_actors(c, &s.source);
  keep_actors(c, &s.addressee);
  keep_words(c, &s.cue);
  s.content = ARENA_NEW(c->arena, seimei_words, s.content_count);
  for (size_t k = 0; k < s.content_count; k++) {
    s.content[k] = given->content[k];
    keep_words(c, &s.content[k]);
  }
  return s;
}

static seimei_event copy_event(const copier *c, const seimei_event *given) {
  seimei_event e = *given;
  view *const parts[] = {&e.date,       &e.mode,          &e.cameo,        &e.rule,
                         &e.place_code, &e.quantity.unit, &e.quantity.per, &e.quantity.of};
  for (size_t k = 0; k < COUNT_OF(parts); k++) keep(c, parts[k]);
  for (size_t k = 0; k < e.context_count; k++) keep(c, &e.context[k]);
  view *const ids[] = {&e.id, &e.statement, &e.same_as};
  for (size_t k = 0; k < COUNT_OF(ids); k++) keep_id(c, ids[k]);
  seimei_actors *const parties[] = {&e.actor, &e.recipient, &e.claimed_by};
  for (size_t k = 0; k < COUNT_OF(parties); k++) keep_actors(c, parties[k]);
  seimei_words *const words[] = {&e.trigger, &e.about, &e.place, &e.quantity.words};
  for (size_t k = 0; k < COUNT_OF(words); k++) keep_words(c, words[k]);
  return e;
}

void record_store_add(record_store *s, arena *a, const seimei_document *doc, const seimei_records *records) {
  copier c = {s, a, doc->text};
  for (size_t i = 0; i < records->statement_count; i++)
    LIST_PUSH(a, &s->statements, copy_statement(&c, &records->statements[i]));
  for (size_t i = 0; i < records->event_count; i++) LIST_PUSH(a, &s->events, copy_event(&c, &records->events[i]));
  s->parts++;
}

seimei_records record_store_all(const record_store *s, const seimei_records *like) {
  seimei_records all = *like;
  all.statements = s->statements.at;
  all.statement_count = s->statements.count;
  all.events = s->events.at;
  all.event_count = s->events.count;
  return all;
}
