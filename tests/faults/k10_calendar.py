"""K10: every start of ten years × cadence × bank holidays, every moment that is told, against a slow calculator."""

from tests.faults.figures import Figure
from tests.programmes.schedule.slow import BANK_HOLIDAYS, CADENCES, TEN_YEARS, compare

NAME = "K10"


def run(_stage, _cast, *, short: bool) -> Figure:
    divisions = list(BANK_HOLIDAYS)[:1] if short else list(BANK_HOLIDAYS)
    counted = [compare(cadence, division) for cadence in CADENCES for division in divisions]
    compared, wrong = sum(each.compared for each in counted), sum(each.wrong for each in counted)
    missing, double = sum(each.missing for each in counted), sum(each.double for each in counted)
    return Figure(
        NAME,
        f"{len(TEN_YEARS):,} starts, {len(CADENCES)} cadences, {len(divisions)} sets of bank holidays",
        f"{compared:,} dates and moments, {wrong} wrong, {missing} missing, {double} double",
        met=(wrong, missing, double) == (0, 0, 0),
    )
