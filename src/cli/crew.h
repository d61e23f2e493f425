/* crew.h - threads that code documents and give the results in the order of the input.
 *
 *   crew_add ─▶ ring of jobs ─▶ threads, one worker each ─▶ whoever finishes the oldest job gives all that are ready
 *
 * The ring has a fixed number of places and a limit of bytes, so memory stays bounded however long the input is. */
#ifndef SEIMEI_CLI_CREW_H
#define SEIMEI_CLI_CREW_H

#include "base/base.h"

typedef struct crew crew;

/* What is done with one document, on any thread: fill out and return true, or say why not in error. */
typedef bool crew_work(void *user, seimei_worker *worker, const seimei_document *doc, buffer *out, seimei_error *error);
/* Takes results one at a time in the order of the input; error is NULL when the work succeeded. false: stop. */
typedef bool crew_result(void *user, const char *path, const buffer *out, const seimei_error *error);

/* workers 1: everything happens inside crew_add, without threads. NULL when memory runs out. */
crew *crew_new(const seimei_engine *engine, unsigned workers, crew_work *work, crew_result *result, void *user);
/* Copies doc and path. Waits while too much is under way. false: stop. */
bool crew_add(crew *c, const char *path, const seimei_document *doc);
/* For the work that fills out: have all jobs before it been given? Then it may give what it has so far by itself. */
bool crew_is_next(crew *c, const buffer *out);
/* Waits for what is under way and frees. */
void crew_finish(crew *c);

#endif
