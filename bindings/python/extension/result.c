/* result.c - Result, a document with what was coded in it, and Records, its statements or events as a sequence. */
#include "extension.h"

#include "seimei_arrow.h"

/* ---- results ---- */

PyObject *result_new(coded *c, PyObject *text) {
  result_object *r = PyObject_New(result_object, seimei_python.result);
  if (!r) {
    coded_free(c);
    return NULL;
  }
  r->coded = c;
  r->text = Py_XNewRef(text);
  return (PyObject *)r;
}

static void result_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  coded_free(((result_object *)self)->coded);
  Py_XDECREF(((result_object *)self)->text);
  PyObject_Free(self);
  Py_DECREF((PyObject *)type);
}

static PyObject *get_document_field(PyObject *self, void *offset) {
  const char *doc = (const char *)&((result_object *)self)->coded->doc;
  return text_or_none(*(const seimei_view *)(doc + *(const size_t *)offset));
}

static PyObject *get_text(PyObject *self, void *unused) {
  (void)unused;
  const result_object *r = (result_object *)self;
  return r->text ? Py_NewRef(r->text) : text_of(r->coded->doc.text);
}

static PyObject *get_version(PyObject *self, void *unused) {
  (void)unused;
  const coded *c = ((result_object *)self)->coded;
  return text_or_none(c->part_count ? c->parts[0]->records.version : (seimei_view){0});
}

static PyObject *get_statements(PyObject *self, void *unused) {
  (void)unused;
  return records_new((result_object *)self, KIND_STATEMENT);
}

static PyObject *get_events(PyObject *self, void *unused) {
  (void)unused;
  return records_new((result_object *)self, KIND_EVENT);
}

static PyObject *result_json(PyObject *self, PyObject *unused) {
  (void)unused;
  buffer lines;
  buffer_init(&lines, &memory_allocator);
  coded_write(((result_object *)self)->coded, &lines);
  PyObject *made = lines.failed ? PyErr_NoMemory() : text_of(view_of(lines.ptr, lines.len));
  buffer_release(&lines);
  return made;
}

static const struct {
  const char *name;
  getter get;
  void *closure;
} RESULT_PARTS[] = {
    {"id", get_document_field, (void *)&DOCUMENT_OFFSETS[DOCUMENT_ID]},
    {"lang", get_document_field, (void *)&DOCUMENT_OFFSETS[DOCUMENT_LANG]},
    {"published", get_document_field, (void *)&DOCUMENT_OFFSETS[DOCUMENT_PUBLISHED]},
    {"title", get_document_field, (void *)&DOCUMENT_OFFSETS[DOCUMENT_TITLE]},
    {"text", get_text, NULL},
    {"url", get_document_field, (void *)&DOCUMENT_OFFSETS[DOCUMENT_URL]},
    {"publisher", get_document_field, (void *)&DOCUMENT_OFFSETS[DOCUMENT_PUBLISHER]},
    {"version", get_version, NULL},
    {"statements", get_statements, NULL},
    {"events", get_events, NULL},
};

static PyObject *records_list(const result_object *owner, kind_id kind);

static PyObject *result_dict(PyObject *self, PyObject *unused) {
  (void)unused;
  PyObject *made = PyDict_New();
  for (size_t i = 0; made && i < COUNT_OF(RESULT_PARTS); i++) {
    PyObject *value = RESULT_PARTS[i].get == get_statements ? records_list((result_object *)self, KIND_STATEMENT)
                      : RESULT_PARTS[i].get == get_events   ? records_list((result_object *)self, KIND_EVENT)
                                                            : RESULT_PARTS[i].get(self, RESULT_PARTS[i].closure);
    if (!value || PyDict_SetItemString(made, RESULT_PARTS[i].name, value)) Py_CLEAR(made);
    Py_XDECREF(value);
  }
  return made;
}

static PyObject *result_repr(PyObject *self) {
  const coded *c = ((result_object *)self)->coded;
  PyObject *id = text_of(c->doc.id), *published = text_or_none(c->doc.published), *made = NULL;
  if (id && published)
    made = PyUnicode_FromFormat("<Result %U%s%S: %u statements, %u events>", id, published == Py_None ? "" : " ",
                                published == Py_None ? id : published, c->statements, c->events);
  if (made && published == Py_None)
    object_replace(&made, PyUnicode_FromFormat("<Result %U: %u statements, %u events>", id, c->statements, c->events));
  Py_XDECREF(id);
  Py_XDECREF(published);
  return made;
}

