/* reading.c - read: documents of files through the command's readers. Problems are kept while the interpreter's lock is
 * away, and told before the next document is given. */
#include "extension.h"

#include "read/read.h"

typedef enum { TELL_WARNING, TELL_ERROR, TELL_FUNCTION } telling;

typedef struct {
  PyObject_HEAD source *source;
  source_file file;
  reader *reader;
  PyObject *paths; /* tuple of bytes */
  PyObject *listener;
  const char **operands;
  telling how;
  input_format format;
  char published[16];
  buffer problems; /* messages, each with its NUL */
  size_t told;
  seimei_document doc; /* read and not given yet, where found says so */
  bool found, running, ended;
} reading_object;

/* ---- without the interpreter's lock ---- */

static void keep_problem(void *user, const char *path, uint64_t line, const char *message) {
  reading_object *r = user;
  if (line) buffer_printf(&r->problems, "%s:%llu: %s", path, (unsigned long long)line, message);
  else buffer_printf(&r->problems, "%s: %s", path, message);
  buffer_add_byte(&r->problems, '\0');
}

static seimei_status open_file(reading_object *r, bool *more, seimei_error *error) {
  seimei_status status = source_next(r->source, &r->file, more, error);
  reader_options options = {.format = r->format,
                            .published = view_of_string(r->published),
                            .allocator = &memory_allocator,
                            .problem = keep_problem,
                            .user = r};
  if (status || !*more) return status;
  status = reader_new(r->file.stream, r->file.path, &options, &r->reader, error);
  if (!status || status == SEIMEI_NO_MEMORY) return status;
  keep_problem(r, r->file.path, error->line, error->message[0] ? error->message : seimei_status_message(status));
  return SEIMEI_OK;
}

/* A stream that breaks off is told, and the next one is read. */
static seimei_status next_of_file(reading_object *r, seimei_document *doc, bool *found, seimei_error *error) {
  seimei_status status = reader_next(r->reader, doc, found, error);
  if (!status && *found) return SEIMEI_OK;
  *found = false;
  reader_free(r->reader);
  r->reader = NULL;
  if (!status || status == SEIMEI_NO_MEMORY) return status;
  keep_problem(r, r->file.path, error->line, error->message[0] ? error->message : seimei_status_message(status));
  return SEIMEI_OK;
}

/* Ends with a document, at the end, or with a problem to be told. */
static seimei_status step(reading_object *r, seimei_document *doc, bool *found, seimei_error *error) {
  seimei_status status = SEIMEI_OK;
  bool more = true;
  *found = false;
  while (!status && more && !*found && !r->problems.len) {
    if (r->reader) status = next_of_file(r, doc, found, error);
    else status = open_file(r, &more, error);
  }
  r->ended = !more;
  return status;
}

/* ---- problems ---- */

static bool tell(const reading_object *r, const char *message) {
  PyObject *text = text_of(view_of_string(message)), *answer = NULL;
  seimei_error error = {.status = SEIMEI_BAD_INPUT};
  if (!text) return false;
  switch (r->how) {
  case TELL_FUNCTION: answer = PyObject_CallFunction(r->listener, "O", text); break;
  case TELL_WARNING: answer = call_package("seimei._warning", "warn", text); break;
  case TELL_ERROR:
    snprintf(error.message, sizeof error.message, "%s", message);
    raise_error(&error);
    break;
  }
  Py_DECREF(text);
  Py_XDECREF(answer);
  return answer != NULL;
}

static bool tell_problems(reading_object *r) {
  if (r->problems.failed) return PyErr_NoMemory(), false;
  bool good = true;
  while (good && r->told < r->problems.len) {
    const char *message = r->problems.ptr + r->told;
    r->told += strlen(message) + 1;
    good = tell(r, message);
  }
  if (r->told < r->problems.len) return good;
  buffer_clear(&r->problems);
  r->told = 0;
  return good;
}

/* ---- the iterator ---- */

/* A document is kept while problems before it are told, which may end in an exception. */
static PyObject *next_document(reading_object *r) {
  seimei_error error = {0};
  seimei_status status;
  for (;;) {
    if (!tell_problems(r)) return NULL;
    if (r->found) {
      r->found = false;
      return document_new(&r->doc, reader_origin(r->reader)->path, reader_origin(r->reader)->number);
    }
    if (r->ended || PyErr_CheckSignals()) return NULL;
    Py_BEGIN_ALLOW_THREADS status = step(r, &r->doc, &r->found, &error);
    Py_END_ALLOW_THREADS if (status) return raise_error(&error);
  }
}

static PyObject *next_item(PyObject *self) {
  reading_object *r = (reading_object *)self;
  if (r->running) return PyErr_Format(PyExc_ValueError, "another thread is reading");
  r->running = true;
  PyObject *made = next_document(r);
  r->running = false;
  return made;
}

/* ---- life ---- */

