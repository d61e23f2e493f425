/* value_check.c - values of a question that the store has not: told, since an empty answer does not say why. */
#include "query/value_set.h"

typedef struct {
  store *store;
  value_note *note;
  void *user;
  bool failed;
} checking;

/* ---- what the store has ---- */

static bool has(checking *c, const char *question, view value) {
  sqlite3_stmt *ask = NULL;
  int step = SQLITE_ERROR;
  if (!sqlite3_prepare_v2(store_database(c->store), question, -1, &ask, NULL) &&
      !sqlite3_bind_text(ask, 1, value.ptr, (int)value.len, SQLITE_TRANSIENT))
    step = sqlite3_step(ask);
  sqlite3_finalize(ask);
  if (step != SQLITE_ROW && step != SQLITE_DONE) c->failed = true;
  return step == SQLITE_ROW;
}

static const char *const OF_EVENTS[VALUES_COUNT] = {
    [VALUES_MODE] = "SELECT 1 FROM fact_values WHERE kind = 'mode' AND value = ?",
    [VALUES_CONTEXT] = "SELECT 1 FROM fact_values WHERE kind = 'context' AND value = ?",
    [VALUES_SECTOR] = "SELECT 1 FROM actors WHERE sector = ? LIMIT 1"};

static bool is_known(void *user, value_list_id kind, view value) { return has(user, OF_EVENTS[kind], value); }

/* ---- open sets ---- */

static const char HAS_LABEL[] = "SELECT 1 FROM actors WHERE label = ? LIMIT 1";
static const char HAS_CODE[] = "SELECT 1 FROM actors WHERE code = ? LIMIT 1";

static void note_codes(checking *c, const char *what, view list) {
  view value;
  while (view_split(&list, ',', &value)) {
    bool has_sector = view_find(value, TEXT(":"), 0) != SIZE_MAX;
    if (value.len && !has(c, has_sector ? HAS_LABEL : HAS_CODE, value)) c->note(c->user, what, value);
  }
}

static void note_list(checking *c, const char *what, const char *question, view list) {
  view value;
  while (view_split(&list, ',', &value))
    if (value.len && !has(c, question, value)) c->note(c->user, what, value);
}

seimei_status query_check_values(store *s, const char *pack, const query_filter *typed, const query_filter *linked,
                                 value_note *note, void *user, seimei_error *error) {
  checking c = {s, note, user, false};
  if (typed->mode.len || typed->context.len || typed->sector.len) {
    value_sets *sets = NULL;
    seimei_status status = value_sets_open(pack, &sets, error);
    if (!status) status = value_sets_check(sets, typed, is_known, &c, error);
    value_sets_close(sets);
    if (status) return status;
  }
  if (view_is(linked->actor_rows, "0")) note(user, "actor", typed->actor);
  if (view_is(linked->recipient_rows, "0")) note(user, "recipient", typed->recipient);
  note_codes(&c, "actor", linked->actor);
  note_codes(&c, "recipient", linked->recipient);
  note_codes(&c, "actor", linked->pair);
  note_list(&c, "place", "SELECT 1 FROM fact_values WHERE kind = 'place' AND value = ?", typed->place);
  note_list(&c, "publisher", "SELECT 1 FROM documents WHERE publisher = ? LIMIT 1", typed->publisher);
  note_list(&c, "language", "SELECT 1 FROM documents WHERE lang = ? LIMIT 1", typed->lang);
  return c.failed ? store_failure(s, "asking it", error) : SEIMEI_OK;
}
