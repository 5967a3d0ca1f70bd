"""`python -m tests.faults [--short] [K1 K3 …]`: does the faults, prints the figures, fails when a goal is missed.

Each stage plays in a process of its own, because Django has one database for life.
"""

import argparse
import json
import signal
import subprocess
import sys
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

from django.core.management import call_command

from tests.faults.figures import Figure, table
from tests.faults.stage import EMBEDDED, PRODUCTION, Stage, opened

SHOWN_BY = {
    "K1": "k1_workers",
    "K2": "k2_web",
    "K3": "k3_broker",
    "K4": "k4_last_place",
    "K8": "k8_canary",
    "K10": "k10_calendar",
}
PAPER = "paper"
STAGES = (PRODUCTION, EMBEDDED, PAPER)
# What is played side by side, each lane a stage after the other. On both databases and brokers where that makes
# sense: K3 kills Redis, K8 listens at it and fells PostgreSQL.
LANES = (
    ((PRODUCTION, ("K4", "K1", "K3", "K2", "K8")),),
    ((PAPER, ("K10",)), (EMBEDDED, ("K4", "K1", "K2"))),
)
SHORT_LANES = (
    ((PRODUCTION, ("K4", "K3", "K2", "K8")),),
    ((PAPER, ("K10",)), (PRODUCTION, ("K1",))),
    ((EMBEDDED, ("K4", "K1")),),
)
LIMIT_SECONDS = 900  # for a stage that hangs


def main() -> int:
    asked = arguments()
    if asked.on:
        return play(asked)
    started = time.monotonic()
    lanes = SHORT_LANES if asked.short else LANES
    with ThreadPoolExecutor(len(lanes)) as pool:
        played = list(
            pool.map(lambda lane: [found for stage in lane for found in staged(*stage, asked)], lanes)
        )
    figures = sorted((found for lane in played for found in lane), key=lambda found: int(found.name[1:]))
    print(f"\n{table(figures)}\n{time.monotonic() - started:.0f} s in all")
    return 0 if figures and all(figure.met for figure in figures) else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.faults", description=__doc__)
    parser.add_argument("figures", nargs="*", metavar="K1", help="only these (default: all)")
    parser.add_argument("--short", action="store_true", help="fewer kills, for CI")
    parser.add_argument("--on", choices=STAGES, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    asked.figures = [name.upper() for name in asked.figures] or list(SHOWN_BY)
    return asked


def staged(kind: str, shows: tuple[str, ...], asked: argparse.Namespace) -> list[Figure]:
    """The figures of one stage. A stage that breaks down is a goal that is missed."""
    names = [name for name in shows if name in asked.figures]
    if not names:
        return []
    command = [sys.executable, "-m", "tests.faults", "--on", kind, *names, *["--short"] * asked.short]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        try:
            said, _ = child.communicate(timeout=LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGTERM)
            said, _ = child.communicate()
    figures = [Figure(**json.loads(row)) for row in said.splitlines()]
    missing = [name for name in names if name not in {figure.name for figure in figures}]
    return figures + [Figure(name, kind, "did not come to its end", met=False) for name in missing]


def play(asked: argparse.Namespace) -> int:
    """In the child: one JSON line a figure; everything else goes to stderr."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if asked.on == PAPER:
        show(None, asked)
        return 0
    with opened(asked.on) as stage:
        call_command("prepare")
        show(stage, asked)
    return 0


def show(stage: Stage | None, asked: argparse.Namespace) -> None:
    for name in asked.figures:
        started = time.monotonic()
        figure = found(name, stage, short=asked.short)
        print(json.dumps(figure.as_dict() | {"seconds": time.monotonic() - started}), flush=True)


def found(name: str, stage: Stage | None, *, short: bool) -> Figure:
    """On an empty stage. One that breaks down is a goal that is missed, and the others are shown all the same."""
    try:
        # Rows of the product can be named only now that it has its settings.
        cast = import_module("tests.faults.people").enter() if stage else None
        return import_module(f"tests.faults.{SHOWN_BY[name]}").run(stage, cast, short=short)
    except Exception as error:
        traceback.print_exc()
        if stage:
            print(
                *(f"--- {log}\n{text[-2000:]}" for log, text in stage.logs().items()),
                sep="\n",
                file=sys.stderr,
            )
        return Figure(name, asked_on(stage), f"broke down: {error!r}"[:200], met=False)


def asked_on(stage: Stage | None) -> str:
    return stage.kind if stage else PAPER


if __name__ == "__main__":
    sys.exit(main())
