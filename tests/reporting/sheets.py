"""Small sheets for tests: a good row of each kind, changed where the test says."""

import csv
import io

from peersupport.reporting.sheets import practices, referrals, volunteers

GOOD = {
    "volunteers": dict(zip(volunteers.COLUMNS, [
        "V1", "Ann", "Lee", "ann.lee@example.org", "01632 960101", "4 Mar 1960", "ab12cd", "coach", "COPD; stroke",
        "English", "phone; face to face", "Mon am; Wed eve", "3", "Enhanced ", "01/02/2025", "2025-03-01", "02/03/2025",
        "3 Jan 2025", "",
    ], strict=True)),
    "referrals": dict(zip(referrals.COLUMNS, [
        "2026-08-03", "Dr Rees", "A99017", "Harton Surgery", "943 476 5870", "Bea", "Moss", "31/12/1950", "AB1 2CD",
        "01632 960102", "yes", "", "COPD", "2010", "phone", "Tue pm", "English", "coach", "someone my age",
        "Y", "soon", "",
    ], strict=True)),
    "practices": dict(zip(practices.COLUMNS, ["A99017", "Harton Surgery", "Harton"], strict=True)),
}  # fmt: skip


def sheet(kind: str, *changes: dict, columns=None) -> bytes:
    """The bytes of a CSV with a good row for each dict of changes."""
    columns = columns or list(GOOD[kind])
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**GOOD[kind], **change} for change in changes)
    return out.getvalue().encode()
