"""Roles are renamable: their fixed meaning stays in the database, and people read the scheme's name."""

from django.urls import reverse

from tests.volunteers.joining import rosa
from tests.volunteers.learning import ONLINE, a_course, a_module
from volunteers.models import Role, Training


def test_a_role_has_the_schemes_name_wherever_a_person_reads_it(cast, sign_in):
    cast.coach.change(name="Health mentor")
    module = a_module(cast, a_course(cast), **ONLINE)
    candidate = rosa(cast, wanted=["coach"])
    client = sign_in(cast.priya)

    def page(name, *args, **asked) -> str:
        return client.get(reverse(name, args=args), asked).content.decode()

    pages = (
        page("courses-detail", module.course_id),
        page("modules-change", module.pk),
        page("recruitment"),
        page("volunteers-joining", candidate.pk),
    )
    assert [("Health mentor" in text, "Coach<" in text) for text in pages] == [(True, False)] * 4


def test_a_module_is_offered_for_the_roles_that_the_scheme_has(cast, sign_in):
    cast.befriender.change(name="Good neighbour")
    Role.make(
        scheme=cast.scheme, kind="coach", name="Walking coach", check_level="none", check_reason="Outside"
    )
    place = reverse("courses-add-module", args=[a_course(cast).pk])
    choices = sign_in(cast.priya).get(place).context["form"].fields["needed_for"].choices
    assert choices == [("coach", "Coach and Walking coach"), ("befriender", "Good neighbour")]


def test_training_that_was_finished_has_the_name_of_the_role_now(cast, sign_in):
    Training.objects.of(cast.scheme).filter(volunteer=cast.denise).update(
        kind="coach", course="Coach training"
    )
    cast.coach.change(name="Health mentor")
    rows = (
        sign_in(cast.priya).get(reverse("volunteers-detail", args=[cast.denise.pk])).context["learned"].rows
    )
    assert rows[0].cells[0].text == "Health mentor training"
