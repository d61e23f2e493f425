/* reader.c - one stream: its format is found, then raw documents are cut out of it, one function a format.
 *
 * What is wrong with a piece is told to the caller's function, and the next piece is read; only the stream itself and
 * memory can fail. What a raw document says beside its bytes lives in an arena that is reset with each of them. */
#include "read/read_parts.h"

static next_raw_function *const next_raw[] = {
    [INPUT_TEXT] = next_whole, [INPUT_JSONL] = next_line,  [INPUT_HTML] = next_whole,
    [INPUT_FEED] = next_entry, [INPUT_WARC] = next_record,
};

void reader_report(const reader *r, uint64_t number, const char *message) {
  if (r->options.problem) r->options.problem(r->options.user, r->path, number, message);
}

void reader_begin_raw(reader *r, raw_document *out, raw_kind kind, size_t at, uint64_t number) {
  *out = (raw_document){.kind = kind};
  out->origin.path = view_of_string(r->path);
  out->origin.number = number;
  out->origin.at = byte_stream_position(r->bytes, at);
  out->origin.at.number = number ? number - 1 : 0;
  out->given.id =
      number ? arena_format(&r->arena, "%s-%llu", r->stem, (unsigned long long)number) : view_of_string(r->stem);
}

/* ---- whole files ---- */

seimei_status next_whole(reader *r, raw_document *out, bool *more, seimei_error *error) {
  size_t most = r->format == INPUT_HTML ? MAX_PAGE : MAX_DOCUMENT;
  bool whole;
  r->done = true;
  seimei_status status = byte_stream_need(r->bytes, most + 1, &whole, error);
  if (status) return status;
  if (whole) return error_set(error, SEIMEI_TOO_LARGE, "%s is larger than %zu MiB.", r->path, most >> 20);
  bool is_read = r->options.resume.offset || r->options.resume.inner;
  view bytes = byte_stream_window(r->bytes);
  if (is_read && !bytes.len) return SEIMEI_OK; /* it goes on behind its only document */
  reader_begin_raw(r, out, r->format == INPUT_HTML ? RAW_HTML : RAW_TEXT, 0, 0);
  out->bytes = bytes;
  out->origin.next = byte_stream_position(r->bytes, out->bytes.len);
  *more = true;
  return SEIMEI_OK;
}

/* ---- lines ---- */

static const char *line_end(view window, size_t from) {
  return from < window.len ? memchr(window.ptr + from, '\n', window.len - from) : NULL;
}

seimei_status line_load(byte_stream *s, size_t most, seimei_error *error) {
  bool more = true;
  size_t seen = 0;
  seimei_status status = SEIMEI_OK;
  for (;;) {
    view window = byte_stream_window(s);
    if (status || !more || line_end(window, seen) || window.len > most) return status;
    seen = window.len;
    status = byte_stream_fill(s, &more, error);
  }
}

/* Drops a line that is too long. */
static seimei_status skip_line(reader *r, seimei_error *error) {
  bool more = true;
  seimei_status status = SEIMEI_OK;
  reader_report(r, ++r->number, "The line is longer than 64 MiB and is left out.");
  while (!status && more) {
    view window = byte_stream_window(r->bytes);
    const char *p = line_end(window, 0);
    byte_stream_use(r->bytes, p ? (size_t)(p - window.ptr) + 1 : window.len);
    if (p) break;
    status = byte_stream_fill(r->bytes, &more, error);
  }
  return status;
}

static bool is_empty_line(view line) {
  for (size_t i = 0; i < line.len; i++)
    if (!char_is_space((unsigned char)line.ptr[i])) return false;
  return true;
}

/* The line stays in the window until the next call. */
static void take_line(reader *r, raw_document *out, view window) {
  const char *p = line_end(window, 0);
  size_t length = p ? (size_t)(p - window.ptr) : window.len;
  reader_begin_raw(r, out, RAW_JSON, 0, ++r->number);
  out->bytes = view_of(window.ptr, length);
  out->origin.next = byte_stream_position(r->bytes, p ? length + 1 : length);
  out->origin.next.number = r->number;
  byte_stream_use(r->bytes, p ? length + 1 : length);
}

seimei_status next_line(reader *r, raw_document *out, bool *more, seimei_error *error) {
  for (;;) {
    seimei_status status = line_load(r->bytes, MAX_DOCUMENT, error);
    if (status) return status;
    view window = byte_stream_window(r->bytes);
    if (!window.len && !byte_stream_pass_gap(r->bytes)) return SEIMEI_OK;
    if (!window.len) continue;
    if (window.len > MAX_DOCUMENT && !line_end(window, 0)) {
      status = skip_line(r, error);
      if (status) return status;
      continue;
    }
    arena_reset(&r->arena);
    take_line(r, out, window);
    if (!is_empty_line(out->bytes)) return *more = true, SEIMEI_OK;
  }
}

