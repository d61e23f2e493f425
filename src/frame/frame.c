/* frame.c - runs the frame stage: function words, predicates, arguments, clauses; and its dump. */
#include "frame/context.h"

static const char *const role_names[LANGUAGE_COUNT][ROLE_COUNT] = {{
#define X(name, ja, en) ja,
                                                                       ROLE_LIST(X)
#undef X
                                                                   },
                                                                   {
#define X(name, ja, en) en,
                                                                       ROLE_LIST(X)
#undef X
                                                                   }};

const char *role_name(language_id l, role r) { return (unsigned)r < ROLE_COUNT ? role_names[l][r] : "none"; }

bool role_of_name(language_id l, view name, role *out) {
  if (!name.len) return false;
  if (l == LANGUAGE_EN && view_is(name, "indirect")) return *out = ROLE_NI, true;
  for (unsigned i = 0; i < ROLE_COUNT; i++)
    if (view_is(name, role_names[l][i])) return *out = (role)i, true;
  return false;
}

static const char *const link_names[LANGUAGE_COUNT][LINK_COUNT] = {{"to", "toshite", "you", "mune", "koto", "tono", "bare"},
                                                                   {"that", "", "infinitive", "", "gerund", "nounclause", "bare"}};

bool link_of_name(language_id l, view name, link_kind *out) {
  for (unsigned i = 0; i < LINK_BARE && name.len; i++)
    if (view_is(name, link_names[l][i])) return *out = (link_kind)i, true;
  return false;
}

void frame_argument_add(arena *a, frame_layout *frames, frame *f, const argument *given) {
  argument added = *given;
  uint32_t first = frames->arguments.count;
  for (uint32_t k = 0; k < f->argument_count; k++) {
    argument copy = frames->arguments.at[f->argument + k];
    LIST_PUSH(a, &frames->arguments, copy);
  }
  LIST_PUSH(a, &frames->arguments, added);
  f->argument = first;
  f->argument_count++;
}

const argument *frame_argument(const frame_layout *frames, const frame *f, role r) {
  for (uint32_t i = f->argument; i < f->argument + f->argument_count; i++) {
    const argument *a = &frames->arguments.at[i];
    if (a->role == r && a->of == NONE) return a;
  }
  return NULL;
}

static void link_children(frame_context *c) {
  uint32_t n = c->parse->bunsetsu.count;
  for (uint32_t b = 0; b < n; b++) c->child_first[b] = c->child_next[b] = NONE;
  for (uint32_t b = n; b-- > 0;) {
    uint32_t head = bunsetsu_at(c, b)->head;
    if (head == NONE) continue;
    c->child_next[b] = c->child_first[head];
    c->child_first[head] = b;
  }
}

void frame_run(const frame_rules *rules, arena *a, const text_layout *layout, const token_layout *tokens,
               parse_layout *parse, frame_layout *out) {
  *out = (frame_layout){0};
  if (rules->language == LANGUAGE_EN) {
    english_frame_run(rules, a, layout, tokens, parse, out);
    return;
  }
  frame_context c = {.rules = rules, .arena = a, .layout = layout, .tokens = tokens, .parse = parse, .out = out};
  uint32_t n = parse->bunsetsu.count;
  c.tails = ARENA_NEW(a, tail, n);
  for (uint32_t b = 0; b < n; b++) c.tails[b] = tail_read(&c, b);
  c.child_first = ARENA_NEW(a, uint32_t, n);
  c.child_next = ARENA_NEW(a, uint32_t, n);
  link_children(&c);
  for (uint32_t b = 0; b < n; b++) tail_settle_to(&c, b);
  for (uint32_t s = 0; s < parse->segments.count; s++) bunsetsu_retie(&c, s);
  link_children(&c);
  for (uint32_t s = 0; s < parse->segments.count; s++) bunsetsu_retie_content(&c, s);
  link_children(&c);
  for (uint32_t b = 0; b < n; b++) tail_read_compound(&c, b);
  for (uint32_t b = 0; b < n; b++) LIST_PUSH(a, &out->of_bunsetsu, NONE);
  for (uint32_t s = 0; s < parse->segments.count; s++) LIST_PUSH(a, &out->segments, ((frame_range){0}));
  for (uint32_t s = 0; s < parse->segments.count; s++) {
    predicates_find(&c, s);
    arguments_collect(&c, out->segments.at[s]);
    clauses_embed(&c, out->segments.at[s]);
    subjects_share(&c, out->segments.at[s]);
  }
}

static const char *const embedding_names[] = {"main", "coordinate", "adverbial", "relative", "quote", "nominal", "condition"};
static const char *const voice_names[] = {"active", "passive", "causative", "causative-passive"};
static const char *const mood_names[] = {"future", "intent", "possible", "obligation", "condition", "request", "potential", "purpose", "hearsay"};

static void dump_argument(buffer *out, const text_layout *layout, const argument *a, uint32_t frame_base) {
  view words = view_span(layout->text, a->span);
  buffer_printf(out, "      %s%s%s%s%s: %.*s", a->of != NONE ? "of noun " : "", role_name(layout->language, a->role), a->topic ? " topic" : "",
                a->also ? " also" : "", a->role == ROLE_QUOTE ? " " : "", (int)words.len, words.ptr);
  if (a->role == ROLE_QUOTE || a->frame != NONE) buffer_printf(out, " (%s)", link_names[layout->language][a->link]);
  if (a->frame != NONE) buffer_printf(out, " [frame %u]", a->frame - frame_base);
  buffer_add_byte(out, '\n');
}

void frame_dump(buffer *out, const text_layout *layout, const token_layout *tokens, const frame_layout *frames) {
  (void)tokens;
  for (uint32_t s = 0; s < frames->segments.count; s++) {
    frame_range range = frames->segments.at[s];
    for (uint32_t i = range.first; i < range.first + range.count; i++) {
      const frame *f = &frames->frames.at[i];
      view words = view_span(layout->text, f->trigger);
      buffer_printf(out, "  frame %u: %.*s = %.*s %s %s%s%s%s", i - range.first, (int)words.len, words.ptr, (int)f->compound.len,
                    f->compound.ptr, voice_names[f->voice], embedding_names[f->embedding], f->negated ? " negated" : "",
                    f->past ? " past" : "", f->light ? " light" : "");
      for (unsigned m = 0; m < COUNT_OF(mood_names); m++)
        if (f->mood & (1u << m)) buffer_printf(out, " %s", mood_names[m]);
      if (f->parent != NONE) buffer_printf(out, " in frame %u", f->parent - range.first);
      if (f->subject != NONE && f->subject < range.first) buffer_add_string(out, " goes on from outside the quotation");
      else if (f->subject != NONE) buffer_printf(out, " shares %s of frame %u", f->subject_is_recipient ? "recipient" : "subject", f->subject - range.first);
      buffer_add_byte(out, '\n');
      for (uint32_t k = f->argument; k < f->argument + f->argument_count; k++) dump_argument(out, layout, &frames->arguments.at[k], range.first);
    }
  }
}
