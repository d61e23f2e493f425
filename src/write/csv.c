/* csv.c - RFC 4180 with a header line. A cell never holds a line end or a tab, so that tools that split on lines work;
 * lists are joined with "|", as in the tables under lang/. */
#include "write/json.h"
#include "write/sheet.h"
#include "write/slice.h"
#include "write/write.h"

#define DOCUMENT_COLUMNS "sentence_index,sentence_begin,sentence_end,sentence,rule,version,title,url,publisher\r\n"

static const char EVENT_HEADER[] =
    "doc,published,id,date,event,mode,context,actor,actor_text,recipient,recipient_text,trigger,trigger_begin,trigger_"
    "end,"
    "about,about_begin,about_end,status,claimed_by,statement,place,place_code,quantity,quantity_unit,quantity_per,"
    "quantity_of,quad_code,event_scale,cameo,same_as,confidence," DOCUMENT_COLUMNS;

static const char STATEMENT_HEADER[] = "doc,published,id,date,source,source_text,source_office,cue,cue_begin,cue_end,"
                                       "content,content_begin,content_end,manner,"
                                       "addressee,medium,within," DOCUMENT_COLUMNS;

typedef struct {
  buffer *out;
  buffer cell; /* the cell that is being put together */
  bool first;  /* of its row */
} csv_row;

/* ---- cells ---- */

static void put(csv_row *s, view text) {
  if (!s->first) buffer_add_byte(s->out, ',');
  s->first = false;
  cell_csv(s->out, text);
}

static void put_string(csv_row *s, const char *text) { put(s, view_of_string(text)); }

static void put_cell(csv_row *s) {
  put(s, view_of(s->cell.ptr, s->cell.len));
  if (s->cell.failed) s->out->failed = true;
  buffer_clear(&s->cell);
}

static void put_integer(csv_row *s, int64_t value) {
  buffer_printf(&s->cell, "%lld", (long long)value);
  put_cell(s);
}

static void put_score(csv_row *s, double value) {
  json_score(&s->cell, value);
  put_cell(s);
}

static void join(csv_row *s, view text) {
  if (s->cell.len) buffer_add_byte(&s->cell, '|');
  buffer_add(&s->cell, text);
}

typedef enum { PART_LABEL, PART_WORDS, PART_OFFICE } actor_part;

static void put_actors(csv_row *s, seimei_actors actors, actor_part part) {
  for (size_t i = 0; i < actors.count; i++) {
    const seimei_actor *a = &actors.at[i];
    view text = part == PART_LABEL ? a->label : part == PART_WORDS ? a->words.text : a->office;
    /* 両国 stands for two actors: its words are named once. */
    if (part == PART_WORDS && i && view_equals(text, actors.at[i - 1].words.text)) continue;
    if (text.len) join(s, text);
  }
  put_cell(s);
}

static void put_words(csv_row *s, seimei_words words) {
  put(s, words.text);
  if (words.text.len) buffer_printf(&s->cell, "%u", words.span.begin);
  put_cell(s);
  if (words.text.len) buffer_printf(&s->cell, "%u", words.span.end);
  put_cell(s);
}

/* ---- rows ---- */

static void begin_row(csv_row *s, const seimei_document *doc, const seimei_records *records, view id, view date) {
  s->first = true;
  put(s, records->doc);
  put(s, doc->published);
  put(s, id);
  put(s, date);
}

static void end_row(csv_row *s, const seimei_document *doc, const seimei_records *records, seimei_sentence sentence,
                    view evidence, view rule) {
  put_integer(s, sentence.index);
  put_integer(s, sentence.span.begin);
  put_integer(s, sentence.span.end);
  put(s, evidence);
  put(s, rule);
  put(s, records->version);
  put(s, doc->title);
  put(s, doc->url);
  put(s, doc->publisher);
  buffer_add(s->out, TEXT("\r\n"));
}

static void put_quantity(csv_row *s, const seimei_quantity *q) {
  if (q->known) json_number(&s->cell, q->value);
  put_cell(s);
  put(s, q->unit);
  put(s, q->per);
  put(s, q->of);
}

static void put_event(csv_row *s, const seimei_event *e) {
  put_string(s, seimei_type_name(e->type));
  put(s, e->mode);
  for (size_t i = 0; i < e->context_count; i++) join(s, e->context[i]);
  put_cell(s);
  put_actors(s, e->actor, PART_LABEL);
  put_actors(s, e->actor, PART_WORDS);
  put_actors(s, e->recipient, PART_LABEL);
  put_actors(s, e->recipient, PART_WORDS);
  put_words(s, e->trigger);
  put_words(s, e->about);
  put_string(s, seimei_event_status_name(e->status));
  put_actors(s, e->claimed_by, PART_LABEL);
  put(s, e->statement);
  put(s, e->place.text);
  put(s, e->place_code);
  put_quantity(s, &e->quantity);
  put_integer(s, e->quad_code);
  put_score(s, e->event_scale);
  put(s, e->cameo);
  put(s, e->same_as);
  put_score(s, e->confidence);
}

static void put_content(csv_row *s, const seimei_statement *st) {
  for (size_t i = 0; i < st->content_count; i++) join(s, st->content[i].text);
  put_cell(s);
  for (size_t i = 0; i < st->content_count; i++)
    buffer_printf(&s->cell, "%s%u", i ? "|" : "", st->content[i].span.begin);
  put_cell(s);
  for (size_t i = 0; i < st->content_count; i++) buffer_printf(&s->cell, "%s%u", i ? "|" : "", st->content[i].span.end);
  put_cell(s);
}

static void put_statement(csv_row *s, const seimei_statement *st) {
  put_actors(s, st->source, PART_LABEL);
  put_actors(s, st->source, PART_WORDS);
  put_actors(s, st->source, PART_OFFICE);
  put_words(s, st->cue);
  put_content(s, st);
  put_string(s, seimei_manner_name(st->manner));
  put_actors(s, st->addressee, PART_LABEL);
  put(s, st->medium);
  put(s, st->within);
}

void write_csv_header(buffer *out, write_kinds kinds) {
  buffer_add_string(out, kinds == WRITE_STATEMENTS ? STATEMENT_HEADER : EVENT_HEADER);
}

void write_csv(buffer *out, const seimei_document *doc, const seimei_records *records, const write_options *options) {
  csv_row s = {.out = out};
  buffer_init(&s.cell, out->allocator);
  slicer sentences = slicer_of(doc->text);
  if (options->kinds == WRITE_STATEMENTS) {
    for (size_t i = 0; i < records->statement_count; i++) {
      const seimei_statement *st = &records->statements[i];
      begin_row(&s, doc, records, st->id, st->date);
      put_statement(&s, st);
      end_row(&s, doc, records, st->sentence, slice_next(&sentences, st->sentence.span), st->rule);
    }
  } else {
    for (size_t i = 0; i < records->event_count; i++) {
      const seimei_event *e = &records->events[i];
      begin_row(&s, doc, records, e->id, e->date);
      put_event(&s, e);
      end_row(&s, doc, records, e->sentence, slice_next(&sentences, e->sentence.span), e->rule);
    }
  }
  buffer_release(&s.cell);
}
