"""Pages of the messaging room: a list a theme."""

from django.urls import path, re_path

from peersupport.messaging.views import health, log

of_log = [
    path("messages/", log.MessageLog.as_view(), name="messages"),
    path("messages/<uuid:pk>/", log.MessagePage.as_view(), name="messages-detail"),
    path("messages/<uuid:pk>/try-again/", log.TryAgain.as_view(), name="messages-try-again"),
    path("messages/<uuid:pk>/bounced/", log.CameBack.as_view(), name="messages-bounced"),
    path("messages/<uuid:pk>/works/", log.WorksAgain.as_view(), name="messages-works"),
    path("messages/<uuid:pk>/stop/", log.Stop.as_view(), name="messages-stop"),
    path("messages/<uuid:pk>/resume/", log.Resume.as_view(), name="messages-resume"),
]
of_health = [
    path("timers/", health.Timers.as_view(), name="timers"),
    # With and without the last slash: monitors do not follow redirects.
    re_path(r"^healthz/schedule/?$", health.ScheduleHealth.as_view(), name="healthz-schedule"),
]

urlpatterns = [*of_log, *of_health]
