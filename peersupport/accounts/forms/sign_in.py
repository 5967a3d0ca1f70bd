from allauth.account.forms import LoginForm

from peersupport.core.forms.base import PlainMixin
from peersupport.core.forms.layout import Actions, Field, Layout, Submit


class SignInForm(PlainMixin, LoginForm):
    """E-mail and password. The library checks them, limits tries and says nothing about who exists."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "E-mail"
        self.fields["password"].help_text = ""

    def layout(self) -> Layout:
        return Layout(
            Field("login", autocomplete="username", spellcheck=False),
            Field("password", autocomplete="current-password"),
            Actions(Submit("Sign in")),
        )
