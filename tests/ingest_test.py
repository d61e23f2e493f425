#!/usr/bin/env python3
"""Archives into stores, from outside: ingest_test.py BUILD [--moments N] [--only NAME]

An ingest that is killed and begun again gives the store of an undisturbed one; nothing is stored twice; a full disk, a second
ingest and faulty files are told and do no harm. --moments says at how many random moments it is killed (20).
"""
import argparse
import gzip
import json
import os
import pathlib
import pty
import random
import resource
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import store_dump  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
SUBJECTS = ["中国外務省の報道官", "日本政府", "ロシアのプーチン大統領", "アメリカの国務長官", "韓国軍", "フランスの大統領"]
OBJECTS = ["日本の計画", "中国の対応", "NATOの拡大", "アメリカの制裁", "韓国の発表", "ロシアの要求"]
DEEDS = ["を強く非難した。", "を支持すると述べた。", "に反対すると表明した。", "について協議した。", "を批判した。"]
PLACES = ["会見で", "会談で", "声明で", "議会で", "電話で"]


class Bench:
    """A folder with a program to run in it."""

    def __init__(self, build, folder):
        self.build, self.folder = build, folder
        self.env = dict(os.environ, SEIMEI_PACK=str(build / "seimei.pack"), NO_COLOR="1")

    def command(self, *arguments):
        return [str(self.build / "seimei"), "ingest", *map(str, arguments)]

    def run(self, *arguments, status=0, **options):
        done = subprocess.run(self.command(*arguments), capture_output=True, text=True, cwd=self.folder,
                              env=options.pop("env", self.env), **options)
        assert done.returncode == status, (arguments, done.returncode, done.stdout, done.stderr)
        return done

    def report(self, *arguments, **options):
        return json.loads(self.run(*arguments, "--json", **options).stdout)

    def store(self, name="store.db"):
        for end in ("", "-wal", "-shm"):
            (self.folder / (name + end)).unlink(missing_ok=True)
        return self.folder / name

    def check(self, store):
        self.run(store, "--check")


FAULTY_LINES = 2


def sentence(rng):
    return (f"{rng.choice(SUBJECTS)}は{rng.randint(1, 28)}日、{rng.choice(PLACES)}{rng.choice(OBJECTS)}"
            f"{rng.choice(DEEDS)}")


