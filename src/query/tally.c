/* tally.c - rows by keys; periods of days. */
#include "query/tally.h"

#include "when/when.h"

void tally_init(tally *t, arena *a) {
  *t = (tally){.arena = a};
  buffer_init(&t->key, NULL);
}

void tally_release(tally *t) { buffer_release(&t->key); }

uint32_t tally_row(tally *t, const view *keys, uint32_t count, bool *is_new) {
  buffer_clear(&t->key);
  for (uint32_t i = 0; i < count; i++) {
    if (i) buffer_add_byte(&t->key, '\x1F');
    buffer_add(&t->key, keys[i]);
  }
  view key = view_of(t->key.ptr ? t->key.ptr : "", t->key.len);
  uint32_t row = map_get(&t->index, key);
  *is_new = row == NONE;
  if (!*is_new) return row;
  row = t->count++;
  map_put(t->arena, &t->index, arena_copy(t->arena, key), row);
  return row;
}

/* ---- numbers ---- */

static struct tally_slot *find_slot(const number_tally *t, const uint64_t *numbers) {
  uint64_t hash = hash_mix(hash_mix(numbers[0], numbers[1]), hash_mix(numbers[2], numbers[3]));
  for (uint32_t i = (uint32_t)(hash >> 32) & (t->capacity - 1);; i = (i + 1) & (t->capacity - 1)) {
    struct tally_slot *s = &t->slots[i];
    if (!s->row || !memcmp(s->numbers, numbers, sizeof s->numbers)) return s;
  }
}

static void grow(number_tally *t) {
  number_tally bigger = {t->arena, NULL, t->count, t->capacity ? t->capacity * 2 : 256};
  bigger.slots = ARENA_NEW(t->arena, struct tally_slot, bigger.capacity);
  for (uint32_t i = 0; i < t->capacity; i++)
    if (t->slots[i].row) *find_slot(&bigger, t->slots[i].numbers) = t->slots[i];
  *t = bigger;
}

uint32_t number_tally_row(number_tally *t, const uint64_t *numbers, bool *is_new) {
  if (t->count * 2 >= t->capacity) grow(t);
  struct tally_slot *s = find_slot(t, numbers);
  *is_new = !s->row;
  if (*is_new) {
    memcpy(s->numbers, numbers, sizeof s->numbers);
    s->row = ++t->count;
  }
  return s->row - 1;
}

/* ---- periods ---- */

static const char *const PERIODS[] = {"day", "week", "month", "quarter", "year"};

period_kind period_named(view name) {
  for (uint32_t i = 0; i < COUNT_OF(PERIODS); i++)
    if (view_is(name, PERIODS[i])) return (period_kind)i;
  return PERIOD_NONE;
}

static int figure(view v, size_t from, size_t to) {
  int n = 0;
  for (size_t i = from; i < to; i++) n = n * 10 + (v.ptr[i] - '0');
  return n;
}

static view week_of(period_text *p, view day) {
  int32_t days = when_day_number(day);
  if (days == INT32_MIN) return (view){"", 0};
  when_day_write(days - ((days + 3) % 7 + 7) % 7, p->text); /* 1970-01-01 was a Thursday */
  p->len = (uint32_t)strlen(p->text);
  return view_of(p->text, p->len);
}

view period_of(period_text *p, period_kind kind, view day) {
  if (day.len != 10) return (view){"", 0};
  size_t length = kind == PERIOD_DAY ? 10 : kind == PERIOD_MONTH ? 7 : 4;
  if (kind == PERIOD_WEEK) return week_of(p, day);
  memcpy(p->text, day.ptr, length);
  if (kind == PERIOD_QUARTER) {
    memcpy(p->text + 4, "-Q", 2);
    p->text[6] = (char)('1' + (figure(day, 5, 7) + 11) % 12 / 3);
    length = 7;
  }
  return view_of(p->text, length);
}
