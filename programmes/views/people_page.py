"""The pages of one person: overview, plan and contacts, messages, who looked. Opening one is an event."""

from django.core.paginator import Paginator
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import ScopedDetail
from programmes.models import Patient
from programmes.presenters import followups as followup_words
from programmes.presenters import lapses as lapse_words
from programmes.presenters import people_looks as look_words
from programmes.presenters import people_messages as message_words
from programmes.presenters import people_page as words
from programmes.presenters import people_plan as plan_words
from programmes.presenters import people_timeline as timeline_words
from programmes.selectors.followups import silences_of
from programmes.selectors.lapses import lapses_of
from programmes.selectors.people_looks import looks
from programmes.selectors.people_messages import messages, reminded
from programmes.selectors.people_page import Person, overview, person
from programmes.selectors.people_plan import supports
from programmes.selectors.people_timeline import timeline

FIRST = 8  # entries of the timeline before "All entries"


class PersonPage(ScopedDetail):
    """Head and tabs; each page adds its panel and names itself for the audit."""

    permission = may.SEE_PEOPLE
    model = Patient
    tab: str
    page: str

    def panel(self, found: Person) -> dict:
        """What this tab shows."""
        raise NotImplementedError

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = clock.today()
        events.looked(by=self.actor, person=self.object, at=clock.now(), page=self.page)
        found = person(self.object, actor=self.actor, on=today)
        return context | {
            "person": words.header(found, actor=self.actor, on=today),
            "tabs": words.tabs(found, self.tab, actor=self.actor),
            "label": f"Record of {self.object.name}",
            "crumbs": words.crumbs(),
            **self.panel(found),
        }


class PersonOverview(PersonPage):
    tab, page = "people-detail", "overview"
    template_name = "programmes/people_detail.html"

    def panel(self, found: Person) -> dict:
        today = clock.today()
        drawn = overview(found, on=today)
        happened = timeline(found, actor=self.actor)
        shown = happened if "all" in self.request.GET else happened[:FIRST]
        return {
            "may_change": self.actor.can(may.WORK_REFERRALS),
            "may_stop": self.actor.can(may.PLAN_SUPPORT),
            "plans": [words.chart(row, plan, on=today) for row, plan in drawn.plans],
            "step": None if found.running else words.next_step(found, actor=self.actor, on=today),
            "events": timeline_words.events(
                shown, reminded(found), on=today, reads_why=self.actor.can(may.MATCH_PEOPLE)
            ),
            "more": words.all_entries(len(happened)) if len(shown) < len(happened) else None,
            "facts": words.good_to_know(found, drawn),
            "lapses": [lapse_words.note(one) for one in lapses_of(found.running, on=today)],
            "silences": [followup_words.note(one, actor=self.actor) for one in silences_of(found.running)],
        }


class PersonPlan(PersonPage):
    tab, page = "people-plan", "plan"
    template_name = "programmes/people_plan.html"

    def panel(self, found: Person) -> dict:
        today = clock.today()
        rows = supports(found, on=today)
        return {
            "sections": [plan_words.section(row, actor=self.actor, on=today) for row in rows],
            "step": None if found.running else words.next_step(found, actor=self.actor, on=today),
        }


class PersonMessages(PersonPage):
    tab, page = "people-messages", "messages"
    template_name = "programmes/people_messages.html"

    def panel(self, found: Person) -> dict:
        may_set = self.actor.can(may.WORK_MESSAGES)
        wishes = reverse("messages-wishes", args=["patient", found.patient.pk]) if may_set else ""
        return {"table": message_words.table(messages(found)), "wishes": wishes}


class PersonLooks(PersonPage):
    tab, page = "people-looks", "looks"
    template_name = "programmes/people_looks.html"

    def panel(self, found: Person) -> dict:
        pages = Paginator(looks(found.patient, actor=self.actor), 50)
        shown = pages.get_page(self.request.GET.get("page"))
        return {"table": look_words.table(shown.object_list), "shown": shown}
