#!/usr/bin/env python3
"""The records of a store in SQL engines: sql_test.py BUILD [ENGINE...]

sql/ENGINE/*.sql are what tools/make-sql.py makes of the tables. A store is made of the bundled articles and of documents with what
they lack; each engine loads what is exported of it, and its functions answer as `seimei query`, `timeline` and `positions`
do. Then every program that can hold the records answers the same five questions: the engines, and out of CSV and Arrow
pandas, polars, pyarrow and R. DuckDB, polars and pyarrow come from PyPI into a folder of the build, PostgreSQL, pandas and R from
the system; what is not there is skipped with a message. ENGINE: duckdb, postgresql (both, unless told) or clickhouse.
"""
import csv
import functools
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build").resolve()
WANTED = sys.argv[2:] or ["duckdb", "postgresql"]
PACKAGES = {"duckdb": ["duckdb", "duckdb-extension-sqlite-scanner", "duckdb-cli", "pyarrow", "polars"], "clickhouse": ["chdb", "pyarrow"]}
ENVIRONMENT = {**os.environ, "SEIMEI_PACK": str(BUILD / "seimei.pack"), "PATH": f"{BUILD}:{os.environ['PATH']}"}
FAULTS, SKIPPED = [], []


def fault(text):
    FAULTS.append(text)
    print(text)


def skip(text):
    SKIPPED.append(text)
    print("skipped:", text)


def go_into_environment():
    """Goes on in the Python that has what comes from PyPI; it is made once for a build."""
    packages = next((PACKAGES[e] for e in WANTED if e in PACKAGES), [])
    folder = BUILD / f"sql-{next((e for e in WANTED if e in PACKAGES), 'none')}"
    if not packages or sys.prefix == str(folder):
        return
    python = folder / "bin/python"
    if not (folder / "ready").exists():
        shutil.rmtree(folder, ignore_errors=True)
        done = subprocess.run([sys.executable, "-m", "venv", folder], capture_output=True, text=True, timeout=1500, check=False)
        if not done.returncode:
            done = subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *packages],
                                  capture_output=True, text=True, timeout=1500, check=False)
        if done.returncode:
            print(f"skipped: {', '.join(packages)} could not be installed: {done.stderr.strip()[-200:]}")
            return
        (folder / "ready").touch()
    os.execv(python, [str(python), *sys.argv])


def seimei(*arguments):
    done = subprocess.run([BUILD / "seimei", *map(str, arguments)], env=ENVIRONMENT, capture_output=True, timeout=120, check=False)
    if done.returncode:
        fault(f"{' '.join(map(str, arguments))}: {done.stderr.decode()}")
    return done.stdout


@functools.lru_cache(maxsize=None)
def rows_of(*arguments):
    return list(csv.DictReader(io.StringIO(seimei(*arguments, "--format", "csv").decode(), newline="")))


# ---- the store ----

NEWS = [
    ("2021-03-01", "ロシアはNATOの拡大を非難した。"), ("2021-06-01", "ロシアはNATO拡大を非難した。"),
    ("2022-03-01", "アメリカはNATOの東方拡大を支持した。"), ("2023-05-01", "ロシアはNATOの拡大を支持した。"),
    ("2023-05-02", "日本は中国の軍事演習に懸念を示した。"),
    ("", "ロシアのプーチン大統領は、中国の習近平国家主席と会談した。両国はアメリカを非難した。"),
    ("2023-05-03", "🙂が👨‍👩‍👧で始まる。か\u3099ぎの話で、中国外務省の報道官は3日、日本の計画に「断固反対する」と述べた。"),
    ("2023-05-04", "日米韓3カ国は4日、北朝鮮のミサイル発射を非難し、\\n\\t\"対話\" に戻るよう求めた。"),
]


