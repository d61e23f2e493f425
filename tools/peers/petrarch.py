#!/usr/bin/env python3
"""How many of PETRARCH's unit records seimei codes as their gold says, with PETRARCH's own little dictionaries.

  tools/peers/petrarch.py DATA [--mistakes N] [--why CAUSE] [--tables FOLDER]

DATA is petrarch/data of PETRARCH's repository. Its validation dictionaries become tables for --lexicon: actors and agents names,
verbs and patterns rules that bear PETRARCH's codes in the column cameo. seimei's own English event rules are left out of the pack
that is compiled for this (seimei-pack must stand beside the command), because PETRARCH has none but those of its dictionaries.
A record is right when the triples (source, target, code) are those of the gold, or when there is no event where it wants none.
What is not right is put under a cause: see cause_of.
"""

import argparse
import collections
import html
import pathlib
import re
import shutil
import subprocess
import tempfile

import coder

DISCARDS = re.compile(r"^[-+#*]+$")
SECTORS = set("GOV MIL LEG JUD SPY COP PTY OPP REB UAF CRM BUS LAB CVL ELI EDU REL MED AGR REF".split())
"""Codes of agents that are sectors of seimei's labels too."""
NAME_COLUMNS = "id\tform\tlabel\trole\tsince\tuntil\tflags\tnote\n"
RULE_COLUMNS = "id\tpredicate\tmode\troles\tneeds\tstatus\tcameo\texample\texpect\n"
MUTUAL = re.compile(r"^% (?:HAVE )?\*$")
"""The pattern for what several do to each other."""
ROLES = ("actor=subject recipient=object|to|with|against|on|from|for|toward|about|of|at|in|over|into|owner:object|owner:with|"
         "owner:of|owner:about|owner:to|owner:in|agent:quote|owner:quote|none")
PREPOSITIONS = set("ABOUT AGAINST AT BY DOWN FOR FROM IN INTO OF OFF ON OUT OVER TO UP UPON WITH".split())
IRREGULAR = {"BEGAN": "begin", "MET": "meet", "LEFT": "leave", "SAID": "say", "DENIED": "deny", "HELD": "hold", "WON": "win",
             "CALLED": "call", "DEFIE": "defy", "FOUGHT": "fight", "SHOT": "shoot", "TOLD": "tell", "SENT": "send"}


def without_comments(text):
    return re.sub(r"<!--.*?-->", "", text, flags=re.S)


def words(form):
    return " ".join(form.replace("_", " ").split())


def entry_lines(path):
    for line in without_comments(path.read_text(encoding="utf-8")).splitlines():
        line = line.split("#")[0].rstrip()
        if line.strip():
            yield line


def day(text):
    """A date of the dictionaries (991231, 19991231) as one of the tables."""
    text = text if len(text) == 8 else "19" + text
    return f"{text[:4]}-{text[4:6]}-{text[6:]}"


def span_of_code(code):
    """The code with the days between which it holds: 'HOBGOV 19950601 - 19990815'."""
    m = re.match(r"^(\S+?)\s*(?:<\s*(\d+)|>\s*(\d+)|(\d+)\s*-\s*(\d+))?$", code.strip())
    if not m:
        return code, "", ""
    low, high = m[3] or m[4], m[2] or m[5]
    return m[1], day(low) if low else "", day(high) if high else ""


def read_actors(path):
    """(forms, [(code, since, until)]) of each actor."""
    actors = []
    for line in entry_lines(path):
        codes = re.findall(r"\[(.*?)\]", line)
        form = words(re.sub(r"\[.*?\]", "", line)).lstrip("+")
        if form and not line.startswith(("+", "\t", " ")):
            actors.append(([], []))
        if not actors:
            continue
        if form:
            actors[-1][0].append(form)
        actors[-1][1].extend(span_of_code(c) for c in codes)
    return actors


def capitals(form):
    return " ".join(w.capitalize() if not re.search(r"[.-]", w) else "-".join(p.capitalize() for p in w.split("-")) for w in form.split())


def actor_rows(path):
    rows = []
    for forms, codes in read_actors(path):
        for code, since, until in codes:
            if DISCARDS.match(code):
                continue
            names = "|".join(capitals(f) for f in forms)
            code = code.upper().split("/")[0]
            rows.append(f"petr.actor.{len(rows):05}\t{names}\tNGO/{code}\t\t{since}\t{until}\t\t\n")
    return rows


