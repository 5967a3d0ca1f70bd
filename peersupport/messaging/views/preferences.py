"""How I want to be told things; how somebody else does; and the limits of the scheme."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.views.bases import SIGNED_IN, ScopedForm, ScopedPage
from peersupport.messaging import people
from peersupport.messaging.choices import USER
from peersupport.messaging.forms.preferences import LimitsForm, WishForm
from peersupport.messaging.models import Preference
from peersupport.messaging.presenters import texts as text_words
from peersupport.messaging.selectors import preferences as selectors
from peersupport.messaging.services import preferences as service


class MyMessages(ScopedForm):
    permission = SIGNED_IN
    template_name = "messaging/preferences_mine.html"
    form_class = WishForm
    done_words = "Saved. It holds for the next message already."

    @cached_property
    def whom(self):
        return selectors.own(self.actor)

    @cached_property
    def said(self) -> Preference | None:
        return selectors.of(self.actor.scheme, self.whom)

    @property
    def offers_digest(self) -> bool:
        return self.whom[0] == USER and self.actor.can(may.SEE_TODAY)

    def get_form_kwargs(self):
        usual = self.actor.role in selectors.DIGEST_ROLES
        initial = {
            "wish": self.said.wish if self.said else "",
            "digest": self.said.digest if self.said else usual,
        }
        return super().get_form_kwargs() | {"digest": self.offers_digest, "initial": initial}

    def get_context_data(self, **kwargs):
        return super().get_context_data(staff=self.whom[0] == USER, **kwargs)

    def save(self, form) -> str:
        said = form.cleaned_data
        service.save(
            whom=self.whom, wish=said["wish"], digest=said.get("digest", False), by=self.actor, at=clock.now()
        )
        return reverse("my-messages")


class Wishes(ScopedForm):
    """Of a person supported, or of a volunteer, as they said it to the staff."""

    permission = may.WORK_MESSAGES
    template_name = "messaging/preferences_of.html"
    form_class = WishForm
    done_words = "Saved. It holds for the next message already."

    @cached_property
    def person(self) -> people.Person:
        found = selectors.named(self.actor, self.kwargs["kind"], self.kwargs["pk"])
        if found is None:
            raise Http404
        return found

    @property
    def whom(self):
        return self.kwargs["kind"], self.kwargs["pk"]

    def get_form_kwargs(self):
        said = selectors.of(self.actor.scheme, self.whom)
        initial = {"wish": said.wish if said else ""}
        return super().get_form_kwargs() | {"who": self.person.name, "initial": initial}

    def get_context_data(self, **kwargs):
        return super().get_context_data(name=self.person.name, back=self.person.url, **kwargs)

    def save(self, form) -> str:
        service.save(whom=self.whom, wish=form.cleaned_data["wish"], by=self.actor, at=clock.now())
        return self.person.url


class Limits(ScopedForm):
    permission = may.MANAGE_SCHEME
    template_name = "messaging/preferences_limits.html"
    form_class = LimitsForm
    done_words = "Saved. It holds from now on."
    NAMES = ("quiet_from", "quiet_until", "messages_a_day")

    def get_form_kwargs(self):
        scheme = self.actor.scheme
        return super().get_form_kwargs() | {"initial": {name: getattr(scheme, name) for name in self.NAMES}}

    def save(self, form) -> str:
        given = {name: form.cleaned_data[name] for name in self.NAMES}
        service.set_limits(by=self.actor, at=clock.now(), **given)
        return reverse("messages-limits")


class Texts(ScopedPage):
    """Every message there can be, in full: nothing else ever goes out."""

    permission = may.SEE_MESSAGES
    template_name = "messaging/texts_list.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(groups=text_words.groups(clock.today()), **kwargs)
