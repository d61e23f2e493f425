/* module.c - the module seimei._seimei: its functions and what all files share. */
#include "extension.h"

#include <unistd.h>

extension seimei_python;

/* ---- types ---- */

PyTypeObject *extension_type(PyObject *module, PyType_Spec *spec) {
  PyTypeObject *made = (PyTypeObject *)PyType_FromModuleAndSpec(module, spec, NULL);
  if (made && PyModule_AddType(module, made)) Py_CLEAR(made);
  return made;
}

/* ---- text ---- */

/* Byte by byte, as the library counts. */
static PyObject *text_of_broken(seimei_view v) {
  buffer clean;
  buffer_init(&clean, &memory_allocator);
  uint32_t length;
  char bytes[4];
  for (size_t at = 0; at < v.len; at += length) {
    uint32_t c = utf8_decode(v, at, &length);
    buffer_add(&clean, view_of(bytes, utf8_encode(c, bytes)));
  }
  PyObject *made = clean.failed ? PyErr_NoMemory() : PyUnicode_DecodeUTF8(clean.ptr, (Py_ssize_t)clean.len, "replace");
  buffer_release(&clean);
  return made;
}

PyObject *text_of(seimei_view v) {
  if (!v.len) return PyUnicode_FromString("");
  PyObject *made = PyUnicode_DecodeUTF8(v.ptr, (Py_ssize_t)v.len, "strict");
  if (made || !PyErr_ExceptionMatches(PyExc_UnicodeDecodeError)) return made;
  PyErr_Clear();
  return text_of_broken(v);
}

PyObject *text_or_none(seimei_view v) {
  if (v.len) return text_of(v);
  Py_RETURN_NONE;
}

static void tell_surrogate(PyObject *str, const char *what) {
  PyErr_Clear();
  for (Py_ssize_t i = 0, n = PyUnicode_GetLength(str); i < n; i++) {
    Py_UCS4 c = PyUnicode_ReadChar(str, i);
    if (c < 0xD800 || c > 0xDFFF) continue;
    char shown[16];
    snprintf(shown, sizeof shown, "U+%04X", (unsigned)c);
    PyErr_Format(PyExc_ValueError, "%s has half of a surrogate pair, %s, at index %zd, which is no character", what,
                 shown, i);
    return;
  }
}

PyObject *utf8_of(PyObject *str, const char *what) {
  if (!PyUnicode_Check(str))
    return PyErr_Format(PyExc_TypeError, "%s must be a str, not %R", what, (PyObject *)Py_TYPE(str));
  PyObject *bytes = PyUnicode_AsUTF8String(str);
  if (!bytes && PyErr_ExceptionMatches(PyExc_UnicodeEncodeError)) tell_surrogate(str, what);
  return bytes;
}

PyObject *call_package(const char *module, const char *function, PyObject *argument) {
  PyObject *from = PyImport_ImportModule(module);
  PyObject *made = from ? PyObject_CallMethod(from, function, "O", argument) : NULL;
  Py_XDECREF(from);
  return made;
}

/* ---- errors ---- */

static const char *status_name(seimei_status status) {
  static const char *const NAMES[] = {
#define X(name, message) #name,
      SEIMEI_STATUS_LIST(X)
#undef X
  };
  return (size_t)status < COUNT_OF(NAMES) ? NAMES[status] : "?";
}

static bool set_number(PyObject *o, const char *name, uint64_t value) {
  PyObject *number = value ? PyLong_FromUnsignedLongLong(value) : Py_NewRef(Py_None);
  bool good = number && !PyObject_SetAttrString(o, name, number);
  Py_XDECREF(number);
  return good;
}

