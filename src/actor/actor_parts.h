/* actor_parts.h - what the files of the actor stage share.
 *
 *   tokens ─ mention.c ─▶ parts ─ compose.c ─▶ groups ─ actor.c, memory.c ─▶ mentions ─ phrase.c ─▶ sets for the rules
 *
 * A part is one name or title as the tables have it; a group is a noun phrase put together out of parts, whose state
 * may still be open; a mention is a group whose actors have been looked up. */
#ifndef SEIMEI_ACTOR_PARTS_H
#define SEIMEI_ACTOR_PARTS_H

#include "actor/actor.h"

enum { MAX_WHO = 12 };

/* ---- tables.c ---- */

/* Word classes of lang/<code>/class/actor.tsv. */
/* clang-format off */
#define WORD_LIST(X)                                                                                                  \
  X(SIDE, "actor-side") X(PLURAL, "actor-plural") X(SELF, "actor-self") X(AND, "actor-and")                           \
  X(POSTED, "actor-posted") X(AT, "actor-at") X(PEOPLE, "actor-people") X(PART, "actor-part")                         \
  X(NOT, "actor-not") X(FROM, "actor-from") X(TOWARD, "actor-toward") X(COUNTRY_COUNT, "actor-country-count") X(EACH, "actor-each")         \
  X(OWN_STATE, "actor-own-state") X(HOME_ENDING, "actor-home-ending") X(CIRCLE, "actor-circle")                       \
  X(LISTENER, "actor-listener") X(WITHOUT, "actor-without") X(RANK, "actor-rank") X(TEXT, "actor-text")               \
  X(JOINT, "actor-joint") X(INSIDE, "actor-inside") X(ABROAD, "actor-abroad") X(HEADS, "actor-heads")                 \
  X(ABOUT, "actor-about") X(STATE_ROLE, "actor-state-role") X(CROWD, "actor-crowd") X(OVER, "actor-over") X(SUFFERS, "actor-suffers") X(AGAINST, "actor-against") X(SUCH, "actor-such")         \
  X(SENDS, "actor-sends") X(REGION, "actor-region") X(TALKS, "actor-talks") X(INSTRUMENT, "actor-instrument")                \
  X(GOAL, "actor-goal") X(LOCAL, "actor-local") X(SITE, "actor-site") X(THEME, "actor-theme")                         \
  X(MAN, "actor-man") X(WOMAN, "actor-woman") X(UNNAMED, "actor-unnamed") X(SEVERAL, "actor-several") X(DEFINITE, "definite")            \
  X(BODY, "actor-body") X(OTHER, "actor-other") X(PEER, "actor-peer") X(LEADING, "actor-leading")                      \
  X(MOTION, "actor-motion") X(ANYONE, "actor-anyone") X(MEETING, "actor-meeting") X(ATTACHED, "actor-attached")
/* clang-format on */

enum {
#define X(name, text) WORD_NUMBER_##name,
  WORD_LIST(X)
#undef X
};
/* A word may be of several classes: one bit each. */
#define X(name, text) static const uint64_t WORD_##name = UINT64_C(1) << WORD_NUMBER_##name;
WORD_LIST(X)
#undef X

struct actor_tables {
  arena arena;
  language_id language;
  const seimei_allocator *allocator;
  const name_index *names;
  map words;            /* word -> its place in word_classes */
  LIST(uint64_t) word_classes; /* WORD_* bits */
  map lacks;            /* state and word: USA首相 */
  view home;            /* code of the state of the language's press */
  const table *members; /* common/member: body, iso3, since, until; or NULL */
  map bodies;           /* body -> its first row in members */
};

static inline uint64_t word_bits(const actor_tables *t, view word) {
  uint32_t found = map_get(&t->words, word);
  return found == NONE ? 0 : t->word_classes.at[found];
}
static inline bool word_is(const actor_tables *t, view word, uint64_t bits) { return (word_bits(t, word) & bits) != 0; }

bool state_lacks(const actor_tables *t, view code, view word); /* the state has no such office or body */
bool row_has(const name_row *row, view flag);                  /* one of its flags */
view row_value(const name_row *row, view key);  /* what follows key (with its =) in the flags, or empty */
bool row_holds(const name_row *row, view date); /* half-open; an empty date is now */
view label_code(view label);                    /* RUS of RUS:GOV; empty for :GOV */
view label_sector(view label);
uint32_t label_actors(view label, actor out[MAX_WHO]);                                  /* of a list of labels */
uint32_t body_members(const actor_tables *t, view body, view date, actor out[MAX_WHO]); /* 0 where they are too many */
bool code_is_state(view code);                                                          /* three letters, no body */
bool code_is_body(view code);

