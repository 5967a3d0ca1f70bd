"""What an import says about itself: as JSON for programs, as rows to hand back, as sentences."""

from collections.abc import Iterable

from peersupport.core.csv_cells import csv_text
from peersupport.reporting.services.imports import Judged
from peersupport.reporting.sheets.files import Sheet
from peersupport.reporting.sheets.verdicts import Verdict

REASON = "Reason"


def report(judged: Judged) -> dict:
    """`{"volunteers": {"accepted", "refused"}, "referrals": {"accepted", "accepted_with_warning", "refused"}}`."""
    warned = [{"row": v.record.row, "warning": v.warning} for v in judged.referrals if v.warning]
    return {
        "volunteers": {"accepted": accepted(judged.volunteers), "refused": refused(judged.volunteers)},
        "referrals": {
            "accepted": accepted(judged.referrals),
            "accepted_with_warning": warned,
            "refused": refused(judged.referrals),
        },
    }


def accepted(verdicts: Iterable[Verdict]) -> int:
    return sum(not verdict.reason for verdict in verdicts)


def refused(verdicts: Iterable[Verdict]) -> list[dict]:
    """`[{"row": 9, "reason": "role not known"}]`."""
    return [{"row": v.record.row, "reason": v.reason} for v in verdicts if v.reason]


def refused_csv(sheet: Sheet, verdicts: Iterable[Verdict]) -> str:
    """The refused rows as they came, with the reason in the last column; empty when there are none."""
    rows = [(*v.record.cells.values(), v.reason) for v in verdicts if v.reason]
    return csv_text((*sheet.columns, REASON), rows) if rows else ""
