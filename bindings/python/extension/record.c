/* record.c - the types of records, made out of the tables of fields. A record holds its result and a place in it;
 * attributes are made when they are asked for. */
#include "extension.h"

#include "write/json.h"
#include "write/slice.h"

/* ---- one field ---- */

static PyObject *actors_tuple(const record_object *r, const seimei_actors *actors) {
  PyObject *made = PyTuple_New((Py_ssize_t)actors->count);
  for (size_t i = 0; made && i < actors->count; i++) {
    PyObject *one = record_new(r->owner, r->part, KIND_ACTOR, &actors->at[i]);
    if (!one || PyTuple_SetItem(made, (Py_ssize_t)i, one)) Py_CLEAR(made);
  }
  return made;
}

static PyObject *content_tuple(const record_object *r, const seimei_statement *s) {
  PyObject *made = PyTuple_New((Py_ssize_t)s->content_count);
  for (size_t i = 0; made && i < s->content_count; i++) {
    PyObject *one = record_new(r->owner, r->part, KIND_WORDS, &s->content[i]);
    if (!one || PyTuple_SetItem(made, (Py_ssize_t)i, one)) Py_CLEAR(made);
  }
  return made;
}

static PyObject *text_tuple(const seimei_view *at, size_t count) {
  size_t known = 0;
  for (size_t i = 0; i < count; i++) known += at[i].len > 0;
  PyObject *made = PyTuple_New((Py_ssize_t)known);
  for (size_t i = 0, n = 0; made && i < count; i++) {
    if (!at[i].len) continue;
    PyObject *one = text_of(at[i]);
    if (!one || PyTuple_SetItem(made, (Py_ssize_t)n++, one)) Py_CLEAR(made);
  }
  return made;
}

static PyObject *string_tuple(const char *word) {
  seimei_view v = view_of_string(word);
  return text_tuple(&v, 1);
}

/* The number that the record's line has. */
static PyObject *score(double value) {
  buffer digits;
  buffer_init(&digits, &memory_allocator);
  json_score(&digits, value);
  buffer_add_byte(&digits, '\0');
  bool failed = digits.failed;
  double rounded = failed || digits.ptr[0] == 'n' ? value : PyOS_string_to_double(digits.ptr, NULL, NULL);
  buffer_release(&digits);
  return failed ? PyErr_NoMemory() : PyFloat_FromDouble(rounded);
}

static PyObject *place_in_text(const seimei_words *w, uint32_t at) {
  if (w->text.len) return PyLong_FromUnsignedLong(at);
  Py_RETURN_NONE;
}

static PyObject *part_of(const record_object *r, kind_id kind, const void *at, bool known) {
  if (known) return record_new(r->owner, r->part, kind, at);
  Py_RETURN_NONE;
}

static PyObject *list_value(const record_object *r, field_kind kind, const void *at) {
  const seimei_event *e = r->at;
  switch (kind) {
  case FIELD_TYPE: return string_tuple(seimei_type_name(*(const seimei_type *)at));
  case FIELD_TEXT_LIST: return text_tuple(at, 1);
  case FIELD_CONTEXTS: return text_tuple(e->context, e->context_count);
  case FIELD_ACTORS: return actors_tuple(r, at);
  default: return content_tuple(r, r->at);
  }
}

static PyObject *part_value(const record_object *r, field_kind kind, const void *at) {
  const seimei_event *e = r->at;
  switch (kind) {
  case FIELD_WORDS: return part_of(r, KIND_WORDS, at, ((const seimei_words *)at)->text.len > 0);
  case FIELD_SENTENCE: return part_of(r, KIND_SENTENCE, at, true);
  case FIELD_PLACE: return part_of(r, KIND_PLACE, e, e->place.text.len || e->place_code.len);
  default: return part_of(r, KIND_QUANTITY, at, ((const seimei_quantity *)at)->known);
  }
}

static PyObject *field_value(const record_object *r, const record_field *f) {
  const void *at = (const char *)r->at + f->offset;
  const seimei_words *words = at;
  switch (f->kind) {
  case FIELD_CONSTANT: return PyUnicode_FromString(RECORD_KINDS[r->kind].word);
  case FIELD_TEXT: return text_or_none(*(const seimei_view *)at);
  case FIELD_DOC: return text_or_none(r->part->records.doc);
  case FIELD_VERSION: return text_or_none(r->part->records.version);
  case FIELD_BEGIN: return place_in_text(words, words->span.begin);
  case FIELD_END: return place_in_text(words, words->span.end);
  case FIELD_COUNTER: return PyLong_FromUnsignedLong(*(const uint32_t *)at);
  case FIELD_INTEGER: return PyLong_FromLong(*(const int *)at);
  case FIELD_NUMBER: return PyFloat_FromDouble(*(const double *)at);
  case FIELD_SCORE: return score(*(const double *)at);
  case FIELD_STATUS: return PyUnicode_FromString(seimei_event_status_name(*(const seimei_event_status *)at));
  case FIELD_MANNER: return PyUnicode_FromString(seimei_manner_name(*(const seimei_manner *)at));
  case FIELD_TYPE:
  case FIELD_TEXT_LIST:
  case FIELD_CONTEXTS:
  case FIELD_ACTORS:
  case FIELD_CONTENT: return list_value(r, f->kind, at);
  case FIELD_WORDS:
  case FIELD_SENTENCE:
  case FIELD_PLACE:
  case FIELD_QUANTITY: return part_value(r, f->kind, at);
  }
  Py_RETURN_NONE;
}

