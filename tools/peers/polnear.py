#!/usr/bin/env python3
"""Exact span F1 of sources, cues and contents on PolNeAR, by the metric of the CofeNet paper.

  tools/peers/polnear.py DATA [--split dev] [--scope wide] [--mistakes N] [--of source|cue|content]

DATA is the folder of PolNeAR that holds metadata.tsv and the splits (its own repository's data/). Each annotation file counts,
so that an article with six annotators counts six times, as it does there. A paragraph is a sequence of tokens, each of which
is in the source, the cue or the content of one attribution or in none; a span is a run of them, and is right when both its ends
are. The records of seimei become such spans by rules: see phrases.py.
"""

import argparse
import collections
import csv
import pathlib
import re

import coder
import phrases

KINDS = ("source", "cue", "content")
ENTITY = re.compile(r"^(T\d+)\t(Source|Cue|Content|Attribution) ([\d ;]+)\t", re.M)
EVENT = re.compile(r"^E\d+\t(.*)$", re.M)
TOKEN = re.compile(r"n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\w+(?:[-.&/]\w+)*?(?=n['’]t\b)|\w+(?:[-.&/]\w+)*|``|''|\.\.\.|--|[^\w\s]", re.I)


def read_annotations(text):
    """Attributions of an annotation file: a dict from kind to spans of code points, each."""
    spans = {m[1]: [tuple(map(int, s.split())) for s in m[3].split(";")] for m in ENTITY.finditer(text)}
    attributions = []
    for m in EVENT.finditer(text):
        found = collections.defaultdict(list)
        for role in m[1].split():
            name, entity = role.split(":")
            found[re.sub(r"\d+$", "", name).lower()] += spans.get(entity, [])
        attributions.append({kind: found[kind] for kind in KINDS})
    return attributions


def read_split(data, split):
    """Documents of a split with their attributions, one for each annotation file."""
    with open(data / "metadata.tsv", encoding="utf-8", newline="") as f:
        dates = {r["filename"].removesuffix(".txt"): r["publication_date"] for r in csv.DictReader(f, delimiter="\t")}
    documents = []
    for path in sorted((data / split / "attributions").glob("*.ann")):
        stem = path.stem.rsplit("_", 1)[0]
        text = (data / split / "text" / f"{stem}.txt").read_bytes().decode("utf-8")
        attributions = read_annotations(path.read_bytes().decode("utf-8"))
        documents.append({"id": path.stem, "text": text, "published": dates.get(stem), "attributions": attributions})
    return documents


def paragraphs(text):
    """Tokens of each paragraph, as spans of the text."""
    for line in re.finditer(r"[^\n\r]+", text):
        tokens = [(line.start() + m.start(), line.start() + m.end()) for m in TOKEN.finditer(line[0])]
        if tokens:
            yield tokens


def label(tokens, attributions):
    """The kind and the attribution of each token, the first attribution first; None where it is in none."""
    labels = [None] * len(tokens)
    for number, attribution in enumerate(attributions):
        for kind in KINDS:
            for begin, end in attribution[kind]:
                for i, (b, e) in enumerate(tokens):
                    if b < end and e > begin and labels[i] is None:
                        labels[i] = (kind, number)
    return labels


def spans_of(labels):
    """Runs of one kind in one attribution: (kind, first token, end)."""
    runs, begin = set(), 0
    for i in range(1, len(labels) + 1):
        if i == len(labels) or labels[i] != labels[begin]:
            if labels[begin]:
                runs.add((labels[begin][0], begin, i))
            begin = i
    return runs


def compare(documents, predicted):
    """Spans of both sides: (document, paragraph tokens, wanted, found) for each paragraph."""
    for d in documents:
        for tokens in paragraphs(d["text"]):
            low, high = tokens[0][0], tokens[-1][1]
            near = [[a for a in side if any(b < high and e > low for k in KINDS for b, e in a[k])]
                    for side in (d["attributions"], predicted[d["id"]])]
            yield d, tokens, spans_of(label(tokens, near[0])), spans_of(label(tokens, near[1]))


def show(d, tokens, wanted, found, of):
    """One paragraph with what is missing (-) and what is too much (+)."""
    words = lambda s: d["text"][tokens[s[1]][0]:tokens[s[2] - 1][1]]
    wrong = [(s, "-") for s in wanted - found] + [(s, "+") for s in found - wanted]
    wrong = sorted((s[1], sign, s) for s, sign in wrong if not of or s[0] == of)
    if not wrong:
        return 0
    print(f"\n{d['text'][tokens[0][0]:tokens[-1][1]]}")
    for _, sign, s in wrong:
        print(f"  {sign} {s[0]}: {words(s)}")
    return 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--scope", choices=("narrow", "wide"), default="wide")
    parser.add_argument("--first", type=int, help="only the first N annotation files")
    parser.add_argument("--mistakes", type=int, default=0, help="show N paragraphs that are not right")
    parser.add_argument("--of", choices=KINDS, help="show mistakes of this kind only")
    args = parser.parse_args()
    documents = read_split(args.data, args.split)[:args.first]
    asked = [{k: d[k] for k in ("id", "text", "published")} for d in documents]
    records = coder.code(asked, "--records", "statements", "--scope", args.scope)
    predicted = {d["id"]: phrases.attributions(d["text"], records[d["id"]]) for d in documents}
    hits, found, wanted = collections.Counter(), collections.Counter(), collections.Counter()
    left = args.mistakes
    for d, tokens, gold, ours in compare(documents, predicted):
        if left:
            left -= show(d, tokens, gold, ours, args.of)
        for counter, spans in ((hits, gold & ours), (found, ours), (wanted, gold)):
            counter.update(s[0] for s in spans)
    print(f"{'':8} {'wanted':>7} {'found':>7} {'right':>7} {'P':>6} {'R':>6} {'F1':>6}")
    for kind in KINDS:
        scores = coder.f1(hits[kind], found[kind], wanted[kind])
        print(f"{kind:8} {wanted[kind]:7} {found[kind]:7} {hits[kind]:7} " + " ".join(f"{s:6.3f}" for s in scores))


if __name__ == "__main__":
    main()
