"""The clinician's pages: refer on one page, get a number, see what became of everybody."""

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedDetail, ScopedForm, ScopedList
from programmes.forms.referrals import ReferralForm
from programmes.forms.referrals_search import ReferralSearch
from programmes.models import Referral
from programmes.presenters import referrals_sent as shown
from programmes.selectors import referrals
from programmes.services import referrals as service


class NewReferral(ScopedForm):
    permission = may.REFER
    keeps_typed_text = True
    form_class = ReferralForm
    template_name = "programmes/referrals_new.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"actor": self.actor, "today": clock.today()}

    def save(self, form) -> str:
        referral = service.receive(scheme=self.actor.scheme, by=self.actor, at=clock.now(), sent=form.sent())
        if not self.actor.can(may.WORK_REFERRALS):
            return reverse("referrals-receipt", args=[referral.pk])
        messages.success(self.request, f"Referral {referral.reference} is saved. You can answer it here.")
        return reverse("referrals-detail", args=[referral.pk])


class Receipt(ScopedDetail):
    """Reference, what happens next, and later what became of it: also the place messages lead to."""

    permission = may.REFER
    model = Referral
    template_name = "programmes/referrals_receipt.html"

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        followed = referrals.followed(self.object)
        return page | {"receipt": shown.receipt(followed, days=self.actor.scheme.answer_within_days)}


class MyReferrals(ScopedList):
    permission = may.REFER
    template_name = "programmes/referrals_mine.html"
    page_size = 25

    def rows(self):
        return referrals.sent_by(actor=self.actor, text=self.request.GET.get("q", ""))

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        rows = [referrals.followed(row) for row in page["page"]]
        return page | {
            "table": shown.table(rows),
            "empty": shown.empty(searched="q" in self.request.GET),
            "bar": ReferralSearch(initial={"q": self.request.GET.get("q", "")}),
        }
