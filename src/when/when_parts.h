/* when_parts.h - what the files of this stage share.
 *
 *   tokens of a segment ──▶ scan: numbers and words of time and measure, in order (when_scan.c)
 *      ──▶ dates: year, month, day and what stands after them (expression.c, when_resolve.c; the calendar: date.c,
 * era.c) ──▶ quantities: number and unit, of what (quantity.c) */
#ifndef SEIMEI_WHEN_PARTS_H
#define SEIMEI_WHEN_PARTS_H

#include "when/when.h"

/* ---- calendar (date.c): the proleptic Gregorian one ---- */

/* A day, or as much of it as is known: month and day are 0 where it is not, year is 0 when nothing is. */
typedef struct {
  int year, month, day;
} date;

int32_t date_number(date d); /* days from 1970-01-01; a missing month or day counts as 1 */
date date_of_number(int32_t days);
int date_weekday(date d);                 /* 1 Monday ... 7 Sunday */
date date_add_months(date d, int months); /* keeps year and month only */
bool date_is_valid(date d);               /* of its kind: year, year and month, or all three */
bool date_read(view text, date *out);     /* YYYY, YYYY-MM, YYYY-MM-DD */
void date_write(date d, char out[11]);

/* ---- words (when_tables.c) ---- */

/* What a row of lang/<code>/when.tsv is; the table's header says it in words. */
typedef enum {
  WORD_NUMBER, /* no row: a number */
  /* what a number is counted in */
  WORD_ERA,
  WORD_FIRST_YEAR,
  WORD_N_YEAR,
  WORD_N_MONTH,
  WORD_N_DAY,
  WORD_N_HOUR,
  WORD_N_MINUTE,
  WORD_YEARS,
  WORD_MONTHS,
  WORD_WEEKS,
  WORD_DAYS,
  WORD_HOURS,
  /* against the day of publication, and against the date named last */
  WORD_YEAR,
  WORD_MONTH,
  WORD_WEEK,
  WORD_DAY,
  WORD_WEEKDAY,
  WORD_SAME_YEAR,
  WORD_SAME_MONTH,
  WORD_SAME_DAY,
  WORD_SAME,
  WORD_NEXT,
  /* parts */
  WORD_SEASON,
  WORD_PART_YEAR,
  WORD_PART_MONTH,
  WORD_PART,
  WORD_PART_DAY,
  WORD_HALF,
  /* around a date or a span of time */
  WORD_AGO,
  WORD_LATER,
  WORD_SPAN,
  WORD_MORE,
  WORD_ABOUT,
  WORD_SINCE,
  WORD_FROM,
  WORD_TO,
  WORD_UNTIL,
  WORD_OF,
  WORD_AND,
  WORD_AT,
  WORD_OBJECT,
  WORD_PER,
  /* around a number, and in the clause */
  WORD_BLOCK,
  WORD_COUNT,
  WORD_FUTURE,
  WORD_PAST,
  WORD_STATE,
  WORD_STOP,
  /* of English */
  WORD_MONTH_NAME,    /* May, March: also other words */
  WORD_THE,
  WORD_ARTICLE,       /* a: one, where a unit of time or a scale follows */
  WORD_NUMERAL,       /* two, several (-1) */
  WORD_ORDINAL,       /* no row: 4th */
  WORD_DECADE,        /* no row: 1990s */
  WORD_BETWEEN,
  WORD_SCALE,         /* million: value is the power of ten */
  WORD_SHIFT,         /* last, this, next before a unit */
  WORD_SHIFT_TOLD,    /* the previous, the following: counts from the date named last */
  WORD_EARLIER,       /* behind a span of time: earlier, before */
  WORD_WEEKEND,
  WORD_COMMA,
  WORD_HYPHEN,
  WORD_UNIT, /* a row of unit.tsv */
  WORD_CLASS_COUNT
} word_class;

typedef struct {
  view form;
  word_class class;
  int value;
  view unit;     /* of WORD_UNIT and WORD_PER */
  double factor; /* of WORD_UNIT */
  bool before;   /* of WORD_UNIT: the unit stands before the number ($5) */
} time_word;

/* Words whose form begins with the same bytes hash to one chain, longest first. */
enum { WORD_CHAINS = 1024 };
struct when_tables {
  language_id language;
  const seimei_allocator *allocator;
  arena memory;
  LIST(time_word) words;
  uint32_t chain[WORD_CHAINS]; /* first word or NONE */
  uint32_t *next;
};

typedef enum { LEXICON_TIME, LEXICON_UNIT } lexicon;
/* The longest word of when.tsv or unit.tsv, of at most limit bytes, that begins at text[at], or NULL. */
const time_word *word_longest(const when_tables *t, view text, size_t at, size_t limit, lexicon from);

/* ---- scan (when_scan.c) ---- */

typedef struct {
  word_class class;
  int value; /* of the word's row; of a number that is whole and below a million: the number, else -1 */
  double number;
  uint32_t digits;       /* of a number written figure by figure (2022, 二〇二二): how many, else 0 */
  const time_word *word; /* NULL for a number */
  uint32_t begin, end;   /* bytes of the line */
  uint32_t token;        /* of English */
  bool blocked;          /* a number that is part of a word or an ordinal, or vague: F16, 第2次, 数十 */
} item;

/* The words of a segment without what its tokens leave out, and where each byte is from. */
typedef struct {
  uint32_t segment, first_token, token_count;
  view text;
  uint32_t *token_at; /* of each byte, and one past the end */
  LIST(item) items;
} line;

