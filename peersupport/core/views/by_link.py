"""Pages whose address is the secret. Looking uses nothing up: programs that check links look too."""

from functools import cached_property

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from peersupport.core import clock
from peersupport.core.views.bases import PUBLIC


def seal(response: HttpResponse, **keeping) -> HttpResponse:
    """Nobody between us keeps the page, no search engine lists it, no log of ours names its address.

    `keeping` is what Cache-Control says to the reader's own browser.
    """
    response._has_been_logged = True
    patch_cache_control(response, private=True, **keeping)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


class ByLink:
    """The page behind a link that somebody was sent. Goes before ScopedForm or ScopedPage.

    `find(token)` gives the row that the link is for, with `scheme` and `is_open(day)`, or None: then 404.
    Once it is closed, `closed_template` says why to all who look, and names nobody.
    """

    permission = PUBLIC
    closed_template: str

    def dispatch(self, request, *args, **kwargs):
        return seal(
            super().dispatch(request, *args, **kwargs) if self.is_open else self._closed(), no_store=True
        )

    @staticmethod
    def find(token: str):
        raise NotImplementedError

    @cached_property
    def link(self):
        found = self.find(self.kwargs["token"])
        if found is None:
            raise Http404
        return found

    @property
    def is_open(self) -> bool:
        return self.link.is_open(clock.today())

    def why_closed(self) -> dict[str, bool]:
        """What the closed page says besides the scheme's name."""
        return {}

    def _closed(self) -> HttpResponse:
        words = {"scheme": self.link.scheme.name, **self.why_closed()}
        return render(self.request, self.closed_template, words, status=410)
