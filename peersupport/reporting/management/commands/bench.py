"""Measure how fast the product is, on this machine: `bench matching`, with --json for machines."""

import json
from collections.abc import Iterator

from django.core.management.base import BaseCommand

from matching.engine import bench

COLUMNS = ("work", "median", "goal", "pairs", "ns a pair", "to bare LSA", "proved", "MB", "x ours", "  and")


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        subjects = parser.add_subparsers(dest="subject", required=True)
        matching = subjects.add_parser("matching", help="the matching engine, on people who are made up")
        matching.add_argument("--json", action="store_true", help="print JSON and nothing else")
        matching.add_argument(
            "--national", action="store_true", help="also 100,000 people x 30,000 volunteers: takes minutes"
        )

    def handle(self, *, subject, json: bool, **options):
        {"matching": self.matching}[subject](as_json=json, **options)

    def matching(self, *, as_json: bool, national: bool, **options) -> None:
        rows = bench.table(national=national)
        if as_json:
            self.stdout.write(dumped(rows))
            return
        self.stdout.write(line(COLUMNS))
        for row in rows:
            self.stdout.write(line(cells(row)))
            self.stdout.flush()


def dumped(rows: Iterator[bench.Row]) -> str:
    return json.dumps([row.as_dict() for row in rows], indent=2)


def cells(row: bench.Row) -> tuple[str, ...]:
    """A row in words; seconds are of the processor."""
    return (
        row.work,
        seconds(row.seconds),
        seconds(row.goal),
        f"{row.pairs:,}" if row.pairs else "",
        f"{row.ns_a_pair:.0f}" if row.ns_a_pair else "",
        f"{row.ratio:.2f}x" if row.ratio else "",
        "" if row.certified is None else "yes" if row.certified else "NO",
        f"{row.memory_mb:,}" if row.memory_mb else "",
        f"{row.times:,.0f}x" if row.times else "",
        f"  {row.note}" if row.note else "",
    )


def seconds(value: float | None) -> str:
    """`0.17 ms`, `4.9 s`."""
    if value is None:
        return ""
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.2f} ms"


def line(words: tuple[str, ...]) -> str:
    first, *rest, last = words
    return (first.ljust(52) + "".join(word.rjust(12) for word in rest) + last).rstrip()
