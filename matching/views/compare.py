"""Two candidates for one person, side by side."""

from functools import cached_property

from django.urls import reverse

from matching.forms.compare import CompareForm
from matching.presenters import candidates as candidate_words
from matching.presenters import compare as words
from matching.selectors.candidates import Match, match_of
from matching.views.loading import OfEnrolment
from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Link
from peersupport.core.views.bases import ScopedPage
from programmes.choices import WAITING


class Compare(OfEnrolment, ScopedPage):
    """`?one=` and `?other=` are keys of volunteers; without them the two best are shown."""

    permission = may.MATCH_PEOPLE
    template_name = "matching/compare.html"

    @cached_property
    def match(self) -> Match:
        return match_of(self.enrolment, actor=self.actor, on=clock.today())

    def form(self) -> CompareForm:
        names = words.names(self.match)
        if "one" in self.request.GET:
            return CompareForm(self.request.GET, names=names)
        best = [peer.key for peer in self.match.peers[:2]]
        return CompareForm(dict(zip(("one", "other"), best, strict=False)), names=names)

    def get_context_data(self, **kwargs):
        place, patient = self.enrolment, self.enrolment.patient
        events.looked(by=self.actor, person=patient, at=clock.now(), page="compare")
        back = reverse("enrolments-matching", args=[place.pk])
        context = super().get_context_data(
            name=patient.short_name,
            crumbs=[Link("Matching", reverse("matching")), Link(patient.name, back)],
            **kwargs,
        )
        if place.state != WAITING or len(self.match.peers) < 2:
            return context | {"too_few": True}
        form = self.form()
        context |= {"form": form, "about": candidate_words.about(place, self.match, clock.today())}
        return context | (self._sides(form) if form.is_valid() else {})

    def _sides(self, form: CompareForm) -> dict:
        peers = {peer.key: peer for peer in self.match.peers}
        one, other = peers[form.cleaned_data["one"]], peers[form.cleaned_data["other"]]
        return {
            "table": words.table(one, other),
            "sides": [words.side(one), words.side(other)],
            "decide": words.decide(self.enrolment),
        }
