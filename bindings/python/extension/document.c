/* document.c - Document, and what else Python may give as one. */
#include "extension.h"

#include "read/read.h"
#include "when/when.h"

const char *const DOCUMENT_FIELD_NAMES[DOCUMENT_FIELDS] = {"id",   "lang", "published", "title",
                                                           "text", "url",  "publisher"};

/* ---- fields ---- */

void document_fields_clear(document_fields *f) {
  for (int i = 0; i < DOCUMENT_FIELDS; i++) Py_CLEAR(f->at[i]);
}

/* datetime.date and its kin as "2022-02-05"; else a str as it is. */
static PyObject *day_of(PyObject *value) {
  if (PyUnicode_Check(value)) return Py_NewRef(value);
  int is_date = PyObject_IsInstance(value, seimei_python.date);
  if (is_date < 0) return NULL;
  if (is_date) return PyObject_CallMethod(value, "isoformat", NULL);
  return PyErr_Format(PyExc_TypeError, "published must be a str like 2022-02-05 or a datetime.date, not %R",
                      (PyObject *)Py_TYPE(value));
}

static PyObject *checked_day(PyObject *value) {
  PyObject *given = day_of(value), *day = given ? PyUnicode_Substring(given, 0, 10) : NULL;
  PyObject *bytes = day ? utf8_of(day, "published") : NULL;
  bool good = bytes && when_day_number(bytes_view(bytes)) != INT32_MIN && PyBytes_Size(bytes) == 10;
  if (bytes && !good) PyErr_Format(PyExc_ValueError, "published: %R is not a day like 2022-02-05", given);
  if (!good) Py_CLEAR(day);
  Py_XDECREF(bytes);
  Py_XDECREF(given);
  return day;
}

static PyObject *checked_text(PyObject *value, int field) {
  if (PyUnicode_Check(value)) return PyUnicode_FromObject(value);
  const char *name = DOCUMENT_FIELD_NAMES[field];
  if (PyBytes_Check(value))
    return PyErr_Format(PyExc_TypeError,
                        "%s must be a str, not bytes; decode them first, or give the file to seimei.read", name);
  return PyErr_Format(PyExc_TypeError, "%s must be a str, not %R", name, (PyObject *)Py_TYPE(value));
}

bool document_fields_put(document_fields *f, int field, PyObject *value) {
  if (value == NULL || value == Py_None) return true;
  PyObject *made = field == DOCUMENT_PUBLISHED && !(PyUnicode_Check(value) && !PyUnicode_GetLength(value))
                       ? checked_day(value)
                       : checked_text(value, field);
  if (!made) return false;
  object_replace(&f->at[field], made);
  if (!PyUnicode_GetLength(made)) Py_CLEAR(f->at[field]);
  return true;
}

/* A str that is shared by all of them is made once. */
static bool put_item(document_fields *f, int field, PyObject *mapping) {
  PyObject *key = PyUnicode_InternFromString(DOCUMENT_FIELD_NAMES[field]);
  int has = key ? PySequence_Contains(mapping, key) : -1;
  PyObject *value = has > 0 ? PyObject_GetItem(mapping, key) : NULL;
  bool good = has == 0 || (value && document_fields_put(f, field, value));
  Py_XDECREF(value);
  Py_XDECREF(key);
  return good;
}

typedef struct {
  PyObject_HEAD document_fields fields;
  PyObject *path;
  uint64_t number;
} document_object;

static bool put_document(document_fields *f, PyObject *given) {
  for (int i = 0; i < DOCUMENT_FIELDS; i++) f->at[i] = Py_XNewRef(((document_object *)given)->fields.at[i]);
  return true;
}

static bool put_result(document_fields *f, PyObject *given) {
  bool good = true;
  for (int i = 0; good && i < DOCUMENT_FIELDS; i++) {
    PyObject *value = PyObject_GetAttrString(given, DOCUMENT_FIELD_NAMES[i]);
    good = value && document_fields_put(f, i, value);
    Py_XDECREF(value);
  }
  return good;
}

bool document_fields_from(document_fields *f, PyObject *given) {
  *f = (document_fields){0};
  bool good = true;
  if (Py_IS_TYPE(given, seimei_python.document)) good = put_document(f, given);
  else if (Py_IS_TYPE(given, seimei_python.result)) good = put_result(f, given);
  else if (PyUnicode_Check(given)) good = document_fields_put(f, DOCUMENT_TEXT, given);
  else if (PyMapping_Check(given) && !PySequence_Check(given) && !PyBytes_Check(given))
    for (int i = 0; good && i < DOCUMENT_FIELDS; i++) good = put_item(f, i, given);
  else {
    PyErr_Format(PyExc_TypeError, "a document is a str, a Document, a Result or a mapping, not %R",
                 (PyObject *)Py_TYPE(given));
    good = false;
  }
  if (!good) document_fields_clear(f);
  return good;
}

/* ---- to the library ---- */

