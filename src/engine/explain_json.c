/* explain_json.c - the rules of each predicate of a sentence with what each came to, and the stages as explain.c writes
 * them, cut at their headings. */
#include "engine/explain_json.h"

#include "engine/engine_parts.h"
#include "write/json.h"
#include "write/write.h"

typedef struct {
  uint32_t sentence;
  bool found;
  buffer *out;
  record_numbers numbers;
} telling;

/* ---- rules ---- */

static const char *fate_name(event_fate f) {
  static const char *const NAMES[] = {
#define X(name, text) #name,
      EVENT_FATE_LIST(X)
#undef X
  };
  return NAMES[f];
}

static void add_trial(buffer *b, arena *a, const event_trial *t) {
  json_comma(b), buffer_add_byte(b, '{');
  json_text(b, "rule", t->rule->id);
  json_text(b, "type", arena_upper(a, t->rule->table));
  json_text(b, "pattern", t->rule->predicate);
  json_text(b, "outcome", arena_lower(a, view_of_string(fate_name(t->fate))));
  json_text(b, "reason", view_of_string(event_fate_text(t->fate)));
  json_text(b, "condition", t->need ? t->need->text : (view){"", 0});
  json_key(b, "fired");
  buffer_add_string(b, t->fate == FATE_RECORDED ? "true}" : "false}");
}

static void add_predicate(seimei_worker *w, analysis *a, uint32_t f, buffer *b) {
  event_trial trials[MAX_MATCHES];
  const frame *at = &a->frames.frames.at[f];
  uint32_t count = event_try(w->language->event_rules, &a->scene, &a->statements, f, trials);
  json_comma(b), buffer_add_byte(b, '{');
  json_text(b, "lemma", at->compound);
  json_integer(b, "begin", text_code_point(&a->text, at->trigger.begin));
  json_integer(b, "end", text_code_point(&a->text, at->trigger.end));
  json_key(b, "rules"), buffer_add_byte(b, '[');
  for (uint32_t i = 0; i < count; i++) add_trial(b, &w->part, &trials[i]);
  buffer_add_string(b, "]}");
}

static void add_predicates(seimei_worker *w, analysis *a, uint32_t number, buffer *b) {
  json_key(b, "predicates"), buffer_add_byte(b, '[');
  for (uint32_t f = 0; f < a->frames.frames.count; f++) {
    const sentence *s = &a->text.sentences.at[scene_sentence(&a->scene, f)];
    if (!s->heading && s->number == number) add_predicate(w, a, f, b);
  }
  buffer_add_byte(b, ']');
}

/* ---- records ---- */

static void add_lines(buffer *b, buffer *lines) {
  view rest = view_of(lines->ptr ? lines->ptr : "", lines->len), line;
  while (view_split(&rest, '\n', &line))
    if (line.len) json_comma(b), buffer_add(b, line);
}

static void add_records(seimei_worker *w, const seimei_document *doc, analysis *a, telling *x) {
  buffer lines;
  record_run(&a->scene, &a->statements, &a->events, doc, w->engine->version, &x->numbers, &w->records);
  buffer_init(&lines, NULL);
  for (int kind = 0; kind < 2; kind++) {
    size_t count = kind ? w->records.event_count : w->records.statement_count;
    for (size_t i = 0; i < count; i++) {
      const seimei_sentence *s = kind ? &w->records.events[i].sentence : &w->records.statements[i].sentence;
      seimei_records one = {.doc = w->records.doc, .version = w->records.version};
      if (s->index != x->sentence) continue;
      if (kind) one.events = &w->records.events[i], one.event_count = 1;
      else one.statements = &w->records.statements[i], one.statement_count = 1;
      write_jsonl(&lines, doc, &one, &(write_options){.kinds = WRITE_ALL});
    }
  }
  json_key(x->out, "records"), buffer_add_byte(x->out, '[');
  add_lines(x->out, &lines);
  buffer_add_byte(x->out, ']');
  buffer_release(&lines);
}

static void tell_part(seimei_worker *w, const seimei_document *doc, analysis *a, bool last, void *user) {
  telling *x = user;
  uint32_t at = 0;
  (void)last;
  while (at < a->text.sentences.count && a->text.sentences.at[at].number != x->sentence) at++;
  if (at == a->text.sentences.count || x->found) {
    record_run(&a->scene, &a->statements, &a->events, doc, w->engine->version, &x->numbers, &w->records);
    return;
  }
  const sentence *s = &a->text.sentences.at[at];
  x->found = true;
  json_key(x->out, "sentence"), buffer_add_byte(x->out, '{');
  json_integer(x->out, "index", x->sentence);
  json_integer(x->out, "begin", text_code_point(&a->text, s->span.begin));
  json_integer(x->out, "end", text_code_point(&a->text, s->span.end));
  json_text(x->out, "text", text_source(&a->text, s->span));
  buffer_add_byte(x->out, '}');
  add_records(w, doc, a, x);
  add_predicates(w, a, x->sentence, x->out);
}

/* ---- stages ---- */

/* Sections begin with "# name". */
static void add_stages(buffer *b, view text) {
  view line;
  bool open = false;
  buffer section;
  buffer_init(&section, NULL);
  json_key(b, "stages"), buffer_add_byte(b, '[');
  while (view_split(&text, '\n', &line)) {
    if (!view_starts_with(line, TEXT("# "))) {
      if (line.len) buffer_add(&section, line), buffer_add_byte(&section, '\n');
      continue;
    }
    if (open) json_text(b, "text", view_of(section.ptr ? section.ptr : "", section.len)), buffer_add_byte(b, '}');
    buffer_clear(&section);
    json_comma(b), buffer_add_byte(b, '{');
    json_text(b, "name", view_skip(line, 2));
    open = true;
  }
  if (open) json_text(b, "text", view_of(section.ptr ? section.ptr : "", section.len)), buffer_add_byte(b, '}');
  buffer_add_byte(b, ']');
  buffer_release(&section);
}

seimei_status worker_explain_json(seimei_worker *w, const seimei_document *doc, uint32_t sentence, buffer *out,
                                  bool *found, seimei_error *error) {
  telling x = {.sentence = sentence, .out = out};
  buffer stages;
  seimei_status status = worker_each_part(w, doc, tell_part, &x, error);
  *found = x.found;
  if (status || !x.found) return status;
  buffer_init(&stages, NULL);
  status = worker_explain(w, doc, sentence, &stages, error);
  if (!status) add_stages(out, view_of(stages.ptr ? stages.ptr : "", stages.len));
  buffer_release(&stages);
  return status;
}
