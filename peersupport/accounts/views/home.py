"""The front page leads everybody to their own work."""

from django.contrib.auth import logout
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core.views.bases import PUBLIC, Gate

FIRST_PAGES = ((may.SEE_TODAY, "today"), (may.SEE_MY_PEOPLE, "my-people"), (may.REFER, "referrals-new"))


class Home(Gate):
    permission = PUBLIC

    def get(self, request):
        if not request.user.is_authenticated:
            return HttpResponseRedirect(reverse("account_login"))
        if request.actor is None:
            logout(request)
            return render(request, "accounts/no_membership.html", status=403)
        return HttpResponseRedirect(reverse(self._first_page()))

    def _first_page(self) -> str:
        return next(name for permission, name in FIRST_PAGES if self.actor.can(permission))
