"""Rounds over the whole waiting list: order one, watch it, read its result."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse

from matching.choices import DONE, QUEUED, RUNNING
from matching.forms.runs import RunForm
from matching.models import Proposal, Run
from matching.presenters import proposals as proposal_words
from matching.presenters import runs as words
from matching.presenters import settings as settings_words
from matching.presenters.runs_recruit import recruit
from matching.selectors.runs import Result, Without, before, result, rounds
from matching.selectors.settings import in_force, names_of
from matching.selectors.undecided import agreed_with
from matching.services import runs, runs_replayed
from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.presenters import Action, Link
from peersupport.core.views.bases import ScopedAction, ScopedDetail, ScopedForm, ScopedList

USUAL_MINIMUM = 35  # where the scheme has chosen nothing
LOOK_AGAIN_SECONDS = 4
MATCHING = "matching"


def crumbs(*more: Link) -> list[Link]:
    return [Link("Matching", reverse(MATCHING)), *more]


class Runs(ScopedList):
    permission = may.MATCH_PEOPLE
    template_name = "matching/runs_list.html"

    def rows(self):
        return rounds(self.actor)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        scheme = self.actor.scheme.pk
        return context | {
            "table": words.table(list(context["page"])),
            "crumbs": crumbs(),
            "settings": settings_words.lines(in_force(scheme), names_of(scheme)),
            "may_change": self.actor.can(may.MANAGE_PROGRAMMES),
        }


class StartRun(ScopedForm):
    permission = may.MATCH_PEOPLE
    template_name = "matching/runs_new.html"
    form_class = RunForm

    def get_initial(self):
        chosen = in_force(self.actor.scheme.pk)
        least = chosen.minimum_score // 100 if chosen.version else USUAL_MINIMUM
        return {"objective": chosen.objective, "minimum": least}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"back": reverse(MATCHING)}

    def get_context_data(self, **kwargs):
        about = words.whom(self.actor.membership.team, before(self.actor))
        return super().get_context_data(**kwargs) | {"crumbs": crumbs(), "about": about}

    def save(self, form) -> str:
        aim = form.cleaned_data
        run = runs.start(
            objective=aim["objective"], minimum_score=aim["minimum"] * 100, by=self.actor, at=clock.now()
        )
        return reverse("runs-detail", args=[run.pk])


class RunDetail(ScopedDetail):
    """While it runs the page asks for itself again, by a header that needs no script."""

    permission = may.MATCH_PEOPLE
    model = Run
    page_size = 10

    @property
    def is_under_way(self) -> bool:
        return self.object.state in (QUEUED, RUNNING)

    def get_template_names(self):
        if self.object.state == DONE:
            return ["matching/runs_detail.html"]
        return ["matching/runs_progress.html" if self.is_under_way else "matching/runs_ended.html"]

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if self.is_under_way:
            response["Refresh"] = str(LOOK_AGAIN_SECONDS)
        return response

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        run = self.object
        context |= {"page_title": words.title(run), "crumbs": crumbs(Link("Rounds", reverse("runs")))}
        return context | (self._result(run) if run.state == DONE else self._progress(run))

    def _progress(self, run: Run) -> dict:
        here = reverse("runs-detail", args=[run.pk])
        return {
            "label": words.progress(run),
            "percent": 100 * run.step // len(words.STEPS),
            "steps": words.steps(run),
            "again": Action("Look again", here),
            "stop": Action("Stop this round", reverse("runs-stop", args=[run.pk]), post=True),
            "start": Action("Start another round", reverse("runs-new")),
        }

    def _result(self, run: Run) -> dict:
        found = result(run, actor=self.actor)
        return {
            "note": words.finished(run, clock.now()),
            "stats": words.stats(found),
            "proof": words.proof(found),
            "left": words.left(found.left, clock.today()),
            "left_title": words.left_title(found.left_total),
            "left_more": words.left_more(found),
            "again": Action(
                "Work it out again", reverse("runs-replay", args=[run.pk]), post=True, secondary=True
            ),
            "changes": words.changes(found),
            "changes_title": f"Changes since round {run.before.number}" if run.before else "",
            "recruit": recruit(found),
            "held": proposal_words.held(found.held, found.agreed),
            **self._proposals(found),
        }

    def _proposals(self, found: Result) -> dict:
        show = self.request.GET.get("show", words.ALL)
        rows = words.chosen(found, show)
        page = Paginator(rows, self.page_size).get_page(self.request.GET.get("page"))
        shown = self._explained([row.pk for row in page])
        agreed = agreed_with({row.volunteer_id for row in shown}, actor=self.actor)
        return {
            "filters": words.filters(found, show),
            "page": page,
            "query": f"show={show}" if show in (words.CHANGED, words.NOW) else "",
            "table": proposal_words.table(shown, found.changed, agreed, clock.today()),
        }

    def _explained(self, keys: list) -> list[Proposal]:
        """The proposals of one page, with why."""
        related = ("enrolment__patient", "enrolment__cohort__programme__role", "volunteer")
        rows = Proposal.objects.visible_to(self.actor).filter(pk__in=keys)
        return list(rows.select_related(*related).order_by("position", "pk"))


class RunWithout(ScopedDetail):
    """Everybody without a match, each with the reason."""

    permission = may.MATCH_PEOPLE
    model = Run
    template_name = "matching/runs_without.html"
    page_size = 25

    def get_object(self):
        return self.load(Run, pk=self.kwargs["pk"], state=DONE)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        people = Without(self.object, self.actor)
        page = Paginator(people, self.page_size).get_page(self.request.GET.get("page"))
        back = Link(words.title(self.object), reverse("runs-detail", args=[self.object.pk]))
        return context | {
            "page_title": words.left_title(len(people)),
            "crumbs": crumbs(Link("Rounds", reverse("runs")), back),
            "page": page,
            "query": "",
            "table": words.left_table(list(page), clock.today()),
        }


class ReplayRun(ScopedAction):
    """Come to the answer of a past round again, from what it stored, and say whether it is the same."""

    permission = may.MATCH_PEOPLE

    def act(self) -> str:
        run = self.load(Run, pk=self.kwargs["pk"], state=DONE)
        found = runs_replayed.again(run=run, by=self.actor, at=clock.now())
        say = messages.success if found.same else messages.warning
        say(self.request, words.replayed(found))
        return reverse("runs-detail", args=[run.pk])


class StopRun(ScopedAction):
    permission = may.MATCH_PEOPLE

    def act(self) -> str:
        run = self.load(Run, pk=self.kwargs["pk"])
        runs.stop(run=run, by=self.actor, at=clock.now())
        return reverse("runs-detail", args=[run.pk])

    def back(self) -> str:
        return reverse("runs-detail", args=[self.kwargs["pk"]])
