"""Who belongs to Riverbank, and what a volunteer of Riverbank holds."""

from uuid import UUID

from tests.cast import Cast


def of_volunteers(cast: Cast) -> dict[str, UUID]:
    return {
        "membership": cast.ana.pk,
        "held": cast.denise.held_roles.get(role=cast.coach).pk,
        "check": cast.denise.checks.get().pk,
    }