def make_store(folder):
    lines = [{"id": f"n{i}", "lang": "ja", "published": day or None, "title": "見出し" if i % 2 else None, "publisher": "試験, 新聞",
              "text": text} for i, (day, text) in enumerate(NEWS)]
    # Nearly the same document a day later: its events are the same as those of the first.
    long = "".join(f"政府の担当者は{i}日、ロシアによるウクライナへの攻撃を強く非難し、撤退を要求した。" for i in range(1, 9))
    lines += [{"id": "l1", "lang": "ja", "published": "2023-06-10", "text": long},
              {"id": "l2", "lang": "ja", "published": "2023-06-11", "text": long + "終わり。"}]
    (folder / "news.jsonl").write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    store = folder / "news.db"
    seimei("ingest", store, folder / "news.jsonl", ROOT / "articles")
    seimei("export", store, "-o", folder / "records.jsonl")
    seimei("export", store, "--records", "documents", "-o", folder / "documents.jsonl")
    seimei("positions", store, "--events", "--format", "jsonl", "-o", folder / "positions.jsonl")
    for kind in ("events", "statements"):
        seimei("export", store, "--records", kind, "--format", "csv", "-o", folder / f"{kind}.csv")
        seimei("export", store, "--records", kind, "--format", "arrow", "-o", folder / f"{kind}.arrow")
    return store


# ---- the questions of the command ----

FILTERS = [
    {}, {"actor": "CHN"}, {"actor": "chn:gov,USA"}, {"recipient": "RUS,JPN"}, {"pair": "CHN,RUS"}, {"sector": "MIL"},
    {"actor": "CHN", "recipient": "USA", "status": "actual"}, {"type": "ACCUSE"}, {"type": "accuse,reject", "status": "actual"},
    {"mode": "disapprove"}, {"context": "military"}, {"status": "future,negated"}, {"place": "CHN"}, {"publisher": "seimei samples"},
    {"lang": "en"}, {"since": "2023-01-01"}, {"since": "2022-02-01", "until": "2022-02-28"}, {"about": "ミサイル"}, {"score": "-10..-5"},
    {"score": "3..10"}, {"no-repeats": True}, {"no-repeats": True, "lang": "ja", "type": "ACCUSE", "until": "2023-12-31"}]
OF_EVENTS = {"pair", "type", "mode", "context", "status", "place", "score", "no-repeats"}
COUNTS = ["type", "month,type", "week", "day", "quarter,actor", "year,recipient", "mode", "context,status", "dyad", "actor,recipient,type,status",
          "place", "quad", "rule", "publisher", "lang,sector"]
STATEMENT_COUNTS = ["actor", "recipient", "sector,manner", "medium", "month", "rule", "publisher,lang"]


def options(chosen):
    return [f"--{k}" if v is True else f"--{k}={v}" for k, v in chosen.items()]


def parameters(chosen):
    made = {k.replace("-", "_"): v for k, v in chosen.items() if k != "score"}
    if "score" in chosen:
        made["score_from"], made["score_to"] = map(float, chosen["score"].split(".."))
    return made


def as_text(value):
    from sql_engines import as_text as spell
    return spell(value)


def same(what, found, expected):
    found, expected = sorted(found), sorted(tuple(map(as_text, row)) for row in expected)
    if found != expected:
        lacking, more = [r for r in expected if r not in found][:3], [r for r in found if r not in expected][:3]
        fault(f"{what}: {len(found)} rows for {len(expected)}; lacking {lacking}, too many {more}")


SHOWN = {"find_events": ["id", "date", "type", "mode", "actor", "recipient", "trigger", "trigger_begin", "about", "status", "statement",
                         "place", "place_code", "quantity", "quantity_unit", "quad_code", "event_scale", "cameo", "same_as", "confidence",
                         "sentence_index", "sentence_end", "evidence", "rule", "version", "published", "title", "url", "publisher"],
         "find_statements": ["id", "date", "source", "addressee", "cue", "cue_end", "manner", "medium", "within", "sentence_begin",
                             "evidence", "rule", "published", "publisher"]}


def check_find(engine, store):
    """All that CSV tells of the records, blanks for line ends aside."""
    for function, kind in (("find_events", "events"), ("find_statements", "statements")):
        columns = SHOWN[function]
        in_csv = {"type": "event", "evidence": "sentence"}
        for chosen in FILTERS:
            if kind == "statements" and OF_EVENTS & set(chosen):
                continue
            expected = [[r[in_csv.get(c, c)] for c in columns] for r in rows_of("query", store, "-n", "0", "--records", kind, *options(chosen))]
            found = engine.ask(function, ", ".join(columns), **parameters(chosen))
            same(f"{engine.folder}: {function} {chosen}", [tuple(re.sub(r"[\n\t]", " ", v) for v in row) for row in found], expected)
            if not expected:
                fault(f"{function} {chosen}: the question finds nothing and shows nothing")


