/* ud_learn_test.c - the network of the English parser: gradients against differences, trees, what is written and read. */
#include <math.h>

#include "parse/ud_learn.h"
#include "parse/ud_ranges.h"
#include "test_support.h"

enum { WORDS = 12, TAGS = 5, MOST = 16 };

static const ud_shape small = {.word = 9, .affix = 7, .hidden = 16, .layers = 3, .arc = 16, .relation = 16, .tags = TAGS};

typedef struct {
  arena memory;
  ud_plan plan;
  ud_learner learner;
  ud_work *work;
  ud_word words[2][MOST];
  uint8_t tags[2][MOST], relations[2][MOST];
  uint32_t heads[2][MOST];
  ud_example examples[2];
  float vectors[WORDS * 9];
} fixture;

static void set_up(fixture *f) {
  memset(f, 0, sizeof *f);
  arena_init(&f->memory, NULL);
  assert_true(ud_plan_of(&small, &f->plan));
  f->learner = ud_learner_new(&f->memory, &f->plan, WORDS / 2, 7);
  f->learner.vectors = f->vectors;
  uint64_t random = 99;
  for (size_t i = 0; i < COUNT_OF(f->vectors); i++) f->vectors[i] = ud_random(&random) - 0.5f;
  for (size_t i = 0; i < f->plan.count; i++) f->learner.weights[i] += 0.2f * (ud_random(&random) - 0.5f);
  uint32_t counts[2] = {6, 3};
  const ud_example *list[2];
  for (uint32_t s = 0; s < 2; s++) {
    for (uint32_t i = 0; i < counts[s]; i++) {
      f->words[s][i].word = (uint32_t)(ud_random(&random) * WORDS);
      for (int k = 0; k < UD_SLOTS; k++) f->words[s][i].slots[k] = (uint16_t)(ud_random(&random) * 40);
      f->tags[s][i] = (uint8_t)(i % TAGS);
      f->relations[s][i] = (uint8_t)(3 * i + s);
      f->heads[s][i] = i == 1 ? NONE : i > 3 ? 2 : 1;
    }
    f->examples[s] = (ud_example){f->words[s], f->tags[s], f->relations[s], f->heads[s], counts[s]};
    list[s] = &f->examples[s];
  }
  f->work = ud_work_new(&f->memory, &f->plan, 32, 4);
  ud_work_set(f->work, list, 2);
}

static double loss_of(fixture *f, uint64_t random) {
  f->learner.random = random;
  ud_loss l = ud_batch_forward(&f->learner, f->work);
  return (l.tag + l.arc + l.relation) / f->work->tokens;
}

static double slope_at(fixture *f, float *at, float step) {
  float old = *at;
  *at = old + step;
  double more = loss_of(f, 5);
  *at = old - step;
  double less = loss_of(f, 5);
  *at = old;
  return (more - less) / (2 * (double)step);
}

typedef struct {
  uint32_t checked, bent;
} slope_count;

/* The gradient at one number against the difference of the loss to both sides. Where steps of two lengths do not agree the
 * loss has a bend there (a leaky unit), and nothing is compared. */
static void check_at(fixture *f, float *at, float gradient, const char *what, uint32_t index, slope_count *count) {
  double slope = slope_at(f, at, 5e-4f), close = slope_at(f, at, 2e-4f);
  count->checked++;
  if (fabs(slope - close) > 2e-3 + 0.02 * fabs(slope)) count->bent++;
  else if (fabs(close - (double)gradient) > 4e-3 + 0.03 * fabs(close)) fail_msg("%s %u: gradient %f, slope %f", what, index, (double)gradient, close);
}

static void gradients_are_slopes(void **state) {
  (void)state;
  fixture f;
  set_up(&f);
  f.learner.dropout = (ud_dropout){.input = 0.2f, .state = 0.2f, .part = 0.2f, .own = 0.2f};
  f.learner.random = 5;
  ud_batch_learn(&f.learner, f.work);
  slope_count count = {0};
  float *kept = ARENA_NEW(&f.memory, float, f.plan.count);
  memcpy(kept, f.learner.gradient, sizeof(float) * f.plan.count);
  for (uint32_t i = 0; i < f.plan.count; i += 13) check_at(&f, &f.learner.weights[i], kept[i], "weight", i, &count);
  for (uint32_t i = f.plan.root; i < f.plan.distance + UD_DISTANCES; i++) check_at(&f, &f.learner.weights[i], kept[i], "weight", i, &count);
  for (uint32_t i = 0; i < WORDS / 2 * small.word; i++) check_at(&f, &f.learner.words.values[i], f.learner.words.gradient[i], "word", i, &count);
  for (uint32_t i = 0; i < 40 * small.affix; i++) check_at(&f, &f.learner.slots.values[i], f.learner.slots.gradient[i], "ends", i, &count);
  assert_true(count.bent * 10 < count.checked);
  arena_release(&f.memory);
}