/* ---- parts (mention.c) ---- */

typedef enum {
  PART_STATE,
  PART_PLACE,
  PART_INSTITUTION,
  PART_BODY,
  PART_GROUP,
  PART_PERSON,
  PART_TITLE,
  PART_HONORIFIC,
  PART_PREFIX,
  PART_GENERIC,
  PART_PRONOUN,
  PART_NAME,  /* words before a title that no table knows: a person */
  PART_COUNT, /* 3か国 */
  PART_SIDE,
  PART_PLURAL,
  PART_PEOPLE,
  PART_MEMBER, /* 部門, 一部 of the body before it */
  PART_POSTED, /* 駐日 */
  PART_SAME,   /* 同 before an office or a body */
  PART_EACH,   /* それぞれ */
  PART_TEXT, /* 声明 */
  PART_CROWD /* 数千人 */
} part_kind;

typedef struct {
  part_kind kind;
  uint32_t first, end;   /* tokens */
  const name_form *form; /* NULL for words that are no name */
  const name_row *row;   /* the row that kind was chosen by */
  bool abbreviated;      /* 米, 中 */
  bool toward;           /* 対ロ, 訪米 */
} part;

typedef LIST(part) part_list;

typedef struct {
  const actor_tables *tables;
  arena *arena;
  const text_layout *layout;
  const token_layout *tokens;
  const parse_layout *parse;
  view published;
} actor_context;

static inline const token *actor_token(const actor_context *c, uint32_t i) { return &c->tokens->tokens.at[i]; }
static inline bool actor_word(const actor_context *c, uint32_t i, view word) {
  return view_equals(c->tokens->tokens.at[i].surface, word);
}
/* The last word of the content; および and its kin at its end are none (ラミー外相および, 首相はまた). */
static inline uint32_t bunsetsu_head(const token_layout *tokens, const bunsetsu *x) {
  uint32_t head = x->head_token;
  if (tokens->tokens.at[head].pos != POS_CONJUNCTION) return head;
  for (; head > x->first; head--) {
    uint8_t part = tokens->tokens.at[head].pos;
    if (part != POS_CONJUNCTION && part != POS_PARTICLE && part != POS_SYMBOL) break;
  }
  return head;
}
view actor_words(const actor_context *c, uint32_t first, uint32_t end); /* text of tokens */

uint32_t words_figure(view words); /* 3 of 3カ国, 三カ国; 0: none */
static inline uint32_t actor_first_char(view v) {
  uint32_t length;
  return v.len ? utf8_decode(v, 0, &length) : 0;
}

static inline bool actor_all_chars(view v, bool (*is)(uint32_t)) {
  uint32_t length;
  for (size_t at = 0; at < v.len; at += length)
    if (!is(utf8_decode(v, at, &length))) return false;
  return v.len > 0;
}

static inline bool actor_is_kana(uint32_t ch) { return char_is_katakana(ch) || ch == 0x30FC; }

/* Names that no table has (name.c). loose: any noun counts, before an honorific. */
bool part_is_name_word(const token *t, bool loose);
bool part_is_apart(const actor_context *c, uint32_t i); /* a blank stands before the token */
/* Adds the unknown name before a title or honorific that begins at i. */
void part_find_name(const actor_context *c, part_list *out, uint32_t segment_first, uint32_t i, bool honorific);
/* A surname of the tables with a given name that they do not know becomes another person. */
void part_widen_person(const actor_context *c, part *p, uint32_t limit_first, uint32_t limit);
/* First token of an office of several fields (情報 of 情報・放送相); i where it has one. */
uint32_t part_office_begin(const actor_context *c, uint32_t limit, uint32_t i);
/* A title follows, at once or behind a state or prefix. */
bool part_title_follows(const actor_context *c, uint32_t i, uint32_t end);
/* Parts of one segment, in order. */
void parts_find(const actor_context *c, uint32_t segment, part_list *out);

/* ---- links (link.c) ---- */

