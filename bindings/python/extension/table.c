/* table.c - Table: columns of records, built once and handed over as often as somebody asks, through the Arrow
 * PyCapsule protocol. Consumers hold the buffers themselves, so neither they nor the table copy anything. */
#include "extension.h"

#include <errno.h>

#include "export/arrow_hold.h"
#include "record/full_day.h"
#include "write/slice.h"

static const export_format *format_of(kind_id kind) {
  return kind == KIND_STATEMENT ? &EXPORT_STATEMENTS : &EXPORT_EVENTS;
}

/* ---- batches, shared by tables and streams ---- */

typedef struct {
  held_batch **at;
  uint32_t count, room;
} batch_list;

static bool list_add(batch_list *l, held_batch *batch) {
  if (l->count == l->room) {
    uint32_t room = l->room ? 2 * l->room : 4;
    held_batch **at = memory_resize(l->at, room * sizeof *at);
    if (!at) return false;
    l->at = at;
    l->room = room;
  }
  l->at[l->count++] = batch;
  return true;
}

static void list_release(batch_list *l) {
  for (uint32_t i = 0; i < l->count; i++) held_batch_drop(l->at[i]);
  memory_resize(l->at, 0);
}

/* ---- streams ---- */

typedef struct {
  batch_list batches;
  kind_id kind;
  uint32_t next;
} table_stream;

static int get_schema(struct ArrowArrayStream *stream, struct ArrowSchema *out) {
  const table_stream *t = stream->private_data;
  return arrow_schema_fill(format_of(t->kind), out) ? 0 : ENOMEM;
}

/* A released array means the end. */
static int get_next(struct ArrowArrayStream *stream, struct ArrowArray *out) {
  table_stream *t = stream->private_data;
  *out = (struct ArrowArray){.length = 0};
  if (t->next == t->batches.count) return 0;
  return held_batch_give(t->batches.at[t->next++], out) ? 0 : ENOMEM;
}

static const char *get_last_error(struct ArrowArrayStream *stream) {
  (void)stream;
  return NULL;
}

static void release_stream(struct ArrowArrayStream *stream) {
  table_stream *t = stream->private_data;
  list_release(&t->batches);
  memory_resize(t, 0);
  stream->release = NULL;
}

static void free_stream(PyObject *capsule) {
  struct ArrowArrayStream *stream = PyCapsule_GetPointer(capsule, "arrow_array_stream");
  if (stream->release) stream->release(stream);
  memory_resize(stream, 0);
}

PyObject *stream_capsule(const struct ArrowArrayStream *stream) {
  struct ArrowArrayStream *copy = memory_resize(NULL, sizeof *copy);
  if (copy) *copy = *stream;
  PyObject *made = copy ? PyCapsule_New(copy, "arrow_array_stream", free_stream) : PyErr_NoMemory();
  if (made) return made;
  struct ArrowArrayStream unused = *stream;
  unused.release(&unused);
  memory_resize(copy, 0);
  return NULL;
}

static void free_schema(PyObject *capsule) {
  struct ArrowSchema *schema = PyCapsule_GetPointer(capsule, "arrow_schema");
  if (schema->release) schema->release(schema);
  memory_resize(schema, 0);
}

PyObject *schema_capsule(kind_id kind) {
  struct ArrowSchema *schema = memory_resize(NULL, sizeof *schema);
  if (!schema || !arrow_schema_fill(format_of(kind), schema)) {
    memory_resize(schema, 0);
    return PyErr_NoMemory();
  }
  PyObject *made = PyCapsule_New(schema, "arrow_schema", free_schema);
  if (made) return made;
  schema->release(schema);
  memory_resize(schema, 0);
  return NULL;
}

/* ---- rows ---- */

typedef struct {
  kind_id kind;
  batch_list batches;
  held_batch *open; /* not full yet; NULL: none */
  arena memory;
  int64_t rows;
} builder;

static bool close_batch(builder *b) {
  held_batch *full = b->open;
  b->open = NULL;
  if (!full) return true;
  if (!arrow_batch_has_failed(held_batch_columns(full)) && list_add(&b->batches, full)) return true;
  held_batch_drop(full);
  return false;
}

