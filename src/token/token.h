/* token.h - segments to tokens: MeCab with IPADIC, with names and titles of our tables forced onto its lattice,
 * numbers and dates joined.
 *
 * A segment's text goes to MeCab without its asides, with each speech quote as 「〓」. Spans are bytes of the layout's
 * text all the same; the span of 〓 is what is inside the quote. A segment may have no tokens.
 *
 * A name is one token. One-character names of states count in company only (日米韓, 訪中, 対露, 米国務省) and are
 * tokens of their own, but for 訪中 and the like, which stay verbal nouns: there the match is shorter than the token.
 */
#ifndef SEIMEI_TOKEN_H
#define SEIMEI_TOKEN_H

#include "pack/pack.h"
#include "text/text.h"

typedef enum {
  POS_NOUN,
  POS_VERB,
  POS_ADJECTIVE,
  POS_ADVERB,
  POS_ADNOMINAL,
  POS_CONJUNCTION,
  POS_INTERJECTION,
  POS_PREFIX,
  POS_PARTICLE,
  POS_AUXILIARY,
  POS_SYMBOL,
  POS_OTHER
} pos;

/* IPADIC's second level where a later stage needs it. */
typedef enum {
  SUB_NONE,
  SUB_SAHEN,        /* 名詞,サ変接続: 会談, 批判 */
  SUB_NA,           /* 名詞,形容動詞語幹 */
  SUB_PROPER,       /* 名詞,固有名詞 of any kind */
  SUB_PERSON,       /* 名詞,固有名詞,人名 */
  SUB_PLACE,        /* 名詞,固有名詞,地域 */
  SUB_ORGANISATION, /* 名詞,固有名詞,組織 */
  SUB_NUMBER,       /* 名詞,数, joined: 1億2000万 */
  SUB_SUFFIX,       /* 名詞,接尾 of any kind: 側, 的, 人 */
  SUB_COUNTER,      /* 名詞,接尾,助数詞 */
  SUB_PRONOUN,      /* 名詞,代名詞 */
  SUB_DEPENDENT, /* 名詞,非自立 (こと, よう, 旨, ため, 方), 動詞,非自立 (いる, くる), 形容詞,非自立 (ない) */
  SUB_ADVERBIAL, /* 名詞,副詞可能: きょう, 今月, 後 */
  SUB_VERB_SUFFIX, /* 動詞,接尾: れる, られる, せる, させる */
  SUB_CASE, /* 助詞,格助詞 and compounds (について, に対し, として, によって ...), 引用 included */
  SUB_TOPIC,           /* 助詞,係助詞: は も */
  SUB_CONJUNCTIVE,     /* 助詞,接続助詞: て ば と が ながら */
  SUB_ADNOMINAL,       /* 助詞,連体化: の */
  SUB_PARALLEL,        /* 助詞,並立助詞: と や か */
  SUB_ADVERB_PARTICLE, /* 助詞,副助詞: など まで だけ */
  SUB_FINAL,           /* 助詞,終助詞 */
  SUB_OPEN,
  SUB_CLOSE,
  SUB_COMMA,
  SUB_PERIOD /* 記号; ! and ? are SUB_PERIOD too */
} subpos;

/* Inflected form, IPADIC's 活用形 folded. */
typedef enum {
  FORM_NONE,
  FORM_BASE /* 基本形 */,
  FORM_MIZEN /* 未然 */,
  FORM_RENYO /* 連用 */,
  FORM_RENYO_TA /* 連用タ接続 */,
  FORM_KATEI /* 仮定 */,
  FORM_MEIREI /* 命令 */,
  FORM_TAIGEN /* 体言接続 */,
  FORM_GARU /* 語幹 */
} form;

/* Universal parts of speech, and the tags of the Penn Treebank that later stages ask for: of English tokens. */
#define UPOS_LIST(T)                                                                                                   \
  T(X) T(ADJ) T(ADP) T(ADV) T(AUX) T(CCONJ) T(DET) T(INTJ) T(NOUN) T(NUM) T(PART) T(PRON) T(PROPN) T(PUNCT) T(SCONJ)   \
  T(SYM) T(VERB)
typedef enum {
#define T(name) UPOS_##name,
  UPOS_LIST(T)
#undef T
  UPOS_COUNT
} upos;

/* Universal features, one bit each: what an English word's form says. */
enum {
  MORPH_PLURAL = 1 << 0,     /* Number=Plur */
  MORPH_PAST = 1 << 1,       /* Tense=Past of a finite verb: VBD */
  MORPH_PRESENT = 1 << 2,    /* Tense=Pres of a finite verb: VBZ, VBP */
  MORPH_PARTICIPLE = 1 << 3, /* past participle: VBN */
  MORPH_GERUND = 1 << 4,     /* VBG */
  MORPH_INFINITIVE = 1 << 5, /* VB: also after to and modals, and the imperative */
  MORPH_PROPER = 1 << 6,     /* NNP, NNPS */
  MORPH_POSSESSIVE = 1 << 7, /* POS, PRP$, WP$ */
  MORPH_WH = 1 << 8,         /* WDT, WP, WP$, WRB */
  MORPH_MODAL = 1 << 9,      /* MD */
  MORPH_NEGATIVE = 1 << 10,  /* Polarity=Neg: not, n't, no, never */
  MORPH_COMPARED = 1 << 11   /* JJR, JJS, RBR, RBS */
};

