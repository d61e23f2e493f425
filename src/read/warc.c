/* warc.c - records of a web archive (ISO 28500, WARC/1.0 and 1.1) as raw documents.
 *
 *   WARC/1.0 CRLF  name: value CRLF ...  CRLF  block of Content-Length bytes  CRLF CRLF
 *
 * Answers of servers, pages and texts are given on; requests, metadata and what is too large are skipped without being
 * held. After a record that is broken the next line that begins with "WARC/" is looked for; a block whose end is not
 * where its length says is taken for broken, and the search begins inside of it, so that a wrong length does not
 * swallow the next record. */
#include "read/read_parts.h"

enum { MOST_HEAD = 64 * 1024, MOST_BLOCK = MAX_PAGE + MOST_HEAD };
enum { BEHIND = 5 }; /* two line ends, and one byte of what comes then */

typedef struct {
  view type, uri, id, content_type, date;
  uint64_t length;
  bool has_length;
} record_head;

/* ---- the head ---- */

static bool read_length(view digits, uint64_t *out) {
  *out = 0;
  for (size_t i = 0; i < digits.len; i++) {
    if (!char_is_digit((unsigned char)digits.ptr[i]) || *out > (UINT64_MAX - 9) / 10) return false;
    *out = *out * 10 + (uint64_t)(digits.ptr[i] - '0');
  }
  return digits.len > 0;
}

static void take_field(view line, record_head *out) {
  size_t colon = view_find(line, TEXT(":"), 0);
  if (colon == SIZE_MAX || colon == 0) return;
  view name = view_trim(view_of(line.ptr, colon)), value = view_trim(view_skip(line, colon + 1));
  if (view_is_word(name, "warc-type")) out->type = value;
  else if (view_is_word(name, "warc-target-uri")) out->uri = value;
  else if (view_is_word(name, "warc-record-id")) out->id = value;
  else if (view_is_word(name, "warc-date")) out->date = value;
  else if (view_is_word(name, "content-type")) out->content_type = value;
  else if (view_is_word(name, "content-length")) out->has_length = read_length(value, &out->length);
}

/* Bytes of the head with its empty line, or 0 when the window has no end of it. */
static size_t head_size(view window) {
  for (size_t at = 0;;) {
    at = view_find(window, TEXT("\n"), at);
    if (at == SIZE_MAX) return 0;
    at++;
    if (at < window.len && window.ptr[at] == '\n') return at + 1;
    if (at + 1 < window.len && window.ptr[at] == '\r' && window.ptr[at + 1] == '\n') return at + 2;
  }
}

static record_head read_head(view head) {
  record_head out = {0};
  view line;
  for (view rest = head; view_split(&rest, '\n', &line);) take_field(line, &out);
  if (out.uri.len > 1 && out.uri.ptr[0] == '<')
    out.uri = view_slice(out.uri, 1, out.uri.len - 1); /* WARC/1.0 as some wrote it */
  return out;
}

static seimei_status load_head(reader *r, size_t *size, seimei_error *error) {
  bool more = true;
  seimei_status status = SEIMEI_OK;
  for (;;) {
    view window = byte_stream_window(r->bytes);
    *size = head_size(window.len > MOST_HEAD ? view_of(window.ptr, MOST_HEAD) : window);
    if (status || *size || !more || window.len >= MOST_HEAD) return status;
    status = byte_stream_fill(r->bytes, &more, error);
  }
}

/* ---- finding records ---- */

/* Behind a gap; *found when a record begins right there, as it does in the members of a crawl. */
static seimei_status pass_gap(reader *r, bool *more, bool *found, seimei_error *error) {
  bool whole;
  *more = byte_stream_pass_gap(r->bytes);
  *found = !*more;
  if (!*more) return byte_stream_use(r->bytes, byte_stream_window(r->bytes).len), SEIMEI_OK;
  seimei_status status = byte_stream_need(r->bytes, 5, &whole, error);
  *found = !status && view_starts_with(byte_stream_window(r->bytes), TEXT("WARC/"));
  return status;
}

/* To the next line that begins with "WARC/", at or behind byte from of the window, or to the end. */
static seimei_status find_record(reader *r, size_t from, seimei_error *error) {
  static const view mark = {"\nWARC/", 6};
  bool more = true, found = false;
  seimei_status status = SEIMEI_OK;
  byte_stream_use(r->bytes, from);
  while (!status && !found) {
    view window = byte_stream_window(r->bytes);
    size_t at = view_find(window, mark, 0);
    if (at != SIZE_MAX) return byte_stream_use(r->bytes, at + 1), SEIMEI_OK;
    if (window.len >= mark.len) byte_stream_use(r->bytes, window.len - mark.len + 1);
    if (more) status = byte_stream_fill(r->bytes, &more, error);
    else status = pass_gap(r, &more, &found, error);
  }
  return status;
}

