from datetime import date

from peersupport.accounts.models import Membership, User


def current_membership(*, user: User, chosen: str | None, on: date) -> Membership | None:
    """The membership somebody acts under: the one they chose, else the oldest that is open."""
    if not user.is_active:
        return None
    open_now = list(
        user.memberships.on(on)
        .select_related("scheme", "user", "practice", "team")
        .order_by("starts_on", "pk")
    )
    return next((m for m in open_now if str(m.pk) == chosen), open_now[0] if open_now else None)


def coordinators(*, scheme, on: date) -> list[Membership]:
    """Who can own work in a scheme, by name."""
    staff = Membership.objects.of(scheme).on(on).filter(role__in=("coordinator", "manager"))
    return list(staff.select_related("user").order_by("user__name"))
