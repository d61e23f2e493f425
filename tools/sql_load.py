"""sql/ENGINE/load.sql and load_store.sql out of the tables of sql/tables.tsv: what make-sql.py has of loading.

A table is a dict: name, file and record (which lines of which file are its rows), lists (of the line, whose items are its rows),
store, meaning, columns (rows of the file). An engine is a class that says how it reads lines of JSON.
"""
import re

WIDTH = 120
HEAD = "-- {what}\n-- Made by tools/make-sql.py out of sql/tables.tsv, sql/parameters.tsv and sql/questions/.\n\n"
TITLES = {"duckdb": "DuckDB", "postgresql": "PostgreSQL", "clickhouse": "ClickHouse"}
# What an engine calls the types.
TYPES = {
    "duckdb": {"text": "VARCHAR", "day": "DATE", "integer": "INTEGER", "number": "DOUBLE", "flag": "BOOLEAN"},
    "postgresql": {"text": "text", "day": "date", "integer": "integer", "number": "double precision", "flag": "boolean"},
    "clickhouse": {"text": "String", "day": "Date32", "integer": "Int32", "number": "Float64", "flag": "Bool"},
}


def wrapped(words, indent):
    lines, line = [], ""
    for word in words:
        if len(indent) + len(line) + len(word) + 2 > WIDTH and line:
            lines.append(indent + line.rstrip())
            line = ""
        line += word + ", "
    return "\n".join([*lines, indent + line.rstrip(", ")])


def call_of(path):
    found = re.fullmatch(r"(\w+)\((\w+)\)", path)
    return (found[1], found[2]) if found else (None, path)


class DuckDb:
    """Lines are read once, into a temporary table whose columns are the keys of the objects."""
    types = {"text": "VARCHAR", "day": "VARCHAR", "integer": "INTEGER", "number": "DOUBLE"}

    @staticmethod
    def begin(tables):
        files = {}
        for table in tables:
            keys = files.setdefault(table["file"], {"type": "VARCHAR"})
            for column in table["columns"]:
                DuckDb.add(keys, table, column)
        made = ["BEGIN;\n"]
        for file, keys in files.items():
            columns = ",\n".join(f"  '{k}': '{DuckDb.spell(v)}'" for k, v in keys.items())
            made.append(f"CREATE OR REPLACE TEMP TABLE {stem(file)}_lines AS\nSELECT * FROM read_json('{file}', format = "
                        f"'newline_delimited', maximum_object_size = 1073741824,\n  columns = {{\n{columns}}});\n")
        return made

    @staticmethod
    def add(keys, table, column):
        call, path = call_of(column["json"])
        if path.startswith("@"):
            if path == "@item":
                keys[table["lists"][0]] = ["VARCHAR"]
            elif path == "@id":
                keys["id"] = "VARCHAR"
            return
        if call == "joined":
            return
        kind = DuckDb.types[column["type"]] if not call or call == "day" else "VARCHAR"
        for name in table["lists"]:
            keys.setdefault(name, [{}])[0][path] = kind
        if table["lists"]:
            return
        first, _, rest = path.partition(".")
        if rest:
            keys.setdefault(first, {})[rest] = kind
        elif first.endswith("[0]"):
            keys[first[:-3]] = [kind]
        else:
            keys[first] = kind

    @staticmethod
    def spell(kind):
        if isinstance(kind, list):
            return DuckDb.spell(kind[0]) + "[]"
        if isinstance(kind, dict):
            return "STRUCT(" + ", ".join(f'"{k}" {DuckDb.spell(v)}' for k, v in kind.items()) + ")"
        return kind

    @staticmethod
    def value(path, kind, of_item):
        row = "i.item" if of_item else "r"
        if path.endswith("[0]"):
            path, end = path[:-3], "[1]"
        else:
            end = ""
        value = row + "".join(f'."{part}"' for part in path.split(".")) + end
        return f"CAST({value} AS DATE)" if kind == "day" else value

    number = "CAST(regexp_extract({0}, '[0-9]+$') AS INTEGER)"
    day = "CAST({0} AS DATE)"
    joined = """array_to_string(list_transform(r."{0}", lambda x: x."text"), '…')"""
    item, place = "i.item", "i.place - 1"
    empty = "DELETE FROM {0};\n"

    @staticmethod
    def rows(table, name):
        lines = stem(table["file"]) + "_lines r"
        return lines + (f', UNNEST(r."{name}") WITH ORDINALITY AS i(item, place)' if name else "")

    @staticmethod
    def end(tables):
        return ["".join(f"DROP TABLE {stem(f)}_lines;\n" for f in files_of(tables)) + "COMMIT;\n"]


class PostgreSql:
    """Lines are copied as they stand, into one column: no JSON line has the bytes 1 and 2."""

    @staticmethod
    def begin(tables):
        made = ["BEGIN;\n"]
        for file in files_of(tables):
            made.append(f"CREATE TEMP TABLE {stem(file)}_lines (line jsonb) ON COMMIT DROP;\n"
                        f"\\copy {stem(file)}_lines FROM '{file}' WITH (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')\n")
        return made

    @staticmethod
    def value(path, kind, of_item):
        row = "i.item" if of_item else "r.line"
        parts = path.replace("[0]", ".0").split(".")
        value = f"{row} ->> '{parts[0]}'" if len(parts) == 1 else f"{row} #>> '{{{','.join(parts)}}}'"
        return value if kind == "text" else f"CAST({value} AS {TYPES['postgresql'][kind]})"

    number = "CAST(substring({0} from '[0-9]+$') AS integer)"
    day = "CAST({0} AS date)"
    joined = "(SELECT string_agg(x.item ->> 'text', '…' ORDER BY x.place)\n    FROM jsonb_array_elements(r.line -> '{0}') WITH ORDINALITY AS x(item, place))"
    item, place = "i.item #>> '{}'", "i.place - 1"
    empty = "TRUNCATE {0};\n"

    @staticmethod
    def rows(table, name):
        lines = stem(table["file"]) + "_lines r"
        return lines + (f", jsonb_array_elements(r.line -> '{name}') WITH ORDINALITY AS i(item, place)" if name else "")

    @staticmethod
    def end(tables):
        return ["COMMIT;\n", "".join(f"ANALYZE {table['name']};\n" for table in tables)]