def article(rng, number):
    text = "\n\n".join("".join(sentence(rng) for _ in range(4)) for _ in range(2))
    return {"id": f"a{number}", "lang": "ja", "published": f"2023-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            "title": f"記事{number}", "text": text, "url": f"https://news.example/{number}.html", "publisher": f"新聞{number % 3}"}


def write_lines(path, articles):
    data = "".join((a if isinstance(a, str) else json.dumps(a, ensure_ascii=False)) + "\n" for a in articles).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


def archive(folder, count=120):
    """Files of several kinds with repeats, faults and documents that are left."""
    rng = random.Random(7)
    articles = [article(rng, i) for i in range(count)]
    again = [dict(a, url=a["url"] + "?utm_source=x#top", text=a["text"] + "追記。") for a in articles[:10]]
    copies = [dict(a, url=f"https://other.example/{a['id']}", publisher="別の新聞") for a in articles[10:20]]
    near = [dict(a, id="n" + a["id"], url=None, text=a["text"].replace("会見で", "記者会見で", 1) + "以上は通信社の記事です。") for a in articles[20:40]]
    faults = ['{"id": broken', '{"title":"no text"}']
    assert len(faults) == FAULTY_LINES
    others = [{"id": "ko", "lang": "ko", "text": "외무성은 아무 말도 하지 않았다."},
              {"id": "no", "lang": "ja", "text": "今日はよい天気で、散歩に行きました。"}]
    folder.mkdir()
    (folder / "pages").mkdir()
    third = count // 3
    write_lines(folder / "a.jsonl", articles[:third] + faults + again)
    write_lines(folder / "b.jsonl.gz", articles[third:2 * third] + copies + others)
    write_lines(folder / "c.jsonl", near + articles[2 * third:])
    for i in range(12):
        (folder / "pages" / f"p{i:02}.txt").write_text(sentence(rng) * 2 + "\n\n" + sentence(rng) + "\n", encoding="utf-8")
    (folder / "pages" / "image.txt").write_bytes(bytes(range(256)) * 20)
    return folder


def rows(store, question):
    db = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    try:
        return db.execute(question).fetchall()
    finally:
        db.close()


# ---- the tests ----

def test_kill(bench, moments):
    source, store = archive(bench.folder / "kill", 240), bench.store()
    begun = time.monotonic()
    first = bench.report(store, source, status=1)
    whole = time.monotonic() - begun
    wanted = store_dump.digest(store)
    bench.check(store)
    assert first["failed"] == 2 and first["stored"] > 250 and first["near"] >= 18, first
    rng, partial, cut = random.Random(moments), set(), 0
    while cut < moments or (moments >= 20 and len(partial) <= 3 and cut < 4 * moments):
        store, seen = bench.store(), len(partial)
        for _ in range(4):  # the same store is killed again and again, then let go
            runner = subprocess.Popen(bench.command(store, source, "--workers", str(1 + cut % 2)), stdout=subprocess.DEVNULL,
                                      stderr=subprocess.DEVNULL, env=bench.env)
            time.sleep(whole * rng.random() ** 2)
            runner.kill()
            runner.wait()
            cut += 1
            if store.exists() and rows_exist(store):
                partial.add(len(rows(store, "SELECT 1 FROM documents")))
        bench.run(store, source, status=1 if rows_failed(store) else 0)
        assert store_dump.digest(store) == wanted, f"after {cut} kills the store differs"
        bench.check(store)
        whole *= 1.5 if len(partial) == seen else 1  # the machine may be slower now
    assert moments < 20 or len(partial) > 3, f"the moments were all alike: {partial}"
    print(f"{cut} kills, documents at these moments: {sorted(partial)}")


def rows_failed(store):
    """Whether the run to come meets faulty lines of the first file: they are not both noted."""
    try:
        noted = rows(store, "SELECT f.number FROM failures f JOIN inputs i ON i.id = f.input WHERE i.path LIKE '%/a.jsonl'")
    except sqlite3.OperationalError:
        return True
    return len(noted) < FAULTY_LINES


def test_stop(bench, _):
    source, reference = archive(bench.folder / "stop"), bench.store("reference.db")
    bench.run(reference, source, status=1)
    store = bench.store()
    runner = subprocess.Popen(bench.command(store, source), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=bench.env)
    while not store.exists():
        time.sleep(0.01)
    time.sleep(0.25)
    runner.send_signal(signal.SIGINT)
    out = runner.communicate()[0].decode()
    assert runner.returncode in (1, -signal.SIGINT), (runner.returncode, out)
    bench.run(store, source, status=1 if rows_failed(store) else 0)
    assert store_dump.digest(store) == store_dump.digest(reference)


def test_end_unwritten(bench, _):
    # Stopped after the only document of a file and before the file's end was noted: there is nothing more in it.
    folder = bench.folder / "ends"
    folder.mkdir()
    text = "首相は5日、東京で隣国の外相と会談し、両国は支援に合意した。" * 3
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "b.txt.gz").write_bytes(gzip.compress(text.replace("5日", "6日").encode()))
    (folder / "c.html").write_text(f"<html><title>会談</title><body><p>{text.replace('5日', '7日')}</p></body></html>", encoding="utf-8")
    store = bench.store()
    bench.run(store, folder)
    wanted = store_dump.digest(store)
    with sqlite3.connect(store) as db:
        db.execute("UPDATE inputs SET state = 'reading'")
    db.close()
    bench.run(store, folder)
    assert store_dump.digest(store) == wanted, rows(store, 'SELECT path, stored, "left" FROM inputs')


def test_workers(bench, _):
    source, digests = archive(bench.folder / "workers"), set()
    for workers in (1, 2, 5):
        store = bench.store()
        bench.run(store, source, "--workers", workers, status=1)
        digests.add(store_dump.digest(store))
    assert len(digests) == 1


