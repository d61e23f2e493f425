/* asset.c - files of the front end and which of them a path stands for. */
#include "serve/asset.h"

#include <stdio.h>

static const struct {
  const char *ending, *type;
} TYPES[] = {{".html", "text/html; charset=utf-8"},
             {".js", "text/javascript; charset=utf-8"},
             {".css", "text/css; charset=utf-8"},
             {".svg", "image/svg+xml"},
             {".png", "image/png"},
             {".ico", "image/x-icon"},
             {".woff2", "font/woff2"},
             {".json", "application/json; charset=utf-8"},
             {".txt", "text/plain; charset=utf-8"}};

static const char BARE_PAGE[] =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>seimei</title>"
    "<h1>seimei</h1><p>This program was built without its page, for which Node.js is needed: install Node.js and build "
    "again.</p><p>The JSON interface is here: <a href=\"/api/info\">/api/info</a>, "
    "<a href=\"/api/records\">/api/records</a>. docs/api.md describes it.</p></html>\n";

static const char *type_of(const char *path) {
  for (size_t i = 0; i < COUNT_OF(TYPES); i++)
    if (view_ends_with(view_of_string(path), view_of_string(TYPES[i].ending))) return TYPES[i].type;
  return "application/octet-stream";
}

static const asset *find_asset(const char *path, size_t length) {
  for (size_t i = 0; i < ASSET_COUNT; i++)
    if (view_is(view_of(path, length), ASSETS[i].path)) return &ASSETS[i];
  return NULL;
}

void asset_shelf_init(asset_shelf *s) {
  *s = (asset_shelf){.at = {NULL}};
  pthread_mutex_init(&s->mutex, NULL);
}

void asset_shelf_release(asset_shelf *s) {
  for (int i = 0; i < MOST_ASSETS; i++) blob_release(s->at[i]);
  pthread_mutex_destroy(&s->mutex);
}

static blob *shelved(asset_shelf *s, size_t number, view bytes) {
  if (number >= MOST_ASSETS) return blob_of_constant(bytes);
  pthread_mutex_lock(&s->mutex);
  if (!s->at[number]) s->at[number] = blob_of_constant(bytes);
  blob *b = s->at[number] ? blob_use(s->at[number]) : NULL;
  pthread_mutex_unlock(&s->mutex);
  return b;
}

static void send_bytes(asset_shelf *s, size_t number, const char *path, view bytes, const char *known, reply *out) {
  *out = (reply){.status = 200, .type = type_of(path), .is_page = true};
  snprintf(out->tag, sizeof out->tag, "W/\"%016llx\"", (unsigned long long)hash_view(bytes));
  if (known && strstr(known, out->tag + 2)) out->status = 304;
  else out->body = shelved(s, number, bytes);
  if (out->status == 200 && !out->body) service_refuse(500, "internal", "out of memory", out);
}

/* What has an ending is a file and not a path of the page. */
static bool names_file(view path) {
  size_t i = path.len;
  while (i && path.ptr[i - 1] != '/' && path.ptr[i - 1] != '.') i--;
  return i && path.ptr[i - 1] == '.';
}

void asset_answer(asset_shelf *s, view path, const char *known, reply *out) {
  const asset *found = find_asset(path.ptr, path.len);
  if (!found && names_file(path) && !view_equals(path, TEXT("/index.html"))) {
    service_refuse(404, "not_found", "there is no such file", out);
    return;
  }
  if (!found) found = find_asset("/index.html", strlen("/index.html"));
  if (found)
    send_bytes(s, (size_t)(found - ASSETS), found->path, view_of((const char *)found->bytes, found->length), known,
               out);
  else send_bytes(s, MOST_ASSETS - 1, ".html", TEXT(BARE_PAGE), known, out);
}
