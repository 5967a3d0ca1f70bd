"""Somebody with several roles or schemes chooses which one to work in now."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from peersupport.core import clock
from peersupport.core.views.bases import SIGNED_IN, ScopedAction, ScopedPage


class Choose(ScopedPage):
    permission = SIGNED_IN
    template_name = "accounts/choose.html"

    def get_context_data(self, **kwargs):
        mine = self.request.user.memberships.on(clock.today()).select_related("scheme", "practice", "team")
        rows = mine.order_by("scheme__name", "role", "pk")
        return super().get_context_data(rows=rows, current=self.actor.membership.pk, **kwargs)


class Switch(ScopedAction):
    permission = SIGNED_IN

    def act(self) -> str:
        mine = self.request.user.memberships.on(clock.today()).select_related("scheme")
        chosen = get_object_or_404(mine, pk=self.kwargs["pk"])
        self.request.session.cycle_key()
        self.request.session["membership"] = str(chosen.pk)
        messages.success(
            self.request, f"You work as {chosen.get_role_display().lower()} in {chosen.scheme} now."
        )
        return reverse("home")
