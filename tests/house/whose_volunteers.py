"""Who belongs to Riverbank, and what a volunteer of Riverbank has said of themself."""

from uuid import UUID

from tests.cast import Cast


def of_volunteers(cast: Cast) -> dict[str, UUID]:
    return {"membership": cast.ana.pk}
