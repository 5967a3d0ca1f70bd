"""What a volunteer still has to do or to bring, said to them: each line with the button that does it."""

from datetime import date

from django.urls import reverse

from peersupport.core.presenters import Action, ToDo
from peersupport.core.templatetags.words import day
from volunteers.models import Claim
from volunteers.presenters import agreements, training_own, volunteers, wellbeing
from volunteers.presenters.supervision import KINDS
from volunteers.presenters.supervision_sessions import own_actions
from volunteers.selectors.needs import Needs


def to_do(found: Needs, *, on: date) -> list[ToDo]:
    """How I am first: it takes two taps. Then what stops new matches, then what I agreed to."""
    mine, _ = own_actions(found.actions, on=on)
    return [
        *wellbeing.to_answer(found.check_ins),
        *agreements.to_sign(found.training.to_sign),
        *training_own.to_do(found.training),
        *(_sent_back(row) for row in found.claims),
        *mine,
    ]


def _sent_back(row: Claim) -> ToDo:
    change = Action("Open it", reverse("expenses-mine", args=[row.pk]), hidden=f"claim {row.reference}")
    return ToDo("Change your claim", f"Claim {row.reference} was sent back to you", change)


def coming(found: Needs, *, on: date) -> list[str]:
    """What comes soon, and somebody else sees to."""
    lines = [
        f"{check.get_level_display()} check: renew by {day(check.renew_by_on)}, "
        f"{volunteers.in_days((check.renew_by_on - on).days)}. Your coordinator helps"
        for check in found.record.expiring(on)
    ]
    due, next_on = found.line.due, found.line.next_on
    if next_on:
        lines.append(f"Supervision: {day(next_on)}")
    elif due and (due.is_soon(on) or due.is_overdue(on)):
        lines.append(f"Supervision: {KINDS[due.kind]} by {day(due.on)}. Your supervisor plans it with you")
    return lines