static void steps_lower_the_loss(void **state) {
  (void)state;
  fixture f;
  set_up(&f);
  double before = loss_of(&f, 5);
  memset(f.learner.gradient, 0, sizeof(float) * f.plan.count);
  for (int k = 0; k < 60; k++) {
    ud_batch_learn(&f.learner, f.work);
    f.learner.rate = 0.01f;
    ud_learner_step(&f.learner);
  }
  assert_true(loss_of(&f, 5) < 0.1 * before);
  arena_release(&f.memory);
}

/* ---- trees ---- */

static float random_scores[20 * 32];

static double weight_of(const float *scores, uint32_t stride, uint32_t n, const uint32_t *heads) {
  double sum = 0;
  for (uint32_t i = 0; i < n; i++) sum += (double)scores[i * stride + (heads[i] == NONE ? 0 : heads[i] + 1)];
  return sum;
}

static bool is_tree(const uint32_t *heads, uint32_t n) {
  uint32_t roots = 0;
  for (uint32_t i = 0; i < n; i++) {
    uint32_t up = i, steps = 0;
    roots += heads[i] == NONE;
    while (up != NONE && steps++ <= n) up = heads[up];
    if (up != NONE) return false;
  }
  return roots == 1;
}

static void heads_are_one_tree(void **state) {
  (void)state;
  uint64_t random = 3;
  uint32_t heads[20];
  ud_tree_room *room = test_malloc(ud_tree_size());
  for (uint32_t round = 0; round < 2000; round++) {
    uint32_t n = 1 + round % 19, stride = ud_round(n + 1);
    for (uint32_t i = 0; i < n * stride; i++) random_scores[i] = ud_random(&random);
    ud_tree_of(room, random_scores, stride, n, heads);
    assert_true(is_tree(heads, n));
  }
  test_free(room);
}

/* Against all trees of four words. */
static void trees_are_the_best(void **state) {
  (void)state;
  enum { N = 4, STRIDE = 16 };
  uint64_t random = 11;
  uint32_t heads[N], same = 0;
  ud_tree_room *room = test_malloc(ud_tree_size());
  for (uint32_t round = 0; round < 300; round++) {
    for (uint32_t i = 0; i < N * STRIDE; i++) random_scores[i] = ud_random(&random);
    double best = -1;
    for (uint32_t code = 0; code < 625; code++) {
      uint32_t other[N];
      for (uint32_t i = 0, c = code; i < N; i++, c /= 5) other[i] = c % 5 ? c % 5 - 1 : NONE;
      bool valid = is_tree(other, N);
      if (valid && weight_of(random_scores, STRIDE, N, other) > best) best = weight_of(random_scores, STRIDE, N, other);
    }
    ud_tree_of(room, random_scores, STRIDE, N, heads);
    same += weight_of(random_scores, STRIDE, N, heads) > best - 1e-6;
  }
  test_free(room);
  assert_int_equal(same, 300);
}

/* ---- files ---- */

static void write_small(fixture *f, buffer *out) {
  static uint32_t keys[WORDS];
  static float words[WORDS * 9];
  static const view names[TAGS] = {{"NOUN,NN", 7}, {"VERB,VBD", 8}, {"PUNCT,.", 7}, {"PROPN,NNP", 9}, {"X,QUOTE", 7}};
  for (uint32_t i = 1; i < WORDS; i++) keys[i] = 1000 * i;
  memcpy(words, f->vectors, sizeof words);
  buffer_init(out, NULL);
  ud_trained t = {.shape = small, .weights = f->learner.weights, .words = words, .slots = f->learner.slots.values, .keys = keys, .tag_names = names, .word_count = WORDS};
  const ud_example *examples[] = {&f->examples[0], &f->examples[1]};
  ud_find_ranges(&f->memory, &f->learner, f->work, examples, 2, t.ranges);
  ud_net_write(&t, out);
}

static void models_are_read_or_refused(void **state) {
  (void)state;
  fixture f;
  buffer b;
  ud_net net;
  seimei_error error = {0};
  set_up(&f);
  write_small(&f, &b);
  view all = view_of(b.ptr, b.len);
  assert_int_equal(ud_net_open(all, NULL, &net, &error), SEIMEI_OK);
  assert_int_equal(ud_net_row(&net, 3000), 3);
  assert_int_equal(ud_net_row(&net, 3001), 0);
  assert_int_equal(net.tags[1].morph, MORPH_PAST);
  ud_net_close(&net, NULL);
  for (size_t cut = 0; cut < all.len; cut += 97) {
    assert_int_equal(ud_net_open(view_slice(all, 0, cut), NULL, &net, &error), SEIMEI_BAD_PACK);
    ud_net_close(&net, NULL);
  }
  for (size_t at = 0; at < all.len; at += at < 80 ? 1 : 501) {
    if (at >= 48 && at < 64) continue; /* numbers that nothing reads */
    b.ptr[at] ^= 0x41;
    assert_int_equal(ud_net_open(all, NULL, &net, &error), SEIMEI_BAD_PACK);
    b.ptr[at] ^= 0x41;
  }
  buffer_release(&b);
  arena_release(&f.memory);
}

