"""Pages of the reporting room: a list a theme."""

from django.urls import path

from peersupport.reporting.views import audit, forecast, imports, today

of_today = [path("today/", today.Today.as_view(), name="today")]
of_imports = [
    path("imports/new/", imports.NewImport.as_view(), name="imports-new"),
    path("imports/<uuid:pk>/", imports.ImportPage.as_view(), name="imports-detail"),
    path("imports/<uuid:pk>/take/", imports.TakeImport.as_view(), name="imports-take"),
    path("imports/<uuid:pk>/refused/<slug:kind>/", imports.RefusedRows.as_view(), name="imports-refused"),
]
of_audit = [
    path("audit/", audit.AuditLog.as_view(), name="audit"),
    path("audit/file/", audit.AuditFile.as_view(), name="audit-file"),
]
of_forecast = [path("forecast/", forecast.ForecastPage.as_view(), name="forecast")]

urlpatterns = [*of_today, *of_imports, *of_audit, *of_forecast]
