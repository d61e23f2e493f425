/* coder.c - Coder: an engine, and workers for whoever codes.
 *
 * A worker is taken and given back with the interpreter's lock held and codes without it, so that the calls of any
 * number of Python threads go on side by side. After a fork the child has the engine but not the threads that were
 * coding; had one of them been opening a language, nobody would ever finish that, so the child then opens an engine of
 * its own. */
#include "extension.h"

#include <stdlib.h>
#include <unistd.h>

#include "engine/engine.h"

enum { MOST_IDLE = 16 };

/* ---- options ---- */

struct coder_options {
  char *pack, *dictionary;
  char **lexicons;
  size_t lexicon_count, max_document;
};

static void options_free(struct coder_options *o) {
  if (!o) return;
  for (size_t i = 0; i < o->lexicon_count; i++) free(o->lexicons[i]);
  free(o->lexicons);
  free(o->pack);
  free(o->dictionary);
  free(o);
}

/* A path (str, bytes or os.PathLike) as a string of its own. */
static char *path_copy(PyObject *given) {
  PyObject *bytes = NULL;
  if (!PyUnicode_FSConverter(given, &bytes)) return NULL;
  char *copy = strdup(PyBytes_AsString(bytes));
  Py_DECREF(bytes);
  if (!copy) PyErr_NoMemory();
  return copy;
}

static bool take_path(char **to, PyObject *given, const char *otherwise, const char *variable) {
  const char *told = getenv(variable);
  if (given != Py_None) return (*to = path_copy(given)) != NULL;
  if (!otherwise || (told && *told)) return true;
  return (*to = strdup(otherwise)) || PyErr_NoMemory();
}

static bool take_lexicons(struct coder_options *o, PyObject *given) {
  if (given == Py_None) return true;
  if (PyUnicode_Check(given) || PyBytes_Check(given) || PyObject_HasAttrString(given, "__fspath__")) {
    PyErr_SetString(PyExc_TypeError, "lexicon must be a list of paths, not one path");
    return false;
  }
  PyObject *list = PySequence_List(given);
  if (!list) return false;
  size_t count = (size_t)PyList_Size(list);
  o->lexicons = calloc(count + 1, sizeof *o->lexicons);
  bool good = o->lexicons != NULL;
  if (!good) PyErr_NoMemory();
  for (size_t i = 0; good && i < count; i++) {
    good = (o->lexicons[i] = path_copy(PyList_GetItem(list, (Py_ssize_t)i))) != NULL;
    if (good) o->lexicon_count++;
  }
  Py_DECREF(list);
  return good;
}

static seimei_engine *open_engine(const struct coder_options *o) {
  seimei_engine_options options = {.pack_path = o->pack,
                                   .dictionary_path = o->dictionary,
                                   .lexicons = (const char *const *)o->lexicons,
                                   .lexicon_count = o->lexicon_count,
                                   .allocator = &memory_allocator,
                                   .max_document = o->max_document};
  seimei_engine *engine = NULL;
  seimei_error error = {0};
  seimei_status status;
  Py_BEGIN_ALLOW_THREADS status = seimei_engine_open(&options, &engine, &error);
  Py_END_ALLOW_THREADS if (status) raise_error(&error);
  return engine;
}

/* ---- workers ---- */

/* What threads of another process held is given up. */
seimei_engine *coder_engine(coder_object *c) {
  if (c->process == getpid()) return c->engine;
  if (c->busy) {
    seimei_engine *engine = open_engine(c->options);
    if (!engine) return NULL;
    c->engine = engine;
    c->idle_count = 0;
    c->busy = 0;
  }
  c->process = getpid();
  return c->engine;
}

static seimei_worker *take_worker(coder_object *c) {
  seimei_engine *engine = coder_engine(c);
  seimei_worker *worker = NULL;
  seimei_error error = {0};
  if (!engine) return NULL;
  if (c->idle_count) return c->idle[--c->idle_count];
  if (seimei_worker_new(engine, &worker, &error)) raise_error(&error);
  return worker;
}

