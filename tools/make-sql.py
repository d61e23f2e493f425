#!/usr/bin/env python3
"""Writes sql/ENGINE/*.sql out of sql/tables.tsv, sql/parameters.tsv and sql/questions/: make-sql.py [--check]

ENGINE is duckdb, postgresql or clickhouse. schema.sql has the tables, load.sql fills them from what `seimei export` and
`seimei positions --events` write, load_store.sql (DuckDB alone) from a store, questions.sql has views and functions. --check
writes nothing and says which file is another than it would be.

A question is SQL that all three engines read, with :NAME for a parameter and @NAME(…) for what each of them says in its own
way (WORDS below); @events() and @statements() are the selections of the parameters.
"""
import csv
import pathlib
import re
import sys

from sql_load import ENGINES, HEAD, TITLES, TYPES, make_load, make_load_store, wrapped

ROOT = pathlib.Path(__file__).resolve().parent.parent
SQL = ROOT / "sql"
# How an engine says what the three say differently. {0}, {1}, … are the arguments.
WORDS = {
    "duckdb": {
        "has": "list_contains(string_split({0}, ','), {1})",
        "item": "split_part({0}, ',', {1})",
        "contains": "contains({0}, {1})",
        "cut": "substr({0}, {1} + 1, {2} - {1})",
        "text": "CAST({0} AS VARCHAR)",
        "joined": "string_agg({0}, {1} ORDER BY {2})",
        "day": "CAST({0} AS VARCHAR)",
        "monday": "CAST(CAST(date_trunc('week', {0}) AS DATE) AS VARCHAR)",
    },
    "postgresql": {
        "has": "{1} = ANY (string_to_array({0}, ','))",
        "item": "split_part({0}, ',', {1})",
        "contains": "strpos({0}, {1}) > 0",
        "cut": "substr({0}, {1} + 1, {2} - {1})",
        "text": "CAST({0} AS text)",
        "joined": "string_agg({0}, {1} ORDER BY {2})",
        "day": "to_char({0}, 'YYYY-MM-DD')",
        "monday": "to_char(date_trunc('week', {0}), 'YYYY-MM-DD')",
    },
    "clickhouse": {
        "has": "has(splitByChar(',', {0}), {1})",
        "item": "splitByChar(',', {0})[{1}]",
        "contains": "position({0}, {1}) > 0",
        "cut": "substringUTF8({0}, {1} + 1, {2} - {1})",
        "text": "toString({0})",
        "joined": "arrayStringConcat(arrayMap(x -> x.2, arraySort(groupArray(({2}, {0})))), {1})",
        "day": "toString({0})",
        "monday": "toString(toMonday({0}))",
    },
}
PERIOD = ("CASE {0} WHEN 'day' THEN {day} WHEN 'week' THEN {monday} WHEN 'month' THEN substr({day}, 1, 7)"
          " WHEN 'quarter' THEN substr({day}, 1, 4) || '-Q' || CASE WHEN substr({day}, 6, 2) < '04' THEN '1'"
          " WHEN substr({day}, 6, 2) < '07' THEN '2' WHEN substr({day}, 6, 2) < '10' THEN '3' ELSE '4' END"
          " WHEN 'year' THEN substr({day}, 1, 4) END")


# ---- what is read ----

def read_tsv(path):
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [{key: "" if value == "-" else value for key, value in row.items()} for row in rows]


def read_tables():
    tables = []
    for row in read_tsv(SQL / "tables.tsv"):
        if row["column"]:
            tables[-1]["columns"].append(row)
        else:
            file, record, lists = (row["json"].split(":") + ["", ""])[:3]
            tables.append({"name": row["table"], "file": file, "record": record.strip("-"), "lists": [x for x in lists.split(",") if x],
                           "store": row["store"], "meaning": row["meaning"], "columns": []})
    return tables


