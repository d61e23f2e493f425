/* store.c - opening and closing, and what to tell when SQLite fails.
 *
 * One process writes at a time: it holds a lock (flock) on the file itself, which the system drops when the process
 * ends, however it ends, and which does not meet SQLite's own locks. Readers take none. */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/bigram.h"
#include "store/schema.h"
#include "store/word_match.h"

struct store {
  sqlite3 *database;
  char *path;
  int lock; /* descriptor, or -1 */
};

/* Set on a new file only: the page size. */
static const char WRITER_SETTINGS[] = "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                                      "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;"
                                      "PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864";
static const char READER_SETTINGS[] = "PRAGMA query_only = 1; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;"
                                      "PRAGMA mmap_size = 1073741824";

sqlite3 *store_database(const store *s) { return s->database; }
const char *store_path(const store *s) { return s->path; }

void store_lighten_process(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

/* ---- failures ---- */

seimei_status store_failure(const store *s, const char *what, seimei_error *error) {
  int code = s->database ? sqlite3_extended_errcode(s->database) : SQLITE_NOMEM;
  switch (code & 0xFF) {
  case SQLITE_NOMEM: return error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  case SQLITE_FULL:
    return error_set(error, SEIMEI_IO, "%s: the disk is full while %s; what was stored before is whole", s->path, what);
  case SQLITE_IOERR:
    return error_set(error, SEIMEI_IO, "%s: cannot be read or written while %s (a full disk, a limit on files?): %s",
                     s->path, what, strerror(sqlite3_system_errno(s->database)));
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB: return error_set(error, SEIMEI_BAD_INPUT, "%s: is no store or is damaged", s->path);
  case SQLITE_READONLY:
    return error_set(error, SEIMEI_IO, "%s: cannot be written; see who owns the file and its folder", s->path);
  case SQLITE_CANTOPEN:
    return error_set(error, SEIMEI_NO_FILE, "%s: cannot be opened; see that its folder exists", s->path);
  case SQLITE_BUSY: return error_set(error, SEIMEI_IO, "%s: another program keeps it locked; try again later", s->path);
  default: return error_set(error, SEIMEI_IO, "%s: %s: %s", s->path, what, sqlite3_errmsg(s->database));
  }
}

/* ---- opening ---- */

static seimei_status take_lock(store *s, store_mode mode, seimei_error *error) {
  s->lock = open(s->path, O_RDWR | O_CLOEXEC | (mode == STORE_CREATE ? O_CREAT : 0), 0666);
  if (s->lock < 0)
    return error_set(error, errno == ENOENT ? SEIMEI_NO_FILE : SEIMEI_IO, "%s: %s", s->path, strerror(errno));
  struct stat facts;
  if (fstat(s->lock, &facts) || !S_ISREG(facts.st_mode))
    return error_set(error, SEIMEI_BAD_INPUT, "%s: is no store", s->path);
  if (flock(s->lock, LOCK_EX | LOCK_NB) == 0) return SEIMEI_OK;
  return error_set(error, SEIMEI_IO, "%s: another program is writing to it; try again when it has ended", s->path);
}

static int number_of(sqlite3 *db, const char *question) {
  sqlite3_stmt *ask = NULL;
  int number = -1;
  if (!sqlite3_prepare_v2(db, question, -1, &ask, NULL) && sqlite3_step(ask) == SQLITE_ROW)
    number = sqlite3_column_int(ask, 0);
  sqlite3_finalize(ask);
  return number;
}

static seimei_status check_kind(store *s, store_mode mode, seimei_error *error) {
  int tables = number_of(s->database, "SELECT count(*) FROM sqlite_schema");
  int application = number_of(s->database, "PRAGMA application_id");
  int version = number_of(s->database, "PRAGMA user_version");
  if (tables < 0 || application < 0 || version < 0) return store_failure(s, "opening it", error);
  if (tables == 0 && application == 0 && mode == STORE_CREATE) return SEIMEI_OK;
  if (application != STORE_APPLICATION) return error_set(error, SEIMEI_BAD_INPUT, "%s: is no store of seimei", s->path);
  if (version > STORE_SCHEMA)
    return error_set(error, SEIMEI_BAD_INPUT, "%s: has schema %d, newer than this program's %d; use a newer seimei",
                     s->path, version, STORE_SCHEMA);
  if (version < STORE_SCHEMA && mode == STORE_READ)
    return error_set(error, SEIMEI_BAD_INPUT,
                     "%s: has schema %d, older than this program's %d; seimei ingest brings it up", s->path, version,
                     STORE_SCHEMA);
  return SEIMEI_OK;
}

static seimei_status fill_store(store *s, store_mode mode, seimei_error *error) {
  seimei_status status = SEIMEI_OK;
  if (mode != STORE_READ && (status = take_lock(s, mode, error))) return status;
  if (mode == STORE_READ && access(s->path, R_OK))
    return error_set(error, SEIMEI_NO_FILE, "%s: %s", s->path, strerror(errno));
  int flags = SQLITE_OPEN_NOMUTEX | (mode == STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  if (sqlite3_open_v2(s->path, &s->database, flags, NULL)) return store_failure(s, "opening it", error);
  sqlite3_extended_result_codes(s->database, 1);
  sqlite3_busy_timeout(s->database, 10000);
  if ((status = check_kind(s, mode, error))) return status;
  const char *settings = mode == STORE_READ ? READER_SETTINGS : WRITER_SETTINGS;
  if (sqlite3_exec(s->database, settings, NULL, NULL, NULL)) return store_failure(s, "opening it", error);
  if (bigram_register(s->database) || words_register(s->database))
    return error_set(error, SEIMEI_UNSUPPORTED, "this SQLite was built without FTS5, which a store needs");
  if (mode != STORE_READ && schema_bring_up(s->database, STORE_SCHEMA))
    return store_failure(s, "making its tables", error);
  return SEIMEI_OK;
}

seimei_status store_open(const char *path, store_mode mode, store **out, seimei_error *error) {
  *out = NULL;
  store *s = calloc(1, sizeof *s);
  if (s) *s = (store){.path = strdup(path), .lock = -1};
  seimei_status status =
      s && s->path ? fill_store(s, mode, error) : error_set(error, SEIMEI_NO_MEMORY, "out of memory");
  if (status) store_close(s);
  else *out = s;
  return status;
}

/* The lock goes last: to close a file that SQLite has open would drop SQLite's locks. */
void store_close(store *s) {
  if (!s) return;
  sqlite3_close(s->database);
  if (s->lock >= 0) close(s->lock);
  free(s->path);
  free(s);
}
