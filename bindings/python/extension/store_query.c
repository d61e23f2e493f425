/* store_query.c - Store and Query: questions to a store as Arrow streams. Each stream has a connection of its own,
 * because a connection belongs to one thread at a time and nobody says on which thread a stream is read. */
#include "extension.h"

#include "export/arrow_store.h"

typedef struct {
  PyObject_HEAD PyObject *path; /* bytes */
} store_object;

typedef struct {
  PyObject_HEAD PyObject *path, *texts; /* bytes; list of the bytes that filter points into */
  query_filter filter;
} query_object;

/* ---- filters ---- */

static const struct {
  const char *name;
  size_t offset;
} TEXTS[] = {
    {"actor", offsetof(query_filter, actor)},     {"recipient", offsetof(query_filter, recipient)},
    {"pair", offsetof(query_filter, pair)},       {"sector", offsetof(query_filter, sector)},
    {"type", offsetof(query_filter, type)},       {"mode", offsetof(query_filter, mode)},
    {"context", offsetof(query_filter, context)}, {"status", offsetof(query_filter, status)},
    {"place", offsetof(query_filter, place)},     {"publisher", offsetof(query_filter, publisher)},
    {"lang", offsetof(query_filter, lang)},       {"since", offsetof(query_filter, since)},
    {"until", offsetof(query_filter, until)},     {"words", offsetof(query_filter, words)},
    {"about", offsetof(query_filter, about)},
};

static const char *const SORTS[] = {"newest", "oldest", "conflict", "cooperation", "confidence", "stored"};

/* ('USA', 'JPN') as "USA,JPN". */
static PyObject *joined(PyObject *value) {
  if (PyUnicode_Check(value)) return Py_NewRef(value);
  if (PyObject_IsInstance(value, seimei_python.date) > 0) return PyObject_CallMethod(value, "isoformat", NULL);
  PyObject *comma = PyUnicode_FromString(","), *list = PySequence_List(value);
  PyObject *made = comma && list ? PyUnicode_Join(comma, list) : NULL;
  Py_XDECREF(comma);
  Py_XDECREF(list);
  return made;
}

static bool take_text(query_object *q, const char *name, size_t offset, PyObject *value) {
  PyObject *text = joined(value), *bytes = text ? utf8_of(text, name) : NULL;
  bool good = bytes && !PyList_Append(q->texts, bytes);
  if (good) *(seimei_view *)((char *)&q->filter + offset) = bytes_view(bytes);
  Py_XDECREF(bytes);
  Py_XDECREF(text);
  return good;
}

static bool take_number(uint64_t *to, PyObject *value) {
  *to = PyLong_AsUnsignedLongLong(value);
  return !PyErr_Occurred();
}

static bool take_score(query_object *q, PyObject *value) {
  q->filter.has_score = true;
  return PyArg_ParseTuple(value, "dd;score is a tuple: least, most", &q->filter.least, &q->filter.most);
}

static bool take_sort(query_object *q, PyObject *value) {
  for (size_t i = 0; i < COUNT_OF(SORTS); i++)
    if (PyUnicode_Check(value) && !PyUnicode_CompareWithASCIIString(value, SORTS[i]))
      return q->filter.sort = (query_sort)i, true;
  return PyErr_Format(PyExc_ValueError, "sort is newest, oldest, conflict, cooperation, confidence or stored, not %R",
                      value),
         false;
}

static bool take_option(query_object *q, const char *name, PyObject *value) {
  if (value == Py_None) return true;
  for (size_t i = 0; i < COUNT_OF(TEXTS); i++)
    if (!strcmp(name, TEXTS[i].name)) return take_text(q, name, TEXTS[i].offset, value);
  if (!strcmp(name, "limit")) return take_number(&q->filter.limit, value);
  if (!strcmp(name, "offset")) return take_number(&q->filter.offset, value);
  if (!strcmp(name, "sort")) return take_sort(q, value);
  if (!strcmp(name, "score")) {
    if (PyTuple_Check(value)) return take_score(q, value);
    return PyErr_Format(PyExc_TypeError, "score is a tuple of two numbers, least and most"), false;
  }
  if (strcmp(name, "no_repeats") != 0) return PyErr_Format(PyExc_TypeError, "there is no filter '%s'", name), false;
  int truth = PyObject_IsTrue(value);
  q->filter.no_repeats = truth > 0;
  return truth >= 0;
}

static bool take_options(query_object *q, PyObject *keywords) {
  PyObject *name, *value;
  Py_ssize_t at = 0;
  bool good = true;
  while (good && keywords && PyDict_Next(keywords, &at, &name, &value)) {
    PyObject *bytes = utf8_of(name, "a filter");
    good = bytes && take_option(q, PyBytes_AsString(bytes), value);
    Py_XDECREF(bytes);
  }
  return good;
}

/* ---- queries ---- */

static bool open_stream(const query_object *q, struct ArrowArrayStream *out) {
  seimei_error error = {0};
  seimei_status status;
  const char *path = PyBytes_AsString(q->path);
  Py_BEGIN_ALLOW_THREADS status = arrow_store_stream(path, &q->filter, out, &error);
  Py_END_ALLOW_THREADS return !status || (raise_error(&error), false);
}

static PyObject *arrow_stream(PyObject *self, PyObject *args, PyObject *keywords) {
  static char *names[] = {"requested_schema", NULL};
  PyObject *unused = NULL;
  struct ArrowArrayStream stream;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O:__arrow_c_stream__", names, &unused)) return NULL;
  return open_stream((query_object *)self, &stream) ? stream_capsule(&stream) : NULL;
}

