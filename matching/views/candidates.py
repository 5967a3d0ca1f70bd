"""One person's matching page: candidates, the conversation, the decision."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse
from django.utils.http import urlencode

from matching.choices import MATCH
from matching.forms.conversations import ConversationForm
from matching.forms.decisions import DecisionForm
from matching.models import Proposal
from matching.presenters import candidates as words
from matching.presenters import decisions as decision_words
from matching.presenters import no_single as no_single_words
from matching.presenters import preferences as preference_words
from matching.presenters import proposals as proposal_words
from matching.selectors.candidates import Match, match_of
from matching.selectors.decisions import decided
from matching.selectors.no_single import no_single_decision
from matching.selectors.runs import held_for
from matching.services import conversations, decisions
from matching.views.loading import OfEnrolment
from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Action, Link
from peersupport.core.views.bases import ScopedForm, ScopedPage
from programmes.choices import WAITING
from volunteers.models import Volunteer

TALK, DECIDE = "talk", "decide"


class CandidatesMixin(OfEnrolment):
    """The page itself; its two forms each have an address of their own."""

    permission = may.MATCH_PEOPLE
    template_name = "matching/candidates.html"

    @cached_property
    def match(self) -> Match:
        return match_of(self.enrolment, actor=self.actor, on=clock.today())

    @property
    def role(self) -> str:
        return words.role_of(self.enrolment)

    @cached_property
    def proposal(self) -> Proposal | None:
        """What a round proposes for this person."""
        return held_for(self.enrolment)

    @property
    def proposed(self) -> str:
        return str(self.proposal.volunteer_id) if self.proposal else ""

    def form_facts(self, *, to_match: bool) -> dict:
        shown, rest = words.offered(self.match, self.proposed, to_match=to_match)
        return {"name": self.enrolment.patient.short_name, "role": self.role, "shown": shown, "rest": rest}

    def talk_form(self, **kwargs) -> ConversationForm:
        chosen = {"initial": {"volunteer": self.proposed}, **kwargs}
        form = ConversationForm(prefix=TALK, today=clock.today(), **self.form_facts(to_match=False), **chosen)
        form.action = reverse("enrolments-conversation", args=[self.enrolment.pk])
        return form

    def decision_form(self, **kwargs) -> DecisionForm:
        chosen = {"initial": {"volunteer": words.preselected(self.match) or self.proposed}, **kwargs}
        form = DecisionForm(
            prefix=DECIDE, wide=bool(self.match.met), **self.form_facts(to_match=True), **chosen
        )
        form.action = reverse("enrolments-decision", args=[self.enrolment.pk])
        return form

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        place, patient = self.enrolment, self.enrolment.patient
        events.looked(by=self.actor, person=patient, at=clock.now(), page="matching")
        person = Link(patient.name, reverse("people-detail", args=[patient.pk]))
        context |= {
            "person": person,
            "role": self.role,
            "crumbs": [Link("Matching", reverse("matching")), person],
        }
        context["page_title"] = words.title(place)
        context["decided"] = decision_words.table(decided(place))
        if place.state != WAITING:
            return context
        return {**self._page(), **context}

    def _page(self) -> dict:
        match, role, person = self.match, self.role, self.enrolment.patient.short_name
        return {
            "match": match,
            "about": words.about(self.enrolment, match, clock.today()),
            "name": person,
            "matters": preference_words.matters(match),
            "own_words": self.enrolment.matters,
            "not_with": reverse("enrolments-not-with", args=[self.enrolment.pk]),
            "compare": reverse("enrolments-compare", args=[self.enrolment.pk]) if match.possible > 1 else "",
            "change": reverse("enrolments-preferences", args=[self.enrolment.pk]),
            "heading": words.heading(match.possible, role),
            "cards": words.cards(match, role),
            "more": words.more(match, role),
            "nobody": words.nobody(person, role),
            "nobody_open": not match.possible,
            "ruled_out": words.ruled_out(match),
            "ruled_out_words": words.ruled_out_words(match),
            "you_decide": f"You decide, after {person} and the {role} have talked.",
            "can_talk": bool(match.peers or match.met),
            "proposal": self._note(),
            **self._no_single(),
            "talks": words.talks(match.met, person),
            "talk_form": self.talk_form(),
            "decision_form": self.decision_form(),
        }

    def _note(self) -> str:
        row = self.proposal
        if row is None:
            return ""
        seen = Volunteer.objects.visible_to(self.actor).filter(pk=row.volunteer_id)
        return proposal_words.note(row, is_seen=seen.exists())

    def _no_single(self) -> dict:
        decided = no_single_decision(self.enrolment)
        if decided is None:
            return {}
        again = reverse("enrolments-seek-again", args=[self.enrolment.pk])
        return {
            "no_single": no_single_words.decided(decided),
            "again": Action(f"Look for a {self.role} again", again),
        }


class CandidatesForm(CandidatesMixin, ScopedForm):
    """The page with one of its forms filled in."""

    keeps_typed_text = True

    def typed(self) -> dict:
        kwargs = self.get_form_kwargs()
        return {"data": kwargs["data"]} if "data" in kwargs else {}


class Candidates(CandidatesMixin, ScopedPage):
    """To look at, with both forms."""


class RecordConversation(CandidatesForm):
    done_words = "The conversation is recorded."

    def get_form(self, form_class=None):
        return self.talk_form(**self.typed())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"talk_form": context["form"]}

    def save(self, form) -> str:
        said = form.cleaned_data
        conversations.record(
            enrolment=self.enrolment,
            volunteer=self.volunteer(form.who()),
            held_on=said["held_on"],
            patient_said=said["patient_said"],
            volunteer_said=said["volunteer_said"],
            note=said["note"],
            by=self.actor,
            at=clock.now(),
        )
        return reverse("enrolments-matching", args=[self.enrolment.pk])


class Decide(CandidatesForm):
    """Matching leads on to the plan, where the relationship starts; all else is saved here."""

    def get_form(self, form_class=None):
        return self.decision_form(**self.typed())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"decision_form": context["form"]}

    def save(self, form) -> str:
        decided = form.cleaned_data
        chosen = self.volunteer(form.who()) if form.who() else None
        if decided["decision"] == MATCH:
            return self._plan_next(chosen, decided["why"])
        decisions.decline(
            enrolment=self.enrolment,
            decision=decided["decision"],
            why=decided["why"],
            volunteer=chosen,
            by=self.actor,
            at=clock.now(),
        )
        name = self.enrolment.patient.short_name
        messages.success(
            self.request, f"Your decision is saved. {no_single_words.next_of(decided['decision'], name)}"
        )
        return reverse("enrolments-matching", args=[self.enrolment.pk])

    def _plan_next(self, volunteer: Volunteer, why: str) -> str:
        decisions.check_talk(self.enrolment, volunteer)
        self.keep_reason(why)
        query = urlencode({"volunteer": volunteer.pk})
        return f"{reverse('enrolments-plan', args=[self.enrolment.pk])}?{query}"
