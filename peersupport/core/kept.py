"""Typed text that survives an expired session.

A form posted without a session is kept, encrypted, in the new session; after sign-in the same
page shows it again. It is given back once, within the hour, only on the page it was typed on
(which checks anew who may open it).
"""

import json
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from peersupport.core import crypto

LARGEST = 64 * 1024
FOR_HOW_LONG = timedelta(hours=1)
_KEY = "kept_form"


def keep(request, *, at: datetime) -> None:
    """Keep the posted fields of this page, unless they are larger than 64 KiB."""
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    text = typed.urlencode()
    if len(text) <= LARGEST:
        parcel = json.dumps({"path": request.path, "at": at.isoformat(), "form": text})
        request.session[_KEY] = crypto.encrypt(parcel)


def take(request, *, at: datetime) -> QueryDict | None:
    """The fields kept for this page, once; None when there are none or they are too old."""
    token = request.session.get(_KEY)
    if not token:
        return None
    parcel = json.loads(crypto.decrypt(token))
    if parcel["path"] != request.path:
        return None
    del request.session[_KEY]
    fresh = at - datetime.fromisoformat(parcel["at"]) <= FOR_HOW_LONG
    return QueryDict(parcel["form"]) if fresh else None


def safe_place(request, place: str) -> str:
    """An address of ours, else the front page."""
    ours = url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure())
    return place if ours else "/"


def to_sign_in(request) -> HttpResponseRedirect:
    """To the sign-in page, and back here afterwards."""
    return HttpResponseRedirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path})}")
