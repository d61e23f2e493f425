/* cmd_explain.c - every stage of a sentence, for a person who wants to know why. */
#include "cli/cli.h"
#include "engine/engine.h"
#include "write/screen.h"

typedef struct {
  seimei_worker *worker;
  uint32_t sentence;
  bool color, failed;
  output out;
  buffer stages, text;
} explaining;

/* Headings stand out, what did not fire stands back; control characters of the text never reach the terminal. */
static unsigned style_of(view line) {
  if (view_starts_with(line, TEXT("# "))) return STYLE_BOLD | STYLE_CYAN;
  if (view_ends_with(line, TEXT(": recorded"))) return STYLE_GREEN | STYLE_BOLD;
  if (view_ends_with(line, TEXT(": no rule has this predicate"))) return STYLE_DIM;
  return STYLE_PLAIN;
}

static void add_lines(explaining *x, arena *a, view text) {
  run r = {.arena = a};
  view line;
  while (view_split(&text, '\n', &line)) {
    if (!text.ptr && !line.len) break; /* after the last line end */
    size_t indent = 0;
    while (indent < line.len && line.ptr[indent] == ' ') indent++;
    run_clear(&r);
    run_add(&r, view_skip(line, indent), style_of(line));
    if (view_starts_with(line, TEXT("# "))) buffer_add_byte(&x->text, '\n');
    run_write(&x->text, &r, &(run_layout){.first = (uint32_t)indent, .color = x->color});
  }
}

static void add_caption(explaining *x, arena *a, const seimei_document *doc) {
  run r = {.arena = a};
  run_add(&r, doc->id, STYLE_BOLD);
  if (doc->title.len) run_add_string(&r, "  ", STYLE_PLAIN);
  run_add(&r, doc->title, STYLE_BOLD);
  run_write(&x->text, &r, &(run_layout){.color = x->color});
}

static bool explain_document(void *user, const char *path, const seimei_document *doc) {
  explaining *x = user;
  seimei_error error = {0};
  buffer_clear(&x->stages);
  buffer_clear(&x->text);
  if (worker_explain(x->worker, doc, x->sentence, &x->stages, &error)) {
    x->failed = true;
    complain("%s: %s", input_name(path), error.message);
    return true;
  }
  arena a;
  jmp_buf failed;
  arena_init(&a, NULL);
  if (setjmp(failed)) x->text.failed = true;
  else {
    a.on_failure = &failed;
    add_caption(x, &a, doc);
    add_lines(x, &a, view_of(x->stages.ptr, x->stages.len));
    buffer_add_byte(&x->text, '\n');
  }
  arena_release(&a);
  return output_write(&x->out, &x->text);
}

int cmd_explain(const arguments *args) {
  seimei_engine *engine = NULL;
  explaining x = {.sentence = number_of(args, OPTION_SENTENCE, UINT32_MAX), .color = screen_has_color(args, stdout)};
  int status = worker_start(args, &engine, &x.worker);
  if (status) return status;
  buffer_init(&x.stages, NULL);
  buffer_init(&x.text, NULL);
  if (output_open(&x.out, NULL)) status = input_each(args, explain_document, &x);
  if (!output_close(&x.out) || x.failed) status = EXIT_INPUT;
  buffer_release(&x.stages);
  buffer_release(&x.text);
  seimei_worker_free(x.worker);
  seimei_engine_close(engine);
  return status;
}
