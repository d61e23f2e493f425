/* marker.c - evidential markers: Xによると、…ということだ. The content is the rest of the clause. */
#include "attribute/attribution.h"

static const token *token_at(const scene *s, uint32_t i) { return &s->tokens->tokens.at[i]; }

static bool is_predicate_word(const token *t) { return t->pos == POS_VERB || t->pos == POS_AUXILIARY || t->pos == POS_ADJECTIVE; }

/* という。 ということです。 といい、 とのことで、: hearsay that closes the content. */
static bool is_hearsay(const scene *s, uint32_t i, uint32_t end) {
  const token *t = token_at(s, i);
  if (i == 0 || !is_predicate_word(token_at(s, i - 1))) return false;
  static const char *const forms[] = {"という", "といい", "といいます", "とのこと", "といわれ", "と言い", "と言う"};
  view rest = view_span(s->layout->text, (span){t->span.begin, token_at(s, end - 1)->span.end});
  for (size_t k = 0; k < COUNT_OF(forms); k++) {
    view form = view_of_string(forms[k]);
    if (!view_starts_with(rest, form)) continue;
    view after = view_skip(rest, form.len);
    if (view_starts_with(after, TEXT("こと"))) after = view_skip(after, strlen("こと"));
    return after.len == 0 || view_starts_with(after, TEXT("。")) || view_starts_with(after, TEXT("、")) || view_starts_with(after, TEXT("です")) ||
           view_starts_with(after, TEXT("だ")) || view_starts_with(after, TEXT("で、")) || view_starts_with(after, TEXT("で"));
  }
  return false;
}

static span content_after(const scene *s, uint32_t first, uint32_t end) {
  while (first < end && token_at(s, first)->sub == SUB_COMMA) first++;
  uint32_t last = end;
  for (uint32_t i = first + 1; i < end; i++)
    if (is_hearsay(s, i, end)) {
      last = i;
      break;
    }
  while (last > first && (token_at(s, last - 1)->sub == SUB_PERIOD || token_at(s, last - 1)->sub == SUB_COMMA)) last--;
  if (last <= first) return (span){0};
  return (span){token_at(s, first)->span.begin, token_at(s, last - 1)->span.end};
}

static uint64_t start_of(view words) {
  uint64_t start = 0;
  memcpy(&start, words.ptr, words.len < sizeof start ? words.len : sizeof start);
  return start;
}

marker marker_of(const rule *r) {
  uint64_t mask = 0;
  memset(&mask, 0xFF, r->predicate.len < sizeof mask ? r->predicate.len : sizeof mask);
  return (marker){start_of(r->predicate), mask, r};
}

/* Length in bytes of the marker that begins right after the bunsetsu's content, the longest one. */
static const rule *marker_at(const attribution *a, view rest) {
  const rule *best = NULL;
  uint64_t start = start_of(rest);
  for (uint32_t i = 0; i < a->rules->markers.count; i++) {
    const rule *r = a->rules->markers.at[i].rule;
    if ((start ^ a->rules->markers.at[i].start) & a->rules->markers.at[i].mask) continue;
    if (view_starts_with(rest, r->predicate) && (!best || r->predicate.len > best->predicate.len)) best = r;
  }
  return best;
}

/* 高官の話として、敵が退いたと報じた: what the report tells ends before its と; 敵が退いたと、通信社が高官の話として報じた. */
static span content_of_report(const scene *s, uint32_t segment, span words) {
  frame_range range = s->frames->segments.at[segment];
  token_range tokens = s->tokens->segments.at[segment];
  for (uint32_t i = tokens.first; i + 1 < tokens.first + tokens.count; i++) /* …の話として伝えたところでは、 */
    if (token_at(s, i)->span.begin > words.begin && view_equals(token_at(s, i)->surface, TEXT("ところ")) && token_at(s, i + 1)->pos == POS_PARTICLE) {
      while (i + 1 < tokens.first + tokens.count && token_at(s, i)->sub != SUB_COMMA) i++;
      if (token_at(s, i)->sub == SUB_COMMA && token_at(s, i + 1)->span.begin < words.end) return (span){token_at(s, i + 1)->span.begin, words.end};
    }
  for (uint32_t f = range.first; f < range.first + range.count; f++) {
    const frame *x = &s->frames->frames.at[f];
    const argument *a = frame_argument(s->frames, x, ROLE_QUOTE);
    if (!a || a->link != LINK_TO) continue;
    if (a->span.end > words.begin && a->span.end < words.end) return (span){words.begin, a->span.end};
    if (a->span.end <= words.begin && x->trigger.begin >= words.begin) return a->span;
  }
  return words;
}

