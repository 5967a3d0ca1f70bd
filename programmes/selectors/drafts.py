"""One's own unfinished logs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict

from peersupport.accounts.actors import Actor
from programmes.models import LogDraft, Relationship

TEXTS = ("outcome", "mode", "minutes", "progress", "worried", "note", "next_step")
DAYS = ("happened_on", "next_on")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form starts with, the contact it was about, and when it was kept."""

    initial: Mapping[str, str | date]
    planned: str
    kept_at: datetime


def draft_of(relationship: Relationship, *, by: Actor) -> Draft | None:
    row = LogDraft.objects.visible_to(by).filter(relationship=relationship).first()
    if row is None:
        return None
    typed = QueryDict(row.typed)
    texts: dict[str, str | date] = {name: typed[name] for name in TEXTS if typed.get(name)}
    days = {name: found for name in DAYS if (found := _day(typed, name))}
    return Draft(texts | days, typed.get("planned", ""), row.kept_at)


def _day(typed: QueryDict, name: str) -> date | None:
    try:
        return date(*(int(typed[f"{name}_{part}"]) for part in ("year", "month", "day")))
    except (KeyError, ValueError, OverflowError):
        return None


def drafts(*, by: Actor) -> list[LogDraft]:
    """The newest first. One query."""
    return list(
        LogDraft.objects.visible_to(by).select_related("relationship__patient").order_by("-kept_at", "-pk")
    )
