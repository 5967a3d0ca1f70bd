from allauth.account import views as account
from django.urls import include, path

from peersupport.accounts.views.home import Home
from peersupport.accounts.views.sign_in import SignIn

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("accounts/login/", SignIn.as_view(), name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/password/reset/", account.password_reset, name="account_reset_password"),
    path("accounts/password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path("accounts/", include("allauth.urls")),
]
