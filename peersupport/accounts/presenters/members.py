"""Who belongs to the scheme, as a table."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from peersupport.accounts.selectors.invites import Member
from peersupport.core.presenters import Action, Cell, Column, Row, Table, Tag
from peersupport.core.templatetags.words import day

COLUMNS = ("Name", "Does", "Sees", "State")


def table(members: Iterable[Member], *, on: date, me) -> Table:
    columns = [*(Column(words) for words in COLUMNS), Column("Do", hidden=True)]
    return Table("Staff and clinicians", columns, [_row(one, on, me) for one in members])


def _row(one: Member, on: date, me) -> Row:
    row = one.row
    where = row.practice or row.team
    tag, note = state(one, on)
    return Row((
        Cell(row.user.name, sub=row.user.email, full=True),
        Cell(row.get_role_display(), sub=row.title, label="Does", full=True),
        Cell(str(where) if where else "The whole scheme", label="Sees", full=True),
        Cell(tags=[tag], sub=note, full=True),
        Cell(actions=() if one.has_left or row.pk == me else _actions(one), full=True),
    ))  # fmt: skip


def state(one: Member, on: date) -> tuple[Tag, str]:
    """The word for how somebody stands, and a date."""
    user, invite = one.row.user, one.invite
    if one.has_left:
        return Tag("Has left"), f"Until {day(one.row.ends_on)}"
    if user.has_usable_password():
        seen = day(user.last_login)
        return Tag("Has an account", "green"), f"Last signed in {seen}" if seen else "Has not signed in yet"
    if invite and on <= invite.until_on:
        return Tag("Invited", "blue"), f"Link until {day(invite.until_on)}"
    return Tag("Cannot sign in yet", "orange"), "The link has run out" if invite else "Was never invited"


def _actions(one: Member) -> tuple[Action, ...]:
    key, name = [one.row.pk], one.row.user.name
    send = Action("Send the link again", reverse("members-send", args=key), hidden=f"to {name}", post=True)
    leave = Action("Let go", reverse("members-end", args=key), hidden=name)
    return (leave,) if one.row.user.has_usable_password() else (send, leave)
