"""Claims for those who look after them: the list, one claim, paying, the rates, and a volunteer's totals."""

from functools import cached_property

from django.contrib import messages
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.templatetags.words import pounds
from peersupport.core.views.bases import Gate, ScopedAction, ScopedDetail, ScopedForm, ScopedList
from peersupport.core.views.files import csv_file
from volunteers.choices import CLAIM_APPROVED, CLAIM_OPEN, CLAIM_SENT
from volunteers.forms.expenses_decided import ClaimsBar, PayForm, RateForm, SendBackForm
from volunteers.models import Claim, Volunteer
from volunteers.presenters import expenses as words
from volunteers.presenters import expenses_export
from volunteers.presenters import volunteers as volunteer_words
from volunteers.selectors import expenses as selectors
from volunteers.selectors.expenses_priced import miles_elsewhere, priced, priced_all, rates_of
from volunteers.services import expenses_decided as services
from volunteers.services.expenses_rates import set_rate


class ClaimsPage(ScopedList):
    permission = may.SEE_EXPENSES
    template_name = "volunteers/expenses_list.html"

    @cached_property
    def bar(self) -> ClaimsBar:
        return ClaimsBar(self.request.GET)

    def rows(self):
        return selectors.sent_claims(actor=self.actor, **self.bar.wanted())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown, wanted = list(context["page"].object_list), self.bar.wanted()
        counted = selectors.counts(actor=self.actor, name=wanted["name"])
        sums = {key: one.pence for key, one in priced_all(shown).items()}
        return context | {
            "bar": self.bar,
            "filters": words.filters(wanted, counted),
            "table": words.claims(shown, sums),
            "may_pay": self.actor.can(may.PAY_EXPENSES),
            "export": words.export(wanted),
            "manages": self.actor.can(may.MANAGE_SCHEME),
        }


class OneClaim:
    """The claim of the address, of a volunteer whom this person may see."""

    permission = may.DECIDE_EXPENSES

    @cached_property
    def claim(self) -> Claim:
        seen = Volunteer.objects.visible_to(self.actor)
        return self.load(Claim, pk=self.kwargs["pk"], volunteer__in=seen)

    def back(self) -> str:
        return reverse("expenses-detail", args=[self.claim.pk])


class ClaimPage(OneClaim, ScopedDetail):
    permission = may.SEE_EXPENSES
    model = Claim
    template_name = "volunteers/expenses_detail.html"

    def get_object(self):
        return self.claim

    def get_context_data(self, **kwargs):
        claim, found = self.claim, priced(self.claim)
        events.looked(by=self.actor, person=claim.volunteer, at=clock.now(), page="claim")
        files = selectors.with_files([one.line for one in found.lines])
        own = claim.volunteer.user_id == self.actor.user_key
        decides = self.actor.can(may.DECIDE_EXPENSES)
        open_now = decides and claim.state == CLAIM_SENT
        entered = bool(claim.entered_by) and claim.entered_by == self.actor.membership
        return super().get_context_data(
            who=claim.volunteer.name,
            facts=words.head(claim, found.pence),
            elsewhere=words.elsewhere(miles_elsewhere(claim, found.years)),
            table=words.lines(found, files, own=False, doubts=selectors.doubts(claim)),
            pence=found.pence,
            total=pounds(found.pence),
            own=own and open_now,
            may_approve=open_now and not own and not entered,
            entered=entered and open_now,
            may_send_back=decides and not own and claim.state in (CLAIM_SENT, CLAIM_APPROVED),
            approved=claim.state == CLAIM_APPROVED,
            may_fill=decides and claim.state in CLAIM_OPEN and not claim.volunteer.helps_themself,
            because=claim.returned_because,
            **kwargs,
        )


class Approve(OneClaim, ScopedAction):
    def act(self) -> str:
        claim, shown = self.claim, self.request.POST.get("pence", "")
        pence = int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 10 else -1
        services.approve(by=self.actor, claim=claim, pence=pence, at=clock.now())
        messages.success(self.request, f"{claim.volunteer.name}'s claim of {pounds(pence)} is approved.")
        return reverse("expenses") + f"?state={CLAIM_SENT}"


