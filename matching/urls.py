"""Pages of the matching room."""

from django.urls import path

from matching.views import (
    candidates,
    compare,
    endings,
    exclusions,
    fairness,
    no_single,
    plans,
    preferences,
    proposals,
    runs,
    settings,
    waiting,
)

urlpatterns = [
    path("matching/", waiting.Waiting.as_view(), name="matching"),
    path("enrolments/<uuid:pk>/matching/", candidates.Candidates.as_view(), name="enrolments-matching"),
    path(
        "enrolments/<uuid:pk>/conversation/",
        candidates.RecordConversation.as_view(),
        name="enrolments-conversation",
    ),
    path("enrolments/<uuid:pk>/decision/", candidates.Decide.as_view(), name="enrolments-decision"),
    path("enrolments/<uuid:pk>/seek-again/", no_single.SeekAgain.as_view(), name="enrolments-seek-again"),
    path(
        "enrolments/<uuid:pk>/preferences/",
        preferences.ChangePreferences.as_view(),
        name="enrolments-preferences",
    ),
    path("enrolments/<uuid:pk>/not-with/", exclusions.KeepApart.as_view(), name="enrolments-not-with"),
    path("exclusions/<uuid:pk>/lift/", exclusions.Lift.as_view(), name="exclusions-lift"),
    path("enrolments/<uuid:pk>/compare/", compare.Compare.as_view(), name="enrolments-compare"),
    path("fairness/", fairness.FairnessReport.as_view(), name="fairness"),
    path("runs/", runs.Runs.as_view(), name="runs"),
    path("runs/new/", runs.StartRun.as_view(), name="runs-new"),
    path("runs/settings/", settings.ChangeSettings.as_view(), name="runs-settings"),
    path("runs/<uuid:pk>/", runs.RunDetail.as_view(), name="runs-detail"),
    path("runs/<uuid:pk>/without/", runs.RunWithout.as_view(), name="runs-without"),
    path("runs/<uuid:pk>/replay/", runs.ReplayRun.as_view(), name="runs-replay"),
    path("runs/<uuid:pk>/stop/", runs.StopRun.as_view(), name="runs-stop"),
    path("proposals/<uuid:pk>/", proposals.DecideProposal.as_view(), name="proposals-detail"),
    path("relationships/<uuid:pk>/end/", endings.EndSupport.as_view(), name="relationships-end"),
    path("enrolments/<uuid:pk>/plan/", plans.PlanContacts.as_view(), name="enrolments-plan"),
]
