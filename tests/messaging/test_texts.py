"""Texts know a first name, a day, a number and a link. Nothing else can be put into them."""

import string

import pytest

from peersupport.messaging.texts import TEMPLATES, TO

ALLOWED = {"first_name", "day", "link", "count"}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_text_uses_only_what_it_may_know(name):
    text = TEMPLATES[name]
    used = {
        field
        for part in (text.subject, text.body)
        for _, field, _, _ in string.Formatter().parse(part)
        if field
    }
    assert used - ALLOWED == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_text_says_to_whom_it_goes(name):
    assert TEMPLATES[name].to in dict(TO)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_subject_names_nobody(name):
    assert "{first_name}" not in TEMPLATES[name].subject
