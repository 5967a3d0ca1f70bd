"""Typed text that survives an expired session.

Each form carries, signed, whose page it is. Posted without a session it is kept, encrypted, in the new session;
after sign-in the same page shows it again: once, within the hour, only to whom the page was shown, and only on
the page it was typed on (which checks anew who may open it). What nobody signed in has opened is never kept.
"""

import json
from datetime import datetime, timedelta

from allauth.core import ratelimit
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from peersupport.core import crypto

LARGEST = 64 * 1024
FOR_HOW_LONG = timedelta(hours=1)
TYPED_BY = "typed_by"
# Fields that carry a form and are nothing that anybody typed.
NOT_TYPED = ("csrfmiddlewaretoken", TYPED_BY)
_KEY = "kept_form"
_signer = Signer(salt="peersupport.kept")


def typed_by(user) -> str:
    """What a form carries of whoever it is shown to; nothing for somebody signed out."""
    return _signer.sign(str(user.pk)) if user.is_authenticated else ""


def keep(request, *, at: datetime) -> None:
    """Keep the posted fields of this page for whom it was shown to, unless they are larger than 64 KiB.

    From one address only so often: see `kept_form` in ACCOUNT_RATE_LIMITS.
    """
    whose, text = _whose(request.POST.get(TYPED_BY, "")), typed(request)
    if whose and len(text) <= LARGEST and ratelimit.consume(request, action="kept_form"):
        parcel = json.dumps({"path": request.path, "by": whose, "at": at.isoformat(), "form": text})
        request.session[_KEY] = crypto.encrypt(parcel)
        if not request.user.is_authenticated:
            request.session.set_expiry(FOR_HOW_LONG)  # signing in sets it anew


def take(request, *, at: datetime) -> QueryDict | None:
    """The fields kept for this page and this person, once; None when there are none or they are too old."""
    token = request.session.get(_KEY)
    if not token:
        return None
    parcel = json.loads(crypto.decrypt(token))
    theirs = parcel["by"] == str(request.user.pk)
    if theirs and parcel["path"] != request.path:
        return None
    del request.session[_KEY]
    fresh = at - datetime.fromisoformat(parcel["at"]) <= FOR_HOW_LONG
    return QueryDict(parcel["form"]) if theirs and fresh else None


def typed(request) -> str:
    """What was typed and chosen on this page, as the browser sent it."""
    fields = request.POST.copy()
    for name in NOT_TYPED:
        fields.pop(name, None)
    return fields.urlencode()


def _whose(signed: str) -> str | None:
    try:
        return _signer.unsign(signed)
    except BadSignature:
        return None


def safe_place(request, place: str) -> str:
    """An address of ours, else the front page."""
    ours = url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure())
    return place if ours else "/"


def page_of(request) -> str:
    """The page to show again: this one, or that with the button, for an address at which there is nothing to see."""
    match = request.resolver_match
    view = getattr(match.func, "view_class", None) if match else None
    if view is None or "get" in view.http_method_names:
        return request.path
    return safe_place(request, request.headers.get("Referer", ""))


def to_sign_in(request) -> HttpResponseRedirect:
    """To the sign-in page, and back here afterwards."""
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page_of(request)})}")
