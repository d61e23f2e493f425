/* html_url.c - addresses: relative ones made whole, hosts. Only http and https come out. */
#include "html/html_parts.h"

static bool is_web(view url) {
  return view_starts_with(url, TEXT("http://")) || view_starts_with(url, TEXT("https://"));
}

/* "https://host[:port]" of an address. */
static view origin_of(view url) {
  size_t scheme = view_find(url, TEXT("://"), 0);
  if (scheme == SIZE_MAX) return (view){0};
  size_t end = scheme + 3;
  while (end < url.len && url.ptr[end] != '/' && url.ptr[end] != '?' && url.ptr[end] != '#') end++;
  return view_of(url.ptr, end);
}

static bool is_sound(view url) {
  enum { LONGEST = 2048 };
  if (!url.len || url.len > LONGEST) return false;
  for (size_t i = 0; i < url.len; i++)
    if ((unsigned char)url.ptr[i] <= ' ' || url.ptr[i] == 0x7F || url.ptr[i] == '"' || url.ptr[i] == '<') return false;
  return true;
}

static view without_fragment(view url) {
  size_t at = view_find(url, TEXT("#"), 0);
  return at == SIZE_MAX ? url : view_of(url.ptr, at);
}

/* Up to and with the last slash of the path. */
static view folder_of(view url) {
  size_t question = view_find(url, TEXT("?"), 0), origin = origin_of(url).len;
  if (question != SIZE_MAX) url.len = question;
  while (url.len > origin && url.ptr[url.len - 1] != '/') url.len--;
  return url;
}

view html_address(arena *a, view base, view ref) {
  ref = without_fragment(html_trim(ref));
  if (!is_sound(ref)) return (view){0};
  if (is_web(ref)) return origin_of(ref).len > 8 ? ref : (view){0};
  if (!is_web(base)) return (view){0};
  view origin = origin_of(base), scheme = view_of(base.ptr, view_find(base, TEXT("://"), 0) + 1),
       folder = folder_of(base);
  if (view_starts_with(ref, TEXT("//")))
    return arena_format(a, "%.*s%.*s", (int)scheme.len, scheme.ptr, (int)ref.len, ref.ptr);
  if (view_starts_with(ref, TEXT("/")))
    return arena_format(a, "%.*s%.*s", (int)origin.len, origin.ptr, (int)ref.len, ref.ptr);
  size_t colon = view_find(ref, TEXT(":"), 0), slash = view_find(ref, TEXT("/"), 0);
  if (colon < slash) return (view){0}; /* another scheme */
  return arena_format(a, "%.*s%s%.*s", (int)folder.len, folder.ptr, folder.len == origin.len ? "/" : "", (int)ref.len,
                      ref.ptr);
}

view html_host(view url) {
  view host = origin_of(url);
  size_t scheme = view_find(host, TEXT("://"), 0);
  if (scheme == SIZE_MAX) return (view){0};
  host = view_skip(host, scheme + 3);
  size_t at = view_find(host, TEXT("@"), 0);
  if (at != SIZE_MAX) host = view_skip(host, at + 1);
  size_t port = view_find(host, TEXT(":"), 0);
  if (port != SIZE_MAX) host.len = port;
  return view_starts_with(host, TEXT("www.")) ? view_skip(host, 4) : host;
}
