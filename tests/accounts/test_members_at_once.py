"""Two managers let one another go at the same moment: one stays. On PostgreSQL, with real connections."""

import pytest

from peersupport.accounts.models import Membership
from peersupport.accounts.services import memberships
from peersupport.accounts.services.memberships import MemberRefused
from tests.cast import TODAY, make_member
from tests.support.at_once import after

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_two_managers_who_let_one_another_go_leave_one(cast, monday):
    nadia = make_member(cast.scheme, "Nadia Frost", "manager")

    def let_go(member, *, by):
        return lambda: memberships.end(by=cast.by(by), membership=member, at=monday, today=TODAY)

    with pytest.raises(MemberRefused, match="needs a manager"):
        after(let_go(cast.maria, by=nadia), let_go(nadia, by=cast.maria))
    left = Membership.objects.of(cast.scheme).on(TODAY).filter(role="manager")
    assert [member.user.name for member in left] == ["Nadia Frost"]
