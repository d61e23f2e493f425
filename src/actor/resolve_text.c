/* resolve_text.c - who issued a text: statements, communiques and letters speak for those who signed them. */
#include "actor/actor_parts.h"

/* Adds a remembered party with those joined to it, in the order of the text; returns how many. */
static uint32_t with_joined(const memory *m, uint32_t back, actor out[MAX_WHO]) {
  uint32_t last = back, count = 0;
  const recalled *k;
  while ((k = memory_at(m, last)) && k->joined && last - back < 8) last++;
  for (uint32_t i = last + 1; i-- > back;) {
    k = memory_at(m, i);
    for (uint32_t n = 0; k && n < k->who_count && count < MAX_WHO; n++) out[count++] = k->who[n];
  }
  return count;
}

/* Names in front of the text in its own phrase: 米中共同声明, G7の声明. */
static uint32_t owners(const resolver *r, const group *g, actor out[MAX_WHO]) {
  const actor_layout *actors = r->actors;
  if (!actors->mentions.count) return 0;
  const mention *m = &actors->mentions.at[actors->mentions.count - 1];
  if (m->segment != g->segment || m->kind == MENTION_PLACE || !m->who_count) return 0;
  part_link link = tokens_link(r->context, m->end, g->first);
  if (link != LINK_ADJACENT && link != LINK_NO && link != LINK_NOUN && link != LINK_NO_NOUN) return 0;
  return with_joined(r->memory, 0, out);
}

static uint32_t subject(const resolver *r, bool here, actor out[MAX_WHO]) {
  const recalled *k;
  uint32_t nearest = NONE;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)); back++) {
    if (here && k->sentence != r->memory->sentence) break;
    bool party =
        k->who_count && !k->place && !k->scene && !k->modifier && k->kind != MENTION_TEXT && k->kind != MENTION_GENERIC;
    if (party && nearest == NONE) nearest = back;
    if ((k->topic || k->subject) && k->who_count && !k->place && k->kind != MENTION_TEXT)
      return with_joined(r->memory, back, out);
  }
  return nearest == NONE ? 0 : with_joined(r->memory, nearest, out);
}

uint32_t text_issuers(const resolver *r, const group *g, bool object, actor out[MAX_WHO]) {
  uint32_t count = owners(r, g, out);
  if (!count && object) count = subject(r, true, out);
  if (!count && g->joint && (count = subject(r, true, out)) < 2) count = 0;
  const recalled *k;
  view word = actor_words(r->context, g->head, g->end); /* 文書 of 同文書, 合意文書 */
  for (uint32_t back = 0; !count && (k = memory_at(r->memory, back)); back++)
    if (k->kind == MENTION_TEXT && view_ends_with(k->words, word)) count = recall_copy(k, out);
  if (!count && g->joint) count = memory_pair(r->memory, r->context->tables, false, out);
  return count ? count : subject(r, false, out);
}
