/* restore.c - results out of pickles: the document's fields and the lines of each part, read by the tables of fields.
 */
#include "extension.h"

/* Memory of a part that is being read: pieces in a chain, freed together. */
typedef struct piece {
  struct piece *next;
  _Alignas(16) char bytes[];
} piece;

typedef struct {
  piece *pieces;
  PyObject *loads; /* json.loads */
} restoring;

static void *take(restoring *r, size_t size) {
  piece *p = memory_resize(NULL, sizeof *p + size);
  if (!p) return PyErr_NoMemory();
  memset(p->bytes, 0, size);
  p->next = r->pieces;
  r->pieces = p;
  return p->bytes;
}

static void release(restoring *r) {
  while (r->pieces) {
    piece *p = r->pieces;
    r->pieces = p->next;
    memory_resize(p, 0);
  }
}

static bool refuse(const char *what) {
  PyErr_Format(PyExc_ValueError, "this is no record: %s", what);
  return false;
}

/* ---- one field ---- */

/* The str keeps its UTF-8 while its dict lives, which outlasts the part. */
static bool take_view(seimei_view *to, PyObject *value) {
  Py_ssize_t size;
  if (!value || value == Py_None) return true;
  const char *utf8 = PyUnicode_Check(value) ? PyUnicode_AsUTF8AndSize(value, &size) : NULL;
  if (!utf8) return PyErr_Occurred() ? false : refuse("a text is missing");
  *to = view_of(utf8, (size_t)size);
  return true;
}

static bool take_counter(uint32_t *to, PyObject *value) {
  if (value == Py_None) return true;
  *to = (uint32_t)PyLong_AsUnsignedLong(value);
  return !PyErr_Occurred();
}

static bool take_double(double *to, PyObject *value) {
  *to = PyFloat_AsDouble(value);
  return !PyErr_Occurred();
}

/* Index of the word among count names. */
static bool take_word(int *to, PyObject *value, const char *(*name)(int), int count) {
  for (int i = 0; i < count; i++)
    if (PyUnicode_Check(value) && !PyUnicode_CompareWithASCIIString(value, name(i))) return *to = i, true;
  return refuse("an unknown type, status or manner");
}

static const char *type_name(int i) { return seimei_type_name((seimei_type)i); }
static const char *status_name(int i) { return seimei_event_status_name((seimei_event_status)i); }
static const char *manner_name(int i) { return seimei_manner_name((seimei_manner)i); }

static bool take_fields(restoring *r, kind_id kind, char *record, PyObject *dict);

static bool take_list(restoring *r, kind_id kind, PyObject *list, void **at, size_t *count) {
  if (!PyList_Check(list)) return refuse("a list is missing");
  size_t n = (size_t)PyList_Size(list), size = RECORD_KINDS[kind].size;
  char *made = take(r, n * size);
  bool good = made != NULL;
  for (size_t i = 0; good && i < n; i++)
    good = take_fields(r, kind, made + i * size, PyList_GetItem(list, (Py_ssize_t)i));
  *at = made;
  *count = n;
  return good;
}

static bool take_texts(PyObject *list, seimei_view *at, size_t most, size_t *count) {
  if (!PyList_Check(list) || (size_t)PyList_Size(list) > most) return refuse("a list is missing");
  *count = (size_t)PyList_Size(list);
  bool good = true;
  for (size_t i = 0; good && i < *count; i++) good = take_view(&at[i], PyList_GetItem(list, (Py_ssize_t)i));
  return good;
}

static bool take_enum(field_kind kind, void *at, PyObject *value) {
  int found = 0;
  bool good;
  if (kind == FIELD_STATUS) {
    good = take_word(&found, value, status_name, SEIMEI_HISTORICAL + 1);
    *(seimei_event_status *)at = (seimei_event_status)found;
  } else if (kind == FIELD_MANNER) {
    good = take_word(&found, value, manner_name, SEIMEI_MIXED + 1);
    *(seimei_manner *)at = (seimei_manner)found;
  } else {
    good = PyList_Check(value) && PyList_Size(value) == 1
               ? take_word(&found, PyList_GetItem(value, 0), type_name, SEIMEI_TYPE_COUNT)
               : refuse("an event has one type");
    *(seimei_type *)at = (seimei_type)found;
  }
  return good;
}

static bool take_object(restoring *r, field_kind kind, char *record, void *at, PyObject *value) {
  if (value == Py_None) return true;
  switch (kind) {
  case FIELD_WORDS: return take_fields(r, KIND_WORDS, at, value);
  case FIELD_SENTENCE: return take_fields(r, KIND_SENTENCE, at, value);
  case FIELD_PLACE: return take_fields(r, KIND_PLACE, record, value);
  default: ((seimei_quantity *)at)->known = true; return take_fields(r, KIND_QUANTITY, at, value);
  }
}