PyObject *error_object(const seimei_error *error) {
  PyObject *type = error->status == SEIMEI_NO_MEMORY ? PyExc_MemoryError
                   : error->status == SEIMEI_USAGE   ? PyExc_ValueError
                                                     : seimei_python.error;
  seimei_view said =
      error->message[0] ? view_of_string(error->message) : view_of_string(seimei_status_message(error->status));
  while (said.len && (said.ptr[said.len - 1] & 0xC0) == 0x80)
    said.len--; /* a message may be cut inside of a character */
  if (said.len < strlen(said.ptr)) said.len--;
  PyObject *message = text_of(view_of_string(said.ptr)),
           *made = message ? PyObject_CallFunction(type, "O", message) : NULL;
  Py_XDECREF(message);
  if (!made || type != seimei_python.error) return made;
  PyObject *name = PyUnicode_FromString(status_name(error->status));
  bool good = name && !PyObject_SetAttrString(made, "status", name) && set_number(made, "line", error->line) &&
              set_number(made, "column", error->column);
  Py_XDECREF(name);
  if (!good) Py_CLEAR(made);
  return made;
}

PyObject *raise_error(const seimei_error *error) {
  PyObject *made = error_object(error);
  if (made) PyErr_SetObject((PyObject *)Py_TYPE(made), made);
  Py_XDECREF(made);
  return NULL;
}

/* ---- functions ---- */

static char *path_or_null(PyObject *given) {
  PyObject *bytes = NULL;
  if (given == Py_None || !PyUnicode_FSConverter(given, &bytes)) return NULL;
  char *copy = strdup(PyBytes_AsString(bytes));
  Py_DECREF(bytes);
  return copy;
}

static PyObject *set_data(PyObject *self, PyObject *args) {
  (void)self;
  PyObject *pack, *dictionary;
  if (!PyArg_ParseTuple(args, "OO", &pack, &dictionary)) return NULL;
  seimei_python.pack = path_or_null(pack);
  seimei_python.dictionary = path_or_null(dictionary);
  if (PyErr_Occurred()) return NULL;
  Py_RETURN_NONE;
}

static PyObject *held(PyObject *self, PyObject *unused) {
  (void)self, (void)unused;
  return PyLong_FromLong(memory_held());
}

static PyObject *fail_at(PyObject *self, PyObject *n) {
  (void)self;
  long at = PyLong_AsLong(n);
  if (at == -1 && PyErr_Occurred()) return NULL;
  memory_fail_at(at);
  Py_RETURN_NONE;
}

static PyObject *end(PyObject *self, PyObject *unused) {
  (void)self, (void)unused;
  enum { PATIENCE = 1000 /* of 10 ms */ };
  seimei_python.ending = true;
  many_stop_all();
  for (int i = 0; i < PATIENCE && seimei_python.coding_threads > 0; i++) {
    Py_BEGIN_ALLOW_THREADS usleep(10000);
    Py_END_ALLOW_THREADS
  }
  Py_RETURN_NONE;
}

/* In the child of a fork no thread is coding. */
static PyObject *after_fork(PyObject *self, PyObject *unused) {
  (void)self, (void)unused;
  seimei_python.coding_threads = 0;
  Py_RETURN_NONE;
}

PyObject *result_restore(PyObject *self, PyObject *args);
PyObject *result_restore_record(PyObject *self, PyObject *args);
PyObject *document_restore(PyObject *self, PyObject *args);
PyObject *read_files(PyObject *self, PyObject *args, PyObject *keywords);
PyObject *events_table(PyObject *self, PyObject *results);
PyObject *statements_table(PyObject *self, PyObject *results);
PyObject *open_store(PyObject *self, PyObject *path);

#define WITH_KEYWORDS(function) (PyCFunction)(void (*)(void)) function, METH_VARARGS | METH_KEYWORDS

