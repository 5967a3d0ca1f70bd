"""Removing the demo: everything of demo schemes, and nothing of any other."""

from django.apps import apps
from django.db import transaction

from peersupport.accounts.models import Membership, Scheme, SchemeRow, User
from peersupport.audit.models import ChainCheck, ChainHead, Event
from peersupport.core.models import Place, Receipt
from peersupport.reporting.demo.cast import DISTRICTS


@transaction.atomic
def clear() -> int:
    """Delete the demo schemes with all their rows and people. Gives how many schemes there were."""
    schemes = list(Scheme.objects.filter(is_demo=True).values_list("pk", flat=True))
    people = list(
        Membership.objects.everywhere().filter(scheme__in=schemes).values_list("user_id", flat=True)
    )
    # Foreign keys are checked when the transaction ends, so the order does not matter.
    for model in apps.get_models():
        if issubclass(model, SchemeRow):
            _delete(model.objects.everywhere().filter(scheme__in=schemes))
    _delete(Event.objects.everywhere().filter(scheme_key__in=schemes))
    _delete(ChainHead.objects.filter(scheme_key__in=schemes))
    _delete(ChainCheck.objects.filter(scheme_key__in=schemes))
    _delete(Place.objects.filter(pk__in=DISTRICTS))
    _delete(Receipt.objects.filter(user_key__in=people))
    User.objects.filter(pk__in=people, memberships=None).delete()
    _delete(Scheme.objects.filter(pk__in=schemes))
    return len(schemes)


def _delete(rows) -> None:
    """At once, past what forbids to delete single rows: the audit of a demo goes with it."""
    rows._raw_delete(rows.db)
