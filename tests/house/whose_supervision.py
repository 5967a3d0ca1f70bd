"""A session to which Denise is invited, an action of hers, and cover for Priya."""

from datetime import date, time
from uuid import UUID

from peersupport.core import clock
from tests.cast import TODAY, Cast
from volunteers.models import CheckIn, Supervision, SupervisionAction, SupervisionPlace, SupervisorCover

OWNERS_OF_SUPERVISION = {
    "supervisions": "supervision",
    "actions": "supervision_action",
    "todos": "supervision_action",
    "standins": "supervisor_cover",
    "checkins": "check_in",
}


def of_supervision(cast: Cast) -> dict[str, UUID]:
    scheme = {"scheme": cast.scheme}
    session = Supervision.make(**scheme, kind="group", on=TODAY, at=time(14), supervisor=cast.priya)
    SupervisionPlace.make(**scheme, session=session, volunteer=cast.denise)
    agreed = {"what": "Ring the surgery", "who": "volunteer", "by_on": TODAY, "agreed_on": TODAY}
    action = SupervisionAction.make(**scheme, volunteer=cast.denise, session=session, **agreed)
    days = {"starts_on": TODAY, "ends_on": date(2026, 12, 4), "made_by": "Priya Nair"}
    cover = SupervisorCover.make(**scheme, membership=cast.priya, stand_in=cast.maria, **days)
    asked = CheckIn.make(**scheme, volunteer=cast.denise, reason="interval", asked_at=clock.now())
    return {
        "check_in": asked.pk,
        "supervision": session.pk,
        "supervision_action": action.pk,
        "supervisor_cover": cover.pk,
    }
