/* kana.c - Latin names in katakana, by the best path through pairs of units.
 *
 *   kri-ten-brink   クリ-テン-ブリンク
 *   best[i][j]: of i letters and j signs; a step takes a unit that both have there, or passes over a letter or sign
 *
 * Units and weights were learned from pairs of names (many-to-many alignment: Jiampojamarn, Kondrak and Sherif, NAACL 2007). */
#include "query/kana.h"

#include <math.h>
#include <stdlib.h>
#include <unicode/unorm2.h>

enum { MOST_LETTERS = 24, LONGEST_UNIT = 3, MOST_BYTES = 3 * MOST_LETTERS };
static const float PASS = -14.0F, NEVER = -1e9F; /* what a letter costs that no unit explains */

struct kana_units {
  arena memory;
  const table *table;
  map first;      /* letters -> first row of theirs */
  float *weights; /* logarithms, by row */
  uint32_t latin, kana;
};

static seimei_status read_units(kana_units *u, const pack *p, seimei_error *error) {
  jmp_buf failed;
  if (setjmp(failed)) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  u->memory.on_failure = &failed;
  const table *t = u->table = pack_table(p, "common/kana");
  if (!t) return error_set(error, SEIMEI_BAD_PACK, "the pack has no table common/kana; build it anew");
  u->latin = table_column(t, "latin");
  u->kana = table_column(t, "kana");
  u->weights = ARENA_NEW(&u->memory, float, t->rows + 1);
  uint32_t weight = table_column(t, "weight");
  for (uint32_t row = t->rows; row-- > 0;) {
    char digits[24] = "";
    view cell = table_cell(t, row, weight);
    memcpy(digits, cell.ptr, cell.len < sizeof digits ? cell.len : sizeof digits - 1);
    double value = strtod(digits, NULL);
    u->weights[row] = value > 0 ? (float)log(value) : PASS;
    map_put(&u->memory, &u->first, table_cell(t, row, u->latin), row);
  }
  return SEIMEI_OK;
}

seimei_status kana_units_open(const pack *p, kana_units **out, seimei_error *error) {
  *out = NULL;
  kana_units *u = calloc(1, sizeof *u);
  if (!u) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  arena_init(&u->memory, NULL);
  seimei_status status = read_units(u, p, error);
  u->memory.on_failure = NULL;
  if (status) kana_units_close(u);
  else *out = u;
  return status;
}

void kana_units_close(kana_units *u) {
  if (!u) return;
  arena_release(&u->memory);
  free(u);
}

/* Small letters without marks; what is no letter is left out. */
static uint32_t plain_letters(view latin, char out[MOST_LETTERS]) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
  uint32_t n = 0, length;
  for (size_t at = 0; at < latin.len; at += length) {
    uint32_t c = utf8_decode(latin, at, &length);
    UChar parts[8];
    UErrorCode ignored = U_ZERO_ERROR;
    if (c >= 0x80 && nfd && unorm2_getDecomposition(nfd, (UChar32)c, parts, 8, &ignored) > 0) c = parts[0];
    char letter = c < 0x80 ? ascii_lower((char)c) : 0;
    if (letter < 'a' || letter > 'z') continue;
    if (n == MOST_LETTERS) return MOST_LETTERS + 1;
    out[n++] = letter;
  }
  return n;
}

typedef struct {
  const kana_units *units;
  view letters, kana;
  float best[MOST_LETTERS + 1][MOST_BYTES + LONGEST_UNIT + 1]; /* by letters and bytes */
} path;

static void reach(path *p, size_t i, size_t j, float value) {
  if (value > p->best[i][j]) p->best[i][j] = value;
}

/* All units of these letters from place (i, j) on. */
static void step(path *p, size_t i, size_t taken, view letters) {
  const kana_units *u = p->units;
  uint32_t row = map_get(&u->first, letters);
  if (row == NONE) return;
  for (; row < u->table->rows && view_equals(table_cell(u->table, row, u->latin), letters); row++) {
    view signs = table_cell(u->table, row, u->kana);
    for (size_t j = 0; j + signs.len <= p->kana.len; j++)
      if (p->best[i][j] > NEVER && view_starts_with(view_skip(p->kana, j), signs)) reach(p, i + taken, j + signs.len, p->best[i][j] + u->weights[row]);
  }
}

static void pass_over(path *p, size_t i) {
  for (size_t j = 0; j <= p->kana.len; j++) {
    if (p->best[i][j] <= NEVER) continue;
    if (i < p->letters.len) reach(p, i + 1, j, p->best[i][j] + PASS);
    if (j + 3 <= p->kana.len) reach(p, i, j + 3, p->best[i][j] + PASS);
  }
}

float kana_score(const kana_units *u, view latin, view kana) {
  char letters[MOST_LETTERS];
  uint32_t n = plain_letters(latin, letters);
  if (!n || n > MOST_LETTERS || !kana.len || kana.len > MOST_BYTES || kana.len % 3) return KANA_NONE;
  path p = {.units = u, .letters = view_of(letters, n), .kana = kana};
  for (size_t i = 0; i <= n; i++)
    for (size_t j = 0; j <= kana.len; j++) p.best[i][j] = NEVER;
  p.best[0][0] = 0;
  for (size_t i = 0; i <= n; i++) {
    step(&p, i, 0, (view){letters, 0});
    pass_over(&p, i);
    for (size_t taken = 1; taken <= LONGEST_UNIT && i + taken <= n; taken++) step(&p, i, taken, view_slice(p.letters, i, i + taken));
  }
  return p.best[n][kana.len] / (float)(n + kana.len / 3);
}
