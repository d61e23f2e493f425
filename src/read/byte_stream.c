/* byte_stream.c - a window on a stream, plain or gzip (RFC 1952), with the place of each byte.
 *
 * zlib unpacks one member at a time; where each member begins is noted as (offset in the file, offset unpacked) for as
 * long as the window reaches back to it, so that any byte of the window has a place from which reading can go on.
 *
 * After a broken member the next one is looked for by its first bytes, from right behind the beginning of the broken
 * one where the stream can seek: a broken length may have led the unpacker past whole members. What is read again for
 * that is bounded. */
#include "read/byte_stream.h"

#include <zlib.h>

enum { CHUNK = 64 * 1024, GZIP_WINDOW = 15 + 16 };
/* A member that unpacks to more than MOST_RATIO times its size, once it is larger than RATIO_FROM, is a bomb. */
enum { MOST_RATIO = 300, RATIO_FROM = 64 << 20, MOST_REREAD = 256 << 20 };

typedef struct {
  uint64_t offset, unpacked;
} member;

struct byte_stream {
  FILE *stream;
  const char *path;
  const seimei_allocator *allocator;
  read_problem *problem;
  void *user;
  size_t chunk;
  char *window;
  size_t begin, end, capacity; /* what is read and not used is window[begin .. end) */
  uint64_t unpacked;           /* bytes given so far, that is at window[end] */
  uint64_t start;              /* offset in the file where reading began */
  uint64_t file_end;           /* offset in the file behind input[0 .. input_size) */
  uint64_t reread;
  bool is_gzip, at_end, file_done, in_member, gap, broken;
  bool searching; /* no member was found yet since the last gap */
  z_stream z;
  unsigned char *input; /* chunk bytes, gzip only; z.next_in points into it */
  member *members;      /* those that the window reaches back to, and the current one */
  size_t member_count, member_capacity;
  uint64_t broken_from; /* unpacked offset of the broken member before the gap */
};

static void report(const byte_stream *s, const char *what, uint64_t offset) {
  char message[160];
  snprintf(message, sizeof message, "%s (byte %llu).", what, (unsigned long long)offset);
  if (s->problem) s->problem(s->user, s->path, 0, message);
}

static seimei_status no_memory(const byte_stream *s, seimei_error *error) {
  return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for reading %s.", s->path);
}

static seimei_status cannot_read(const byte_stream *s, seimei_error *error) {
  return error_set(error, SEIMEI_IO, "%s cannot be read.", s->path);
}

/* ---- the window ---- */

view byte_stream_window(const byte_stream *s) { return view_of(s->window + s->begin, s->end - s->begin); }
bool byte_stream_at_gap(const byte_stream *s) { return s->gap; }

static uint64_t window_place(const byte_stream *s, size_t at) { return s->unpacked - (s->end - s->begin) + at; }

static void trim_members(byte_stream *s) {
  size_t passed = 0;
  while (passed + 1 < s->member_count && s->members[passed + 1].unpacked <= window_place(s, 0)) passed++;
  if (passed) memmove(s->members, s->members + passed, (s->member_count - passed) * sizeof *s->members);
  s->member_count -= passed;
}

void byte_stream_use(byte_stream *s, size_t n) {
  s->begin += n;
  if (s->member_count > 64) trim_members(s);
}

/* Room for a chunk behind what is there; an emptied window that had grown large is given back. */
static seimei_status make_room(byte_stream *s, seimei_error *error) {
  if (s->begin > 0) {
    if (s->end > s->begin) memmove(s->window, s->window + s->begin, s->end - s->begin);
    s->end -= s->begin;
    s->begin = 0;
  }
  if (s->capacity - s->end >= s->chunk) return SEIMEI_OK;
  size_t capacity = s->capacity ? s->capacity * 2 : s->chunk * 2;
  while (capacity - s->end < s->chunk) capacity *= 2;
  char *window = allocator_resize(s->allocator, s->window, capacity);
  if (!window) return no_memory(s, error);
  s->window = window;
  s->capacity = capacity;
  return SEIMEI_OK;
}

