/* rules.c - loads the event tables: rules, default places, shifts of type, scores. */
#include "event/event_parts.h"

bool type_of_name(view name, seimei_type *out) {
  for (int i = 0; i < SEIMEI_TYPE_COUNT; i++) {
    view type = view_of_string(seimei_type_name((seimei_type)i));
    bool same = name.len == type.len;
    for (size_t k = 0; same && k < name.len; k++) same = (name.ptr[k] & ~0x20) == type.ptr[k];
    if (same) return *out = (seimei_type)i, true;
  }
  return false;
}

static bool modality_of(view name, modality *out) {
  static const char *const names[] = {"actual", "future", "intent", "refusal", "hypothetical", "negated", "conditional"};
  for (size_t i = 0; i < COUNT_OF(names); i++)
    if (view_equals(name, view_of_string(names[i]))) return *out = (modality)i, true;
  return false;
}

static bool status_of(view name, seimei_event_status *out) {
  for (int i = SEIMEI_ACTUAL; i <= SEIMEI_HISTORICAL; i++)
    if (view_equals(name, view_of_string(seimei_event_status_name((seimei_event_status)i)))) return *out = (seimei_event_status)i, true;
  return false;
}

static seimei_status load_defaults(event_rules *r, const table *t, seimei_error *error) {
  for (uint32_t row = 0; t && row < t->rows; row++) {
    seimei_type type;
    view name = table_cell(t, row, table_column(t, "type"));
    if (!type_of_name(name, &type))
      return error_set(error, SEIMEI_BAD_TABLE, "%.*s: no such type: %.*s", (int)t->name.len, t->name.ptr, (int)name.len, name.ptr);
    type_defaults *d = &r->defaults[type];
    if (!place_list_parse(&r->arena, r->index.language, table_cell(t, row, table_column(t, "actor")), &d->actor) ||
        !place_list_parse(&r->arena, r->index.language, table_cell(t, row, table_column(t, "recipient")), &d->recipient) ||
        !place_list_parse(&r->arena, r->index.language, table_cell(t, row, table_column(t, "about")), &d->about))
      return error_set(error, SEIMEI_BAD_TABLE, "%.*s: cannot read the places of %.*s", (int)t->name.len, t->name.ptr, (int)name.len, name.ptr);
  }
  return SEIMEI_OK;
}

static void load_shifts(event_rules *r, const table *t) {
  for (uint32_t row = 0; t && row < t->rows; row++) {
    shift s = {.cameo = table_cell(t, row, table_column(t, "cameo")), .mode = table_cell(t, row, table_column(t, "mode"))};
    if (type_of_name(table_cell(t, row, table_column(t, "type")), &s.type) && type_of_name(table_cell(t, row, table_column(t, "becomes")), &s.becomes) &&
        modality_of(table_cell(t, row, table_column(t, "modality")), &s.modality) && status_of(table_cell(t, row, table_column(t, "status")), &s.status))
      LIST_PUSH(&r->arena, &r->shifts, s);
  }
}

/* Digits with an optional sign and one decimal point, whatever the locale. */
double event_number(view text) {
  double value = 0, scale = 1;
  bool negative = false, fraction = false;
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == '-') negative = true;
    else if (c == '.') fraction = true;
    else if (c >= '0' && c <= '9') {
      value = value * 10 + (c - '0');
      if (fraction) scale *= 10;
    }
  }
  return (negative ? -value : value) / scale;
}

static void load_scores(event_rules *r, const table *t) {
  for (uint32_t row = 0; t && row < t->rows; row++) {
    plover_score s = {.mode = table_cell(t, row, table_column(t, "mode")), .quad = (int)event_number(table_cell(t, row, table_column(t, "quad"))),
                      .scale = event_number(table_cell(t, row, table_column(t, "scale")))};
    if (type_of_name(table_cell(t, row, table_column(t, "type")), &s.type)) LIST_PUSH(&r->arena, &r->scores, s);
  }
}

static void load_contexts(event_rules *r, const table *t) {
  for (uint32_t row = 0; t && row < t->rows; row++) {
    view words = table_cell(t, row, table_column(t, "words")), word;
    LIST_PUSH(&r->arena, &r->context_names, table_cell(t, row, table_column(t, "context")));
    while (words.len && view_split(&words, '|', &word)) map_put(&r->arena, &r->context_words, word, r->context_names.count - 1);
  }
}

static seimei_status load(event_rules *r, const pack *p, const char *language, const table *extra, size_t extra_count, seimei_error *error) {
  view folder = arena_format(&r->arena, "%s/event/", language);
  seimei_type type;
  seimei_status status = SEIMEI_OK;
  for (uint32_t i = 0; i < pack_table_count(p) && !status; i++) {
    const table *t = pack_table_at(p, i);
    if (view_starts_with(t->name, folder) && type_of_name(view_skip(t->name, folder.len), &type)) status = rule_index_add(&r->arena, &r->index, t, error);
  }
  for (size_t i = 0; i < extra_count && !status; i++) {
    view name = extra[i].name;
    for (size_t at; (at = view_find(name, TEXT("/"), 0)) != SIZE_MAX;) name = view_skip(name, at + 1);
    if (type_of_name(name, &type)) status = rule_index_add(&r->arena, &r->index, &extra[i], error);
  }
  view defaults = arena_format(&r->arena, "%s/event/defaults", language), shifts = arena_format(&r->arena, "%s/event/shift", language);
  if (!status) status = load_defaults(r, pack_table(p, defaults.ptr), error);
  load_shifts(r, pack_table(p, shifts.ptr));
  load_scores(r, pack_table(p, "common/plover"));
  view weights = arena_format(&r->arena, "%s/recipient", language);
  ranking_load(r, pack_table(p, weights.ptr));
  view contexts = arena_format(&r->arena, "%s/context", language);
  load_contexts(r, pack_table(p, contexts.ptr));
  return status;
}

seimei_status event_rules_new(const pack *p, const char *language, const word_classes *classes, const table *extra, size_t extra_count,
                              const seimei_allocator *allocator, event_rules **out, seimei_error *error) {
  *out = NULL;
  event_rules *r = allocator_resize(allocator, NULL, sizeof *r);
  if (!r) return error_set(error, SEIMEI_NO_MEMORY, "out of memory while the event rules are read");
  memset(r, 0, sizeof *r);
  arena_init(&r->arena, allocator);
  r->index.words = classes;
  language_of_code(view_of_string(language), &r->index.language);
  jmp_buf failure;
  r->arena.on_failure = &failure;
  if (setjmp(failure)) {
    event_rules_free(r);
    return error_set(error, SEIMEI_NO_MEMORY, "out of memory while the event rules are read");
  }
  seimei_status status = load(r, p, language, extra, extra_count, error);
  r->arena.on_failure = NULL;
  if (status) event_rules_free(r);
  else *out = r;
  return status;
}

void event_rules_free(event_rules *r) {
  if (!r) return;
  const seimei_allocator *allocator = r->arena.allocator;
  arena_release(&r->arena);
  allocator_resize(allocator, r, 0);
}

const rule_index *event_rules_index(const event_rules *r) { return &r->index; }