static void give_worker(coder_object *c, seimei_worker *worker) {
  if (c->idle_count < MOST_IDLE) c->idle[c->idle_count++] = worker;
  else seimei_worker_free(worker);
}

/* ---- one document ---- */

typedef seimei_status coder_work(seimei_worker *worker, coded *c, void *user, seimei_error *error);

/* Runs work without the interpreter's lock. false with an exception. */
static bool run_work(coder_object *coder, coded *c, coder_work *work, void *user) {
  seimei_error error = {0};
  seimei_status status;
  if (seimei_python.ending) {
    PyErr_SetString(PyExc_RuntimeError, "the interpreter is shutting down");
    return false;
  }
  seimei_worker *worker = take_worker(coder);
  if (!worker) return false;
  coder->busy++;
  seimei_python.coding_threads++;
  Py_BEGIN_ALLOW_THREADS status = work(worker, c, user, &error);
  Py_END_ALLOW_THREADS seimei_python.coding_threads--;
  coder->busy--;
  give_worker(coder, worker);
  if (status) raise_error(&error);
  return !status;
}

static seimei_status code_work(seimei_worker *worker, coded *c, void *user, seimei_error *error) {
  (void)user;
  return coded_run(c, worker, error);
}

static bool fields_of_call(document_fields *f, PyObject *args, PyObject *keywords, PyObject **extra) {
  static char *names[] = {"text", "published", "lang", "id", "title", "url", "publisher", NULL};
  static char *names_extra[] = {"text", "published", "lang", "id", "title", "url", "publisher", "sentence", NULL};
  static const int FIELDS[] = {DOCUMENT_PUBLISHED, DOCUMENT_LANG, DOCUMENT_ID,
                               DOCUMENT_TITLE,     DOCUMENT_URL,  DOCUMENT_PUBLISHER};
  PyObject *text, *given[6] = {NULL};
  bool good = extra ? PyArg_ParseTupleAndKeywords(args, keywords, "O|$OOOOOOO", names_extra, &text, &given[0],
                                                  &given[1], &given[2], &given[3], &given[4], &given[5], extra)
                    : PyArg_ParseTupleAndKeywords(args, keywords, "O|$OOOOOO", names, &text, &given[0], &given[1],
                                                  &given[2], &given[3], &given[4], &given[5]);
  *f = (document_fields){0};
  if (!good) return false;
  if (PyBytes_Check(text)) return document_fields_put(f, DOCUMENT_TEXT, text);
  if (!document_fields_from(f, text)) return false;
  for (size_t i = 0; good && i < COUNT_OF(FIELDS); i++) good = document_fields_put(f, FIELDS[i], given[i]);
  return good || (document_fields_clear(f), false);
}

static PyObject *code(PyObject *self, PyObject *args, PyObject *keywords) {
  document_fields f;
  PyObject *made = NULL;
  if (!fields_of_call(&f, args, keywords, NULL)) return NULL;
  coded *c = document_fields_code(&f, "text");
  if (c && run_work((coder_object *)self, c, code_work, NULL)) made = result_new(c, f.at[DOCUMENT_TEXT]);
  else coded_free(c);
  document_fields_clear(&f);
  return made;
}

/* ---- explain ---- */

typedef struct {
  uint32_t sentence;
  buffer text;
} explaining;

static seimei_status explain_work(seimei_worker *worker, coded *c, void *user, seimei_error *error) {
  explaining *e = user;
  return worker_explain(worker, &c->doc, e->sentence, &e->text, error);
}

static PyObject *explain(PyObject *self, PyObject *args, PyObject *keywords) {
  document_fields f;
  PyObject *sentence = Py_None, *made = NULL;
  if (!fields_of_call(&f, args, keywords, &sentence)) return NULL;
  explaining e = {.sentence = UINT32_MAX};
  if (sentence != Py_None) e.sentence = (uint32_t)PyLong_AsUnsignedLong(sentence);
  coded *c = PyErr_Occurred() ? NULL : document_fields_code(&f, "text");
  buffer_init(&e.text, &memory_allocator);
  if (c && run_work((coder_object *)self, c, explain_work, &e))
    made = e.text.failed ? PyErr_NoMemory() : text_of(view_of(e.text.ptr, e.text.len));
  buffer_release(&e.text);
  coded_free(c);
  document_fields_clear(&f);
  return made;
}

