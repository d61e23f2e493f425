#!/usr/bin/env python3
"""The tools of tools/peers on little data of our own in the form of theirs: peers_test.py BUILD

What is wanted is known, so that a figure that the tool prints can be wrong.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build").resolve()
ENVIRONMENT = {**os.environ, "SEIMEI": str(BUILD / "seimei"), "SEIMEI_PACK": str(BUILD / "seimei.pack")}
FAULTS = []

ARTICLE = "Canada said that the bridge was safe.\n\n“We will rebuild it,” the Kenyan president told reporters. “It will stand.”\n"
SPANS = [("Source", "Canada"), ("Cue", "said"), ("Content", "that the bridge was safe"),
         ("Source", "the Kenyan president"), ("Cue", "told"), ("Content", "“We will rebuild it,”"), ("Content", "“It will stand.”")]
EVENTS = ["Attribution:T2 Source:T1 Cue:T2 Content:T3", "Attribution:T5 Source:T4 Cue:T5 Content:T6 Content2:T7"]

PLV = [("1", "<s>Norway</s> condemned <t>Cuba</t>.", "ACCUSE"), ("2", "<s>The Lantern Order</s> attacked <t>the Order of the Reed</t>.", "ASSAULT"),
       ("3", "<s>Chile</s> failed to reach an agreement with <t>Peru</t>.", "REJECT")]

RECORDS = """<Validation><Sentences>
<Sentence date="19950101" id="A-1" category="DEMO">
<EventCoding sourcecode="FOO" targetcode="BAR" eventcode="121"></EventCoding>
<Text>Foostan berated Barland.</Text></Sentence>
<Sentence date="19950101" id="A-2" category="DEMO">
<EventCoding sourcecode="FOO" targetcode="BAR" eventcode="999"></EventCoding>
<Text>Foostan berated Barland.</Text></Sentence>
</Sentences></Validation>
"""


def expect(what, condition, output):
    if not condition:
        FAULTS.append(what)
        print(f"{what}\n{output}")


def run(tool, *arguments):
    done = subprocess.run([sys.executable, ROOT / "tools" / "peers" / tool, *map(str, arguments)], env=ENVIRONMENT, capture_output=True, text=True)
    expect(f"{tool} left with {done.returncode}", done.returncode == 0, done.stderr)
    return done.stdout


def polnear(folder):
    (folder / "dev" / "text").mkdir(parents=True)
    (folder / "dev" / "attributions").mkdir()
    (folder / "metadata.tsv").write_text("compartment\tfilename\tpublication_date\ndev\tours_a\t2016-01-02\n", encoding="utf-8")
    (folder / "dev" / "text" / "ours_a.txt").write_text(ARTICLE, encoding="utf-8")
    lines = [f"T{i}\t{kind} {ARTICLE.index(words)} {ARTICLE.index(words) + len(words)}\t{words}\n" for i, (kind, words) in enumerate(SPANS, 1)]
    lines += [f"E{i}\t{roles}\n" for i, roles in enumerate(EVENTS, 1)]
    (folder / "dev" / "attributions" / "ours_a_1a2b.ann").write_text("".join(lines), encoding="utf-8")
    figures = {line.split()[0]: line.split()[1:4] for line in run("polnear.py", folder).splitlines()[1:]}
    expect("PolNeAR spans", figures == {"source": ["2"] * 3, "cue": ["2"] * 3, "content": ["3"] * 3}, figures)


def plv(folder):
    table = folder / "ours.tsv"
    plain = lambda marked: marked.replace("<s>", "").replace("</s>", "").replace("<t>", "").replace("</t>", "")
    between = lambda marked, tag: marked.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
    rows = [f"{i}\t{plain(m)}\t{m}\t{between(m, 's')}\t{between(m, 't')}\t{root}\n" for i, m, root in PLV]
    table.write_text("sentence_id\tsentence\tmarked_sentence\tsource\ttarget\tgold_root\n" + "".join(rows), encoding="utf-8")
    output = run("plv.py", table)
    expect("PLV roots", "accuracy 1.000   macro F1 1.000" in output, output)
    output = run("plv.py", "--plain", table)
    expect("PLV without names", "accuracy 0.667" in output, output)


def petrarch(folder):
    (folder / "dictionaries").mkdir(parents=True)
    (folder / "text").mkdir()
    dictionaries = {"actors": "FOOSTAN [FOO]\nBARLAND [BAR]\n", "agents": "SOLDIER [~MIL]\n", "verbs": "--- BERATE [121] ---\nBERATE\n"}
    for name, text in dictionaries.items():
        (folder / "dictionaries" / f"PETR.Validate.{name}.txt").write_text(text, encoding="utf-8")
    (folder / "text" / "PETR.UnitTest.records.xml").write_text(RECORDS, encoding="utf-8")
    output = run("petrarch.py", folder)
    expect("PETRARCH records", "1 of 2 records" in output and "1 another verb or pattern" in output, output)


with tempfile.TemporaryDirectory() as temporary:
    for test in (polnear, plv, petrarch):
        place = pathlib.Path(temporary) / test.__name__
        place.mkdir()
        test(place)
sys.exit(1 if FAULTS else 0)
