"""Engines that sql/ is for, each with the files of its folder loaded: run(sql) gives rows of Python values as text."""
import csv
import io
import os
import pathlib
import pwd
import shutil
import signal
import subprocess
import sys
import time

SQL = pathlib.Path(__file__).resolve().parents[2] / "sql"


def as_text(value):
    """One spelling for what engines give as numbers, days and nulls."""
    if value is None or value == "\\N":
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    try:
        return f"{round(float(value), 4) + 0:g}"
    except (TypeError, ValueError):
        return str(value)


class Missing(Exception):
    """What the engine needs is not installed."""


class Engine:
    call = "{} := {}"  # a parameter of a function

    def load(self, folder):
        for name in ("schema", "load", "questions"):
            self.script(SQL / self.folder / f"{name}.sql", folder)

    def ask(self, function, columns="*", **parameters):
        given = ", ".join(self.call.format(k, self.literal(v)) for k, v in parameters.items())
        return self.run(f"SELECT {columns} FROM {function}({given})")

    def shell(self):
        """What the environment of its program needs besides, or None."""

    @staticmethod
    def literal(value):
        return str(value).lower() if isinstance(value, (bool, int, float)) else "'" + value.replace("'", "''") + "'"


class DuckDb(Engine):
    folder = "duckdb"

    def __init__(self, _):
        try:
            import duckdb
        except ImportError as error:
            raise Missing("duckdb") from error
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 2")

    def script(self, path, folder):
        before = os.getcwd()
        os.chdir(folder)
        try:
            self.connection.execute(path.read_text(encoding="utf-8"))
        finally:
            os.chdir(before)

    def run(self, sql):
        return [tuple(map(as_text, row)) for row in self.connection.execute(sql).fetchall()]

    def shell(self):
        program = pathlib.Path(sys.prefix) / "bin/duckdb"
        return {"BIN": str(program.parent)} if program.exists() else None

    def close(self):
        self.connection.close()


class PostgreSql(Engine):
    """A server of its own in a folder, reached by a socket there alone."""
    folder = "postgresql"

    def __init__(self, folder):
        programs = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name))
        found = shutil.which("initdb") or (programs and programs[-1] / "initdb")
        if not found or not shutil.which("psql"):
            raise Missing("postgresql")
        self.bin = pathlib.Path(found).resolve().parent
        self.data = pathlib.Path(folder) / "postgresql"
        self.data.mkdir()
        self.user = None
        if os.geteuid() == 0:  # it does not run as root
            self.user = next(u.pw_name for name in ("postgres", "nobody") for u in pwd.getpwall() if u.pw_name == name)
            shutil.chown(self.data, self.user)
            pathlib.Path(folder).chmod(0o711)
        subprocess.run([self.bin / "initdb", "-D", self.data / "data", "-A", "trust", "-U", "seimei", "-N", "-E", "UTF8",
                        "--locale=C.UTF-8"], user=self.user, cwd=self.data, check=True, stdout=subprocess.DEVNULL, timeout=120)
        self.server = subprocess.Popen([self.bin / "postgres", "-D", self.data / "data", "-k", self.data, "-c", "listen_addresses=",
                                        "-c", "fsync=off", "-c", "jit=off", "-c", "timezone=Asia/Tokyo"], user=self.user, cwd=self.data,
                                       stderr=(self.data / "log").open("wb"))
        self.wait()

    def wait(self):
        for _ in range(300):
            if self.psql("-c", "SELECT 1", check=False).returncode == 0:
                return
            time.sleep(0.1)
        self.close()
        raise RuntimeError((self.data / "log").read_text())

    def psql(self, *arguments, check=True, **keywords):
        command = ["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", self.data, "-U", "seimei", "-d", "postgres", *arguments]
        done = subprocess.run(command, capture_output=True, timeout=300, check=False, **keywords)
        if check and done.returncode:
            raise RuntimeError(done.stderr.decode())
        return done

    def script(self, path, folder):
        self.psql("-f", path, cwd=folder)

    def run(self, sql):
        text = self.psql("--csv", "-t", "-P", "null=\\N", "-c", sql).stdout.decode()
        return [tuple(map(as_text, row)) for row in csv.reader(io.StringIO(text, newline=""))]

    def shell(self):
        return {"PGHOST": str(self.data), "PGUSER": "seimei"}

    def close(self):
        self.server.send_signal(signal.SIGINT)
        self.server.wait(timeout=60)


class ClickHouse(Engine):
    """ClickHouse as a library, chdb."""
    folder = "clickhouse"
    call = "{} = {}"

    def __init__(self, folder):
        try:
            from chdb import session
        except ImportError as error:
            raise Missing("chdb") from error
        self.session = session.Session(str(pathlib.Path(folder) / "clickhouse"))
        self.session.query("CREATE DATABASE seimei")
        self.session.query("USE seimei")

    def script(self, path, folder):
        before = os.getcwd()
        os.chdir(folder)
        try:
            text = "\n".join(line.split(" -- ")[0] for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("--"))
            for statement in text.split(";\n"):
                if statement.strip():
                    self.session.query(statement)
        finally:
            os.chdir(before)

    def run(self, sql):
        text = str(self.session.query(sql, "CSV"))
        return [tuple(map(as_text, row)) for row in csv.reader(io.StringIO(text, newline=""))]

    def close(self):
        self.session.close()
