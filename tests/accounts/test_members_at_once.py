"""Let go at the same moment: a manager stays, no work goes to who has left. On PostgreSQL, real connections."""

import pytest

from peersupport.accounts.models import Membership
from peersupport.accounts.services import memberships
from peersupport.accounts.services.memberships import MemberRefused
from tests.cast import TODAY, make_member
from tests.support.at_once import after, at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


def test_two_managers_who_let_one_another_go_leave_one(cast, monday):
    nadia = make_member(cast.scheme, "Nadia Frost", "manager")

    def let_go(member, *, by):
        return lambda: memberships.end(by=cast.by(by), membership=member, at=monday, today=TODAY)

    with pytest.raises(MemberRefused, match="needs a manager"):
        after(let_go(cast.maria, by=nadia), let_go(nadia, by=cast.maria))
    left = Membership.objects.of(cast.scheme).on(TODAY).filter(role="manager")
    assert [member.user.name for member in left] == ["Nadia Frost"]


def test_no_work_goes_to_somebody_who_is_let_go_at_the_same_moment(cast, monday):
    greta = make_member(cast.scheme, "Greta Lane", "coordinator")
    about = {"by": cast.by(cast.maria), "at": monday, "today": TODAY}
    with pytest.raises(MemberRefused, match="Greta Lane has left"):
        after(
            lambda: memberships.end(**about, membership=greta),
            lambda: memberships.end(**about, membership=cast.priya, to=greta),
        )
    cast.priya.refresh_from_db()
    cast.denise.refresh_from_db()
    assert (cast.priya.ends_on, cast.denise.coordinator) == (None, cast.priya)


def test_two_who_hand_over_to_one_another_wait_for_each_other_in_one_order(cast, monday):
    greta = make_member(cast.scheme, "Greta Lane", "coordinator")
    cast.mos_place.change(owner=greta)
    about = {"by": cast.by(cast.maria), "at": monday, "today": TODAY}

    def let_go(who, to):
        try:
            return memberships.end(**about, membership=who, to=to)
        except MemberRefused as refused:
            return refused.field

    done = at_once(lambda: let_go(greta, cast.priya), lambda: let_go(cast.priya, greta))
    assert sorted(map(str, done)) == ["None", "to"]
