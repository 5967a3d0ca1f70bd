"""Words of the warning above a person's record."""

from django.urls import reverse

from peersupport.core.presenters import Action
from programmes.selectors.lapses import Lapse


def note(line: Lapse) -> dict:
    """Strong words, the text, and the way to put it right."""
    volunteer = line.relationship.volunteer
    place = reverse("volunteers-detail", args=[volunteer.pk])
    return {
        "strong": f"{volunteer.name}: {line.words}.",
        "text": "Support goes on. Nobody new is matched with them until it is put right.",
        "action": Action("Open the volunteer’s record", place),
    }