/* A sentence has the same analysis whatever stands beside it in a batch. */
static void batches_do_not_matter(void **state) {
  (void)state;
  fixture f;
  buffer b;
  ud_net net;
  set_up(&f);
  write_small(&f, &b);
  assert_int_equal(ud_net_open(view_of(b.ptr, b.len), NULL, &net, NULL), SEIMEI_OK);
  ud_scratch s = ud_scratch_new(&f.memory, &net, 64);
  ud_word words[30];
  uint64_t random = 4;
  for (int i = 0; i < 30; i++) {
    words[i].word = 1000 * (uint32_t)(ud_random(&random) * WORDS);
    for (int k = 0; k < UD_SLOTS; k++) words[i].slots[k] = (uint16_t)(ud_random(&random) * 8000);
  }
  uint32_t starts[] = {0, 7, 8, 30}, heads[30], alone_heads[30], one[] = {0, 22};
  uint8_t tags[30], relations[30], alone_tags[30], alone_relations[30];
  ud_net_run(&net, &s, words, &(ud_batch){starts, 3}, tags, heads, relations);
  ud_net_run(&net, &s, words + 8, &(ud_batch){one, 1}, alone_tags, alone_heads, alone_relations);
  assert_memory_equal(tags + 8, alone_tags, 22);
  assert_memory_equal(heads + 8, alone_heads, 22 * sizeof *heads);
  assert_memory_equal(relations + 8, alone_relations, 22);
  assert_int_equal(heads[7], NONE);
  ud_net_close(&net, NULL);
  buffer_release(&b);
  arena_release(&f.memory);
}

/* ---- whole numbers ---- */

/* What the machine's wide registers give is what plain sums give. */
static void narrow_products_are_exact(void **state) {
  (void)state;
  enum { ROWS = 7, INNER = 48, WIDE = 32 };
  float x[ROWS * INNER], matrix[INNER * WIDE], ranges[INNER], bias[WIDE], units[WIDE], y[ROWS * WIDE];
  uint8_t inputs[ROWS * INNER];
  int8_t weights[INNER * WIDE];
  int32_t corrections[WIDE];
  uint64_t random = 17;
  for (int i = 0; i < ROWS * INNER; i++) x[i] = 6 * ud_random(&random) - 3;
  for (int i = 0; i < INNER * WIDE; i++) matrix[i] = 2 * ud_random(&random) - 1;
  for (int i = 0; i < INNER; i++) ranges[i] = 0.5f + 2 * ud_random(&random);
  for (int i = 0; i < WIDE; i++) bias[i] = ud_random(&random);
  for (int i = 0; i < INNER; i++) x[i] = 2 * ranges[i], matrix[i * WIDE] = 1 / ranges[i]; /* the largest sums */
  ud_narrow m = {weights, units, corrections, INNER, WIDE};
  ud_narrow_fill(matrix, ranges, INNER, WIDE, weights, units);
  ud_narrow_correct(&m);
  ud_narrow_inputs(x, ranges, ROWS, INNER, inputs);
  ud_narrow_multiply(&(ud_narrow_product){&m, inputs, bias, y, ROWS});
  for (int i = 0; i < ROWS; i++)
    for (int j = 0; j < WIDE; j++) {
      int32_t sum = 0;
      double near = (double)bias[j];
      for (int k = 0; k < INNER; k++) {
        float cut = x[i * INNER + k] > ranges[k] ? ranges[k] : x[i * INNER + k] < -ranges[k] ? -ranges[k] : x[i * INNER + k];
        assert_in_range(inputs[i * INNER + k], 1, UD_ZERO + UD_STEPS);
        sum += (inputs[i * INNER + k] - UD_ZERO) * weights[(j / 16) * INNER * 16 + (k / 4) * 64 + (j % 16) * 4 + k % 4];
        near += (double)cut * (double)matrix[k * WIDE + j];
      }
      assert_true(y[i * WIDE + j] == bias[j] + units[j] * (float)sum);
      assert_true(fabs((double)y[i * WIDE + j] - near) < 0.6);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(gradients_are_slopes),       cmocka_unit_test(steps_lower_the_loss),  cmocka_unit_test(heads_are_one_tree),
      cmocka_unit_test(trees_are_the_best),         cmocka_unit_test(models_are_read_or_refused), cmocka_unit_test(batches_do_not_matter),
      cmocka_unit_test(narrow_products_are_exact),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
