/* english_when.c - dates and quantities of English text. */
#include "when/when_parts.h"

void english_when_run(const when_tables *t, arena *a, const text_layout *layout, const token_layout *tokens,
                      const parse_layout *parse, view published, when_layout *out) {
  (void)t, (void)a, (void)layout, (void)tokens, (void)parse, (void)published;
  *out = (when_layout){0};
}
