"""Who is here: the signed-in user's membership in one scheme, as `request.actor`."""

from django.utils.cache import patch_cache_control

from peersupport.accounts.actors import Actor
from peersupport.accounts.selectors.memberships import current_membership
from peersupport.core import clock


class WhoIsHere:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.actor = self._actor(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        return response

    @staticmethod
    def _actor(request) -> Actor | None:
        if not request.user.is_authenticated:
            return None
        chosen = request.session.get("membership")
        membership = current_membership(user=request.user, chosen=chosen, on=clock.today())
        return Actor.of(membership) if membership else None