/* ---- gzip ---- */

/* Packed bytes, when none are left. */
static seimei_status read_input(byte_stream *s, seimei_error *error) {
  if (s->z.avail_in || s->file_done) return SEIMEI_OK;
  size_t n = fread(s->input, 1, s->chunk, s->stream);
  if (!n && ferror(s->stream)) return cannot_read(s, error);
  s->file_done = n == 0;
  s->file_end += n;
  s->z.next_in = s->input;
  s->z.avail_in = (uInt)n;
  return SEIMEI_OK;
}

static uint64_t file_place(const byte_stream *s) { return s->file_end - s->z.avail_in; }

/* The next packed byte, or -1 at the end. */
static seimei_status next_byte(byte_stream *s, int *byte, seimei_error *error) {
  seimei_status status = read_input(s, error);
  *byte = -1;
  if (status || !s->z.avail_in) return status;
  *byte = *s->z.next_in++;
  s->z.avail_in--;
  return SEIMEI_OK;
}

static seimei_status begin_member(byte_stream *s, uint64_t offset, seimei_error *error) {
  if (s->member_count == s->member_capacity) {
    size_t capacity = s->member_capacity ? s->member_capacity * 2 : 16;
    member *members = allocator_resize(s->allocator, s->members, capacity * sizeof *members);
    if (!members) return no_memory(s, error);
    s->members = members;
    s->member_capacity = capacity;
  }
  s->members[s->member_count++] = (member){offset, s->unpacked};
  s->in_member = inflateReset2(&s->z, GZIP_WINDOW) == Z_OK;
  return s->in_member ? SEIMEI_OK : no_memory(s, error);
}

/* Feeds the first two bytes, which were taken to look at them, to the unpacker; it gives nothing for them yet. */
static void feed_magic(byte_stream *s) {
  static const unsigned char magic[2] = {0x1F, 0x8B};
  const unsigned char *next = s->z.next_in;
  uInt left = s->z.avail_in;
  s->z.next_in = (unsigned char *)(uintptr_t)magic;
  s->z.avail_in = sizeof magic;
  s->z.next_out = (unsigned char *)s->window + s->end;
  s->z.avail_out = 0;
  inflate(&s->z, Z_NO_FLUSH);
  s->z.next_in = (unsigned char *)(uintptr_t)next;
  s->z.avail_in = left;
}

/* Goes to the next two bytes of magic and begins a member. Zeros between members are padding; anything else is told. */
static seimei_status find_member(byte_stream *s, seimei_error *error) {
  int before = 0, byte = 0;
  while (before != 0x1F || byte != 0x8B) {
    before = byte;
    seimei_status status = next_byte(s, &byte, error);
    if (status) return status;
    if (byte < 0) return s->at_end = true, SEIMEI_OK;
    if (s->searching || byte == 0 || byte == 0x1F || (before == 0x1F && byte == 0x8B)) continue;
    report(s, "No gzip member begins here; the next one is looked for", file_place(s) - 1);
    s->searching = true;
  }
  seimei_status status = begin_member(s, file_place(s) - 2, error);
  if (!status) feed_magic(s);
  return status;
}

static const member *current_member(const byte_stream *s) { return &s->members[s->member_count - 1]; }

static bool is_bomb(const byte_stream *s) {
  uint64_t out = s->unpacked - current_member(s)->unpacked, in = file_place(s) - current_member(s)->offset;
  return out > RATIO_FROM && out / MOST_RATIO > in;
}

/* The current member ends before its time. What was taken for a member while one was looked for and gave nothing was
 * none. */
