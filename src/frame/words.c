/* words.c - reads the tables that frames are built with: <language>/class/ and <language>/frame. */
#include "frame/words.h"

void word_classes_load(arena *a, const pack *p, const char *language, word_classes *out) {
  *out = (word_classes){0};
  view folder = arena_format(a, "%s/class/", language);
  for (uint32_t i = 0; i < pack_table_count(p); i++) {
    const table *t = pack_table_at(p, i);
    if (!view_starts_with(t->name, folder)) continue;
    uint32_t class_column = table_column(t, "class"), member_column = table_column(t, "member");
    for (uint32_t row = 0; row < t->rows; row++) {
      view name = table_cell(t, row, class_column), member = table_cell(t, row, member_column);
      uint32_t number = map_get(&out->names, name);
      if (number == NONE) map_put(a, &out->names, name, number = out->names.count);
      uint32_t next = map_get(&out->members, member);
      map_put(a, &out->members, member, out->entries.count);
      LIST_PUSH(a, &out->entries, ((word_class_entry){number, next}));
    }
  }
}

bool word_in_class(const word_classes *c, view word, view class_name) {
  uint32_t first = map_get(&c->members, word); /* most words are in no class */
  uint32_t number = first == NONE ? NONE : map_get(&c->names, class_name);
  if (number == NONE) return false;
  for (uint32_t i = first; i != NONE; i = c->entries.at[i].next)
    if (c->entries.at[i].class_number == number) return true;
  return false;
}

static uint32_t mood_of(view name) {
  static const struct { const char *name; uint32_t mood; } moods[] = {
      {"future", MOOD_FUTURE},         {"intent", MOOD_INTENT},   {"possible", MOOD_POSSIBLE},
      {"obligation", MOOD_OBLIGATION}, {"purpose", MOOD_PURPOSE}, {"hearsay", MOOD_HEARSAY}, {"potential", MOOD_POTENTIAL},
      {"request", MOOD_REQUEST},       {"condition", MOOD_CONDITION}, {"phase", VERB_PHASE}, {"negated", VERB_NEGATED}};
  uint32_t all = 0;
  view part;
  while (name.len && view_split(&name, '|', &part))
    for (size_t i = 0; i < COUNT_OF(moods); i++)
      if (view_equals(part, view_of_string(moods[i].name))) all |= moods[i].mood;
  return all;
}

static uint32_t adverbial_of(view name) {
  if (view_equals(name, TEXT("condition"))) return ADVERBIAL_CONDITION;
  if (view_equals(name, TEXT("coordinate"))) return ADVERBIAL_COORDINATE;
  if (view_equals(name, TEXT("purpose"))) return ADVERBIAL_PURPOSE;
  return ADVERBIAL_OTHER;
}

static void load_row(frame_rules *r, view kind, view form, view value) {
  role place = ROLE_OTHER;
  if (view_equals(kind, TEXT("particle")) && role_of_name(r->language, value, &place)) map_put(&r->arena, &r->particles, form, place);
  else if (view_equals(kind, TEXT("compound")) && role_of_name(r->language, value, &place)) map_put(&r->arena, &r->compounds, form, place);
  else if (view_equals(kind, TEXT("through")) && role_of_name(r->language, value, &place)) map_put(&r->arena, &r->through, form, place);
  else if (view_equals(kind, TEXT("noun"))) map_put(&r->arena, &r->nouns, form, mood_of(value));
  else if (view_equals(kind, TEXT("verb"))) map_put(&r->arena, &r->verbs, form, mood_of(value));
  else if (view_equals(kind, TEXT("adverbial"))) map_put(&r->arena, &r->adverbials, form, adverbial_of(value));
  else if (view_equals(kind, TEXT("auxiliary"))) map_put(&r->arena, &r->auxiliaries, form, mood_of(value));
  else if (view_equals(kind, TEXT("adverb"))) map_put(&r->arena, &r->adverb_moods, form, mood_of(value));
  else if (r->language == LANGUAGE_EN && view_equals(kind, TEXT("light"))) {
    map_put(&r->arena, &r->light_nouns, form, r->others.count);
    LIST_PUSH(&r->arena, &r->others, value);
  } else if (view_equals(kind, TEXT("light"))) {
    uint32_t mood = mood_of(value);
    map_put(&r->arena, &r->lights, form, mood ? LIGHT_MOOD | mood : view_equals(value, TEXT("passive"))  ? VOICE_PASSIVE
                                                                             : view_equals(value, TEXT("forced")) ? LIGHT_FORCED
                                                                                                                  : VOICE_ACTIVE);
  } else if (view_equals(kind, TEXT("homograph"))) {
    map_put(&r->arena, &r->homographs, form, r->others.count);
    LIST_PUSH(&r->arena, &r->others, value);
  }
}

