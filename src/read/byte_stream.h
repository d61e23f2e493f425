/* byte_stream.h - a window on the bytes of a stream, unpacked where they are gzip, with the place of each byte.
 *
 *   file:      | member 1 | member 2 |xx broken xx| member 4 |
 *   unpacked:  ....window....                    ^ gap
 *
 * Members follow each other without a seam. Where a member is cut or broken the bytes before stay, the problem is
 * reported, and the stream stops as if it ended: byte_stream_pass_gap goes on with the next member that is whole. */
#ifndef SEIMEI_BYTE_STREAM_H
#define SEIMEI_BYTE_STREAM_H

#include <stdio.h>

#include "read/read.h"

typedef struct byte_stream byte_stream;

/* Tells whether the stream is gzip by its first bytes. Problems go to options.problem with this path, which must live
 * as long as the stream. */
seimei_status byte_stream_new(FILE *stream, const char *path, const reader_options *options, byte_stream **out,
                              seimei_error *error);
void byte_stream_free(byte_stream *s);

/* What is read and not yet used. */
view byte_stream_window(const byte_stream *s);
/* Adds bytes to the window, which may move. *more is false at the end and at a gap, and then only. */
seimei_status byte_stream_fill(byte_stream *s, bool *more, seimei_error *error);
/* Fills until the window has size bytes; *whole is false when the end or a gap comes before. */
seimei_status byte_stream_need(byte_stream *s, size_t size, bool *whole, seimei_error *error);
/* Drops the first n bytes of the window. */
void byte_stream_use(byte_stream *s, size_t n);
/* Drops n bytes, more than the window has if need be; *whole as above. */
seimei_status byte_stream_skip(byte_stream *s, uint64_t n, bool *whole, seimei_error *error);

/* Whether the window ends at a gap. */
bool byte_stream_at_gap(const byte_stream *s);
/* Drops the window and goes on behind the gap; false when there is none. */
bool byte_stream_pass_gap(byte_stream *s);
/* Whether the first length bytes of the window lie in no member that turned out to be broken less than ahead bytes
 * behind them. What is known of a member is what was unpacked of it: the caller fills until the window has length +
 * ahead bytes, and what may have been unpacked beyond that is not looked at, so that the answer is always the same. */
bool byte_stream_is_sound(const byte_stream *s, size_t length, size_t ahead);

/* Of the window's byte number at; number is left 0. */
read_position byte_stream_position(const byte_stream *s, size_t at);

#endif
