"""Agreements: staff publish and see who signed; volunteers read and sign."""

from functools import cached_property

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse

from peersupport.accounts import permissions as may
from peersupport.core import clock
from peersupport.core.keys import read_key
from peersupport.core.views.bases import ScopedForm, ScopedList, ScopedPage
from volunteers.forms.agreements import PaperForm, PublishForm, SignForm
from volunteers.models import Agreement, AgreementText, Role, Volunteer
from volunteers.presenters import agreements as words
from volunteers.selectors import agreements
from volunteers.services.agreements import publish, record_paper, sign
from volunteers.views.volunteers import AboutVolunteer


class AgreementsPage(ScopedPage):
    permission = may.SEE_VOLUNTEERS
    template_name = "volunteers/agreements_list.html"

    def get_context_data(self, **kwargs):
        manages = self.actor.can(may.MANAGE_SCHEME)
        table = words.table(agreements.documents(actor=self.actor), manages=manages)
        return super().get_context_data(table=table, crumbs=words.crumbs(), manages=manages, **kwargs)


class AgreementPage(ScopedList):
    """One version: its text, and in pages who has not signed it, or who has."""

    permission = may.SEE_VOLUNTEERS
    template_name = "volunteers/agreements_detail.html"

    @cached_property
    def text(self) -> AgreementText:
        return self.load(AgreementText, pk=self.kwargs["pk"])

    @cached_property
    def versions(self) -> list[AgreementText]:
        return agreements.versions(self.text)

    @cached_property
    def waiting(self) -> list[Volunteer]:
        """Nobody is asked to sign what has been replaced."""
        is_newest = self.versions[0].pk == self.text.pk
        return agreements.waiting_for(actor=self.actor)[self.text.pk] if is_newest else []

    @cached_property
    def signed(self) -> list[Agreement]:
        return agreements.signatures(self.text, actor=self.actor)

    @property
    def shows_signed(self) -> bool:
        return self.request.GET.get("show") == words.SIGNED

    def rows(self):
        return self.signed if self.shows_signed else self.waiting

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown, current = context["page"].object_list, words.SIGNED if self.shows_signed else words.WAITING
        counts = {words.WAITING: len(self.waiting), words.SIGNED: len(self.signed)}
        return context | {
            "object": self.text,
            "note": words.note(self.text),
            "newest": self.versions[0],
            "filters": words.filters(self.text, counts, current),
            "table": words.signed(shown) if self.shows_signed else words.waiting(shown, self.text),
            "empty": words.EMPTY[current],
            "history": words.history(self.versions),
        }


class PublishAgreement(ScopedForm):
    """`?role=` names the role; without it these are the principles."""

    permission = may.MANAGE_SCHEME
    form_class = PublishForm
    template_name = "volunteers/agreements_new.html"
    keeps_typed_text = True

    @cached_property
    def role(self) -> Role | None:
        wanted = self.request.GET.get("role", "")
        rows = Role.objects.visible_to(self.actor)
        return get_object_or_404(rows, pk=read_key(wanted)) if wanted else None

    @cached_property
    def before(self) -> AgreementText | None:
        return AgreementText.objects.of(self.actor.scheme).filter(role=self.role).order_by("-version").first()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"today": clock.today(), "is_first": self.before is None}

    def get_initial(self):
        return super().get_initial() | ({"text": self.before.text} if self.before else {})

    def get_context_data(self, **kwargs):
        name = f"{self.role.name} agreement" if self.role else "Our principles"
        return super().get_context_data(name=name, before=self.before, **kwargs)

    def save(self, form) -> str:
        facts = {name: value for name, value in form.cleaned_data.items() if name != "once"}
        text = publish(by=self.actor, role=self.role, **facts, at=clock.now(), today=clock.today())
        messages.success(self.request, f"{text.name}, version {text.version}, is published.")
        return reverse("agreements-detail", args=[text.pk])


class SignAgreement(ScopedForm):
    """A volunteer reads one text and signs; afterwards the same page is the receipt."""

    permission = may.SEE_MY_PEOPLE
    form_class = SignForm
    template_name = "volunteers/agreements_sign.html"
    keeps_typed_text = True

    @cached_property
    def text(self) -> AgreementText:
        return self.load(AgreementText, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        signature = agreements.signed_by_me(self.text, actor=self.actor)
        return super().get_context_data(
            text=self.text,
            note=words.note(self.text),
            receipt=words.receipt(signature) if signature else None,
            more=words.to_sign(agreements.to_sign(actor=self.actor)) if signature else [],
            **kwargs,
        )

    def save(self, form) -> str:
        name = form.cleaned_data["name"]
        sign(by=self.actor, text=self.text, name=name, at=clock.now(), today=clock.today())
        return reverse("agreements-sign", args=[self.text.pk])


class RecordSignature(AboutVolunteer):
    """A signature on paper, of somebody who does not sign on the web."""

    permission = may.WORK_VOLUNTEERS
    form_class = PaperForm
    template_name = "volunteers/agreements_paper.html"
    done_words = "The signature is saved."

    def get_form_kwargs(self):
        documents = agreements.owed_by(self.volunteer)
        return super().get_form_kwargs() | {
            "documents": documents,
            "seen_by": self.actor.name,
            "today": clock.today(),
        }

    def act(self, facts: dict) -> None:
        role = facts.pop("document").role
        about = {"volunteer": self.volunteer, "at": clock.now(), "today": clock.today()}
        record_paper(by=self.actor, role=role, **about, **facts)
