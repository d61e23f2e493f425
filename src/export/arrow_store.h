/* arrow_store.h - what a question to a store finds as an Arrow stream. */
#ifndef SEIMEI_EXPORT_ARROW_STORE_H
#define SEIMEI_EXPORT_ARROW_STORE_H

#include "query/query.h"
#include "seimei_arrow.h"

/* As seimei_arrow_stream, of the records that filter selects, which is tidied and copied. */
seimei_status arrow_store_stream(const char *path, const query_filter *filter, struct ArrowArrayStream *out,
                                 seimei_error *error);

#endif
