/* generate.c - the manual page and the completions of bash, zsh and fish, all out of the table of option.c. */
#include "cli/cli.h"

bool generate(const char *what, buffer *out) {
  static const struct {
    const char *name;
    void (*make)(buffer *out);
  } KINDS[] = {{"man", generate_man}, {"bash", generate_bash}, {"zsh", generate_zsh}, {"fish", generate_fish}};
  for (size_t i = 0; i < COUNT_OF(KINDS); i++)
    if (!strcmp(what, KINDS[i].name)) return KINDS[i].make(out), true;
  return false;
}

/* ---- manual page ---- */

/* roff takes "-" for a hyphen, "\" for a request, and a line that begins with "." or "'" too. */
static void man_text(buffer *b, const char *text) {
  if (*text == '.' || *text == '\'') buffer_add_string(b, "\\&");
  for (; *text; text++) {
    if (*text == '-') buffer_add_string(b, "\\-");
    else if (*text == '\\') buffer_add_string(b, "\\e");
    else buffer_add_byte(b, *text);
  }
}

static void man_line(buffer *b, const char *before, const char *text, const char *after) {
  buffer_add_string(b, before);
  man_text(b, text);
  buffer_add_string(b, after);
}

static void man_option(buffer *b, const cli_option *o) {
  buffer_add_string(b, ".TP\n");
  if (o->letter) buffer_printf(b, "\\fB\\-%c\\fR, ", o->letter);
  man_line(b, "\\fB\\-\\-", o->name, "\\fR");
  if (o->value) man_line(b, " \\fI", o->value, "\\fR");
  man_line(b, "\n", o->help, ".\n");
}

static void man_command(buffer *b, const cli_command *c) {
  man_line(b, ".TP\n\\fBseimei ", c->name, "\\fR");
  man_line(b, " [\\fIOPTION\\fR]...", *c->operands ? " " : "", c->operands);
  buffer_add_byte(b, '\n');
  man_line(b, "", c->description, "\n");
  man_line(b, ".br\nExample: \\fB", c->example, "\\fR\n");
}

/* Which commands an option serves, unless all do. */
static void man_serves(buffer *b, option_id option) {
  bool first = true;
  for (int c = 0; c < COMMAND_COUNT; c++) {
    if (!option_serves(option, (unsigned)c)) continue;
    man_line(b, first ? "Of " : ", ", CLI_COMMANDS[c].name, "");
    first = false;
  }
  buffer_add_string(b, ".\n");
}

void generate_man(buffer *b) {
  buffer_add_string(
      b, ".TH SEIMEI 1 \"\" \"seimei " SEIMEI_VERSION "\" \"User Commands\"\n.SH NAME\n"
         "seimei \\- statements and events out of political news\n.SH SYNOPSIS\n"
         "\\fBseimei\\fR \\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIFILE\\fR]...\n.br\n"
         "\\fBseimei\\fR \\fB\\-\\-version\\fR | \\fB\\-\\-help\\fR\n.SH DESCRIPTION\n"
         "Reads what governments and other political actors say and do in the news and writes it down as records: "
         "who said what, who did what to whom, about what, when, each with the characters that it came from. "
         "Needs no network, and gives the same bytes for the same input.\n.SH COMMANDS\n");
  for (int i = 0; i < COMMAND_COUNT; i++) man_command(b, &CLI_COMMANDS[i]);
  buffer_add_string(b, ".SH OPTIONS\n");
  for (int i = 0; i < OPTION_COUNT; i++) {
    man_option(b, &CLI_OPTIONS[i]);
    man_serves(b, (option_id)i);
  }
  buffer_add_string(b, ".SH EXIT STATUS\n");
  for (int i = 0; i < 4; i++) {
    buffer_printf(b, ".TP\n%d\n", i);
    man_line(b, "", CLI_STATUS[i], ".\n");
  }
  buffer_add_string(b, ".SH ENVIRONMENT\n");
  for (int i = 0; CLI_ENVIRONMENT[i][0]; i++) {
    man_line(b, ".TP\n\\fB", CLI_ENVIRONMENT[i][0], "\\fR\n");
    man_line(b, "", CLI_ENVIRONMENT[i][1], ".\n");
  }
}

