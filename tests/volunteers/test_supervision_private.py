"""Who may read what is written down in supervision: who looks after a volunteer, and who leads the session."""

from datetime import timedelta

import pytest
from django.urls import reverse

from peersupport.accounts.gates import NotAllowed
from tests.cast import TODAY
from tests.volunteers.joining import NOW, about
from tests.volunteers.supervising import agreed
from tests.volunteers.test_supervision import group
from volunteers.services import supervision as services
from volunteers.services.supervision import Mark, SupervisionRefused
from volunteers.services.supervision_actions import agree, close
from volunteers.services.supervisors import record_cover

SECRETS = ("Sleeps badly", "Calm talk", "Ring the surgery")


@pytest.fixture
def held(cast):
    """Priya led a group, and looks after both who were there."""
    session = group(cast)
    agreed(cast, cast.denise)
    marks = {cast.denise: Mark("present", "Sleeps badly"), cast.abdul: Mark("present")}
    services.take_register(**about(cast), session=session, marks=marks, notes="Calm talk")
    return session


def read(cast, sign_in, who: str, session) -> set[str]:
    """What one reads on the pages of the session and of Denise."""
    client, names = (
        sign_in(getattr(cast, who)),
        ("supervisions-detail", "supervisions-register", "supervisions-sheets"),
    )
    places = [reverse(name, args=[session.pk]) for name in names]
    places += [
        reverse(name, args=[cast.denise.pk]) for name in ("volunteers-supervision", "volunteers-sheet")
    ]
    text = "".join(client.get(place).content.decode() for place in places)
    return {words for words in SECRETS if words in text}


@pytest.mark.parametrize(
    ("who", "secrets"), [("priya", set(SECRETS)), ("maria", set()), ("tom", set()), ("ana", set())]
)
def test_only_those_who_look_after_somebody_or_lead_the_session_read_notes(cast, sign_in, held, who, secrets):
    assert read(cast, sign_in, who, held) == secrets


def test_who_stands_in_reads_them_for_that_time(cast, sign_in, held):
    days = {"starts_on": TODAY, "ends_on": TODAY + timedelta(days=3)}
    record_cover(**about(cast), membership=cast.priya, stand_in=cast.maria, **days)
    assert read(cast, sign_in, "maria", held) == set(SECRETS)


def test_who_leads_a_group_reads_what_was_agreed_but_not_the_record_of_each(cast, sign_in):
    session = group(cast)
    session.change(supervisor=cast.maria)
    agreed(cast, cast.denise)
    client = sign_in(cast.maria)
    pages = {
        "register": reverse("supervisions-register", args=[session.pk]),
        "sheets": reverse("supervisions-sheets", args=[session.pk]),
        "record": reverse("volunteers-supervision", args=[cast.denise.pk]),
    }
    seen = {name: "Ring the surgery" in client.get(place).content.decode() for name, place in pages.items()}
    assert seen == {"register": True, "sheets": True, "record": False}
    assert "1 action" in client.get(pages["record"]).content.decode()


def test_a_colleague_takes_no_register_and_is_told_what_to_do(cast, sign_in, held):
    with pytest.raises(SupervisionRefused, match="Record cover"):
        services.take_register(by=cast.by(cast.maria), session=held, marks={}, notes="", at=NOW, today=TODAY)
    page = sign_in(cast.maria).get(reverse("supervisions-register", args=[held.pk])).content.decode()
    assert ("Record cover" in page, "Save the register" in page) == (True, False)


def test_a_colleague_neither_adds_nor_closes_what_was_agreed(cast, held):
    action = agreed(cast, cast.denise)
    by = {"by": cast.by(cast.maria), "at": NOW, "today": TODAY}
    with pytest.raises(NotAllowed):
        close(**by, action=action, state="done")
    with pytest.raises(NotAllowed):
        agree(**by, volunteer=cast.denise, what="Rest", who="volunteer", by_on=TODAY)
    with pytest.raises(NotAllowed):
        agree(**by, volunteer=cast.denise, what="Rest", who="volunteer", by_on=TODAY, session=held)
