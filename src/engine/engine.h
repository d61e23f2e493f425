/* engine.h - what the command may ask beyond the public header. */
#ifndef SEIMEI_ENGINE_H
#define SEIMEI_ENGINE_H

#include "text/text.h"

/* Gets the records of one part of a document; they and doc are valid during the call. */
typedef void record_visit(void *user, const seimei_document *doc, const seimei_records *records);
/* As seimei_worker_code, but a long document comes in parts, one after the other in the order of the text, so that its
 * records need not all be held: those of other parts are gone when one comes. */
seimei_status worker_code_parts(seimei_worker *worker, const seimei_document *doc, record_visit *visit, void *user,
                                seimei_error *error);

/* Every stage of one sentence as text (UTF-8): tokens, bunsetsu, frames, actors, dates, statements, events, and for
 * each predicate the rules that fired, those that nearly did and the condition that failed. sentence: its number as
 * in the records, or UINT32_MAX for all. Sections are headed by lines that begin with "# ". */
seimei_status worker_explain(seimei_worker *worker, const seimei_document *doc, uint32_t sentence, buffer *out, seimei_error *error);

/* Facts for `seimei info`: one "key<TAB>value" a line: version, data version, pack path, dictionary, counts of rows,
 * rules and names, model names, sizes and licences. */
seimei_status engine_describe(const seimei_engine *engine, buffer *out, seimei_error *error);

/* The sentences of the document that the worker coded last, headings left out, in order: at most most of them into out;
 * how many there are. */
size_t worker_sentences(const seimei_worker *worker, seimei_sentence *out, size_t most);

/* Version of the program, +, checksum of the data: the version of its records. */
view engine_version(const seimei_engine *engine);

/* Whether documents in a language (a code; empty: Japanese) can be coded. */
bool engine_has_language(const seimei_engine *engine, view lang);

/* How a language (a code; empty: Japanese) writes; lives as long as the engine. NULL where it cannot be opened. */
const text_rules *engine_text_rules(const seimei_engine *engine, view lang);

/* Whether anything in a text (UTF-8) may act: a state, place, body, person, metonym or group of the tables. One scan, which
 * ends at the first of them; a text without any has no records. True also where its language cannot be opened. */
bool engine_has_actor(const seimei_engine *engine, view lang, view text);

#endif
