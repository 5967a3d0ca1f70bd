"""The order of modules, closing a course, and ending a role."""

import pytest
from django.urls import reverse

from programmes.services import relationships
from tests.cast import TODAY
from tests.volunteers.joining import NOW, about
from tests.volunteers.learning import a_module, dates, monday, two_modules
from volunteers.models import Course
from volunteers.selectors import eligibility
from volunteers.services.courses import CourseRefused
from volunteers.services.courses_order import close, move_up, reopen
from volunteers.services.roles_held import HeldRoleRefused, end_role


def order(course) -> list[str]:
    return list(course.modules.order_by("position").values_list("name", flat=True))


def test_a_module_moves_up_one_place_at_a_time(sign_in, cast):
    first, second = two_modules(cast)
    a_module(cast, first.course, name="Boundaries", way="online", needed_for=["coach"])
    client = sign_in(cast.priya)
    client.post(reverse("modules-move-up", args=[first.course.modules.get(name="Boundaries").pk]))
    once = order(first.course)
    client.post(reverse("modules-move-up", args=[second.pk]))
    assert (once, order(first.course)) == (
        ["Listening", "Boundaries", "Practice"],
        ["Listening", "Practice", "Boundaries"],
    )


def test_the_first_module_goes_no_further_up(cast):
    first, _ = two_modules(cast)
    with pytest.raises(CourseRefused, match="the first"):
        move_up(by=cast.by(cast.priya), module=first, at=NOW)


def test_a_course_is_closed_only_when_no_date_is_to_come(cast):
    _, live = two_modules(cast)
    dates(cast, live, starts_on=monday(1))
    with pytest.raises(CourseRefused, match="still to come"):
        close(by=cast.by(cast.priya), course=live.course, at=NOW, today=TODAY)


def test_nobody_needs_the_modules_of_a_closed_course_and_opening_asks_for_them_again(sign_in, cast):
    online, _ = two_modules(cast)
    client, place = sign_in(cast.priya), [online.course_id]
    needs = [client.get(reverse("training")).content.decode().count("Listening")]
    client.post(reverse("courses-close", args=place))
    page = client.get(reverse("courses-detail", args=[online.course_id])).content.decode()
    needs.append(client.get(reverse("training")).content.decode().count("Listening"))
    client.post(reverse("courses-reopen", args=place))
    needs.append(client.get(reverse("training")).content.decode().count("Listening"))
    assert ([bool(number) for number in needs], "Closed." in page) == ([True, False, True], True)


def test_opening_what_is_open_changes_nothing(cast):
    online, _ = two_modules(cast)
    reopen(by=cast.by(cast.priya), course=online.course, at=NOW)
    assert Course.objects.of(cast.scheme).get().closed_on is None


def test_a_coordinator_ends_a_role_from_the_record(sign_in, cast):
    held, client = cast.denise.held_roles.get(), sign_in(cast.priya)
    record = client.get(reverse("volunteers-detail", args=[cast.denise.pk])).content.decode()
    place = reverse("held-roles-end", args=[held.pk])
    assert (place in record, "nobody new in this role" in client.get(place).content.decode()) == (True, True)
    client.post(place)
    held.refresh_from_db()
    assert (held.until_on < TODAY, eligibility(cast.denise, cast.coach, TODAY).reasons[0].code) == (
        True,
        "role",
    )


def test_a_role_in_which_somebody_is_supported_does_not_end(sign_in, cast):
    relationships.start(
        enrolment=cast.mos_place,
        volunteer=cast.denise,
        by=cast.by(cast.priya),
        at=NOW,
        start_on=TODAY,
        mode="phone",
    )
    held = cast.denise.held_roles.get()
    with pytest.raises(HeldRoleRefused, match="still supports 1 person"):
        end_role(**about(cast), held=held)
    page = sign_in(cast.priya).get(reverse("held-roles-end", args=[held.pk])).content.decode()
    assert ("still supports 1 person" in page, "End this role" in page) == (True, False)
