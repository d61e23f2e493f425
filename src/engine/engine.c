/* engine.c - the public engine and worker, and explain.
 *
 * The engine owns what is immutable (pack, dictionary, indexes); a worker owns the arena and MeCab's lattice. The
 * worker's call is the only place that arms its arena: whatever stage runs out of memory, control comes back here. */
#include "engine/engine.h"

#include <stdio.h>
#include <stdlib.h>

#include "engine/pipeline.h"

#define DEFAULT_DICTIONARY "/var/lib/mecab/dic/ipadic-utf8"
enum { DEFAULT_MAX_DOCUMENT = 64 << 20 };

struct seimei_engine {
  const seimei_allocator *allocator;
  arena arena; /* extra tables */
  pack *pack;
  buffer pack_path;
  view dictionary_path, version;
  size_t max_document;
  table *extra;
  size_t extra_count;
  language japanese;
};

struct seimei_worker {
  const seimei_engine *engine;
  arena arena;
  token_worker *tokens;
  seimei_records records;
};

/* ---- extra tables ---- */

/* -1 when it cannot be read to its end. */
static long size_of_file(FILE *f) { return fseek(f, 0, SEEK_END) ? -1 : ftell(f); }

/* The arena may unwind, so the file is closed whenever it is asked for memory. */
static seimei_status read_file(arena *a, const char *path, view *out, seimei_error *error) {
  enum { MOST = 1 << 30 };
  FILE *f = fopen(path, "rb");
  if (!f) return error_set(error, SEIMEI_NO_FILE, "%s: cannot be opened", path);
  long size = size_of_file(f);
  fclose(f);
  if (size < 0 || size > MOST) return error_set(error, SEIMEI_IO, "%s: cannot be read", path);
  char *bytes = arena_alloc(a, (size_t)size + 1);
  f = fopen(path, "rb");
  bool whole = f && fread(bytes, 1, (size_t)size, f) == (size_t)size;
  if (f) fclose(f);
  if (!whole) return error_set(error, SEIMEI_IO, "%s: cannot be read", path);
  *out = view_of(bytes, (size_t)size);
  return SEIMEI_OK;
}

/* The table's kind is its file's name without folder and .tsv: my/accuse.tsv adds rules for ACCUSE. */
static view table_name_of(const char *path) {
  const char *slash = strrchr(path, '/');
  view name = view_of_string(slash ? slash + 1 : path);
  if (view_ends_with(name, TEXT(".tsv"))) name.len -= strlen(".tsv");
  return name;
}

static seimei_status read_extra(seimei_engine *e, const seimei_engine_options *o, seimei_error *error) {
  e->extra = ARENA_NEW(&e->arena, table, o->lexicon_count);
  for (size_t i = 0; i < o->lexicon_count; i++) {
    view text;
    seimei_status status = read_file(&e->arena, o->lexicons[i], &text, error);
    if (!status) status = table_parse(&e->arena, text, table_name_of(o->lexicons[i]), o->lexicons[i], &e->extra[i], error);
    if (status) return status;
    e->extra_count++;
  }
  return SEIMEI_OK;
}

/* ---- engine ---- */

static const char *dictionary_of(const seimei_engine_options *o) {
  if (o->dictionary_path) return o->dictionary_path;
  const char *given = getenv("SEIMEI_DICTIONARY");
  return given && *given ? given : DEFAULT_DICTIONARY;
}

static seimei_status open_pack(seimei_engine *e, const seimei_engine_options *o, seimei_error *error) {
  if (o->pack_path) buffer_add_string(&e->pack_path, o->pack_path);
  else {
    seimei_status status = pack_find(&e->pack_path, error);
    if (status) return status;
  }
  if (e->pack_path.failed) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  return pack_open(e->pack_path.ptr, e->allocator, &e->pack, error);
}

static seimei_status fill_engine(seimei_engine *e, const seimei_engine_options *o, seimei_error *error) {
  e->dictionary_path = arena_copy(&e->arena, view_of_string(dictionary_of(o)));
  seimei_status status = open_pack(e, o, error);
  if (!status) status = read_extra(e, o, error);
  if (status) return status;
  view data = pack_version(e->pack);
  e->version = arena_format(&e->arena, SEIMEI_VERSION "+%.*s", (int)data.len, data.ptr);
  return language_open(e->pack, "ja", e->dictionary_path.ptr, e->extra, e->extra_count, e->allocator, &e->japanese, error);
}

