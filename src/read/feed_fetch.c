/* feed_fetch.c - one polite GET by libcurl.
 *
 * Only http and https, also after redirections. An address on the network that a public server sends to another inside
 * of the reader's own (loopback, private, link-local) is refused: a feed must not read what only this machine can. */
#include "read/read_parts.h"

#ifdef SEIMEI_HAS_CURL
#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST_REDIRECTIONS = 5, CONNECT_SECONDS = 10, MOST_SECONDS = 60 };

typedef struct {
  buffer *body;
  feed_state *state;
  bool too_large, refused, was_public;
} fetch;

static size_t take_body(char *bytes, size_t size, size_t count, void *user) {
  fetch *f = user;
  f->too_large = f->body->len + size * count > MAX_PAGE;
  if (f->too_large) return 0;
  buffer_add(f->body, view_of(bytes, size * count));
  return f->body->failed ? 0 : size * count;
}

/* "Name: value" into out when the name is it, without regard to case. */
static void take_field(view line, const char *name, char *out, size_t size) {
  size_t length = strlen(name);
  if (line.len <= length || line.ptr[length] != ':' || !curl_strnequal(line.ptr, name, length)) return;
  line = view_trim(view_skip(line, length + 1));
  if (line.len >= size) return;
  memcpy(out, line.ptr, line.len);
  out[line.len] = '\0';
}

static size_t take_head(char *bytes, size_t size, size_t count, void *user) {
  fetch *f = user;
  view line = view_of(bytes, size * count);
  if (view_starts_with(line, TEXT("HTTP/"))) { /* of a redirection or of the last answer */
    *f->state = (feed_state){0};
    buffer_clear(f->body);
  }
  take_field(line, "ETag", f->state->etag, sizeof f->state->etag);
  take_field(line, "Last-Modified", f->state->modified, sizeof f->state->modified);
  return size * count;
}

static bool is_private_v4(uint32_t a) {
  return a >> 24 == 127 || a >> 24 == 10 || a >> 24 == 0 || a >> 20 == 0xAC1 || a >> 16 == 0xC0A8 ||
         a >> 16 == 0xA9FE || a >> 22 == 0x191 /* 100.64/10 */;
}

static bool is_private(const struct sockaddr *address) {
  if (address->sa_family == AF_INET) {
    struct sockaddr_in v4;
    memcpy(&v4, address, sizeof v4);
    return is_private_v4(ntohl(v4.sin_addr.s_addr));
  }
  if (address->sa_family != AF_INET6) return true;
  struct sockaddr_in6 v6;
  memcpy(&v6, address, sizeof v6);
  const uint8_t *b = v6.sin6_addr.s6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&v6.sin6_addr))
    return is_private_v4((uint32_t)b[12] << 24 | (uint32_t)b[13] << 16 | (uint32_t)b[14] << 8 | b[15]);
  return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr) || IN6_IS_ADDR_UNSPECIFIED(&v6.sin6_addr) || (b[0] & 0xFE) == 0xFC ||
         (b[0] == 0xFE && (b[1] & 0xC0) == 0x80);
}

static curl_socket_t open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *address) {
  fetch *f = user;
  (void)purpose;
  bool private = is_private(&address->addr);
  f->refused = private && f->was_public;
  f->was_public = f->was_public || !private;
  return f->refused ? CURL_SOCKET_BAD : socket(address->family, address->socktype, address->protocol);
}

static struct curl_slist *conditions(const feed_state *state) {
  char line[300];
  struct curl_slist *list =
      curl_slist_append(NULL, "Accept: application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5");
  if (state->etag[0]) {
    snprintf(line, sizeof line, "If-None-Match: %s", state->etag);
    list = curl_slist_append(list, line);
  }
  if (state->modified[0]) {
    snprintf(line, sizeof line, "If-Modified-Since: %s", state->modified);
    list = curl_slist_append(list, line);
  }
  return list;
}

static void set_up(CURL *c, const char *url, fetch *f, struct curl_slist *head) {
  curl_easy_setopt(c, CURLOPT_URL, url);
  curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)MOST_REDIRECTIONS);
  curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
  curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)MOST_SECONDS);
  curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(c, CURLOPT_USERAGENT, "seimei/" SEIMEI_VERSION);
  curl_easy_setopt(c, CURLOPT_HTTPHEADER, head);
  curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(c, CURLOPT_WRITEDATA, f);
  curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, take_head);
  curl_easy_setopt(c, CURLOPT_HEADERDATA, f);
  curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, f);
}

static seimei_status judge(CURL *c, CURLcode result, const fetch *f, bool *changed, seimei_error *error) {
  long code = 0;
  curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &code);
  if (f->too_large) return error_set(error, SEIMEI_TOO_LARGE, "The server sends more than 16 MiB.");
  if (f->body->failed) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  if (f->refused) return error_set(error, SEIMEI_IO, "The server leads to an address of this network.");
  if (result) return error_set(error, SEIMEI_IO, "%s.", curl_easy_strerror(result));
  if (code != 304 && (code < 200 || code > 299)) return error_set(error, SEIMEI_IO, "The server answers %ld.", code);
  *changed = code != 304;
  return SEIMEI_OK;
}

static pthread_once_t once = PTHREAD_ONCE_INIT;
static void start_curl(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

seimei_status feed_fetch(const char *url, feed_state *state, buffer *body, bool *changed, seimei_error *error) {
  *changed = false;
  if (strncmp(url, "http://", 7) && strncmp(url, "https://", 8))
    return error_set(error, SEIMEI_USAGE, "This is no http or https address.");
  pthread_once(&once, start_curl);
  feed_state before = *state, after = {0};
  fetch f = {.body = body, .state = &after};
  CURL *c = curl_easy_init();
  struct curl_slist *head = conditions(&before);
  if (!c || !head) {
    curl_slist_free_all(head);
    curl_easy_cleanup(c);
    return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  }
  set_up(c, url, &f, head);
  seimei_status status = judge(c, curl_easy_perform(c), &f, changed, error);
  if (!status && *changed) *state = after;
  curl_slist_free_all(head);
  curl_easy_cleanup(c);
  return status;
}

#else

seimei_status feed_fetch(const char *url, feed_state *state, buffer *body, bool *changed, seimei_error *error) {
  (void)url, (void)state, (void)body;
  *changed = false;
  return error_set(error, SEIMEI_UNSUPPORTED, "Built without libcurl, feeds are read from files only.");
}

#endif
