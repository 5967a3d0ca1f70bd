"""Planned against delivered contacts, phase by phase."""

from programmes.models import Contact
from programmes.presenters import dose as words
from programmes.selectors.dose import Dose, doses
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