def check_counts(engine, store):
    for kind, questions in (("events", COUNTS), ("statements", STATEMENT_COUNTS)):
        for by in questions:
            chosen = {"lang": "ja"} if "type" in by else {}
            keys = by.split(",")
            rows = rows_of("query", store, "--records", kind, "--count-by", by, *options(chosen))
            expected = [[*(r[k] for k in keys), *[""] * (4 - len(keys)), r["count"]] for r in rows]
            same(f"{engine.folder}: count_{kind} by {by}", engine.ask(f"count_{kind}", by=by, **chosen), expected)


def check_timeline(engine, store):
    for by, chosen in (("month", {}), ("quarter", {"pair": "CHN,USA"}), ("week", {"actor": "JPN"}), ("day", {"actor": "CHN:GOV"}),
                       ("year", {"recipient": "RUS,UKR", "no-repeats": True}), ("month", {"status": "future", "lang": "ja"})):
        expected = [list(r.values()) for r in rows_of("timeline", store, "-n", "0", "--by", by, *options(chosen))]
        same(f"{engine.folder}: timeline by {by} {chosen}", engine.ask("timeline", by=by, **parameters(chosen)), expected)


def check_positions(engine, store):
    for by in ("year", "month"):
        expected = [list(r.values()) for r in rows_of("positions", store, "-n", "0", "--by", by)]
        same(f"{engine.folder}: actor_positions by {by}", engine.ask("actor_positions", by=by), expected)
        if not any(row[8] for row in expected) or not any(row[6] == "" for row in expected):
            fault("positions: nobody moved, or all days are known: the store shows too little")


# ---- five questions to everybody ----

FIVE = {
    "types": "SELECT type, count(*) FROM events WHERE status = 'actual' AND same_as IS NULL GROUP BY type",
    "months": "SELECT k.value, avg(e.event_scale) FROM events AS e JOIN event_keys AS k ON k.event = e.id AND k.key = 'month'"
              " GROUP BY k.value",
    "actors": "SELECT code, count(DISTINCT event) FROM event_parties WHERE role = 'actor' GROUP BY code",
    "conflict": "SELECT status, count(*) FROM events WHERE quad_code = 4 GROUP BY status",
    "sources": "SELECT label, count(DISTINCT statement) FROM statement_parties WHERE role = 'source' GROUP BY label",
}


def five_of(engine):
    return sorted((name, key, as_text(value)) for name, sql in FIVE.items() for key, value in engine.run(sql))


def five_of_program(name, command, folder):
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        fault(f"{name}: {done.stderr}")
    rows = [line.split("\t") for line in done.stdout.splitlines() if line.count("\t") == 2]
    return sorted((question, key, as_text(value)) for question, key, value in rows)


def has(command):
    try:
        return subprocess.run(command, capture_output=True, timeout=120, check=False).returncode == 0
    except OSError:
        return False


def programs():
    tests = ROOT / "tests/sql"
    for name in ("pandas", "polars", "pyarrow"):
        python = next((p for p in ("/usr/bin/python3", sys.executable) if has([p, "-c", f"import {name}"])), None)
        yield name, python and [python, tests / f"five_{name}.py"]
    yield "R with readr", has(["Rscript", "-e", "library(readr)"]) and ["Rscript", tests / "five.R"]


def check_five(answers, folder):
    for name, command in programs():
        if command:
            answers[name] = five_of_program(name, list(map(str, command)), folder)
        else:
            skip(f"{name} is not installed")
    first = next(iter(answers))
    print(f"five questions, {len(answers[first])} numbers: {', '.join(answers)}")
    for name, rows in answers.items():
        if rows != answers[first] or len(rows) < 50:
            fault(f"{name} and {first} answer otherwise: {sorted(set(rows) ^ set(answers[first]))[:6]}")


# ---- from the store itself ----

