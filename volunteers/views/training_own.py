"""A volunteer's own training, on a phone."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedForm, ScopedPage
from volunteers.forms.training import NeedsForm, QuizForm, columns_of
from volunteers.models import Module, Volunteer
from volunteers.presenters import agreements as agreement_words
from volunteers.presenters import certificates as certificate_words
from volunteers.presenters import training_own as words
from volunteers.selectors import training_own as selectors
from volunteers.services.training_own import do_module, say_needs


class MyTrainingPage(ScopedPage):
    permission = may.SEE_MY_PEOPLE
    template_name = "volunteers/training_own.html"

    def get_context_data(self, **kwargs):
        me = self.load(Volunteer, user_id=self.actor.user_key)
        mine = selectors.my_training(me, actor=self.actor, on=clock.today())
        return super().get_context_data(
            todos=[*agreement_words.to_sign(mine.to_sign), *words.to_do(mine)],
            next_date=words.next_date(mine),
            later=words.later(mine),
            done=words.done(mine),
            certificates=certificate_words.own(mine.certificates),
            said=words.said(mine.said),
            **kwargs,
        )


class DoModule(ScopedForm):
    """Read, answer, done; a try that is not enough leads back here."""

    permission = may.SEE_MY_PEOPLE
    form_class = QuizForm
    template_name = "volunteers/training_module.html"

    @cached_property
    def module(self) -> Module:
        return self.load(Module, pk=self.kwargs["pk"])

    def get_form_kwargs(self):
        asked = self.module.questions.order_by("position", "pk") if self.module.pass_mark else ()
        return super().get_form_kwargs() | {"questions": asked}

    def get_context_data(self, **kwargs):
        last = selectors.last_try(self.module, actor=self.actor)
        result = words.result(last, self.module)
        return super().get_context_data(module=self.module, result=result, **kwargs)

    def save(self, form) -> str:
        about = {"module": self.module, "answers": form.answers()}
        result = do_module(by=self.actor, **about, at=clock.now(), today=clock.today())
        if result.passed:
            messages.success(self.request, f"{self.module.name} is done.")
            return reverse("my-training")
        return reverse("modules-do", args=[self.module.pk])


class MyNeeds(ScopedForm):
    permission = may.SEE_MY_PEOPLE
    form_class = NeedsForm
    template_name = "volunteers/training_needs.html"
    done_words = "Saved. Your coordinator can see it."

    @cached_property
    def me(self) -> Volunteer:
        return self.load(Volunteer, user_id=self.actor.user_key)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"works": False}

    def get_initial(self):
        return super().get_initial() | columns_of(selectors.said_by(self.me))

    def get_context_data(self, **kwargs):
        back = {"back": reverse("my-training"), "back_text": "My training"}
        return super().get_context_data(title="What makes training possible for me", **back, **kwargs)

    def save(self, form) -> str:
        fields = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        say_needs(by=self.actor, volunteer=self.me, fields=fields, at=clock.now(), today=clock.today())
        return reverse("my-training")
