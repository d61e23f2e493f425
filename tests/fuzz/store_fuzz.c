/* store_fuzz.c - what reaches a store: any bytes as a document with records, as an address, as words that are searched; and a
 * store whose file was damaged. The first byte of the input chooses.
 *
 * A document is added, found by its own words, coded anew and taken back. A damaged store is opened, read and checked: it is
 * refused or it answers, and nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/bigram.h"
#include "store/check.h"
#include "store/writer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char path[64], damaged[64];
static store *whole;
static store_writer *writer;
static buffer image; /* of a store with a document */

#define need(holds)                                                                                                    \
  do {                                                                                                                 \
    if (!(holds)) fprintf(stderr, "line %d\n", __LINE__), abort();                                                     \
  } while (0)

/* ---- input ---- */

typedef struct {
  const uint8_t *at, *end;
} bytes_left;

static uint32_t take_number(bytes_left *in, uint32_t below) {
  if (in->at == in->end) return 0;
  return (uint32_t)*in->at++ % below;
}

/* Up to the next byte 0x1F. */
static view take_text(bytes_left *in) {
  const uint8_t *from = in->at;
  while (in->at < in->end && *in->at != 0x1F) in->at++;
  view text = view_of((const char *)from, (size_t)(in->at - from));
  if (in->at < in->end) in->at++;
  return text;
}

static seimei_actors take_actors(bytes_left *in, seimei_actor *at) {
  uint32_t count = take_number(in, 4);
  for (uint32_t i = 0; i < count; i++) {
    view label = take_text(in);
    at[i] = (seimei_actor){.label = label, .code = view_slice(label, 0, label.len < 3 ? label.len : 3), .name = take_text(in)};
    at[i].words = (seimei_words){at[i].name, {1, 2}};
  }
  return (seimei_actors){at, count};
}

static seimei_event take_event(bytes_left *in, seimei_actor *actors) {
  seimei_event e = {.id = take_text(in), .date = take_text(in), .same_as = take_text(in), .statement = take_text(in)};
  e.type = (seimei_type)take_number(in, SEIMEI_TYPE_COUNT);
  e.status = (seimei_event_status)take_number(in, 5);
  e.context_count = take_number(in, 3); /* from tables, as the modes: never any words */
  for (size_t i = 0; i < e.context_count; i++) e.context[i] = take_number(in, 2) ? TEXT("diplomatic") : TEXT("military");
  e.about = e.trigger = (seimei_words){take_text(in), {3, 7}};
  e.actor = take_actors(in, actors);
  e.recipient = take_actors(in, actors + 4);
  e.claimed_by = take_actors(in, actors + 8);
  e.quantity = (seimei_quantity){.known = take_number(in, 2), .value = take_number(in, 255), .unit = e.about.text};
  return e;
}

/* ---- a document ---- */

static void search(view words, int64_t document) {
  buffer expression;
  sqlite3_stmt *ask = NULL;
  buffer_init(&expression, NULL);
  bool found = !store_match(words, &expression);
  if (!found) {
    need(!sqlite3_prepare_v2(store_database(whole), "SELECT rowid FROM document_words WHERE document_words MATCH ?1", -1, &ask, NULL));
    sqlite3_bind_text64(ask, 1, expression.ptr, expression.len, SQLITE_STATIC, SQLITE_UTF8);
    int code;
    while ((code = sqlite3_step(ask)) == SQLITE_ROW) found = found || sqlite3_column_int64(ask, 0) == document;
    need(code == SQLITE_DONE);
  }
  need(found || !document);
  sqlite3_finalize(ask);
  buffer_release(&expression);
}

static void add_document(bytes_left *in) {
  arena a;
  jmp_buf failure;
  ready_document ready;
  add_result result;
  seimei_error error = {0};
  seimei_actor actors[12] = {{.label = {0}}};
  arena_init(&a, NULL);
  a.on_failure = &failure;
  if (setjmp(failure)) abort();
  seimei_document doc = {.id = take_text(in), .lang = take_text(in), .published = take_text(in), .title = take_text(in), .url = take_text(in)};
  seimei_event event = take_event(in, actors);
  seimei_words part = event.about;
  seimei_statement statement = {.id = event.statement, .within = event.same_as, .date = event.date, .source = event.actor, .content = &part, .content_count = 1};
  doc.text = take_text(in);
  seimei_records records = {.statements = &statement, .statement_count = 1, .events = &event, .event_count = 1};
  ready_begin(&a, &doc, &ready);
  need(!ready_add_records(&a, &records, &ready, &error));
  ready_identify(&a, &ready);
  need(!writer_begin(writer, &error));
  need(!writer_add(writer, &ready, &(document_place){1, 1, TEXT("fuzz")}, &result, &error));
  need(result.outcome == ADD_STORED);
  int64_t document = 2; /* the first is there before */
  search(view_slice(ready.doc.text, 0, ready.doc.text.len < 12 ? ready.doc.text.len : 12), 0);
  search(ready.doc.title, document);
  need(!writer_recode(writer, document, &ready, &error));
  need(!writer_add(writer, &ready, &(document_place){1, 2, TEXT("fuzz")}, &result, &error));
  need(result.outcome == ADD_SAME_CONTENT);
  writer_abandon(writer);
  arena_release(&a);
}

