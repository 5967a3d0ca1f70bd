"""What an import says about itself: as JSON for programs, as rows to hand back."""

from collections.abc import Iterable

from peersupport.core.csv_cells import csv_text
from peersupport.reporting.sheets.files import Sheet
from peersupport.reporting.sheets.verdicts import Judged, Verdict

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
    """How many are taken, those that were taken before among them."""
    return sum(not verdict.reason for verdict in verdicts)


def refused(verdicts: Iterable[Verdict]) -> list[dict]:
    """`[{"row": 9, "reason": "role not known"}]`."""
    return [{"row": v.record.row, "reason": v.reason} for v in verdicts if v.reason]


def refused_csv(sheet: Sheet | None, verdicts: Iterable[Verdict]) -> str:
    """The refused rows as they came, with the reason in the last column; empty when there are none."""
    wrong = [verdict for verdict in verdicts if verdict.reason]
    if not sheet or not wrong:
        return ""
    columns = [column for column in sheet.columns if column != REASON]
    return csv_text((*columns, REASON), [(*(v.record[c] for c in columns), v.reason) for v in wrong])