/* The row of a record as the exports of a store have it. */
static void fill_record(const coded *c, const coded_part *part, kind_id kind, const void *at, slicer *where,
                        full_day *day, loaded_record *out) {
  const seimei_event *e = at;
  const seimei_statement *s = at;
  bool statement = kind == KIND_STATEMENT;
  *out = (loaded_record){.doc = c->doc, .name = c->doc.id};
  out->records = (seimei_records){.doc = part->records.doc, .version = part->records.version};
  if (statement) out->records.statements = s, out->records.statement_count = 1;
  else out->records.events = e, out->records.event_count = 1;
  out->evidence = slice_next(where, statement ? s->sentence.span : e->sentence.span);
  out->day = full_day_fill(day, statement ? s->date : e->date, c->doc.published);
}

static bool add_row(builder *b, const coded *c, uint32_t index, slicer *where) {
  loaded_record record;
  full_day day;
  sheet_row row;
  export_cell x = {.arena = &b->memory, .row = &row, .record = &record};
  const coded_part *part;
  const void *at = coded_record(c, b->kind, index, &part);
  if (!b->open && !(b->open = held_batch_new(format_of(b->kind)))) return false;
  arrow_batch *batch = held_batch_columns(b->open);
  arena_reset(&b->memory);
  fill_record(c, part, b->kind, at, where, &day, &record);
  export_fill(format_of(b->kind), &x, 0);
  arrow_batch_add(batch, &row);
  b->rows++;
  return !arrow_batch_is_full(batch) || close_batch(b);
}

/* false: no memory. Needs nothing of Python. */
static bool add_rows(builder *b, const coded *c, uint32_t first, uint32_t end) {
  jmp_buf failed;
  slicer where = slicer_of(c->doc.text);
  bool good = !setjmp(failed);
  b->memory.on_failure = &failed;
  if (good)
    for (uint32_t i = first; i < end && good; i++) good = add_row(b, c, i, &where);
  b->memory.on_failure = NULL;
  return good;
}

static bool add_result(builder *b, const result_object *r) {
  bool good;
  Py_BEGIN_ALLOW_THREADS good = add_rows(b, r->coded, 0, coded_count(r->coded, b->kind));
  Py_END_ALLOW_THREADS return good || (PyErr_NoMemory(), false);
}

static bool add_record(builder *b, const record_object *r) {
  const seimei_records *all = &r->part->records;
  uint32_t index = b->kind == KIND_EVENT
                       ? r->part->first_event + (uint32_t)((const seimei_event *)r->at - all->events)
                       : r->part->first_statement + (uint32_t)((const seimei_statement *)r->at - all->statements);
  return add_rows(b, r->owner->coded, index, index + 1) || (PyErr_NoMemory(), false);
}

static bool add_item(builder *b, PyObject *item) {
  if (Py_IS_TYPE(item, seimei_python.result)) return add_result(b, (result_object *)item);
  if (Py_IS_TYPE(item, seimei_python.records) && ((records_object *)item)->kind == b->kind)
    return add_result(b, ((records_object *)item)->owner);
  if (Py_IS_TYPE(item, seimei_python.kinds[b->kind])) return add_record(b, (record_object *)item);
  PyErr_Format(PyExc_TypeError, "a table of %ss is made of Result, Records and %s, not %R", RECORD_KINDS[b->kind].word,
               RECORD_KINDS[b->kind].name, (PyObject *)Py_TYPE(item));
  return false;
}

static bool add_all(builder *b, PyObject *results) {
  if (Py_IS_TYPE(results, seimei_python.result) || Py_IS_TYPE(results, seimei_python.records))
    return add_item(b, results);
  PyObject *iterator = PyObject_GetIter(results), *item;
  bool good = iterator != NULL;
  while (good && (item = PyIter_Next(iterator))) {
    good = add_item(b, item);
    Py_DECREF(item);
  }
  Py_XDECREF(iterator);
  return good && !PyErr_Occurred();
}

/* ---- the type ---- */

typedef struct {
  PyObject_HEAD batch_list batches;
  kind_id kind;
  int64_t rows;
} table_object;

PyObject *table_from(PyObject *results, kind_id kind) {
  builder b = {.kind = kind};
  arena_init(&b.memory, &memory_allocator);
  bool good = add_all(&b, results);
  if (good && !close_batch(&b)) good = false, PyErr_NoMemory();
  held_batch_drop(b.open);
  arena_release(&b.memory);
  table_object *t = good ? PyObject_New(table_object, seimei_python.table) : NULL;
  if (!t) {
    list_release(&b.batches);
    return NULL;
  }
  t->batches = b.batches;
  t->kind = kind;
  t->rows = b.rows;
  return (PyObject *)t;
}

