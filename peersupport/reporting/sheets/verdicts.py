"""Which rows are taken and which refused, before anything is written."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from peersupport.reporting.sheets.errors import RowRefused
from peersupport.reporting.sheets.files import Record, Sheet

ALREADY_OPEN = "already referred and open (same NHS number)"
TWICE = "twice in this file"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One record: its value, or the reason why it is refused. `here`: it was taken by an earlier import."""

    record: Record
    value: Any = None
    reason: str = ""
    warning: str = ""
    here: bool = False

    def refused(self, reason: str) -> "Verdict":
        return replace(self, reason=reason, warning="", here=False)


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict for every record of the three sheets."""

    practices: tuple[Verdict, ...] = ()
    volunteers: tuple[Verdict, ...] = ()
    referrals: tuple[Verdict, ...] = ()


def read_all(sheet: Sheet, read: Callable[[Record], Any]) -> Iterator[Verdict]:
    """A verdict for each record, from what the record itself says."""
    for record in sheet.records:
        try:
            if record.trouble:
                raise RowRefused(record.trouble)
            value = read(record)
            yield Verdict(record, value, warning=getattr(value, "warning", ""))
        except RowRefused as refusal:
            yield Verdict(record, reason=str(refusal))


def volunteers(verdicts: Iterable[Verdict], *, here: set[str]) -> Iterator[Verdict]:
    """`here`: the refs of the scheme's volunteers."""
    seen = set()
    for verdict in verdicts:
        if verdict.reason:
            yield verdict
        elif verdict.value.identity in seen:
            yield verdict.refused(f"ref {TWICE}")
        else:
            seen.add(verdict.value.identity)
            yield replace(verdict, here=verdict.value.identity in here)


def referrals(verdicts: Iterable[Verdict], *, here: set[tuple], open_numbers: set[str]) -> Iterator[Verdict]:
    """`here`: the identities of the scheme's referrals; `open_numbers`: NHS numbers with an open referral."""
    seen, numbers = set(), set()
    for verdict in verdicts:
        if verdict.reason:
            yield verdict
            continue
        who, number = verdict.value.identity, verdict.value.fields["nhs_number"]
        known = who in here
        if number in numbers or (number in open_numbers and not known):
            yield verdict.refused(ALREADY_OPEN)
        elif who in seen:
            yield verdict.refused(TWICE)
        else:
            seen.add(who)
            numbers.update({number} - {""})
            yield replace(verdict, here=known)
