/* attribute.c - runs attribution over the document, sentence by sentence, the outer segment before its quotations, so
 * that a quotation's speaker is known when its inside is read. */
#include "attribute/attribution.h"

static const frame *frame_at(const scene *s, uint32_t f) { return &s->frames->frames.at[f]; }

/* ---- rules ---- */

static bool is_marker(language_id l, const rule *r) {
  if (l == LANGUAGE_EN) return r->evidential;
  static const char *const starts[] = {"に", "の", "では"};
  for (size_t i = 0; i < COUNT_OF(starts) && r->evidential; i++)
    if (view_starts_with(r->predicate, view_of_string(starts[i]))) return true;
  return false;
}

static void load_media(attribute_rules *r, const pack *p, const char *language) {
  view name = arena_format(&r->arena, "%s/medium", language), nouns, noun;
  const table *t = pack_table(p, name.ptr);
  for (uint32_t row = 0; t && row < t->rows; row++) {
    nouns = table_cell(t, row, table_column(t, "noun"));
    while (nouns.len && view_split(&nouns, '|', &noun)) map_put(&r->arena, &r->medium_nouns, noun, row);
    LIST_PUSH(&r->arena, &r->media, ((medium_row){table_cell(t, row, table_column(t, "place")), table_cell(t, row, table_column(t, "medium"))}));
  }
}

static seimei_status load(attribute_rules *r, const pack *p, const char *language, const table *extra, size_t extra_count, seimei_error *error) {
  view name = arena_format(&r->arena, "%s/cue", language);
  const table *t = pack_table(p, name.ptr);
  seimei_status status = t ? rule_index_add(&r->arena, &r->index, t, error) : SEIMEI_OK;
  for (size_t i = 0; i < extra_count && !status; i++)
    if (view_ends_with(extra[i].name, TEXT("cue"))) status = rule_index_add(&r->arena, &r->index, &extra[i], error);
  for (uint32_t i = 0; i < r->index.rules.count && !status; i++) {
    const rule *x = &r->index.rules.at[i];
    if (is_marker(r->index.language, x)) LIST_PUSH(&r->arena, &r->markers, marker_of(x));
    if (view_equals(x->predicate, TEXT("として"))) r->toshite = x;
    if (view_equals(x->predicate, TEXT("と"))) r->quotation = x;
    if (english_is_noun_cue(x)) map_put(&r->arena, &r->noun_cues, view_skip(x->predicate, strlen("X's ")), i);
  }
  load_media(r, p, language);
  return status;
}

seimei_status attribute_rules_new(const pack *p, const char *language, const word_classes *classes, const table *extra,
                                  size_t extra_count, const seimei_allocator *allocator, attribute_rules **out, seimei_error *error) {
  *out = NULL;
  attribute_rules *r = allocator_resize(allocator, NULL, sizeof *r);
  if (!r) return error_set(error, SEIMEI_NO_MEMORY, "out of memory while the cues are read");
  memset(r, 0, sizeof *r);
  arena_init(&r->arena, allocator);
  r->index.words = classes;
  language_of_code(view_of_string(language), &r->index.language);
  jmp_buf failure;
  r->arena.on_failure = &failure;
  if (setjmp(failure)) {
    attribute_rules_free(r);
    return error_set(error, SEIMEI_NO_MEMORY, "out of memory while the cues are read");
  }
  seimei_status status = load(r, p, language, extra, extra_count, error);
  r->arena.on_failure = NULL;
  if (status) attribute_rules_free(r);
  else *out = r;
  return status;
}

void attribute_rules_free(attribute_rules *r) {
  if (!r) return;
  const seimei_allocator *allocator = r->arena.allocator;
  arena_release(&r->arena);
  allocator_resize(allocator, r, 0);
}

const rule_index *attribute_rules_index(const attribute_rules *r) { return &r->index; }

/* ---- statements ---- */

static void note_speakers(scene *s, const statement *st) {
  for (uint32_t i = 0; i < st->content_count; i++)
    if (st->content[i].quote != NONE) s->speakers[st->content[i].quote].source = st->source;
}

