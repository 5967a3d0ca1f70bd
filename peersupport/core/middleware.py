"""Guards at the door: the size of a post, and characters no database takes."""

from django.conf import settings
from django.shortcuts import render


class RequestLimits:
    """A post that is too large for somebody without a session gets a page that says so, unread."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self._too_large(request):
            return render(request, "413.html", status=413)
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return render(request, "400.html", status=400)
        return self.get_response(request)

    @staticmethod
    def _too_large(request) -> bool:
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isdigit() else 0
        signed_out = settings.SESSION_COOKIE_NAME not in request.COOKIES
        return size > (
            settings.LARGEST_POST_SIGNED_OUT if signed_out else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        )
