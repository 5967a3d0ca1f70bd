"""Mounts the pages of every room."""

from django.conf import settings
from django.urls import include, path, re_path

from peersupport.core.views import health, text_pages
from peersupport.core.views.components import ComponentsPage

urlpatterns = [
    path("", include("peersupport.accounts.urls")),
    path("", include("peersupport.reporting.urls")),
    path("", include("matching.urls")),
    path("", include("programmes.urls")),
    path("", include("volunteers.urls")),
    path("", include("peersupport.messaging.urls")),
    path("help/", text_pages.Help.as_view(), name="help"),
    path("privacy/", text_pages.Privacy.as_view(), name="privacy"),
    path("accessibility/", text_pages.Accessibility.as_view(), name="accessibility"),
    # With and without the slash: a load balancer asks once and follows no redirect.
    re_path(r"^healthz/?$", health.Health.as_view(), name="healthz"),
]
if settings.EMBEDDED:
    urlpatterns += [path("components/", ComponentsPage.as_view(), name="components")]

handler400 = "peersupport.core.views.failures.bad_request"
handler500 = "peersupport.core.views.away.failed"
