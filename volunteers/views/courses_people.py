"""The group of a course: who takes part, who leaves it, and what the group said afterwards."""

from functools import cached_property

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.templatetags.words import count
from peersupport.core.views.bases import ScopedAction
from volunteers.forms.courses import PeopleForm
from volunteers.forms.training_proofs import DebriefForm
from volunteers.models import Place, Volunteer
from volunteers.selectors.courses import others
from volunteers.services.courses import end_place, give_places
from volunteers.services.courses_debrief import debrief
from volunteers.views.courses import CourseForm


class AddPeople(CourseForm):
    form_class = PeopleForm
    title = "Add people to the course"

    def get_form_kwargs(self):
        people = others(self.course, actor=self.actor, on=clock.today())
        return super().get_form_kwargs() | {"volunteers": people}

    def save(self, form) -> str:
        people = form.cleaned_data["people"]
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
