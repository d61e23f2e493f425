#!/usr/bin/env python3
"""Prints a store in a form that does not depend on its numbers: store_dump.py STORE

Documents by key, each with its sentences, records and links; then copies, inputs and failures. Rows are named by what they
mean, so that two stores with the same content give the same bytes. Runs, times and versions of files are left out.
"""
import hashlib
import json
import sqlite3
import sys

RECORDS = {
    "statement": ("statements", "statement_actors", "statement_codes",
                  "number, date, day, cue, cue_begin, cue_end, content, content_spans, manner, medium, sentence, "
                  "within & 1048575, rule"),
    "event": ("events", "event_actors", "event_codes",
              "number, date, day, type, mode, contexts, status, \"trigger\", trigger_begin, trigger_end, about, about_begin, "
              "about_end, place, place_begin, place_end, place_code, quantity, statement & 1048575, quad_code, event_scale, "
              "cameo, sentence, confidence, rule"),
}


def lines_of(db, kind, document):
    table, roles, codes, columns = RECORDS[kind]
    for row in db.execute(f"SELECT id, {columns} FROM {table} WHERE document = ? ORDER BY id", (document,)):
        yield [kind, *row[1:]]
        yield from (["role", *r] for r in db.execute(
            f"SELECT r.role, r.position, a.label, a.code, a.sector, a.name, a.office, r.\"begin\", r.\"end\" FROM {roles} r "
            f"JOIN actors a ON a.id = r.actor WHERE r.{kind} = ? ORDER BY 1, 2", (row[0],)))
        yield from (["code", *r] for r in db.execute(
            f"SELECT c.code, c.role, c.day, c.sector FROM {roles} r JOIN actors a ON a.id = r.actor JOIN {codes} c USING(code) "
            f"WHERE r.{kind} = ?1 AND c.{kind} = ?1 GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4", (row[0],)))
        if kind == "event":
            same = db.execute("SELECT d.key, o.number FROM events e JOIN events o ON o.id = e.same_as JOIN documents d "
                              "ON d.id = o.document WHERE e.id = ?", (row[0],)).fetchall()
            yield ["same", same]


def documents_of(db):
    for d in db.execute("SELECT d.id, key, d.name, lang, published, title, url, address, publisher, i.path, d.number, "
                        "sentence_count, statement_count, event_count, v.name, t.text FROM documents d JOIN texts t "
                        "ON t.document = d.id JOIN versions v ON v.id = d.version LEFT JOIN inputs i ON i.id = d.input "
                        "ORDER BY key").fetchall():
        yield ["document", *d[1:]]
        yield ["sentences", db.execute("SELECT number, \"begin\", \"end\" FROM sentences WHERE document = ? ORDER BY 1",
                                       (d[0],)).fetchall()]
        yield ["link", db.execute("SELECT o.key, l.kind, l.score FROM links l JOIN documents o ON o.id = l.other "
                                  "WHERE l.document = ?", (d[0],)).fetchall()]
        yield ["signature", db.execute("SELECT hex(bins) FROM signatures WHERE document = ?", (d[0],)).fetchall()]
        yield ["bands", db.execute("SELECT band FROM bands WHERE document = ? ORDER BY 1", (d[0],)).fetchall()]
        for kind in RECORDS:
            yield from lines_of(db, kind, d[0])


def rest_of(db):
    key = "(SELECT key FROM documents WHERE id = {} >> 20), {} & 1048575"
    yield from db.execute(f"SELECT 'pair', actor, recipient, day, {key.format('event', 'event')}, type, event_scale "
                          "FROM event_pairs ORDER BY 2, 3, 4, 5, 6")
    for table in ("event_codes", "statement_codes", "event_pairs", "bands"):
        yield ["count", table, db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]]
    yield from db.execute("SELECT 'copy', d.key, place, reason, c.url, c.publisher, c.published FROM copies c "
                          "JOIN documents d ON d.id = c.document ORDER BY 2, 3")
    yield from db.execute("SELECT 'input', path, size, format, offset, inner, number, state, stored, \"left\" FROM inputs "
                          "ORDER BY 2")
    yield from db.execute("SELECT 'failure', path, f.number, f.offset, reason, is_read FROM failures f JOIN inputs i "
                          "ON i.id = f.input ORDER BY 2, 3, 4, 5")


def dump(path):
    """All lines of a store."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        for rows in (documents_of(db), rest_of(db)):
            for row in rows:
                yield json.dumps(row, ensure_ascii=False)
    finally:
        db.close()


def digest(path):
    """One word for a store's content."""
    hasher = hashlib.sha256()
    for line in dump(path):
        hasher.update(line.encode() + b"\n")
    return hasher.hexdigest()


if __name__ == "__main__":
    for text in dump(sys.argv[1]):
        print(text)
