/* actor.h - who is who: mentions of political actors, with their labels.
 *
 *   tokens with names ──▶ mentions: アメリカ国務省で…取りしきるクリテンブリンク国務次官補
 *                             │        state + institution … person + title      = one person, USA:GOV
 *   memory of the document ───┴─▶ labels: 同省, 両国, 氏, 双方 stand for what was named before
 */
#ifndef SEIMEI_ACTOR_H
#define SEIMEI_ACTOR_H

#include "parse/parse.h"

typedef struct {
  view code;    /* RUS, IGO/NATO, UNK */
  view sector;  /* GOV, or empty for a body */
  view name;    /* プーチン, 外務省: as far as the text or the tables name it */
  view office;  /* president, spokesperson, or empty */
  span words;   /* the mention that it was read from, where a set of actors was read from several; else empty */
} actor;

typedef enum {
  MENTION_STATE,       /* 中国, ロシア側, クレムリン, 中国政府 */
  MENTION_INSTITUTION, /* 米国務省, 国会, 軍 */
  MENTION_PERSON,      /* プーチン大統領, 同大統領, 報道官 */
  MENTION_BODY,        /* NATO, 国連安保理 */
  MENTION_GROUP,       /* ハマス, 共和党, ロイター通信 */
  MENTION_GENERIC,     /* 警察, デモ隊, 専門家 */
  MENTION_PLACE,       /* 北京, ガザ: not an actor unless a capital acts */
  MENTION_SPEAKER,     /* われわれ, わが国: whoever speaks; who is empty until attribution fills it in */
  MENTION_VAGUE,       /* 欧米, 国際社会: recognised, no actor */
  MENTION_TEXT         /* 共同声明, 同文書: no actor itself; owner says who issued it */
} mention_kind;

typedef struct {
  mention_kind kind;
  uint32_t segment;
  uint32_t first, end;      /* tokens, absolute, half-open: the words that name it, modifiers left out */
  uint32_t head_token;      /* last of them that is not a function word */
  span span;
  const actor *who;         /* one for most; several for 日米韓, 両国, 双方; none when nothing is known */
  uint32_t who_count;
  const actor *issuer;      /* of a text: who issued it */
  uint32_t issuer_count;
  view host;                /* code of the state that an envoy is posted to: 米 of 駐米大使; else empty */
  bool plural;              /* 市民ら, 各国 */
  bool person;              /* a single person or persons: may speak */
  bool anaphoric;           /* found through memory: 同国, 両国, 氏 */
  bool modifier;            /* only modifies the next noun: 米 of 米大統領選, 対ロ of 対ロ制裁, 中国 of 中国軍機 */
  bool target;              /* what the word after or around it is directed at: 対ロ制裁, 訪米, 反米 */
} mention;

typedef struct {
  LIST(mention) mentions;   /* by position */
  LIST(uint32_t) of_token;  /* mention that a token is part of (the widest), or NONE */
  actor hosts[2];           /* the two sides of the talks that the whole document reports on, by its title */
  uint32_t host_count;      /* 2 or 0 */
  const struct actor_tables *tables; /* what they were read with */
} actor_layout;

typedef struct actor_tables actor_tables; /* immutable */
seimei_status actor_tables_new(const pack *p, const char *language, const name_index *names,
                               const seimei_allocator *allocator, actor_tables **out, seimei_error *error);
void actor_tables_free(actor_tables *t);

/* published: YYYY-MM-DD or empty; offices and parties are read by their dates. */
void actor_run(const actor_tables *t, arena *a, const text_layout *layout, const token_layout *tokens,
               const parse_layout *parse, view published, actor_layout *out);

typedef struct {
  const actor *at;
  uint32_t count;
  span words;               /* the whole phrase that names them */
  uint32_t mention;         /* the head mention, or NONE */
  bool several;             /* persons or bodies that are several, though their labels may be one */
} actor_set;

/* The actors that the noun phrase ending in bunsetsu b stands for: its head's mention, with those coordinated to it
 * (中国とロシアは, 日本、米国、韓国の3か国は) and its appositions. Empty when the head names no actor (中国の演習は). */
actor_set actor_of_phrase(arena *a, const text_layout *layout, const token_layout *tokens, const parse_layout *parse,
                          const actor_layout *actors, uint32_t bunsetsu);
/* The actors that own what the phrase names: genitives, …による, …側の, compounds (中国の演習, 米国による制裁,
 * 対ロ制裁 has none, 中国軍機, 日本製品), who issued a text (共同声明).
 * The head itself when it names an actor. Empty when there are none. */
actor_set actor_of_owner(arena *a, const text_layout *layout, const token_layout *tokens, const parse_layout *parse,
                         const actor_layout *actors, uint32_t bunsetsu);
/* Whether the phrase says the target rather than the owner: 対ロ制裁, 中国への批判. */
actor_set actor_of_target(arena *a, const text_layout *layout, const token_layout *tokens, const parse_layout *parse,
                          const actor_layout *actors, uint32_t bunsetsu);

view actor_label(arena *a, const actor *who); /* CODE:SECTOR */

void actor_dump(buffer *out, const text_layout *layout, const actor_layout *actors);

#endif