static PyObject *result_compare(PyObject *self, PyObject *other, int operation) {
  if ((operation != Py_EQ && operation != Py_NE) || !Py_IS_TYPE(other, Py_TYPE(self))) Py_RETURN_NOTIMPLEMENTED;
  PyObject *mine = result_dict(self, NULL), *others = mine ? result_dict(other, NULL) : NULL;
  PyObject *answer = others ? PyObject_RichCompare(mine, others, operation) : NULL;
  Py_XDECREF(mine);
  Py_XDECREF(others);
  return answer;
}

static PyObject *result_html(PyObject *self, PyObject *unused) {
  (void)unused;
  return call_package("seimei._html", "result", self);
}

static PyObject *same(PyObject *self, PyObject *unused) {
  (void)unused;
  return Py_NewRef(self);
}

static PyObject *part_lines(const coded_part *part) {
  coded one = {.parts = (coded_part *[]){(coded_part *)part}, .part_count = 1};
  buffer lines;
  buffer_init(&lines, &memory_allocator);
  coded_write(&one, &lines);
  PyObject *made = lines.failed ? PyErr_NoMemory() : text_of(view_of(lines.ptr, lines.len));
  buffer_release(&lines);
  return made;
}

static PyObject *all_lines(const coded *c) {
  PyObject *made = PyList_New((Py_ssize_t)c->part_count);
  for (uint32_t i = 0; made && i < c->part_count; i++) {
    PyObject *lines = part_lines(c->parts[i]);
    if (!lines || PyList_SetItem(made, (Py_ssize_t)i, lines)) Py_CLEAR(made);
  }
  return made;
}

static PyObject *all_fields(PyObject *self) {
  PyObject *made = PyTuple_New(DOCUMENT_FIELDS);
  for (int i = 0; made && i < DOCUMENT_FIELDS; i++) {
    PyObject *value = PyObject_GetAttrString(self, DOCUMENT_FIELD_NAMES[i]);
    if (!value || PyTuple_SetItem(made, i, value)) Py_CLEAR(made);
  }
  return made;
}

/* The document's fields, the version, and the lines of each part. */
static PyObject *result_reduce(PyObject *self, PyObject *unused) {
  (void)unused;
  PyObject *made = NULL, *make = PyObject_GetAttrString(seimei_python.module, "_restore");
  PyObject *fields = make ? all_fields(self) : NULL, *version = fields ? get_version(self, NULL) : NULL;
  PyObject *parts = version ? all_lines(((result_object *)self)->coded) : NULL;
  if (parts) made = Py_BuildValue("O(OOO)", make, fields, version, parts);
  Py_XDECREF(parts);
  Py_XDECREF(version);
  Py_XDECREF(fields);
  Py_XDECREF(make);
  return made;
}

/* ---- records of a result ---- */

PyObject *records_new(result_object *owner, kind_id kind) {
  records_object *r = PyObject_New(records_object, seimei_python.records);
  if (!r) return NULL;
  r->owner = (result_object *)Py_NewRef((PyObject *)owner);
  r->kind = kind;
  return (PyObject *)r;
}

static void records_dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  Py_DECREF((PyObject *)((records_object *)self)->owner);
  PyObject_Free(self);
  Py_DECREF((PyObject *)type);
}

static Py_ssize_t records_length(PyObject *self) {
  const records_object *r = (records_object *)self;
  return (Py_ssize_t)coded_count(r->owner->coded, r->kind);
}

static PyObject *record_at(result_object *owner, kind_id kind, uint32_t index) {
  const coded_part *part;
  const void *at = coded_record(owner->coded, kind, index, &part);
  return record_new(owner, part, kind, at);
}

static PyObject *records_item(PyObject *self, Py_ssize_t index) {
  const records_object *r = (records_object *)self;
  if (index >= 0 && index < records_length(self)) return record_at(r->owner, r->kind, (uint32_t)index);
  PyErr_SetString(PyExc_IndexError, "there is no record with this index");
  return NULL;
}

static PyObject *records_tuple(PyObject *self) { return PySequence_Tuple(self); }

static PyObject *records_list(const result_object *owner, kind_id kind) {
  uint32_t n = coded_count(owner->coded, kind);
  PyObject *made = PyList_New((Py_ssize_t)n);
  for (uint32_t i = 0; made && i < n; i++) {
    PyObject *one = record_at((result_object *)owner, kind, i), *plain = one ? plain_value(one) : NULL;
    Py_XDECREF(one);
    if (!plain || PyList_SetItem(made, (Py_ssize_t)i, plain)) Py_CLEAR(made);
  }
  return made;
}

