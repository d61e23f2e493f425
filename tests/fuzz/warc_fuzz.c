/* warc_fuzz.c - any bytes as a web archive; the size of the pieces that it is read in does not matter. */
#include "fuzz/fuzz_documents.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2) return 0;
  view bytes = view_of((const char *)data + 1, size - 1);
  if (fuzz_documents(bytes, INPUT_WARC, 0) != fuzz_documents(bytes, INPUT_WARC, (size_t)data[0] + 1)) abort();
  return 0;
}
