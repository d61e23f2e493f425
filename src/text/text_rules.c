/* text_rules.c - how a language writes. */
#include "text/text_parts.h"

seimei_status text_rules_new(const pack *p, const char *language, const seimei_allocator *allocator, text_rules **out,
                             seimei_error *error) {
  (void)p;
  *out = NULL;
  text_rules *r = allocator_resize(allocator, NULL, sizeof *r);
  if (!r) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  *r = (text_rules){.allocator = allocator};
  language_of_code(view_of_string(language), &r->language);
  *out = r;
  return SEIMEI_OK;
}

void text_rules_free(text_rules *r) {
  if (r) allocator_resize(r->allocator, r, 0);
}
