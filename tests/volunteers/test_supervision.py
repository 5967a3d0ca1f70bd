"""Sessions of supervision: planned, registered, and what is agreed carried forward until it is closed."""

from datetime import date, timedelta

import pytest

from peersupport.accounts.gates import NotAllowed
from peersupport.audit.models import Event
from peersupport.core.errors import MoveNotAllowed
from tests.cast import TODAY, make_volunteer
from tests.volunteers.joining import NOW, about
from tests.volunteers.supervising import agreed, planned, rules
from volunteers.models import Supervision, SupervisionPlace
from volunteers.selectors import eligibility
from volunteers.services import supervision as services
from volunteers.services.supervision import Mark, SupervisionRefused
from volunteers.services.supervision_actions import ActionRefused, close, tick_off


def group(cast) -> Supervision:
    return planned(cast, cast.denise, cast.abdul)[0]


def register(cast, session, **states):
    marks = {getattr(cast, name): Mark(state) for name, state in states.items()}
    return services.take_register(**about(cast), session=session, marks=marks, notes="Calm talk")


def place(cast, volunteer) -> SupervisionPlace:
    return SupervisionPlace.objects.of(cast.scheme).get(volunteer=volunteer)


def test_a_series_keeps_its_people_and_leaves_out_bank_holidays(cast):
    made = planned(cast, cast.denise, cast.abdul, on=date(2026, 12, 14), number=3, every=2)
    assert [row.on for row in made] == [date(2026, 12, 14), date(2027, 1, 11), date(2027, 1, 25)]
    assert [row.places.count() for row in made] == [2, 2, 2]


def test_a_one_to_one_is_with_one(cast):
    with pytest.raises(SupervisionRefused, match="with one volunteer"):
        planned(cast, cast.denise, cast.abdul, kind="one")


def test_a_group_has_twelve_people_at_most(cast):
    crowd = [
        make_volunteer(cast, f"Crowd{chr(97 + n)} Person", cast.coach, renew_by=date(2028, 1, 1))
        for n in range(13)
    ]
    with pytest.raises(SupervisionRefused, match="up to 12"):
        planned(cast, *crowd)
    assert planned(cast, *crowd[:12])[0].places.count() == 12


def test_a_session_is_not_planned_in_the_past_nor_with_somebody_who_left(cast):
    with pytest.raises(SupervisionRefused, match="from today on"):
        planned(cast, cast.denise, on=TODAY - timedelta(days=1))
    cast.priya.change(ends_on=TODAY - timedelta(days=1))
    with pytest.raises(SupervisionRefused, match="cannot supervise"):
        planned(cast, cast.denise)


def test_whoever_was_there_is_supervised_from_that_day(cast):
    rules(cast)
    for name, state in (("denise", "present"), ("abdul", "absent")):
        register(cast, planned(cast, getattr(cast, name), kind="one")[0], **{name: state})
    open_now = [eligibility(one, cast.coach, TODAY).ok for one in (cast.denise, cast.abdul)]
    assert open_now == [True, False]


def test_everybody_invited_has_to_be_marked(cast):
    with pytest.raises(SupervisionRefused, match="of everybody"):
        register(cast, group(cast), denise="present")


def test_a_register_may_be_corrected_and_only_changes_are_audited(cast):
    session = group(cast)
    register(cast, session, denise="present", abdul="absent")
    register(cast, session, denise="present", abdul="excused")
    events = Event.objects.of(cast.scheme).filter(action="supervision.marked").order_by("number")
    assert [event.detail["state"] for event in events] == ["present", "absent", "excused"]


def test_the_register_waits_for_the_day(cast):
    session = planned(cast, cast.denise, on=TODAY + timedelta(days=1))[0]
    with pytest.raises(SupervisionRefused, match="still to come"):
        register(cast, session, denise="present")


def test_a_session_is_cancelled_once_and_not_after_its_register(cast):
    session = group(cast)
    for _ in range(2):
        services.cancel(**about(cast), session=session)
    assert Event.objects.of(cast.scheme).filter(action="supervision.cancelled").count() == 1
    held = group(cast)
    register(cast, held, denise="present", abdul="present")
    with pytest.raises(SupervisionRefused, match="was held"):
        services.cancel(**about(cast), session=held)


def test_notes_are_encrypted_and_never_in_the_audit(cast):
    session = group(cast)
    marks = {cast.denise: Mark("present", "Sleeps badly"), cast.abdul: Mark("present")}
    services.take_register(**about(cast), session=session, marks=marks, notes="Calm talk")
    raw = SupervisionPlace.objects.of(cast.scheme).filter(volunteer=cast.denise).extra(select={"raw": "note"})
    assert "Sleeps" not in raw.values_list("raw", flat=True)[0]
    assert "Sleeps" not in str(list(Event.objects.of(cast.scheme).values_list("detail", flat=True)))


def test_an_action_is_closed_once_and_dropped_only_with_a_reason(cast):
    action = agreed(cast, cast.denise)
    with pytest.raises(ActionRefused, match="why this is dropped"):
        close(**about(cast), action=action, state="dropped")
    close(**about(cast), action=action, state="dropped", why="The surgery rang her")
    action.refresh_from_db()
    assert (action.state, action.why, action.closed_by) == ("dropped", "The surgery rang her", "Priya Nair")
    with pytest.raises(MoveNotAllowed):
        close(**about(cast), action=action, state="done")


def test_a_volunteer_ticks_off_their_own_action_and_no_other(cast):
    mine, theirs = agreed(cast, cast.denise), agreed(cast, cast.denise, who="supervisor")
    told = {"by": cast.by(cast.denise_member), "at": NOW, "today": TODAY}
    assert tick_off(**told, action=mine).state == "done"
    with pytest.raises(NotAllowed):
        tick_off(**told, action=theirs)
    with pytest.raises(NotAllowed):
        tick_off(**{**told, "by": cast.by(cast.abdul_member)}, action=mine)


@pytest.mark.parametrize("who", ["ana", "denise_member", "whitlock", "hilda"])
def test_only_those_who_supervise_write(cast, who):
    session, action = group(cast), agreed(cast, cast.denise)
    other = {"by": cast.by(getattr(cast, who)), "at": NOW, "today": TODAY}
    for write in (
        lambda: services.take_register(**other, session=session, marks={}, notes=""),
        lambda: services.cancel(**other, session=session),
        lambda: close(**other, action=action, state="done"),
    ):
        with pytest.raises(NotAllowed):
            write()
