/* part_test.c - long documents in parts: nothing is lost or told twice between parts, records are as those of one
 * document, and memory does not grow with what the parts need. */
#include <stdlib.h>

#include "engine/engine.h"
#include "engine_support.h"
#include "text/text.h"

typedef struct {
  arena arena;
  jmp_buf failure;
  article_set articles;
} fixture;

static int set_up(void **state) {
  static fixture f;
  arena_init(&f.arena, NULL);
  f.arena.on_failure = &f.failure;
  if (setjmp(f.failure)) return -1;
  f.articles = articles_load(&f.arena);
  *state = &f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  arena_release(&f->arena);
  return 0;
}

/* The articles again and again, at least size bytes of them. */
static view long_text(fixture *f, size_t size) {
  buffer b;
  buffer_init(&b, NULL);
  for (uint32_t i = 0; b.len < size; i++) {
    buffer_add(&b, f->articles.at[i % f->articles.count].text);
    buffer_add_string(&b, "\n\n");
  }
  view text = arena_copy(&f->arena, view_of(b.ptr, b.len));
  buffer_release(&b);
  return text;
}

/* ---- the layout ---- */

static void check_part(const text_layout *whole, const text_layout *part, uint32_t first, uint32_t first_segment,
                       uint32_t first_quote) {
  for (uint32_t i = 0; i < part->sentences.count; i++) {
    const sentence *a = &part->sentences.at[i], *b = &whole->sentences.at[first + i];
    assert_true(a->span.begin == b->span.begin && a->number == b->number && a->block == b->block);
    assert_int_equal(a->segment + first_segment, b->segment);
  }
  for (uint32_t i = 0; i < part->segments.count; i++) {
    const segment *a = &part->segments.at[i], *b = &whole->segments.at[first_segment + i];
    assert_int_equal(a->span.begin, b->span.begin);
    assert_int_equal(a->sentence + first, b->sentence);
    assert_true(a->quote == NONE ? b->quote == NONE : a->quote + first_quote == b->quote);
    assert_true(a->parent == NONE ? b->parent == NONE : a->parent + first_segment == b->parent);
  }
  for (uint32_t i = 0; i < part->quotes.count; i++) {
    const quote *a = &part->quotes.at[i], *b = &whole->quotes.at[first_quote + i];
    assert_int_equal(a->outer.begin, b->outer.begin);
    assert_int_equal(a->sentence + first, b->sentence);
    assert_true(a->parent == NONE ? b->parent == NONE : a->parent + first_quote == b->parent);
    assert_true(!a->segment_count || a->segment + first_segment == b->segment);
  }
}

static void every_sentence_is_in_one_part(void **state) {
  fixture *f = *state;
  text_layout whole, part;
  view text = long_text(f, 1000000);
  text_lay_out(&f->arena, NULL, text, (view){0}, &whole);
  uint32_t next = 0, sentences = 0, segments = 0, quotes = 0, parts = 0;
  while (text_next_part(&f->arena, &whole, &next, &part)) {
    check_part(&whole, &part, sentences, segments, quotes);
    sentences += part.sentences.count;
    segments += part.segments.count;
    quotes += part.quotes.count;
    assert_int_equal(sentences, next);
    assert_true(text_of_part(&part).len < 600000);
    parts++;
  }
  assert_int_equal(sentences, whole.sentences.count);
  assert_int_equal(segments, whole.segments.count);
  assert_int_equal(quotes, whole.quotes.count);
  assert_in_range(parts, 3, 5);
}

static void a_paragraph_without_end_is_cut_too(void **state) {
  fixture *f = *state;
  buffer b;
  buffer_init(&b, NULL);
  while (b.len < 1500000) buffer_add_string(&b, "ロシアは「断る」と述べた。");
  text_layout whole, part;
  text_lay_out(&f->arena, NULL, view_of(b.ptr, b.len), (view){0}, &whole);
  uint32_t next = 0, parts = 0;
  for (; text_next_part(&f->arena, &whole, &next, &part); parts++) assert_true(text_of_part(&part).len < 600000);
  assert_int_equal(parts, 3);
  buffer_release(&b);
}

static void short_and_empty_texts_are_one_part(void **state) {
  fixture *f = *state;
  static const char *const texts[] = {"", " \n ", "中国", "中国は「断る」と述べた。"};
  for (size_t i = 0; i < COUNT_OF(texts); i++) {
    text_layout whole, part;
    text_lay_out(&f->arena, NULL, view_of_string(texts[i]), (view){0}, &whole);
    uint32_t next = 0;
    assert_true(text_next_part(&f->arena, &whole, &next, &part));
    assert_ptr_equal(part.sentences.at, whole.sentences.at);
    assert_int_equal(part.sentences.count, whole.sentences.count);
    assert_false(text_next_part(&f->arena, &whole, &next, &part));
  }
}

/* ---- records ---- */

