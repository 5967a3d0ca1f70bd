from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from peersupport.accounts import roles
from peersupport.accounts.models import Membership

ORDER = (roles.COORDINATOR, roles.MANAGER, roles.VOLUNTEER, roles.REFERRER, roles.AUDITOR)


def demo_people() -> list[Membership]:
    """The people of demo schemes who can sign in: the first scheme first, coordinators before all others."""
    rows = Membership.objects.everywhere().filter(scheme__is_demo=True, ends_on__isnull=True)
    rows = rows.exclude(user__password__startswith=UNUSABLE_PASSWORD_PREFIX)  # invited, and not in yet
    people = rows.select_related("user", "scheme").order_by("scheme__created_at", "user__name", "pk")
    return sorted(people, key=lambda person: (person.scheme.created_at, ORDER.index(person.role)))