class SendBack(OneClaim, ScopedForm):
    form_class = SendBackForm
    template_name = "volunteers/expenses_send_back.html"
    keeps_typed_text = True

    @property
    def done_words(self) -> str:
        if self.claim.volunteer.helps_themself:
            return "The claim is sent back. The volunteer gets a message with a link to it."
        return "The claim is sent back. Put it right for them."

    def get_context_data(self, **kwargs):
        about = {
            "who": self.claim.volunteer.name,
            "back": self.back(),
            "tells": self.claim.volunteer.helps_themself,
        }
        return super().get_context_data(approved=self.claim.state == CLAIM_APPROVED, **about, **kwargs)

    def save(self, form) -> str:
        because = form.cleaned_data["because"]
        services.send_back(by=self.actor, claim=self.claim, because=because, at=clock.now())
        return self.back()


class Pay(ScopedForm):
    """Several approved claims at once."""

    permission = may.PAY_EXPENSES
    form_class = PayForm
    template_name = "volunteers/expenses_pay.html"

    @cached_property
    def claims(self) -> list[Claim]:
        rows = selectors.sent_claims(actor=self.actor, state=CLAIM_APPROVED)
        return list(rows.exclude(volunteer__user_id=self.actor.user_key))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"claims": self.claims, "today": clock.today()}

    def get_context_data(self, **kwargs):
        total = pounds(sum(row.pence or 0 for row in self.claims))
        return super().get_context_data(anything=bool(self.claims), total=total, **kwargs)

    def save(self, form) -> str:
        facts = {name: form.cleaned_data[name] for name in ("claims", "reference", "paid_on")}
        run = services.pay(by=self.actor, **facts, at=clock.now(), today=clock.today())
        messages.success(self.request, f"{pounds(run.pence)} marked as paid with {run.reference}.")
        return reverse("expenses")


class Export(Gate):
    """Of the list that is on the screen the approved and paid claims, a line each, for finance."""

    permission = may.PAY_EXPENSES
    http_method_names = ["get"]

    def get(self, request):
        found = list(selectors.in_export(actor=self.actor, **ClaimsBar(request.GET).wanted()))
        detail = {"claims": len(found)}
        events.record(
            by=self.actor, action="claims.exported", row=self.actor.scheme, at=clock.now(), detail=detail
        )
        name = f"claims-{clock.today().isoformat()}"
        return csv_file(name, expenses_export.COLUMNS, expenses_export.rows(found))


class Rates(ScopedForm):
    permission = may.MANAGE_SCHEME
    form_class = RateForm
    template_name = "volunteers/expenses_rates.html"
    done_words = "The rate is set. Claims that were approved before keep theirs."

    def get_context_data(self, **kwargs):
        return super().get_context_data(table=words.rates(rates_of(self.actor.scheme)), **kwargs)

    def save(self, form) -> str:
        facts = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        set_rate(by=self.actor, **facts, at=clock.now())
        return reverse("expenses-rates")


class VolunteerExpenses(ScopedDetail):
    """What one volunteer claimed, and what was approved in each tax year."""

    permission = may.SEE_EXPENSES
    model = Volunteer
    template_name = "volunteers/expenses_volunteer.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        who = self.object
        events.looked(by=self.actor, person=who, at=clock.now(), page="expenses")
        rows = list(
            selectors.claims_of(who, drafts=not who.helps_themself).select_related(
                "volunteer", "decided_by__user"
            )
        )
        sums = {key: one.pence for key, one in priced_all(rows).items()}
        return (
            context
            | volunteer_words.page(who, "volunteers-expenses", actor=self.actor)
            | {
                "totals": words.totals(selectors.totals(who)),
                "table": words.claims(rows, sums),
                "may_claim": self.actor.can(may.DECIDE_EXPENSES) and not who.helps_themself,
            }
        )
