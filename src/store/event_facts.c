/* event_facts.c - columns of facts as blobs, and days as numbers. */
#include "store/event_facts.h"

const fact_form FACT_FORMS[FACT_COUNT] = {
    [FACT_RECORD] = {"record", NULL},    [FACT_DAY] = {"day", NULL},
    [FACT_REPEAT] = {"repeat", NULL},    [FACT_TYPE] = {"type", "type"},
    [FACT_MODE] = {"mode", "mode"},      [FACT_STATUS] = {"status", "status"},
    [FACT_PLACE] = {"place", "place"},   [FACT_QUAD] = {"quad", "quad"},
    [FACT_SCORE] = {"score", "score"},   [FACT_PUBLISHER] = {"publisher", "publisher"},
    [FACT_LANG] = {"lang", "lang"},      [FACT_CONTEXTS] = {"contexts", "context"},
    [FACT_ACTORS] = {"actors", "party"}, [FACT_RECIPIENTS] = {"recipients", "party"},
};

/* ---- blobs: count, bytes of a number, numbers; of a list the same once more for the items ---- */

static void put_number(buffer *out, uint32_t number, uint32_t width) {
  for (uint32_t i = 0; i < width; i++) buffer_add_byte(out, (char)(number >> (8 * i)));
}

static void encode_numbers(const number_list *list, buffer *out) {
  uint32_t most = 0;
  for (uint32_t i = 0; i < list->count; i++) most |= list->at[i];
  uint32_t width = most < 0x100 ? 1 : most < 0x10000 ? 2 : 4;
  put_number(out, list->count, 4);
  put_number(out, width, 1);
  for (uint32_t i = 0; i < list->count; i++) put_number(out, list->at[i], width);
}

void fact_encode(const fact_column *c, bool is_list, buffer *out) {
  encode_numbers(&c->numbers, out);
  if (is_list) encode_numbers(&c->items, out);
}

static uint32_t number_at(const unsigned char *at, uint32_t width) {
  uint32_t number = at[0];
  if (width > 1) number |= (uint32_t)at[1] << 8;
  if (width > 2) number |= (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
  return number;
}

/* A loop for each width, which the compiler makes wide. */
static void read_numbers(const unsigned char *from, uint32_t count, uint32_t width, uint32_t *to) {
  if (width == 1)
    for (uint32_t i = 0; i < count; i++) to[i] = from[i];
  else if (width == 2)
    for (uint32_t i = 0; i < count; i++) to[i] = number_at(from + 2 * (size_t)i, 2);
  else
    for (uint32_t i = 0; i < count; i++) to[i] = number_at(from + 4 * (size_t)i, 4);
}

static bool decode_numbers(arena *a, view *blob, number_list *out) {
  if (blob->len < 5) return false;
  const unsigned char *at = (const unsigned char *)blob->ptr;
  uint32_t count = number_at(at, 4), width = at[4];
  if ((width != 1 && width != 2 && width != 4) || count > (blob->len - 5) / width) return false;
  *out = (number_list){ARENA_NEW(a, uint32_t, count + 1), count, count + 1};
  read_numbers(at + 5, count, width, out->at);
  *blob = view_skip(*blob, 5 + (size_t)count * width);
  return true;
}

bool fact_decode(arena *a, view blob, bool is_list, fact_column *out) {
  *out = (fact_column){.numbers = {0}};
  if (!decode_numbers(a, &blob, &out->numbers) || (is_list && !decode_numbers(a, &blob, &out->items))) return false;
  uint64_t items = 0;
  for (uint32_t i = 0; is_list && i < out->numbers.count; i++) items += out->numbers.at[i];
  return !blob.len && items == out->items.count;
}

/* ---- days ---- */

static uint32_t figures(view text, size_t from, size_t to) {
  uint32_t number = 0;
  for (size_t i = from; i < to; i++) number = number * 10 + (uint32_t)(text.ptr[i] - '0') % 10;
  return number;
}

uint32_t fact_day(view day) {
  if (day.len != 10) return 0;
  return figures(day, 0, 4) << 14 | figures(day, 5, 7) << 7 | figures(day, 8, 10);
}

static void put_figures(char *out, uint32_t number, int count) {
  for (int i = count - 1; i >= 0; i--, number /= 10) out[i] = (char)('0' + number % 10);
}

view fact_day_text(uint32_t day, char out[11]) {
  if (!day) return TEXT("");
  put_figures(out, day >> 14, 4);
  put_figures(out + 5, day >> 7 & 127, 2);
  put_figures(out + 8, day & 127, 2);
  out[4] = out[7] = '-';
  out[10] = '\0';
  return view_of(out, 10);
}
