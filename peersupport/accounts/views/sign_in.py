"""Sign-in. In the demo the page lists the people to sign in as."""

from allauth.account.views import LoginView
from django.conf import settings

from peersupport.accounts.selectors.demo import demo_people
from peersupport.core.views.bases import PUBLIC


class SignIn(LoginView):
    permission = PUBLIC
    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs):
        people = demo_people() if settings.IN_DEMO else []
        return super().get_context_data(demo_people=people, demo_password=settings.DEMO_PASSWORD, **kwargs)