static actor_set addressee_of(const scene *s, uint32_t f, const rule *r) {
  static const role roles[] = {ROLE_NITAISURU, ROLE_NI, ROLE_WO}; /* told lawmakers */
  for (size_t i = 0; i < (scene_is_english(s) ? COUNT_OF(roles) : 2); i++) {
    bool content = r->phrases & (1u << roles[i]);
    const argument *a = content ? NULL : frame_argument(s->frames, frame_at(s, f), roles[i]);
    actor_set who = a ? scene_actors(s, a) : (actor_set){0};
    if (who.count) return who;
  }
  return (actor_set){0};
}

static void add_statement(attribution *a, uint32_t f, const rule *r, party source, content_list *contents, span cue) {
  scene *s = a->scene;
  actor_set asked = source_tidy_front(a, contents), addressee = addressee_of(s, f, r);
  statement st = {.segment = frame_at(s, f)->segment, .frame = f, .cue = cue, .content = contents->at, .content_count = contents->count,
                  .manner = content_manner(s, contents), .source = source.who, .found = source.found, .addressee = addressee.count ? addressee : asked,
                  .rule = r, .medium = r->medium.len || !scene_is_english(s) ? r->medium : english_medium(a, f), .within = NONE, .wide = r->wide || source.found == FOUND_ANYBODY};
  if (!st.wide) note_speakers(s, &st); /* who speaks in which quotation is the same in either scope */
  LIST_PUSH(s->arena, &a->out->statements, st);
}

/* The cue's words: the noun of a noun pattern up to the predicate (考えを示した), else the predicate. とする has its と. */
static span cue_span(const scene *s, const frame *x, const rule_match *match) {
  span cue = x->trigger;
  if (scene_is_english(s)) return english_cue_span(s, x, match);
  if (match->noun && match->noun->bunsetsu < x->bunsetsu) {
    uint32_t noun_end = match->noun->span.end;
    cue.begin = noun_end - (uint32_t)match->rule->noun.len;
  }
  if (view_equals(x->lemma, TEXT("とする"))) {
    view text = s->layout->text;
    if (cue.begin >= 3 && view_equals(view_span(text, (span){cue.begin - 3, cue.begin}), TEXT("と"))) cue.begin -= 3;
  }
  return cue;
}

static bool needs_hold(const attribution *a, uint32_t f, const rule_match *match) {
  party none = {0};
  for (uint32_t i = 0; i < match->rule->need_count; i++)
    if (!scene_need(a->scene, a->rules->index.words, f, match->noun, &match->rule->needs[i], &none, &none)) return false;
  return true;
}

static span toshite_cue(const scene *s, const content *c) {
  uint32_t begin = c->quote != NONE ? s->layout->quotes.at[c->quote].outer.end : c->span.end;
  return (span){begin, begin + (uint32_t)strlen("として")};
}

/* …として of a predicate that is no cue itself. */
static void read_toshite(attribution *a, uint32_t f) {
  content_list contents = {0};
  content_of_toshite(a, f, &contents);
  if (!contents.count || !a->rules->toshite) return;
  rule_match match = {a->rules->toshite, NULL, 0};
  party source = source_of_cue(a, f, &match, &contents);
  if (source.found) add_statement(a, f, a->rules->toshite, source, &contents, toshite_cue(a->scene, &contents.at[contents.count - 1]));
}

/* 「…と考える」 of somebody who is quoted: the quotation is the statement. */
static bool is_own_view(const scene *s, uint32_t f, const party *source) {
  uint32_t q = s->layout->segments.at[frame_at(s, f)->segment].quote;
  return q != NONE && (source->found == FOUND_SPEAKER || actor_sets_equal(&s->speakers[q].source, &source->who));
}

/* 「もう帰れない」とうつむいた: quoted sentences speak for themselves, whatever the verb. */
static bool read_quotation(attribution *a, uint32_t f) {
  if (!a->rules->quotation) return false;
  rule_match match = {a->rules->quotation, NULL, 0};
  content_list contents = {0};
  content_of_quotation(a, f, &match, &contents);
  if (!contents.count) return false;
  party source = source_of_cue(a, f, &match, &contents);
  if (!source.found || is_own_view(a->scene, f, &source)) return false;
  add_statement(a, f, match.rule, source, &contents, frame_at(a->scene, f)->trigger);
  return true;
}

