/* help.c - what --help prints. */
#include "cli/cli.h"
#include "write/screen.h"

enum { NAME_COLUMN = 26, LINE = 100 };

/* Prints text from column on, wrapped; the cursor stands at column already. */
static void print_wrapped(FILE *out, const char *text, unsigned column) {
  view rest = view_of_string(text), word;
  unsigned at = column;
  while (view_split(&rest, ' ', &word)) {
    unsigned columns = text_columns(word);
    if (at > column && at + 1 + columns > LINE) {
      fprintf(out, "\n%*s", (int)column, "");
      at = column;
    }
    if (at > column) at += (unsigned)fprintf(out, " ");
    fwrite(word.ptr, 1, word.len, out);
    at += columns;
  }
  fputc('\n', out);
}

static void print_entry(FILE *out, const char *name, const char *text) {
  int used = fprintf(out, "  %s", name);
  if (used >= NAME_COLUMN) fprintf(out, "\n%*s", NAME_COLUMN, "");
  else fprintf(out, "%*s", NAME_COLUMN - used, "");
  print_wrapped(out, text, NAME_COLUMN);
}

static void print_option(FILE *out, const cli_option *o) {
  char name[96], letter[8] = "    ";
  if (o->letter) snprintf(letter, sizeof letter, "-%c, ", o->letter);
  snprintf(name, sizeof name, "%s--%s%s%s", letter, o->name, o->value ? " " : "", o->value ? o->value : "");
  print_entry(out, name, o->help);
}

void help_print(FILE *out) {
  fputs("seimei - statements and events out of political news\n\nUsage: seimei COMMAND [OPTION]... "
        "[FILE]...\n\nCommands:\n",
        out);
  for (int i = 0; i < COMMAND_COUNT; i++) print_entry(out, CLI_COMMANDS[i].name, CLI_COMMANDS[i].summary);
  fputs("\nseimei COMMAND --help says more. --version prints the version.\n\nTry:\n", out);
  fprintf(out, "  %s\n", CLI_COMMANDS[COMMAND_READ].example);
  fputs("  echo 中国はロシアを支持すると表明した。 | seimei read\n", out);
}

void help_print_command(FILE *out, command_id command) {
  const cli_command *c = &CLI_COMMANDS[command];
  fprintf(out, "Usage: seimei %s [OPTION]...%s%s\n\n", c->name, *c->operands ? " " : "", c->operands);
  print_wrapped(out, c->description, 0);
  if (!strcmp(c->operands, "[FILE]...")) fputs("With no FILE, or when FILE is -, reads standard input.\n", out);
  fputs("\nOptions:\n", out);
  for (int i = 0; i < OPTION_COUNT; i++)
    if (option_serves((option_id)i, command)) print_option(out, &CLI_OPTIONS[i]);
  fputs("\nExit status:\n", out);
  for (int i = 0; i < 4; i++) fprintf(out, "  %d  %s\n", i, CLI_STATUS[i]);
  fprintf(out, "\nExample:\n  %s\n", c->example);
}