PyObject *events_table(PyObject *self, PyObject *results);
PyObject *statements_table(PyObject *self, PyObject *results);

PyObject *events_table(PyObject *self, PyObject *results) {
  (void)self;
  return table_from(results, KIND_EVENT);
}

PyObject *statements_table(PyObject *self, PyObject *results) {
  (void)self;
  return table_from(results, KIND_STATEMENT);
}

static void dealloc(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  list_release(&((table_object *)self)->batches);
  PyObject_Free(self);
  Py_DECREF((PyObject *)type);
}

static bool copy_list(batch_list *to, const batch_list *from) {
  for (uint32_t i = 0; i < from->count; i++)
    if (!list_add(to, from->at[i])) return to->count = 0, list_release(to), false;
  for (uint32_t i = 0; i < from->count; i++) held_batch_keep(from->at[i]);
  return true;
}

static PyObject *arrow_stream(PyObject *self, PyObject *args, PyObject *keywords) {
  static char *names[] = {"requested_schema", NULL};
  PyObject *unused = NULL;
  const table_object *t = (table_object *)self;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O:__arrow_c_stream__", names, &unused)) return NULL;
  table_stream *made = memory_resize(NULL, sizeof *made);
  if (!made) return PyErr_NoMemory();
  *made = (table_stream){.kind = t->kind};
  if (!copy_list(&made->batches, &t->batches)) return memory_resize(made, 0), PyErr_NoMemory();
  struct ArrowArrayStream stream = {get_schema, get_next, get_last_error, release_stream, made};
  return stream_capsule(&stream);
}

static PyObject *arrow_schema(PyObject *self, PyObject *unused) {
  (void)unused;
  return schema_capsule(((table_object *)self)->kind);
}

static Py_ssize_t length(PyObject *self) { return (Py_ssize_t)((table_object *)self)->rows; }

static PyObject *get_columns(PyObject *self, void *unused) {
  (void)unused;
  const export_format *format = format_of(((table_object *)self)->kind);
  PyObject *made = PyTuple_New((Py_ssize_t)format->column_count);
  for (uint32_t i = 0; made && i < format->column_count; i++) {
    PyObject *name = PyUnicode_FromString(format->columns[i].name);
    if (!name || PyTuple_SetItem(made, (Py_ssize_t)i, name)) Py_CLEAR(made);
  }
  return made;
}

static PyObject *repr(PyObject *self) {
  const table_object *t = (table_object *)self;
  return PyUnicode_FromFormat("<Table of %lld %ss, %u columns>", (long long)t->rows, RECORD_KINDS[t->kind].word,
                              format_of(t->kind)->column_count);
}

static PyGetSetDef GETTERS[] = {{"columns", get_columns, NULL, "Tuple of str: the names of the columns.", NULL},
                                {NULL, NULL, NULL, NULL, NULL}};

static PyMethodDef METHODS[] = {
    {"__arrow_c_stream__", (PyCFunction)(void (*)(void))arrow_stream, METH_VARARGS | METH_KEYWORDS,
     "__arrow_c_stream__($self, requested_schema=None)\n--\n\nThe rows as an Arrow stream (PyCapsule), without a copy; "
     "may be asked for again."},
    {"__arrow_c_schema__", arrow_schema, METH_NOARGS, "__arrow_c_schema__($self)\n--\n\nThe columns (PyCapsule)."},
    {NULL, NULL, 0, NULL}};

static PyType_Slot SLOTS[] = {
    {Py_tp_doc, "Columns of events or statements (docs/formats/arrow.md), for whatever takes Arrow: pyarrow.table(t),\n"
                "polars.DataFrame(t), pandas.DataFrame.from_arrow(t), duckdb.sql('FROM t')."},
    {Py_tp_dealloc, dealloc},
    {Py_tp_repr, repr},
    {Py_sq_length, length},
    {Py_tp_getset, GETTERS},
    {Py_tp_methods, METHODS},
    {0, NULL}};

bool table_types_add(PyObject *module) {
  PyType_Spec spec = {"seimei.Table", sizeof(table_object), 0, EXTENSION_FLAGS | Py_TPFLAGS_DISALLOW_INSTANTIATION,
                      SLOTS};
  return (seimei_python.table = extension_type(module, &spec)) != NULL;
}
