/* frame.h - predicates with their arguments: where the languages meet.
 *
 * A frame is one predicate of a segment with what depends on it, in deep roles: passives and causatives are turned
 * back, light verbs (会談を行う) are read as their noun (会談する). Everything to the right of this stage works on
 * frames and tables only.
 *
 *   ロシアは 米国に 拡大を やめるよう 求めた          frame 0  やめる   wo=拡大
 *      ga      ni          └─ quote ──┘               frame 1  求める   ga=ロシア ni=米国 quote=frame 0 (you)
 */
#ifndef SEIMEI_FRAME_H
#define SEIMEI_FRAME_H

#include "parse/parse.h"

/* Places of an argument: docs/formats/tables.md. Each has a name in the tables of Japanese and one in those of English;
 * empty where the language has no such place. What means the same in both is one place. */
#define ROLE_LIST(X)                                                                                                   \
  X(GA, "ga", "subject") X(WO, "wo", "object") X(NI, "ni", "to") X(TO, "to", "with") X(DE, "de", "in")                 \
  X(KARA, "kara", "from") X(YORI, "yori", "than") X(HE, "he", "toward") X(MADE, "made", "until")                       \
  X(NITAISURU, "nitaisuru", "against") X(NITSUITE, "nitsuite", "about") X(NIYORU, "niyoru", "by")                      \
  X(TOTOMONI, "totomoni", "alongside") X(TOSHITE, "toshite", "as") X(NO, "no", "of") X(QUOTE, "quote", "quote")        \
  X(GAP, "gap", "gap") X(TIME, "time", "time") X(OTHER, "other", "other") X(AT, "", "at") X(ON, "", "on")              \
  X(FOR, "", "for") X(OVER, "", "over") X(INTO, "", "into") X(BETWEEN, "", "between") X(THROUGH, "", "through")

typedef enum {
#define X(name, ja, en) ROLE_##name,
  ROLE_LIST(X)
#undef X
  ROLE_COUNT
} role;

const char *role_name(language_id l, role r);
bool role_of_name(language_id l, view name, role *out); /* English: "indirect" is "to" */

/* How a clause or quotation is tied to its predicate (of a ROLE_QUOTE argument). */
typedef enum {
  LINK_TO,     /* …と述べた, 「…」と述べた; said that …, said … , "…" said */
  LINK_TOSHITE,/* …として, 「…」とした上で */
  LINK_YOU,    /* …よう求めた; urged X to … */
  LINK_MUNE,   /* …旨述べた */
  LINK_KOTO,   /* …ことを明らかにした, ことで一致した; accused X of …ing */
  LINK_TONO,   /* …との考え, …という声; the view that … (of the pattern noun) */
  LINK_BARE,   /* 「…」。 or 「…」、 with no particle */
  LINK_COUNT
} link_kind;

/* The link that a table of the language names so: you, infinitive; false when it names none. */
bool link_of_name(language_id l, view name, link_kind *out);

typedef struct {
  role role;
  bool topic;          /* marked by は */
  bool also;           /* marked by も */
  bool quoted;         /* of the predicate inside of the quotation behind it: 船が「侵入した」と主張した */
  bool gap;            /* the noun that the clause modifies, in the place that the clause leaves open */
  uint32_t of;         /* bunsetsu of the argument's noun that it modifies (懸念 of Xへの懸念を示す), or NONE: the predicate */
  uint32_t bunsetsu;   /* head bunsetsu of the phrase */
  uint32_t head_token; /* its last content token */
  span span;           /* the whole phrase without its particle or preposition */
  view words;          /* of English: lemmas of its head and of what is compounded to it, else empty: trade agreement */
  view marker;         /* of English: the preposition, in small letters: out of; else empty */
  uint32_t frame;      /* the clause's predicate when the argument is or ends in a clause, else NONE */
  uint32_t quote;      /* the speech quote that it is, else NONE */
  link_kind link;           /* of ROLE_QUOTE */
} argument;

typedef enum { VOICE_ACTIVE, VOICE_PASSIVE, VOICE_CAUSATIVE, VOICE_CAUSATIVE_PASSIVE } voice;

