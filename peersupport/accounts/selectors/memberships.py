from datetime import date

from peersupport.accounts.models import Membership, User


def open_memberships(*, user: User, on: date) -> list[Membership]:
    """Everything somebody may act as on this day, the oldest first. One query."""
    if not user.is_active:
        return []
    rows = user.memberships.on(on).select_related("scheme", "user", "practice", "team")
    return list(rows.order_by("starts_on", "pk"))


def coordinators(*, scheme, on: date) -> list[Membership]:
    """Who can own work in a scheme, by name."""
    staff = Membership.objects.of(scheme).on(on).filter(role__in=("coordinator", "manager"))
    return list(staff.select_related("user", "scheme").order_by("user__name", "pk"))
