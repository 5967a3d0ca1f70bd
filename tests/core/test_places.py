"""Where postcodes lie: loaded from a file, looked up by postcode, then sector, then district."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from peersupport.core.models import Place
from peersupport.core.selectors.places import points_of
from peersupport.core.services import places

ONS = "pcd7,pcds,doterm,oseast1m,osnrth1m,lat,long\n"
HEAD = "Postcode,Easting,Northing\n"

pytestmark = pytest.mark.django_db


def load(text: str) -> places.Loaded:
    return places.load(StringIO(text))


def known() -> dict[str, tuple[int, int]]:
    return {row.code: (row.easting, row.northing) for row in Place.objects.all()}


def test_a_postcode_stands_in_for_its_sector_and_its_district():
    load(HEAD + "TQ2 7AG,291000,65000\nTQ2 7AH,291200,65100\nTQ2 5AA,290000,64000\n")
    assert known() == {
        "TQ2 7AG": (291000, 65000), "TQ2 7AH": (291200, 65100), "TQ2 5AA": (290000, 64000),
        "TQ2 7": (291100, 65050), "TQ2 5": (290000, 64000), "TQ2": (290733, 64700),
    }  # fmt: skip


def test_a_file_says_itself_where_a_district_is():
    load(HEAD + "TQ2,290500,64500\nTQ2 7AG,291000,65000\n")
    assert known()["TQ2"] == (290500, 64500)


@pytest.mark.parametrize(
    "text",
    [
        ONS + "TQ2 7AG,TQ2 7AG,,291000,0065000,50.47,-3.53\n",
        '"TQ27AG",10,291000,65000,"E92000001","","E19000000","","E07000000","E05000000"\n',
        "district,ward,EASTINGS,NORTHINGS\ntq2 7ag,,291000,65000\n",
    ],
    ids=["ONS Postcode Directory", "Code-Point Open, which has no head", "by hand"],
)
def test_the_files_there_are_can_be_read_as_they_come(text):
    assert load(text).taken == 1
    assert known()["TQ2 7AG"] == (291000, 65000)


def test_a_newer_file_moves_a_place_and_loses_none():
    load(HEAD + "TQ2,1000,2000\nTQ3,5000,6000\n")
    load(HEAD + "TQ2,1500,2500\n")
    load(HEAD + "TQ2,1500,2500\n")
    assert known() == {"TQ2": (1500, 2500), "TQ3": (5000, 6000)}


def test_a_row_that_cannot_be_right_is_told_and_the_others_are_taken():
    loaded = load(
        HEAD + "TQ2,1000,2000\nnowhere,1,2\nTQ3,50.4,-3.5\nTQ4,1000\nTQ5,9999999,1\n\nTQ6,,\nTQ7,3000,4000\n"
    )
    assert (loaded.taken, loaded.unplaced, loaded.refused) == (2, 1, 4)
    assert loaded.reasons == [
        (3, "no postcode, sector or district: nowhere"),
        (4, "easting and northing must be whole metres"),
        (5, "too few columns"),
        (6, "easting or northing is not on the National Grid"),
    ]


def test_batches_and_doubles_make_no_difference(monkeypatch):
    monkeypatch.setattr(places, "BATCH", 2)
    rows = "TQ2,1,1\nTQ2,2,2\nTQ3,3,3\nTQ2,4,4\nTQ4,5,5\n"
    assert load(HEAD + rows).taken == 5
    assert known() == {"TQ2": (4, 4), "TQ3": (3, 3), "TQ4": (5, 5)}


@pytest.mark.parametrize("text", ["", "Postcode,Latitude,Longitude\nTQ2 7AG,50.47,-3.53\n"])
def test_a_file_without_the_columns_is_refused(text):
    with pytest.raises(places.NoColumns):
        load(text)


def test_a_place_is_known_by_postcode_then_sector_then_district(django_assert_num_queries):
    load(HEAD + "TQ2 7AG,1000,2000\nTQ3 1,3000,4000\nTQ4,5000,6000\n")
    with django_assert_num_queries(1):
        found = points_of(["tq27ag", "TQ2 7ZZ", "TQ2 9ZZ", "TQ3 1AA", "TQ3 2AA", "TQ4 1AA", "", "abroad"])
    assert found == {
        "tq27ag": (1000, 2000), "TQ2 7ZZ": (1000, 2000), "TQ2 9ZZ": (1000, 2000), "TQ3 1AA": (3000, 4000),
        "TQ4 1AA": (5000, 6000),
    }  # fmt: skip


def test_the_command_says_what_it_took_and_hands_back_the_rows_it_refused(tmp_path):
    (tmp_path / "places.csv").write_text("\ufeff" + HEAD + "TQ2,1000,2000\nnowhere,1,2\n", encoding="utf-8")
    out, err = StringIO(), StringIO()
    call_command("load_places", tmp_path / "places.csv", stdout=out, stderr=err)
    assert out.getvalue() == "places.csv: 1 places taken, 0 without a position, 1 rows refused\n"
    assert err.getvalue() == "  line 3: no postcode, sector or district: nowhere\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "No such file"),
        (b"a,b\n1,2\n", "must name the columns"),
        (b"\xff\xfe\x00", "not a UTF-8 text file"),
    ],
)
def test_the_command_says_what_is_wrong_with_a_file(tmp_path, content, said):
    path = tmp_path / "places.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=said):
        call_command("load_places", path)
