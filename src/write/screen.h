/* screen.h - text for a terminal: columns that characters take, styles, lines that break where Japanese may.
 *
 *   run_add(text, style) … ─▶ run of glyphs ─▶ run_write: lines no wider than the screen
 *
 * Input is hostile: control characters never reach the terminal, so no text can move the cursor or change a colour. */
#ifndef SEIMEI_WRITE_SCREEN_H
#define SEIMEI_WRITE_SCREEN_H

#include "base/base.h"

/* Columns of one character: 2 for kanji, kana and full-width forms (East Asian Width W and F), 0 for what is drawn over
 * the character before it, else 1. Ambiguous ones take 1, as in a terminal that is not set to a legacy charset. */
uint32_t char_columns(uint32_t c);
uint32_t text_columns(view text);

typedef enum {
  STYLE_PLAIN = 0,
  STYLE_BOLD = 1,
  STYLE_DIM = 2,
  STYLE_ITALIC = 4,
  STYLE_UNDERLINE = 8,
  STYLE_RED = 1 << 4,
  STYLE_GREEN = 2 << 4,
  STYLE_YELLOW = 3 << 4,
  STYLE_BLUE = 4 << 4,
  STYLE_MAGENTA = 5 << 4,
  STYLE_CYAN = 6 << 4
} style; /* attributes in the low four bits, a colour above them */

typedef struct {
  uint32_t c;
  uint8_t columns;
  uint8_t style;
} glyph;

typedef struct {
  arena *arena;
  LIST(glyph) glyphs;
} run;

void run_add(run *r, view text, unsigned style);
void run_add_string(run *r, const char *text, unsigned style);
/* text cut to a number of columns, the cut shown by "…". */
void run_add_cut(run *r, view text, uint32_t columns, unsigned style);
void run_clear(run *r);
uint32_t run_columns(const run *r);
/* Adds blanks up to a column. */
void run_pad(run *r, uint32_t columns);

typedef struct {
  uint32_t width;       /* 0: one line however long */
  uint32_t first, rest; /* blanks before the first line and before the others */
  bool color;
} run_layout;

void run_write(buffer *out, const run *r, const run_layout *layout);

#endif
