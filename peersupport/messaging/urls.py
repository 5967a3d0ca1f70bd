"""Pages of the messaging room: a list a theme."""

from django.urls import path, re_path

from peersupport.messaging.views import deliveries, health, log, preferences

of_log = [
    path("messages/", log.MessageLog.as_view(), name="messages"),
    path("messages/<uuid:pk>/", log.MessagePage.as_view(), name="messages-detail"),
    path("messages/<uuid:pk>/try-again/", log.TryAgain.as_view(), name="messages-try-again"),
    path("messages/<uuid:pk>/told/", log.ToldOtherwise.as_view(), name="messages-told"),
    path("messages/<uuid:pk>/bounced/", log.CameBack.as_view(), name="messages-bounced"),
    path("messages/<uuid:pk>/works/", log.WorksAgain.as_view(), name="messages-works"),
    path("messages/<uuid:pk>/stop/", log.Stop.as_view(), name="messages-stop"),
    path("messages/<uuid:pk>/resume/", log.Resume.as_view(), name="messages-resume"),
]
of_preferences = [
    path("my-messages/", preferences.MyMessages.as_view(), name="my-messages"),
    path("messages/to/<str:kind>/<uuid:pk>/", preferences.Wishes.as_view(), name="messages-wishes"),
    path("messages/limits/", preferences.Limits.as_view(), name="messages-limits"),
    path("messages/texts/", preferences.Texts.as_view(), name="messages-texts"),
]
of_deliveries = [path("notify/receipts/", deliveries.TakeReceipt.as_view(), name="deliveries-take")]
of_health = [
    path("timers/", health.Timers.as_view(), name="timers"),
    # With and without the last slash: monitors do not follow redirects.
    re_path(r"^healthz/schedule/?$", health.ScheduleHealth.as_view(), name="healthz-schedule"),
]

urlpatterns = [*of_log, *of_preferences, *of_deliveries, *of_health]
