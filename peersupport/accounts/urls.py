"""Front page and sign-in. Only the pages of the sign-in library that a scheme needs are mounted."""

from allauth.account import views as account
from django.urls import include, path, re_path

from peersupport.accounts.views import members
from peersupport.accounts.views.account import Account
from peersupport.accounts.views.home import Home
from peersupport.accounts.views.sign_in import SignIn
from peersupport.accounts.views.switch import Choose, Switch
from peersupport.accounts.views.welcome import Welcome
from peersupport.core.secret_links import PREFIX

password = [
    path("reset/", account.password_reset, name="account_reset_password"),
    path("reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    path("change/", account.password_change, name="account_change_password"),
    # Where the library sends somebody who came in by a link and has no password yet.
    path("set/", account.password_set, name="account_set_password"),
]

of_members = [
    path("members/", members.MembersPage.as_view(), name="members"),
    path("members/invite/", members.InviteMember.as_view(), name="members-invite"),
    path("members/second-factor/", members.DemandSecondFactor.as_view(), name="members-second-factor"),
    path("members/<uuid:pk>/send/", members.SendAgain.as_view(), name="members-send"),
    path("members/<uuid:pk>/end/", members.EndMember.as_view(), name="members-end"),
]

urlpatterns = [
    *of_members,
    path(f"{PREFIX}welcome/<str:token>/", Welcome.as_view(), name="welcome"),
    re_path(
        rf"^{PREFIX}password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("account/", Account.as_view(), name="account"),
    path("accounts/choose/", Choose.as_view(), name="choose"),
    path("accounts/choose/<uuid:pk>/", Switch.as_view(), name="choose-switch"),
    path("", Home.as_view(), name="home"),
    path("accounts/login/", SignIn.as_view(), name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/password/", include(password)),
    path("accounts/second-factor/", include("allauth.mfa.urls")),
]
