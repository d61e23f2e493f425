#!/usr/bin/env python3
"""Runs every rule's example through the command and compares what comes out with what the row expects.

  rule_examples.py SEIMEI lang/<code> [--show N] [--only TABLE] [--floor-event R] [--floor-cue R]

An event example passes when an event of the row's type and mode with the expected parties comes out; by this very
rule or by another one is told apart in the figures. Those of shift.tsv say the type and the status too. A cue example passes when a statement with the expected source and
content comes out. The exit status is 1 when a share is below its floor.
"""
import argparse, glob, json, os, subprocess, sys

MUTUAL = {"AGREE", "CONSULT", "COOPERATE"}


def rows(path):
    header = None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            continue
        yield dict(zip(header, cells))


def code(label):
    return label.split(":")[0]


def labels(actors):
    return frozenset(code(a["label"]) for a in actors)


def want(text):
    return frozenset(code(x.strip()) for x in text.split(",") if x.strip())


def event_passes(row, kind, event):
    if event["event"][0] != kind or (row["mode"] not in ("", "-") and (event["mode"] or [""])[0] != row["mode"]):
        return False
    actor, _, recipient = row["expect"].partition(">")
    a, r, wa, wr = labels(event["actor"]), labels(event["recipient"]), want(actor), want(recipient)
    if kind in MUTUAL or len(wa) > 1:
        return a | r == wa | wr
    return a == wa and r == wr


def shift_passes(row, event):
    kind, parties, status = row["expect"].split()
    return event_passes({"mode": "", "expect": parties}, kind, event) and event["status"] == status


def overlap(text, want_text):
    a, b = set(enumerate(text)), set(enumerate(want_text))
    if text == want_text:
        return 1.0
    n = min(len(text), len(want_text))
    return n / max(len(text), len(want_text)) if text in want_text or want_text in text else len(a & b) / max(len(a), len(b))


def cue_passes(row, statement):
    source, _, content = row["expect"].partition(" | ")
    sources = frozenset(code(a["label"]) for a in statement["source"])
    return sources == want(source) and overlap("".join(c["text"] for c in statement["content"]), content) >= 0.5


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("seimei"), ap.add_argument("lang")
    ap.add_argument("--show", type=int, default=0), ap.add_argument("--only", default="")
    ap.add_argument("--floor-event", type=float, default=0.0), ap.add_argument("--floor-cue", type=float, default=0.0)
    o = ap.parse_args()
    language = os.path.basename(os.path.normpath(o.lang))
    tests = []
    for path in sorted(glob.glob(os.path.join(o.lang, "event", "*.tsv"))):
        kind = os.path.basename(path)[:-4].upper()
        if kind != "DEFAULTS":
            tests += [(kind, r) for r in rows(path)]
    tests += [("CUE", r) for r in rows(os.path.join(o.lang, "cue.tsv"))]
    if o.only:
        tests = [t for t in tests if t[0] == o.only.upper()]
    docs = "".join(json.dumps({"id": str(i), "lang": language, "published": "2025-06-20", "text": r["example"]}, ensure_ascii=False) + "\n"
                   for i, (_, r) in enumerate(tests))
    run = subprocess.run([o.seimei, "code", "--scope", "wide", "--input", "jsonl", "-"], input=docs, capture_output=True, text=True)
    if run.returncode:
        sys.exit(run.stderr[:500])
    found = {}
    for line in run.stdout.splitlines():
        r = json.loads(line)
        found.setdefault(int(r["doc"]), []).append(r)
    score, shown = {}, 0
    for i, (kind, row) in enumerate(tests):
        records = found.get(i, [])
        if kind == "CUE":
            ok = any(r["type"] == "statement" and cue_passes(row, r) for r in records)
            own = any(r["rule"] == row["id"] for r in records)
        else:
            passes = shift_passes if kind == "SHIFT" else lambda row, r: event_passes(row, kind, r)
            hits = [r for r in records if r["type"] == "event" and passes(row, r)]
            ok, own = bool(hits), any(r["rule"] == row["id"] for r in hits)
        s = score.setdefault(kind, [0, 0, 0])
        s[0] += ok; s[1] += own; s[2] += 1
        if not ok and shown < o.show:
            shown += 1
            print(f"{row['id']} {row.get('predicate', row.get('type'))} [{row.get('mode', '')}] expects {row['expect']}\n   {row['example']}")
            for r in records:
                who = lambda a: ",".join(x["label"] for x in a)
                if r["type"] == "event":
                    print(f"   event {r['event'][0]} {r['mode']} {who(r['actor'])} > {who(r['recipient'])} {r['status']} {r['rule']} 「{r['trigger']['text']}」")
                else:
                    print(f"   statement {who(r['source'])} | {' / '.join(c['text'] for c in r['content'])} ({r['rule']})")
    events = [s for k, s in score.items() if k != "CUE"]
    for kind, (ok, own, n) in sorted(score.items()):
        print(f"{kind:10} {ok:5} of {n:5} ({ok / n:.3f}), by the row's own rule {own}")
    total = sum(s[0] for s in score.values()), sum(s[2] for s in score.values())
    e = sum(s[0] for s in events) / max(1, sum(s[2] for s in events))
    c = score.get("CUE", [0, 0, 1])
    good = e >= o.floor_event and c[0] / c[2] >= o.floor_cue
    print(f"{total[0]} passed, {total[1] - total[0]} failed; floors {'met' if good else 'NOT met'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
