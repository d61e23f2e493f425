/* asset.h - files of the front end, built into the program. */
#ifndef SEIMEI_SERVE_ASSET_H
#define SEIMEI_SERVE_ASSET_H

#include "serve/service.h"

typedef struct {
  const char *path; /* "/app.js" */
  const unsigned char *bytes;
  size_t length;
} asset;

/* Made by the build out of web/dist (cmake/assets.cmake). Without a front end there is none. */
extern const asset ASSETS[];
extern const size_t ASSET_COUNT;

enum { MOST_ASSETS = 64 };

/* Files that have been asked for: each is packed once and kept. */
typedef struct {
  pthread_mutex_t mutex;
  blob *at[MOST_ASSETS];
} asset_shelf;

void asset_shelf_init(asset_shelf *s);
void asset_shelf_release(asset_shelf *s);
/* The file, or the page for any other path: the page knows paths of its own. */
void asset_answer(asset_shelf *s, view path, const char *known, reply *out);

#endif
