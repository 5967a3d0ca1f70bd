"""Pages of the volunteers' room: a list a theme. The board and who is supported are the programmes' room's."""

from django.urls import path

from peersupport.core.secret_links import PREFIX
from volunteers.views import (
    agreements,
    availability,
    certificates,
    checks,
    courses,
    courses_people,
    expenses,
    expenses_decided,
    expenses_for,
    joining,
    joining_own,
    needs,
    observations,
    recognition,
    recruitment,
    recruitment_person,
    recruitment_public,
    references,
    references_public,
    roles,
    supervision,
    supervision_own,
    supervision_plan,
    supervision_rules,
    supervision_volunteer,
    training,
    training_own,
    training_proofs,
    volunteers,
    wellbeing,
)

of_volunteers = [
    path("volunteers/<uuid:pk>/", volunteers.VolunteerPage.as_view(), name="volunteers-detail"),
    path("held-roles/<uuid:pk>/end/", roles.EndHeldRole.as_view(), name="held-roles-end"),
    path("volunteers/<uuid:pk>/change/", volunteers.ChangeDetails.as_view(), name="volunteers-change"),
    path("my-needs/", needs.StillNeeded.as_view(), name="my-needs"),
    path("my-details/", volunteers.MyDetails.as_view(), name="my-details"),
    path("my-details/change/", volunteers.ChangeMyDetails.as_view(), name="my-details-change"),
]
of_checks = [
    path("checks/", checks.ChecksRegister.as_view(), name="checks"),
    path("checks/export/", checks.ExportChecks.as_view(), name="checks-export"),
    path("checks/<uuid:pk>/look-up/", checks.LookUp.as_view(), name="checks-look"),
    path("checks/<uuid:pk>/correct/", checks.CorrectCheck.as_view(), name="checks-correct"),
    path("checks/<uuid:pk>/take-back/", checks.TakeBack.as_view(), name="checks-take-back"),
    path("volunteers/<uuid:pk>/record-check/", checks.RecordCheck.as_view(), name="volunteers-record-check"),
]
of_availability = [
    path(
        "volunteers/<uuid:pk>/record-leave/",
        availability.RecordLeave.as_view(),
        name="volunteers-record-leave",
    ),
    path("leave/<uuid:pk>/end/", availability.EndLeave.as_view(), name="leave-end"),
    path("leave/<uuid:pk>/change/", availability.ChangeLeave.as_view(), name="leave-change"),
    path("leave/<uuid:pk>/end-mine/", availability.EndMyLeave.as_view(), name="leave-end-mine"),
    path("leave/<uuid:pk>/change-mine/", availability.ChangeMyLeave.as_view(), name="leave-change-mine"),
    path("my-availability/", availability.MyAvailability.as_view(), name="my-availability"),
    path(
        "my-availability/change/", availability.ChangeMyAvailability.as_view(), name="my-availability-change"
    ),
    path("my-availability/days-away/", availability.RecordMyLeave.as_view(), name="my-leave-record"),
    path(
        "volunteers/<uuid:pk>/availability/",
        availability.ChangeAvailability.as_view(),
        name="volunteers-availability",
    ),
]
of_recruitment = [
    path("recruitment/", recruitment.Recruitment.as_view(), name="recruitment"),
    path("volunteers/new/", recruitment.NewVolunteer.as_view(), name="volunteers-new"),
    path(
        "volunteer-with-us/<slug:slug>/",
        recruitment_public.Interest.as_view(),
        name="volunteers-interest",
    ),
    path(
        "volunteer-with-us/<slug:slug>/thank-you/",
        recruitment_public.InterestThanks.as_view(),
        name="volunteers-interest-thanks",
    ),
]
of_joining = [
    path("my-joining/", joining_own.MyJoining.as_view(), name="my-joining"),
    path("my-joining/name/", joining_own.NameOwnReferee.as_view(), name="my-joining-referee"),
    path(f"{PREFIX}joining/<str:token>/", joining_own.JoiningByLink.as_view(), name="joining-link"),
    path(f"{PREFIX}joining/<str:token>/name/", joining_own.NameByLink.as_view(), name="joining-link-referee"),
    path("recruitment/joining/", joining.JoiningRulesPage.as_view(), name="joining-rules"),
]
of_joining += [
    path(f"volunteers/<uuid:pk>/{verb}/", view.as_view(), name=name)
    for verb, view, name in (
        ("joining", recruitment_person.JoiningPage, "volunteers-joining"),
        ("give-roles", recruitment_person.GiveRoles, "volunteers-give-roles"),
        ("record-interview", recruitment_person.RecordInterview, "volunteers-record-interview"),
        ("name-referee", references.NameReferee, "volunteers-name-referee"),
        ("go-on", recruitment_person.GoOn, "volunteers-go-on"),
        ("move", recruitment_person.Move, "volunteers-move"),
        ("step-down", recruitment_person.StepDown, "volunteers-step-down"),
        ("invite", joining.InviteVolunteer, "volunteers-invite"),
        ("send-link", joining.SendJoiningLink, "volunteers-send-link"),
        ("accept-enquiry", recruitment_person.AcceptEnquiry, "enquiries-accept"),
        ("reject-enquiry", recruitment_person.RejectEnquiry, "enquiries-reject"),
    )
]
of_references = [
    path(
        f"{PREFIX}reference/<str:token>/", references_public.GiveReference.as_view(), name="references-give"
    ),
    path("references/thank-you/", references_public.ReferenceThanks.as_view(), name="references-thanks"),
    path("references/<uuid:pk>/", references.ReferencePage.as_view(), name="references-detail"),
    path("references/<uuid:pk>/correct/", references.CorrectReferee.as_view(), name="references-correct"),
    path("references/<uuid:pk>/record/", references.RecordReference.as_view(), name="references-record"),
    path("references/<uuid:pk>/read/", references.MarkRead.as_view(), name="references-read"),
    path("references/<uuid:pk>/ask/", references.AskAgain.as_view(), name="references-ask"),
    path("references/<uuid:pk>/withdraw/", references.Withdraw.as_view(), name="references-withdraw"),
]
of_roles = [
    path("roles/", roles.RolesPage.as_view(), name="roles"),
    path("roles/new/", roles.NewRole.as_view(), name="roles-new"),
    path("roles/<uuid:pk>/", roles.OneRole.as_view(), name="roles-detail"),
    path("roles/start/", roles.StartRoles.as_view(), name="roles-start"),
    path("roles/<uuid:pk>/change/", roles.ChangeRole.as_view(), name="roles-change"),
    path("roles/<uuid:pk>/switch/", roles.SwitchRole.as_view(), name="roles-switch"),
]
of_courses = [
    path("courses/", courses.CoursesPage.as_view(), name="courses"),
    path("courses/new/", courses.NewCourse.as_view(), name="courses-new"),
    path("courses/<uuid:pk>/", courses.CoursePage.as_view(), name="courses-detail"),
    path("courses/<uuid:pk>/change/", courses.ChangeCourse.as_view(), name="courses-change"),
    path("places/<uuid:pk>/end/", courses_people.EndPlace.as_view(), name="places-end"),
    path("courses/<uuid:pk>/add-module/", courses.AddModule.as_view(), name="courses-add-module"),
    path("courses/<uuid:pk>/add-people/", courses_people.AddPeople.as_view(), name="courses-add-people"),
    path("courses/<uuid:pk>/plan-sessions/", courses.PlanSessions.as_view(), name="courses-plan-sessions"),
    path("modules/<uuid:pk>/change/", courses.ChangeModule.as_view(), name="modules-change"),
    path("modules/<uuid:pk>/move-up/", courses.MoveModule.as_view(), name="modules-move-up"),
    path("courses/<uuid:pk>/close/", courses.CloseCourse.as_view(), name="courses-close"),
    path("courses/<uuid:pk>/reopen/", courses.ReopenCourse.as_view(), name="courses-reopen"),
    path("modules/<uuid:pk>/questions/", courses.Questions.as_view(), name="modules-questions"),
    path("questions/<uuid:pk>/remove/", courses.RemoveQuestion.as_view(), name="questions-remove"),
    path("sessions/<uuid:pk>/register/", courses.TakeRegister.as_view(), name="sessions-register"),
    path("sessions/<uuid:pk>/cancel/", courses.CancelSession.as_view(), name="sessions-cancel"),
]
of_training = [
    path("training/", training.TrainingPage.as_view(), name="training"),
    path("modules/<uuid:pk>/do/", training_own.DoModule.as_view(), name="modules-do"),
    path(
        "volunteers/<uuid:pk>/record-module/",
        training_proofs.RecordModule.as_view(),
        name="volunteers-record-module",
    ),
    path(
        "volunteers/<uuid:pk>/training-needs/",
        training_proofs.VolunteerNeeds.as_view(),
        name="volunteers-training-needs",
    ),
    path("courses/<uuid:pk>/debrief/", courses_people.Debrief.as_view(), name="courses-debrief"),
    path("my-training/", training_own.MyTrainingPage.as_view(), name="my-training"),
    path("my-training/needs/", training_own.MyNeeds.as_view(), name="my-training-needs"),
]
of_certificates = [
    path("my-training/send-certificate/", certificates.SendCertificate.as_view(), name="certificates-send"),
    path(
        "my-training/certificates/<uuid:pk>/", certificates.OwnCertificate.as_view(), name="certificates-own"
    ),
    path("certificates/<uuid:pk>/", certificates.AnswerCertificate.as_view(), name="certificates-answer"),
    path("certificates/<uuid:pk>/file/", certificates.CertificateFile.as_view(), name="certificates-file"),
]
of_agreements = [
    path("agreements/", agreements.AgreementsPage.as_view(), name="agreements"),
    path("agreements/new/", agreements.PublishAgreement.as_view(), name="agreements-new"),
    path("agreements/<uuid:pk>/", agreements.AgreementPage.as_view(), name="agreements-detail"),
    path("agreements/<uuid:pk>/sign/", agreements.SignAgreement.as_view(), name="agreements-sign"),
    path(
        "volunteers/<uuid:pk>/record-signature/",
        agreements.RecordSignature.as_view(),
        name="volunteers-record-signature",
    ),
]
of_expenses = [
    path("my-expenses/", expenses.MyClaims.as_view(), name="expenses-own"),
    path("my-expenses/start/", expenses.StartClaim.as_view(), name="expenses-start"),
    path("my-expenses/<uuid:pk>/", expenses.MyClaim.as_view(), name="expenses-mine"),
    path("my-expenses/<uuid:pk>/add-journey/", expenses.AddJourney.as_view(), name="expenses-add-journey"),
    path("my-expenses/<uuid:pk>/add-cost/", expenses.AddCost.as_view(), name="expenses-add-cost"),
    path("my-expenses/lines/<uuid:pk>/remove/", expenses.RemoveLine.as_view(), name="lines-remove"),
    path("my-expenses/lines/<uuid:pk>/receipt/", expenses.OwnReceipt.as_view(), name="lines-receipt-own"),
    path("expenses/", expenses_decided.ClaimsPage.as_view(), name="expenses"),
    path("expenses/pay/", expenses_decided.Pay.as_view(), name="expenses-pay"),
    path("expenses/export/", expenses_decided.Export.as_view(), name="expenses-export"),
    path("expenses/rates/", expenses_decided.Rates.as_view(), name="expenses-rates"),
    path("expenses/<uuid:pk>/", expenses_decided.ClaimPage.as_view(), name="expenses-detail"),
    path("expenses/<uuid:pk>/approve/", expenses_decided.Approve.as_view(), name="expenses-approve"),
    path("expenses/<uuid:pk>/send-back/", expenses_decided.SendBack.as_view(), name="expenses-send-back"),
    path("expenses/<uuid:pk>/fill/", expenses_for.FillClaim.as_view(), name="expenses-fill"),
    path(
        "expenses/<uuid:pk>/fill/journey/", expenses_for.FillJourney.as_view(), name="expenses-fill-journey"
    ),
    path("expenses/<uuid:pk>/fill/cost/", expenses_for.FillCost.as_view(), name="expenses-fill-cost"),
    path("expenses/lines/<uuid:pk>/take-out/", expenses_for.TakeOutLine.as_view(), name="lines-take-out"),
    path("volunteers/<uuid:pk>/claim/", expenses_for.StartClaimFor.as_view(), name="volunteers-claim"),
    path("expenses/lines/<uuid:pk>/receipt/", expenses.Receipt.as_view(), name="lines-receipt"),
    path(
        "volunteers/<uuid:pk>/expenses/",
        expenses_decided.VolunteerExpenses.as_view(),
        name="volunteers-expenses",
    ),
]
of_observations = [
    path("my-practice/", observations.MyPractice.as_view(), name="my-practice"),
    path("volunteers/<uuid:pk>/practice/", observations.PracticePage.as_view(), name="volunteers-practice"),
    path("volunteers/<uuid:pk>/observe/", observations.Observe.as_view(), name="volunteers-observe"),
    path("observations/<uuid:pk>/share/", observations.Share.as_view(), name="observations-share"),
    path("quality/questions/", observations.QualityQuestions.as_view(), name="quality-questions"),
    path("quality/questions/start/", observations.StartQuestions.as_view(), name="quality-questions-start"),
    path("quality/questions/<uuid:pk>/end/", observations.EndQuestion.as_view(), name="asked-end"),
]
of_recognition = [
    path("my-hours/", recognition.MyHours.as_view(), name="my-hours"),
    path("my-hours/certificate/", recognition.MyCertificate.as_view(), name="my-hours-certificate"),
    path("my-hours/facts/", recognition.MySheet.as_view(), name="my-hours-facts"),
    path("volunteers/<uuid:pk>/hours/", recognition.HoursPage.as_view(), name="volunteers-hours"),
    path(
        "volunteers/<uuid:pk>/certificate/", recognition.Certificate.as_view(), name="volunteers-certificate"
    ),
    path("volunteers/<uuid:pk>/facts/", recognition.ReferenceSheet.as_view(), name="volunteers-facts"),
    path("volunteers/<uuid:pk>/thank/", recognition.Thank.as_view(), name="volunteers-thank"),
    path(
        "volunteers/<uuid:pk>/plan-duties/", recognition.PlanDuties.as_view(), name="volunteers-plan-duties"
    ),
    path("duties/<uuid:pk>/cancel/", recognition.CancelDuty.as_view(), name="duties-cancel"),
    path("milestones/", recognition.Milestones.as_view(), name="milestones"),
    path("milestones/start/", recognition.StartMilestones.as_view(), name="milestones-start"),
    path("milestones/<uuid:pk>/end/", recognition.EndMilestone.as_view(), name="milestones-end"),
]
of_supervision = [
    path("supervision/", supervision.SupervisionList.as_view(), name="supervision"),
    path("supervision/sessions/", supervision.Sessions.as_view(), name="supervision-sessions"),
    path("supervision/plan/", supervision_plan.PlanSupervision.as_view(), name="supervision-plan"),
    path("supervision/cover/", supervision_volunteer.Cover.as_view(), name="supervision-cover"),
    path("supervision/<uuid:pk>/", supervision.SessionPage.as_view(), name="supervisions-detail"),
    path(
        "supervision/<uuid:pk>/change/", supervision_plan.ChangeSession.as_view(), name="supervisions-change"
    ),
    path("supervision/<uuid:pk>/register/", supervision.TakeRegister.as_view(), name="supervisions-register"),
    path("supervision/<uuid:pk>/cancel/", supervision.CancelSession.as_view(), name="supervisions-cancel"),
    path("stand-ins/<uuid:pk>/end/", supervision_volunteer.EndCover.as_view(), name="standins-end"),
    path("actions/<uuid:pk>/close/", supervision_volunteer.CloseAction.as_view(), name="actions-close"),
    path(
        "roles/<uuid:pk>/supervision/", supervision_rules.RoleSupervision.as_view(), name="roles-supervision"
    ),
    path("supervision/hand-over/", supervision_volunteer.HandOver.as_view(), name="supervision-hand-over"),
    path("my-supervision/ask/", wellbeing.AskForTalk.as_view(), name="my-supervision-ask"),
    path("check-ins/<uuid:pk>/answer/", wellbeing.AnswerCheckIn.as_view(), name="checkins-answer"),
    path("my-supervision/", supervision_own.MySupervision.as_view(), name="my-supervision"),
    path("my-actions/<uuid:pk>/done/", supervision_own.TickOff.as_view(), name="todos-done"),
]
of_supervision += [
    path(f"volunteers/<uuid:pk>/{verb}/", view.as_view(), name=f"volunteers-{verb}")
    for verb, view in (
        ("supervision", supervision_volunteer.VolunteersSupervision),
        ("name-supervisor", supervision_volunteer.NameSupervisor),
        ("agree-action", supervision_volunteer.AgreeAction),
        ("decide-level", supervision_volunteer.DecideLevel),
    )
]

urlpatterns = [*of_recruitment, *of_joining, *of_references, *of_roles]
urlpatterns += [*of_volunteers, *of_checks, *of_availability]
urlpatterns += [
    *of_courses,
    *of_training,
    *of_certificates,
    *of_agreements,
    *of_expenses,
    *of_recognition,
    *of_observations,
]
urlpatterns += of_supervision
