#!/usr/bin/env python3
"""The server over a store of a million events: serve_bench.py BUILD [--store FILE] [--seconds N] [--clients N] [--rounds N]

The store is that of query_bench, which makes it. Each question is asked several times, each time with another last day, so
that no answer is one that is kept. Times are those of the clock, and those that the server had on a processor, which say more
where other programs run. Then many clients ask at the same time. Ends with 1 where an answer is none.
"""
import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import serve_test as outside

QUESTIONS = [
    ("records, all", "records"),
    ("records of an actor", "records?party=CHN"),
    ("records of an actor, by score", "records?party=CHN&sort=conflict"),
    ("records, type and year", "records?type=ASSAULT,ACCUSE&since=2018-01-01"),
    ("records, far down the list", "records?offset=900000"),
    ("search: frequent words", "records?words={ミサイル}"),
    ("search: rare words", "records?words={衛星の打ち上げ}&party=KAZ"),
    ("search: words of about", "records?about={制裁}"),
    ("statements with words of about", "records?about={制裁}&kind=statement"),
    ("articles", "documents"),
    ("articles with words, most records", "documents?words={制裁}&sort=records"),
    ("positions, all", "positions?status=actual"),
    ("positions of an actor", "positions?status=actual&party=RUS"),
    ("positions in words", "positions?status=actual&words={制裁}"),
    ("timeline, all by month", "timeline?status=actual"),
    ("timeline, all by day", "timeline?status=actual&by=day"),
    ("timeline by dyad", "timeline?status=actual&split=dyad"),
    ("timeline of an actor by pair", "timeline?status=actual&split=pair&party=JPN"),
    ("timeline by type and week", "timeline?status=actual&split=type&by=week"),
    ("network, 60 actors", "network?status=actual"),
    ("network, 200 actors", "network?status=actual&nodes=200&edges=640"),
    ("network of an actor", "network?status=actual&party=JPN"),
    ("count by month and type", "count?by=month,type"),
    ("count by dyad", "count?by=dyad"),
    ("count by publisher", "count?by=publisher"),
    ("completion: actors", "actors?q={ロ}"),
]


def with_words(question, day):
    head, *rest = question.split("{")
    for part in rest:
        word, tail = part.split("}")
        head += outside.quote(word) + tail
    if question.startswith("actors"):
        return f"/api/{head}&limit={100 - day}"
    return f"/api/{head}{'&' if '?' in head else '?'}until=2050-01-{day:02d}"


def processor_seconds(process):
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(server, name, question, rounds):
    walls, before = [], processor_seconds(server.process)
    for i in range(rounds):
        path, begun = with_words(question, i + 1), time.monotonic()
        answer, content = server.get(path)
        walls.append(time.monotonic() - begun)
        assert answer.status == 200, (path, answer.status, content[:200])
    used = (processor_seconds(server.process) - before) / rounds
    print(f"{name:36} {statistics.median(walls) * 1e3:8.0f} ms  {max(walls) * 1e3:8.0f} at most  {used * 1e3:8.0f} ms of a processor")
    return used


def load(server, options):
    codes = ["USA", "CHN", "RUS", "JPN", "UKR", "ISR", "PRK", "IRN", "KOR", "GBR", "FRA", "DEU", "IND", "TWN"]
    paths = ["/", "/api/info", "/api/records", "/api/documents", "/api/network?status=actual"]
    for form in ("records?party={}", "positions?status=actual&party={}", "timeline?status=actual&party={}", "network?status=actual&party={}",
                 "count?by=month,type&actor={}", "documents?party={}", "records?actor={}&words=" + outside.quote("核開発")):
        paths += ["/api/" + form.format(c) for c in codes]
    counts = outside.ask_at_once(server.port, paths, options.clients, options.seconds)
    faults = [c for c in counts if c != 200]
    print(f"{options.clients} clients for {options.seconds:.0f} s: {len(counts) / options.seconds:.0f} answers a second, {len(faults)} errors")
    return faults


def paint(build, server):
    """First paint of each view, where there are Node.js and Chromium; the first visit makes the answers that are kept."""
    script, node = build / "web" / "test" / "paint.mjs", shutil.which("node") or shutil.which("nodejs")
    if script.exists() and node:
        subprocess.run([node, "--preserve-symlinks", "--preserve-symlinks-main", script, f"http://127.0.0.1:{server.port}"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--store", type=pathlib.Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    store = options.store or options.build / "query_bench.db"
    if not store.exists() or subprocess.run([options.build / "seimei", "serve", "--help"], capture_output=True).returncode:
        print("no server, or no store: run query_bench first")
        return 0
    begun = time.monotonic()
    with outside.Server(options.build, store, errors=subprocess.DEVNULL) as server:
        said = time.monotonic() - begun
        server.json("/api/records?limit=1")
        print(f"listens after {said * 1e3:.0f} ms; the store is read after {time.monotonic() - begun:.1f} s, "
              f"{processor_seconds(server.process):.1f} s of a processor; {server.memory() >> 10} MiB")
        for name, question in QUESTIONS:
            measure(server, name, question, options.rounds)
        paint(options.build.resolve(), server)
        faults = load(server, options)
        print(f"memory: at most {server.memory('VmHWM') >> 10} MiB")
        server.stop()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
