/* address.c - the canonical form of a web address: what two spellings of one page have in common. */
#include "store/fingerprint.h"

/* Parameters that say where a reader came from and not what he reads. A name that ends with _ is a prefix. */
static const char *const TRACKING[] = {"utm_",   "fbclid", "gclid",  "yclid", "msclkid",
                                       "mc_cid", "mc_eid", "igshid", "cmpid", "ocid"};

static size_t position_of(view v, const char *any) {
  size_t at = 0;
  while (at < v.len && !(v.ptr[at] && strchr(any, v.ptr[at]))) at++;
  return at;
}

static bool tracks(view parameter) {
  view name = view_slice(parameter, 0, position_of(parameter, "="));
  for (size_t i = 0; i < COUNT_OF(TRACKING); i++) {
    size_t n = strlen(TRACKING[i]);
    bool prefix = TRACKING[i][n - 1] == '_';
    if (view_starts_with_word(name, TRACKING[i]) && (prefix || name.len == n)) return true;
  }
  return false;
}

/* Copies the host of an authority: user:password@HOST:80. */
static char *add_host(char *at, view authority, bool secure) {
  for (size_t i = authority.len; i > 0; i--)
    if (authority.ptr[i - 1] == '@') {
      authority = view_skip(authority, i);
      break;
    }
  view usual = secure ? TEXT(":443") : TEXT(":80");
  if (view_ends_with(authority, usual)) authority.len -= usual.len;
  while (authority.len && authority.ptr[authority.len - 1] == '.') authority.len--;
  for (size_t i = 0; i < authority.len; i++) *at++ = ascii_lower(authority.ptr[i]);
  return at;
}

static char *add_parameters(char *at, view query) {
  view parameter;
  char separator = '?';
  while (view_split(&query, '&', &parameter)) {
    if (!parameter.len || tracks(parameter)) continue;
    *at++ = separator;
    memcpy(at, parameter.ptr, parameter.len);
    at += parameter.len;
    separator = '&';
  }
  return at;
}

view address_of(arena *a, view url) {
  url = view_trim(url);
  bool secure = view_starts_with_word(url, "https://");
  if (!secure && !view_starts_with_word(url, "http://")) return TEXT("");
  url = view_skip(url, secure ? strlen("https://") : strlen("http://"));
  url = view_slice(url, 0, position_of(url, "#"));
  char *start = arena_alloc(a, url.len + 1);
  size_t host = position_of(url, "/?");
  char *at = add_host(start, view_slice(url, 0, host), secure);
  if (at == start) return TEXT("");
  view rest = view_skip(url, host);
  view path = view_slice(rest, 0, position_of(rest, "?"));
  while (path.len && path.ptr[path.len - 1] == '/') path.len--;
  if (path.len) memcpy(at, path.ptr, path.len);
  at += path.len;
  if (path.len < rest.len) {
    size_t question = position_of(rest, "?");
    if (question < rest.len) at = add_parameters(at, view_skip(rest, question + 1));
  }
  return view_of(start, (size_t)(at - start));
}