static PyObject *records_subscript(PyObject *self, PyObject *key) {
  if (!PySlice_Check(key)) {
    Py_ssize_t index = PyNumber_AsSsize_t(key, PyExc_IndexError);
    if (index == -1 && PyErr_Occurred()) return NULL;
    return records_item(self, index < 0 ? index + records_length(self) : index);
  }
  PyObject *all = records_tuple(self), *made = all ? PyObject_GetItem(all, key) : NULL;
  Py_XDECREF(all);
  return made;
}

static PyObject *records_compare(PyObject *self, PyObject *other, int operation) {
  bool fits = Py_IS_TYPE(other, Py_TYPE(self)) || PyTuple_Check(other) || PyList_Check(other);
  if ((operation != Py_EQ && operation != Py_NE) || !fits) Py_RETURN_NOTIMPLEMENTED;
  PyObject *mine = records_tuple(self), *others = mine ? PySequence_Tuple(other) : NULL;
  PyObject *answer = others ? PyObject_RichCompare(mine, others, operation) : NULL;
  Py_XDECREF(mine);
  Py_XDECREF(others);
  return answer;
}

static PyObject *records_repr(PyObject *self) {
  PyObject *list = PySequence_List(self), *made = NULL, *between = NULL;
  Py_ssize_t n = list ? PyList_Size(list) : -1;
  for (Py_ssize_t i = 0; list && i < n; i++) {
    PyObject *one = PyObject_Repr(PyList_GetItem(list, i));
    if (!one || PyList_SetItem(list, i, one)) Py_CLEAR(list);
  }
  if (list) between = PyUnicode_FromString(",\n ");
  PyObject *joined = between ? PyUnicode_Join(between, list) : NULL;
  if (joined) made = PyUnicode_FromFormat("[%U]", joined);
  Py_XDECREF(joined);
  Py_XDECREF(between);
  Py_XDECREF(list);
  return made;
}

static PyObject *records_html(PyObject *self, PyObject *unused) {
  (void)unused;
  return call_package("seimei._html", "records", self);
}

static PyObject *records_reduce(PyObject *self, PyObject *unused) {
  (void)unused;
  const records_object *r = (records_object *)self;
  PyObject *make = PyObject_GetAttrString(seimei_python.module, "_restore_record");
  return make ? Py_BuildValue("N(Osn)", make, r->owner, RECORD_KINDS[r->kind].word, (Py_ssize_t)-1) : NULL;
}

static PyObject *records_table(PyObject *self, PyObject *unused) {
  (void)unused;
  return table_from(self, ((records_object *)self)->kind);
}

static PyObject *records_stream(PyObject *self, PyObject *args, PyObject *keywords) {
  PyObject *table = records_table(self, NULL),
           *method = table ? PyObject_GetAttrString(table, "__arrow_c_stream__") : NULL;
  PyObject *made = method ? PyObject_Call(method, args, keywords) : NULL;
  Py_XDECREF(method);
  Py_XDECREF(table);
  return made;
}

static PyObject *records_schema(PyObject *self, PyObject *unused) {
  (void)unused;
  return schema_capsule(((records_object *)self)->kind);
}

/* ---- pickles ---- */

PyObject *result_restore_record(PyObject *self, PyObject *args);

/* _restore_record(result, 'event', 3); -1: all of them. */
PyObject *result_restore_record(PyObject *self, PyObject *args) {
  (void)self;
  PyObject *owner;
  const char *word;
  Py_ssize_t index;
  if (!PyArg_ParseTuple(args, "Osn", &owner, &word, &index)) return NULL;
  if (!Py_IS_TYPE(owner, seimei_python.result)) return PyErr_Format(PyExc_TypeError, "a record is of a Result");
  kind_id kind = strcmp(word, "event") ? KIND_STATEMENT : KIND_EVENT;
  if (index < 0) return records_new((result_object *)owner, kind);
  if (index < (Py_ssize_t)coded_count(((result_object *)owner)->coded, kind))
    return record_at((result_object *)owner, kind, (uint32_t)index);
  return PyErr_Format(PyExc_ValueError, "the Result has no %s %zd", word, index);
}

/* ---- types ---- */