def read_question(path):
    """The comment at its head says what it is; the rest is its body."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line[3:] for line in lines if line.startswith("-- ")]
    kind, signature = head[0].split(" ", 1)
    name, _, arguments = signature.rstrip(")").partition("(")
    returns = next((line[8:].split(", ") for line in head if line.startswith("returns ")), [])
    return {"kind": kind, "name": name, "arguments": [a for a in arguments.split(", ") if a], "returns": returns,
            "meaning": [line for line in head[1:] if not line.startswith("returns ")],
            "body": "\n".join(line for line in lines if not line.startswith("--"))}


# ---- tables ----

def null_of(engine, column, kind):
    if engine == "clickhouse":
        return kind if column["key"] != "maybe" else f"Nullable({kind})"
    return kind if column["key"] == "maybe" else kind + " NOT NULL"


def make_table(engine, table):
    """DuckDB has no primary keys: they cost loading half its time and cannot be filled anew in one transaction."""
    lines = []
    keys = ", ".join(c["column"] for c in table["columns"] if c["key"] == "key")
    for column in table["columns"]:
        line = f"  {column['column']} {null_of(engine, column, TYPES[engine][column['type']])}"
        lines.append((line, column["meaning"]))
    if engine == "postgresql":
        lines.append((f"  PRIMARY KEY ({keys})", ""))
    end = f"\n) ENGINE = MergeTree ORDER BY ({keys});\n" if engine == "clickhouse" else "\n);\n"
    text = [line + ("," if i + 1 < len(lines) else "") for i, (line, _) in enumerate(lines)]
    wide = max(len(line) for line in text)
    rows = "\n".join(f"{line:<{wide}}  -- {lines[i][1]}" if lines[i][1] else line for i, line in enumerate(text))
    return f"-- {table['meaning']}\nCREATE TABLE IF NOT EXISTS {table['name']} (\n{rows}{end}"


INDEXES = (("events", "doc"), ("events", "day"), ("events", "type, day"), ("event_parties", "code, role"),
           ("statements", "doc"), ("statements", "day"), ("statement_parties", "code, role"), ("positions", "key"))


def make_schema(engine, tables):
    parts = [make_table(engine, table) for table in tables]
    if engine == "postgresql":
        parts.append("".join(f"CREATE INDEX IF NOT EXISTS {t}_by_{c.replace(', ', '_')} ON {t} ({c});\n" for t, c in INDEXES))
    return HEAD.format(what=f"The tables of seimei's records in {TITLES[engine]}; docs/sql.md explains them.") + "\n".join(parts)


# ---- questions ----

def split_arguments(text, at):
    """The arguments of the call whose bracket opens at `at`, and where it ends."""
    parts, depth, quoted, begin = [], 0, False, at + 1
    for i in range(at, len(text)):
        if text[i] == "'":
            quoted = not quoted
        if quoted:
            continue
        depth += (text[i] == "(") - (text[i] == ")")
        if depth == 0 or (depth == 1 and text[i] == ","):
            parts.append(text[begin:i].strip())
            begin = i + 1
        if depth == 0:
            return parts, i + 1
    raise ValueError("a bracket is not closed: " + text[at:at + 40])


def with_others(body, arguments):
    """A selection with NAME = EXPRESSION in place of what is asked for under that name."""
    for argument in filter(None, arguments):
        name, _, value = argument.partition(" = ")
        body = re.sub(rf":{name}\b", value.replace("\\", "\\\\"), body)
    return body


def expand(text, words, parts):
    while found := re.search(r"@(\w+)\(", text):
        arguments, end = split_arguments(text, found.end() - 1)
        name = found[1]
        if name in parts:
            made = with_others(parts[name], arguments)
        elif name == "period":
            day = words["day"].format(arguments[1])
            known = re.fullmatch(r"'(\w+)'", arguments[0])
            made = PERIOD.format(arguments[0], day=day, monday=words["monday"].format(arguments[1]))
            if known:
                made = re.search(rf" WHEN '{known[1]}' THEN (.*?)(?= WHEN '(?:day|week|month|quarter|year)' THEN| END$)", made)[1]
        else:
            made = words[name].format(*arguments)
        text = text[:found.start()] + made + text[end:]
    return text


def parameters_of(question, known):
    """Name, type and default; "events" and "statements" stand for the selection of these."""
    made = {}
    for argument in question["arguments"]:
        if argument in ("events", "statements"):
            made.update({p["parameter"]: (p["type"], "") for p in known if p["of"] in ("both", argument)
                         and p["parameter"] not in made})
        else:
            name, kind, _, default = argument.split(" ")
            made[name] = (kind, default)
    return made


def default_of(kind, default):
    return {"text": f"'{default}'", "flag": "false"}.get(kind, "NULL")


def with_parameters(engine, body, parameters):
    """Numbers in PostgreSQL, so that no column is taken for a parameter."""
    names = list(parameters)

    def spell(found):
        name = found[1]
        kind, default = parameters[name]
        if engine == "postgresql":
            return f"${names.index(name) + 1}"
        if engine == "duckdb":
            return f'CAST("{name}" AS {TYPES[engine][kind]})' if kind in ("day", "number") else f'"{name}"'
        given = f"{{{name}:Nullable({TYPES[engine][kind]})}}"
        return given if kind in ("day", "number") else f"coalesce({given}, {default_of(kind, default)})"
    return re.sub(r"(?<![:\w]):(\w+)", spell, body)


def returned(question, tables):
    columns = []
    for item in question["returns"]:
        name, _, kind = item.partition(" ")
        if kind:
            columns.append((name, {"integer": "bigint"}.get(kind, TYPES["postgresql"][kind])))
        else:
            columns += [(c["column"], TYPES["postgresql"][c["type"]]) for t in tables if t["name"] == name for c in t["columns"]]
    return columns


def make_function(engine, question, parameters, body, tables):
    name = question["name"]
    if engine == "clickhouse":
        return f"CREATE OR REPLACE VIEW {name} AS\n{body};\n"
    if engine == "duckdb":
        signature = wrapped([f'"{n}" := {default_of(*p)}' for n, p in parameters.items()], "  ")
        return f"CREATE OR REPLACE MACRO {name}(\n{signature}\n) AS TABLE\n{body};\n"
    signature = wrapped([f"{n} {TYPES[engine][p[0]]} DEFAULT {default_of(*p)}" for n, p in parameters.items()], "  ")
    columns = wrapped([f"{n} {k}" for n, k in returned(question, tables)], "  ")
    return (f"CREATE OR REPLACE FUNCTION {name}(\n{signature}\n) RETURNS TABLE (\n{columns}\n) LANGUAGE sql STABLE AS $question$\n"
            f"{body}\n$question$;\n")


def make_questions(engine, tables, questions, known):
    words, parts, made = WORDS[engine], {}, []
    for q in questions:
        if q["kind"] == "part":
            parts[q["name"]] = "\n" + "\n".join("  " + line for line in q["body"].splitlines()) + "\n"
            continue
        parameters = parameters_of(q, known)
        body = with_parameters(engine, expand(q["body"], words, parts), parameters)
        comment = "".join(f"-- {line}\n" for line in q["meaning"])
        if q["kind"] == "view":
            made.append(f"{comment}CREATE OR REPLACE VIEW {q['name']} AS\n{body};\n")
        else:
            made.append(comment + make_function(engine, q, parameters, body, tables))
    what = f"Questions to seimei's records in {TITLES[engine]}, as views and functions; docs/sql.md explains them."
    return HEAD.format(what=what) + "\n".join(made)


def make_all():
    tables, known = read_tables(), read_tsv(SQL / "parameters.tsv")
    questions = [read_question(path) for path in sorted((SQL / "questions").glob("*.sql"))]
    for engine in ENGINES:
        yield f"{engine}/schema.sql", make_schema(engine, tables)
        yield f"{engine}/load.sql", make_load(engine, tables)
        yield f"{engine}/questions.sql", make_questions(engine, tables, questions, known)
    yield "duckdb/load_store.sql", make_load_store(tables)


def main():
    stale = 0
    for name, text in make_all():
        path = SQL / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale += 1
        if "--check" in sys.argv:
            print(f"sql/{name}: not what tools/make-sql.py makes")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
