"""What people see when something was refused at the door."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render

from peersupport.core import clock, kept

STALE = "This page was open for too long. Nothing was saved: check it, then save again."
SIGNED_OUT = "You were signed out before this was saved. Sign in to go on."


def csrf(request, reason=""):
    """A page that was open for too long: keep what was typed and show the page again."""
    if request.headers.get("Sec-Fetch-Site") == "same-origin":
        kept.keep(request, at=clock.now())
        messages.warning(request, STALE if request.user.is_authenticated else SIGNED_OUT)
        return HttpResponseRedirect(kept.page_of(request))
    return render(request, "403.html", status=403)


def bad_request(request, exception=None):
    return render(request, "400.html", status=400)
