"""Import: choose files, look, take, get back what was refused."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import Gate, ScopedAction, ScopedDetail, ScopedForm
from peersupport.reporting.forms.imports import ImportForm
from peersupport.reporting.models import ImportRun
from peersupport.reporting.presenters import imports as words
from peersupport.reporting.selectors import import_runs
from peersupport.reporting.services.import_runs import take_run, upload
from peersupport.reporting.sheets.folder import COLUMNS


class NewImport(ScopedForm):
    permission = may.IMPORT
    form_class = ImportForm
    template_name = "reporting/imports_new.html"

    def get_context_data(self, **kwargs):
        columns = [(words.NAMES[kind], names) for kind, names in COLUMNS.items()]
        return super().get_context_data(columns=columns, **kwargs)

    def save(self, form) -> str:
        run = upload(texts=form.texts(), by=self.actor, at=clock.now())
        return reverse("imports-detail", args=[run.pk])


class ImportPage(ScopedDetail):
    permission = may.IMPORT
    model = ImportRun
    template_name = "reporting/imports_detail.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        run = context["object"]
        found = import_runs.found(run, today=clock.today())
        return context | {
            "is_taken": run.state == words.TAKEN,
            "note": words.note(run),
            "table": words.summary(run, found),
            "lines": words.lines(found),
            "new_rows": words.new_rows(found),
        }


class TakeImport(ScopedAction):
    permission = may.IMPORT

    def act(self) -> str:
        run = take_run(
            run=self.load(ImportRun, pk=self.kwargs["pk"]), by=self.actor, at=clock.now(), today=clock.today()
        )
        return reverse("imports-detail", args=[run.pk])

    def back(self) -> str:
        return reverse("imports-new")


class RefusedRows(Gate):
    """The refused rows as a file, made safe for spreadsheet programs."""

    permission = may.IMPORT
    http_method_names = ["get"]

    def get(self, request, pk, kind):
        run = self.load(ImportRun, pk=pk)
        text = import_runs.refused_text(run, kind, today=clock.today()) if kind in import_runs.KINDS else ""
        if not text:
            raise Http404
        name = f"refused-{kind}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
