/* fields.c - the tables. The order of the rows is that of the keys in the contract. */
#include "fields.h"

#define AT(type, member) offsetof(type, member)

static const record_field WORDS[] = {
    {"text", FIELD_TEXT, AT(seimei_words, text), "The words themselves."},
    {"begin", FIELD_BEGIN, 0, "Index of the first character in the document's text."},
    {"end", FIELD_END, 0, "Index behind the last character: text[begin:end] are the words."},
};

static const record_field ACTOR[] = {
    {"label", FIELD_TEXT, AT(seimei_actor, label), "CODE[/IDENTIFIER][:SECTOR], such as 'CHN:GOV'."},
    {"code", FIELD_TEXT, AT(seimei_actor, code), "ISO 3166 alpha-3, or PLOVER's code with an identifier: 'IGO/NATO'."},
    {"sector", FIELD_TEXT, AT(seimei_actor, sector), "PLOVER's sector, such as 'GOV' or 'MIL', or None."},
    {"name", FIELD_TEXT, AT(seimei_actor, name), "The name in full, where the text or the tables have one, or None."},
    {"office", FIELD_TEXT, AT(seimei_actor, office), "The office of a person, in English, or None."},
    {"text", FIELD_TEXT, AT(seimei_actor, words.text), "The mention that it was read from, or None."},
    {"begin", FIELD_BEGIN, AT(seimei_actor, words), "Index of the mention's first character, or None."},
    {"end", FIELD_END, AT(seimei_actor, words), "Index behind the mention's last character, or None."},
};

static const record_field SENTENCE[] = {
    {"index", FIELD_COUNTER, AT(seimei_sentence, index), "Number in the document from 0, headings left out."},
    {"begin", FIELD_COUNTER, AT(seimei_sentence, span.begin), "Index of the first character in the document's text."},
    {"end", FIELD_COUNTER, AT(seimei_sentence, span.end), "Index behind the last character."},
};

static const record_field PLACE[] = {
    {"text", FIELD_TEXT, AT(seimei_event, place.text), "The words that name it, or None."},
    {"begin", FIELD_BEGIN, AT(seimei_event, place), "Index of their first character, or None."},
    {"end", FIELD_END, AT(seimei_event, place), "Index behind their last character, or None."},
    {"code", FIELD_TEXT, AT(seimei_event, place_code), "ISO 3166 alpha-3, or None."},
};

static const record_field QUANTITY[] = {
    {"value", FIELD_NUMBER, AT(seimei_quantity, value), "The number."},
    {"unit", FIELD_TEXT, AT(seimei_quantity, unit), "Of what the number is a count or measure, or None."},
    {"per", FIELD_TEXT, AT(seimei_quantity, per), "For each of what, or None."},
    {"of", FIELD_TEXT, AT(seimei_quantity, of), "What is counted, or None."},
    {"text", FIELD_TEXT, AT(seimei_quantity, words.text), "The words that it was read from."},
    {"begin", FIELD_BEGIN, AT(seimei_quantity, words), "Index of their first character."},
    {"end", FIELD_END, AT(seimei_quantity, words), "Index behind their last character."},
};

#define TYPE_ROW                                                                                                       \
  { "type", FIELD_CONSTANT, 0, "'statement' or 'event'." }
#define DOC_ROW                                                                                                        \
  { "doc", FIELD_DOC, 0, "The document's id." }
#define VERSION_ROW                                                                                                    \
  { "version", FIELD_VERSION, 0, "Version of the program, +, checksum of the data." }

static const record_field STATEMENT[] = {
    TYPE_ROW,
    {"id", FIELD_TEXT, AT(seimei_statement, id), "DOC#s1, counted from 1 in the document."},
    DOC_ROW,
    {"date", FIELD_TEXT, AT(seimei_statement, date), "When it was said: YYYY-MM-DD, YYYY-MM or YYYY, or None."},
    {"source", FIELD_ACTORS, AT(seimei_statement, source), "Tuple of Actor: who said it."},
    {"cue", FIELD_WORDS, AT(seimei_statement, cue), "Words: what attributes."},
    {"content", FIELD_CONTENT, 0, "Tuple of Words: what is attributed, without quotation marks."},
    {"manner", FIELD_MANNER, AT(seimei_statement, manner), "'direct', 'indirect' or 'mixed'."},
    {"addressee", FIELD_ACTORS, AT(seimei_statement, addressee), "Tuple of Actor: to whom."},
    {"medium", FIELD_TEXT, AT(seimei_statement, medium), "Where it was said, such as 'press conference', or None."},
    {"sentence", FIELD_SENTENCE, AT(seimei_statement, sentence), "Sentence with the cue."},
    {"within", FIELD_TEXT, AT(seimei_statement, within), "Id of the statement that this one is inside of, or None."},
    {"rule", FIELD_TEXT, AT(seimei_statement, rule), "The row of the tables that made the record."},
    VERSION_ROW,
};