/* call of call on, so that its infinitive is known too. */
static view first_word(view predicate) {
  size_t end = 0;
  while (end < predicate.len && predicate.ptr[end] != ' ') end++;
  return view_slice(predicate, 0, end);
}

static void load_english_verbs(frame_rules *r, const table *t) {
  for (uint32_t row = 0; t && row < t->rows; row++) {
    view content = table_cell(t, row, table_column(t, "content")), predicate = table_cell(t, row, table_column(t, "predicate"));
    bool tells = view_find(content, TEXT("that"), 0) != SIZE_MAX || view_find(content, TEXT("marked"), 0) != SIZE_MAX ||
                 view_find(content, TEXT("quoteonly"), 0) != SIZE_MAX;
    if (tells) map_put(&r->arena, &r->quote_verbs, predicate, row);
    if (view_find(content, TEXT("infinitive"), 0) == SIZE_MAX) continue;
    map_put(&r->arena, &r->order_verbs, predicate, row);
    map_put(&r->arena, &r->order_verbs, first_word(predicate), row);
  }
}

static void load_quote_verbs(frame_rules *r, const table *t) {
  for (uint32_t row = 0; t && row < t->rows; row++) {
    view content = table_cell(t, row, table_column(t, "content"));
    view predicate = table_cell(t, row, table_column(t, "predicate"));
    if (view_find(content, TEXT("you"), 0) != SIZE_MAX) map_put(&r->arena, &r->order_verbs, predicate, row);
    if (view_find(content, TEXT("to"), 0) == SIZE_MAX && view_find(content, TEXT("quoteonly"), 0) == SIZE_MAX) continue;
    size_t open = view_find(predicate, TEXT("<"), 0), of = view_find(predicate, TEXT("の"), 0);
    map_put(&r->arena, &r->quote_verbs, predicate, row);
    if (open == SIZE_MAX) continue;
    size_t begin = of != SIZE_MAX && of < open ? of + strlen("の") : 0; /* 意を of 遺憾の意を */
    map_put(&r->arena, &r->quote_nouns, view_slice(predicate, begin, open), row);
  }
}

seimei_status frame_rules_new(const pack *p, const char *language, const seimei_allocator *allocator,
                              frame_rules **out, seimei_error *error) {
  *out = NULL;
  frame_rules *r = allocator_resize(allocator, NULL, sizeof *r);
  if (!r) return error_set(error, SEIMEI_NO_MEMORY, "out of memory while the frame tables are read");
  memset(r, 0, sizeof *r);
  arena_init(&r->arena, allocator);
  jmp_buf failure;
  r->arena.on_failure = &failure;
  if (setjmp(failure)) {
    frame_rules_free(r);
    return error_set(error, SEIMEI_NO_MEMORY, "out of memory while the frame tables are read");
  }
  language_of_code(view_of_string(language), &r->language);
  word_classes_load(&r->arena, p, language, &r->classes);
  view name = arena_format(&r->arena, "%s/frame", language);
  const table *t = pack_table(p, name.ptr);
  for (uint32_t row = 0; t && row < t->rows; row++)
    load_row(r, table_cell(t, row, table_column(t, "kind")), table_cell(t, row, table_column(t, "form")),
             table_cell(t, row, table_column(t, "value")));
  name = arena_format(&r->arena, "%s/cue", language);
  if (r->language == LANGUAGE_EN) load_english_verbs(r, pack_table(p, name.ptr));
  else load_quote_verbs(r, pack_table(p, name.ptr));
  name = arena_format(&r->arena, "%s/event/consult", language);
  const table *meetings = pack_table(p, name.ptr);
  for (uint32_t row = 0; meetings && row < meetings->rows; row++)
    map_put(&r->arena, &r->meeting_verbs, table_cell(meetings, row, table_column(meetings, "predicate")), row);
  r->arena.on_failure = NULL;
  *out = r;
  return SEIMEI_OK;
}

void frame_rules_free(frame_rules *r) {
  if (!r) return;
  const seimei_allocator *allocator = r->arena.allocator;
  arena_release(&r->arena);
  allocator_resize(allocator, r, 0);
}

const word_classes *frame_rules_classes(const frame_rules *r) { return &r->classes; }
