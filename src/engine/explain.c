/* explain.c - every stage of a sentence as text, with the rules that were tried. */
#include "engine/engine.h"
#include "engine/engine_parts.h"

static void explain_frame(const language *l, analysis *a, uint32_t f, buffer *out) {
  event_trial trials[MAX_MATCHES];
  view lemma = a->frames.frames.at[f].compound;
  uint32_t n = event_try(l->event_rules, &a->scene, &a->statements, f, trials);
  buffer_printf(out, "  %.*s:%s\n", (int)lemma.len, lemma.ptr, n ? "" : " no rule has this predicate");
  for (uint32_t i = 0; i < n; i++) {
    const rule *r = trials[i].rule;
    buffer_printf(out, "    %-20.*s %.*s: %s", (int)r->id.len, r->id.ptr, (int)r->predicate.len, r->predicate.ptr,
                  event_fate_text(trials[i].fate));
    if (trials[i].need) buffer_printf(out, ": %.*s", (int)trials[i].need->text.len, trials[i].need->text.ptr);
    buffer_add_byte(out, '\n');
  }
}

static void explain_rules(const language *l, analysis *a, uint32_t sentence_number, buffer *out) {
  for (uint32_t f = 0; f < a->frames.frames.count; f++) {
    const sentence *s = &a->text.sentences.at[scene_sentence(&a->scene, f)];
    if (s->heading || (sentence_number != UINT32_MAX && s->number != sentence_number)) continue;
    explain_frame(l, a, f, out);
  }
}

static uint32_t sentence_of_number(const text_layout *text, uint32_t number) {
  for (uint32_t i = 0; i < text->sentences.count; i++)
    if (text->sentences.at[i].number == number) return i;
  return NONE;
}

/* Narrows a list that is sorted by position to what lies in words. */
#define NARROW(list, words)                                                                                            \
  do {                                                                                                                 \
    uint32_t first = 0, end = (list).count;                                                                            \
    while (first < end && (list).at[first].span.begin < (words).begin) first++;                                        \
    while (end > first && (list).at[end - 1].span.begin >= (words).end) end--;                                         \
    if (first) (list).at += first;                                                                                     \
    (list).count = end - first;                                                                                        \
  } while (0)

#define SLICE(list, first, length) ((list).at += (first), (list).count = (length))

/* A view of the analysis that shows one sentence: indices into the lists below the segments stay as they are. */
static analysis of_sentence(const analysis *a, uint32_t index) {
  analysis one = *a;
  const sentence *s = &a->text.sentences.at[index];
  SLICE(one.tokens.segments, s->segment, s->segment_count);
  SLICE(one.parse.segments, s->segment, s->segment_count);
  SLICE(one.frames.segments, s->segment, s->segment_count);
  NARROW(one.actors.mentions, s->span);
  NARROW(one.whens.whens, s->span);
  NARROW(one.whens.quantities, s->span);
  return one;
}

/* Statements and events name each other by index, so those of a sentence are picked and not cut out. */
static void explain_records(const analysis *a, uint32_t index, buffer *out) {
  span words = index == NONE ? (span){0, UINT32_MAX} : a->text.sentences.at[index].span;
  buffer_add_string(out, "# statements\n");
  attribute_dump(out, &a->text, &a->statements, words);
  buffer_add_string(out, "# events\n");
  event_dump(out, &a->text, &a->events, words);
}

static void explain_layers(const analysis *a, buffer *out) {
  buffer_add_string(out, "# tokens\n");
  token_dump(out, &a->text, &a->tokens);
  buffer_add_string(out, a->parse.language == LANGUAGE_JA ? "# bunsetsu\n" : "# dependencies\n");
  parse_dump(out, &a->text, &a->tokens, &a->parse);
  buffer_add_string(out, "# frames\n");
  frame_dump(out, &a->text, &a->tokens, &a->frames);
  buffer_add_string(out, "# actors\n");
  actor_dump(out, &a->text, &a->actors);
  buffer_add_string(out, "# dates and quantities\n");
  when_dump(out, &a->text, &a->whens);
}

static void explain_text(const analysis *a, uint32_t index, buffer *out) {
  buffer_add_string(out, "# text\n");
  if (index == NONE) {
    text_dump(out, &a->text);
    return;
  }
  const sentence *s = &a->text.sentences.at[index];
  view words = view_span(a->text.text, s->span);
  buffer_printf(out, "  %u %.*s\n", s->number, (int)words.len, words.ptr);
}

typedef struct {
  uint32_t sentence; /* its number, or UINT32_MAX for all */
  bool found;
  buffer *out;
} explaining;

/* Writes what there is to say about the sentence, where this part has it. */
static void explain_part(seimei_worker *w, const seimei_document *doc, analysis *a, bool last, void *user) {
  (void)doc;
  (void)last;
  explaining *x = user;
  uint32_t index = x->sentence == UINT32_MAX ? NONE : sentence_of_number(&a->text, x->sentence);
  if (x->sentence != UINT32_MAX && index == NONE) return;
  x->found = true;
  explain_text(a, index, x->out);
  if (!a->tokens.segments.count) {
    buffer_add_string(x->out, "# nothing more: the text names no state, body, person or group of the tables\n");
    return;
  }
  a->scene.keeps_reasons = true;
  event_run(w->language->event_rules, &a->scene, &a->statements, &a->events);
  analysis shown = index == NONE ? *a : of_sentence(a, index);
  explain_layers(&shown, x->out);
  explain_records(a, index, x->out);
  buffer_add_string(x->out, "# rules\n");
  explain_rules(w->language, a, x->sentence, x->out);
}

seimei_status worker_explain(seimei_worker *w, const seimei_document *doc, uint32_t sentence, buffer *out,
                             seimei_error *error) {
  explaining x = {.sentence = sentence, .out = out};
  seimei_status status = worker_each_part(w, doc, explain_part, &x, error);
  if (status) return status;
  if (!x.found) buffer_printf(out, "# the text has no sentence %u\n", sentence);
  return out->failed ? error_set(error, SEIMEI_NO_MEMORY, "out of memory") : SEIMEI_OK;
}
