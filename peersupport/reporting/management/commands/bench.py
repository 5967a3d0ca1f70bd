"""Measure how fast the product is, on this machine: `bench matching`, `bench schedule`, with --json for machines."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain

from django.core.management.base import BaseCommand, CommandError

from matching.bench import reading
from matching.engine import bench
from peersupport.core.errors import Refusal
from programmes import bench as schedule

COLUMNS = ("work", "median", "goal", "pairs", "ns a pair", "to bare LSA", "proved", "MB", "x ours", "  and")

NIGHT_COLUMNS = (
    "work", "rows", "seconds", "clock", "rows a second", "bare", "to bare", "goal", "queries/1,000", "MB", ""
)  # fmt: skip
QUICK = 400
WITH_READING = (500, 150)


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        subjects = parser.add_subparsers(dest="subject", required=True)
        matching = subjects.add_parser("matching", help="the matching engine, on people who are made up")
        matching.add_argument("--json", action="store_true", help="print JSON and nothing else")
        matching.add_argument(
            "--national", action="store_true", help="also 100,000 people x 30,000 volunteers: takes minutes"
        )
        nightly = subjects.add_parser(
            "schedule",
            help="the nightly ticks over a million planned contacts, in a PostgreSQL database of their own",
        )
        nightly.add_argument("--json", action="store_true", help="print JSON and nothing else")
        nightly.add_argument(
            "--relationships", type=int, default=schedule.RELATIONSHIPS, help="with ten planned contacts each"
        )
        nightly.add_argument(
            "--quick", action="store_true", help=f"{QUICK} relationships: to see that it works"
        )

    def handle(self, *, subject, json: bool, **options):
        {"matching": self.matching, "schedule": self.schedule}[subject](as_json=json, **options)

    def schedule(self, *, as_json: bool, relationships: int, quick: bool, **options) -> None:
        rows = schedule.table(QUICK if quick else relationships)
        try:
            if as_json:
                self.stdout.write(dumped(rows))
                return
            self.stdout.write(line(NIGHT_COLUMNS, first=24))
            for row in rows:
                self.stdout.write(line(night_cells(row), first=24))
                self.stdout.flush()
        except Refusal as refusal:
            raise CommandError(refusal.words) from None

    def matching(self, *, as_json: bool, national: bool, **options) -> None:
        rows = chain(reading(*WITH_READING), bench.table(national=national))
        try:
            if as_json:
                self.stdout.write(dumped(rows))
                return
            self.stdout.write(line(COLUMNS))
            for row in rows:
                self.stdout.write(line(cells(row)))
                self.stdout.flush()
        except Refusal as refusal:
            raise CommandError(refusal.words) from None


def dumped(rows: Iterable[bench.Row] | Iterator[schedule.Row]) -> str:
    return json.dumps([row.as_dict() for row in rows], indent=2)


def cells(row: bench.Row) -> tuple[str, ...]:
    """A row in words; seconds are of the processor."""
    return (
        row.work,
        seconds(row.seconds),
        seconds(row.goal),
        f"{row.pairs:,}" if row.pairs else "",
        f"{row.ns_a_pair:.0f}" + (f" of {row.goal_ns:.0f}" if row.goal_ns else "") if row.ns_a_pair else "",
        f"{row.ratio:.2f}x" + (f" of {row.goal_ratio:.1f}" if row.goal_ratio else "") if row.ratio else "",
        "" if row.certified is None else "yes" if row.certified else "NO",
        f"{row.memory_mb:,}" if row.memory_mb else "",
        f"{row.times:,.0f}x" + (f" of {row.goal_times}" if row.goal_times else "") if row.times else "",
        f"  {row.note}" if row.note else "",
    )


def night_cells(row: schedule.Row) -> tuple[str, ...]:
    """A row in words; seconds are of the processor, here and on the server."""
    return (
        row.work,
        f"{row.rows:,}",
        seconds(row.seconds),
        seconds(row.clock),
        f"{row.rows_a_second:,.0f}" if row.rows_a_second else "",
        seconds(row.bare_seconds),
        f"{row.ratio:.2f}x" if row.ratio else "",
        f"{row.goal:.1f}x" if row.goal else "",
        f"{row.queries_per_1000:.1f}" if row.queries_per_1000 else "",
        f"{row.memory_mb:,}" if row.memory_mb else "",
        "",
    )


def seconds(value: float | None) -> str:
    """`0.17 ms`, `4.9 s`."""
    if value is None:
        return ""
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.2f} ms"


def line(words: tuple[str, ...], *, first: int = 52) -> str:
    start, *rest, last = words
    return (
        start.ljust(first) + "".join(word.rjust(14 if first < 52 else 12) for word in rest) + last
    ).rstrip()
