/* server.c - sockets and headers. A request of libmicrohttpd is turned into a target, and a reply of the service into
 * its response; its threads work on one request at a time each. */
#include "serve/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { HEAD_BYTES = 32 << 10, IDLE_SECONDS = 20, BLOCK_BYTES = 64 << 10, BACKLOG = 512 };

struct server {
  service *service;
  struct MHD_Daemon *daemon;
  char *host;
  bool is_loopback;
  uint16_t port;
  atomic_uint under_way;
};

/* ---- headers ---- */

static const char *const HEADERS[][2] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
     "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cache-Control", "no-cache"},
    {"Vary", "Accept-Encoding"},
};

static bool takes_gzip(struct MHD_Connection *connection) {
  const char *accepted = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Accept-Encoding");
  const char *at = accepted ? strstr(accepted, "gzip") : NULL;
  return at && strncmp(at + 4, ";q=0", 4) != 0;
}

static void add_headers(struct MHD_Response *response, const reply *r) {
  for (size_t i = 0; i < COUNT_OF(HEADERS); i++) MHD_add_response_header(response, HEADERS[i][0], HEADERS[i][1]);
  if (r->type) MHD_add_response_header(response, "Content-Type", r->type);
  if (*r->tag) MHD_add_response_header(response, "ETag", r->tag);
  if (r->status == 405) MHD_add_response_header(response, "Allow", "GET, HEAD");
  if (r->status == 503) MHD_add_response_header(response, "Retry-After", "2");
  if (!*r->file_name) return;
  char disposition[128];
  snprintf(disposition, sizeof disposition, "attachment; filename=\"%s\"", r->file_name);
  MHD_add_response_header(response, "Content-Disposition", disposition);
}

/* ---- bodies ---- */

static void release_body(void *user) { blob_release(user); }

static struct MHD_Response *respond_with_blob(struct MHD_Connection *connection, reply *r) {
  view packed = takes_gzip(connection) ? blob_packed(r->body) : (view){"", 0};
  view bytes = packed.len ? packed : r->body->bytes;
  struct MHD_Response *response = MHD_create_response_from_buffer_with_free_callback_cls(
      bytes.len, (void *)(uintptr_t)bytes.ptr, release_body, r->body);
  if (response && packed.len) MHD_add_response_header(response, "Content-Encoding", "gzip");
  if (!response) blob_release(r->body);
  return response;
}

/* Bytes of a download that the socket has not taken yet. */
typedef struct {
  download *download;
  buffer text;
  size_t sent;
} sending;

static ssize_t send_more(void *user, uint64_t position, char *to, size_t room) {
  sending *s = user;
  bool failed = false;
  (void)position;
  if (s->sent == s->text.len) {
    buffer_clear(&s->text);
    s->sent = 0;
    bool more = download_next(s->download, &s->text, &failed);
    if (failed || s->text.failed) return MHD_CONTENT_READER_END_WITH_ERROR;
    if (!more) return MHD_CONTENT_READER_END_OF_STREAM;
  }
  size_t left = s->text.len - s->sent, n = left < room ? left : room;
  memcpy(to, s->text.ptr + s->sent, n);
  s->sent += n;
  return (ssize_t)n;
}

static void end_sending(void *user) {
  sending *s = user;
  download_close(s->download);
  buffer_release(&s->text);
  free(s);
}

static struct MHD_Response *respond_with_download(reply *r) {
  sending *s = calloc(1, sizeof *s);
  struct MHD_Response *response = NULL;
  if (s) {
    *s = (sending){.download = r->download};
    buffer_init(&s->text, NULL);
    response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK_BYTES, send_more, s, end_sending);
  }
  if (!response) {
    download_close(r->download);
    free(s);
  }
  return response;
}

static enum MHD_Result send_reply(struct MHD_Connection *connection, reply *r) {
  struct MHD_Response *response = r->download ? respond_with_download(r)
                                  : r->body   ? respond_with_blob(connection, r)
                                              : MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
  if (!response) return MHD_NO;
  add_headers(response, r);
  enum MHD_Result result = MHD_queue_response(connection, r->status, response);
  MHD_destroy_response(response);
  return result;
}

/* ---- hosts ---- */

static bool is_address(const char *host) {
  unsigned char bytes[sizeof(struct in6_addr)];
  return inet_pton(AF_INET, host, bytes) == 1 || inet_pton(AF_INET6, host, bytes) == 1;
}

static bool is_loopback_name(const char *host) {
  return !strcmp(host, "localhost") || !strncmp(host, "127.", 4) || !strcmp(host, "::1");
}

/* Takes the port off, and the brackets of an address of version 6. */
static bool bare_host(view host, char *out, size_t room) {
  bool bracketed = host.len && host.ptr[0] == '[';
  size_t end = bracketed ? view_find(host, TEXT("]"), 0) : view_find(host, TEXT(":"), 0);
  if (bracketed && end == SIZE_MAX) return false;
  view bare = view_slice(host, bracketed, end == SIZE_MAX ? host.len : end);
  view port = end == SIZE_MAX ? TEXT("") : view_skip(host, end + bracketed);
  for (size_t i = 0; i < port.len; i++)
    if (i ? !char_is_digit((unsigned char)port.ptr[i]) : port.ptr[i] != ':') return false;
  if (!bare.len || bare.len >= room) return false;
  for (size_t i = 0; i < bare.len; i++) out[i] = ascii_lower(bare.ptr[i]);
  out[bare.len] = 0;
  return !memchr(out, 0, bare.len);
}

