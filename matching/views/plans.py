"""Planning the contacts of a match: a preview that saves nothing, then the start."""

from datetime import date, time
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.urls import reverse

from matching.forms.plans import PreviewForm, StartForm
from matching.presenters import plans as words
from matching.presenters.candidates import role_of
from matching.selectors.plans import Proposal, proposal, suggestion, tapers, welcomers
from matching.services import decisions
from matching.views.loading import OfEnrolment
from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.errors import Refusal
from peersupport.core.presenters import Action, Link
from peersupport.core.views.bases import ScopedForm
from programmes.choices import WAITING
from programmes.models import Taper
from volunteers.models import Volunteer


class PlanContacts(OfEnrolment, ScopedForm):
    permission = may.PLAN_SUPPORT
    template_name = "matching/plans.html"
    keeps_typed_text = True
    done_words = "The plan has started. All its contacts are under “Plan and contacts”."

    @cached_property
    def sent(self) -> dict:
        """What the form base gives; what was typed before an expired session is in it, once."""
        return super().get_form_kwargs()

    @property
    def typed(self):
        return self.sent.get("data")

    @cached_property
    def key(self) -> str:
        return (self.typed or self.request.GET).get("volunteer", "")

    @cached_property
    def peer(self) -> Volunteer:
        return self.volunteer(self.key)

    @property
    def back(self) -> str:
        return reverse("enrolments-matching", args=[self.enrolment.pk])

    def get(self, request, *args, **kwargs):
        if self.enrolment.state != WAITING or not self.key:
            return HttpResponseRedirect(self.back)
        return super().get(request, *args, **kwargs)

    @cached_property
    def choices(self) -> dict:
        return {"tapers": tapers(self.actor.scheme), "today": clock.today()}

    def get_form(self, form_class=None):
        initial = {**self.shown, "why": self.kept_reason()}
        found, _ = self.planned
        facts = {"name": self.enrolment.patient.short_name, "back": self.back, **self.choices}
        facts["welcomers"] = welcomers(self.peer, actor=self.actor, on=clock.today())
        facts["past"] = bool(found and found.past)
        return StartForm(**{**self.sent, "initial": initial}, **facts)

    @cached_property
    def preview(self) -> PreviewForm:
        if "start_day" in self.request.GET and not self.typed:
            return PreviewForm(self.request.GET, **self.choices)
        return PreviewForm(initial=self.shown, **self.choices)

    @cached_property
    def shown(self) -> dict:
        """Start, time, mode, taper and volunteer that are on the page, as fields take them."""
        names = ("start", "at_time", "mode", "taper", "volunteer")
        if self.typed:
            return {name: self.typed.get(name, "") for name in names} | {
                "start": _day(self.typed.get("start"))
            }
        if "start_day" in self.request.GET:
            found = self.preview.cleaned_data if self.preview.is_valid() else {}
            return _fields(**found) if found else {}
        first = suggestion(self.enrolment, self.peer, today=clock.today())
        programme = self.enrolment.cohort.programme
        return _fields(first.start_on, first.at_time, first.mode, programme.taper, self.key)

    def agreed(self) -> tuple[date, Taper] | None:
        """The start and the taper of the page; None when what was typed is wrong."""
        form = StartForm({**self.shown, "why": "-"}, name="", back="", **self.choices)
        return (form.cleaned_data["start"], form.cleaned_data["taper"]) if form.is_valid() else None

    @cached_property
    def planned(self) -> tuple[Proposal | None, list[str]]:
        """The plan as it would be, and why it cannot start."""
        agreed = self.agreed()
        if agreed is None:
            return None, []
        start_on, taper = agreed
        try:
            found = proposal(
                self.enrolment,
                self.peer,
                start_on=start_on,
                taper=taper,
                today=clock.today(),
                actor=self.actor,
            )
        except Refusal as refusal:
            return None, [refusal.words]
        return found, list(found.refusals)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        patient, peer = self.enrolment.patient, self.peer
        events.looked(by=self.actor, person=patient, at=clock.now(), page="plan preview")
        found, refusals = self.planned
        return context | {
            "crumbs": [
                Link(patient.name, reverse("people-detail", args=[patient.pk])),
                Link("Matching", self.back),
            ],
            "pair": f"{patient.name} with {peer.name}, {role_of(self.enrolment)}",
            "preview": self.preview,
            "refusals": refusals,
            "back": self.back,
            **(self._plan(found) if found else {}),
        }

    def _plan(self, found: Proposal) -> dict:
        peer = self.peer
        return {
            "heading": words.heading(found),
            "phases": words.phases(found),
            "load_title": f"{peer.short_name}’s load, week by week",
            "busiest": words.busiest(found, peer),
            "over": words.over(found, peer),
            "beside": words.beside(found, peer),
            "over_tag": words.OVER,
            "chart": words.chart(found, self.enrolment, peer),
            "steps": words.steps(self.enrolment, peer),
            **self._moves(found),
            **self._late(found),
        }

    def _late(self, found: Proposal) -> dict:
        if not found.past or found.instead_on is None:
            return {}
        typed = self.shown | {
            f"start_{part}": getattr(found.instead_on, part) for part in ("day", "month", "year")
        }
        typed.pop("start")
        address = f"{self.request.path}?{urlencode(typed)}"
        return {"late": words.late(found), "instead": Action(words.instead(found), address)}

    def _moves(self, found: Proposal) -> dict:
        if not found.moves:
            return {}
        for move in found.moves:
            events.looked(
                by=self.actor, person=move.relationship.patient, at=clock.now(), page="plan preview"
            )
        return {"moves": words.moves(found), "moves_words": words.moves_words(found, self.peer)}

    def form_invalid(self, form):
        # The reason survives a change of the date, which is a page of its own.
        self.keep_reason(form.data.get("why", ""))
        return super().form_invalid(form)

    def save(self, form) -> str:
        agreed = form.cleaned_data
        decisions.accept(
            enrolment=self.enrolment,
            volunteer=self.peer,
            why=agreed["why"],
            start_on=agreed["start"],
            mode=agreed["mode"],
            at_time=agreed["at_time"],
            taper=agreed["taper"],
            welcomer=self.volunteer(agreed["welcomer"]) if agreed.get("welcomer") else None,
            late=agreed.get("late", ""),
            by=self.actor,
            at=clock.now(),
        )
        self.drop_reason()
        return reverse("people-detail", args=[self.enrolment.patient_id])


def _day(text: str | None) -> date | None:
    """The day of a hidden field, None if it is none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _fields(start: date, at_time: time | None, mode: str, taper: Taper, volunteer: str) -> dict[str, str]:
    """Values as the fields of a form take them."""
    at = f"{at_time:%H:%M}" if at_time else ""
    return {"start": start, "at_time": at, "mode": mode, "taper": str(taper.pk), "volunteer": volunteer}