def test_once(bench, _):
    source, store = archive(bench.folder / "once"), bench.store()
    first = bench.report(store, source, status=1)
    left = first["reasons"]["left"]
    assert left["same address"] == 10 and left["same content"] == 10, left
    assert left["no actor"] >= 1 and left["no language pack for ko"] >= 1, left
    assert first["read"] == first["stored"] + first["left"] + first["failed"], first
    assert rows(store, "SELECT reason, count(*) FROM copies GROUP BY 1") == [("same address", 10), ("same content", 10)]
    assert rows(store, "SELECT count(*) FROM copies WHERE publisher = '別の新聞' AND reason = 'same content'") == [(10,)]
    before = store_dump.digest(store)
    second = bench.report(store, source)
    assert second["read"] == 0 and second["files_known"] == first["files"], second
    assert store_dump.digest(store) == before
    with (source / "c.jsonl").open("a", encoding="utf-8") as more:
        more.write(json.dumps(article(random.Random(99), 9999), ensure_ascii=False) + "\n")
    third = bench.report(store, source)
    assert third["stored"] == 1 and third["reasons"]["left"] == {"stored before": third["read"] - 1}, third
    moved = shutil.copytree(source, bench.folder / "moved")
    fourth = bench.report(store, moved, status=1)
    assert fourth["stored"] == 0 and fourth["failed"] == 2, fourth
    bench.check(store)


def test_near(bench, _):
    rng, store = random.Random(3), bench.store()
    base = article(rng, 1)
    base["published"] = "2023-05-10"
    texts = [base, dict(base, id="b", url="https://b.example/1", text=base["text"] + "(通信社)", published="2023-05-12"),
             dict(base, id="c", url="https://c.example/1", text="【速報】" + base["text"], published="2023-09-01"),
             dict(article(rng, 2), published="2023-05-10")]
    write_lines(bench.folder / "near.jsonl", texts)
    bench.run(store, bench.folder / "near.jsonl")
    links = rows(store, "SELECT d.name, o.name, score FROM links l JOIN documents d ON d.id = l.document JOIN documents o ON o.id = l.other")
    assert [r[:2] for r in links] == [("b", "a1")] and links[0][2] > 0.7, links
    same = rows(store, "SELECT count(*) FROM events e JOIN events o ON o.id = e.same_as WHERE e.document <> o.document "
                       "AND (e.type, e.day, e.status) IS NOT (o.type, o.day, o.status)")
    assert same == [(0,)]
    counts = dict(rows(store, "SELECT d.name, count(e.same_as >> 20 <> e.document OR NULL) FROM documents d JOIN events e ON e.document = d.id GROUP BY 1"))
    own = rows(store, "SELECT count(*) FROM events WHERE document = 1 AND same_as IS NULL")[0][0]
    assert counts["b"] == own > 3 and counts["c"] == counts["a2"] == 0, (counts, own)
    # What one paper adds to the agency's text is repeated by the next that adds it, though it links to the first.
    added = base["text"] + "中国の王毅外相は13日、アメリカのブリンケン国務長官を北京で強く非難した。"
    write_lines(bench.folder / "added.jsonl", [dict(base, id=name, url=f"https://{name}.example/1", text=added + f"({name})",
                                                    published="2023-05-13") for name in ("d", "e")])
    bench.run(store, bench.folder / "added.jsonl")
    assert rows(store, "SELECT DISTINCT o.name FROM links l JOIN documents d ON d.id = l.document JOIN documents o "
                       "ON o.id = l.other WHERE d.name IN ('d', 'e')") == [("a1",)]
    new = rows(store, "SELECT d.name, o.name FROM events e JOIN documents d ON d.id = e.document LEFT JOIN documents o "
                      "ON o.id = e.same_as >> 20 AND o.id <> d.id WHERE d.name IN ('d', 'e') AND e.day = '2023-05-13' "
                      "AND e.same_as >> 20 IS NOT e.document")
    assert set(new) == {("d", None), ("e", "d")}, new
    bench.check(store)


