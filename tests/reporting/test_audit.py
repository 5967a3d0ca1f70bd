"""The audit log as a page and as a file."""

import csv
import io

import pytest

from peersupport.audit.models import Event
from peersupport.audit.services import events
from tests.conftest import MONDAY_MORNING

PAGE = "/audit/"


@pytest.fixture
def told(cast):
    """Priya looked at Mo and Joan; Tom recorded a check of Joan's; somebody called =1+1 did something in Hillside."""
    by, tom = cast.by(cast.priya), cast.by(cast.tom)
    events.looked(by=by, person=cast.mo, at=MONDAY_MORNING, page="overview")
    events.looked(by=by, person=cast.joan, at=MONDAY_MORNING, page="overview")
    check = cast.joan.checks.get()
    events.record(
        by=tom,
        action="check.recorded",
        row=check,
        person=cast.joan,
        at=MONDAY_MORNING,
        detail={"level": "=1+1"},
    )
    events.looked(by=cast.by(cast.hilda), person=cast.mo, at=MONDAY_MORNING, page="elsewhere")


@pytest.fixture
def ana(cast, told, sign_in):
    return sign_in(cast.ana)


def shown(client, **asked) -> list[tuple[str, str, str]]:
    """Who, what and about whom, in the order of the page."""
    rows = client.get(PAGE, asked).context["table"].rows
    return [(row.cells[1].text, row.cells[2].text, row.cells[3].text) for row in rows]


ALL = [
    ("Tom Okafor", "Check recorded", "Joan Marsh"),
    ("Priya Nair", "Looked at a volunteer’s record", "Joan Marsh"),
    ("Priya Nair", "Looked at a person’s record", "Mo Ellis"),
]


def test_the_log_is_of_this_scheme_and_the_newest_comes_first(ana):
    assert shown(ana) == ALL


@pytest.mark.parametrize(
    ("asked", "which"),
    [
        ({"person": "ellis"}, ALL[2:]),
        ({"person": "943 476 5919"}, ALL[2:]),
        ({"person": "joan marsh"}, ALL[:2]),
        ({"person": "nobody"}, []),
        ({"who": "tom"}, ALL[:1]),
        ({"what": "patient.looked"}, ALL[2:]),
        ({"what": "no.such"}, ALL),
        ({"person": "joan", "who": "priya"}, ALL[1:2]),
    ],
)
def test_the_log_is_narrowed_by_person_actor_and_action(ana, asked, which):
    assert shown(ana, **asked) == which


def test_the_file_holds_what_was_asked_for_and_no_formula(ana, cast):
    answer = ana.get("/audit/file/", {"person": "joan"})
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))
    assert [(row["Done by"], row["What"], row["About"], row["Details"]) for row in rows] == [
        ("Tom Okafor", "check.recorded", "Joan Marsh", "level: =1+1"),
        ("Priya Nair", "volunteer.looked", "Joan Marsh", "page: overview"),
    ]
    assert Event.objects.of(cast.scheme).latest("number").action == "audit.downloaded"


def test_the_file_holds_every_event_however_many(ana, cast, django_assert_max_num_queries):
    looks = [(cast.mo, cast.mo, {"page": "plan"})] * 2500
    events.record_all(by=cast.by(cast.priya), action="patient.looked", rows=looks, at=MONDAY_MORNING)
    with django_assert_max_num_queries(30):
        lines = ana.get("/audit/file/").getvalue().decode("utf-8-sig").splitlines()
    said = Event.objects.of(cast.scheme).latest("number")
    assert (len(lines), said.action, said.detail) == (1 + 2503, "audit.downloaded", {"events": 2503})


def test_a_long_log_comes_in_pages_that_keep_the_filter(ana, cast):
    for _ in range(60):
        events.looked(by=cast.by(cast.priya), person=cast.mo, at=MONDAY_MORNING, page="plan")
    page = ana.get(PAGE, {"person": "ellis", "page": "2"})
    assert len(page.context["table"].rows) == 11
    assert "?person=ellis&amp;page=1" in page.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_log(ana, cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        ana.get(PAGE)
    for _ in range(40):
        events.looked(by=cast.by(cast.priya), person=cast.grace, at=MONDAY_MORNING, page="plan")
    with django_assert_max_num_queries(14):
        ana.get(PAGE)


@pytest.mark.parametrize(
    ("who", "status"), [("maria", 200), ("ana", 200), ("priya", 403), ("denise_member", 403)]
)
@pytest.mark.parametrize("place", [PAGE, "/audit/file/"])
def test_only_managers_and_auditors_see_the_log(cast, sign_in, who, status, place):
    assert sign_in(getattr(cast, who)).get(place).status_code == status


def test_a_name_that_only_looks_like_a_day_is_shown_as_it_is(cast, ana):
    """Else whoever names a cohort so would shut the whole page, for everybody."""
    by = cast.by(cast.maria)
    events.record(
        by=by,
        action="cohort.added",
        row=cast.mos_place.cohort,
        at=MONDAY_MORNING,
        detail={"name": "2026-19-39"},
    )
    assert "2026-19-39" in ana.get(PAGE).content.decode()
    assert "2026-19-39" in b"".join(ana.get("/audit/file/").streaming_content).decode()
