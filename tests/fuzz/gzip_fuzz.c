/* gzip_fuzz.c - any bytes as a stream that may be gzip: what is unpacked is the same whatever the size of the pieces,
 * and reading goes on from any place. */
#include "fuzz/fuzz_documents.h"
#include "read/byte_stream.h"

enum { MOST = 1 << 22 };

static uint64_t read_all(view bytes, size_t chunk, read_position from, read_position *middle, size_t *count) {
  uint64_t problems = 0, sum = 1469598103934665603u;
  FILE *stream = fmemopen((void *)(uintptr_t)bytes.ptr, bytes.len, "rb");
  reader_options options = {.problem = fuzz_problem, .user = &problems, .chunk = chunk, .resume = from};
  byte_stream *s = NULL;
  *count = 0;
  if (!stream) return 0;
  if (byte_stream_new(stream, "fuzz", &options, &s, NULL) == SEIMEI_OK) {
    bool more = true;
    do {
      while (*count < MOST) {
        view w = byte_stream_window(s);
        for (size_t i = 0; i < w.len; i++) {
          if (middle && *count == 100) *middle = byte_stream_position(s, i);
          sum = (sum ^ (unsigned char)w.ptr[i]) * 1099511628211u;
          ++*count;
        }
        byte_stream_use(s, w.len);
        if (byte_stream_fill(s, &more, NULL) || !more) break;
      }
    } while (*count < MOST && byte_stream_pass_gap(s));
    byte_stream_free(s);
  }
  fclose(stream);
  return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 3) return 0;
  view bytes = view_of((const char *)data + 1, size - 1);
  read_position start = {0}, middle = {0};
  size_t whole, again, rest;
  uint64_t a = read_all(bytes, 0, start, &middle, &whole),
           b = read_all(bytes, (size_t)data[0] + 1, start, NULL, &again);
  if (whole >= MOST || again >= MOST) return 0;
  if (a != b || whole != again) abort();
  read_all(bytes, 7, middle, NULL, &rest);
  return 0;
}
