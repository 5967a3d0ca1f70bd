"""Pages of the volunteers' room: a list a theme. The board and who is supported are the programmes' room's."""

from django.urls import path

from volunteers.views import availability, checks, volunteers

of_volunteers = [
    path("volunteers/<uuid:pk>/", volunteers.VolunteerPage.as_view(), name="volunteers-detail"),
    path("my-details/", volunteers.MyDetails.as_view(), name="my-details"),
]
of_checks = [
    path("volunteers/<uuid:pk>/record-check/", checks.RecordCheck.as_view(), name="volunteers-record-check"),
]
of_availability = [
    path(
        "volunteers/<uuid:pk>/record-leave/",
        availability.RecordLeave.as_view(),
        name="volunteers-record-leave",
    ),
    path("leave/<uuid:pk>/end/", availability.EndLeave.as_view(), name="leave-end"),
]

urlpatterns = [*of_volunteers, *of_checks, *of_availability]
