"""Files that a page hands out."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse

from peersupport.core.csv_cells import csv_text


def csv_file(name: str, columns: Sequence[str], rows: Iterable[Iterable[object]]) -> HttpResponse:
    """A spreadsheet to keep, with safe cells, under this name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(csv_text(columns, rows), content_type="text/csv; charset=utf-8", headers=headers)