/* ---- the type ---- */

static coder_object *new_coder(void) {
  coder_object *c = PyObject_New(coder_object, seimei_python.coder);
  if (!c) return NULL;
  memset((char *)c + sizeof(PyObject), 0, sizeof *c - sizeof(PyObject));
  c->process = getpid();
  c->options = calloc(1, sizeof *c->options);
  c->idle = calloc(MOST_IDLE, sizeof *c->idle);
  if (c->options && c->idle) return c;
  Py_DECREF((PyObject *)c);
  PyErr_NoMemory();
  return NULL;
}

static PyObject *coder_make(PyTypeObject *type, PyObject *args, PyObject *keywords) {
  static char *names[] = {"lexicon", "pack", "dictionary", "max_document", NULL};
  PyObject *lexicon = Py_None, *pack = Py_None, *dictionary = Py_None;
  Py_ssize_t max_document = 0;
  (void)type;
  if (!PyArg_ParseTupleAndKeywords(args, keywords, "|O$OOn:Coder", names, &lexicon, &pack, &dictionary, &max_document))
    return NULL;
  if (max_document < 0)
    return PyErr_Format(PyExc_ValueError, "max_document is a number of bytes, not %zd", max_document);
  coder_object *c = new_coder();
  if (!c) return NULL;
  c->options->max_document = (size_t)max_document;
  bool good = take_path(&c->options->pack, pack, seimei_python.pack, "SEIMEI_PACK") &&
              take_path(&c->options->dictionary, dictionary, seimei_python.dictionary, "SEIMEI_DICTIONARY") &&
              take_lexicons(c->options, lexicon);
  if (good && (c->engine = open_engine(c->options))) return (PyObject *)c;
  Py_DECREF((PyObject *)c);
  return NULL;
}

/* An engine that another process left half-open is not touched. */
static void coder_dealloc(PyObject *self) {
  coder_object *c = (coder_object *)self;
  PyTypeObject *type = Py_TYPE(self);
  if (c->process == getpid() || !c->busy) {
    for (uint32_t i = 0; i < c->idle_count; i++) seimei_worker_free(c->idle[i]);
    seimei_engine_close(c->engine);
  }
  free(c->idle);
  options_free(c->options);
  PyObject_Free(self);
  Py_DECREF((PyObject *)type);
}

static PyObject *get_version(PyObject *self, void *unused) {
  (void)unused;
  return text_of(engine_version(((coder_object *)self)->engine));
}

/* The lines of `seimei info` as a dict. */
static PyObject *info(PyObject *self, PyObject *unused) {
  (void)unused;
  buffer lines;
  seimei_error error = {0};
  buffer_init(&lines, &memory_allocator);
  seimei_engine *engine = coder_engine((coder_object *)self);
  PyObject *made = NULL;
  if (engine && engine_describe(engine, &lines, &error)) raise_error(&error);
  else if (engine) made = PyDict_New();
  seimei_view rest = view_of(lines.ptr, lines.len), line, key;
  while (made && view_split(&rest, '\n', &line)) {
    if (!line.len || !view_split(&line, '\t', &key)) continue;
    PyObject *name = text_of(key), *value = text_of(line);
    if (!name || !value || PyDict_SetItem(made, name, value)) Py_CLEAR(made);
    Py_XDECREF(name);
    Py_XDECREF(value);
  }
  buffer_release(&lines);
  return made;
}

static PyObject *repr(PyObject *self) {
  seimei_view version = engine_version(((coder_object *)self)->engine);
  char text[128];
  snprintf(text, sizeof text, "<Coder %.*s>", (int)version.len, version.ptr);
  return PyUnicode_FromString(text);
}

