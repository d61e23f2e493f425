/* fingerprint.h - what a document is known again by: its content, its address, its signature. Pure functions. */
#ifndef SEIMEI_STORE_FINGERPRINT_H
#define SEIMEI_STORE_FINGERPRINT_H

#include "base/base.h"

enum {
  SIGNATURE_BINS = 128,
  BAND_COUNT = 10,
  BAND_BINS = 4,
  LEAST_SHINGLES = 20 /* a text with fewer has no signature */
};

/* Title and text without blanks, in arena memory: what makes two documents the same. */
view content_of(arena *a, view title, view text);
bool content_is(view content, view title, view text); /* whether that is theirs */

/* The content's hash; salt is 0, or 1 and so on when other content has that hash already. */
uint64_t content_hash(view content, uint32_t salt);

/* One-permutation MinHash of runs of letters and figures (A. Shrivastava and P. Li, "Densifying One Permutation Hashing
 * via Rotation", ICML 2014). Of each bin the lowest eight bits are kept: they are enough to compare by. */
typedef struct {
  bool known;
  uint8_t bins[SIGNATURE_BINS];
  int64_t bands[BAND_COUNT]; /* hashes of BAND_BINS whole bins each: documents that are alike share one */
} signature;

signature signature_of(arena *a, view text);
/* Estimated resemblance (Jaccard) of the sets of runs, 0 to 1. */
double signature_resemblance(const uint8_t *a, const uint8_t *b);

/* The canonical form of a web address in arena memory: no scheme, no fragment, no user, host in lower case without its
 * usual port, no parameters that only track, no slash at the end. Empty where url is no http address. */
view address_of(arena *a, view url);

#endif
