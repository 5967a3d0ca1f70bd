from peersupport.accounts.models import Membership


def demo_people() -> list[Membership]:
    """The people of demo schemes who can sign in, a few of each role."""
    rows = Membership.objects.everywhere().filter(scheme__is_demo=True, ends_on__isnull=True)
    return list(rows.select_related("user", "scheme").order_by("scheme__name", "role", "user__name"))