static void add_statement(attribution *a, uint32_t segment, uint32_t b, const rule *r, span marker, span words) {
  const scene *s = a->scene;
  party source = source_of_phrase(s, b);
  if (!source.found) source = source_unnamed(a, b);
  if (!source.found) return;
  content *c = ARENA_NEW(s->arena, content, 1);
  *c = (content){words, NONE, NONE};
  statement st = {.segment = segment, .frame = NONE, .cue = marker, .content = c, .content_count = 1, .manner = SEIMEI_INDIRECT,
                  .source = source.who, .found = source.found, .rule = r, .medium = r->medium, .within = NONE, .wide = r->wide};
  LIST_PUSH(s->arena, &a->out->statements, st);
}

/* 関係者が明らかにしたところでは、…: whoever does what the clause on ところ tells, with its verb as the cue. */
static bool read_place_of_report(attribution *a, uint32_t segment, uint32_t noun, const rule *r, span words) {
  const scene *s = a->scene;
  frame_range range = s->frames->segments.at[segment];
  for (uint32_t f = range.first; f < range.first + range.count; f++) {
    const frame *x = &s->frames->frames.at[f];
    if (x->head_noun != noun || !word_in_class(a->rules->index.words, x->lemma, TEXT("伝達"))) continue;
    const argument *ga = frame_argument(s->frames, x, ROLE_GA);
    party source = scene_subject(s, f);
    if (!source.found && ga) source = source_of_phrase(s, ga->bunsetsu);
    if (!source.found && ga) source = source_unnamed(a, ga->bunsetsu);
    if (!source.found) return false;
    content *c = ARENA_NEW(s->arena, content, 1);
    *c = (content){words, NONE, NONE};
    statement st = {.segment = segment, .frame = f, .cue = x->trigger, .content = c, .content_count = 1, .manner = SEIMEI_INDIRECT,
                    .source = source.who, .found = source.found, .rule = r, .medium = r->medium, .within = NONE, .wide = r->wide};
    LIST_PUSH(s->arena, &a->out->statements, st);
    return a->used[f] = true;
  }
  return false;
}

static uint32_t token_from(const scene *s, uint32_t first, uint32_t end, uint32_t byte) {
  while (first < end && token_at(s, first)->span.begin < byte) first++;
  return first;
}

/* The first particle after the noun: に of 海上保安庁によりますと, where the verb heads the bunsetsu. */
static uint32_t marker_token(const scene *s, const bunsetsu *x) {
  for (uint32_t i = x->first + 1; i < x->end; i++)
    if (token_at(s, i)->pos == POS_PARTICLE) return token_at(s, i - 1)->pos == POS_NOUN ? i : NONE;
  return NONE;
}

void markers_find(attribution *a, uint32_t segment) {
  const scene *s = a->scene;
  bunsetsu_range range = s->parse->segments.at[segment];
  token_range tokens = s->tokens->segments.at[segment];
  uint32_t end = tokens.first + tokens.count;
  for (uint32_t b = range.first; b < range.first + range.count; b++) {
    const bunsetsu *x = &s->parse->bunsetsu.at[b];
    uint32_t next = marker_token(s, x);
    if (next >= end || next == NONE) continue;
    uint32_t begin = token_at(s, next)->span.begin;
    view rest = view_span(s->layout->text, (span){begin, token_at(s, end - 1)->span.end});
    const rule *r = marker_at(a, rest);
    if (!r) continue;
    span marker = {begin, begin + (uint32_t)r->predicate.len};
    uint32_t after = token_from(s, next, end, marker.end);
    span words = content_after(s, after, end);
    bool place = view_equals(token_at(s, next - 1)->surface, TEXT("ところ"));
    if (place) read_place_of_report(a, segment, next - 1, r, words);
    if (place || view_equals(r->predicate, TEXT("では"))) continue;
    if (view_ends_with(r->predicate, TEXT("として"))) words = content_of_report(s, segment, words);
    if (words.end > words.begin) add_statement(a, segment, b, r, marker, words);
  }
}
