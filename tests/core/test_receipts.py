"""A form sent twice does its work once."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from peersupport.core.errors import Refusal
from peersupport.core.services.receipts import SentBefore, once

NOW = datetime(2026, 11, 23, 9, 5, tzinfo=UTC)


@pytest.fixture
def work():
    done = []

    def act():
        done.append(1)
        return f"/done/{len(done)}/"

    act.done = done
    return act


def test_the_second_sending_leads_to_the_first_receipt(db, work):
    token, user = uuid4(), uuid4()
    places = [once(token=token, user_key=user, act=work, at=NOW) for _ in range(3)]
    assert (places, work.done) == (["/done/1/"] * 3, [1])


def test_another_person_with_the_same_token_does_their_own_work(db, work):
    token = uuid4()
    assert [once(token=token, user_key=uuid4(), act=work, at=NOW) for _ in range(2)] == [
        "/done/1/",
        "/done/2/",
    ]


def test_a_refused_sending_may_be_sent_again(db, work):
    def refuse():
        raise Refusal("Not yet.")

    token, user = uuid4(), uuid4()
    with pytest.raises(Refusal):
        once(token=token, user_key=user, act=refuse, at=NOW)
    assert once(token=token, user_key=user, act=work, at=NOW) == "/done/1/"


def test_what_was_changed_and_sent_again_is_never_said_to_be_saved(db, work):
    token, user = uuid4(), uuid4()
    facts = {"token": token, "user_key": user, "act": work, "at": NOW}
    assert once(**facts, said="fine") == "/done/1/"
    with pytest.raises(SentBefore):
        once(**facts, said="not fine")
    assert (once(**facts, said="fine"), work.done) == ("/done/1/", [1])