static PyObject *get_field(PyObject *self, void *field) { return field_value((record_object *)self, field); }

/* ---- what the tables do not have ---- */

static bool place_of(const record_object *r, seimei_span *span) {
  for (size_t i = 0; i < RECORD_KINDS[r->kind].field_count; i++) {
    const record_field *f = &RECORD_KINDS[r->kind].fields[i];
    const void *at = (const char *)r->at + f->offset;
    if (f->kind == FIELD_BEGIN)
      return *span = ((const seimei_words *)at)->span, ((const seimei_words *)at)->text.len > 0;
  }
  *span = ((const seimei_sentence *)r->at)->span;
  return true;
}

static PyObject *get_span(PyObject *self, void *unused) {
  (void)unused;
  seimei_span span;
  if (!place_of((record_object *)self, &span)) Py_RETURN_NONE;
  return Py_BuildValue("(II)", span.begin, span.end);
}

static PyObject *get_sentence_text(PyObject *self, void *unused) {
  (void)unused;
  const record_object *r = (record_object *)self;
  slicer s = slicer_of(r->owner->coded->doc.text);
  return text_of(slice_next(&s, ((const seimei_sentence *)r->at)->span));
}

static PyObject *get_result(PyObject *self, void *unused) {
  (void)unused;
  return Py_NewRef((PyObject *)((record_object *)self)->owner);
}

/* ---- conversions ---- */

bool is_record(PyObject *o) {
  for (int i = 0; i < KIND_COUNT; i++)
    if (Py_IS_TYPE(o, seimei_python.kinds[i])) return true;
  return false;
}

static PyObject *record_dict(const record_object *r) {
  const record_kind *kind = &RECORD_KINDS[r->kind];
  PyObject *made = PyDict_New();
  for (size_t i = 0; made && i < kind->field_count; i++) {
    PyObject *value = field_value(r, &kind->fields[i]);
    PyObject *plain = value ? plain_value(value) : NULL;
    Py_XDECREF(value);
    if (!plain || PyDict_SetItemString(made, kind->fields[i].name, plain)) Py_CLEAR(made);
    Py_XDECREF(plain);
  }
  return made;
}

PyObject *plain_value(PyObject *value) {
  if (is_record(value)) return record_dict((record_object *)value);
  if (!PyTuple_Check(value)) return Py_NewRef(value);
  Py_ssize_t n = PyTuple_Size(value);
  PyObject *made = PyList_New(n);
  for (Py_ssize_t i = 0; made && i < n; i++) {
    PyObject *one = plain_value(PyTuple_GetItem(value, i));
    if (!one || PyList_SetItem(made, i, one)) Py_CLEAR(made);
  }
  return made;
}

static PyObject *to_dict(PyObject *self, PyObject *unused) {
  (void)unused;
  return record_dict((record_object *)self);
}

static PyObject *to_json(PyObject *self, PyObject *unused) {
  (void)unused;
  const record_object *r = (record_object *)self;
  buffer line;
  buffer_init(&line, &memory_allocator);
  coded_write_record(r->part, r->kind, r->at, &line);
  PyObject *made = line.failed ? PyErr_NoMemory() : text_of(view_of(line.ptr, line.len - 1));
  buffer_release(&line);
  return made;
}

/* ---- equality ---- */

static PyObject *fields_tuple(const record_object *r) {
  const record_kind *kind = &RECORD_KINDS[r->kind];
  PyObject *made = PyTuple_New((Py_ssize_t)kind->field_count);
  for (size_t i = 0; made && i < kind->field_count; i++) {
    PyObject *value = field_value(r, &kind->fields[i]);
    if (!value || PyTuple_SetItem(made, (Py_ssize_t)i, value)) Py_CLEAR(made);
  }
  return made;
}

