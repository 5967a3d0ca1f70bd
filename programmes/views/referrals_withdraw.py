"""Taking a referral back before it is answered."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedForm
from programmes.choices import RECEIVED
from programmes.forms.referrals_answer import WithdrawForm
from programmes.models import Referral
from programmes.services.referrals_answered import withdraw


class WithdrawReferral(ScopedForm):
    """The clinician who sent it, or a coordinator who was told."""

    permission = may.REFER
    form_class = WithdrawForm
    template_name = "programmes/referrals_withdraw.html"
    keeps_typed_text = True

    @cached_property
    def referral(self) -> Referral:
        return self.load(Referral, pk=self.kwargs["pk"])

    @property
    def back(self) -> str:
        name = "referrals-detail" if self.actor.can(may.WORK_REFERRALS) else "referrals-receipt"
        return reverse(name, args=[self.referral.pk])

    def get_context_data(self, **kwargs):
        is_open = self.referral.state == RECEIVED
        return super().get_context_data(referral=self.referral, back=self.back, is_open=is_open, **kwargs)

    def save(self, form) -> str:
        withdraw(referral=self.referral, why=form.cleaned_data["why"], by=self.actor, at=clock.now())
        messages.success(self.request, f"Referral {self.referral.reference} is taken back.")
        return self.back
