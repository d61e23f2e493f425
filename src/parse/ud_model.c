/* ud_model.c - the file of the English model: written by training, checked once and used in place.
 *
 *   header · weights but for the large matrices (float) · ranges of inputs (float) · units of words, of ends, of the columns of
 *   the large matrices (float) · keys (uint32) · words, ends, large matrices (int8) · names of tags */
#include <math.h>
#include <stdlib.h>

#include "parse/ud_net.h"

enum { UD_VERSION = 3, TAG_NAME = 16, MOST_WORDS = 1 << 20, BYTE_ORDER_MARK = 0x01020304 };

typedef struct {
  char magic[8];
  uint32_t version, byte_order;
  ud_shape shape;
  uint32_t word_count, padding[4];
  uint64_t checksum; /* of all that follows the header */
} ud_header;
_Static_assert(sizeof(ud_header) == 72, "no gaps in the file");

static const char magic[8] = {'S', 'E', 'I', 'M', 'E', 'I', 'U', 'D'};

/* ---- tags ---- */

static const char *const upos_names[] = {
#define T(name) #name,
    UPOS_LIST(T)
#undef T
};

static const struct {
  const char *xpos;
  uint16_t morph;
} xpos_morph[] = {{"NNS", MORPH_PLURAL},  {"NNP", MORPH_PROPER},      {"NNPS", MORPH_PROPER | MORPH_PLURAL}, {"VBD", MORPH_PAST},
                  {"VBZ", MORPH_PRESENT}, {"VBP", MORPH_PRESENT},     {"VBN", MORPH_PARTICIPLE},             {"VBG", MORPH_GERUND},
                  {"VB", MORPH_INFINITIVE}, {"POS", MORPH_POSSESSIVE}, {"PRP$", MORPH_POSSESSIVE},           {"WP$", MORPH_POSSESSIVE | MORPH_WH},
                  {"WDT", MORPH_WH},      {"WP", MORPH_WH},           {"WRB", MORPH_WH},                     {"MD", MORPH_MODAL},
                  {"JJR", MORPH_COMPARED}, {"JJS", MORPH_COMPARED},   {"RBR", MORPH_COMPARED},               {"RBS", MORPH_COMPARED}};

bool ud_tag_of_name(view name, ud_tag *out) {
  view rest = name, first;
  if (!view_split(&rest, ',', &first) || !rest.len) return false;
  *out = (ud_tag){.upos = UPOS_COUNT, .xpos = rest};
  for (uint32_t i = 0; i < UPOS_COUNT; i++)
    if (view_is(first, upos_names[i])) out->upos = (uint8_t)i;
  for (size_t i = 0; i < COUNT_OF(xpos_morph); i++)
    if (view_is(rest, xpos_morph[i].xpos)) out->morph = xpos_morph[i].morph;
  return out->upos < UPOS_COUNT;
}

view ud_tag_name(arena *a, const ud_tag *tag) { return arena_format(a, "%s,%.*s", upos_names[tag->upos], (int)tag->xpos.len, tag->xpos.ptr); }

/* ---- reading ---- */

static seimei_status bad(seimei_error *error, const char *what) {
  return error_set(error, SEIMEI_BAD_PACK, "the English parser's model is not valid: %s", what);
}

typedef struct {
  view left;
  bool short_of;
} part_reader;

static const void *take(part_reader *r, size_t size) {
  if (r->left.len < size) return r->short_of = true, (const void *)0;
  const void *found = r->left.ptr;
  r->left = view_skip(r->left, size);
  return found;
}

/* A model of finite weights gives finite scores; no other numbers may stand in it. */
static bool are_finite(const float *at, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!(fabsf(at[i]) < 1e4f)) return false;
  return true;
}

static bool read_tags(view names, ud_net *out) {
  for (uint32_t i = 0; i < out->plan.shape.tags; i++) {
    view name = view_slice(names, (size_t)i * TAG_NAME, (size_t)(i + 1) * TAG_NAME);
    while (name.len && !name.ptr[name.len - 1]) name.len--;
    if (!ud_tag_of_name(name, &out->tags[i])) return false;
  }
  return true;
}

static bool are_ranges(const float *at, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (!(at[i] > 1e-4f && at[i] < 1e4f)) return false;
  return true;
}

static bool are_weights(const int8_t *at, size_t count) {
  int most = 0;
  for (size_t i = 0; i < count; i++) most = abs(at[i]) > most ? abs(at[i]) : most;
  return most <= UD_MOST_WEIGHT;
}

static uint32_t input_width(const ud_plan *p, uint32_t layer) { return layer ? p->state : p->embed; }

