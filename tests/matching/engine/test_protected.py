"""Age, sex and background change nothing unless that person asked: no score, no order, no word, nobody ruled out."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.engine.facts import NONE, Wishes
from matching.engine.ranking import rank

from . import strategies
from .cast import TODAY, codes, denise, grace

NOT_ASKED = strategies.WISHES.map(
    lambda wishes: replace(
        wishes, sex=NONE, background=NONE, age_within=None, must=wishes.must & {"conditions"}
    )
)
PROTECTED = st.fixed_dictionaries(
    {name: strategies.COMMON[name] for name in ("sex", "background", "birth_year")}
)


def answer(person, pool, chosen):
    ranking = rank(person, pool, settings=chosen, today=TODAY)
    best = [(found.volunteer.id, found.score, found.parts, found.reasons_for, found.reasons_against)
            for found in ranking.best()]  # fmt: skip
    return best, [(out.volunteer.id, out.reasons) for out in ranking.ruled_out]


@settings(max_examples=80, deadline=None)
@given(strategies.people(wishes=NOT_ASKED), strategies.pools(), strategies.SETTINGS, st.data())
def test_a_change_of_a_protected_characteristic_changes_nothing_unless_asked(person, pool, chosen, data):
    other_pool = [replace(volunteer, **data.draw(PROTECTED)) for volunteer in pool]
    other_person = replace(person, **data.draw(PROTECTED))
    assert answer(other_person, other_pool, chosen) == answer(person, pool, chosen)


@pytest.mark.parametrize(
    ("wishes", "code", "changes"),
    [
        (Wishes(sex=codes("female")), "sex", {"sex": "male"}),
        (Wishes(background=codes("irish")), "background", {"background": codes("irish")}),
        (Wishes(age_within=5), "age", {"birth_year": 1977}),
    ],
)
def test_it_does_change_the_score_of_somebody_who_asked(wishes, code, changes):
    person = grace(wishes=wishes, weights={"conditions": 80, code: 20})
    ranking = rank(
        person, [denise(), denise(id="other", **changes)], settings=strategies.Settings(), today=TODAY
    )
    assert ranking.candidate("denise").score != ranking.candidate("other").score
