"""The register of one session, with actions carried forward."""

from datetime import date, timedelta

from django import forms

from peersupport.core.forms import layout as L
from peersupport.core.forms.base import PlainForm
from peersupport.core.forms.once import OnceMixin
from volunteers.choices import ACTORS, BY_VOLUNTEER, DONE, DROPPED, OPEN, REGISTER
from volunteers.models import Volunteer
from volunteers.selectors.supervision_sessions import SessionPage
from volunteers.services.supervision import Mark

CARRY = ((OPEN, "Carry on"), (DONE, "Done"), (DROPPED, "Drop it"))
BY_WHEN = (("next", "By next time"), ("2", "In 2 weeks"), ("4", "In 4 weeks"), ("12", "In 12 weeks"))
NEXT_TIME = 4


class RegisterForm(OnceMixin, PlainForm):
    """All of one session on one page: who was there, what was agreed before, a note, and what is agreed now."""

    says_optional = False
    label_size = "s"

    notes = forms.CharField(
        label="Notes of the session",
        required=False,
        max_length=10_000,
        widget=forms.Textarea,
        help_text="Encrypted. For supervisors; those who were there may ask to read them",
    )

    def __init__(self, *args, found: SessionPage, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.found, self.today = found, today
        for place in found.places:
            self._ask_about(place)
        self.fields["notes"].initial = found.session.notes

    def _ask_about(self, place) -> None:
        key, name = place.volunteer_id, place.volunteer.name
        state = place.state if place.state in dict(REGISTER) else None
        needed = {"required": f"Say whether {place.volunteer.short_name} was there"}
        self.fields[f"state-{key}"] = forms.ChoiceField(
            label="Was there?",
            choices=REGISTER,
            widget=forms.RadioSelect,
            initial=state,
            error_messages=needed,
        )
        for action in self.found.actions.get(key, ()):
            who = dict(ACTORS)[action.who].lower()
            self.fields[f"carry-{action.pk}"] = forms.ChoiceField(
                label=action.what,
                choices=CARRY,
                initial=OPEN,
                widget=forms.RadioSelect,
                help_text=f"Agreed {action.agreed_on.day} {action.agreed_on:%B}, {who}, "
                f"by {action.by_on.day} {action.by_on:%B %Y}",
            )
            self.fields[f"why-{action.pk}"] = forms.CharField(
                label="If you drop it, why?", required=False, max_length=300
            )
        self._ask_for_more(key, name, place.note)

    def _ask_for_more(self, key, name: str, note: str) -> None:
        self.fields[f"note-{key}"] = forms.CharField(
            label=f"Note about {name}",
            required=False,
            max_length=4000,
            initial=note,
            widget=forms.Textarea,
        )
        self.fields[f"what-{key}"] = forms.CharField(
            label="Agreed now", required=False, max_length=300, help_text="One thing. Leave empty if none"
        )
        self.fields[f"who-{key}"] = forms.ChoiceField(
            label="Who does it?", choices=ACTORS, initial=BY_VOLUNTEER
        )
        self.fields[f"by-{key}"] = forms.ChoiceField(label="By when?", choices=BY_WHEN, initial="next")

    def layout(self):
        cards = [self._card(place) for place in self.found.places]
        return L.Layout(*cards, L.Field("notes", rows=4), L.Actions(L.Submit("Save the register")))

    def _card(self, place):
        key = place.volunteer_id
        carried = []
        for action in self.found.actions.get(key, ()):
            why = f"why-{action.pk}"
            carried += [
                L.Inline(f"carry-{action.pk}"),
                L.Details("Dropped? Say why", L.Field(why, width=20), open=bool(self[why].errors)),
            ]
        more = L.Details(
            f"Note, and what is agreed now with {place.volunteer.short_name}",
            L.Field(f"note-{key}", rows=2),
            L.Field(f"what-{key}"),
            L.Fields(f"who-{key}", f"by-{key}"),
            open=bool(self[f"what-{key}"].value() or self[f"note-{key}"].value()),
        )
        return L.Card(place.volunteer.name, L.Inline(f"state-{key}"), *carried, more)

    def clean(self):
        said = super().clean()
        for actions in self.found.actions.values():
            for action in actions:
                dropped = said.get(f"carry-{action.pk}") == DROPPED
                if dropped and not said.get(f"why-{action.pk}", "").strip():
                    self.add_error(
                        f"why-{action.pk}", "Say why this is dropped, so that nobody wonders later"
                    )
        return said

    def marks(self) -> dict[Volunteer, Mark]:
        said = self.cleaned_data
        return {
            place.volunteer: Mark(said[f"state-{place.volunteer_id}"], said[f"note-{place.volunteer_id}"])
            for place in self.found.places
        }

    def closed(self) -> list[dict]:
        """Actions that are done or dropped now, as the service takes them."""
        said = self.cleaned_data
        return [
            {"action": action, "state": state, "why": said[f"why-{action.pk}"]}
            for actions in self.found.actions.values()
            for action in actions
            if (state := said[f"carry-{action.pk}"]) != OPEN
        ]

    def agreed(self) -> list[dict]:
        """New actions, as the service takes them."""
        said = self.cleaned_data
        return [
            {
                "volunteer": place.volunteer,
                "what": what,
                "who": said[f"who-{place.volunteer_id}"],
                "by_on": self._day(said[f"by-{place.volunteer_id}"]),
            }
            for place in self.found.places
            if (what := said[f"what-{place.volunteer_id}"].strip())
        ]

    def _day(self, choice: str) -> date:
        return self.today + timedelta(weeks=int(choice) if choice.isdigit() else NEXT_TIME)
