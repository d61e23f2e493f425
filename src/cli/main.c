/* main.c - the command `seimei`. */
#include <signal.h>

#include "cli/cli.h"

static const char *command_name(size_t i) { return CLI_COMMANDS[i].name; }

static int find_command(const char *name) {
  for (int i = 0; i < COMMAND_COUNT; i++)
    if (!strcmp(name, CLI_COMMANDS[i].name)) return i;
  return -1;
}

static int refuse_command(const char *name) {
  const char *near = nearest_name(name, command_name, COMMAND_COUNT);
  if (near) complain("there is no command \"%s\"; did you mean %s? See seimei --help", name, near);
  else complain("there is no command \"%s\"; see seimei --help", name);
  return EXIT_USAGE;
}

/* --generate WHAT [FILE]; not in the table: the build uses it, nobody else does. */
static int run_generate(int argc, char **argv) {
  buffer text;
  output out;
  buffer_init(&text, NULL);
  int status = EXIT_DONE;
  if (argc < 1 || argc > 2 || !generate(argv[0], &text)) {
    complain("--generate makes man, bash, zsh or fish");
    status = EXIT_USAGE;
  } else if (!output_open(&out, argc > 1 ? argv[1] : NULL) || !output_write(&out, &text) || !output_close(&out)) {
    status = EXIT_INPUT;
  }
  buffer_release(&text);
  return status;
}

static int run_train(int argc, char **argv) {
  if (cmd_train) return cmd_train(argc, argv);
  complain("this build cannot train models");
  return EXIT_USAGE;
}

static int run_command(command_id command, int argc, char **argv) {
  if (command == COMMAND_SERVE && !CLI_COMMANDS[command].run) {
    complain("this build has no server: it was built without libmicrohttpd");
    return EXIT_USAGE;
  }
  if (!CLI_COMMANDS[command].run) return run_train(argc, argv);
  arguments args;
  int status = EXIT_USAGE;
  if (arguments_parse(&args, command, argc - 1, argv + 1)) {
    if (is_given(&args, OPTION_HELP)) {
      help_print_command(stdout, command);
      status = EXIT_DONE;
    } else {
      status = CLI_COMMANDS[command].run(&args);
    }
  }
  arguments_release(&args);
  return status;
}

static int run_help(int argc, char **argv) {
  int command = argc > 1 ? find_command(argv[1]) : -1;
  if (argc > 1 && command < 0) return refuse_command(argv[1]);
  if (command < 0) help_print(stdout);
  else if (CLI_COMMANDS[command].run) help_print_command(stdout, (command_id)command);
  else return run_train(2, (char *[]){argv[1], "--help", NULL});
  return EXIT_DONE;
}

int main(int argc, char **argv) {
  signal(SIGPIPE, SIG_IGN); /* a reader that has seen enough is no failure: output_write sees EPIPE */
  if (argc < 2) {
    help_print(stderr);
    return EXIT_USAGE;
  }
  const char *name = argv[1];
  if (!strcmp(name, "--version") || !strcmp(name, "-V"))
    return puts("seimei " SEIMEI_VERSION) < 0 ? EXIT_INPUT : EXIT_DONE;
  if (!strcmp(name, "--help") || !strcmp(name, "-h") || !strcmp(name, "help")) return run_help(argc - 1, argv + 1);
  if (!strcmp(name, "--generate")) return run_generate(argc - 2, argv + 2);
  int command = find_command(name);
  return command < 0 ? refuse_command(name) : run_command((command_id)command, argc - 1, argv + 1);
}
