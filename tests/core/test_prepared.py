"""Statements that are built once: the rows are the queryset's, whoever asks and for whom."""

import pytest

from peersupport.core.prepared import prepared
from peersupport.core.sql import KeyText, these
from volunteers.models import HeldRole, Volunteer


@prepared
def names(scheme, keys):
    return (
        Volunteer.objects.of(scheme)
        .filter(pk__in=these(keys))
        .order_by("pk")
        .values_list("first_name", flat=True)
    )


@prepared
def holders(scheme, role):
    rows = HeldRole.objects.of(scheme).select_related("volunteer").order_by("pk")
    return rows.filter(role=role) if role else rows


def test_each_call_gives_the_rows_of_its_own_keys(cast):
    assert list(names(cast.scheme.pk, [cast.denise.pk])) == ["Denise"]
    assert list(names(cast.scheme.pk, {str(cast.abdul.pk)})) == ["Abdul"]
    assert list(names(cast.scheme, [])) == []
    assert list(names(cast.coach.pk, [cast.denise.pk])) == []


def test_rows_come_as_the_queryset_says_with_what_belongs_to_them(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = [row.volunteer.first_name for row in holders(cast.scheme, cast.coach)]
    assert found == [row.volunteer.first_name for row in holders.build(cast.scheme, cast.coach)]


def test_an_argument_that_is_not_given_may_change_the_statement(cast):
    for role in (None, cast.coach.pk, cast.befriender.pk, None):
        assert list(holders(cast.scheme, role)) == list(holders.build(cast.scheme, role))


def test_a_statement_that_leaves_out_an_argument_is_refused(cast):
    @prepared
    def wrong(scheme, role):
        return HeldRole.objects.of(scheme).values_list(KeyText("pk"))

    with pytest.raises(ValueError, match="does not ask for argument 1"):
        wrong(cast.scheme, cast.coach)