static seimei_status fill_armed(seimei_engine *e, const seimei_engine_options *o, seimei_error *error) {
  jmp_buf failure;
  e->arena.on_failure = &failure;
  seimei_status status = setjmp(failure) ? error_set(error, SEIMEI_NO_MEMORY, "out of memory") : fill_engine(e, o, error);
  e->arena.on_failure = NULL;
  return status;
}

seimei_status seimei_engine_open(const seimei_engine_options *options, seimei_engine **out, seimei_error *error) {
  static const seimei_engine_options defaults;
  const seimei_engine_options *o = options ? options : &defaults;
  *out = NULL;
  seimei_engine *e = allocator_resize(o->allocator, NULL, sizeof *e);
  if (!e) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  memset(e, 0, sizeof *e);
  e->allocator = o->allocator;
  e->max_document = o->max_document ? o->max_document : DEFAULT_MAX_DOCUMENT;
  arena_init(&e->arena, o->allocator);
  buffer_init(&e->pack_path, o->allocator);
  seimei_status status = fill_armed(e, o, error);
  if (status) seimei_engine_close(e);
  else *out = e;
  return status;
}

void seimei_engine_close(seimei_engine *e) {
  if (!e) return;
  language_close(&e->japanese);
  pack_close(e->pack);
  buffer_release(&e->pack_path);
  arena_release(&e->arena);
  allocator_resize(e->allocator, e, 0);
}

bool engine_has_actor(const seimei_engine *e, view text) { return name_index_any_actor(e->japanese.names, text); }

/* ---- worker ---- */

seimei_status seimei_worker_new(const seimei_engine *engine, seimei_worker **out, seimei_error *error) {
  *out = NULL;
  seimei_worker *w = allocator_resize(engine->allocator, NULL, sizeof *w);
  if (!w) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  memset(w, 0, sizeof *w);
  w->engine = engine;
  arena_init(&w->arena, engine->allocator);
  seimei_status status = token_worker_new(engine->japanese.tokenizer, &w->tokens, error);
  if (status) seimei_worker_free(w);
  else *out = w;
  return status;
}

void seimei_worker_free(seimei_worker *w) {
  if (!w) return;
  token_worker_free(w->tokens);
  arena_release(&w->arena);
  allocator_resize(w->engine->allocator, w, 0);
}

static seimei_status check_document(const seimei_worker *w, const seimei_document *doc, seimei_error *error) {
  if (doc->text.len > w->engine->max_document)
    return error_set(error, SEIMEI_TOO_LARGE, "document %.*s has %zu bytes, more than the %zu allowed", (int)doc->id.len, doc->id.ptr, doc->text.len,
                     w->engine->max_document);
  if (doc->lang.len && !view_equals(doc->lang, TEXT("ja")))
    return error_set(error, SEIMEI_UNSUPPORTED, "document %.*s: no language pack for \"%.*s\"", (int)doc->id.len, doc->id.ptr, (int)doc->lang.len, doc->lang.ptr);
  return SEIMEI_OK;
}

/* A date that cannot be read is as good as none. */
static seimei_document clean_document(const seimei_document *doc) {
  seimei_document d = *doc;
  if (d.published.len > 10) d.published.len = 10;
  if (when_day_number(d.published) == INT32_MIN) d.published = (view){0};
  return d;
}

seimei_status seimei_worker_code(seimei_worker *w, const seimei_document *doc, const seimei_records **out, seimei_error *error) {
  *out = NULL;
  seimei_status status = check_document(w, doc, error);
  if (status) return status;
  seimei_document d = clean_document(doc);
  arena_reset(&w->arena);
  jmp_buf failure;
  w->arena.on_failure = &failure;
  if (setjmp(failure)) {
    w->arena.on_failure = NULL;
    return error_set(error, SEIMEI_NO_MEMORY, "out of memory in document %.*s", (int)doc->id.len, doc->id.ptr);
  }
  analysis a;
  pipeline_run(&w->engine->japanese, w->tokens, &w->arena, &d, &a);
  record_run(&a.scene, &a.statements, &a.events, &d, w->engine->version, &w->records);
  w->arena.on_failure = NULL;
  *out = &w->records;
  return SEIMEI_OK;
}

/* ---- explain ---- */

