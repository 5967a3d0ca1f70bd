"""A volunteer's own claims, on a phone."""

from functools import cached_property

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.audit.services import events
from peersupport.core import clock
from peersupport.core.uploads import KINDS
from peersupport.core.views.bases import Gate, ScopedAction, ScopedForm, ScopedList
from volunteers.choices import CLAIM_OPEN, CLAIM_RETURNED
from volunteers.forms.expenses import CostForm, JourneyForm, SendForm
from volunteers.models import Claim, ClaimFile, ClaimLine, Volunteer
from volunteers.presenters import expenses as words
from volunteers.selectors import expenses as selectors
from volunteers.selectors.expenses_priced import PricedClaim, miles_elsewhere, priced
from volunteers.services import expenses as services


class MyClaims(ScopedList):
    permission = may.CLAIM_EXPENSES
    template_name = "volunteers/expenses_own.html"
    page_size = 25

    @cached_property
    def me(self) -> Volunteer:
        return self.load(Volunteer, user_id=self.actor.user_key)

    def rows(self):
        return selectors.claims_of(self.me, drafts=True)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "claims": words.my_claims(context["page"].object_list),
            "totals": words.totals(selectors.totals(self.me)),
        }


class StartClaim(ScopedAction):
    permission = may.CLAIM_EXPENSES

    def act(self) -> str:
        me = self.load(Volunteer, user_id=self.actor.user_key)
        claim = services.begin(by=self.actor, volunteer=me, at=clock.now())
        return reverse("expenses-mine", args=[claim.pk])


class OwnClaim:
    """The claim of the address, if it is of the person who is here."""

    permission = may.CLAIM_EXPENSES
    own = True
    list_place, list_words, claim_words = "expenses-own", "My claims", "Your claim"

    @cached_property
    def claim(self) -> Claim:
        return self.load(Claim, pk=self.kwargs["pk"], volunteer__user_id=self.actor.user_key)

    @property
    def place(self) -> str:
        return reverse("expenses-mine", args=[self.claim.pk])

    @property
    def back(self) -> str:
        return reverse(self.list_place)

    def step(self, what: str) -> str:
        """Where a "journey" or "cost" is added."""
        return reverse(f"expenses-add-{what}", args=[self.claim.pk])


class MyClaim(OwnClaim, ScopedForm):
    """What is in it, and handing it in."""

    form_class = SendForm
    template_name = "volunteers/expenses_mine.html"
    done_words = "Your claim is sent. You hear from us when somebody has looked at it."

    @cached_property
    def found(self) -> PricedClaim:
        return priced(self.claim)

    def get_form_kwargs(self):
        years = self.found.years
        return super().get_form_kwargs() | {"years": years, "said": miles_elsewhere(self.claim, years)}

    def get_context_data(self, **kwargs):
        files = selectors.with_files([one.line for one in self.found.lines])
        return super().get_context_data(
            claim=self.claim,
            own=self.own,
            back=self.back,
            back_text=self.list_words,
            steps={what: self.step(what) for what in ("journey", "cost")},
            facts=words.head(self.claim, self.found.pence),
            table=words.lines(self.found, files, own=self.own, fills=True),
            is_open=self.claim.state in CLAIM_OPEN,
            because=self.claim.returned_because if self.claim.state == CLAIM_RETURNED else "",
            **kwargs,
        )

    def save(self, form) -> str:
        about = {"elsewhere": form.elsewhere(), "at": clock.now(), "today": clock.today()}
        services.send(by=self.actor, claim=self.claim, **about)
        return self.back


class AddLine(OwnClaim, ScopedForm):
    template_name = "volunteers/expenses_line.html"
    title: str

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": clock.today()}

    def get_context_data(self, **kwargs):
        about = {"back": self.place, "back_text": self.claim_words, "title": self.title}
        return super().get_context_data(claim=self.claim, **about, **kwargs)

    def add(self, **about) -> None:
        raise NotImplementedError

    def save(self, form) -> str:
        self.add(by=self.actor, claim=self.claim, today=clock.today(), **form.facts())
        return self.place


class AddJourney(AddLine):
    form_class = JourneyForm
    title = "Add a journey by car"
    keeps_typed_text = True
    done_words = "The journey is in the claim."

    def add(self, **about) -> None:
        services.add_journey(**about)


class AddCost(AddLine):
    form_class = CostForm
    title = "Add a cost with a receipt"
    done_words = "The cost is in the claim."

    def add(self, **about) -> None:
        services.add_cost(**about)


class RemoveLine(ScopedAction):
    permission = may.CLAIM_EXPENSES

    @cached_property
    def line(self) -> ClaimLine:
        mine = {"claim__volunteer__user_id": self.actor.user_key}
        return self.load(ClaimLine, pk=self.kwargs["pk"], **mine)

    def act(self) -> str:
        place = self.back()
        services.remove_line(by=self.actor, line=self.line)
        messages.success(self.request, "The line is out of the claim.")
        return place

    def back(self) -> str:
        return reverse("expenses-mine", args=[self.line.claim_id])


class OwnReceipt(Gate):
    """A receipt for whoever sent it. Served as a file to keep, never shown inside a page."""

    permission = may.CLAIM_EXPENSES
    http_method_names = ["get"]

    def files(self):
        return ClaimFile.objects.visible_to(self.actor).filter(
            line__claim__volunteer__user=self.actor.user_key
        )

    def get(self, request, pk):
        lines = ClaimLine.objects.visible_to(self.actor)
        rows = self.files().filter(line__in=lines).select_related("line__claim__volunteer")
        row = get_object_or_404(rows, line=pk)
        who = row.line.claim.volunteer
        events.looked(by=self.actor, person=who, at=clock.now(), page="receipt")
        headers = {
            "Content-Disposition": f'attachment; filename="receipt-{row.pk}.{row.kind}"',
            "X-Content-Type-Options": "nosniff",
        }
        return HttpResponse(bytes(row.content), content_type=KINDS[row.kind][1], headers=headers)


class Receipt(OwnReceipt):
    """The same for those who look after claims."""

    permission = may.SEE_EXPENSES

    def files(self):
        return ClaimFile.objects.visible_to(self.actor)