const size_t DOCUMENT_OFFSETS[DOCUMENT_FIELDS] = {
    offsetof(seimei_document, id),       offsetof(seimei_document, lang), offsetof(seimei_document, published),
    offsetof(seimei_document, title),    offsetof(seimei_document, text), offsetof(seimei_document, url),
    offsetof(seimei_document, publisher)};

coded *document_fields_code(const document_fields *f, const char *otherwise_id) {
  PyObject *bytes[DOCUMENT_FIELDS] = {NULL};
  seimei_document doc = {.id = view_of_string(otherwise_id), .text = {"", 0}};
  bool good = true;
  for (int i = 0; good && i < DOCUMENT_FIELDS; i++) {
    if (!f->at[i]) continue;
    bytes[i] = utf8_of(f->at[i], DOCUMENT_FIELD_NAMES[i]);
    good = bytes[i] != NULL;
    if (good) *(seimei_view *)((char *)&doc + DOCUMENT_OFFSETS[i]) = bytes_view(bytes[i]);
  }
  if (good && !doc.lang.len) doc.lang = language_detect(doc.text);
  coded *made = good ? coded_new(&doc) : NULL;
  if (good && !made) PyErr_NoMemory();
  for (int i = 0; i < DOCUMENT_FIELDS; i++) Py_XDECREF(bytes[i]);
  return made;
}

/* ---- the type ---- */

static document_object *new_object(void) {
  document_object *d = PyObject_New(document_object, seimei_python.document);
  if (!d) return NULL;
  d->fields = (document_fields){0};
  d->path = NULL;
  d->number = 0;
  return d;
}

PyObject *document_new(const seimei_document *doc, seimei_view path, uint64_t number) {
  document_object *d = new_object();
  bool good = d != NULL;
  for (int i = 0; good && i < DOCUMENT_FIELDS; i++) {
    seimei_view v = *(const seimei_view *)((const char *)doc + DOCUMENT_OFFSETS[i]);
    if (v.len || i == DOCUMENT_TEXT) good = (d->fields.at[i] = text_of(v)) != NULL;
  }
  if (good) {
    d->number = number;
    d->path = PyUnicode_DecodeFSDefaultAndSize(path.ptr, (Py_ssize_t)path.len);
    good = d->path != NULL;
  }
  if (good) return (PyObject *)d;
  Py_XDECREF((PyObject *)d);
  return NULL;
}

static PyObject *document_make(PyTypeObject *type, PyObject *args, PyObject *keywords) {
  static char *names[] = {"text", "id", "lang", "published", "title", "url", "publisher", NULL};
  static const int FIELDS[] = {DOCUMENT_TEXT,  DOCUMENT_ID,  DOCUMENT_LANG,     DOCUMENT_PUBLISHED,
                               DOCUMENT_TITLE, DOCUMENT_URL, DOCUMENT_PUBLISHER};
  PyObject *given[DOCUMENT_FIELDS] = {NULL};
  (void)type;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|$OOOOOO:Document", names, &given[0], &given[1], &given[2],
                                   &given[3], &given[4], &given[5], &given[6]))
    return NULL;
  document_object *d = new_object();
  if (d && given[0] == Py_None) {
    checked_text(given[0], DOCUMENT_TEXT);
    Py_CLEAR(d);
  }
  for (int i = 0; d && i < DOCUMENT_FIELDS; i++)
    if (!document_fields_put(&d->fields, FIELDS[i], given[i])) Py_CLEAR(d);
  return (PyObject *)d;
}

static void document_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  document_fields_clear(&((document_object *)self)->fields);
  Py_XDECREF(((document_object *)self)->path);
  PyObject_Free(self);
  Py_DECREF((PyObject *)type);
}

static PyObject *field_of(PyObject *self, size_t field) {
  PyObject *value = ((document_object *)self)->fields.at[field];
  if (!value && field == DOCUMENT_TEXT) return PyUnicode_FromString("");
  return Py_NewRef(value ? value : Py_None);
}

/* The closure of a getter points to its field's offset. */
static PyObject *get_field(PyObject *self, void *offset) {
  return field_of(self, (size_t)((const size_t *)offset - DOCUMENT_OFFSETS));
}

static PyObject *get_path(PyObject *self, void *unused) {
  (void)unused;
  PyObject *path = ((document_object *)self)->path;
  return Py_NewRef(path ? path : Py_None);
}

static PyObject *get_number(PyObject *self, void *unused) {
  (void)unused;
  uint64_t number = ((document_object *)self)->number;
  if (number) return PyLong_FromUnsignedLongLong(number);
  Py_RETURN_NONE;
}

static PyObject *to_dict(PyObject *self, PyObject *unused) {
  (void)unused;
  PyObject *made = PyDict_New();
  for (size_t i = 0; made && i < DOCUMENT_FIELDS; i++) {
    PyObject *value = field_of(self, i);
    if (!value || PyDict_SetItemString(made, DOCUMENT_FIELD_NAMES[i], value)) Py_CLEAR(made);
    Py_XDECREF(value);
  }
  return made;
}

