"""A claim of Denise's that waits for an answer, with one cost and its receipt."""

from datetime import date, datetime
from uuid import UUID

from tests.cast import Cast
from volunteers.models import Claim, ClaimFile, ClaimLine


def of_expenses(cast: Cast, at: datetime) -> dict[str, UUID]:
    """Owner -> key."""
    about = {"scheme": cast.scheme}
    claim = Claim.make(**about, volunteer=cast.denise, reference="X-2222-3333", state="sent", sent_at=at)
    line = ClaimLine.make(
        **about, claim=claim, kind="cost", on=date(2026, 11, 20), purpose="contact", category="travel",
        what="Day ticket", pence=480,
    )  # fmt: skip
    ClaimFile.make(**about, line=line, kind="pdf", size=5, digest="0" * 64, content=b"%PDF-")
    return {"claim": claim.pk, "claim line": line.pk}