/* How two stretches of tokens [.., a) and [b, ..) hang together. */
typedef enum {
  LINK_FAR,
  LINK_ADJACENT,
  LINK_NOUN,    /* common nouns between */
  LINK_NO,      /* の */
  LINK_NO_NOUN, /* の and common nouns */
  LINK_DOT,     /* ・ */
  LINK_QUOTED,  /* 「 */
  LINK_EQUALS,  /* = */
  LINK_AND,     /* と, や, 、 and their kin */
  LINK_SUCH     /* など */
} part_link;
part_link tokens_link(const actor_context *c, uint32_t a, uint32_t b);
uint32_t skip_nouns(const actor_context *c, uint32_t i, uint32_t end); /* token after the common nouns from i on */

static inline bool link_is_genitive(part_link link) { return link == LINK_NO || link == LINK_NO_NOUN; }
static inline bool link_is_near(part_link link) { return link == LINK_ADJACENT || link == LINK_NO; }
static inline bool link_is_loose(part_link link) {
  return link_is_near(link) || link == LINK_NOUN || link == LINK_NO_NOUN;
}

/* ---- groups (group.c, office.c, compose.c) ---- */

typedef struct {
  mention_kind kind;
  part_kind last; /* kind of the part that decides */
  uint32_t segment, first, end, head;
  actor who[MAX_WHO]; /* codes that the words themselves give */
  uint32_t who_count;
  view sector;                            /* for actors that come from elsewhere; empty: keep theirs */
  const name_form *person;                /* rows of a known person */
  const name_row *title, *body, *pronoun; /* body: row of an institution or generic */
  const name_form *group;                 /* rows of a group */
  uint32_t name_first, name_end;          /* words of a person's name; equal: none */
  uint32_t title_first, title_end, pronoun_end;
  view host; /* 日 of 駐日大使 */
  bool elite, plural, side, same, each, honorific, private, vague, toward, list, people, capital;
  uint32_t count; /* 3 of 3か国 */
  bool genitive;  /* its state stands before の */
  bool ambiguous; /* who are alternatives, one of which is meant */
  uint32_t choice, choice_count; /* of who: the states that the last letter of a run may stand for (パ of 印パ) */
  bool listed;    /* several states that act together: 日米韓 */
  bool joint;     /* 共同 of 共同声明 */
  bool dropped;   /* taken into another group */
  bool acting;    /* of English: subject of a clause */
  bool civil;     /* of English: somebody of no office: a seller, Anna Berg */
  view words;     /* of English: what it is remembered by, in small letters, without a determiner */
} group;

typedef LIST(group) group_list;

group group_begin(const actor_context *c, uint32_t segment, const part *p);
bool part_begins_group(const part *p);
void group_add_label(group *g, view label); /* the actors of a label */
void group_set_office(const actor_context *c, group *g, const part *p);
void group_set_person(group *g, const part *p);
static inline void group_extend(group *g, const part *p, part_link link) {
  g->end = p->end;
  g->head = p->end - 1;
  if (link_is_genitive(link)) g->genitive = true;
}
view office_sector(view body, view office); /* of an office of a body of these sectors */
/* Adds an office, body or common noun; false where it begins a group of its own. */
bool group_add_office(const actor_context *c, group *g, const part *p, part_link link);
/* Puts the parts of a segment together; adds to *out. */
void groups_compose(const actor_context *c, uint32_t segment, const part_list *parts, group_list *out);

/* ---- memory (memory.c) ---- */

typedef enum { GENDER_UNKNOWN, GENDER_MAN, GENDER_WOMAN } gender;

/* A mention as it is remembered. */
typedef struct {
  const actor *who;
  uint32_t who_count, sentence, paragraph;
  mention_kind kind;
  view words, title;                                                      /* of the mention, of the title in it */
  bool topic, subject, modifier, anaphoric, named, place, heading, scene; /* scene: where it happens, Xで */
  bool several, whole;  /* persons or bodies that are several; whole: what was remembered one by one before */
  bool joined, loosely; /* together with the one before it: AとB; loosely: AやB */
  bool quoted;          /* inside of somebody's words */
  uint32_t token;       /* of English: its head */
  gender gender;
} recalled;

enum { RECALL = 64, MAX_STATES = 48 };

typedef struct {
  view code;
  float document, paragraph, sentence;
} salience;

typedef struct memory {
  recalled ring[RECALL]; /* newest last */
  uint32_t count;        /* ever remembered */
  salience states[MAX_STATES];
  uint32_t state_count;
  uint32_t sentence, paragraph;
  bool heading, quoted;
  view abroad;   /* the state whose embassy the sentence has spoken of: nobody around it is of that state */
  actor hosts[2]; /* the two parties of the talks that the document reports on, by its title */
  uint32_t host_count;
  map persons; /* name -> index of known */
  LIST(recalled) known;
} memory;