class ClickHouse:
    """Lines are kept as text in a table of their own while the others are filled."""

    @staticmethod
    def begin(tables):
        made = []
        for file in files_of(tables):
            made.append(f"CREATE OR REPLACE TABLE {stem(file)}_lines (line String) ENGINE = MergeTree ORDER BY tuple();\n"
                        f"INSERT INTO {stem(file)}_lines SELECT line FROM file('{file}', 'JSONAsString', 'line String');\n")
        return made

    @staticmethod
    def value(path, kind, of_item):
        row = "item" if of_item else "line"
        parts = "".join(f", '{p}'" if p != "[0]" else ", 1" for p in re.split(r"\.|(?=\[0\])", path))
        kinds = {"text": "String", "day": "Date32", "integer": "Int32", "number": "Float64"}
        return f"JSONExtract({row}{parts}, 'Nullable({kinds[kind]})')"

    number = "toInt32(extract({0}, '[0-9]+$'))"
    day = "toDate32OrNull({0})"
    joined = "arrayStringConcat(arrayMap(x -> JSONExtractString(x, 'text'), JSONExtractArrayRaw(line, '{0}')), '…')"
    item, place = "JSONExtractString(item)", "place - 1"
    empty = "TRUNCATE TABLE {0};\n"

    @staticmethod
    def rows(table, name):
        lines = stem(table["file"]) + "_lines r"
        items = f"JSONExtractArrayRaw(line, '{name}')"
        return lines + (f" ARRAY JOIN {items} AS item, arrayEnumerate({items}) AS place" if name else "")

    @staticmethod
    def end(tables):
        return ["".join(f"DROP TABLE {stem(f)}_lines;\n" for f in files_of(tables))]


ENGINES = {"duckdb": DuckDb, "postgresql": PostgreSql, "clickhouse": ClickHouse}


def stem(file):
    return file.split(".")[0]


def files_of(tables):
    return list(dict.fromkeys(table["file"] for table in tables))


def filled_up(date):
    return f"{date} || CASE length({date}) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END"


def column_value(engine, column, name):
    call, path = call_of(column["json"])
    of_item = bool(name)
    if call == "number":
        return engine.number.format(engine.value(path, "text", False))
    if call == "day":
        return f"coalesce({engine.day.format(filled_up(engine.value(path, 'text', False)))}, d.published)"
    if call == "joined":
        return engine.joined.format(path)
    special = {"@role": f"'{name}'", "@position": engine.place, "@item": engine.item}
    if path == "@id":
        return engine.value("id", "text", False)
    return special.get(path) or engine.value(path, column["type"], of_item)


def make_insert(engine, table):
    columns = wrapped([c["column"] for c in table["columns"]], "  ")
    parts = []
    for name in table["lists"] or [""]:
        values = ",\n  ".join(column_value(engine, c, name) for c in table["columns"])
        dated = any(call_of(c["json"])[0] == "day" for c in table["columns"])
        doc = engine.value("doc", "text", False)
        join = f"\nLEFT JOIN documents d ON d.id = {doc}" if dated else ""
        where = f"\nWHERE {engine.value('type', 'text', False)} = '{table['record']}'" if table["record"] else ""
        parts.append(f"SELECT\n  {values}\nFROM {engine.rows(table, name)}{join}{where}")
    return f"{engine.empty.format(table['name'])}INSERT INTO {table['name']} (\n{columns}\n)\n" + "\nUNION ALL\n".join(parts) + ";\n"


def make_load(name, tables):
    engine = ENGINES[name]
    what = f"Fills the tables of {TITLES[name]} anew, from {', '.join(files_of(tables))} in the folder it runs in."
    parts = engine.begin(tables) + [make_insert(engine, table) for table in tables] + engine.end(tables)
    return HEAD.format(what=what) + "\n".join(parts)


def make_load_store(tables):
    made = ["BEGIN;\n"]
    for table in tables:
        if not table["store"]:
            continue
        columns = wrapped([c["column"] for c in table["columns"]], "  ")
        values = ",\n  ".join(f"CAST({c['store']} AS {TYPES['duckdb'][c['type']]})" if c["type"] != "text" else c["store"]
                              for c in table["columns"])
        made.append(f"DELETE FROM {table['name']};\nINSERT INTO {table['name']} (\n{columns}\n)\nSELECT\n  {values}\nFROM "
                    + re.sub(r" ((?:LEFT )?JOIN|FROM|WHERE) ", r"\n  \1 ", table["store"]) + ";\n")
    what = ("Fills the tables of DuckDB anew, from a store: INSTALL sqlite; LOAD sqlite; ATTACH 'news.db' AS store\n"
            "-- (TYPE sqlite, READ_ONLY); The table positions is left as it is.")
    return HEAD.format(what=what) + "\n".join(made + ["COMMIT;\n"])
