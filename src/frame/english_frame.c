/* english_frame.c - frames of English. */
#include "frame/words.h"

void english_frame_run(const frame_rules *r, arena *a, const text_layout *layout, const token_layout *tokens, parse_layout *parse,
                       frame_layout *out) {
  (void)r, (void)layout, (void)tokens;
  for (uint32_t b = 0; b < parse->bunsetsu.count; b++) LIST_PUSH(a, &out->of_bunsetsu, NONE);
  for (uint32_t s = 0; s < parse->segments.count; s++) LIST_PUSH(a, &out->segments, ((frame_range){0}));
}
