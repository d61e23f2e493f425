"""Main text, titles and dates of the pages of tests/pages, made here and read by document_dump of the build folder.

html_pages_test.py BUILD [--show NAME] [--quiet]: prints word F1, dates and titles of each set, fails below the floors. Words
are Latin words and single Japanese characters.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "pages"))
import english  # noqa: E402
import pages_blind  # noqa: E402
import pages_known  # noqa: E402

FLOORS = {"text": 0.92, "date": 0.95, "title": 0.97}
WORD = re.compile(r"[A-Za-z0-9]+|[^\W_]")


def japanese():
    for line in (HERE.parent / "articles/ja.jsonl").read_text(encoding="utf-8").splitlines():
        d = json.loads(line)
        paras = d["text"].split("\n\n")
        paras = [p if "。" in p or len(p) > 40 else "# " + p for p in paras if p != d["title"]]
        yield d["published"], d["title"], paras


ARTICLES = {"ja": list(japanese()), "en": english.ARTICLES}


def f1(found, expected):
    a, b = collections.Counter(WORD.findall(found)), collections.Counter(WORD.findall(expected))
    both = sum((a & b).values())
    return 2 * both / (sum(a.values()) + sum(b.values())) if both else 0.0


def make(folder, sites):
    expected = {}
    for name, function, lang, number, charset, more in sites:
        day, title, paras = ARTICLES[lang][number % len(ARTICLES[lang])]
        page = function(day, title, paras)
        (folder / f"{name}.html").write_bytes(page.encode(charset, "xmlcharrefreplace"))
        kept = more.get("paras", paras)[:more.get("keep", len(paras))]
        expected[name] = {"title": more.get("title", title), "published": more.get("date", day), "lang": lang,
                          "text": "\n\n".join(p[2:] if p.startswith("# ") else p for p in kept)}
    return expected


def read(build, folder):
    out = subprocess.run([build / "tests/document_dump", folder], capture_output=True, check=True)
    sys.stderr.write(out.stderr.decode())
    return {d["id"]: d for d in map(json.loads, out.stdout.decode().splitlines())}


def score(label, expected, found, quiet):
    sums = collections.Counter()
    for name, e in expected.items():
        d = found.get(name, {"text": "", "title": "", "published": "", "lang": ""})
        marks = {"text": f1(d["text"], e["text"]), "date": d["published"] == e["published"], "title": d["title"] == e["title"],
                 "lang": d["lang"] == e["lang"]}
        sums.update(marks)
        bad = marks["text"] < 0.95 or not (marks["date"] and marks["title"] and marks["lang"])
        if not quiet or bad:
            print(f"  {name:18} {marks['text']:.3f}", *(k for k in ("date", "title", "lang") if not marks[k]),
                  *([repr(d["title"])] if not marks["title"] else []), *([d["published"]] if not marks["date"] else []))
    means = {k: v / len(expected) for k, v in sums.items()}
    print(f"{label}: {len(expected)} pages, word F1 {means['text']:.3f}, dates {means['date']:.3f}, titles {means['title']:.3f}, "
          f"languages {means['lang']:.3f}")
    return [f"{label}: {k} {means[k]:.3f} is under {v}" for k, v in FLOORS.items() if means[k] < v]


def main():
    build = pathlib.Path(sys.argv[1])
    faults, names = [], 0
    with tempfile.TemporaryDirectory() as made:
        for label, module in (("first set", pages_blind), ("second set", pages_known)):
            folder = pathlib.Path(made) / module.__name__
            folder.mkdir()
            expected = make(folder, module.SITES)
            found = read(build, folder)
            names += len(expected)
            if "--show" in sys.argv:
                name = sys.argv[sys.argv.index("--show") + 1]
                if name in expected:
                    print(found.get(name, {}).get("text"), "\n=====\n", expected[name]["text"])
                continue
            faults += score(label, expected, found, "--verbose" not in sys.argv)
    if names < 40:
        faults.append(f"only {names} pages")
    for fault in faults:
        print("FAULT:", fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
