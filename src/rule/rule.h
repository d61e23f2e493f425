/* rule.h - rules on predicates, and the places that their parties are found in.
 *
 * A rule is a row of an event table or of the cue table: a predicate pattern, places for its parties, conditions.
 *
 *   懸念を<示す>   noun 懸念, particle wo, verb of class 示す
 *   批判する       verb; 猛反発する falls back to 反発する
 *   容認できない   verb 容認する, negated potential
 *   訪～する       verb that begins with 訪
 */
#ifndef SEIMEI_RULE_H
#define SEIMEI_RULE_H

#include "actor/actor.h"
#include "frame/words.h"

/* ---- places ---- */

typedef enum {
  PLACE_ROLE,   /* the argument itself */
  PLACE_OWNER,  /* who owns or does it */
  PLACE_AGENT,  /* the subject of the clause in it */
  PLACE_MUTUAL, /* ga and to together */
  PLACE_SPEAKER,/* the source of the statement around */
  PLACE_SITE,   /* the state of the place in it */
  PLACE_NOUN,   /* who owns the noun of the pattern */
  PLACE_NONE
} place_kind;

typedef struct {
  place_kind kind;
  role role;
} place;

typedef struct {
  const place *at;
  uint32_t count;
} place_list;

/* ---- conditions ---- */

typedef enum {
  NEED_PRESENT, NEED_ABSENT, NEED_WORD, NEED_NOT_WORD, NEED_ACTOR, NEED_STATE, NEED_PERSON, NEED_BODY, NEED_PLACE,
  NEED_SECTOR, NEED_NEGATED, NEED_PAST, NEED_GAP, NEED_OWN, NEED_WISH, NEED_MUST, NEED_MUTUAL, NEED_CLAUSE, NEED_TOLD, NEED_MOOD, NEED_LINK, NEED_REFUSED, NEED_RECIPIENT, NEED_UNKNOWN
} need_kind;

typedef struct {
  need_kind kind;
  place place;       /* what it is about; role ROLE_COUNT: the actor of the event */
  bool recipient;    /* about the recipient instead */
  bool absent;       /* !X: must not hold */
  uint32_t value;    /* mood bits, link */
  view words;        /* w1|w2|<class> or sectors */
  view text;         /* as written, for explain */
} need;

typedef struct {
  view id, table;          /* ja.accuse.0012, accuse */
  view predicate;          /* as written */
  view noun;               /* of a noun pattern, else empty */
  view marker;             /* of English: its preposition, as written; else empty */
  view behind;             /* of English: a preposition that must follow (take part in); else empty */
  role particle;           /* of a noun pattern */
  view verb;               /* lemma, or the class without <> */
  bool is_class, negative, suffix, prefix;
  bool potential;          /* cannot, is not to be: 容認できない, 許されない */
  place_list actor, recipient, about;
  bool has_actor, has_recipient, has_about; /* given by the row */
  uint32_t links;          /* bit set of link_kind: places of a cue's content */
  uint32_t phrases;        /* bit set of role: places whose phrase without a clause is the content too */
  bool quote_only, evidential;
  bool marked;             /* of English: a clause needs that */
  bool wide;               /* of a cue: read in the wide scope only */
  const need *needs;
  uint32_t need_count;
  uint32_t weight;         /* how much its conditions ask for: the words of a place more than that it is there */
  view mode, status, cameo, medium, example, expect;
} rule;

/* What the search looks at, apart from the rest of the rule: it touches many rules and takes few. */
typedef struct {
  view noun;
  uint32_t next;           /* an earlier rule of the same chain, or NONE */
  uint8_t particle;
  bool negative, potential;
} rule_key;

/* All rules of one verb or class. */
typedef struct {
  uint32_t bare;           /* last rule without a noun, or NONE */
  bool is_class, has_nouns;
} rule_family;

/* Rules by verb and by verb class; in a family those with a noun by the noun's last character, so that neither the
 * number of verbs nor that of nouns slows a document down. */
typedef struct {
  language_id language;
  LIST(rule) rules;
  LIST(rule_key) keys;     /* as many as rules */
  LIST(rule_family) families;
  LIST(uint32_t) of_class; /* family of each word class, by its number; NONE where no pattern uses it */
  map verbs, classes;      /* lemma or class -> family */
  map nouns;               /* family and last character -> last rule */
  const word_classes *words;
} rule_index;

/* The key of rule_index.nouns, as bytes; last: the noun's last character, in English a hash of its last word. */
typedef struct {
  uint32_t family, last;
} rule_noun_key;
rule_noun_key rule_noun_key_of(language_id l, uint32_t family, view noun);

/* Adds the rows of a table that are of the language; kind is its last name part. Unknown places and conditions are errors. */
seimei_status rule_index_add(arena *a, rule_index *index, const table *t, seimei_error *error);
bool place_list_parse(arena *a, language_id l, view text, place_list *out);

/* The words of an argument that say what it is, without amounts behind them: 兵士 of 兵士およそ1万人, 部隊 of 部隊の一部.
 * *last is the token that they end in; all words when nothing else is left. */
view rule_argument_words(const word_classes *words, const text_layout *layout, const token_layout *tokens, const argument *a, uint32_t *last);

/* A rule whose predicate pattern fits a frame. */
typedef struct {
  const rule *rule;
  const argument *noun;   /* the argument that is the pattern's noun, or NULL */
  uint32_t score;         /* how specific */
} rule_match;
enum { MAX_MATCHES = 24 };
/* The most specific first; where there are more, the less specific ones are left out. Returns their number. */
uint32_t rule_match_frame(const rule_index *index, const text_layout *layout, const token_layout *tokens,
                          const frame_layout *frames, const frame *f, rule_match out[MAX_MATCHES]);

#endif
