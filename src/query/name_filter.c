/* name_filter.c - names that a user typed for actors, as codes and as actors of the store. */
#include <stdio.h>

#include "query/name_link.h"
#include "query/query.h"

typedef struct {
  LIST(view) names;
  LIST(view) labels; /* CHN:GOV */
  LIST(int64_t) ids;
} store_actors;

/* ---- what is a code ---- */

static bool is_known_code(store *s, view code) {
  sqlite3_stmt *ask = NULL;
  static const char question[] = "SELECT 1 WHERE EXISTS (SELECT 1 FROM event_codes WHERE code = ?1)"
                                 " OR EXISTS (SELECT 1 FROM statement_codes WHERE code = ?1)";
  bool found = !sqlite3_prepare_v2(store_database(s), question, -1, &ask, NULL) &&
               !sqlite3_bind_text(ask, 1, code.ptr, (int)code.len, SQLITE_TRANSIENT) && sqlite3_step(ask) == SQLITE_ROW;
  sqlite3_finalize(ask);
  return found;
}

/* CHN:MIL, IGO/NATO, and three letters that some actor of the store has: ABE is a name. */
static bool is_code(store *s, view part) {
  size_t letters = 0;
  while (letters < part.len && letters < 3 && part.ptr[letters] >= 'A' && part.ptr[letters] <= 'Z') letters++;
  if (letters < 3) return false;
  if (part.len > 3) return part.ptr[3] == ':' || part.ptr[3] == '/';
  return is_known_code(s, part);
}

static bool has_name(store *s, view list) {
  view part;
  while (view_split(&list, ',', &part))
    if (part.len && !is_code(s, part)) return true;
  return false;
}

/* ---- names ---- */

static seimei_status read_actors(store *s, arena *a, store_actors *out, seimei_error *error) {
  sqlite3_stmt *ask = NULL;
  int step = SQLITE_ERROR;
  if (!sqlite3_prepare_v2(store_database(s), "SELECT id, name, code || ':' || sector FROM actors", -1, &ask, NULL))
    while ((step = sqlite3_step(ask)) == SQLITE_ROW) {
      LIST_PUSH(a, &out->ids, sqlite3_column_int64(ask, 0));
      LIST_PUSH(a, &out->names, arena_copy(a, column_text(ask, 1)));
      LIST_PUSH(a, &out->labels, arena_copy(a, column_text(ask, 2)));
    }
  sqlite3_finalize(ask);
  return step == SQLITE_DONE ? SEIMEI_OK : store_failure(s, "reading its actors", error);
}

static bool has_code(view codes, view label) {
  view part;
  while (view_split(&codes, ',', &part))
    if (part.len && (view_equals(part, label) || (view_starts_with(label, part) && label.ptr[part.len] == ':'))) return true;
  return false;
}

static view rows_of(arena *a, const store_actors *all, const uint8_t *hits, view codes) {
  buffer b;
  char number[24];
  buffer_init(&b, NULL);
  for (uint32_t i = 0; i < all->names.count; i++) {
    if (!hits[i] && !has_code(codes, all->labels.at[i])) continue;
    snprintf(number, sizeof number, b.len ? ",%lld" : "%lld", (long long)all->ids.at[i]);
    buffer_add_string(&b, number);
  }
  view rows = b.len ? arena_copy(a, view_of(b.ptr, b.len)) : TEXT("0"); /* no actor has the row 0 */
  buffer_release(&b);
  return rows;
}

/* A list of codes alone stays one; with a name among them it becomes rows. */
static void link_list(const name_links *l, arena *a, const store_actors *all, view *list, view *rows) {
  uint8_t *hits = ARENA_NEW(a, uint8_t, all->names.count + 1);
  view codes = {"", 0}, part;
  bool named = false;
  for (view rest = *list; view_split(&rest, ',', &part);) {
    if (!part.len) continue;
    view code = name_links_code(l, part);
    if (!code.len) named = true, name_links_find(l, a, part, all->names.at, all->names.count, hits);
    else codes = arena_format(a, "%.*s%s%.*s", (int)codes.len, codes.ptr, codes.len ? "," : "", (int)code.len, code.ptr);
  }
  if (named) *rows = rows_of(a, all, hits, codes);
  *list = named ? (view){0} : codes;
}

seimei_status query_link_names(store *s, const char *pack, arena *a, query_filter *filter, seimei_error *error) {
  bool actor = has_name(s, filter->actor), recipient = has_name(s, filter->recipient);
  if (!actor && !recipient) return SEIMEI_OK;
  name_links *l = NULL;
  store_actors all = {0};
  seimei_status status = name_links_open(pack, &l, error);
  if (!status) status = read_actors(s, a, &all, error);
  if (!status && actor) link_list(l, a, &all, &filter->actor, &filter->actor_rows);
  if (!status && recipient) link_list(l, a, &all, &filter->recipient, &filter->recipient_rows);
  name_links_close(l);
  return status;
}