static const record_field EVENT[] = {
    TYPE_ROW,
    {"id", FIELD_TEXT, AT(seimei_event, id), "DOC#e1, counted from 1 in the document."},
    DOC_ROW,
    {"date", FIELD_TEXT, AT(seimei_event, date), "Day of the event: YYYY-MM-DD, YYYY-MM or YYYY, or None."},
    {"event", FIELD_TYPE, AT(seimei_event, type), "Tuple of one string: the PLOVER type, such as 'ACCUSE'."},
    {"mode", FIELD_TEXT_LIST, AT(seimei_event, mode), "Tuple of at most one string: the PLOVER mode of that type."},
    {"context", FIELD_CONTEXTS, 0, "Tuple of strings: PLOVER contexts, such as 'military'."},
    {"actor", FIELD_ACTORS, AT(seimei_event, actor), "Tuple of Actor: who does it."},
    {"recipient", FIELD_ACTORS, AT(seimei_event, recipient), "Tuple of Actor: to whom it is done."},
    {"trigger", FIELD_WORDS, AT(seimei_event, trigger), "Words: the predicate."},
    {"about", FIELD_WORDS, AT(seimei_event, about),
     "Words: the opposed plan, the supported cause, the demand; or None."},
    {"status", FIELD_STATUS, AT(seimei_event, status),
     "'actual', 'future', 'hypothetical', 'negated' or 'historical'."},
    {"claimed_by", FIELD_ACTORS, AT(seimei_event, claimed_by),
     "Tuple of Actor: the source, when only it asserts the event."},
    {"statement", FIELD_TEXT, AT(seimei_event, statement),
     "Id of the statement in whose content the event stands, or None."},
    {"place", FIELD_PLACE, 0, "Place, or None."},
    {"quantity", FIELD_QUANTITY, AT(seimei_event, quantity), "Quantity, or None."},
    {"quad_code", FIELD_INTEGER, AT(seimei_event, quad_code),
     "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."},
    {"event_scale", FIELD_SCORE, AT(seimei_event, event_scale), "PLOVER's score, -10 to 10."},
    {"cameo", FIELD_TEXT, AT(seimei_event, cameo), "CAMEO code as a string, or None."},
    {"sentence", FIELD_SENTENCE, AT(seimei_event, sentence), "Sentence with the trigger."},
    {"same_as", FIELD_TEXT, AT(seimei_event, same_as), "Id of an earlier record of the same event, or None."},
    {"confidence", FIELD_SCORE, AT(seimei_event, confidence), "0 to 1."},
    {"rule", FIELD_TEXT, AT(seimei_event, rule), "The row of the tables that made the record."},
    VERSION_ROW,
};

#define ROWS(table) table, COUNT_OF(table)

const record_kind RECORD_KINDS[KIND_COUNT] = {
    [KIND_WORDS] = {"Words", NULL, ROWS(WORDS), sizeof(seimei_words), "Words of a document with their place."},
    [KIND_ACTOR] = {"Actor", NULL, ROWS(ACTOR), sizeof(seimei_actor), "Who: a mention with what it stands for."},
    [KIND_SENTENCE] = {"Sentence", NULL, ROWS(SENTENCE), sizeof(seimei_sentence),
                       "A sentence of a document by its place."},
    [KIND_PLACE] = {"Place", NULL, ROWS(PLACE), sizeof(seimei_event), "Where an event took place."},
    [KIND_QUANTITY] = {"Quantity", NULL, ROWS(QUANTITY), sizeof(seimei_quantity), "How much or how many."},
    [KIND_STATEMENT] = {"Statement", "statement", ROWS(STATEMENT), sizeof(seimei_statement),
                        "Text that is presented as somebody's words, writing or view."},
    [KIND_EVENT] = {"Event", "event", ROWS(EVENT), sizeof(seimei_event),
                    "One act by an identifiable actor that a predicate tells, in deeds or in words."},
};
