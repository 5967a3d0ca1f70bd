import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def say(*options, **more):
    out = StringIO()
    call_command("simulate", *options, stdout=out, **more)
    return out.getvalue()


def figures(*options):
    return json.loads(say("--json", *options))


def test_a_hundred_coaches_support_500_people_in_eleven_months():
    found = figures("--coaches", "100", "--months", "11")
    names = ("people_supported", "contacts_held", "peak_contacts_a_week", "mean_contacts_a_week")
    assert [found[name] for name in names] == [500, 7000, 3, 1.71]


def test_the_waits_are_days_and_none_is_known_when_somebody_always_waits():
    keys = ("median_days", "longest_days", "still_waiting", "longest_still_waiting_days")
    assert figures("--coaches=1", "--months=11")["waits"] == dict.fromkeys(keys)
    assert figures("--coaches=1", "--months=11", "--waiting=6")["waits"] == dict(
        zip(keys, (56, 119, 1, 333), strict=True)
    )


def test_the_json_says_what_was_asked():
    options = (
        "--coaches 3 --months 2 --seed 7 --start 2027-01-04 --waiting 9 --arrivals-a-week 1.5 --drop-out 10 "
    )
    options += "--leave 4 --training-weeks 6 --trained 2 --recruits 4 --recruits-a-month 2 --taper 8x1,2x4 "
    options += "--pattern fixed:5 --bank-holidays scotland"
    phases = [{"interval_weeks": i, "contacts": n, "name": "", "shift_weeks": 0} for i, n in ((1, 8), (4, 2))]
    assert figures(*options.split())["parameters"] == {
        "coaches": 3, "months": 2, "seed": 7, "start": "2027-01-04", "waiting": 9, "arrivals_a_week": 1.5,
        "drop_out": 10, "leave_weeks": 4, "training_weeks": 6, "trained": 2, "recruits": 4, "recruits_a_month": 2,
        "phases": phases, "pattern": {"kind": "fixed", "people": 5}, "bank_holidays": "scotland",
    }  # fmt: skip


def test_the_same_seed_gives_the_same_answer_and_another_seed_another():
    options = ("--coaches=20", "--months=11", "--drop-out=30", "--leave=3")
    assert (say("--json", *options) == say("--json", *options), figures(*options)) != (
        True,
        figures(*options, "--seed=2"),
    )


def test_it_starts_today_unless_told_otherwise():
    assert figures("--coaches=1", "--months=1")["parameters"]["start"] == "2026-11-23"


def test_people_read_a_table():
    lines = say("--coaches", "2", "--months", "2", "--waiting", "5").splitlines()
    assert lines == [
        "2 coaches, 2 months from 23 November 2026, seed 1",
        "",
        "People supported              5   0 have finished, 0 left early",
        "Contacts held                34",
        "Contacts a week, most         2   of any one coach",
        "Contacts a week, mean      1.89   from a coach's first contact to the last",
        "Days waited, median           0   longest 56",
        "Still waiting                 0   longest -",
        "",
        "Month from          Started   So far  Contacts  Waiting",
        "23 November 2026          4        4        20        1",
        "23 December 2026          1        5        14        0",
    ]


@pytest.mark.parametrize("pattern", ["hcc", "growing:2+1+2:11"])
def test_a_pattern_can_be_named_or_spelt_out(pattern):
    found = figures("--coaches=1", "--months=1", "--pattern", pattern)["parameters"]["pattern"]
    assert found == {"kind": "growing", "joins": [2, 1, 2], "cycle_months": 11}


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--coaches=-1", "--coaches: Coaches must be a number from 0 to 2000."),
        ("--coaches=many", "'many' is no whole number. Use digits only, for example 12."),
        ("--seed=luck", "'luck' is no whole number. Use digits only, for example 12."),
        ("--arrivals-a-week=few", "'few' is no number. Use digits, for example 2.5."),
        ("--arrivals-a-week=nan", "--arrivals-a-week: Arrivals a week must be a number from 0 to 1000."),
        ("--leave=60", "--leave: Leave weeks must be a number from 0 to 26."),
        ("--months=61", "--months: Months must be a number from 1 to 60."),
        ("--trained=2", "--trained: Trained must be a number from 0 to 1, the coaches."),
        ("--recruits-a-month=2", "--recruits: Say also how many recruits join in all."),
        ("--start=9999-11-01", "--start: The start lies too far in the future."),
        ("--start=2026-02-30", "'2026-02-30' is no day. Use year, month and day, for example 2027-01-04."),
        ("--taper=8y1", "'8y1' is no taper. Write contacts x weeks for each phase, for example 8x1,4x2,2x4."),
        ("--taper=8x0", "Phase 1: give the weeks between contacts as a whole number from 1."),
        ("--pattern=x", "'x' is no pattern. Use hcc, growing:2+1+2:11, fixed:5 or budget:3."),
        ("--pattern=fixed:x", "'fixed:x' is no pattern. Use hcc, growing:2+1+2:11, fixed:5 or budget:3."),
        ("--pattern=fixed:0", "Give each figure of the caseload as a whole number from 1 to 50."),
    ],
)
def test_what_cannot_be_run_is_refused_with_words(option, words):
    with pytest.raises(CommandError) as refusal:
        say("--coaches=1", "--months=3", option)
    of = option.partition("=")[0]
    assert str(refusal.value).removeprefix(f"Error: argument {of}: ") == words


def test_nobody_is_supported_without_coaches():
    found = figures("--coaches=0", "--months=1", "--waiting=3")
    names = ("people_supported", "contacts_held", "peak_contacts_a_week", "mean_contacts_a_week")
    assert ([found[name] for name in names], found["waits"]["still_waiting"]) == ([0, 0, 0, 0.0], 3)
