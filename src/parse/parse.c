/* parse.c - the parse stage: segment by segment, tokens to traits, bunsetsu, heads. */
#include "parse/parse.h"

#include <stdio.h>

#include "parse/chunk.h"
#include "parse/dependency.h"
#include "parse/parse_parts.h"


static seimei_status read_models(const pack *p, const char *language, parser *out, seimei_error *error) {
  static const struct {
    const char *name;
    model_kind kind;
    size_t at;
  } models[] = {{"chunk", MODEL_CHUNK, offsetof(parser, chunk)},
                {"dependency", MODEL_DEPENDENCY, offsetof(parser, dependency)}};
  for (size_t k = 0; k < COUNT_OF(models); k++) {
    char name[64];
    snprintf(name, sizeof name, "%.16s/model/%s", language, models[k].name);
    seimei_status status =
        model_read(pack_blob(p, name), models[k].kind, (model *)(void *)((char *)out + models[k].at), error);
    if (status) return status;
  }
  return SEIMEI_OK;
}

static size_t weights_size(const model *m) {
  size_t size = 0;
  for (uint32_t k = 0; k < m->table_count; k++) size += (size_t)1 << (32 - m->tables[k].shift);
  return size;
}

static void move_weights(model *m, char **at) {
  for (uint32_t k = 0; k < m->table_count; k++) {
    size_t size = (size_t)1 << (32 - m->tables[k].shift);
    m->tables[k].weights = memcpy(*at, m->tables[k].weights, size);
    *at += size;
  }
}

static seimei_status copy_weights(parser *p, seimei_error *error) {
  char *at = p->weights = allocator_resize(p->allocator, NULL, weights_size(&p->chunk) + weights_size(&p->dependency));
  if (!at) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  move_weights(&p->chunk, &at);
  move_weights(&p->dependency, &at);
  return SEIMEI_OK;
}

seimei_status parser_new(const pack *p, const char *language, const seimei_allocator *allocator, parser **out,
                         seimei_error *error) {
  parser *made = allocator_resize(allocator, NULL, sizeof *made);
  if (!made) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  *made = (parser){.allocator = allocator};
  language_of_code(view_of_string(language), &made->language);
  if (made->language == LANGUAGE_EN) return ud_parser_open(p, made, out, error);
  seimei_status status = read_models(p, language, made, error);
  if (!status) status = copy_weights(made, error);
  if (status) parser_free(made);
  else *out = made;
  return status;
}

void parser_free(parser *p) {
  if (!p) return;
  ud_parser_close(p);
  if (p->weights) allocator_resize(p->allocator, p->weights, 0);
  allocator_resize(p->allocator, p, 0);
}

/* Room for the longest segment, used again for each. */
typedef struct {
  token_trait *tokens;
  bunsetsu_trait *bunsetsu;
  uint32_t *starts, *scratch;
} workspace;

static workspace workspace_new(arena *a, const token_layout *tokens) {
  uint32_t longest = 1;
  for (uint32_t s = 0; s < tokens->segments.count; s++)
    if (tokens->segments.at[s].count > longest) longest = tokens->segments.at[s].count;
  size_t numbers = 3 * dependency_scratch(longest); /* brackets need three a token, which is less */
  return (workspace){.tokens = ARENA_NEW(a, token_trait, longest),
                     .bunsetsu = ARENA_NEW(a, bunsetsu_trait, longest),
                     .starts = ARENA_NEW(a, uint32_t, longest + 1),
                     .scratch = ARENA_NEW(a, uint32_t, numbers)};
}

static void add_bunsetsu(arena *a, const workspace *w, uint32_t count, token_range range, uint32_t segment,
                         parse_layout *out) {
  uint32_t base = out->bunsetsu.count;
  for (uint32_t i = 0; i < count; i++) {
    bunsetsu b = {.first = range.first + w->starts[i],
                  .end = range.first + w->starts[i + 1],
                  .segment = segment,
                  .head_token = range.first + w->bunsetsu[i].head,
                  .function = range.first + w->bunsetsu[i].function,
                  .head = w->scratch[i] == NONE ? NONE : base + w->scratch[i]};
    for (uint32_t t = b.first; t < b.end; t++) out->of_token.at[t] = base + i;
    LIST_PUSH(a, &out->bunsetsu, b);
  }
}