/* 「もう帰れない」 男性はそう話した. */
static bool read_apart(attribution *a, uint32_t f) {
  content_list contents = {0};
  if (!a->rules->quotation) return false;
  content_apart(a, f, &contents);
  if (!contents.count) return false;
  rule_match match = {a->rules->quotation, NULL, 0};
  party source = source_of_cue(a, f, &match, &contents);
  if (!source.found) return false;
  add_statement(a, f, match.rule, source, &contents, frame_at(a->scene, f)->trigger);
  return true;
}

/* Whether one of the rules of a scope presents something. */
static bool read_cues(attribution *a, uint32_t f, const rule_match *matches, uint32_t n, bool wide) {
  scene *s = a->scene;
  for (uint32_t i = 0; i < n; i++) {
    content_list contents = {0};
    if (matches[i].rule->wide != wide || matches[i].rule->evidential || !needs_hold(a, f, &matches[i])) continue;
    content_of_cue(a, f, &matches[i], &contents);
    if (!contents.count || (scene_is_english(s) && english_withholds(a, f, matches[i].rule, &contents))) continue;
    party source = source_of_cue(a, f, &matches[i], &contents);
    if (source.found && is_own_view(s, f, &source)) return true;
    if (!source.found) continue;
    add_statement(a, f, matches[i].rule, source, &contents, cue_span(s, frame_at(s, f), &matches[i]));
    return true;
  }
  return false;
}

static void read_frame(attribution *a, uint32_t f) {
  scene *s = a->scene;
  rule_match matches[MAX_MATCHES];
  bool demanded = frame_at(s, f)->embedding == EMBED_QUOTE && frame_at(s, f)->link == LINK_YOU; /* 保証するよう求めた */
  uint32_t n = a->used[f] || demanded ? 0 : rule_match_frame(&a->rules->index, s->layout, s->tokens, s->frames, frame_at(s, f), matches);
  if (a->used[f] || read_cues(a, f, matches, n, false)) return;
  uint32_t before = a->out->statements.count;
  if (!demanded && !read_quotation(a, f) && !read_apart(a, f)) read_toshite(a, f);
  if (s->scope == SEIMEI_WIDE && a->out->statements.count == before) read_cues(a, f, matches, n, true);
}

/* とした上で hands its content to a later frame: that one is read first. */
static void read_segment(attribution *a, uint32_t segment) {
  frame_range range = a->scene->frames->segments.at[segment];
  if (scene_is_english(a->scene)) english_markers_find(a, segment);
  else markers_find(a, segment);
  for (uint32_t f = range.first + range.count; f-- > range.first;) read_frame(a, f);
  if (scene_is_english(a->scene)) english_nouns_find(a, segment);
}

/* Whom the sentence is about, for those after it that leave their subject out. */
static const statement *statement_of(const attribution *a, uint32_t f, uint32_t sentence_index) {
  for (uint32_t i = a->out->statements.count; i-- > 0;) {
    const statement *st = &a->out->statements.at[i];
    if (a->scene->layout->segments.at[st->segment].sentence != sentence_index) break;
    if (st->frame == f && !st->wide) return st;
  }
  return NULL;
}

/* The main clause of an English sentence stands before what is joined to it. */
static bool note_english_subject(attribution *a, uint32_t sentence_index) {
  scene *s = a->scene;
  frame_range range = s->frames->segments.at[s->layout->sentences.at[sentence_index].segment];
  for (uint32_t f = range.first; f < range.first + range.count; f++) {
    if (frame_at(s, f)->embedding != EMBED_MAIN) continue;
    const statement *st = statement_of(a, f, sentence_index);
    party p = scene_subject(s, f);
    if (!p.found && !st) continue;
    s->subjects[sentence_index] = st ? st->source : p.who;
    return true;
  }
  return false;
}

