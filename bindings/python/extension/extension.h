/* extension.h - what the files of the extension share: its types, texts between Python and C, errors.
 *
 *   Coder ─ code, code_many ─▶ Result ─ statements, events ─▶ Records ─▶ Statement, Event ─▶ Actor, Words, …
 *   read ─▶ Document ─▶ Coder       Records, Results ─▶ Table ─▶ Arrow       Store ─▶ Query ─▶ Arrow
 *
 * CPython's limited API of 3.11, so that one build serves all later versions. The extension lives in the main
 * interpreter only, therefore its types stand in one struct. */
#ifndef SEIMEI_PYTHON_EXTENSION_H
#define SEIMEI_PYTHON_EXTENSION_H

#define Py_LIMITED_API 0x030B0000
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdio.h>

#include "coded.h"
#include "memory.h"

/* ---- the module ---- */

typedef struct {
  PyObject *module, *error; /* seimei._seimei, seimei.Error */
  PyTypeObject *kinds[KIND_COUNT], *result, *records, *document, *failure, *coder, *coding, *reading, *table, *store,
      *query;
  PyObject *date;          /* datetime.date */
  char *pack, *dictionary; /* what the package brings; NULL: the library looks for its own */
  long coding_threads;     /* calls of code() that run without the lock of the interpreter */
  bool ending;             /* the interpreter is shutting down: no more coding */
} extension;

extern extension seimei_python;

/* Makes a type of the module; NULL with an exception. */
PyTypeObject *extension_type(PyObject *module, PyType_Spec *spec);
#define EXTENSION_FLAGS (Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE)

/* Each adds its types; false with an exception. */
bool record_types_add(PyObject *module);
bool result_types_add(PyObject *module);
bool document_types_add(PyObject *module);
bool coder_types_add(PyObject *module);
bool many_types_add(PyObject *module);
bool read_types_add(PyObject *module);
bool table_types_add(PyObject *module);
bool store_types_add(PyObject *module);

/* Waits until nothing of the extension runs on another thread. */
void many_stop_all(void);

/* Drops what is there for another object, or NULL. */
static inline void object_replace(PyObject **at, PyObject *other) {
  PyObject *before = *at;
  *at = other;
  Py_XDECREF(before);
}

/* ---- text and errors ---- */

/* A new str; bytes that are not UTF-8 become U+FFFD one by one, as offsets count them. */
PyObject *text_of(seimei_view v);
/* The same; None for an empty view. */
PyObject *text_or_none(seimei_view v);
/* The UTF-8 of a str as new bytes. What is no str, or has half of a surrogate pair, is an exception that names what. */
PyObject *utf8_of(PyObject *str, const char *what);
static inline seimei_view bytes_view(PyObject *bytes) {
  return (seimei_view){PyBytes_AsString(bytes), (size_t)PyBytes_Size(bytes)};
}

/* Sets the exception for an error of the library and returns NULL: MemoryError, ValueError for USAGE, else seimei.Error
 * with status, line and column. */
PyObject *raise_error(const seimei_error *error);
/* The same as a new exception object that is not set. */
PyObject *error_object(const seimei_error *error);

/* Calls a function of a Python module of the package: seimei._html.result(self). */
PyObject *call_package(const char *module, const char *function, PyObject *argument);

/* ---- documents ---- */

enum {
  DOCUMENT_ID,
  DOCUMENT_LANG,
  DOCUMENT_PUBLISHED,
  DOCUMENT_TITLE,
  DOCUMENT_TEXT,
  DOCUMENT_URL,
  DOCUMENT_PUBLISHER,
  DOCUMENT_FIELDS
};
extern const char *const DOCUMENT_FIELD_NAMES[DOCUMENT_FIELDS];
extern const size_t DOCUMENT_OFFSETS[DOCUMENT_FIELDS]; /* in a seimei_document */

/* A document as Python gave it: each field a str, or NULL where nothing was given. */
typedef struct {
  PyObject *at[DOCUMENT_FIELDS];
} document_fields;

void document_fields_clear(document_fields *f);
/* Takes a field after a look at its type; None and "" count as not given. */
bool document_fields_put(document_fields *f, int field, PyObject *value);
/* From a str (the text), a Document, a Result or a mapping with the keys of a document. */
bool document_fields_from(document_fields *f, PyObject *given);
/* Copies them out for a worker: the language is found where none was given. NULL with an exception. */
coded *document_fields_code(const document_fields *f, const char *otherwise_id);
PyObject *document_new(const seimei_document *doc, seimei_view path, uint64_t number);

/* ---- results and records ---- */

typedef struct {
  PyObject_HEAD coded *coded;
  PyObject *text; /* the str that was given */
} result_object;

/* Takes what was coded; text may be NULL. NULL with an exception; then it is freed. */
PyObject *result_new(coded *c, PyObject *text);

/* One record: a place in the memory of its result. */
typedef struct {
  PyObject_HEAD result_object *owner;
  const coded_part *part;
  const void *at;
  kind_id kind;
} record_object;

PyObject *record_new(result_object *owner, const coded_part *part, kind_id kind, const void *at);
bool is_record(PyObject *o);
/* Record, tuple or plain value as dict, list, str, number or None. */
PyObject *plain_value(PyObject *value);

/* The statements or events of a result. */
typedef struct {
  PyObject_HEAD result_object *owner;
  kind_id kind;
} records_object;

PyObject *records_new(result_object *owner, kind_id kind);

/* ---- coding ---- */

typedef struct {
  PyObject_HEAD seimei_engine *engine;
  struct coder_options *options; /* to open it anew in another process */
  seimei_worker **idle;
  uint32_t idle_count, busy;
  long process;
} coder_object;

/* The engine, opened anew where a fork has left it half-open; NULL with an exception. */
seimei_engine *coder_engine(coder_object *c);

/* ---- tables ---- */

/* A table of all records of a kind in an iterable of results, sequences of records and records. */
PyObject *table_from(PyObject *results, kind_id kind);
/* A capsule that owns a copy of the stream, which is taken over. */
struct ArrowArrayStream;
PyObject *stream_capsule(const struct ArrowArrayStream *stream);
PyObject *schema_capsule(kind_id kind);

#endif