/* ---- a damaged store ---- */

static void ask_damaged(store_mode mode) {
  static const char *const QUESTIONS[] = {"SELECT * FROM event_list", "SELECT * FROM documents JOIN texts ON document = id",
                                          "SELECT rowid FROM document_words WHERE document_words MATCH '\"中国\"'"};
  store *s = NULL;
  seimei_error error = {0};
  if (store_open(damaged, mode, &s, &error)) {
    need(error.message[0] != 0);
    return;
  }
  for (size_t i = 0; i < COUNT_OF(QUESTIONS); i++) sqlite3_exec(store_database(s), QUESTIONS[i], NULL, NULL, NULL);
  if (mode == STORE_WRITE) need(!store_check(s, &error) || error.message[0]);
  store_close(s);
}

/* Triples of the input: which byte, and its new value. */
static void damage(bytes_left *in) {
  buffer file;
  buffer_init(&file, NULL);
  buffer_add(&file, view_of(image.ptr, image.len));
  for (; in->end - in->at >= 4; in->at += 4) {
    size_t place = (size_t)in->at[0] << 16 | (size_t)in->at[1] << 8 | in->at[2];
    file.ptr[place % file.len] = (char)in->at[3];
  }
  if (in->at < in->end) file.len -= file.len * *in->at / 512;
  FILE *f = fopen(damaged, "wb");
  need(f && fwrite(file.ptr, 1, file.len, f) == file.len);
  fclose(f);
  ask_damaged(STORE_READ);
  ask_damaged(STORE_WRITE);
  buffer_release(&file);
}

/* ---- setting up ---- */

static void leave(void) {
  writer_free(writer);
  store_close(whole);
  unlink(path);
  unlink(damaged);
  buffer_release(&image);
}

static void add_first(void) {
  static const uint8_t DOCUMENT[] = "a\x1Fja\x1F" "2023-04-05\x1F題名\x1Fhttps://a.example/1\x1F#e1\x1F" "2023-04\x1F\x1F#s1\x1F\x01\x01\x01\x01"
                                    "計画\x1F\x01" "CHN:GOV\x1F中国\x1F\x01JPN\x1F日本\x1F\x01\x01中国は日本の計画を非難した。これは最初の文書である。";
  arena a;
  jmp_buf failure;
  ready_document ready;
  add_result result;
  seimei_error error = {0};
  arena_init(&a, NULL);
  a.on_failure = &failure;
  if (setjmp(failure)) abort();
  seimei_document doc = {.title = TEXT("題名"), .text = view_of((const char *)DOCUMENT, sizeof DOCUMENT - 1)};
  ready_begin(&a, &doc, &ready);
  ready_identify(&a, &ready);
  need(!writer_begin(writer, &error));
  input_mark mark = {0};
  need(!writer_open_input(writer, TEXT("fuzz"), &mark, &error) && mark.id == 1);
  need(!writer_add(writer, &ready, &(document_place){1, 0, TEXT("fuzz")}, &result, &error) && !writer_commit(writer, &error));
  arena_release(&a);
}

static void set_up(void) {
  seimei_error error = {0};
  snprintf(path, sizeof path, "/tmp/seimei-fuzz-%d.db", (int)getpid());
  snprintf(damaged, sizeof damaged, "/tmp/seimei-fuzz-%d-damaged.db", (int)getpid());
  need(!store_open(path, STORE_CREATE, &whole, &error) && !writer_new(whole, TEXT("fuzz"), &writer, &error));
  sqlite3_exec(store_database(whole), "PRAGMA synchronous = OFF", NULL, NULL, NULL);
  add_first();
  sqlite3_exec(store_database(whole), "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
  buffer_init(&image, NULL);
  FILE *f = fopen(path, "rb");
  need(f != NULL);
  for (char block[4096]; !feof(f);) buffer_add(&image, view_of(block, fread(block, 1, sizeof block, f)));
  fclose(f);
  atexit(leave);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (!whole) set_up();
  if (size < 2) return 0;
  bytes_left in = {data + 1, data + size};
  if (data[0] & 1) damage(&in);
  else add_document(&in);
  return 0;
}