void line_scan(const when_tables *t, arena *a, const token_layout *tokens, uint32_t segment, line *out);
static inline const item *line_item(const line *l, uint32_t i) { return i < l->items.count ? &l->items.at[i] : NULL; }
/* Whether a token begins at the byte of the line, or the line ends there. */
static inline bool line_starts_token(const line *l, size_t byte) {
  return byte == 0 || byte >= l->text.len || l->token_at[byte] != l->token_at[byte - 1];
}
/* Bytes of the layout that bytes of the line stand for. */
span line_span(const line *l, const token_layout *tokens, uint32_t begin, uint32_t end);

/* ---- what is read ---- */

typedef struct {
  const when_tables *tables;
  arena *arena;
  const text_layout *layout;
  const token_layout *tokens;
  const parse_layout *parse;
  date published; /* year 0: not known */
  /* memory: the date named last, the last with a month, with a day, and where */
  date last, last_month, last_day;
  date told_day;      /* the last day that does not belong to a clause on a noun (4日に起きた事件): 同日 in a later sentence */
  int last_season;    /* month that the season of the last date begins with, or 0 */
  bool last_has_year; /* it was written with a year, or hangs on one that was */
  uint32_t last_sentence, last_paragraph, last_item;
  when_layout *out;
} reader;

typedef enum { CLAUSE_UNKNOWN, CLAUSE_PAST, CLAUSE_FUTURE } clause_time;
/* Whether the word in token tells the time of a clause that modifies a noun. */
bool in_relative(const reader *r, uint32_t token);
/* Of the clause that holds the expression of the tokens from first_token to before end_token (clause_time.c). */
clause_time clause_time_of(const reader *r, uint32_t first_token, uint32_t end_token);

/* What a date expression says, before it is known which day is meant. */
typedef struct {
  int year, month, day;       /* as written, 0: not */
  int month_first, day_first; /* of 4~6月, 12、13日 */
  int year_offset, month_offset, day_offset, week, weekday, season;
  bool has_year_offset, has_month_offset, has_day_offset, has_week, has_weekday, has_season;
  bool year_from_last, month_from_last, day_from_last; /* the offset counts from the date named last */
  bool day_clock;                                      /* an hour follows the day */
  bool day_same, day_next;                             /* 同21日, 翌12日 */
  bool range;                                          /* two numbers before one unit */
  bool same;                                           /* any of these */
  bool joined;                                         /* 10日と11日: the second of them */
} parts;

/* ---- productions take items that stand side by side ---- */

typedef struct {
  const line *l;
  uint32_t start, at, end; /* first item, next item, byte where the expression ends so far */
} cursor;

static inline const item *cursor_peek(const cursor *c) {
  const item *it = line_item(c->l, c->at);
  return it && (c->at == c->start || it->begin == c->end) && !it->blocked ? it : NULL;
}

static inline bool cursor_is(const cursor *c, word_class class) {
  const item *it = cursor_peek(c);
  return it && it->class == class;
}

/* The item if it is of the class; the cursor moves past it. */
static inline const item *cursor_take(cursor *c, word_class class) {
  const item *it = cursor_peek(c);
  if (!it || it->class != class) return NULL;
  c->at++;
  c->end = it->end;
  return it;
}

/* Reads year, month, week, day at the cursor; false when there is none, and the cursor has moved (date_parts.c). */
bool parts_read(const reader *r, cursor *c, parts *x);

/* The date that is meant, year 0 when nothing tells (when_resolve.c). */
date parts_resolve(const reader *r, const line *l, const parts *x, clause_time time);

/* Reads the date expression at item i; how many items it takes, 0 when there is none. Appends to out->whens. */
uint32_t expression_read(reader *r, const line *l, uint32_t i);
/* Reads the quantity at item i; how many items it takes, 0 when there is none. */
uint32_t quantity_read(reader *r, const line *l, uint32_t i);

/* Year of an era's n-th year, or of a year in two figures: the latest that is not long after the publication. */
int era_year(int first, int n);
int era_two_digits(int n, date published);

/* ---- English ---- */

/* english_scan.c: every word, number and sign of a segment is an item; bytes count from the segment's begin. */
void english_scan(const when_tables *t, arena *a, const text_layout *layout, const token_layout *tokens, uint32_t segment, line *out);
const item *english_item(const line *l, uint32_t i); /* a sign that means nothing where there is none; also before the first */
static inline bool item_is(const item *it, word_class class) { return it->class == class && !it->blocked; }
/* english_clause_time.c: of the clause that the expression whose head is the token stands in. */
clause_time english_clause_time(const reader *r, uint32_t token);
/* What the expression with this head depends on: of "met yesterday to sign" met, wherever the parser ties it. */
uint32_t english_date_head(const token_layout *tokens, const parse_layout *parse, uint32_t token);
/* The token of [token, end) that depends on one outside. */
uint32_t english_head(const parse_layout *parse, uint32_t token, uint32_t end);

/* english_date.c: what the items from i on say of year, month, day; how many they are, 0 when they say nothing. */
typedef struct {
  parts parts;
  date fixed; /* the words tell the date by themselves (last Friday, the weekend) */
  bool is_fixed, vague; /* vague: a time without a date (the 1990s) */
} english_date;
uint32_t english_date_read(const reader *r, const line *l, uint32_t i, english_date *out);
/* english_expression.c, english_quantity.c: as expression_read and quantity_read. */
uint32_t english_expression_read(reader *r, const line *l, uint32_t i);
uint32_t english_quantity_read(reader *r, const line *l, uint32_t i);
void when_remember(reader *r, const line *l, const parts *x, date d); /* expression.c */
void when_add(reader *r, const line *l, when w, date d);

void english_when_run(reader *r);

#endif