def test_recode(bench, moments):
    source, store, fresh = archive(bench.folder / "recode", 90), bench.store(), bench.store("fresh.db")
    lang = shutil.copytree(ROOT / "lang", bench.folder / "lang")
    (lang / "ja" / "event" / "accuse.tsv").unlink()
    pack = bench.folder / "other.pack"
    subprocess.run([bench.build / "seimei-pack", pack, lang, ROOT / "models"], check=True, capture_output=True)
    other = dict(bench.env, SEIMEI_PACK=str(pack))
    bench.run(store, source, status=1)
    before = store_dump.digest(store)
    assert bench.report(store, "--recode")["read"] == 0
    assert store_dump.digest(store) == before
    bench.run(fresh, source, status=1, env=other)
    rng = random.Random(moments)
    for _ in range(4):
        runner = subprocess.Popen(bench.command(store, "--recode", "--workers", "2"), env=other, stdout=subprocess.DEVNULL)
        time.sleep(rng.uniform(0, 0.4))
        runner.kill()
        runner.wait()
        bench.check(store)
        mixed = rows(store, "SELECT count(*) FROM documents d JOIN versions v ON v.id = d.version JOIN events e ON e.document = d.id "
                            "WHERE e.type = 'ACCUSE' AND v.id > 1")
        assert mixed == [(0,)], mixed
    bench.run(store, "--recode", env=other)
    assert store_dump.digest(store) == store_dump.digest(fresh)
    bench.check(store)
    assert rows(store, "SELECT count(*) FROM events WHERE type = 'ACCUSE'") == [(0,)]
    bench.run(store, "--recode")
    assert store_dump.digest(store) == before


def test_lock(bench, _):
    store = bench.store()
    write_lines(bench.folder / "one.jsonl", [article(random.Random(1), 1)])
    runner = subprocess.Popen(bench.command(store, "-"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=bench.env)
    while not store.exists() or not store.stat().st_size:
        time.sleep(0.01)
    refused = bench.run(store, bench.folder / "one.jsonl", status=1)
    assert "another program is writing to it" in refused.stderr, refused.stderr
    runner.communicate(json.dumps(article(random.Random(2), 2), ensure_ascii=False).encode() + b"\n")
    assert runner.returncode == 0
    bench.run(store, bench.folder / "one.jsonl")
    assert rows(store, "SELECT count(*) FROM documents") == [(2,)]


def test_full_disk(bench, _):
    source, store, reference = archive(bench.folder / "full"), bench.store(), bench.store("reference.db")
    bench.run(reference, source, status=1)
    for kilobytes in (8, 200, 1000, 2500):
        limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))  # noqa: E731
        before = rows(store, "SELECT count(*) FROM documents")[0][0] if store.exists() and rows_exist(store) else 0
        failed = bench.run(store, source, status=1, preexec_fn=limit)
        assert "disk" in failed.stderr and str(store) in failed.stderr, failed.stderr
        if rows_exist(store):
            bench.check(store)
        if failed.stdout:
            added = rows(store, "SELECT count(*) FROM documents")[0][0] - before
            assert f"\n{added} stored" in failed.stdout, (added, failed.stdout)
    bench.run(store, source, status=1 if rows_failed(store) else 0)
    assert store_dump.digest(store) == store_dump.digest(reference)
    bench.check(store)


def rows_exist(store):
    """Whether the tables are there; a store that died while they were made can only be opened for writing."""
    try:
        return has_documents(store)
    except sqlite3.OperationalError:
        return False


def has_documents(store):
    return rows(store, "SELECT count(*) FROM sqlite_schema WHERE name = 'documents'") == [(1,)]


