"""Monthly reviews of quality."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.accounts.models import Team
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.presenters import Action
from peersupport.core.views.bases import ScopedAction, ScopedDetail, ScopedForm
from programmes.forms.feedback import WordsForm
from programmes.forms.quality import ReviewForm, RulesForm
from programmes.models import QualityFlag, QualityReview
from programmes.presenters import quality as words
from programmes.selectors import quality as selectors
from programmes.selectors.quality_figures import Rules, rules_of
from programmes.services import quality as services


class QualityPage(ScopedForm):
    """The reviews, and beginning one."""

    permission = may.SEE_VOLUNTEERS
    form_class = ReviewForm
    template_name = "programmes/quality_list.html"

    def get_form_kwargs(self):
        teams = Team.objects.visible_to(self.actor).order_by("name")
        teams = teams.filter(pk=self.actor.team_id) if self.actor.team_id else teams
        months = selectors.months(clock.today())
        return super().get_form_kwargs() | {"months": months, "teams": teams, "whole": not self.actor.team_id}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            table=words.table(selectors.reviews(actor=self.actor)[:60]),
            works=self.actor.can(may.WORK_VOLUNTEERS),
            manages=self.actor.can(may.MANAGE_SCHEME),
            **kwargs,
        )

    def save(self, form) -> str:
        facts = {name: form.cleaned_data[name] for name in ("month", "team")}
        review = services.begin(by=self.actor, **facts, at=clock.now(), today=clock.today())
        return reverse("quality-detail", args=[review.pk])


class ReviewPage(ScopedDetail):
    permission = may.SEE_VOLUNTEERS
    model = QualityReview
    template_name = "programmes/quality_detail.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        review, rows = self.object, selectors.flags(self.object)
        works = self.actor.can(may.WORK_VOLUNTEERS) and not review.closed_at
        for key in {row.volunteer_id: row.volunteer for row in rows}.values():
            events.looked(by=self.actor, person=key, at=clock.now(), page="quality review")
        left = sum(row.answered_on is None for row in rows)
        close = Action(
            "Close this review", reverse("quality-close", args=[review.pk]), post=True, secondary=False
        )
        return context | {
            "title": words.name(review),
            "tag": words.state(review),
            "figures": words.figures(review),
            "table": words.flags(rows, works=works),
            "left": left,
            "close": close if works and not left else None,
        }


class CloseReview(ScopedAction):
    permission = may.WORK_VOLUNTEERS

    @cached_property
    def review(self) -> QualityReview:
        return self.load(QualityReview, pk=self.kwargs["pk"])

    def act(self) -> str:
        services.close(by=self.actor, review=self.review, at=clock.now())
        messages.success(self.request, "The review is closed.")
        return reverse("quality")

    def back(self) -> str:
        return reverse("quality-detail", args=[self.review.pk])


class AnswerFlag(ScopedForm):
    permission = may.WORK_VOLUNTEERS
    form_class = WordsForm
    template_name = "programmes/quality_answer.html"
    keeps_typed_text = True
    done_words = "Your answer is saved."

    @cached_property
    def flag(self) -> QualityFlag:
        return self.load(QualityFlag, pk=self.kwargs["pk"])

    def get_initial(self):
        return super().get_initial() | {"words": self.flag.answer}

    @property
    def back(self) -> str:
        return reverse("quality-detail", args=[self.flag.review_id])

    def get_context_data(self, **kwargs):
        flag, found = self.flag, selectors.behind(self.flag, actor=self.actor)
        people = {
            row.relationship.patient_id: row.relationship.patient for row in (*found.late, *found.missed)
        }
        about = [flag.volunteer, *people.values()]
        events.looked_at_all(by=self.actor, people=about, at=clock.now(), page="quality flag")
        return super().get_context_data(
            who=flag.volunteer.name,
            what=words.flag_words(flag),
            table=words.behind(found),
            back=self.back,
            **kwargs,
        )

    def save(self, form) -> str:
        about = {"flag": self.flag, "words": form.cleaned_data["words"]}
        services.answer(by=self.actor, **about, at=clock.now(), today=clock.today())
        return self.back


class QualityRulesPage(ScopedForm):
    permission = may.MANAGE_SCHEME
    form_class = RulesForm
    template_name = "programmes/quality_rules.html"
    done_words = "Saved. Reviews that begin from now on use it."

    def get_initial(self):
        found = rules_of(self.actor.scheme)
        return super().get_initial() | {name: getattr(found, name) for name in Rules.__slots__}

    def save(self, form) -> str:
        values = {name: form.cleaned_data[name] for name in Rules.__slots__}
        services.set_rules(by=self.actor, at=clock.now(), **values)
        return reverse("quality")