/* The large matrices in the order of the file. */
static uint32_t list_matrices(ud_net *net, ud_narrow **list) {
  const ud_plan *p = &net->plan;
  uint32_t n = 0;
  for (uint32_t l = 0; l < p->shape.layers; l++) {
    net->in[l].inner = p->layers[l].inputs, net->in[l].columns = p->gates;
    list[n++] = &net->in[l];
  }
  net->part.inner = net->tag.inner = p->state;
  net->part.columns = p->parts, net->tag.columns = p->tag_room;
  list[n++] = &net->part, list[n++] = &net->tag;
  return n;
}

static bool read_parts(view rest, const ud_header *h, ud_net *out) {
  part_reader r = {.left = rest};
  ud_narrow *list[UD_MATRICES];
  const ud_shape *s = &out->plan.shape;
  size_t words = h->word_count;
  out->word_count = h->word_count;
  out->weights = take(&r, sizeof(float) * out->plan.small);
  for (uint32_t l = 0; l <= s->layers; l++) out->ranges[l] = take(&r, sizeof(float) * input_width(&out->plan, l));
  out->word_units = take(&r, sizeof(float) * words);
  out->slot_units = take(&r, sizeof(float) * UD_SLOT_ROWS);
  uint32_t matrices = list_matrices(out, list);
  for (uint32_t k = 0; k < matrices; k++) list[k]->units = take(&r, sizeof(float) * list[k]->columns);
  out->keys = take(&r, sizeof(uint32_t) * words);
  out->words = take(&r, words * s->word);
  out->slots = take(&r, (size_t)UD_SLOT_ROWS * s->affix);
  for (uint32_t k = 0; k < matrices; k++) list[k]->weights = take(&r, (size_t)list[k]->inner * list[k]->columns);
  const char *names = take(&r, (size_t)s->tags * TAG_NAME);
  if (r.short_of || r.left.len || !read_tags(view_of(names, (size_t)s->tags * TAG_NAME), out)) return false;
  bool fine = are_finite(out->weights, out->plan.small) && are_finite(out->word_units, words) && are_finite(out->slot_units, UD_SLOT_ROWS);
  for (uint32_t k = 0; k < matrices; k++) fine = fine && are_finite(list[k]->units, list[k]->columns) && are_weights(list[k]->weights, (size_t)list[k]->inner * list[k]->columns);
  for (uint32_t l = 0; l <= s->layers; l++) fine = fine && are_ranges(out->ranges[l], input_width(&out->plan, l));
  return fine;
}

static seimei_status make_corrections(ud_net *net, const seimei_allocator *allocator, seimei_error *error) {
  ud_narrow *list[UD_MATRICES];
  uint32_t matrices = list_matrices(net, list), columns = 0;
  for (uint32_t k = 0; k < matrices; k++) columns += list[k]->columns;
  net->corrections = allocator_resize(allocator, NULL, sizeof(int32_t) * columns);
  if (!net->corrections) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  columns = 0;
  for (uint32_t k = 0; k < matrices; k++) {
    list[k]->corrections = net->corrections + columns;
    ud_narrow_correct(list[k]);
    columns += list[k]->columns;
  }
  return SEIMEI_OK;
}

static seimei_status make_table(ud_net *net, const seimei_allocator *allocator, seimei_error *error) {
  uint32_t size = 1024;
  while (size < 2 * net->word_count) size *= 2;
  net->table = allocator_resize(allocator, NULL, sizeof(uint32_t) * size);
  if (!net->table) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  memset(net->table, 0, sizeof(uint32_t) * size);
  net->table_mask = size - 1;
  for (uint32_t row = 1; row < net->word_count; row++) {
    uint32_t at = net->keys[row] & net->table_mask;
    while (net->table[at]) at = (at + 1) & net->table_mask;
    net->table[at] = row;
  }
  return SEIMEI_OK;
}

uint32_t ud_net_row(const ud_net *net, uint32_t word) {
  uint32_t at = word & net->table_mask;
  while (net->table[at] && net->keys[net->table[at]] != word) at = (at + 1) & net->table_mask;
  return net->table[at];
}