static PyObject *compare(PyObject *self, PyObject *other, int operation) {
  if ((operation != Py_EQ && operation != Py_NE) || !Py_IS_TYPE(other, Py_TYPE(self))) Py_RETURN_NOTIMPLEMENTED;
  PyObject *mine = to_dict(self, NULL), *others = mine ? to_dict(other, NULL) : NULL;
  PyObject *answer = others ? PyObject_RichCompare(mine, others, operation) : NULL;
  Py_XDECREF(mine);
  Py_XDECREF(others);
  return answer;
}

static PyObject *repr(PyObject *self) {
  PyObject *text = field_of(self, DOCUMENT_TEXT), *id = field_of(self, DOCUMENT_ID);
  PyObject *published = field_of(self, DOCUMENT_PUBLISHED);
  PyObject *head = text ? PyUnicode_Substring(text, 0, 40) : NULL, *made = NULL;
  if (head)
    made = PyUnicode_FromFormat("<Document %S %S %R%s, %zd characters>", id, published, head,
                                PyUnicode_GetLength(text) > 40 ? "…" : "", PyUnicode_GetLength(text));
  Py_XDECREF(head);
  Py_XDECREF(text);
  Py_XDECREF(id);
  Py_XDECREF(published);
  return made;
}

static PyObject *same(PyObject *self, PyObject *unused) {
  (void)unused;
  return Py_NewRef(self);
}

PyObject *document_restore(PyObject *self, PyObject *args);

PyObject *document_restore(PyObject *self, PyObject *args) {
  (void)self;
  PyObject *fields, *path, *number;
  document_object *d = NULL;
  if (!PyArg_ParseTuple(args, "O!OO", &PyDict_Type, &fields, &path, &number)) return NULL;
  d = new_object();
  if (!d || !document_fields_from(&d->fields, fields)) return Py_XDECREF((PyObject *)d), NULL;
  if (path != Py_None) d->path = Py_NewRef(path);
  if (number != Py_None) d->number = PyLong_AsUnsignedLongLong(number);
  if (!PyErr_Occurred()) return (PyObject *)d;
  Py_DECREF((PyObject *)d);
  return NULL;
}

static PyObject *reduce(PyObject *self, PyObject *unused) {
  (void)unused;
  PyObject *make = PyObject_GetAttrString(seimei_python.module, "_restore_document");
  return make ? Py_BuildValue("N(NNN)", make, to_dict(self, NULL), get_path(self, NULL), get_number(self, NULL)) : NULL;
}

#define FIELD(name, index, doc)                                                                                        \
  { name, get_field, NULL, doc, (void *)&DOCUMENT_OFFSETS[index] }

static PyGetSetDef GETTERS[] = {
    FIELD("id", DOCUMENT_ID, "The id, or None."),
    FIELD("lang", DOCUMENT_LANG, "Code of the language, or None: it is found."),
    FIELD("published", DOCUMENT_PUBLISHED, "Day of publication, YYYY-MM-DD, or None."),
    FIELD("title", DOCUMENT_TITLE, "The title, or None."),
    FIELD("text", DOCUMENT_TEXT, "The text."),
    FIELD("url", DOCUMENT_URL, "The address, or None."),
    FIELD("publisher", DOCUMENT_PUBLISHER, "The publisher, or None."),
    {"path", get_path, NULL, "The file that it was read from, or None.", NULL},
    {"number", get_number, NULL,
     "Number of the line, record or entry in its file from 1; None: the file is one document.", NULL},
    {NULL, NULL, NULL, NULL, NULL}};

static PyMethodDef METHODS[] = {
    {"to_dict", to_dict, METH_NOARGS,
     "to_dict($self)\n--\n\nThe keys of a line of JSONL: id, lang, published, title, text, url, publisher."},
    {"__copy__", same, METH_NOARGS, NULL},
    {"__deepcopy__", same, METH_O, NULL},
    {"__reduce__", reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static PyType_Slot SLOTS[] = {
    {Py_tp_doc,
     "Document(text, *, id=None, lang=None, published=None, title=None, url=None, publisher=None)\n--\n\n"
     "One article. published is a day, YYYY-MM-DD or datetime.date. Where text begins with title, the title is\n"
     "not coded. TypeError for what is no str, ValueError for what is no day."},
    {Py_tp_new, document_make},
    {Py_tp_dealloc, document_dealloc},
    {Py_tp_repr, repr},
    {Py_tp_richcompare, compare},
    {Py_tp_hash, PyObject_HashNotImplemented},
    {Py_tp_getset, GETTERS},
    {Py_tp_methods, METHODS},
    {0, NULL}};

bool document_types_add(PyObject *module) {
  PyType_Spec spec = {"seimei.Document", sizeof(document_object), 0, EXTENSION_FLAGS, SLOTS};
  return (seimei_python.document = extension_type(module, &spec)) != NULL;
}
