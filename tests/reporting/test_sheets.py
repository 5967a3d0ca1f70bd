"""Cells as coordinators write them, and files that are no sheets."""

from datetime import date

import pytest

from peersupport.reporting.sheets import people, referrals, volunteers, words
from peersupport.reporting.sheets.dates import past_date, read_date, read_year
from peersupport.reporting.sheets.errors import RowRefused, SheetRefused
from peersupport.reporting.sheets.files import Record, read
from tests.reporting.sheets import GOOD, sheet

TODAY = date(2026, 11, 16)
THIRD_OF_AUGUST = date(2026, 8, 3)


@pytest.mark.parametrize(
    "text", ["2026-08-03", "03/08/2026", "3/8/2026", "3 Aug 2026", "3 August 2026", "03.08.2026"]
)
def test_a_date_is_read_in_every_way_it_is_written(text):
    assert read_date(text) == THIRD_OF_AUGUST


@pytest.mark.parametrize(
    "text", ["31/02/1961", "2026-13-01", "03/08/26", "Aug 2026", "soon", "٠٣/٠٨/٢٠٢٦", "0/1/2026"]
)
def test_what_is_no_real_date_is_none(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/02/1961", "date of birth is not a real date"),
        ("17/11/2026", "date of birth in the future"),
        ("01/01/0026", "date of birth is not a real date"),
        ("", "date of birth missing"),
    ],
)
def test_a_date_that_cannot_be_right_is_refused_by_name(text, reason):
    with pytest.raises(RowRefused, match=f"^{reason}$"):
        past_date(text, what="date of birth", today=TODAY, required=True)


@pytest.mark.parametrize(
    ("text", "year"), [("2010", 2010), ("15/08/2019", 2019), ("long ago", None), ("", None)]
)
def test_a_year_is_read_from_a_year_or_a_date(text, year):
    assert read_year(text) == year


@pytest.mark.parametrize(
    ("text", "number"), [("943 476 5919", "9434765919"), ("943-476-5919", "9434765919"), ("", "")]
)
def test_an_nhs_number_is_read_with_or_without_gaps(text, number):
    assert people.nhs_number(text) == number


@pytest.mark.parametrize("text", ["2222222222", "4380590096", "943476591", "94347659190", "NHS943476"])
def test_a_wrong_nhs_number_is_refused(text):
    with pytest.raises(RowRefused, match=r"^NHS number not valid$"):
        people.nhs_number(text)


@pytest.mark.parametrize("text", ["not given", "a@b", "two words@example.org"])
def test_what_is_no_email_address_is_refused(text):
    with pytest.raises(RowRefused, match=r"^e-mail not valid$"):
        people.email(text)


def test_times_and_modes_become_codes_and_the_rest_is_kept():
    assert words.times("Mon am; Wednesday evening; evenings") == (["mon-am", "wed-eve"], ["evenings"])
    assert words.modes("Face to face; letter") == (["in-person"], ["letter"])


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("same condition please", "same-condition"), ("someone my age", "my-age"), ("a woman", "a-woman"),
        ("a man", "a-man"), ("someone who works", "works"), ("been through surgery", "surgery"),
        ("likes walking", "walking"),
    ],
)  # fmt: skip
def test_what_matters_in_a_peer_becomes_a_wish(text, wish):
    assert words.wishes(text) == ([wish], [])


def test_words_without_a_code_are_kept_with_the_person():
    record = Record(
        2, GOOD["referrals"] | {"Times": "after lunch", "Diagnosed": "long ago", "Needs": "yellow paper"}
    )
    row = referrals.read(record, practices=frozenset({"A99017"}), roles=frozenset({"coach"}), today=TODAY)
    assert row.fields["reason"] == "Diagnosed: long ago\nTimes: after lunch"
    assert (row.fields["needs"], row.fields["needs_other"]) == (["other"], "yellow paper")


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("Consent to share", "", "no consent to share"), ("Consent to share", "maybe", "no consent to share"),
        ("Surname", " ", "surname missing"), ("Practice code", "L8302", "practice code not known"),
        ("Date", "", "date of referral missing"), ("Date", "1 Jan 2027", "date of referral in the future"),
        ("Wants", "wizard", "role not known"), ("Urgency", "at once", "urgency not known"),
        ("Surname", "x" * 101, "last name too long"), ("Email", "none", "e-mail not valid"),
    ],
)  # fmt: skip
def test_a_referral_is_refused_with_the_reason(column, text, reason):
    record = Record(2, GOOD["referrals"] | {column: text})
    with pytest.raises(RowRefused, match=f"^{reason}$"):
        referrals.read(record, practices=frozenset({"A99017"}), roles=frozenset({"coach"}), today=TODAY)


