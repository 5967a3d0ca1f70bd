"""Who is here: the signed-in user's membership in one scheme, as `request.actor`."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control

from peersupport.accounts.actors import Actor
from peersupport.accounts.selectors.memberships import open_memberships
from peersupport.accounts.selectors.second_factor import owed
from peersupport.core import clock

# What somebody needs in order to set it up, to read about it, or to leave; and what machines ask for.
STAYS_OPEN = ("/accounts/", "/help/", "/privacy/", "/accessibility/", "/static/", "/healthz")


class WhoIsHere:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = self._actor(request)
        request.second_factor_owed = owed(request.actor, on=clock.today()) if request.actor else None
        response = self._to_second_factor(request) or self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        return response

    @staticmethod
    def _to_second_factor(request) -> HttpResponseRedirect | None:
        """Staff who have to set up a second factor are led there, whatever they open."""
        late = request.second_factor_owed and request.second_factor_owed.is_due
        if not late or request.path.startswith(STAYS_OPEN):
            return None
        messages.warning(request, "Your scheme asks staff for a second factor. Set it up, then go on.")
        return HttpResponseRedirect(reverse("mfa_activate_totp"))

    @staticmethod
    def _actor(request) -> Actor | None:
        if not request.user.is_authenticated:
            return None
        chosen = request.session.get("membership")
        mine = open_memberships(user=request.user, on=clock.today())
        request.has_other_work = len(mine) > 1
        membership = next((one for one in mine if str(one.pk) == chosen), mine[0] if mine else None)
        return Actor.of(membership) if membership else None
