"""Planned against delivered contacts, phase by phase."""

from programmes.models import Contact
from programmes.presenters import dose as words
from programmes.selectors.dose import Dose, doses
from programmes.selectors.dose_programmes import of_programmes
from programmes.selectors.plans import plan_of
from tests.cast import TODAY
from tests.programmes.people_builders import mo_with_denise, talk


def found(relationship) -> list[Dose]:
    logs = Contact.objects.of(relationship.scheme).filter(relationship=relationship)
    return doses(relationship.planned.order_by("number"), logs, on=TODAY)


def test_each_phase_says_what_was_planned_due_and_held(cast):
    pair = mo_with_denise(cast)
    talk(pair, planned=pair.planned.get(number=9), minutes=35)
    talk(pair, planned=pair.planned.get(number=9), minutes=10)
    talk(pair, minutes=50)
    assert found(pair) == [
        Dose("Weekly", 8, 8, 7, 0), Dose("Every two weeks", 4, 2, 1, 45), Dose("Monthly", 2, 0, 0, 0),
    ]  # fmt: skip


def test_the_table_ends_with_the_sum(cast):
    table = words.table(found(mo_with_denise(cast)))
    assert [cell.text for cell in table.rows[-1].cells] == ["All", "14", "10", "8", "0"]


def test_contacts_cancelled_by_an_early_end_stay_planned_but_are_not_due(cast):
    pair = mo_with_denise(cast)
    pair.planned.filter(number__gte=10).update(state="cancelled")
    assert [(dose.planned, dose.due) for dose in found(pair)] == [(8, 8), (4, 1), (2, 0)]


def test_a_contact_held_early_is_due_here_and_in_the_figures_of_the_programme(cast):
    pair = mo_with_denise(cast)
    pair.planned.filter(number=12).update(state="held")
    (programme,) = of_programmes(actor=cast.by(cast.priya), on=TODAY)
    mine, theirs = ([(dose.due, dose.held) for dose in of] for of in (found(pair), programme.phases))
    assert mine == theirs == [(8, 7), (3, 2), (0, 0)]
    assert (plan_of(pair, on=TODAY).due, plan_of(pair, on=TODAY).logged) == (11, 10)
