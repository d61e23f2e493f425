/* count_facts.c - counts from the columns of events. Keys stay numbers until all is counted. */
#include "query/count_key.h"
#include "when/when.h"

typedef LIST(uint64_t) value_list;

typedef struct {
  const count_keys *keys;
  arena *arena;
  scan *scan;
  party_table parties;
  period_table periods[COUNT_MOST_KEYS];
  value_list values[COUNT_MOST_KEYS]; /* of the row under way */
  number_tally tally;
  LIST(uint64_t) counts;
} fact_counting;

/* ---- periods ---- */

/* Weeks need a calendar; days that follow each other in a store are few. */
static uint32_t monday_of(period_table *p, uint32_t day) {
  char text[16];
  uint32_t slot = day % COUNT_OF(p->days);
  if (p->days[slot] == day) return p->mondays[slot];
  period_text monday;
  p->days[slot] = day;
  return p->mondays[slot] = fact_day(period_of(&monday, PERIOD_WEEK, fact_day_text(day, text)));
}

uint32_t period_start(period_table *p, uint32_t day) {
  uint32_t month = day >> 7 & 127;
  if (!day) return 0;
  switch (p->kind) {
  case PERIOD_WEEK: return monday_of(p, day);
  case PERIOD_MONTH: return (day >> 7 << 7) | 1;
  case PERIOD_QUARTER: return day >> 14 << 14 | ((month + 11) % 12 / 3 * 3 + 1) << 7 | 1;
  case PERIOD_YEAR: return day >> 14 << 14 | 1 << 7 | 1;
  default: return day;
  }
}

/* ---- values of a row ---- */

static void add_once(arena *a, value_list *list, uint64_t value) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->at[i] == value) return;
  LIST_PUSH(a, list, value);
}

void scan_dyads(arena *a, const scan_part *p, uint32_t row, const party_table *parties, dyad_numbers *out) {
  const uint32_t *actors = p->columns[FACT_ACTORS].items.at, *starts = p->starts[FACT_ACTORS];
  fact_id other = p->columns[FACT_RECIPIENTS].numbers.at[row] ? FACT_RECIPIENTS : FACT_ACTORS;
  const uint32_t *others = p->columns[other].items.at, *other_starts = p->starts[other];
  out->count = 0;
  for (uint32_t i = starts[row]; i < starts[row + 1]; i++)
    for (uint32_t k = other_starts[row]; k < other_starts[row + 1]; k++) {
      uint64_t actor = parties->code[actors[i]], recipient = parties->code[others[k]];
      if (actor != recipient) add_once(a, (value_list *)out, actor << 32 | recipient);
    }
}

static void add_parties(fact_counting *c, value_list *list, const scan_part *p, fact_id side, uint32_t row,
                        const uint32_t *names) {
  const uint32_t *starts = p->starts[side];
  for (uint32_t i = starts[row]; i < starts[row + 1]; i++)
    add_once(c->arena, list, names[p->columns[side].items.at[i]] + UINT64_C(1));
}

/* 0 stands for no value, in lists; there others are one more than they are. */
static void find_values(fact_counting *c, uint32_t at, const scan_part *p, uint32_t row) {
  value_list *list = &c->values[at];
  const count_key *k = c->keys->keys[at];
  list->count = 0;
  switch (k->kind) {
  case KEY_PERIOD:
    LIST_PUSH(c->arena, list, period_start(&c->periods[at], p->columns[FACT_DAY].numbers.at[row]));
    return;
  case KEY_COLUMN: LIST_PUSH(c->arena, list, p->columns[k->fact].numbers.at[row]); return;
  case KEY_LIST:
    for (uint32_t i = p->starts[k->fact][row]; i < p->starts[k->fact][row + 1]; i++)
      LIST_PUSH(c->arena, list, p->columns[k->fact].items.at[i] + UINT64_C(1));
    break;
  case KEY_ACTOR:
  case KEY_RECIPIENT: add_parties(c, list, p, k->fact, row, c->parties.code); break;
  case KEY_SECTOR: add_parties(c, list, p, k->fact, row, c->parties.sector); break;
  case KEY_DYAD: scan_dyads(c->arena, p, row, &c->parties, (dyad_numbers *)list); return;
  }
  if (!list->count) LIST_PUSH(c->arena, list, 0);
}

