"""A claim for somebody without an account, or who has left: those who answer claims fill it in and send it."""

from functools import cached_property

from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import ScopedAction
from volunteers.models import Claim, ClaimLine, Volunteer
from volunteers.services import expenses as services
from volunteers.views.expenses import AddCost, AddJourney, MyClaim, RemoveLine


class StartClaimFor(ScopedAction):
    permission = may.DECIDE_EXPENSES

    @cached_property
    def volunteer(self) -> Volunteer:
        return self.load(Volunteer, pk=self.kwargs["pk"])

    def act(self) -> str:
        claim = services.begin(by=self.actor, volunteer=self.volunteer, at=clock.now())
        return reverse("expenses-fill", args=[claim.pk])

    def back(self) -> str:
        return reverse("volunteers-expenses", args=[self.volunteer.pk])


class TheirClaim:
    """The claim of the address, of a volunteer whom this person may see."""

    permission = may.DECIDE_EXPENSES
    own = False

    @cached_property
    def claim(self) -> Claim:
        return self.load(Claim, pk=self.kwargs["pk"])

    @property
    def place(self) -> str:
        return reverse("expenses-fill", args=[self.claim.pk])

    @property
    def back(self) -> str:
        return reverse("volunteers-expenses", args=[self.claim.volunteer_id])

    @property
    def list_words(self) -> str:
        return f"Expenses of {self.claim.volunteer.name}"

    @property
    def claim_words(self) -> str:
        return f"Claim of {self.claim.volunteer.name}"

    def step(self, what: str) -> str:
        return reverse(f"expenses-fill-{what}", args=[self.claim.pk])


class FillClaim(TheirClaim, MyClaim):
    done_words = "The claim is sent. Somebody else has to approve it."


class FillJourney(TheirClaim, AddJourney):
    """A journey for them."""


class FillCost(TheirClaim, AddCost):
    """A cost for them, with its receipt."""


class TakeOutLine(RemoveLine):
    permission = may.DECIDE_EXPENSES

    @cached_property
    def line(self) -> ClaimLine:
        return self.load(ClaimLine, pk=self.kwargs["pk"])

    def back(self) -> str:
        return reverse("expenses-fill", args=[self.line.claim_id])