static bool take_format(reading_object *r, const char *name) {
  static const char *const FORMATS[] = {"auto", "text", "jsonl", "html", "feed", "warc"};
  for (size_t i = 0; i < COUNT_OF(FORMATS); i++)
    if (!strcmp(name, FORMATS[i])) return r->format = (input_format)i, true;
  return PyErr_Format(PyExc_ValueError, "format is auto, text, jsonl, html, feed or warc, not '%s'", name), false;
}

static bool take_published(reading_object *r, PyObject *given) {
  document_fields f = {{NULL}};
  bool good = document_fields_put(&f, DOCUMENT_PUBLISHED, given);
  PyObject *day = good && f.at[DOCUMENT_PUBLISHED] ? utf8_of(f.at[DOCUMENT_PUBLISHED], "published") : NULL;
  if (day) snprintf(r->published, sizeof r->published, "%s", PyBytes_AsString(day));
  Py_XDECREF(day);
  document_fields_clear(&f);
  return good;
}

static bool take_listener(reading_object *r, PyObject *given) {
  bool is_text = given && PyUnicode_Check(given);
  r->how = TELL_WARNING;
  if (!given || (is_text && !PyUnicode_CompareWithASCIIString(given, "warn"))) return true;
  r->how = is_text ? TELL_ERROR : TELL_FUNCTION;
  if (is_text && !PyUnicode_CompareWithASCIIString(given, "raise")) return true;
  if (is_text || !PyCallable_Check(given))
    return PyErr_Format(PyExc_ValueError, "on_problem is 'warn', 'raise' or a function, not %R", given), false;
  r->listener = Py_NewRef(given);
  return true;
}

static bool take_paths(reading_object *r, PyObject *args) {
  Py_ssize_t n = PyTuple_Size(args);
  if (!n) return PyErr_Format(PyExc_TypeError, "read() takes at least one path"), false;
  r->paths = PyTuple_New(n);
  r->operands = memory_resize(NULL, (size_t)n * sizeof *r->operands);
  if (!r->paths || !r->operands) return PyErr_NoMemory(), false;
  for (Py_ssize_t i = 0; i < n; i++) {
    PyObject *path = NULL;
    if (!PyUnicode_FSConverter(PyTuple_GetItem(args, i), &path) || PyTuple_SetItem(r->paths, i, path)) return false;
    r->operands[i] = PyBytes_AsString(path);
  }
  return true;
}

static bool open_source(reading_object *r, size_t count) {
  source_options options = {.problem = keep_problem, .user = r, .allocator = &memory_allocator};
  seimei_error error = {0};
  if (source_new(&options, r->operands, count, &r->source, &error)) return raise_error(&error), false;
  return true;
}

PyObject *read_files(PyObject *self, PyObject *args, PyObject *keywords);

PyObject *read_files(PyObject *self, PyObject *args, PyObject *keywords) {
  static char *names[] = {"format", "published", "on_problem", NULL};
  const char *format = "auto";
  PyObject *published = Py_None, *listener = NULL, *none = PyTuple_New(0);
  (void)self;
  bool good = none && PyArg_ParseTupleAndKeywords(none, keywords, "|$sOO:read", names, &format, &published, &listener);
  Py_XDECREF(none);
  reading_object *r = good ? PyObject_GC_New(reading_object, seimei_python.reading) : NULL;
  if (!r) return NULL;
  memset((char *)r + sizeof(PyObject), 0, sizeof *r - sizeof(PyObject));
  buffer_init(&r->problems, &memory_allocator);
  PyObject_GC_Track((PyObject *)r);
  if (take_format(r, format) && take_published(r, published) && take_listener(r, listener) && take_paths(r, args) &&
      open_source(r, (size_t)PyTuple_Size(args)))
    return (PyObject *)r;
  Py_DECREF((PyObject *)r);
  return NULL;
}

static int traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT((PyObject *)Py_TYPE(self));
  Py_VISIT(((reading_object *)self)->listener);
  return 0;
}

static int clear(PyObject *self) {
  Py_CLEAR(((reading_object *)self)->listener);
  return 0;
}

static void dealloc(PyObject *self) {
  reading_object *r = (reading_object *)self;
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  reader_free(r->reader);
  source_free(r->source);
  buffer_release(&r->problems);
  memory_resize(r->operands, 0);
  Py_XDECREF(r->paths);
  Py_XDECREF(r->listener);
  PyObject_GC_Del(self);
  Py_DECREF((PyObject *)type);
}

static PyType_Slot SLOTS[] = {{Py_tp_doc, "Documents of read(), one after the other."},
                              {Py_tp_dealloc, dealloc},
                              {Py_tp_traverse, traverse},
                              {Py_tp_clear, clear},
                              {Py_tp_iter, PyObject_SelfIter},
                              {Py_tp_iternext, next_item},
                              {0, NULL}};

bool read_types_add(PyObject *module) {
  PyType_Spec spec = {"seimei.Reading", sizeof(reading_object), 0,
                      EXTENSION_FLAGS | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, SLOTS};
  return (seimei_python.reading = extension_type(module, &spec)) != NULL;
}
