/* english_frame.c - runs the English frame stage over a document, segment by segment. */
#include "frame/english_context.h"

void english_frame_run(const frame_rules *rules, arena *a, const text_layout *layout, const token_layout *tokens, parse_layout *parse,
                       frame_layout *out) {
  english_context c = {.rules = rules, .arena = a, .layout = layout, .tokens = tokens, .parse = parse, .out = out};
  uint32_t n = parse->bunsetsu.count;
  c.child_first = ARENA_NEW(a, uint32_t, n);
  c.child_next = ARENA_NEW(a, uint32_t, n);
  c.order = ARENA_NEW(a, uint32_t, n);
  english_tree_link(&c);
  english_reported_mend(&c);
  english_tree_mend(&c);
  english_tree_link(&c);
  english_said_mend(&c); /* what was put right since */
  parse->child_first = c.child_first, parse->child_next = c.child_next;
  for (uint32_t b = 0; b < n; b++) LIST_PUSH(a, &out->of_bunsetsu, NONE);
  for (uint32_t s = 0; s < parse->segments.count; s++) LIST_PUSH(a, &out->segments, ((frame_range){0}));
  for (uint32_t s = 0; s < parse->segments.count; s++) {
    english_predicates_find(&c, s);
    english_arguments_collect(&c, out->segments.at[s]);
    english_speech_tie(&c, s);
    english_clauses_embed(&c, s);
  }
}
