/* add_document.c - a document into the store, once: by content, then by address. */
#include <stdio.h>

#include "store/writer_parts.h"

typedef struct {
  int64_t document, input, number; /* document 0: there is none */
} known_document;

/* ---- is it there? ---- */

/* Two texts with one hash are told apart by themselves; the later takes the next free key. */
static bool find_content(store_writer *w, const ready_document *d, char key[17], known_document *out) {
  for (uint32_t salt = 0;; salt++) {
    snprintf(key, 17, "%016llx", (unsigned long long)content_hash(d->content, salt));
    sqlite3_stmt *s = sql_bind(&w->sql, SQL_FIND_KEY, "s", view_of(key, 16));
    int code = s ? sqlite3_step(s) : SQLITE_ERROR;
    bool same = false;
    if (code == SQLITE_ROW) {
      same = content_is(d->content, column_text(s, 1), column_text(s, 2));
      *out = (known_document){sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 3), sqlite3_column_int64(s, 4)};
    }
    sqlite3_reset(s);
    if (code != SQLITE_ROW || same) return code == SQLITE_ROW || code == SQLITE_DONE;
    *out = (known_document){0};
  }
}

static bool find_address(store_writer *w, const ready_document *d, known_document *out) {
  if (!d->address.len) return true;
  sqlite3_stmt *s = sql_bind(&w->sql, SQL_FIND_ADDRESS, "s", d->address);
  int code = s ? sqlite3_step(s) : SQLITE_ERROR;
  if (code == SQLITE_ROW)
    *out = (known_document){sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1), sqlite3_column_int64(s, 2)};
  sqlite3_reset(s);
  return code == SQLITE_ROW || code == SQLITE_DONE;
}

static bool add_copy(store_writer *w, const ready_document *d, const document_place *place, int64_t document,
                     view reason) {
  view name = d->address;
  if (!name.len) {
    buffer_clear(&w->scratch);
    buffer_add(&w->scratch, place->path);
    if (place->number) buffer_printf(&w->scratch, "#%llu", (unsigned long long)place->number);
    name = view_of(w->scratch.ptr, w->scratch.len);
  }
  return sql_run(&w->sql, SQL_ADD_COPY, "issttt", document, name, reason, d->doc.url, d->doc.publisher,
                 d->doc.published);
}

/* ---- a new one ---- */

static void add_sentences(store_writer *w, int64_t document, const ready_document *d) {
  for (size_t i = 0; i < d->sentence_count; i++) {
    const seimei_sentence *s = &d->sentences[i];
    feed_add(w->feed, FEED_SENTENCES, "iiii", document, (int64_t)s->index, (int64_t)s->span.begin,
             (int64_t)s->span.end);
  }
}

static bool add_new(store_writer *w, const ready_document *d, const document_place *place, const char *key,
                    bool *is_near) {
  const seimei_document *doc = &d->doc;
  bool ok = sql_run(&w->sql, SQL_ADD_DOCUMENT,
                    "sttttttt"
                    "iiiiii",
                    view_of(key, 16), doc->id, doc->lang, doc->published, doc->title, doc->url, d->address,
                    doc->publisher, place->input, (int64_t)place->number, (int64_t)d->sentence_count,
                    (int64_t)d->records.statement_count, (int64_t)d->records.event_count, w->version);
  int64_t document = sqlite3_last_insert_rowid(w->sql.database);
  ok = ok && sql_run(&w->sql, SQL_ADD_TEXT, "is", document, doc->text);
  ok = ok && sql_run(&w->sql, SQL_ADD_WORDS, "its", document, doc->title, doc->text);
  add_sentences(w, document, d);
  ok = ok && add_records(w, document, d);
  return ok && link_document(w, document, d, is_near);
}

static bool add_once(store_writer *w, const ready_document *d, const document_place *place, add_result *result) {
  char key[17];
  known_document known = {0};
  *result = (add_result){ADD_SAME_CONTENT, false};
  bool ok = find_content(w, d, key, &known);
  if (ok && !known.document) {
    result->outcome = ADD_SAME_ADDRESS;
    ok = find_address(w, d, &known);
  }
  if (ok && !known.document) {
    result->outcome = ADD_STORED;
    ok = add_new(w, d, place, key, &result->is_near);
  } else if (ok && known.input == place->input && known.number == (int64_t)place->number) {
    result->outcome = ADD_KNOWN;
  } else if (ok) {
    ok = add_copy(w, d, place, known.document,
                  result->outcome == ADD_SAME_CONTENT ? TEXT("same content") : TEXT("same address"));
  }
  return ok;
}

seimei_status writer_add(store_writer *w, const ready_document *d, const document_place *place, add_result *result,
                         seimei_error *error) {
  jmp_buf failure;
  feed_begin(w->feed, &failure);
  facts_arm(w->facts, &failure);
  if (setjmp(failure)) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  return add_once(w, d, place, result) ? SEIMEI_OK : store_failure(w->store, "storing a document", error);
}

/* ---- coding anew ---- */

static bool add_again(store_writer *w, int64_t document, const ready_document *d) {
  if (!drop_records(w, document)) return false;
  facts_change(w->facts, document);
  add_sentences(w, document, d);
  return add_records(w, document, d) && link_events(w, document) &&
         sql_run(&w->sql, SQL_SET_DOCUMENT, "iiiii", document, (int64_t)d->sentence_count,
                 (int64_t)d->records.statement_count, (int64_t)d->records.event_count, w->version);
}

seimei_status writer_recode(store_writer *w, int64_t document, const ready_document *d, seimei_error *error) {
  jmp_buf failure;
  feed_begin(w->feed, &failure);
  facts_arm(w->facts, &failure);
  if (setjmp(failure)) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  return add_again(w, document, d) ? SEIMEI_OK : store_failure(w->store, "storing new records", error);
}
