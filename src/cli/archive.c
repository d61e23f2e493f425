/* archive.c - a store and what of it is asked for. */
#include "cli/archive.h"

#include <stdlib.h>

#include "query/value_set.h"

enum { ENOUGH = 1 << 16 };

static view given(const arguments *args, option_id option) { return view_of_string(args->values[option]); }

/* A number alone; false when there is something else. */
static bool read_number(view text, double *out) {
  char digits[32] = "", *end;
  if (!text.len || text.len >= sizeof digits) return false;
  memcpy(digits, text.ptr, text.len);
  *out = strtod(digits, &end);
  return !*end;
}

/* "-10..-5", "..-5", "3.." */
static bool read_score(view text, query_filter *filter) {
  size_t dots = view_find(text, TEXT(".."), 0);
  if (dots == SIZE_MAX) return false;
  view from = view_slice(text, 0, dots), to = view_skip(text, dots + 2);
  *filter = (query_filter){.has_score = true, .least = -10, .most = 10};
  if (from.len && !read_number(from, &filter->least)) return false;
  if (to.len && !read_number(to, &filter->most)) return false;
  return filter->least <= filter->most;
}

static seimei_status read_filter(archive *a) {
  const arguments *args = a->args;
  query_filter *f = &a->filter;
  const char *score = args->values[OPTION_SCORE];
  if (score && !read_score(view_of_string(score), f))
    return error_set(&a->error, SEIMEI_USAGE, "--score must be a span, -10..-5, and is \"%s\"", score);
  f->records = choice_of(args, OPTION_KIND) ? QUERY_STATEMENTS : QUERY_EVENTS;
  f->actor = given(args, OPTION_ACTOR);
  f->recipient = given(args, OPTION_RECIPIENT);
  f->pair = given(args, OPTION_PAIR);
  f->sector = given(args, OPTION_SECTOR);
  f->type = given(args, OPTION_TYPE);
  f->mode = given(args, OPTION_MODE);
  f->context = given(args, OPTION_CONTEXT);
  f->status = given(args, OPTION_STATUS);
  f->place = given(args, OPTION_PLACE);
  f->publisher = given(args, OPTION_PUBLISHER);
  f->lang = given(args, OPTION_OF_LANG);
  f->since = given(args, OPTION_FROM_DAY);
  f->until = given(args, OPTION_UNTIL);
  f->words = given(args, OPTION_WORDS);
  f->about = given(args, OPTION_ABOUT);
  f->no_repeats = is_given(args, OPTION_NO_REPEATS);
  f->sort = (query_sort)choice_of(args, OPTION_SORT);
  f->limit = number_of(args, OPTION_LIMIT, 0);
  f->offset = number_of(args, OPTION_OFFSET, 0);
  return query_tidy(&a->memory, f, &a->error);
}

static void note_value(void *asking, const char *what, view value) {
  const archive *a = asking;
  complain("note: %s has no %s \"%.*s\"", a->args->files[0], what, (int)value.len, value.ptr);
}

/* Names become codes or actors; what nobody can mean is refused, what the store has not is told. */
static seimei_status settle_filter(archive *a) {
  const char *pack = a->args->values[OPTION_PACK];
  query_filter typed = a->filter;
  seimei_status status = query_link_names(a->store, pack, &a->memory, &a->filter, &a->error);
  if (status) return status;
  return query_check_values(a->store, pack, &typed, &a->filter, note_value, a, &a->error);
}

static seimei_status open_and_work(archive *a, archive_work *work) {
  jmp_buf failed;
  if (setjmp(failed)) return error_set(&a->error, SEIMEI_NO_MEMORY, "out of memory");
  a->memory.on_failure = &failed;
  seimei_status status = read_filter(a);
  if (!status) status = store_open(a->args->files[0], STORE_READ, &a->store, &a->error);
  if (!status) status = settle_filter(a);
  if (!status && !output_open(&a->out, a->args->values[OPTION_OUTPUT])) a->out.failed = true;
  if (!status && !a->out.failed) status = work(a);
  if (!status) archive_flush(a, true);
  return status;
}

int archive_run(const arguments *args, archive_work *work) {
  if (args->file_count != 1) {
    complain("%s reads one store; see seimei %s --help", CLI_COMMANDS[args->command].name,
             CLI_COMMANDS[args->command].name);
    return EXIT_USAGE;
  }
  archive a = {.args = args};
  arena_init(&a.memory, NULL);
  buffer_init(&a.text, NULL);
  seimei_status status = open_and_work(&a, work);
  int result = EXIT_DONE;
  if (status) result = cannot(&a.error, status == SEIMEI_USAGE ? EXIT_USAGE : EXIT_INPUT);
  if (!output_close(&a.out) && result == EXIT_DONE) result = EXIT_INPUT;
  store_close(a.store);
  buffer_release(&a.text);
  arena_release(&a.memory);
  return result;
}

void archive_sheet(archive *a, sheet *s, const sheet_column *columns, uint32_t count) {
  static const sheet_form *const FORMS[] = {&SHEET_GRID, &SHEET_JSONL, &SHEET_CSV};
  FILE *file = a->out.file;
  *s = (sheet){.out = &a->text,
               .form = FORMS[choice_of(a->args, OPTION_SHOW)],
               .columns = columns,
               .column_count = count,
               .width = screen_width(a->args, file),
               .color = screen_has_color(a->args, file)};
  if (!screen_is_terminal(file) && !is_given(a->args, OPTION_WIDTH)) s->width = 0;
  sheet_begin(s);
}

bool archive_flush(archive *a, bool all) {
  if (!all && a->text.len < ENOUGH && !a->text.failed) return true;
  bool more = output_write(&a->out, &a->text);
  buffer_clear(&a->text);
  return more;
}
