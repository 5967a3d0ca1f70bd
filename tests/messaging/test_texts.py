"""Texts know a first name, a day, a number and a link. Nothing else can be put into them."""

import pytest

from peersupport.messaging.allowed import PATIENT, TO, VOLUNTEER, Text
from peersupport.messaging.texts import TEMPLATES

KNOWS = {"first_name": "Ann", "day": "Mon 23 Nov 2026", "link": "https://example.org/", "count": "2 things"}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_text_needs_nothing_but_what_it_may_know(name):
    text = TEMPLATES[name]
    said = [part.format(**KNOWS) for part in (text.subject, text.letter, text.short)]
    assert [part for part in said if "{" in part or "}" in part] == []


@pytest.mark.parametrize(
    "unknown", ["condition", "last_name", "volunteer", "note", "", "link.query", "day[0]"]
)
def test_a_new_text_with_another_variable_is_refused(unknown):
    with pytest.raises(ValueError, match="may not know"):
        Text("A reminder", f"About {{{unknown}}}", to=VOLUNTEER)


def test_a_new_text_with_a_name_in_its_subject_is_refused():
    with pytest.raises(ValueError, match="names nobody"):
        Text("Hello {first_name}", "Come and see {link}", to=VOLUNTEER)


def test_a_letter_says_how_to_have_fewer_and_a_text_message_stays_short():
    text = Text("News", "There is news", to=PATIENT)
    assert "or not at all, ring us" in text.letter
    assert text.short == "There is news"


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_text_says_to_whom_it_goes(name):
    assert TEMPLATES[name].to in dict(TO)
