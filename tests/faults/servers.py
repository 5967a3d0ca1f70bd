"""Servers of our own, on ports and in folders of our own: PostgreSQL, Redis and the gateway."""

import json
import os
import shutil
import socket
import sys
import urllib.request
from pathlib import Path

from tests.faults.processes import Group, wait_for
from tests.support.postgres import PrivatePostgres, find_binaries

# As a careful operator sets them: what is acknowledged is written down, and the log names no rows.
POSTGRES = "-c max_connections=60 -c log_min_error_statement=panic -c log_error_verbosity=terse"


_held: list[socket.socket] = []


def free_port() -> int:
    """A port that stays ours, also while nobody listens at it: a stage beside this one would be given the same."""
    found = socket.socket()
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # the server may bind it as well, and listen
    found.bind(("127.0.0.1", 0))
    _held.append(found)
    return found.getsockname()[1]


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def postgres() -> PrivatePostgres:
    binaries = find_binaries()
    if binaries is None:
        sys.exit("No PostgreSQL on this machine: install it, or the packages of requirements-dev.txt.")
    return PrivatePostgres(binaries, POSTGRES)


class Redis:
    """Keeps nothing: whoever kills it loses everything in it."""

    def __init__(self, folder: Path):
        self.port = free_port()
        if not shutil.which("redis-server"):
            sys.exit("No Redis on this machine: apt-get install redis-server")
        options = {"port": str(self.port), "bind": "127.0.0.1", "save": "", "appendonly": "no"}
        command = [
            "redis-server",
            *(word for name, value in options.items() for word in (f"--{name}", value)),
        ]
        self.group = Group(command, env=os.environ, log=folder / "redis.log", cwd=folder)
        self.start()

    def start(self) -> None:
        self.group.start()
        wait_for("Redis", lambda: answers(self.port), seconds=60)

    def kill(self) -> None:
        self.group.kill()


class Gateway:
    """The fake gateway in a process of its own. It takes a repeated message again, so that one would show."""

    def __init__(self, folder: Path, *, answers_after: float):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "tests.support.gateway", "--port", str(self.port)]
        command += ["--forgetful", "--answer-after", str(answers_after)]
        self.group = Group(command, env=os.environ, log=folder / "gateway.log").start()
        wait_for("the gateway", lambda: answers(self.port), seconds=60)

    def taken(self) -> list[dict]:
        """Every delivery, in order."""
        with urllib.request.urlopen(f"{self.url}/taken", timeout=10) as answer:
            return json.load(answer)

    def deliveries(self, prefix: str) -> tuple[int, int]:
        """How many messages whose key begins so arrived, and how many times too often."""
        references = [row["reference"] for row in self.taken() if prefix in row["reference"]]
        return len(set(references)), len(references) - len(set(references))