static PyMethodDef FUNCTIONS[] = {
    {"read", WITH_KEYWORDS(read_files),
     "read(*paths, format='auto', published=None, on_problem='warn')\n--\n\n"
     "Documents of files, one after the other, as the command reads them.\n\n"
     "paths: files, folders (all files below), globs where no file has that name. Plain text, JSONL, HTML pages, RSS "
     "and\n"
     "Atom feeds, web archives (WARC), each also in gzip, in UTF-8, CP932, EUC-JP or UTF-16.\n"
     "format: 'auto', 'text', 'jsonl', 'html', 'feed' or 'warc'.\n"
     "published: the day of documents that do not say, 'YYYY-MM-DD' or datetime.date.\n"
     "on_problem: what is done with pieces that cannot be read, which are passed over: 'warn': a seimei.ReadWarning;\n"
     "'raise': a seimei.Error with status BAD_INPUT, and the next call goes on behind it; a function: it is called "
     "with\n"
     "the message, 'path:line: what'."},
    {"events_table", events_table, METH_O,
     "events_table(results)\n--\n\n"
     "The events of an iterable of Result, Records and Event as a Table, in the columns of docs/formats/arrow.md."},
    {"statements_table", statements_table, METH_O, "statements_table(results)\n--\n\nThe statements likewise."},
    {"open_store", open_store, METH_O,
     "open_store(path)\n--\n\nThe Store that `seimei ingest` has filled, for reading. seimei.Error: NO_FILE, "
     "BAD_INPUT, IO."},
    {"_set_data", set_data, METH_VARARGS, NULL},
    {"_held", held, METH_NOARGS, NULL},
    {"_fail_at", fail_at, METH_O, NULL},
    {"_end", end, METH_NOARGS, NULL},
    {"_after_fork", after_fork, METH_NOARGS, NULL},
    {"_restore", result_restore, METH_VARARGS, NULL},
    {"_restore_record", result_restore_record, METH_VARARGS, NULL},
    {"_restore_document", document_restore, METH_VARARGS, NULL},
    {NULL, NULL, 0, NULL}};

/* ---- the module ---- */

static bool is_main_interpreter(void) {
  if (PyInterpreterState_GetID(PyInterpreterState_Get()) == 0) return true;
  PyErr_SetString(PyExc_ImportError, "seimei works in the main interpreter only, not in sub-interpreters");
  return false;
}

static bool add_error(PyObject *module) {
  PyObject *fields = Py_BuildValue("{s:s,s:O,s:O}", "status", "", "line", Py_None, "column", Py_None);
  seimei_python.error =
      fields ? PyErr_NewExceptionWithDoc(
                   "seimei.Error",
                   "What the library says went wrong. status: NO_FILE, IO, BAD_PACK, BAD_TABLE, BAD_INPUT,\n"
                   "TOO_LARGE, NO_DICTIONARY or UNSUPPORTED; line, column: of the input, from 1, or None.",
                   NULL, fields)
             : NULL;
  Py_XDECREF(fields);
  return seimei_python.error && !PyModule_AddObjectRef(module, "Error", seimei_python.error);
}

static bool import_date(void) {
  PyObject *from = PyImport_ImportModule("datetime");
  seimei_python.date = from ? PyObject_GetAttrString(from, "date") : NULL;
  Py_XDECREF(from);
  return seimei_python.date != NULL;
}

static bool import_failure(void) {
  PyObject *from = PyImport_ImportModule("seimei._failure");
  seimei_python.failure = from ? (PyTypeObject *)PyObject_GetAttrString(from, "Failure") : NULL;
  Py_XDECREF(from);
  return seimei_python.failure != NULL;
}

static int module_exec(PyObject *module) {
  if (!is_main_interpreter()) return -1;
  if (seimei_python.module) return PyErr_SetString(PyExc_ImportError, "seimei is loaded already"), -1;
  bool good = add_error(module) && import_date() && import_failure() && record_types_add(module) &&
              result_types_add(module) && document_types_add(module) && coder_types_add(module) &&
              many_types_add(module) && read_types_add(module) && table_types_add(module) && store_types_add(module) &&
              !PyModule_AddStringConstant(module, "__version__", SEIMEI_VERSION);
  if (good) seimei_python.module = Py_NewRef(module);
  return good ? 0 : -1;
}

static PyModuleDef_Slot SLOTS[] = {{Py_mod_exec, module_exec}, {0, NULL}};

static struct PyModuleDef DEFINITION = {
    PyModuleDef_HEAD_INIT, "seimei._seimei", "The engine of seimei.", 0, FUNCTIONS, SLOTS, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__seimei(void) { return PyModuleDef_Init(&DEFINITION); }
