"""The sheet of practices: code, name, neighbourhood team."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from peersupport.accounts.models.places import ods_code
from peersupport.reporting.sheets import people
from peersupport.reporting.sheets.errors import RowRefused
from peersupport.reporting.sheets.files import Record

COLUMNS = ("Code", "Name", "Neighbourhood team")


@dataclass(frozen=True, slots=True)
class PracticeRow:
    code: str
    name: str
    team: str

    @property
    def identity(self) -> str:
        return self.code


def read(record: Record) -> PracticeRow:
    code = people.name(record["Code"], what="practice code").upper()
    try:
        ods_code(code)
    except ValidationError:
        raise RowRefused("practice code not valid") from None
    return PracticeRow(
        code, people.name(record["Name"], what="name"), people.line(record["Neighbourhood team"])
    )