static void break_member(byte_stream *s, bool corrupt, const char *what) {
  const member *m = current_member(s);
  s->in_member = false;
  if (s->searching && m->unpacked == s->unpacked) {
    s->member_count--;
    return;
  }
  report(s, what, m->offset);
  s->gap = true;
  s->broken = corrupt;
  s->broken_from = m->unpacked;
}

static void unpack(byte_stream *s) {
  s->z.next_out = (unsigned char *)s->window + s->end;
  s->z.avail_out = (uInt)s->chunk;
  int result = inflate(&s->z, Z_NO_FLUSH);
  size_t got = s->chunk - s->z.avail_out;
  s->end += got;
  s->unpacked += got;
  if (got && !s->gap) s->searching = false;
  if (result == Z_STREAM_END) s->in_member = false;
  else if (result != Z_OK && result != Z_BUF_ERROR) break_member(s, true, "The gzip data is broken and is passed over");
  else if (is_bomb(s)) {
    break_member(s, true, "The gzip data unpacks to more than 300 times its size and is left");
    s->file_done = true;
    s->z.avail_in = 0;
  }
}

/* Until something is unpacked, or the end or a gap is there. */
static seimei_status fill_packed(byte_stream *s, seimei_error *error) {
  size_t before = s->end;
  while (s->end == before && !s->gap && !s->at_end) {
    seimei_status status = s->in_member ? read_input(s, error) : find_member(s, error);
    if (status) return status;
    if (!s->in_member) continue;
    unpack(s); /* also without input: what is unpacked may have waited for room */
    if (s->in_member && s->end == before && s->file_done && !s->z.avail_in)
      break_member(s, false, "The gzip data ends too early; what came before is used");
  }
  return SEIMEI_OK;
}

/* ---- filling ---- */

static seimei_status fill_plain(byte_stream *s, seimei_error *error) {
  size_t n = fread(s->window + s->end, 1, s->chunk, s->stream);
  s->end += n;
  s->unpacked += n;
  if (n == 0 && ferror(s->stream)) return cannot_read(s, error);
  s->at_end = n == 0;
  return SEIMEI_OK;
}

seimei_status byte_stream_fill(byte_stream *s, bool *more, seimei_error *error) {
  *more = false;
  if (s->gap || s->at_end) return SEIMEI_OK;
  seimei_status status = make_room(s, error);
  if (!status) trim_members(s);
  size_t before = s->end;
  if (!status) status = s->is_gzip ? fill_packed(s, error) : fill_plain(s, error);
  *more = !status && s->end > before;
  return status;
}

seimei_status byte_stream_need(byte_stream *s, size_t size, bool *whole, seimei_error *error) {
  bool more = true;
  seimei_status status = SEIMEI_OK;
  while (!status && more && s->end - s->begin < size) status = byte_stream_fill(s, &more, error);
  *whole = s->end - s->begin >= size;
  return status;
}

seimei_status byte_stream_skip(byte_stream *s, uint64_t n, bool *whole, seimei_error *error) {
  bool more = true;
  seimei_status status = SEIMEI_OK;
  while (!status && more && n > s->end - s->begin) {
    n -= s->end - s->begin;
    byte_stream_use(s, s->end - s->begin);
    status = byte_stream_fill(s, &more, error);
  }
  *whole = n <= s->end - s->begin;
  byte_stream_use(s, *whole ? (size_t)n : s->end - s->begin);
  return status;
}

/* ---- gaps ---- */

/* Back to right behind the beginning of the broken member, where that can be done. */
static void go_back(byte_stream *s) {
  uint64_t from = current_member(s)->offset + 2, far = file_place(s) - from;
  if (file_place(s) <= from || s->reread + far > MOST_REREAD || fseeko(s->stream, (off_t)from, SEEK_SET)) return;
  s->reread += far;
  s->file_end = from;
  s->file_done = false;
  s->z.avail_in = 0;
}

