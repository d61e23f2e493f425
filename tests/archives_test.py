"""Web archives, gzip, feeds, folders and addresses as the readers give them: archives_test.py BUILD.

Each case is made here and read by document_dump; what is broken must be told and must not touch its neighbours. Whatever the
size of the pieces that a file is read in, the documents are the same, and reading goes on from any of them.
"""
import base64
import gzip
import http.server
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import zlib

BUILD = pathlib.Path(sys.argv[1])
DUMP = BUILD / "tests/document_dump"
TEXT = "政府は{n}日、新しい協定に署名したと発表した。両国の外相は首都で会談し、国境の検問所を来月から再び開くことで合意した。野党は「説明が足りない」と批判している。"
WARC_FORMAT = 5
FAULTS = []


def run(*args):
    out = subprocess.run([DUMP, *map(str, args)], capture_output=True, timeout=600)
    return [json.loads(x) for x in out.stdout.decode().splitlines()], out.stderr.decode(), out.returncode


def check(name, found, expected):
    if found != expected:
        FAULTS.append(f"{name}: {found!r} where {expected!r} is expected")


def check_that(name, fact, shown=""):
    if not fact:
        FAULTS.append(f"{name}: not so: {shown}")


# ---- making archives ----

def page(n):
    words = "".join(f"<p>{TEXT.format(n=n)}{i}回目の会談は首都で開かれる。</p>" for i in range(3))
    return f'<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>協定{n}に署名 - 試しの新聞</title><meta property="article:published_time" content="2024-05-{n % 28 + 1:02d}T09:00:00+09:00"></head><body><article><h1>協定{n}に署名</h1><div class="article-body">{words}</div></article></body></html>'.encode()


