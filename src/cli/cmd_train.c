/* cmd_train.c - seimei train: makes the parser's models from treebanks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parse/train.h"
#include "parse/ud_lemmas.h"
#include "parse/ud_train.h"

static const char usage[] =
    "usage: seimei train [--language ja|en] --train FILE [--extra FILE]... [--dev FILE]... --out FOLDER [options]\n"
    "\n"
    "Trains on a treebank, writes the parser's models to FOLDER and prints how well they do on the --dev files. The same\n"
    "input gives the same files. Japanese: .knp, .cabocha, or lines of bunsetsu with /head; chunk.bin and dependency.bin.\n"
    "English: CoNLL-U; ud.bin.\n"
    "\n"
    "  --language ja|en     of the models (ja)\n"
    "  --extra FILE         a further file to learn from, with more weight\n"
    "  --extra-weight N     how often each of its sentences counts (ja: 3, en: 1)\n"
    "  --dev FILE           a treebank to measure on\n"
    "  --passes N           over the data (ja: 8, en: 30)\n"
    "\n"
    "Japanese:\n"
    "  --dictionary FOLDER  MeCab's dictionary (/var/lib/mecab/dic/ipadic-utf8)\n"
    "  --shuffles N         trainings that are averaged (3)\n"
    "  --folds N            for the guesses that the second pass learns from (5)\n"
    "  --c NUMBER           how far one step may move a score (0.5)\n"
    "\n"
    "English:\n"
    "  --vectors FILE       vectors of words: a word and its numbers a line, frequent words first\n"
    "  --rows N             words that the model knows (40000)\n"
    "  --hidden N           cells of a layer in one direction (128)\n"
    "  --layers N           layers (3)\n"
    "  --seed N             where the random numbers begin (1)\n"
    "  --rate NUMBER        of the steps at the most (0.002)\n"
    "  --model FILE         goes on from this model; without --train it is only measured\n"
    "  --lemmas FILE        prints the rows of lang/en/lemma.tsv that this treebank teaches, and trains nothing\n"
    "  --pack FILE          tables of the tokenizer and the lemmas (found as by the other commands)\n";

enum { MAX_FILES = 16 };

typedef struct {
  language_id language;
  parse_train_options ja;
  ud_train_options en;
  const char *train, *out, *pack, *lemmas;
  const char *extra[MAX_FILES], *dev[MAX_FILES];
  size_t extra_count, dev_count;
  uint32_t extra_weight, passes;
} arguments;

static void print_line(void *user, const char *line) {
  (void)user;
  fprintf(stderr, "%s\n", line);
}

static bool read_number(const char *text, uint32_t *out) {
  char *end;
  unsigned long n = strtoul(text, &end, 10);
  *out = (uint32_t)n;
  return *text >= '0' && *text <= '9' && !*end && n > 0 && n <= 1000000;
}

static bool read_c(const char *text, float *out) {
  char *end;
  *out = strtof(text, &end);
  return end != text && !*end && *out > 0 && *out <= 100;
}

static bool read_argument(arguments *a, const char *name, const char *value) {
  const struct {
    const char *name, **text;
    uint32_t *number;
  } options[] = {{"--train", &a->train, NULL},           {"--out", &a->out, NULL},
                 {"--pack", &a->pack, NULL},             {"--lemmas", &a->lemmas, NULL},
                 {"--dictionary", &a->ja.dictionary, NULL},
                 {"--vectors", &a->en.vectors, NULL},    {"--model", &a->en.model, NULL},
                 {"--extra-weight", NULL, &a->extra_weight}, {"--passes", NULL, &a->passes},
                 {"--shuffles", NULL, &a->ja.shuffles},  {"--folds", NULL, &a->ja.folds},
                 {"--rows", NULL, &a->en.words},        {"--hidden", NULL, &a->en.hidden},
                 {"--layers", NULL, &a->en.layers},      {"--seed", NULL, &a->en.seed}};
  for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
    if (strcmp(name, options[i].name) != 0) continue;
    return options[i].text ? (*options[i].text = value, true) : read_number(value, options[i].number);
  }
  if (!strcmp(name, "--language")) return language_of_code(view_of_string(value), &a->language);
  if (!strcmp(name, "--extra")) return a->extra_count < MAX_FILES && (a->extra[a->extra_count++] = value, true);
  if (!strcmp(name, "--dev")) return a->dev_count < MAX_FILES && (a->dev[a->dev_count++] = value, true);
  if (!strcmp(name, "--rate")) return read_c(value, &a->en.rate);
  return !strcmp(name, "--c") && read_c(value, &a->ja.aggressiveness);
}

static seimei_status train_japanese(arguments *a, seimei_error *error) {
  parse_train_options o = a->ja;
  o.train = a->train, o.out = a->out, o.extra = a->extra, o.extra_count = a->extra_count, o.extra_weight = a->extra_weight;
  o.dev = a->dev, o.dev_count = a->dev_count, o.passes = a->passes, o.report = print_line;
  return parse_train(&o, error);
}

/* Without a pack there are figures on the treebank's own words alone. */
static seimei_status train_english(arguments *a, seimei_error *error) {
  pack *tables = NULL;
  seimei_error missing = {0};
  ud_train_options o = a->en;
  if (pack_open_found(a->pack, &tables, &missing)) fprintf(stderr, "seimei train: %s\n", missing.message);
  o.train = a->train, o.out = a->out, o.extra = a->extra, o.extra_count = a->extra_count, o.extra_weight = a->extra_weight;
  o.dev = a->dev, o.dev_count = a->dev_count, o.passes = a->passes, o.report = print_line, o.pack = tables;
  seimei_status status = o.model && !o.train ? ud_measure(&o, error) : ud_train(&o, error);
  pack_close(tables);
  return status;
}

static seimei_status print_lemmas(const arguments *a, seimei_error *error) {
  buffer rows;
  buffer_init(&rows, NULL);
  seimei_status status = ud_lemmas_learn(a->lemmas, &rows, error);
  if (!status && fwrite(rows.ptr, 1, rows.len, stdout) != rows.len) status = error_set(error, SEIMEI_IO, "the output cannot be written");
  buffer_release(&rows);
  return status;
}

static seimei_status work(arguments *a, seimei_error *error) {
  if (a->lemmas) return print_lemmas(a, error);
  return a->language == LANGUAGE_EN ? train_english(a, error) : train_japanese(a, error);
}

/* argv[0] is "train". 0, 1 when training fails, 2 for wrong arguments. */
int cmd_train(int argc, char **argv);
int cmd_train(int argc, char **argv) {
  arguments a = {.ja.dictionary = "/var/lib/mecab/dic/ipadic-utf8", .en.seed = 1};
  for (int i = 1; i < argc; i += 2) {
    if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h")) return fputs(usage, stdout), 0;
    if (i + 1 == argc || !read_argument(&a, argv[i], argv[i + 1])) {
      fprintf(stderr, "seimei train: %s: not an option, or without a good value\n\n%s", argv[i], usage);
      return 2;
    }
  }
  if (!a.lemmas && (!a.train || !a.out) && (a.train || !a.en.model)) return fputs(usage, stderr), 2;
  seimei_error error = {0};
  if (!work(&a, &error)) return 0;
  fprintf(stderr, "seimei train: %s\n", error.message);
  return 1;
}