/* What the clause presents its predicate as. A frame may have several. */
enum {
  MOOD_FUTURE = 1 << 0,      /* 予定 方針 見通し ことになる: planned or decided */
  MOOD_INTENT = 1 << 1,      /* 考え 意向 構え 用意 (よ)うとする たい: wanted by its subject */
  MOOD_POSSIBLE = 1 << 2,    /* 可能性 とみられる かもしれない だろう */
  MOOD_OBLIGATION = 1 << 3,  /* べき なければならない 必要がある */
  MOOD_CONDITION = 1 << 4,   /* 場合 ば たら なら 限り */
  MOOD_REQUEST = 1 << 5,     /* てほしい てください 命令形 */
  MOOD_POTENTIAL = 1 << 6,   /* できる 得る られる as ability */
  MOOD_PURPOSE = 1 << 7,     /* ため べく ように (so that) */
  MOOD_HEARSAY = 1 << 8      /* という ということだ */
};

typedef enum {
  EMBED_MAIN,        /* main clause of the segment */
  EMBED_COORDINATE,  /* 連用, て, が, し, ほか, 一方: joined to a later clause */
  EMBED_ADVERBIAL,   /* ため, ながら, 際, 後, 中: inside a later clause */
  EMBED_RELATIVE,    /* modifies a noun */
  EMBED_QUOTE,       /* と, よう, 旨 of a predicate */
  EMBED_NOMINAL,     /* こと, の */
  EMBED_CONDITION    /* ば, たら, 場合 */
} embedding;

typedef struct {
  uint32_t segment;
  uint32_t bunsetsu;      /* where the predicate ends: its last bunsetsu */
  uint32_t first_bunsetsu; /* where it begins: 会談を of 会談を行う, 明らかに of 明らかにする */
  uint32_t head_token;    /* 批判 of 批判する */
  span trigger;           /* the predicate's words with auxiliaries: 批判しました */
  view lemma;             /* 批判する, 示す, 明らかにする, 遺憾だ */
  view compound;          /* the lemma with what is compounded to it: 猛反発する, 撃ち返す; ends in a verb or だ */
  view other;             /* another dictionary form that the words may have: 呈する for 呈す, 断つ for 断る; else empty */
  view causative;         /* 沈没させる of 沈没させた, 強制帰国させる: what is compounded to it included; else empty */
  view noun, verb;        /* 会談, 行う of the light verb phrase 会談を行う (lemma: 会談する), else empty */
  voice voice;
  bool progressive;       /* 求めている, 訪問中 */
  bool negated, past, light; /* light: lemma comes from a light verb phrase */
  bool objectless;        /* it only says, so that を beside its quotation belongs to what is said: 述べる */
  view particle;          /* of English: out of pull out; else empty */
  bool copular;           /* a noun or adjective with a copula: 遺憾だ, be critical */
  bool agentless;         /* a passive whose agent is not said: its subject must not be filled in */
  uint32_t mood;          /* MOOD_* */
  bool modal;             /* the noun that it modifies gives its mood: 支援する意向 */
  embedding embedding;
  link_kind link;              /* of EMBED_QUOTE */
  uint32_t parent;        /* frame that it is joined to or inside of, or NONE */
  uint32_t subject;       /* frame whose subject this one shares when it has none of its own, or NONE */
  bool subject_is_recipient; /* share its recipient instead: 米国に撤退するよう求めた */
  uint32_t head_noun;     /* token: noun that a relative or nominal clause modifies (計画, こと), or NONE */
  span clause;            /* from its leftmost argument to the end of its words */
  uint32_t argument, argument_count;
} frame;

typedef struct {
  uint32_t first, count;
} frame_range;

typedef struct {
  LIST(frame) frames;
  LIST(argument) arguments;      /* grouped by frame, in text order */
  LIST(frame_range) segments;
  LIST(uint32_t) of_bunsetsu;    /* frame whose predicate the bunsetsu is part of, or NONE */
} frame_layout;

typedef struct frame_rules frame_rules; /* tables: light verbs, modal nouns, particles; immutable */
seimei_status frame_rules_new(const pack *p, const char *language, const seimei_allocator *allocator,
                              frame_rules **out, seimei_error *error);
void frame_rules_free(frame_rules *r);

void frame_run(const frame_rules *r, arena *a, const text_layout *layout, const token_layout *tokens,
               parse_layout *parse, frame_layout *out); /* puts some heads of the parse right */

/* Adds an argument to a frame whose arguments are complete: they move to the end of the list. */
void frame_argument_add(arena *a, frame_layout *frames, frame *f, const argument *given);
/* First argument of f itself (not of its nouns) in a role, or NULL. */
const argument *frame_argument(const frame_layout *frames, const frame *f, role r);

void frame_dump(buffer *out, const text_layout *layout, const token_layout *tokens, const frame_layout *frames);

#endif