typedef struct {
  span span;    /* bytes of layout.text */
  view surface; /* normalised */
  view lemma;   /* dictionary form; the surface when unknown or joined, and of signs */
  view feature; /* IPADIC's feature string or one like it; lives as long as the dictionary */
  uint8_t pos, sub, form;
  uint8_t upos;   /* of English tokens, else UPOS_X; pos and sub say the same as far as Japanese has it */
  uint16_t morph; /* MORPH_* */
  bool suru; /* する right after a noun (批判する, 民主化する), its kin (できる, いたす, なさる) after a verbal noun */
  bool unknown;   /* not in the dictionary */
  uint32_t quote; /* index of the speech quote that this token stands for, else NONE */
  uint32_t name;  /* index of the name_match that this token is (part of), else NONE */
} token;

/* A row of a table under lang/<code>/name that matched here. Several rows may match the same span: see name_index. */
typedef struct {
  span span;
  uint32_t form; /* index into name_index.forms */
  uint32_t segment;
  uint32_t kinds; /* of its rows: bit set of name_kind */
} name_match;

typedef struct {
  uint32_t first, count; /* tokens of one segment: tokens.at[first .. first + count) */
} token_range;

typedef struct {
  LIST(token) tokens;
  LIST(token_range) segments; /* as many as layout.segments */
  LIST(name_match) names;
  LIST(span) asides; /* lifted (…) by position: the aside's outer span; it stands after the token before it */
} token_layout;

/* ---- names: all rows of lang/<code>/name/ tables as one automaton on code points ---- */

typedef enum {
  NAME_COUNTRY,
  NAME_ABBR,
  NAME_PLACE,
  NAME_METONYM,
  NAME_INSTITUTION,
  NAME_TITLE,
  NAME_PERSON,
  NAME_BODY,
  NAME_GROUP,
  NAME_GENERIC,
  NAME_PRONOUN,
  NAME_KIND_COUNT
} name_kind;

typedef struct {
  name_kind kind;
  view id, label, role, since, until, flags, note;
} name_row;

typedef struct {
  view form;
  uint32_t first_row, row_count; /* rows that have this form: name_index.form_rows[first_row ..] */
  uint32_t kinds;                /* of the rows: bit set of name_kind */
  uint8_t first_kind;            /* of the first row */
  bool short_person;             /* only persons that count with a title or after a full mention */
} name_form;

typedef struct name_index name_index;
/* Builds the automaton from the pack's tables of a language and from extra tables (whose name gives the kind:
 * ".../country", ".../person-asia", or whose file has a kind column). p may be NULL. Views of rows and forms point into
 * the tables, which must outlive the index. Of the rows of a form, those of extra tables come first, then table by
 * table in the order of names. Lookup does not slow down with the number of rows. BAD_TABLE, NO_MEMORY, TOO_LARGE. */
seimei_status name_index_new(const pack *p, const char *language, const table *extra, size_t extra_count,
                             const seimei_allocator *allocator, name_index **out, seimei_error *error);
void name_index_free(name_index *n);
uint32_t name_index_form_count(const name_index *n);
const name_form *name_index_form(const name_index *n, uint32_t form); /* form: from 0 to the count */
const name_row *name_index_row(const name_index *n, const name_form *f, uint32_t k); /* k-th row of a form */
/* Longest form that begins at text[at]; its length in bytes, or 0. A form that begins or ends in katakana, Latin
 * letters or figures does not match where more of the same stand beside it: タイ is not in タイヤ, UN not in UNIT. */
uint32_t name_index_longest(const name_index *n, view text, uint32_t at, uint32_t *form);
/* The form that is exactly these words, or NONE. */
uint32_t name_index_exact(const name_index *n, view words);
/* Whether any state, place, body, person, metonym or group form is in the text, or an institution or title that names
 * its state: what has none needs no analysis. A one-character name counts beside another (日米), before an institution
 * or title (米軍) and after a <state-prefix> of <code>/class/compound.tsv (訪中). */
bool name_index_any_actor(const name_index *n, view text);

/* ---- tokeniser ---- */

typedef struct tokenizer tokenizer;       /* shared: the dictionary */
typedef struct token_worker token_worker; /* one a thread: lattice and caches */

/* p: where an English tokenizer's models and tables are; Japanese has the dictionary instead. */
seimei_status tokenizer_new(const pack *p, language_id language, const char *dictionary_path, const name_index *names, const seimei_allocator *allocator,
                            tokenizer **out, seimei_error *error);
void tokenizer_free(tokenizer *t);
seimei_status token_worker_new(const tokenizer *t, token_worker **out, seimei_error *error);
void token_worker_free(token_worker *w);

void token_run(token_worker *w, arena *a, const text_layout *layout, token_layout *out);
/* Tokens of free text without layout or names, for training: appended to *out. */
void token_plain(token_worker *w, arena *a, view text, token_layout *out);

void token_dump(buffer *out, const text_layout *layout, const token_layout *tokens);

#endif