/* ---- opening ---- */

static char *copy_string(const reader *r, view v) {
  char *s = allocator_resize(r->options.allocator, NULL, v.len + 1);
  if (!s) return NULL;
  if (v.len) memcpy(s, v.ptr, v.len);
  s[v.len] = '\0';
  return s;
}

/* "news/day.tar.txt" gives "day.tar", "crawl.warc.gz" gives "crawl"; "-" gives "stdin". */
static view stem_of(view path) {
  if (view_equals(path, TEXT("-"))) return TEXT("stdin");
  if (view_ends_with(path, TEXT(".gz"))) path.len -= 3;
  size_t begin = path.len, end = path.len;
  while (begin > 0 && path.ptr[begin - 1] != '/') begin--;
  while (end > begin && path.ptr[end - 1] != '.') end--;
  return end > begin + 1 ? view_slice(path, begin, end - 1) : view_slice(path, begin, path.len);
}

static seimei_status open_stream(reader *r, FILE *stream, seimei_error *error) {
  r->path = copy_string(r, view_of_string(r->path));
  r->stem = r->path ? copy_string(r, stem_of(view_of_string(r->path))) : NULL;
  if (!r->stem) return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  seimei_status status = byte_stream_new(stream, r->path, &r->options, &r->bytes, error);
  if (!status && r->format == INPUT_AUTO) status = format_detect(r->bytes, r->path, &r->format, error);
  return status;
}

seimei_status reader_new(FILE *stream, const char *path, const reader_options *options, reader **out,
                         seimei_error *error) {
  *out = NULL;
  if (options->published.len && !calendar_is_date(options->published))
    return error_set(error, SEIMEI_USAGE, "The date of publication is not a date like 2022-02-05.");
  reader *r = allocator_resize(options->allocator, NULL, sizeof *r);
  if (!r) return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for reading %s.", path);
  *r = (reader){.options = *options, .format = options->format, .number = options->resume.number};
  arena_init(&r->arena, options->allocator);
  arena_init(&r->kept, options->allocator);
  if (options->published.len) memcpy(r->published, options->published.ptr, options->published.len);
  r->options.published = view_of_string(r->published);
  r->path = (char *)(uintptr_t)path; /* until it is copied */
  seimei_status status = open_stream(r, stream, error);
  if (r->path == path) r->path = NULL;
  if (!status) status = raw_reader_new(&r->options, &r->raw, error);
  if (status) reader_free(r);
  else *out = r;
  return status;
}

void reader_free(reader *r) {
  if (!r) return;
  raw_reader_free(r->raw);
  byte_stream_free(r->bytes);
  arena_release(&r->arena);
  arena_release(&r->kept);
  if (r->path) allocator_resize(r->options.allocator, r->path, 0);
  if (r->stem) allocator_resize(r->options.allocator, r->stem, 0);
  allocator_resize(r->options.allocator, r, 0);
}

/* ---- reading ---- */

seimei_status reader_next_raw(reader *r, raw_document *out, bool *more, seimei_error *error) {
  *more = false;
  *out = (raw_document){0};
  if (r->done) return SEIMEI_OK;
  arena_reset(&r->arena);
  jmp_buf unwind;
  r->arena.on_failure = &unwind;
  seimei_status status = setjmp(unwind) ? error_set(error, SEIMEI_NO_MEMORY, "Out of memory for reading %s.", r->path)
                                        : next_raw[r->format](r, out, more, error);
  r->arena.on_failure = NULL;
  if (status || !*more) r->done = true;
  if (status) *more = false;
  return status;
}

seimei_status reader_next(reader *r, seimei_document *out, bool *more, seimei_error *error) {
  raw_document raw;
  *out = (seimei_document){0};
  for (;;) {
    seimei_error reason = {0};
    seimei_status status = reader_next_raw(r, &raw, more, error);
    if (status || !*more) return status;
    r->origin = raw.origin;
    raw_outcome outcome = raw_read(r->raw, &raw, out, &reason);
    if (outcome == RAW_READ) return SEIMEI_OK;
    if (outcome == RAW_LEFT) continue;
    if (reason.status == SEIMEI_NO_MEMORY) return *more = false, r->done = true, error_copy(error, &reason);
    reader_report(r, raw.origin.number, reason.message);
  }
}

const document_origin *reader_origin(const reader *r) { return &r->origin; }
input_format reader_format(const reader *r) { return r->format; }