/* Over the empty lines between records; *there is false at the end. */
static seimei_status begin_record(reader *r, bool *there, seimei_error *error) {
  bool more = true;
  for (;;) {
    view window = byte_stream_window(r->bytes);
    size_t at = 0;
    while (at < window.len && (window.ptr[at] == '\r' || window.ptr[at] == '\n')) at++;
    byte_stream_use(r->bytes, at);
    *there = at + 5 <= window.len;
    if (*there) return SEIMEI_OK;
    if (!more) {
      if (byte_stream_window(r->bytes).len) reader_report(r, r->number + 1, "The archive ends inside a record.");
      if (!byte_stream_pass_gap(r->bytes))
        return byte_stream_use(r->bytes, byte_stream_window(r->bytes).len), SEIMEI_OK;
    }
    seimei_status status = byte_stream_fill(r->bytes, &more, error);
    if (status) return status;
  }
}

/* ---- records ---- */

/* What is in a record that is of use; false: nothing. */
static bool kind_of(const record_head *h, raw_kind *kind) {
  bool holds =
      view_is_word(h->type, "response") || view_is_word(h->type, "resource") || view_is_word(h->type, "conversion");
  *kind = RAW_HTTP;
  if (!holds) return false;
  if (view_starts_with_word(h->content_type, "application/http")) return true;
  *kind = RAW_HTML;
  if (view_starts_with_word(h->content_type, "text/html") ||
      view_starts_with_word(h->content_type, "application/xhtml"))
    return true;
  *kind = RAW_TEXT;
  return view_starts_with_word(h->content_type, "text/plain");
}

/* A block ends with two line ends, or where the data does. */
static bool ends_well(view window, size_t end) {
  if (end >= window.len) return true;
  return window.ptr[end] == '\n' || (window.ptr[end] == '\r' && (end + 1 == window.len || window.ptr[end + 1] == '\n'));
}

static seimei_status skip_record(reader *r, size_t head, uint64_t length, seimei_error *error) {
  bool whole;
  byte_stream_use(r->bytes, head);
  seimei_status status = byte_stream_skip(r->bytes, length, &whole, error);
  if (!status && !whole) reader_report(r, r->number, "The record ends too early.");
  return status;
}

static seimei_status drop_record(reader *r, const char *why, size_t from, seimei_error *error) {
  reader_report(r, r->number, why);
  return find_record(r, from, error);
}

/* Fields of heads are of any bytes. */
static view clean(reader *r, view field) {
  size_t replaced;
  return charset_decode(&r->arena, field, CHARSET_UTF8, &replaced);
}

static void give_record(reader *r, raw_document *out, raw_kind kind, size_t head, const record_head *h) {
  view window = byte_stream_window(r->bytes);
  reader_begin_raw(r, out, kind, 0, r->number);
  out->bytes = view_slice(window, head, head + (size_t)h->length);
  out->given.url = clean(r, h->uri);
  out->fetched = clean(r, h->date);
  out->origin.record = clean(r, h->id);
  out->origin.next = byte_stream_position(r->bytes, head + (size_t)h->length);
  out->origin.next.number = r->number;
  byte_stream_use(r->bytes, head + (size_t)h->length);
}

/* Loads the block, and what follows it, so that the check sum of its gzip member has been looked at. */
static seimei_status take_record(reader *r, raw_document *out, raw_kind kind, size_t head, record_head h, bool *more,
                                 seimei_error *error) {
  bool whole, unused;
  size_t size = head + (size_t)h.length;
  seimei_status status = byte_stream_need(r->bytes, size, &whole, error);
  if (!status && whole) status = byte_stream_need(r->bytes, size + BEHIND, &unused, error);
  if (status) return status;
  if (!whole) return drop_record(r, "The record ends too early and is left out.", head, error);
  if (!byte_stream_is_sound(r->bytes, size, BEHIND))
    return drop_record(r, "The record is damaged and is left out.", size, error);
  view window = byte_stream_window(r->bytes);
  if (!ends_well(window, size)) return drop_record(r, "The record's length is wrong; it is left out.", head, error);
  h = read_head(view_of(window.ptr, head)); /* the window may have moved */
  give_record(r, out, kind, head, &h);
  *more = true;
  return SEIMEI_OK;
}

seimei_status next_record(reader *r, raw_document *out, bool *more, seimei_error *error) {
  seimei_status status = SEIMEI_OK;
  while (!status && !*more) {
    bool there;
    size_t head;
    raw_kind kind;
    arena_reset(&r->arena);
    status = begin_record(r, &there, error);
    if (status || !there) return status;
    r->number++;
    if (!view_starts_with(byte_stream_window(r->bytes), TEXT("WARC/"))) {
      status = drop_record(r, "No record begins here; the next one is looked for.", 0, error);
      continue;
    }
    status = load_head(r, &head, error);
    if (status) return status;
    record_head h = read_head(view_of(byte_stream_window(r->bytes).ptr, head));
    if (!head) status = drop_record(r, "The head of the record has no end.", 5, error);
    else if (!h.has_length) status = drop_record(r, "The record has no Content-Length.", head, error);
    else if (!kind_of(&h, &kind)) status = skip_record(r, head, h.length, error);
    else if (h.length <= MOST_BLOCK) status = take_record(r, out, kind, head, h, more, error);
    else {
      reader_report(r, r->number, "The record is larger than 16 MiB and is left out.");
      status = skip_record(r, head, h.length, error);
    }
  }
  return status;
}
