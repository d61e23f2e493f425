#!/usr/bin/env python3
"""Macro F1 of PLOVER roots on the sentences of PLV, whose two actors are marked.

  tools/peers/plv.py PLV_train.tsv [--plain] [--mistakes N] [--root ACCUSE]

Each sentence is coded as a document of its own: as it stands, and with the marked phrases given to seimei as names (--lexicon),
because they are given to the other systems of that comparison too; --plain leaves the second out. One event gives the root of the sentence: see choose. PLV has
PLOVER's older list of roots; see root_of.
"""

import argparse
import collections
import csv
import pathlib
import re
import sys
import tempfile

import coder

FRIENDLY = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT")
HOSTILE = ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
DETERMINER = re.compile(r"^(?:the|a|an|its|their|his|her)\s+", re.I)


def read_rows(path):
    with open(path, encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_MINIMAL))


def name_of(phrase):
    """A marked phrase as a form of the table of names."""
    phrase = DETERMINER.sub("", phrase.strip(" ,.;:"))
    return re.sub(r"['’]s?$", "", phrase).replace("|", " ")


def lexicon(rows, folder):
    """A table of the phrases that are marked in any sentence; the sentence decides which of them counts."""
    names = sorted({name_of(r[k]) for r in rows for k in ("source", "target")})
    path = pathlib.Path(folder) / "country-plv.tsv"
    lines = [f"plv.name.{i:05}\t{name}\tNGO/PLV{i:05}\t\t\t\t\t\n" for i, name in enumerate(names) if name and "\t" not in name]
    path.write_text("id\tform\tlabel\trole\tsince\tuntil\tflags\tnote\n" + "".join(lines), encoding="utf-8")
    return path


def place(row, key):
    """Where a marked phrase stands in the sentence."""
    marked = row["marked_sentence"]
    tag = key[0]
    m = re.search(f"<{tag}>(.*?)</{tag}>", marked, re.S)
    if not m:
        return None
    begin = len(re.sub(r"</?[st]>", "", marked[:m.start()]))
    return begin, begin + len(re.sub(r"</?[st]>", "", m[1]))


def touches(actors, span):
    return bool(span) and any(a["text"] and a["begin"] < span[1] and a["end"] > span[0] for a in actors)


def choose(events, row):
    """The event between the marked actors: the one whose parties they are, as far as they are; of equals the first.

    An event that its own words deny or only suppose comes after one that is told.
    """
    source, target = place(row, "source"), place(row, "target")

    def worth(event):
        actor = touches(event["actor"], source)
        recipient = touches(event["recipient"], target) or (actor and touches(event["actor"], target))
        about = bool(event["about"]) and touches([event["about"]], target)
        told = event["status"] not in ("negated", "hypothetical")
        return 4 * actor + 2 * recipient + about + 0.5 * told

    return max(events, key=worth, default=None)


def root_of(event):
    """The root that PLV gives to an event; it follows CAMEO's roots where PLOVER 2.0 has moved a deed to another type."""
    if not event:
        return "NONE"
    kind, cameo, rule, status = event["event"][0], event["cameo"] or "", event["rule"].split(".")[-2], event["status"]
    if status == "negated" and kind in FRIENDLY:
        return "REJECT"  # did not agree, failed to agree
    if status == "future" and kind in HOSTILE:
        return "THREATEN"
    if kind == "CONCEDE" and (rule == "retreat" or cameo == "083"):
        return "AGREE"  # yielding that is promised or agreed, and not yet done
    if kind in ("CONCEDE", "RETREAT"):
        return "YIELD"
    if kind == "SANCTION" and cameo.startswith("163"):
        return "COERCE"  # sanctions and embargoes
    if kind == "SANCTION" and not cameo:
        return "ACCUSE"  # sentences of courts
    if kind == "COERCE" and cameo.startswith(("18", "19", "176")):
        return "ASSAULT"  # force of arms, cyberattacks
    return kind


def report(rows, answers):
    """A line for each root, and the macro F1 over the roots that are wanted."""
    wanted = collections.Counter(r["gold_root"] for r in rows)
    found = collections.Counter(answers)
    hits = collections.Counter(a for r, a in zip(rows, answers) if a == r["gold_root"])
    scores = {root: coder.f1(hits[root], found[root], wanted[root]) for root in sorted(wanted)}
    for root, score in scores.items():
        print(f"{root:10} {wanted[root]:5} {found[root]:5} {hits[root]:5} " + " ".join(f"{s:6.3f}" for s in score))
    print(f"no event   {found['NONE']:11}")
    print(f"accuracy {sum(hits.values()) / len(rows):.3f}   macro F1 {sum(s[2] for s in scores.values()) / len(scores):.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=pathlib.Path)
    parser.add_argument("--plain", action="store_true", help="without the marked phrases as names")
    parser.add_argument("--mistakes", type=int, default=0, help="show N sentences that are not right")
    parser.add_argument("--root", help="show only those that should be of this root")
    args = parser.parse_args()
    rows = read_rows(args.table)
    documents = [{"id": r["sentence_id"], "text": r["sentence"]} for r in rows]
    records = coder.code(documents, "--records", "events")
    if not args.plain:
        with tempfile.TemporaryDirectory() as folder:
            named = coder.code(documents, "--records", "events", "--lexicon", str(lexicon(rows, folder)))
        records = {i: events + named[i] for i, events in records.items()}
    chosen = [choose(records[r["sentence_id"]], r) for r in rows]
    answers = [root_of(e) for e in chosen]
    for row, event, answer in zip(rows, chosen, answers):
        if args.mistakes and answer != row["gold_root"] and args.root in (None, row["gold_root"]):
            args.mistakes -= 1
            rule = f"{event['rule']} {event['trigger']['text']}" if event else "-"
            print(f"{row['gold_root']} not {answer} ({rule}): {row['marked_sentence']}", file=sys.stderr)
    report(rows, answers)


if __name__ == "__main__":
    main()
