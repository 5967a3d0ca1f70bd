"""The plan page of Mo, for tests: a talk that went well, a look at a plan, and its start."""

from django.urls import reverse

from matching.services import conversations
from tests.cast import TODAY

ONCE = "2f8f4f8e-7f5c-4b0e-9a52-7a7a2d1b1c11"


def plan_page(cast, monday) -> str:
    """Mo and Denise have talked and both said yes."""
    conversations.record(
        enrolment=cast.mos_place, volunteer=cast.denise, held_on=TODAY, patient_said="yes", volunteer_said="yes",
        note="", by=cast.by(cast.priya), at=monday,
    )  # fmt: skip
    return reverse("enrolments-plan", args=[cast.mos_place.pk])


def look(client, plan, cast, *, day="30", month="11", year="2026", **changes):
    typed = {"start_day": day, "start_month": month, "start_year": year, "at_time": "14:00", "mode": "phone"}
    chosen = {"taper": cast.taper.pk, "volunteer": cast.denise.pk}
    return client.get(plan, {**typed, **chosen, **changes})


def start(client, plan, cast, **changes):
    agreed = {
        "start": "2026-11-30", "at_time": "14:00", "mode": "phone", "taper": cast.taper.pk,
        "volunteer": cast.denise.pk, "why": "Both said yes", "once": ONCE,
    }  # fmt: skip
    return client.post(plan, {**agreed, **changes})


def text(answer) -> str:
    return answer.content.decode()