seimei_status ud_net_open(view bytes, const seimei_allocator *allocator, ud_net *out, seimei_error *error) {
  ud_header h;
  *out = (ud_net){0};
  if (bytes.len < sizeof h) return bad(error, bytes.len ? "it is cut short" : "there is none");
  if ((uintptr_t)bytes.ptr % 8) return bad(error, "it does not lie on 8 bytes");
  memcpy(&h, bytes.ptr, sizeof h);
  if (memcmp(h.magic, magic, sizeof magic) != 0 || h.byte_order != BYTE_ORDER_MARK) return bad(error, "it is another file");
  if (h.version != UD_VERSION) return bad(error, "it is of another version");
  view rest = view_skip(bytes, sizeof h);
  if (hash_view(rest) != h.checksum) return bad(error, "its checksum is wrong");
  if (!ud_plan_of(&h.shape, &out->plan) || !h.word_count || h.word_count > MOST_WORDS) return bad(error, "a size is wrong");
  if (!read_parts(rest, &h, out)) return bad(error, "its parts do not fit");
  seimei_status status = make_table(out, allocator, error);
  return status ? status : make_corrections(out, allocator, error);
}

void ud_net_close(ud_net *net, const seimei_allocator *allocator) {
  if (net->table) allocator_resize(allocator, net->table, 0);
  if (net->corrections) allocator_resize(allocator, net->corrections, 0);
  net->table = NULL, net->corrections = NULL;
}

/* ---- writing ---- */

static void add(buffer *out, const void *bytes, size_t size) { buffer_add(out, view_of(bytes, size)); }

static float unit_of(const float *row, uint32_t width) {
  float largest = 1e-6f;
  for (uint32_t k = 0; k < width; k++) largest = fmaxf(largest, fabsf(row[k]));
  return largest / 127;
}

static void add_units(buffer *out, const float *rows, uint32_t count, uint32_t width) {
  for (uint32_t i = 0; i < count; i++) {
    float unit = unit_of(rows + (size_t)i * width, width);
    add(out, &unit, sizeof unit);
  }
}

static void add_rows(buffer *out, const float *rows, uint32_t count, uint32_t width) {
  for (uint32_t i = 0; i < count; i++) {
    const float *row = rows + (size_t)i * width;
    float unit = unit_of(row, width);
    for (uint32_t k = 0; k < width; k++) buffer_add_byte(out, (char)(int8_t)lrintf(row[k] / unit));
  }
}

typedef enum { UD_UNITS, UD_NUMBERS } matrix_part;

/* A part of a matrix: room is made in the file and filled there. */
static void add_matrix(const float *matrix, const float *ranges, uint32_t inner, uint32_t columns, matrix_part part, buffer *out) {
  static int8_t numbers[1024 * 2048];
  static float units[2048];
  ud_narrow_fill(matrix, ranges, inner, columns, numbers, units);
  if (part == UD_UNITS) add(out, units, sizeof(float) * columns);
  else add(out, numbers, (size_t)inner * columns);
}

static void add_matrices(const ud_trained *t, const ud_plan *p, matrix_part part, buffer *out) {
  for (uint32_t l = 0; l < p->shape.layers; l++) add_matrix(t->weights + p->layers[l].in, t->ranges[l], p->layers[l].inputs, p->gates, part, out);
  add_matrix(t->weights + p->part, t->ranges[p->shape.layers], p->state, p->parts, part, out);
  add_matrix(t->weights + p->tag, t->ranges[p->shape.layers], p->state, p->tag_room, part, out);
}

void ud_net_write(const ud_trained *t, buffer *out) {
  ud_plan plan;
  size_t at = out->len;
  ud_header h = {.version = UD_VERSION, .byte_order = BYTE_ORDER_MARK, .shape = t->shape, .word_count = t->word_count};
  memcpy(h.magic, magic, sizeof magic);
  if (!ud_plan_of(&t->shape, &plan)) return;
  add(out, &h, sizeof h);
  add(out, t->weights, sizeof(float) * plan.small);
  for (uint32_t l = 0; l <= t->shape.layers; l++) add(out, t->ranges[l], sizeof(float) * input_width(&plan, l));
  add_units(out, t->words, t->word_count, t->shape.word);
  add_units(out, t->slots, UD_SLOT_ROWS, t->shape.affix);
  add_matrices(t, &plan, UD_UNITS, out);
  add(out, t->keys, sizeof(uint32_t) * t->word_count);
  add_rows(out, t->words, t->word_count, t->shape.word);
  add_rows(out, t->slots, UD_SLOT_ROWS, t->shape.affix);
  add_matrices(t, &plan, UD_NUMBERS, out);
  for (uint32_t i = 0; i < t->shape.tags; i++) {
    char name[TAG_NAME] = {0};
    memcpy(name, t->tag_names[i].ptr, t->tag_names[i].len < TAG_NAME ? t->tag_names[i].len : TAG_NAME - 1);
    add(out, name, TAG_NAME);
  }
  if (out->failed) return;
  h.checksum = hash_view(view_skip(view_of(out->ptr, out->len), at + sizeof h));
  memcpy(out->ptr + at, &h, sizeof h);
}
