"""Pages of the programmes' room: a list a theme."""

from django.urls import path

from peersupport.core.secret_links import PREFIX
from programmes.views import (
    board,
    calendars,
    caseloads,
    changes,
    changes_one,
    cohorts,
    concerns,
    concerns_team,
    consents,
    contacts,
    deaths,
    dose_programmes,
    enrolments,
    feedback,
    feedback_public,
    followups,
    invitations,
    invitations_public,
    leave_plans,
    leaving,
    logs,
    my_people,
    people,
    people_details,
    people_page,
    quality,
    referrals,
    referrals_sent,
    referrals_withdraw,
    requests,
    retaper,
    reviews,
    sheets,
    span,
    tapers,
    wellbeing,
)

of_people = [
    path("people/", people.PeopleList.as_view(), name="people"),
    path("people/<uuid:pk>/", people_page.PersonOverview.as_view(), name="people-detail"),
    path("people/<uuid:pk>/change/", people_details.ChangePerson.as_view(), name="people-change"),
    path("people/<uuid:pk>/consents/", consents.Consents.as_view(), name="people-consents"),
    path(
        "people/<uuid:pk>/consents/<slug:purpose>/give/",
        consents.GiveConsent.as_view(),
        name="people-consent-give",
    ),
    path(
        "people/<uuid:pk>/consents/<slug:purpose>/withdraw/",
        consents.WithdrawConsent.as_view(),
        name="people-consent-withdraw",
    ),
    path("people/<uuid:pk>/death/", deaths.RecordDeath.as_view(), name="people-death"),
    path("people/<uuid:pk>/death/take-back/", deaths.TakeBackDeath.as_view(), name="people-death-take-back"),
    path("people/<uuid:pk>/plan/", people_page.PersonPlan.as_view(), name="people-plan"),
    path("people/<uuid:pk>/messages/", people_page.PersonMessages.as_view(), name="people-messages"),
    path("people/<uuid:pk>/looks/", people_page.PersonLooks.as_view(), name="people-looks"),
]
of_board = [
    path("volunteers/", board.Board.as_view(), name="volunteers"),
    path("volunteers/<uuid:pk>/people/", board.VolunteersPeople.as_view(), name="volunteers-people"),
]
of_feedback = [
    path("feedback/", feedback.FeedbackPage.as_view(), name="feedback"),
    path("feedback/thank-you/", feedback_public.FeedbackThanks.as_view(), name="feedback-thanks"),
    path("feedback/<uuid:pk>/", feedback.OneFeedback.as_view(), name="feedback-detail"),
    path("feedback/<uuid:pk>/read/", feedback.MarkRead.as_view(), name="feedback-read"),
    path(
        f"{PREFIX}how-is-it-going/<str:token>/", feedback_public.GiveFeedback.as_view(), name="feedback-give"
    ),
    path("relationships/<uuid:pk>/feedback/", feedback.RecordPaper.as_view(), name="relationships-feedback"),
    path(
        "relationships/<uuid:pk>/ask-feedback/",
        feedback.AskFeedback.as_view(),
        name="relationships-ask-feedback",
    ),
]
of_quality = [
    path("quality/", quality.QualityPage.as_view(), name="quality"),
    path("quality/rules/", quality.QualityRulesPage.as_view(), name="quality-rules"),
    path("quality/<uuid:pk>/", quality.ReviewPage.as_view(), name="quality-detail"),
    path("quality/<uuid:pk>/close/", quality.CloseReview.as_view(), name="quality-close"),
    path("quality/flags/<uuid:pk>/answer/", quality.AnswerFlag.as_view(), name="flags-answer"),
]
of_referrals = [
    path("referrals/", referrals.ReferralList.as_view(), name="referrals"),
    path("referrals/new/", referrals_sent.NewReferral.as_view(), name="referrals-new"),
    path("referrals/mine/", referrals_sent.MyReferrals.as_view(), name="referrals-mine"),
    path("referrals/<uuid:pk>/", referrals.ReferralPage.as_view(), name="referrals-detail"),
    path("referrals/<uuid:pk>/receipt/", referrals_sent.Receipt.as_view(), name="referrals-receipt"),
    path("referrals/<uuid:pk>/accept/", referrals.AcceptReferral.as_view(), name="referrals-accept"),
    path("referrals/<uuid:pk>/decline/", referrals.DeclineReferral.as_view(), name="referrals-decline"),
    path(
        "referrals/<uuid:pk>/withdraw/",
        referrals_withdraw.WithdrawReferral.as_view(),
        name="referrals-withdraw",
    ),
    path("referrals/<uuid:pk>/take/", referrals.TakeReferral.as_view(), name="referrals-take"),
    path("waiting-list/", enrolments.WaitingList.as_view(), name="waiting-list"),
    path("enrolments/<uuid:pk>/still-wanted/", leaving.StillWanted.as_view(), name="enrolments-still-wanted"),
    path("cohorts/", cohorts.Cohorts.as_view(), name="cohorts"),
    path("cohorts/add/", cohorts.AddCohort.as_view(), name="cohorts-add"),
    path("cohorts/<uuid:pk>/", cohorts.CohortPage.as_view(), name="cohorts-detail"),
    path("cohorts/<uuid:pk>/mark/", cohorts.MarkPeople.as_view(), name="cohorts-mark"),
]
of_contacts = [
    path("my-people/", my_people.MyPeoplePage.as_view(), name="my-people"),
    path("my-people/<uuid:pk>/", my_people.MyPersonPage.as_view(), name="my-people-detail"),
    path("my-calendar/", calendars.MyCalendar.as_view(), name="my-calendar"),
    path("my-calendar/make/", calendars.MakeLink.as_view(), name="my-calendar-make"),
    path("my-calendar/stop/", calendars.StopLink.as_view(), name="my-calendar-stop"),
    path(f"{PREFIX}calendar/<str:token>.ics", calendars.Feed.as_view(), name="calendar-feed"),
    path("relationships/<uuid:pk>/log/", contacts.LogContact.as_view(), name="relationships-log"),
    path("relationships/<uuid:pk>/no-answer/", contacts.NoAnswer.as_view(), name="relationships-no-answer"),
    path("relationships/<uuid:pk>/draft/", contacts.ThrowAwayDraft.as_view(), name="relationships-draft"),
    path("logs/", logs.NewLogs.as_view(), name="logs"),
    path("logs/<uuid:pk>/read/", logs.ReadLog.as_view(), name="logs-read"),
    path("logs/<uuid:pk>/thank/", logs.ThankForLog.as_view(), name="logs-thank"),
    path("contacts/overdue/", contacts.OverdueList.as_view(), name="contacts-overdue"),
    path("contacts/<uuid:pk>/change/", changes_one.ChangeOneContact.as_view(), name="contacts-change"),
    path("contacts/<uuid:pk>/remind/", contacts.Remind.as_view(), name="contacts-remind"),
]
of_concerns = [
    path("concerns/", concerns.ConcernList.as_view(), name="concerns"),
    path("concerns/new/", concerns.NewConcern.as_view(), name="concerns-new"),
    path("concerns/<uuid:pk>/", concerns.ConcernDetail.as_view(), name="concerns-detail"),
    path("concerns/<uuid:pk>/acknowledge/", concerns.Acknowledge.as_view(), name="concerns-acknowledge"),
    path("concerns/<uuid:pk>/decide/", concerns.Decide.as_view(), name="concerns-decide"),
    path("concerns/<uuid:pk>/close/", concerns.Close.as_view(), name="concerns-close"),
    path("concerns/settings/", concerns_team.Team.as_view(), name="concerns-team"),
    path("concerns/<uuid:pk>/ask/", concerns.AskIn.as_view(), name="concerns-ask"),
    path("concerns/<uuid:pk>/add/", concerns.Add.as_view(), name="concerns-add"),
]
of_plans = [
    path("dose/", dose_programmes.DoseOfProgrammes.as_view(), name="dose"),
    path("dose/file/", dose_programmes.DoseFile.as_view(), name="dose-file"),
    path("relationships/<uuid:pk>/pause/", changes.PauseSupport.as_view(), name="relationships-pause"),
    path("relationships/<uuid:pk>/resume/", changes.ResumeSupport.as_view(), name="relationships-resume"),
    path("relationships/<uuid:pk>/cover/", changes.CoverSupport.as_view(), name="relationships-cover"),
    path("relationships/<uuid:pk>/review/", reviews.WriteReview.as_view(), name="relationships-review"),
    path("covers/<uuid:pk>/stop/", changes.StopCover.as_view(), name="covers-stop"),
    path("covers/<uuid:pk>/keep/", changes.KeepCover.as_view(), name="covers-keep"),
    path("tapers/", tapers.Tapers.as_view(), name="tapers"),
    path("caseloads/<uuid:pk>/change/", caseloads.ChangeCaseload.as_view(), name="caseloads-change"),
    path("tapers/add/", tapers.AddTaper.as_view(), name="tapers-add"),
    path("programmes/<uuid:pk>/taper/", tapers.UseTaper.as_view(), name="programmes-taper"),
    path("tapers/<uuid:pk>/change/", tapers.ChangeTaper.as_view(), name="tapers-change"),
    path("tapers/<uuid:pk>/rename/", tapers.Rename.as_view(), name="tapers-rename"),
    path("tapers/<uuid:pk>/switch/", tapers.SwitchTaper.as_view(), name="tapers-switch"),
    path("tapers/<uuid:pk>/move/", retaper.MovePlans.as_view(), name="tapers-move"),
    path("relationships/<uuid:pk>/ask/", requests.AskForChange.as_view(), name="relationships-ask"),
    path("leave/<uuid:pk>/plans/", leave_plans.LeavePlans.as_view(), name="leave-plans"),
    path("relationships/<uuid:pk>/keep/", leave_plans.KeepContacts.as_view(), name="relationships-keep"),
    path("requests/<uuid:pk>/decide/", requests.DecideRequest.as_view(), name="requests-decide"),
    path("reviews/<uuid:pk>/decide/", reviews.DecideReview.as_view(), name="reviews-decide"),
]
of_followups = [
    path(
        "relationships/<uuid:pk>/follow-up/",
        followups.AnswerFollowUp.as_view(),
        name="relationships-follow-up",
    ),
    path("follow-ups/<uuid:pk>/letter/", followups.Letter.as_view(), name="followups-letter"),
    path("follow-ups/", followups.Rules.as_view(), name="followups"),
    path("programmes/<uuid:pk>/follow-ups/", followups.ChangeRules.as_view(), name="programmes-follow-ups"),
]
of_invitations = [
    path("invitations/", invitations.Invitations.as_view(), name="invitations"),
    path("invitations/<uuid:pk>/ask/", invitations.Ask.as_view(), name="invitations-ask"),
    path("invitations/<uuid:pk>/send-again/", invitations.SendAgain.as_view(), name="invitations-send-again"),
    path("invitations/thank-you/", invitations_public.InvitationThanks.as_view(), name="invitations-thanks"),
    path(
        f"{PREFIX}would-you-volunteer/<str:token>/",
        invitations_public.AnswerInvitation.as_view(),
        name="invitations-answer",
    ),
]
of_supervision = [
    path(
        "volunteers/<uuid:pk>/wellbeing/",
        wellbeing.VolunteersWellbeing.as_view(),
        name="volunteers-wellbeing",
    ),
    path("supervision/span/", span.Span.as_view(), name="supervision-span"),
    path("supervision/<uuid:pk>/sheets/", sheets.SessionSheets.as_view(), name="supervisions-sheets"),
    path("volunteers/<uuid:pk>/supervision-sheet/", sheets.VolunteerSheet.as_view(), name="volunteers-sheet"),
]

urlpatterns = [
    *of_feedback,
    *of_quality,
    *of_followups,
    *of_plans,
    *of_invitations,
    *of_contacts,
    *of_concerns,
    *of_referrals,
    *of_people,
    *of_board,
    *of_supervision,
]
