/* command_line.c - arguments by the table: --name value, --name=value, -n value, -nvalue, -- ends the options. */
#include <stdarg.h>
#include <stdlib.h>

#include "cli/cli.h"

void complain(const char *format, ...) {
  va_list args;
  va_start(args, format);
  fputs("seimei: ", stderr);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  va_end(args);
}

/* ---- names that are nearly right ---- */

const char *nearest_name(const char *word, const char *(*name)(size_t i), size_t count) {
  const char *best = NULL;
  uint32_t least = EDIT_NEAR;
  for (size_t i = 0; i < count; i++)
    if (edit_is_nearer(view_of_string(word), view_of_string(name(i)), &least)) best = name(i);
  return best;
}

static const char *option_name(size_t i) { return CLI_OPTIONS[i].name; }

/* ---- values ---- */

static bool is_number(const char *s) {
  size_t n = strspn(s, "0123456789");
  return n > 0 && n <= 9 && !s[n];
}

/* What is wrong with a value, or NULL. */
static const char *fault_of(const cli_option *o, const char *value) {
  switch (o->kind) {
  case VALUE_CHOICE: return choice_index(o->value, value) < 0 ? o->value : NULL;
  case VALUE_NUMBER: return is_number(value) ? NULL : "a whole number";
  case VALUE_DATE: return calendar_is_date(view_of_string(value)) ? NULL : "a day of the calendar, YYYY-MM-DD";
  case VALUE_NONE: return NULL;
  case VALUE_WORD:
  case VALUE_FILE:
  case VALUE_FOLDER: return *value ? NULL : "not empty";
  }
  return NULL;
}

static bool take_value(arguments *args, option_id id, const char *value) {
  const cli_option *o = &CLI_OPTIONS[id];
  const char *fault = fault_of(o, value);
  if (fault) {
    complain("%s: --%s must be %s, and is \"%s\"", CLI_COMMANDS[args->command].name, o->name, fault, value);
    return false;
  }
  args->values[id] = value;
  if (id == OPTION_LEXICON) args->lexicons[args->lexicon_count++] = value;
  return true;
}

/* ---- options ---- */

static int find_option(const arguments *args, const char *name, size_t len, char letter) {
  for (int i = 0; i < OPTION_COUNT; i++) {
    const cli_option *o = &CLI_OPTIONS[i];
    if (!option_serves((option_id)i, args->command)) continue;
    if (name ? strlen(o->name) == len && !memcmp(o->name, name, len) : o->letter && o->letter == letter) return i;
  }
  return -1;
}

static bool unknown(const arguments *args, const char *given, const char *name) {
  const char *near = name ? nearest_name(name, option_name, OPTION_COUNT) : NULL;
  if (near && find_option(args, near, strlen(near), 0) < 0) near = NULL; /* of another command */
  const char *command = CLI_COMMANDS[args->command].name;
  if (near) complain("%s has no option %s; did you mean --%s? See seimei %s --help", command, given, near, command);
  else complain("%s has no option %s; see seimei %s --help", command, given, command);
  return false;
}

/* Takes one option off argv; *at moves to the last argument that it used. */
static bool take_option(arguments *args, int argc, char **argv, int *at) {
  const char *given = argv[*at];
  bool is_long = given[1] == '-';
  const char *name = given + 2, *equals = is_long ? strchr(name, '=') : NULL;
  size_t len = equals ? (size_t)(equals - name) : strlen(name);
  int id = is_long ? find_option(args, name, len, 0) : find_option(args, NULL, 0, given[1]);
  if (id < 0) return unknown(args, given, is_long ? name : NULL);
  const cli_option *o = &CLI_OPTIONS[id];
  const char *attached = is_long ? (equals ? equals + 1 : NULL) : (given[2] ? given + 2 : NULL);
  if (o->kind == VALUE_NONE) {
    if (!attached) return take_value(args, (option_id)id, "");
    complain("%s: --%s takes no value", CLI_COMMANDS[args->command].name, o->name);
    return false;
  }
  if (!attached && *at + 1 >= argc) {
    complain("%s: --%s needs a value: %s", CLI_COMMANDS[args->command].name, o->name, o->value);
    return false;
  }
  return take_value(args, (option_id)id, attached ? attached : argv[++*at]);
}

bool arguments_parse(arguments *args, command_id command, int argc, char **argv) {
  *args = (arguments){.command = command};
  args->files = calloc((size_t)argc + 1, sizeof *args->files);
  args->lexicons = calloc((size_t)argc + 1, sizeof *args->lexicons);
  if (!args->files || !args->lexicons) {
    complain("out of memory");
    return false;
  }
  bool options = true;
  for (int i = 0; i < argc; i++) {
    if (options && !strcmp(argv[i], "--")) options = false;
    else if (options && argv[i][0] == '-' && argv[i][1]) {
      if (!take_option(args, argc, argv, &i)) return false;
    } else args->files[args->file_count++] = argv[i];
  }
  if (args->file_count && !*CLI_COMMANDS[command].operands && !is_given(args, OPTION_HELP)) {
    complain("%s takes no file; see seimei %s --help", CLI_COMMANDS[command].name, CLI_COMMANDS[command].name);
    return false;
  }
  return true;
}

void arguments_release(arguments *args) {
  free(args->files);
  free(args->lexicons);
}

int choice_of(const arguments *args, option_id option) {
  return args->values[option] ? choice_index(CLI_OPTIONS[option].value, args->values[option]) : 0;
}

uint32_t number_of(const arguments *args, option_id option, uint32_t otherwise) {
  return args->values[option] ? (uint32_t)strtoul(args->values[option], NULL, 10) : otherwise;
}
