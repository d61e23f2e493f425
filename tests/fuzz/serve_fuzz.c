/* serve_fuzz.c - any bytes as what a client asks for: the target of a request (up to the first line end) and its Host (what
 * follows), over a store of some documents. Each gets an answer of a known status, JSON or a page; downloads end. */
#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../store_fill.h"
#include "serve/server.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { DOCUMENTS = 40 };

static char path[64];
static service *served;

#define need(holds)                                                                                                    \
  do {                                                                                                                 \
    if (!(holds)) fprintf(stderr, "line %d\n", __LINE__), abort();                                                     \
  } while (0)

static void remove_store(void) {
  service_close(served);
  unlink(path);
}

static void prepare(void) {
  seimei_error error = {0};
  store *made;
  snprintf(path, sizeof path, "/tmp/seimei-serve-fuzz-%d.db", (int)getpid());
  unlink(path);
  need(!store_open(path, STORE_CREATE, &made, &error) && fill_store(made, DOCUMENTS));
  store_close(made);
  service_options options = {
      .store = path, .pack = SEIMEI_BUILD_DIR "/seimei.pack", .threads = 1, .time_limit = 20000};
  if (service_open(&options, &served, &error)) fprintf(stderr, "%s\n", error.message), abort();
  atexit(remove_store);
}

static void read_download(download *d) {
  buffer text;
  bool failed = false;
  buffer_init(&text, NULL);
  while (download_next(d, &text, &failed)) need(text.len < 64 << 20);
  need(!failed);
  download_close(d);
  buffer_release(&text);
}

static void read_body(const reply *r) {
  static const char JSON[] = "application/json";
  need(r->body && r->type);
  if (!strncmp(r->type, JSON, strlen(JSON)) && !r->is_page) {
    json_tokener *t = json_tokener_new_ex(64);
    json_tokener_set_flags(t, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    json_object *o = json_tokener_parse_ex(t, r->body->bytes.ptr, (int)r->body->bytes.len);
    need(o);
    json_object_put(o);
    json_tokener_free(t);
  }
  view packed = blob_packed(r->body);
  need(!packed.len || packed.len > 10);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const unsigned STATUSES[] = {200, 304, 400, 404, 414, 503};
  view all = view_of((const char *)data, size), target;
  reply r;
  bool known = false;
  if (!served) prepare();
  if (!view_split(&all, '\n', &target)) return 0;
  server_knows_host(all, "example.org", false);
  need(!server_knows_host(all, "", true) || all.len < 300);
  char *copy = malloc(target.len + 1);
  need(copy);
  if (target.len) memcpy(copy, target.ptr, target.len);
  service_answer(served, view_of(copy, target.len), NULL, &r);
  for (size_t i = 0; i < COUNT_OF(STATUSES); i++) known |= r.status == STATUSES[i];
  if (!known) fprintf(stderr, "status %u: %.*s\n", r.status, (int)target.len, copy);
  need(known);
  if (r.download) read_download(r.download);
  else read_body(&r);
  blob_release(r.body);
  free(copy);
  return 0;
}
