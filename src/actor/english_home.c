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

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80; }

/* MEXICO CITY as tables have it: Mexico City. */
static view with_capitals(arena *a, view words) {
  view lower = arena_lower(a, words);
  char *at = ARENA_NEW(a, char, words.len);
  for (size_t i = 0; i < words.len; i++) at[i] = i == 0 || !is_letter(words.ptr[i - 1]) ? words.ptr[i] : lower.ptr[i];
  return (view){at, words.len};
}

static view state_of_place(const english_reader *r, view words) {
  uint32_t form = words.len ? name_index_exact(r->c.tables->names, with_capitals(r->c.arena, words)) : NONE;
  const name_row *row = form == NONE ? NULL : name_index_row(r->c.tables->names, name_index_form(r->c.tables->names, form), 0);
  bool place = row && (row->kind == NAME_PLACE || row->kind == NAME_COUNTRY);
  return place && code_is_state(label_code(row->label)) ? label_code(row->label) : (view){0};
}

void english_note_dateline(english_reader *r) {
  const text_layout *layout = r->c.layout;
  uint32_t q = 0;
  while (q < layout->quotes.count && layout->quotes.at[q].kind != QUOTE_DATELINE) q++;
  if (q == layout->quotes.count) return;
  uint32_t begin = layout->quotes.at[q].outer.begin, end = layout->quotes.at[q].outer.end;
  for (uint32_t at = begin; at < end;) { /* KHARTOUM/JUBA, April 21 (Reuters) - */
    uint32_t stop = at;
    while (stop < end && (is_letter(layout->text.ptr[stop]) || layout->text.ptr[stop] == ' ')) stop++;
    view state = state_of_place(r, view_trim(view_span(layout->text, (span){at, stop})));
    if (state.len) memory_favor(r->memory, state);
    if (stop >= end || layout->text.ptr[stop] != '/') return;
    at = stop + 1;
  }
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