static void count_values(fact_counting *c, uint32_t at, uint64_t numbers[TALLY_MOST_NUMBERS]) {
  bool is_new;
  for (uint32_t i = 0; at < c->keys->key_count && i < c->values[at].count; i++) {
    numbers[at] = c->values[at].at[i];
    count_values(c, at + 1, numbers);
  }
  if (at < c->keys->key_count) return;
  uint32_t row = number_tally_row(&c->tally, numbers, &is_new);
  if (is_new) LIST_PUSH(c->arena, &c->counts, 0);
  c->counts.at[row]++;
}

/* ---- words for numbers ---- */

static view period_word(fact_counting *c, uint32_t at, uint32_t day) {
  char text[16];
  period_text period;
  return arena_copy(c->arena, period_of(&period, c->periods[at].kind, fact_day_text(day, text)));
}

static view dyad_word(fact_counting *c, uint64_t dyad) {
  view actor = c->parties.codes[dyad >> 32], recipient = c->parties.codes[dyad & UINT32_MAX];
  return arena_format(c->arena, "%.*s>%.*s", (int)actor.len, actor.ptr, (int)recipient.len, recipient.ptr);
}

static view word_of(fact_counting *c, uint32_t at, uint64_t number) {
  const count_key *k = c->keys->keys[at];
  switch (k->kind) {
  case KEY_PERIOD: return period_word(c, at, (uint32_t)number);
  case KEY_COLUMN: return arena_copy(c->arena, scan_words(c->scan, k->fact)->words[number]);
  case KEY_DYAD: return dyad_word(c, number);
  default: break;
  }
  if (!number) return TEXT("");
  if (k->kind == KEY_LIST) return arena_copy(c->arena, scan_words(c->scan, k->fact)->words[number - 1]);
  return (k->kind == KEY_SECTOR ? c->parties.sectors : c->parties.codes)[number - 1];
}

static void write_rows(fact_counting *c, count_list *rows) {
  for (uint32_t s = 0; s < c->tally.capacity; s++) {
    const struct tally_slot *slot = &c->tally.slots[s];
    if (!slot->row) continue;
    count_row row = {.count = c->counts.at[slot->row - 1]};
    for (uint32_t i = 0; i < c->keys->key_count; i++) row.keys[i] = word_of(c, i, slot->numbers[i]);
    LIST_PUSH(c->arena, rows, row);
  }
}

/* ---- all of it ---- */

static void want_facts(const count_keys *keys, bool wanted[FACT_COUNT]) {
  for (uint32_t i = 0; i < keys->key_count; i++) {
    wanted[keys->keys[i]->fact] = true;
    if (keys->keys[i]->kind == KEY_DYAD) wanted[FACT_RECIPIENTS] = true;
  }
}

static seimei_status count_parts(fact_counting *c, uint64_t *records, seimei_error *error) {
  scan_part p;
  uint64_t numbers[TALLY_MOST_NUMBERS] = {0};
  seimei_status status = SEIMEI_OK;
  for (bool more = true; !status;) {
    status = scan_next(c->scan, &p, &more, error);
    if (status || !more) break;
    *records += p.count;
    for (uint32_t r = 0; r < p.count; r++) {
      for (uint32_t i = 0; i < c->keys->key_count; i++) find_values(c, i, &p, p.rows[r]);
      count_values(c, 0, numbers);
    }
  }
  return status;
}

seimei_status count_facts(const store *s, const term_set *t, const count_keys *keys, arena *a, count_list *rows,
                          uint64_t *records, seimei_error *error) {
  scan_options options = {.every = 0};
  fact_counting *c = ARENA_NEW(a, fact_counting, 1);
  *c = (fact_counting){.keys = keys, .arena = a, .tally = {.arena = a}};
  want_facts(keys, options.wanted);
  for (uint32_t i = 0; i < keys->key_count; i++) c->periods[i].kind = period_named(view_of_string(keys->keys[i]->name));
  seimei_status status = scan_open(s, t, &options, &c->scan, error);
  if (status) return status;
  if (options.wanted[FACT_ACTORS] || options.wanted[FACT_RECIPIENTS]) scan_parties(c->scan, a, &c->parties);
  status = count_parts(c, records, error);
  if (!status) write_rows(c, rows);
  scan_close(c->scan);
  return status;
}
