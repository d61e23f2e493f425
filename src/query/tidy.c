/* tidy.c - what a user typed as the store has it. */
#include "query/query.h"

typedef enum { KEEP, CAPITALS, SMALL } letter_case;

static char turned(char c, letter_case to) {
  return to == CAPITALS ? ascii_upper(c) : to == SMALL ? ascii_lower(c) : c;
}

/* Parts without blanks around them; empty ones are left out. */
static view tidy_list(arena *a, view list, letter_case to) {
  char *made = arena_alloc(a, list.len + 1);
  size_t n = 0;
  view part;
  while (view_split(&list, ',', &part)) {
    while (part.len && part.ptr[0] == ' ') part = view_skip(part, 1);
    while (part.len && part.ptr[part.len - 1] == ' ') part.len--;
    if (!part.len) continue;
    if (n) made[n++] = ',';
    for (size_t i = 0; i < part.len; i++) made[n++] = turned(part.ptr[i], to);
  }
  return view_of(made, n);
}

static const char *type_name(int i) { return seimei_type_name((seimei_type)i); }
static const char *status_name(int i) { return seimei_event_status_name((seimei_event_status)i); }

static seimei_status check_names(view list, const char *(*name)(int), int count, const char *what,
                                 seimei_error *error) {
  view part;
  while (view_split(&list, ',', &part)) {
    const char *near = NULL;
    uint32_t least = EDIT_NEAR;
    for (int i = 0; i < count; i++)
      if (edit_is_nearer(part, view_of_string(name(i)), &least)) near = name(i);
    if (!part.len || !least) continue;
    return error_set(error, SEIMEI_USAGE,
                     near ? "there is no %s \"%.*s\"; did you mean %s?" : "there is no %s \"%.*s\"", what,
                     (int)(part.len < 60 ? part.len : 60), part.ptr, near);
  }
  return SEIMEI_OK;
}

static seimei_status check_pair(view pair, seimei_error *error) {
  view one, other = pair;
  if (!pair.len) return SEIMEI_OK;
  view_split(&other, ',', &one);
  if (one.len && other.len && view_find(other, TEXT(","), 0) == SIZE_MAX && view_find(pair, TEXT(":"), 0) == SIZE_MAX)
    return SEIMEI_OK;
  return error_set(error, SEIMEI_USAGE, "a pair is two codes without sectors, CHN,JPN, and not \"%.*s\"", (int)pair.len,
                   pair.ptr);
}

/* What statements do not have. */
static bool sorts_events(const query_filter *f) {
  return f->sort == SORT_CONFLICT || f->sort == SORT_COOPERATION || f->sort == SORT_CONFIDENCE;
}

static bool selects_events(const query_filter *f) {
  return f->pair.len || f->type.len || f->mode.len || f->context.len || f->status.len || f->place.len || f->has_score ||
         f->no_repeats;
}

bool query_is_of_events(const query_filter *f) { return sorts_events(f) || selects_events(f); }

bool query_is_selective(const query_filter *f) {
  const view of_all[] = {f->actor, f->recipient, f->actor_rows, f->recipient_rows, f->sector, f->publisher,
                         f->lang,  f->since,     f->until,      f->words,          f->about};
  for (size_t i = 0; i < COUNT_OF(of_all); i++)
    if (of_all[i].len) return true;
  return selects_events(f);
}

static seimei_status check_kind(const query_filter *f, seimei_error *error) {
  if (f->records == QUERY_EVENTS || !query_is_of_events(f)) return SEIMEI_OK;
  return error_set(error, SEIMEI_USAGE,
                   sorts_events(f)
                       ? "statements have no score and no confidence to sort by"
                       : "statements have no pair, type, mode, context, status, place, score and repeats to select by");
}

seimei_status query_tidy(arena *a, query_filter *f, seimei_error *error) {
  view *const capitals[] = {&f->actor, &f->recipient, &f->pair, &f->sector, &f->type, &f->place};
  view *const small[] = {&f->mode, &f->context, &f->status, &f->lang};
  for (size_t i = 0; i < COUNT_OF(capitals); i++) *capitals[i] = tidy_list(a, *capitals[i], CAPITALS);
  for (size_t i = 0; i < COUNT_OF(small); i++) *small[i] = tidy_list(a, *small[i], SMALL);
  f->publisher = tidy_list(a, f->publisher, KEEP);
  seimei_status status = check_pair(f->pair, error);
  if (!status) status = check_names(f->type, type_name, SEIMEI_TYPE_COUNT, "type", error);
  if (!status) status = check_names(f->status, status_name, SEIMEI_HISTORICAL + 1, "status", error);
  return status ? status : check_kind(f, error);
}