def answer(body, *fields, status="200 OK", content="text/html; charset=utf-8"):
    head = [f"HTTP/1.1 {status}", f"Content-Type: {content}", *fields]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def record(block, n=0, kind="response", version="1.0", mime="application/http; msgtype=response", length=None, end=b"\r\n\r\n", eol="\r\n"):
    head = [f"WARC/{version}", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{n:08d}>", f"WARC-Target-URI: http://news.example/{n}", "WARC-Date: 2024-06-01T00:00:00Z", f"Content-Type: {mime}"]
    if length != "none":
        head.append(f"Content-Length: {len(block) if length is None else length}")
    return eol.join(head).encode() + (eol + eol).encode() + block + end


def chunked(body, size=97):
    out = b""
    for i in range(0, len(body), size):
        part = body[i:i + size]
        out += b"%x;x=1\r\n" % len(part) + part + b"\r\n"
    return out + b"0\r\n\r\n"


def raw_deflate(body):
    z = zlib.compressobj(9, zlib.DEFLATED, -15)
    return z.compress(body) + z.flush()


def brotli(body, size=65536):
    """As meta-blocks that are not compressed (RFC 7932, 9.2): no encoder is needed."""
    out = b""
    for at in range(0, len(body), size):
        part, first = body[at:at + size], not at
        out += (len(part) - 1 << 3 + first | 1 << 19 + first).to_bytes(3, "little") + part
    return out + b"\x03"


# 40 MiB of one letter.
BROTLI_BOMB = base64.b64decode("y///P/ileXzC4MRpgYDt/R8b////4JcAiMMiAN37P/7//8EvARCHBQC693/8//+DXwIgDgsAdO//+P//B78EQBwWAOje/0EAIGFhYQM=")

INFO = record(b"software: test\r\n", kind="warcinfo", mime="application/warc-fields")
REQUEST = record(b"GET / HTTP/1.1\r\n\r\n", kind="request", mime="application/http; msgtype=request")
PLAIN = [record(answer(page(n)), n) for n in range(6)]


def numbers(documents):
    return [int(d["url"].rsplit("/", 1)[1]) for d in documents]


def write(name, data):
    (FOLDER / name).write_bytes(data)
    return FOLDER / name


def members(records):
    return b"".join(gzip.compress(r) for r in records)


# ---- web archives ----

def test_bodies():
    packed = page(1)
    cases = {
        "plain": answer(packed),
        "chunks": answer(chunked(packed), "Transfer-Encoding: chunked"),
        "gzip": answer(gzip.compress(packed), "Content-Encoding: gzip"),
        "gzip in chunks": answer(chunked(gzip.compress(packed)), "Content-Encoding: gzip", "Transfer-Encoding: chunked"),
        "deflate": answer(zlib.compress(packed), "Content-Encoding: deflate"),
        "raw deflate": answer(raw_deflate(packed), "Content-Encoding: deflate"),
        "head of gzip, body unpacked": answer(packed, "Content-Encoding: gzip", "Transfer-Encoding: chunked"),
        "head of br, body unpacked": answer(packed, "Content-Encoding: br"),
        "br": answer(brotli(packed), "Content-Encoding: br"),
        "br in chunks": answer(chunked(brotli(packed, 500)), "Content-Encoding: br", "Transfer-Encoding: chunked"),
        "no type": b"HTTP/1.0 200 OK\r\n\r\n" + packed,
        "lower case fields": b"HTTP/1.1 200 OK\ncontent-type: TEXT/HTML\n\n" + packed,
        "chunks cut": answer(chunked(packed, 4000)[:-9], "Transfer-Encoding: chunked"),
    }
    wanted = None
    for name, block in cases.items():
        for version in ("1.0", "1.1"):
            documents, err, _ = run(write("bodies.warc", INFO + REQUEST + record(block, 1, version=version)))
            check(f"{name} {version}: errors", err, "")
            check(f"{name} {version}: documents", len(documents), 1)
            wanted = wanted or documents[0]["text"]
            check(f"{name} {version}: text", documents and documents[0]["text"], wanted)
    d = run(write("bodies.warc.gz", members([INFO, record(cases["plain"], 1)])))[0][0]
    check("fields", [d[k] for k in ("title", "published", "lang", "url", "record", "number", "id")],
          ["協定1に署名", "2024-05-02", "ja", "http://news.example/1", "<urn:uuid:00000001>", 2, "bodies-2"])


def test_what_is_left():
    for name, block in {"404": answer(page(1), status="404 Not Found"), "redirection": answer(b"", "Location: /x", status="301 Moved"),
                        "picture": answer(b"\x89PNG\r\n", content="image/png"), "empty": answer(b""), "json": answer(b'{"a":1}', content="application/json")}.items():
        check(f"{name} is left", run(write("left.warc", record(block, 1) + PLAIN[2]))[1:2] + (numbers(run(FOLDER / "left.warc")[0]),), ("", [2]))
    text = record(TEXT.format(n=3).encode(), 3, kind="conversion", mime="text/plain")
    check("text of WET", [d["text"] for d in run(write("x.warc.wet", text))[0]], [TEXT.format(n=3)])
    check("a page as resource", numbers(run(write("r.warc", record(page(4), 4, kind="resource", mime="text/html")))[0]), [4])


def test_day_of_publication():
    """The page's own day, then what the user says, then the day when it was fetched, as days of the page's language."""
    bare = re.sub(rb"<meta property.*?>", b"", page(1))
    english = b"<html lang='en'><body><article><h1>Talks end</h1>" + b"<p>The ministers met in the capital and agreed to open the border posts.</p>" * 4 + b"</article></body></html>"
    late = "2024-06-01T20:00:00Z"
    for name, body, date, wanted in (("own", page(1), late, "2024-05-02"), ("none", bare, late, "2024-06-02"), ("English", english, late, "2024-06-01"),
                                     ("parts of a second", bare, "2024-06-01T20:00:00.123456Z", "2024-06-02"), ("no date", bare, "yesterday", "")):
        data = record(answer(body), 1).replace(b"2024-06-01T00:00:00Z", date.encode())
        check(f"day of {name}", [d["published"] for d in run(write("day.warc", data))[0]], [wanted])


def test_broken_records():
    cases = {
        "no length": (PLAIN[0] + record(answer(page(1)), 1, length="none") + PLAIN[2], [0, 2], "no Content-Length"),
        "length no number": (PLAIN[0] + record(answer(page(1)), 1, length="12x") + PLAIN[2], [0, 2], "no Content-Length"),
        "length too small": (PLAIN[0] + record(answer(page(1)), 1, length=100) + PLAIN[2], [0, 2], "length is wrong"),
        "length too large": (PLAIN[0] + record(answer(page(1)), 1, length=len(answer(page(1))) + 60) + PLAIN[2] + PLAIN[3], [0, 2, 3], "length is wrong"),
        "length beyond the end": (PLAIN[0] + record(answer(page(1)), 1, length=10 ** 6) + PLAIN[2], [0, 2], "ends too early"),
        "huge length": (PLAIN[0] + record(answer(page(1)), 1, length=2 ** 63), [0], "larger than 16 MiB"),
        "noise between": (PLAIN[0] + b"\x00\xff" * 5000 + b"\nnoise\r\n" + PLAIN[2], [0, 2], "No record begins here"),
        "head without end": (PLAIN[0] + b"WARC/1.0\r\n" + b"X-A: b\r\n" * 20000 + b"\r\n" + PLAIN[2], [0, 2], "no end"),
        "cut in the block": (PLAIN[0] + PLAIN[1][:-200], [0], "ends too early"),
        "cut in the head": (PLAIN[0] + PLAIN[1][:60], [0], ""),
        "no head of HTTP": (PLAIN[0] + record(b"hello", 1) + PLAIN[2], [0, 2], "no head"),
        "line ends of Unix": (b"".join(record(answer(page(n)), n, eol="\n", end=b"\n\n") for n in range(3)), [0, 1, 2], ""),
        "too large": (PLAIN[0] + record(answer(b"<p>" + b"x" * (17 << 20)), 1) + PLAIN[2], [0, 2], "larger than 16 MiB"),
        "packed with what is not read": (PLAIN[0] + record(answer(b"\x1f\x9d\x90abc", "Content-Encoding: compress"), 1) + PLAIN[2], [0, 2], "not read"),
        "br that is cut": (PLAIN[0] + record(answer(brotli(page(1))[:-99], "Content-Encoding: br"), 1) + PLAIN[2], [0, 1, 2], ""),
        "br that is none": (PLAIN[0] + record(answer(b"\xff\xff\xff\xff", "Content-Encoding: br"), 1) + PLAIN[2], [0, 2], ""),
        "bomb of br": (PLAIN[0] + record(answer(BROTLI_BOMB, "Content-Encoding: br"), 1) + PLAIN[2], [0, 2], "larger than 16 MiB"),
        "bomb": (PLAIN[0] + record(answer(gzip.compress(b"<p>" + b"a" * (40 << 20)), "Content-Encoding: gzip"), 1) + PLAIN[2], [0, 2], "larger than 16 MiB"),
    }
    for name, (data, wanted, message) in cases.items():
        documents, err, code = run(write("broken.warc", data))
        check(name, (numbers(documents), code), (wanted, 0))
        check_that(f"{name}: message", message in err and (not message or err), err)


def test_broken_members():
    whole = [gzip.compress(r) for r in PLAIN[:3]]
    cut = whole[1][:len(whole[1]) // 2]
    flipped = bytearray(whole[1])
    flipped[len(flipped) // 2] ^= 0x55
    cases = {
        "cut at the end": (whole[0] + cut, [0], "ends too early"),
        "cut in the middle": (whole[0] + cut + whole[2], [0, 2], ""),
        "flipped": (whole[0] + bytes(flipped) + whole[2], [0, 2], ""),
        "check sum": (whole[0] + wrong_sum(whole[1]) + whole[2], [0, 2], "damaged"),
        "padding": (whole[0] + bytes(1000) + whole[2], [0, 2], None),
        "check sum of a member with two": (wrong_sum(gzip.compress(PLAIN[0] + PLAIN[1])) + whole[2], [0, 2], "damaged"),
        "noise": (whole[0] + b"noise" * 30 + whole[2], [0, 2], "No gzip member"),
        "one member": (gzip.compress(b"".join(PLAIN[:3])), [0, 1, 2], None),
        "one member, cut": (gzip.compress(b"".join(PLAIN))[:-40], [0, 1, 2, 3, 4], "ends too early"),
        "empty members": (gzip.compress(b"") * 3 + whole[0] + gzip.compress(b"") + whole[2], [0, 2], None),
    }
    for name, (data, wanted, message) in cases.items():
        documents, err, code = run(write("members.warc.gz", data))
        check(name, (numbers(documents), code), (wanted, 0))
        check_that(f"{name}: message", err == "" if message is None else err and message in err, err)


def wrong_sum(member):
    return member[:-6] + bytes([member[-6] ^ 1]) + member[-5:]


def without_next(documents):
    """The end of one gzip member and the beginning of the next are the same place with two names."""
    return [{k: v for k, v in d.items() if k != "next"} for d in documents]


def test_pieces_and_going_on():
    broken = record(answer(page(9)), 9, length=50)
    data = {"pieces.warc": INFO + PLAIN[0] + broken + PLAIN[1] + PLAIN[2],
            "pieces.warc.gz": members([INFO, PLAIN[0], broken, PLAIN[1]]) + members(PLAIN[2:4])[:-30],
            "sum.warc.gz": wrong_sum(gzip.compress(PLAIN[0] + PLAIN[1])) + gzip.compress(PLAIN[2]),
            "one.warc.gz": gzip.compress(b"".join(PLAIN)),
            "pieces.jsonl": b"".join(json.dumps({"text": TEXT.format(n=n)}, ensure_ascii=False).encode() + b"\n" for n in range(9)) + b"{bad\n",
            "pieces.jsonl.gz": members([b'{"text":"a', b' b"}\n{"text":"c"}\n', b'\n{"text":"d"}']),
            "pieces.html.gz": gzip.compress(page(3))}
    for name, bytes_ in data.items():
        path = write(name, bytes_)
        wanted, err, _ = run(path)
        check_that(f"{name}: documents", len(wanted) > 0)
        for size in (1, 3, 61, 65537):
            check(f"{name} in pieces of {size}", run("--chunk", size, path)[:2], (wanted, err))
        number = {"warc": 5, "json": 2}.get(next((k for k in ("warc", "json") if k in name), ""), 0)
        for i, d in enumerate(wanted if number else []):
            check(f"{name} from {i}", without_next(run("--resume", number, *d["at"], path)[0]), without_next(wanted[i:]))
            check(f"{name} after {i}", without_next(run("--resume", number, *d["next"], path)[0]), without_next(wanted[i + 1:]))


# ---- feeds ----

def texts_of(path):
    return [(d["title"], d["published"], d["url"], d["text"]) for d in run(path)[0]]


def test_feeds():
    rss = '''<?xml version="1.0" encoding="{charset}"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>試しの新聞</title><link>https://news.example/</link><language>ja-JP</language>
<item><title>首相が&amp;lt;訪問&amp;gt;</title><link>https://news.example/1</link><guid isPermaLink="false">n-1</guid><pubDate>Sat, 05 Feb 2022 20:10:00 GMT</pubDate><description>短い。</description><content:encoded><![CDATA[<p>首相は<ruby>隣国<rt>りんごく</rt></ruby>を訪問した。</p><p>両国は合意した。</p>]]></content:encoded></item>
<item><title>二つ目</title><link>/2</link><dc:date>2022-02-07T08:00:00+09:00</dc:date><description>&lt;b&gt;外相&lt;/b&gt;が会見した。</description></item><item><title>空</title></item></channel></rss>'''
    wanted = [("首相が<訪問>", "2022-02-06", "https://news.example/1", "首相は隣国を訪問した。\n\n両国は合意した。"), ("二つ目", "2022-02-07", "https://news.example/2", "外相が会見した。")]
    for charset in ("utf-8", "Shift_JIS", "EUC-JP"):
        path = write("rss.xml", rss.format(charset=charset).encode(charset))
        check(f"RSS 2 {charset}", texts_of(path), wanted)
    d = run(path)[0]
    check("RSS: fields", [(x["publisher"], x["lang"], x["record"]) for x in d], [("試しの新聞", "ja", "n-1"), ("試しの新聞", "ja", "/2")])
    check_that("RSS: ids", d[0]["id"].startswith("rss-") and d[0]["id"] != d[1]["id"], d)
    check("RSS from the second", [x["title"] for x in run("--resume", 4, *d[1]["at"], path)[0]], ["二つ目"])
    atom = '''<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire</title><link href="https://wire.example/"/><entry><title type="html">Talks &lt;i&gt;end&lt;/i&gt;</title><id>tag:1</id><link rel="alternate" href="https://wire.example/a"/><link rel="self" href="https://wire.example/self"/><updated>2023-01-03T00:00:00Z</updated><published>2023-01-02T10:00:00Z</published><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The ministers met.</p><p>They agreed.</p></div></content></entry></feed>'''
    check("Atom", texts_of(write("atom.xml", atom.encode())), [("Talks end", "2023-01-02", "https://wire.example/a", "The ministers met.\n\nThey agreed.")])
    rdf = '''<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title></channel><item rdf:about="x"><title>One</title><link>http://old.example/1</link><dc:date>2010-05-06</dc:date><description>The envoy left.</description></item></rdf:RDF>'''
    check("RSS 1", texts_of(write("rdf.xml", rdf.encode())), [("One", "2010-05-06", "http://old.example/1", "The envoy left.")])
    check("a feed that breaks off", [t for t, *_ in texts_of(write("cut.xml", atom[:-40].encode()))], ["Talks end"])
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + "".join(f'<!ENTITY {chr(98 + i)} "{("&" + chr(97 + i) + ";") * 10}">' for i in range(12)) + ']><rss><channel><item><description>x&m;</description></item></channel></rss>'
    check("entities", run(write("bomb.xml", bomb.encode()))[2], 0)
    outside = '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><channel><item><description>seen &f; here</description></item></channel></rss>'
    check_that("no file is read", "root:" not in json.dumps(run(write("outside.xml", outside.encode()))[0]))


# ---- folders, globs, what is no text ----

def test_folders():
    root = FOLDER / "tree"
    (root / "b/c").mkdir(parents=True)
    for name in ("a.txt", "b/c/d.txt", "b/a.txt", ".hidden.txt", "z.txt"):
        (root / name).write_text(TEXT.format(n=1), encoding="utf-8")
    (root / ".git").mkdir()
    (root / ".git/x.txt").write_text("x")
    (root / "p.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    outside = write("outside.txt", TEXT.format(n=2).encode())
    os.mkdir(FOLDER / "more")
    for name, target in {"link.txt": outside, "same.txt": "link.txt", "inner.txt": root / "a.txt", "lost.txt": "none", "loop": "loop", "up": "..", "dark.txt": root / ".hidden.txt", "b/more": FOLDER / "more", "null": "/dev/null"}.items():
        os.symlink(target, root / name)
    os.mkfifo(root / "pipe")
    documents, err, _ = run(root)
    check("order", [os.path.relpath(d["path"], root) for d in documents], ["a.txt", "b/a.txt", "b/c/d.txt", "dark.txt", "link.txt", "z.txt"])
    for name, what in {"p.png": "picture", "pipe": "no regular file", "null": "no regular file", "lost.txt": "leads nowhere", "loop": "leads nowhere", "up": "link to a folder", "b/more": "link to a folder"}.items():
        check_that(f"{name} is told", re.search(f"{root}/{name}:0: .*{what}", err), err)
    check("told and no more", err.count("\n"), 7)
    os.symlink(root, FOLDER / "way")
    check("a folder by a link", [os.path.basename(d["path"]) for d in run(FOLDER / "way/b")[0]], ["a.txt", "d.txt"])
    check("glob", [os.path.basename(d["path"]) for d in run(f"{root}/b/*.txt", f"{root}/[az].txt")[0]], ["a.txt", "a.txt", "z.txt"])
    for name, magic in {"a.warc.zst": b"\x28\xb5\x2f\xfd", "b.warc.zst": b"\x5d\x2a\x4d\x18", "c.bz2": b"BZh9", "d.xz": b"\xfd7zXZ\0"}.items():
        check_that(f"{name} is told", "only gzip is unpacked" in run(write(name, magic + bytes(50)))[1])
    check_that("nowhere", "No such file" in run(root / "nowhere*")[1])


# ---- addresses ----

class Server(http.server.BaseHTTPRequestHandler):
    asked = []

    def do_GET(self):
        Server.asked.append(self.headers.get("If-None-Match"))
        feed = b"<rss><channel><title>Local</title><item><title>One</title><description>The envoy left the capital.</description></item></channel></rss>"
        where = {"/file": "file:///etc/passwd", "/round": "/round", "/moved": "/feed"}.get(self.path)
        self.send_response(302 if where else 404 if self.path == "/none" else 200)
        if where:
            self.send_header("Location", where)
        body = b"" if where else b"<rss>" + b" " * (17 << 20) if self.path == "/large" else feed
        self.send_header("ETag", '"e1"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass

    def log_message(self, *_):
        pass


def test_addresses():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    documents, err, _ = run(base + "/feed")
    if "without libcurl" in err:
        return
    check("feed from an address", ([d["title"] for d in documents], err), (["One"], ""))
    check("feed that moved", [d["title"] for d in run(base + "/moved")[0]], ["One"])
    for path, message in {"/file": "", "/round": "redirect", "/none": "404", "/large": "16 MiB"}.items():
        documents, err, _ = run(base + path)
        check_that(f"address {path}", not documents and err and message.lower() in err.lower() and "root:" not in err, (documents, err))
    server.shutdown()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        FOLDER = pathlib.Path(made)
        for test in [v for k, v in sorted(globals().items()) if k.startswith("test_")]:
            test()
    for fault in FAULTS:
        print("FAULT:", fault[:600])
    sys.exit(1 if FAULTS else 0)
