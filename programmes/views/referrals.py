"""The coordinators' pages of referrals: the list, one referral with its answer, and taking it on."""

from functools import cached_property

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.accounts.models import Term
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.views.bases import ScopedAction, ScopedDetail, ScopedForm, ScopedList
from programmes.choices import RECEIVED
from programmes.forms.referrals_answer import AcceptForm, DeclineForm
from programmes.forms.referrals_search import ReferralSearch
from programmes.models import Referral
from programmes.presenters import referrals_list as listed
from programmes.presenters import referrals_page as shown
from programmes.presenters.enrolments import sections
from programmes.selectors import cohorts, referrals
from programmes.selectors.referrals_open import possible_duplicates
from programmes.services import referrals_answered as answers


class ReferralList(ScopedList):
    permission = may.SEE_PEOPLE
    template_name = "programmes/referrals_list.html"

    @property
    def state(self) -> str:
        return listed.WORDS.get(self.request.GET.get("state", ""), RECEIVED)

    @property
    def text(self) -> str:
        return self.request.GET.get("q", "")

    def rows(self):
        return referrals.to_answer(actor=self.actor, state=self.state, text=self.text)

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        words = self.request.GET.get("state", "new")
        return page | {
            "filters": listed.filters(self.state, referrals.counts(actor=self.actor)),
            "table": listed.table(page["page"].object_list, actor=self.actor, today=clock.today()),
            "empty": listed.empty(self.state, text=self.text),
            "bar": ReferralSearch(initial={"q": self.text, "state": words}),
            "may_refer": self.actor.can(may.REFER),
            "sections": sections("referrals"),
        }


class Answering:
    """What the page of one referral shows, whether it is read or answered."""

    template_name = "programmes/referrals_detail.html"

    @cached_property
    def referral(self) -> Referral:
        return self.load(Referral, pk=self.kwargs["pk"])

    @cached_property
    def alike(self):
        return possible_duplicates(self.referral, actor=self.actor)

    def accept_form(self, data=None) -> AcceptForm:
        return AcceptForm(
            data,
            cohorts=cohorts.open_cohorts(actor=self.actor, on=clock.today()),
            people=[one.row for one in self.alike if one.is_patient],
            action=reverse("referrals-accept", args=[self.referral.pk]),
        )

    def decline_form(self, data=None) -> DeclineForm:
        return DeclineForm(data, action=reverse("referrals-decline", args=[self.referral.pk]))

    def page(self) -> dict:
        row, today, scheme = self.referral, clock.today(), self.actor.scheme
        days = referrals.days_to_answer(row, scheme=scheme, today=today)
        is_open = row.state == RECEIVED and self.actor.can(may.WORK_REFERRALS)
        return {
            "referral": row,
            "header": shown.header(row, today=today, days=days, limit=scheme.answer_within_days),
            "parts": shown.parts(row, terms=Term.objects.of(scheme).names()),
            "alike": shown.side_by_side(row, self.alike) if row.state == RECEIVED else None,
            "owner": row.owner.user.name if row.owner else "",
            "take": shown.owner_action(row, membership=self.actor.membership) if is_open else None,
            "answer": shown.answer(row) if row.state != RECEIVED else (),
            "is_open": is_open,
        }


class ReferralPage(Answering, ScopedDetail):
    permission = may.SEE_PEOPLE

    def get_object(self):
        return self.referral

    def get_context_data(self, **kwargs):
        row = self.referral
        events.looked(by=self.actor, person=row.patient or row, at=clock.now(), page="referral")
        page = self.page()
        forms = {"accept": self.accept_form(), "decline": self.decline_form()} if page["is_open"] else {}
        return super().get_context_data(**kwargs) | page | forms


class Answer(Answering, ScopedForm):
    """A form of the page is sent: on a mistake the same page comes back, with what was typed."""

    permission = may.WORK_REFERRALS

    def get(self, request, *args, **kwargs):
        """After a new sign-in, say: the form is on the referral's page."""
        return HttpResponseRedirect(reverse("referrals-detail", args=[self.referral.pk]))

    def get_context_data(self, **kwargs):
        form = kwargs["form"]
        # What a colleague has done meanwhile has to show.
        self.referral.refresh_from_db()
        forms = {"accept": self.accept_form(), "decline": self.decline_form()} | {form.prefix: form}
        return super().get_context_data(**kwargs) | self.page() | forms


class AcceptReferral(Answer):
    def get_form(self, form_class=None):
        return self.accept_form(self.request.POST if self.request.method == "POST" else None)

    def save(self, form) -> str:
        place = answers.accept(
            referral=self.referral,
            cohort=form.cleaned_data["cohort"],
            same_as=form.same_person,
            is_new=form.is_new,
            by=self.actor,
            at=clock.now(),
        )
        name, cohort = self.referral.name, place.cohort
        messages.success(self.request, f"{name} is on the waiting list of {cohort}")
        return reverse("referrals-detail", args=[self.referral.pk])


class DeclineReferral(Answer):
    def get_form(self, form_class=None):
        return self.decline_form(self.request.POST if self.request.method == "POST" else None)

    def save(self, form) -> str:
        given = form.cleaned_data
        answers.decline(
            referral=self.referral, reason=given["reason"], note=given["note"], by=self.actor, at=clock.now()
        )
        messages.success(self.request, f"Referral {self.referral.reference} is declined")
        return reverse("referrals")


class TakeReferral(ScopedAction):
    permission = may.WORK_REFERRALS

    def act(self) -> str:
        row = self.load(Referral, pk=self.kwargs["pk"])
        seen = str(row.owner_id or "") == self.request.GET.get("from", "")
        # Taken by somebody since the page was opened: the service then says by whom.
        seen_owner = row.owner_id if seen else None
        answers.take(referral=row, by=self.actor, at=clock.now(), seen_owner=seen_owner)
        messages.success(self.request, "This referral is yours now")
        return self.back()

    def back(self) -> str:
        return reverse("referrals-detail", args=[self.kwargs["pk"]])
