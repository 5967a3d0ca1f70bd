"""What a scheme calls its codes."""

from collections import defaultdict
from uuid import UUID

from django.db.models import QuerySet

from matching.engine.words import Words
from peersupport.accounts.models import Scheme, Team, Term
from peersupport.core.prepared import prepared
from volunteers.choices import LIFE
from volunteers.models import Role


def words_of(scheme: Scheme) -> Words:
    """What the scheme calls its codes. Three queries."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, code, name in _names(scheme):
        labels[kind][code] = name
    labels["role"] = {str(key): name[:1].lower() + name[1:] for key, name in _roles_named(scheme)}
    labels["area"] = {str(key): name for key, name in _teams_named(scheme)}
    labels["sex"] = {"female": "a woman", "male": "a man"}
    labels["life"] = LIFE
    return Words(labels=dict(labels))


@prepared
def _names(scheme: UUID) -> QuerySet:
    return Term.objects.of(scheme).values_list("kind", "code", "name")


@prepared
def _roles_named(scheme: UUID) -> QuerySet:
    return Role.objects.of(scheme).values_list("pk", "name")


@prepared
def _teams_named(scheme: UUID) -> QuerySet:
    return Team.objects.of(scheme).values_list("pk", "name")