def agent_rows(path):
    """Nouns for agents; a code that is no sector of seimei is left out, and told as its own cause."""
    rows = []
    for line in entry_lines(path):
        m = re.match(r"^(.*?)\s*(?:\{(.*?)\})?\s*\[\s*~(\w+)\s*\]", line)
        if not m or "!" in m[1] or m[3] not in SECTORS:
            continue
        forms = [words(f).lower() for f in [m[1], *(m[2] or "").split(",")] if f.strip()]
        rows.append(f"petr.agent.{len(rows):05}\t{'|'.join(forms)}\t:{m[3]}\t\t\t\tplural\t\n")
    return rows


def lemma(word):
    return IRREGULAR.get(word) or word.lower()


def singular(word):
    word = word.lower()
    return word[:-3] + "y" if word.endswith("ies") else word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def read_verbs(path):
    """Synonym sets, and the verbs with their code and patterns: [(verbs, code, [(pattern, code)])]."""
    sets, blocks, current = {}, [], None
    code = ""
    for line in entry_lines(path):
        if line.startswith("&"):
            current = sets.setdefault(line.split()[0].strip("&_"), [])
        elif line.startswith("+") and current is not None:
            current.append(words(line[1:]))
        elif line.startswith("---"):
            current = None
            code = (re.findall(r"\[(.*?)\]", line) or [""])[0]
            blocks.append(([], code, []))
        elif line.startswith("-"):
            m = re.match(r"^-\s*(.*?)\s*\[(.*?)\]", line)
            if m and blocks:
                blocks[-1][2].append((words(m[1]), m[2]))
        elif blocks and not line.startswith(("+", "~")):
            current = None
            own = (re.findall(r"\[(.*?)\]", line) or [code])[0]
            verb = words(re.sub(r"\[.*?\]|\{.*?\}", "", line))
            if blocks[-1][0] and own != blocks[-1][1]:
                blocks.append(([verb], own, blocks[-1][2])) # the patterns are those of all verbs of the heading
            else:
                blocks[-1][0].append(verb)
    return sets, blocks


def spread(pattern, sets):
    """A pattern with each synonym of a set in its place."""
    m = re.search(r"&(\w+?)_?(?=\s|$)", pattern)
    if not m or m[1] not in sets:
        return [pattern]
    return [p for s in sets[m[1]] for p in spread(pattern[:m.start()] + s + pattern[m.end():], sets)]


def predicate_of(verb, pattern):
    """A pattern as a predicate of the rule tables; None where it looks at words that a predicate has not."""
    left, _, right = pattern.partition("*")
    if left.strip() not in ("", "NOT") or re.search(r"[$+%^&{(]", right):
        return None
    parts = right.split()
    if len(parts) > 1 and parts[0] not in PREPOSITIONS:
        parts = parts[-2:] if len(parts) == 2 else parts
    shown = [p.lower() for p in parts[:-1]] + [singular(p) if p not in PREPOSITIONS else p.lower() for p in parts[-1:]]
    return " ".join(["not"] * bool(left.strip()) + [lemma(verb.split()[0]), *map(str.lower, verb.split()[1:]), *shown])


def rule_rows(path):
    """Rows of a table of rules, and the patterns that have no predicate."""
    sets, blocks = read_verbs(path)
    rows, left_out, seen = [], [], set()
    for verbs, code, patterns in blocks:
        for verb in verbs:
            if verb.startswith(("{", "&")):
                continue
            for pattern, own in [(p, c) for p, c in patterns] + [("*", code)]:
                mutual = bool(MUTUAL.match(pattern))
                for each in spread("*" if mutual else pattern, sets):
                    predicate = predicate_of(verb, each)
                    if predicate is None:
                        left_out.append(f"{verb}: {pattern}")
                        continue
                    if DISCARDS.match(own.split(":")[0]) or (predicate, mutual) in seen or not re.fullmatch(r"[\w ./'-]+", predicate):
                        continue
                    seen.add((predicate, mutual))
                    roles, needs = ("actor=mutual recipient=none", "mutual") if mutual else (ROLES, "")
                    kind = "mutual" if mutual else "rule"
                    rows.append(f"petr.{kind}.{len(rows):05}\t{predicate}\t\t{roles}\t{needs}\t\t{own}\t\t\n")
    return rows, left_out


def read_records(path):
    """Unit records: id, category, date, text and the gold triples."""
    records = []
    for attributes, body in re.findall(r"<Sentence (.*?)>(.*?)</Sentence>", without_comments(path.read_text(encoding="utf-8")), re.S):
        named = dict(re.findall(r'(\w+)\s*=\s*"(.*?)"', attributes))
        text = re.search(r"<Text>(.*?)</Text>", body, re.S)
        gold = {tuple(dict(re.findall(r'(\w+)\s*=\s*"(.*?)"', e)).get(k, "") for k in ("sourcecode", "targetcode", "eventcode"))
                for e in re.findall(r"<EventCoding\b(.*?)>", body)}
        gold = {g for g in gold if all(g)}
        records.append({"id": f"{len(records):03} {named.get('id', '')}", "category": named.get("category", ""),
                        "date": day(named.get("date", "19950101")), "text": html.unescape(" ".join(text[1].split())) if text else "",
                        "gold": gold})
    return records


