/* shelf.c - the languages of an engine. One is opened when the first document in it comes, so that a program pays for those
 * that it reads; from then on it never changes, and all threads share it. */
#include "engine/engine.h"
#include "engine/engine_parts.h"

seimei_status shelf_new(const seimei_allocator *allocator, language_shelf **out, seimei_error *error) {
  language_shelf *s = allocator_resize(allocator, NULL, sizeof *s);
  *out = NULL;
  if (!s) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  memset(s, 0, sizeof *s);
  if (pthread_mutex_init(&s->mutex, NULL)) {
    allocator_resize(allocator, s, 0);
    return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  }
  *out = s;
  return SEIMEI_OK;
}

void shelf_free(const seimei_allocator *allocator, language_shelf *s) {
  if (!s) return;
  for (int i = 0; i < LANGUAGE_COUNT; i++)
    if (s->open[i]) language_close(&s->languages[i]);
  pthread_mutex_destroy(&s->mutex);
  allocator_resize(allocator, s, 0);
}

seimei_status engine_language(const seimei_engine *e, language_id id, const language **out, seimei_error *error) {
  language_shelf *s = e->shelf;
  seimei_status status = SEIMEI_OK;
  pthread_mutex_lock(&s->mutex);
  if (!s->open[id]) {
    status = language_open(e->pack, language_code(id), e->dictionary_path.ptr, e->extra, e->extra_count, e->allocator, &s->languages[id], error);
    s->languages[id].scope = e->scope;
    s->open[id] = !status;
  }
  pthread_mutex_unlock(&s->mutex);
  *out = status ? NULL : &s->languages[id];
  return status;
}

bool engine_has_language(const seimei_engine *e, view lang) {
  language_id id;
  return language_of_code(lang, &id) && parser_exists(e->pack, language_code(id));
}

bool engine_has_actor(const seimei_engine *e, view lang, view text) {
  language_id id;
  const language *l;
  language_of_code(lang, &id);
  return engine_language(e, id, &l, NULL) != SEIMEI_OK || name_index_any_actor(l->names, text); /* coding it will say why */
}

const text_rules *engine_text_rules(const seimei_engine *e, view lang) {
  language_id id;
  const language *l;
  if (!language_of_code(lang, &id) || engine_language(e, id, &l, NULL)) return NULL;
  return l->text_rules;
}
