/* summary_key.c - the keys of counts. */
#include "column/summary_key.h"

enum { BY_PERIOD, BY_WORD, BY_CONTEXT, BY_SIDE, BY_SECTOR, BY_DYAD, BY_PAIR, BY_ISSUE, BY_PUBLISHER, BY_LANG };
enum { EVENTS = 1 << QUERY_EVENTS, STATEMENTS = 1 << QUERY_STATEMENTS, BOTH = EVENTS | STATEMENTS };

static const summary_key KEYS[] = {
    {"day", BOTH, BY_PERIOD, PERIOD_DAY},
    {"week", BOTH, BY_PERIOD, PERIOD_WEEK},
    {"month", BOTH, BY_PERIOD, PERIOD_MONTH},
    {"quarter", BOTH, BY_PERIOD, PERIOD_QUARTER},
    {"year", BOTH, BY_PERIOD, PERIOD_YEAR},
    {"type", EVENTS, BY_WORD, COLUMN_TYPE},
    {"mode", EVENTS, BY_WORD, COLUMN_MODE},
    {"context", EVENTS, BY_CONTEXT, COLUMN_CONTEXTS},
    {"status", EVENTS, BY_WORD, COLUMN_STATUS},
    {"actor", BOTH, BY_SIDE, SIDE_ACTOR},
    {"recipient", BOTH, BY_SIDE, SIDE_RECIPIENT},
    {"sector", BOTH, BY_SECTOR, 0},
    {"dyad", EVENTS, BY_DYAD, 0},
    {"pair", EVENTS, BY_PAIR, 0},
    {"place", EVENTS, BY_WORD, COLUMN_PLACE},
    {"quad", EVENTS, BY_WORD, COLUMN_QUAD},
    {"stance", EVENTS, BY_WORD, COLUMN_STANCE},
    {"issue", EVENTS, BY_ISSUE, 0},
    {"manner", STATEMENTS, BY_WORD, COLUMN_MANNER},
    {"medium", STATEMENTS, BY_WORD, COLUMN_MEDIUM},
    {"rule", BOTH, BY_WORD, COLUMN_RULE},
    {"publisher", BOTH, BY_PUBLISHER, 0},
    {"lang", BOTH, BY_LANG, 0},
};

const summary_key *summary_key_named(view name, query_records records, seimei_error *error) {
  for (size_t i = 0; i < COUNT_OF(KEYS); i++) {
    if (!view_is(name, KEYS[i].name)) continue;
    if (KEYS[i].kinds >> records & 1) return &KEYS[i];
    error_set(error, SEIMEI_USAGE, "%s have no %s to count by", records == QUERY_EVENTS ? "events" : "statements",
              KEYS[i].name);
    return NULL;
  }
  error_set(error, SEIMEI_USAGE, "nothing can be counted by \"%.*s\"", (int)(name.len < 60 ? name.len : 60), name.ptr);
  return NULL;
}

bool summary_key_is_time(const summary_key *k) { return k->kind == BY_PERIOD; }

/* ---- values ---- */

static void add_value(key_values *out, uint64_t value) {
  for (uint32_t i = 0; i < out->count; i++)
    if (out->at[i] == value) return;
  if (out->count < KEY_MOST_VALUES) out->at[out->count++] = value;
}

static void add_dyads(const selection *s, uint32_t row, bool either_way, key_values *out) {
  code_dyad dyads[KEY_MOST_VALUES];
  uint32_t count = row_dyads(s->columns, s->from, row, dyads, KEY_MOST_VALUES);
  for (uint32_t i = 0; i < count; i++) {
    uint64_t one = dyads[i].actor, other = dyads[i].recipient;
    if (either_way &&
        view_compare(word_at(&s->columns->codes, dyads[i].actor), word_at(&s->columns->codes, dyads[i].recipient)) > 0)
      one = dyads[i].recipient, other = dyads[i].actor;
    add_value(out, one << 32 | other);
  }
}

static void add_sectors(const selection *s, uint32_t row, key_values *out) {
  const record_columns *k = s->from;
  for (uint32_t i = k->first_party[row]; i < k->first_party[row + 1]; i++)
    if ((k->parties[i] & 1) == SIDE_ACTOR) add_value(out, s->columns->parties.at[k->parties[i] >> 1].sector);
}

static void add_contexts(const selection *s, uint32_t row, key_values *out) {
  const uint32_t *parts = s->columns->context_parts[s->from->columns[COLUMN_CONTEXTS][row]].at;
  for (uint32_t i = 0; i < MOST_CONTEXTS && parts[i]; i++) add_value(out, parts[i]);
}

static void add_side(const selection *s, uint32_t row, uint32_t side, key_values *out) {
  code_list codes;
  row_codes(s->columns, s->from, row, side, &codes);
  for (uint32_t i = 0; i < codes.count; i++) add_value(out, codes.at[i]);
}

void summary_key_values(const summary_key *k, const selection *s, uint32_t row, key_values *out) {
  const columns *c = s->columns;
  const column_document *d = &c->documents.at[s->from->document[row]];
  out->count = 0;
  switch (k->kind) {
  case BY_PERIOD: add_value(out, (uint64_t)(uint32_t)period_number((period_kind)k->part, s->from->day[row])); break;
  case BY_WORD: add_value(out, s->from->columns[k->part][row]); break;
  case BY_CONTEXT: add_contexts(s, row, out); break;
  case BY_SIDE: add_side(s, row, (uint32_t)k->part, out); break;
  case BY_SECTOR: add_sectors(s, row, out); break;
  case BY_DYAD: add_dyads(s, row, false, out); return;
  case BY_PAIR: add_dyads(s, row, true, out); return;
  case BY_ISSUE: add_value(out, (uint64_t)s->from->issue[row] + 1); break;
  case BY_PUBLISHER: add_value(out, d->publisher); break;
  default: add_value(out, d->lang);
  }
  if (!out->count) add_value(out, k->kind == BY_ISSUE ? (uint64_t)NONE + 1 : 0);
}

/* ---- words ---- */

static view dyad_text(const selection *s, uint64_t value, char sign, arena *a) {
  view one = word_at(&s->columns->codes, (uint32_t)(value >> 32)), other = word_at(&s->columns->codes, (uint32_t)value);
  return arena_format(a, "%.*s%c%.*s", (int)one.len, one.ptr, sign, (int)other.len, other.ptr);
}

view summary_key_text(const summary_key *k, const selection *s, uint64_t value, arena *a) {
  const columns *c = s->columns;
  switch (k->kind) {
  case BY_PERIOD: return period_text_of(a, (period_kind)k->part, (int32_t)value);
  case BY_WORD: return word_at(&c->words[k->part], (uint32_t)value);
  case BY_CONTEXT: return word_at(&c->contexts, (uint32_t)value);
  case BY_SIDE: return word_at(&c->codes, (uint32_t)value);
  case BY_SECTOR: return word_at(&c->sectors, (uint32_t)value);
  case BY_DYAD: return dyad_text(s, value, '>', a);
  case BY_PAIR: return dyad_text(s, value, ',', a);
  case BY_ISSUE: return value == (uint64_t)NONE + 1 ? (view){"", 0} : c->issues.at[value - 1].key;
  case BY_PUBLISHER: return word_at(&c->publishers, (uint32_t)value);
  default: return word_at(&c->langs, (uint32_t)value);
  }
}
