/* ud_net.h - the network of the English parser: a small recurrent encoder over sentences, and what is read off it.
 *
 *   word ─▶ row of the word, beside the sum of rows of its ends and shape           x
 *        ─▶ layers, each from left to right and from right to left                  state = 2 hidden
 *        ─▶ tag                                                                     state ─▶ UPOS and XPOS as one class
 *        ─▶ as dependent, as head                                                   their product scores an arc
 *        ─▶ relation of an arc                                                      sum of both ─▶ relations
 *
 * A layer is a simple recurrent unit (Lei et al. 2018): only its own last state of each cell comes back, times one weight,
 * so that all products with matrices are done for many sentences at once:
 *
 *   f = half(a), a = x F + v c[t-1]     z = soft(x Z)     c[t] = f c[t-1] + (1 - f) z     state = c (+ the state below)
 *
 * with soft(a) = a / (1 + |a|) and half(a) = (1 + soft(a)) / 2, which need no library of functions. Arcs are scored as in
 * Dozat and Manning 2017. The large products run on whole numbers (ud_narrow.c), the rest in single precision in a fixed order
 * of operations, so every machine gives the same bytes. */
#ifndef SEIMEI_PARSE_UD_NET_H
#define SEIMEI_PARSE_UD_NET_H

#include "parse/parse.h"

enum {
  UD_MOST_LAYERS = 4,
  UD_MOST_TAGS = 240,
  UD_RELATIONS = 64, /* room for RELATION_COUNT */
  UD_DISTANCES = 32,
  UD_SLOTS = 7,         /* rows of ends and shape that a word has */
  UD_SLOT_BITS = 13,    /* rows of that table */
  UD_SLOT_ROWS = 1 << UD_SLOT_BITS,
  UD_MOST_TOKENS = 256, /* parsed at once; a longer segment is cut */
  UD_WIDEST = 1024,     /* inputs of a matrix */
  UD_ALIGN = 16         /* columns of a matrix are a multiple of it */
};
_Static_assert((int)RELATION_COUNT <= (int)UD_RELATIONS, "a column for each relation");

/* ---- sizes, and where each matrix begins in the array of all weights (ud_plan.c) ---- */

typedef struct {
  uint32_t word, affix;   /* width of a word's row, and of those of ends and shape */
  uint32_t hidden, layers; /* cells of one direction of a layer; a multiple of 16 */
  uint32_t arc, relation; /* width of the vectors that score arcs, relations; multiples of 16 */
  uint32_t tags;
} ud_shape;

typedef struct {
  uint32_t in, bias, self; /* inputs x gates, gates, state */
  uint32_t inputs;
} ud_layer;

typedef struct {
  ud_shape shape;
  uint32_t embed, state, gates, parts, tag_room; /* gates: f and z of both directions; parts: dependent, head, relation of each */
  ud_layer layers[UD_MOST_LAYERS];
  uint32_t part, part_bias; /* state x parts */
  uint32_t root;            /* as head: arc and relation */
  uint32_t distance;        /* UD_DISTANCES */
  uint32_t tag, tag_bias;   /* state x tag_room */
  uint32_t label, label_bias; /* relation x UD_RELATIONS */
  uint32_t count, small;    /* weights in all, and those before the large matrices in, part and tag, which are the last ones */
} ud_plan;

/* false when a size is out of its bounds. */
bool ud_plan_of(const ud_shape *shape, ud_plan *out);

/* ---- products (ud_product.c) ---- */

/* y[i][j] = start[j] + sum over k of a[i * a_row + k * a_column] * b[k][j]. columns is a multiple of 16. start NULL: y is
 * added to. */
typedef struct {
  float *y;
  const float *a, *b, *start;
  uint32_t y_stride, a_row, a_column, b_stride, rows, inner, columns;
} ud_product;
void ud_multiply(const ud_product *p);

/* ---- forward (ud_forward.c) ---- */

/* Sentences one after another: tokens starts[s] to starts[s + 1]. */
typedef struct {
  const uint32_t *starts;
  uint32_t count;
} ud_batch;
static inline uint32_t ud_batch_tokens(const ud_batch *b) { return b->starts[b->count]; }

static inline float ud_soft(float a) { return a / (1.0f + (a < 0 ? -a : a)); }
static inline float ud_leaky(float a) { return a > 0 ? a : 0.1f * a; }

/* The recurrent part of one layer over all sentences: gates, sums of inputs, become f and z, state the cells. */
void ud_cells_run(const ud_plan *plan, const float *weights, uint32_t layer, const ud_batch *batch, float *gates, float *state);
/* Scores of heads of one sentence, out of its parts: scores[i * stride] of the root, [i * stride + 1 + h] of head h.
 * turned: room for arc * (n + 1 rounded up to 16). Returns the stride, n + 1 rounded up. */
uint32_t ud_arcs_score(const ud_plan *plan, const float *weights, const float *parts, uint32_t n, float *turned, float *scores);
static inline uint32_t ud_round(uint32_t n) { return (n + 15u) / UD_ALIGN * UD_ALIGN; }
/* Column of the distances of token i from head; NONE is the root. */
uint32_t ud_distance(uint32_t i, uint32_t head);
/* What scores the relations of an arc, before the last matrix: leaky sums. parts of token and head; head NULL: the root. */
void ud_relation_input(const ud_plan *plan, const float *weights, const float *token, const float *head, float *sums);

