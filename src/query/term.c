/* term.c - what each part of a filter is in SQL. */
#include "query/term.h"

static const record_kind KINDS[] = {
    [QUERY_EVENTS] = {"events", "event", "event_codes", "events_by_day", "about", {"actor", "recipient"}},
    [QUERY_STATEMENTS] =
        {"statements", "statement", "statement_codes", "statements_by_day", "content", {"source", "addressee"}},
};

const term_form TERM_FORMS[TERM_COUNT] = {
    [TERM_PAIR] = {TERM_KEYED, "event_pairs", NULL, NULL},
    [TERM_DIRECTED] = {TERM_KEYED, "event_pairs", NULL, NULL},
    [TERM_ACTOR] = {TERM_KEYED, NULL, NULL, NULL},
    [TERM_RECIPIENT] = {TERM_KEYED, NULL, NULL, NULL},
    [TERM_WORDS_ABOUT] = {TERM_ABOUT, "about_words", NULL, NULL},
    [TERM_WORDS_TEXT] = {TERM_TEXT, "document_words", NULL, NULL},
    [TERM_MODE] = {TERM_COLUMN, NULL, "mode", NULL},
    [TERM_STATUS] = {TERM_COLUMN, NULL, "status", NULL},
    [TERM_PLACE] = {TERM_COLUMN, NULL, "place_code", NULL},
    [TERM_CONTEXT] = {TERM_CHECK, NULL, "contexts", NULL},
    [TERM_PUBLISHER] = {TERM_DOCUMENT, NULL, "publisher", "documents_by_publisher"},
    [TERM_TYPE] = {TERM_COLUMN, NULL, "type", "events_by_type"},
    [TERM_LANG] = {TERM_DOCUMENT, NULL, "lang", "documents_by_lang"},
    [TERM_SCORE] = {TERM_COLUMN, NULL, "event_scale", NULL},
    [TERM_DAY] = {TERM_COLUMN, NULL, "day", NULL},
    [TERM_SECTOR] = {TERM_CHECK, NULL, NULL, NULL},
    [TERM_ACTOR_ROWS] = {TERM_CHECK, NULL, NULL, NULL},
    [TERM_RECIPIENT_ROWS] = {TERM_CHECK, NULL, NULL, NULL},
    [TERM_REPEATS] = {TERM_CHECK, NULL, NULL, NULL},
};

static bool is_list(view v) { return view_find(v, TEXT(","), 0) != SIZE_MAX; }
static bool has_sector(view v) { return view_find(v, TEXT(":"), 0) != SIZE_MAX; }

/* ---- what is asked ---- */

static void set_term(term_set *t, term_id id, view value) {
  t->values[id] = value;
  t->present[id] = value.len > 0;
}

static void set_words(term_set *t, term_id id, view words, buffer *match) {
  if (!words.len) return;
  if (store_match(words, match)) set_term(t, id, view_of(match->ptr, match->len));
  else t->finds_nothing = true;
}

/* Statements have no index of their content's words: the document must have them, then the content is looked at. */
static void set_all_words(term_set *t, const query_filter *f) {
  bool statements = f->records == QUERY_STATEMENTS;
  buffer both;
  buffer_init(&both, NULL);
  buffer_add(&both, f->words);
  if (statements && f->about.len) {
    buffer_add_byte(&both, ' ');
    buffer_add(&both, f->about);
  }
  set_words(t, TERM_WORDS_TEXT, view_of(both.ptr, both.len), &t->match_text);
  buffer_release(&both);
  if (statements) set_term(t, TERM_WORDS_ABOUT, f->about);
  else set_words(t, TERM_WORDS_ABOUT, f->about, &t->match_about);
}

