/* when_dump.c - dates and quantities as lines, the form that tests compare.
 *
 *   point 2022-02-04 4日
 *   quantity 10000000000 m3/year of 天然ガス 100億立方メートル
 */
#include "when/when_parts.h"

static const char *const kind_names[] = {"point", "range", "since", "until", "duration", "same"};

static void add_words(buffer *out, const text_layout *layout, span s) {
  buffer_add(out, view_span(layout->text, s));
  buffer_add_byte(out, '\n');
}

void when_dump(buffer *out, const text_layout *layout, const when_layout *whens) {
  for (uint32_t i = 0; i < whens->whens.count; i++) {
    const when *w = &whens->whens.at[i];
    buffer_printf(out, "%s %s%s ", kind_names[w->kind], w->date[0] ? w->date : "-", w->future ? " future" : "");
    add_words(out, layout, w->span);
  }
  for (uint32_t i = 0; i < whens->quantities.count; i++) {
    const quantity *q = &whens->quantities.at[i];
    buffer_printf(out, "quantity %.10g %.*s", q->value, (int)q->unit.len, q->unit.len ? q->unit.ptr : "");
    if (q->per.len) buffer_printf(out, "/%.*s", (int)q->per.len, q->per.ptr);
    if (q->of.len) buffer_printf(out, " of %.*s", (int)q->of.len, q->of.ptr);
    buffer_add_byte(out, ' ');
    add_words(out, layout, q->span);
  }
}