def code_of(actor, names):
    """The code as PETRARCH writes it: the government that a state's bare name stands for is not told apart there."""
    bare = (actor["text"] or "").lower() in names
    return re.sub(r"^NGO/", "", actor["code"]) + ("" if bare else actor["sector"] or "")


def triples(events, names):
    """(source, target, code); a code with two parts holds for either direction."""
    found = set()
    for e in events:
        there, _, back = e["cameo"].partition(":")
        sources = [code_of(a, names) for a in e["actor"]]
        targets = [code_of(a, names) for a in e["recipient"]]
        if "mutual" in e["rule"]:
            targets = sources
        pairs = [(s, t) for s in sources for t in targets if s != t]
        found |= {(s, t, there) for s, t in pairs} | {(t, s, back) for s, t in pairs if back}
    return found


def cause_of(record, found):
    """Why a record is not as the gold says, by what is wrong with its triples."""
    gold = record["gold"]
    if record["category"] == "ERROR":
        return "a test of PETRARCH's own messages"
    if not gold:
        return "event where none is wanted"
    if any("-" in c or " " in c for g in gold for c in g[:2]):
        return "an actor without a code, or named by its words"
    if not found:
        return "no event by a rule of the dictionaries"
    if {g[2] for g in gold} - {f[2] for f in found}:
        return "another verb or pattern"
    if {g[:2] for g in gold} & {f[:2] for f in found}:
        return "some of the pairs" if gold - found else "a pair too many"
    return "other codes of the actors"


def tables(data, folder):
    folder = pathlib.Path(folder)
    dictionaries = data / "dictionaries"
    rules, left_out = rule_rows(dictionaries / "PETR.Validate.verbs.txt")
    written = {"country-petrarch.tsv": NAME_COLUMNS + "".join(actor_rows(dictionaries / "PETR.Validate.actors.txt")),
               "generic-petrarch.tsv": NAME_COLUMNS + "".join(agent_rows(dictionaries / "PETR.Validate.agents.txt")),
               "accuse.tsv": RULE_COLUMNS + "".join(rules)}
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in written], len(rules), left_out


def pack_without_rules(folder):
    """A language pack without the English event rules of seimei."""
    language, pack = pathlib.Path(folder) / "lang", pathlib.Path(folder) / "peer.pack"
    shutil.copytree(coder.ROOT / "lang", language)
    for path in (language / "en" / "event").glob("*.tsv"):
        if path.stem not in ("defaults", "shift"):
            path.unlink()
    compiler = pathlib.Path(coder.command()[0]).parent / "seimei-pack"
    subprocess.run([compiler, pack, language, coder.ROOT / "models"], check=True, stdout=subprocess.DEVNULL)
    return pack


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--mistakes", type=int, default=0, help="show N records that are not right")
    parser.add_argument("--why", help="show only those whose cause has this word")
    parser.add_argument("--tables", type=pathlib.Path, help="keep the tables in this folder")
    args = parser.parse_args()
    records = [r for r in read_records(args.data / "text" / "PETR.UnitTest.records.xml")]
    with tempfile.TemporaryDirectory() as folder:
        paths, rules, left_out = tables(args.data, args.tables or folder)
        options = [o for p in paths for o in ("--lexicon", str(p))] + ["--pack", str(pack_without_rules(folder))]
        coded = coder.code([{"id": r["id"], "text": r["text"], "published": r["date"]} for r in records if r["text"]],
                           "--records", "events", *options)
    names = {f.lower() for forms, _ in read_actors(args.data / "dictionaries" / "PETR.Validate.actors.txt") for f in forms}
    causes, right = collections.Counter(), 0
    for r in records:
        found = triples(coded.get(r["id"], []), names)
        if found == r["gold"] and r["category"] != "ERROR":
            right += 1
            continue
        cause = cause_of(r, found)
        causes[cause] += 1
        if args.mistakes and (not args.why or args.why in cause):
            args.mistakes -= 1
            print(f"{r['id']} ({cause})\n  {r['text']}\n  gold {sorted(r['gold'])}\n  ours {sorted(found)}")
    print(f"{rules} rules from the verbs, {len(left_out)} patterns without a predicate")
    print(f"{right} of {len(records)} records as the gold says")
    for cause, n in causes.most_common():
        print(f"{n:5} {cause}")


if __name__ == "__main__":
    main()