@pytest.mark.parametrize(
    ("column", "text", "reason"),
    [
        ("Role", "Befreinder", "role not known"), ("Role", "", "role not known"), ("Ref", "", "ref missing"),
        ("Date of birth", "12/09/2027", "date of birth in the future"),
        ("DBS level", "platinum", "DBS level not known"),
        ("DBS level", "", "DBS level missing"), ("DBS date", "1/1/2027", "DBS date in the future"),
        ("Most people at once", "lots", "most people at once is not a number from 1 to 50"),
    ],
)  # fmt: skip
def test_a_volunteer_is_refused_with_the_reason(column, text, reason):
    record = Record(2, GOOD["volunteers"] | {column: text})
    with pytest.raises(RowRefused, match=f"^{reason}$"):
        volunteers.read(record, roles=frozenset({"coach"}), today=TODAY)


def read_practices(data: bytes):
    return read(data, name="practices.csv", columns=["Code", "Name", "Neighbourhood team"])


@pytest.mark.parametrize(
    ("data", "words_of"),
    [
        (b"", "practices.csv is empty"),
        (b"  \r\n ", "practices.csv is empty"),
        (b"PK\x03\x04 a spreadsheet", "practices.csv is a spreadsheet, not a CSV file"),
        (b"Code,Name\x00,Neighbourhood team\n", "practices.csv is not a CSV file"),
        ("Code,Name,Neighbourhood team\nA99017,Café,\n".encode("cp1252"), "practices.csv is not saved as UTF-8"),
        ("Code,Name,Neighbourhood team\n".encode("utf-16"), "practices.csv is not a CSV file"),
        (b"x" * (10 * 1024 * 1024), "practices.csv is larger than 5 MB"),
        (b"Code;Name;Neighbourhood team\n", "practices.csv is not the CSV file we expect"),
        (b"<html>no</html>", "practices.csv is not the CSV file we expect"),
        (b"Code,Neighbourhood team\n", "practices.csv: a column is missing: Name."),
        (b"Code\n", "practices.csv: columns are missing: Name, Neighbourhood team."),
        (b"Code,Name,Neighbourhood team,code\n", "practices.csv has the column Code twice"),
        (b'Code,Name,Neighbourhood team\nA99017,"Harton,\n', "practices.csv could not be read as CSV"),
        (b"Code,Name,Neighbourhood team\n" + b"A,b,c\n" * 20_001, "practices.csv has more than 20,000 rows"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_sheet_is_refused_in_a_clear_sentence(data, words_of):
    with pytest.raises(SheetRefused) as refusal:
        read_practices(data)
    assert refusal.value.words.startswith(words_of)


def test_a_sheet_is_read_with_bom_line_breaks_and_columns_in_any_order():
    data = '\ufeffNeighbourhood team, NAME ,Code,More\r\nHarton,"Harton\nSurgery",A99017,x\r\n,,,\r\nA,B,C\r\n'.encode()
    records = read_practices(data).records
    assert [(record.row, record["Name"], record["Code"]) for record in records] == [
        (2, "Harton\nSurgery", "A99017"),
        (4, "B", "C"),
    ]


def test_a_row_with_too_many_cells_and_one_with_a_novel_are_no_good():
    data = b"Code,Name,Neighbourhood team\nA,B,C,D\nA," + b"x" * 10_001 + b",C\n"
    assert [record.trouble for record in read_practices(data).records] == [
        "more cells than columns",
        "a cell is longer than 10,000 characters",
    ]


def test_a_formula_that_was_made_safe_is_read_as_it_was():
    record = read(sheet("volunteers", {"Notes": "'=1+1"}), name="v", columns=volunteers.COLUMNS).records[0]
    assert record["Notes"] == "=1+1"