static void write_events(void *user, const seimei_document *doc, const seimei_records *records) {
  static const write_options events = {.kinds = WRITE_EVENTS};
  write_jsonl(user, doc, records, &events);
}

static void check_words(const seimei_document *doc, const seimei_words *w) {
  assert_true(w->text.len > 0);
  size_t at = (size_t)(w->text.ptr - doc->text.ptr);
  assert_true(at + w->text.len <= doc->text.len);
  assert_int_equal(utf8_count(view_slice(doc->text, 0, at)), w->span.begin);
  assert_int_equal(w->span.begin + utf8_count(w->text), w->span.end);
}

static void records_of_parts_are_those_of_the_document(void **state) {
  fixture *f = *state;
  seimei_document doc = {.id = TEXT("long"), .published = TEXT("2022-02-05"), .text = long_text(f, 700000)};
  seimei_engine *engine = engine_new(NULL);
  seimei_worker *w = worker_new(engine);
  buffer parts, whole;
  buffer_init(&parts, NULL);
  buffer_init(&whole, NULL);
  assert_int_equal(worker_code_parts(w, &doc, write_events, &parts, NULL), SEIMEI_OK);
  const seimei_records *r = code(w, &doc);
  write_events(&whole, &doc, r);
  assert_int_equal(parts.len, whole.len);
  assert_memory_equal(parts.ptr, whole.ptr, whole.len);
  assert_true(r->event_count > 1000 && r->statement_count > 1000);
  for (size_t i = 0; i < r->event_count; i += 97) check_words(&doc, &r->events[i].trigger);
  for (size_t i = 0; i < r->event_count; i++) {
    char id[32];
    assert_int_equal(r->events[i].id.len, snprintf(id, sizeof id, "long#e%zu", i + 1));
    assert_memory_equal(r->events[i].id.ptr, id, r->events[i].id.len);
    assert_true(!i || r->events[i - 1].sentence.index <= r->events[i].sentence.index);
  }
  buffer_release(&parts);
  buffer_release(&whole);
  seimei_worker_free(w);
  seimei_engine_close(engine);
}

static void a_sentence_of_a_later_part_is_explained(void **state) {
  fixture *f = *state;
  seimei_document doc = {.id = TEXT("long"), .published = TEXT("2022-02-05"), .text = long_text(f, 600000)};
  seimei_engine *engine = engine_new(NULL);
  seimei_worker *w = worker_new(engine);
  const seimei_records *r = code(w, &doc);
  uint32_t sentence = r->events[r->event_count - 1].sentence.index;
  char head[32];
  snprintf(head, sizeof head, "# text\n  %u ", sentence);
  buffer out;
  buffer_init(&out, NULL);
  assert_int_equal(worker_explain(w, &doc, sentence, &out, NULL), SEIMEI_OK);
  assert_int_equal(strncmp(out.ptr, head, strlen(head)), 0);
  assert_non_null(strstr(out.ptr, "# events\n"));
  buffer_release(&out);
  seimei_worker_free(w);
  seimei_engine_close(engine);
}

/* ---- memory ---- */

typedef struct {
  size_t now, most;
} measured_heap;

/* Each piece has its size in front. */
static void *measured_resize(void *user, void *old, size_t size) {
  measured_heap *h = user;
  max_align_t *block = old ? (max_align_t *)old - 1 : NULL;
  size_t old_size = block ? *(size_t *)block : 0;
  h->now -= old_size;
  if (!size) return free(block), NULL;
  block = realloc(block, size + sizeof *block);
  if (!block) abort();
  *(size_t *)block = size;
  h->now += size;
  if (h->now > h->most) h->most = h->now;
  return block + 1;
}

static size_t most_for(fixture *f, size_t size) {
  measured_heap heap = {0};
  seimei_allocator allocator = {measured_resize, &heap};
  seimei_document doc = {.id = TEXT("long"), .published = TEXT("2022-02-05"), .text = long_text(f, size)};
  seimei_engine *engine = engine_new(&allocator);
  seimei_worker *w = worker_new(engine);
  buffer out;
  buffer_init(&out, NULL);
  assert_int_equal(worker_code_parts(w, &doc, write_events, &out, NULL), SEIMEI_OK);
  buffer_release(&out);
  seimei_worker_free(w);
  seimei_engine_close(engine);
  return heap.most;
}

/* The layout of the text needs a few bytes for one of its own; all stages together need more than a hundred. */
static void memory_grows_with_the_text_alone(void **state) {
  fixture *f = *state;
  size_t few = most_for(f, 1000000), many = most_for(f, 2000000);
  assert_true(many > few);
  assert_true(many - few < 8 * 1000000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_sentence_is_in_one_part),
      cmocka_unit_test(a_paragraph_without_end_is_cut_too),
      cmocka_unit_test(short_and_empty_texts_are_one_part),
      cmocka_unit_test(records_of_parts_are_those_of_the_document),
      cmocka_unit_test(a_sentence_of_a_later_part_is_explained),
      cmocka_unit_test(memory_grows_with_the_text_alone),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