bool server_knows_host(view host, const char *own, bool loopback_only) {
  char name[256], machine[256] = "";
  if (!bare_host(host, name, sizeof name)) return false;
  bool is_number = is_address(name);
  if (is_loopback_name(name) && (is_number || !strcmp(name, "localhost"))) return true;
  if (loopback_only) return false;
  gethostname(machine, sizeof machine - 1);
  return is_number || !strcmp(name, own) || (*machine && !strcmp(name, machine));
}

/* ---- requests ---- */

static void answer(server *s, struct MHD_Connection *connection, const char *method, const char *target, reply *out) {
  const char *host = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host");
  const char *known = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "If-None-Match");
  if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
    service_refuse(405, "bad_method", "only GET and HEAD are answered: nothing here changes anything", out);
  else if (!host || !server_knows_host(view_of_string(host), s->host, s->is_loopback))
    service_refuse(403, "bad_host", "the request is for another host; use the address that seimei serve printed", out);
  else service_answer(s->service, view_of_string(target), known, out);
}

/* One request: its target as it came, whose escapes libmicrohttpd would undo. */
typedef struct {
  char *target;
  bool is_begun;
} taken;

static void *begin_request(void *user, const char *target, struct MHD_Connection *connection) {
  server *s = user;
  taken *t = calloc(1, sizeof *t);
  (void)connection;
  if (t && !(t->target = strdup(target))) free(t), t = NULL;
  if (t) atomic_fetch_add(&s->under_way, 1);
  return t;
}

static void end_request(void *user, struct MHD_Connection *connection, void **request,
                        enum MHD_RequestTerminationCode code) {
  server *s = user;
  taken *t = *request;
  (void)connection, (void)code;
  if (!t) return;
  atomic_fetch_sub(&s->under_way, 1);
  free(t->target);
  free(t);
  *request = NULL;
}

/* Called once with the head and then again; who answers at once must close the connection, which only those deserve who
 * would send a body. */
static enum MHD_Result take_request(void *user, struct MHD_Connection *connection, const char *url, const char *method,
                                    const char *version, const char *upload, size_t *upload_size, void **request) {
  reply r = {.status = 0};
  taken *t = *request;
  (void)url, (void)version, (void)upload;
  if (!t) return MHD_NO;
  bool is_refused = strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0;
  if ((!t->is_begun && !is_refused) || *upload_size) {
    t->is_begun = true;
    *upload_size = 0;
    return MHD_YES;
  }
  answer(user, connection, method, t->target, &r);
  return send_reply(connection, &r);
}

/* ---- starting and stopping ---- */

static seimei_status find_address(const server_options *o, struct addrinfo **out, seimei_error *error) {
  struct addrinfo wanted = {.ai_flags = AI_PASSIVE | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM};
  char port[8];
  snprintf(port, sizeof port, "%u", o->port);
  int failure = getaddrinfo(o->host, port, &wanted, out);
  if (!failure) return SEIMEI_OK;
  return error_set(error, SEIMEI_USAGE, "--host %s: %s", o->host, gai_strerror(failure));
}

static bool is_loopback_address(const struct sockaddr *a) {
  if (a->sa_family == AF_INET)
    return ntohl(((const struct sockaddr_in *)(const void *)a)->sin_addr.s_addr) >> 24 == 127;
  return a->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)(const void *)a)->sin6_addr);
}

static seimei_status listen_at(server *s, const server_options *o, const struct addrinfo *at, seimei_error *error) {
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | (at->ai_family == AF_INET6 ? MHD_USE_IPv6 : 0);
  s->daemon =
      MHD_start_daemon(flags, o->port, NULL, NULL, take_request, s, MHD_OPTION_SOCK_ADDR, at->ai_addr,
                       MHD_OPTION_URI_LOG_CALLBACK, begin_request, s, MHD_OPTION_NOTIFY_COMPLETED, end_request, s,
                       MHD_OPTION_THREAD_POOL_SIZE, o->threads, MHD_OPTION_CONNECTION_LIMIT, o->most_connections,
                       MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                       (size_t)HEAD_BYTES, MHD_OPTION_LISTEN_BACKLOG_SIZE, (unsigned)BACKLOG, MHD_OPTION_END);
  if (!s->daemon)
    return error_set(error, SEIMEI_IO, "cannot listen at %s port %u: %s", o->host, o->port,
                     errno ? strerror(errno) : "the address is in use or not of this machine");
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT);
  s->port = info ? info->port : o->port;
  s->is_loopback = is_loopback_address(at->ai_addr);
  return SEIMEI_OK;
}

seimei_status server_start(service *service, const server_options *options, server **out, seimei_error *error) {
  struct addrinfo *found = NULL;
  *out = NULL;
  seimei_status status = find_address(options, &found, error);
  if (status) return status;
  server *s = calloc(1, sizeof *s);
  if (s) s->host = strdup(options->host);
  if (!s || !s->host) status = error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  else {
    s->service = service;
    atomic_init(&s->under_way, 0);
    status = listen_at(s, options, found, error);
  }
  freeaddrinfo(found);
  if (status && s) free(s->host), free(s);
  else *out = s;
  return status;
}

uint16_t server_port(const server *s) { return s->port; }
bool server_is_loopback(const server *s) { return s->is_loopback; }

void server_stop(server *s, uint32_t milliseconds) {
  if (!s) return;
  MHD_socket listening = MHD_quiesce_daemon(s->daemon);
  if (listening != MHD_INVALID_SOCKET) close(listening);
  enum { STEP = 10 };
  for (uint32_t waited = 0; waited < milliseconds && atomic_load(&s->under_way); waited += STEP)
    nanosleep(&(struct timespec){.tv_nsec = STEP * 1000000L}, NULL);
  service_cancel(s->service);
  MHD_stop_daemon(s->daemon);
  free(s->host);
  free(s);
}
