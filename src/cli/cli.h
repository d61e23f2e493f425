/* cli.h - what the files of the command share: the one table of commands and options, arguments, input, output.
 *
 *   main ─▶ arguments_parse(table) ─▶ command ─▶ input_each ─▶ worker ─▶ writer ─▶ output
 *                    └─▶ help, manual page, completions: all made from the same table */
#ifndef SEIMEI_CLI_H
#define SEIMEI_CLI_H

#include <stdio.h>

#include "base/base.h"

/* Exit statuses; docs/command.md promises them. */
enum { EXIT_DONE = 0, EXIT_INPUT = 1, EXIT_USAGE = 2, EXIT_ENGINE = 3 };

/* ---- the table ---- */

typedef enum {
  COMMAND_READ,
  COMMAND_CODE,
  COMMAND_EXPLAIN,
  COMMAND_EVAL,
  COMMAND_TRAIN,
  COMMAND_INGEST,
  COMMAND_INFO,
  COMMAND_QUERY,
  COMMAND_POSITIONS,
  COMMAND_TIMELINE,
  COMMAND_EXPORT,
  COMMAND_SERVE,
  COMMAND_COUNT
} command_id;

typedef enum {
  OPTION_INPUT,
  OPTION_PUBLISHED,
  OPTION_LANG,
  OPTION_ONLY_LANG,
  OPTION_SINCE,
  OPTION_DRY_RUN,
  OPTION_RECODE,
  OPTION_CHECK,
  OPTION_FORMAT,
  OPTION_RECORDS,
  OPTION_EXPORT_RECORDS,
  OPTION_OUTPUT,
  OPTION_WORKERS,
  OPTION_SENTENCE,
  OPTION_PREDICTED,
  OPTION_MISTAKES,
  OPTION_JSON,
  OPTION_COLOR,
  OPTION_WIDTH,
  OPTION_SCOPE,
  OPTION_LEXICON,
  OPTION_PACK,
  OPTION_DICTIONARY,
  OPTION_TRAIN,
  OPTION_EXTRA,
  OPTION_EXTRA_WEIGHT,
  OPTION_DEV,
  OPTION_OUT,
  OPTION_PASSES,
  OPTION_SHUFFLES,
  OPTION_FOLDS,
  OPTION_C,
  OPTION_LANGUAGE,
  OPTION_VECTORS,
  OPTION_ROWS,
  OPTION_HIDDEN,
  OPTION_LAYERS,
  OPTION_RATE,
  OPTION_SEED,
  OPTION_MODEL,
  OPTION_LEMMAS,
  OPTION_ACTOR,
  OPTION_RECIPIENT,
  OPTION_PAIR,
  OPTION_SECTOR,
  OPTION_TYPE,
  OPTION_MODE,
  OPTION_CONTEXT,
  OPTION_STATUS,
  OPTION_PLACE,
  OPTION_PUBLISHER,
  OPTION_OF_LANG,
  OPTION_FROM_DAY,
  OPTION_UNTIL,
  OPTION_WORDS,
  OPTION_ABOUT,
  OPTION_SCORE,
  OPTION_NO_REPEATS,
  OPTION_KIND,
  OPTION_SORT,
  OPTION_COUNT_BY,
  OPTION_BY,
  OPTION_ISSUE,
  OPTION_EVENTS,
  OPTION_LIMIT,
  OPTION_OFFSET,
  OPTION_SHOW,
  OPTION_EXPORT_FORMAT,
  OPTION_PORT,
  OPTION_HOST,
  OPTION_OPEN,
  OPTION_TIME_LIMIT,
  OPTION_HELP,
  OPTION_COUNT
} option_id;

typedef enum { VALUE_NONE, VALUE_CHOICE, VALUE_NUMBER, VALUE_DATE, VALUE_WORD, VALUE_FILE, VALUE_FOLDER } value_kind;

enum { OPTION_REPEATS = 1 << 16 };

typedef struct {
  const char *name;
  char letter; /* or 0 */
  value_kind kind;
  const char *value; /* what help calls the value; of a choice: the words, "a|b|c", the first is the default */
  unsigned commands; /* bit 1 << command_id, and OPTION_REPEATS where it may be given again */
  const char *help;  /* no final stop */
} cli_option;

