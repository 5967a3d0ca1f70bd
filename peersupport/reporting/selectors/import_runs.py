"""What an uploaded import would do, or what became of it."""

from dataclasses import dataclass
from datetime import date

from peersupport.reporting.choices import TAKEN
from peersupport.reporting.models import ImportRun
from peersupport.reporting.selectors.imports import judge
from peersupport.reporting.sheets.folder import Sheets, read_sheets
from peersupport.reporting.sheets.reports import accepted, refused_csv
from peersupport.reporting.sheets.verdicts import Verdict

KINDS = ("practices", "volunteers", "referrals")


@dataclass(frozen=True, slots=True)
class Refused:
    row: int
    who: str
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """One sheet: how many are taken, of these how many were here before, and which are refused or warned of."""

    kind: str
    accepted: int
    here: int
    refused: tuple[Refused, ...]
    warned: tuple[Refused, ...] = ()


def sheets_of(run: ImportRun) -> Sheets:
    kept = {kind: text.encode() for kind in KINDS if (text := getattr(run, kind))}
    return read_sheets(kept, are_ours=True)


def found(run: ImportRun, *, today: date) -> list[Found]:
    """By sheet. Before taking it is judged anew each time; afterwards it is what was written down then."""
    if run.state == TAKEN:
        return [_written(run, kind) for kind in run.report]
    judged = judge(sheets_of(run), scheme=run.scheme, today=today)
    return [_judged(kind, getattr(judged, kind)) for kind in KINDS if getattr(run, kind)]


def refused_text(run: ImportRun, kind: str, *, today: date) -> str:
    """The refused rows of a sheet as CSV; empty when there are none."""
    if run.state == TAKEN:
        return getattr(run, kind)
    sheets = sheets_of(run)
    judged = judge(sheets, scheme=run.scheme, today=today)
    return refused_csv(getattr(sheets, kind), getattr(judged, kind))


def _judged(kind: str, verdicts: tuple[Verdict, ...]) -> Found:
    return Found(
        kind,
        accepted(verdicts),
        sum(verdict.here for verdict in verdicts),
        tuple(_line(verdict, verdict.reason) for verdict in verdicts if verdict.reason),
        tuple(_line(verdict, verdict.warning) for verdict in verdicts if verdict.warning),
    )


def _line(verdict: Verdict, words: str) -> Refused:
    return Refused(verdict.record.row, _name(verdict.record.cells), words)


def _name(cells: dict[str, str]) -> str:
    """Who it is about, for a person to find the row."""
    return f"{cells.get('First name', '')} {cells.get('Surname', '')}".strip() or cells.get("Name", "")


def _written(run: ImportRun, kind: str) -> Found:
    """The names stand only in the refused rows themselves, which are forgotten after a while."""
    text = getattr(run, kind)
    records = getattr(sheets_of(run), kind).records if text else ()
    names = [_name(record.cells) for record in records]
    report = run.report[kind]
    lines = report["refused"]
    names += [""] * (len(lines) - len(names))
    refused = tuple(
        Refused(line["row"], name, line["reason"]) for line, name in zip(lines, names, strict=True)
    )
    warned = tuple(Refused(w["row"], "", w["warning"]) for w in report.get("accepted_with_warning", ()))
    return Found(kind, report["accepted"], 0, refused, warned)
