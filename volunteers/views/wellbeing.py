"""A volunteer says how they are, or asks for a talk."""

from functools import cached_property

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedForm
from volunteers.choices import AFTER_HARD
from volunteers.forms.wellbeing import AnswerForm, AskForm
from volunteers.models import CheckIn, Volunteer
from volunteers.services import wellbeing as services

AFTER = "You said that a contact was hard. Thank you for saying so."
FROM_TIME = "We ask everybody from time to time."


class AnswerCheckIn(ScopedForm):
    permission = may.SEE_MY_PEOPLE
    form_class = AnswerForm
    template_name = "volunteers/wellbeing_answer.html"
    done_words = "Thank you for telling us."

    @cached_property
    def check_in(self) -> CheckIn:
        return self.load(CheckIn, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        why = AFTER if self.check_in.reason == AFTER_HARD else FROM_TIME
        return super().get_context_data(title="How are you?", why=why, **kwargs)

    def save(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("answer", "words")}
        services.answer(by=self.actor, check_in=self.check_in, **said, at=clock.now())
        return reverse("my-people")


class AskForTalk(ScopedForm):
    permission = may.SEE_MY_PEOPLE
    form_class = AskForm
    template_name = "volunteers/wellbeing_answer.html"
    done_words = "Thank you. Somebody will be in touch with you."

    def get_context_data(self, **kwargs):
        why = "You need no reason. Your coordinator or supervisor gets in touch."
        return super().get_context_data(title="Ask for a talk", why=why, **kwargs)

    def save(self, form) -> str:
        me = self.load(Volunteer, user_id=self.actor.user_key)
        services.ask_for_a_talk(by=self.actor, volunteer=me, words=form.cleaned_data["words"], at=clock.now())
        return reverse("my-supervision")
