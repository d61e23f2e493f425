/* seimei.h - statements and events out of political news.
 *
 *   #include <seimei.h>
 *   #include <stdio.h>
 *
 *   int main(void) {
 *     seimei_error error = {0};
 *     seimei_engine *engine = NULL;
 *     seimei_worker *worker = NULL;
 *     if (seimei_engine_open(NULL, &engine, &error) || seimei_worker_new(engine, &worker, &error))
 *       return fprintf(stderr, "%s\n", error.message), 1;
 *     seimei_document doc = {.id = SEIMEI_TEXT("d1"), .published = SEIMEI_TEXT("2022-02-05"),
 *                            .text = SEIMEI_TEXT("ロシアのプーチン大統領は4日、中国の習近平国家主席と会談した。")};
 *     const seimei_records *records = NULL;
 *     if (!seimei_worker_code(worker, &doc, &records, &error))
 *       for (size_t i = 0; i < records->event_count; i++) puts(seimei_type_name(records->events[i].type));
 *     seimei_worker_free(worker);
 *     seimei_engine_close(engine);
 *   }
 *
 * An engine is immutable and may be shared by any number of threads; a worker belongs to one thread at a time.
 * The library never prints, exits, or touches locale, signals and the working directory. */
#ifndef SEIMEI_H
#define SEIMEI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define SEIMEI_VERSION "0.1.0"

#if defined(__GNUC__)
#define SEIMEI_API __attribute__((visibility("default")))
#define SEIMEI_MUST_CHECK __attribute__((warn_unused_result))
#else
#define SEIMEI_API
#define SEIMEI_MUST_CHECK
#endif

/* ---- text and errors ------------------------------------------------------------------------------------------- */

/* Bytes that somebody else owns; NUL is never assumed. An empty view has len 0, its ptr may be NULL. */
typedef struct {
  const char *ptr;
  size_t len;
} seimei_view;

#define SEIMEI_TEXT(literal) ((seimei_view){(literal), sizeof(literal) - 1})

/* Half-open range. In records: Unicode code points of the document's text as it was given. */
typedef struct {
  uint32_t begin, end;
} seimei_span;

#define SEIMEI_STATUS_LIST(X)                                                                                          \
  X(OK, "no error")                                                                                                    \
  X(NO_MEMORY, "out of memory")                                                                                        \
  X(NO_FILE, "a file cannot be opened")                                                                                \
  X(IO, "a file cannot be read or written")                                                                            \
  X(BAD_PACK, "the language pack is not valid")                                                                        \
  X(BAD_TABLE, "a table is not valid")                                                                                 \
  X(BAD_INPUT, "the input is not valid")                                                                               \
  X(TOO_LARGE, "the input is larger than the limit")                                                                   \
  X(NO_DICTIONARY, "the MeCab dictionary cannot be opened")                                                            \
  X(UNSUPPORTED, "the language or format is not supported")                                                            \
  X(USAGE, "an argument is not valid")

typedef enum {
#define X(name, message) SEIMEI_##name,
  SEIMEI_STATUS_LIST(X)
#undef X
} seimei_status;

/* What went wrong, for a person: message is a whole sentence without a final newline. */
typedef struct {
  seimei_status status;
  uint64_t line, column; /* of the input, from 1; 0 where it has none */
  char message[256];
} seimei_error;

SEIMEI_API const char *seimei_status_message(seimei_status status);

/* ---- documents ------------------------------------------------------------------------------------------------- */

/* One article. All text is UTF-8 and must live until the call returns; invalid bytes are read as U+FFFD.
 * Where text begins with title, the title is not coded. */
typedef struct {
  seimei_view id, lang, published, title, text, url, publisher; /* published: YYYY-MM-DD; lang: "ja", "en", empty: found */
} seimei_document;

/* ---- records: the contract of docs/formats/records.md ---------------------------------------------------------- */

typedef enum {
  SEIMEI_AGREE, SEIMEI_CONSULT, SEIMEI_SUPPORT, SEIMEI_CONCEDE, SEIMEI_COOPERATE, SEIMEI_AID, SEIMEI_RETREAT,
  SEIMEI_REQUEST, SEIMEI_ACCUSE, SEIMEI_REJECT, SEIMEI_THREATEN, SEIMEI_PROTEST, SEIMEI_SANCTION, SEIMEI_MOBILIZE,
  SEIMEI_COERCE, SEIMEI_ASSAULT, SEIMEI_TYPE_COUNT
} seimei_type;

typedef enum { SEIMEI_ACTUAL, SEIMEI_FUTURE, SEIMEI_HYPOTHETICAL, SEIMEI_NEGATED, SEIMEI_HISTORICAL } seimei_event_status;