typedef struct arguments arguments;

typedef struct {
  const char *name, *operands, *summary, *description, *example;
  int (*run)(const arguments *args); /* NULL: train, which reads its own arguments; the table has them for the page */
} cli_command;

extern const cli_option CLI_OPTIONS[OPTION_COUNT];
extern const cli_command CLI_COMMANDS[COMMAND_COUNT];
extern const char *const CLI_ENVIRONMENT[][2]; /* variable, meaning; ends with NULL */
extern const char *const CLI_STATUS[4];        /* what each exit status means */

static inline bool option_serves(option_id option, unsigned command) {
  return CLI_OPTIONS[option].commands >> command & 1;
}
/* Index of word among "a|b|c", or -1. */
int choice_index(const char *choices, const char *word);

/* ---- arguments ---- */

struct arguments {
  command_id command;
  const char *values[OPTION_COUNT]; /* the last one given, or NULL; "" for a flag */
  const char **lexicons;
  size_t lexicon_count;
  const char **files;
  size_t file_count;
};

/* argv[0] is the first argument after the command's name. A fault is told on standard error. */
bool arguments_parse(arguments *args, command_id command, int argc, char **argv);
void arguments_release(arguments *args);
static inline bool is_given(const arguments *args, option_id option) { return args->values[option] != NULL; }
int choice_of(const arguments *args, option_id option);
uint32_t number_of(const arguments *args, option_id option, uint32_t otherwise);
unsigned workers_of(const arguments *args); /* --workers, else one a processor, at most 8 */
/* The name nearest to word among count names, or NULL when none is near. */
const char *nearest_name(const char *word, const char *(*name)(size_t i), size_t count);

/* ---- messages and help ---- */

void complain(const char *format, ...) __attribute__((format(printf, 1, 2))); /* "seimei: …" on standard error */
int cannot(const seimei_error *error, int status);                            /* complains and returns status */
void help_print(FILE *out);
void help_print_command(FILE *out, command_id command);
bool generate(const char *what, buffer *out); /* man, bash, zsh, fish; false: no such thing */
void generate_man(buffer *out);
void generate_bash(buffer *out);
void generate_zsh(buffer *out);
void generate_fish(buffer *out);

/* ---- screen ---- */

uint32_t screen_width(const arguments *args, FILE *out); /* --width, else the terminal's, else COLUMNS, else 80 */
bool screen_is_terminal(FILE *out);
bool screen_has_color(const arguments *args, FILE *out); /* --color, NO_COLOR, TERM=dumb, a terminal */

/* ---- engine, documents, output ---- */

/* Opens what the options say; complains and returns EXIT_ENGINE on failure. */
int engine_start(const arguments *args, seimei_engine **engine);
int worker_start(const arguments *args, seimei_engine **engine, seimei_worker **worker);

/* false: no further document is wanted. */
typedef bool document_use(void *user, const char *path, const seimei_document *doc);

/* Gives every document of all operands (standard input when there are none) to use. What cannot be read is told on
 * standard error and the rest is still read. EXIT_DONE or EXIT_INPUT. */
int input_each(const arguments *args, document_use *use, void *user);
const char *input_name(const char *path); /* "-" is standard input */

typedef struct {
  FILE *file;
  const char *path; /* NULL: standard output */
  bool gone;        /* its reader has closed it: nothing more is written and nobody is told */
  bool failed;
} output;

bool output_open(output *o, const char *path);
bool output_write(output *o, const buffer *text); /* false: stop */
bool output_close(output *o);                     /* false: something was not written */

/* ---- commands ---- */

int cmd_read(const arguments *args);
int cmd_code(const arguments *args);
int cmd_explain(const arguments *args);
int cmd_eval(const arguments *args);
int cmd_ingest(const arguments *args);
int cmd_info(const arguments *args);
int cmd_query(const arguments *args);
int cmd_positions(const arguments *args);
int cmd_timeline(const arguments *args);
int cmd_export(const arguments *args);
/* Is there where the build has libmicrohttpd. */
int cmd_serve(const arguments *args) __attribute__((weak));
/* Is there when src/cli/cmd_train.c is; it reads its own arguments, argv[0] is "train". */
int cmd_train(int argc, char **argv) __attribute__((weak));

#endif