def check_store(engine, store):
    """What DuckDB reads from a store with its extension is what it loads from the export."""
    extension = next(pathlib.Path(sys.prefix).glob("lib/*/site-packages/duckdb_extension_sqlite_scanner/extensions/*/sqlite_scanner.duckdb_extension"), None)
    if not extension or engine.run("SELECT version()") != [(extension.parent.name,)]:
        skip("DuckDB's extension sqlite is not installed")
        return
    tables = [row[0] for row in engine.run("SELECT table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'")]
    for name in tables:
        engine.run(f"CREATE TABLE loaded_{name} AS FROM {name}")
    engine.run(f"LOAD '{extension}'; ATTACH '{store}' AS store (TYPE sqlite, READ_ONLY)")
    engine.script(ROOT / "sql/duckdb/load_store.sql", store.parent)
    for name in tables:
        other = engine.run(f"(FROM {name} EXCEPT ALL FROM loaded_{name}) UNION ALL (FROM loaded_{name} EXCEPT ALL FROM {name})")
        if other:
            fault(f"duckdb: {name} from the store is not that of the export: {other[:2]}")


# ---- the documents ----

def check_page(engine):
    """The questions that docs/sql.md shows."""
    page = (ROOT / "docs/sql.md").read_text(encoding="utf-8")
    shown = re.findall(r"^SELECT .*;$", page[page.index("## Questions"):], re.M)
    for question in shown:
        engine.run(question if engine.folder != "clickhouse" else question.replace(":=", "="))
    if len(shown) < 4:
        fault("docs/sql.md: the questions were not found")


def check_readme(name, folder, environment):
    """Its snippet in an empty folder; the last command shows what `seimei timeline` does."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    snippet = re.search(rf"<!-- example sql: {name} -->\n```sh\n(.*?)^```", readme, re.S | re.M)[1]
    work = folder / "readme"
    work.mkdir(exist_ok=True)
    environment = {**ENVIRONMENT, **environment, "PATH": f"{ENVIRONMENT['PATH']}:{environment.get('BIN', '')}"}
    for part in ("articles", "sql"):
        if not (work / part).exists():
            (work / part).symlink_to(ROOT / part)
    done = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", snippet], cwd=work, env=environment,
                          capture_output=True, text=True, timeout=300, check=False)
    rows = [tuple(map(as_text, row)) for row in csv.reader(io.StringIO(done.stdout)) if len(row) == 10][1:]
    if done.returncode or not rows:
        fault(f"README.md, {name}: exit status {done.returncode}: {done.stdout[-200:]}{done.stderr}")
    same(f"README.md, {name}", rows, [r.values() for r in rows_of("timeline", work / "news.db", "-n", "0", "--pair", "CHN,USA", "--by", "quarter")])


# ---- all of it ----

def check_generated():
    done = subprocess.run([sys.executable, ROOT / "tools/make-sql.py", "--check"], capture_output=True, text=True, check=False)
    if done.returncode:
        fault(done.stdout + done.stderr)


def check_engine(kind, folder, store, answers):
    from sql_engines import Missing
    try:
        engine = kind(folder)
    except Missing as missing:
        skip(f"{missing} is not installed")
        return
    try:
        engine.load(folder)
        engine.load(folder)  # again: everything is there once
        check_find(engine, store)
        check_counts(engine, store)
        check_timeline(engine, store)
        check_positions(engine, store)
        check_page(engine)
        answers[engine.folder] = five_of(engine)
        if engine.folder == "duckdb":
            check_store(engine, store)
        if engine.shell():
            check_readme(engine.folder, folder, engine.shell())
    finally:
        engine.close()


def main():
    go_into_environment()
    sys.path.insert(0, str(ROOT / "tests/sql"))
    import sql_engines
    check_generated()
    answers = {}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        store = make_store(folder)
        for kind in (sql_engines.DuckDb, sql_engines.PostgreSql, sql_engines.ClickHouse):
            if kind.folder in WANTED:
                check_engine(kind, folder, store, answers)
        if not answers:
            return 1 if FAULTS else 77
        check_five(answers, folder)
    print(f"{len(FAULTS)} faults, {len(SKIPPED)} skipped")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
