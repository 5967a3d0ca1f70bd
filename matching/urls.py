"""Pages of the matching room."""

from django.urls import path

from matching.views import candidates, plans, preferences, waiting

urlpatterns = [
    path("matching/", waiting.Waiting.as_view(), name="matching"),
    path("enrolments/<uuid:pk>/matching/", candidates.Candidates.as_view(), name="enrolments-matching"),
    path(
        "enrolments/<uuid:pk>/conversation/",
        candidates.RecordConversation.as_view(),
        name="enrolments-conversation",
    ),
    path("enrolments/<uuid:pk>/decision/", candidates.Decide.as_view(), name="enrolments-decision"),
    path(
        "enrolments/<uuid:pk>/preferences/",
        preferences.ChangePreferences.as_view(),
        name="enrolments-preferences",
    ),
    path("enrolments/<uuid:pk>/plan/", plans.PlanContacts.as_view(), name="enrolments-plan"),
]
