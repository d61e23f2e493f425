/* english_actor.c - mentions of actors in English text: the longest names of the tables. */
#include "actor/actor_parts.h"

static mention_kind kind_of(name_kind k) {
  static const mention_kind kinds[NAME_KIND_COUNT] = {
      [NAME_COUNTRY] = MENTION_STATE, [NAME_ABBR] = MENTION_STATE,   [NAME_PLACE] = MENTION_PLACE,     [NAME_METONYM] = MENTION_STATE,
      [NAME_BODY] = MENTION_BODY,     [NAME_PERSON] = MENTION_PERSON, [NAME_TITLE] = MENTION_PERSON,    [NAME_INSTITUTION] = MENTION_INSTITUTION,
      [NAME_GROUP] = MENTION_GROUP,   [NAME_GENERIC] = MENTION_GENERIC, [NAME_PRONOUN] = MENTION_GENERIC};
  return kinds[k];
}

static void add_mention(arena *a, const text_layout *layout, const token_layout *tokens, const parse_layout *parse, uint32_t segment,
                        uint32_t first, uint32_t end, const name_row *row, actor_layout *out) {
  actor found[MAX_WHO];
  uint32_t count = label_actors(row->label, found);
  actor *who = ARENA_NEW(a, actor, count);
  span words = {tokens->tokens.at[first].span.begin, tokens->tokens.at[end - 1].span.end};
  for (uint32_t i = 0; i < count; i++) {
    who[i] = found[i];
    who[i].name = view_span(layout->text, words);
    if ((row->kind == NAME_COUNTRY || row->kind == NAME_METONYM) && !who[i].sector.len) who[i].sector = TEXT("GOV");
  }
  uint32_t head = end - 1;
  for (uint32_t t = first; t < end; t++) {
    uint32_t h = parse->bunsetsu.at[t].head;
    if (h == NONE || h < first || h >= end) head = t;
  }
  uint8_t relation = parse->relations.at[head];
  mention m = {.kind = kind_of(row->kind), .segment = segment, .first = first, .end = end, .head_token = head, .span = words, .who = who,
               .who_count = count, .person = row->kind == NAME_PERSON || row->kind == NAME_TITLE,
               .modifier = relation == RELATION_AMOD || relation == RELATION_COMPOUND};
  for (uint32_t t = first; t < end; t++) out->of_token.at[t] = out->mentions.count;
  LIST_PUSH(a, &out->mentions, m);
}

void english_actor_run(const actor_tables *t, arena *a, const text_layout *layout, const token_layout *tokens,
                       const parse_layout *parse, view published, actor_layout *out) {
  (void)published;
  *out = (actor_layout){0};
  for (uint32_t i = 0; i < tokens->tokens.count; i++) LIST_PUSH(a, &out->of_token, NONE);
  for (uint32_t s = 0; s < tokens->segments.count; s++) {
    token_range range = tokens->segments.at[s];
    for (uint32_t i = range.first, end; i < range.first + range.count; i = end) {
      uint32_t form;
      end = i + 1;
      const token *k = &tokens->tokens.at[i];
      uint32_t length = k->quote == NONE ? name_index_longest(t->names, layout->text, k->span.begin, &form) : 0;
      while (length && end < range.first + range.count && tokens->tokens.at[end].span.begin < k->span.begin + length) end++;
      if (!length || tokens->tokens.at[end - 1].span.end != k->span.begin + length) continue;
      const name_form *f = name_index_form(t->names, form);
      add_mention(a, layout, tokens, parse, s, i, end, name_index_row(t->names, f, 0), out);
    }
  }
}