static PyObject *compare(PyObject *self, PyObject *other, int operation) {
  if ((operation != Py_EQ && operation != Py_NE) || !Py_IS_TYPE(other, Py_TYPE(self))) Py_RETURN_NOTIMPLEMENTED;
  PyObject *mine = fields_tuple((record_object *)self), *others = mine ? fields_tuple((record_object *)other) : NULL;
  PyObject *answer = others ? PyObject_RichCompare(mine, others, operation) : NULL;
  Py_XDECREF(mine);
  Py_XDECREF(others);
  return answer;
}

static Py_hash_t hash(PyObject *self) {
  PyObject *fields = fields_tuple((record_object *)self);
  Py_hash_t made = fields ? PyObject_Hash(fields) : -1;
  Py_XDECREF(fields);
  return made;
}

/* ---- for people ---- */

/* Words(text='述べた', begin=25, end=28): what is not known is left out. */
static PyObject *repr_fields(const record_object *r) {
  const record_kind *kind = &RECORD_KINDS[r->kind];
  PyObject *made = PyUnicode_FromFormat("%s(", kind->name);
  for (size_t i = 0, n = 0; made && i < kind->field_count; i++) {
    PyObject *value = field_value(r, &kind->fields[i]);
    if (!value) Py_CLEAR(made);
    if (!made || value == Py_None) {
      Py_XDECREF(value);
      continue;
    }
    PyObject *longer = PyUnicode_FromFormat("%U%s%s=%R", made, n++ ? ", " : "", kind->fields[i].name, value);
    Py_DECREF(value);
    object_replace(&made, longer);
  }
  PyObject *whole = made ? PyUnicode_FromFormat("%U)", made) : NULL;
  Py_XDECREF(made);
  return whole;
}

static void add_labels(buffer *b, const seimei_actors *actors) {
  for (size_t i = 0; i < actors->count; i++) {
    if (i) buffer_add_string(b, ", ");
    buffer_add(b, actors->at[i].label);
  }
  if (!actors->count) buffer_add_string(b, "?");
}

static void add_known(buffer *b, seimei_view text) {
  if (text.len) buffer_printf(b, " %.*s", (int)text.len, text.ptr);
}

static void add_quoted(buffer *b, const char *before, const seimei_words *w) {
  enum { MOST = 240 }; /* bytes */
  seimei_view text = w->text;
  if (!text.len) return;
  while (text.len > MOST) text.len = utf8_before(text, text.len < MOST + 4 ? text.len : MOST + 4);
  buffer_printf(b, " %s", before);
  buffer_add_byte(b, '\'');
  buffer_add(b, text);
  buffer_add_string(b, text.len < w->text.len ? "…'" : "'");
  buffer_printf(b, "[%u:%u]", w->span.begin, w->span.end);
}

static void describe_event(buffer *b, const seimei_event *e) {
  buffer_add_string(b, "<Event ");
  buffer_add(b, e->id);
  add_known(b, e->date);
  buffer_printf(b, " %s", seimei_type_name(e->type));
  add_known(b, e->mode);
  buffer_add_byte(b, ' ');
  add_labels(b, &e->actor);
  if (e->recipient.count) buffer_add_string(b, " → "), add_labels(b, &e->recipient);
  add_quoted(b, "", &e->trigger);
  add_quoted(b, "about ", &e->about);
  buffer_printf(b, " %s>", seimei_event_status_name(e->status));
}

static void describe_statement(buffer *b, const seimei_statement *s) {
  buffer_add_string(b, "<Statement ");
  buffer_add(b, s->id);
  add_known(b, s->date);
  buffer_add_byte(b, ' ');
  add_labels(b, &s->source);
  add_quoted(b, "", &s->cue);
  buffer_add_byte(b, ':');
  for (size_t i = 0; i < s->content_count; i++) add_quoted(b, "", &s->content[i]);
  buffer_printf(b, " %s>", seimei_manner_name(s->manner));
}

static PyObject *repr(PyObject *self) {
  const record_object *r = (record_object *)self;
  if (r->kind != KIND_EVENT && r->kind != KIND_STATEMENT) return repr_fields(r);
  buffer b;
  buffer_init(&b, &memory_allocator);
  if (r->kind == KIND_EVENT) describe_event(&b, r->at);
  else describe_statement(&b, r->at);
  PyObject *made = b.failed ? PyErr_NoMemory() : text_of(view_of(b.ptr, b.len));
  buffer_release(&b);
  return made;
}

static PyObject *repr_html(PyObject *self, PyObject *unused) {
  (void)unused;
  return call_package("seimei._html", "record", self);
}

/* ---- copies and pickles ---- */

static PyObject *same(PyObject *self, PyObject *unused) {
  (void)unused;
  return Py_NewRef(self);
}

