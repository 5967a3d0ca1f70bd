"""The audit log: who did what and who looked, newest first, and as a file."""

from functools import cached_property

from django.http import StreamingHttpResponse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.csv_cells import csv_lines
from peersupport.core.views.bases import Gate, ScopedList
from peersupport.reporting.forms.audit import AuditBar
from peersupport.reporting.presenters import audit as words
from peersupport.reporting.selectors import audit
from peersupport.reporting.services.audit_exports import export


class Log(Gate):
    """What is asked for in the address."""

    permission = may.SEE_AUDIT

    @cached_property
    def bar(self) -> AuditBar:
        actions = words.choices(audit.actions(actor=self.actor))
        return AuditBar(self.request.GET, actions=actions)

    def rows(self):
        return audit.log(actor=self.actor, by=self.bar.wanted())


class AuditLog(Log, ScopedList):
    template_name = "reporting/audit.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        events = list(context["page"].object_list)
        return context | {
            "bar": self.bar,
            "found": context["page"].paginator.count,
            "table": words.table(events, audit.names(events, actor=self.actor)),
        }


class AuditFile(Log):
    """All that was found, sent bit by bit. That it was taken away is said before."""

    http_method_names = ["get"]

    def get(self, request):
        newest = self.rows().first()
        rows = self.rows().filter(number__lte=newest.number) if newest else self.rows()
        export(by=self.actor, at=clock.now(), rows=rows.count())
        lines = csv_lines(words.FILE_COLUMNS, words.file_rows(audit.parts(rows, actor=self.actor)))
        headers = {"Content-Disposition": 'attachment; filename="audit.csv"'}
        return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