def test_faulty(bench, _):
    folder, store = bench.folder / "faulty", bench.store()
    folder.mkdir()
    rng = random.Random(5)
    whole = gzip.compress("".join(json.dumps(article(rng, i), ensure_ascii=False) + "\n" for i in range(50)).encode())
    (folder / "cut.jsonl.gz").write_bytes(whole[:len(whole) * 2 // 3])
    write_lines(folder / "lines.jsonl", [article(rng, 60), '{"text": 7}', article(rng, 61), "not json", article(rng, 62)])
    (folder / "empty.jsonl").write_bytes(b"")
    (folder / "image.bin").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    report = bench.report(store, folder, folder / "nowhere.txt", status=1)
    reasons = dict(rows(store, "SELECT path || '#' || f.number, f.reason FROM failures f JOIN inputs i ON i.id = f.input"))
    named = {name.split("faulty/")[1] for name in reasons}
    assert {"lines.jsonl#4", "nowhere.txt#0"} <= named, reasons
    assert any(n.startswith("cut.jsonl.gz#") for n in named), reasons
    assert 20 < report["stored"] < 53 and report["reasons"]["left"].get("no text", 0) >= 1, report
    for _ in range(2):  # what cannot be opened is told each time; a line of its own in the store stays one
        again = bench.report(store, folder, folder / "nowhere.txt", status=1)
        assert again["read"] == again["failed"] == 1 and again["files_known"] == 4, again
    assert rows(store, "SELECT count(*) FROM inputs WHERE path LIKE '%nowhere.txt'") == [(1,)]
    bench.check(store)
    for arguments in ([], [store], [store, "--recode", folder], [store, "--check", "--recode"]):
        bench.run(*arguments, status=2)
    bench.run(bench.folder / "no" / "where.db", folder, status=1)
    bench.run(bench.folder / "nothing.db", "--check", status=1)
    assert not (bench.folder / "nothing.db").exists()


def failed_inputs(store):
    return sorted(os.path.basename(p) for p, in rows(store, "SELECT path FROM failures f JOIN inputs i ON i.id = f.input"))


def test_cured(bench, _):
    """What could not be opened is no failure any more when it can be, also when it had been read before."""
    folder, store = bench.folder / "cured", bench.store()
    (folder / "in").mkdir(parents=True)
    rng = random.Random(8)
    write_lines(folder / "known.jsonl", [article(rng, 1)])
    write_lines(folder / "lines.jsonl", [article(rng, 2), "not json"])
    bench.report(store, folder, status=1)
    (folder / "known.jsonl").rename(bench.folder / "away")
    (folder / "link.jsonl").symlink_to(folder / "in/later.jsonl")
    (folder / "loop.jsonl").symlink_to("loop.jsonl")
    bench.report(store, "cured", "cured/known.jsonl", "cured/new.jsonl", "no/folder.jsonl", status=1)
    assert failed_inputs(store) == ["folder.jsonl", "known.jsonl", "lines.jsonl", "link.jsonl", "loop.jsonl", "new.jsonl"], failed_inputs(store)
    (bench.folder / "away").rename(folder / "known.jsonl")
    write_lines(folder / "new.jsonl", [article(rng, 3)])
    write_lines(folder / "in/later.jsonl", [article(rng, 4)])
    (folder / "loop.jsonl").unlink()
    report = bench.report(store, folder)
    assert report["stored"] == 2, report
    assert failed_inputs(store) == ["folder.jsonl", "lines.jsonl", "loop.jsonl"], failed_inputs(store)
    bench.check(store)


def test_choice(bench, _):
    source, store = archive(bench.folder / "choice"), bench.store()
    dry = bench.report(store, source, "--dry-run", status=1)
    assert not store.exists() and dry["stored"] > 120 and dry["near"] == 0, dry
    some = bench.report(store, source, "--since", "2023-07-01", "--lang", "ja,en", status=1)
    left = some["reasons"]["left"]
    assert left["published before"] > 25 and left["without a date"] > 5, left
    assert rows(store, "SELECT min(published) >= '2023-07-01' FROM documents") == [(1,)]
    english = bench.report(bench.store(), source, "--lang", "en", status=1)
    assert english["stored"] == 0 and english["reasons"]["left"]["another language"] > 100, english


def test_progress(bench, _):
    source = archive(bench.folder / "progress")
    quiet = bench.run(bench.store(), source / "b.jsonl.gz")
    assert quiet.stderr == "" and "documents read in" in quiet.stdout, quiet
    mine, theirs = pty.openpty()
    runner = subprocess.Popen(bench.command(bench.store(), source / "c.jsonl", "--workers", "1"), stdout=subprocess.DEVNULL, stderr=theirs,
                              env=dict(bench.env, COLUMNS="100"))
    os.close(theirs)
    seen = b""
    while select.select([mine], [], [], 20)[0]:
        try:
            seen += os.read(mine, 4096)
        except OSError:
            break
    assert runner.wait() == 0
    assert b"%" in seen and b"documents" in seen and seen.endswith(b"\r\x1b[K"), seen


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--only")
    options = parser.parse_args()
    tests = {name: test for name, test in globals().items() if name.startswith("test_")}
    faults = 0
    for name, test in tests.items():
        if options.only and options.only not in name:
            continue
        with tempfile.TemporaryDirectory() as folder:
            begun = time.monotonic()
            try:
                test(Bench(options.build.resolve(), pathlib.Path(folder)), options.moments)
                print(f"ok   {name} {time.monotonic() - begun:.1f} s", flush=True)
            except Exception as fault:
                faults += 1
                print(f"FAIL {name} line {fault.__traceback__.tb_next.tb_lineno if fault.__traceback__.tb_next else 0}: {str(fault)[:1500]}", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
