/* recipient.h - what the files that look for recipients share. Each gives whom the act of frame f is directed at, or nobody. */
#ifndef SEIMEI_RECIPIENT_H
#define SEIMEI_RECIPIENT_H

#include "event/event_parts.h"

enum { CHAIN = 6 }; /* clauses of a sentence that are looked at */

/* recipient.c */
party acted_on(const event_context *c, uint32_t g, const event *e); /* an object of the clause g */
party spoken_of(const event_context *c, uint32_t f, const event *e);

/* recipient_joined.c */
party passive_party(const event_context *c, uint32_t f, const event *e);
party unbearable(const event_context *c, uint32_t f, const event *e);
party going_on(const event_context *c, uint32_t f, const event *e);
party pointed_at(const event_context *c, uint32_t f, const event *e);
party answered(const event_context *c, uint32_t f, const event *e);
party chained(const event_context *c, uint32_t f, const event *e);
party chain_spoken(const event_context *c, uint32_t f, const event *e);
party addressed(const event_context *c, uint32_t f, const event *e);
party conditioned(const event_context *c, uint32_t f, const event *e);

/* english_recipient.c */
party condition_behind(const event_context *c, uint32_t g); /* threatened to strike if Norway moved */
party deed_before(const event_context *c, uint32_t f, const event *e);
party done_by_it(const event_context *c, uint32_t f, const event *e);
party meant_by_it(const event_context *c, uint32_t f, const event *e);
party protested_at(const event_context *c, uint32_t f, const event *e);

#endif
