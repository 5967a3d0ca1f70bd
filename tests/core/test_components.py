"""The partials: documented, closed, escaped; the charts' numbers; the page that shows them all."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.http import QueryDict
from django.template import engines
from django.template.loader import render_to_string

from peersupport.core import charts, presenters
from peersupport.core.forms.samples import SampleFields
from peersupport.core.pages import page_links
from peersupport.core.presenters import Action, Cell, Column, Link, Row, Stat, Table, Tag, WorkRow

HOSTILE = "<script>alert('x')</script>\"'&"
PARTIALS = sorted((Path(settings.BASE_DIR) / "templates/components").rglob("*.html"))


def partial(name, **params):
    return re.sub(r"\s+", " ", render_to_string(f"components/{name}.html", params)).strip()


@pytest.mark.parametrize("path", PARTIALS, ids=lambda path: path.stem)
def test_every_partial_says_on_top_what_it_takes(path):
    assert re.match(r"(\{% load \w+ %\})?\{% comment %\}", path.read_text())


@pytest.mark.parametrize("path", PARTIALS, ids=lambda path: path.stem)
def test_partials_include_each_other_closed(path):
    code = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(), flags=re.S)
    assert [tag for tag in re.findall(r"\{% include .*?%\}", code) if not tag.endswith("only %}")] == []


def test_a_tag_says_its_status_in_words():
    assert partial("tag", tag=Tag("Overdue", "orange")) == (
        '<strong class="nhsuk-tag nhsuk-tag--orange">Overdue</strong>'
    )


def test_an_action_that_changes_something_is_a_form_with_a_token():
    html = partial("action", action=Action("Stop", "/x/", "Mo Ellis", post=True), csrf_token="abc")
    assert '<form class="app-post" method="post" action="/x/">' in html
    assert 'value="abc"' in html
    assert '>Stop<span class="nhsuk-u-visually-hidden"> Mo Ellis</span></button>' in html


def test_an_action_that_only_leads_somewhere_is_a_link():
    assert partial("action", action=Action("Open", "/x/")).startswith('<a class="nhsuk-button')


def test_a_number_leads_to_its_list():
    html = partial("stats", stats=[Stat(43, "people waiting", "Longest 11 weeks", "/waiting-list/")])
    assert (
        '<a class="nhsuk-card__link" href="/waiting-list/"><span class="app-big">43</span> people waiting</a>'
        in html
    )


def test_a_row_of_the_worklist_repeats_its_tag_at_its_edge():
    row = WorkRow(Tag("Worry", "red"), Link("Mo", "/"), "", "Why", "1 day", Action("Open", "/"), "Priya")
    assert 'class="app-edge--red"' in partial("worklist", rows=[row], caption="To do")


def test_a_row_without_an_owner_can_be_taken():
    row = WorkRow(Tag("New", "blue"), Link("Mo", "/"), "", "", "", Action("Open", "/"), take="/take/")
    html = partial("worklist", rows=[row], caption="To do", csrf_token="abc")
    assert '<form class="app-post" method="post" action="/take/">' in html


def test_a_table_keeps_its_roles_so_that_rows_may_become_blocks():
    table = Table("People", (Column("Name"), Column("Role")), (Row((Cell("Mo", "/mo/"), Cell("Coach"))),))
    html = partial("table", table=table)
    assert '<th role="rowheader" scope="row" class="app-full"><a href="/mo/">Mo</a></th>' in html
    assert '<td role="cell" class="">Coach</td>' in html


LINK, TAG = Link(HOSTILE, "/", HOSTILE), Tag(HOSTILE)
ACTION = Action(HOSTILE, "/", HOSTILE, post=True)
CELL = Cell(HOSTILE, "/", HOSTILE, HOSTILE, HOSTILE, (TAG,), actions=(ACTION,), links=(LINK,))
ROW = WorkRow(TAG, LINK, HOSTILE, HOSTILE, HOSTILE, ACTION, HOSTILE)
PERSON = presenters.PersonHeader(HOSTILE, (HOSTILE,), (TAG,), HOSTILE, LINK, HOSTILE)
NEXT = presenters.NextContact(HOSTILE, HOSTILE, HOSTILE, ACTION, ACTION, (HOSTILE,), LINK)
GIVEN = {
    "table": {"table": Table(HOSTILE, (Column(HOSTILE),), (Row((CELL, CELL)),))},
    "worklist": {"rows": [ROW], "caption": HOSTILE},
    "person_header": {"person": PERSON},
    "plan_dates": {
        "phases": [presenters.PlanPhase(HOSTILE, (presenters.PlanDate(1, HOSTILE, HOSTILE, TAG),))]
    },
    "timeline": {"events": [presenters.Event(HOSTILE, HOSTILE)], "more": LINK},
    "summary_list": {"facts": [presenters.Fact(HOSTILE, HOSTILE, (TAG,), LINK)]},
    "people_list": {"people": [presenters.ListedPerson(LINK, HOSTILE, TAG)]},
    "todo_list": {"todos": [presenters.ToDo(HOSTILE, HOSTILE, ACTION)]},
    "next_contact": {"contact": NEXT},
    "banner": {"text": HOSTILE, "heading": HOSTILE},
    "warning": {"heading": HOSTILE, "text": HOSTILE},
    "inset": {"text": HOSTILE},
    "card": {"title": HOSTILE, "content": HOSTILE},
    "details": {"summary": HOSTILE, "content": HOSTILE},
    "empty": {"heading": HOSTILE, "text": HOSTILE, "action": ACTION},
    "error_summary": {"errors": [LINK, HOSTILE], "title": HOSTILE},
    "score_parts": {"parts": [presenters.ScorePart(HOSTILE, 1, 2)], "caption": HOSTILE},
    "load_bars": {"load": charts.load_bars([1], limit=1, who=HOSTILE)},
}


@pytest.mark.parametrize("name", GIVEN)
def test_no_text_given_to_a_partial_is_html(name):
    html = partial(name, **GIVEN[name])
    assert "<script" not in html
    assert "alert('x')" not in html


def test_the_macros_tag_escapes_what_the_design_system_does_not():
    template = engines["django"].from_string('{% nhs "card" heading=text headingLevel=2 href="/" %}')
    assert "<script" not in template.render({"text": HOSTILE})


def test_pages_keep_the_filter_in_the_address():
    page = Paginator(range(100), 10).get_page(2)
    links = page_links(page, QueryDict("q=ann+b&page=9"))
    assert links.previous == {"href": "?q=ann+b&page=1"}
    assert links.next == {"href": "?q=ann+b&page=3"}


def test_a_list_of_one_page_has_no_pages():
    assert partial("pagination", page=Paginator(range(3), 10).get_page(1), query="") == ""


def bars(*counts):
    return [(bar.height, bar.classes, bar.bold) for bar in charts.load_bars(counts, limit=3, who="Jo").bars]


def test_a_load_is_light_below_the_limit_dark_at_it_and_red_over_it():
    assert bars(0, 2, 3, 4) == [
        (2, "c-bar-track", False),
        (16, "c-bar-low", False),
        (24, "c-bar", True),
        (32, "c-bar-over", True),
    ]


def test_a_load_far_over_a_high_limit_stays_inside_its_cell():
    chart = charts.load_bars([40], limit=12, who="Jo")
    assert (chart.bars[0].height, chart.limit_y) == (32, 6)


def test_a_load_is_read_out_in_one_sentence():
    assert charts.load_bars([3, 0], limit=3, who="Jo").description == (
        "Jo, contacts a week for the next 2 weeks: 3, 0. Most allowed: 3."
    )


START = date(2026, 9, 1)


def plan(today=date(2026, 11, 23), weeks=(1, 8, 12, 24)):
    phases = [charts.Phase("Weekly", 8), charts.Phase("Every two weeks", 16), charts.Phase("Monthly", 24)]
    contacts = [
        charts.Contact(week, START + timedelta(weeks=week - 1), "held" if week < 12 else "planned", "Weekly")
        for week in weeks
    ]
    return charts.taper(title="A plan", phases=phases, contacts=contacts, start=START, today=today)


def test_a_contact_stands_in_the_middle_of_its_week():
    wide = plan().drawings[0]
    assert [mark.x for mark in wide.marks] == [27.1, 350.9, 535.9, 1090.9]


def test_todays_line_stands_where_today_is():
    assert plan(today=START).drawings[0].today.x == 27.1


def test_a_plan_that_has_ended_has_no_line_of_today():
    assert plan(today=date(2027, 6, 1)).drawings[0].today is None


def test_a_plan_is_described_in_words():
    assert plan().description == (
        "Weekly to week 8, every two weeks to week 16, monthly to week 24. 2 held, 2 planned. "
        "Today is 23 Nov. The same facts are in the table below."
    )


def test_weeks_that_would_touch_are_left_out_of_the_narrow_drawing():
    crowded = plan(weeks=(21, 22, 23, 24)).drawings[1]
    shown = [text.words for text in crowded.texts if text.y == 81]
    assert shown == ["21", "23"]


def test_a_load_chart_stacks_new_contacts_on_those_planned():
    monday = date(2026, 11, 30)
    chart = charts.load_chart([charts.Week(monday, 2, 1)], limit=3, who="Jo")
    solid, added = chart.drawings[0].bars
    assert (solid.classes, solid.y, solid.height) == ("c-bar", 74.0, 88.0)
    assert (added.classes, added.y, added.height) == ("c-bar-add", 30.8, 42.5)


def test_a_load_chart_says_how_many_weeks_are_over_the_limit():
    monday = date(2026, 11, 30)
    weeks = [charts.Week(monday, 2, 2), charts.Week(monday + timedelta(weeks=1), 1)]
    assert charts.load_chart(weeks, limit=3, who="Jo").description == (
        "The busiest week has 2 contacts before and 4 after. The most Jo can do is 3. "
        "1 week is over it. The table below has every week."
    )


@pytest.fixture
def page_html(client, db):
    return client.get("/components/").content.decode()


# Parts of other partials, which the page shows through them.
INSIDE = {"action", "actions", "cell", "error_summary", "load_bars", "mark", "message", "tag"}


def test_the_components_page_shows_every_partial():
    source = (Path(settings.BASE_DIR) / "templates/core/components.html").read_text()
    used = re.findall(r"components/(\w+)\.html", source) + re.findall(r"\{% (card|details|tabs)", source)
    assert {path.stem for path in PARTIALS} == set(used) | INSIDE


def test_the_components_page_has_nothing_inline(page_html):
    assert re.findall(r"<script(?! type=\"module\" src=)|<style|\sstyle=|\son\w+=", page_html) == []


def test_ids_on_the_components_page_are_used_once(page_html):
    ids = re.findall(r'\sid="([^"]+)"', page_html)
    assert sorted({name for name in ids if ids.count(name) > 1}) == []


def test_a_page_with_a_form_to_put_right_says_error_first():
    html = render_to_string("page.html", {"form": SampleFields({})})
    assert re.search(r"<title>Error: Peer support", html)
    assert '<a href="#id_name">Enter the full name</a>' in html


@pytest.mark.parametrize("name", ["400", "413", "500", "503"])
def test_a_failure_page_needs_nothing_but_itself(name):
    html = render_to_string(f"{name}.html")
    assert "In danger" in html
    assert "<h1" in html


@pytest.mark.parametrize("name", ["403", "404"])
def test_a_refusal_leads_back_to_the_first_page(name):
    assert 'href="/"' in render_to_string(f"{name}.html")


@pytest.mark.parametrize("weeks", [1, 26, 120, 400])
def test_every_bar_of_a_load_has_colour_inside_its_outline(weeks):
    days = [date(2026, 11, 23) + timedelta(weeks=at) for at in range(weeks)]
    chart = charts.load_chart([charts.Week(day, 1, 1) for day in days], limit=3, who="Denise")
    bars = [bar for drawing in chart.drawings for bar in drawing.bars]
    assert min(bar.width for bar in bars) > 0
    outlined = [bar.width for bar in bars if bar.classes == "c-bar-add"]
    assert min(outlined, default=4) > 3  # an outline is 1.5 wide
