/* many.c - code_many: an iterator that reads documents ahead, has a crew code them and gives results in order.
 *
 * Documents are taken and results given on the thread that asks; the crew's threads never touch Python. While it waits
 * the interpreter's lock is free, and signals are looked at several times a second. */
#include "extension.h"

#include <unistd.h>

#include "crew.h"

enum { SIGNALS_EVERY = 50 /* ms */, MOST_THREADS = 256, MOST_USUAL = 8 };

/* What Python knows of a job. */
typedef struct {
  PyObject *document, *text, *failure;
} ticket;

typedef struct coding_object {
  PyObject_HEAD coder_object *coder;
  PyObject *documents; /* an iterator; NULL: used up */
  PyObject *held;      /* what it raised: comes after the results before it */
  crew *crew;
  ticket *tickets;
  uint64_t put, given;
  bool returns_failures, running;
  long process;
  struct coding_object *next, **link; /* all that are alive */
} coding_object;

static coding_object *alive;

/* ---- exceptions as objects ---- */

static PyObject *take_exception(void) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  PyErr_NormalizeException(&type, &value, &traceback);
  if (traceback) PyException_SetTraceback(value, traceback);
  Py_XDECREF(type);
  Py_XDECREF(traceback);
  return value;
}

static PyObject *raise_object(PyObject *exception) {
  PyErr_SetObject((PyObject *)Py_TYPE(exception), exception);
  Py_DECREF(exception);
  return NULL;
}

/* ---- documents in ---- */

static ticket *ticket_of(coding_object *m, uint64_t number) { return &m->tickets[number % crew_room(m->crew)]; }

static void ticket_clear(ticket *t) {
  Py_CLEAR(t->document);
  Py_CLEAR(t->text);
  Py_CLEAR(t->failure);
}

/* Takes the reference to document. */
static void put_document(coding_object *m, PyObject *document) {
  char id[32];
  document_fields f;
  ticket *t = ticket_of(m, m->put);
  crew_job job = {.coded = NULL};
  snprintf(id, sizeof id, "%llu", (unsigned long long)++m->put);
  if (document_fields_from(&f, document)) {
    job.coded = document_fields_code(&f, id);
    t->text = Py_XNewRef(f.at[DOCUMENT_TEXT]);
    document_fields_clear(&f);
  }
  if (!job.coded) t->failure = take_exception();
  t->document = document;
  crew_put(m->crew, job);
}

/* false with an exception that cannot wait. */
static bool read_one(coding_object *m) {
  PyObject *document = PyIter_Next(m->documents);
  if (document) {
    put_document(m, document);
    return true;
  }
  if (!PyErr_Occurred()) {
    Py_CLEAR(m->documents);
    return true;
  }
  if (!PyErr_ExceptionMatches(PyExc_Exception)) return false;
  m->held = take_exception();
  Py_CLEAR(m->documents);
  return true;
}

static bool read_ahead(coding_object *m) {
  while (m->documents && crew_has_room(m->crew) && !crew_is_ahead(m->crew))
    if (!read_one(m)) return false;
  return true;
}

/* ---- results out ---- */

static bool wait_for_oldest(coding_object *m) {
  bool done = false;
  while (!done) {
    Py_BEGIN_ALLOW_THREADS done = crew_wait(m->crew, SIGNALS_EVERY);
    Py_END_ALLOW_THREADS if (!done && PyErr_CheckSignals()) return false;
  }
  return true;
}

static PyObject *failure_of(coding_object *m, const crew_job *job, ticket *t) {
  PyObject *error = t->failure ? Py_NewRef(t->failure) : error_object(&job->error), *made = NULL;
  if (!error) return NULL;
  if (!m->returns_failures) return raise_object(error);
  PyObject *id = job->coded ? text_or_none(job->coded->doc.id) : Py_NewRef(Py_None);
  if (id) made = PyObject_CallFunction((PyObject *)seimei_python.failure, "OOO", id, t->document, error);
  Py_XDECREF(id);
  Py_DECREF(error);
  return made;
}

static PyObject *give_oldest(coding_object *m) {
  crew_job job = crew_take(m->crew);
  ticket *t = ticket_of(m, m->given++), mine = *t;
  *t = (ticket){NULL};
  PyObject *made;
  if (job.coded && !job.status) {
    made = result_new(job.coded, mine.text);
  } else {
    made = failure_of(m, &job, &mine);
    coded_free(job.coded);
  }
  ticket_clear(&mine);
  return made;
}

static PyObject *next_result(coding_object *m) {
  if (!read_ahead(m)) return NULL;
  if (crew_size(m->crew)) return wait_for_oldest(m) ? give_oldest(m) : NULL;
  if (!m->held) return NULL;
  PyObject *held = m->held;
  m->held = NULL;
  return raise_object(held);
}

static PyObject *many_next(PyObject *self) {
  coding_object *m = (coding_object *)self;
  if (m->process != getpid())
    return PyErr_Format(PyExc_RuntimeError, "code_many() was begun in another process; begin it anew in this one");
  if (!m->crew) return PyErr_Format(PyExc_RuntimeError, "the interpreter is shutting down");
  if (m->running) return PyErr_Format(PyExc_ValueError, "another thread is taking a result from this code_many()");
  m->running = true;
  PyObject *made = next_result(m);
  m->running = false;
  return made;
}

/* ---- life ---- */

/* Ends the threads. What a fork has left of them in the child is not touched. */
static void many_stop(coding_object *m) {
  crew *c = m->crew;
  m->crew = NULL;
  if (!c || m->process != getpid()) return;
  for (uint64_t i = m->given; m->tickets && i < m->put; i++) ticket_clear(&m->tickets[i % crew_room(c)]);
  memory_resize(m->tickets, 0);
  m->tickets = NULL;
  m->coder->busy--;
  Py_BEGIN_ALLOW_THREADS crew_free(c);
  Py_END_ALLOW_THREADS
}

