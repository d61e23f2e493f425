/* retie.h - what the files that put heads right share: retie.c moves quotations and arguments up, retie_content.c moves
 * what is said down, retie_topic.c gives each topic its clause. All need the tails of the segment's bunsetsu and their
 * dependents. */
#ifndef SEIMEI_RETIE_H
#define SEIMEI_RETIE_H

#include "frame/context.h"

/* retie_words.c */
bool retie_is_noun(const frame_context *c, uint32_t b);
bool retie_is_bare_speech(const frame_context *c, uint32_t b); /* 説明、 without する */
bool retie_is_conjunction(const frame_context *c, uint32_t b);
bool retie_is_adjective(const frame_context *c, uint32_t b);
bool retie_is_topic(const frame_context *c, uint32_t b);
bool retie_is_condition(const frame_context *c, uint32_t b);
bool retie_is_speech(const frame_context *c, uint32_t b);   /* takes a quotation, or is とする with a clause */
uint32_t retie_speech_of(const frame_context *c, uint32_t d); /* the speech that d is or joins on (批判したほか), or NONE */
bool retie_has_subject(const frame_context *c, uint32_t b, bool topics); /* in が; with topics, in は or も too */
bool retie_takes_order(const frame_context *c, uint32_t b); /* a clause in よう */
bool retie_goes_on(const tail *t);                          /* a clause joined to a later one */
bool retie_joins_clause(const frame_context *c, uint32_t b); /* 一方 behind a clause that goes on */
uint32_t retie_joint(const frame_context *c, uint32_t b);   /* 上で of …とした上で; else b */
uint32_t retie_verb_above(const frame_context *c, uint32_t b);
uint32_t retie_above_content(const frame_context *c, uint32_t b); /* whose content the clause of b is in, or NONE */
uint32_t retie_content_end(const frame_context *c, uint32_t g);   /* last predicate of what g takes as its content, or NONE */
void retie_move(frame_context *c, uint32_t first, uint32_t b, uint32_t head); /* takes along what would cross */

/* Whether a topic before d is the subject of g or of a clause that g is joined to. */
bool retie_topic_before(const frame_context *c, uint32_t g, uint32_t d);

/* retie_topic.c */
void retie_split_topics(frame_context *c, uint32_t g);
void retie_split_content(frame_context *c, uint32_t g);
void retie_split_speaker(frame_context *c, uint32_t g);
void retie_nest_thing(frame_context *c, uint32_t g);
void retie_nest_topic(frame_context *c, uint32_t g);
void retie_nest_before_words(frame_context *c, bunsetsu_range range);
void retie_lower_into_occasion(frame_context *c, bunsetsu_range range);

#endif
