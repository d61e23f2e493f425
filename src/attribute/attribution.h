/* attribution.h - what the parts of attribution share. */
#ifndef SEIMEI_ATTRIBUTION_H
#define SEIMEI_ATTRIBUTION_H

#include "attribute/attribute.h"

/* An evidential rule: によると, の話では. Its first bytes as a number tell most words apart at once. */
typedef struct {
  uint64_t start, mask; /* mask: the bytes that the rule's words have */
  const rule *rule;
} marker;

/* A row of the table of media: the prepositions that its noun stands behind. */
typedef struct {
  view places, medium;
} medium_row;

struct attribute_rules {
  arena arena;
  rule_index index;
  LIST(marker) markers;
  const rule *toshite;        /* として after a clause */
  const rule *quotation;      /* と after quoted sentences, before any predicate */
  map noun_cues;              /* of English: claim of X's claim -> its rule */
  map medium_nouns;           /* statement of in a statement -> row of media */
  LIST(medium_row) media;
};

typedef LIST(content) content_list;

typedef struct {
  const attribute_rules *rules;
  scene *scene;
  attribute_layout *out;
  bool *used; /* by frame: its content went into another frame's statement */
  actor_set issuer;         /* who issued the paper that was spoken of last: 声明, 文書 */
  uint32_t issuer_sentence; /* where that was */
} attribution;

/* content.c */
void content_of_cue(attribution *a, uint32_t f, const rule_match *match, content_list *out);
void content_of_quotation(attribution *a, uint32_t f, const rule_match *match, content_list *out);
void content_of_toshite(attribution *a, uint32_t f, content_list *out);
seimei_manner content_manner(const scene *s, const content_list *contents);

/* apart.c */
void content_apart(const attribution *a, uint32_t f, content_list *out); /* そう叫んだ: a quotation beside the sentence */

/* source.c */
party source_of_cue(const attribution *a, uint32_t f, const rule_match *match, content_list *contents);
actor_set source_tidy_front(const attribution *a, content_list *contents);
void source_note_issuer(attribution *a, uint32_t sentence_index);
party source_of_phrase(const scene *s, uint32_t bunsetsu);
party source_unnamed(const attribution *a, uint32_t bunsetsu); /* UNK:UNK of 消息筋, 報道; not found elsewhere */

/* marker.c */
marker marker_of(const rule *r);
void markers_find(attribution *a, uint32_t segment);

/* english_marker.c */
void english_markers_find(attribution *a, uint32_t segment);
void english_nouns_find(attribution *a, uint32_t segment); /* once the statements of predicates stand */
span english_trim(const scene *s, uint32_t first, uint32_t end); /* of tokens, without signs at their ends */
bool english_is_noun_cue(const rule *r);

/* english_attribution.c */
bool english_withholds(const attribution *a, uint32_t f, const rule *r, const content_list *contents); /* did not say */
span english_cue_span(const scene *s, const frame *x, const rule_match *match); /* called on, expressed deep concern */
view english_medium(const attribution *a, uint32_t f);
void english_content(attribution *a, uint32_t f, const rule_match *match, content_list *out);
void english_speaker_inherit(attribution *a, uint32_t quote); /* of a quotation that no cue has */
party source_somebody(const scene *s, uint32_t token, span words); /* UNK:UNK */
party english_source(const attribution *a, uint32_t f, const rule_match *match);
party source_of_unknown(const scene *s, const argument *subject); /* a person whom nothing ties to a state */

#endif
