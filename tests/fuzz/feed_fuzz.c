/* feed_fuzz.c - any bytes as a feed. */
#include "fuzz/fuzz_documents.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  fuzz_documents(view_of((const char *)data, size), INPUT_FEED, 0);
  return 0;
}
