"""What was planned, and what people have had of it: on a page, and as a file."""

from functools import cached_property

from django.http import HttpResponse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.csv_cells import csv_text
from peersupport.core.views.bases import Gate, ScopedPage
from programmes.presenters import dose_programmes as words
from programmes.presenters.enrolments import sections
from programmes.selectors.dose_programmes import ProgrammeDose, of_programmes
from programmes.services import dose_programmes as service


class Dose(Gate):
    """What the address asks for."""

    permission = may.SEE_REPORTS

    @property
    def months(self) -> str | None:
        return self.request.GET.get("months")

    @cached_property
    def since(self):
        return words.since(self.months, clock.today())

    def found(self) -> list[ProgrammeDose]:
        return of_programmes(actor=self.actor, on=clock.today(), since=self.since)


class DoseOfProgrammes(Dose, ScopedPage):
    template_name = "programmes/dose_programmes.html"

    def get_context_data(self, **kwargs):
        found = self.found()
        return super().get_context_data(
            programmes=[words.programme(row) for row in found],
            note=words.note(self.since),
            file=words.address("dose-file", self.months) if found else "",
            filters=words.filters(self.months),
            sections=sections("dose"),
            definitions=words.DEFINITIONS,
            **kwargs,
        )


class DoseFile(Dose):
    """The same figures. That they were taken away is said before."""

    http_method_names = ["get"]

    def get(self, request):
        rows = words.file_rows(self.found())
        service.export(by=self.actor, at=clock.now(), rows=len(rows), since=self.since)
        headers = {"Content-Disposition": f'attachment; filename="planned-and-held-{clock.today()}.csv"'}
        text = csv_text(words.FILE_COLUMNS, rows)
        return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