/* The result with the record's place in it; the results of many records of one document are written once. */
static PyObject *reduce(PyObject *self, PyObject *unused) {
  (void)unused;
  const record_object *r = (record_object *)self;
  size_t size = RECORD_KINDS[r->kind].size;
  const char *first =
      r->kind == KIND_EVENT ? (const char *)r->part->records.events : (const char *)r->part->records.statements;
  uint32_t before = r->kind == KIND_EVENT ? r->part->first_event : r->part->first_statement;
  PyObject *make = PyObject_GetAttrString(seimei_python.module, "_restore_record");
  return make ? Py_BuildValue("N(Osn)", make, r->owner, RECORD_KINDS[r->kind].word,
                              (Py_ssize_t)(((const char *)r->at - first) / size + before))
              : NULL;
}

static PyObject *refuse_pickle(PyObject *self, PyObject *unused) {
  (void)unused;
  PyErr_Format(PyExc_TypeError, "%s is a part of a record: pickle the Event, Statement or Result that has it",
               RECORD_KINDS[((record_object *)self)->kind].name);
  return NULL;
}

/* ---- types ---- */

PyObject *record_new(result_object *owner, const coded_part *part, kind_id kind, const void *at) {
  record_object *r = PyObject_New(record_object, seimei_python.kinds[kind]);
  if (!r) return NULL;
  r->owner = (result_object *)Py_NewRef((PyObject *)owner);
  r->part = part;
  r->at = at;
  r->kind = kind;
  return (PyObject *)r;
}

static void dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  Py_DECREF((PyObject *)((record_object *)self)->owner);
  PyObject_Free(self);
  Py_DECREF((PyObject *)type);
}

#define SPAN_DOC "Tuple (begin, end): text[begin:end] are the words; None where there are none."
#define DICT_DOC "to_dict($self)\n--\n\nThe record as dict, lists, strings and numbers, with the keys of the contract."
#define JSON_DOC "to_json($self)\n--\n\nThe line that the command writes for this record, without its line end."
#define HTML_DOC "The record for a notebook."

static PyMethodDef PART_METHODS[] = {{"to_dict", to_dict, METH_NOARGS, DICT_DOC},
                                     {"__copy__", same, METH_NOARGS, NULL},
                                     {"__deepcopy__", same, METH_O, NULL},
                                     {"__reduce__", refuse_pickle, METH_NOARGS, NULL},
                                     {NULL, NULL, 0, NULL}};

static PyMethodDef RECORD_METHODS[] = {{"to_dict", to_dict, METH_NOARGS, DICT_DOC},
                                       {"to_json", to_json, METH_NOARGS, JSON_DOC},
                                       {"_repr_html_", repr_html, METH_NOARGS, HTML_DOC},
                                       {"__copy__", same, METH_NOARGS, NULL},
                                       {"__deepcopy__", same, METH_O, NULL},
                                       {"__reduce__", reduce, METH_NOARGS, NULL},
                                       {NULL, NULL, 0, NULL}};

static const PyGetSetDef SPAN = {"span", get_span, NULL, SPAN_DOC, NULL};
static const PyGetSetDef TEXT_OF_SENTENCE = {"text", get_sentence_text, NULL, "The sentence itself.", NULL};
static const PyGetSetDef RESULT = {"result", get_result, NULL, "The Result that the record is of.", NULL};

enum { MOST_FIELDS = 32 };
static PyGetSetDef getters[KIND_COUNT][MOST_FIELDS];

static bool add_kind(PyObject *module, kind_id id) {
  static char names[KIND_COUNT][32];
  const record_kind *kind = &RECORD_KINDS[id];
  bool whole = id == KIND_STATEMENT || id == KIND_EVENT;
  size_t n = 0;
  for (; n < kind->field_count; n++)
    getters[id][n] =
        (PyGetSetDef){kind->fields[n].name, get_field, NULL, kind->fields[n].meaning, (void *)&kind->fields[n]};
  getters[id][n++] = whole ? RESULT : SPAN;
  if (id == KIND_SENTENCE) getters[id][n++] = TEXT_OF_SENTENCE;
  snprintf(names[id], sizeof names[id], "seimei.%s", kind->name);
  PyType_Slot slots[] = {{Py_tp_doc, (void *)kind->meaning},
                         {Py_tp_dealloc, dealloc},
                         {Py_tp_repr, repr},
                         {Py_tp_hash, hash},
                         {Py_tp_richcompare, compare},
                         {Py_tp_getset, getters[id]},
                         {Py_tp_methods, whole ? RECORD_METHODS : PART_METHODS},
                         {0, NULL}};
  PyType_Spec spec = {names[id], sizeof(record_object), 0, EXTENSION_FLAGS | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots};
  return (seimei_python.kinds[id] = extension_type(module, &spec)) != NULL;
}

bool record_types_add(PyObject *module) {
  for (int i = 0; i < KIND_COUNT; i++)
    if (!add_kind(module, (kind_id)i)) return false;
  return true;
}