static void explain_frame(const seimei_engine *e, analysis *a, uint32_t f, buffer *out) {
  event_trial trials[MAX_MATCHES];
  view lemma = a->frames.frames.at[f].compound;
  uint32_t n = event_try(e->japanese.event_rules, &a->scene, &a->statements, f, trials);
  buffer_printf(out, "  %.*s:%s\n", (int)lemma.len, lemma.ptr, n ? "" : " no rule has this predicate");
  for (uint32_t i = 0; i < n; i++) {
    const rule *r = trials[i].rule;
    buffer_printf(out, "    %-20.*s %.*s: %s", (int)r->id.len, r->id.ptr, (int)r->predicate.len, r->predicate.ptr, event_fate_text(trials[i].fate));
    if (trials[i].need) buffer_printf(out, ": %.*s", (int)trials[i].need->text.len, trials[i].need->text.ptr);
    buffer_add_byte(out, '\n');
  }
}

static void explain_rules(const seimei_engine *e, analysis *a, uint32_t sentence_number, buffer *out) {
  for (uint32_t f = 0; f < a->frames.frames.count; f++) {
    const sentence *s = &a->text.sentences.at[scene_sentence(&a->scene, f)];
    if (s->heading || (sentence_number != UINT32_MAX && s->number != sentence_number)) continue;
    explain_frame(e, a, f, out);
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
  buffer_add_string(out, "# bunsetsu\n");
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

static void explain_all(const seimei_engine *e, analysis *a, uint32_t sentence_number, buffer *out) {
  uint32_t index = sentence_number == UINT32_MAX ? NONE : sentence_of_number(&a->text, sentence_number);
  if (sentence_number != UINT32_MAX && index == NONE) {
    buffer_printf(out, "# the text has no sentence %u\n", sentence_number);
    return;
  }
  explain_text(a, index, out);
  if (!a->tokens.segments.count) {
    buffer_add_string(out, "# nothing more: the text names no state, body, person or group of the tables\n");
    return;
  }
  analysis shown = index == NONE ? *a : of_sentence(a, index);
  explain_layers(&shown, out);
  explain_records(a, index, out);
  buffer_add_string(out, "# rules\n");
  explain_rules(e, a, sentence_number, out);
}

seimei_status worker_explain(seimei_worker *w, const seimei_document *doc, uint32_t sentence, buffer *out, seimei_error *error) {
  seimei_status status = check_document(w, doc, error);
  if (status) return status;
  seimei_document d = clean_document(doc);
  arena_reset(&w->arena);
  jmp_buf failure;
  w->arena.on_failure = &failure;
  if (setjmp(failure)) {
    w->arena.on_failure = NULL;
    return error_set(error, SEIMEI_NO_MEMORY, "out of memory in document %.*s", (int)doc->id.len, doc->id.ptr);
  }
  analysis a;
  pipeline_run(&w->engine->japanese, w->tokens, &w->arena, &d, &a);
  explain_all(w->engine, &a, sentence, out);
  w->arena.on_failure = NULL;
  return out->failed ? error_set(error, SEIMEI_NO_MEMORY, "out of memory") : SEIMEI_OK;
}

seimei_status engine_describe(const seimei_engine *e, buffer *out, seimei_error *error) {
  uint32_t rows = 0, tables = pack_table_count(e->pack);
  for (uint32_t i = 0; i < tables; i++) rows += pack_table_at(e->pack, i)->rows;
  buffer_printf(out, "version\t%s\n", SEIMEI_VERSION);
  buffer_printf(out, "data\t%.*s\n", (int)pack_version(e->pack).len, pack_version(e->pack).ptr);
  buffer_printf(out, "pack\t%s\n", e->pack_path.ptr);
  buffer_printf(out, "dictionary\t%.*s\n", (int)e->dictionary_path.len, e->dictionary_path.ptr);
  buffer_printf(out, "languages\tja\n");
  buffer_printf(out, "tables\t%u\nrows\t%u\n", tables, rows);
  buffer_printf(out, "event rules\t%u\n", event_rules_index(e->japanese.event_rules)->rules.count);
  buffer_printf(out, "cues\t%u\n", attribute_rules_index(e->japanese.attribute_rules)->rules.count);
  buffer_printf(out, "model ja/chunk\t%zu bytes, CC BY-SA 4.0\n", pack_blob(e->pack, "ja/model/chunk").len);
  buffer_printf(out, "model ja/dependency\t%zu bytes, CC BY-SA 4.0\n", pack_blob(e->pack, "ja/model/dependency").len);
  return out->failed ? error_set(error, SEIMEI_NO_MEMORY, "out of memory") : SEIMEI_OK;
}