typedef enum { SEIMEI_DIRECT, SEIMEI_INDIRECT, SEIMEI_MIXED } seimei_manner;

/* Words of the document with their place. */
typedef struct {
  seimei_view text;
  seimei_span span;
} seimei_words;

/* Who: label is CODE[/IDENTIFIER][:SECTOR]. Empty views where nothing is known. */
typedef struct {
  seimei_view label, code, sector, name, office;
  seimei_words words; /* the mention that it was read from */
} seimei_actor;

typedef struct {
  seimei_actor *at;
  size_t count;
} seimei_actors;

typedef struct {
  uint32_t index; /* of the sentence in the document, headings left out */
  seimei_span span;
} seimei_sentence;

typedef struct {
  seimei_view id, date, medium, rule;
  seimei_actors source, addressee;
  seimei_words cue;
  seimei_words *content;
  size_t content_count;
  seimei_manner manner;
  seimei_sentence sentence;
  seimei_view within; /* id of the statement that this one is inside of, or empty */
} seimei_statement;

typedef struct {
  bool known;
  double value;
  seimei_view unit, per, of;
  seimei_words words;
} seimei_quantity;

typedef struct {
  seimei_view id, date, mode, cameo, rule, statement, same_as;
  seimei_type type;
  seimei_view context[4];
  size_t context_count;
  seimei_actors actor, recipient, claimed_by;
  seimei_words trigger, about, place; /* about, place: empty text where there is none */
  seimei_view place_code;             /* ISO 3166 alpha-3, or empty */
  seimei_quantity quantity;
  seimei_event_status status;
  int quad_code;       /* 1 verbal cooperation .. 4 material conflict */
  double event_scale;  /* PLOVER score, -10 .. 10 */
  double confidence;   /* 0 .. 1 */
  seimei_sentence sentence;
} seimei_event;

/* All records of one document in the order of the text; owned by the worker, valid until its next call. */
typedef struct {
  seimei_view doc, version;
  const seimei_statement *statements;
  size_t statement_count;
  const seimei_event *events;
  size_t event_count;
} seimei_records;

SEIMEI_API const char *seimei_type_name(seimei_type type);            /* "ACCUSE" */
SEIMEI_API const char *seimei_event_status_name(seimei_event_status); /* "actual" */
SEIMEI_API const char *seimei_manner_name(seimei_manner);             /* "direct" */

/* ---- engine and worker ----------------------------------------------------------------------------------------- */

typedef struct seimei_engine seimei_engine;
typedef struct seimei_worker seimei_worker;

/* Memory comes from here when given; used by tests to fail the n-th call. */
typedef struct {
  void *(*resize)(void *user, void *old, size_t size); /* size 0 frees; NULL on failure */
  void *user;
} seimei_allocator;

/* What counts as a statement, docs/attribute.md. Events are the same in both. */
typedef enum {
  SEIMEI_NARROW, /* words, writing, reports and views */
  SEIMEI_WIDE    /* also intentions, promises, refusals, and what somebody knows or fears */
} seimei_scope;

/* All fields may be empty: the installed pack and the Debian dictionary are found by themselves. */
typedef struct {
  const char *pack_path;       /* compiled tables and models; else $SEIMEI_PACK, else where it was installed */
  const char *dictionary_path; /* IPADIC in UTF-8; else $SEIMEI_DICTIONARY, else /var/lib/mecab/dic/ipadic-utf8 */
  const char *const *lexicons; /* further tables, docs/formats/tables.md */
  size_t lexicon_count;
  const seimei_allocator *allocator;
  size_t max_document; /* bytes; 0: 64 MiB */
  seimei_scope scope;
} seimei_engine_options;

/* options may be NULL. On failure *out is NULL and error (may be NULL) says why. */
SEIMEI_API seimei_status seimei_engine_open(const seimei_engine_options *options, seimei_engine **out,
                                            seimei_error *error) SEIMEI_MUST_CHECK;
SEIMEI_API void seimei_engine_close(seimei_engine *engine);

/* The engine must outlive its workers. */
SEIMEI_API seimei_status seimei_worker_new(const seimei_engine *engine, seimei_worker **out,
                                           seimei_error *error) SEIMEI_MUST_CHECK;
SEIMEI_API void seimei_worker_free(seimei_worker *worker);

/* Codes one document. *out belongs to the worker and is valid until its next call. */
SEIMEI_API seimei_status seimei_worker_code(seimei_worker *worker, const seimei_document *doc,
                                            const seimei_records **out, seimei_error *error) SEIMEI_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
