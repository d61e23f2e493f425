/* scene_parts.h - what the files of the scene share. */
#ifndef SEIMEI_SCENE_PARTS_H
#define SEIMEI_SCENE_PARTS_H

#include "rule/scene.h"

enum { MAX_DEPTH = 12 }; /* of clauses that share a subject with each other */

static inline const frame *frame_at(const scene *s, uint32_t f) { return &s->frames->frames.at[f]; }

static inline party party_found(actor_set who, found_kind kind, const argument *a, uint32_t f) {
  return (party){who, who.count ? kind : FOUND_NONE, a, f};
}

/* subject.c */
/* 署名は拒んだ: a topic that names nobody may be the object, whoever does it is left out. */
bool scene_may_be_object(const scene *s, const frame *x, const argument *a);
/* Whether f has a subject of its own; *out is whom it names, if anybody. */
bool scene_overt_subject(const scene *s, uint32_t f, party *out);
/* Who acts in a passive: Xに拘束された. */
party scene_passive_agent(const scene *s, uint32_t f);
/* Whose words the clause is: the subject of the predicate that it is the content of, else whoever is quoted. */
party scene_speaker(const scene *s, uint32_t f);

#endif
