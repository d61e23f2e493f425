/* option.c - the one table of commands and options. Parsing, help, the manual page and the completions of three shells
 * read it; an option is added here and nowhere else. */
#include "cli/cli.h"

#define ON(command) (1U << COMMAND_##command)
#define READERS (ON(READ) | ON(CODE) | ON(EXPLAIN))
#define SELECTORS (ON(QUERY) | ON(POSITIONS) | ON(TIMELINE) | ON(EXPORT))
#define TABLES (ON(QUERY) | ON(POSITIONS) | ON(TIMELINE))
#define USERS (READERS | ON(EVAL) | ON(INFO) | ON(INGEST))

const cli_option CLI_OPTIONS[OPTION_COUNT] = {
    [OPTION_INPUT] = {"input", 0, VALUE_CHOICE, "auto|text|jsonl|html|feed|warc", READERS | ON(INGEST),
                      "form of the input; auto looks at its first bytes"},
    [OPTION_PUBLISHED] =
        {"published", 0, VALUE_DATE, "DATE", READERS | ON(INGEST),
         "day of publication (YYYY-MM-DD) of documents that do not say; dates in the text count from it"},
    [OPTION_LANG] = {"lang", 0, VALUE_WORD, "LANG", READERS, "language of all documents, whatever they say: ja, en"},
    [OPTION_ONLY_LANG] = {"lang", 0, VALUE_WORD, "LANG[,LANG]...", ON(INGEST),
                          "only documents in these languages; the others are left"},
    [OPTION_SINCE] = {"since", 0, VALUE_DATE, "DATE", ON(INGEST),
                      "only documents published on that day (YYYY-MM-DD) or later; those without a date are left"},
    [OPTION_DRY_RUN] = {"dry-run", 'n', VALUE_NONE, NULL, ON(INGEST),
                        "read and code, store nothing, say what would be stored; repeats are not seen"},
    [OPTION_RECODE] = {"recode", 0, VALUE_NONE, NULL, ON(INGEST),
                       "code the documents of the store anew that other tables or another program coded"},
    [OPTION_CHECK] = {"check", 0, VALUE_NONE, NULL, ON(INGEST), "read all of the store and say whether it is whole"},
    [OPTION_FORMAT] = {"format", 'f', VALUE_CHOICE, "jsonl|plover|csv|table", ON(CODE), "form of the records"},
    [OPTION_RECORDS] = {"records", 0, VALUE_CHOICE, "all|events|statements", ON(READ) | ON(CODE),
                        "which records; csv holds one kind, events unless statements are asked for"},
    [OPTION_EXPORT_RECORDS] = {"records", 0, VALUE_CHOICE, "all|events|statements|documents", ON(EXPORT),
                               "which records; csv and arrow hold one kind, events unless statements are asked for; "
                               "documents, in jsonl: what the records were read from"},
    [OPTION_OUTPUT] = {"output", 'o', VALUE_FILE, "FILE", ON(CODE) | SELECTORS,
                       "write there and not to standard output"},
    [OPTION_WORKERS] =
        {"workers", 'j', VALUE_NUMBER, "N", ON(CODE) | ON(INGEST) | ON(SERVE),
         "threads; the order of the output stays that of the input (default: one a processor, at most 8)"},
    [OPTION_SENTENCE] = {"sentence", 's', VALUE_NUMBER, "N", ON(EXPLAIN),
                         "only this sentence; its number is sentence.index of the records, from 0"},
    [OPTION_PREDICTED] = {"predicted", 0, VALUE_FILE, "FILE", ON(EVAL),
                          "score the records of this JSONL file and code nothing"},
    [OPTION_MISTAKES] = {"mistakes", 0, VALUE_NONE, NULL, ON(EVAL),
                         "list what was missed (-) and what was found and is not in the gold (+)"},
    [OPTION_JSON] = {"json", 0, VALUE_NONE, NULL, ON(EVAL) | ON(INFO) | ON(INGEST), "print one JSON object"},
    [OPTION_COLOR] = {"color", 0, VALUE_CHOICE, "auto|always|never", READERS | TABLES,
                      "colours; auto: on a terminal where NO_COLOR is not set"},
    [OPTION_WIDTH] = {"width", 0, VALUE_NUMBER, "COLUMNS", ON(READ) | ON(CODE) | TABLES,
                      "width of the lines (default: of the terminal, else 80)"},
    [OPTION_SCOPE] = {"scope", 0, VALUE_CHOICE, "narrow|wide", READERS | ON(EVAL) | ON(INGEST),
                      "what counts as a statement; wide: also intentions, promises, refusals, what somebody knows or fears"},
    [OPTION_LEXICON] = {"lexicon", 'l', VALUE_FILE, "FILE", USERS | ON(SERVE) | OPTION_REPEATS,
                        "a table of your own beside the built-in ones, docs/formats/tables.md; may be given again"},
    [OPTION_PACK] = {"pack", 0, VALUE_FILE, "FILE", USERS | TABLES | ON(EXPORT) | ON(SERVE) | ON(TRAIN),
                     "language pack (default: SEIMEI_PACK, else the installed one)"},
    [OPTION_DICTIONARY] = {"dictionary", 0, VALUE_FOLDER, "FOLDER", USERS | ON(TRAIN) | ON(SERVE),
                           "MeCab dictionary IPADIC in UTF-8 (default: SEIMEI_DICTIONARY, else Debian's)"},
    [OPTION_TRAIN] = {"train", 0, VALUE_FILE, "FILE", ON(TRAIN),
                      "treebank to learn from: .knp, .cabocha, lines of bunsetsu, or CoNLL-U"},
    [OPTION_EXTRA] = {"extra", 0, VALUE_FILE, "FILE", ON(TRAIN) | OPTION_REPEATS,
                      "a further file to learn from, with more weight"},
    [OPTION_EXTRA_WEIGHT] = {"extra-weight", 0, VALUE_NUMBER, "N", ON(TRAIN), "how often each of its sentences counts"},
    [OPTION_DEV] = {"dev", 0, VALUE_FILE, "FILE", ON(TRAIN) | OPTION_REPEATS, "a treebank to measure on"},
    [OPTION_OUT] = {"out", 0, VALUE_FOLDER, "FOLDER", ON(TRAIN), "where the models are written"},
    [OPTION_PASSES] = {"passes", 0, VALUE_NUMBER, "N", ON(TRAIN), "passes over the data"},
    [OPTION_SHUFFLES] = {"shuffles", 0, VALUE_NUMBER, "N", ON(TRAIN), "trainings that are averaged"},
    [OPTION_FOLDS] = {"folds", 0, VALUE_NUMBER, "N", ON(TRAIN),
                      "folds for the guesses that the second pass learns from"},
    [OPTION_C] = {"c", 0, VALUE_WORD, "NUMBER", ON(TRAIN), "how far one sentence may move the weights"},
    [OPTION_LANGUAGE] = {"language", 0, VALUE_WORD, "ja|en", ON(TRAIN), "of the models"},
    [OPTION_VECTORS] = {"vectors", 0, VALUE_FILE, "FILE", ON(TRAIN), "vectors of words: a word and its numbers a line"},
    [OPTION_ROWS] = {"rows", 0, VALUE_NUMBER, "N", ON(TRAIN), "words that the English model knows"},
    [OPTION_HIDDEN] = {"hidden", 0, VALUE_NUMBER, "N", ON(TRAIN), "cells of a layer in one direction"},
    [OPTION_LAYERS] = {"layers", 0, VALUE_NUMBER, "N", ON(TRAIN), "layers of the English model"},
    [OPTION_RATE] = {"rate", 0, VALUE_WORD, "NUMBER", ON(TRAIN), "of the steps of the English model at the most"},
    [OPTION_SEED] = {"seed", 0, VALUE_NUMBER, "N", ON(TRAIN), "where the random numbers begin"},
    [OPTION_MODEL] = {"model", 0, VALUE_FILE, "FILE", ON(TRAIN), "go on from this English model; without --train only measure it"},
    [OPTION_LEMMAS] = {"lemmas", 0, VALUE_FILE, "FILE", ON(TRAIN), "print the lemmas that a treebank teaches"},
    [OPTION_ACTOR] = {"actor", 0, VALUE_WORD, "CODES", SELECTORS,
                      "who acts or speaks: CHN, CHN:MIL, IGO/NATO, or a name; several with commas: any of them"},
    [OPTION_RECIPIENT] = {"recipient", 0, VALUE_WORD, "CODES", SELECTORS, "to whom"},
    [OPTION_PAIR] = {"pair", 0, VALUE_WORD, "A,B", SELECTORS,
                     "two codes; either acts on the other, or both act together"},
    [OPTION_SECTOR] = {"sector", 0, VALUE_WORD, "SECTORS", SELECTORS, "of who acts or speaks: GOV, MIL, …"},
    [OPTION_TYPE] = {"type", 't', VALUE_WORD, "TYPES", SELECTORS, "type of the event: ACCUSE,REJECT"},
    [OPTION_MODE] = {"mode", 0, VALUE_WORD, "MODES", SELECTORS, "mode of the event: visit, aerial, …"},
    [OPTION_CONTEXT] = {"context", 0, VALUE_WORD, "CONTEXTS", SELECTORS, "context of the event: military, economic, …"},
    [OPTION_STATUS] =
        {"status", 0, VALUE_WORD, "STATUSES", SELECTORS,
         "actual, future, hypothetical, negated, historical; timeline and positions: actual unless given"},
    [OPTION_PLACE] = {"place", 0, VALUE_WORD, "CODES", SELECTORS, "country where it happens, ISO 3166 alpha-3"},
    [OPTION_PUBLISHER] = {"publisher", 0, VALUE_WORD, "NAMES", SELECTORS, "publisher of the document"},
    [OPTION_OF_LANG] = {"lang", 0, VALUE_WORD, "LANGS", SELECTORS, "language of the document: ja, en"},
    [OPTION_FROM_DAY] = {"since", 0, VALUE_DATE, "DATE", SELECTORS, "from this day on, YYYY-MM-DD"},
    [OPTION_UNTIL] = {"until", 0, VALUE_DATE, "DATE", SELECTORS, "up to this day, it included"},
    [OPTION_WORDS] = {"words", 0, VALUE_WORD, "WORDS", SELECTORS,
                      "words in title or text of the document, all of them"},
    [OPTION_ABOUT] = {"about", 0, VALUE_WORD, "WORDS", SELECTORS,
                      "words in what the event is about or the statement says"},
    [OPTION_SCORE] = {"score", 0, VALUE_WORD, "FROM..TO", SELECTORS, "PLOVER's score, -10 (conflict) to 10: -10..-5"},
    [OPTION_NO_REPEATS] = {"no-repeats", 0, VALUE_NONE, NULL, SELECTORS,
                           "leave out events that are the same as an earlier one"},
    [OPTION_KIND] = {"records", 0, VALUE_CHOICE, "events|statements", ON(QUERY), "which records"},
    [OPTION_SORT] = {"sort", 0, VALUE_CHOICE, "newest|oldest|conflict|cooperation|confidence", ON(QUERY) | ON(EXPORT),
                     "what comes first; conflict: the lowest score"},
    [OPTION_COUNT_BY] = {"count-by", 0, VALUE_WORD, "KEYS", ON(QUERY),
                         "count and do not list; up to four of day, week, month, quarter, year, type, mode, context, "
                         "status, actor, recipient, sector, dyad, place, quad, manner, medium, rule, publisher, lang"},
    [OPTION_BY] = {"by", 0, VALUE_CHOICE, "month|day|week|quarter|year", ON(TIMELINE) | ON(POSITIONS),
                   "length of a period; of positions a year unless given"},
    [OPTION_ISSUE] = {"issue", 0, VALUE_WORD, "WORDS", ON(POSITIONS),
                      "only issues that have all that these words say, in Japanese or English: \"NATO enlargement\""},
    [OPTION_EVENTS] = {"events", 0, VALUE_NONE, NULL, ON(POSITIONS),
                       "a row for each event that is a position: its id, stance, issue and key"},
    [OPTION_LIMIT] =
        {"limit", 'n', VALUE_NUMBER, "N", SELECTORS,
         "at most so many records, pairs or issues; 0: all (default: 50 records in a table, 10 pairs, 20 issues)"},
    [OPTION_OFFSET] = {"offset", 0, VALUE_NUMBER, "N", ON(QUERY) | ON(EXPORT), "pass over the first N"},
    [OPTION_SHOW] = {"format", 'f', VALUE_CHOICE, "table|jsonl|csv", TABLES, "form of the answer"},
    [OPTION_EXPORT_FORMAT] = {"format", 'f', VALUE_CHOICE, "jsonl|plover|csv|polecat|icews|gdelt|arrow", ON(EXPORT),
                              "form of the records, docs/formats"},
    [OPTION_PORT] = {"port", 'p', VALUE_NUMBER, "PORT", ON(SERVE), "port to listen at (default: 8471); 0: any that is free"},
    [OPTION_HOST] = {"host", 0, VALUE_WORD, "HOST", ON(SERVE),
                     "name or address to listen at (default: 127.0.0.1, which only this machine reaches)"},
    [OPTION_OPEN] = {"open", 0, VALUE_NONE, NULL, ON(SERVE), "open the page in the browser"},
    [OPTION_TIME_LIMIT] = {"time-limit", 0, VALUE_NUMBER, "MS", ON(SERVE),
                           "milliseconds that one request may take (default: 10000)"},
    [OPTION_HELP] = {"help", 'h', VALUE_NONE, NULL, USERS | ON(TRAIN) | SELECTORS | ON(SERVE), "print this help and leave"},
};

