#!/usr/bin/env python3
"""seimei-pack from outside: what it refuses and where it says the fault is, and that its output depends on nothing else.

Run as: pack_tool_test.py BUILD
"""
import pathlib
import subprocess
import sys
import tempfile

HEAD = "id\tform\tlabel\n"

# title, files below lang, expected lines of the message with LANG for the folder ("" when it is accepted)
CASES = [
    ("labels of every kind",
     {"ja/name/a.tsv": HEAD + "1\tx\tCHN\n2\tx\tCHN:GOV\n3\tx\t:LEG\n4\tx\tIGO/G-7\n5\tx\tIGO/NATO:MIL\n6\tx\tCHN|RUS:GOV\n"
                              "7\tx\t-\n"}, ""),
    ("an unknown sector", {"ja/name/a.tsv": HEAD + "1\tx\tCHN:GOX\n"}, 'LANG/ja/name/a.tsv:2:5: no label of an actor: "CHN:GOX"'),
    ("a code in small letters", {"ja/name/a.tsv": HEAD + "1\tx\tchn\n"}, 'LANG/ja/name/a.tsv:2:5: no label of an actor: "chn"'),
    ("an empty identifier", {"ja/name/a.tsv": HEAD + "1\tx\tIGO/\n"}, 'LANG/ja/name/a.tsv:2:5: no label of an actor: "IGO/"'),
    ("the second label of a list", {"ja/name/a.tsv": HEAD + "1\tx\tCHN|:\n"}, 'LANG/ja/name/a.tsv:2:5: no label of an actor: ":"'),
    ("a state that common/state knows", {"common/state.tsv": "iso3\nCHN\n", "ja/name/a.tsv": HEAD + "1\tx\tCHN\n2\tx\tUNO/WHO\n"}, ""),
    ("a state that it does not know", {"common/state.tsv": "iso3\nCHN\n", "ja/name/a.tsv": HEAD + "1\tx\tCHM:GOV\n"},
     'LANG/ja/name/a.tsv:2:5: no label of an actor: "CHM:GOV"'),
    ("an id twice in a file", {"ja/a.tsv": "id\n1\n# c\n1\n"}, 'LANG/ja/a.tsv:4:1: id "1" is that of a row of ja/a'),
    ("an id of another file", {"ja/a.tsv": "id\n1\n", "ja/b.tsv": "x\tid\ny\t1\n"}, 'LANG/ja/b.tsv:2:3: id "1" is that of a row of ja/a'),
    ("no id", {"ja/a.tsv": "id\tx\n\ty\n"}, 'LANG/ja/a.tsv:2:1: a row without an id ""'),
    ("a table without ids", {"ja/class/a.tsv": "class\tmember\nc\tm\nc\tm\n"}, ""),
    ("a cell too many", {"ja/a.tsv": "id\n1\t2\n"}, "LANG/ja/a.tsv:2:1: 2 cells where the header has 1"),
    ("a form in full width", {"ja/name/a.tsv": HEAD + "1\tＮＡＴＯ\tIGO/NATO\n"}, 'LANG/ja/name/a.tsv:2:3: not in normal form (NFKC): "ＮＡＴＯ"'),
    ("a blank at the end", {"ja/a.tsv": "id\tx\n1\ty \n"}, 'LANG/ja/a.tsv:2:3: a blank at the end of a cell: "y "'),
    ("all faults at once", {"ja/a.tsv": "id\tlabel\n1\tX\n1\tY\n"},
     'LANG/ja/a.tsv:2:3: no label of an actor: "X"\nLANG/ja/a.tsv:3:1: id "1" is that of a row of ja/a\n'
     'LANG/ja/a.tsv:3:3: no label of an actor: "Y"'),
]


def write_files(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def run(tool, folder, out):
    done = subprocess.run([tool, out, folder / "lang", folder / "models"], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stderr.replace(str(folder / "lang"), "LANG").strip()


def check_case(tool, title, files, message):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        write_files(folder / "lang", files)
        status, said = run(tool, folder, folder / "out.pack")
        if said != message or status != (1 if message else 0) or (folder / "out.pack").exists() != (not message):
            print(f"FAILED {title}: exit {status}\n{said}")
            return False
    return True


def check_same_bytes(tool):
    """The order in which files were made, and where they lie, leaves no trace."""
    files = [("lang/ja/b.tsv", "id\n1\n"), ("lang/ja/a.tsv", "id\n2\n"), ("models/ja/m.bin", b"\0\1\2"), ("models/en/m.bin", b"3")]
    packs = []
    for order in (files, files[::-1]):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            write_files(folder, dict(order))
            if run(tool, folder, folder / "out.pack") != (0, ""):
                return False
            packs.append((folder / "out.pack").read_bytes())
    names = [b"en/model/m", b"ja/a", b"ja/b", b"ja/model/m"]
    return packs[0] == packs[1] and b"".join(names) in packs[0]


def main():
    tool = pathlib.Path(sys.argv[1]).resolve() / "seimei-pack"
    results = [check_case(tool, *case) for case in CASES]
    results.append(check_same_bytes(tool))
    failed = results.count(False)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
