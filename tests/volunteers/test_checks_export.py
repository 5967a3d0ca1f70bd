"""The register of checks as a spreadsheet: what is on the screen, safe to open, and audited."""

import csv
import io

from django.urls import reverse

from peersupport.audit.models import Event
from tests.volunteers.test_checks_register import on_update_service


def exported(client, **asked) -> list[dict]:
    """The rows of the spreadsheet that the page offers for what is on the screen."""
    link = client.get(reverse("checks"), asked).context["export"]
    return list(csv.DictReader(io.StringIO(client.get(link.href).content.decode("utf-8-sig"))))


def test_the_spreadsheet_has_the_lines_of_the_screen_in_their_order(cast, sign_in):
    on_update_service(cast)
    client = sign_in(cast.priya)
    for asked in ({}, {"state": "soon"}, {"q": "marsh"}, {"role": str(cast.coach.pk)}):
        shown = [row.cells[0].text for row in client.get(reverse("checks"), asked).context["table"].rows]
        assert [row["volunteer"] for row in exported(client, **asked)] == shown


def test_a_line_of_the_spreadsheet_says_what_was_seen_and_no_cell_is_a_formula(cast, sign_in):
    on_update_service(cast).change(seen_by="=cmd()", number="001234567890")
    [row] = exported(sign_in(cast.priya), q="denise")
    check = cast.denise.checks.get()
    assert row == {
        "volunteer": "Denise Harper",
        "number of the volunteer": cast.denise.ref,
        "roles": "Coach",
        "state": "To renew soon",
        "level": "Enhanced",
        "workforce": "Adults",
        "issued on": check.issued_on.isoformat(),
        "number of the certificate": "001234567890",
        "seen by": "'=cmd()",
        "on the update service": "yes",
        "renew by": "2026-12-13",
        "coordinator": row["coordinator"],
    }


def test_a_check_that_is_missing_is_a_line_with_what_to_ask_for(cast, sign_in):
    cast.denise.checks.all().delete()
    [row] = exported(sign_in(cast.priya), state="missing")
    assert (row["level"], row["workforce"], row["issued on"], row["renew by"]) == (
        "Enhanced",
        "Adults",
        "",
        "",
    )


def test_that_the_checks_were_taken_away_is_audited(cast, sign_in):
    exported(sign_in(cast.priya), q="denise")
    row = Event.objects.of(cast.scheme).get(action="checks.exported")
    assert (row.by_name, row.detail) == ("Priya Nair", {"lines": 1})
