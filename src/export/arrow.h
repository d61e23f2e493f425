/* arrow.h - rows as an Arrow IPC stream: a form of sheet. docs/formats/arrow.md says who reads it. */
#ifndef SEIMEI_EXPORT_ARROW_H
#define SEIMEI_EXPORT_ARROW_H

#include "write/sheet.h"

extern const sheet_form SHEET_ARROW;

#endif
