/* english_actor.h - what the files that read actors of English share.
 *
 *   tokens ─ english_name.c ─▶ parts ─ english_group.c, english_owner.c ─▶ a group for each noun phrase
 *      ─ resolve*.c, english_point.c, memory.c ─▶ mentions (english_actor.c) ─ english_phrase.c ─▶ sets for the rules */
#ifndef SEIMEI_ENGLISH_ACTOR_H
#define SEIMEI_ENGLISH_ACTOR_H

#include "actor/actor_parts.h"

typedef struct {
  actor_context c;
  memory *memory;
  actor_layout *out;
  uint32_t *part_at;   /* of each token: index into parts, or NONE */
  part_list parts;     /* names and titles of the document, by position */
  uint8_t *state;      /* of each token: whether its phrase has been read (READ_*) */
  /* the last subject that is no actor: "it" may stand for it */
  uint32_t thing_sentence, thing_token;
  actor convener;   /* the international body that the title or the first sentences name */
  uint32_t opening; /* the first sentence behind the title, or NONE */
} english_reader;

enum { READ_NOT, READ_NOW, READ_DONE };

static inline const token *english_word(const english_reader *r, uint32_t t) { return &r->c.tokens->tokens.at[t]; }
static inline relation english_relation(const english_reader *r, uint32_t t) { return (relation)r->c.parse->relations.at[t]; }
static inline uint32_t english_above(const english_reader *r, uint32_t t) { return r->c.parse->bunsetsu.at[t].head; }
static inline const part *english_part(const english_reader *r, uint32_t t) {
  return r->part_at[t] == NONE ? NULL : &r->parts.at[r->part_at[t]];
}
bool english_has_case(const english_reader *r, uint32_t noun, uint64_t words); /* a preposition of the classes is on it */

/* english_name.c: adds the names of a segment. */
void english_parts_find(english_reader *r, uint32_t segment);

/* english_group.c: the phrase whose head is the token. PHRASE_MODIFIED: the head names nobody, but words before it do. */
typedef enum { PHRASE_NONE, PHRASE_NAMED, PHRASE_MODIFIED } phrase_reading;
phrase_reading english_group_read(english_reader *r, uint32_t head, group *out);
bool english_stands_apart(const english_reader *r, uint32_t t);
bool english_is_inner(relation r); /* of a word inside of the phrase before its head, or of a name behind its first word */

/* The words of a phrase: its head with what is inside of it. */
enum { MAX_CORE = 40, MAX_DEPTH = 8 }; /* words; steps down or up the tree */
typedef struct {
  uint32_t at[MAX_CORE], count; /* tokens, in order */
  uint32_t owner;               /* a possessor in front, or NONE */
} english_core_words;
english_core_words english_core(const english_reader *r, uint32_t head);
/* Adds the names of the words; whether the head is in one of them. */
bool english_core_add(english_reader *r, group *g, const english_core_words *x, uint32_t head);
void english_add_state(group *g, view label); /* of states, each once */
bool english_is_name_word(const english_reader *r, uint32_t t);

/* english_owner.c: what hangs on the phrase gives its state, office and name. possessor: a token or NONE. */
void english_owner_add(english_reader *r, group *g, uint32_t possessor, uint32_t head);

/* english_actor.c: the mention of the phrase whose head is the token, read now if it is not yet; NULL when there is none. */
const mention *english_mention(english_reader *r, uint32_t head);

/* english_point.c: whom a pronoun or a word that points back stands for. */
uint32_t english_point(english_reader *r, group *g, actor out[MAX_WHO]);
/* The list of parties that "the seven ministers", "the neighbouring countries" stand for; 0 when there is none. */
uint32_t english_point_several(const english_reader *r, const group *g, actor out[MAX_WHO]);
uint32_t english_point_other(const english_reader *r, view subject, actor out[MAX_WHO]); /* the party of the text beside that state */
/* english_home.c: whose an office or body is, by what stands around it; 0: nothing tells. */
uint32_t english_home(const english_reader *r, group *g, actor out[MAX_WHO]);
void english_note_dateline(english_reader *r); /* the text is about where it comes from, from the start */
void english_note_convener(english_reader *r, const recalled *k);
bool english_is_definite(const english_reader *r, uint32_t head);

#endif