void terms_init(term_set *t, const query_filter *filter) {
  *t = (term_set){.filter = filter, .kind = &KINDS[filter->records]};
  buffer_init(&t->match_text, NULL);
  buffer_init(&t->match_about, NULL);
  set_all_words(t, filter);
  bool events = filter->records == QUERY_EVENTS;
  bool directed = events && filter->actor.len && filter->recipient.len && !is_list(filter->actor) &&
                  !is_list(filter->recipient) && !has_sector(filter->actor) && !has_sector(filter->recipient) &&
                  !view_equals(filter->actor, filter->recipient);
  set_term(t, TERM_PAIR, filter->pair);
  set_term(t, TERM_ACTOR, filter->actor);
  set_term(t, TERM_RECIPIENT, filter->recipient);
  t->present[TERM_DIRECTED] = directed;
  set_term(t, TERM_MODE, filter->mode);
  set_term(t, TERM_STATUS, filter->status);
  set_term(t, TERM_PLACE, filter->place);
  set_term(t, TERM_CONTEXT, filter->context);
  set_term(t, TERM_PUBLISHER, filter->publisher);
  set_term(t, TERM_TYPE, filter->type);
  set_term(t, TERM_LANG, filter->lang);
  set_term(t, TERM_SECTOR, filter->sector);
  set_term(t, TERM_ACTOR_ROWS, filter->actor_rows);
  set_term(t, TERM_RECIPIENT_ROWS, filter->recipient_rows);
  t->present[TERM_SCORE] = filter->has_score;
  t->present[TERM_DAY] = filter->since.len || filter->until.len;
  t->present[TERM_REPEATS] = filter->no_repeats;
}

void terms_release(term_set *t) {
  buffer_release(&t->match_text);
  buffer_release(&t->match_about);
}

bool term_is_single(const term_set *t, term_id id) {
  if (id == TERM_PAIR) return false;
  return id == TERM_DIRECTED || !is_list(t->values[id]);
}

bool term_has_days(term_id id) { return TERM_FORMS[id].shape == TERM_KEYED; }
bool term_needs_record(term_id id) {
  term_shape shape = TERM_FORMS[id].shape;
  return shape == TERM_COLUMN || shape == TERM_ABOUT || id == TERM_REPEATS || id == TERM_CONTEXT;
}

/* ---- conditions ---- */

static void add_column(ask_text *q, const char *row, const char *column) {
  ask_add(q, row);
  ask_add(q, ".");
  ask_add(q, column);
}

static void add_code(ask_text *q, const char *row, view actor) {
  view code, sector = actor;
  view_split(&sector, ':', &code);
  add_column(q, row, "code = ");
  ask_bind(q, code);
  if (!sector.len) return;
  ask_add(q, " AND ");
  add_column(q, row, "sector = ");
  ask_bind(q, sector);
}

static void add_codes(ask_text *q, const char *row, view actors) {
  view part;
  if (!has_sector(actors)) {
    add_column(q, row, "code");
    ask_bind_list(q, actors);
    return;
  }
  ask_add(q, "(");
  for (bool first = true; view_split(&actors, ',', &part); first = false) {
    if (!first) ask_add(q, " OR ");
    add_code(q, row, part);
  }
  ask_add(q, ")");
}

typedef struct {
  view one, other;
} pair_codes;

/* One direction of a pair. SQLite finds no index for (actor, recipient) IN (…), so that the two directions are asked
 * apart. */
static void add_direction(ask_text *q, const char *row, view actor, view recipient) {
  add_column(q, row, "actor = ");
  ask_bind(q, actor);
  ask_add(q, " AND ");
  add_column(q, row, "recipient = ");
  ask_bind(q, recipient);
}

static pair_codes pair_of(view pair) {
  pair_codes codes = {.other = pair};
  view_split(&codes.other, ',', &codes.one);
  return codes;
}

static void add_key(ask_text *q, const term_set *t, term_id id, const char *row) {
  switch (id) {
  case TERM_DIRECTED: add_direction(q, row, t->filter->actor, t->filter->recipient); break;
  default:
    add_codes(q, row, t->values[id]);
    ask_add(q, " AND ");
    add_column(q, row, "role = '");
    ask_add(q, t->kind->roles[id == TERM_RECIPIENT]);
    ask_add(q, "'");
  }
}

static void add_days(ask_text *q, const query_filter *f, const char *day) {
  if (!f->since.len && !f->until.len) return;
  ask_add(q, " AND ");
  ask_add(q, day);
  ask_add(q, " BETWEEN ");
  ask_bind(q, f->since.len ? f->since : TEXT("0"));
  ask_add(q, " AND ");
  ask_bind(q, f->until.len ? f->until : TEXT("9999-12-31"));
}

