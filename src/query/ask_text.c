/* ask_text.c - building and preparing a question. */
#include "query/ask_text.h"

void ask_init(ask_text *q) {
  *q = (ask_text){.count = 0};
  buffer_init(&q->text, NULL);
}

void ask_release(ask_text *q) { buffer_release(&q->text); }

void ask_clear(ask_text *q) {
  buffer_clear(&q->text);
  q->count = 0;
}

void ask_add(ask_text *q, const char *words) { buffer_add_string(&q->text, words); }

void ask_add_numbers(ask_text *q, view list) {
  for (size_t i = 0; i < list.len; i++) {
    bool allowed = (list.ptr[i] >= '0' && list.ptr[i] <= '9') || list.ptr[i] == ',';
    buffer_add_byte(&q->text, allowed ? list.ptr[i] : ' ');
  }
}

static void add_value(ask_text *q, ask_value value) {
  buffer_add_byte(&q->text, '?');
  if (q->count < ASK_MOST_VALUES) q->values[q->count++] = value;
  else q->too_many = true;
}

void ask_bind(ask_text *q, view value) { add_value(q, (ask_value){.text = value}); }
void ask_bind_number(ask_text *q, double value) { add_value(q, (ask_value){.is_number = true, .number = value}); }

void ask_bind_list(ask_text *q, view list) {
  view part;
  bool several = view_find(list, TEXT(","), 0) != SIZE_MAX;
  ask_add(q, several ? " IN (" : " = ");
  for (bool first = true; view_split(&list, ',', &part); first = false) {
    if (!first) ask_add(q, ",");
    ask_bind(q, part);
  }
  if (several) ask_add(q, ")");
}

sqlite3_stmt *ask_prepare(const store *s, const ask_text *q, seimei_error *error) {
  sqlite3_stmt *made = NULL;
  if (q->text.failed) {
    error_set(error, SEIMEI_NO_MEMORY, "out of memory");
    return NULL;
  }
  if (q->too_many) {
    error_set(error, SEIMEI_USAGE, "there are more than %d values to look for", ASK_MOST_VALUES);
    return NULL;
  }
  int failed = sqlite3_prepare_v2(store_database(s), q->text.ptr, (int)q->text.len, &made, NULL);
  for (uint32_t i = 0; i < q->count && !failed; i++) {
    const ask_value *v = &q->values[i];
    failed = v->is_number ? sqlite3_bind_double(made, (int)i + 1, v->number)
                          : sqlite3_bind_text(made, (int)i + 1, v->text.ptr ? v->text.ptr : "", (int)v->text.len,
                                              SQLITE_TRANSIENT);
  }
  if (!failed) return made;
  store_failure(s, "asking it", error);
  sqlite3_finalize(made);
  return NULL;
}