static bool take_field(restoring *r, const record_field *f, char *record, PyObject *value) {
  void *at = record + f->offset;
  size_t one;
  seimei_event *e = (seimei_event *)record;
  seimei_statement *s = (seimei_statement *)record;
  long integer;
  switch (f->kind) {
  case FIELD_CONSTANT:
  case FIELD_DOC:
  case FIELD_VERSION: return true;
  case FIELD_TEXT: return take_view(at, value);
  case FIELD_BEGIN: return take_counter(&((seimei_words *)at)->span.begin, value);
  case FIELD_END: return take_counter(&((seimei_words *)at)->span.end, value);
  case FIELD_COUNTER: return take_counter(at, value);
  case FIELD_INTEGER: return integer = PyLong_AsLong(value), *(int *)at = (int)integer, !PyErr_Occurred();
  case FIELD_NUMBER:
  case FIELD_SCORE: return take_double(at, value);
  case FIELD_TYPE:
  case FIELD_STATUS:
  case FIELD_MANNER: return take_enum(f->kind, at, value);
  case FIELD_TEXT_LIST: return take_texts(value, at, 1, &one);
  case FIELD_CONTEXTS: return take_texts(value, e->context, COUNT_OF(e->context), &e->context_count);
  case FIELD_ACTORS:
    return take_list(r, KIND_ACTOR, value, (void **)&((seimei_actors *)at)->at, &((seimei_actors *)at)->count);
  case FIELD_CONTENT: return take_list(r, KIND_WORDS, value, (void **)&s->content, &s->content_count);
  case FIELD_WORDS:
  case FIELD_SENTENCE:
  case FIELD_PLACE:
  case FIELD_QUANTITY: return take_object(r, f->kind, record, at, value);
  }
  return true;
}

static bool take_fields(restoring *r, kind_id kind, char *record, PyObject *dict) {
  if (!PyDict_Check(dict)) return refuse("an object is missing");
  bool good = true;
  for (size_t i = 0; good && i < RECORD_KINDS[kind].field_count; i++) {
    const record_field *f = &RECORD_KINDS[kind].fields[i];
    PyObject *value = PyDict_GetItemString(dict, f->name);
    good = value ? take_field(r, f, record, value) : refuse(f->name);
  }
  return good;
}

/* ---- parts ---- */

static bool is_statement(PyObject *dict) {
  PyObject *type = PyDict_Check(dict) ? PyDict_GetItemString(dict, "type") : NULL;
  return type && PyUnicode_Check(type) && !PyUnicode_CompareWithASCIIString(type, "statement");
}

static bool fill_part(restoring *r, PyObject *dicts, seimei_records *records) {
  Py_ssize_t n = PyList_Size(dicts);
  seimei_statement *statements = take(r, (size_t)n * sizeof *statements);
  seimei_event *events = statements ? take(r, (size_t)n * sizeof *events) : NULL;
  bool good = events != NULL;
  for (Py_ssize_t i = 0; good && i < n; i++) {
    PyObject *dict = PyList_GetItem(dicts, i);
    good = is_statement(dict) ? take_fields(r, KIND_STATEMENT, (char *)&statements[records->statement_count++], dict)
                              : take_fields(r, KIND_EVENT, (char *)&events[records->event_count++], dict);
  }
  records->statements = statements;
  records->events = events;
  return good;
}

/* The lines as a list of dicts. */
static PyObject *parse_lines(restoring *r, PyObject *lines) {
  PyObject *split = PyUnicode_Check(lines) ? PyUnicode_Splitlines(lines, 0) : NULL;
  if (!split && !PyErr_Occurred()) refuse("lines are a str");
  for (Py_ssize_t i = 0; split && i < PyList_Size(split); i++) {
    PyObject *dict = PyObject_CallFunction(r->loads, "O", PyList_GetItem(split, i));
    if (!dict || PyList_SetItem(split, i, dict)) Py_CLEAR(split);
  }
  return split;
}

static bool add_part(restoring *r, coded *c, seimei_view version, PyObject *lines) {
  seimei_records records = {.doc = c->doc.id, .version = version};
  PyObject *dicts = parse_lines(r, lines);
  bool good = dicts && fill_part(r, dicts, &records);
  if (good && !coded_add_part(c, &records)) good = false, PyErr_NoMemory();
  release(r);
  Py_XDECREF(dicts);
  return good;
}

static coded *document_of(PyObject *fields, PyObject **text) {
  document_fields f = {{NULL}};
  bool good = PyTuple_Size(fields) == DOCUMENT_FIELDS || refuse("a document has seven fields");
  for (int i = 0; good && i < DOCUMENT_FIELDS; i++) good = document_fields_put(&f, i, PyTuple_GetItem(fields, i));
  coded *c = good ? document_fields_code(&f, "text") : NULL;
  *text = Py_XNewRef(f.at[DOCUMENT_TEXT]);
  document_fields_clear(&f);
  return c;
}

PyObject *result_restore(PyObject *self, PyObject *args);

/* _restore(fields, version, [lines of a part, …]) */
PyObject *result_restore(PyObject *self, PyObject *args) {
  PyObject *fields, *version, *parts, *text = NULL, *json = NULL;
  restoring r = {NULL, NULL};
  seimei_view named = {NULL, 0};
  (void)self;
  if (!PyArg_ParseTuple(args, "O!OO!", &PyTuple_Type, &fields, &version, &PyList_Type, &parts)) return NULL;
  coded *c = document_of(fields, &text);
  bool good = c && take_view(&named, version) && (json = PyImport_ImportModule("json")) &&
              (r.loads = PyObject_GetAttrString(json, "loads"));
  for (Py_ssize_t i = 0; good && i < PyList_Size(parts); i++) good = add_part(&r, c, named, PyList_GetItem(parts, i));
  Py_XDECREF(r.loads);
  Py_XDECREF(json);
  PyObject *made = good ? result_new(c, text) : (coded_free(c), NULL);
  Py_XDECREF(text);
  return made;
}
