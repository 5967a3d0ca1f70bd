"""Ending support: another peer, no single peer, or leaving the programme."""

from django.contrib import messages

from matching.choices import NO_SINGLE
from matching.forms.endings import REMATCH, EndForm
from matching.presenters import no_single as no_single_words
from matching.services import endings
from peersupport.core import clock
from programmes.presenters import changes as words
from programmes.selectors.changes import to_come
from programmes.services import relationships
from programmes.views.changes import OfRelationship


class EndSupport(OfRelationship):
    title = "End support"
    template_name = "matching/endings.html"
    form_class = EndForm

    def get_form_kwargs(self):
        role = self.relationship.role.name
        named = {"name": self.relationship.patient.short_name, "role": role[:1].lower() + role[1:]}
        return super().get_form_kwargs() | named | {"back": self.back}

    def get_context_data(self, **kwargs):
        ahead = to_come(self.relationship, since=clock.today())
        return super().get_context_data(**kwargs) | {
            "table": words.cancelled(ahead),
            "volunteer": self.relationship.volunteer.short_name,
            "person": self.relationship.patient.short_name,
        }

    def save(self, form) -> str:
        said = form.cleaned_data
        about = {
            "relationship": self.relationship,
            "reason": said["reason"],
            "by": self.actor,
            "at": clock.now(),
        }
        if said["then"] == NO_SINGLE:
            endings.end_without_single(why=said["note"], **about)
        else:
            relationships.end(note=said["note"], rematch=said["then"] == REMATCH, **about)
        messages.success(self.request, f"Support has ended. {self._next(said['then'])}".strip())
        return self.back

    def _next(self, then: str) -> str:
        name = self.relationship.patient.short_name
        return no_single_words.next_of(then, name) if then in (NO_SINGLE, REMATCH) else ""