void memory_enter(memory *m, const text_layout *layout, uint32_t segment);
void memory_add(memory *m, const recalled *r);
void memory_favor(memory *m, view state); /* the document is about the state before it has named it */
/* The sentence speaks of an embassy of the state; scene: it happens there, in the place named before. */
void memory_go_abroad(memory *m, view state, bool scene);
const recalled *memory_at(const memory *m, uint32_t back); /* 0: the newest; NULL: no more */
/* The state that the text is about here, other than `not` and those that lack the office or body `word` (both may be
 * empty); empty when it has named none. */
/* Instead of focus, for who is acted on. */
view memory_other_stage(const memory *m, view focus);
view memory_focus(const memory *m, const actor_tables *t, view not, view word);
view memory_topic_state(const memory *m); /* the state that this sentence is about so far, or empty */
float memory_weight(const memory *m, view code);
const recalled *memory_person(const memory *m, view name);
void memory_know(arena *a, memory *m, view name, const recalled *r);
/* The two parties that were named together last; states only on demand. Returns how many (0 or 2). */
uint32_t memory_pair(const memory *m, const actor_tables *t, bool states_only, actor out[MAX_WHO]);
/* Keeps the two parties that the title names as those of the talks that the whole document reports on, when one of them
 * is the home state. */
void memory_note_hosts(memory *m, const actor_tables *t);
/* `count` parties that were named together last: a list, else 0. */
uint32_t memory_list(const memory *m, uint32_t count, actor out[MAX_WHO]);

/* ---- resolution (resolve.c, resolve_person.c) ---- */

typedef struct {
  const actor_context *context;
  memory *memory;
  const actor_layout *actors; /* what has been read so far */
} resolver;

/* Looks up the actors of a group in reading order; returns how many. *anaphoric: found through memory. Sets g->dropped
 * when the words name nobody. */
uint32_t group_resolve(const resolver *r, group *g, actor out[MAX_WHO], bool *anaphoric);
uint32_t person_resolve(const resolver *r, group *g, actor out[MAX_WHO], bool *anaphoric);
uint32_t pronoun_resolve(const resolver *r, group *g, actor out[MAX_WHO]);
uint32_t same_resolve(const resolver *r, group *g, view tail, actor out[MAX_WHO]);
view group_name(const actor_context *c, const group *g); /* words of its person's name */
/* Who issued a text: the names in front of it, its earlier mention, the pair of the story, the subject. object: it is
 * what the sentence says was issued. */
uint32_t text_issuers(const resolver *r, const group *g, bool object, actor out[MAX_WHO]);
uint32_t recall_copy(const recalled *found, actor out[MAX_WHO]);
bool is_in_office(view sector);
uint32_t state_only(view code, actor out[MAX_WHO]); /* one actor of the state's government; 0 when code is empty */
/* Actors of a body, force or office inside the relative clause on the group: 軍を率いるブルハン司令官. */
uint32_t relative_owner(const resolver *r, const group *g, actor out[MAX_WHO]);

/* ---- phrases (phrase.c) ---- */

enum { MAX_SET = 24 };

/* The actors of a phrase while they are collected. */
typedef struct {
  arena *arena;
  const text_layout *layout;
  const token_layout *tokens;
  const parse_layout *parse;
  const actor_layout *actors;
  actor found[MAX_SET];
  uint32_t count, mention, mention_count;
  span words;
} collector;

void collector_add(collector *c, const actor *who, span words); /* once each */
void collector_add_mention(collector *c, const mention *m);
void collector_add_issuers(collector *c, const mention *m); /* m may be NULL */
actor_set collector_finish(const collector *c);
const mention *mention_of_token(const actor_layout *actors, uint32_t token); /* or NULL */
bool mention_acts(const mention *m); /* it may stand for its actors: no place, text, modifier */

/* ---- English ---- */

/* english_actor.c: the mentions of a document. */
void english_actor_run(const actor_tables *t, arena *a, const text_layout *layout, const token_layout *tokens,
                       const parse_layout *parse, view published, actor_layout *out);

/* english_phrase.c: what actor_of_phrase, actor_of_owner and actor_of_target answer in English; head: a token. */
typedef enum { PHRASE_HEAD, PHRASE_OWNER, PHRASE_TARGET } phrase_question;
actor_set english_phrase_actors(arena *a, const text_layout *layout, const token_layout *tokens, const parse_layout *parse,
                                const actor_layout *actors, uint32_t head, phrase_question asked);

#endif
