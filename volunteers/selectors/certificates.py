"""Certificates that wait for an answer, and a volunteer's own."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from volunteers.choices import STEPPED_DOWN
from volunteers.choices_certificates import CERTIFICATE_WAITS
from volunteers.models import Certificate, Module, Volunteer


def waiting(*, actor) -> QuerySet[Certificate]:
    """Those that wait longest first; but for the actor's own, which somebody else has to look at."""
    rows = Certificate.objects.visible_to(actor).filter(state=CERTIFICATE_WAITS)
    rows = rows.exclude(volunteer__stage=STEPPED_DOWN)
    mine = Q(volunteer__user_id=actor.user_key) if actor.user_key else Q(pk=None)
    rows = rows.exclude(mine).select_related("module", "volunteer__coordinator__user").defer("content")
    return rows.order_by("sent_at", "pk")


def sent_by(volunteer: Volunteer) -> list[Certificate]:
    """All files that are kept of somebody, newest first. One query."""
    rows = Certificate.objects.of(volunteer.scheme_id).filter(volunteer=volunteer).defer("content")
    return list(rows.select_related("module", "volunteer").order_by("-sent_at", "-pk"))


def newest(rows: Iterable[Certificate]) -> dict[UUID, Certificate]:
    """By key of module, of certificates in the order of `sent_by`."""
    return {row.module_id: row for row in reversed(list(rows))}


def may_be_shown(*, actor) -> list[Module]:
    """The modules for which this volunteer may send a certificate, by course."""
    rows = Module.objects.visible_to(actor).filter(course__closed_on__isnull=True).select_related("course")
    return list(rows.order_by("course__name", "position", "pk"))
