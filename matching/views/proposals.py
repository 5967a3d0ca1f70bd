"""One proposal of a round: why, and accept, change or decline it."""

from functools import cached_property
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode

from matching.choices import ACCEPT, CHANGE, DECLINE, OPEN
from matching.forms.proposals import ProposalForm
from matching.models import Proposal
from matching.presenters import candidates as candidate_words
from matching.presenters import proposals as words
from matching.selectors.candidates import match_of
from matching.selectors.undecided import agreed_with
from matching.services import proposals
from matching.views.loading import keep_reason
from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Link
from peersupport.core.views.bases import ScopedForm
from programmes.choices import WAITING
from volunteers.models import Volunteer

RELATED = (
    "enrolment__scheme", "enrolment__patient__practice", "enrolment__cohort__programme__role", "volunteer", "run",
)  # fmt: skip
PACKED = ("run__inputs", "run__outcome")


class DecideProposal(ScopedForm):
    permission = may.MATCH_PEOPLE
    template_name = "matching/proposals_detail.html"
    keeps_typed_text = True

    @cached_property
    def proposal(self) -> Proposal:
        rows = Proposal.objects.visible_to(self.actor).select_related(*RELATED).defer(*PACKED)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @property
    def is_open(self) -> bool:
        return self.proposal.state == OPEN and self.proposal.enrolment.state == WAITING

    @cached_property
    def match(self):
        return match_of(self.proposal.enrolment, actor=self.actor, on=clock.today())

    def get_form(self, form_class=None):
        row, asked = self.proposal, self.request.GET.get("decision")
        others = [(peer.key, candidate_words.choice(peer)) for peer in self.match.peers]
        return ProposalForm(
            **self.get_form_kwargs() | {
                "initial": {"decision": asked if asked in (ACCEPT, CHANGE, DECLINE) else ACCEPT},
                "name": row.enrolment.patient.short_name,
                "proposed": row.volunteer.name,
                "talks_first": row.enrolment.cohort.programme.conversation_first,
                "others": [one for one in others if one[0] != str(row.volunteer_id)],
            }
        )  # fmt: skip

    def get_context_data(self, **kwargs):
        row, patient = self.proposal, self.proposal.enrolment.patient
        run = Link(str(row.run), reverse("runs-detail", args=[row.run_id]))
        events.looked(by=self.actor, person=patient, at=clock.now(), page="proposal")
        context = {
            "page_title": words.title(row),
            "crumbs": [Link("Matching", reverse("matching")), run],
            "row": row,
            "free": words.free(row),
            "explained": words.explained(row),
            "person": Link(patient.name, reverse("enrolments-matching", args=[row.enrolment_id])),
            "run": run,
        }
        if not self.is_open:
            decided = words.state(row) if row.decided_at else f"{patient.name} is no longer waiting."
            return {**kwargs, **context, "decided": decided, "form": None}
        about = candidate_words.about(row.enrolment, self.match, clock.today())
        agreed = agreed_with({row.volunteer_id}, actor=self.actor).get(row.volunteer_id, [])
        context |= {"about": about, "taken": words.taken(row, agreed)}
        return super().get_context_data(**kwargs) | context

    def form_invalid(self, form):
        # Somebody may have been quicker: then the page says what was decided, and asks nothing.
        del self.proposal
        return super().form_invalid(form)

    def save(self, form) -> str:
        decided, row = form.cleaned_data, self.proposal
        facts = {"proposal": row, "why": decided["why"], "by": self.actor, "at": clock.now()}
        if decided["decision"] == DECLINE:
            proposals.decline(**facts)
            messages.success(self.request, "Declined. No later round proposes this pair again.")
            return reverse("runs-detail", args=[row.run_id])
        if decided["decision"] == CHANGE:
            row = proposals.change(volunteer=self._volunteer(decided["volunteer"]), **facts)
        else:
            row = proposals.accept(**facts)
        return self._next(row, decided["why"])

    def _volunteer(self, key: str) -> Volunteer:
        try:
            return self.load(Volunteer, pk=UUID(key))
        except ValueError:
            raise Http404 from None

    def _next(self, row: Proposal, why: str) -> str:
        """They talk first, or the contacts are planned at once: the programme says which."""
        place = row.enrolment
        if place.cohort.programme.conversation_first:
            messages.success(
                self.request,
                f"{row.volunteer.name} is held for {place.patient.short_name}. Ask them to talk next.",
            )
            return f"{reverse('enrolments-matching', args=[place.pk])}#conversation"
        keep_reason(self.request, place.pk, why)
        return f"{reverse('enrolments-plan', args=[place.pk])}?{urlencode({'volunteer': row.volunteer_id})}"
