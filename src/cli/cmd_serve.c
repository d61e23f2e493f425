/* cmd_serve.c - a store in a browser: starts the server, says where it is, waits for the signal to end. */
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include "cli/cli.h"
#include "serve/server.h"

enum { USUAL_PORT = 8471, USUAL_TIME = 10000, MOST_CONNECTIONS = 1000, LEAST_THREADS = 4, GRACE = 3000 };

extern char **environ;

/* The program of the desktop that opens addresses; whether it is there is no concern of ours. */
static void open_browser(const char *address) {
  char *const command[] = {"xdg-open", (char *)(uintptr_t)address, NULL};
  pid_t child;
  if (posix_spawnp(&child, command[0], NULL, NULL, command, environ)) {
    complain("no xdg-open to open the page with; open %s", address);
    return;
  }
  int status;
  if (waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status))
    complain("xdg-open could not open the page; open %s", address);
}

static void say_address(const arguments *args, const server *s, const char *host) {
  char address[300];
  bool is_wide = !strcmp(host, "0.0.0.0") || !strcmp(host, "::");
  const char *name = is_wide ? "localhost" : host;
  snprintf(address, sizeof address, strchr(name, ':') ? "http://[%s]:%u/" : "http://%s:%u/", name, server_port(s));
  puts(address);
  fflush(stdout);
  if (!server_is_loopback(s))
    complain("listens at %s: whoever reaches this machine can read the store; there is no password", host);
  if (is_given(args, OPTION_OPEN)) open_browser(address);
}

/* Until an interrupt or the request to end; they are blocked in all threads, which inherit the mask. */
static void wait_for_end(const sigset_t *ends) {
  int signal_number;
  while (sigwait(ends, &signal_number) == EINTR) {
  }
}

static int run_server(const arguments *args, service *service, const sigset_t *ends, unsigned threads) {
  server *s = NULL;
  seimei_error error = {0};
  const char *host = args->values[OPTION_HOST] ? args->values[OPTION_HOST] : "127.0.0.1";
  uint32_t port = number_of(args, OPTION_PORT, USUAL_PORT);
  if (port > UINT16_MAX) {
    complain("--port is at most 65535");
    return EXIT_USAGE;
  }
  server_options options = {
      .host = host, .port = (uint16_t)port, .threads = threads, .most_connections = MOST_CONNECTIONS};
  seimei_status status = server_start(service, &options, &s, &error);
  if (status) {
    if (status == SEIMEI_IO && port) complain("another program may use it: --port 0 takes any that is free");
    return cannot(&error, status == SEIMEI_USAGE ? EXIT_USAGE : EXIT_INPUT);
  }
  say_address(args, s, host);
  wait_for_end(ends);
  server_stop(s, GRACE);
  return EXIT_DONE;
}

int cmd_serve(const arguments *args) {
  service *service = NULL;
  seimei_error error = {0};
  sigset_t ends;
  unsigned threads = workers_of(args);
  if (args->file_count != 1) {
    complain("serve shows one store; see seimei serve --help");
    return EXIT_USAGE;
  }
  if (!is_given(args, OPTION_WORKERS) && threads < LEAST_THREADS) threads = LEAST_THREADS;
  sigemptyset(&ends);
  sigaddset(&ends, SIGINT);
  sigaddset(&ends, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &ends, NULL);
  service_options options = {.store = args->files[0],
                             .pack = args->values[OPTION_PACK],
                             .dictionary = args->values[OPTION_DICTIONARY],
                             .lexicons = args->lexicons,
                             .lexicon_count = args->lexicon_count,
                             .threads = threads > 64 ? 64 : threads,
                             .time_limit = number_of(args, OPTION_TIME_LIMIT, USUAL_TIME)};
  seimei_status status = service_open(&options, &service, &error);
  if (status) return cannot(&error, status == SEIMEI_BAD_PACK ? EXIT_ENGINE : EXIT_INPUT);
  int result = run_server(args, service, &ends, options.threads);
  service_close(service);
  return result;
}
