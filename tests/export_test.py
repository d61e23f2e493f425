#!/usr/bin/env python3
"""Questions to a store and exports of it, from outside: export_test.py BUILD

A store is made of the bundled articles. What `seimei export` writes as records is what `seimei code` writes; every filter
of `seimei query` finds what a plain walk over these records finds; every table has its columns, cells without tabs and ids
that are unique; an Arrow stream, read by a reader of its own here, holds what the CSV holds. pandas and R load each file,
where they are installed.
"""
import collections
import csv
import io
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build").resolve()
ENVIRONMENT = {**os.environ, "SEIMEI_PACK": str(BUILD / "seimei.pack")}
FAULTS = []


def fault(text):
    FAULTS.append(text)
    print(text)


def run(*arguments, status=0):
    done = subprocess.run([BUILD / "seimei", *map(str, arguments)], env=ENVIRONMENT, capture_output=True, timeout=120, check=False)
    if done.returncode != status:
        fault(f"{' '.join(map(str, arguments))}: exit status {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def records_of(text):
    return [json.loads(line) for line in text.decode().splitlines()]


# ---- records ----

def check_records(store):
    """What was stored and what was coded are the same, but for the name of the document."""
    coded = records_of(run("code", ROOT / "articles/ja.jsonl"))
    stored = records_of(run("export", store, "--format", "jsonl"))
    names = {}
    for one, other in zip(coded, stored):
        names.setdefault(one["doc"], other["doc"])
    for one, other in zip(coded, stored):
        text = json.dumps(one, ensure_ascii=False).replace(f'"{one["doc"]}', f'"{names[one["doc"]]}')
        if text != json.dumps(other, ensure_ascii=False):
            fault(f"stored otherwise than coded:\n{text}\n{json.dumps(other, ensure_ascii=False)}")
            return stored
    if len(coded) != len(stored) or not coded:
        fault(f"{len(coded)} records coded, {len(stored)} stored")
    return stored


def check_documents(store, stored, folder):
    """Documents as they are exported give the records of the export again, ids and all."""
    path = folder / "documents.jsonl"
    run("export", store, "--records", "documents", "-o", path)
    if records_of(run("code", path)) != stored:
        fault("the exported documents give other records than the exported ones")
    documents = records_of(path.read_bytes())
    accused = list(dict.fromkeys(r["doc"] for r in stored if r["type"] == "event" and r["event"] == ["ACCUSE"]))
    if [d["id"] for d in records_of(run("export", store, "--records", "documents", "--type", "ACCUSE"))] != accused or not accused:
        fault("export --records documents --type ACCUSE: not the documents of these events")
    if records_of(run("export", store, "--records", "documents", "-n", "3", "--offset", "2")) != documents[2:5]:
        fault("export --records documents -n 3 --offset 2: not these three")


# ---- filters ----

def codes(actors, sector=False):
    return {a["code"] + (":" + (a["sector"] or "") if sector else "") for a in actors}


def pair(event, one, other):
    sides = [codes(event["actor"]), codes(event["recipient"] or event["actor"])]
    return any(a in sides[0] and b in sides[1] for a, b in ((one, other), (other, one))) and one != other


FILTERS = [
    (["--actor", "chn"], lambda e: "CHN" in codes(e["actor"])),
    (["--actor", "CHN:GOV,USA"], lambda e: "CHN:GOV" in codes(e["actor"], True) or "USA" in codes(e["actor"])),
    (["--recipient", "RUS, JPN"], lambda e: codes(e["recipient"]) & {"RUS", "JPN"}),
    (["--actor", "CHN", "--recipient", "USA"], lambda e: "CHN" in codes(e["actor"]) and "USA" in codes(e["recipient"])),
    (["--pair", "CHN,RUS"], lambda e: pair(e, "CHN", "RUS")),
    (["--sector", "MIL"], lambda e: any(a["sector"] == "MIL" for a in e["actor"])),
    (["--type", "ACCUSE"], lambda e: e["event"] == ["ACCUSE"]),
    (["--type", "accuse,reject", "--status", "actual"], lambda e: e["event"][0] in ("ACCUSE", "REJECT") and e["status"] == "actual"),
    (["--mode", "disapprove"], lambda e: e["mode"] == ["disapprove"]),
    (["--context", "military"], lambda e: "military" in e["context"]),
    (["--status", "future,negated"], lambda e: e["status"] in ("future", "negated")),
    (["--status", "historical"], lambda e: e["status"] == "historical"),
    (["--place", "CHN"], lambda e: e["place"] and e["place"]["code"] == "CHN"),
    (["--score=-10..-5"], lambda e: -10 <= e["event_scale"] <= -5),
    (["--score=3.."], lambda e: e["event_scale"] >= 3),
    (["--about", "ミサイル"], lambda e: e["about"] and "ミサイル" in e["about"]["text"]),
    (["--no-repeats"], lambda e: e["same_as"] is None),
    (["--publisher", "seimei samples", "--type", "AID,AGREE"], lambda e: e["event"][0] in ("AID", "AGREE")),
    (["--publisher", "nobody"], lambda e: False),
    (["--lang", "ja", "--actor", "PRK"], lambda e: "PRK" in codes(e["actor"])),
    (["--words", "、。"], lambda e: False),
    (["--type", "CONSULT", "--actor", "RUS", "--status", "actual", "--context", "diplomatic"],
     lambda e: e["event"] == ["CONSULT"] and "RUS" in codes(e["actor"]) and e["status"] == "actual" and "diplomatic" in e["context"]),
]
STATEMENT_FILTERS = [
    (["--actor", "USA"], lambda s: "USA" in codes(s["source"])),
    (["--recipient", "CHN"], lambda s: "CHN" in codes(s["addressee"])),
    (["--sector", "GOV"], lambda s: any(a["sector"] == "GOV" for a in s["source"])),
    (["--about", "協力"], lambda s: any("協力" in c["text"] for c in s["content"])),
]


def check_filters(store, stored):
    for kind, filters in (("event", FILTERS), ("statement", STATEMENT_FILTERS)):
        records = [r for r in stored if r["type"] == kind]
        for arguments, holds in filters:
            found = records_of(run("query", store, "--records", kind + "s", "--format", "jsonl", *arguments))
            wanted = {r["id"] for r in records if holds(r)}
            if {r["id"] for r in found} != wanted or len(found) != len(wanted):
                fault(f"{arguments}: found {sorted(r['id'] for r in found)}, wanted {sorted(wanted)}")


def check_words(store, stored):
    texts = [json.loads(line)["text"] for line in (ROOT / "articles/ja.jsonl").read_text(encoding="utf-8").splitlines()]
    for words in ("外務省", "中国", "国連 北朝鮮"):
        wanted = sum(all(w in text for w in words.split()) for text in texts)
        found = {r["doc"] for r in records_of(run("query", store, "--words", words, "--format", "jsonl"))}
        if len(found) != wanted or not wanted:
            fault(f"--words {words}: {len(found)} documents, wanted {wanted}")


def check_order(store):
    scores = [r["event_scale"] for r in records_of(run("query", store, "--sort", "conflict", "--format", "jsonl"))]
    if scores != sorted(scores):
        fault("--sort conflict is not sorted")
    first = records_of(run("query", store, "--format", "jsonl", "-n", "7"))
    rest = records_of(run("query", store, "--format", "jsonl", "-n", "5", "--offset", "7"))
    both = records_of(run("query", store, "--format", "jsonl", "-n", "12"))
    if first + rest != both:
        fault("--limit and --offset do not page")
    dates = [r["date"] for r in both if r["date"] and len(r["date"]) == 10]
    if dates != sorted(dates, reverse=True):
        fault("--sort newest is not sorted")


def check_counts(store, stored):
    events = [r for r in stored if r["type"] == "event"]
    types = {r["type"]: r["count"] for r in records_of(run("query", store, "--count-by", "type", "--format", "jsonl"))}
    if types != dict(collections.Counter(e["event"][0] for e in events)):
        fault(f"--count-by type: {types}")
    wanted = collections.Counter()
    for e in events:
        for code in codes(e["actor"]):
            wanted[code, e["status"]] += 1
    found = {(r["actor"], r["status"]): r["count"]
             for r in records_of(run("query", store, "--count-by", "actor,status", "--format", "jsonl"))}
    if found != dict(wanted):
        fault(f"--count-by actor,status: {found}")
    rows = records_of(run("timeline", store, "--by", "year", "-n", "0", "--format", "jsonl"))
    actual = [e for e in events if e["status"] == "actual"]
    wanted = sum(pair(e, "CHN", "RUS") and "CHN" in codes(e["actor"]) for e in actual)
    found = sum(r["events"] for r in rows if (r["actor"], r["recipient"]) == ("CHN", "RUS"))
    parts = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    if found != wanted or any(sum(r[p] for p in parts) != r["events"] for r in rows):
        fault(f"timeline: CHN to RUS {found}, wanted {wanted}")


def check_positions(folder):
    """Sentences about one issue in different words are one issue; the course shows how a position moved."""
    news = [("2021-03-01", "ロシアはNATO拡大に反対した。"), ("2021-06-01", "ロシアはNATOのさらなる拡大に反対した。"),
            ("2022-03-01", "アメリカはNATOの東方拡大を支持した。"), ("2023-05-01", "ロシアはNATOの拡大を支持した。"),
            ("2023-05-02", "日本は中国の軍事演習に懸念を示した。")]
    source = folder / "news.jsonl"
    source.write_text("".join(json.dumps({"id": f"p{i}", "lang": "ja", "published": day, "text": text}, ensure_ascii=False) + "\n"
                              for i, (day, text) in enumerate(news)), encoding="utf-8")
    store = folder / "positions.db"
    run("ingest", store, source)
    rows = {r["actor"]: r for r in records_of(run("positions", store, "--issue", "NATO enlargement", "--format", "jsonl"))}
    russia = rows.get("RUS", {})
    wanted = {"oppose": 2, "support": 1, "concern": 0, "first": "2021-03-01", "last": "2023-05-01", "moved": "oppose > support",
              "course": "2021: oppose 2; 2023: support 1", "key": "IGO/NATO enlargement"}
    found = {key: russia.get(key) for key in wanted}
    if found != wanted or set(rows) != {"RUS", "USA"}:
        fault(f"positions on NATO's enlargement: {rows}")
    events = records_of(run("positions", store, "--issue", "NATO enlargement", "--events", "--format", "jsonl"))
    if [e["stance"] for e in events] != ["oppose", "oppose", "support", "support"] or {e["key"] for e in events} != {wanted["key"]}:
        fault(f"positions --events on NATO's enlargement: {events}")
    if {e["event"] for e in events} - {r["id"] for r in records_of(run("export", store, "--records", "events"))}:
        fault(f"positions --events: other ids than those of the events: {events}")
    japan = [r for r in records_of(run("positions", store, "--format", "jsonl")) if r["actor"] == "JPN"]
    if len(japan) != 1 or japan[0]["concern"] != 1:
        fault(f"positions: {japan}")


# ---- tables ----

def table(text, header=True):
    lines = text.decode().rstrip("\n").split("\n")
    rows = [line.split("\t") for line in lines]
    return (rows[0], rows[1:]) if header else (None, rows)


def check_tables(store, stored, folder):
    events = [r for r in stored if r["type"] == "event"]
    for name, columns, header in (("polecat", 40, True), ("icews", 20, True), ("gdelt", 61, False)):
        text = run("export", store, "--format", name)
        (folder / f"{name}.tsv").write_bytes(text)
        head, rows = table(text, header)
        widths = {len(row) for row in rows} | ({len(head)} if head else set())
        if widths != {columns} or len(rows) < len(events):
            fault(f"{name}: {len(rows)} rows of {widths} columns")
        if len({row[0] for row in rows}) != len(rows):
            fault(f"{name}: an id is there twice")
        if '"' in text.decode():
            fault(f"{name}: a quotation mark stands in a cell")
    text = run("export", store, "--format", "csv")
    (folder / "events.csv").write_bytes(text)
    rows = list(csv.DictReader(io.StringIO(text.decode(), newline="")))
    if [r["id"] for r in rows] != [e["id"] for e in events]:
        fault("csv: other events than in jsonl")
    if any(c in cell for r in rows for cell in r.values() for c in "\t\n\r"):
        fault("csv: a cell holds a tab or a line end")
    plover = records_of(run("export", store, "--format", "plover"))
    if [p["id"] for p in plover] != [e["id"] for e in events]:
        fault("plover: other events than in jsonl")
    (folder / "events.arrow").write_bytes(run("export", store, "--format", "arrow"))
    (folder / "statements.csv").write_bytes(run("export", store, "--format", "csv", "--records", "statements"))
    return rows


# ---- Arrow, read by the rules of FlatBuffers and of the columnar format ----

class Flat:
    """A FlatBuffers table in bytes."""

    def __init__(self, data, at):
        self.data, self.at = data, at

    def place(self, field):
        vtable = self.at - struct.unpack_from("<i", self.data, self.at)[0]
        size = struct.unpack_from("<H", self.data, vtable)[0]
        offset = struct.unpack_from("<H", self.data, vtable + 4 + 2 * field)[0] if 4 + 2 * field < size else 0
        return self.at + offset if offset else None

    def number(self, field, form):
        place = self.place(field)
        return 0 if place is None else struct.unpack_from(form, self.data, place)[0]

    def follow(self, field):
        place = self.place(field)
        return place + struct.unpack_from("<I", self.data, place)[0]

    def table(self, field):
        return Flat(self.data, self.follow(field))

    def string(self, field):
        at = self.follow(field)
        return self.data[at + 4:at + 4 + struct.unpack_from("<I", self.data, at)[0]].decode()

    def vector(self, field):
        at = self.follow(field)
        return at + 4, struct.unpack_from("<I", self.data, at)[0]

    def tables(self, field):
        at, count = self.vector(field)
        return [Flat(self.data, at + 4 * i + struct.unpack_from("<I", self.data, at + 4 * i)[0]) for i in range(count)]


def arrow_column(body, kind, rows, buffers):
    def cut():
        at, size = next(buffers)
        return body[at:at + size]
    known = cut()
    if kind == 5:
        ends = struct.unpack(f"<{rows + 1}i", cut())
        data = cut()
        values = [data[ends[i]:ends[i + 1]].decode() for i in range(rows)]
    else:
        values = struct.unpack(f"<{rows}" + {2: "q", 3: "d", 8: "i"}[kind], cut())
    return [value if known[i // 8] >> i % 8 & 1 else None for i, value in enumerate(values)]


def read_arrow(data):
    columns, kinds, at = collections.OrderedDict(), [], 0
    while True:
        marker, size = struct.unpack_from("<II", data, at)
        assert marker == 0xFFFFFFFF and at % 8 == 0
        if not size:
            assert at + 8 == len(data)
            return columns
        meta = data[at + 8:at + 8 + size]
        message = Flat(meta, struct.unpack_from("<I", meta)[0])
        header, body = message.table(2), at + 8 + size
        if message.number(1, "<B") == 1:
            for field in header.tables(1):
                columns[field.string(0)] = []
                kinds.append(field.number(2, "<B"))
        else:
            place, count = header.vector(2)
            buffers = iter([struct.unpack_from("<qq", meta, place + 16 * i) for i in range(count)])
            rows = header.number(0, "<q")
            for name, kind in zip(columns, kinds):
                columns[name] += arrow_column(data[body:], kind, rows, buffers)
        at = body + message.number(3, "<q")


def check_arrow(folder, rows):
    columns = read_arrow((folder / "events.arrow").read_bytes())
    for name in ("id", "event", "actor", "about", "sentence", "title", "place_code"):
        if columns[name] != [r[name] or None for r in rows]:
            fault(f"arrow: column {name} is not that of the CSV")
    if [float(r["event_scale"]) for r in rows] != columns["event_scale"]:
        fault("arrow: event_scale is not that of the CSV")
    if [int(r["sentence_index"]) for r in rows] != columns["sentence_index"]:
        fault("arrow: sentence_index is not that of the CSV")
    if any(d is None for d in columns["day"]):
        fault("arrow: an event of a dated document has no day")


# ---- programs of others ----

PANDAS = """
import pandas, sys
folder = sys.argv[1] + "/"
events = pandas.read_csv(folder + "events.csv", keep_default_na=False)
polecat = pandas.read_csv(folder + "polecat.tsv", sep="\\t", dtype=str)
icews = pandas.read_csv(folder + "icews.tsv", sep="\\t", dtype={"CAMEO Code": str}, parse_dates=["Event Date"])
gdelt = pandas.read_csv(folder + "gdelt.tsv", sep="\\t", header=None, dtype={26: str, 27: str, 28: str})
assert events.id.is_unique and polecat["Event ID"].is_unique and icews["Event ID"].is_unique and gdelt[0].is_unique
assert len(polecat.columns) == 40 and len(icews.columns) == 20 and len(gdelt.columns) == 61
assert str(icews["Event Date"].dtype).startswith("datetime64")
assert events.event_scale.dtype == "float64" and icews.Intensity.dtype == "float64" and gdelt[30].dtype == "float64"
print(len(events), len(polecat), len(icews), len(gdelt))
try:
    import pyarrow.ipc
except ImportError:
    sys.exit()
table = pyarrow.ipc.open_stream(folder + "events.arrow").read_all()
table.validate(full=True)
assert list(table.to_pandas().id) == list(events.id)
"""
R = """
library(readr)
folder <- commandArgs(TRUE)[1]
read <- function(which, ...) {
  made <- read_tsv(file.path(folder, which), show_col_types = FALSE, ...)
  stopifnot(nrow(problems(made)) == 0)
  made
}
events <- read_csv(file.path(folder, "events.csv"), show_col_types = FALSE)
stopifnot(nrow(problems(events)) == 0, !anyDuplicated(events$id), is.numeric(events$event_scale))
polecat <- read("polecat.tsv", na = "None")
icews <- read("icews.tsv", col_types = cols(`CAMEO Code` = col_character()))
gdelt <- read("gdelt.tsv", col_names = FALSE)
stopifnot(ncol(polecat) == 40, ncol(icews) == 20, ncol(gdelt) == 61)
stopifnot(inherits(icews$`Event Date`, "Date"), inherits(polecat$`Event Date`, "Date"), is.numeric(icews$Intensity))
stopifnot(!anyDuplicated(polecat$`Event ID`), !anyDuplicated(icews$`Event ID`), !anyDuplicated(gdelt$X1))
cat(nrow(events), nrow(polecat), nrow(icews), nrow(gdelt), "\\n")
"""


def has(command):
    try:
        return subprocess.run(command, capture_output=True, timeout=120, check=False).returncode == 0
    except OSError:
        return False


def check_programs(folder):
    """pandas of the system's Python, and of the one that runs this."""
    python = next((p for p in ("/usr/bin/python3", sys.executable) if has([p, "-c", "import pandas"])), None)
    programs = (("pandas", python and [python, "-c", PANDAS, folder]),
                ("R with readr", shutil.which("Rscript") and has(["Rscript", "-e", "library(readr)"]) and ["Rscript", "-e", R, folder]))
    counts = set()
    for name, command in programs:
        if not command:
            print(f"skipped: {name} is not installed")
            continue
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            fault(f"{name}: {done.stderr}")
        counts.add(" ".join(done.stdout.split()))
    if len(counts) > 1:
        fault(f"pandas and R count otherwise: {counts}")


# ---- what is exported ----

def check_selection(store, stored):
    accused = records_of(run("export", store, "--format", "jsonl", "--type", "ACCUSE"))
    if accused != [r for r in stored if r["type"] == "event" and r["event"] == ["ACCUSE"]] or not accused:
        fault("export --type ACCUSE: not the events of this type alone")
    whole = records_of(run("export", store, "--format", "jsonl"))
    if records_of(run("export", store, "--format", "jsonl", "-n", "9", "--offset", "4")) != whole[4:13]:
        fault("export -n 9 --offset 4: not these nine of events and statements together")


# ---- what is refused ----

def check_refusals(store):
    for arguments, words in ((["query", store, "--type", "SHOUT"], "no type"), (["query", store, "--pair", "CHN"], "a pair"),
                             (["query", store, "--score", "low"], "span"), (["query"], "one store"),
                             (["query", store, "--count-by", "colour"], "counted by"),
                             (["query", store, "--records", "statements", "--type", "AID"], "statements have no"),
                             (["export", store, "--format", "gdelt", "--records", "statements"], "statements"),
                             (["export", store, "--format", "csv", "--records", "documents"], "jsonl alone"),
                             (["export", store, "--records", "documents", "--sort", "newest"], "cannot be sorted"),
                             (["query", store, "--count-by", "manner"], "events have no manner"),
                             (["query", store, "--type", "ACUSE"], "did you mean ACCUSE?"),
                             (["timeline", store, "--status", "actal"], "did you mean actual?"),
                             (["query", store, "--mode", "arest,demand"], 'no mode "arest"; did you mean arrest?'),
                             (["export", store, "--context", "militery"], "did you mean military?"),
                             (["positions", store, "--sector", "GVO"], 'no sector "GVO"; did you mean GOV?'),
                             (["query", store, "--mode", "q" * 900], "no mode"),
                             (["query", store, "--since", "2022-02-31"], "a day of the calendar"),
                             (["timeline", store, "--until", "2023-02-29"], "a day of the calendar"),
                             (["ingest", store, "--since", "2100-02-29"], "a day of the calendar")):
        done = subprocess.run([BUILD / "seimei", *map(str, arguments)], env=ENVIRONMENT, capture_output=True, text=True, check=False)
        if done.returncode != 2 or words not in done.stderr:
            fault(f"{arguments}: exit status {done.returncode}: {done.stderr}")
    run("query", store.with_name("nothing.db"), status=1)
    run("query", ROOT / "README.md", status=1)


def check_notes(store):
    """What the store has nothing of is told; what it has is not, nor what the tables list."""
    for arguments, notes in ((["--actor", "TUV"], ['no actor "TUV"']), (["--actor", "CHN:XXX,CHN"], ['no actor "CHN:XXX"']),
                             (["--actor", "Nobody Atall"], ['no actor "NOBODY ATALL"']), (["--pair", "CHN,TUV"], ['no actor "TUV"']),
                             (["--recipient", "TUV,JPN"], ['no recipient "TUV"']), (["--place", "XXX"], ['no place "XXX"']),
                             (["--publisher", "nobody,seimei samples"], ['no publisher "nobody"']), (["--lang", "xx"], ['no language "xx"']),
                             (["--actor", "CHN", "--place", "CHN", "--lang", "ja", "--until", "2024-02-29"], []),
                             (["--mode", "heavy-weapons", "--sector", "MIL", "--context", "cbrn", "--status", "negated"], [])):
        done = subprocess.run([BUILD / "seimei", "query", store, *arguments], env=ENVIRONMENT, capture_output=True, text=True, check=False)
        lines = done.stderr.splitlines()
        if done.returncode or len(lines) != len(notes) or any(n not in line for n, line in zip(notes, lines)):
            fault(f"{arguments}: exit status {done.returncode}: {lines}, wanted notes of {notes}")


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        store = folder / "news.db"
        run("ingest", store, ROOT / "articles/ja.jsonl")
        stored = check_records(store)
        check_documents(store, stored, folder)
        check_filters(store, stored)
        check_words(store, stored)
        check_order(store)
        check_selection(store, stored)
        check_counts(store, stored)
        check_positions(folder)
        rows = check_tables(store, stored, folder)
        check_arrow(folder, rows)
        check_programs(str(folder))
        check_refusals(store)
        check_notes(store)
    print(f"{len(FAULTS)} faults")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
