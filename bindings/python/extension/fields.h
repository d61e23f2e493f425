/* fields.h - the record contract (docs/formats/records.md) as tables: for each kind of record its keys in order, what
 * each holds and where it lies in the library's struct. Attributes, dictionaries, comparison, copies and pickles all
 * walk these tables, so that a new key is a new row. */
#ifndef SEIMEI_PYTHON_FIELDS_H
#define SEIMEI_PYTHON_FIELDS_H

#include "base/base.h"

typedef enum {
  KIND_WORDS,
  KIND_ACTOR,
  KIND_SENTENCE,
  KIND_PLACE,
  KIND_QUANTITY,
  KIND_STATEMENT,
  KIND_EVENT,
  KIND_COUNT
} kind_id;

typedef enum {
  FIELD_CONSTANT, /* the kind's own word: "statement" */
  FIELD_TEXT,     /* view; None when empty */
  FIELD_DOC,      /* of all records of the document: its id */
  FIELD_VERSION,  /* likewise: the version of program and data */
  FIELD_BEGIN,    /* of seimei_words; None without words */
  FIELD_END,
  FIELD_COUNTER,   /* uint32_t */
  FIELD_INTEGER,   /* int */
  FIELD_NUMBER,    /* double as it is */
  FIELD_SCORE,     /* double with the four digits that records have */
  FIELD_TYPE,      /* seimei_type: a list of one */
  FIELD_STATUS,    /* seimei_event_status */
  FIELD_MANNER,    /* seimei_manner */
  FIELD_TEXT_LIST, /* view: a list of one or none */
  FIELD_CONTEXTS,  /* of an event */
  FIELD_ACTORS,    /* seimei_actors */
  FIELD_CONTENT,   /* words of a statement */
  FIELD_WORDS,     /* seimei_words; None when empty */
  FIELD_SENTENCE,  /* seimei_sentence */
  FIELD_PLACE,     /* of an event; None where nothing is known */
  FIELD_QUANTITY   /* seimei_quantity; None where it is not known */
} field_kind;

typedef struct {
  const char *name;
  field_kind kind;
  size_t offset;
  const char *meaning; /* the attribute's docstring */
} record_field;

typedef struct {
  const char *name; /* of the Python type */
  const char *word; /* what "type" says, or NULL */
  const record_field *fields;
  size_t field_count, size;
  const char *meaning;
} record_kind;

extern const record_kind RECORD_KINDS[KIND_COUNT];

#endif
