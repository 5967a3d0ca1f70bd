"""A scheme with people, and the product's processes as the Procfile names them, on servers of our own."""

import os
import re
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import django

from tests.faults.browser import Browser
from tests.faults.line import Line
from tests.faults.processes import ROOT, Group, wait_for
from tests.faults.servers import Gateway, Redis, answers, free_port, postgres
from tests.support.gateway import API_KEY

PROCFILE = dict(re.findall(r"^(\w+): (.+)$", (ROOT / "Procfile").read_text(), re.M))
PRODUCTION, EMBEDDED = "production", "embedded"
ANSWERS_AFTER = 0.05  # seconds in which the gateway has a message and the pump does not know yet


class Stage:
    """`kind` is PRODUCTION (PostgreSQL and Redis) or EMBEDDED (SQLite and the broker of files)."""

    def __init__(self, kind: str, folder: Path):
        self.kind, self.folder = kind, folder
        self.groups: list[Group] = []
        self.postgres = self.redis = self.line = None
        self.port = free_port()

    def open(self) -> None:
        """Start the servers, and make this process one of the product's, to look and to ask."""
        self.gateway = Gateway(self.folder, answers_after=ANSWERS_AFTER)
        self.groups.append(self.gateway.group)
        if self.kind == PRODUCTION:
            self.postgres, self.redis = postgres(), Redis(self.folder)
            self.groups.append(self.redis.group)
            self.line = Line(free_port(), to_port=self.redis.port)
        for folder in ("broker", "broker-control"):
            (self.folder / folder).mkdir()
        self.env = self._environment()
        os.environ.clear()
        os.environ.update(self.env)
        django.setup()

    def _environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        own = {
            "HOME": str(self.folder),
            "PATH": f"{Path(sys.executable).parent}:{kept['PATH']}",
            "DJANGO_SETTINGS_MODULE": "peersupport.settings",
            "PEERSUPPORT_MODE": "production",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "VAR_DIR": str(self.folder),
            "PORT": str(self.port),
            "ALLOWED_HOSTS": "127.0.0.1",
            "BEHIND_PROXY": "1",
            "SITE_URL": f"https://127.0.0.1:{self.port}",
            "EMAIL_THROUGH": "notify",
            "TEXT_THROUGH": "notify",
            "NOTIFY_URL": self.gateway.url,
            "NOTIFY_API_KEY": API_KEY,
            "NOTIFY_EMAIL_TEMPLATE": "email-template",
            "NOTIFY_TEXT_TEMPLATE": "text-template",
        }
        return kept | own | self._where()

    def _where(self) -> dict[str, str]:
        if self.kind == EMBEDDED:
            return {"ALLOW_SQLITE": "1"}
        return {"DATABASE_URL": self.postgres.url, "REDIS_URL": f"redis://127.0.0.1:{self.line.port}/0"}

    def process(self, kind: str, name: str = "", **env: str) -> Group:
        """Start `web`, `worker` or `beat` as the Procfile says."""
        log = self.folder / f"{kind}{name}.log"
        group = Group(["bash", "-c", f"exec {PROCFILE[kind]}"], env=self.env | env, log=log).start()
        self.groups.append(group)
        return group

    def web(self) -> Group:
        group = self.process("web")
        self.wait_for_web()
        return group

    def wait_for_web(self) -> None:
        wait_for("the web process", lambda: answers(self.port), seconds=150)

    def beat(self, name: str = "") -> Group:
        """Each beat has a folder of its own for what it remembers."""
        folder = self.folder / f"beat{name}.d"
        folder.mkdir(exist_ok=True)
        return self.process("beat", name, **({"VAR_DIR": str(folder)} if self.kind == PRODUCTION else {}))

    def browser(self, **more) -> Browser:
        return Browser(self.port, **more)

    def logs(self) -> dict[str, str]:
        """What every process has said so far."""
        said = {path.name: path.read_text(errors="replace") for path in self.folder.glob("*.log")}
        if self.postgres:
            said["postgres.log"] = Path(self.postgres.log).read_text(errors="replace")
        return said

    def end(self, *groups: Group) -> None:
        for group in groups:
            group.stop()
            self.groups.remove(group)

    def close(self) -> None:
        for group in reversed(self.groups):
            with suppress(Exception):
                group.stop(patience=1)
        if self.line:
            self.line.close()
        if self.postgres:
            self.postgres.stop(os.getpid())


@contextmanager
def opened(kind: str) -> Iterator[Stage]:
    with tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as folder:
        stage = Stage(kind, Path(folder))
        try:
            stage.open()
            yield stage
        finally:
            stage.close()
