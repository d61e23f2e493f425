/* facts.c - tables of codes as maps. */
#include "export/facts.h"

#include <stdlib.h>

#include "pack/pack.h"

typedef enum {
  STATE_NAME,
  STATE_FIPS,
  STATE_COW,
  STATE_CAMEO,
  SECTOR_NAME,
  SECTOR_ROLE,
  GROUP_CODE,
  CAMEO_NAME,
  CAMEO_WEIGHT,
  FACT_COUNT
} fact_id;

static const struct {
  const char *table, *key, *value;
} COLUMNS[FACT_COUNT] = {
    [STATE_NAME] = {"common/state", "iso3", "name_en"},     [STATE_FIPS] = {"common/state_code", "iso3", "fips"},
    [STATE_COW] = {"common/state_code", "iso3", "cow"},     [STATE_CAMEO] = {"common/state_code", "iso3", "cameo"},
    [SECTOR_NAME] = {"common/sector", "sector", "name"},    [SECTOR_ROLE] = {"common/sector", "sector", "cameo"},
    [GROUP_CODE] = {"common/group_code", "label", "cameo"}, [CAMEO_NAME] = {"common/cameo", "code", "name"},
    [CAMEO_WEIGHT] = {"common/cameo", "code", "goldstein"}};

struct facts {
  pack *pack;
  arena memory;
  struct {
    map rows;
    const table *table;
    uint32_t column;
  } maps[FACT_COUNT];
};

static seimei_status fill_map(facts *f, fact_id id, seimei_error *error) {
  const table *t = pack_table(f->pack, COLUMNS[id].table);
  uint32_t key = t ? table_column(t, COLUMNS[id].key) : NONE, value = t ? table_column(t, COLUMNS[id].value) : NONE;
  if (key == NONE || value == NONE)
    return error_set(error, SEIMEI_BAD_PACK, "the pack has no table %s with %s and %s", COLUMNS[id].table,
                     COLUMNS[id].key, COLUMNS[id].value);
  f->maps[id].table = t;
  f->maps[id].column = value;
  for (uint32_t row = 0; row < t->rows; row++) map_put(&f->memory, &f->maps[id].rows, table_cell(t, row, key), row);
  return SEIMEI_OK;
}

static seimei_status fill(facts *f, const char *path, seimei_error *error) {
  jmp_buf failed;
  if (setjmp(failed)) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  f->memory.on_failure = &failed;
  seimei_status status = pack_open_found(path, &f->pack, error);
  for (int i = 0; i < FACT_COUNT && !status; i++) status = fill_map(f, (fact_id)i, error);
  return status;
}

seimei_status facts_open(const char *path, facts **out, seimei_error *error) {
  *out = NULL;
  facts *f = calloc(1, sizeof *f);
  if (!f) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  arena_init(&f->memory, NULL);
  seimei_status status = fill(f, path, error);
  if (status) facts_close(f);
  else *out = f;
  return status;
}

void facts_close(facts *f) {
  if (!f) return;
  pack_close(f->pack);
  arena_release(&f->memory);
  free(f);
}

static view look_up(const facts *f, fact_id id, view key) {
  uint32_t row = map_get(&f->maps[id].rows, key);
  return row == NONE ? (view){"", 0} : table_cell(f->maps[id].table, row, f->maps[id].column);
}

view facts_state(const facts *f, view iso3) { return look_up(f, STATE_NAME, iso3); }
view facts_fips(const facts *f, view iso3) { return look_up(f, STATE_FIPS, iso3); }
view facts_cow(const facts *f, view iso3) { return look_up(f, STATE_COW, iso3); }
view facts_sector(const facts *f, view sector) { return look_up(f, SECTOR_NAME, sector); }
view facts_role(const facts *f, view sector) { return look_up(f, SECTOR_ROLE, sector); }
view facts_group(const facts *f, view label) { return look_up(f, GROUP_CODE, label); }

view facts_cameo_state(const facts *f, view iso3) {
  view own = look_up(f, STATE_CAMEO, iso3);
  if (own.len) return own;
  return facts_state(f, iso3).len ? iso3 : (view){"", 0};
}

view facts_cameo_name(const facts *f, view code) { return look_up(f, CAMEO_NAME, code); }

bool facts_goldstein(const facts *f, view code, double *out) {
  for (size_t length = code.len; length >= 2; length--) {
    view weight = look_up(f, CAMEO_WEIGHT, view_of(code.ptr, length));
    char digits[16] = "";
    if (!weight.len || weight.len >= sizeof digits) continue;
    memcpy(digits, weight.ptr, weight.len);
    *out = strtod(digits, NULL);
    return true;
  }
  return false;
}