/* ---- bash ---- */

static void add_choices(buffer *b, const char *choices, char separator) {
  for (; choices && *choices; choices++) buffer_add_byte(b, *choices == '|' ? separator : *choices);
}

static void bash_value(buffer *b, const cli_option *o) {
  buffer_printf(b, "    --%s", o->name);
  if (o->letter) buffer_printf(b, "|-%c", o->letter);
  buffer_add_string(b, ")");
  if (o->kind == VALUE_CHOICE) {
    buffer_add_string(b, " COMPREPLY=($(compgen -W '");
    add_choices(b, o->value, ' ');
    buffer_add_string(b, "' -- \"$cur\"));");
  } else if (o->kind == VALUE_FILE || o->kind == VALUE_FOLDER) {
    buffer_printf(b, " COMPREPLY=($(compgen -%c -- \"$cur\"));", o->kind == VALUE_FILE ? 'f' : 'd');
  }
  buffer_add_string(b, " return ;;\n");
}

void generate_bash(buffer *b) {
  buffer_add_string(
      b, "# bash completion of seimei; made by seimei --generate bash\n_seimei() {\n"
         "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} options=\n"
         "  # bash cuts --name=value into three words\n"
         "  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
         "  COMPREPLY=()\n  if ((COMP_CWORD == 1)); then\n    COMPREPLY=($(compgen -W '");
  for (int i = 0; i < COMMAND_COUNT; i++) buffer_printf(b, "%s ", CLI_COMMANDS[i].name);
  buffer_add_string(b, "help --help --version' -- \"$cur\"))\n    return\n  fi\n  case $prev in\n");
  for (int i = 0; i < OPTION_COUNT; i++)
    if (CLI_OPTIONS[i].kind != VALUE_NONE) bash_value(b, &CLI_OPTIONS[i]);
  buffer_add_string(b, "  esac\n  case ${COMP_WORDS[1]} in\n");
  for (int c = 0; c < COMMAND_COUNT; c++) {
    buffer_printf(b, "    %s) options='", CLI_COMMANDS[c].name);
    for (int i = 0; i < OPTION_COUNT; i++)
      if (option_serves((option_id)i, (unsigned)c)) buffer_printf(b, "--%s ", CLI_OPTIONS[i].name);
    buffer_add_string(b, "' ;;\n");
  }
  buffer_add_string(b, "  esac\n  if [[ $cur == -* ]]; then\n    COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
                       "  else\n    COMPREPLY=($(compgen -f -- \"$cur\"))\n  fi\n}\n"
                       "complete -o filenames -F _seimei seimei\n");
}

/* ---- zsh ---- */

/* Text inside '…[…]': the quote, and what _arguments gives a meaning to. */
static void zsh_text(buffer *b, const char *text) {
  for (; *text; text++) {
    if (*text == '\'') buffer_add_string(b, "'\\''");
    else {
      if (strchr("[]:\\", *text)) buffer_add_byte(b, '\\');
      buffer_add_byte(b, *text);
    }
  }
}

static void zsh_option(buffer *b, const cli_option *o, bool letter) {
  if (letter) buffer_printf(b, "        '%s-%c", o->commands & OPTION_REPEATS ? "*" : "", o->letter);
  else buffer_printf(b, "        '%s--%s%s", o->commands & OPTION_REPEATS ? "*" : "", o->name, o->value ? "=" : "");
  buffer_add_byte(b, '[');
  zsh_text(b, o->help);
  buffer_add_byte(b, ']');
  if (o->kind == VALUE_CHOICE) {
    buffer_add_string(b, ":choice:(");
    add_choices(b, o->value, ' ');
    buffer_add_byte(b, ')');
  } else if (o->value) {
    buffer_printf(b, ":%s:%s", o->value,
                  o->kind == VALUE_FILE     ? "_files"
                  : o->kind == VALUE_FOLDER ? "_files -/"
                                            : " ");
  }
  buffer_add_string(b, "' \\\n");
}