static void add_column_condition(ask_text *q, const term_set *t, term_id id) {
  const query_filter *f = t->filter;
  if (id == TERM_DAY) {
    ask_add(q, "1");
    add_days(q, f, "e.day");
    return;
  }
  add_column(q, "e", TERM_FORMS[id].column);
  if (id == TERM_SCORE) {
    ask_add(q, " BETWEEN "), ask_bind_number(q, f->least);
    ask_add(q, " AND "), ask_bind_number(q, f->most);
    return;
  }
  ask_bind_list(q, t->values[id]);
}

static const char *keyed_table(const term_set *t, term_id id) {
  return TERM_FORMS[id].table ? TERM_FORMS[id].table : t->kind->codes;
}

/* ---- beginning with a term ---- */

/* Both directions of a pair; an event in which the two act on each other has both. */
static void add_pairs(ask_text *q, const query_filter *f) {
  pair_codes codes = pair_of(f->pair);
  for (int way = 0; way < 2; way++) {
    ask_add(q, way ? " UNION ALL SELECT x.* FROM event_pairs x WHERE " : "(SELECT x.* FROM event_pairs x WHERE ");
    add_direction(q, "x", way ? codes.other : codes.one, way ? codes.one : codes.other);
    add_days(q, f, "x.day");
  }
  ask_add(q, ")");
}

static void begin_keyed(ask_text *q, const term_set *t, term_id id, bool record) {
  bool several = !term_is_single(t, id);
  ask_add(q, several ? "FROM (SELECT DISTINCT x.day, x." : "FROM ");
  if (several) ask_add(q, t->kind->id), ask_add(q, " FROM ");
  if (id == TERM_PAIR) add_pairs(q, t->filter);
  else ask_add(q, keyed_table(t, id));
  if (id == TERM_PAIR) ask_add(q, " x)");
  else if (several) {
    ask_add(q, " x WHERE ");
    add_key(q, t, id, "x");
    add_days(q, t->filter, "x.day");
    ask_add(q, ")");
  }
  ask_add(q, " k");
  if (record) {
    ask_add(q, " CROSS JOIN "), ask_add(q, t->kind->table);
    ask_add(q, " e ON e.id = k."), ask_add(q, t->kind->id);
  }
  ask_add(q, " WHERE ");
  if (several) ask_add(q, "1");
  else add_key(q, t, id, "k"), add_days(q, t->filter, "k.day");
}

/* Records of a document lie together: their numbers begin with its. */
static void join_records(ask_text *q, const term_set *t, const char *document) {
  ask_add(q, " CROSS JOIN "), ask_add(q, t->kind->table);
  ask_add(q, " e ON e.id > "), ask_add(q, document);
  ask_add(q, " << 20 AND e.id < ("), ask_add(q, document), ask_add(q, " + 1) << 20 WHERE ");
}

static void check_about(ask_text *q, const term_set *t) {
  ask_add(q, "seimei_has(e."), ask_add(q, t->kind->about);
  ask_add(q, ", "), ask_bind(q, t->filter->about), ask_add(q, ")");
}

void term_begin(ask_text *q, const term_set *t, term_id id, bool record) {
  const term_form *form = &TERM_FORMS[id];
  switch (form->shape) {
  case TERM_KEYED: begin_keyed(q, t, id, record); return;
  case TERM_DOCUMENT:
    ask_add(q, "FROM documents d INDEXED BY "), ask_add(q, form->index);
    join_records(q, t, "d.id");
    add_column(q, "d", form->column);
    ask_bind_list(q, t->values[id]);
    return;
  case TERM_TEXT:
  case TERM_ABOUT:
    ask_add(q, "FROM "), ask_add(q, form->table), ask_add(q, " w");
    join_records(q, t, "w.rowid");
    ask_add(q, "w."), ask_add(q, form->table), ask_add(q, " MATCH "), ask_bind(q, t->values[id]);
    if (form->shape == TERM_ABOUT) ask_add(q, " AND "), check_about(q, t);
    return;
  case TERM_COLUMN:
  case TERM_CHECK: break;
  }
  ask_add(q, "FROM "), ask_add(q, t->kind->table);
  ask_add(q, " e INDEXED BY "), ask_add(q, id == TERM_DAY ? t->kind->by_day : form->index);
  ask_add(q, " WHERE ");
  add_column_condition(q, t, id);
}

/* ---- checks ---- */

