"""A forecast in words: number cards, three charts, one table."""

from datetime import date, timedelta

from peersupport.core.charts import LineChart, Series, line_chart
from peersupport.core.presenters import Cell, Column, Row, Stat, Table
from peersupport.core.templatetags.words import count
from peersupport.reporting.selectors.forecast import ARRIVAL_WEEKS, ENDS_ENOUGH, Forecast, Scheme, Wanted
from programmes.schedule.simulation_figures import Figures

NOW = "Without recruiting"
# Name, how to read it from the figures, whether it counts days.
LINES = (
    ("People who start support", lambda f: f.people_supported, False),
    ("Finish in this time", lambda f: f.people_finished, False),
    ("Leave before the end", lambda f: f.people_left_early, False),
    ("Contacts held", lambda f: f.contacts_held, False),
    ("Still waiting at the end", lambda f: f.waits.still_waiting, False),
    ("Half of those who start wait no longer than", lambda f: f.waits.median_days, True),
    ("Longest wait of those who start", lambda f: f.waits.longest_days, True),
    ("Longest wait of those still waiting", lambda f: f.waits.longest_still_waiting_days, True),
    ("Most contacts a week of one volunteer", lambda f: f.peak_contacts_a_week, False),
    ("Mean contacts a week of a volunteer", lambda f: f.mean_contacts_a_week, False),
)


def with_more(wanted: Wanted) -> str:
    return f"With {count(wanted.more, 'more volunteer', 'more volunteers')}"


def figure(number: float | None, days: bool = False) -> str:
    """`1,204`, `1.71`, `9 days`, `7 weeks`; a dash for nobody."""
    if number is None:
        return "–"
    if not days:
        return f"{number:,}"
    return count(round(number), "day") if number < 14 else count(round(number / 7), "week")


def stats(found: Forecast, wanted: Wanted) -> list[Stat]:
    """Four cards: without recruiting in large, with more volunteers below."""

    def card(words: str, read, days: bool = False) -> Stat:
        note = f"{with_more(wanted)}: {figure(read(found.more), days)}" if found.more else ""
        return Stat(figure(read(found.now), days), words, note)

    months = count(wanted.months, "month")
    return [
        card(f"people start support in {months}", lambda f: f.people_supported),
        card(f"people still wait after {months}", lambda f: f.waits.still_waiting),
        card("half of those who start wait no longer", lambda f: f.waits.median_days, days=True),
        card("contacts in a volunteer’s busiest week", lambda f: f.peak_contacts_a_week),
    ]


def charts(found: Forecast, wanted: Wanted, *, on: date) -> list[tuple[str, LineChart]]:
    """Each with a name for its address on the page."""
    runs = [(NOW, found.now)] + ([(with_more(wanted), found.more)] if found.more else [])
    months = [month.starts_on for month in found.now.months]
    weeks = [week.starts_on for week in whole(found.now, on)]

    def drawn(days, read, title: str, when: str) -> LineChart:
        return line_chart(
            days, [Series(name, read(figures)) for name, figures in runs], title=title, when=when
        )

    return [
        ("people", drawn(months, lambda f: [m.supported for m in f.months], "People who have started", "Month from")),
        ("waiting", drawn(weeks, lambda f: [w.waiting for w in whole(f, on)], "People waiting", "Week of")),
        ("contacts", drawn(weeks, lambda f: [w.contacts for w in whole(f, on)], "Contacts a week", "Week of")),
    ]  # fmt: skip


def whole(figures: Figures, on: date):
    """Its whole weeks; of a run too short for one, what there is."""
    weeks = [week for week in figures.weeks[:-1] if week.starts_on >= on]
    return weeks or figures.weeks


def table(found: Forecast, wanted: Wanted) -> Table:
    """Every figure of both runs."""
    columns = [Column("Figure"), Column(NOW)]
    if found.more:
        columns += [Column(with_more(wanted)), Column("Difference")]
    rows = tuple(Row(tuple(_cells(name, read, days, found, columns))) for name, read, days in LINES)
    return Table("All figures", tuple(columns), rows)


def _cells(name: str, read, days: bool, found: Forecast, columns: list[Column]):
    yield Cell(name, full=True)
    before = read(found.now)
    yield Cell(figure(before, days), label=columns[1].text, number=True)
    if found.more:
        after = read(found.more)
        yield Cell(figure(after, days), label=columns[2].text, number=True)
        yield Cell(difference(before, after, days), label="Difference", number=True)


def difference(before: float | None, after: float | None, days: bool) -> str:
    """`+40`, `−3 weeks`, `none`."""
    if before is None or after is None:
        return "–"
    by = round(after - before, 2)
    if not by:
        return "none"
    return f"{'+' if by > 0 else '−'}{figure(abs(by), days)}"


def filled_in(scheme: Scheme, *, on: date) -> str:
    """Where the figures of the form come from."""
    since = on - timedelta(weeks=ARRIVAL_WEEKS)
    known = (
        "Who leaves before the end is taken from the last two years."
        if scheme.drop_out_known
        else f"Fewer than {ENDS_ENOUGH} have ended, so nothing is known yet of who leaves before the end."
    )
    people = count(scheme.supported, "person", "people")
    return (
        f"{count(scheme.wanted.coaches, 'volunteer')} with the {people} whom they support today, who waits today, "
        f"who was referred since {since.day} {since:%B %Y}, and leave in the last year. {known}"
    )
