"""Planning supervision, and changing a session that is planned."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.accounts.selectors.memberships import coordinators
from peersupport.core import clock
from peersupport.core.templatetags.words import count
from peersupport.core.views.bases import ScopedForm
from volunteers.choices import GROUP, ONE_TO_ONE
from volunteers.forms.supervision_plan import ChangeForm, PlanForm
from volunteers.models import Supervision, Volunteer
from volunteers.presenters import supervision as words
from volunteers.presenters import supervision_plan as plan_words
from volunteers.selectors.supervision import DueLine, due_list, supervised_by_me
from volunteers.selectors.supervision_sessions import invited
from volunteers.services import supervision as services
from volunteers.services.supervision_changes import change
from volunteers.views.picker import PickingMixin


class Inviting(PickingMixin, ScopedForm):
    """Choose from those who are due, the chosen ones on top, then the most urgent: mine, or all whom I may see."""

    permission = may.SUPERVISE
    template_name = "volunteers/supervision_form.html"
    keeps_typed_text = True

    @cached_property
    def lines(self) -> list[DueLine]:
        return due_list(actor=self.actor, on=clock.today())

    @cached_property
    def mine(self) -> list[DueLine]:
        return supervised_by_me(self.lines, actor=self.actor)

    @property
    def whose(self) -> str:
        """Asked for by the form, or by the link that led here."""
        return (self.request.POST if self.request.method == "POST" else self.request.GET).get("whose", "")

    @property
    def everybody(self) -> bool:
        return self.whose == plan_words.EVERYBODY or not self.mine

    @property
    def also(self) -> list[Volunteer]:
        """Others who may stay invited."""
        return []

    @property
    def chosen(self) -> list[str]:
        """Keys that are ticked at first."""
        return self.request.GET.getlist("person")

    def get_form_kwargs(self):
        today, sent = clock.today(), self.request.POST
        first = [line for line in self.lines if str(line.volunteer.pk) in self.chosen]
        rest = [line for line in (self.lines if self.everybody else self.mine) if line not in first]
        also = [(one, one.name) for one in self.also]
        everybody = [*plan_words.people(self.lines, on=today), *also]
        offered = [*plan_words.people(first, on=today), *also, *plan_words.people(rest, on=today)]
        keys = {str(one.pk) for one, _ in everybody}
        return super().get_form_kwargs() | {
            "everybody": everybody,
            "found": [pair for pair in offered if pair[0].is_named(sent.get("q", ""))],
            "whose": plan_words.whose(len(self.mine), len(self.lines)),
            "page": self.page,
            "ticked": self.ticked(keys) if sent else [key for key in self.chosen if key in keys],
            "is_looked_at": self.is_looked_at,
            "supervisors": coordinators(scheme=self.actor.scheme, on=today),
            "today": today,
        }

    def get_initial(self):
        return super().get_initial() | {"whose": plan_words.EVERYBODY if self.everybody else ""}


class PlanSupervision(Inviting):
    form_class = PlanForm

    def get_initial(self):
        me = self.actor.membership
        begins = {"kind": ONE_TO_ONE if len(self.chosen) == 1 else GROUP}
        return super().get_initial() | begins | ({"supervisor": str(me.pk)} if me else {})

    def get_context_data(self, **kwargs):
        empty = "" if self.lines else "Nobody is active yet, so there is nobody to supervise."
        back = {"back": reverse("supervision"), "back_text": "Supervision"}
        return super().get_context_data(title="Plan supervision", empty=empty, **back, **kwargs)

    def save(self, form) -> str:
        made = services.plan(by=self.actor, **form.facts(), at=clock.now(), today=clock.today())
        messages.success(self.request, f"{count(len(made), 'session')} planned. Those invited get a message.")
        return reverse("supervisions-detail", args=[made[0].pk])


class ChangeSession(Inviting):
    form_class = ChangeForm
    done_words = "The session is changed. Everybody for whom something changes gets a message."

    @cached_property
    def session(self) -> Supervision:
        return self.load(Supervision, pk=self.kwargs["pk"])

    @cached_property
    def invited(self) -> list:
        return invited(self.session, actor=self.actor)

    @property
    def chosen(self) -> list[str]:
        return [str(one.pk) for one in self.invited]

    def get_initial(self):
        row = self.session
        facts = {"on": row.on, "start": row.at, "minutes": row.minutes, "place": row.place}
        return super().get_initial() | facts | {"supervisor": str(row.supervisor_id)}

    @property
    def also(self) -> list[Volunteer]:
        known = {line.volunteer.pk for line in self.lines}
        return [one for one in self.invited if one.pk not in known]

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"session": self.session}

    def get_context_data(self, **kwargs):
        row, over = self.session, ""
        if row.taken_on or row.cancelled_on:
            over = "This session is over or cancelled, so it cannot be changed."
        back = {"back": reverse("supervisions-detail", args=[row.pk]), "back_text": words.title(row)}
        return super().get_context_data(title="Change this session", empty=over, **back, **kwargs)

    def save(self, form) -> str:
        about = {"session": self.session, "wanted": form.wanted(), "at": clock.now(), "today": clock.today()}
        change(by=self.actor, **about)
        return reverse("supervisions-detail", args=[self.session.pk])
