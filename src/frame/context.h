/* context.h - what the parts of the frame stage share while one document is read. */
#ifndef SEIMEI_FRAME_CONTEXT_H
#define SEIMEI_FRAME_CONTEXT_H

#include "frame/words.h"

/* How a clause goes on after its predicate. */
typedef enum {
  JOIN_END,       /* nothing follows, or a final form */
  JOIN_NOUN,      /* base or past form before a noun */
  JOIN_RENYO,     /* 批判し、 */
  JOIN_TE,        /* 批判して */
  JOIN_BUT,       /* が, けれど, ものの, のに */
  JOIN_AND,       /* し */
  JOIN_WHILE,     /* ながら, つつ */
  JOIN_CONDITION, /* ば, たら, なら, と */
  JOIN_REASON     /* から, ので */
} join_kind;

/* What the function words of a bunsetsu say. */
typedef struct {
  role role;          /* case of a noun phrase; ROLE_COUNT when no particle gives one */
  bool topic, also;
  bool adnominal;     /* ends in の, との, への, による, に対する: modifies a noun */
  bool quotative;     /* ends a clause or quotation: と, として, よう, 旨, との, という */
  link_kind link;
  join_kind join;
  bool comma;
  bool bare_to;       /* と that the dictionary takes for a condition: before a verb of saying it is a quotation's */
  bool suru;          /* する after the head noun */
  bool copula;
  bool negated, past, passive, causative, potential;
  bool progress;      /* ている, or the suffix 中: 訪問中 */
  bool going;         /* ていく */
  uint32_t mood;
  uint32_t noun;      /* 台湾を of 台湾を│めぐって, where the verb serves as a particle; else NONE */
  uint32_t end;       /* token after the predicate's last word: before case particles, と and commas */
} tail;

typedef struct {
  const frame_rules *rules;
  arena *arena;
  const text_layout *layout;
  const token_layout *tokens;
  parse_layout *parse;
  frame_layout *out;
  tail *tails;           /* by bunsetsu */
  uint32_t *child_first; /* by bunsetsu: first dependent, or NONE */
  uint32_t *child_next;  /* by bunsetsu: next dependent of the same head */
} frame_context;

static inline const token *token_at(const frame_context *c, uint32_t i) { return &c->tokens->tokens.at[i]; }
static inline const bunsetsu *bunsetsu_at(const frame_context *c, uint32_t i) { return &c->parse->bunsetsu.at[i]; }
static inline bool token_is(const token *t, const char *surface) { return view_equals(t->surface, view_of_string(surface)); }
/* What makes a verbal noun a predicate that is under way or done: 訪問中, 凍結済み. */
static inline bool is_phase(const token *t) { return token_is(t, "中") || token_is(t, "済み") || token_is(t, "ずみ"); }
static inline bool token_has_lemma(const token *t, const char *lemma) { return view_equals(t->lemma, view_of_string(lemma)); }

/* function.c */
tail tail_read(const frame_context *c, uint32_t b);
void tail_read_compound(frame_context *c, uint32_t b); /* 台湾を│めぐって: gives the verb's tail the noun's role */

view verb_of_sahen(const frame_context *c, view lemma); /* 危惧す: 危惧する */
bool tail_quotes_by_noun(const frame_context *c, uint32_t b); /* 疑問を, before 呈する */
bool tail_quotes_by_verb(const frame_context *c, uint32_t b); /* whether と before it quotes */
void tail_settle_to(frame_context *c, uint32_t b);     /* needs the tails of all bunsetsu */

/* retie.c */
void bunsetsu_retie(frame_context *c, uint32_t segment); /* needs the tails of all bunsetsu and their dependents */
void bunsetsu_retie_content(frame_context *c, uint32_t segment);

/* predicate.c */
void predicates_find(frame_context *c, uint32_t segment);
bool is_deverbal_noun(const frame_context *c, const bunsetsu *x); /* 苛立ち of 苛立ちを示す */
bool is_monosyllabic_verb(const frame_context *c, const bunsetsu *x); /* 断じた */
view noun_phrase_text(const frame_context *c, uint32_t b); /* words of the bunsetsu's content, prefixes included */

/* argument.c */
void arguments_collect(frame_context *c, frame_range frames);

/* clause.c */
void clauses_embed(frame_context *c, frame_range frames);
void subjects_share(frame_context *c, frame_range frames);

/* idiom.c */
bool idiom_is_half(const frame_context *c, uint32_t b); /* the bunsetsu is the first half of words that are one verb */
void idiom_absorb(const frame_context *c, uint32_t b, frame *f);

#endif