static void note_subject(attribution *a, uint32_t sentence_index) {
  scene *s = a->scene;
  const sentence *x = &s->layout->sentences.at[sentence_index];
  frame_range range = s->frames->segments.at[x->segment];
  if (scene_is_english(s) && note_english_subject(a, sentence_index)) return;
  for (uint32_t f = range.first + range.count; f-- > range.first;) {
    const frame *g = frame_at(s, f);
    if (g->embedding != EMBED_MAIN && g->embedding != EMBED_COORDINATE) continue;
    const statement *st = statement_of(a, f, sentence_index);
    party p = scene_subject(s, f);
    if (!p.found && !st) continue;
    s->subjects[sentence_index] = st ? st->source : p.who;
    return;
  }
  for (uint32_t i = a->out->statements.count; i-- > 0;) {
    const statement *st = &a->out->statements.at[i];
    if (s->layout->segments.at[st->segment].sentence != sentence_index) break;
    if (st->segment == x->segment && !st->wide) s->subjects[sentence_index] = st->source;
  }
}

static void sort_statements(attribute_layout *out) {
  for (uint32_t i = 1; i < out->statements.count; i++) { /* nearly sorted already */
    statement st = out->statements.at[i];
    uint32_t k = i;
    for (; k > 0 && out->statements.at[k - 1].cue.begin > st.cue.begin; k--) out->statements.at[k] = out->statements.at[k - 1];
    out->statements.at[k] = st;
  }
}

/* The smallest other statement whose content holds this one's cue. */
static void set_within(attribute_layout *out) {
  enum { REACH = 64 }; /* neighbours by position: statements nest in one sentence */
  for (uint32_t i = 0; i < out->statements.count; i++) {
    statement *st = &out->statements.at[i];
    uint32_t best = UINT32_MAX, from = i > REACH ? i - REACH : 0, to = i + REACH < out->statements.count ? i + REACH : out->statements.count;
    for (uint32_t k = from; k < to; k++)
      for (uint32_t c = 0; k != i && c < out->statements.at[k].content_count; c++) {
        span outer = out->statements.at[k].content[c].span;
        if (span_contains(outer, st->cue) && span_length(outer) < best) best = span_length(outer), st->within = k;
      }
  }
}

void attribute_run(const attribute_rules *r, scene *s, attribute_layout *out) {
  *out = (attribute_layout){0};
  attribution a = {.rules = r, .scene = s, .out = out, .used = ARENA_NEW(s->arena, bool, s->frames->frames.count)};
  for (uint32_t i = 0; i < s->layout->sentences.count; i++) {
    const sentence *x = &s->layout->sentences.at[i];
    if (x->heading) continue;
    for (uint32_t g = x->segment; g < x->segment + x->segment_count; g++) {
      if (scene_is_english(s) && s->layout->segments.at[g].quote != NONE) english_speaker_inherit(&a, s->layout->segments.at[g].quote);
      read_segment(&a, g);
    }
    if (x->segment_count) note_subject(&a, i), source_note_issuer(&a, i);
  }
  sort_statements(out);
  set_within(out);
}

static void dump_words(buffer *out, const text_layout *layout, span words) { buffer_add(out, view_span(layout->text, words)); }

void attribute_dump(buffer *out, const text_layout *layout, const attribute_layout *statements, span words) {
  static const char *const manners[] = {"direct", "indirect", "mixed"};
  for (uint32_t i = 0; i < statements->statements.count; i++) {
    const statement *st = &statements->statements.at[i];
    if (!span_has(words, st->cue.begin)) continue;
    buffer_printf(out, "  statement %u: %.*s %s cue \"", i, (int)st->rule->id.len, st->rule->id.ptr, manners[st->manner]);
    dump_words(out, layout, st->cue);
    buffer_add_string(out, "\" source");
    for (uint32_t k = 0; k < st->source.count; k++)
      buffer_printf(out, " %.*s:%.*s", (int)st->source.at[k].code.len, st->source.at[k].code.ptr, (int)st->source.at[k].sector.len, st->source.at[k].sector.ptr);
    for (uint32_t k = 0; k < st->content_count; k++) {
      buffer_add_string(out, "\n    content: ");
      dump_words(out, layout, st->content[k].span);
    }
    buffer_add_byte(out, '\n');
  }
}