static kind_id kind_of(const query_object *q) {
  return q->filter.records == QUERY_STATEMENTS ? KIND_STATEMENT : KIND_EVENT;
}

static PyObject *arrow_schema(PyObject *self, PyObject *unused) {
  (void)unused;
  return schema_capsule(kind_of((query_object *)self));
}

/* Asked once without reading, so that what is wrong with a filter is told where it is written. */
static PyObject *query_new(const store_object *s, query_records records, PyObject *args, PyObject *keywords) {
  struct ArrowArrayStream stream;
  if (PyTuple_Size(args)) return PyErr_Format(PyExc_TypeError, "filters are given by name, such as actor='USA'");
  query_object *q = PyObject_New(query_object, seimei_python.query);
  if (!q) return NULL;
  q->filter = (query_filter){.records = records, .sort = SORT_STORED};
  q->path = Py_NewRef(s->path);
  q->texts = PyList_New(0);
  if (q->texts && take_options(q, keywords) && open_stream(q, &stream)) {
    stream.release(&stream);
    return (PyObject *)q;
  }
  Py_DECREF((PyObject *)q);
  return NULL;
}

static void query_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  Py_XDECREF(((query_object *)self)->path);
  Py_XDECREF(((query_object *)self)->texts);
  PyObject_Free(self);
  Py_DECREF((PyObject *)type);
}

static PyObject *query_repr(PyObject *self) {
  const query_object *q = (query_object *)self;
  return PyUnicode_FromFormat("<Query for %ss of %s>", RECORD_KINDS[kind_of(q)].word, PyBytes_AsString(q->path));
}

/* ---- stores ---- */

PyObject *open_store(PyObject *self, PyObject *path);

PyObject *open_store(PyObject *self, PyObject *path) {
  PyObject *bytes = NULL;
  store *opened = NULL;
  seimei_error error = {0};
  (void)self;
  if (!PyUnicode_FSConverter(path, &bytes)) return NULL;
  store_object *s = NULL;
  if (store_open(PyBytes_AsString(bytes), STORE_READ, &opened, &error)) raise_error(&error);
  else s = PyObject_New(store_object, seimei_python.store);
  store_close(opened);
  if (s) s->path = bytes;
  else Py_DECREF(bytes);
  return (PyObject *)s;
}

static void store_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  Py_XDECREF(((store_object *)self)->path);
  PyObject_Free(self);
  Py_DECREF((PyObject *)type);
}

static PyObject *events(PyObject *self, PyObject *args, PyObject *keywords) {
  return query_new((store_object *)self, QUERY_EVENTS, args, keywords);
}

static PyObject *statements(PyObject *self, PyObject *args, PyObject *keywords) {
  return query_new((store_object *)self, QUERY_STATEMENTS, args, keywords);
}

static PyObject *store_repr(PyObject *self) {
  return PyUnicode_FromFormat("<Store %s>", PyBytes_AsString(((store_object *)self)->path));
}

#define WITH_KEYWORDS(function) (PyCFunction)(void (*)(void)) function, METH_VARARGS | METH_KEYWORDS

static PyMethodDef QUERY_METHODS[] = {
    {"__arrow_c_stream__", WITH_KEYWORDS(arrow_stream),
     "__arrow_c_stream__($self, requested_schema=None)\n--\n\nWhat is found as an Arrow stream (PyCapsule); the "
     "question is asked anew each time."},
    {"__arrow_c_schema__", arrow_schema, METH_NOARGS, "__arrow_c_schema__($self)\n--\n\nThe columns (PyCapsule)."},
    {NULL, NULL, 0, NULL}};

static PyMethodDef STORE_METHODS[] = {
    {"events", WITH_KEYWORDS(events),
     "events($self, **filters)\n--\n\n"
     "A Query for events, in the columns of docs/formats/arrow.md. Filters are those of `seimei query`, each a str or "
     "a\n"
     "list of str of which one must fit: actor, recipient, sector, type, mode, context, status, place, publisher, "
     "lang;\n"
     "pair: two codes; since, until: days, both included; words: in the document; about: in the event's about;\n"
     "score: (least, most); no_repeats: bool; sort: 'stored', 'newest', 'oldest', 'conflict', 'cooperation',\n"
     "'confidence'; limit, offset. ValueError says what is wrong with one."},
    {"statements", WITH_KEYWORDS(statements),
     "statements($self, **filters)\n--\n\nA Query for statements likewise; actor and recipient are source and "
     "addressee."},
    {NULL, NULL, 0, NULL}};

static PyType_Slot QUERY_SLOTS[] = {{Py_tp_doc, "A question to a store, for whatever takes Arrow."},
                                    {Py_tp_dealloc, query_dealloc},
                                    {Py_tp_repr, query_repr},
                                    {Py_tp_methods, QUERY_METHODS},
                                    {0, NULL}};

static PyType_Slot STORE_SLOTS[] = {{Py_tp_doc, "A store, read only: what `seimei ingest` has put into one file."},
                                    {Py_tp_dealloc, store_dealloc},
                                    {Py_tp_repr, store_repr},
                                    {Py_tp_methods, STORE_METHODS},
                                    {0, NULL}};

bool store_types_add(PyObject *module) {
  unsigned flags = EXTENSION_FLAGS | Py_TPFLAGS_DISALLOW_INSTANTIATION;
  PyType_Spec query = {"seimei.Query", sizeof(query_object), 0, flags, QUERY_SLOTS};
  PyType_Spec store = {"seimei.Store", sizeof(store_object), 0, flags, STORE_SLOTS};
  seimei_python.query = extension_type(module, &query);
  seimei_python.store = seimei_python.query ? extension_type(module, &store) : NULL;
  return seimei_python.store != NULL;
}
