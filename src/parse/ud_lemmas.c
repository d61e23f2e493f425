/* ud_lemmas.c - counts the lemmas of each form in a group of tags, and keeps the most frequent one where rules give another. */
#include "parse/ud_lemmas.h"

#include <stdlib.h>

#include "parse/ud_corpus.h"
#include "parse/ud_net.h"
#include "token/english_lemma.h"

enum { OFTEN = 2, LONGEST = 40 };

typedef struct {
  view key, lemma; /* key: "v saw" */
  bool wrong;      /* the rules give another */
} seen_lemma;
typedef LIST(seen_lemma) seen_list;

static int by_key(const void *a, const void *b) {
  const seen_lemma *x = a, *y = b;
  int order = view_compare(x->key, y->key);
  return order ? order : view_compare(x->lemma, y->lemma);
}

static bool is_plain(view v) {
  for (size_t i = 0; i < v.len; i++)
    if ((v.ptr[i] >= '0' && v.ptr[i] <= '9') || v.ptr[i] == '\t' || v.ptr[i] == ' ') return false;
  return v.len && v.len < LONGEST;
}

static void add_sentence(arena *a, const english_lemmas *rules, const ud_sentence *s, seen_list *out) {
  for (uint32_t i = 0; i < s->count; i++) {
    ud_tag tag;
    bool name = !ud_tag_of_name(s->tags[i], &tag) || (tag.upos == UPOS_PROPN && !(tag.morph & MORPH_PLURAL));
    if (name || tag.upos == UPOS_X || tag.upos == UPOS_SYM || tag.upos == UPOS_PUNCT || tag.upos == UPOS_NUM) continue;
    view form = english_lemma_form(a, s->forms[i], (upos)tag.upos), ruled = english_lemma(rules, a, s->forms[i], (upos)tag.upos, tag.morph);
    if (!is_plain(form) || !is_plain(s->lemmas[i])) continue;
    view key = arena_format(a, "%c %.*s", english_lemma_group((upos)tag.upos, tag.morph), (int)form.len, form.ptr);
    LIST_PUSH(a, out, ((seen_lemma){key, s->lemmas[i], !view_equals(ruled, s->lemmas[i])}));
  }
}

/* The run of one key: its most frequent lemma, and how often. */
static uint32_t run_of(const seen_list *l, uint32_t first, uint32_t *best, uint32_t *most) {
  uint32_t end = first, same = 0;
  *most = 0;
  for (; end < l->count && view_equals(l->at[end].key, l->at[first].key); end++) {
    same = end > first && view_equals(l->at[end].lemma, l->at[end - 1].lemma) ? same + 1 : 1;
    if (same > *most) *most = same, *best = end;
  }
  return end;
}

static void write_rows(seen_list *l, buffer *out) {
  uint32_t number = 0, best = 0, most = 0;
  if (l->count) qsort(l->at, l->count, sizeof *l->at, by_key);
  for (uint32_t i = 0, end; i < l->count; i = end) {
    end = run_of(l, i, &best, &most);
    const seen_lemma *s = &l->at[best];
    bool open = s->key.ptr[0] == 'v' || s->key.ptr[0] == 'n';
    if (!s->wrong || (most < OFTEN && !open)) continue;
    buffer_printf(out, "en.lemma.%04u\t%c\t%.*s\t%.*s\n", ++number, s->key.ptr[0], (int)s->key.len - 2, s->key.ptr + 2, (int)s->lemma.len, s->lemma.ptr);
  }
}

seimei_status ud_lemmas_learn(const char *path, buffer *out, seimei_error *error) {
  arena a;
  jmp_buf unwind;
  ud_corpus c = {0};
  seen_list seen = {0};
  english_lemmas *rules;
  seimei_status status = english_lemmas_new(NULL, NULL, &rules, error);
  if (status) return status;
  arena_init(&a, NULL);
  a.on_failure = &unwind;
  if (setjmp(unwind)) status = error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  else status = ud_corpus_read(&c, &a, path, error);
  for (uint32_t i = 0; !status && i < c.sentences.count; i++) add_sentence(&a, rules, &c.sentences.at[i], &seen);
  if (!status) write_rows(&seen, out);
  arena_release(&a);
  english_lemmas_free(rules);
  return status;
}
