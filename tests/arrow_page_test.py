#!/usr/bin/env python3
"""Runs what docs/formats/arrow.md tells readers to write: arrow_page_test.py BUILD

A stream of the bundled articles' events is exported; each line of code in the table and the block on reading without a
file run as they stand on the page, where the program and its packages are installed, and find as many events as the
export as CSV has. What is not installed is named and passed over.
"""
import csv
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build").resolve()
ENVIRONMENT = {**os.environ, "SEIMEI_PACK": str(BUILD / "seimei.pack"), "LD_LIBRARY_PATH": str(BUILD)}
PAGE = (ROOT / "docs/formats/arrow.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`]+)`")
# Of a row of the table: which of its code is run, in what, with which packages, and how many rows it then has.
ROWS = {
    "pandas": [(0, "python", ["pyarrow", "pandas"], "len(answer)")],
    "Polars": [(0, "python", ["polars"], "answer.height")],
    "R": [(0, "R", ["nanoarrow"], "nrow(answer)"), (1, "R", ["arrow"], "nrow(answer)")],
    "DuckDB": [(slice(0, 2), "python", ["pyarrow", "duckdb"], "answer.fetchall()[0][0]")],
    "DuckDB without Arrow": [(0, "duckdb", ["duckdb"], "connection.fetchall()[0][0]")],
}


def done(command, folder):
    try:
        return subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=120, check=False)
    except FileNotFoundError:
        return None


def works(command, folder):
    run = done(command, folder)
    return run is not None and run.returncode == 0


def python_with(packages, folder):
    """The Python of the system or the one that runs this, whichever has the packages."""
    line = "".join(f"import {package};" for package in packages)
    return next((p for p in (sys.executable, "/usr/bin/python3") if works([p, "-c", line], folder)), None)


def how_of(reader):
    """The code in the last cell of a row of the table; "…" stands for what one wants to know."""
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| {reader} |"))
    return [code.replace("…", "count(*)") for code in CODE.findall(row.rsplit(" | ", 1)[1])]


def command_for(kind, packages, code, size, folder):
    """None where something is missing."""
    code = [code] if isinstance(code, str) else code
    if kind == "R":
        has = shutil.which("Rscript") and works(["Rscript", "-e", f"library({packages[0]})"], folder)
        return ["Rscript", "-e", f"answer <- {code[0]}; cat({size})"] if has else None
    python = python_with(packages, folder)
    imports = "".join(f"import {package}\n" for package in packages)
    if not python:
        return None
    if kind == "duckdb":
        if not works([python, "-c", "import duckdb; duckdb.sql('LOAD sqlite')"], folder):
            return None
        return [python, "-c", f"{imports}connection = duckdb.connect()\nconnection.execute({code[0]!r})\nprint({size})"]
    *before, last = code
    return [python, "-c", "\n".join([imports, *before, f"answer = {last}", f"print({size})"])]


def block_of(language):
    return re.search(rf"^```{language}\n(.*?)^```", PAGE, re.S | re.M)[1]


def tasks(folder):
    for reader, parts in ROWS.items():
        code = how_of(reader)
        for which, kind, packages, size in parts:
            yield f"{reader} with {packages[0]}", command_for(kind, packages, code[which], size, folder)
    yield "the block", command_for("python", ["pyarrow"], [block_of("python"), "table"], "answer.num_rows", folder)


def export(folder, *options):
    return subprocess.run([BUILD / "seimei", "export", "news.db", *options], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True,
                          timeout=120, check=True).stdout


def main():
    faults = 0
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([BUILD / "seimei", "ingest", "news.db", ROOT / "articles/ja.jsonl"], cwd=folder, env=ENVIRONMENT, check=True,
                       timeout=120, capture_output=True)
        export(folder, "--format", "arrow", "--output", "events.arrow")
        wanted = sum(1 for _ in csv.DictReader(io.StringIO(export(folder, "--format", "csv", "--records", "events"))))
        for name, command in tasks(folder):
            if not command:
                print(f"passed over, not installed: {name}")
                continue
            run = done(command, folder)
            if run.returncode or run.stdout.strip() != str(wanted) or not wanted:
                print(f"{name}: exit status {run.returncode}, found {run.stdout.strip()}, wanted {wanted}\n{run.stderr}")
                faults += 1
    print(f"{faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