const cli_command CLI_COMMANDS[COMMAND_COUNT] = {
    [COMMAND_READ] =
        {"read", "[FILE]...", "show an article with its statements and events",
         "Shows the text with the words marked and, under each sentence, its records: who said what (❝) and who did "
         "what to whom (○ ● cooperation, ◇ ◆ conflict; hollow: in words, filled: in deeds).",
         "seimei read article.txt", cmd_read},
    [COMMAND_CODE] =
        {"code", "[FILE]...", "write the records of documents",
         "Reads plain text (a file is a document) or JSONL (a line is a document: id, lang, published, title, text, "
         "url, publisher) in UTF-8, CP932, EUC-JP or UTF-16 and writes a record a line. A document that cannot be "
         "read is told on standard error and the rest is still read.",
         "seimei code --input jsonl news.jsonl > records.jsonl", cmd_code},
    [COMMAND_EXPLAIN] =
        {"explain", "[FILE]...", "show every stage of a sentence and which rules fired",
         "Shows tokens, bunsetsu, frames, actors, dates, statements and events, and for each predicate the rules "
         "that fired and those that nearly did with the condition that failed.",
         "seimei explain --sentence 3 article.txt", cmd_explain},
    [COMMAND_EVAL] =
        {"eval", "GOLD...", "score against gold files",
         "Codes the articles of gold files and compares the records with theirs, as the coding guidelines define it: "
         "precision, recall and F1 of statements and events, accuracy of manner, status and date.",
         "seimei eval gold/*.json", cmd_eval},
    [COMMAND_TRAIN] =
        {"train", "", "make the models of the parser from treebanks",
         "Trains the parser of a language, writes its models and prints how well they do. The same "
         "input gives the same files.",
         "seimei train --train train.knp --dev dev.knp --out models/ja", NULL},
    [COMMAND_INGEST] = {"ingest", "STORE [PATH]...", "read archives into a store",
                        "Reads files, folders, globs, addresses of feeds or - for standard input into one SQLite file, "
                        "which is made when "
                        "it is not there: each document once, with its statements and events. A run that was cut off "
                        "goes on where it was when it "
                        "is given again; files that were read and have not changed are passed over. "
                        "docs/formats/store.md describes the file.",
                        "seimei ingest news.db archive/", cmd_ingest},
    [COMMAND_INFO] = {"info", "", "print versions, what the pack holds, models and licences",
                      "Opens the pack and the dictionary as the other commands do and says what is in them.",
                      "seimei info --json", cmd_info},
    [COMMAND_QUERY] =
        {"query", "STORE", "find and count records in a store",
         "Finds events (or statements) by who, whom, what, where, when and by words, and shows each with the sentence "
         "that it was read from. Options that are given together must all hold.",
         "seimei query news.db --pair CHN,JPN --type ACCUSE --since 2022-01-01", cmd_query},
    [COMMAND_POSITIONS] =
        {"positions", "STORE", "show who supports, opposes, demands or is concerned about what",
         "Puts together what events are about, in whatever words and language, and counts for each issue and actor how "
         "often he supports, opposes, demands, is concerned, first, last and over time.",
         "seimei positions news.db --issue NATO", cmd_positions},
    [COMMAND_TIMELINE] =
        {"timeline", "STORE", "show what passes between two sides over time",
         "Counts events of each actor to each recipient by period: of cooperation and conflict, in words and in deeds, "
         "with the mean of PLOVER's score. Events that did not happen or are only told of the past are left out.",
         "seimei timeline news.db --pair CHN,JPN --by quarter", cmd_timeline},
    [COMMAND_EXPORT] =
        {"export", "STORE", "write a store in a research format",
         "Writes the records that the options select, all of them if none does: as records of seimei, as PLOVER, or in "
         "the columns of POLECAT, ICEWS or GDELT, or as an Arrow stream for pandas, R and DuckDB.",
         "seimei export news.db --format polecat -o events.tsv", cmd_export},
    [COMMAND_SERVE] =
        {"serve", "STORE", "show a store as a page in the browser",
         "Prints the address of a page on this machine that shows what is in the store: articles with their records, "
         "positions, timelines, networks, search. Only reads the store; ends with Ctrl-C. docs/api.md describes the "
         "JSON interface.",
         "seimei serve news.db --open", cmd_serve},
};

const char *const CLI_ENVIRONMENT[][2] = {
    {"SEIMEI_PACK", "the language pack, where --pack is not given"},
    {"SEIMEI_DICTIONARY", "the MeCab dictionary, where --dictionary is not given"},
    {"NO_COLOR", "when set to anything, no colours unless --color=always"},
    {"COLUMNS", "width of the lines where the output is no terminal"},
    {NULL, NULL},
};

const char *const CLI_STATUS[4] = {
    [EXIT_DONE] = "all was done",
    [EXIT_INPUT] = "some input could not be read or some output not written; the rest was done",
    [EXIT_USAGE] = "the arguments are not valid; nothing was done",
    [EXIT_ENGINE] = "the engine cannot start: pack, dictionary or lexicon are missing or not valid",
};

int choice_index(const char *choices, const char *word) {
  view rest = view_of_string(choices), part;
  for (int i = 0; view_split(&rest, '|', &part); i++)
    if (view_equals(part, view_of_string(word))) return i;
  return -1;
}
