"""Pages of the programmes' room: a list a theme."""

from django.urls import path

from programmes.views import board, people, people_pages

of_people = [
    path("people/", people.PeopleList.as_view(), name="people"),
    path("people/<uuid:pk>/", people_pages.PersonOverview.as_view(), name="people-detail"),
    path("people/<uuid:pk>/plan/", people_pages.PersonPlan.as_view(), name="people-plan"),
    path("people/<uuid:pk>/messages/", people_pages.PersonMessages.as_view(), name="people-messages"),
    path("people/<uuid:pk>/looks/", people_pages.PersonLooks.as_view(), name="people-looks"),
]
of_board = [
    path("volunteers/", board.Board.as_view(), name="volunteers"),
    path("volunteers/<uuid:pk>/people/", board.VolunteersPeople.as_view(), name="volunteers-people"),
]

urlpatterns = [*of_people, *of_board]
