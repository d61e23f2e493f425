/* scene.h - a document as the stages of meaning see it: all layers together, and who fills a place of a frame.
 *
 * Subjects that the text leaves out come, in this order, from the noun that a relative clause modifies, from the
 * clause that shares its subject, from the speaker of the quotation, from the last sentence's subject. */
#ifndef SEIMEI_SCENE_H
#define SEIMEI_SCENE_H

#include "rule/rule.h"
#include "when/when.h"

/* Who is quoted in a speech quote, as far as attribution has found it. */
typedef struct {
  actor_set source;
  uint32_t frame, argument; /* frame that takes the quote as its argument, or NONE */
} speaker;

typedef struct {
  arena *arena;
  const text_layout *layout;
  const token_layout *tokens;
  const parse_layout *parse;
  const frame_layout *frames;
  const actor_layout *actors;
  const when_layout *whens;
  view published;
  speaker *speakers;        /* by quote */
  actor_set *subjects;      /* by sentence: whom its main clause is about, for the sentences after it */
  seimei_scope scope;
  bool keeps_reasons;       /* stages keep why they chose, for explain and for training */
} scene;

static inline bool scene_is_english(const scene *s) { return s->layout->language == LANGUAGE_EN; }

/* The word class that means the same in either language's tables. */
static inline view scene_class(const scene *s, const char *japanese, const char *english) {
  return view_of_string(scene_is_english(s) ? english : japanese);
}

void scene_init(scene *s); /* fills speakers and subjects; the other fields are set by the caller */

/* Where an actor was found, for explain and for the choice between candidates. */
typedef enum { FOUND_NONE, FOUND_OVERT, FOUND_GAP, FOUND_SHARED, FOUND_SPEAKER, FOUND_DISCOURSE, FOUND_TOPIC, FOUND_ANYBODY } found_kind; /* anybody: in the wide scope only */

typedef struct {
  actor_set who;
  found_kind found;
  const argument *argument; /* the argument that names them, or NULL */
  uint32_t frame;           /* the frame that it belongs to */
} party;

/* The subject of frame f; empty when nobody can be named. */
party scene_subject(const scene *s, uint32_t f);
/* The first place of the list that names an actor. noun is the pattern's noun argument, or NULL. */
party scene_party(const scene *s, uint32_t f, const argument *noun, const place_list *places);
/* The argument of a place, or NULL. */
const argument *scene_argument(const scene *s, uint32_t f, const argument *noun, place p);
bool scene_need(const scene *s, const word_classes *classes, uint32_t f, const argument *noun, const need *n, const party *actor,
                const party *recipient);
/* First in the list that is there, for about. */
const argument *scene_about(const scene *s, uint32_t f, const argument *noun, const place_list *places);

actor_set scene_actors(const scene *s, const argument *a);       /* actors that the argument's phrase stands for */
actor_set scene_owner(const scene *s, const argument *a);        /* who owns or does it */
bool actor_sets_equal(const actor_set *a, const actor_set *b);
actor_set actor_sets_join(arena *arena, const actor_set *a, const actor_set *b);
/* Whether the frame is the main predicate of attributed words, or joined to it. */
bool scene_heads_content(const scene *s, uint32_t f);
uint32_t scene_sentence(const scene *s, uint32_t f);             /* index of the frame's sentence */

#endif