bool byte_stream_pass_gap(byte_stream *s) {
  if (!s->gap) return false;
  byte_stream_use(s, s->end - s->begin);
  if (s->broken && !s->file_done) go_back(s);
  s->gap = s->broken = false;
  s->searching = true;
  return true;
}

bool byte_stream_is_sound(const byte_stream *s, size_t length, size_t ahead) {
  uint64_t place = window_place(s, length);
  return !s->gap || !s->broken || place <= s->broken_from || s->unpacked >= place + ahead;
}

read_position byte_stream_position(const byte_stream *s, size_t at) {
  uint64_t place = window_place(s, at);
  if (!s->is_gzip) return (read_position){s->start + place, 0, 0};
  if (!s->member_count) return (read_position){s->start, place, 0};
  size_t i = s->member_count - 1;
  while (i > 0 && s->members[i].unpacked > place) i--;
  return (read_position){s->members[i].offset, place - s->members[i].unpacked, 0};
}

/* ---- opening ---- */

/* The first bytes decide; those of a gzip stream are the first packed input. */
static seimei_status open_window(byte_stream *s, seimei_error *error) {
  seimei_status status = make_room(s, error);
  if (status) return status;
  size_t n = fread(s->window, 1, s->chunk < 2 ? 2 : s->chunk, s->stream);
  if (n == 0 && ferror(s->stream)) return cannot_read(s, error);
  s->is_gzip = n >= 2 && (unsigned char)s->window[0] == 0x1F && (unsigned char)s->window[1] == 0x8B;
  if (!s->is_gzip) {
    s->end = s->unpacked = n;
    s->at_end = n == 0;
    return SEIMEI_OK;
  }
  s->input = allocator_resize(s->allocator, NULL, s->chunk < 2 ? 2 : s->chunk);
  if (!s->input || inflateInit2(&s->z, GZIP_WINDOW) != Z_OK) return no_memory(s, error);
  memcpy(s->input, s->window, n);
  s->file_end += n;
  s->z.next_in = s->input;
  s->z.avail_in = (uInt)n;
  return SEIMEI_OK;
}

/* To where reading goes on; a stream that cannot seek is read up to there. */
static seimei_status seek(byte_stream *s, uint64_t offset, seimei_error *error) {
  s->start = s->file_end = offset;
  if (!offset || !fseeko(s->stream, (off_t)offset, SEEK_SET)) return SEIMEI_OK;
  char dropped[4096];
  while (offset > 0) {
    size_t n = fread(dropped, 1, offset < sizeof dropped ? (size_t)offset : sizeof dropped, s->stream);
    if (!n && ferror(s->stream)) return cannot_read(s, error);
    if (!n) break;
    offset -= n;
  }
  return SEIMEI_OK;
}

seimei_status byte_stream_new(FILE *stream, const char *path, const reader_options *options, byte_stream **out,
                              seimei_error *error) {
  *out = NULL;
  byte_stream *s = allocator_resize(options->allocator, NULL, sizeof *s);
  if (!s) return error_set(error, SEIMEI_NO_MEMORY, "Out of memory for reading %s.", path);
  *s = (byte_stream){.stream = stream,
                     .path = path,
                     .allocator = options->allocator,
                     .problem = options->problem,
                     .user = options->user,
                     .chunk = options->chunk ? options->chunk : CHUNK};
  bool whole;
  seimei_status status = seek(s, options->resume.offset, error);
  if (!status) status = open_window(s, error);
  if (!status && options->resume.inner) status = byte_stream_skip(s, options->resume.inner, &whole, error);
  if (status) byte_stream_free(s);
  else *out = s;
  return status;
}

void byte_stream_free(byte_stream *s) {
  if (!s) return;
  if (s->input) inflateEnd(&s->z);
  if (s->input) allocator_resize(s->allocator, s->input, 0);
  if (s->window) allocator_resize(s->allocator, s->window, 0);
  if (s->members) allocator_resize(s->allocator, s->members, 0);
  allocator_resize(s->allocator, s, 0);
}
