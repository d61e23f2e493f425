/* server.h - the service behind a socket, by libmicrohttpd. */
#ifndef SEIMEI_SERVE_SERVER_H
#define SEIMEI_SERVE_SERVER_H

#include "serve/service.h"

typedef struct {
  const char *host; /* name or address to listen at */
  uint16_t port;    /* 0: any that is free */
  unsigned threads, most_connections;
} server_options;

typedef struct server server;

/* The service and the strings must outlive the server. IO: the address cannot be used; the message says why. */
seimei_status server_start(service *s, const server_options *options, server **out, seimei_error *error);
uint16_t server_port(const server *s);
bool server_is_loopback(const server *s);
/* Takes no connection any more, lets what is under way end for at most so many milliseconds, then ends it. */
void server_stop(server *s, uint32_t milliseconds);

/* Whether the Host of a request is one that a page of this server has: a name of this machine or an address, with or
 * without a port. Others are those of a page elsewhere whose name was made to point here (DNS rebinding). */
bool server_knows_host(view host, const char *own, bool loopback_only);

#endif
