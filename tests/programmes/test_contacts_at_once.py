"""Two people log the same contact, or two workers run the same tick, at the same moment."""

from datetime import timedelta

import pytest

from peersupport.audit.services.chain import broken_links
from peersupport.messaging.models import Message
from programmes.models import Contact
from programmes.services import contacts, contacts_ticks
from tests.cast import TODAY
from tests.programmes.builders import mondays
from tests.support.at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture
def mo(cast):
    return mondays(cast)


def test_a_contact_logged_twice_at_once_is_cleared_once_and_both_entries_are_kept(cast, mo, monday):
    def log(member):
        def act():
            return contacts.log(
                relationship=mo,
                by=cast.by(member),
                at=monday,
                happened_on=TODAY,
                outcome="talked",
                worried=False,
            )

        return act

    done = at_once(log(cast.denise_member), log(cast.priya))
    assert sorted(entry.planned is None for entry in done) == [False, True]
    assert (Contact.objects.of(cast.scheme).count(), mo.planned.filter(state="held").count()) == (2, 4)


def test_a_tick_that_runs_in_two_workers_at_once_asks_and_says_everything_once(cast, mo, monday):
    mo.planned.update(state="planned")
    later = monday + timedelta(days=30)
    flagged = at_once(*[lambda: contacts_ticks.flag_overdue(at=later)] * 2)
    asked = Message.objects.of(cast.scheme).filter(template="contact_overdue").count()
    assert (sum(flagged), asked, list(broken_links(cast.scheme.pk))) == (asked, asked, [])
    assert asked == mo.planned.overdue(later.date()).count()
