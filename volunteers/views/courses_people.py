"""The group of a course: who takes part, who leaves it, and what the group said afterwards."""

from functools import cached_property

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.templatetags.words import count
from peersupport.core.views.bases import ScopedAction
from volunteers.forms.courses_people import PeopleBar, PeopleForm
from volunteers.forms.training_proofs import DebriefForm
from volunteers.models import Place, Volunteer
from volunteers.selectors.courses_people import Candidate, candidates, narrowed
from volunteers.services.courses import end_place, give_places
from volunteers.services.courses_debrief import debrief
from volunteers.views.courses import CourseForm
from volunteers.views.picker import PickingMixin


class AddPeople(PickingMixin, CourseForm):
    form_class = PeopleForm
    title = "Add people to the course"

    @cached_property
    def everybody(self) -> list[Candidate]:
        return candidates(self.course, actor=self.actor, on=clock.today())

    def get_form_kwargs(self):
        kwargs, sent = super().get_form_kwargs(), self.request.POST
        wanted = PeopleBar(sent, actor=self.actor).wanted()
        if self.is_looked_at:
            kwargs = {"initial": {name: sent.get(name, "") for name in ("q", "role", "show")}}
        found = narrowed(self.everybody, **wanted)
        ticked = self.ticked({str(line.volunteer.pk) for line in self.everybody})
        more = {"everybody": self.everybody, "found": found, "page": self.page, "ticked": ticked}
        return kwargs | more | {"actor": self.actor}

    def get_context_data(self, **kwargs):
        empty = {} if self.everybody else {"empty": "Everybody takes part already."}
        return super().get_context_data(**empty, **kwargs)

    def save(self, form) -> str:
        people = form.picked()
        about = {"course": self.course, "volunteers": people, "at": clock.now(), "today": clock.today()}
        give_places(by=self.actor, **about)
        messages.success(self.request, f"{count(len(people), 'person', 'people')} added.")
        return self.back


class EndPlace(ScopedAction):
    permission = may.WORK_VOLUNTEERS

    @cached_property
    def place(self) -> Place:
        seen = Volunteer.objects.visible_to(self.actor)
        rows = Place.objects.visible_to(self.actor).filter(volunteer__in=seen)
        return get_object_or_404(rows.select_related("volunteer"), pk=self.kwargs["pk"])

    def act(self) -> str:
        end_place(by=self.actor, place=self.place, at=clock.now(), today=clock.today())
        messages.success(self.request, f"{self.place.volunteer.name} takes part no longer.")
        return self.back()

    def back(self) -> str:
        return reverse("courses-detail", args=[self.place.course_id])


class Debrief(CourseForm):
    form_class = DebriefForm
    title = "Debrief of the course"

    def save(self, form) -> str:
        about = {"course": self.course, "at": clock.now(), "today": clock.today()}
        debrief(by=self.actor, **about, **self.fields(form))
        return self.back