void many_stop_all(void) {
  while (alive && alive->process == getpid() && alive->crew) {
    coding_object *m = alive;
    Py_INCREF((PyObject *)m);
    many_stop(m);
    if (alive == m) alive = m->next;
    Py_DECREF((PyObject *)m);
  }
}

static unsigned usual_threads(void) {
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  return processors < 1 ? 1 : processors > MOST_USUAL ? MOST_USUAL : (unsigned)processors;
}

static bool read_threads(PyObject *given, unsigned *threads) {
  *threads = usual_threads();
  if (given == Py_None) return true;
  long n = PyLong_AsLong(given);
  if (n == -1 && PyErr_Occurred()) return false;
  if (n < 1 || n > MOST_THREADS)
    return PyErr_Format(PyExc_ValueError, "threads is a number from 1 to %d, not %ld", MOST_THREADS, n), false;
  *threads = (unsigned)n;
  return true;
}

static bool start(coding_object *m, unsigned threads) {
  seimei_engine *engine = coder_engine(m->coder);
  if (!engine) return false;
  m->crew = crew_new(engine, threads);
  m->tickets = m->crew ? memory_resize(NULL, crew_room(m->crew) * sizeof *m->tickets) : NULL;
  if (m->crew) m->coder->busy++;
  if (!m->tickets) return PyErr_NoMemory(), false;
  memset(m->tickets, 0, crew_room(m->crew) * sizeof *m->tickets);
  m->next = alive;
  m->link = &alive;
  if (alive) alive->link = &m->next;
  alive = m;
  return true;
}

static PyObject *new_coding(coder_object *coder, PyObject *documents, unsigned threads, bool returns_failures) {
  coding_object *m = PyObject_GC_New(coding_object, seimei_python.coding);
  if (!m) return NULL;
  memset((char *)m + sizeof(PyObject), 0, sizeof *m - sizeof(PyObject));
  m->coder = (coder_object *)Py_NewRef((PyObject *)coder);
  m->documents = Py_NewRef(documents);
  m->returns_failures = returns_failures;
  m->process = getpid();
  PyObject_GC_Track((PyObject *)m);
  if (start(m, threads)) return (PyObject *)m;
  Py_DECREF((PyObject *)m);
  return NULL;
}

PyObject *many_new(PyObject *self, PyObject *args, PyObject *keywords);

PyObject *many_new(PyObject *self, PyObject *args, PyObject *keywords) {
  static char *names[] = {"documents", "threads", "errors", NULL};
  PyObject *documents, *threads = Py_None;
  const char *errors = "raise";
  unsigned count;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "O|$Os:code_many", names, &documents, &threads, &errors))
    return NULL;
  if (!read_threads(threads, &count)) return NULL;
  if (strcmp(errors, "raise") != 0 && strcmp(errors, "return") != 0)
    return PyErr_Format(PyExc_ValueError, "errors is 'raise' or 'return', not '%s'", errors);
  if (PyUnicode_Check(documents) || PyBytes_Check(documents) || PyDict_Check(documents))
    return PyErr_Format(PyExc_TypeError,
                        "code_many() takes an iterable of documents; for one document there is code()");
  if (seimei_python.ending) return PyErr_Format(PyExc_RuntimeError, "the interpreter is shutting down");
  PyObject *iterator = PyObject_GetIter(documents);
  PyObject *made = iterator ? new_coding((coder_object *)self, iterator, count, strcmp(errors, "return") == 0) : NULL;
  Py_XDECREF(iterator);
  return made;
}

static int many_traverse(PyObject *self, visitproc visit, void *arg) {
  coding_object *m = (coding_object *)self;
  Py_VISIT((PyObject *)Py_TYPE(self));
  Py_VISIT((PyObject *)m->coder);
  Py_VISIT(m->documents);
  Py_VISIT(m->held);
  for (uint64_t i = m->given; m->crew && m->tickets && i < m->put; i++) {
    Py_VISIT(ticket_of(m, i)->document);
    Py_VISIT(ticket_of(m, i)->failure);
  }
  return 0;
}

static int many_clear(PyObject *self) {
  coding_object *m = (coding_object *)self;
  Py_CLEAR(m->documents);
  Py_CLEAR(m->held);
  return 0;
}

static void many_dealloc(PyObject *self) {
  coding_object *m = (coding_object *)self;
  PyTypeObject *type = Py_TYPE(self);
  PyObject_GC_UnTrack(self);
  if (m->link) *m->link = m->next;
  if (m->next) m->next->link = m->link;
  many_stop(m);
  many_clear(self);
  Py_XDECREF((PyObject *)m->coder);
  PyObject_GC_Del(self);
  Py_DECREF((PyObject *)type);
}

static PyType_Slot SLOTS[] = {{Py_tp_doc, "Results of code_many(), in the order of the documents."},
                              {Py_tp_dealloc, many_dealloc},
                              {Py_tp_traverse, many_traverse},
                              {Py_tp_clear, many_clear},
                              {Py_tp_iter, PyObject_SelfIter},
                              {Py_tp_iternext, many_next},
                              {0, NULL}};

bool many_types_add(PyObject *module) {
  PyType_Spec spec = {"seimei.Coding", sizeof(coding_object), 0,
                      EXTENSION_FLAGS | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_DISALLOW_INSTANTIATION, SLOTS};
  return (seimei_python.coding = extension_type(module, &spec)) != NULL;
}
