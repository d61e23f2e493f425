/* cmd_eval.c - accuracy against gold files. */
#include "cli/cli.h"
#include "cli/score_report.h"

typedef struct {
  const arguments *args;
  arena arena;
  gold_articles articles;
  eval_records *predicted; /* one for each article */
  scoreboard board;
  buffer text;
} evaluation;

static int read_gold(evaluation *e) {
  seimei_error error = {0};
  for (size_t i = 0; i < e->args->file_count; i++)
    if (gold_read(&e->arena, e->args->files[i], &e->articles, &error)) return cannot(&error, EXIT_INPUT);
  e->predicted = ARENA_NEW(&e->arena, eval_records, e->articles.count + 1);
  return EXIT_DONE;
}

static int code_articles(evaluation *e, seimei_worker *worker) {
  seimei_error error = {0};
  for (uint32_t i = 0; i < e->articles.count; i++) {
    const gold_article *g = &e->articles.at[i];
    seimei_document doc = {.id = g->id, .lang = g->lang, .published = g->published, .title = g->title, .text = g->text};
    const seimei_records *records = NULL;
    if (seimei_worker_code(worker, &doc, &records, &error)) return cannot(&error, EXIT_INPUT);
    if (predicted_take(&e->arena, g, records, &e->predicted[i], &error)) return cannot(&error, EXIT_INPUT);
  }
  return EXIT_DONE;
}

static int predict(evaluation *e) {
  seimei_error error = {0};
  const char *path = e->args->values[OPTION_PREDICTED];
  if (path)
    return predicted_read(&e->arena, path, &e->articles, e->predicted, &error) ? cannot(&error, EXIT_INPUT) : EXIT_DONE;
  seimei_engine *engine = NULL;
  seimei_worker *worker = NULL;
  int status = worker_start(e->args, &engine, &worker);
  if (status) return status;
  status = code_articles(e, worker);
  seimei_worker_free(worker);
  seimei_engine_close(engine);
  return status;
}

static int report(evaluation *e) {
  output out;
  for (uint32_t i = 0; i < e->articles.count; i++) {
    score_matches matches = score_article(&e->arena, &e->articles.at[i], &e->predicted[i], &e->board);
    if (is_given(e->args, OPTION_MISTAKES))
      score_list_mistakes(&e->text, &e->articles.at[i], &e->predicted[i], &matches);
  }
  if (is_given(e->args, OPTION_JSON)) score_report_json(&e->text, &e->board);
  else score_report(&e->text, &e->board);
  if (output_open(&out, NULL)) output_write(&out, &e->text);
  return output_close(&out) ? EXIT_DONE : EXIT_INPUT;
}

int cmd_eval(const arguments *args) {
  if (!args->file_count) {
    complain("eval: name one gold file or more; see seimei eval --help");
    return EXIT_USAGE;
  }
  evaluation e = {.args = args};
  jmp_buf failed;
  int status = EXIT_INPUT;
  arena_init(&e.arena, NULL);
  buffer_init(&e.text, NULL);
  if (setjmp(failed)) complain("out of memory");
  else {
    e.arena.on_failure = &failed;
    status = read_gold(&e);
    if (!status) status = predict(&e);
    if (!status) status = report(&e);
  }
  buffer_release(&e.text);
  arena_release(&e.arena);
  return status;
}
