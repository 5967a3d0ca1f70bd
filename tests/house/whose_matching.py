"""The rows of matching: a round that is done with one proposal, and two people who are kept apart."""

from datetime import date
from uuid import UUID

from matching.engine import stored
from matching.models import Proposal, Run
from programmes.models import Exclusion
from tests.cast import Cast


def of_matching(cast: Cast, at) -> dict[str, UUID]:
    proposal = a_proposal(cast, at)
    known = {"patient": cast.mo, "volunteer": cast.abdul, "kind": "known", "recorded_by": "Priya Nair"}
    exclusion = Exclusion.make(scheme=cast.scheme, since_on=date(2026, 11, 2), **known)
    return {"run": proposal.run_id, "proposal": proposal.pk, "exclusion": exclusion.pk}


def a_proposal(cast: Cast, at) -> Proposal:
    """Denise for Mo, from a round that is done."""
    matched = {str(cast.mos_place.pk): [str(cast.denise.pk), 8000]}
    counts = {"people": 2, "volunteers": 3, "lawful": 4, "proposed": 1, "without": 0}
    run = Run.make(
        scheme=cast.scheme,
        number=1,
        state="done",
        objective="best-fit",
        settings={"minimum_score": 0},
        figures={**counts, "waiting_by_class": [0, 0, 2], "matched_by_class": [0, 0, 1]},
        outcome=stored.packed({"matched": matched, "without": [], "recruit": []}),
        step=4,
        started_by="Priya Nair",
        started_at=at,
        taken_at=at,
        finished_at=at,
    )
    return Proposal.make(
        scheme=cast.scheme, run=run, enrolment=cast.mos_place, volunteer=cast.denise, position=0, score=8000
    )