static void end_check(ask_text *q, const term_set *t, const char *row, const char *day) {
  ask_add(q, " AND x.day = "), ask_add(q, day);
  ask_add(q, " AND x."), ask_add(q, t->kind->id), ask_add(q, " = "), ask_add(q, row);
  ask_add(q, ")");
}

static void check_pair(ask_text *q, const term_set *t, const char *row, const char *day) {
  pair_codes codes = pair_of(t->filter->pair);
  for (int way = 0; way < 2; way++) {
    ask_add(q, way ? " OR " : "(");
    ask_add(q, "EXISTS (SELECT 1 FROM event_pairs x WHERE ");
    add_direction(q, "x", way ? codes.other : codes.one, way ? codes.one : codes.other);
    end_check(q, t, row, day);
  }
  ask_add(q, ")");
}

static void check_keyed(ask_text *q, const term_set *t, term_id id, const char *row, const char *day) {
  if (id == TERM_PAIR) {
    check_pair(q, t, row, day);
    return;
  }
  ask_add(q, "EXISTS (SELECT 1 FROM "), ask_add(q, keyed_table(t, id));
  ask_add(q, " x WHERE "), add_key(q, t, id, "x");
  end_check(q, t, row, day);
}

static void check_sector(ask_text *q, const term_set *t, const char *row) {
  ask_add(q, "EXISTS (SELECT 1 FROM "), ask_add(q, t->kind->id);
  ask_add(q, "_actors r JOIN actors a ON a.id = r.actor WHERE r."), ask_add(q, t->kind->id);
  ask_add(q, " = "), ask_add(q, row);
  ask_add(q, " AND r.role = '"), ask_add(q, t->kind->roles[0]);
  ask_add(q, "' AND a.sector"), ask_bind_list(q, t->values[TERM_SECTOR]);
  ask_add(q, ")");
}

/* One of the actors in that role; the rows are numbers that query_link_names wrote. */
static void check_rows(ask_text *q, const term_set *t, term_id id, const char *row) {
  ask_add(q, "EXISTS (SELECT 1 FROM "), ask_add(q, t->kind->id);
  ask_add(q, "_actors r WHERE r."), ask_add(q, t->kind->id);
  ask_add(q, " = "), ask_add(q, row);
  ask_add(q, " AND r.role = '"), ask_add(q, t->kind->roles[id == TERM_RECIPIENT_ROWS]);
  ask_add(q, "' AND r.actor IN ("), ask_add_numbers(q, t->values[id]), ask_add(q, "))");
}

static void check_context(ask_text *q, view contexts) {
  view one;
  ask_add(q, "(0");
  while (view_split(&contexts, ',', &one)) {
    ask_add(q, " OR instr('|' || e.contexts || '|', '|' || "), ask_bind(q, one);
    ask_add(q, " || '|')");
  }
  ask_add(q, ")");
}

static void check_words(ask_text *q, const term_set *t, const char *row) {
  ask_add(q, "EXISTS (SELECT 1 FROM document_words WHERE document_words MATCH "),
      ask_bind(q, t->values[TERM_WORDS_TEXT]);
  ask_add(q, " AND rowid = "), ask_add(q, row), ask_add(q, " >> 20)");
}

void term_check(ask_text *q, const term_set *t, term_id id, const char *row, const char *day) {
  const term_form *form = &TERM_FORMS[id];
  switch (form->shape) {
  case TERM_KEYED: check_keyed(q, t, id, row, day); break;
  case TERM_COLUMN: add_column_condition(q, t, id); break;
  case TERM_DOCUMENT:
    ask_add(q, "EXISTS (SELECT 1 FROM documents d WHERE d.id = "), ask_add(q, row), ask_add(q, " >> 20 AND ");
    add_column(q, "d", form->column);
    ask_bind_list(q, t->values[id]);
    ask_add(q, ")");
    break;
  case TERM_TEXT: check_words(q, t, row); break;
  case TERM_ABOUT: check_about(q, t); break;
  case TERM_CHECK:
    if (id == TERM_SECTOR) check_sector(q, t, row);
    else if (id == TERM_ACTOR_ROWS || id == TERM_RECIPIENT_ROWS) check_rows(q, t, id, row);
    else if (id == TERM_CONTEXT) check_context(q, t->values[id]);
    else ask_add(q, "e.same_as IS NULL");
  }
}
