/* english_home.c - whose an office or body is that its own words leave open, by what stands around it.
 *
 *   In Lima, the ministry said …            the place that the sentence begins with
 *   LIMA, May 4 - … the minister said …     the place that the report comes from
 *   Berg will come, an aide said            somebody of whoever was spoken of
 *   Leaders urged …, the Summit noted …     the body whose meeting the text reports on */
#include "actor/english_actor.h"

static bool is_open(const group *g) { return !g->who_count && !g->group && !g->person && !g->pronoun && !g->host.len; }

/* ---- the body that meets ---- */

void english_note_convener(english_reader *r, const recalled *k) {
  enum { OPENING = 2 }; /* sentences, besides the title */
  bool early = k->heading ? !r->convener.code.len : k->sentence < r->opening + OPENING;
  if (!k->heading && r->opening == NONE) r->opening = k->sentence, early = true;
  bool body = k->who_count == 1 && (view_starts_with(k->who[0].code, TEXT("IGO/")) || view_equals(k->who[0].code, TEXT("EUR")));
  if (early && body && !r->memory->quoted && !r->convener.code.len) r->convener = (actor){.code = k->who[0].code};
}

static bool is_bare(const english_reader *r, uint32_t head) {
  PARSE_CHILDREN(r->c.parse, head, d) {
    relation rel = english_relation(r, d);
    bool tells = rel == RELATION_AMOD || rel == RELATION_COMPOUND || rel == RELATION_NMOD || rel == RELATION_NMOD_POSS || rel == RELATION_NUMMOD || rel == RELATION_ACL_RELCL;
    if (tells || (rel == RELATION_DET && !word_is(r->c.tables, english_word(r, d)->lemma, WORD_DEFINITE))) return false;
  }
  return true;
}

/* Leaders, Ministers; the Summit, the Assembly. */
static bool is_meeting(const english_reader *r, const group *g) {
  const token *k = english_word(r, g->head);
  if (!word_is(r->c.tables, arena_lower(r->c.arena, k->surface), WORD_MEETING) || !is_bare(r, g->head)) return false;
  bool capital = k->surface.ptr[0] >= 'A' && k->surface.ptr[0] <= 'Z';
  return capital && (english_is_definite(r, g->head) || (k->morph & MORPH_PLURAL));
}

/* ---- somebody of whoever was spoken of ---- */

static const recalled *principal_of(const english_reader *r, const group *g) {
  const recalled *k;
  if (!word_is(r->c.tables, english_word(r, g->head)->lemma, WORD_ATTACHED) || english_is_definite(r, g->head) || g->plural) return NULL;
  PARSE_CHILDREN(r->c.parse, g->head, d)
    if (english_relation(r, d) == RELATION_NMOD || english_relation(r, d) == RELATION_NMOD_POSS) return NULL;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)) && k->sentence == r->memory->sentence; back++)
    if (k->subject && k->who_count == 1 && !k->place && !k->modifier && k->kind != MENTION_TEXT && !view_equals(k->who[0].code, TEXT("UNK"))) return k;
  return NULL;
}

/* ---- the place ---- */

/* In Lima, …: the first words of the sentence, before its subject. */
static view fronted_state(const english_reader *r, const group *g) {
  enum { WORDS = 4 }; /* in the old town of Lima */
  uint32_t first = r->c.tokens->segments.at[g->segment].first;
  const recalled *k;
  for (uint32_t back = 0; (k = memory_at(r->memory, back)) && k->sentence == r->memory->sentence; back++)
    if (k->scene && k->place && k->token >= first && k->token <= first + WORDS && k->token < g->first && k->who_count == 1 && code_is_state(k->who[0].code)) return k->who[0].code;
  return (view){0};
}

uint32_t english_home(const english_reader *r, group *g, actor out[MAX_WHO]) {
  if (!is_open(g) || g->name_end > g->name_first) return 0;
  if (r->convener.code.len && is_meeting(r, g)) return g->kind = MENTION_BODY, out[0] = r->convener, 1;
  const recalled *k = principal_of(r, g);
  if (k) {
    out[0] = k->who[0];
    out[0].office = out[0].name = (view){0};
    return 1;
  }
  bool governs = g->kind == MENTION_INSTITUTION || (g->kind == MENTION_PERSON && g->title && view_equals(label_sector(g->title->label), TEXT("GOV")));
  view state = governs ? fronted_state(r, g) : (view){0};
  if (!state.len || state_lacks(r->c.tables, state, english_word(r, g->head)->surface)) return 0;
  uint32_t count = state_only(state, out);
  if (g->sector.len) out[0].sector = g->sector;
  return count;
}
