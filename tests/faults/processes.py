"""Processes of our own, each in a group of its own. Nothing else is ever killed, and nothing of it stays."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class TookTooLong(AssertionError):
    """What was waited for did not come."""


class Group:
    """A command and everything it starts."""

    def __init__(self, command: Sequence[str], *, env: Mapping[str, str], log: Path, cwd: Path = ROOT):
        self.command, self.env, self.log, self.cwd = list(command), dict(env), log, cwd
        self.process: subprocess.Popen | None = None

    def start(self) -> "Group":
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=self.env, cwd=self.cwd, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        return self

    def members(self) -> list[int]:
        """Living processes of the group, the leader first."""
        leader = self.process.pid if self.process else 0
        return sorted(pid for pid in _living() if _group_of(pid) == leader and leader)

    def children(self) -> list[int]:
        return [pid for pid in self.members() if pid != self.process.pid]

    def kill(self) -> None:
        """`kill -9` for the whole group."""
        if self.process:
            _signal_group(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def kill_child(self, choose: Callable[[list[int]], int]) -> bool:
        """`kill -9` for one process that the leader started. False when there is none just now."""
        children = self.children()
        if not children:
            return False
        try:
            os.kill(choose(children), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def stop(self, *, patience: float = 3) -> None:
        """Ask, then kill what is left of it."""
        if not self.process:
            return
        if self.process.poll() is None:
            _signal_group(self.process.pid, signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(patience)
        _signal_group(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


def wait_for(what: str, is_so: Callable[[], object], *, seconds: float, every: float = 0.1) -> float:
    """Wait until it is so. Gives how long that took; raises TookTooLong."""
    started = time.monotonic()
    while not is_so():
        if time.monotonic() - started > seconds:
            raise TookTooLong(f"{what}: not within {seconds:g} s")
        time.sleep(every)
    return time.monotonic() - started


def _living() -> list[int]:
    """Numbers of all processes that are no zombies."""
    return [int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit() and _runs(folder)]


def _runs(folder: Path) -> bool:
    try:
        return (folder / "stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def _group_of(pid: int) -> int | None:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return None


def _signal_group(leader: int, number: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(leader, number)