PyObject *many_new(PyObject *self, PyObject *args, PyObject *keywords);

static PyGetSetDef GETTERS[] = {{"version", get_version, NULL,
                                 "Version of the program, +, checksum of the data: the version of the records.", NULL},
                                {NULL, NULL, NULL, NULL, NULL}};

static PyMethodDef METHODS[] = {
    {"code", (PyCFunction)(void (*)(void))code, METH_VARARGS | METH_KEYWORDS,
     "code($self, text, *, published=None, lang=None, id=None, title=None, url=None, publisher=None)\n--\n\n"
     "Reads one document and returns a Result.\n\n"
     "text: a str; or a Document or a mapping with the keys of one, which the other arguments then add to.\n"
     "published: the day that 4日 or 'on Friday' count from, 'YYYY-MM-DD' or a datetime.date. Without it they have no "
     "date.\n"
     "lang: 'ja' or 'en'; None: it is found. id: names the records, 'text' where none is given.\n"
     "title: where the text begins with it, it is not coded.\n\n"
     "Offsets of records are indexes into the str. Other threads run meanwhile.\n"
     "TypeError, ValueError: an argument is not what it must be. seimei.Error: status TOO_LARGE above max_document "
     "bytes\n"
     "of UTF-8, UNSUPPORTED for a language without a pack. MemoryError."},
    {"code_many", (PyCFunction)(void (*)(void))many_new, METH_VARARGS | METH_KEYWORDS,
     "code_many($self, documents, *, threads=None, errors='raise')\n--\n\n"
     "Reads documents on several threads and gives a Result each, in the order of the documents.\n\n"
     "documents: any iterable of what code() takes. It is read as results are asked for, a few documents ahead: at "
     "most\n"
     "eight a thread and 64 MiB are under way, so an endless one is fine.\n"
     "threads: None: one a processor, at most 8. The results do not depend on it.\n"
     "errors: 'raise': a document that cannot be coded raises its exception when its turn comes, and the next call "
     "goes\n"
     "on behind it; 'return': a Failure comes in its place.\n\n"
     "Ctrl-C ends the waiting with KeyboardInterrupt."},
    {"explain", (PyCFunction)(void (*)(void))explain, METH_VARARGS | METH_KEYWORDS,
     "explain($self, text, *, published=None, lang=None, id=None, title=None, url=None, publisher=None, "
     "sentence=None)\n--\n\n"
     "What `seimei explain` prints: every stage of a sentence, the rules that fired, and those that nearly did.\n"
     "sentence: its number as in the records, or None: all."},
    {"info", info, METH_NOARGS, "info($self)\n--\n\nWhat `seimei info` prints, as a dict of str."},
    {NULL, NULL, 0, NULL}};

static PyType_Slot SLOTS[] = {
    {Py_tp_doc,
     "Coder(lexicon=None, *, pack=None, dictionary=None, max_document=0)\n--\n\n"
     "Tables and models, opened once: reads documents on any number of threads.\n\n"
     "lexicon: paths of further tables (docs/formats/tables.md), which make the coder know more names and rules.\n"
     "pack, dictionary: paths; None: $SEIMEI_PACK, $SEIMEI_DICTIONARY, else what the package brings.\n"
     "max_document: bytes of UTF-8 that a document may have; 0: 64 MiB.\n\n"
     "seimei.Error: status NO_FILE, BAD_PACK, NO_DICTIONARY, or BAD_TABLE with line and column in the message."},
    {Py_tp_new, coder_make},
    {Py_tp_dealloc, coder_dealloc},
    {Py_tp_repr, repr},
    {Py_tp_getset, GETTERS},
    {Py_tp_methods, METHODS},
    {0, NULL}};

bool coder_types_add(PyObject *module) {
  PyType_Spec spec = {"seimei.Coder", sizeof(coder_object), 0, EXTENSION_FLAGS, SLOTS};
  return (seimei_python.coder = extension_type(module, &spec)) != NULL;
}
