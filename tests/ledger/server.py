"""A PostgreSQL server for the tests, in a folder of its own, reached through a socket there and from nowhere else."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

MISSING = (
    "no PostgreSQL server is installed: apt-get install postgresql (or FOEDUS_POSTGRES names the folder of initdb)"
)


def binaries() -> Path | None:
    """The folder with initdb and pg_ctl, where a server is installed."""
    named = os.environ.get("FOEDUS_POSTGRES")
    found = [Path(named)] if named else sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("initdb")
    found += [Path(on_path).resolve().parent] if on_path else []
    return next((folder for folder in found if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


class Server:
    """A server that runs until `stop`; as root it is run by the system's user for it, since it refuses root."""

    def __init__(self, folder: Path | None = None):
        self.bin = binaries()
        self.folder = folder or Path(tempfile.mkdtemp(prefix="foedus-pg-", dir="/tmp"))
        self.user = _other_user()
        if self.user:
            shutil.chown(self.folder, *self.user)
        self._run("initdb", "-D", self.data, "-U", "foedus", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.start()

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def start(self) -> None:
        listen = f"-k {self.folder} -c listen_addresses= -c fsync=on -c max_connections=60 -c shared_buffers=64MB"
        self._run("pg_ctl", "-D", self.data, "-w", "-l", str(self.folder / "log"), "-o", listen, "start")

    def stop(self, mode: str = "immediate") -> None:
        self._run("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop")

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def address(self, schema: str = "foedus", database: str = "postgres") -> str:
        return f"postgresql://foedus@/{database}?host={self.folder}&schema={schema}"

    def _run(self, program: str, *words: str) -> None:
        given = {"user": self.user[0], "group": self.user[1], "extra_groups": []} if self.user else {}
        done = subprocess.run(
            [str(self.bin / program), *words],
            cwd=self.folder,
            stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            check=False,
            text=True,
            **given,
        )
        if done.returncode:
            log = self.folder / "log"
            raise RuntimeError(f"{program}: {done.stdout or ''}{log.read_text() if log.exists() else ''}")


def _other_user():
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return found.pw_uid, found.pw_gid
    raise RuntimeError("PostgreSQL does not run as root, and there is neither a user postgres nor nobody")