#define DOCUMENT_GETTER(name, field, doc)                                                                              \
  { name, get_document_field, NULL, doc, (void *)&DOCUMENT_OFFSETS[field] }

static PyGetSetDef RESULT_GETTERS[] = {
    DOCUMENT_GETTER("id", DOCUMENT_ID, "The document's id."),
    DOCUMENT_GETTER("lang", DOCUMENT_LANG, "Code of the language that it was read in: as given, else as found."),
    DOCUMENT_GETTER("published", DOCUMENT_PUBLISHED, "Day of publication, YYYY-MM-DD, or None."),
    DOCUMENT_GETTER("title", DOCUMENT_TITLE, "The title, or None."),
    {"text", get_text, NULL, "The text as it was given; offsets of records count its characters.", NULL},
    DOCUMENT_GETTER("url", DOCUMENT_URL, "The address, or None."),
    DOCUMENT_GETTER("publisher", DOCUMENT_PUBLISHER, "The publisher, or None."),
    {"version", get_version, NULL, "Version of the program, +, checksum of the data.", NULL},
    {"statements", get_statements, NULL, "Records: the statements in the order of the text.", NULL},
    {"events", get_events, NULL, "Records: the events in the order of the text.", NULL},
    {NULL, NULL, NULL, NULL, NULL}};

static PyMethodDef RESULT_METHODS[] = {
    {"to_dict", result_dict, METH_NOARGS,
     "to_dict($self)\n--\n\nThe document's fields, and its records as lists of dicts."},
    {"to_json", result_json, METH_NOARGS,
     "to_json($self)\n--\n\nThe lines that the command writes for the document, each with its line end."},
    {"_repr_html_", result_html, METH_NOARGS, "The marked-up article for a notebook."},
    {"__copy__", same, METH_NOARGS, NULL},
    {"__deepcopy__", same, METH_O, NULL},
    {"__reduce__", result_reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static PyMethodDef RECORDS_METHODS[] = {
    {"table", records_table, METH_NOARGS,
     "table($self)\n--\n\nThe records as a Table, in the columns of docs/formats/arrow.md."},
    {"__arrow_c_stream__", (PyCFunction)(void (*)(void))records_stream, METH_VARARGS | METH_KEYWORDS,
     "__arrow_c_stream__($self, requested_schema=None)\n--\n\nThe records as an Arrow stream (PyCapsule)."},
    {"__arrow_c_schema__", records_schema, METH_NOARGS, "__arrow_c_schema__($self)\n--\n\nThe columns (PyCapsule)."},
    {"_repr_html_", records_html, METH_NOARGS, "A table for a notebook."},
    {"__reduce__", records_reduce, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static PyType_Slot RESULT_SLOTS[] = {{Py_tp_doc, "A document with the statements and events that were found in it."},
                                     {Py_tp_dealloc, result_dealloc},
                                     {Py_tp_repr, result_repr},
                                     {Py_tp_richcompare, result_compare},
                                     {Py_tp_hash, PyObject_HashNotImplemented},
                                     {Py_tp_getset, RESULT_GETTERS},
                                     {Py_tp_methods, RESULT_METHODS},
                                     {0, NULL}};

static PyType_Slot RECORDS_SLOTS[] = {
    {Py_tp_doc, "The statements or events of a result: a sequence that makes records as they are asked for."},
    {Py_tp_dealloc, records_dealloc},
    {Py_tp_repr, records_repr},
    {Py_tp_richcompare, records_compare},
    {Py_tp_hash, PyObject_HashNotImplemented},
    {Py_tp_iter, PySeqIter_New},
    {Py_sq_length, records_length},
    {Py_sq_item, records_item},
    {Py_mp_length, records_length},
    {Py_mp_subscript, records_subscript},
    {Py_tp_methods, RECORDS_METHODS},
    {0, NULL}};

bool result_types_add(PyObject *module) {
  unsigned flags = EXTENSION_FLAGS | Py_TPFLAGS_DISALLOW_INSTANTIATION;
  PyType_Spec result = {"seimei.Result", sizeof(result_object), 0, flags, RESULT_SLOTS};
  PyType_Spec records = {"seimei.Records", sizeof(records_object), 0, flags, RECORDS_SLOTS};
  seimei_python.result = extension_type(module, &result);
  seimei_python.records = seimei_python.result ? extension_type(module, &records) : NULL;
  return seimei_python.records != NULL;
}