void generate_zsh(buffer *b) {
  buffer_add_string(b, "#compdef seimei\n# zsh completion of seimei; made by seimei --generate zsh\n_seimei() {\n"
                       "  local -a commands\n  commands=(\n");
  for (int i = 0; i < COMMAND_COUNT; i++) {
    buffer_printf(b, "    '%s:", CLI_COMMANDS[i].name);
    zsh_text(b, CLI_COMMANDS[i].summary);
    buffer_add_string(b, "'\n");
  }
  buffer_add_string(b, "  )\n  if ((CURRENT == 2)); then\n    _describe command commands\n    return\n  fi\n"
                       "  local command=$words[2]\n  shift words\n  ((CURRENT--))\n  case $command in\n");
  for (int c = 0; c < COMMAND_COUNT; c++) {
    buffer_printf(b, "    %s)\n      _arguments \\\n", CLI_COMMANDS[c].name);
    for (int i = 0; i < OPTION_COUNT; i++) {
      if (!option_serves((option_id)i, (unsigned)c)) continue;
      zsh_option(b, &CLI_OPTIONS[i], false);
      if (CLI_OPTIONS[i].letter) zsh_option(b, &CLI_OPTIONS[i], true);
    }
    buffer_add_string(b, *CLI_COMMANDS[c].operands ? "        '*:file:_files' ;;\n" : "        ;;\n");
  }
  buffer_add_string(b, "  esac\n}\n_seimei \"$@\"\n");
}

/* ---- fish ---- */

static void fish_text(buffer *b, const char *text) {
  buffer_add_byte(b, '\'');
  for (; *text; text++) {
    if (*text == '\'' || *text == '\\') buffer_add_byte(b, '\\');
    buffer_add_byte(b, *text);
  }
  buffer_add_byte(b, '\'');
}

static void fish_option(buffer *b, option_id id) {
  const cli_option *o = &CLI_OPTIONS[id];
  buffer_add_string(b, "complete -c seimei -n '__fish_seen_subcommand_from");
  for (int c = 0; c < COMMAND_COUNT; c++)
    if (option_serves(id, (unsigned)c)) buffer_printf(b, " %s", CLI_COMMANDS[c].name);
  buffer_printf(b, "' -l %s", o->name);
  if (o->letter) buffer_printf(b, " -s %c", o->letter);
  if (o->kind == VALUE_CHOICE) {
    buffer_add_string(b, " -x -a '");
    add_choices(b, o->value, ' ');
    buffer_add_byte(b, '\'');
  } else if (o->kind == VALUE_FILE || o->kind == VALUE_FOLDER) {
    buffer_add_string(b, o->kind == VALUE_FILE ? " -r -F" : " -x -a '(__fish_complete_directories)'");
  } else if (o->kind != VALUE_NONE) {
    buffer_add_string(b, " -x");
  }
  buffer_add_string(b, " -d ");
  fish_text(b, o->help);
  buffer_add_byte(b, '\n');
}

void generate_fish(buffer *b) {
  buffer_add_string(b, "# fish completion of seimei; made by seimei --generate fish\n");
  for (int i = 0; i < COMMAND_COUNT; i++) {
    buffer_printf(b, "complete -c seimei -n __fish_use_subcommand -f -a %s -d ", CLI_COMMANDS[i].name);
    fish_text(b, CLI_COMMANDS[i].summary);
    buffer_add_byte(b, '\n');
  }
  buffer_add_string(b, "complete -c seimei -n __fish_use_subcommand -l help -s h -d 'print help'\n"
                       "complete -c seimei -n __fish_use_subcommand -l version -s V -d 'print the version'\n");
  for (int i = 0; i < OPTION_COUNT; i++) fish_option(b, (option_id)i);
}