/* ---- products of whole numbers (ud_narrow.c) ---- */

enum { UD_ZERO = 32, UD_STEPS = 31, UD_MOST_WEIGHT = 63, UD_MATRICES = UD_MOST_LAYERS + 2, UD_GROUP = 4 };

/* A matrix of int8: weights[column / 16][row / 4][column % 16][row % 4], each column with the unit that its numbers, at most
 * UD_MOST_WEIGHT, count. Inputs are 32 + 31 x / range, from 1 to 63; their ranges are in the units' and weights' numbers already. */
typedef struct {
  const int8_t *weights;
  const float *units;
  int32_t *corrections; /* of each column: UD_ZERO times the sum of its weights */
  uint32_t inner, columns;
} ud_narrow;

/* Rows of x to inputs. ranges: of each column; width is a multiple of 8. */
void ud_narrow_inputs(const float *x, const float *ranges, uint32_t rows, uint32_t width, uint8_t *out);
/* y = bias + inputs times the matrix. */
typedef struct {
  const ud_narrow *matrix;
  const uint8_t *inputs;
  const float *bias;
  float *y;
  uint32_t rows;
} ud_narrow_product;
void ud_narrow_multiply(const ud_narrow_product *p);
/* The int8 of one matrix of floats, rows times ranges; sets units. */
void ud_narrow_fill(const float *matrix, const float *ranges, uint32_t inner, uint32_t columns, int8_t *weights, float *units);
void ud_narrow_correct(const ud_narrow *m); /* fills in the corrections */
int8_t ud_narrow_at(const ud_narrow *m, uint32_t k, uint32_t j); /* the weight of input k in column j */

/* ---- words (ud_word.c) ---- */

/* What a word is known by: the hash of its small letters with 0 for figures, and rows of the table of ends and shapes. */
typedef struct {
  uint32_t word;
  uint16_t slots[UD_SLOTS];
} ud_word;
void ud_word_of(view surface, ud_word *out);

/* ---- the model as it runs (ud_model.c, ud_run.c) ---- */

typedef struct {
  uint8_t upos;
  uint16_t morph;
  view xpos;
} ud_tag;

typedef struct {
  ud_plan plan;
  const float *weights;                   /* plan.small */
  const float *ranges[UD_MOST_LAYERS + 1]; /* of the inputs of each layer, and of the last states */
  ud_narrow in[UD_MOST_LAYERS], part, tag;
  int32_t *corrections;
  const int8_t *words, *slots;            /* rows */
  const float *word_units, *slot_units;   /* of each row: what an int8 counts */
  const uint32_t *keys;                   /* hashes of the words, ascending; row 0 is that of unknown words and has key 0 */
  uint32_t word_count;
  uint32_t *table, table_mask; /* rows by hash, open addressing, 0: none */
  ud_tag tags[UD_MOST_TAGS];
} ud_net;

/* Reads a model that stays in memory; the table is the allocator's. BAD_PACK, NO_MEMORY. */
seimei_status ud_net_open(view bytes, const seimei_allocator *allocator, ud_net *out, seimei_error *error);
void ud_net_close(ud_net *net, const seimei_allocator *allocator);
uint32_t ud_net_row(const ud_net *net, uint32_t word); /* 0 for an unknown word */

/* A trained model to write. tag_names: "VERB,VBD" and so on. */
typedef struct {
  ud_shape shape;
  const float *weights, *words, *slots;
  const float *ranges[UD_MOST_LAYERS + 1];
  const uint32_t *keys; /* ascending, keys[0] == 0 */
  const view *tag_names;
  uint32_t word_count;
} ud_trained;
void ud_net_write(const ud_trained *t, buffer *out);

/* UPOS and features of a name such as "VERB,VBD". */
bool ud_tag_of_name(view name, ud_tag *out);
view ud_tag_name(arena *a, const ud_tag *tag); /* the name again */

typedef struct ud_tree_room ud_tree_room;

/* Scratch for batches of up to so many tokens. */
typedef struct {
  uint32_t capacity;
  float *x, *gates, *state, *cells, *parts, *tags, *turned, *scores, *sums;
  uint8_t *inputs;
  ud_tree_room *tree;
} ud_scratch;
ud_scratch ud_scratch_new(arena *a, const ud_net *net, uint32_t capacity);

/* Tags (index into net->tags), heads (within the sentence; NONE: the root, exactly one) and relations of sentences that
 * have at most capacity tokens together and UD_MOST_TOKENS each. */
void ud_net_run(const ud_net *net, ud_scratch *s, const ud_word *words, const ud_batch *batch, uint8_t *tags, uint32_t *heads,
                uint8_t *relations);

/* ud_tree.c: the heads of n <= UD_MOST_TOKENS tokens that make the best tree: scores[i * stride + 0] of the root,
 * [i * stride + 1 + h] of head h. */
size_t ud_tree_size(void); /* bytes of room */
void ud_tree_of(ud_tree_room *room, const float *scores, uint32_t stride, uint32_t n, uint32_t *heads);

#endif
