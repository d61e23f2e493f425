/* terminal.c - how wide the screen is and whether it shows colours. */
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli.h"

enum { USUAL_WIDTH = 80, LEAST_WIDTH = 20, MOST_WIDTH = 1000 };

uint32_t screen_width(const arguments *args, FILE *out) {
  uint32_t width = number_of(args, OPTION_WIDTH, 0);
  struct winsize size = {0};
  if (!width && isatty(fileno(out)) && ioctl(fileno(out), TIOCGWINSZ, &size) == 0) width = size.ws_col;
  const char *columns = getenv("COLUMNS");
  if (!width && columns) width = (uint32_t)strtoul(columns, NULL, 10);
  if (!width) width = USUAL_WIDTH;
  return width < LEAST_WIDTH ? LEAST_WIDTH : width > MOST_WIDTH ? MOST_WIDTH : width;
}

bool screen_is_terminal(FILE *out) { return isatty(fileno(out)); }

bool screen_has_color(const arguments *args, FILE *out) {
  enum { AUTO, ALWAYS, NEVER };
  int choice = choice_of(args, OPTION_COLOR);
  if (choice != AUTO) return choice == ALWAYS;
  const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
  return isatty(fileno(out)) && !(no_color && *no_color) && !(term && !strcmp(term, "dumb"));
}
