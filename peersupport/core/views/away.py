"""The database is away for a moment: a page that says so, and that nothing which was typed is lost with.

What was typed stands on the page itself, since there is nowhere else to keep it, and can be sent again as it was:
with the token of the form that was sent, so that a page elsewhere cannot make one up.
"""

import sys
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, UnreadablePostError
from django.template.loader import render_to_string
from django.views import defaults

TRY_AGAIN_AFTER = 30  # seconds
LONGEST = 64 * 1024  # characters
CODE = "code"  # of the second factor
NOT_SHOWN = ("csrfmiddlewaretoken", "once", "keep")
TEXT = 20  # characters from which on something was written, not chosen


def failed(request, template_name: str = "500.html") -> HttpResponse:
    """The answer to an error nobody foresaw; while the database is away it is a page of its own."""
    if is_away(sys.exc_info()[1]):
        return away(request)
    return defaults.server_error(request, template_name)


def is_away(error: BaseException | None) -> bool:
    """Whether this error, or the one that led to it, says that the database cannot be reached."""
    while error is not None:
        if isinstance(error, OperationalError | InterfaceError):
            return True
        error = error.__cause__ or error.__context__
    return False


def away(request) -> HttpResponse:
    fields = typed(request)
    written = [value for name, value in fields if name not in NOT_SHOWN and len(value) >= TEXT]
    facts = {"fields": fields, "written": written, "address": request.get_full_path()}
    headers = {"Retry-After": str(TRY_AGAIN_AFTER), "Cache-Control": "no-store"}
    body = render_to_string("503.html", facts)
    return HttpResponse(body, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)


def typed(request) -> list[tuple[str, str]]:
    """The fields of a form that was posted, as they were; none of one with a password, or too large to send again."""
    if request.method != "POST":
        return []
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
    except (UnreadablePostError, RequestDataTooBig, SuspiciousOperation):
        return []
    secret = any("password" in name or name == CODE for name, _ in fields)
    return [] if secret or sum(len(value) for _, value in fields) > LONGEST else fields
