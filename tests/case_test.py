#!/usr/bin/env python3
"""Runs the cases of tests/cases/*.txt through the command and compares the records line by line.

  case_test.py BUILD [--update]

The name of a file begins with the language of its cases; in one that ends in -statements.txt only statements are compared. A case is a title with the day of publication, an article, a line of dashes, and the records as they are wanted:

  === passive with its agent (2024-06-12)
  デモの参加者は警察に拘束された。
  ---
  event COERCE arrest ...

An event line is `event TYPE MODE ACTORS > RECIPIENTS | trigger | about | status date`, a statement line
`statement SOURCES | cue | content / content | manner`; a missing part is `-`. --update writes what comes out.
"""
import glob, json, os, re, subprocess, sys

HEAD = re.compile(r"^=== (.*) \((\d{4}-\d\d-\d\d)\)$")


def read_cases(path):
    cases, case = [], None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        head = HEAD.match(line)
        if head:
            case = {"title": head[1], "published": head[2], "text": [], "want": [], "part": "text"}
            cases.append(case)
        elif case and line == "---":
            case["part"] = "want"
        elif case and (line or case["part"] == "text"):
            case[case["part"]].append(line)
    return cases


def labels(actors):
    return ",".join(a["label"] for a in actors) or "-"


def line_of(r):
    if r["type"] == "event":
        about = r["about"]["text"] if r["about"] else "-"
        return (f"event {r['event'][0]} {(r['mode'] or ['-'])[0]} {labels(r['actor'])} > {labels(r['recipient'])} | {r['trigger']['text']} | "
                f"{about} | {r['status']} {r['date'] or '-'}")
    return f"statement {labels(r['source'])} | {r['cue']['text']} | {' / '.join(c['text'] for c in r['content'])} | {r['manner']}"


def run(build, cases, lang):
    docs = "".join(json.dumps({"id": str(i), "lang": lang, "published": c["published"], "text": "\n".join(c["text"])}, ensure_ascii=False) + "\n"
                   for i, c in enumerate(cases))
    env = dict(os.environ, SEIMEI_PACK=os.path.join(build, "seimei.pack"))
    out = subprocess.run([os.path.join(build, "seimei"), "code", "--input", "jsonl", "-"], input=docs, capture_output=True, text=True, env=env, check=True).stdout
    found = [[] for _ in cases]
    for line in out.splitlines():
        r = json.loads(line)
        found[int(r["doc"])].append(line_of(r))
    return found


def main():
    build, update = sys.argv[1], "--update" in sys.argv[2:]
    passed = failed = 0
    for path in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases", "*.txt"))):
        cases = read_cases(path)
        found = run(build, cases, os.path.basename(path)[:2])
        if path.endswith("-statements.txt"):
            found = [[l for l in lines if l.startswith("statement ")] for lines in found]
        for case, lines in zip(cases, found):
            if lines == case["want"]:
                passed += 1
                continue
            failed += 1
            print(f"{os.path.basename(path)}: {case['title']}")
            for line in case["want"]:
                print(("  " if line in lines else "- ") + line)
            for line in lines:
                if line not in case["want"]:
                    print("+ " + line)
        if update:
            head = [l for l in open(path, encoding="utf-8").read().split("===")[0].splitlines()]
            with open(path, "w", encoding="utf-8") as f:
                f.write("".join(l + "\n" for l in head))
                for case, lines in zip(cases, found):
                    f.write(f"=== {case['title']} ({case['published']})\n" + "\n".join(case["text"]) + "\n---\n" + "".join(l + "\n" for l in lines) + "\n")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed and not update else 0


if __name__ == "__main__":
    sys.exit(main())