void parse_run(const parser *p, arena *a, const text_layout *layout, token_layout *tokens, parse_layout *out) {
  *out = (parse_layout){.language = layout->language};
  if (p->language == LANGUAGE_EN) {
    ud_parse_run(p, a, tokens, out);
    return;
  }
  out->of_token.at = ARENA_NEW(a, uint32_t, tokens->tokens.count);
  out->of_token.count = out->of_token.capacity = tokens->tokens.count;
  workspace w = workspace_new(a, tokens);
  for (uint32_t s = 0; s < tokens->segments.count; s++) {
    token_range range = tokens->segments.at[s];
    for (uint32_t t = 0; t < range.count; t++) token_trait_fill(&tokens->tokens.at[range.first + t], &w.tokens[t]);
    uint32_t count = chunk_run(&p->chunk, w.tokens, range.count, w.starts);
    bunsetsu_describe(w.tokens, w.starts, count, w.scratch, w.bunsetsu);
    dependency_parse(&p->dependency, w.bunsetsu, count, w.scratch);
    LIST_PUSH(a, &out->segments, (bunsetsu_range){out->bunsetsu.count, count});
    add_bunsetsu(a, &w, count, range, s, out);
  }
}

static const char *const relation_names[] = {
#define X(name, text) text,
    RELATION_LIST(X)
#undef X
};

const char *relation_name(relation r) { return (unsigned)r < RELATION_COUNT ? relation_names[r] : "dep"; }

bool relation_of_name(view name, relation *out) {
  for (unsigned i = 0; i < RELATION_COUNT; i++)
    if (view_is(name, relation_names[i])) return *out = (relation)i, true;
  return *out = RELATION_DEP, false;
}

bool parser_exists(const pack *p, const char *language) {
  char name[64];
  snprintf(name, sizeof name, "%.16s/model/%s", language, strcmp(language, "en") ? "dependency" : "ud");
  return pack_blob(p, name).len > 0;
}

uint32_t phrase_first(const parse_layout *parse, uint32_t head) {
  if (parse->extents.count) return parse->extents.at[head].begin;
  uint32_t first = head, segment = parse->bunsetsu.at[head].segment;
  uint32_t begin = parse->segments.at[segment].first;
  while (first > begin && parse->bunsetsu.at[first - 1].head <= head) first--;
  return first;
}

uint32_t phrase_last(const parse_layout *parse, uint32_t head) {
  return parse->extents.count ? parse->extents.at[head].end - 1 : head;
}

static void dump_words(buffer *out, const token_layout *tokens, uint32_t first, uint32_t end) {
  for (uint32_t t = first; t < end; t++) buffer_add(out, tokens->tokens.at[t].surface);
}

void parse_dump(buffer *out, const text_layout *layout, const token_layout *tokens, const parse_layout *parse) {
  (void)layout;
  for (uint32_t s = 0; s < parse->segments.count; s++) {
    bunsetsu_range range = parse->segments.at[s];
    buffer_printf(out, "segment %u\n", s);
    for (uint32_t i = range.first; i < range.first + range.count; i++) {
      const bunsetsu *b = &parse->bunsetsu.at[i];
      buffer_printf(out, "  %u -> ", i);
      if (b->head == NONE) buffer_add_string(out, "-");
      else buffer_printf(out, "%u", b->head);
      buffer_add_byte(out, '\t');
      dump_words(out, tokens, b->first, b->end);
      buffer_add_byte(out, '\t');
      if (parse->relations.count) {
        buffer_printf(out, "%s\n", relation_name((relation)parse->relations.at[i]));
        continue;
      }
      dump_words(out, tokens, b->head_token, b->head_token + 1);
      buffer_add_byte(out, '\t');
      dump_words(out, tokens, b->function, b->end);
      buffer_add_byte(out, '\n');
    }
  }
}
