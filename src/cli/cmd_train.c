/* cmd_train.c - seimei train: makes the parser's models from treebanks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parse/train.h"

static const char usage[] =
    "usage: seimei train --train FILE [--extra FILE]... [--dev FILE]... --out FOLDER [options]\n"
    "\n"
    "Trains on a treebank (.knp, .cabocha, or lines of bunsetsu with /head), writes chunk.bin and dependency.bin to\n"
    "FOLDER and prints how well they do on the --dev files. The same input gives the same files.\n"
    "\n"
    "  --extra FILE         a further file to learn from, with more weight\n"
    "  --extra-weight N     how often each of its sentences counts (3)\n"
    "  --dev FILE           a treebank to measure on\n"
    "  --dictionary FOLDER  MeCab's dictionary (/var/lib/mecab/dic/ipadic-utf8)\n"
    "  --passes N           over the data (8)\n"
    "  --shuffles N         trainings that are averaged (3)\n"
    "  --folds N            for the guesses that the second pass learns from (5)\n"
    "  --c NUMBER           how far one step may move a score (0.5)\n";

enum { MAX_FILES = 16 };

typedef struct {
  parse_train_options o;
  const char *extra[MAX_FILES], *dev[MAX_FILES];
} arguments;

static void print_line(void *user, const char *line) {
  (void)user;
  fprintf(stderr, "%s\n", line);
}

static bool read_number(const char *text, uint32_t *out) {
  char *end;
  unsigned long n = strtoul(text, &end, 10);
  *out = (uint32_t)n;
  return *text >= '0' && *text <= '9' && !*end && n > 0 && n <= 1000;
}

static bool read_c(const char *text, float *out) {
  char *end;
  *out = strtof(text, &end);
  return end != text && !*end && *out > 0 && *out <= 100;
}

static bool read_argument(arguments *a, const char *name, const char *value) {
  if (!strcmp(name, "--train")) return a->o.train = value, true;
  if (!strcmp(name, "--out")) return a->o.out = value, true;
  if (!strcmp(name, "--dictionary")) return a->o.dictionary = value, true;
  if (!strcmp(name, "--extra")) return a->o.extra_count < MAX_FILES && (a->extra[a->o.extra_count++] = value, true);
  if (!strcmp(name, "--dev")) return a->o.dev_count < MAX_FILES && (a->dev[a->o.dev_count++] = value, true);
  if (!strcmp(name, "--extra-weight")) return read_number(value, &a->o.extra_weight);
  if (!strcmp(name, "--passes")) return read_number(value, &a->o.passes);
  if (!strcmp(name, "--shuffles")) return read_number(value, &a->o.shuffles);
  if (!strcmp(name, "--folds")) return read_number(value, &a->o.folds) && a->o.folds > 1;
  if (!strcmp(name, "--c")) return read_c(value, &a->o.aggressiveness);
  return false;
}

/* argv[0] is "train". 0, 1 when training fails, 2 for wrong arguments. */
int cmd_train(int argc, char **argv);
int cmd_train(int argc, char **argv) {
  arguments a = {.o = {.dictionary = "/var/lib/mecab/dic/ipadic-utf8", .report = print_line}};
  for (int i = 1; i < argc; i += 2) {
    if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h")) return fputs(usage, stdout), 0;
    if (i + 1 == argc || !read_argument(&a, argv[i], argv[i + 1])) {
      fprintf(stderr, "seimei train: %s: not an option, or without a good value\n\n%s", argv[i], usage);
      return 2;
    }
  }
  if (!a.o.train || !a.o.out) return fputs(usage, stderr), 2;
  a.o.extra = a.extra;
  a.o.dev = a.dev;
  seimei_error error = {0};
  if (!parse_train(&a.o, &error)) return 0;
  fprintf(stderr, "seimei train: %s\n", error.message);
  return 1;
}
